package io.github.gdprkit.benchmark.chat;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.archive.DirectoryArchiveStore;
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
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ErasureBatch;
import io.github.gdprkit.hook.ErasureHook;
import io.github.gdprkit.hook.ErasureSlice;
import io.github.gdprkit.hook.ExportHook;
import io.github.gdprkit.hook.ExportSlice;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.jackson.JacksonArchiveFormat;
import io.github.gdprkit.jdbc.GdprSchema;
import io.github.gdprkit.jdbc.JdbcRequestStore;
import io.github.gdprkit.jdbc.table.TableErasureHook;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.Decision;
import io.github.gdprkit.request.IdentityLevel;
import io.github.gdprkit.request.IntakeChannel;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.Verification;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.SubjectKeys;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/**
 * Erases one person's messages as a host does it with gdprkit: a request is received, granted and
 * fulfilled, with the tables of the kit in the same database.
 */
final class ErasureByKit {

  private static final Actor OFFICER = new Actor("dpo");

  private final Requests requests;
  private final RequestId request;
  private final TimedHook hook;

  /**
   * Takes the request up to the decision, which is not measured.
   *
   * @param folder for what lies outside of the database
   * @param rows of a batch at most
   */
  ErasureByKit(
      DataSource database, boolean isSqlite, ErasureMode mode, long person, int rows, Path folder)
      throws Exception {
    GdprSchema.migrate(database);
    hook = new TimedHook(MessageHooks.of(database, isSqlite, mode.rule));
    GdprKit kit =
        GdprKit.builder()
            .controller(MessageHooks.CONTROLLER)
            .hooks(HookCatalog.of(hook))
            .archives(new DirectoryArchiveStore(folder.resolve("archives")))
            .format(new JacksonArchiveFormat())
            .store(JdbcRequestStore.open(database))
            .subjectKeys(SubjectKeys.fromFile(folder.resolve("subject-keys.secret")))
            .ledger(
                FileErasureLedger.open(
                    folder.resolve("erasures.ledger"), MessageHooks.CONTROLLER.id()))
            .checkpoints(
                CheckpointSigner.fromFile(folder.resolve("checkpoint.key")),
                new FileCheckpointStore(folder.resolve("checkpoints")))
            .responseClock(ResponseClock.eu(ZoneOffset.UTC, WorkingDays.weekendsOnly()))
            .settings(FulfilmentSettings.defaults().withBatchRecords(rows))
            .build();
    requests = kit.requests();
    request = granted(requests, DataSubject.ofAccount(Long.toString(person)));
  }

  private static RequestId granted(Requests requests, DataSubject person) {
    Clock clock = Clock.systemUTC();
    RequestId id =
        requests
            .receive(
                Intake.of(Claim.ERASURE, person, "N. N.", IntakeChannel.IN_APP, clock.instant()),
                OFFICER)
            .id();
    requests.confirmIdentity(
        id,
        new Verification(IdentityLevel.SIGNED_IN, "session", OFFICER, clock.instant()),
        person,
        OFFICER);
    requests.decide(
        id,
        Decision.grant().onEach(requests.basesConcerned(id), Condition.NO_LONGER_NECESSARY).build(),
        OFFICER);
    return id;
  }

  /** Does the work, verification and evidence included. */
  ErasureTimes run() {
    hook.times = new ErasureTimes();
    long start = System.nanoTime();
    FulfilmentOutcome outcome = requests.fulfil(request);
    hook.times.whole = System.nanoTime() - start;
    if (!outcome.failures().isEmpty() || hook.times.verification == 0) {
      throw new IllegalStateException("The erasure is not complete: " + outcome);
    }
    return hook.times;
  }

  /** Looks at the clock around what the engine asks of a hook. */
  private static final class TimedHook implements ExportHook, ErasureHook {
    private final TableErasureHook hook;
    private ErasureTimes times = new ErasureTimes();

    TimedHook(TableErasureHook hook) {
      this.hook = hook;
    }

    @Override
    public Declaration declaration() {
      return hook.declaration();
    }

    @Override
    public Findings locate(Scope scope) throws Exception {
      return hook.locate(scope);
    }

    @Override
    public Page export(ExportSlice slice, RecordSink sink) throws Exception {
      return hook.export(slice, sink);
    }

    @Override
    public ErasureBatch erase(ErasureSlice slice) throws Exception {
      long began = System.nanoTime();
      ErasureBatch batch = hook.erase(slice);
      times.batch(began, batch.erased());
      return batch;
    }

    @Override
    public long remaining(Scope scope) throws Exception {
      long began = System.nanoTime();
      long remaining = hook.remaining(scope);
      times.verification = System.nanoTime() - began;
      return remaining;
    }
  }
}
