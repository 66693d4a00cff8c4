package io.github.gdprkit.testkit.service;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.archive.ArchiveStore;
import io.github.gdprkit.deadline.BreachClock;
import io.github.gdprkit.deadline.ResponseClock;
import io.github.gdprkit.deadline.WorkingDays;
import io.github.gdprkit.erasure.ErasureLedger;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.CheckpointSigner;
import io.github.gdprkit.fulfilment.AnswerWords;
import io.github.gdprkit.fulfilment.FulfilmentSettings;
import io.github.gdprkit.fulfilment.Intake;
import io.github.gdprkit.fulfilment.Requests;
import io.github.gdprkit.hook.DataHook;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Condition;
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
import io.github.gdprkit.testkit.fixture.FixtureChat;
import io.github.gdprkit.testkit.fixture.Orders;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.memory.InMemoryArchiveStore;
import io.github.gdprkit.testkit.memory.InMemoryCheckpointStore;
import io.github.gdprkit.testkit.memory.InMemoryErasureLedger;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import io.github.gdprkit.testkit.memory.RecordingFormat;
import io.github.gdprkit.testkit.time.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A processor with two customers in one database: {@link Orders#CONTROLLER}, whose service ends,
 * and another one with the same people in it, whose service does not.
 */
final class House {

  static final Controller OTHER = Controller.of("other", "Other Chat Ltd");
  static final Actor DPO = new Actor("dpo");
  static final Actor CUSTOMER = new Actor("customer-17");

  private static final SubjectKeys KEYS =
      SubjectKeys.under("a secret of thirty-two bytes, or more".getBytes(StandardCharsets.UTF_8));

  final SettableClock clock = new SettableClock();
  final RecordingFormat format = new RecordingFormat();
  final Map<PartyId, ErasureLedger> ledgers = new HashMap<>();
  final CheckpointSigner signer = CheckpointSigner.generate();
  final Map<PartyId, InMemoryCheckpointStore> checkpoints = new HashMap<>();
  InMemoryArchiveStore archives = new InMemoryArchiveStore();
  InMemoryRequestStore store = new InMemoryRequestStore();
  FixtureChat chat = new FixtureChat().withSomethingOfEverything();
  FixtureChat others = chat.beside(OTHER).withSomethingOfEverything();

  GdprKit kit(DataHook... inPlaceOf) {
    return kit(store, archives, inPlaceOf);
  }

  GdprKit kit(RequestStore over, ArchiveStore archiving, DataHook... inPlaceOf) {
    return kit(chat.controller(), chat.catalog(inPlaceOf), over, archiving);
  }

  GdprKit kitOfTheOther() {
    return kit(OTHER, others.catalog(), store, archives);
  }

  GdprKit kit(
      Controller controller, HookCatalog catalog, RequestStore over, ArchiveStore archiving) {
    return GdprKit.builder()
        .controller(controller)
        .hooks(catalog)
        .archives(archiving)
        .format(format)
        .store(over)
        .subjectKeys(KEYS)
        .ledger(ledgers.computeIfAbsent(controller.id(), InMemoryErasureLedger::new))
        .responseClock(ResponseClock.eu(ZoneOffset.UTC, WorkingDays.weekendsOnly()))
        .checkpoints(
            signer,
            checkpoints.computeIfAbsent(controller.id(), id -> new InMemoryCheckpointStore()))
        .breachClock(BreachClock.in(ZoneOffset.UTC))
        .settings(FulfilmentSettings.defaults().withBatchRecords(4))
        .answers(AnswerWords.of("the authority of our Land", "We carry messages."))
        .clock(clock)
        .build();
  }

  /** The same two chats as they were at the beginning: the backup of the host's tables. */
  void restoreTheChats() {
    chat = new FixtureChat().withSomethingOfEverything();
    others = chat.beside(OTHER).withSomethingOfEverything();
  }

  /** What the controller and its people have left in the host's tables. */
  List<String> rows() {
    return new ArrayList<>(chat.snapshot());
  }

  /** A request that is verified and open. */
  RequestId open(GdprKit kit, Claim claim, DataSubject subject) {
    Requests requests = kit.requests();
    RequestId id =
        requests
            .receive(
                Intake.of(
                    claim,
                    subject,
                    Subjects.accountOf(subject),
                    IntakeChannel.IN_APP,
                    clock.instant()),
                DPO)
            .id();
    requests.confirmIdentity(
        id,
        new Verification(IdentityLevel.SIGNED_IN, "session", DPO, clock.instant()),
        subject,
        DPO);
    return id;
  }

  /** A request that is answered, its archive still there. */
  RequestId answered(GdprKit kit, Claim claim, DataSubject subject, Condition... conditions) {
    RequestId id = open(kit, claim, subject);
    Requests requests = kit.requests();
    requests.decide(
        id, Decision.grant().onEach(requests.basesConcerned(id), conditions).build(), DPO);
    requests.fulfil(id);
    List.copyOf(requests.get(id).tasks()).stream()
        .filter(task -> task.status() == TaskStatus.MANUAL)
        .forEach(task -> requests.closeTask(id, task.id(), ManualResult.DONE, "done", DPO));
    return id;
  }
}
