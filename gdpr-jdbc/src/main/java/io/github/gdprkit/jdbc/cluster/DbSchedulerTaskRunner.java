package io.github.gdprkit.jdbc.cluster;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.github.gdprkit.fulfilment.FulfilmentOutcome;
import io.github.gdprkit.fulfilment.Housekeeping;
import io.github.gdprkit.fulfilment.NotGrantedException;
import io.github.gdprkit.fulfilment.ReminderChannel;
import io.github.gdprkit.fulfilment.Requests;
import io.github.gdprkit.fulfilment.TaskRunner;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestNotFoundException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on requests on as many nodes as there are: each node makes one of these over the same
 * database, and whichever is free takes the next request, by <a
 * href="https://github.com/kagkarlsson/db-scheduler">db-scheduler</a>. What waits is in the
 * database, so it outlives every node. {@link TaskQueueSchema} makes the table.
 *
 * <p>A node shows with heartbeats that it lives. When they stay away, after 20 to 30 seconds unless
 * set otherwise, another node takes its requests over. A node that was only slow or asleep can wake
 * up then and go on with a request that is not its any more: it is the fence of the request store
 * that refuses its next write. So an outcome is recorded exactly once, and hooks are called at
 * least once with a stable key.
 *
 * <p>Work that throws is tried again, later each time and never for the last time, because the time
 * limit of Art. 12(3) goes on. Nothing in the table is ever deleted because this version of the
 * library does not know its name; a newer node put it there. The time is the database's; the clocks
 * of the nodes do not matter.
 *
 * <p>Needs {@code threads + 3} connections at a time at most, each for one statement, and none
 * while a hook works. Works on PostgreSQL and MariaDB; on SQLite for the processes of one machine.
 */
public final class DbSchedulerTaskRunner implements TaskRunner {

  private static final Logger LOG = LoggerFactory.getLogger(DbSchedulerTaskRunner.class);

  static final String FULFIL = "fulfil";
  private static final String RECURRING = "recurring:";
  private static final String RECONCILE = "reconcile";

  /** As good as never, and still a number of milliseconds. */
  private static final Duration NEVER = Duration.ofDays(365_000);

  /**
   * db-scheduler reads so many candidates per thread, and more when half of its threads are idle.
   */
  private static final double CANDIDATES_PER_THREAD = 3.0;

  private static final double READ_MORE_BELOW = 0.5;

  private final Work work;
  private final Backoff backoff;
  private final Duration poll;
  private final DatabaseClock clock;
  private final TaskQueue queue;
  private final @Nullable ExecutorService threads;
  private final @Nullable Scheduler scheduler;
  private final Object lock = new Object();
  private final Set<RequestId> running = new HashSet<>();
  private @Nullable Thread stopping;

  private DbSchedulerTaskRunner(Builder settings) {
    QueueDialect dialect = QueueDialect.of(settings.source);
    TaskQueueSchema.check(settings.source);
    this.work = settings.work;
    this.backoff = settings.backoff;
    this.poll = settings.poll;
    this.clock = new DatabaseClock(settings.source, dialect, settings.heartbeat);
    this.queue = new TaskQueue(settings.source, dialect, clock);
    List<Recurring> recurring = new ArrayList<>(settings.recurring);
    Unsubmitted unsubmitted = settings.unsubmitted;
    if (unsubmitted != null) {
      recurring.add(
          new Recurring(
              RECONCILE, Recurring.every(settings.reconcile), () -> reconcile(unsubmitted)));
    }
    if (settings.threads == 0) {
      this.threads = null;
      this.scheduler = null;
      return;
    }
    AtomicInteger number = new AtomicInteger();
    ExecutorService workers =
        Executors.newFixedThreadPool(
            settings.threads, task -> new Worker(task, "gdprkit-node-" + number.incrementAndGet()));
    List<Task<?>> tasks = new ArrayList<>();
    tasks.add(requests());
    recurring.forEach(task -> tasks.add(task(task)));
    this.threads = workers;
    this.scheduler =
        Scheduler.create(settings.source, tasks)
            .tableName(TaskQueue.TABLE)
            .jdbcCustomization(dialect.times())
            .commitWhenAutocommitDisabled(true)
            .schedulerName(new SchedulerName.Fixed(settings.name))
            .clock(clock)
            .serializer(new NoTaskData())
            .threads(settings.threads)
            .executorService(workers)
            .pollUsingFetch(READ_MORE_BELOW, CANDIDATES_PER_THREAD)
            .pollingInterval(settings.poll)
            .heartbeatInterval(settings.heartbeat)
            .missedHeartbeatsLimit(settings.missedHeartbeats)
            .deleteUnresolvedAfter(NEVER)
            .shutdownMaxWait(NEVER)
            // It would log messages, and a host's messages can quote data.
            .failureLogging(LogLevel.OFF, false)
            .build();
    recurring.forEach(this::schedule);
    scheduler.start();
  }

