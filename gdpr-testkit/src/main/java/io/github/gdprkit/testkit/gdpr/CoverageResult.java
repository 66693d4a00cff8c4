package io.github.gdprkit.testkit.gdpr;

/** What became of a test; of several calls with different arguments the worst, {@code FAILED}. */
enum CoverageResult {
  /** Disabled, or aborted because an assumption did not hold. */
  NOT_RUN,
  PASSED,
  FAILED
}
