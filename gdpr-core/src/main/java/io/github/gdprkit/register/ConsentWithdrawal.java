package io.github.gdprkit.register;

import io.github.gdprkit.subject.DataSubject;
import java.time.Instant;
import java.util.Objects;

/**
 * A person withdrew their consent (Art. 7(3)): what rests on it stops. {@link #toString} hides who.
 *
 * @param consent which one
 * @param subject who, by the identifiers they withdrew under
 * @param purpose what it was for
 * @param at when they withdrew, UTC
 */
public record ConsentWithdrawal(
    ConsentId consent, DataSubject subject, ConsentPurpose purpose, Instant at) {

  /** Refuses {@code null}. */
  public ConsentWithdrawal {
    Objects.requireNonNull(consent, "consent");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(purpose, "purpose");
    Objects.requireNonNull(at, "at");
  }

  @Override
  public String toString() {
    return "ConsentWithdrawal[" + consent + ", " + purpose + "]";
  }
}