  /** Looks for work now, and not when it is time to look. */
  private void look() {
    if (scheduler != null) {
      scheduler.triggerCheckForDueExecutions();
    }
  }

  /**
   * Settings for a runner that does this work. It finds out nothing by itself: what was never
   * submitted is never worked on. {@link #fulfilling} is what most want.
   *
   * @param source the database with the queue's table
   */
  public static Builder doing(Work work, DataSource source) {
    return new Builder(source, work, null);
  }

  /**
   * Settings for a runner that fulfils requests. When a hook failed the request is tried again.
   * What nobody submitted, such as after a crash just behind the decision, is found by {@link
   * Requests#unfinished}, every 15 minutes by one of the nodes.
   *
   * @param source the database with the queue's table; best that of the request store
   */
  public static Builder fulfilling(Requests requests, DataSource source) {
    return new Builder(source, request -> fulfil(requests, request), requests::unfinished);
  }

  private static void fulfil(Requests requests, RequestId request) throws HookOpenException {
    FulfilmentOutcome outcome;
    try {
      outcome = requests.fulfil(request);
    } catch (NotGrantedException | RequestNotFoundException e) {
      LOG.info("There is nothing to do on request {}: {}", request, e.getClass().getName());
      return;
    }
    if (!outcome.failures().isEmpty()) {
      throw new HookOpenException();
    }
  }

  /** Some hook failed; what failed is told by the log of the work and by the request. */
  static final class HookOpenException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public void submit(RequestId request) {
    synchronized (lock) {
      if (stopping != null) {
        throw new IllegalStateException("The runner is closed; make another one");
      }
    }
    queue.submit(FULFIL, request.value());
    look();
  }

  // What db-scheduler is told to do

  private Task<Void> requests() {
    return Tasks.custom(FULFIL, Void.class)
        .onFailure(retry())
        .onDeadExecution(revive())
        .execute((instance, context) -> work(new RequestId(instance.getId())));
  }

  private CompletionHandler<Void> work(RequestId request) {
    synchronized (lock) {
      if (stopping != null) {
        return (complete, operations) -> queue.doneUntil(complete.getExecution(), clock.now());
      }
      if (!running.add(request)) {
        // It was taken from this node, which was too slow, and came back to it.
        return (complete, operations) ->
            queue.doneUntil(complete.getExecution(), clock.now().plus(poll));
      }
    }
    try {
      work.on(request);
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      // The type and not the message: a host's messages can quote data.
      LOG.warn(
          "The work on request {} ended with {}; it is tried again",
          request,
          e.getClass().getName());
      return (complete, operations) -> retry().onFailure(complete, operations);
    } finally {
      synchronized (lock) {
        running.remove(request);
      }
      // The end has to be noted all the same, and pools give interrupted threads no connection.
      Thread.interrupted();
    }
    return (complete, operations) -> {
      if (queue.done(complete.getExecution())) {
        look();
      }
    };
  }

  private Task<Void> task(Recurring task) {
    return Tasks.custom(RECURRING + task.name(), Void.class)
        .onFailure(retry())
        .onDeadExecution(revive())
        .execute((instance, context) -> run(task));
  }

  private CompletionHandler<Void> run(Recurring task) {
    try {
      task.chore().run();
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      LOG.warn(
          "The recurring task {} ended with {}; it is tried again",
          task.name(),
          e.getClass().getName());
      return (complete, operations) -> retry().onFailure(complete, operations);
    } finally {
      Thread.interrupted();
    }
    return (complete, operations) ->
        queue.doneUntil(complete.getExecution(), task.when().next(clock.now()));
  }

