package io.github.gdprkit.information;

import io.github.gdprkit.markup.Cell;
import io.github.gdprkit.markup.Document;
import java.util.List;
import java.util.Locale;

/** What is missing, as a part of a document that nobody should miss. */
final class GapTable {

  private GapTable() {}

  static void write(List<InformationGap> gaps, Document document) {
    if (gaps.isEmpty()) {
      return;
    }
    document.section("Still missing");
    document.note(
        gaps.size() == 1
            ? "One thing that the Regulation asks for has not been said yet."
            : gaps.size() + " things that the Regulation asks for have not been said yet.");
    document.table(
        List.of("Article", "Required", "About", "What is missing"),
        gaps.stream()
            .map(
                gap ->
                    List.of(
                        Cell.of(gap.provision()),
                        Cell.of(word(gap.required())),
                        Cell.of(gap.about()),
                        Cell.of(gap.text())))
            .toList());
  }

  private static String word(Required required) {
    return required.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
