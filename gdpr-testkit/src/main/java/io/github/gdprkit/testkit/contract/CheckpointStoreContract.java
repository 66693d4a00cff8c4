package io.github.gdprkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.evidence.CheckpointSigner;
import io.github.gdprkit.evidence.CheckpointStore;
import io.github.gdprkit.evidence.EvidenceCheckpoint;
import io.github.gdprkit.evidence.EvidenceHead;
import io.github.gdprkit.party.PartyId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every {@link CheckpointStore} promises. Implement it in a test class; each test gets a
 * storage of its own, so make it where JUnit makes a new instance for each test.
 */
public interface CheckpointStoreContract {

  /** A store over a storage with nothing in it. Called once for each test, before anything else. */
  CheckpointStore store() throws Exception;

  /**
   * A second store over the same storage, as another process would open it. Where a storage belongs
   * to one object, that object.
   */
  CheckpointStore reopened() throws Exception;

  /** A store that has nothing says so. */
  @Test
  default void hasNothingAtFirst() throws Exception {
    assertThat(store().read(new PartyId("example")).last()).isEmpty();
  }

  /** The order is that of adding, and signatures hold afterwards. */
  @Test
  default void givesCheckpointsBackInTheirOrder() throws Exception {
    CheckpointSigner signer = CheckpointSigner.generate();
    CheckpointStore store = store();
    List<EvidenceCheckpoint> added = new ArrayList<>();
    for (long seq : new long[] {5, 9, 7, 7, Long.MAX_VALUE}) {
      EvidenceCheckpoint checkpoint = checkpoint(signer, "example", seq);
      store.add(checkpoint);
      added.add(checkpoint);
    }

    assertThat(reopened().read(new PartyId("example")).checkpoints()).isEqualTo(added);
    assertThat(store.read(new PartyId("example")).last()).contains(added.get(4));
    assertThat(reopened().read(new PartyId("example")).checkpoints())
        .allMatch(signer.key()::hasSigned);
    assertThat(reopened().read(new PartyId("example")).unreadable()).isZero();
    assertThat(reopened().read(new PartyId("example")).isTorn()).isFalse();
  }

  /** What one controller has is not shown to another, also when the ids look alike. */
  @Test
  default void keepsControllersApart() throws Exception {
    CheckpointSigner signer = CheckpointSigner.generate();
    CheckpointStore store = store();
    List<String> controllers =
        List.of("example", "Example", "example ", "Größe: & 株式会社 🏛", "seq: 5");
    for (String controller : controllers) {
      store.add(checkpoint(signer, controller, 5));
    }

    for (String controller : controllers) {
      assertThat(reopened().read(new PartyId(controller)).checkpoints())
          .extracting(EvidenceCheckpoint::controller)
          .containsExactly(new PartyId(controller));
    }
  }

  /** Many can add, in several processes, and none is lost or mixed with another. */
  @Test
  default void takesCheckpointsFromManyThreads() throws Exception {
    CheckpointSigner signer = CheckpointSigner.generate();
    CheckpointStore one = store();
    CheckpointStore other = reopened();
    int threads = 8;
    int each = 10;

    Race.of(
        threads,
        thread -> {
          for (int i = 0; i < each; i++) {
            (thread % 2 == 0 ? one : other).add(checkpoint(signer, "c" + thread, i + 1));
          }
        });

    for (int thread = 0; thread < threads; thread++) {
      assertThat(reopened().read(new PartyId("c" + thread)).checkpoints())
          .extracting(EvidenceCheckpoint::seq)
          .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    }
  }

  private static EvidenceCheckpoint checkpoint(
      CheckpointSigner signer, String controller, long seq) {
    return signer.sign(
        new EvidenceHead(new PartyId(controller), seq, "ab".repeat(32)),
        Instant.parse("2026-01-31T09:00:00.123456Z"));
  }
}
