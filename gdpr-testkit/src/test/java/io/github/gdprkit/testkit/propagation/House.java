package io.github.gdprkit.testkit.propagation;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.deadline.ResponseClock;
import io.github.gdprkit.deadline.WorkingDays;
import io.github.gdprkit.erasure.FileErasureLedger;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.CheckpointSigner;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.FileCheckpointStore;
import io.github.gdprkit.fulfilment.AnswerWords;
import io.github.gdprkit.fulfilment.Intake;
import io.github.gdprkit.fulfilment.Requests;
import io.github.gdprkit.hook.DataHook;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.processing.Recipient;
import io.github.gdprkit.propagation.Gateways;
import io.github.gdprkit.propagation.ProcessorGateway;
import io.github.gdprkit.propagation.PropagationSettings;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.Correction;
import io.github.gdprkit.request.Decision;
import io.github.gdprkit.request.IdentityLevel;
import io.github.gdprkit.request.IntakeChannel;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStore;
import io.github.gdprkit.request.Verification;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.SubjectKeys;
import io.github.gdprkit.testkit.memory.InMemoryArchiveStore;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import io.github.gdprkit.testkit.memory.RecordingFormat;
import io.github.gdprkit.testkit.time.SettableClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;

/** An organisation with a kit over stores of its own, which can be put together anew. */
final class House {

  static final Actor DPO = new Actor("dpo");

  final Controller controller;
  final InMemoryRequestStore store = new InMemoryRequestStore();
  private final SubjectKeys keys;
  private final Path folder;
  private final SettableClock clock;
  private final InMemoryArchiveStore archives = new InMemoryArchiveStore();
  private final CheckpointSigner signer = CheckpointSigner.generate();
  private final HookCatalog catalog;
  private Gateways gateways = Gateways.none();
  private Function<HookId, List<Recipient>> moreRecipients = hook -> List.of();
  private PropagationSettings settings = PropagationSettings.defaults();

  House(Path folder, String id, SettableClock clock, DataHook... hooks) {
    this.controller = Controller.of(id, "House of " + id);
    this.folder = folder.resolve(id);
    this.clock = clock;
    this.keys =
        SubjectKeys.under(
            ("the secret of the house of " + id + ", which is long")
                .getBytes(StandardCharsets.UTF_8));
    this.catalog = HookCatalog.builder().add(List.of(hooks)).build();
  }

  House telling(String party, ProcessorGateway gateway) {
    gateways = gateways.with(new PartyId(party), gateway);
    return this;
  }

  House withMore(Function<HookId, List<Recipient>> recipients) {
    moreRecipients = recipients;
    return this;
  }

  House with(PropagationSettings newSettings) {
    settings = newSettings;
    return this;
  }

  /** This house as a recipient. */
  Recipient recipient() {
    return new Recipient(controller.name(), controller.id());
  }

  GdprKit kit() {
    return kit(store);
  }

  /** The kit over another store, such as one that dies. */
  GdprKit kit(RequestStore other) {
    archives.crash();
    return GdprKit.builder()
        .controller(controller)
        .hooks(catalog)
        .archives(archives)
        .format(new RecordingFormat())
        .store(other)
        .subjectKeys(keys)
        .ledger(FileErasureLedger.open(folder.resolve("ledger"), controller.id()))
        .responseClock(ResponseClock.eu(ZoneOffset.UTC, WorkingDays.weekendsOnly()))
        .checkpoints(signer, new FileCheckpointStore(folder.resolve("checkpoints")))
        .answers(AnswerWords.of("the authority of our Land", "We carry notes."))
        .gateways(gateways)
        .moreRecipients(moreRecipients)
        .propagation(settings)
        .clock(clock)
        .build();
  }

  /** A request that is granted and not worked on yet. */
  RequestId granted(
      Requests requests,
      Claim claim,
      DataSubject subject,
      List<Correction> corrections,
      Condition... conditions) {
    Intake intake =
        Intake.of(claim, subject, "the person who asked", IntakeChannel.IN_APP, clock.instant())
            .withCorrections(corrections);
    RequestId id = requests.receive(intake, DPO).id();
    requests.confirmIdentity(
        id,
        new Verification(IdentityLevel.SIGNED_IN, "session", DPO, clock.instant()),
        subject,
        DPO);
    requests.decide(
        id, Decision.grant().onEach(requests.basesConcerned(id), conditions).build(), DPO);
    return id;
  }

  RequestId grantedErasure(Requests requests, DataSubject subject) {
    return granted(requests, Claim.ERASURE, subject, List.of(), Condition.NO_LONGER_NECESSARY);
  }

  /** What the evidence says of this kind of stream, in its order. */
  List<EvidenceEntry> evidence(String kind) {
    return store.read(controller.id(), 0, Integer.MAX_VALUE).stream()
        .filter(entry -> entry.stream().kind().equals(kind))
        .toList();
  }
}
