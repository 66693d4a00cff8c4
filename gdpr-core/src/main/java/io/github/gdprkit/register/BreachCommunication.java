package io.github.gdprkit.register;

import io.github.gdprkit.party.Contact;
import java.util.Objects;
import java.util.stream.Stream;

/** The decision whether the data subjects are told of a breach (Art. 34). */
public sealed interface BreachCommunication {

  /**
   * They are told, in clear and plain language, what Art. 34(2) asks for.
   *
   * @param nature what happened
   * @param contact whom they can ask
   * @param consequences what may come of it for them
   * @param measures what was done or will be, and what they can do themselves
   */
  record ToSubjects(String nature, Contact contact, String consequences, String measures)
      implements BreachCommunication {

    /** Refuses a point that is missing with {@link IllegalArgumentException}. */
    public ToSubjects {
      Objects.requireNonNull(contact, "contact");
      if (Stream.of(nature, consequences, measures).anyMatch(String::isBlank)) {
        throw new IllegalArgumentException(
            "Data subjects are told the nature of the breach, whom to ask, the likely consequences"
                + " and the measures, in plain words (Art. 34(2))");
      }
    }

    /** Leaves the words out. */
    @Override
    public String toString() {
      return "ToSubjects[redacted]";
    }
  }

  /**
   * They are not each told, although the risk is high.
   *
   * @param ground which of the three
   * @param reason why it applies here
   * @param publicCommunication what the public is told, and where; needed on ground (c), where it
   *     takes the place of telling each person, else empty
   */
  record Exempt(BreachExemption ground, String reason, String publicCommunication)
      implements BreachCommunication {

    /** Refuses a ground without what belongs to it with {@link IllegalArgumentException}. */
    public Exempt {
      Objects.requireNonNull(ground, "ground");
      if (reason.isBlank()) {
        throw new IllegalArgumentException("Say why Art. " + ground.article() + " applies");
      }
      boolean needsPublic = ground == BreachExemption.DISPROPORTIONATE_EFFORT;
      if (needsPublic == publicCommunication.isBlank()) {
        throw new IllegalArgumentException(
            needsPublic
                ? "Art. 34(3)(c) asks for a public communication instead; say what the public is"
                    + " told, and where"
                : "A public communication belongs to Art. 34(3)(c) alone");
      }
    }

    /** Leaves the words out. */
    @Override
    public String toString() {
      return "Exempt[" + ground + "]";
    }
  }
}
