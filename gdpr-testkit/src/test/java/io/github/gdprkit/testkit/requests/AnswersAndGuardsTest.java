package io.github.gdprkit.testkit.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.erasure.HoldGround;
import io.github.gdprkit.erasure.LegalHold;
import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.fulfilment.ErasurePlan;
import io.github.gdprkit.fulfilment.HeldException;
import io.github.gdprkit.fulfilment.Intake;
import io.github.gdprkit.fulfilment.LiftingNotAnnouncedException;
import io.github.gdprkit.fulfilment.LocalTaskRunner;
import io.github.gdprkit.fulfilment.NotRestrictedException;
import io.github.gdprkit.fulfilment.PapersOfAnotherException;
import io.github.gdprkit.fulfilment.Progress;
import io.github.gdprkit.fulfilment.Requests;
import io.github.gdprkit.fulfilment.TaskRunner;
import io.github.gdprkit.hook.DataHook;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.PersonalDataCategory;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.request.Answer;
import io.github.gdprkit.request.AnswerKind;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.Correction;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.Decision;
import io.github.gdprkit.request.IntakeChannel;
import io.github.gdprkit.request.ManualResult;
import io.github.gdprkit.request.RefusalGround;
import io.github.gdprkit.request.RequestChange;
import io.github.gdprkit.request.RequestFile;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStatus;
import io.github.gdprkit.request.TaskId;
import io.github.gdprkit.request.TaskKind;
import io.github.gdprkit.request.TaskStatus;
import io.github.gdprkit.request.ToTell;
import io.github.gdprkit.subject.DataSubjectRight;
import io.github.gdprkit.testkit.fixture.FixtureChat;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a person is told at each stage, and what nobody can get round. */
class AnswersAndGuardsTest {

  private static final TaskId LOG_BY_HAND = TaskId.of(TaskKind.BY_HAND, FixtureChat.SERVER_LOG);

  @TempDir Path folder;
  private final FixtureChat chat = new FixtureChat().withSomethingOfEverything();

  @Test
  @GdprReference(article = "12(3)", text = "information on action taken on a request")
  @GdprReference(article = "15(1)", text = "the purposes of the processing")
  void tellsThePersonWhatEachStageWantsTold() {
    Desk desk = new Desk(folder);
    Requests requests = desk.kit(chat.catalog()).requests();
    RequestId id = requests.receive(desk.intake(Claim.ACCESS, Subjects.ANNA), Desk.DPO).id();

    assertThat(requests.answer(id).kind()).isEqualTo(AnswerKind.RECEIPT);
    desk.confirm(requests, id, Subjects.ANNA);
    desk.grant(requests, id);
    requests.fulfil(id);
    desk.closeByHand(requests, id);

    Answer answer = requests.answer(id);
    assertThat(answer.kind()).isEqualTo(AnswerKind.GRANT);
    assertThat(answer.texts(ToTell.PURPOSES)).anyMatch(text -> text.contains("We carry messages"));
    assertThat(answer.text()).doesNotContain(Subjects.accountOf(Subjects.ANNA));
  }

  @Test
  @GdprReference(article = "12(4)", text = "the possibility of lodging a complaint")
  void tellsTheReasonsAndTheRemediesOfARefusal() {
    Desk desk = new Desk(folder);
    Requests requests = desk.kit(chat.catalog()).requests();
    RequestId id = desk.verified(requests, Claim.ACCESS, Subjects.ANNA).id();
    requests.decide(id, Decision.refuse(RefusalGround.EXCESSIVE, "The tenth in a week."), Desk.DPO);

    Answer answer = requests.answer(id);

    assertThat(answer.kind()).isEqualTo(AnswerKind.REFUSAL);
    assertThat(answer.text())
        .contains("The tenth in a week.", "the authority of our Land", "court");
  }

