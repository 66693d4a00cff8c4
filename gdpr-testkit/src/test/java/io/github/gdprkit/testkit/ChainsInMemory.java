package io.github.gdprkit.testkit;

import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.EvidenceHead;
import io.github.gdprkit.evidence.EvidenceStore;
import io.github.gdprkit.evidence.StaleStreamException;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.party.PartyId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Chains of evidence in memory, for what is counted in them. */
public final class ChainsInMemory implements EvidenceStore {

  private final Map<PartyId, List<EvidenceEntry>> chains = new HashMap<>();

  @Override
  public synchronized List<EvidenceEntry> append(PartyId controller, List<EvidenceDraft> drafts) {
    List<EvidenceEntry> chain = new ArrayList<>(chain(controller));
    EvidenceHead head = head(controller);
    List<EvidenceEntry> added = new ArrayList<>();
    for (EvidenceDraft draft : drafts) {
      long version = chain.stream().filter(entry -> entry.stream().equals(draft.stream())).count();
      if (version != draft.expectedVersion()) {
        throw new StaleStreamException(draft.stream(), draft.expectedVersion(), version);
      }
      EvidenceEntry entry = EvidenceEntry.after(head, draft);
      head = entry.head();
      chain.add(entry);
      added.add(entry);
    }
    chains.put(controller, chain);
    return added;
  }

  @Override
  public synchronized EvidenceHead head(PartyId controller) {
    List<EvidenceEntry> chain = chain(controller);
    return chain.isEmpty() ? EvidenceHead.none(controller) : chain.get(chain.size() - 1).head();
  }

  @Override
  public synchronized List<EvidenceEntry> stream(PartyId controller, StreamId stream) {
    return chain(controller).stream().filter(entry -> entry.stream().equals(stream)).toList();
  }

  @Override
  public synchronized List<EvidenceEntry> read(PartyId controller, long afterSeq, int limit) {
    return chain(controller).stream().filter(entry -> entry.seq() > afterSeq).limit(limit).toList();
  }

  /** All entries of a controller. */
  public synchronized List<EvidenceEntry> chain(PartyId controller) {
    return chains.getOrDefault(controller, List.of());
  }

  /** How many entries of this type a controller has. */
  public long count(PartyId controller, String type) {
    return chain(controller).stream().filter(entry -> entry.type().equals(type)).count();
  }

  /** Everything that is stored, as text. */
  public synchronized String text() {
    StringBuilder text = new StringBuilder();
    for (List<EvidenceEntry> chain : chains.values()) {
      chain.forEach(entry -> text.append(new String(entry.bytes(), StandardCharsets.UTF_8)));
    }
    return text.toString();
  }
}
