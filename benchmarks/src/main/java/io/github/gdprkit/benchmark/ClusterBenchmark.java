package io.github.gdprkit.benchmark;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.fulfilment.Intake;
import io.github.gdprkit.fulfilment.Requests;
import io.github.gdprkit.jdbc.GdprSchema;
import io.github.gdprkit.jdbc.cluster.DbSchedulerTaskRunner;
import io.github.gdprkit.jdbc.cluster.TaskQueueSchema;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.Decision;
import io.github.gdprkit.request.IdentityLevel;
import io.github.gdprkit.request.IntakeChannel;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.Verification;
import io.github.gdprkit.servers.DatabaseServer;
import io.github.gdprkit.servers.TestDatabase;
import io.github.gdprkit.subject.DataSubject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * How many requests 1, 2 and 4 nodes fulfil in a second over one PostgreSQL: {@code
 * ClusterBenchmark [requests] [runs]}, 200 requests and three runs unless it is said. Half of them
 * are of access and half of erasure, each of another person with 100 rows in each of two tables.
 * Every node is a JVM of its own, started and warm when the first request is submitted.
 */
public final class ClusterBenchmark {

  private static final int[] NODES = {1, 2, 4};
  private static final int ROWS = 100;
  private static final Actor DPO = new Actor("dpo");
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

  private ClusterBenchmark() {}

  /** Runs the measurement, and prints two tables. */
  public static void main(String[] arguments) throws Exception {
    int requests = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
    int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
    double[][] rates = new double[NODES.length][runs];
    System.out.println("| run | nodes | wall s | requests/s | CPU s of the nodes | load before |");
    System.out.println("|---|---|---|---|---|---|");
    for (int run = 0; run < runs; run++) {
      for (int i = 0; i < NODES.length; i++) {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        Measured measured = measure(NODES[i], requests);
        rates[i][run] = requests / measured.seconds();
        System.out.printf(
            Locale.ROOT,
            "| %d | %d | %.2f | %.1f | %.1f | %.1f |%n",
            run + 1,
            NODES[i],
            measured.seconds(),
            rates[i][run],
            measured.cpuSeconds(),
            load);
      }
    }
    System.out.println();
    System.out.println("| nodes | requests/s minimum | median | maximum |");
    System.out.println("|---|---|---|---|");
    for (int i = 0; i < NODES.length; i++) {
      Arrays.sort(rates[i]);
      System.out.printf(
          Locale.ROOT,
          "| %d | %.1f | %.1f | %.1f |%n",
          NODES[i],
          rates[i][0],
          rates[i][runs / 2],
          rates[i][runs - 1]);
    }
  }

  private record Measured(double seconds, double cpuSeconds) {}

  private static Measured measure(int nodes, int requests) throws Exception {
    Path folder = Files.createTempDirectory("gdprkit-cluster");
    List<Process> children = new ArrayList<>();
    try (TestDatabase database = DatabaseServer.postgresql().newDatabase()) {
      DataSource source = database.dataSource();
      GdprSchema.migrate(source);
      TaskQueueSchema.migrate(source);
      ClusterNode.createTables(source);
      GdprKit kit = ClusterNode.kit(folder, source);
      List<RequestId> granted = new ArrayList<>();
      for (int i = 0; i < requests + nodes * ClusterNode.WARM_UP; i++) {
        granted.add(granted(kit.requests(), source, i));
      }
      for (int i = 0; i < nodes; i++) {
        children.add(
            ClusterNode.start(
                folder,
                database.url(),
                "node-" + i,
                granted.subList(i * ClusterNode.WARM_UP, (i + 1) * ClusterNode.WARM_UP)));
      }
      for (int i = 0; i < nodes; i++) {
        await(children.get(i), folder.resolve("node-" + i + ".ready"));
      }
      List<RequestId> measured = granted.subList(nodes * ClusterNode.WARM_UP, granted.size());
      long start = System.nanoTime();
      try (DbSchedulerTaskRunner submitting =
          DbSchedulerTaskRunner.doing(request -> {}, source).threads(0).start()) {
        measured.forEach(submitting::submit);
      }
      while (waiting(source) > 0) {
        LockSupport.parkNanos(PAUSE);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      Files.createFile(folder.resolve("stop"));
      double cpu = 0;
      for (int i = 0; i < nodes; i++) {
        children.get(i).waitFor();
        cpu += Long.parseLong(Files.readString(folder.resolve("node-" + i + ".cpu"))) / 1e9;
      }
      if (!kit.requests().unfinished().isEmpty()) {
        throw new IllegalStateException("Some requests are not fulfilled");
      }
      return new Measured(seconds, cpu);
    } finally {
      children.forEach(Process::destroyForcibly);
    }
  }

  private static void await(Process child, Path file) throws IOException {
    while (Files.notExists(file)) {
      if (!child.isAlive()) {
        throw new IllegalStateException("A node ended before it was ready; see its output");
      }
      LockSupport.parkNanos(PAUSE);
    }
  }

  private static long waiting(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM gdpr_task_queue")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static RequestId granted(Requests requests, DataSource source, int number)
      throws SQLException {
    Claim claim = number % 2 == 0 ? Claim.ACCESS : Claim.ERASURE;
    DataSubject person = DataSubject.ofAccount("person-" + number);
    plant(source, person);
    Clock clock = Clock.systemUTC();
    RequestId id =
        requests
            .receive(Intake.of(claim, person, "N. N.", IntakeChannel.IN_APP, clock.instant()), DPO)
            .id();
    requests.confirmIdentity(
        id,
        new Verification(IdentityLevel.SIGNED_IN, "session", DPO, clock.instant()),
        person,
        DPO);
    Condition[] conditions =
        claim == Claim.ERASURE ? new Condition[] {Condition.NO_LONGER_NECESSARY} : new Condition[0];
    requests.decide(
        id, Decision.grant().onEach(requests.basesConcerned(id), conditions).build(), DPO);
    return id;
  }

  private static void plant(DataSource source, DataSubject person) throws SQLException {
    try (Connection connection = source.getConnection()) {
      for (String table : ClusterNode.TABLES) {
        try (PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO "
                    + table
                    + " (account, body) SELECT ?, 'Text ' || n"
                    + " FROM generate_series(1, ?) AS n")) {
          insert.setString(1, person.account());
          insert.setInt(2, ROWS);
          insert.executeUpdate();
        }
      }
    }
  }
}
