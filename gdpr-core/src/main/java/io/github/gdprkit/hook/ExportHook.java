package io.github.gdprkit.hook;

/**
 * Gives a data subject's records out, for access and portability (Art. 15(3), 20).
 *
 * <p>The library calls {@link #locate} once, then {@link #export} again and again, each time with
 * the cursor that the page before returned. After a crash it goes on from the last page that is
 * durable in the archive, so the same slice can be asked for twice; the first answer is discarded
 * then. A hook that throws fails alone: its earlier pages are kept and the next run goes on behind
 * them.
 */
public interface ExportHook extends DataHook {

  /**
   * Writes one page of records behind {@code slice.after()} and not beyond {@code slice.upTo()},
   * oldest first, and says where it stopped. Stop when {@link RecordSink#pageIsFull()} says so.
   *
   * @throws Exception anything; the failure is recorded for this hook and page, with the type of
   *     the exception and not its message, because messages of drivers quote data
   */
  Page export(ExportSlice slice, RecordSink sink) throws Exception;
}
