package io.github.gdprkit.hook;

/**
 * Marks stored data so that it is kept and not otherwise processed (Art. 4(3), 18). While it is
 * marked, only storage, what the data subject consents to, legal claims, another person's rights
 * and important public interests are allowed (Art. 18(2)); jobs that delete by age leave it alone.
 */
public interface RestrictionHook extends DataHook {

  /**
   * Marks the data; data that is marked already stays so.
   *
   * @return how many records are marked by this call
   * @throws Exception anything; the failure is recorded for this hook with its type
   */
  long restrict(Mandate mandate) throws Exception;

  /**
   * Takes the mark away; called only after the data subject was told (Art. 18(3)).
   *
   * @return how many records were marked until this call
   * @throws Exception anything; the failure is recorded for this hook with its type
   */
  long lift(Mandate mandate) throws Exception;
}
