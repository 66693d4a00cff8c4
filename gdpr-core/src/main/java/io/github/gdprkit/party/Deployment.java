package io.github.gdprkit.party;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Where the software of a controller runs, and so who processes for it. In the cloud its provider
 * is the processor of many controllers. On premises the operator is the controller and alone with
 * the data, unless it uses a service of the cloud, which then comes under the same terms as there.
 *
 * @param kind where
 * @param services whose providers process for the controller; the cloud itself is the first in the
 *     cloud
 */
public record Deployment(Kind kind, List<Service> services) {

  /** Where software runs. */
  public enum Kind {
    /** At a provider, for many controllers. */
    CLOUD,
    /** At the controller. */
    ON_PREMISES
  }

  /** Refuses a cloud without a provider with {@link IllegalArgumentException}. */
  public Deployment {
    Objects.requireNonNull(kind, "kind");
    services = List.copyOf(services);
    if (kind == Kind.CLOUD && services.isEmpty()) {
      throw new IllegalArgumentException("Somebody provides a cloud; name the service");
    }
  }

  /** In this cloud, with more of its services. */
  public static Deployment cloud(Service cloud, Service... more) {
    return new Deployment(Kind.CLOUD, Stream.concat(Stream.of(cloud), Stream.of(more)).toList());
  }

  /** At the operator, with the services that it uses; usually none. */
  public static Deployment onPremises(Service... services) {
    return new Deployment(Kind.ON_PREMISES, List.of(services));
  }

  /** Whether this service is used. */
  public boolean uses(String service) {
    return services.stream().anyMatch(used -> used.id().equals(service));
  }

  /** Who processes for the controller, each once; empty on premises without services. */
  public List<Organisation> processors() {
    Map<PartyId, Organisation> processors = new LinkedHashMap<>();
    services.forEach(
        service -> processors.putIfAbsent(service.provider().id(), service.provider()));
    return new ArrayList<>(processors.values());
  }
}
