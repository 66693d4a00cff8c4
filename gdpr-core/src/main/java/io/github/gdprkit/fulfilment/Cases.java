package io.github.gdprkit.fulfilment;

import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.CheckpointFailedException;
import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.EvidenceLog;
import io.github.gdprkit.evidence.SheetChange;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.LostClaimException;
import io.github.gdprkit.request.RequestChange;
import io.github.gdprkit.request.RequestChange.Papers;
import io.github.gdprkit.request.RequestEvent;
import io.github.gdprkit.request.RequestEvents;
import io.github.gdprkit.request.RequestFile;
import io.github.gdprkit.request.RequestHeader;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestNotFoundException;
import io.github.gdprkit.request.RequestStore;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads requests from the store and takes their steps, each step and its evidence at once. */
final class Cases {

  private static final Logger LOG = LoggerFactory.getLogger(Cases.class);

  private static final int PAGE = 500;

  private final RequestStore store;
  private final Controller controller;
  private final EvidenceLog evidence;
  private final Clock clock;

  Cases(RequestStore store, Controller controller, EvidenceLog evidence, Clock clock) {
    this.store = store;
    this.controller = controller;
    this.evidence = evidence;
    this.clock = clock;
  }

  RequestStore store() {
    return store;
  }

  PartyId controller() {
    return controller.id();
  }

  Controller answering() {
    return controller;
  }

  /** Cut to what evidence keeps, so that what was written reads back equal. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * The request as it is now.
   *
   * @throws RequestNotFoundException when there is none
   */
  DataSubjectRequest load(RequestId id) {
    List<EvidenceEntry> entries = store.stream(controller.id(), id.stream());
    if (entries.isEmpty()) {
      throw new RequestNotFoundException(id);
    }
    return DataSubjectRequest.read(id, controller.id(), entries);
  }

  /**
   * The papers of a request.
   *
   * @throws PapersErasedException when they are erased
   */
  RequestFile papers(RequestId id) {
    return store.papers(id).orElseThrow(() -> new PapersErasedException(id));
  }

  /** All requests by id, read a page at a time. */
  Iterable<RequestHeader> all() {
    return Headers::new;
  }

  /**
   * Returns when the work on a request is still held under this number: for what happens outside of
   * a commit, which would tell.
   *
   * @throws LostClaimException when another has it
   */
  void requireHeld(RequestId id, long fence) {
    if (store.fence(id) != fence) {
      throw new LostClaimException(id);
    }
  }

  /** A step of a request that is there. */
  Step step(DataSubjectRequest request) {
    return new Step(request, request.version(), List.of());
  }

  /** The first step of a request. */
  Step begin(RequestId id, RequestEvent.Received received) {
    DataSubjectRequest request = DataSubjectRequest.begin(id, controller.id(), received);
    return new Step(request, 0, List.of(received));
  }

  /** Takes the steps, all or none. */
  void commit(List<Step> steps) {
    store.commit(steps.stream().map(Step::change).toList());
    pin();
  }

  /** Appends evidence that is no step of a request, and changes the sheets that go with it. */
  void append(List<EvidenceDraft> drafts, List<SheetChange> sheets) {
    store.commit(controller.id(), drafts, sheets);
    pin();
  }

  /** Appends evidence that is no step of a request. */
  void append(List<EvidenceDraft> drafts) {
    store.append(controller.id(), drafts);
    pin();
  }

  /** The step is taken whether or not its checkpoint can be kept; the next one makes up for it. */
  private void pin() {
    try {
      evidence.afterAppend(store.head(controller.id()));
    } catch (CheckpointFailedException e) {
      LOG.error("{}", e.getMessage());
    }
  }

  /** Reads on when the page is used up; a page that is not full is the last. */
  private final class Headers implements Iterator<RequestHeader> {

    private Iterator<RequestHeader> page = Collections.emptyIterator();
    private @Nullable RequestId last;
    private boolean isLastPage;

    @Override
    public boolean hasNext() {
      if (!page.hasNext() && !isLastPage) {
        List<RequestHeader> headers = store.list(controller.id(), last, PAGE);
        page = headers.iterator();
        isLastPage = headers.size() < PAGE;
      }
      return page.hasNext();
    }

    @Override
    public RequestHeader next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      RequestHeader header = page.next();
      last = header.id();
      return header;
    }
  }

  /** What happens to one request at once. Collects; {@link Cases#commit} does it. */
  final class Step {

    private DataSubjectRequest request;
    private final long from;
    private final List<RequestEvent> events;
    private final List<EvidenceDraft> others = new ArrayList<>();
    private Papers papers = new Papers.Keep();
    private @Nullable Long fence;

    private Step(DataSubjectRequest request, long from, List<RequestEvent> events) {
      this.request = request;
      this.from = from;
      this.events = new ArrayList<>(events);
    }

    Step then(RequestEvent event) {
      request = request.then(event);
      events.add(event);
      return this;
    }

    Step with(List<EvidenceDraft> drafts) {
      others.addAll(drafts);
      return this;
    }

    Step put(RequestFile file) {
      papers = new Papers.Put(file);
      return this;
    }

    Step erasePapers() {
      then(new RequestEvent.PapersErased(now(), Actor.SYSTEM));
      papers = new Papers.Erase();
      return this;
    }

    Step under(long newFence) {
      fence = newFence;
      return this;
    }

    /** As {@link Cases#requireHeld}, for a step of work that somebody can lose. */
    void requireHeld() {
      if (fence != null) {
        Cases.this.requireHeld(request.id(), fence);
      }
    }

    /** Whether there is anything to write. */
    boolean changesSomething() {
      return !events.isEmpty() || !others.isEmpty() || !(papers instanceof Papers.Keep);
    }

    /** The request as it will be. */
    DataSubjectRequest request() {
      return request;
    }

    DataSubjectRequest commit() {
      Cases.this.commit(List.of(this));
      return request;
    }

    private RequestChange change() {
      List<EvidenceDraft> drafts = new ArrayList<>();
      long version = from;
      for (RequestEvent event : events) {
        drafts.add(RequestEvents.draft(request.id(), version, event));
        version++;
      }
      drafts.addAll(others);
      return new RequestChange(request.header(), drafts, papers, fence);
    }
  }
}
