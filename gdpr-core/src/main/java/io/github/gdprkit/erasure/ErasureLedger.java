package io.github.gdprkit.erasure;

import io.github.gdprkit.party.PartyId;
import java.util.function.Consumer;

/**
 * What was erased, kept <em>outside</em> of the database that it was erased from (Art. 5(2), 17):
 * whoever restores a backup of the database gets erased people back, and this is what still knows.
 * Append-only, one per controller, free of names and addresses: it holds pseudonyms, which stay
 * personal data for whoever has the secret of {@link io.github.gdprkit.subject.SubjectKeys}.
 *
 * <p>Keep it where no backup of the database reaches it: in another file system or another
 * database, with copies of its own. When both are restored from one backup, nobody can notice.
 *
 * <p>When an append returned, it survives {@code kill -9} and the loss of power. Safe for use by
 * many threads and processes.
 */
public interface ErasureLedger {

  /** Whose ledger. */
  PartyId controller();

  /**
   * Appends an entry.
   *
   * @return the entry as it is kept now
   * @throws LedgerDamagedException when what is there is not what this ledger wrote; nothing was
   *     appended
   * @throws LedgerStoreException when it failed; the entry may be there or not, so append it again
   *     before anything is destroyed: an entry too many does no harm
   */
  LedgerEntry append(LedgerDraft draft);

  /**
   * The end of the ledger.
   *
   * @throws LedgerDamagedException when what is there is not what this ledger wrote
   * @throws LedgerStoreException when it cannot be read
   */
  LedgerHead head();

  /**
   * Passes the entries behind this one, oldest first, one after the other, up to the end that the
   * ledger has at the time of the call.
   *
   * @param seq 0 to begin
   * @throws LedgerDamagedException when what is there is not what this ledger wrote
   * @throws LedgerStoreException when it cannot be read
   */
  void entriesAfter(long seq, Consumer<LedgerEntry> visitor);
}
