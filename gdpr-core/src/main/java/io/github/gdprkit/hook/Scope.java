package io.github.gdprkit.hook;

import io.github.gdprkit.party.Controller;
import io.github.gdprkit.subject.DataSubject;
import java.util.Objects;

/** Whose data a piece of work is about. */
public sealed interface Scope {

  /** One person: access, erasure, portability (Art. 15, 17, 20). */
  record OneDataSubject(DataSubject subject) implements Scope {
    /** Refuses {@code null}. */
    public OneDataSubject {
      Objects.requireNonNull(subject, "subject");
    }
  }

  /**
   * Everyone whose data one controller holds: what a processor returns at the end of the service
   * (Art. 28(3)(g)), and what chat servers call exporting an organisation.
   */
  record Everyone(Controller controller) implements Scope {
    /** Refuses {@code null}. */
    public Everyone {
      Objects.requireNonNull(controller, "controller");
    }
  }

  /** One person. */
  static Scope of(DataSubject subject) {
    return new OneDataSubject(subject);
  }

  /** Everyone of this controller. */
  static Scope everyoneOf(Controller controller) {
    return new Everyone(controller);
  }

  /**
   * The one person that a scope is about.
   *
   * @throws IllegalStateException when it is everyone of a controller
   */
  static DataSubject only(Scope scope) {
    if (scope instanceof OneDataSubject one) {
      return one.subject();
    }
    throw new IllegalStateException(
        "This is about everyone of one controller; look at the scope before asking for the one");
  }
}
