package io.github.gdprkit.request;

import io.github.gdprkit.processing.RecipientResult;
import io.github.gdprkit.processing.RecipientTold;
import java.util.List;

/**
 * How many recipients were told of a rectification, erasure or restriction (Art. 19), and who.
 *
 * @param told those who were, whatever they made of it
 * @param notTold those for whom that was impossible or a disproportionate effort
 * @param recipients each of them; empty when only the numbers are known
 */
public record RecipientsTold(int told, int notTold, List<RecipientTold> recipients) {

  /** Refuses negative numbers with {@link IllegalArgumentException}. */
  public RecipientsTold {
    if (told < 0 || notTold < 0) {
      throw new IllegalArgumentException("Recipients cannot be fewer than none");
    }
    recipients = List.copyOf(recipients);
  }

  /** The numbers alone. */
  public RecipientsTold(int told, int notTold) {
    this(told, notTold, List.of());
  }

  /** For data that nobody else got. */
  public static RecipientsTold none() {
    return new RecipientsTold(0, 0);
  }

  /** These recipients. */
  public static RecipientsTold of(List<RecipientTold> recipients) {
    int told = 0;
    int notTold = 0;
    for (RecipientTold recipient : recipients) {
      RecipientResult result = recipient.result();
      told += result.isTold() ? 1 : 0;
      notTold += result.isSettled() && !result.isTold() ? 1 : 0;
    }
    return new RecipientsTold(told, notTold, recipients);
  }

  /** Those who may still have what the controller erased. */
  List<RecipientTold> leavingData() {
    return recipients.stream().filter(recipient -> recipient.result().leavesData()).toList();
  }
}
