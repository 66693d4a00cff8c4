package io.github.gdprkit.request;

import io.github.gdprkit.code.Codes;
import io.github.gdprkit.processing.LegalBasis;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a decision is written in evidence: {@code decision}, {@code refused-as-a-whole}, and for each
 * legal basis {@code granted-on-...} with the conditions, {@code withheld-on-...} and {@code
 * refused-on-...} with the grounds.
 */
final class DecisionCodes {

  private static final String DECISION = "decision";
  private static final String GRANTED = "granted";
  private static final String PARTLY = "partly-granted";
  private static final String REFUSED = "refused";
  private static final String WHOLE = "refused-as-a-whole";
  private static final String GRANTED_ON = "granted-on-";
  private static final String WITHHELD_ON = "withheld-on-";
  private static final String REFUSED_ON = "refused-on-";

  private DecisionCodes() {}

  static Map<String, String> write(Decision decision) {
    Map<String, String> details = new TreeMap<>();
    details.put(DECISION, name(decision));
    if (decision instanceof Decision.Refused refused && refused.whole() != null) {
      details.put(WHOLE, refused.whole().code());
    }
    decision
        .rulings()
        .forEach(
            (basis, ruling) -> {
              String on = Codes.of(basis);
              if (ruling instanceof Ruling.Refuse refuse) {
                details.put(REFUSED_ON + on, refuse.ground().code());
              } else if (ruling instanceof Ruling.Grant grant) {
                details.put(GRANTED_ON + on, Codes.join(grant.conditions()));
                if (!grant.withheld().isEmpty()) {
                  details.put(WITHHELD_ON + on, Codes.join(grant.withheld()));
                }
              }
            });
    return Collections.unmodifiableMap(details);
  }

  static Decision read(Map<String, String> details) {
    Map<LegalBasis, Ruling> rulings = new EnumMap<>(LegalBasis.class);
    for (LegalBasis basis : LegalBasis.values()) {
      @Nullable Ruling ruling = ruling(details, Codes.of(basis));
      if (ruling != null) {
        rulings.put(basis, ruling);
      }
    }
    @Nullable String whole = details.get(WHOLE);
    String name = details.getOrDefault(DECISION, "");
    if (whole != null && !name.equals(REFUSED)) {
      throw new IllegalArgumentException("Only a refusal refuses a request as a whole");
    }
    return switch (name) {
      case GRANTED -> new Decision.Granted(rulings, "");
      case PARTLY -> new Decision.PartlyGranted(rulings, "");
      case REFUSED ->
          new Decision.Refused(
              whole == null ? null : Codes.read(RefusalGround.class, whole), rulings, "");
      default -> throw new IllegalArgumentException("These details tell no decision");
    };
  }

  private static @Nullable Ruling ruling(Map<String, String> details, String on) {
    @Nullable String granted = details.get(GRANTED_ON + on);
    @Nullable String withheld = details.get(WITHHELD_ON + on);
    @Nullable String refused = details.get(REFUSED_ON + on);
    if (refused != null && granted == null && withheld == null) {
      return new Ruling.Refuse(Codes.read(RefusalGround.class, refused));
    }
    if (refused != null || granted == null && withheld != null) {
      throw new IllegalArgumentException("These details rule on " + on + " in two ways");
    }
    return granted == null
        ? null
        : new Ruling.Grant(
            Codes.split(Condition.class, granted),
            withheld == null ? Set.of() : Codes.split(RefusalGround.class, withheld));
  }

  private static String name(Decision decision) {
    if (decision instanceof Decision.Granted) {
      return GRANTED;
    }
    return decision instanceof Decision.Refused ? REFUSED : PARTLY;
  }
}
