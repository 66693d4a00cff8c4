package io.github.gdprkit.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.request.RequestStore;
import io.github.gdprkit.testkit.contract.RequestStoreContract;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InMemoryRequestStoreTest implements RequestStoreContract {

  private final InMemoryRequestStore store = new InMemoryRequestStore();

  @Override
  public RequestStore store() {
    return store;
  }

  @Override
  public RequestStore reopened() {
    return store;
  }

  @Test
  void leavesACopyAsItWas() {
    PartyId controller = new PartyId("example");
    store.append(controller, List.of(draft(0)));

    InMemoryRequestStore backup = store.copy();
    store.append(controller, List.of(draft(1)));
    backup.append(controller, List.of(draft(1)));
    backup.append(controller, List.of(draft(2)));

    assertThat(store.read(controller, 0, 10)).hasSize(2);
    assertThat(backup.read(controller, 0, 10)).hasSize(3);
    assertThat(backup.stream(controller, new StreamId("thing", "a"))).hasSize(3);
  }

  private static EvidenceDraft draft(long expectedVersion) {
    return new EvidenceDraft(
        new StreamId("thing", "a"),
        expectedVersion,
        "happened",
        Instant.parse("2026-05-01T12:00:00Z"),
        Map.of());
  }
}