  @Test
  @GdprReference(article = "12(4)", text = "the reasons for not taking action")
  void tellsWhatCouldNotBeErased() {
    Desk desk = new Desk(folder);
    Requests requests = desk.kit(chat.catalog()).requests();
    RequestId id =
        desk.fulfilled(requests, Claim.ERASURE, Subjects.ANNA, Condition.NO_LONGER_NECESSARY)
            .request()
            .id();
    requests.closeTask(id, LOG_BY_HAND, ManualResult.NOT_POSSIBLE, "no tool", Desk.DPO);
    desk.closeByHand(requests, id);

    Answer answer = requests.answer(id);

    assertThat(answer.kind()).isEqualTo(AnswerKind.PARTIAL);
    assertThat(answer.texts(ToTell.REFUSAL_REASON))
        .anyMatch(text -> text.startsWith("We could not erase all of this: "));
    assertThat(requests.erasureReport(id).isVerified()).isFalse();
  }

  @Test
  @GdprReference(article = "16", text = "rectification of inaccurate personal data")
  void putsNothingRightThatWasWrittenIntoThePapersAfterTheDecision() {
    Desk desk = new Desk(folder);
    Requests requests = desk.kit(chat.catalog()).requests();
    RequestId id = desk.verified(requests, Claim.RECTIFICATION, Subjects.ANNA).id();
    requests.correct(id, List.of(new Correction(FixtureChat.PROFILE, "name", "Anna B")), Desk.DPO);
    desk.grant(requests, id, Condition.INACCURATE);
    RequestFile swapped =
        requests
            .papers(id)
            .orElseThrow()
            .withCorrections(List.of(new Correction(FixtureChat.PROFILE, "name", "Mallory")));
    List<String> before = chat.snapshot();
    desk.store()
        .commit(
            List.of(
                new RequestChange(
                    requests.get(id).header(),
                    List.<EvidenceDraft>of(),
                    new RequestChange.Papers.Put(swapped),
                    null)));

    assertThatThrownBy(() -> requests.fulfil(id)).isInstanceOf(PapersOfAnotherException.class);
    assertThat(chat.snapshot()).isEqualTo(before);
  }

  @Test
  @GdprReference(article = "17(3)", text = "the establishment, exercise or defence of legal claims")
  void letsNobodyEraseByHandWhatAHoldIsOn() {
    Desk desk = new Desk(folder);
    GdprKit kit = desk.kit(chat.catalog());
    Requests requests = kit.requests();
    RequestId id =
        desk.fulfilled(requests, Claim.ERASURE, Subjects.ANNA, Condition.NO_LONGER_NECESSARY)
            .request()
            .id();
    LegalHold hold = kit.holds().place(Subjects.ANNA, HoldGround.LITIGATION, Desk.DPO);

    assertThatThrownBy(
            () -> requests.closeTask(id, LOG_BY_HAND, ManualResult.DONE, "done", Desk.DPO))
        .isInstanceOf(HeldException.class)
        .hasMessageContaining(hold.id().value());
    requests.fulfil(id);
    assertThat(requests.get(id).task(LOG_BY_HAND).orElseThrow().status())
        .isEqualTo(TaskStatus.DEFERRED);

    kit.holds().release(hold.id(), Desk.DPO);
    requests.fulfil(id);
    requests.closeTask(id, LOG_BY_HAND, ManualResult.DONE, "done", Desk.DPO);
    desk.closeByHand(requests, id);
    assertThat(requests.papers(id)).isEmpty();
  }

  @Test
  @GdprReference(article = "22(3)", text = "the right to obtain human intervention")
  void alwaysHasAPersonLookAgain() {
    Desk desk = new Desk(folder);
    Requests requests = desk.kit(chat.catalog()).requests();
    RequestId id = desk.verified(requests, Claim.HUMAN_REVIEW, Subjects.ANNA).id();
    desk.grant(requests, id);

    DataSubjectRequest request = requests.fulfil(id).request();

    assertThat(request.status()).isEqualTo(RequestStatus.IN_PROGRESS);
    assertThat(request.tasks()).isNotEmpty().allMatch(task -> task.kind() == TaskKind.BY_HAND);
  }

