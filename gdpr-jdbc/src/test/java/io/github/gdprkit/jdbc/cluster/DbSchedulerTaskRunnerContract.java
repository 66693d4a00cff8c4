package io.github.gdprkit.jdbc.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.fulfilment.TaskRunner;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.testkit.contract.TaskRunnerContract;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the runner does on each database, beyond what every runner does. */
abstract class DbSchedulerTaskRunnerContract implements TaskRunnerContract {

  private static final Duration BEAT = Duration.ofMillis(100);
  private static final RequestId REQUEST = new RequestId("r-1");

  private final List<DbSchedulerTaskRunner> started = new ArrayList<>();
  private DataSource source;

  /** An empty database, the same one during a test. */
  abstract DataSource source() throws Exception;

  @BeforeEach
  void makeTheTable() throws Exception {
    source = source();
    TaskQueueSchema.migrate(source);
  }

  @AfterEach
  void closeAll() {
    started.forEach(DbSchedulerTaskRunner::close);
  }

  @Override
  public TaskRunner runner(TaskRunner.Work work) {
    return start(quick(work));
  }

  final DbSchedulerTaskRunner.Builder quick(TaskRunner.Work work) {
    return DbSchedulerTaskRunner.doing(work, source)
        .threads(2)
        .poll(Duration.ofMillis(50))
        .retry(Duration.ofMillis(50), Duration.ofSeconds(1));
  }

  final DbSchedulerTaskRunner start(DbSchedulerTaskRunner.Builder settings) {
    DbSchedulerTaskRunner runner = settings.start();
    started.add(runner);
    return runner;
  }

  @Test
  void worksOnARequestOnOneOfTwoNodesAtATime() throws Exception {
    Map<RequestId, Integer> working = new ConcurrentHashMap<>();
    Map<RequestId, Integer> times = new ConcurrentHashMap<>();
    AtomicInteger atOnce = new AtomicInteger();
    TaskRunner.Work work =
        request -> {
          atOnce.accumulateAndGet(working.merge(request, 1, Integer::sum), Math::max);
          Thread.yield();
          times.merge(request, 1, Integer::sum);
          working.merge(request, -1, Integer::sum);
        };
    DbSchedulerTaskRunner one = start(quick(work).name("one"));
    DbSchedulerTaskRunner other = start(quick(work).name("other"));
    for (int i = 0; i < 60; i++) {
      RequestId request = new RequestId("r-" + i % 20);
      (i % 2 == 0 ? one : other).submit(request);
      (i % 2 == 0 ? other : one).submit(request);
    }

    Await.until("an empty queue", () -> count("TRUE") == 0);
    assertThat(times).hasSize(20);
    assertThat(atOnce).hasValue(1);
  }

  @Test
  void submitsOnlyWhenItHasNoThreads() throws Exception {
    AtomicInteger here = new AtomicInteger();
    CountDownLatch there = new CountDownLatch(1);
    DbSchedulerTaskRunner web = start(quick(request -> here.incrementAndGet()).threads(0));
    web.submit(REQUEST);
    web.close();
    assertThatThrownBy(() -> web.submit(REQUEST)).isInstanceOf(IllegalStateException.class);
    start(quick(request -> there.countDown()));

    assertThat(there.await(1, TimeUnit.MINUTES)).isTrue();
    assertThat(here).hasValue(0);
  }

  @Test
  void takesOverFromANodeThatIsDead() throws Exception {
    leftByADeadNode(DbSchedulerTaskRunner.FULFIL, REQUEST.value());
    CountDownLatch done = new CountDownLatch(1);
    start(quick(request -> done.countDown()).heartbeat(BEAT, 4));

    assertThat(done.await(1, TimeUnit.MINUTES)).isTrue();
    Await.until("an empty queue", () -> count("TRUE") == 0);
  }

  @Test
  void waitsLongerAfterEachFailureAndNeverGivesUp() throws Exception {
    AtomicBoolean isMended = new AtomicBoolean();
    DbSchedulerTaskRunner runner =
        start(
            quick(
                    request -> {
                      if (!isMended.get()) {
                        throw new IllegalStateException("no");
                      }
                    })
                .retry(Duration.ofHours(1), Duration.ofHours(5)));
    int[] hours = {1, 2, 4, 5, 5};
    for (int i = 0; i < hours.length; i++) {
      int failures = i + 1;
      runner.submit(REQUEST);
      Await.until(
          "failure", () -> count("picked = FALSE AND consecutive_failures = " + failures) > 0);
      assertThat(waitOf(REQUEST))
          .isBetween(Duration.ofMinutes(60L * hours[i] - 1), Duration.ofMinutes(60L * hours[i]));
    }
    isMended.set(true);
    runner.submit(REQUEST);

    Await.until("an empty queue", () -> count("TRUE") == 0);
  }

