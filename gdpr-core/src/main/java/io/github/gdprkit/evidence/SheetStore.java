package io.github.gdprkit.evidence;

import io.github.gdprkit.party.PartyId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the sheets of registers beside the chain, each under the party whose register it is, which
 * is the party of the chain. One party's sheets are never found through another's.
 *
 * <p>What is appended and the sheets that go with it are one transaction: the expected versions of
 * the streams are the fence of the sheets as well. When {@link #commit} returned, it survives
 * {@code kill -9}; when it threw, nothing was written. Every store, the in-memory fake included,
 * passes {@code SheetStoreContract} of gdpr-testkit. Safe for use by many threads and processes.
 */
public interface SheetStore extends EvidenceStore {

  /**
   * Appends entries and changes sheets, all or nothing, in this order.
   *
   * @param drafts one at least: no sheet changes without evidence of it
   * @return the entries as they are stored now
   * @throws IllegalArgumentException when there is no draft
   * @throws StaleStreamException when a stream does not have the expected number of entries:
   *     somebody else was faster
   * @throws EvidenceStoreException when the store fails
   */
  List<EvidenceEntry> commit(PartyId owner, List<EvidenceDraft> drafts, List<SheetChange> sheets);

  /**
   * The sheet, unless it is erased.
   *
   * @throws EvidenceStoreException when the store fails
   */
  Optional<Sheet> sheet(PartyId owner, SheetId id);

  /**
   * Sheets of one kind by id, in the order of Unicode code points.
   *
   * @param after the id behind which to go on, or {@code null} to begin
   * @param limit how many at most
   * @throws EvidenceStoreException when the store fails
   */
  List<Sheet> sheets(PartyId owner, String kind, @Nullable String after, int limit);

  /**
   * Reads all sheets of one kind by id, a hundred at a time. What is written or erased meanwhile
   * may be read or not.
   *
   * @throws EvidenceStoreException when the store fails
   */
  default void eachSheet(PartyId owner, String kind, Consumer<? super Sheet> use) {
    int limit = 100;
    String after = null;
    List<Sheet> page;
    do {
      page = sheets(owner, kind, after, limit);
      for (Sheet sheet : page) {
        use.accept(sheet);
        after = sheet.id().id();
      }
    } while (page.size() == limit);
  }
}
