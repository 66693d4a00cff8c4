package io.github.gdprkit.jdbc.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.jdbc.ChildJvm;
import io.github.gdprkit.jdbc.crash.Journal.Line;
import io.github.gdprkit.jdbc.crash.Resident.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One run of the crash programme: a host full of people, worker processes that answer their
 * requests, and what is common to those who kill them or the server that they work with. All that
 * is random comes from a seed, which {@code -Dgdprkit.seed=7} sets.
 */
final class Programme implements AutoCloseable {

  private static final long SEED = Long.getLong("gdprkit.seed", 20_260_302L);
  private static final int BYSTANDERS = 10;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path folder;
  private final String database;
  private final int peopleOfAKind;
  private final Path output;
  private final Random random = new Random(SEED);
  private final long began = System.nanoTime();
  private final Map<String, Integer> killedAt = new TreeMap<>();
  private int kills;

  /**
   * Makes the host.
   *
   * @param peopleOfAKind more than will be answered
   */
  Programme(Path folder, String database, int peopleOfAKind) throws IOException, SQLException {
    this.folder = folder;
    this.database = database;
    this.peopleOfAKind = peopleOfAKind;
    this.output = folder.resolve("output.txt");
    try (Place place = place()) {
      place.migrate();
      place.host().fill(everybody());
    }
  }

  Place place() {
    return new Place(folder, database);
  }

  Random random() {
    return random;
  }

  int kills() {
    return kills;
  }

  private List<Resident> bystanders() {
    return Audit.people(List.of(Kind.BYSTANDER + "=" + BYSTANDERS));
  }

  private List<String> counts() {
    return List.of(
        Kind.ACCESS + "=" + peopleOfAKind,
        Kind.ERASURE + "=" + peopleOfAKind,
        Kind.MIXED + "=" + peopleOfAKind,
        Kind.BYSTANDER + "=" + BYSTANDERS);
  }

  List<Resident> everybody() {
    return Audit.people(counts());
  }

  /** A worker process, and what it has written since it was started. */
  final class Child {

    private final Process process;
    private final long behind;

    private Child(Process process, long behind) {
      this.process = process;
      this.behind = behind;
    }

    List<Line> lines() throws IOException {
      return Journal.read(place().journal(), behind);
    }

    /** Waits until its lines are such; returns whether it lives then, and did not end first. */
    boolean lives(Predicate<List<Line>> until) throws Exception {
      long from = System.nanoTime();
      while (!until.test(lines())) {
        assertThat(System.nanoTime() - from).as(() -> output()).isLessThan(PATIENCE.toNanos());
        if (process.waitFor(2, TimeUnit.MILLISECONDS)) {
          assertThat(process.exitValue()).as(() -> output()).isZero();
          return false;
        }
      }
      return true;
    }

    boolean lives(int millis) throws InterruptedException {
      boolean hasEnded = process.waitFor(millis, TimeUnit.MILLISECONDS);
      if (hasEnded) {
        assertThat(process.exitValue()).as(() -> output()).isZero();
      }
      return !hasEnded;
    }

    void kill() throws Exception {
      ChildJvm.kill(process);
      killed(lines());
    }

    /** It has to end by itself, with all its work done. */
    void awaitEnd() throws Exception {
      boolean hasEnded = process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (!hasEnded) {
        ChildJvm.kill(process);
      }
      assertThat(hasEnded).as(() -> "It does not end. " + output()).isTrue();
      assertThat(process.exitValue()).as(() -> output()).isZero();
    }
  }

  /** Something was killed when this was the last that was written. */
  void killed(List<Line> lines) {
    kills++;
    String last = "nothing was done yet";
    if (!lines.isEmpty()) {
      Line line = lines.get(lines.size() - 1);
      last = (line.what() + " " + line.subject().replaceAll(".*/", "")).replace(" -", "");
    }
    killedAt.merge(last, 1, Integer::sum);
  }

  /** Starts a worker for so many people of these kinds. */
  Child start(String mode, Map<Kind, Integer> counts) throws IOException {
    assertThat(counts.values())
        .as("there are people for more work")
        .allMatch(count -> count <= peopleOfAKind);
    Path journal = place().journal();
    long behind = Files.exists(journal) ? Files.size(journal) : 0;
    List<String> arguments = new ArrayList<>(List.of(folder.toString(), database, mode));
    counts.forEach((kind, count) -> arguments.add(kind + "=" + count));
    return new Child(
        ChildJvm.start(output, Worker.class, arguments.toArray(new String[0])), behind);
  }

  /** Looks from this process, which is another one, between two that work. */
  void lookInBetween() throws Exception {
    try (Place place = place()) {
      Audit audit = new Audit(place);
      audit.atAnyMoment();
      audit.untouched(bystanders());
    }
  }

  /** Looks at everything, in a process that has seen nothing before. */
  Audit.Result audit(String mode, Map<Kind, Integer> answered) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(folder.toString(), database, mode));
    arguments.addAll(counts());
    arguments.add("answered");
    answered.forEach((kind, count) -> arguments.add(kind + "=" + count));
    Path said = folder.resolve("audit-output.txt");
    Process audit = ChildJvm.start(said, Audit.class, arguments.toArray(new String[0]));
    assertThat(audit.waitFor()).as(Files.readString(said)).isZero();
    return Audit.Result.of(Files.readString(Audit.result(folder)));
  }

  /** One line for people, with what so many successes say of failures that never came. */
  String report(String what, Audit.Result result, ArchiveWatcher watcher) {
    return String.format(
        "%s: %d kills survived %s; %d requests with %d events, %d archives, %d checkpoints, %d"
            + " entries in the ledger, %d calls of hooks repeated and %d of them recognised; a watcher opened %d archives in %d looks, all whole; fewer"
            + " than %.1f %% of such kills do harm (95 %%, 3/n); %d s, seed %d",
        what,
        kills,
        killedAt,
        result.requests(),
        result.events(),
        result.archives(),
        result.checkpoints(),
        result.ledgerEntries(),
        result.repeated(),
        result.recognised(),
        watcher.opened(),
        watcher.looks(),
        Math.min(100, 300.0 / kills),
        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began),
        SEED);
  }

  private String output() {
    try (Stream<String> lines = Files.lines(output)) {
      return String.join("\n", lines.toList());
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Nothing: the folder is the caller's. */
  @Override
  public void close() {}
}
