package io.github.gdprkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.ArchiveNotFoundException;
import io.github.gdprkit.archive.ArchiveSealedException;
import io.github.gdprkit.archive.ArchiveStore;
import io.github.gdprkit.archive.ArchiveVerifier;
import io.github.gdprkit.archive.Download;
import io.github.gdprkit.archive.DownloadToken;
import io.github.gdprkit.archive.VerificationReport;
import io.github.gdprkit.deadline.ResponseClock;
import io.github.gdprkit.deadline.WorkingDays;
import io.github.gdprkit.erasure.RestoreState;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.CheckpointSigner;
import io.github.gdprkit.fulfilment.AnswerWords;
import io.github.gdprkit.fulfilment.ExportInterruptedException;
import io.github.gdprkit.fulfilment.ExportOptions;
import io.github.gdprkit.fulfilment.ExportOrder;
import io.github.gdprkit.fulfilment.ExportOutcome;
import io.github.gdprkit.fulfilment.FulfilmentOutcome;
import io.github.gdprkit.fulfilment.Intake;
import io.github.gdprkit.fulfilment.ProgressListener;
import io.github.gdprkit.fulfilment.Requests;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.jackson.JacksonArchiveFormat;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.Decision;
import io.github.gdprkit.request.IdentityLevel;
import io.github.gdprkit.request.IntakeChannel;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.Verification;
import io.github.gdprkit.subject.SubjectKeys;
import io.github.gdprkit.testkit.fault.CrashingArchiveStore;
import io.github.gdprkit.testkit.fault.CrashingArchiveStore.Moment;
import io.github.gdprkit.testkit.fault.SimulatedCrash;
import io.github.gdprkit.testkit.fixture.FixtureChat;
import io.github.gdprkit.testkit.fixture.Orders;
import io.github.gdprkit.testkit.fixture.SmallHook;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.time.SettableClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole kit, with all that it keeps in two databases. */
abstract class KitInDatabases {

  private static final ExportOrder ORDER = Orders.anExportOf(Subjects.ANNA);
  private static final Actor DPO = new Actor("dpo");
  private static final SubjectKeys KEYS =
      SubjectKeys.under("a secret of thirty-two bytes, or more".getBytes(StandardCharsets.UTF_8));

  @TempDir private Path folder;
  private final SettableClock clock = new SettableClock();
  private final CheckpointSigner signer = CheckpointSigner.generate();
  private Place inside;
  private Place outside;

  abstract Place newPlace();

  abstract Place newPlaceOutside();

  @BeforeEach
  void makeTables() {
    inside = newPlace();
    outside = newPlaceOutside();
    GdprSchema.migrate(inside.source());
    GdprSchema.migrateOutside(outside.source());
  }

  @AfterEach
  void close() {
    // A test that failed may have left the thread interrupted.
    Thread.interrupted();
    inside.close();
    outside.close();
  }

  /** Opened as another process would. */
  private JdbcArchiveStore archives() {
    return JdbcArchiveStore.open(inside.source());
  }

  private GdprKit kit(ArchiveStore archives, HookCatalog hooks) {
    return GdprKit.builder()
        .controller(Orders.CONTROLLER)
        .hooks(hooks)
        .archives(archives)
        .format(new JacksonArchiveFormat())
        .store(JdbcRequestStore.open(inside.source()))
        .subjectKeys(KEYS)
        .ledger(JdbcErasureLedger.open(outside.source(), Orders.CONTROLLER.id()))
        .checkpoints(signer, JdbcCheckpointStore.open(outside.source()))
        .responseClock(ResponseClock.eu(ZoneOffset.UTC, WorkingDays.weekendsOnly()))
        .answers(AnswerWords.of("the authority of our Land", "We carry messages."))
        .clock(clock)
        .build();
  }

  private ExportOutcome export(ArchiveStore archives) {
    HookCatalog chat = new FixtureChat().withSomethingOfEverything().catalog();
    return kit(archives, chat)
        .exports()
        .run(ORDER, ExportOptions.defaults().withPageRecords(3), ProgressListener.none());
  }

