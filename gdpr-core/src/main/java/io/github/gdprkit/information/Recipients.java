package io.github.gdprkit.information;

import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.processing.Recipient;
import java.util.ArrayList;
import java.util.List;

/** Recipients, each once: by the key in the registers, or by name where one of two has no key. */
final class Recipients {

  private final List<Recipient> all = new ArrayList<>();

  void add(Recipient recipient) {
    for (int i = 0; i < all.size(); i++) {
      if (isSame(all.get(i), recipient)) {
        if (all.get(i).party() == null) {
          all.set(i, recipient);
        }
        return;
      }
    }
    all.add(recipient);
  }

  List<Recipient> all() {
    return List.copyOf(all);
  }

  static boolean isSame(Recipient one, Recipient other) {
    PartyId party = one.party();
    return party != null && other.party() != null
        ? party.equals(other.party())
        : one.name().equalsIgnoreCase(other.name());
  }
}