  private FailureHandler<Void> retry() {
    return (complete, operations) -> {
      boolean isClosing;
      synchronized (lock) {
        isClosing = stopping != null;
      }
      // What a closing node could not end is for the next one, now.
      Duration wait =
          isClosing ? Duration.ZERO : backoff.after(complete.getExecution().consecutiveFailures);
      queue.failed(complete.getExecution(), clock.now().plus(wait));
      look();
    };
  }

  /** At once the first time; a request that kills each node that works on it waits like others. */
  private DeadExecutionHandler<Void> revive() {
    return (complete, operations) -> {
      int failures = complete.getExecution().consecutiveFailures;
      Duration wait = failures == 0 ? Duration.ZERO : backoff.after(failures);
      if (queue.revived(complete.getExecution(), clock.now().plus(wait))) {
        LOG.warn(
            "A node that worked on {} shows no sign of life; another takes it over",
            complete.getExecution().getId());
        look();
      }
    };
  }

  private void schedule(Recurring task) {
    String name = RECURRING + task.name();
    Instant now = clock.now();
    queue.submitUnlessThere(name, Recurring.INSTANCE, task.when().first(now));
    // It may have been rarer before.
    queue.notLaterThan(name, Recurring.INSTANCE, task.when().next(now));
  }

  private void reconcile(Unsubmitted unsubmitted) {
    for (RequestId request : unsubmitted.find()) {
      queue.submitUnlessThere(FULFIL, request.value(), clock.now());
    }
    look();
  }

