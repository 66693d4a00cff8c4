package io.github.gdprkit.hook;

/**
 * One kind of personal data that a host keeps. A host class implements the capabilities it has
 * ({@link ExportHook}, ...) and declares those it lacks, with the reason. A kind of data that the
 * host does not keep is declared too, with {@link Declaration#holdsNothing}.
 *
 * <p>Hooks are called by one thread at a time for one piece of work, and by several threads for
 * several pieces of work.
 */
public interface DataHook {

  /** What is kept, why, and what happens with it under each right. The same at every call. */
  Declaration declaration();

  /**
   * Counts what is there, cheaply and without content, and says where work that starts now shall
   * end. Called once when work starts, and for plans. The number of records is told to the data
   * subject when a policy leaves all of them out, so count them; the bytes may be an estimate.
   *
   * @throws Exception anything; the failure is recorded for this hook and others go on
   */
  Findings locate(Scope scope) throws Exception;
}
