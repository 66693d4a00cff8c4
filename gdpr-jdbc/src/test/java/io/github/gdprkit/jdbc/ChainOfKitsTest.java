package io.github.gdprkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.archive.DirectoryArchiveStore;
import io.github.gdprkit.deadline.ResponseClock;
import io.github.gdprkit.deadline.WorkingDays;
import io.github.gdprkit.erasure.FileErasureLedger;
import io.github.gdprkit.erasure.RestoreState;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.CheckpointSigner;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.FileCheckpointStore;
import io.github.gdprkit.fulfilment.AnswerWords;
import io.github.gdprkit.fulfilment.Intake;
import io.github.gdprkit.fulfilment.Requests;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ErasureBatch;
import io.github.gdprkit.hook.ErasureHook;
import io.github.gdprkit.hook.ErasureRule;
import io.github.gdprkit.hook.ErasureSlice;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.jackson.JacksonArchiveFormat;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.PersonalDataCategory;
import io.github.gdprkit.processing.Recipient;
import io.github.gdprkit.processing.RecipientResult;
import io.github.gdprkit.processing.RecipientTold;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.propagation.Gateways;
import io.github.gdprkit.propagation.InstructionState;
import io.github.gdprkit.propagation.InstructionStatus;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.Decision;
import io.github.gdprkit.request.IdentityLevel;
import io.github.gdprkit.request.IntakeChannel;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStatus;
import io.github.gdprkit.request.Verification;
import io.github.gdprkit.subject.DataSubjectRight;
import io.github.gdprkit.subject.SubjectKeys;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.time.SettableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A controller, its processor and that one's subprocessor, each over a database of its own. */
class ChainOfKitsTest {

  private static final Actor DPO = new Actor("dpo");

  @TempDir private Path folder;
  private final SettableClock clock = new SettableClock();
  private final House subprocessor = new House("subprocessor", null);
  private final House processor = new House("processor", subprocessor);
  private final House controller = new House("controller", processor);

  @AfterEach
  void close() {
    controller.close();
  }

  @Test
  @GdprReference(
      article = "19",
      text = "The controller shall communicate any rectification or erasure of personal data")
  @GdprReference(article = "28(4)", text = "the same data protection obligations")
  void passesAnErasureDownAndTheAnswersUpAcrossRestarts() throws Exception {
    subprocessor.notes.isBroken = true;
    GdprKit kit = controller.started();
    RequestId id = grantedErasure(kit.requests());

    kit.requests().fulfil(id);

    assertThat(processor.notes.accounts).isEmpty();
    assertThat(subprocessor.notes.accounts).hasSize(1);
    assertThat(only(kit, id).status()).isEqualTo(InstructionStatus.ACKNOWLEDGED);

    GdprKit restarted = controller.started();
    assertThat(restarted.propagation().follow().open()).hasSize(1);
    assertThat(restarted.requests().get(id).status()).isEqualTo(RequestStatus.IN_PROGRESS);

    subprocessor.notes.isBroken = false;
    clock.advance(Duration.ofDays(1));
    GdprKit again = controller.started();
    assertThat(again.propagation().follow().open()).isEmpty();

    GdprKit last = controller.started();
    assertThat(subprocessor.notes.accounts).isEmpty();
    assertThat(last.requests().get(id).status()).isEqualTo(RequestStatus.FULFILLED);
    assertThat(only(last, id).status()).isEqualTo(InstructionStatus.DONE);
    assertThat(last.propagation().recipientsTold(id))
        .extracting(RecipientTold::result)
        .containsExactly(RecipientResult.DONE);
    for (House house : List.of(controller, processor, subprocessor)) {
      assertThat(house.requestStatus()).as(house.id).isEqualTo(RequestStatus.FULFILLED);
      assertThat(house.kit().restores().check()).isInstanceOf(RestoreState.UpToDate.class);
    }
  }

