package io.github.gdprkit.testkit.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.DownloadToken;
import io.github.gdprkit.erasure.ErasureOutcome;
import io.github.gdprkit.fulfilment.FulfilmentOutcome;
import io.github.gdprkit.fulfilment.LiftingNotAnnouncedException;
import io.github.gdprkit.fulfilment.Requests;
import io.github.gdprkit.hook.DataHook;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ErasureBatch;
import io.github.gdprkit.hook.ErasureBlocker;
import io.github.gdprkit.hook.ErasureBlockers;
import io.github.gdprkit.hook.ErasureHook;
import io.github.gdprkit.hook.ErasureSlice;
import io.github.gdprkit.hook.ErasureStage;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.propagation.GatewayAnswer;
import io.github.gdprkit.propagation.InstructionState;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.Decision;
import io.github.gdprkit.request.ManualResult;
import io.github.gdprkit.request.RefusalGround;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStatus;
import io.github.gdprkit.request.TaskKind;
import io.github.gdprkit.request.TaskState;
import io.github.gdprkit.request.TaskStatus;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.DataSubjectRight;
import io.github.gdprkit.testkit.fixture.Declarations;
import io.github.gdprkit.testkit.fixture.FixtureChat;
import io.github.gdprkit.testkit.fixture.SmallHook;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.memory.RecordedArchive;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a decision reaches, what it leaves alone, and what other work has to respect. */
class EffectsTest {

  @TempDir Path folder;
  private final FixtureChat chat = new FixtureChat().withSomethingOfEverything();
  private Desk desk;
  private GdprKit kit;
  private Requests requests;

  @BeforeEach
  void open() {
    desk = new Desk(folder);
    kit = desk.kit(chat.catalog());
    requests = kit.requests();
  }

  private RequestId verified(Claim claim) {
    return desk.verified(requests, claim, Subjects.ANNA).id();
  }

  private RecordedArchive archiveOf(FulfilmentOutcome outcome) {
    ArchiveId archive = outcome.archive();
    assertThat(archive).isNotNull();
    return RecordedArchive.read(desk.archives, archive);
  }

  private static Decision portable() {
    return Decision.grant().on(LegalBasis.CONTRACT).build();
  }

  @Test
  @GdprReference(article = "20(1)", text = "which he or she has provided to a controller")
  void portsWhatRestsOnConsentOrContractAndNothingElse() {
    RequestId id = verified(Claim.PORTABILITY);
    requests.decide(id, portable(), Desk.DPO);

    FulfilmentOutcome outcome = requests.fulfil(id);

    RecordedArchive archive = archiveOf(outcome);
    assertThat(archive.records(FixtureChat.MESSAGES_SENT)).isNotEmpty();
    assertThat(archive.records(FixtureChat.ACTIVITY)).isEmpty();
    assertThat(archive.records(FixtureChat.CHANNEL_MESSAGES)).isEmpty();
    assertThat(archive.contains("A quote of")).isFalse();
    assertThat(outcome.request().tasks())
        .extracting(TaskState::hook)
        .doesNotContain(FixtureChat.SERVER_LOG);
    assertThat(outcome.request().status())
        .as("what the right does not reach is not refused")
        .isEqualTo(RequestStatus.FULFILLED);
  }

  @Test
  @GdprReference(article = "15(1)", text = "access to the personal data")
  void givesAccessToMoreThanItPorts() {
    FulfilmentOutcome outcome = desk.fulfilled(requests, Claim.ACCESS, Subjects.ANNA);

    assertThat(archiveOf(outcome).records(FixtureChat.ACTIVITY)).hasSize(3);
    assertThat(archiveOf(outcome).contains(FixtureChat.canaryOf(Subjects.BORIS))).isTrue();
    assertThat(outcome.request().status()).isEqualTo(RequestStatus.IN_PROGRESS);
    assertThat(outcome.byHand()).isNotEmpty();
  }

  @Test
  @GdprReference(article = "23(1)", text = "restrict by way of a legislative measure")
  void leavesOutOfTheArchiveWhatTheDecisionRefuses() {
    RequestId id = verified(Claim.ACCESS);
    requests.decide(
        id,
        Decision.grant()
            .on(LegalBasis.CONTRACT)
            .refused(LegalBasis.LEGITIMATE_INTERESTS, RefusalGround.RESTRICTED_BY_LAW)
            .explained("Section 29 forbids it.")
            .build(),
        Desk.DPO);

    RecordedArchive archive = archiveOf(requests.fulfil(id));

    assertThat(archive.records(FixtureChat.ACTIVITY)).isEmpty();
    assertThat(archive.records(FixtureChat.MESSAGES_SENT)).isNotEmpty();
    assertThat(requests.get(id).status()).isEqualTo(RequestStatus.PARTLY_FULFILLED);
  }

