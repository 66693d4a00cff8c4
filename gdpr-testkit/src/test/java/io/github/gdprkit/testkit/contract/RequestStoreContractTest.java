package io.github.gdprkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.StaleStreamException;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.request.RequestChange;
import io.github.gdprkit.request.RequestHeader;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStore;
import io.github.gdprkit.request.StaleRequestException;
import io.github.gdprkit.request.TaskCheckpoint;
import io.github.gdprkit.testkit.DelegatingStore;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A contract is worth what it refuses: each of these stores breaks one promise. */
class RequestStoreContractTest {

  @Test
  void letsAStoreThatKeepsItsPromisesThrough() {
    assertThat(failuresOf(Delegate::new)).isEmpty();
  }

  @Test
  void refusesAStoreThatCommitsChangeByChange() {
    assertThat(
            failuresOf(
                () ->
                    new Delegate() {
                      @Override
                      public void commit(List<RequestChange> changes) {
                        changes.forEach(change -> super.commit(List.of(change)));
                      }
                    }))
        .contains(
            "writesNothingWhenOneOfSeveralChangesIsRefused",
            "refusesTwoOfTheSamePersonAndClaimInOneCommit",
            "takesStepsOfSeveralControllersTogether");
  }

  @Test
  void refusesAStoreThatAppendsEntryByEntry() {
    assertThat(
            failuresOf(
                () ->
                    new Delegate() {
                      @Override
                      public List<EvidenceEntry> append(
                          PartyId controller, List<EvidenceDraft> drafts) {
                        List<EvidenceEntry> entries = new ArrayList<>();
                        drafts.forEach(
                            draft -> entries.addAll(super.append(controller, List.of(draft))));
                        return entries;
                      }
                    }))
        .contains("appendsNothingWhenOneOfSeveralIsStale");
  }

  @Test
  void refusesAStoreThatLooksAtNoExpectedVersion() {
    assertThat(
            failuresOf(
                () ->
                    new Delegate() {
                      @Override
                      public List<EvidenceEntry> append(
                          PartyId controller, List<EvidenceDraft> drafts) {
                        try {
                          return super.append(controller, drafts);
                        } catch (StaleStreamException e) {
                          List<EvidenceDraft> moved =
                              drafts.stream()
                                  .map(
                                      draft ->
                                          new EvidenceDraft(
                                              draft.stream(),
                                              stream(controller, draft.stream()).size(),
                                              draft.type(),
                                              draft.at(),
                                              draft.details()))
                                  .toList();
                          return super.append(controller, moved);
                        }
                      }
                    }))
        .contains(
            "refusesAnEntryThatExpectsAnotherVersion", "letsOnlyOneOfManyWritersOfAVersionWin");
  }

  @Test
  void refusesAStoreThatLooksAtNoFence() {
    assertThat(
            failuresOf(
                () ->
                    new Delegate() {
                      @Override
                      public void commit(List<RequestChange> changes) {
                        super.commit(
                            changes.stream()
                                .map(
                                    change ->
                                        new RequestChange(
                                            change.header(),
                                            change.drafts(),
                                            change.papers(),
                                            null))
                                .toList());
                      }
                    }))
        .containsExactly(
            "letsTheEarlierClaimantLoseWithTheNextWrite",
            "refusesFencesThatItNeverGave",
            "tellsAnEarlierClaimantThatItLostAlsoWhenTheRequestMovedOn",
            "writesNothingWhenOneOfSeveralChangesIsRefused");
  }

  @Test
  void refusesAStoreThatLetsAnEarlierClaimantKeepItsCheckpoints() {
    assertThat(
            failuresOf(
                () ->
                    new Delegate() {
                      private long last;

                      @Override
                      public long claim(RequestId id) {
                        last = super.claim(id);
                        return last;
                      }

                      @Override
                      public void checkpoint(RequestId id, long fence, TaskCheckpoint checkpoint) {
                        super.checkpoint(id, last, checkpoint);
                      }
                    }))
        .contains("letsTheEarlierClaimantLoseWithTheNextWrite", "refusesFencesThatItNeverGave");
  }

