package io.github.gdprkit.information;

import io.github.gdprkit.markup.Cell;
import io.github.gdprkit.party.Contact;
import io.github.gdprkit.party.ContactKind;
import io.github.gdprkit.party.Organisation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who an organisation is and how to reach it, and what is missing of that. */
final class PartyFacts {

  private PartyFacts() {}

  static Map<String, List<Cell>> of(Organisation organisation) {
    Map<String, List<Cell>> facts = new LinkedHashMap<>();
    facts.put("Name", List.of(Cell.of(organisation.name())));
    facts.put("Address", List.of(Cell.of(organisation.address())));
    facts.put("Country", List.of(Cell.of(organisation.country().name())));
    for (ContactKind kind : ContactKind.values()) {
      facts.put(title(kind), cells(organisation, kind));
    }
    facts.put(
        "Website",
        organisation.website() == null
            ? List.of()
            : List.of(new Cell(organisation.website().toString(), organisation.website())));
    return facts;
  }

  private static List<Cell> cells(Organisation organisation, ContactKind kind) {
    List<Cell> cells =
        organisation.contacts().stream()
            .filter(contact -> contact.kind() == kind)
            .map(contact -> Cell.of(contact.text()))
            .toList();
    return cells.isEmpty() && kind == ContactKind.DATA_PROTECTION_OFFICER
        ? List.of(Cell.of("none named"))
        : cells;
  }

  static String title(ContactKind kind) {
    return Character.toUpperCase(kind.text().charAt(0)) + kind.text().substring(1);
  }

  /** On one line: name, address, country. */
  static String line(Organisation organisation) {
    List<String> parts = new ArrayList<>();
    parts.add(organisation.name());
    if (!organisation.address().isBlank()) {
      parts.add(organisation.address());
    }
    parts.add(organisation.country().name());
    return String.join(", ", parts);
  }

  /** On one line, with everybody who can be asked there. */
  static String lineWithContacts(Organisation organisation) {
    List<String> parts = new ArrayList<>();
    parts.add(line(organisation));
    for (Contact contact : organisation.contacts()) {
      parts.add(contact.kind().text() + ": " + contact.text());
    }
    return String.join("; ", parts);
  }

  /** What is missing of its contact details, which this provision asks for. */
  static List<InformationGap> gaps(Organisation organisation, String provision) {
    List<InformationGap> gaps = new ArrayList<>();
    if (organisation.address().isBlank()) {
      gaps.add(
          new InformationGap(
              provision,
              Required.ALWAYS,
              organisation.name(),
              "there is no postal address; add it with at(...)"));
    }
    if (organisation.contacts().isEmpty()) {
      gaps.add(
          new InformationGap(
              provision,
              Required.ALWAYS,
              organisation.name(),
              "there is nobody to ask: no e-mail address, telephone number or link; add a Contact"));
    }
    return gaps;
  }
}
