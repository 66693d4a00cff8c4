package io.github.gdprkit.benchmark;

import com.sun.management.OperatingSystemMXBean;
import com.zaxxer.hikari.HikariDataSource;
import io.github.gdprkit.GdprKit;
import io.github.gdprkit.archive.DirectoryArchiveStore;
import io.github.gdprkit.deadline.ResponseClock;
import io.github.gdprkit.deadline.WorkingDays;
import io.github.gdprkit.erasure.FileErasureLedger;
import io.github.gdprkit.evidence.CheckpointSigner;
import io.github.gdprkit.evidence.FileCheckpointStore;
import io.github.gdprkit.hook.DataHook;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.jackson.JacksonArchiveFormat;
import io.github.gdprkit.jdbc.JdbcRequestStore;
import io.github.gdprkit.jdbc.cluster.DbSchedulerTaskRunner;
import io.github.gdprkit.jdbc.table.RowErasure;
import io.github.gdprkit.jdbc.table.TableErasureHookBuilder;
import io.github.gdprkit.jdbc.table.TableHook;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.PersonalDataCategory;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.servers.TestDatabase;
import io.github.gdprkit.subject.DataSubjectRight;
import io.github.gdprkit.subject.IdentifierType;
import io.github.gdprkit.subject.SubjectKeys;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/** A node of {@link ClusterBenchmark}, in a JVM of its own with 128 MB of heap and two threads. */
public final class ClusterNode {

  static final List<String> TABLES = List.of("notes", "messages");

  /** How many requests a node fulfils before the measurement. */
  static final int WARM_UP = 10;

  private static final Controller CONTROLLER = Controller.of("benchmark", "The benchmark");

  private ClusterNode() {}

  static void createTables(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.execute(
            "CREATE TABLE "
                + table
                + " (id BIGSERIAL PRIMARY KEY, account TEXT NOT NULL, body TEXT NOT NULL)");
        statement.execute("CREATE INDEX ON " + table + " (account, id)");
      }
    }
  }

  static GdprKit kit(Path folder, DataSource source) throws IOException {
    DataHook[] hooks =
        TABLES.stream().map(table -> hook(table).over(source)).toArray(DataHook[]::new);
    return GdprKit.builder()
        .controller(CONTROLLER)
        .hooks(HookCatalog.of(hooks))
        .archives(new DirectoryArchiveStore(folder.resolve("archives")))
        .format(new JacksonArchiveFormat())
        .store(JdbcRequestStore.open(source))
        .subjectKeys(SubjectKeys.fromFile(folder.resolve("subject-keys.secret")))
        .ledger(FileErasureLedger.open(folder.resolve("erasures.ledger"), CONTROLLER.id()))
        .checkpoints(
            CheckpointSigner.fromFile(folder.resolve("checkpoint.key")),
            new FileCheckpointStore(folder.resolve("checkpoints")))
        .responseClock(ResponseClock.eu(ZoneOffset.UTC, WorkingDays.weekendsOnly()))
        .build();
  }

  private static TableErasureHookBuilder hook(String table) {
    return TableHook.of(
            Declaration.of(table, "Your " + table, new PersonalDataCategory(table, table))
                .text("What you wrote.")
                .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT)
                .legalBases(LegalBasis.CONTRACT)
                .retention("Until you delete it")
                .byHook(
                    "It is part of the archive.",
                    DataSubjectRight.ACCESS,
                    DataSubjectRight.PORTABILITY)
                .byHand(
                    "An administrator does it.",
                    DataSubjectRight.RECTIFICATION,
                    DataSubjectRight.RESTRICTION,
                    DataSubjectRight.OBJECTION)
                .notApplicable("Nothing is decided by machine.", DataSubjectRight.HUMAN_REVIEW))
        .table(table)
        .key("id")
        .subject("account", IdentifierType.ACCOUNT, Relation.AUTHOR)
        .text("body", "text", "What you wrote")
        .everyoneOf(CONTROLLER)
        .erasing(RowErasure.deletes("It is deleted."));
  }

  static Process start(Path folder, String url, String name, List<RequestId> warmUp)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                ClusterNode.class.getName(),
                folder.toString(),
                url,
                name));
    warmUp.forEach(request -> command.add(request.value()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(name + ".txt").toFile())
        .start();
  }

  /**
   * Fulfils the requests that it is told, then those that are submitted, until there is a file
   * {@code stop}.
   *
   * @param arguments the folder that all share, the database, the name of the node, requests
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    String name = arguments[2];
    try (HikariDataSource source = TestDatabase.pool(arguments[1])) {
      GdprKit kit = kit(folder, source);
      for (int i = 3; i < arguments.length; i++) {
        kit.requests().fulfil(new RequestId(arguments[i]));
      }
      DbSchedulerTaskRunner runner =
          DbSchedulerTaskRunner.doing(kit.requests()::fulfil, source)
              .name(name)
              .threads(2)
              .poll(Duration.ofMillis(100))
              .start();
      long before = cpu();
      Files.createFile(folder.resolve(name + ".ready"));
      while (Files.notExists(folder.resolve("stop"))) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      }
      Files.writeString(folder.resolve(name + ".cpu"), Long.toString(cpu() - before));
      runner.close();
    }
  }

  private static long cpu() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}
