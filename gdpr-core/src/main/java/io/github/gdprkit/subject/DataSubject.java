package io.github.gdprkit.subject;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A person whom the host can identify (Art. 4(1)): one or more typed identifiers that are known to
 * be the same person's. Equal when the identifiers are. {@link #toString()} counts the identifiers
 * and does not show them.
 *
 * @param identifiers at least one, kept in a stable order
 */
public record DataSubject(Set<Identifier> identifiers) {

  private static final Comparator<Identifier> STABLE =
      Comparator.comparing((Identifier identifier) -> identifier.type().name())
          .thenComparing(Identifier::value);

  /** Refuses an empty set with {@link IllegalArgumentException}. */
  public DataSubject {
    if (identifiers.isEmpty()) {
      throw new IllegalArgumentException("A data subject needs at least one identifier");
    }
    List<Identifier> sorted = new ArrayList<>(identifiers);
    sorted.sort(STABLE);
    identifiers = Collections.unmodifiableSet(new LinkedHashSet<>(sorted));
  }

  /** The person behind the host's own account key. */
  public static DataSubject ofAccount(String account) {
    return new DataSubject(Set.of(new Identifier(IdentifierType.ACCOUNT, account)));
  }

  /** This person, known by one more name. */
  public DataSubject alsoKnownAs(IdentifierType type, String value) {
    Set<Identifier> more = new LinkedHashSet<>(identifiers);
    more.add(new Identifier(type, value));
    return new DataSubject(more);
  }

  /** The first identifier of this type, in the stable order. */
  public Optional<String> identifier(IdentifierType type) {
    return identifiers.stream()
        .filter(identifier -> identifier.type().equals(type))
        .map(Identifier::value)
        .findFirst();
  }

  /**
   * The host's own key of the account.
   *
   * @throws IllegalStateException when this person is known by other names only
   */
  public String account() {
    return identifier(IdentifierType.ACCOUNT)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "This data subject has no identifier of the type account; add one"));
  }

  /** Whether the host's account key names this person. */
  public boolean hasAccount(String account) {
    for (Identifier identifier : identifiers) {
      if (identifier.type().equals(IdentifierType.ACCOUNT) && identifier.value().equals(account)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return "DataSubject[" + identifiers.size() + " identifiers, redacted]";
  }
}
