package io.github.gdprkit.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.fulfilment.EndOfServiceChoice;
import io.github.gdprkit.fulfilment.EndOfServiceId;
import io.github.gdprkit.fulfilment.ProgressListener;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.testkit.fixture.FixtureChat;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was written down about the recipients of requests, when the service ends. */
class WordsAboutRecipientsTest {

  private static final EndOfServiceId END = new EndOfServiceId("notice-2026-17");

  private final House house = new House();

  @Test
  @GdprReference(article = "28(3)(g)", text = "deletes existing copies")
  void eraseTheWordsAboutRecipientsWithThePapers() {
    GdprKit kit = house.kit();
    RequestId id = house.answered(kit, Claim.ERASURE, Subjects.ANNA, Condition.NO_LONGER_NECESSARY);
    kit.propagation().follow();
    assertThat(words()).isNotEmpty();
    kit.endOfService().begin(END.value(), EndOfServiceChoice.ERASE, House.CUSTOMER);

    kit.endOfService().erase(END, ProgressListener.none());
    kit.endOfService().closeByHand(END, FixtureChat.SERVER_LOG, "ticket-6", House.DPO);
    assertThat(kit.endOfService().erase(END, ProgressListener.none()).isEnded()).isTrue();

    assertThat(words()).isEmpty();
    assertThat(kit.requests().papers(id)).isEmpty();
  }

  private List<String> words() {
    return house.store.sheets(house.chat.controller().id(), "instruction", null, 100).stream()
        .map(sheet -> sheet.id().toString())
        .toList();
  }
}
