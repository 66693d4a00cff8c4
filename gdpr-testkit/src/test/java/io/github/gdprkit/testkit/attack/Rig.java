package io.github.gdprkit.testkit.attack;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.deadline.ResponseClock;
import io.github.gdprkit.deadline.WorkingDays;
import io.github.gdprkit.erasure.FileErasureLedger;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.CheckpointSigner;
import io.github.gdprkit.evidence.FileCheckpointStore;
import io.github.gdprkit.fulfilment.FulfilmentOutcome;
import io.github.gdprkit.fulfilment.FulfilmentSettings;
import io.github.gdprkit.fulfilment.Intake;
import io.github.gdprkit.fulfilment.Requests;
import io.github.gdprkit.hook.HookCatalog;
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
import java.time.ZoneOffset;
import java.util.List;

/**
 * A controller's desk over stores in memory, on which tests take requests from receipt to answer.
 */
final class Rig {

  static final Actor DPO = new Actor("dpo");

  static final SubjectKeys KEYS =
      SubjectKeys.under("a secret of thirty-two bytes, or more".getBytes(StandardCharsets.UTF_8));

  final SettableClock clock = new SettableClock();
  final InMemoryArchiveStore archives;
  final Path folder;
  private final CheckpointSigner signer = CheckpointSigner.generate();
  private RequestStore store = new InMemoryRequestStore();
  private FulfilmentSettings settings = FulfilmentSettings.defaults().withBatchRecords(3);

  Rig(Path folder) {
    this(folder, new InMemoryArchiveStore());
  }

  Rig(Path folder, InMemoryArchiveStore archives) {
    this.folder = folder;
    this.archives = archives;
  }

  Rig over(RequestStore otherStore) {
    store = otherStore;
    return this;
  }

  RequestStore store() {
    return store;
  }

  GdprKit kit(HookCatalog catalog) {
    return kit(catalog, Orders.CONTROLLER);
  }

  GdprKit kit(HookCatalog catalog, Controller controller) {
    return GdprKit.builder()
        .controller(controller)
        .hooks(catalog)
        .archives(archives)
        .format(new RecordingFormat())
        .store(store)
        .subjectKeys(KEYS)
        .ledger(FileErasureLedger.open(folder.resolve("ledger"), controller.id()))
        .responseClock(ResponseClock.eu(ZoneOffset.UTC, WorkingDays.weekendsOnly()))
        .checkpoints(signer, new FileCheckpointStore(folder.resolve("checkpoints")))
        .settings(settings)
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
