package io.github.gdprkit.hook;

import io.github.gdprkit.subject.DataSubject;
import java.util.List;

/**
 * A hook that can say what stands in the way of an erasure (Art. 17). Nothing is erased meanwhile.
 */
public interface ErasureBlockers extends DataHook {

  /**
   * What has to be settled first; empty when nothing has.
   *
   * @throws Exception anything; nothing is erased then either
   */
  List<ErasureBlocker> blockers(DataSubject subject) throws Exception;
}
