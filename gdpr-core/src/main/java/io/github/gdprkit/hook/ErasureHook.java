package io.github.gdprkit.hook;

/**
 * Erases a data subject's records, or makes them nobody's (Art. 17).
 *
 * <p>The library calls {@link #locate} for plans only. It calls {@link #erase} again and again,
 * each time with the cursor that the batch before returned, and {@link #remaining} at the end. A
 * batch is the host's own transaction. After a crash the last batch is asked for again with the
 * same slice, so erasing what is gone reports zero and does not throw. What is erased is what the
 * data subject's records are <em>now</em>, also those that came after a plan.
 *
 * <p><b>Everyone.</b> At the end of a service (Art. 28(3)(g)) the slice is about {@link
 * Scope.Everyone}: all data subjects of that controller, whoever was erased before included. Then
 * the rows are deleted, whatever the rule says for one person: nobody stays who would need a
 * placeholder, and the tombstone can be ignored. Kept is only what Union or Member State law says
 * has to be. Rows of other controllers in the same tables are not touched; everyone of a controller
 * whose data this hook does not hold is nobody. There are cursors within one run only: the next run
 * begins at the start, where by then nothing is left.
 */
public interface ErasureHook extends DataHook {

  /**
   * Erases the next batch of at most {@code slice.maxRecords()} records behind {@code
   * slice.after()}, in the way that the declaration's {@link ErasureRule} says.
   *
   * @throws Exception anything; the failure is recorded for this hook, with the type of the
   *     exception and not its message, and the other hooks go on
   */
  ErasureBatch erase(ErasureSlice slice) throws Exception;

  /**
   * How many records of the data subject, or of everyone, are still there that the rule does not
   * retain: the proof afterwards. Looks at what is stored, not at what {@link #erase} believes to
   * have done.
   *
   * @return zero when everything is gone that should be
   * @throws Exception anything; what cannot be verified is not done
   */
  long remaining(Scope scope) throws Exception;
}
