package io.github.gdprkit.jdbc;

import static io.github.gdprkit.jdbc.Requests.CHOIR;
import static io.github.gdprkit.jdbc.Requests.NOON;
import static io.github.gdprkit.jdbc.Requests.PAPERS;
import static io.github.gdprkit.jdbc.Requests.erase;
import static io.github.gdprkit.jdbc.Requests.header;
import static io.github.gdprkit.jdbc.Requests.keep;
import static io.github.gdprkit.jdbc.Requests.put;
import static io.github.gdprkit.jdbc.Requests.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.Sheet;
import io.github.gdprkit.evidence.SheetChange;
import io.github.gdprkit.evidence.SheetId;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.request.RequestChange;
import io.github.gdprkit.request.RequestHeader;
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
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that commits requests and sheets of a register one after the other, by its
 * process id and at moments that nobody chose, and looks whether all that it had acknowledged is
 * there. {@code -Dgdprkit.kills=1000} kills more often. Acknowledgements go to a file: what a
 * killed process had printed can be lost on the way.
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
    Map<StreamId, Long> versions = new HashMap<>();
    Map<StreamId, String> fingerprints = new HashMap<>();
    String previous = EvidenceEntry.NO_PREVIOUS;
    long seq = 0;
    for (List<EvidenceEntry> page = store.read(CHOIR, 0, 500);
        !page.isEmpty();
        page = store.read(CHOIR, seq, 500)) {
      for (EvidenceEntry entry : page) {
        assertThat(entry.seq()).isEqualTo(++seq);
        assertThat(entry.previous()).isEqualTo(previous);
        assertThat(entry.version()).isEqualTo(versions.merge(entry.stream(), 1L, Long::sum));
        fingerprints.put(entry.stream(), entry.details().getOrDefault("sheet", ""));
        previous = entry.hash();
      }
    }
    assertThat(store.head(CHOIR).seq()).isEqualTo(seq);
    assertThat(store.head(CHOIR).hash()).isEqualTo(previous);
    checkRequests(store, versions);
    checkSheets(store, versions, fingerprints);
    assertThat(seq % Committing.EVENTS).as("a step is all of its events").isZero();
    return seq / Committing.EVENTS;
  }

  private static void checkRequests(JdbcRequestStore store, Map<StreamId, Long> versions) {
    List<RequestHeader> headers = store.list(CHOIR, null, Integer.MAX_VALUE);
    assertThat(headers).hasSize(ofKind("request", versions).size());
    for (RequestHeader header : headers) {
      assertThat(header.version()).isEqualTo(versions.get(header.id().stream()));
      assertThat(store.papers(header.id()).isPresent())
          .isEqualTo(header.version() < Committing.STEPS);
    }
  }

  /** Each sheet is the one that the last entry of its stream names, and none is left over. */
  private static void checkSheets(
      JdbcRequestStore store, Map<StreamId, Long> versions, Map<StreamId, String> fingerprints) {
    Map<String, String> named = new TreeMap<>();
    for (StreamId stream : ofKind(Committing.KIND, versions)) {
      if (versions.get(stream) < Committing.STEPS) {
        named.put(stream.id(), fingerprints.get(stream));
      }
    }
    Map<String, String> kept = new TreeMap<>();
    store
        .sheets(CHOIR, Committing.KIND, null, Integer.MAX_VALUE)
        .forEach(sheet -> kept.put(sheet.id().id(), sheet.fingerprint()));
    assertThat(kept).isEqualTo(named);
  }

  private static List<StreamId> ofKind(String kind, Map<StreamId, Long> versions) {
    return versions.keySet().stream().filter(stream -> stream.kind().equals(kind)).toList();
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
   * The process that is killed. The n-th step of all is one of the steps of one request or of one
   * sheet, in turn: the first brings papers or writes the sheet, the second writes the sheet anew,
   * the last erases. Each step is two events.
   */
  static final class Committing {

    static final int EVENTS = 2;
    static final int STEPS = 3 * EVENTS;
    static final String KIND = "thing";

    /** More than a page of the database. */
    private static final String LONG_TEXT = "Why it is so. ".repeat(700);

    public static void main(String[] arguments) throws Exception {
      JdbcRequestStore store = JdbcRequestStore.open(GdprSqlite.dataSource(Path.of(arguments[0])));
      try (FileChannel acknowledged =
          FileChannel.open(Path.of(arguments[1]), StandardOpenOption.APPEND)) {
        for (long done = store.head(CHOIR).seq() / EVENTS; ; done++) {
          take(store, done);
          byte[] line = line(done + 1).getBytes(StandardCharsets.US_ASCII);
          acknowledged.write(ByteBuffer.wrap(line));
          acknowledged.force(false);
        }
      }
    }

    private static void take(JdbcRequestStore store, long done) {
      int stepsEach = STEPS / EVENTS;
      String id = "n-%08d".formatted(done / stepsEach);
      long stepOf = done % stepsEach + 1;
      if (done / stepsEach % 2 == 0) {
        store.commit(List.of(request(id, stepOf, stepsEach)));
      } else {
        change(store, new SheetId(KIND, id), stepOf, stepsEach);
      }
    }

    private static RequestChange request(String id, long stepOf, int stepsEach) {
      RequestChange.Papers papers =
          stepOf == 1 ? put(PAPERS) : stepOf == stepsEach ? erase() : keep();
      return step(header(id, stepOf * EVENTS), EVENTS, papers);
    }

    private static void change(JdbcRequestStore store, SheetId id, long stepOf, int stepsEach) {
      Sheet sheet = new Sheet(id, Map.of("text", LONG_TEXT + stepOf));
      boolean isLast = stepOf == stepsEach;
      StreamId stream = new StreamId(KIND, id.id());
      long version = (stepOf - 1) * EVENTS;
      store.commit(
          CHOIR,
          List.of(
              new EvidenceDraft(stream, version, "noted", NOON, Map.of()),
              new EvidenceDraft(
                  stream,
                  version + 1,
                  "changed",
                  NOON,
                  isLast ? Map.of() : Map.of("sheet", sheet.fingerprint()))),
          List.of(isLast ? new SheetChange.Erase(id) : new SheetChange.Put(sheet)));
    }
  }
}
