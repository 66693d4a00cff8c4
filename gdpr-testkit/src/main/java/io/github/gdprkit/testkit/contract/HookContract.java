package io.github.gdprkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.gdprkit.hook.DataHook;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.subject.DataSubject;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What the contracts of hooks have in common: people whose records can be planted. A hook with
 * several capabilities can be tested by one class that implements several contracts, or by one
 * class for each.
 */
public interface HookContract {

  /** The hook. May be called several times in a test. */
  DataHook hook();

  /**
   * Plants records of the hook's kind for a new person, each with a text that holds the canary, and
   * returns that person. With 0, the person exists and the host keeps nothing of this kind. People
   * that are planted in one test must not see each other's records.
   */
  DataSubject plant(String canary, int records) throws Exception;

  /**
   * Plants more records for a person whom {@link #plant} made, later than all others. Unless it is
   * implemented, the tests of what is added while a hook works are reported as skipped.
   */
  default void plantMore(DataSubject subject, String canary, int records) throws Exception {
    Assumptions.abort("plantMore is not implemented, so what comes meanwhile is not tested");
  }

  /** How many records a person has in the tests: 25, or less where a person cannot have so many. */
  default int recordsPerPerson() {
    return 25;
  }

  /** The declaration is complete. */
  @Test
  default void isAcceptedByTheCatalog() {
    DataHook hook = hook();

    assertThatCode(() -> HookCatalog.of(hook)).doesNotThrowAnyException();
    assertThat(hook().declaration()).isEqualTo(hook.declaration());
  }
}
