package io.github.gdprkit.register;

import io.github.gdprkit.party.PartyId;
import java.util.Objects;

/**
 * What a person can keep of a consent: to whom they gave it, to which words, when and how, and how
 * it ended if it did.
 *
 * @param controller to whom
 * @param consent when, how, until when
 * @param text the words
 */
public record ConsentReceipt(PartyId controller, Consent consent, ConsentText text) {

  /** Refuses {@code null}. */
  public ConsentReceipt {
    Objects.requireNonNull(controller, "controller");
    Objects.requireNonNull(consent, "consent");
    Objects.requireNonNull(text, "text");
  }
}
