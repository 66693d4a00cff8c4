package io.github.gdprkit.testkit.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.fulfilment.FulfilmentOutcome;
import io.github.gdprkit.fulfilment.Requests;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStatus;
import io.github.gdprkit.testkit.fixture.FixtureChat;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that go their way to the end. */
class FulfilmentTest {

  @TempDir Path folder;
  private final FixtureChat chat = new FixtureChat().withSomethingOfEverything();

  @Test
  @GdprReference(article = "15(3)", text = "a copy of the personal data undergoing processing")
  void givesThePersonAnArchive() {
    Desk desk = new Desk(folder);
    Requests requests = desk.kit(chat.catalog()).requests();

    FulfilmentOutcome outcome = desk.fulfilled(requests, Claim.ACCESS, Subjects.ANNA);
    desk.closeByHand(requests, outcome.request().id());

    assertThat(outcome.failures()).isEmpty();
    assertThat(outcome.archive()).isNotNull();
    assertThat(requests.get(outcome.request().id()).status()).isEqualTo(RequestStatus.FULFILLED);
  }

  @Test
  @GdprReference(article = "17(1)", text = "the erasure of personal data")
  void erasesThePersonAndNobodyElse() {
    Desk desk = new Desk(folder);
    GdprKit kit = desk.kit(chat.catalog());
    Requests requests = kit.requests();

    FulfilmentOutcome outcome =
        desk.fulfilled(requests, Claim.ERASURE, Subjects.ANNA, Condition.NO_LONGER_NECESSARY);
    RequestId id = outcome.request().id();
    desk.closeByHand(requests, id);

    assertThat(outcome.failures()).isEmpty();
    assertThat(requests.get(id).status()).isEqualTo(RequestStatus.PARTLY_FULFILLED);
    assertThat(requests.erasureReport(id).isVerified()).isTrue();
    assertThat(requests.papers(id)).isEmpty();
    assertThat(kit.ledger().isErased(Subjects.ANNA)).isTrue();
    assertThat(chat.snapshot()).noneMatch(row -> row.contains("Name of anna"));
  }

  @Test
  @GdprReference(article = "17(1)", text = "the erasure of personal data")
  void forgetsThePersonInRequestsThatNobodyProvedToBeTheirs() {
    Desk desk = new Desk(folder);
    Requests requests = desk.kit(chat.catalog()).requests();
    RequestId unproven = requests.receive(desk.intake(Claim.ACCESS, Subjects.ANNA), Desk.DPO).id();
    RequestId ofBoris = requests.receive(desk.intake(Claim.ACCESS, Subjects.BORIS), Desk.DPO).id();

    RequestId id =
        desk.fulfilled(requests, Claim.ERASURE, Subjects.ANNA, Condition.NO_LONGER_NECESSARY)
            .request()
            .id();
    desk.closeByHand(requests, id);

    assertThat(requests.get(id).status().isFinal()).isTrue();
    assertThat(requests.get(unproven).status()).isEqualTo(RequestStatus.RECEIVED);
    assertThat(requests.papers(unproven).orElseThrow().subject()).isNotEqualTo(Subjects.ANNA);
    assertThat(requests.papers(unproven).orElseThrow().label())
        .doesNotContain(Subjects.accountOf(Subjects.ANNA));
    assertThat(requests.papers(ofBoris).orElseThrow().subject()).isEqualTo(Subjects.BORIS);
  }
}
