package io.github.gdprkit.information;

import io.github.gdprkit.party.Transfer;
import io.github.gdprkit.processing.Recipient;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A transfer to a third country (Art. 30(1)(e)).
 *
 * @param recipient to whom; {@code null} when the activity itself names the transfer
 * @param transfer where, and what allows it
 */
public record RecipientTransfer(@Nullable Recipient recipient, Transfer transfer) {

  /** Refuses {@code null} for the transfer. */
  public RecipientTransfer {
    Objects.requireNonNull(transfer, "transfer");
  }

  /**
   * For people, such as "Mail Ltd, United States: standard contractual clauses of the Commission
   * (Art. 46(2)(c))".
   */
  public String text() {
    return recipient == null ? transfer.text() : recipient.name() + ", " + transfer.text();
  }

  /** The same, with where a person gets a copy of the safeguards (Art. 13(1)(f)). */
  public String textWithCopy() {
    if (transfer.copy() != null) {
      return text() + "; a copy: " + transfer.copy();
    }
    return transfer.mechanism().isSafeguard() ? text() + "; ask us for a copy" : text();
  }
}
