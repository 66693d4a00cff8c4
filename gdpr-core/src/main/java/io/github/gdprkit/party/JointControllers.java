package io.github.gdprkit.party;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Controllers that decide together, and the arrangement between them (Art. 26). A data subject can
 * turn to each of them, whatever it says (Art. 26(3)).
 *
 * @param responsibilities what each of them does, in words; two controllers at least
 * @param contactPoint to whom data subjects are asked to turn, one of them; {@code null} when none
 *     is designated
 * @param essence what data subjects are told of the arrangement; not blank (Art. 26(2))
 * @param published where it can be read; {@code null} when it is given out on request
 */
public record JointControllers(
    Map<PartyId, String> responsibilities,
    @Nullable PartyId contactPoint,
    String essence,
    @Nullable URI published) {

  /** Refuses an arrangement that Art. 26 does not allow with {@link IllegalArgumentException}. */
  public JointControllers {
    responsibilities = Collections.unmodifiableMap(new LinkedHashMap<>(responsibilities));
    if (responsibilities.size() < 2) {
      throw new IllegalArgumentException("Joint controllers are two at least");
    }
    if (essence.isBlank() || responsibilities.values().stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "An arrangement says what each controller does, and what data subjects are told of it"
              + " (Art. 26)");
    }
    if (contactPoint != null && !responsibilities.containsKey(contactPoint)) {
      throw new IllegalArgumentException("The contact point is one of the joint controllers");
    }
  }

  /** Who they are, in the order in which they were named. */
  public Set<PartyId> controllers() {
    return responsibilities.keySet();
  }
}
