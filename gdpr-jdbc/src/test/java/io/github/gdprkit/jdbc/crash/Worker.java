package io.github.gdprkit.jdbc.crash;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.erasure.RestoreState;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.fulfilment.FulfilmentOutcome;
import io.github.gdprkit.fulfilment.HookFailure;
import io.github.gdprkit.fulfilment.Intake;
import io.github.gdprkit.fulfilment.LocalTaskRunner;
import io.github.gdprkit.fulfilment.Requests;
import io.github.gdprkit.fulfilment.TaskRunner;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.jdbc.cluster.DbSchedulerTaskRunner;
import io.github.gdprkit.jdbc.crash.Resident.Ask;
import io.github.gdprkit.jdbc.crash.Resident.Kind;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.Correction;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.Decision;
import io.github.gdprkit.request.IdentityLevel;
import io.github.gdprkit.request.IntakeChannel;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.Verification;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * The program that is killed: answers the requests of some people and ends. Started again after it
 * was killed it goes on. Two clerks take requests in and decide them, while two threads fulfil.
 *
 * <p>Arguments: the folder, the database, what it does when something fails, then for each kind of
 * people how many of them, as in {@code ACCESS=3}.
 */
final class Worker {

  /** Nothing may fail, unless somebody kills what it works with. */
  static final String STRICT = "strict";

  /** What fails is done again, until it succeeds. */
  static final String PATIENT = "patient";

  /** The same, and what waits is in the database: the queue there tries it again, and not we. */
  static final String QUEUED = "queued";

  static final Instant RECEIVED = Instant.parse("2026-01-08T09:00:00Z");

  private static final int CLERKS = 2;
  private static final int FULFILLING = 2;
  private static final Actor OFFICE = new Actor("office");
  private static final long PAUSE = 50_000_000;

  private final Requests requests;
  private final Journal journal;
  private final boolean isPatient;
  private final TaskRunner runner;
  private final Object lock = new Object();
  private final Set<RequestId> beingFulfilled = new HashSet<>();

  private Worker(GdprKit kit, Journal journal, String mode, Place place) {
    this.requests = kit.requests();
    this.journal = journal;
    this.isPatient = !mode.equals(STRICT);
    this.runner =
        mode.equals(QUEUED)
            ? DbSchedulerTaskRunner.doing(this::fulfilQueued, place.source())
                .threads(FULFILLING)
                .heartbeat(Duration.ofMillis(250), 4)
                .poll(Duration.ofMillis(100))
                .retry(Duration.ofMillis(50), Duration.ofSeconds(1))
                .start()
            : new LocalTaskRunner(this::fulfil, FULFILLING);
  }

