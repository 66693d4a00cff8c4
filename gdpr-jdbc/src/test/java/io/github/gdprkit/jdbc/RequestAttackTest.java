package io.github.gdprkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.ArchiveStore;
import io.github.gdprkit.archive.DirectoryArchiveStore;
import io.github.gdprkit.deadline.ResponseClock;
import io.github.gdprkit.deadline.WorkingDays;
import io.github.gdprkit.erasure.FileErasureLedger;
import io.github.gdprkit.erasure.RestoreState;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.CheckpointSigner;
import io.github.gdprkit.evidence.FileCheckpointStore;
import io.github.gdprkit.fulfilment.DraftOfAnotherOrderException;
import io.github.gdprkit.fulfilment.FulfilmentOutcome;
import io.github.gdprkit.fulfilment.Intake;
import io.github.gdprkit.fulfilment.Requests;
import io.github.gdprkit.hook.ErasureStage;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.jackson.JacksonArchiveFormat;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.Decision;
import io.github.gdprkit.request.IdentityLevel;
import io.github.gdprkit.request.IntakeChannel;
import io.github.gdprkit.request.RequestFile;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStatus;
import io.github.gdprkit.request.TaskStatus;
import io.github.gdprkit.request.Verification;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.IdentifierType;
import io.github.gdprkit.subject.SubjectKeys;
import io.github.gdprkit.testkit.fixture.SmallHook;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.time.SettableClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests on a database that nobody would send by accident. */
abstract class RequestAttackTest {

  private static final Actor DPO = new Actor("dpo");

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock();
  private final SmallHook notes = SmallHook.of("notes", ErasureStage.CONTENT);

  RequestAttackTest() {
    notes.plant(Subjects.ANNA, 9);
    notes.plant(Subjects.BORIS, 9);
  }

  /** A database of this name with our tables; the same when it is asked for again. */
  abstract DataSource database(String name);

  /** How many characters of a message the database takes at least. */
  abstract int longMessage();

  private GdprKit kit(Controller controller, String database) throws Exception {
    ArchiveStore archives = new DirectoryArchiveStore(folder.resolve("archives"));
    return GdprKit.builder()
        .controller(controller)
        .hooks(HookCatalog.of(notes))
        .archives(archives)
        .format(new JacksonArchiveFormat())
        .store(JdbcRequestStore.open(database(database)))
        .subjectKeys(SubjectKeys.fromFile(folder.resolve("secret")))
        .ledger(
            FileErasureLedger.open(
                folder.resolve(controller.id().value() + ".ledger"), controller.id()))
        .checkpoints(
            CheckpointSigner.fromFile(folder.resolve("checkpoint.key")),
            new FileCheckpointStore(folder.resolve(controller.id().value() + ".checkpoints")))
        .responseClock(ResponseClock.eu(ZoneId.of("Europe/Berlin"), WorkingDays.weekendsOnly()))
        .clock(clock)
        .build();
  }

  private Intake intake(Claim claim, DataSubject subject) {
    return Intake.of(claim, subject, "somebody", IntakeChannel.IN_APP, clock.instant());
  }

  private RequestId granted(
      Requests requests, Intake intake, DataSubject subject, Condition... conditions) {
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

  @Test
  @GdprReference(article = "15(4)", text = "not adversely affect the rights and freedoms of others")
  void takesNoArchiveForItsOwnThatIsAnotherControllers() throws Exception {
    Requests one = kit(Controller.of("one", "One Ltd"), "one").requests();
    RequestId id = granted(one, intake(Claim.ACCESS, Subjects.ANNA), Subjects.ANNA);
    ArchiveId annas = one.fulfil(id).archive();
    Requests two = kit(Controller.of("two", "Two Ltd"), "two").requests();
    granted(two, intake(Claim.ACCESS, Subjects.BORIS).as(id), Subjects.BORIS);

    assertThat(two.fulfil(id).archive()).isNotNull().isNotEqualTo(annas);
  }

  @Test
  @GdprReference(article = "15(4)", text = "not adversely affect the rights and freedoms of others")
  void refusesAnArchiveOfAnotherThatLiesInItsPlace() throws Exception {
    Requests one = kit(Controller.of("one", "One Ltd"), "one").requests();
    RequestId id = granted(one, intake(Claim.ACCESS, Subjects.ANNA), Subjects.ANNA);
    ArchiveId annas = Objects.requireNonNull(one.fulfil(id).archive());
    Requests two = kit(Controller.of("two", "Two Ltd"), "two").requests();
    granted(two, intake(Claim.ACCESS, Subjects.BORIS).as(id), Subjects.BORIS);
    DirectoryArchiveStore archives = new DirectoryArchiveStore(folder.resolve("archives"));
    ArchiveId own = new ArchiveId(annas.value().replace(owner("one"), owner("two")));
    assertThat(own).isNotEqualTo(annas);
    Files.copy(archives.file(annas), archives.file(own));

    assertThatThrownBy(() -> two.fulfil(id)).isInstanceOf(DraftOfAnotherOrderException.class);

    assertThat(two.get(id).tasks()).noneMatch(task -> task.status() == TaskStatus.DONE);
  }

  private static String owner(String controller) throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(controller.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, 8);
  }