  @Test
  void refusesAReceiptFromBeforeThereWereComputers() {
    Desk desk = new Desk(folder);
    Requests requests = desk.kit(chat.catalog()).requests();
    desk.clock.advance(Duration.ofDays(1));

    for (Instant absurd : List.of(Instant.MIN, Instant.EPOCH.minusSeconds(1), Instant.MAX)) {
      assertThatThrownBy(
              () ->
                  requests.receive(
                      Intake.of(Claim.ACCESS, Subjects.ANNA, "Anna", IntakeChannel.EMAIL, absurd),
                      Desk.DPO))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void showsAControllerNothingOfAnother() {
    Desk desk = new Desk(folder);
    Requests requests = desk.kit(chat.catalog()).requests();
    RequestId id = requests.receive(desk.intake(Claim.ACCESS, Subjects.ANNA), Desk.DPO).id();
    GdprKit other =
        desk.kit(Controller.of("other", "Other Ltd"), folder.resolve("other"), chat.catalog());

    assertThat(other.requests().find(id)).isEmpty();
    assertThat(other.requests().papers(id)).isEmpty();
    assertThat(other.requests().list(null, 10)).isEmpty();
  }

  @Test
  @Timeout(60)
  void canBeClosedByItsOwnWork() throws Exception {
    AtomicReference<TaskRunner> runner = new AtomicReference<>();
    CountDownLatch closed = new CountDownLatch(1);
    runner.set(
        new LocalTaskRunner(
            request -> {
              runner.get().close();
              closed.countDown();
            },
            1));

    runner.get().submit(new RequestId("r-1"));

    assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  @GdprReference(article = "17(3)", text = "to the extent that processing is necessary")
  void keepsTheAccountOfAPersonOfWhomSomethingIsKept() {
    Desk desk = new Desk(folder);
    Requests requests = desk.kit(chat.catalog()).requests();
    RequestId id = desk.verified(requests, Claim.ERASURE, Subjects.ANNA).id();
    Decision decision =
        Decision.grant()
            .on(LegalBasis.CONTRACT, Condition.NO_LONGER_NECESSARY)
            .refused(LegalBasis.LEGITIMATE_INTERESTS, RefusalGround.LEGAL_CLAIMS)
            .explained("A dispute is before the court.")
            .build();
    requests.decide(id, decision, Desk.DPO);
    List<Progress> progress = new ArrayList<>();

    assertThat(requests.fulfil(id, progress::add).failures()).isEmpty();
    desk.closeByHand(requests, id);

    assertThat(requests.get(id).status()).isEqualTo(RequestStatus.PARTLY_FULFILLED);
    assertThat(requests.get(id).kept())
        .containsEntry(FixtureChat.ACTIVITY, RefusalGround.LEGAL_CLAIMS)
        .containsEntry(FixtureChat.PROFILE, RefusalGround.LEGAL_CLAIMS);
    assertThat(chat.profileOf(Subjects.ANNA)).isNotEmpty();
    assertThat(progress)
        .extracting(Progress::hook)
        .contains(FixtureChat.MESSAGES_SENT)
        .doesNotContain(FixtureChat.PROFILE);
  }

  @Test
  @GdprReference(article = "12(6)", text = "the identity of the natural person making the request")
  void turnsNobodysRequestIntoAnothers() {
    Desk desk = new Desk(folder);
    Requests requests = desk.kit(chat.catalog()).requests();
    RequestId id = requests.receive(desk.intake(Claim.ERASURE, Subjects.ANNA), Desk.DPO).id();

    assertThatThrownBy(() -> desk.confirm(requests, id, Subjects.BORIS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another account");
    assertThat(requests.get(id).verification()).isEmpty();
  }

  @Test
  @GdprReference(
      article = "18(3)",
      text = "shall be informed by the controller before the restriction of processing is lifted")
  void liftsARestrictionOnTheDayThatWasToldAndNotBefore() {
    Desk desk = new Desk(folder);
    GdprKit kit = desk.kit(chat.catalog());
    Requests requests = kit.requests();
    RequestId id = desk.verified(requests, Claim.RESTRICTION, Subjects.ANNA).id();
    desk.grant(requests, id, Condition.ACCURACY_CONTESTED);
    LocalDate today = LocalDate.ofInstant(desk.clock.instant(), ZoneOffset.UTC);

    assertThatThrownBy(() -> requests.announceLifting(id, today, Desk.DPO))
        .isInstanceOf(NotRestrictedException.class);
    requests.fulfil(id);
    desk.closeByHand(requests, id);
    assertThat(requests.answer(id).texts(ToTell.RESTRICTED)).isNotEmpty();
    assertThatThrownBy(() -> requests.announceLifting(id, today.minusDays(1), Desk.DPO))
        .isInstanceOf(IllegalArgumentException.class);
    requests.announceLifting(id, today.plusDays(7), Desk.DPO);
    assertThatThrownBy(() -> requests.liftRestriction(id, Desk.DPO))
        .isInstanceOf(LiftingNotAnnouncedException.class);

    desk.clock.advance(Duration.ofDays(7));
    requests.liftRestriction(id, Desk.DPO);

    assertThat(kit.restrictions().isRestricted(Subjects.ANNA)).isFalse();
    assertThat(requests.answer(id).kind()).isEqualTo(AnswerKind.LIFTING);
    assertThatThrownBy(() -> requests.liftRestriction(id, Desk.DPO))
        .isInstanceOf(NotRestrictedException.class);
  }

  @Test
  @GdprReference(article = "18(3)", text = "informed by the controller before")
  void tellsWithTheAnswerToAnObjectionThatTheRestrictionEnds() {
    Desk desk = new Desk(folder);
    Requests requests = desk.kit(chat.catalog()).requests();
    RequestId id = desk.verified(requests, Claim.OBJECTION, Subjects.ANNA).id();
    requests.decide(
        id, Decision.refuse(RefusalGround.MANIFESTLY_UNFOUNDED, "It is empty."), Desk.DPO);

    assertThat(requests.answer(id).texts(ToTell.LIFTING)).hasSize(1);
  }

  @Test
  @GdprReference(article = "5(2)", text = "be able to demonstrate compliance")
  void acceptsNoLossOfALedgerThatIsThere() {
    GdprKit kit = new Desk(folder).kit(chat.catalog());

    assertThatThrownBy(() -> kit.ledger().acceptLoss(Desk.DPO))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("run the replay");
  }

  @Test
  @GdprReference(article = "17(1)", text = "the erasure of personal data")
  void plansAnErasureAlthoughAHookCannotCount() {
    DataHook broken =
        counting(
            "broken",
            () -> {
              throw new NoClassDefFoundError("Anna's driver");
            });
    DataHook empty = counting("empty", () -> null);
    Requests requests = new Desk(folder).kit(broken, empty).requests();

    ErasurePlan plan = requests.planErasure(Subjects.ANNA);

    assertThat(plan.lines())
        .extracting(ErasurePlan.Line::error)
        .containsExactly(
            NoClassDefFoundError.class.getName(), NullPointerException.class.getName());
  }

  private static DataHook counting(String id, Supplier<Findings> count) {
    Declaration declaration =
        Declaration.of(id, "Notes", new PersonalDataCategory(id, "Notes"))
            .text("What you noted.")
            .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT)
            .legalBases(LegalBasis.CONTRACT)
            .retention("Until you delete it")
            .byHand("An administrator does it.", DataSubjectRight.values())
            .build();
    return new DataHook() {
      @Override
      public Declaration declaration() {
        return declaration;
      }

      @Override
      public Findings locate(Scope scope) {
        return count.get();
      }
    };
  }
}
