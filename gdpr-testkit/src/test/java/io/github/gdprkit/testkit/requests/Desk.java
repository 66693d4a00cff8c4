package io.github.gdprkit.testkit.requests;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.deadline.ResponseClock;
import io.github.gdprkit.deadline.WorkingDays;
import io.github.gdprkit.erasure.FileErasureLedger;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.CheckpointSigner;
import io.github.gdprkit.evidence.FileCheckpointStore;
import io.github.gdprkit.fulfilment.AnswerWords;
import io.github.gdprkit.fulfilment.FulfilmentOutcome;
import io.github.gdprkit.fulfilment.FulfilmentSettings;
import io.github.gdprkit.fulfilment.HousekeepingSettings;
import io.github.gdprkit.fulfilment.Intake;
import io.github.gdprkit.fulfilment.Requests;
import io.github.gdprkit.hook.DataHook;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.information.ProcessingActivities;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.Decision;
import io.github.gdprkit.request.IdentityLevel;
import io.github.gdprkit.request.IntakeChannel;
import io.github.gdprkit.request.ManualResult;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStore;
import io.github.gdprkit.request.TaskStatus;
import io.github.gdprkit.request.Verification;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.SubjectKeys;
import io.github.gdprkit.testkit.fixture.Orders;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.memory.InMemoryArchiveStore;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import io.github.gdprkit.testkit.memory.RecordingFormat;
import io.github.gdprkit.testkit.time.SettableClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A controller's desk over stores in memory, on which tests take requests from receipt to answer.
 */
final class Desk {

  static final Actor DPO = new Actor("dpo");

  static final SubjectKeys KEYS =
      SubjectKeys.under("a secret of thirty-two bytes, or more".getBytes(StandardCharsets.UTF_8));

  final SettableClock clock = new SettableClock();
  final InMemoryArchiveStore archives = new InMemoryArchiveStore();
  final CheckpointSigner signer = CheckpointSigner.generate();
  final RecordingFormat format = new RecordingFormat();
  final Path folder;
  private ZoneId zone = ZoneOffset.UTC;
  private RequestStore store = new InMemoryRequestStore();
  private @Nullable ProcessingActivities activities;
  private FulfilmentSettings settings = FulfilmentSettings.defaults().withBatchRecords(3);

  private HousekeepingSettings housekeeping = HousekeepingSettings.defaults();

  Desk(Path folder) {
    this.folder = folder;
  }

  /** A kit over these hooks. */
  GdprKit kit(DataHook... hooks) {
    return kit(HookCatalog.builder().add(List.of(hooks)).build());
  }

  /** How many records a batch has from here on, for kits that are made from here on. */
  Desk inBatchesOf(int records) {
    settings = settings.withBatchRecords(records);
    return this;
  }

  /** When people are reminded, and how long what is personal is kept. */
  Desk keeping(HousekeepingSettings newSettings) {
    housekeeping = newSettings;
    return this;
  }

  /** A kit over the same stores, as after a restart; drafts of archives are let go of. */
  GdprKit restarted(RequestStore otherStore, HookCatalog catalog) {
    archives.crash();
    store = otherStore;
    return kit(catalog);
  }

  /** The controller acts here, for kits that are made from here on. */
  Desk in(ZoneId otherZone) {
    zone = otherZone;
    return this;
  }

  /** The controller names these activities, for kits that are made from here on. */
  Desk with(ProcessingActivities newActivities) {
    activities = newActivities;
    return this;
  }

  Desk over(RequestStore otherStore) {
    store = otherStore;
    return this;
  }

  RequestStore store() {
    return store;
  }

  GdprKit kit(HookCatalog catalog) {
    return kit(Orders.CONTROLLER, folder, catalog);
  }

  /** The kit of a controller, over the same stores, with what lies outside of them in a folder. */
  GdprKit kit(Controller controller, Path outside, HookCatalog catalog) {
    GdprKit.Builder builder = GdprKit.builder();
    if (activities != null) {
      builder.activities(activities);
    }
    return builder
        .controller(controller)
        .hooks(catalog)
        .archives(archives)
        .format(format)
        .store(store)
        .subjectKeys(KEYS)
        .ledger(FileErasureLedger.open(outside.resolve("ledger"), controller.id()))
        .responseClock(ResponseClock.eu(zone, WorkingDays.weekendsOnly()))
        .checkpoints(signer, new FileCheckpointStore(outside.resolve("checkpoints")))
        .settings(settings)
        .housekeeping(housekeeping)
        .answers(AnswerWords.of("the authority of our Land", "We carry messages."))
        .clock(clock)
        .build();
  }

  /** A request that is received and verified. */
  DataSubjectRequest verified(Requests requests, Claim claim, DataSubject subject) {
    DataSubjectRequest received = requests.receive(intake(claim, subject), DPO);
    return confirm(requests, received.id(), subject);
  }

  DataSubjectRequest confirm(Requests requests, RequestId id, DataSubject subject) {
    return requests.confirmIdentity(
        id,
        new Verification(IdentityLevel.SIGNED_IN, "session", DPO, clock.instant()),
        subject,
        DPO);
  }

  Intake intake(Claim claim, DataSubject subject) {
    return Intake.of(
        claim, subject, Subjects.accountOf(subject), IntakeChannel.IN_APP, clock.instant());
  }

  /** A decision that grants all of it, on the conditions given. */
  DataSubjectRequest grant(Requests requests, RequestId id, Condition... conditions) {
    Decision decision = Decision.grant().onEach(requests.basesConcerned(id), conditions).build();
    return requests.decide(id, decision, DPO);
  }

  /** A request that is granted, and worked on once. */
  FulfilmentOutcome fulfilled(
      Requests requests, Claim claim, DataSubject subject, Condition... conditions) {
    RequestId id = verified(requests, claim, subject).id();
    grant(requests, id, conditions);
    return requests.fulfil(id);
  }

  /** Closes everything that waits for a person. */
  void closeByHand(Requests requests, RequestId id) {
    List.copyOf(requests.get(id).tasks()).stream()
        .filter(task -> task.kind().isManual())
        .filter(task -> task.status() == TaskStatus.MANUAL)
        .forEach(task -> requests.closeTask(id, task.id(), ManualResult.DONE, "done by hand", DPO));
  }
}
