package io.github.gdprkit.fulfilment;

import io.github.gdprkit.archive.ArchiveFormat;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.ArchiveInUseException;
import io.github.gdprkit.archive.ArchiveStore;
import io.github.gdprkit.archive.ArchiveWriter;
import io.github.gdprkit.archive.DownloadGrants;
import io.github.gdprkit.archive.Manifest;
import io.github.gdprkit.erasure.LedgerEntry;
import io.github.gdprkit.erasure.LedgerGuard;
import io.github.gdprkit.erasure.LegalHolds;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.StaleStreamException;
import io.github.gdprkit.fulfilment.Cases.Step;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.Tombstone;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.RequestEvent.ClosedWithOriginal;
import io.github.gdprkit.request.RequestEvent.LinkedToOriginal;
import io.github.gdprkit.request.RequestEvent.ReleasedFromOriginal;
import io.github.gdprkit.request.RequestFile;
import io.github.gdprkit.request.RequestHeader;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStatus;
import io.github.gdprkit.request.StaleRequestException;
import io.github.gdprkit.request.TaskKind;
import io.github.gdprkit.request.TaskState;
import io.github.gdprkit.request.TaskStatus;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.SubjectKey;
import io.github.gdprkit.subject.SubjectKeys;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the work on requests needs, put together once for a controller. */
final class Engine {

  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

  private static final String ARCHIVE = "request-";
  private static final String TOMBSTONE = "erased-";
  private static final int TOMBSTONE_BYTES = 8;

  private final Cases cases;
  private final HookCatalog catalog;
  private final PlannedTasks planned;
  private final SubjectKeys keys;
  private final Restrictions restrictions;
  private final LegalHolds holds;
  private final LedgerGuard ledger;
  private final Exports exports;
  private final ArchiveStore archives;
  private final ArchiveFormat format;
  private final DownloadGrants grants;
  private final FulfilmentSettings settings;
  private final SecureRandom random = new SecureRandom();

  Engine(
      Cases cases,
      HookCatalog catalog,
      SubjectKeys keys,
      Restrictions restrictions,
      LegalHolds holds,
      LedgerGuard ledger,
      Exports exports,
      ArchiveStore archives,
      ArchiveFormat format,
      DownloadGrants grants,
      FulfilmentSettings settings) {
    this.cases = cases;
    this.catalog = catalog;
    this.planned = new PlannedTasks(catalog);
    this.keys = keys;
    this.restrictions = restrictions;
    this.holds = holds;
    this.ledger = ledger;
    this.exports = exports;
    this.archives = archives;
    this.format = format;
    this.grants = grants;
    this.settings = settings;
  }

  Cases cases() {
    return cases;
  }

  HookCatalog catalog() {
    return catalog;
  }

  PlannedTasks planned() {
    return planned;
  }

  SubjectKeys keys() {
    return keys;
  }

  Restrictions restrictions() {
    return restrictions;
  }

  LegalHolds holds() {
    return holds;
  }

  LedgerGuard ledger() {
    return ledger;
  }

  Exports exports() {
    return exports;
  }

  FulfilmentSettings settings() {
    return settings;
  }

  /** All verified requests of a person, by whichever of their identifiers they are kept. */
  Collection<RequestHeader> requestsOf(DataSubject subject) {
    Map<RequestId, RequestHeader> all = new LinkedHashMap<>();
    for (SubjectKey key : keys.allOf(subject)) {
      for (RequestHeader header : cases.store().ofSubject(cases.controller(), key)) {
        all.put(header.id(), header);
      }
    }
    return all.values();
  }

  /** Requests that need the person's data, so that it must not be erased before. */
  List<RequestId> openAccessRequests(DataSubject subject) {
    return requestsOf(subject).stream()
        .filter(RequestHeader::isActive)
        .filter(header -> header.claim() == Claim.ACCESS || header.claim() == Claim.PORTABILITY)
        .map(RequestHeader::id)
        .toList();
  }

  /**
   * The papers of a verified request.
   *
   * @throws PapersErasedException when they are erased
   * @throws PapersOfAnotherException when they name somebody else than who was identified
   */
  RequestFile papersOf(DataSubjectRequest request) {
    RequestFile papers = cases.papers(request.id());
    boolean isOf =
        request.subject().map(keys.of(papers.subject())::equals).orElse(true)
            || Restores.isNobody(papers.subject());
    if (!isOf) {
      throw new PapersOfAnotherException(request.id());
    }
    return papers;
  }

  // Archives

  ArchiveId archiveId(RequestId request) {
    return new ArchiveId(ARCHIVE + request.value());
  }

  /** The archive of a request whose exports are all done. */
  @Nullable ArchiveId archiveOf(DataSubjectRequest request) {
    List<TaskState> exporting =
        request.tasks().stream().filter(task -> task.kind() == TaskKind.EXPORT).toList();
    boolean isThere =
        !exporting.isEmpty()
            && exporting.stream().allMatch(task -> task.status() == TaskStatus.DONE);
    return isThere ? archiveId(request.id()) : null;
  }

