package io.github.gdprkit.register;

import io.github.gdprkit.markup.Cell;
import io.github.gdprkit.markup.Document;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.party.Transfer;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page for people, as HTML or Markdown. The same content gives the same bytes, and names and
 * words can only ever be text in it.
 */
public final class SubprocessorPage {

  private final Document document;

  SubprocessorPage(Document document) {
    this.document = document;
  }

  /** One file without script, or anything from elsewhere. */
  public String html() {
    return document.html();
  }

  /** The same as Markdown. */
  public String markdown() {
    return document.markdown();
  }

  /** Who it is and what it does. */
  static Map<String, List<Cell>> facts(
      Organisation organisation,
      String role,
      String description,
      List<String> services,
      List<Transfer> transfers,
      @Nullable String engagedBy) {
    Map<String, List<Cell>> facts = new LinkedHashMap<>();
    facts.put("Role", List.of(Cell.of(role)));
    facts.put("Processing", List.of(Cell.of(description)));
    facts.put("For", services.stream().map(Cell::of).toList());
    facts.put("Address", List.of(Cell.of(organisation.address())));
    facts.put("Country", List.of(Cell.of(organisation.country().name())));
    URI website = organisation.website();
    if (website != null) {
      facts.put("Website", List.of(new Cell(website.toString(), website)));
    }
    facts.put(
        "Transfers",
        transfers.stream().map(transfer -> new Cell(transfer.text(), transfer.copy())).toList());
    facts.put("Engaged by", engagedBy == null ? List.of() : List.of(Cell.of(engagedBy)));
    return facts;
  }

  /** Says how long it is, and nothing of what is on it. */
  @Override
  public String toString() {
    return "SubprocessorPage[" + markdown().length() + " characters]";
  }
}
