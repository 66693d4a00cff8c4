package io.github.gdprkit.request;

import java.util.Objects;
import java.util.Set;

/** What is decided for the data that rests on one legal basis. */
public sealed interface Ruling {

  /**
   * It is granted.
   *
   * @param conditions what was affirmed
   * @param withheld the grounds on which a part is held back all the same; empty when nothing is
   */
  record Grant(Set<Condition> conditions, Set<RefusalGround> withheld) implements Ruling {
    /** Copies the sets. */
    public Grant {
      conditions = Sets.copy(Condition.class, conditions);
      withheld = Sets.copy(RefusalGround.class, withheld);
    }
  }

  /**
   * It is refused.
   *
   * @param ground why
   */
  record Refuse(RefusalGround ground) implements Ruling {
    /** Refuses {@code null}. */
    public Refuse {
      Objects.requireNonNull(ground, "ground");
    }
  }

  /** Whether all of it is granted. */
  default boolean isFullGrant() {
    return this instanceof Grant grant && grant.withheld().isEmpty();
  }
}
