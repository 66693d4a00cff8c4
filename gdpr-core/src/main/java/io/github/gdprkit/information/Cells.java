package io.github.gdprkit.information;

import io.github.gdprkit.markup.Cell;
import java.util.List;

/** What both records of processing say in the same way. */
final class Cells {

  /** Where the Regulation asks for something that nobody said. */
  static final String MISSING = "missing";

  private Cells() {}

  static List<Cell> of(List<String> texts) {
    return texts.stream().map(Cell::of).toList();
  }

  /** Each with a link to a copy of its safeguards, where there is one. */
  static List<Cell> ofTransfers(List<RecipientTransfer> transfers) {
    return transfers.isEmpty()
        ? of(List.of("none"))
        : transfers.stream()
            .map(transfer -> new Cell(transfer.text(), transfer.transfer().copy()))
            .toList();
  }
}