  private static InstructionState only(GdprKit kit, RequestId id) {
    List<InstructionState> all = kit.propagation().of(id);
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private RequestId grantedErasure(Requests requests) {
    Intake intake =
        Intake.of(Claim.ERASURE, Subjects.ANNA, "Anna", IntakeChannel.IN_APP, clock.instant());
    RequestId id = requests.receive(intake, DPO).id();
    requests.confirmIdentity(
        id,
        new Verification(IdentityLevel.SIGNED_IN, "session", DPO, clock.instant()),
        Subjects.ANNA,
        DPO);
    requests.decide(
        id,
        Decision.grant().onEach(requests.basesConcerned(id), Condition.NO_LONGER_NECESSARY).build(),
        DPO);
    return id;
  }

  /** An organisation whose process can be ended and started again. */
  private final class House {

    private final String id;
    private final @Nullable House below;
    private final Notes notes;
    private final CheckpointSigner signer = CheckpointSigner.generate();
    private @Nullable GdprSqlite database;
    private @Nullable GdprKit kit;

    House(String id, @Nullable House below) {
      this.id = id;
      this.below = below;
      this.notes = new Notes(below == null ? List.of() : List.of(below.recipient()));
    }

    Recipient recipient() {
      return new Recipient("House of " + id, new PartyId(id));
    }

    GdprKit kit() {
      assertThat(kit).isNotNull();
      return kit;
    }

    /** Ended, and started again, with everybody further down. */
    GdprKit started() throws Exception {
      close();
      Path home = Files.createDirectories(folder.resolve(id));
      database = GdprSqlite.dataSource(home.resolve("gdpr.db"));
      GdprSchema.migrate(database);
      Gateways gateways = Gateways.none();
      if (below != null) {
        gateways = gateways.with(new PartyId(below.id), below.started().asProcessor());
      }
      kit =
          GdprKit.builder()
              .controller(Controller.of(id, "House of " + id))
              .hooks(HookCatalog.of(notes))
              .archives(new DirectoryArchiveStore(home.resolve("archives")))
              .format(new JacksonArchiveFormat())
              .store(JdbcRequestStore.open(database))
              .subjectKeys(SubjectKeys.fromFile(home.resolve("subject-keys.secret")))
              .ledger(FileErasureLedger.open(home.resolve("erasures.ledger"), new PartyId(id)))
              .checkpoints(signer, new FileCheckpointStore(home.resolve("checkpoints")))
              .responseClock(ResponseClock.eu(ZoneOffset.UTC, WorkingDays.weekendsOnly()))
              .answers(AnswerWords.of("the authority of our Land", "We carry notes."))
              .gateways(gateways)
              .clock(clock)
              .build();
      return kit;
    }

    /** Of the one request that came here. */
    RequestStatus requestStatus() {
      JdbcRequestStore store = JdbcRequestStore.open(database);
      Set<String> requests = new HashSet<>();
      for (EvidenceEntry entry : store.read(new PartyId(id), 0, Integer.MAX_VALUE)) {
        if (entry.stream().kind().equals("request")) {
          requests.add(entry.stream().id());
        }
      }
      assertThat(requests).as("requests at %s", id).hasSize(1);
      return kit().requests().get(new RequestId(requests.iterator().next())).status();
    }

    void close() {
      if (database != null) {
        database.close();
        database = null;
      }
      if (below != null) {
        below.close();
      }
    }
  }

  /** Notes of one person, which lie outside of the process that ends. */
  private static final class Notes implements ErasureHook {

    private final List<Recipient> recipients;
    private final Set<String> accounts = new HashSet<>(Set.of(Subjects.accountOf(Subjects.ANNA)));
    private boolean isBroken;

    Notes(List<Recipient> recipients) {
      this.recipients = recipients;
    }

    @Override
    public Declaration declaration() {
      Declaration.Builder builder =
          Declaration.of("notes", "Notes", new PersonalDataCategory("notes", "Notes"))
              .text("What you noted.")
              .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT)
              .legalBases(LegalBasis.CONTRACT)
              .retention("Until you delete it")
              .erasedByHook(ErasureRule.erase(), "It is deleted.")
              .byHand(
                  "An administrator does it.",
                  DataSubjectRight.ACCESS,
                  DataSubjectRight.RECTIFICATION,
                  DataSubjectRight.RESTRICTION)
              .notApplicable(
                  "There is nothing to act on.",
                  DataSubjectRight.PORTABILITY,
                  DataSubjectRight.OBJECTION,
                  DataSubjectRight.HUMAN_REVIEW);
      recipients.forEach(builder::recipient);
      return builder.build();
    }

    @Override
    public Findings locate(Scope scope) {
      return Findings.of(remaining(scope));
    }

    @Override
    public ErasureBatch erase(ErasureSlice slice) {
      if (isBroken) {
        throw new IllegalStateException("The table is locked");
      }
      return ErasureBatch.last(accounts.remove(Subjects.accountOf(slice.subject())) ? 1 : 0);
    }

    @Override
    public long remaining(Scope scope) {
      return accounts.contains(Subjects.accountOf(Scope.only(scope))) ? 1 : 0;
    }
  }
}
