package io.github.gdprkit.jdbc.cluster;

import com.zaxxer.hikari.HikariDataSource;
import io.github.gdprkit.GdprKit;
import io.github.gdprkit.archive.DirectoryArchiveStore;
import io.github.gdprkit.deadline.ResponseClock;
import io.github.gdprkit.deadline.WorkingDays;
import io.github.gdprkit.erasure.FileErasureLedger;
import io.github.gdprkit.erasure.RestoreState;
import io.github.gdprkit.evidence.CheckpointSigner;
import io.github.gdprkit.evidence.FileCheckpointStore;
import io.github.gdprkit.fulfilment.AnswerWords;
import io.github.gdprkit.fulfilment.FulfilmentSettings;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.jackson.JacksonArchiveFormat;
import io.github.gdprkit.jdbc.JdbcRequestStore;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.request.LostClaimException;
import io.github.gdprkit.request.RequestStore;
import io.github.gdprkit.servers.TestDatabase;
import io.github.gdprkit.subject.SubjectKeys;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/** A node of an application with hooks of its own: a process that can be stopped and killed. */
final class ClusterNode {

  static final Controller CHOIR = Controller.of("choir", "The choir");
  static final List<String> HOOKS = List.of("notes", "messages");
  static final int BATCH = 3;
  static final int THREADS = 2;

  private ClusterNode() {}

  /**
   * Works until there is a file {@code stop}.
   *
   * @param arguments the folder that all share, the database, the name of the node
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    String name = arguments[2];
    Journal journal = new Journal(journal(folder, name));
    HikariDataSource source = TestDatabase.pool(arguments[1]);
    GdprKit kit = kit(folder, source, journal, hold(folder, name));
    checkTheLedger(kit);
    DbSchedulerTaskRunner runner =
        DbSchedulerTaskRunner.fulfilling(kit.requests(), source)
            .name(name)
            .threads(THREADS)
            .heartbeat(Duration.ofMillis(300), 4)
            .poll(Duration.ofMillis(100))
            .retry(Duration.ofMillis(200), Duration.ofSeconds(2))
            .reconcile(Duration.ofSeconds(1))
            .start();
    journal.write("STARTED", name);
    while (Files.notExists(folder.resolve("stop"))) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    runner.close();
    source.close();
    journal.write("ENDED", name);
  }

  static Path journal(Path folder, String node) {
    return folder.resolve(node + ".journal");
  }

  /** While there is such a file, the hooks of the node wait. */
  static Path hold(Path folder, String node) {
    return folder.resolve("hold-" + node);
  }

  static GdprKit kit(Path folder, DataSource source, Journal journal, Path hold)
      throws IOException {
    return GdprKit.builder()
        .controller(CHOIR)
        .hooks(
            HookCatalog.of(
                HOOKS.stream()
                    .map(hook -> new HostHook(hook, source, journal, hold))
                    .toArray(HostHook[]::new)))
        .archives(new DirectoryArchiveStore(folder.resolve("archives")))
        .format(new JacksonArchiveFormat())
        .store(journalled(JdbcRequestStore.open(source), journal))
        .subjectKeys(SubjectKeys.fromFile(folder.resolve("subject-keys.secret")))
        .ledger(FileErasureLedger.open(folder.resolve("erasures.ledger"), CHOIR.id()))
        .checkpoints(
            CheckpointSigner.fromFile(folder.resolve("checkpoint.key")),
            new FileCheckpointStore(folder.resolve("checkpoints")))
        .responseClock(ResponseClock.eu(ZoneOffset.UTC, WorkingDays.weekendsOnly()))
        .answers(AnswerWords.of("the authority of our Land", "We carry notes."))
        .settings(FulfilmentSettings.defaults().withBatchRecords(BATCH))
        .build();
  }

  /** An erasure that another node begins in this moment looks like a restore, for this moment. */
  private static void checkTheLedger(GdprKit kit) throws Exception {
    Await.until(
        "a database that is up to date",
        () -> {
          try {
            return kit.restores().check() instanceof RestoreState.UpToDate;
          } catch (RuntimeException e) {
            return false;
          }
        });
  }

  /** Tells which writes the store refuses because the work was taken over. */
  private static RequestStore journalled(RequestStore store, Journal journal) {
    return (RequestStore)
        Proxy.newProxyInstance(
            RequestStore.class.getClassLoader(),
            new Class<?>[] {RequestStore.class},
            (proxy, method, arguments) -> {
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                if (e.getCause() instanceof LostClaimException lost) {
                  journal.write(
                      "REFUSED",
                      lost.request().value(),
                      method.getName(),
                      lost.getClass().getSimpleName());
                }
                throw e.getCause();
              }
            });
  }
}