  @Test
  @GdprReference(article = "17(3)", text = "shall not apply to the extent that processing is")
  void erasesWhatIsGrantedAndKeepsWhatIsNot() {
    RequestId id = verified(Claim.ERASURE);
    requests.decide(
        id,
        Decision.grant()
            .on(LegalBasis.CONTRACT, Condition.NO_LONGER_NECESSARY)
            .refused(LegalBasis.LEGITIMATE_INTERESTS, RefusalGround.LEGAL_CLAIMS)
            .explained("A case is before the court.")
            .build(),
        Desk.DPO);

    requests.fulfil(id);

    assertThat(requests.get(id).kept())
        .containsEntry(FixtureChat.ACTIVITY, RefusalGround.LEGAL_CLAIMS);
    assertThat(chat.snapshot())
        .anyMatch(row -> row.startsWith("Activity") && row.contains("anna-4711"))
        .noneMatch(row -> row.startsWith("Upload") && row.contains("anna-4711"));
    assertThat(requests.erasureReport(id).outcomes(ErasureOutcome.Retained.class)).isNotEmpty();
  }

  @Test
  @GdprReference(article = "19", text = "to each recipient to whom the personal data have been")
  void hasEveryRecipientToldOnce() {
    RequestId id = verified(Claim.ERASURE);
    desk.grant(requests, id, Condition.NO_LONGER_NECESSARY);
    FulfilmentOutcome outcome = requests.fulfil(id);

    List<TaskState> telling =
        outcome.request().tasks().stream()
            .filter(task -> task.kind() == TaskKind.TELL_RECIPIENT)
            .toList();
    assertThat(telling).isNotEmpty().allMatch(task -> task.status() == TaskStatus.MANUAL);
    assertThat(requests.instruction(id, telling.get(0).id())).contains("Art. 19");
    assertThat(outcome.request().status()).isEqualTo(RequestStatus.IN_PROGRESS);
    desk.closeByHand(requests, id);
    assertThat(requests.get(id).status().isFinal()).isTrue();
  }

  @Test
  void saysNothingIsErasedThatAPersonCouldNotErase() {
    RequestId id = verified(Claim.ERASURE);
    desk.grant(requests, id, Condition.NO_LONGER_NECESSARY);
    requests.fulfil(id);
    requests.get(id).tasks().stream()
        .filter(task -> task.status() == TaskStatus.MANUAL)
        .forEach(
            task ->
                requests.closeTask(
                    id, task.id(), ManualResult.NOT_POSSIBLE, "It is on tape.", Desk.DPO));

    assertThat(requests.get(id).status()).isEqualTo(RequestStatus.PARTLY_FULFILLED);
    assertThat(requests.erasureReport(id).outcomes(ErasureOutcome.Erased.class))
        .extracting(ErasureOutcome.Erased::hook)
        .doesNotContain(FixtureChat.SERVER_LOG);
  }

  @Test
  @GdprReference(
      article = "18(1)(d)",
      text = "has objected to processing pursuant to Article 21(1)")
  void restrictsWhileAnObjectionIsWeighed() {
    RequestId id = requests.receive(desk.intake(Claim.OBJECTION, Subjects.ANNA), Desk.DPO).id();
    assertThat(kit.restrictions().isRestricted(Subjects.ANNA)).isFalse();
    desk.confirm(requests, id, Subjects.ANNA);
    assertThat(kit.restrictions().isRestricted(Subjects.ANNA)).isTrue();
    assertThat(kit.restrictions().isRestricted(Subjects.BORIS)).isFalse();

    requests.decide(
        id,
        Decision.refuse(RefusalGround.MANIFESTLY_UNFOUNDED, "It is about somebody else."),
        Desk.DPO);

    assertThat(kit.restrictions().isRestricted(Subjects.ANNA)).isFalse();
    assertThat(kit.restrictions().isProcessingObjected(Subjects.ANNA)).isFalse();
  }

  @Test
  @GdprReference(article = "21(3)", text = "shall no longer be processed for such purposes")
  void stopsMarketingForGood() {
    RequestId id = verified(Claim.OBJECTION_TO_DIRECT_MARKETING);
    desk.grant(requests, id);
    requests.fulfil(id);
    desk.closeByHand(requests, id);

    assertThat(kit.restrictions().isMarketingObjected(Subjects.ANNA)).isTrue();
    assertThat(kit.restrictions().isMarketingObjected(Subjects.BORIS)).isFalse();
    assertThat(kit.restrictions().isProcessingObjected(Subjects.ANNA)).isFalse();
    assertThat(desk.kit(chat.catalog()).restrictions().isMarketingObjected(Subjects.ANNA)).isTrue();
  }