  @Test
  void refusesAStoreThatKeepsCheckpointsWithoutThePapers() {
    assertThat(
            failuresOf(
                () ->
                    new Delegate() {
                      private List<TaskCheckpoint> kept = List.of();

                      @Override
                      public List<TaskCheckpoint> checkpoints(RequestId id) {
                        return super.checkpoints(id).isEmpty() ? kept : super.checkpoints(id);
                      }

                      @Override
                      public void checkpoint(RequestId id, long fence, TaskCheckpoint checkpoint) {
                        super.checkpoint(id, fence, checkpoint);
                        kept = super.checkpoints(id);
                      }
                    }))
        .contains("erasesThePapersWithTheCheckpointsAndKeepsTheRest");
  }

  @Test
  void refusesAStoreThatComparesAsSomeDatabasesDo() {
    assertThat(
            failuresOf(
                () ->
                    new Delegate() {
                      @Override
                      public Optional<RequestHeader> find(RequestId id) {
                        return super.find(id)
                            .or(() -> super.find(new RequestId(lower(id.value()))));
                      }
                    }))
        .containsExactly("tellsRequestsApartWhoseIdsLookAlike");
    assertThat(
            failuresOf(
                () ->
                    new Delegate() {
                      @Override
                      public List<EvidenceEntry> append(
                          PartyId controller, List<EvidenceDraft> drafts) {
                        return super.append(
                            new PartyId(controller.value().stripTrailing()), drafts);
                      }
                    }))
        .contains("tellsControllersApartWhoseIdsLookAlike");
  }

  @Test
  void refusesAStoreThatSortsOtherwise() {
    assertThat(
            failuresOf(
                () ->
                    new Delegate() {
                      @Override
                      public List<RequestHeader> list(
                          PartyId controller, @Nullable RequestId after, int limit) {
                        return super.list(controller, after, limit).stream()
                            .sorted(Comparator.comparing(header -> lower(header.id().value())))
                            .toList();
                      }
                    }))
        .containsExactly("listsRequestsByTheirIds");
    assertThat(
            failuresOf(
                () ->
                    new Delegate() {
                      @Override
                      public List<RequestHeader> due(
                          PartyId controller, LocalDate onOrBefore, int limit) {
                        List<RequestHeader> due =
                            new ArrayList<>(super.due(controller, onOrBefore, limit));
                        Collections.reverse(due);
                        return due;
                      }
                    }))
        .containsExactly("listsWhatIsDueSoonestFirst");
  }

  @Test
  void refusesAStoreThatThrowsTheWrongException() {
    assertThat(
            failuresOf(
                () ->
                    new Delegate() {
                      @Override
                      public void commit(List<RequestChange> changes) {
                        try {
                          super.commit(changes);
                        } catch (StaleRequestException e) {
                          throw new StaleStreamException(e.request().stream(), 0, 1);
                        }
                      }
                    }))
        .contains(
            "refusesAStepThatBeginsFromAnotherVersion",
            "letsOnlyOneOfManyStepsFromAVersionWin",
            "refusesTheIdOfAnotherControllersRequest");
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static Set<String> failuresOf(Supplier<RequestStore> make) {
    Set<String> failures = new TreeSet<>();
    int tests = 0;
    for (Method test : RequestStoreContract.class.getMethods()) {
      if (!test.isAnnotationPresent(Test.class)) {
        continue;
      }
      tests++;
      RequestStore store = make.get();
      try {
        test.invoke(
            new RequestStoreContract() {
              @Override
              public RequestStore store() {
                return store;
              }

              @Override
              public RequestStore reopened() {
                return store;
              }
            });
      } catch (InvocationTargetException e) {
        failures.add(test.getName());
      } catch (IllegalAccessException e) {
        throw new AssertionError(e);
      }
    }
    assertThat(tests).isGreaterThan(50);
    return failures;
  }

  private static class Delegate extends DelegatingStore {
    Delegate() {
      super(new InMemoryRequestStore());
    }
  }
}
