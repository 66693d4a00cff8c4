package io.github.gdprkit.testkit.nodes;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.archive.ArchiveStore;
import io.github.gdprkit.deadline.ResponseClock;
import io.github.gdprkit.deadline.WorkingDays;
import io.github.gdprkit.erasure.ErasureLedger;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.CheckpointSigner;
import io.github.gdprkit.fulfilment.ExportOptions;
import io.github.gdprkit.fulfilment.FulfilmentSettings;
import io.github.gdprkit.hook.ErasureHook;
import io.github.gdprkit.hook.ErasureStage;
import io.github.gdprkit.hook.ExportHook;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.hook.RectificationHook;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.processing.Recipient;
import io.github.gdprkit.propagation.GatewayAnswer;
import io.github.gdprkit.propagation.Gateways;
import io.github.gdprkit.propagation.ProcessorGateway;
import io.github.gdprkit.request.RequestStore;
import io.github.gdprkit.subject.SubjectKeys;
import io.github.gdprkit.testkit.fixture.Orders;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.memory.InMemoryArchiveStore;
import io.github.gdprkit.testkit.memory.InMemoryCheckpointStore;
import io.github.gdprkit.testkit.memory.InMemoryErasureLedger;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import io.github.gdprkit.testkit.memory.RecordingFormat;
import io.github.gdprkit.testkit.memory.RecordingGateway;
import io.github.gdprkit.testkit.time.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/** What several nodes share. */
final class World {

  static final Actor DPO = new Actor("dpo");
  private static final PartyId MAILER = new PartyId("mailer");
  private static final CheckpointSigner SIGNER = CheckpointSigner.generate();
  private static final SubjectKeys KEYS =
      SubjectKeys.under("a secret of thirty-two bytes, or more".getBytes(StandardCharsets.UTF_8));

  final InMemoryRequestStore store = new InMemoryRequestStore();
  final InMemoryArchiveStore archives = new InMemoryArchiveStore();
  final InMemoryErasureLedger ledger = new InMemoryErasureLedger(Orders.CONTROLLER.id());
  final InMemoryCheckpointStore checkpoints = new InMemoryCheckpointStore();
  final RecordingGateway mailer = new RecordingGateway().answering(new GatewayAnswer.Done(1));
  final RecordingFormat format = new RecordingFormat();
  final SettableClock clock = new SettableClock();
  final Notes notes = new Notes("notes", ErasureStage.CONTENT, new Recipient("The mailer", MAILER));
  final Notes account = new Notes("account", ErasureStage.IDENTITY);

  World() {
    notes.plant(Subjects.ANNA, 7);
    notes.plant(Subjects.BORIS, 7);
    account.plant(Subjects.ANNA, 1);
    account.plant(Subjects.BORIS, 1);
  }

  GdprKit kit() {
    return kit(store, ledger, archives, mailer, HookCatalog.of(notes, account));
  }

  GdprKit kit(SleepingNode node) {
    return kit(
        node.reaching(RequestStore.class, store),
        node.reaching(ErasureLedger.class, ledger),
        node.reaching(ArchiveStore.class, archives),
        node.reaching(ProcessorGateway.class, mailer),
        HookCatalog.of(
            node.reaching(ExportHook.class, notes, ErasureHook.class, RectificationHook.class),
            node.reaching(ExportHook.class, account, ErasureHook.class, RectificationHook.class)));
  }

  GdprKit kit(
      RequestStore aStore,
      ErasureLedger aLedger,
      ArchiveStore anArchiveStore,
      ProcessorGateway gateway,
      HookCatalog catalog) {
    return GdprKit.builder()
        .controller(Orders.CONTROLLER)
        .hooks(catalog)
        .archives(anArchiveStore)
        .format(format)
        .store(aStore)
        .subjectKeys(KEYS)
        .ledger(aLedger)
        .responseClock(ResponseClock.eu(ZoneOffset.UTC, WorkingDays.weekendsOnly()))
        .checkpoints(SIGNER, checkpoints)
        .settings(
            FulfilmentSettings.defaults()
                .withBatchRecords(3)
                .withExports(ExportOptions.defaults().withPageRecords(3)))
        .gateways(Gateways.none().with(MAILER, gateway))
        .clock(clock)
        .build();
  }

  List<Notes.Call> calls() {
    return Stream.concat(notes.calls().stream(), account.calls().stream()).toList();
  }
}
