package io.github.gdprkit.testkit.fault;

import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.EvidenceHead;
import io.github.gdprkit.evidence.EvidenceStoreException;
import io.github.gdprkit.evidence.Sheet;
import io.github.gdprkit.evidence.SheetChange;
import io.github.gdprkit.evidence.SheetId;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.request.RequestChange;
import io.github.gdprkit.request.RequestFile;
import io.github.gdprkit.request.RequestHeader;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStore;
import io.github.gdprkit.request.TaskCheckpoint;
import io.github.gdprkit.subject.SubjectKey;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A store of requests and registers that goes wrong at its n-th writing call: append, commit of
 * requests or of sheets, claim or checkpoint. Where it stands for the death of the process, {@link
 * SimulatedCrash} is thrown, and after it every call throws it again. Use the store below to see
 * what was left.
 */
public final class CrashingStore implements RequestStore {

  private final RequestStore store;
  private final int failingCall;
  private final Moment moment;
  private int calls;
  private boolean isDead;

  /** When, within the call, it happens. */
  public enum Moment {
    /** The process dies before anything was written. */
    BEFORE,
    /** All is written, the process dies, and the caller never learns of it. */
    AFTER,
    /** Nothing is written, an {@link EvidenceStoreException} says so, and later calls work. */
    UNAVAILABLE
  }

  private CrashingStore(RequestStore store, int failingCall, Moment moment) {
    this.store = store;
    this.failingCall = failingCall;
    this.moment = moment;
  }

  /** Goes wrong at this writing call, counted from 1. */
  public static CrashingStore atCall(RequestStore store, int call, Moment moment) {
    return new CrashingStore(store, call, moment);
  }

  /** Never goes wrong, and counts. */
  public static CrashingStore never(RequestStore store) {
    return new CrashingStore(store, 0, Moment.BEFORE);
  }

  /** How many writing calls there were so far. */
  public synchronized int calls() {
    return calls;
  }

  @Override
  public List<EvidenceEntry> append(PartyId controller, List<EvidenceDraft> drafts) {
    return write(() -> store.append(controller, drafts));
  }

  @Override
  public List<EvidenceEntry> commit(
      PartyId owner, List<EvidenceDraft> drafts, List<SheetChange> sheets) {
    return write(() -> store.commit(owner, drafts, sheets));
  }

  @Override
  public void commit(List<RequestChange> changes) {
    write(
        () -> {
          store.commit(changes);
          return true;
        });
  }

  @Override
  public long claim(RequestId id) {
    return write(() -> store.claim(id));
  }

  @Override
  public void checkpoint(RequestId id, long fence, TaskCheckpoint checkpoint) {
    write(
        () -> {
          store.checkpoint(id, fence, checkpoint);
          return true;
        });
  }

  @Override
  public long fence(RequestId id) {
    return alive().fence(id);
  }

  @Override
  public EvidenceHead head(PartyId controller) {
    return alive().head(controller);
  }

  @Override
  public List<EvidenceEntry> stream(PartyId controller, StreamId stream) {
    return alive().stream(controller, stream);
  }

  @Override
  public List<EvidenceEntry> read(PartyId controller, long afterSeq, int limit) {
    return alive().read(controller, afterSeq, limit);
  }

  @Override
  public Optional<Sheet> sheet(PartyId owner, SheetId id) {
    return alive().sheet(owner, id);
  }

  @Override
  public List<Sheet> sheets(PartyId owner, String kind, @Nullable String after, int limit) {
    return alive().sheets(owner, kind, after, limit);
  }

  @Override
  public Optional<RequestHeader> find(RequestId id) {
    return alive().find(id);
  }

  @Override
  public Optional<RequestFile> papers(RequestId id) {
    return alive().papers(id);
  }

  @Override
  public List<RequestHeader> due(PartyId controller, LocalDate onOrBefore, int limit) {
    return alive().due(controller, onOrBefore, limit);
  }

  @Override
  public List<RequestHeader> list(PartyId controller, @Nullable RequestId after, int limit) {
    return alive().list(controller, after, limit);
  }

  @Override
  public List<RequestHeader> unfinished(PartyId controller, @Nullable RequestId after, int limit) {
    return alive().unfinished(controller, after, limit);
  }

  @Override
  public List<RequestHeader> unverified(PartyId controller, @Nullable RequestId after, int limit) {
    return alive().unverified(controller, after, limit);
  }

  @Override
  public List<RequestHeader> ofSubject(PartyId controller, SubjectKey subject) {
    return alive().ofSubject(controller, subject);
  }

  @Override
  public List<RequestHeader> duplicatesOf(RequestId original) {
    return alive().duplicatesOf(original);
  }

  @Override
  public List<TaskCheckpoint> checkpoints(RequestId id) {
    return alive().checkpoints(id);
  }

  @FunctionalInterface
  private interface Work<T> {
    T run();
  }

  private synchronized <T> T write(Work<T> work) {
    alive();
    calls++;
    if (calls != failingCall) {
      return work.run();
    }
    if (moment == Moment.UNAVAILABLE) {
      throw new EvidenceStoreException("The store cannot be reached; try again", null);
    }
    if (moment == Moment.AFTER) {
      work.run();
    }
    isDead = true;
    throw new SimulatedCrash(calls);
  }

  private synchronized RequestStore alive() {
    if (isDead) {
      throw new SimulatedCrash(calls);
    }
    return store;
  }
}
