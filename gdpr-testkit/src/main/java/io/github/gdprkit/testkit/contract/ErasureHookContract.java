package io.github.gdprkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.hook.ErasureHook;
import io.github.gdprkit.hook.ErasureMode;
import io.github.gdprkit.hook.ErasureRule;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.Identifier;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ErasureHook} promises, for whoever writes one (Art. 17). Implement it in a test
 * class for each hook, over a storage that is new for each test or that tolerates what other tests
 * planted.
 *
 * <p>It believes the {@link #snapshot()}: what that leaves out can be left behind by the hook, or
 * taken from others, and no test notices. It cannot see bytes that a database keeps after a delete.
 */
public interface ErasureHookContract extends HookContract {

  @Override
  ErasureHook hook();

  /**
   * All that the host stores, of everybody: a line of text for each row, with all its columns. In
   * any order. Leave out what changes by itself: counters, times of the last change. Give a row of
   * a mark that somebody was erased as any other.
   */
  List<String> snapshot() throws Exception;

  /**
   * Deletes one record of a person whom {@link #plant} made, as somebody would in the application;
   * does nothing when there is none. Unless it is implemented, the test of rows that go meanwhile
   * is reported as skipped.
   */
  default void deleteOne(DataSubject subject) throws Exception {
    Assumptions.abort("deleteOne is not implemented, so what goes meanwhile is not tested");
  }

  /**
   * Plants more records for a person whom {@link #plant} made, of those that the rule keeps. To be
   * implemented when the declaration's rule has a retention; otherwise that is reported as skipped.
   */
  default void plantRetained(DataSubject subject, String canary, int records) throws Exception {
    Assumptions.abort("plantRetained is not implemented, so what the rule keeps is not tested");
  }

  /**
   * The scope of everyone of the controller whom {@link #plant} plants for, for the end of a
   * service (Art. 28(3)(g)). Unless it is implemented, that is reported as skipped.
   */
  default Scope everyone() {
    return Assumptions.abort("everyone is not implemented, so the end of a service is not tested");
  }

  /**
   * Plants records for a new person of another controller, in the same tables and under an account
   * key that {@link #plant} gives out too, if the host allows that. Unless it is implemented, the
   * test of other controllers is reported as skipped; leave it so where each controller has a
   * database of its own.
   */
  default void plantForAnotherController(String canary, int records) throws Exception {
    Assumptions.abort("plantForAnotherController is not implemented: one controller per database");
  }

  /** The rule is declared, so that the data subject can be told what will happen. */
  @Test
  default void declaresHowItErases() {
    assertThat(hook().declaration().erasure())
        .as("the declaration's rule; declare it with erasedByHook(...)")
        .isNotNull();
  }

  /** Nothing that was planted for the person is left as the person's. */
  @Test
  @GdprReference(
      article = "17(1)",
      text =
          "The data subject shall have the right to obtain from the controller the erasure of"
              + " personal data concerning him or her without undue delay")
  default void leavesNothingOfThePerson() throws Exception {
    int stored = snapshot().size();
    DataSubject subject = plant("canary-subject", recordsPerPerson());
    List<String> planted = snapshot();
    List<String> ofSubject = Snapshots.holding(planted, "canary-subject");
    assertThat(ofSubject)
        .as("lines of the snapshot with the canary; does plant store it, does snapshot show it?")
        .isNotEmpty();
    if (mode() == ErasureMode.ANONYMISE) {
      assertThat(namesOf(subject))
          .as("identifiers of the person that stand beside the canary; does snapshot show whose?")
          .anySatisfy(name -> assertThat(Snapshots.holding(ofSubject, name)).isNotEmpty());
    }

    ErasureRun run = run(subject, 1_000).complete();

    assertThat(run.erased()).as("records erased").isEqualTo(recordsPerPerson());
    assertErased(subject, "canary-subject", stored + recordsPerPerson());
    List<String> changed = Snapshots.without(snapshot(), planted);
    if (mode() == ErasureMode.ANONYMISE) {
      for (String name : namesOf(subject)) {
        assertThat(Snapshots.holding(changed, name))
            .as("lines that were changed and still tell whose they are")
            .isEmpty();
      }
    }
    if (mode() == ErasureMode.ERASE) {
      // One line may tell that somebody was erased.
      assertThat(changed)
          .as("lines that were changed, although the rule says that records are deleted")
          .hasSizeLessThan(Math.max(2, recordsPerPerson()));
    }
  }

  /** Of anybody else nothing is changed, whether planted before or after. */
  @Test
  default void doesNotTouchAnybodyElse() throws Exception {
    plant("canary-decoy-before", recordsPerPerson());
    List<String> before = snapshot();
    DataSubject subject = plant("canary-subject", recordsPerPerson());
    List<String> ofSubject = Snapshots.without(snapshot(), before);
    plant("canary-decoy-after", recordsPerPerson());
    List<String> ofOthers = Snapshots.without(snapshot(), ofSubject);

    run(subject, 3).complete();

    assertThat(Snapshots.without(ofOthers, snapshot()))
        .as("lines of others that were changed or erased")
        .isEmpty();
  }

  /** Of somebody of whom nothing is kept, nothing is erased, and nothing is thrown. */
  @Test
  default void isQuietAboutAStranger() throws Exception {
    plant("canary-decoy", recordsPerPerson());
    DataSubject stranger = plant("canary-stranger", 0);
    List<String> before = Snapshots.sorted(snapshot());

    ErasureRun run = run(stranger, 3).complete();

    assertThat(run.erased()).as("records erased").isZero();
    assertThat(hook().locate(Scope.of(stranger)).records()).as("records located").isZero();
    assertThat(hook().remaining(Scope.of(stranger))).as("records remaining").isZero();
    assertThat(Snapshots.sorted(snapshot())).isEqualTo(before);
  }

  /** Batches are a matter of size: each advances, none is too large, and all come to an end. */
  @Test
  default void erasesTheSameInBatchesOfAnySize() throws Exception {
    for (int maxRecords : new int[] {1, 3, 1_000}) {
      int stored = snapshot().size();
      String canary = "canary-subject-" + maxRecords + "-";
      DataSubject subject = plant(canary, recordsPerPerson());

      ErasureRun run = run(subject, maxRecords).complete();

      assertThat(run.erased())
          .as("records erased in batches of %s", maxRecords)
          .isEqualTo(recordsPerPerson());
      assertThat(run.batches())
          .as("batches of %s", maxRecords)
          .isGreaterThanOrEqualTo((recordsPerPerson() + maxRecords - 1) / maxRecords);
      assertErased(subject, canary, stored + recordsPerPerson());
    }
  }

  /** Erasing once more reports zero, changes nothing and does not throw. */
  @Test
  default void isQuietWhenItErasesAgain() throws Exception {
    DataSubject subject = plant("canary-subject", recordsPerPerson());
    run(subject, 3).complete();
    List<String> before = Snapshots.sorted(snapshot());

    ErasureRun again = run(subject, 3).complete();

    assertThat(again.erased()).as("records erased by the second run").isZero();
    assertThat(Snapshots.sorted(snapshot())).isEqualTo(before);
  }

  /** A batch that was done and not noted is asked for again, with the same slice. */
  @Test
  default void toleratesEachBatchTwice() throws Exception {
    int stored = snapshot().size();
    DataSubject subject = plant("canary-subject", recordsPerPerson());
    int batch = Math.max(1, recordsPerPerson() / 5);

    ErasureRun run = run(subject, batch).replayingEachBatch().complete();

    assertThat(run.erased())
        .as("records erased, all calls together; what is gone is not counted again")
        .isEqualTo(recordsPerPerson());
    assertErased(subject, "canary-subject", stored + recordsPerPerson());
    List<String> before = Snapshots.sorted(snapshot());
    assertThat(run.replayAll()).as("records erased by slices of long ago").isZero();
    assertThat(Snapshots.sorted(snapshot())).isEqualTo(before);
  }

  /** Rows that go while batches are erased move nothing past the hook. */
  @Test
  default void leavesNothingWhenRowsGoMeanwhile() throws Exception {
    int stored = snapshot().size();
    DataSubject subject = plant("canary-subject", recordsPerPerson());
    DataSubject other = plant("canary-other", 1);
    deleteOne(other);
    assertThat(Snapshots.holding(snapshot(), "canary-other"))
        .as("lines of somebody whose one record deleteOne deleted")
        .isEmpty();
    int deletions = recordsPerPerson() / 3;

    ErasureRun run =
        run(subject, 2)
            .before(
                call -> {
                  if (call <= deletions) {
                    deleteOne(subject);
                  }
                })
            .complete();

    assertThat(run.erased())
        .as("records erased")
        .isBetween((long) recordsPerPerson() - deletions, (long) recordsPerPerson());
    assertErased(subject, "canary-subject", stored + recordsPerPerson() - deletions);
  }

  /** What comes while batches are erased is erased too; that does not keep the hook from ending. */
  @Test
  default void erasesWhatComesMeanwhile() throws Exception {
    int stored = snapshot().size();
    DataSubject subject = plant("canary-subject", recordsPerPerson());
    int additions = Math.max(1, recordsPerPerson() / 2);

    ErasureRun run =
        run(subject, 1)
            .before(
                call -> {
                  if (call <= additions) {
                    plantMore(subject, "canary-subject-late", 1);
                  }
                })
            .complete();

    assertThat(run.erased()).as("records erased").isEqualTo(recordsPerPerson() + additions);
    assertErased(subject, "canary-subject", stored + recordsPerPerson() + additions);
  }

  /** What is counted is what is erased: plans and reports rest on it. */
  @Test
  default void countsWhatItErases() throws Exception {
    DataSubject subject = plant("canary-subject", recordsPerPerson());
    plant("canary-decoy", recordsPerPerson());

    long located = hook().locate(Scope.of(subject)).records();
    ErasureRun run = run(subject, 3).complete();

    assertThat(located).as("records located").isEqualTo(recordsPerPerson());
    assertThat(run.erased() + run.retained()).as("records erased and retained").isEqualTo(located);
  }

  /** The proof looks at what is stored: all of it before, half of it halfway, nothing after. */
  @Test
  @GdprReference(
      article = "5(2)",
      text =
          "The controller shall be responsible for, and be able to demonstrate compliance with,"
              + " paragraph 1 (‘accountability’).")
  default void tellsWhatRemains() throws Exception {
    plant("canary-decoy", recordsPerPerson());
    DataSubject subject = plant("canary-subject", recordsPerPerson());
    ErasureRun run = run(subject, 1);

    run.before(
            call ->
                assertThat(hook().remaining(Scope.of(subject)))
                    .as("records remaining after %s of %s", run.erased(), recordsPerPerson())
                    .isEqualTo(recordsPerPerson() - run.erased()))
        .complete();

    assertThat(hook().remaining(Scope.of(subject))).as("records remaining at the end").isZero();
  }

  /** A row that comes back, by a queue or a restored backup, is seen and can be erased. */
  @Test
  default void seesWhatCameBack() throws Exception {
    DataSubject subject = plant("canary-subject", recordsPerPerson());
    run(subject, 3).complete();
    int stored = snapshot().size();

    plantMore(subject, "canary-returned", 1);

    assertThat(hook().remaining(Scope.of(subject))).as("records remaining").isEqualTo(1);
    assertThat(run(subject, 3).complete().erased()).as("records erased").isEqualTo(1);
    assertErased(subject, "canary-returned", stored + 1);
  }

  /** What the rule keeps is kept, counted, and not reported as remaining; without a rule, none. */
  @Test
  @GdprReference(
      article = "17(3)",
      text = "Paragraphs 1 and 2 shall not apply to the extent that processing is necessary")
  default void keepsAndReportsWhatTheRuleRetains() throws Exception {
    DataSubject subject = plant("canary-subject", recordsPerPerson());
    ErasureRule rule = hook().declaration().erasure();
    if (rule == null || rule.retention() == null) {
      ErasureRun run = run(subject, 3).complete();
      assertThat(run.retained())
          .as("records retained, although the declared rule retains nothing")
          .isZero();
      return;
    }
    plantRetained(subject, "canary-kept", 2);
    List<String> kept = Snapshots.holding(snapshot(), "canary-kept");
    assertThat(kept).as("lines with the canary of what is retained").isNotEmpty();

    ErasureRun run = run(subject, 3).complete();

    assertThat(run.erased()).as("records erased").isEqualTo(recordsPerPerson());
    assertThat(run.retained()).as("records retained").isEqualTo(2);
    assertThat(Snapshots.holding(snapshot(), "canary-kept")).isEqualTo(kept);
    assertThat(hook().remaining(Scope.of(subject))).as("records remaining").isZero();
  }

  /** At the end of a service nobody's data is left. */
  @Test
  @GdprReference(
      article = "28(3)(g)",
      text =
          "at the choice of the controller, deletes or returns all the personal data to the"
              + " controller after the end of the provision of services relating to processing")
  default void leavesNobodyAtTheEndOfTheService() throws Exception {
    Scope everyone = everyone();
    List<String> before = snapshot();
    long there = hook().remaining(everyone);
    DataSubject anna = plant("canary-everyone-anna", recordsPerPerson());
    plant("canary-everyone-boris", recordsPerPerson());
    assertThat(hook().remaining(everyone))
        .as("records of everyone")
        .isEqualTo(there + 2L * recordsPerPerson());
    run(anna, 3).complete();

    everyoneRun(everyone).complete();

    assertThat(hook().remaining(everyone)).as("records remaining").isZero();
    assertThat(hook().remaining(Scope.of(anna))).as("records remaining of one person").isZero();
    assertThat(Snapshots.without(snapshot(), before))
        .as("lines that were not there before; with everyone, rows are deleted whatever the rule")
        .isEmpty();
    assertThat(Snapshots.holding(snapshot(), "canary-everyone"))
        .as("lines that still hold somebody's canary")
        .isEmpty();
  }

  /** Erasing everyone once more reports zero, and each batch can be asked for twice. */
  @Test
  default void isQuietWhenItErasesEveryoneAgain() throws Exception {
    Scope everyone = everyone();
    plant("canary-everyone-anna", recordsPerPerson());
    plant("canary-everyone-boris", recordsPerPerson());
    long there = hook().remaining(everyone);
    ErasureRun run = everyoneRun(everyone).replayingEachBatch().complete();
    assertThat(run.erased()).as("records erased, all calls together").isEqualTo(there);
    List<String> before = Snapshots.sorted(snapshot());

    ErasureRun again = everyoneRun(everyone).complete();

    assertThat(again.erased()).as("records erased by the second run").isZero();
    assertThat(run.replayAll()).as("records erased by slices of long ago").isZero();
    assertThat(Snapshots.sorted(snapshot())).isEqualTo(before);
  }

  /** A run that died goes on from the start. */
  @Test
  default void erasesEveryoneToTheEndAfterARunThatDied() throws Exception {
    Scope everyone = everyone();
    plant("canary-everyone-anna", recordsPerPerson());
    plant("canary-everyone-boris", recordsPerPerson());
    int deathAt = 2;

    try {
      everyoneRun(everyone)
          .before(
              call -> {
                if (call == deathAt) {
                  throw new DeathException();
                }
              })
          .complete();
    } catch (DeathException e) {
      // Where everyone fits one batch, the first run ends.
    }
    everyoneRun(everyone).complete();

    assertThat(hook().remaining(everyone)).as("records remaining").isZero();
    assertThat(Snapshots.holding(snapshot(), "canary-everyone"))
        .as("lines that still hold somebody's canary")
        .isEmpty();
  }

  /** At the end of one controller's service nothing of another's is changed. */
  @Test
  default void doesNotTouchAnotherController() throws Exception {
    Scope everyone = everyone();
    plant("canary-everyone-anna", recordsPerPerson());
    long own = hook().remaining(everyone);
    List<String> before = snapshot();
    plantForAnotherController("canary-elsewhere", recordsPerPerson());
    List<String> ofAnother = Snapshots.without(snapshot(), before);
    assertThat(Snapshots.holding(ofAnother, "canary-elsewhere"))
        .as("lines of another controller; does snapshot show them?")
        .isNotEmpty();
    assertThat(hook().remaining(everyone))
        .as("records of everyone, without others'")
        .isEqualTo(own);

    ErasureRun run = everyoneRun(everyone).complete();

    assertThat(run.erased()).as("records erased").isEqualTo(own);
    assertThat(Snapshots.without(ofAnother, snapshot()))
        .as("lines of another controller that were changed or erased")
        .isEmpty();
  }

  private ErasureRun everyoneRun(Scope everyone) {
    return new ErasureRun(hook(), everyone, 7, 10 * recordsPerPerson() + 1_000);
  }

  /** The process died, as the test has it. */
  final class DeathException extends Exception {
    private static final long serialVersionUID = 1L;

    private DeathException() {}
  }

  private ErasureRun run(DataSubject subject, int maxRecords) {
    return new ErasureRun(hook(), Scope.of(subject), maxRecords, recordsPerPerson());
  }

  private ErasureMode mode() {
    ErasureRule rule = hook().declaration().erasure();
    return rule == null ? ErasureMode.ERASE : rule.mode();
  }

  /** The person's identifiers; a short key such as 7 is found in any number. */
  private static List<String> namesOf(DataSubject subject) {
    List<String> names =
        subject.identifiers().stream()
            .map(Identifier::value)
            .filter(name -> name.length() > 5)
            .toList();
    assertThat(names.size())
        .as("identifiers of more than five characters; plant people who have one")
        .isPositive();
    return names;
  }

  private void assertErased(DataSubject subject, String canary, int storedAtLeast)
      throws Exception {
    List<String> stored = snapshot();
    List<String> lines = Snapshots.holding(stored, canary);
    if (mode() == ErasureMode.ANONYMISE) {
      for (String name : namesOf(subject)) {
        assertThat(Snapshots.holding(lines, name))
            .as("lines of the person that still tell whose they are")
            .isEmpty();
      }
    } else {
      assertThat(lines).as("lines that still hold the person's canary").isEmpty();
    }
    if (mode() != ErasureMode.ERASE) {
      assertThat(stored.size())
          .as("lines stored; with %s, records stay", mode())
          .isGreaterThanOrEqualTo(storedAtLeast);
    }
    assertThat(hook().remaining(Scope.of(subject))).as("records remaining").isZero();
  }
}
