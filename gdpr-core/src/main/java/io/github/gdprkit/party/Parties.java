package io.github.gdprkit.party;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which organisation stands behind a key of the registers. Immutable, in the order in which they
 * were named.
 */
public final class Parties {

  private final Map<PartyId, Organisation> byId;

  private Parties(Map<PartyId, Organisation> byId) {
    this.byId = Collections.unmodifiableMap(byId);
  }

  /**
   * These organisations.
   *
   * @throws IllegalArgumentException when two of them have the same key
   */
  public static Parties of(List<Organisation> organisations) {
    Map<PartyId, Organisation> byId = new LinkedHashMap<>();
    for (Organisation organisation : organisations) {
      if (byId.putIfAbsent(organisation.id(), organisation) != null) {
        throw new IllegalArgumentException(
            "Two organisations have the key "
                + organisation.id().value()
                + "; give one of them another, or leave it out if they are the same");
      }
    }
    return new Parties(byId);
  }

  /** These organisations. */
  public static Parties of(Organisation... organisations) {
    return of(List.of(organisations));
  }

  /** The same with this organisation, in place of what its key meant before. */
  public Parties with(Organisation organisation) {
    Map<PartyId, Organisation> more = new LinkedHashMap<>(byId);
    more.put(organisation.id(), organisation);
    return new Parties(more);
  }

  /** The organisation of this key, if it is known. */
  public Optional<Organisation> find(PartyId id) {
    return Optional.ofNullable(byId.get(id));
  }

  /**
   * The organisation of this key.
   *
   * @throws PartyNotFoundException when it is not known
   */
  public Organisation require(PartyId id) {
    return find(id).orElseThrow(() -> new PartyNotFoundException(id));
  }

  /** All of them. */
  public List<Organisation> all() {
    return new ArrayList<>(byId.values());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Parties parties && byId.equals(parties.byId);
  }

  @Override
  public int hashCode() {
    return byId.hashCode();
  }

  @Override
  public String toString() {
    return "Parties" + byId.keySet().stream().map(PartyId::value).toList();
  }
}
