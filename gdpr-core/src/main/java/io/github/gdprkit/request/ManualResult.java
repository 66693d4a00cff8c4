package io.github.gdprkit.request;

/** What came of work that a person did by hand. */
public enum ManualResult {
  /** It is done. */
  DONE,
  /** There was nothing to do. */
  NOTHING_THERE,
  /**
   * It cannot be done, or only with disproportionate effort (Art. 19), or a recipient would not;
   * the papers say why.
   */
  NOT_POSSIBLE
}