  @Test
  @GdprReference(article = "12(3)", text = "without undue delay")
  void keepsTextsAsTheyCame() throws Exception {
    Requests requests = kit(Controller.of("one", "One Ltd"), "one").requests();
    List<String> texts =
        List.of(
            "a\0b",
            "half \uD83D of",
            "\u202Ertl",
            "\uFFFF\uFFFE",
            "x".repeat(100_000),
            "'; DROP TABLE gdpr_request; --",
            "\r\n\u2028");
    for (String text : texts) {
      DataSubject subject =
          DataSubject.ofAccount("k-" + text).alsoKnownAs(IdentifierType.EMAIL, "e" + text);
      Intake intake =
          new Intake(
              RequestId.random(),
              Claim.ACCESS,
              IntakeChannel.IN_APP,
              clock.instant(),
              RequestFile.of(subject, "l" + text).withMessage(text).withNote("note", text));

      RequestId id = granted(requests, intake, subject);

      assertThat(requests.papers(id).orElseThrow().subject().equals(subject)).isTrue();
      assertThat(requests.papers(id).orElseThrow().message().equals(text)).isTrue();
      assertThat(requests.papers(id).orElseThrow().notes().get("note")).isEqualTo(text);
      assertThat(requests.fulfil(id).failures()).isEmpty();
    }
  }

  @Test
  @GdprReference(article = "12(3)", text = "without undue delay")
  void readsPapersAsLongAsTheyWereWritten() throws Exception {
    Requests requests = kit(Controller.of("one", "One Ltd"), "one").requests();
    String text = "x".repeat(longMessage());

    RequestId id =
        granted(requests, intake(Claim.ACCESS, Subjects.ANNA).withMessage(text), Subjects.ANNA);

    assertThat(requests.papers(id).orElseThrow().message()).hasSameSizeAs(text);
    assertThat(requests.withdraw(id, DPO).status()).isEqualTo(RequestStatus.WITHDRAWN);
  }

  @Test
  @GdprReference(article = "12(3)", text = "within one month of receipt of the request")
  void countsFromAndToAbsurdDays() throws Exception {
    Requests requests = kit(Controller.of("one", "One Ltd"), "one").requests();
    RequestId old =
        requests
            .receive(
                Intake.of(Claim.ACCESS, Subjects.ANNA, "old", IntakeChannel.LETTER, Instant.EPOCH),
                DPO)
            .id();
    assertThat(requests.due(LocalDate.MAX)).hasSize(1);
    assertThat(requests.due(LocalDate.MIN)).isEmpty();
    assertThat(requests.get(old).status()).isEqualTo(RequestStatus.RECEIVED);
  }

  @Test
  @GdprReference(article = "12(3)", text = "information on action taken on a request")
  void endsOnceHoweverManyWorkOnIt() throws Exception {
    List<Requests> desks = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      GdprKit kit = kit(Controller.of("one", "One Ltd"), "one");
      kit.ledger().check();
      desks.add(kit.requests());
    }
    for (int round = 0; round < Integer.getInteger("rounds", 8); round++) {
      DataSubject subject = Subjects.person("round-" + round);
      notes.plant(subject, 600);
      RequestId id =
          granted(
              desks.get(0), intake(Claim.ERASURE, subject), subject, Condition.NO_LONGER_NECESSARY);
      ExecutorService threads = Executors.newFixedThreadPool(4);
      List<Future<?>> all = new ArrayList<>();
      for (Requests desk : desks) {
        all.add(threads.submit(() -> desk.fulfil(id)));
      }
      int number = round;
      all.add(threads.submit(() -> number % 2 == 0 ? desks.get(0).withdraw(id, DPO) : null));
      Set<String> thrown = new TreeSet<>();
      for (Future<?> one : all) {
        try {
          one.get();
        } catch (ExecutionException e) {
          thrown.add(e.getCause().getClass().getSimpleName());
        }
      }
      threads.shutdown();
      assertThat(thrown)
          .isSubsetOf(
              "LostClaimException",
              "IllegalTransitionException",
              "PapersErasedException",
              "RestoreDetectedException");
      RequestStatus status = desks.get(1).get(id).status();
      if (status == RequestStatus.IN_PROGRESS) {
        FulfilmentOutcome outcome = desks.get(1).fulfil(id);
        assertThat(outcome.request().status()).isEqualTo(RequestStatus.FULFILLED);
      }
      assertThat(kit(Controller.of("one", "One Ltd"), "one").ledger().check())
          .isInstanceOf(RestoreState.UpToDate.class);
    }
  }
}