  @Test
  void givesTheSameArchiveWhereverTheProcessDied() throws IOException {
    CrashingArchiveStore counting = CrashingArchiveStore.never(archives());
    export(counting);
    byte[] uninterrupted = bytes(Orders.ARCHIVE);
    assertThat(verified(Orders.ARCHIVE).problems()).isEmpty();
    assertThat(counting.calls()).isGreaterThan(40);

    for (int call = 1; call <= counting.calls(); call += 8) {
      Moment moment = Moment.values()[call % 3];
      archives().delete(Orders.ARCHIVE);
      CrashingArchiveStore crashing = CrashingArchiveStore.atCall(archives(), call, moment);
      assertThatThrownBy(() -> export(crashing)).isInstanceOf(SimulatedCrash.class);
      assertThatExceptionOfType(ArchiveNotFoundException.class)
          .isThrownBy(() -> archives().open(Orders.ARCHIVE));

      export(archives());

      assertThat(bytes(Orders.ARCHIVE))
          .as("died %s call %s of %s", moment, call, counting.calls())
          .isEqualTo(uninterrupted);
    }
    CrashingArchiveStore last =
        CrashingArchiveStore.atCall(archives(), counting.calls(), Moment.AFTER);
    archives().delete(Orders.ARCHIVE);
    assertThatThrownBy(() -> export(last)).isInstanceOf(SimulatedCrash.class);
    assertThatExceptionOfType(ArchiveSealedException.class).isThrownBy(() -> export(archives()));
    assertThat(bytes(Orders.ARCHIVE)).isEqualTo(uninterrupted);
  }

  @Test
  void stopsWhenItsThreadIsInterruptedAndGoesOnLater() {
    Thread.currentThread().interrupt();

    assertThatExceptionOfType(ExportInterruptedException.class)
        .isThrownBy(() -> export(archives()));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(export(archives())).isInstanceOf(ExportOutcome.Completed.class);
    assertThat(verified(Orders.ARCHIVE).problems()).isEmpty();
  }

  @Test
  @GdprReference(
      article = "15(3)",
      text = "The controller shall provide a copy of the personal data undergoing processing.")
  @GdprReference(article = "17(1)", text = "the erasure of personal data concerning him or her")
  void takesRequestsToTheirEndWithEverythingInTwoDatabases() throws Exception {
    SmallHook[] notes = SmallHook.many(3, 5).toArray(new SmallHook[0]);
    HookCatalog hooks = HookCatalog.of(notes);
    GdprKit first = kit(CrashingArchiveStore.atCall(archives(), 9, Moment.AFTER), hooks);
    RequestId access = granted(first.requests(), Claim.ACCESS);
    assertThatThrownBy(() -> first.requests().fulfil(access)).isInstanceOf(SimulatedCrash.class);

    GdprKit kit = kit(archives(), hooks);
    FulfilmentOutcome outcome = kit.requests().fulfil(access);

    assertThat(outcome.isComplete()).isTrue();
    ArchiveId archive = Objects.requireNonNull(outcome.archive());
    VerificationReport report = verified(archive);
    assertThat(report.problems()).isEmpty();
    assertThat(Objects.requireNonNull(report.manifest()).records()).isEqualTo(15);
    DownloadToken token = kit.downloads().issue(archive);
    ByteArrayOutputStream response = new ByteArrayOutputStream();
    try (Download download = kit.downloads().open(token.value()).orElseThrow()) {
      download.writeTo(response);
    }
    assertThat(response.toByteArray()).isEqualTo(bytes(archive));

    RequestId erasure = granted(kit.requests(), Claim.ERASURE, Condition.NO_LONGER_NECESSARY);
    assertThat(kit.requests().fulfil(erasure).isComplete()).isTrue();

    assertThatExceptionOfType(ArchiveNotFoundException.class)
        .isThrownBy(() -> archives().open(archive));
    assertThat(kit.ledger().check()).isInstanceOf(RestoreState.UpToDate.class);
    assertThat(JdbcErasureLedger.open(outside.source(), Orders.CONTROLLER.id()).head().seq())
        .as("the intent and its end")
        .isEqualTo(2);
    kit.evidence().checkpoint();
    assertThat(
            JdbcCheckpointStore.open(outside.source()).read(Orders.CONTROLLER.id()).checkpoints())
        .isNotEmpty()
        .allMatch(signer.key()::hasSigned);
  }

  private RequestId granted(Requests requests, Claim claim, Condition... conditions) {
    RequestId id =
        requests
            .receive(
                Intake.of(claim, Subjects.ANNA, "Anna", IntakeChannel.IN_APP, clock.instant()), DPO)
            .id();
    requests.confirmIdentity(
        id,
        new Verification(IdentityLevel.SIGNED_IN, "session", DPO, clock.instant()),
        Subjects.ANNA,
        DPO);
    requests.decide(
        id, Decision.grant().onEach(requests.basesConcerned(id), conditions).build(), DPO);
    return id;
  }

  private VerificationReport verified(ArchiveId archive) {
    Path copies = folder.resolve("copies");
    try {
      VerificationReport report =
          new ArchiveVerifier(new JacksonArchiveFormat()).verify(archives(), archive, copies);
      assertThat(copies).isEmptyDirectory();
      return report;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private byte[] bytes(ArchiveId archive) throws IOException {
    try (InputStream in = Channels.newInputStream(archives().open(archive))) {
      return in.readAllBytes();
    }
  }
}
