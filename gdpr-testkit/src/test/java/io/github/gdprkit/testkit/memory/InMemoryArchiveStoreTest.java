package io.github.gdprkit.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.archive.ArchiveDraft;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.ArchiveNotFoundException;
import io.github.gdprkit.archive.ArchiveStore;
import io.github.gdprkit.testkit.contract.ArchiveStoreContract;
import org.junit.jupiter.api.Test;

class InMemoryArchiveStoreTest implements ArchiveStoreContract {

  private final InMemoryArchiveStore store = new InMemoryArchiveStore();

  @Override
  public ArchiveStore store() {
    return store;
  }

  @Override
  public ArchiveStore reopened() {
    store.crash();
    return store;
  }

  @Test
  void leavesNothingToDoWithADraftThatWasLostInACrash() throws Exception {
    ArchiveDraft lost = store.draft(new ArchiveId("a"));
    store.crash();
    ArchiveDraft next = store.draft(new ArchiveId("a"));

    assertThatIllegalStateException()
        .isThrownBy(() -> lost.append(0, new byte[1], 0, 1))
        .withMessageContaining("lost in a crash");
    lost.close();
    next.append(0, new byte[3], 0, 3);

    assertThat(next.length()).isEqualTo(3);
  }

  @Test
  void givesTheBytesOfSealedArchivesOnly() throws Exception {
    ArchiveId id = new ArchiveId("a");
    ArchiveDraft draft = store.draft(id);
    draft.append(0, new byte[] {1, 2, 3}, 0, 3);
    draft.checkpoint(3, new byte[0]);

    assertThatThrownBy(() -> store.bytes(id)).isInstanceOf(ArchiveNotFoundException.class);
    assertThat(store.checkpoints(id)).isEqualTo(1);
    assertThat(store.sealedArchives()).isEmpty();
    draft.seal(3);
    store.bytes(id)[0] = 9;

    assertThat(store.bytes(id)).containsExactly(1, 2, 3);
    assertThat(store.sealedArchives()).containsExactly("a");
  }
}
