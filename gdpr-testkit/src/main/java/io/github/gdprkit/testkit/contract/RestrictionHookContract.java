package io.github.gdprkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.hook.Mandate;
import io.github.gdprkit.hook.RestrictionHook;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.testkit.fixture.Orders;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every {@link RestrictionHook} promises, for whoever writes one (Art. 18). Implement it in a
 * test class for each hook. It sees the mark and not whether the application heeds it: that needs a
 * test of the application's own.
 */
public interface RestrictionHookContract extends HookContract {

  @Override
  RestrictionHook hook();

  /**
   * All that the host stores, of everybody, the marks too: a line of text for each row, with all
   * its columns. In any order. Leave out what changes by itself: counters, times of the last
   * change.
   */
  List<String> snapshot() throws Exception;

  /** The data is marked and stays as it is. */
  @Test
  @GdprReference(
      article = "18(1)",
      text =
          "The data subject shall have the right to obtain from the controller restriction of"
              + " processing")
  default void marksWhatItRestrictsAndKeepsIt() throws Exception {
    DataSubject subject = plant("canary-subject", recordsPerPerson());
    List<String> before = Snapshots.sorted(snapshot());
    int lines = Snapshots.holding(before, "canary-subject").size();

    long restricted = hook().restrict(mandate(subject));

    assertThat(restricted).as("records restricted").isEqualTo(recordsPerPerson());
    assertThat(Snapshots.sorted(snapshot()))
        .as("the snapshot, which must show the mark")
        .isNotEqualTo(before);
    assertThat(Snapshots.holding(snapshot(), "canary-subject"))
        .as("lines with the canary; what is restricted is kept")
        .hasSize(lines);
  }

  /** Of anybody else nothing is marked, and no mark is taken away. */
  @Test
  default void restrictsNobodyElse() throws Exception {
    DataSubject restrictedDecoy = plant("canary-decoy-before", recordsPerPerson());
    hook().restrict(mandate(restrictedDecoy));
    List<String> before = snapshot();
    DataSubject subject = plant("canary-subject", recordsPerPerson());
    List<String> ofSubject = Snapshots.without(snapshot(), before);
    plant("canary-decoy-after", recordsPerPerson());
    List<String> ofOthers = Snapshots.without(snapshot(), ofSubject);

    hook().restrict(mandate(subject));

    assertThat(Snapshots.without(ofOthers, snapshot()))
        .as("lines of others that restricting changed")
        .isEmpty();

    hook().lift(mandate(subject));

    assertThat(Snapshots.without(ofOthers, snapshot()))
        .as("lines of others that lifting changed")
        .isEmpty();
  }

  /** What is marked already stays so, and is not counted again. */
  @Test
  default void isQuietWhenItRestrictsAgain() throws Exception {
    DataSubject subject = plant("canary-subject", recordsPerPerson());
    hook().restrict(mandate(subject));
    List<String> before = Snapshots.sorted(snapshot());

    assertThat(hook().restrict(mandate(subject)))
        .as("records restricted by the second call")
        .isZero();
    assertThat(Snapshots.sorted(snapshot())).isEqualTo(before);
  }

  /** When it is lifted, everything is as it was. */
  @Test
  @GdprReference(
      article = "18(3)",
      text = "shall be informed by the controller before the restriction of processing is lifted")
  default void liftsWhatItRestricted() throws Exception {
    DataSubject subject = plant("canary-subject", recordsPerPerson());
    List<String> before = Snapshots.sorted(snapshot());
    hook().restrict(mandate(subject));

    long lifted = hook().lift(mandate(subject));

    assertThat(lifted).as("records whose restriction was lifted").isEqualTo(recordsPerPerson());
    assertThat(Snapshots.sorted(snapshot())).isEqualTo(before);
    assertThat(hook().lift(mandate(subject))).as("records lifted by the second call").isZero();
    assertThat(Snapshots.sorted(snapshot())).isEqualTo(before);
  }

  /**
   * After a second call, what came meanwhile is marked too: by that call, or already when it came.
   */
  @Test
  default void restrictsWhatCameLater() throws Exception {
    DataSubject subject = plant("canary-subject", recordsPerPerson());
    hook().restrict(mandate(subject));

    plantMore(subject, "canary-late", 1);

    assertThat(hook().restrict(mandate(subject)))
        .as("records restricted by the second call")
        .isLessThanOrEqualTo(1);
    assertThat(hook().lift(mandate(subject)))
        .as("records whose restriction was lifted")
        .isEqualTo(recordsPerPerson() + 1L);
  }

  /** Of somebody of whom nothing is kept, nothing is marked. */
  @Test
  default void restrictsNothingOfAStranger() throws Exception {
    plant("canary-decoy", recordsPerPerson());
    DataSubject stranger = plant("canary-stranger", 0);
    List<String> before = Snapshots.sorted(snapshot());

    assertThat(hook().restrict(mandate(stranger))).as("records restricted").isZero();
    assertThat(hook().lift(mandate(stranger))).as("records lifted").isZero();
    assertThat(Snapshots.sorted(snapshot())).isEqualTo(before);
  }

  private static Mandate mandate(DataSubject subject) {
    return new Mandate(Orders.APPROVAL, subject);
  }
}
