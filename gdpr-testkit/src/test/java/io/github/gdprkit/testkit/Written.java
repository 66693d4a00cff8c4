package io.github.gdprkit.testkit;

import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.EvidenceStore;
import io.github.gdprkit.party.PartyId;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What is in a controller's chain. */
public final class Written {

  private Written() {}

  /** All entries. */
  public static List<EvidenceEntry> entries(EvidenceStore store, PartyId controller) {
    return store.read(controller, 0, Integer.MAX_VALUE);
  }

  /** How many entries are of this type. */
  public static long count(EvidenceStore store, PartyId controller, String type) {
    return entries(store, controller).stream().filter(entry -> entry.type().equals(type)).count();
  }

  /** Everything that is stored, as text. */
  public static String text(EvidenceStore store, PartyId controller) {
    StringBuilder text = new StringBuilder();
    for (EvidenceEntry entry : entries(store, controller)) {
      text.append(new String(entry.bytes(), StandardCharsets.UTF_8));
    }
    return text.toString();
  }
}
