package io.github.gdprkit.testkit.memory;

import io.github.gdprkit.erasure.ErasureLedger;
import io.github.gdprkit.erasure.LedgerDraft;
import io.github.gdprkit.erasure.LedgerEntry;
import io.github.gdprkit.erasure.LedgerHead;
import io.github.gdprkit.party.PartyId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A ledger of erasures in memory. It outlives whatever store of requests a test puts back, as a
 * real one outlives the database, and keeps its entries as the lines that a file would have.
 */
public final class InMemoryErasureLedger implements ErasureLedger {

  private final PartyId controller;
  private final List<String> lines = new ArrayList<>();
  private LedgerHead head;

  /** A ledger with nothing in it. */
  public InMemoryErasureLedger(PartyId controller) {
    this.controller = controller;
    this.head = LedgerHead.none(controller);
  }

  @Override
  public PartyId controller() {
    return controller;
  }

  @Override
  public synchronized LedgerEntry append(LedgerDraft draft) {
    LedgerEntry entry = LedgerEntry.after(head, draft);
    lines.add(entry.line());
    head = entry.head();
    return entry;
  }

  @Override
  public synchronized LedgerHead head() {
    return head;
  }

  @Override
  public void entriesAfter(long seq, Consumer<LedgerEntry> visitor) {
    List<String> then;
    synchronized (this) {
      then =
          List.copyOf(lines.subList((int) Math.min(Math.max(0, seq), lines.size()), lines.size()));
    }
    then.forEach(line -> visitor.accept(LedgerEntry.read(controller, line)));
  }

  /** Loses every entry behind this one, as a ledger that was put back from a backup has. */
  public synchronized void cutBehind(long seq) {
    lines.subList((int) seq, lines.size()).clear();
    head =
        lines.isEmpty()
            ? LedgerHead.none(controller)
            : LedgerEntry.read(controller, lines.get(lines.size() - 1)).head();
  }
}
