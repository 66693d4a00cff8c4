package io.github.gdprkit.testkit.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.deadline.AskedWhen;
import io.github.gdprkit.fulfilment.Intake;
import io.github.gdprkit.fulfilment.NoticeTooLateException;
import io.github.gdprkit.fulfilment.Requests;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Correction;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.Decision;
import io.github.gdprkit.request.ExtensionReason;
import io.github.gdprkit.request.IllegalTransitionException;
import io.github.gdprkit.request.RefusalGround;
import io.github.gdprkit.request.RequestHeader;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStatus;
import io.github.gdprkit.testkit.fixture.FixtureChat;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.time.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How requests come in, and the clock of Art. 12(3) over their life. */
class IntakeTest {

  @TempDir Path folder;
  private final FixtureChat chat = new FixtureChat();
  private Desk desk;
  private Requests requests;

  @BeforeEach
  void open() {
    desk = new Desk(folder);
    requests = desk.kit(chat.catalog()).requests();
  }

  private Intake access() {
    return desk.intake(Claim.ACCESS, Subjects.ANNA);
  }

  private Intake receivedAt(Intake intake, Instant at) {
    return new Intake(intake.id(), intake.claim(), intake.channel(), at, intake.papers());
  }

  @Test
  void takesTheSameRequestInOnce() {
    Intake intake = access();

    DataSubjectRequest first = requests.receive(intake, Desk.DPO);
    desk.clock.advance(Duration.ofDays(3));
    DataSubjectRequest again = requests.receive(intake, Desk.DPO);

    assertThat(again.version()).isEqualTo(first.version());
    assertThat(again.deadline()).isEqualTo(first.deadline());
    assertThat(requests.list(null, 10)).hasSize(1);
  }

