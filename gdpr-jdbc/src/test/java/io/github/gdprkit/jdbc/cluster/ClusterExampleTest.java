package io.github.gdprkit.jdbc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.fulfilment.Intake;
import io.github.gdprkit.fulfilment.ReminderChannel;
import io.github.gdprkit.fulfilment.Requests;
import io.github.gdprkit.jdbc.GdprSchema;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.Decision;
import io.github.gdprkit.request.IdentityLevel;
import io.github.gdprkit.request.IntakeChannel;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStatus;
import io.github.gdprkit.request.Verification;
import io.github.gdprkit.servers.DatabaseServer;
import io.github.gdprkit.servers.TestDatabase;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.testkit.fixture.Subjects;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java of docs/cluster.md, run, and what a runner does with whole requests. */
class ClusterExampleTest {

  private static final Pattern BLOCK = Pattern.compile("```java (\\w+)\n(.*?)```", Pattern.DOTALL);
  private static final Actor DPO = new Actor("dpo");

  @TempDir private Path folder;
  private final TestDatabase database = DatabaseServer.postgresql().newDatabase();
  private final DataSource source = database.dataSource();
  private final CountDownLatch reminded = new CountDownLatch(1);
  private GdprKit gdpr;

  @BeforeEach
  void makeTheTables() throws Exception {
    GdprSchema.migrate(source);
    HostHook.createTables(source, ClusterNode.HOOKS);
    for (String hook : ClusterNode.HOOKS) {
      HostHook.plant(source, hook, Subjects.ANNA, 5);
    }
    gdpr =
        ClusterNode.kit(
            folder, source, new Journal(folder.resolve("journal")), folder.resolve("hold"));
  }

  @AfterEach
  void drop() {
    database.close();
  }

  @Test
  void isWhatTheGuideShows() throws Exception {
    DataSource dataSource = source;
    ReminderChannel channel = reminder -> reminded.countDown();
    received(
        gdpr.requests(), Subjects.BORIS, Clock.systemUTC().instant().minus(Duration.ofDays(29)));
    // cluster:runner
    TaskQueueSchema.migrate(dataSource); // or your own tool runs the script
    DbSchedulerTaskRunner runner =
        DbSchedulerTaskRunner.fulfilling(gdpr.requests(), dataSource)
            .threads(4)
            .housekeeping(gdpr.housekeeping(), channel) // reminders, archives and papers
            .daily(LocalTime.of(3, 0), ZoneId.of("Europe/Berlin"), "follow", this::follow)
            .start();
    // cluster:end
    RequestId id = granted(gdpr.requests());
    // cluster:submit
    runner.submit(id); // any node; whichever is free does it
    // cluster:end
    Await.until("the end", () -> gdpr.requests().get(id).status() == RequestStatus.FULFILLED);
    assertThat(reminded.await(1, TimeUnit.MINUTES)).isTrue();
    // cluster:close
    runner.close(); // waits for the work that is running here
    // cluster:end
  }

  @Test
  void findsWhatNobodySubmitted() throws Exception {
    TaskQueueSchema.migrate(source);
    RequestId id = granted(gdpr.requests());
    try (DbSchedulerTaskRunner runner =
        DbSchedulerTaskRunner.fulfilling(gdpr.requests(), source).start()) {
      assertThat(runner).isNotNull();
      Await.until("the end", () -> gdpr.requests().get(id).status() == RequestStatus.FULFILLED);
    }
  }

  @Test
  void triesARequestAgainWhoseHookFailed() throws Exception {
    TaskQueueSchema.migrate(source);
    RequestId id = granted(gdpr.requests());
    execute("ALTER TABLE host_notes RENAME TO host_away");
    try (DbSchedulerTaskRunner runner =
        DbSchedulerTaskRunner.fulfilling(gdpr.requests(), source)
            .retry(Duration.ofMillis(20), Duration.ofMillis(200))
            .poll(Duration.ofMillis(50))
            .start()) {
      runner.submit(id);
      Await.until("a failure", () -> failures() > 2);
      execute("ALTER TABLE host_away RENAME TO host_notes");

      Await.until("the end", () -> gdpr.requests().get(id).status() == RequestStatus.FULFILLED);
    }
  }

  @Test
  void dropsWhatIsNotGranted() throws Exception {
    TaskQueueSchema.migrate(source);
    AtomicBoolean isTold = new AtomicBoolean();
    try (DbSchedulerTaskRunner runner =
        DbSchedulerTaskRunner.fulfilling(gdpr.requests(), source)
            .every(Duration.ofHours(1), "other", () -> isTold.set(true))
            .start()) {
      runner.submit(received(gdpr.requests(), Subjects.ANNA, Clock.systemUTC().instant()));
      runner.submit(new RequestId("unknown"));

      Await.until("an empty queue", () -> rows() == 0 && isTold.get());
    }
  }

  @Test
  void isShownAsItRuns() throws Exception {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("README.md"))) {
      root = root.getParent();
    }
    String source =
        Files.readString(
            root.resolve(
                "gdpr-jdbc/src/test/java/io/github/gdprkit/jdbc/cluster/ClusterExampleTest.java"));
    String text = Files.readString(root.resolve("docs/cluster.md"));

    Matcher blocks = BLOCK.matcher(text);
    List<String> names = new ArrayList<>();
    while (blocks.find()) {
      names.add(blocks.group(1));
      assertThat(blocks.group(2)).isEqualTo(region(source, blocks.group(1)));
    }

    assertThat(names).containsExactly("runner", "submit", "close");
    assertThat(text.split("```java", -1)).as("every block has a name").hasSize(names.size() + 1);
  }

  private static String region(String source, String name) {
    Matcher region =
        Pattern.compile("// cluster:" + name + "\n(.*?)\n *// cluster:end", Pattern.DOTALL)
            .matcher(source);
    assertThat(region.find()).as("a region cluster:%s", name).isTrue();
    return region.group(1).stripTrailing().stripIndent() + "\n";
  }

  @Test
  void isOfTheVersionThatItsScriptsSay() {
    for (QueueDialect dialect : QueueDialect.values()) {
      assertThat(TaskQueueSchema.script(dialect, TaskQueueSchema.NEWEST))
          .contains("gdpr_task_queue_version (version) VALUES (" + TaskQueueSchema.NEWEST + ")");
    }
  }

  // The application

  private void follow() {
    gdpr.propagation().follow();
  }

  private static RequestId received(Requests requests, DataSubject person, Instant at) {
    return requests
        .receive(Intake.of(Claim.ERASURE, person, "N. N.", IntakeChannel.IN_APP, at), DPO)
        .id();
  }

  private RequestId granted(Requests requests) {
    RequestId id = received(requests, Subjects.ANNA, Clock.systemUTC().instant());
    requests.confirmIdentity(
        id,
        new Verification(IdentityLevel.SIGNED_IN, "session", DPO, Clock.systemUTC().instant()),
        Subjects.ANNA,
        DPO);
    requests.decide(
        id,
        Decision.grant().onEach(requests.basesConcerned(id), Condition.NO_LONGER_NECESSARY).build(),
        DPO);
    return id;
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long failures() throws SQLException {
    return number("SELECT COALESCE(MAX(consecutive_failures), 0) FROM gdpr_task_queue");
  }

  private long rows() throws SQLException {
    return number("SELECT COUNT(*) FROM gdpr_task_queue WHERE task_name = 'fulfil'");
  }

  private long number(String query) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