  @Test
  void triesAgainByItself() throws Exception {
    AtomicInteger times = new AtomicInteger();
    DbSchedulerTaskRunner runner =
        start(
            quick(
                request -> {
                  if (times.incrementAndGet() < 4) {
                    throw new IllegalStateException("no");
                  }
                }));
    runner.submit(REQUEST);

    Await.until("an empty queue", () -> count("TRUE") == 0);
    assertThat(times).hasValue(4);
  }

  @Test
  void hasWhatWaitedStillThereAfterARestart() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    List<RequestId> early = new ArrayList<>();
    DbSchedulerTaskRunner first =
        start(
            quick(
                    request -> {
                      early.add(request);
                      begun.countDown();
                      goOn.await();
                    })
                .threads(1));
    first.submit(REQUEST);
    assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
    RequestId waiting = new RequestId("r-2");
    first.submit(waiting);
    Thread closing = new Thread(first::close);
    closing.start();
    Await.until("closing", () -> closing.getState() == Thread.State.WAITING);
    goOn.countDown();
    closing.join(TimeUnit.MINUTES.toMillis(1));
    assertThat(early).containsExactly(REQUEST);
    assertThat(count("picked = FALSE")).isEqualTo(1);

    List<RequestId> late = new ArrayList<>();
    start(quick(late::add));
    Await.until("an empty queue", () -> count("TRUE") == 0);
    assertThat(late).containsExactly(waiting);
  }

  @Test
  void keepsItsHeartbeatsUpWhenItsClosingIsInterrupted() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    DbSchedulerTaskRunner runner =
        start(
            quick(
                    request -> {
                      begun.countDown();
                      while (goOn.getCount() > 0) {
                        try {
                          goOn.await();
                        } catch (InterruptedException e) {
                          interrupted.countDown();
                        }
                      }
                    })
                .heartbeat(BEAT, 20));
    runner.submit(REQUEST);
    assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
    AtomicBoolean wasInterrupted = new AtomicBoolean();
    Thread closing =
        new Thread(
            () -> {
              runner.close();
              wasInterrupted.set(Thread.currentThread().isInterrupted());
            });
    closing.start();
    Await.until("closing", () -> closing.getState() == Thread.State.WAITING);
    closing.interrupt();
    assertThat(interrupted.await(1, TimeUnit.MINUTES)).isTrue();
    long beat = beatOf(REQUEST);

    Await.until("more heartbeats", () -> beatOf(REQUEST) > beat + 3 * BEAT.toMillis());
    assertThat(closing.isAlive()).isTrue();
    goOn.countDown();
    closing.join(TimeUnit.MINUTES.toMillis(1));
    assertThat(wasInterrupted).isTrue();
    assertThat(count("TRUE")).isZero();
  }

  /** A newer version's task was seen by the older one, which looked for dead nodes after that. */
  @Test
  void leavesTasksOfOtherVersionsAlone() throws Exception {
    insert("something-new", "x", Instant.parse("2001-01-01T00:00:00Z"), false);
    leftByADeadNode("something-newer", "y");
    CountDownLatch seen = new CountDownLatch(1);
    CountDownLatch takenOver = new CountDownLatch(1);
    DbSchedulerTaskRunner runner =
        start(
            quick(request -> (request.equals(REQUEST) ? seen : takenOver).countDown())
                .heartbeat(BEAT, 4));
    runner.submit(REQUEST);
    assertThat(seen.await(1, TimeUnit.MINUTES)).isTrue();
    leftByADeadNode(DbSchedulerTaskRunner.FULFIL, "r-2");
    assertThat(takenOver.await(1, TimeUnit.MINUTES)).isTrue();

    Await.until("only the others", () -> count("TRUE") == 2);
    assertThat(count("task_name = 'something-new' AND picked = FALSE")).isEqualTo(1);
    assertThat(count("task_name = 'something-newer' AND picked = TRUE")).isEqualTo(1);
  }

  @Test
  void doesWhatRecursOnOneNodeOnly() throws Exception {
    AtomicInteger times = new AtomicInteger();
    CountDownLatch both = new CountDownLatch(2);
    List<DbSchedulerTaskRunner> nodes = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      nodes.add(
          start(
              quick(request -> both.countDown())
                  .every(Duration.ofHours(1), "reminders", times::incrementAndGet)
                  .daily(LocalTime.NOON, ZoneOffset.UTC, "expiry", times::incrementAndGet)));
    }
    nodes.get(0).submit(new RequestId("r-1"));
    nodes.get(1).submit(new RequestId("r-2"));
    assertThat(both.await(1, TimeUnit.MINUTES)).isTrue();

    Await.until("its rest", () -> count("picked = FALSE AND last_success IS NOT NULL") == 1);
    assertThat(times).hasValue(1);
    Await.until("what recurs", () -> count("TRUE") == 2);
    assertThat(waitFrom("last_success", "recurring:reminders"))
        .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
  }

  @Test
  void triesWhatRecursAgainWhenItFails() throws Exception {
    AtomicInteger times = new AtomicInteger();
    start(
        quick(request -> {})
            .every(
                Duration.ofHours(1),
                "reminders",
                () -> {
                  if (times.incrementAndGet() < 3) {
                    throw new IllegalStateException("no");
                  }
                }));

    Await.until("success", () -> count("last_success IS NOT NULL AND picked = FALSE") == 1);
    assertThat(times).hasValue(3);
  }

  @Test
  void doesWhatRecursSoonerWhenItIsSetSo() throws Exception {
    CountDownLatch once = new CountDownLatch(1);
    DbSchedulerTaskRunner before =
        start(quick(request -> {}).every(Duration.ofDays(30), "reminders", once::countDown));
    assertThat(once.await(1, TimeUnit.MINUTES)).isTrue();
    Await.until("its rest", () -> count("last_success IS NOT NULL AND picked = FALSE") == 1);
    before.close();
    CountDownLatch thrice = new CountDownLatch(3);
    start(quick(request -> {}).every(Duration.ofMillis(20), "reminders", thrice::countDown));

    assertThat(thrice.await(1, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void saysHowToMakeTheTable() throws Exception {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE gdpr_task_queue_version");
    }
    assertThatThrownBy(() -> quick(request -> {}).start())
        .isInstanceOf(TaskQueueException.class)
        .hasMessageContaining("TaskQueueSchema.migrate");
  }

  @Test
  void refusesTheTableOfANewerLibrary() throws Exception {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO gdpr_task_queue_version (version) VALUES (99)");
    }
    assertThatThrownBy(() -> TaskQueueSchema.migrate(source))
        .isInstanceOf(TaskQueueException.class)
        .hasMessageContaining("99");
    assertThatThrownBy(() -> quick(request -> {}).start())
        .isInstanceOf(TaskQueueException.class)
        .hasMessageContaining("99");
  }

  @Test
  void makesTheTableOnceHoweverManyNodesDo() throws Exception {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE gdpr_task_queue");
      statement.execute("DROP TABLE gdpr_task_queue_version");
    }
    AtomicInteger made = new AtomicInteger();
    List<Thread> nodes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      nodes.add(
          new Thread(
              () -> {
                TaskQueueSchema.migrate(source);
                made.incrementAndGet();
              }));
    }
    nodes.forEach(Thread::start);
    for (Thread node : nodes) {
      node.join();
    }

    assertThat(made).hasValue(4);
    assertThat(count("TRUE")).isZero();
  }

  // The table

  private void leftByADeadNode(String task, String instance) throws SQLException {
    insert(task, instance, Instant.parse("2001-01-01T00:00:00Z"), true);
  }

  private void insert(String task, String instance, Instant at, boolean picked)
      throws SQLException {
    QueueDialect dialect = QueueDialect.of(source);
    try (Connection connection = source.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO gdpr_task_queue (task_name, task_instance, execution_time, picked,"
                    + " picked_by, last_heartbeat, version) VALUES (?, ?, ?, ?, 'gone', ?, 7)")) {
      insert.setString(1, task);
      insert.setString(2, instance);
      dialect.times().setInstant(insert, 3, at);
      insert.setBoolean(4, picked);
      dialect.times().setInstant(insert, 5, at);
      insert.executeUpdate();
    }
  }

  private long count(String where) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT COUNT(*) FROM gdpr_task_queue WHERE " + where)) {
      row.next();
      return row.getLong(1);
    }
  }

  final long beatOf(RequestId request) throws SQLException {
    return time("last_heartbeat", request.value()).toEpochMilli();
  }

  private Duration waitOf(RequestId request) throws SQLException {
    return Duration.between(
        time("last_failure", request.value()), time("execution_time", request.value()));
  }

  private Duration waitFrom(String column, String task) throws SQLException {
    return Duration.between(timeOfTask(column, task), timeOfTask("execution_time", task));
  }

  private Instant time(String column, String instance) throws SQLException {
    return timeWhere(column, "task_instance = '" + instance + "'");
  }

  private Instant timeOfTask(String column, String task) throws SQLException {
    return timeWhere(column, "task_name = '" + task + "'");
  }

  private Instant timeWhere(String column, String where) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT " + column + " FROM gdpr_task_queue WHERE " + where)) {
      assertThat(row.next()).isTrue();
      return QueueDialect.of(source).times().getInstant(row, column);
    }
  }
}