  @Test
  @GdprReference(article = "18(3)", text = "informed by the controller before the restriction")
  void liftsARestrictionOnlyWhenThePersonWasTold() {
    RequestId id = verified(Claim.RESTRICTION);
    desk.grant(requests, id, Condition.ACCURACY_CONTESTED);
    assertThat(kit.restrictions().isRestricted(Subjects.ANNA)).isTrue();
    requests.fulfil(id);
    desk.closeByHand(requests, id);
    assertThat(chat.isRestricted(Subjects.ANNA)).isTrue();
    assertThat(requests.erasePapersClosedBefore(desk.clock.instant().plusSeconds(1))).isZero();

    assertThatThrownBy(() -> requests.liftRestriction(id, Desk.DPO))
        .isInstanceOf(LiftingNotAnnouncedException.class);
    assertThat(kit.restrictions().isRestricted(Subjects.ANNA)).isTrue();
    requests.announceLifting(id, Desk.DPO);
    requests.liftRestriction(id, Desk.DPO);

    assertThat(kit.restrictions().isRestricted(Subjects.ANNA)).isFalse();
    assertThat(chat.isRestricted(Subjects.ANNA)).isFalse();
    assertThat(requests.erasePapersClosedBefore(desk.clock.instant().plusSeconds(1))).isZero();
    for (InstructionState lifting : kit.propagation().follow(id)) {
      kit.propagation().record(lifting.id(), new GatewayAnswer.Done(1), Desk.DPO);
    }
    assertThat(requests.erasePapersClosedBefore(desk.clock.instant().plusSeconds(1))).isEqualTo(1);
  }

  @Test
  void waitsWithTheErasureForAnAccessRequest() {
    RequestId access = verified(Claim.ACCESS);
    RequestId erasure = verified(Claim.ERASURE);
    desk.grant(requests, erasure, Condition.NO_LONGER_NECESSARY);

    FulfilmentOutcome waiting = requests.fulfil(erasure);
    assertThat(waiting.waitsFor()).containsExactly(access);
    assertThat(chat.profileOf(Subjects.ANNA)).isNotEmpty();
    assertThat(requests.planErasure(Subjects.ANNA).openRequests()).containsExactly(access);

    requests.withdraw(access, Desk.DPO);
    assertThat(requests.fulfil(erasure).waitsFor()).isEmpty();
    assertThat(chat.profileOf(Subjects.ANNA)).isEmpty();
  }

  @Test
  @GdprReference(article = "17(1)", text = "the erasure of personal data concerning him or her")
  void erasesEarlierArchivesTheirLinksAndEveryPaper() throws Exception {
    FulfilmentOutcome access = desk.fulfilled(requests, Claim.ACCESS, Subjects.ANNA);
    desk.closeByHand(requests, access.request().id());
    FulfilmentOutcome boris = desk.fulfilled(requests, Claim.ACCESS, Subjects.BORIS);
    DownloadToken token = kit.downloads().issue(archiveIdOf(access));
    assertThat(kit.downloads().peek(token.value())).isPresent();

    RequestId id = verified(Claim.ERASURE);
    desk.grant(requests, id, Condition.NO_LONGER_NECESSARY);
    requests.fulfil(id);
    desk.closeByHand(requests, id);

    assertThat(desk.archives.sealedArchives()).containsExactly(archiveIdOf(boris).value());
    assertThat(kit.downloads().peek(token.value())).isEmpty();
    assertThat(requests.papers(access.request().id())).isEmpty();
    assertThat(requests.papers(id)).isEmpty();
    assertThat(requests.papers(boris.request().id())).isPresent();
  }

  private static ArchiveId archiveIdOf(FulfilmentOutcome outcome) {
    ArchiveId archive = outcome.archive();
    assertThat(archive).isNotNull();
    return archive;
  }

  /** A hook that somebody has to settle something with first. */
  private static final class Owned implements ErasureHook, ErasureBlockers {

    private final SmallHook hook;
    private final List<ErasureBlocker> blockers = new ArrayList<>();

    Owned(SmallHook hook) {
      this.hook = hook;
      blockers.add(new ErasureBlocker(hook.declaration().id(), "Sole owner of rooms", 3));
    }

    @Override
    public Declaration declaration() {
      return Declarations.narrowedTo(hook.declaration(), DataSubjectRight.ERASURE);
    }

    @Override
    public Findings locate(Scope scope) {
      return hook.locate(scope);
    }

    @Override
    public ErasureBatch erase(ErasureSlice slice) {
      return hook.erase(slice);
    }

    @Override
    public long remaining(Scope scope) {
      return hook.remaining(scope);
    }

    @Override
    public List<ErasureBlocker> blockers(DataSubject subject) {
      return blockers;
    }
  }

  @Test
  void erasesNothingWhileSomethingHasToBeSettledFirst() {
    Owned owned = new Owned(SmallHook.of("rooms", ErasureStage.CONTENT));
    owned.hook.plant(Subjects.ANNA, 3);
    requests = desk.kit(new DataHook[] {owned}).requests();
    RequestId id = verified(Claim.ERASURE);
    desk.grant(requests, id, Condition.NO_LONGER_NECESSARY);

    FulfilmentOutcome blocked = requests.fulfil(id);
    assertThat(blocked.blockers()).isEqualTo(owned.blockers);
    assertThat(owned.hook.snapshot()).hasSize(3);

    owned.blockers.clear();
    assertThat(requests.fulfil(id).isComplete()).isTrue();
    assertThat(owned.hook.snapshot()).isEmpty();
  }
}
