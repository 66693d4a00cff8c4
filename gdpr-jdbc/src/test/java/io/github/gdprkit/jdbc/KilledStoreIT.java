package io.github.gdprkit.jdbc;

import static io.github.gdprkit.jdbc.Requests.CHOIR;
import static io.github.gdprkit.jdbc.Requests.PAPERS;
import static io.github.gdprkit.jdbc.Requests.erase;
import static io.github.gdprkit.jdbc.Requests.header;
import static io.github.gdprkit.jdbc.Requests.keep;
import static io.github.gdprkit.jdbc.Requests.put;
import static io.github.gdprkit.jdbc.Requests.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.request.RequestChange;
import io.github.gdprkit.request.RequestHeader;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that commits requests one after the other, by its process id and at moments that
 * nobody chose, and looks whether all that it had acknowledged is there. {@code
 * -Dgdprkit.kills=1000} kills more often. Acknowledgements go to a file: what a killed process had
 * printed can be lost on the way.
 */
@GdprReference(
    article = "5(1)(f)",
    text = "protection against unauthorised or unlawful processing and against accidental loss")
class KilledStoreIT {

  private static final int KILLS = Integer.getInteger("gdprkit.kills", 15);
  private static final long SEED = Long.getLong("gdprkit.seed", 20260302L);
  private static final int AT_MOST_ACKNOWLEDGED = 40;

  @TempDir private Path folder;

  @Test
  void hasEverythingThatWasAcknowledgedAndAtMostOneStepMore() throws Exception {
    Path file = folder.resolve("gdpr.db");
    Path acknowledged = Files.createFile(folder.resolve("acknowledged.txt"));
    Path output = folder.resolve("output.txt");
    try (GdprSqlite source = GdprSqlite.dataSource(file)) {
      GdprSchema.migrate(source);
    }
    Random random = new Random(SEED);
    long before = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      long until = Files.size(acknowledged) + LINE * (1L + random.nextInt(AT_MOST_ACKNOWLEDGED));
      long spin = random.nextInt(4_000_000);
      Process child =
          ChildJvm.start(output, Committing.class, file.toString(), acknowledged.toString());
      while (Files.size(acknowledged) < until) {
        assertThat(child.isAlive()).as(() -> read(output)).isTrue();
        Thread.onSpinWait();
      }
      long from = System.nanoTime();
      while (System.nanoTime() - from < spin) {
        Thread.onSpinWait();
      }
      ChildJvm.kill(child);

      long lines = Files.size(acknowledged) / LINE;
      long steps;
      try (GdprSqlite source = GdprSqlite.dataSource(file)) {
        steps = check(JdbcRequestStore.open(source));
      }
      assertThat(steps)
          .as("kill %s of %s, seed %s: steps that are there", kill, KILLS, SEED)
          .isBetween(lines, lines + 1);
      assertThat(lines).isGreaterThan(before);
      if (steps > lines) {
        // It was done and not acknowledged; the next process goes on behind it.
        Files.writeString(acknowledged, line(steps), StandardOpenOption.APPEND);
      }
      before = steps;
    }
    System.out.printf("%d kills, %d steps, none lost%n", KILLS, before);
  }

  /** Every step that is there is there as a whole; returns how many there are. */
  private static long check(JdbcRequestStore store) {
    Map<String, Long> versions = new HashMap<>();
    String previous = EvidenceEntry.NO_PREVIOUS;
    long seq = 0;
    for (List<EvidenceEntry> page = store.read(CHOIR, 0, 500);
        !page.isEmpty();
        page = store.read(CHOIR, seq, 500)) {
      for (EvidenceEntry entry : page) {
        assertThat(entry.seq()).isEqualTo(++seq);
        assertThat(entry.previous()).isEqualTo(previous);
        assertThat(entry.version()).isEqualTo(versions.merge(entry.stream().id(), 1L, Long::sum));
        previous = entry.hash();
      }
    }
    assertThat(store.head(CHOIR).seq()).isEqualTo(seq);
    assertThat(store.head(CHOIR).hash()).isEqualTo(previous);
    List<RequestHeader> headers = store.list(CHOIR, null, Integer.MAX_VALUE);
    assertThat(headers).hasSize(versions.size());
    for (RequestHeader header : headers) {
      assertThat(header.version()).isEqualTo(versions.get(header.id().value()));
      assertThat(store.papers(header.id()).isPresent())
          .isEqualTo(header.version() < Committing.STEPS);
    }
    assertThat(seq % Committing.EVENTS).as("a step is all of its events").isZero();
    return seq / Committing.EVENTS;
  }

  private static final int LINE = line(0).length();

  private static String line(long step) {
    return "%08d\n".formatted(step);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /**
   * The process that is killed. The n-th step of all is one of the steps of one request: the first
   * brings papers, the last erases them. Each step is two events.
   */
  static final class Committing {

    static final int EVENTS = 2;
    static final int STEPS = 3 * EVENTS;

    public static void main(String[] arguments) throws Exception {
      JdbcRequestStore store = JdbcRequestStore.open(GdprSqlite.dataSource(Path.of(arguments[0])));
      try (FileChannel acknowledged =
          FileChannel.open(Path.of(arguments[1]), StandardOpenOption.APPEND)) {
        for (long done = store.head(CHOIR).seq() / EVENTS; ; done++) {
          store.commit(List.of(next(done)));
          byte[] line = line(done + 1).getBytes(StandardCharsets.US_ASCII);
          acknowledged.write(ByteBuffer.wrap(line));
          acknowledged.force(false);
        }
      }
    }

    private static RequestChange next(long done) {
      int stepsEach = STEPS / EVENTS;
      String id = "r-%08d".formatted(done / stepsEach);
      long stepOf = done % stepsEach + 1;
      RequestChange.Papers papers =
          stepOf == 1 ? put(PAPERS) : stepOf == stepsEach ? erase() : keep();
      return step(header(new RequestId(id).value(), stepOf * EVENTS), EVENTS, papers);
    }
  }
}
