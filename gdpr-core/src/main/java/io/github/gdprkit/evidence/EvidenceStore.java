package io.github.gdprkit.evidence;

import io.github.gdprkit.party.PartyId;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the chains, append-only. What is stored are the {@linkplain EvidenceEntry#bytes bytes} as
 * they were hashed, and they are never changed or deleted.
 *
 * <p>An append is one transaction that holds the controller's head from reading it to writing it,
 * so that two writers, on two nodes as well, get one after the other and the chain never forks.
 * When an append returned, it survives {@code kill -9}. Every store, the in-memory fake included,
 * passes {@code EvidenceStoreContract} of gdpr-testkit. Safe for use by many threads.
 */
public interface EvidenceStore {

  /**
   * Appends entries, all or none, in this order.
   *
   * @return the entries as they are stored now
   * @throws StaleStreamException when a stream does not have the expected number of entries:
   *     somebody else was faster; nothing was written
   * @throws EvidenceStoreException when the store fails; nothing was written
   */
  List<EvidenceEntry> append(PartyId controller, List<EvidenceDraft> drafts);

  /**
   * The end of a controller's chain.
   *
   * @throws EvidenceStoreException when the store fails
   */
  EvidenceHead head(PartyId controller);

  /**
   * All entries of one stream, oldest first; empty when there are none.
   *
   * @throws EvidenceStoreException when the store fails
   */
  List<EvidenceEntry> stream(PartyId controller, StreamId stream);

  /**
   * The newest entry of one stream, if it has any. Reads the whole stream unless the store knows
   * better, and a store that keeps long streams should.
   *
   * @throws EvidenceStoreException when the store fails
   */
  default Optional<EvidenceEntry> last(PartyId controller, StreamId stream) {
    List<EvidenceEntry> entries = stream(controller, stream);
    return entries.isEmpty() ? Optional.empty() : Optional.of(entries.get(entries.size() - 1));
  }

  /**
   * The next entries of a chain behind this one, oldest first, at most {@code limit} of them; empty
   * at the end.
   *
   * @param afterSeq 0 to begin
   * @throws EvidenceStoreException when the store fails, or an entry cannot be read
   */
  List<EvidenceEntry> read(PartyId controller, long afterSeq, int limit);
}
