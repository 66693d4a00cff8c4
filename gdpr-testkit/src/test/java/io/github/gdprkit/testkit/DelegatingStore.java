package io.github.gdprkit.testkit;

import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.EvidenceHead;
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

/** A store that passes everything on, for tests that change one thing of it. */
public class DelegatingStore implements RequestStore {

  private final RequestStore store;

  public DelegatingStore(RequestStore store) {
    this.store = store;
  }

  @Override
  public void commit(List<RequestChange> changes) {
    store.commit(changes);
  }

  @Override
  public List<EvidenceEntry> append(PartyId controller, List<EvidenceDraft> drafts) {
    return store.append(controller, drafts);
  }

  @Override
  public List<EvidenceEntry> commit(
      PartyId owner, List<EvidenceDraft> drafts, List<SheetChange> sheets) {
    return store.commit(owner, drafts, sheets);
  }

  @Override
  public Optional<Sheet> sheet(PartyId owner, SheetId id) {
    return store.sheet(owner, id);
  }

  @Override
  public List<Sheet> sheets(PartyId owner, String kind, @Nullable String after, int limit) {
    return store.sheets(owner, kind, after, limit);
  }

  @Override
  public EvidenceHead head(PartyId controller) {
    return store.head(controller);
  }

  @Override
  public List<EvidenceEntry> stream(PartyId controller, StreamId stream) {
    return store.stream(controller, stream);
  }

  @Override
  public List<EvidenceEntry> read(PartyId controller, long afterSeq, int limit) {
    return store.read(controller, afterSeq, limit);
  }

  @Override
  public Optional<RequestHeader> find(RequestId id) {
    return store.find(id);
  }

  @Override
  public Optional<RequestFile> papers(RequestId id) {
    return store.papers(id);
  }

  @Override
  public List<RequestHeader> due(PartyId controller, LocalDate onOrBefore, int limit) {
    return store.due(controller, onOrBefore, limit);
  }

  @Override
  public List<RequestHeader> list(PartyId controller, @Nullable RequestId after, int limit) {
    return store.list(controller, after, limit);
  }

  @Override
  public List<RequestHeader> unfinished(PartyId controller, @Nullable RequestId after, int limit) {
    return store.unfinished(controller, after, limit);
  }

  @Override
  public List<RequestHeader> unverified(PartyId controller, @Nullable RequestId after, int limit) {
    return store.unverified(controller, after, limit);
  }

  @Override
  public List<RequestHeader> ofSubject(PartyId controller, SubjectKey subject) {
    return store.ofSubject(controller, subject);
  }

  @Override
  public List<RequestHeader> duplicatesOf(RequestId original) {
    return store.duplicatesOf(original);
  }

  @Override
  public long claim(RequestId id) {
    return store.claim(id);
  }

  @Override
  public long fence(RequestId id) {
    return store.fence(id);
  }

  @Override
  public void checkpoint(RequestId id, long fence, TaskCheckpoint checkpoint) {
    store.checkpoint(id, fence, checkpoint);
  }

  @Override
  public List<TaskCheckpoint> checkpoints(RequestId id) {
    return store.checkpoints(id);
  }
}
