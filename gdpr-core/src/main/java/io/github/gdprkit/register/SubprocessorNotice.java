package io.github.gdprkit.register;

import io.github.gdprkit.markup.Cell;
import io.github.gdprkit.markup.Document;
import io.github.gdprkit.party.Authorisation;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.party.Transfer;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one controller is told of an intended subprocessor (Art. 28(2)). It is about this controller
 * only: nothing in it says who else was told.
 *
 * @param subprocessor which entry of the register
 * @param to whom it is for
 * @param processor who intends to engage it, and stays liable for it (Art. 28(4))
 * @param organisation who it is
 * @param role what it does, in a few words
 * @param description of the processing
 * @param services ids of the services for which it works
 * @param transfers to third countries, and what allows them
 * @param engagedBy name of the subprocessor that engages it; {@code null} when the processor does
 * @param replaces name of whom it replaces; {@code null} when it is an addition
 * @param on civil day of the notice
 * @param authorisation what the controller is asked for: to object, or to authorise
 * @param objectionUntil the last day to object under a general authorisation, counted as the
 *     agreement says; {@code null} under a specific one, where nothing happens without an answer
 */
public record SubprocessorNotice(
    SubprocessorId subprocessor,
    Controller to,
    Organisation processor,
    Organisation organisation,
    String role,
    String description,
    List<String> services,
    List<Transfer> transfers,
    @Nullable String engagedBy,
    @Nullable String replaces,
    LocalDate on,
    Authorisation authorisation,
    @Nullable LocalDate objectionUntil) {

  /** Refuses a window where there is none, and none where there is one. */
  public SubprocessorNotice {
    Objects.requireNonNull(subprocessor, "subprocessor");
    Objects.requireNonNull(to, "to");
    Objects.requireNonNull(on, "on");
    services = List.copyOf(services);
    transfers = List.copyOf(transfers);
    if ((authorisation == Authorisation.GENERAL) != (objectionUntil != null)) {
      throw new IllegalArgumentException(
          "Under a general authorisation there is a last day to object, under a specific one none");
    }
  }

  /** The notice as a page, to send or to show. */
  public SubprocessorPage document() {
    Map<String, List<Cell>> facts = new LinkedHashMap<>();
    facts.put("For", List.of(Cell.of(to.name())));
    facts.put("From", List.of(Cell.of(processor.name())));
    facts.put("Date", List.of(Cell.of(on.toString())));
    Document page =
        new Document("Intended subprocessor: " + organisation.name())
            .facts(facts)
            .paragraph(
                replaces == null
                    ? processor.name() + " intends to engage another processor for your data."
                    : processor.name()
                        + " intends to engage another processor for your data, in the place of "
                        + replaces
                        + ".");
    if (objectionUntil != null) {
      page.note("You can object until " + objectionUntil + ", that day included (Art. 28(2)).");
    } else {
      page.note(
          "It is not engaged for your data before you have authorised it (Art. 28(2)). Please"
              + " authorise or refuse.");
    }
    page.section("Who it is and what it does");
    Map<String, List<Cell>> who =
        SubprocessorPage.facts(organisation, role, description, services, transfers, engagedBy);
    who.put(
        "Contacts",
        organisation.contacts().stream()
            .map(contact -> Cell.of(contact.text() + " (" + contact.kind().text() + ")"))
            .toList());
    page.facts(who);
    return new SubprocessorPage(page);
  }

  /** Without names and words. */
  @Override
  public String toString() {
    return "SubprocessorNotice[" + subprocessor + ", " + on + ", " + authorisation + "]";
  }
}
