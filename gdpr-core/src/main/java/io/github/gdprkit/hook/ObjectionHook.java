package io.github.gdprkit.hook;

/** Stops the processing that a data subject objected to (Art. 21). */
public interface ObjectionHook extends DataHook {

  /**
   * Stops using the data for what was objected to, for good. Called again after a crash, and then
   * changes nothing.
   *
   * @return how many records this call took out of use
   * @throws Exception anything; the failure is recorded for this hook with its type
   */
  long stopProcessing(Mandate mandate) throws Exception;
}
