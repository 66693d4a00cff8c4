package io.github.gdprkit.example.chat.vendor;

import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.EvidenceStore;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.Organisation;
import io.github.gdprkit.fulfilment.EndOfServiceId;
import io.github.gdprkit.party.PartyId;
import java.sql.SQLException;
import java.util.List;

/** The organisations that have a contract with the vendor: all but those that have left. */
public final class Customers {

  // Names in evidence are kept for years; these are those of the end of a service.
  private static final StreamId ENDINGS = new StreamId("end-of-service-register", "all");
  private static final String REFERENCE = "reference";
  private static final String ENDED = "service-ended";

  private Customers() {}

  /** Who is a customer now. */
  public static List<Organisation> of(ChatDatabase database, EvidenceStore evidence)
      throws SQLException {
    return database.organisations().all().stream()
        .filter(organisation -> !hasLeft(new PartyId(organisation.name()), evidence))
        .toList();
  }

  private static boolean hasLeft(PartyId controller, EvidenceStore evidence) {
    return evidence.stream(controller, ENDINGS).stream()
        .map(entry -> new EndOfServiceId(entry.detail(REFERENCE)).stream())
        .flatMap(stream -> evidence.stream(controller, stream).stream())
        .map(EvidenceEntry::type)
        .anyMatch(ENDED::equals);
  }
}
