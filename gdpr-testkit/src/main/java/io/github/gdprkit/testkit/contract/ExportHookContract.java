package io.github.gdprkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.fulfilment.ExportOutcome;
import io.github.gdprkit.hook.ExportHook;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.hook.ThirdPartyPolicy;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.Identifier;
import io.github.gdprkit.testkit.fault.FailingHook;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ExportHook} promises, for whoever writes one. Implement it in a test class for
 * each hook, over a storage that is new for each test or that tolerates what other tests planted;
 * the real engine runs the hook.
 *
 * <p>It cannot see that a hook keeps to keys instead of offsets while rows are deleted, nor that
 * what {@link #plant} plants is all that the host keeps.
 */
public interface ExportHookContract extends HookContract {

  @Override
  ExportHook hook();

  /** The policy that lets all that is planted into the archive. */
  default ThirdPartyPolicy policy() {
    return ThirdPartyPolicy.VISIBLE;
  }

  /** Of somebody of whom nothing is kept, nothing is counted and nothing given out. */
  @Test
  default void findsNothingOfAStranger() throws Exception {
    plant("canary-decoy", recordsPerPerson());
    DataSubject stranger = plant("canary-stranger", 0);

    Findings findings = hook().locate(Scope.of(stranger));
    HookRun run = new HookRun(hook(), stranger, policy(), 100).complete();

    assertThat(findings.records()).as("records located").isZero();
    assertThat(run.records()).isEmpty();
  }

  /** All of the person's records are in the archive, and nothing of anybody else. */
  @Test
  @GdprReference(
      article = "15(3)",
      text = "The controller shall provide a copy of the personal data undergoing processing.")
  @GdprReference(
      article = "15(4)",
      text =
          "The right to obtain a copy referred to in paragraph 3 shall not adversely affect the"
              + " rights and freedoms of others.")
  default void exportsAllOfThePersonAndNothingOfAnother() throws Exception {
    plant("canary-decoy-before", recordsPerPerson());
    DataSubject subject = plant("canary-subject", recordsPerPerson());
    plant("canary-decoy-after", recordsPerPerson());

    HookRun run = new HookRun(hook(), subject, policy(), 1_000).complete();

    assertThat(run.archive().contains("canary-decoy"))
        .as("the archive of one person holds a text of another")
        .isFalse();
    assertThat(run.texts())
        .hasSize(recordsPerPerson())
        .doesNotHaveDuplicates()
        .allSatisfy(text -> assertThat(text).contains("canary-subject"));
  }

  /** What is counted is what is given out: progress, plans and the manifest rest on it. */
  @Test
  default void countsWhatItExports() throws Exception {
    DataSubject subject = plant("canary-subject", recordsPerPerson());
    plant("canary-decoy", recordsPerPerson());

    Findings findings = hook().locate(Scope.of(subject));

    assertThat(findings.records()).as("records located").isEqualTo(recordsPerPerson());
  }

  /** Pages are a matter of size: small ones give the same records in the same order. */
  @Test
  default void givesTheSameRecordsOnPagesOfOneAsOnOnePage() throws Exception {
    DataSubject subject = plant("canary-subject", recordsPerPerson());

    List<String> onOnePage = new HookRun(hook(), subject, policy(), 1_000).complete().texts();
    List<String> onPagesOfOne = new HookRun(hook(), subject, policy(), 1).complete().texts();
    List<String> onPagesOfThree = new HookRun(hook(), subject, policy(), 3).complete().texts();

    assertThat(onOnePage).hasSize(recordsPerPerson());
    assertThat(onPagesOfOne).isEqualTo(onOnePage);
    assertThat(onPagesOfThree).isEqualTo(onOnePage);
  }

  /** A page that was given and lost is given again, and work goes on behind any page. */
  @Test
  default void goesOnFromAnyPage() throws Exception {
    int pageRecords = Math.max(1, recordsPerPerson() / 5);
    DataSubject subject = plant("canary-subject", recordsPerPerson());
    List<String> uninterrupted =
        new HookRun(hook(), subject, policy(), pageRecords).complete().texts();

    int pages = (recordsPerPerson() + pageRecords - 1) / pageRecords;
    for (int page = 1; page <= pages; page++) {
      FailingHook failing = FailingHook.atPage(hook(), page);
      HookRun run = new HookRun(failing, subject, policy(), pageRecords);
      assertThat(run.run()).isInstanceOf(ExportOutcome.Incomplete.class);
      failing.repair();

      assertThat(run.complete().texts()).as("after page %s", page).isEqualTo(uninterrupted);
    }
  }

  /** What came after counting is for the next request: else a busy room would never end. */
  @Test
  default void givesNothingThatCameAfterItCounted() throws Exception {
    DataSubject subject = plant("canary-subject", recordsPerPerson());
    // Here, because what it throws within a hook would be the hook's failure and no longer a skip.
    plantMore(subject, "canary-late", 0);
    BusyHook busy =
        new BusyHook(hook(), recordsPerPerson(), () -> plantMore(subject, "canary-late", 1));

    HookRun run = new HookRun(busy, subject, policy(), 1).complete();

    assertThat(run.archive().contains("canary-late"))
        .as("the archive holds a record that came after the hook had counted")
        .isFalse();
    assertThat(run.texts()).hasSize(recordsPerPerson());
  }

  /** Declarations, findings and slices stand in logs; none of them tells who it is about. */
  @Test
  default void keepsThePersonOutOfTexts() throws Exception {
    DataSubject subject = plant("canary-subject", recordsPerPerson());
    BusyHook watched = new BusyHook(hook(), recordsPerPerson(), () -> {});
    new HookRun(watched, subject, policy(), 3).complete();
    String texts =
        hook().declaration() + " " + hook().locate(Scope.of(subject)) + " " + watched.seen();

    assertThat(texts).doesNotContain("canary-subject");
    for (Identifier identifier : subject.identifiers()) {
      // A short key such as 7 is found in any number.
      if (identifier.value().length() > 5) {
        assertThat(texts).doesNotContain(identifier.value());
      }
    }
  }
}
