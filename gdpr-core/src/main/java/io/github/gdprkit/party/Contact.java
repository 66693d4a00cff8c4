package io.github.gdprkit.party;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whom to ask at a party (Art. 13(1)(a) and (b), 30(1)(a), 33(3)(b)). Published with the party, and
 * still a person's name and address: {@link #toString} hides them.
 *
 * @param kind what for
 * @param name of the person or the office; not blank
 * @param position such as "privacy counsel"; {@code null} when it is not said
 * @param reach an e-mail address, a telephone number or a link; not blank
 */
public record Contact(ContactKind kind, String name, @Nullable String position, String reach) {

  /** Refuses a blank name or address with {@link IllegalArgumentException}. */
  public Contact {
    Objects.requireNonNull(kind, "kind");
    if (name.isBlank() || reach.isBlank()) {
      throw new IllegalArgumentException(
          "A contact says who it is and how to reach them: an address, a number or a link");
    }
  }

  /** An office or a person, with an address. */
  public static Contact of(ContactKind kind, String name, String reach) {
    return new Contact(kind, name, null, reach);
  }

  /** On one line, for people. */
  public String text() {
    return Stream.of(name, position == null ? "" : position, reach)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return "Contact[" + kind + ", redacted]";
  }
}