  /** Erases an archive, finished or not, with whatever lets people download it. */
  boolean eraseArchive(ArchiveId archive) throws IOException {
    grants.revoke(archive);
    return archives.delete(archive);
  }

  /** Erases what a request exported, if it did; tells whether nothing is left of it. */
  boolean discardArchive(RequestId request) {
    ArchiveId archive = archiveId(request);
    try {
      if (eraseArchive(archive)) {
        LOG.info("The archive of request {} is erased", request);
      }
      return true;
    } catch (IOException | ArchiveInUseException e) {
      LOG.warn(
          "The archive of request {} could not be erased: {}", request, e.getClass().getName());
      return false;
    }
  }

  /** How many archives of earlier requests there are of a person. */
  int archivesOf(DataSubject subject) {
    int count = 0;
    for (RequestHeader header : requestsOf(subject)) {
      boolean gives = header.claim() == Claim.ACCESS || header.claim() == Claim.PORTABILITY;
      if (gives && archiveOf(cases.load(header.id())) != null) {
        count++;
      }
    }
    return count;
  }

  /**
   * What the finished archive of a request says of how many records of each hook are in it.
   *
   * @throws DraftOfAnotherOrderException when it is not that request's
   */
  Map<HookId, Long> recordsIn(ArchiveId archive, RequestId request) {
    Map<HookId, Long> records = new LinkedHashMap<>();
    try (SeekableByteChannel channel = archives.open(archive);
        ZipInputStream zip = new ZipInputStream(Channels.newInputStream(channel))) {
      ZipEntry entry = zip.getNextEntry();
      while (entry != null && !entry.getName().equals(ArchiveWriter.MANIFEST)) {
        entry = zip.getNextEntry();
      }
      if (entry != null) {
        Manifest manifest = format.readManifest(new Unclosed(zip), file -> {});
        boolean isOwn =
            manifest.approval().reference().equals(request.value())
                && manifest.controller().id().equals(cases.controller());
        if (!isOwn) {
          // Two ids are one file where case does not count; two controllers can share a store.
          throw new DraftOfAnotherOrderException(archive, "another request");
        }
        manifest.parts().forEach(part -> records.put(part.id(), part.records()));
      }
      return records;
    } catch (IOException e) {
      throw new UncheckedIOException("The archive " + archive + " could not be read", e);
    }
  }

  /** So that a reader of one entry does not close the archive. */
  private static final class Unclosed extends FilterInputStream {
    Unclosed(InputStream in) {
      super(in);
    }

    @Override
    public void close() {
      // The archive is closed by who opened it.
    }
  }

  // Erasure

  Tombstone newTombstone() {
    byte[] bytes = new byte[TOMBSTONE_BYTES];
    random.nextBytes(bytes);
    return new Tombstone(TOMBSTONE + HexFormat.of().formatHex(bytes));
  }

  /** The hooks that a request has something to erase in. */
  List<HookId> erasingHooks(DataSubjectRequest request) {
    List<HookId> hooks = new ArrayList<>();
    for (TaskState task : request.tasks()) {
      HookId hook = task.hook();
      if (task.kind() == TaskKind.ERASE && hook != null) {
        hooks.add(hook);
      }
    }
    return hooks;
  }

  /** What says in the database that the ledger has this entry; nothing when it says so already. */
  List<EvidenceDraft> watermark(LedgerEntry entry) {
    return ledger.watermark(entry).map(List::of).orElse(List.of());
  }

  private @Nullable LedgerEntry completeInLedger(DataSubjectRequest request, DataSubject subject) {
    if (request.tombstone().isEmpty()) {
      return null;
    }
    List<HookId> erased =
        request.tasks().stream()
            .filter(task -> task.kind() == TaskKind.ERASE && task.status() == TaskStatus.DONE)
            .map(task -> Objects.requireNonNull(task.hook(), "hook"))
            .toList();
    return ledger.complete(
        request.id().value(), subject, request.tombstone().orElseThrow(), erased);
  }

  /** Takes back an intent that nothing was destroyed for. */
  void abandon(LedgerEntry intent, DataSubject subject) {
    LedgerEntry abandoned =
        ledger.abandon(intent.reference(), subject, intent.tombstone(), intent.hooks());
    catchUp(abandoned);
  }

  /** Says in the database that the ledger has this entry, on its own. */
  private void catchUp(LedgerEntry entry) {
    while (true) {
      try {
        cases.append(watermark(entry));
        return;
      } catch (StaleStreamException e) {
        // Another erasure moved the watermark; it is read anew.
      }
    }
  }

