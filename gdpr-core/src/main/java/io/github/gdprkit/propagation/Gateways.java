package io.github.gdprkit.propagation;

import io.github.gdprkit.party.PartyId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The ways to recipients, by their keys in the registers. All others are told by people. */
public final class Gateways {

  private static final ProcessorGateway BY_PEOPLE = new ManualGateway();

  private final Map<PartyId, ProcessorGateway> gateways;

  private Gateways(Map<PartyId, ProcessorGateway> gateways) {
    this.gateways = Map.copyOf(gateways);
  }

  /** Everybody is told by people. */
  public static Gateways none() {
    return new Gateways(Map.of());
  }

  /** These, and one more. */
  public Gateways with(PartyId party, ProcessorGateway gateway) {
    Map<PartyId, ProcessorGateway> more = new HashMap<>(gateways);
    more.put(Objects.requireNonNull(party, "party"), Objects.requireNonNull(gateway, "gateway"));
    return new Gateways(more);
  }

  /** The way to this party; by people when there is no other, or it is in no register. */
  ProcessorGateway to(@Nullable PartyId party) {
    ProcessorGateway gateway = party == null ? null : gateways.get(party);
    return gateway == null ? BY_PEOPLE : gateway;
  }

  @Override
  public String toString() {
    return "Gateways[" + gateways.size() + "]";
  }
}
