package io.github.gdprkit.testkit.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.request.ConfirmationChannel;
import io.github.gdprkit.request.ConfirmationChannels;
import io.github.gdprkit.request.ConfirmationCodes;
import io.github.gdprkit.request.ConfirmationMessage;
import io.github.gdprkit.request.IdentityCheck;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.Identifier;
import io.github.gdprkit.subject.IdentifierType;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import io.github.gdprkit.testkit.time.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** More tries at somebody's identity than a day has. */
class ConfirmationAttackTest {

  private final SettableClock clock = new SettableClock();
  private final List<ConfirmationMessage> sent = new ArrayList<>();

  @Test
  @GdprReference(article = "12(6)", text = "reasonable doubts concerning the identity")
  void sendsNoMoreToOneAddressHoweverItsPersonIsSpelled() {
    InMemoryRequestStore store = new InMemoryRequestStore();
    ConfirmationCodes codes =
        new ConfirmationCodes(
            new PartyId("example"), store, Rig.KEYS, new CaseBlind(), Runnable::run, clock);
    List<IdentityCheck> checks = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      checks.add(codes.ask(new RequestId("r" + i), spelled(i)));
    }

    assertThat(sent).hasSize(5);
    assertThat(checks).allMatch(check -> check instanceof IdentityCheck.Begun);
  }

  private static DataSubject spelled(int number) {
    StringBuilder name = new StringBuilder("annab");
    for (int i = 0; i < name.length(); i++) {
      if ((number >> i & 1) == 1) {
        name.setCharAt(i, Character.toUpperCase(name.charAt(i)));
      }
    }
    return new DataSubject(Set.of(new Identifier(IdentifierType.USERNAME, name.toString())));
  }

  /** A host whose user names are compared as MariaDB does. */
  private final class CaseBlind implements ConfirmationChannels {
    @Override
    public List<ConfirmationChannel> onFile(DataSubject claimed) {
      return List.of(
          new ConfirmationChannel(
              "email", "anna@example.org", clock.instant().minus(Duration.ofDays(90))));
    }

    @Override
    public void deliver(ConfirmationMessage message) {
      sent.add(message);
    }
  }
}
