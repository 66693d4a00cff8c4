package io.github.gdprkit.request;

import java.util.Set;

/**
 * What a decision means for one kind of data.
 *
 * @param refused why it is left alone; empty when it is acted on
 * @param withheld although it is acted on, a part is held back on these grounds
 */
public record DecisionEffect(Set<RefusalGround> refused, Set<RefusalGround> withheld) {

  /** Copies the sets. Refuses to hold back a part of nothing. */
  public DecisionEffect {
    refused = Sets.copy(RefusalGround.class, refused);
    withheld = Sets.copy(RefusalGround.class, withheld);
    if (!refused.isEmpty() && !withheld.isEmpty()) {
      throw new IllegalArgumentException("What is refused has no part that could be held back");
    }
  }

  /** Whether the data is acted on. */
  public boolean acts() {
    return refused.isEmpty();
  }
}
