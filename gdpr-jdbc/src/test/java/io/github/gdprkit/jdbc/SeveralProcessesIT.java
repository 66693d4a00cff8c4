package io.github.gdprkit.jdbc;

import static io.github.gdprkit.jdbc.Requests.CHOIR;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.StreamId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes of sixteen threads each append to one chain of one file. */
class SeveralProcessesIT {

  private static final int PROCESSES = 2;
  private static final int THREADS = 16;
  private static final int EACH = 25;

  @TempDir private Path folder;

  @Test
  void neverForkTheChain() throws Exception {
    Path file = folder.resolve("gdpr.db");
    List<Process> children = new ArrayList<>();
    for (int number = 0; number < PROCESSES; number++) {
      Path output = folder.resolve("output-" + number + ".txt");
      children.add(
          ChildJvm.start(output, Appending.class, file.toString(), Integer.toString(number)));
    }
    for (int number = 0; number < PROCESSES; number++) {
      int exitCode = children.get(number).waitFor();
      assertThat(exitCode)
          .as(Files.readString(folder.resolve("output-" + number + ".txt")))
          .isZero();
    }

    List<EvidenceEntry> entries;
    try (GdprSqlite source = GdprSqlite.dataSource(file)) {
      entries = JdbcRequestStore.open(source).read(CHOIR, 0, Integer.MAX_VALUE);
    }
    assertThat(entries).hasSize(PROCESSES * THREADS * EACH);
    String previous = EvidenceEntry.NO_PREVIOUS;
    Map<StreamId, Long> versions = new HashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      EvidenceEntry entry = entries.get(i);
      assertThat(entry.seq()).isEqualTo(i + 1L);
      assertThat(entry.previous()).isEqualTo(previous);
      assertThat(entry.version()).isEqualTo(versions.merge(entry.stream(), 1L, Long::sum));
      previous = entry.hash();
    }
    assertThat(versions).hasSize(PROCESSES * THREADS);
  }

  /** Makes the tables, as the other process does in the same moment, and appends. */
  static final class Appending {

    public static void main(String[] arguments) throws Exception {
      Path file = Path.of(arguments[0]);
      GdprSqlite source = GdprSqlite.dataSource(file);
      GdprSchema.migrate(source);
      JdbcRequestStore store = JdbcRequestStore.open(source);
      ExecutorService threads = Executors.newFixedThreadPool(THREADS);
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        StreamId stream = new StreamId("request", arguments[1] + "-" + thread);
        all.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < EACH; i++) {
                    store.append(
                        CHOIR,
                        List.of(new EvidenceDraft(stream, i, "noted", Requests.NOON, Map.of())));
                  }
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
      threads.shutdown();
    }
  }
}
