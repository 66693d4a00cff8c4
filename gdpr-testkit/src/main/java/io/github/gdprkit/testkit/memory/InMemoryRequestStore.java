package io.github.gdprkit.testkit.memory;

import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.EvidenceHead;
import io.github.gdprkit.evidence.Sheet;
import io.github.gdprkit.evidence.SheetChange;
import io.github.gdprkit.evidence.SheetId;
import io.github.gdprkit.evidence.StaleStreamException;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.request.DuplicateRequestException;
import io.github.gdprkit.request.LostClaimException;
import io.github.gdprkit.request.RequestChange;
import io.github.gdprkit.request.RequestFile;
import io.github.gdprkit.request.RequestHeader;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestNotFoundException;
import io.github.gdprkit.request.RequestStatus;
import io.github.gdprkit.request.RequestStore;
import io.github.gdprkit.request.StaleRequestException;
import io.github.gdprkit.request.TaskCheckpoint;
import io.github.gdprkit.subject.SubjectKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Requests, registers and their evidence in memory, as bytes where evidence is concerned. Keeps the
 * promises of {@link RequestStore}, except that nothing outlives the process. Safe for use by many
 * threads.
 */
public final class InMemoryRequestStore implements RequestStore {

  private static final Comparator<RequestHeader> BY_ID =
      Comparator.comparing(header -> header.id().value());

  private record SheetPlace(PartyId owner, SheetId id) {}

  private final Map<PartyId, Chain> chains = new HashMap<>();
  private final Map<SheetPlace, Sheet> sheets = new HashMap<>();
  private final Map<String, RequestHeader> headers = new TreeMap<>();
  private final Map<RequestId, RequestFile> papers = new HashMap<>();
  private final Map<RequestId, Long> fences = new HashMap<>();
  private final Map<RequestId, Map<String, TaskCheckpoint>> checkpoints = new HashMap<>();

  /** A store with nothing in it. */
  public InMemoryRequestStore() {}

  /**
   * A store with the same in it, which goes its own way from here on: a backup, to play the restore
   * of.
   */
  public synchronized InMemoryRequestStore copy() {
    InMemoryRequestStore copy = new InMemoryRequestStore();
    chains.forEach((controller, chain) -> copy.chains.put(controller, chain.copy()));
    copy.sheets.putAll(sheets);
    copy.headers.putAll(headers);
    copy.papers.putAll(papers);
    copy.fences.putAll(fences);
    checkpoints.forEach((id, kept) -> copy.checkpoints.put(id, new TreeMap<>(kept)));
    return copy;
  }

  @Override
  public synchronized List<EvidenceEntry> append(PartyId controller, List<EvidenceDraft> drafts) {
    Step step = new Step();
    List<EvidenceEntry> entries = new ArrayList<>();
    for (EvidenceDraft draft : drafts) {
      entries.add(step.append(controller, draft));
    }
    step.apply();
    return List.copyOf(entries);
  }

  @Override
  public synchronized List<EvidenceEntry> commit(
      PartyId owner, List<EvidenceDraft> drafts, List<SheetChange> changes) {
    if (drafts.isEmpty()) {
      throw new IllegalArgumentException("No sheet changes without evidence of it");
    }
    List<SheetChange> copy = List.copyOf(changes);
    List<EvidenceEntry> entries = append(owner, drafts);
    for (SheetChange change : copy) {
      if (change instanceof SheetChange.Put put) {
        sheets.put(new SheetPlace(owner, put.sheet().id()), put.sheet());
      } else if (change instanceof SheetChange.Erase erase) {
        sheets.remove(new SheetPlace(owner, erase.id()));
      }
    }
    return entries;
  }

  @Override
  public synchronized Optional<Sheet> sheet(PartyId owner, SheetId id) {
    return Optional.ofNullable(sheets.get(new SheetPlace(owner, id)));
  }

