package io.github.gdprkit.jdbc.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.jdbc.crash.Journal.Line;
import io.github.gdprkit.jdbc.crash.Resident.Kind;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that answers requests, by its process id and at random moments, and starts it
 * again, over and over: with copies of data, with erasures, and with everything at once. At the end
 * it has to have done all of its work, each piece once, and nothing else. {@code
 * -Dgdprkit.kills=100} kills more often.
 */
@GdprReference(
    article = "5(1)(f)",
    text = "protection against unauthorised or unlawful processing and against accidental loss")
abstract class KilledWorkers {

  private static final int MORE_PEOPLE = 4;

  /** Moments: of ten kills one comes anyhow early, and two when a request is about to be closed. */
  private static final int OF = 10;

  private static final int EARLY = 1;
  private static final int LATE = 3;

  private static final int START_MILLIS = 1_500;
  private static final int MOST_LINES = 50;
  private static final int SPIN_NANOS = 25_000_000;

  @TempDir private Path folder;

  /** Where the requests and the host's data go, as {@link Place} wants it. */
  abstract String database(Path inFolder);

  abstract String what();

  /** How often, unless it is said. */
  int usualKills() {
    return 9;
  }

  private int kills() {
    return Integer.getInteger("gdprkit.kills", usualKills());
  }

  @Test
  void areStartedAgainAndDoEachPieceOfWorkOnce() throws Exception {
    Map<Kind, Integer> answered = new EnumMap<>(Kind.class);
    try (Programme programme = new Programme(folder, database(folder), 12 + 2 * kills());
        Place seen = programme.place()) {
      ArchiveWatcher watcher = new ArchiveWatcher(seen, programme.everybody(), false);
      try (watcher) {
        for (Kind kind : List.of(Kind.ACCESS, Kind.ERASURE, Kind.MIXED)) {
          int until = kills() * (kind.ordinal() + 1) / 3;
          answered.put(kind, killUntil(until, kind, programme));
          programme.lookInBetween();
        }
      }
      Audit.Result result = programme.audit(Worker.STRICT, answered);
      assertThat(programme.kills()).isEqualTo(kills());
      System.out.println(programme.report(what(), result, watcher));
    }
  }

  /** Kills workers for one kind of people, and lets the last one end; returns for how many. */
  private static int killUntil(int kills, Kind kind, Programme programme) throws Exception {
    int people = MORE_PEOPLE;
    while (programme.kills() < kills) {
      if (isKilled(programme.start(Worker.STRICT, Map.of(kind, people)), programme.random())) {
        people++;
        if (programme.random().nextBoolean()) {
          // Not always: the next one has to find it as the kill left it, too.
          programme.lookInBetween();
        }
      } else {
        people += MORE_PEOPLE;
      }
    }
    programme.start(Worker.STRICT, Map.of(kind, people)).awaitEnd();
    return people;
  }

  /** Kills it at some moment, unless it has ended by then. */
  private static boolean isKilled(Programme.Child child, Random random) throws Exception {
    int draw = random.nextInt(OF);
    int lines = 1 + random.nextInt(MOST_LINES);
    int millis = random.nextInt(START_MILLIS);
    int spin = random.nextInt(SPIN_NANOS);
    boolean lives;
    if (draw < EARLY) {
      lives = child.lives(millis);
    } else if (draw < LATE) {
      lives = child.lives(KilledWorkers::isAboutToClose);
    } else {
      lives = child.lives(written -> written.size() >= lines);
    }
    if (!lives) {
      return false;
    }
    long from = System.nanoTime();
    while (System.nanoTime() - from < spin) {
      Thread.onSpinWait();
    }
    child.kill();
    return true;
  }

  /** The last hook of a request has done its last. */
  private static boolean isAboutToClose(List<Line> written) {
    return written.stream()
        .anyMatch(
            line ->
                !line.what().equals(Journal.CALLED)
                    && line.subject()
                        .matches("uploads/export|profile/(remaining|rectify|restrict)"));
  }
}
