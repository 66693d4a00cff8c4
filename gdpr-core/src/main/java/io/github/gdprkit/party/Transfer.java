package io.github.gdprkit.party;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A transfer to a third country or an international organisation, and what allows it (Art. 44,
 * 30(1)(e), 15(2)).
 *
 * @param to where the data goes
 * @param mechanism what allows it
 * @param safeguards what protects the data there, in words; needed for compelling interests (Art.
 *     30(1)(e)), may be empty else
 * @param copy where a person gets a copy of the safeguards (Art. 13(1)(f)); {@code null} when it is
 *     not said
 */
public record Transfer(
    Country to, TransferMechanism mechanism, String safeguards, @Nullable URI copy) {

  /** Refuses compelling interests without safeguards with {@link IllegalArgumentException}. */
  public Transfer {
    Objects.requireNonNull(to, "to");
    Objects.requireNonNull(mechanism, "mechanism");
    if (mechanism == TransferMechanism.COMPELLING_INTERESTS && safeguards.isBlank()) {
      throw new IllegalArgumentException(
          "A transfer on compelling legitimate interests needs its safeguards on record"
              + " (Art. 49(6), 30(1)(e))");
    }
  }

  /** A transfer with nothing more to say about it. */
  public static Transfer to(Country country, TransferMechanism mechanism) {
    return new Transfer(country, mechanism, "", null);
  }

  /** In words, such as "United States: adequacy decision (Art. 45)". */
  public String text() {
    String words = to.name() + ": " + mechanism.text() + " (Art. " + mechanism.provision() + ")";
    return safeguards.isEmpty() ? words : words + "; " + safeguards;
  }
}