  /**
   * Commits, with what the ledger got before. When the commit does not happen the ledger has the
   * entry all the same, and the database has to know that: else it looks like a restore.
   */
  private void commit(List<Step> steps, Step step, @Nullable LedgerEntry entry) {
    if (entry == null) {
      cases.commit(steps);
      return;
    }
    step.with(watermark(entry));
    try {
      cases.commit(steps);
    } catch (RuntimeException e) {
      try {
        catchUp(entry);
      } catch (RuntimeException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  /** What was begun and will not go on: what was destroyed by then is all that a replay repeats. */
  private @Nullable LedgerEntry endInLedger(DataSubjectRequest request, DataSubject subject) {
    if (request.tombstone().isEmpty()) {
      return null;
    }
    List<HookId> touched =
        request.tasks().stream()
            .filter(task -> task.kind() == TaskKind.ERASE && task.attempts() > 0)
            .map(task -> Objects.requireNonNull(task.hook(), "hook"))
            .toList();
    String reference = request.id().value();
    Tombstone tombstone = request.tombstone().orElseThrow();
    return touched.isEmpty()
        ? ledger.abandon(reference, subject, tombstone, erasingHooks(request))
        : ledger.complete(reference, subject, tombstone, touched);
  }

  // Closing

  /**
   * Takes the step that closes a request, with everything that ends with it: the requests that are
   * answered with it, what was restricted while an objection was weighed, and, after an erasure,
   * the papers that still say who the person was.
   */
  DataSubjectRequest close(Step step, RequestFile papers) {
    DataSubjectRequest closed = step.request();
    List<Step> steps = new ArrayList<>(List.of(step));
    if (closed.claim() == Claim.OBJECTION && closed.subject().isPresent()) {
      step.with(restrictions.lift(papers.subject(), closed.id(), Actor.SYSTEM, cases.now()));
    }
    LedgerEntry entry = null;
    if (closed.status() == RequestStatus.WITHDRAWN) {
      entry = endInLedger(closed, papers.subject());
      steps.addAll(releaseDuplicates(closed));
    } else {
      steps.addAll(closeDuplicates(closed));
    }
    boolean isErased = closed.claim() == Claim.ERASURE && closed.isGranted() && isDone(closed);
    if (isErased) {
      entry = completeInLedger(closed, papers.subject());
      eraseEveryPaperOf(papers.subject(), steps);
    }
    commit(steps, step, entry);
    endWhatWasLinkedMeanwhile(closed);
    return step.request();
  }

  /** Nothing can be linked to a closed request, so that nothing is left behind these. */
  private void endWhatWasLinkedMeanwhile(DataSubjectRequest closed) {
    while (true) {
      List<Step> late =
          closed.status() == RequestStatus.WITHDRAWN
              ? releaseDuplicates(closed)
              : closeDuplicates(closed);
      try {
        cases.commit(late);
        return;
      } catch (StaleRequestException e) {
        // One of them was taken back itself; they are read anew.
      }
    }
  }

  private static boolean isDone(DataSubjectRequest request) {
    return request.status() != RequestStatus.WITHDRAWN && !request.hasOpenWork();
  }

  /** What was deferred when the request was closed is done now. */
  void afterLateWork(DataSubjectRequest request, RequestFile papers, long fence) {
    if (request.claim() == Claim.ERASURE && !request.arePapersErased()) {
      Step step = cases.step(request).under(fence);
      LedgerEntry entry = completeInLedger(request, papers.subject());
      List<Step> steps = new ArrayList<>(List.of(step));
      eraseEveryPaperOf(papers.subject(), steps);
      commit(steps, step, entry);
    }
  }

  /** The papers of a person who is erased: of this request, and of every closed one before. */
  private void eraseEveryPaperOf(DataSubject subject, List<Step> steps) {
    Map<RequestId, Step> known = new LinkedHashMap<>();
    steps.forEach(step -> known.put(step.request().id(), step));
    for (RequestHeader header : requestsOf(subject)) {
      known.computeIfAbsent(
          header.id(),
          id -> {
            Step step = cases.step(cases.load(id));
            steps.add(step);
            return step;
          });
    }
    List<Step> useless = new ArrayList<>();
    for (Step step : steps) {
      DataSubjectRequest request = step.request();
      boolean isClosed = request.status().isFinal() && !request.hasOpenWork();
      if (isClosed && !request.arePapersErased()) {
        step.erasePapers();
      } else if (!step.changesSomething()) {
        useless.add(step);
      }
    }
    steps.removeAll(useless);
  }

  private List<Step> closeDuplicates(DataSubjectRequest original) {
    List<Step> steps = new ArrayList<>();
    for (RequestHeader header : openDuplicates(original)) {
      steps.add(
          cases
              .step(cases.load(header.id()))
              .then(new ClosedWithOriginal(cases.now(), Actor.SYSTEM, original.status())));
    }
    return steps;
  }

  /** The first of them stands on its own again, and the others are answered with it. */
  private List<Step> releaseDuplicates(DataSubjectRequest original) {
    List<Step> steps = new ArrayList<>();
    RequestId first = null;
    for (RequestHeader header : openDuplicates(original)) {
      Step step =
          cases
              .step(cases.load(header.id()))
              .then(new ReleasedFromOriginal(cases.now(), Actor.SYSTEM));
      if (first == null) {
        first = header.id();
      } else {
        step.then(new LinkedToOriginal(cases.now(), Actor.SYSTEM, first));
      }
      steps.add(step);
    }
    return steps;
  }

  private List<RequestHeader> openDuplicates(DataSubjectRequest original) {
    return cases.store().duplicatesOf(original.id()).stream()
        .filter(header -> !header.status().isFinal())
        .sorted(Comparator.comparing(RequestHeader::receivedOn))
        .toList();
  }
}