  @Test
  void takesNoOtherRequestInUnderAnIdThatIsTaken() {
    Intake intake = access();
    requests.receive(intake, Desk.DPO);

    assertThatThrownBy(
            () ->
                requests.receive(
                    desk.intake(Claim.ERASURE, Subjects.ANNA).as(intake.id()), Desk.DPO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("new id");
    assertThatThrownBy(
            () ->
                requests.receive(receivedAt(intake, intake.receivedAt().minusSeconds(1)), Desk.DPO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void takesNoRequestOfSomebodyElseForOneThatIsThere() {
    Intake anna = access();
    requests.receive(anna, Desk.DPO);

    assertThatThrownBy(
            () ->
                requests.receive(desk.intake(Claim.ACCESS, Subjects.BORIS).as(anna.id()), Desk.DPO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("new id");
  }

  @Test
  @GdprReference(article = "12(3)", text = "within one month of receipt of the request")
  void countsFromTheTrueReceiptAndNotFromItsRecord() {
    Instant posted = Instant.parse("2026-01-20T12:00:00Z");

    DataSubjectRequest request = requests.receive(receivedAt(access(), posted), Desk.DPO);

    assertThat(request.receivedAt()).isEqualTo(posted);
    assertThat(request.receivedOn()).isEqualTo("2026-01-20");
    assertThat(request.deadline().lastDay()).isEqualTo(LocalDate.parse("2026-02-20"));
  }

  @Test
  @GdprReference(article = "12(3)", text = "within one month of receipt of the request")
  void countsTheDayOfReceiptWhereTheControllerActs() {
    Requests inTokyo = desk.in(ZoneId.of("Asia/Tokyo")).kit(chat.catalog()).requests();
    Instant lateInTheEveningUtc = Instant.parse("2026-01-20T15:30:00Z");

    DataSubjectRequest request =
        inTokyo.receive(receivedAt(access(), lateInTheEveningUtc), Desk.DPO);

    assertThat(request.receivedOn()).isEqualTo("2026-01-21");
    assertThat(request.receivedAt()).isEqualTo(lateInTheEveningUtc);
  }

  @Test
  void takesNothingInFromTheFuture() {
    Intake intake = receivedAt(access(), SettableClock.START.plusNanos(1_000));

    assertThatThrownBy(() -> requests.receive(intake, Desk.DPO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("future");
    assertThat(requests.find(intake.id())).isEmpty();
  }

  @Test
  void checksWhatShallBePutRightAtTheDoor() {
    Correction correction = new Correction(FixtureChat.PROFILE, "name", "Anna B");

    assertThatThrownBy(
            () -> requests.receive(access().withCorrections(List.of(correction)), Desk.DPO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("RECTIFICATION");
    Correction unknown = new Correction(FixtureChat.PROFILE, "nickname", "Annie");
    assertThatThrownBy(
            () ->
                requests.receive(
                    desk.intake(Claim.RECTIFICATION, Subjects.ANNA)
                        .withCorrections(List.of(unknown)),
                    Desk.DPO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("Annie");
  }

  @Test
  @GdprReference(
      article = "12(6)",
      text = "reasonable doubts concerning the identity of the natural person")
  void standsStillWhileThePersonIsAskedWhoTheyAre() {
    RequestId id = requests.receive(access(), Desk.DPO).id();

    DataSubjectRequest asked = requests.askForIdentity(id, AskedWhen.WITHOUT_UNDUE_DELAY, Desk.DPO);
    assertThat(asked.deadline().lastDay()).isNull();
    assertThat(requests.due(LocalDate.MAX)).isEmpty();
    desk.clock.advance(Duration.ofDays(10));
    DataSubjectRequest confirmed = desk.confirm(requests, id, Subjects.ANNA);

    assertThat(confirmed.deadline().pausedDays()).isEqualTo(10);
    assertThat(confirmed.deadline().lastDay()).isEqualTo(LocalDate.parse("2026-03-10"));
    assertThat(confirmed.pauses()).singleElement().matches(pause -> !pause.isOpen());
  }

  @Test
  @GdprReference(
      article = "12(6)",
      text = "reasonable doubts concerning the identity of the natural person")
  void runsOnWhenThePersonWasAskedTooLate() {
    RequestId id = requests.receive(access(), Desk.DPO).id();

    requests.askForIdentity(id, AskedWhen.WITH_UNDUE_DELAY, Desk.DPO);
    assertThat(requests.due(LocalDate.MAX)).hasSize(1);
    desk.clock.advance(Duration.ofDays(10));

    assertThat(desk.confirm(requests, id, Subjects.ANNA).deadline().lastDay())
        .isEqualTo(LocalDate.parse("2026-03-02"));
  }

  @Test
  void countsDaysThatBothQuestionsTookOnce() {
    RequestId id = requests.receive(access(), Desk.DPO).id();
    requests.askForIdentity(id, AskedWhen.WITHOUT_UNDUE_DELAY, Desk.DPO);
    desk.clock.advance(Duration.ofDays(2));
    desk.confirm(requests, id, Subjects.ANNA);
    requests.askForClarification(
        id, "Which messages do you mean?", AskedWhen.WITHOUT_UNDUE_DELAY, Desk.DPO);
    desk.clock.advance(Duration.ofDays(5));

    DataSubjectRequest clarified = requests.clarified(id, "all of it", Desk.DPO);

    assertThat(clarified.deadline().pausedDays()).isEqualTo(7);
    assertThat(clarified.pauses()).hasSize(2);
    assertThat(requests.papers(id).orElseThrow().notes()).containsValue("all of it");
  }

  @Test
  @GdprReference(article = "12(3)", text = "extended by two further months where necessary")
  void takesTwoFurtherMonthsOnceWithinTheFirst() {
    RequestId id = requests.receive(access(), Desk.DPO).id();
    desk.clock.set(Instant.parse("2026-03-02T20:00:00Z"));

    DataSubjectRequest extended =
        requests.extend(id, ExtensionReason.COMPLEXITY, "There is much of it.", Desk.DPO);

    assertThat(extended.deadline().lastDay()).isEqualTo(LocalDate.parse("2026-04-30"));
    assertThat(requests.papers(id).orElseThrow().notes()).containsValue("There is much of it.");
    assertThatThrownBy(
            () -> requests.extend(id, ExtensionReason.NUMBER_OF_REQUESTS, "More", Desk.DPO))
        .isInstanceOf(IllegalTransitionException.class)
        .hasMessageContaining("only once");
  }

  @Test
  @GdprReference(article = "12(3)", text = "inform the data subject of any such extension within")
  void takesNoFurtherMonthsWhenTheFirstIsOver() {
    RequestId id = requests.receive(access(), Desk.DPO).id();
    desk.clock.set(Instant.parse("2026-03-03T00:00:00Z"));

    assertThatThrownBy(() -> requests.extend(id, ExtensionReason.COMPLEXITY, "Too late", Desk.DPO))
        .isInstanceOf(NoticeTooLateException.class)
        .hasMessageContaining("2026-03-02");
    assertThat(requests.get(id).isExtended()).isFalse();
  }

  @Test
  @GdprReference(article = "12(4)", text = "within one month of receipt of the request")
  void neverExtendsTheTimeToRefuse() {
    RequestId id = requests.receive(access(), Desk.DPO).id();
    requests.extend(id, ExtensionReason.COMPLEXITY, "There is much of it.", Desk.DPO);

    assertThat(requests.refusalDue(id).lastDay()).isEqualTo(LocalDate.parse("2026-03-02"));
  }

  @Test
  void keepsTheExtensionWhenThePersonIsAskedLater() {
    RequestId id = desk.verified(requests, Claim.ACCESS, Subjects.ANNA).id();
    requests.extend(id, ExtensionReason.COMPLEXITY, "There is much of it.", Desk.DPO);
    requests.askForClarification(
        id, "Which messages do you mean?", AskedWhen.WITHOUT_UNDUE_DELAY, Desk.DPO);
    desk.clock.advance(Duration.ofDays(4));

    assertThat(requests.clarified(id, "", Desk.DPO).deadline().lastDay())
        .isEqualTo(LocalDate.parse("2026-05-04"));
  }

  @Test
  void listsWhatIsDueSoonestFirst() {
    RequestId late = requests.receive(access(), Desk.DPO).id();
    RequestId soon =
        requests
            .receive(receivedAt(access(), Instant.parse("2026-01-08T00:00:00Z")), Desk.DPO)
            .id();
    RequestId between =
        requests
            .receive(receivedAt(access(), Instant.parse("2026-01-20T00:00:00Z")), Desk.DPO)
            .id();
    RequestId stands =
        requests
            .receive(receivedAt(access(), Instant.parse("2026-01-02T00:00:00Z")), Desk.DPO)
            .id();
    requests.askForIdentity(stands, AskedWhen.WITHOUT_UNDUE_DELAY, Desk.DPO);
    RequestId closed =
        requests
            .receive(receivedAt(access(), Instant.parse("2026-01-02T00:00:00Z")), Desk.DPO)
            .id();
    requests.withdraw(closed, Desk.DPO);

    assertThat(requests.due(LocalDate.parse("2026-03-02")))
        .extracting(RequestHeader::id)
        .containsExactly(soon, between, late);
    assertThat(requests.due(LocalDate.parse("2026-02-09")))
        .extracting(RequestHeader::id)
        .containsExactly(soon);
    assertThat(requests.due(LocalDate.parse("2026-02-08"))).isEmpty();
  }

  @Test
  @GdprReference(article = "12(5)", text = "refuse to act on the request")
  void refusesSomebodyWhoCannotBeIdentified() {
    GdprKit kit = desk.kit(chat.catalog());
    RequestId id = kit.requests().receive(access(), Desk.DPO).id();
    kit.requests().askForIdentity(id, AskedWhen.WITHOUT_UNDUE_DELAY, Desk.DPO);

    DataSubjectRequest refused =
        kit.requests()
            .decide(id, Decision.refuse(RefusalGround.NOT_IDENTIFIED, "No proof came."), Desk.DPO);

    assertThat(refused.status()).isEqualTo(RequestStatus.REFUSED);
    assertThat(refused.closedAt()).contains(desk.clock.instant());
    assertThat(refused.subject()).isEmpty();
  }
}
