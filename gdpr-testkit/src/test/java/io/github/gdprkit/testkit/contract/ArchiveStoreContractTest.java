package io.github.gdprkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.archive.ArchiveDraft;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.ArchiveInUseException;
import io.github.gdprkit.archive.ArchiveStore;
import io.github.gdprkit.testkit.DelegatingDraft;
import io.github.gdprkit.testkit.memory.InMemoryArchiveStore;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A contract is worth what it refuses: each of these stores breaks one promise. */
class ArchiveStoreContractTest {

  @Test
  void letsAStoreThatKeepsItsPromisesThrough() {
    assertThat(failuresOf(draft -> draft)).isEmpty();
  }

  @Test
  void refusesAStoreThatLooksAtNoExpectedLength() {
    UnaryOperator<ArchiveDraft> careless =
        draft ->
            new DelegatingDraft(draft) {
              @Override
              public void append(long expected, byte[] bytes, int offset, int count)
                  throws IOException {
                super.append(length(), bytes, offset, count);
              }
            };

    assertThat(failuresOf(careless)).containsExactly("refusesWritesThatExpectAnotherLength");
  }

  @Test
  void refusesAStoreThatKeepsBytesWhichNoCheckpointCovered() {
    UnaryOperator<ArchiveDraft> keeping =
        draft ->
            new DelegatingDraft(draft) {
              @Override
              public void append(long expected, byte[] bytes, int offset, int count)
                  throws IOException {
                super.append(expected, bytes, offset, count);
                super.checkpoint(length(), new byte[0]);
              }
            };

    assertThat(failuresOf(keeping))
        .contains(
            "losesWhatNoCheckpointCoveredWhenTheProcessDies",
            "beginsAnewWhenTheProcessDiesBeforeTheFirstCheckpoint");
  }

  @Test
  void refusesAStoreThatForgetsACheckpointWithoutNewBytes() {
    UnaryOperator<ArchiveDraft> forgetting =
        draft ->
            new DelegatingDraft(draft) {
              @Override
              public void checkpoint(long expected, byte[] checkpoint) throws IOException {
                if (expected > 0) {
                  super.checkpoint(expected, checkpoint);
                }
              }
            };

    assertThat(failuresOf(forgetting))
        .contains("takesACheckpointWithoutNewBytesAndAnEmptyOne")
        .doesNotContain("keepsWhatACheckpointCoveredWhenTheProcessDies");
  }

  @Test
  void refusesAStoreThatReplaysTheNewestFirst() {
    UnaryOperator<ArchiveDraft> reversing =
        draft ->
            new DelegatingDraft(draft) {
              @Override
              public void replay(CheckpointVisitor visitor) throws IOException {
                List<byte[]> all = new ArrayList<>();
                super.replay(all::add);
                Collections.reverse(all);
                for (byte[] checkpoint : all) {
                  visitor.visit(checkpoint);
                }
              }
            };

    assertThat(failuresOf(reversing)).contains("replaysCheckpointsInTheirOrderAsOftenAsAsked");
  }

  @Test
  void refusesAStoreThatTakesNothingBack() {
    UnaryOperator<ArchiveDraft> stubborn =
        draft ->
            new DelegatingDraft(draft) {
              @Override
              public void truncate(long length) {}
            };

    assertThat(failuresOf(stubborn))
        .containsExactly(
            "refusesToTakeBackWhatIsDurableOrNotThere", "takesBackBytesBehindTheLastCheckpoint");
  }

  @Test
  void refusesAStoreThatReadsFromTheBeginningAlways() {
    UnaryOperator<ArchiveDraft> lazy =
        draft ->
            new DelegatingDraft(draft) {
              @Override
              public InputStream read(long from) throws IOException {
                return super.read(0);
              }
            };

    assertThat(failuresOf(lazy)).containsExactly("readsADraftFromAnyByteOn");
  }

  @Test
  void refusesAStoreThatLetsASecondWriterIn() {
    Set<String> failures = new TreeSet<>();
    run(
        failures,
        store ->
            new DelegatingStore(store, draft -> draft) {
              @Override
              public ArchiveDraft draft(ArchiveId id) throws IOException {
                try {
                  return super.draft(id);
                } catch (ArchiveInUseException e) {
                  store.crash();
                  return super.draft(id);
                }
              }
            });

    assertThat(failures).contains("refusesASecondWriter", "keepsOneWriterAfterItRefusedAnother");
  }

  /** Whoever opened it last writes, and whoever opened it before writes as well. */
  @Test
  void refusesAStoreThatListensToTheDead() {
    Set<String> failures = new TreeSet<>();
    run(
        failures,
        store -> {
          List<ArchiveDraft> last = new ArrayList<>();
          return new DelegatingStore(store, draft -> draft) {
            @Override
            public ArchiveDraft draft(ArchiveId id) throws IOException {
              last.add(0, super.draft(id));
              return new DelegatingDraft(last.get(0)) {
                @Override
                public void append(long expected, byte[] bytes, int offset, int count)
                    throws IOException {
                  last.get(0).append(last.get(0).length(), bytes, offset, count);
                }
              };
            }
          };
        });

    assertThat(failures).contains("letsNoWriterWhoWasThoughtDeadTouchTheDraft");
  }

  @Test
  void refusesAStoreThatSaysItDeletesAndDoesNot() {
    Set<String> failures = new TreeSet<>();
    run(
        failures,
        store ->
            new DelegatingStore(store, draft -> draft) {
              @Override
              public boolean delete(ArchiveId id) {
                return true;
              }
            });

    assertThat(failures)
        .contains("deletesAnArchive", "deletesADraftWithItsCheckpoints", "deletesNoOtherArchive");
  }

  private static Set<String> failuresOf(UnaryOperator<ArchiveDraft> change) {
    Set<String> failures = new TreeSet<>();
    run(failures, store -> new DelegatingStore(store, change));
    return failures;
  }

  private static void run(Set<String> failures, Function<InMemoryArchiveStore, ArchiveStore> make) {
    int tests = 0;
    for (Method test : ArchiveStoreContract.class.getMethods()) {
      if (test.isAnnotationPresent(Test.class)) {
        tests++;
        InMemoryArchiveStore memory = new InMemoryArchiveStore();
        ArchiveStore store = make.apply(memory);
        try {
          test.invoke(
              new ArchiveStoreContract() {
                @Override
                public ArchiveStore store() {
                  return store;
                }

                @Override
                public ArchiveStore reopened() {
                  memory.crash();
                  return store;
                }
              });
        } catch (InvocationTargetException e) {
          failures.add(test.getName());
        } catch (IllegalAccessException e) {
          throw new AssertionError(e);
        }
      }
    }
    assertThat(tests).isGreaterThan(20);
  }

  private static class DelegatingStore implements ArchiveStore {

    private final ArchiveStore store;
    private final UnaryOperator<ArchiveDraft> change;

    DelegatingStore(ArchiveStore store, UnaryOperator<ArchiveDraft> change) {
      this.store = store;
      this.change = change;
    }

    @Override
    public ArchiveDraft draft(ArchiveId id) throws IOException {
      return change.apply(store.draft(id));
    }

    @Override
    public SeekableByteChannel open(ArchiveId id) throws IOException {
      return store.open(id);
    }

    @Override
    public boolean delete(ArchiveId id) throws IOException {
      return store.delete(id);
    }
  }
}