  @Override
  public synchronized List<Sheet> sheets(
      PartyId owner, String kind, @Nullable String after, int limit) {
    // An id is ASCII, whose natural order is that of the code points.
    return sheets.entrySet().stream()
        .filter(kept -> kept.getKey().owner().equals(owner))
        .map(Map.Entry::getValue)
        .filter(sheet -> sheet.id().kind().equals(kind))
        .filter(sheet -> after == null || sheet.id().id().compareTo(after) > 0)
        .sorted(Comparator.comparing(sheet -> sheet.id().id()))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized EvidenceHead head(PartyId controller) {
    Chain chain = chains.get(controller);
    return chain == null ? EvidenceHead.none(controller) : chain.head;
  }

  @Override
  public synchronized List<EvidenceEntry> stream(PartyId controller, StreamId stream) {
    Chain chain = chains.get(controller);
    return chain == null
        ? List.of()
        : chain.streams.getOrDefault(stream, List.of()).stream().map(EvidenceEntry::read).toList();
  }

  @Override
  public synchronized List<EvidenceEntry> read(PartyId controller, long afterSeq, int limit) {
    Chain chain = chains.get(controller);
    if (chain == null || afterSeq >= chain.entries.size()) {
      return List.of();
    }
    return chain.entries.subList((int) Math.max(0, afterSeq), chain.entries.size()).stream()
        .limit(limit)
        .map(EvidenceEntry::read)
        .toList();
  }

  @Override
  public synchronized void commit(List<RequestChange> changes) {
    Step step = new Step();
    for (RequestChange change : changes) {
      step.take(change);
    }
    step.apply();
  }

  @Override
  public synchronized Optional<RequestHeader> find(RequestId id) {
    return Optional.ofNullable(headers.get(id.value()));
  }

  @Override
  public synchronized Optional<RequestFile> papers(RequestId id) {
    return Optional.ofNullable(papers.get(id));
  }

  @Override
  public synchronized List<RequestHeader> due(PartyId controller, LocalDate onOrBefore, int limit) {
    record Due(LocalDate lastDay, RequestHeader header) {}
    List<Due> due = new ArrayList<>();
    for (RequestHeader header : of(controller, header -> !header.status().isFinal()).toList()) {
      LocalDate lastDay = header.lastDay();
      if (lastDay != null && !lastDay.isAfter(onOrBefore)) {
        due.add(new Due(lastDay, header));
      }
    }
    return due.stream()
        .sorted(Comparator.comparing(Due::lastDay).thenComparing(Due::header, BY_ID))
        .limit(limit)
        .map(Due::header)
        .toList();
  }

  @Override
  public synchronized List<RequestHeader> list(
      PartyId controller, @Nullable RequestId after, int limit) {
    return page(controller, after, limit, header -> true);
  }

  @Override
  public synchronized List<RequestHeader> unfinished(
      PartyId controller, @Nullable RequestId after, int limit) {
    return page(
        controller,
        after,
        limit,
        header ->
            header.status() == RequestStatus.IN_PROGRESS
                || header.status() == RequestStatus.PARTLY_FULFILLED);
  }

  @Override
  public synchronized List<RequestHeader> unverified(
      PartyId controller, @Nullable RequestId after, int limit) {
    return page(controller, after, limit, header -> header.subject() == null);
  }

  @Override
  public synchronized List<RequestHeader> ofSubject(PartyId controller, SubjectKey subject) {
    return of(controller, header -> subject.equals(header.subject()))
        .sorted(Comparator.comparing(RequestHeader::receivedOn).thenComparing(BY_ID))
        .toList();
  }

  @Override
  public synchronized List<RequestHeader> duplicatesOf(RequestId original) {
    return headers.values().stream()
        .filter(header -> original.equals(header.duplicateOf()))
        .toList();
  }

  @Override
  public synchronized long claim(RequestId id) {
    if (!headers.containsKey(id.value())) {
      throw new RequestNotFoundException(id);
    }
    return fences.merge(id, 1L, Long::sum);
  }

  @Override
  public synchronized long fence(RequestId id) {
    return fences.getOrDefault(id, 0L);
  }

  @Override
  public synchronized void checkpoint(RequestId id, long fence, TaskCheckpoint checkpoint) {
    requireClaim(id, fence);
    checkpoints
        .computeIfAbsent(id, key -> new TreeMap<>())
        .put(checkpoint.task().value(), checkpoint);
  }

  @Override
  public synchronized List<TaskCheckpoint> checkpoints(RequestId id) {
    return List.copyOf(checkpoints.getOrDefault(id, Map.of()).values());
  }

  private List<RequestHeader> page(
      PartyId controller, @Nullable RequestId after, int limit, Predicate<RequestHeader> wanted) {
    return of(controller, wanted)
        .filter(header -> after == null || header.id().value().compareTo(after.value()) > 0)
        .limit(limit)
        .toList();
  }

  /** In the order of their ids. */
  private Stream<RequestHeader> of(PartyId controller, Predicate<RequestHeader> wanted) {
    return headers.values().stream()
        .filter(header -> header.controller().equals(controller))
        .filter(wanted);
  }

  private void requireClaim(RequestId id, long fence) {
    Long last = fences.get(id);
    if (last == null || last != fence) {
      throw new LostClaimException(id);
    }
  }

  private static final class Chain {
    private final List<byte[]> entries = new ArrayList<>();
    private final Map<StreamId, List<byte[]>> streams = new HashMap<>();
    private EvidenceHead head;

    Chain(PartyId controller) {
      head = EvidenceHead.none(controller);
    }

    void add(EvidenceEntry entry) {
      byte[] bytes = entry.bytes();
      entries.add(bytes);
      streams.computeIfAbsent(entry.stream(), key -> new ArrayList<>()).add(bytes);
      head = entry.head();
    }

    Chain copy() {
      Chain copy = new Chain(head.controller());
      copy.head = head;
      copy.entries.addAll(entries);
      streams.forEach((stream, bytes) -> copy.streams.put(stream, new ArrayList<>(bytes)));
      return copy;
    }
  }

  /** A transaction: looks at what it has itself written first, and writes at the end or never. */
  private final class Step {

    private record Place(PartyId controller, StreamId stream) {}

    private final Map<PartyId, EvidenceHead> heads = new HashMap<>();
    private final Map<Place, Long> versions = new HashMap<>();
    private final Map<String, RequestHeader> newHeaders = new TreeMap<>();
    private final List<EvidenceEntry> entries = new ArrayList<>();
    private final List<RequestChange> taken = new ArrayList<>();

    EvidenceEntry append(PartyId controller, EvidenceDraft draft) {
      long version = version(controller, draft.stream());
      if (version != draft.expectedVersion()) {
        throw new StaleStreamException(draft.stream(), draft.expectedVersion(), version);
      }
      EvidenceHead before =
          heads.getOrDefault(controller, InMemoryRequestStore.this.head(controller));
      EvidenceEntry entry = EvidenceEntry.after(before, draft);
      heads.put(controller, entry.head());
      versions.put(new Place(controller, draft.stream()), entry.version());
      entries.add(entry);
      return entry;
    }

    void take(RequestChange change) {
      RequestHeader header = change.header();
      RequestHeader known = header(header.id());
      Long fence = change.fence();
      if (fence != null) {
        requireClaim(header.id(), fence);
      }
      if (known != null && !known.controller().equals(header.controller())) {
        throw new StaleRequestException(header.id());
      }
      StreamId own = header.id().stream();
      for (EvidenceDraft draft : change.drafts()) {
        if (draft.stream().equals(own)
            && version(header.controller(), own) != draft.expectedVersion()) {
          throw new StaleRequestException(header.id());
        }
        append(header.controller(), draft);
      }
      if (version(header.controller(), own) != header.version()) {
        throw new StaleRequestException(header.id());
      }
      if (header.isActive()) {
        requireOnly(header);
      }
      newHeaders.put(header.id().value(), header);
      taken.add(change);
    }

    private void requireOnly(RequestHeader header) {
      for (RequestHeader kept : headers.values()) {
        RequestHeader other = newHeaders.getOrDefault(kept.id().value(), kept);
        requireOther(header, other);
      }
      newHeaders.values().forEach(other -> requireOther(header, other));
    }

    private void requireOther(RequestHeader header, RequestHeader other) {
      if (other.isActive()
          && !other.id().equals(header.id())
          && other.controller().equals(header.controller())
          && other.claim() == header.claim()
          && Objects.equals(other.subject(), header.subject())) {
        throw new DuplicateRequestException(header.id(), other.id());
      }
    }

    private @Nullable RequestHeader header(RequestId id) {
      RequestHeader written = newHeaders.get(id.value());
      return written == null ? headers.get(id.value()) : written;
    }

    private long version(PartyId controller, StreamId stream) {
      Long written = versions.get(new Place(controller, stream));
      if (written != null) {
        return written;
      }
      Chain chain = chains.get(controller);
      return chain == null ? 0 : chain.streams.getOrDefault(stream, List.of()).size();
    }

    void apply() {
      for (EvidenceEntry entry : entries) {
        chains.computeIfAbsent(entry.controller(), Chain::new).add(entry);
      }
      headers.putAll(newHeaders);
      for (RequestChange change : taken) {
        RequestId id = change.header().id();
        if (change.papers() instanceof RequestChange.Papers.Put put) {
          papers.put(id, put.file());
        } else if (change.papers() instanceof RequestChange.Papers.Erase) {
          papers.remove(id);
          checkpoints.remove(id);
        }
      }
    }
  }
}
