package io.github.gdprkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.hook.Mandate;
import io.github.gdprkit.hook.ObjectionHook;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.testkit.fixture.Orders;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ObjectionHook} promises, for whoever writes one (Art. 21). Implement it in a
 * test class for each hook. It sees what is stored and not whether the application heeds it: that
 * needs a test of the application's own.
 */
public interface ObjectionHookContract extends HookContract {

  @Override
  ObjectionHook hook();

  /**
   * All that the host stores, of everybody, the notes of objections too: a line of text for each
   * row, with all its columns. In any order. Leave out what changes by itself: counters, times of
   * the last change.
   */
  List<String> snapshot() throws Exception;

  /** All of the person's records are out of use, and storage tells so. */
  @Test
  @GdprReference(
      article = "21(1)",
      text = "The controller shall no longer process the personal data")
  default void stopsTheProcessing() throws Exception {
    DataSubject subject = plant("canary-subject", recordsPerPerson());
    List<String> before = Snapshots.sorted(snapshot());

    long stopped = hook().stopProcessing(mandate(subject));

    assertThat(stopped).as("records taken out of use").isEqualTo(recordsPerPerson());
    assertThat(Snapshots.sorted(snapshot()))
        .as("the snapshot, which must show that the processing is stopped")
        .isNotEqualTo(before);
  }

  /** Of anybody else nothing is changed. */
  @Test
  default void stopsForNobodyElse() throws Exception {
    plant("canary-decoy-before", recordsPerPerson());
    List<String> before = snapshot();
    DataSubject subject = plant("canary-subject", recordsPerPerson());
    List<String> ofSubject = Snapshots.without(snapshot(), before);
    plant("canary-decoy-after", recordsPerPerson());
    List<String> ofOthers = Snapshots.without(snapshot(), ofSubject);

    hook().stopProcessing(mandate(subject));

    assertThat(Snapshots.without(ofOthers, snapshot()))
        .as("lines of others that were changed")
        .isEmpty();
  }

  /** Stopping once more changes nothing and reports zero. */
  @Test
  default void isQuietWhenItStopsAgain() throws Exception {
    DataSubject subject = plant("canary-subject", recordsPerPerson());
    hook().stopProcessing(mandate(subject));
    List<String> before = Snapshots.sorted(snapshot());

    assertThat(hook().stopProcessing(mandate(subject)))
        .as("records taken out of use by the second call")
        .isZero();
    assertThat(Snapshots.sorted(snapshot())).isEqualTo(before);
  }

  /** Of somebody of whom nothing is kept, nothing is counted, and nobody else is concerned. */
  @Test
  default void stopsNothingOfAStranger() throws Exception {
    plant("canary-decoy", recordsPerPerson());
    List<String> before = snapshot();
    DataSubject stranger = plant("canary-stranger", 0);

    assertThat(hook().stopProcessing(mandate(stranger))).as("records taken out of use").isZero();
    assertThat(Snapshots.without(before, snapshot()))
        .as("lines of others that were changed")
        .isEmpty();
  }

  private static Mandate mandate(DataSubject subject) {
    return new Mandate(Orders.APPROVAL, subject);
  }
}