  /**
   * Takes nothing more, and waits for the work that is running here, whose heartbeats go on until
   * it has ended; what waits is left to other nodes. Whoever is interrupted while waiting here
   * interrupts the work, waits on, and is interrupted again at the end.
   */
  @Override
  public void close() {
    Thread waitFor;
    synchronized (lock) {
      if (stopping == null) {
        // In a thread of its own, which nobody interrupts: db-scheduler would end the heartbeats.
        stopping = new Thread(this::stop, "gdprkit-node-stop");
        stopping.start();
      }
      waitFor = stopping;
    }
    if (Thread.currentThread() instanceof Worker) {
      // It would wait for itself.
      return;
    }
    boolean interrupted = false;
    while (true) {
      try {
        waitFor.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
        if (threads != null) {
          threads.shutdownNow();
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void stop() {
    if (scheduler != null) {
      scheduler.stop();
    }
  }

  /** A thread that does work, so that it can be told from those that may wait for it. */
  private static final class Worker extends Thread {
    Worker(Runnable task, String name) {
      super(task, name);
    }
  }

  private interface Unsubmitted {
    List<RequestId> find();
  }

  /** Something to do again and again, see {@link Builder#every} and {@link Builder#daily}. */
  @FunctionalInterface
  public interface Chore {

    /**
     * Does it, as far as there is something to do now.
     *
     * @throws Exception anything; the runner logs the type and tries again
     */
    void run() throws Exception;
  }

  /** The settings of a runner. All have defaults that suit requests of people. */
  public static final class Builder {

    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final int LONGEST_NAME = 50;
    private static final int FEWEST_MISSED = 4;

    private final DataSource source;
    private final Work work;
    private final @Nullable Unsubmitted unsubmitted;
    private final List<Recurring> recurring = new ArrayList<>();
    private String name = "gdprkit-" + ProcessHandle.current().pid();
    private int threads = 2;
    private Duration heartbeat = Duration.ofSeconds(5);
    private int missedHeartbeats = FEWEST_MISSED;
    private Duration poll = Duration.ofSeconds(2);
    private Backoff backoff = new Backoff(Duration.ofSeconds(10), Duration.ofHours(1));
    private Duration reconcile = Duration.ofMinutes(15);

    private Builder(DataSource source, Work work, @Nullable Unsubmitted unsubmitted) {
      this.source = source;
      this.work = work;
      this.unsubmitted = unsubmitted;
    }

    /**
     * What the node is called in the table, for whoever looks there. Nothing depends on it.
     *
     * @param name up to 50 characters; not a person's name
     */
    public Builder name(String name) {
      if (name.isBlank() || name.length() > LONGEST_NAME) {
        throw new IllegalArgumentException("The name of a node has 1 to 50 characters");
      }
      this.name = name;
      return this;
    }

    /**
     * On how many requests this node works at a time; 2 unless set. With 0 it only submits, and
     * leaves all work to other nodes, the recurring as well.
     */
    public Builder threads(int threads) {
      if (threads < 0) {
        throw new IllegalArgumentException("A node cannot have fewer threads than none");
      }
      this.threads = threads;
      return this;
    }

    /**
     * How often a node shows that it lives, and after how many of these intervals it is taken for
     * dead; every 5 seconds and 4 unless set. It is noticed within two intervals more. Set the same
     * on all nodes: a long garbage collection should be shorter.
     *
     * @param interval the time between two heartbeats
     * @param missed 4 or more
     */
    public Builder heartbeat(Duration interval, int missed) {
      if (missed < FEWEST_MISSED) {
        throw new IllegalArgumentException(
            "A node is taken for dead after 4 missed heartbeats or more; make the interval"
                + " shorter instead");
      }
      this.heartbeat = atLeast(interval, "The interval of heartbeats");
      this.missedHeartbeats = missed;
      return this;
    }

    /**
     * How often this node looks for work that others submitted; every 2 seconds unless set. What is
     * submitted here is begun at once.
     */
    public Builder poll(Duration interval) {
      this.poll = atLeast(interval, "The interval of looking for work");
      return this;
    }

    /**
     * How long to wait after a failure: 10 seconds after the first unless set, then twice as long
     * each time, up to an hour. Submitting the request again ends the wait.
     */
    public Builder retry(Duration first, Duration longest) {
      this.backoff = new Backoff(first, longest);
      return this;
    }

    /**
     * How often one of the nodes looks for granted requests that nobody submitted; every 15 minutes
     * unless set. It reads the headers of all requests.
     *
     * @throws IllegalStateException when this runner does not fulfil requests
     */
    public Builder reconcile(Duration interval) {
      if (unsubmitted == null) {
        throw new IllegalStateException(
            "Only a runner made with fulfilling(...) can tell which requests are unfinished");
      }
      this.reconcile = atLeast(interval, "The interval of looking for unfinished requests");
      return this;
    }

    /**
     * Has this done again and again, by one of the nodes: at the first start, then so long after
     * each end. What fails is tried again as requests are. It may be done twice when a node dies.
     *
     * @param name of small letters, digits and hyphens, the same on all nodes
     */
    public Builder every(Duration pause, String name, Chore chore) {
      return add(new Recurring(name, Recurring.every(pause), chore));
    }

    /**
     * Has this done once a day, by one of the nodes. When none runs at that time, the first that
     * starts does it. What fails is tried again as requests are. It may be done twice when a node
     * dies.
     *
     * @param name of small letters, digits and hyphens, the same on all nodes
     */
    public Builder daily(LocalTime at, ZoneId zone, String name, Chore chore) {
      return add(new Recurring(name, Recurring.daily(at, zone), chore));
    }

    /**
     * Has the housekeeping done: reminders every hour, archives and papers whose days are over four
     * times a day.
     *
     * @param channel gets the reminders
     */
    public Builder housekeeping(Housekeeping housekeeping, ReminderChannel channel) {
      return every(Duration.ofHours(1), "reminders", () -> housekeeping.remind(channel))
          .every(Duration.ofHours(6), "archives", housekeeping::expireArchives)
          .every(Duration.ofHours(6), "papers", housekeeping::erasePapers);
    }

    private Builder add(Recurring task) {
      boolean isTaken =
          task.name().equals(RECONCILE)
              || recurring.stream().anyMatch(other -> other.name().equals(task.name()));
      if (isTaken) {
        throw new IllegalArgumentException(
            "There is a recurring task " + task.name() + " already; give this one another name");
      }
      recurring.add(task);
      return this;
    }

    /**
     * Makes the runner, which begins to work.
     *
     * @throws TaskQueueException when the table is not there, or the database fails
     */
    public DbSchedulerTaskRunner start() {
      return new DbSchedulerTaskRunner(this);
    }

    private static Duration atLeast(Duration duration, String what) {
      if (duration.compareTo(SHORTEST) < 0) {
        throw new IllegalArgumentException(what + " is 10 ms at least");
      }
      return duration;
    }
  }
}
