package io.github.gdprkit.hook;

import java.util.Map;

/** Puts wrong data right and completes incomplete data (Art. 16). */
public interface RectificationHook extends DataHook {

  /**
   * Writes the new values, all or none. Called again after a crash with the same values, and then
   * changes nothing.
   *
   * @param corrections the declared fields to change, with their new values; never empty
   * @return how many records were changed
   * @throws Exception anything; the failure is recorded for this hook with its type
   */
  long rectify(Mandate mandate, Map<String, String> corrections) throws Exception;
}
