package io.github.gdprkit.jdbc.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.jdbc.crash.Journal.Line;
import io.github.gdprkit.jdbc.crash.Resident.Kind;
import io.github.gdprkit.servers.DatabaseServer;
import io.github.gdprkit.servers.TestDatabase;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the database server and everything it started, at random moments while a process answers
 * requests, and starts it again a while later. The process lives on, and has to end its work by
 * itself: whatever fails it does again. {@code -Dgdprkit.server-kills=20} kills more often.
 */
@GdprReference(
    article = "32(1)(c)",
    text = "the ability to restore the availability and access to personal data in a timely manner")
abstract class KilledServers {

  private static final int MORE_PEOPLE = 4;
  private static final int MOST_LINES = 120;
  private static final int SPIN_NANOS = 25_000_000;
  private static final int MOST_MILLIS_AWAY = 1_000;

  @TempDir private Path folder;

  /** A server for this test alone. */
  abstract DatabaseServer server();

  abstract String what();

  /** How often, unless it is said. */
  int usualKills() {
    return 2;
  }

  private int kills() {
    return Integer.getInteger("gdprkit.server-kills", usualKills());
  }

  @Test
  void areStartedAgainAndTheWorkEndsByItself() throws Exception {
    Map<Kind, Integer> people = new EnumMap<>(Kind.class);
    try (DatabaseServer server = server();
        TestDatabase database = server.newDatabase();
        Programme programme = new Programme(folder, database.url(), MORE_PEOPLE * (kills() + 2));
        Place seen = programme.place()) {
      ArchiveWatcher watcher = new ArchiveWatcher(seen, programme.everybody(), true);
      int workers = 0;
      try (watcher) {
        while (programme.kills() < kills()) {
          // Half of the time this process tries again what failed, then a queue in the database.
          String mode = programme.kills() < kills() / 2 ? Worker.PATIENT : Worker.QUEUED;
          int until = mode.equals(Worker.PATIENT) ? kills() / 2 : kills();
          for (Kind kind : new Kind[] {Kind.ACCESS, Kind.ERASURE, Kind.MIXED}) {
            people.merge(kind, MORE_PEOPLE, Integer::sum);
          }
          Programme.Child child = programme.start(mode, people);
          workers++;
          killUntilItEnds(child, server, programme, until);
          child.awaitEnd();
          programme.lookInBetween();
        }
      }
      Audit.Result result = programme.audit(Worker.PATIENT, people);
      System.out.println(
          programme.report(what() + " under " + workers + " workers", result, watcher));
    }
  }

  private static void killUntilItEnds(
      Programme.Child child, DatabaseServer server, Programme programme, int kills)
      throws Exception {
    Random random = programme.random();
    boolean lives = child.lives(written -> !written.isEmpty());
    while (lives && programme.kills() < kills) {
      int behind = child.lines().size() + 1 + random.nextInt(MOST_LINES);
      int spin = random.nextInt(SPIN_NANOS);
      int away = random.nextInt(MOST_MILLIS_AWAY);
      lives = child.lives(written -> written.size() >= behind);
      if (lives) {
        long from = System.nanoTime();
        while (System.nanoTime() - from < spin) {
          Thread.onSpinWait();
        }
        List<Line> written = child.lines();
        server.kill();
        programme.killed(written);
        // How long it is away; nobody counts down.
        assertThat(new CountDownLatch(1).await(away, TimeUnit.MILLISECONDS)).isFalse();
        server.restart();
      }
    }
  }
}
