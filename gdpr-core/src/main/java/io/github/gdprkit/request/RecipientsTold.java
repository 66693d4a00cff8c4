package io.github.gdprkit.request;

/**
 * How many recipients were told of a rectification, erasure or restriction (Art. 19).
 *
 * @param told those who were
 * @param notTold those for whom that was impossible or a disproportionate effort
 */
public record RecipientsTold(int told, int notTold) {

  /** Refuses negative numbers with {@link IllegalArgumentException}. */
  public RecipientsTold {
    if (told < 0 || notTold < 0) {
      throw new IllegalArgumentException("Recipients cannot be fewer than none");
    }
  }

  /** For data that nobody else got. */
  public static RecipientsTold none() {
    return new RecipientsTold(0, 0);
  }
}