  public static void main(String[] arguments) throws Exception {
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> giveUp(thrown));
    try (Place place = new Place(Path.of(arguments[0]), arguments[1]);
        Journal journal = Journal.append(place.journal())) {
      GdprKit kit = place.kit(journal);
      RestoreState state = kit.restores().check();
      if (!(state instanceof RestoreState.UpToDate)) {
        throw new IllegalStateException("What looks like a restore was a kill: " + state);
      }
      Worker worker = new Worker(kit, journal, arguments[2], place);
      journal.add(Journal.STARTED, "-", "-", "-");
      worker.work(people(List.of(arguments).subList(3, arguments.length)));
      journal.add(Journal.ENDED, "-", "-", "-");
    } catch (Throwable e) {
      giveUp(e);
    }
  }

  private static void giveUp(Throwable thrown) {
    thrown.printStackTrace();
    Runtime.getRuntime().halt(1);
  }

  private static List<Resident> people(List<String> counts) {
    List<Resident> people = new ArrayList<>();
    for (String count : counts) {
      String[] parts = count.split("=");
      for (int number = 0; number < Integer.parseInt(parts[1]); number++) {
        people.add(new Resident(Kind.valueOf(parts[0]), number));
      }
    }
    return people;
  }

  private void work(Collection<Resident> people) throws InterruptedException {
    boolean isGoingOn = goOn();
    while (!isGoingOn) {
      isGoingOn = goOn();
    }
    ConcurrentLinkedQueue<Resident> waiting = new ConcurrentLinkedQueue<>(people);
    List<Thread> clerks = new ArrayList<>();
    for (int i = 0; i < CLERKS; i++) {
      Thread clerk =
          new Thread(
              () -> {
                for (Resident next = waiting.poll(); next != null; next = waiting.poll()) {
                  serve(next);
                }
              });
      clerk.start();
      clerks.add(clerk);
    }
    for (Thread clerk : clerks) {
      clerk.join();
    }
    runner.close();
  }

  /** Takes up what a process before this one left. */
  private boolean goOn() {
    try {
      requests.unfinished().forEach(this::submit);
      return true;
    } catch (RuntimeException e) {
      failed("-", e);
      return false;
    }
  }

  private void serve(Resident person) {
    for (List<Ask> atOnce : person.asks()) {
      while (!isAnswered(person, atOnce)) {
        awaitFulfilment(atOnce);
      }
    }
  }

  /** Does what is to be done next; returns whether nothing is. */
  private boolean isAnswered(Resident person, List<Ask> atOnce) {
    try {
      boolean isAnswered = true;
      for (Ask ask : atOnce) {
        if (!isEnded(decided(person, ask))) {
          isAnswered = false;
          submit(ask.id());
        }
      }
      return isAnswered;
    } catch (RuntimeException e) {
      failed(atOnce.get(0).id(), e);
      return false;
    }
  }

  /** Takes each step that was not taken yet: a process before this one may have been killed. */
  private DataSubjectRequest decided(Resident person, Ask ask) {
    RequestId id = ask.id();
    DataSubjectRequest request = requests.find(id).orElse(null);
    if (request == null) {
      Intake intake =
          Intake.of(ask.claim(), person.subject(), person.email(), IntakeChannel.IN_APP, RECEIVED)
              .as(id);
      if (ask.claim() == Claim.RECTIFICATION) {
        intake =
            intake.withCorrections(
                List.of(new Correction(new HookId("profile"), "about", person.rightAbout())));
      }
      request = requests.receive(intake, OFFICE);
      acknowledge(id, "received");
    }
    if (request.verification().isEmpty()) {
      Verification verification =
          new Verification(IdentityLevel.SIGNED_IN, "session", OFFICE, RECEIVED);
      request = requests.confirmIdentity(id, verification, person.subject(), OFFICE);
      acknowledge(id, "identity-confirmed");
    }
    if (request.decided().isEmpty()) {
      Decision decision =
          Decision.grant().onEach(requests.basesConcerned(id), conditions(ask.claim())).build();
      request = requests.decide(id, decision, OFFICE);
      acknowledge(id, "decided");
    }
    return request;
  }

  private static Condition[] conditions(Claim claim) {
    return switch (claim) {
      case ERASURE -> new Condition[] {Condition.NO_LONGER_NECESSARY};
      case RECTIFICATION -> new Condition[] {Condition.INACCURATE};
      case RESTRICTION -> new Condition[] {Condition.ACCURACY_CONTESTED};
      default -> new Condition[0];
    };
  }

  private static boolean isEnded(DataSubjectRequest request) {
    return request.status().isFinal()
        && !request.hasOpenWork()
        && (request.claim() != Claim.ERASURE || request.arePapersErased());
  }

  private void submit(RequestId id) {
    synchronized (lock) {
      if (!beingFulfilled.add(id)) {
        return;
      }
    }
    try {
      runner.submit(id);
    } catch (RuntimeException e) {
      isFulfilled(id);
      throw e;
    }
  }

  private void fulfil(RequestId id) {
    try {
      fulfilOnce(id);
    } catch (Exception | Error e) {
      failed(id, e);
    } finally {
      isFulfilled(id);
    }
  }

  /** What fails is left to the queue. */
  private void fulfilQueued(RequestId id) {
    try {
      fulfilOnce(id);
    } catch (RuntimeException | Error e) {
      journal.add(Journal.FAILED, id, e.getClass().getSimpleName(), "-");
      throw e;
    }
    isFulfilled(id);
  }

  private void fulfilOnce(RequestId id) {
    FulfilmentOutcome outcome = requests.fulfil(id);
    if (isEnded(outcome.request())) {
      acknowledge(id, "fulfilled");
    }
    for (HookFailure failure : outcome.failures()) {
      throw new IllegalStateException(failure.message(), failure.cause());
    }
  }

  private void isFulfilled(RequestId id) {
    synchronized (lock) {
      beingFulfilled.remove(id);
      lock.notifyAll();
    }
  }

  private void awaitFulfilment(List<Ask> atOnce) {
    synchronized (lock) {
      while (atOnce.stream().anyMatch(ask -> beingFulfilled.contains(ask.id()))) {
        try {
          lock.wait();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private void acknowledge(RequestId id, String step) {
    journal.add(Journal.ACKNOWLEDGED, id, step, "-");
  }

  private void failed(Object id, Throwable thrown) {
    if (!isPatient) {
      giveUp(thrown);
    }
    journal.add(Journal.FAILED, id, thrown.getClass().getSimpleName(), "-");
    // Whatever it works with is away; asking again and again does not bring it back.
    LockSupport.parkNanos(PAUSE);
  }
}
