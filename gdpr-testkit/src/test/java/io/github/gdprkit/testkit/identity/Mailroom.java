package io.github.gdprkit.testkit.identity;

import io.github.gdprkit.request.ConfirmationChannel;
import io.github.gdprkit.request.ConfirmationChannels;
import io.github.gdprkit.request.ConfirmationMessage;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.subject.DataSubject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A host that knows some people's addresses and keeps what it sent. */
final class Mailroom implements ConfirmationChannels {

  private final Map<DataSubject, List<ConfirmationChannel>> onFile = new HashMap<>();
  private final List<ConfirmationMessage> sent = new ArrayList<>();
  private int failures;

  void file(DataSubject person, ConfirmationChannel... channels) {
    onFile.put(person, List.of(channels));
  }

  void failOnce() {
    failures = 1;
  }

  @Override
  public List<ConfirmationChannel> onFile(DataSubject claimed) {
    return onFile.getOrDefault(claimed, List.of());
  }

  @Override
  public synchronized void deliver(ConfirmationMessage message) throws Exception {
    if (failures-- > 0) {
      throw new IOException("550 no such mailbox anna@example.org");
    }
    sent.add(message);
  }

  synchronized List<ConfirmationMessage> sent() {
    return List.copyOf(sent);
  }

  /** The secret that was sent last for this request. */
  synchronized String secret(RequestId request) {
    return sent.stream()
        .filter(message -> message.request().equals(request))
        .reduce((earlier, later) -> later)
        .orElseThrow()
        .secret();
  }
}
