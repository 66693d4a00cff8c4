package io.github.gdprkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.information.ControllerRecord;
import io.github.gdprkit.information.DriftCheck;
import io.github.gdprkit.information.JoinedActivities;
import java.util.Collection;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What keeps a record of processing true (Art. 5(2), 30). Implement it in a test of the
 * application: it fails when a hook, an activity or a table is added and the others are not told.
 */
public interface RecordOfProcessingContract {

  /** The activities, joined with the hooks that the application runs. */
  JoinedActivities activities();

  /** Everything in which the application stores data: its tables, buckets and files. */
  Collection<String> stores();

  /** Those that hold no personal data, each with the reason. */
  default Map<String, String> exclusions() {
    return Map.of();
  }

  /** Hooks, activities and stores agree. */
  @Test
  default void agreesWithWhatIsStored() {
    DriftCheck check = DriftCheck.of(activities()).stores(stores());
    for (Map.Entry<String, String> exclusion : exclusions().entrySet()) {
      check = check.except(exclusion.getKey(), exclusion.getValue());
    }

    check.check();
  }

  /** The record says everything that Art. 30(1) asks for. */
  @Test
  default void leavesNothingUnsaid() {
    assertThat(ControllerRecord.of(activities()).build().gaps()).isEmpty();
  }
}
