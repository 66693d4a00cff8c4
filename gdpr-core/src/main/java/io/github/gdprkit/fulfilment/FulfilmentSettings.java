package io.github.gdprkit.fulfilment;

import io.github.gdprkit.hook.ThirdPartyPolicy;
import java.util.Objects;

/**
 * How a controller has requests fulfilled.
 *
 * @param policy what of shared content goes into the archive of an access request
 * @param exports how exports use the machine
 * @param batchRecords how many records a hook erases in one batch at most, at least 1
 */
public record FulfilmentSettings(ThirdPartyPolicy policy, ExportOptions exports, int batchRecords) {

  private static final int BATCH = 10_000;

  /** Refuses an empty batch with {@link IllegalArgumentException}. */
  public FulfilmentSettings {
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(exports, "exports");
    if (batchRecords < 1) {
      throw new IllegalArgumentException("A batch has at least one record, not " + batchRecords);
    }
  }

  /** What was addressed to the person as well as their own; batches of up to 10,000 records. */
  public static FulfilmentSettings defaults() {
    return new FulfilmentSettings(ThirdPartyPolicy.ADDRESSED, ExportOptions.defaults(), BATCH);
  }

  /** The same under this policy. */
  public FulfilmentSettings withPolicy(ThirdPartyPolicy newPolicy) {
    return new FulfilmentSettings(newPolicy, exports, batchRecords);
  }

  /** The same with exports that use the machine like this. */
  public FulfilmentSettings withExports(ExportOptions newExports) {
    return new FulfilmentSettings(policy, newExports, batchRecords);
  }

  /** The same with batches of up to this many records. */
  public FulfilmentSettings withBatchRecords(int newBatchRecords) {
    return new FulfilmentSettings(policy, exports, newBatchRecords);
  }
}
