package io.github.gdprkit.jdbc;

import io.github.gdprkit.evidence.EvidenceStoreException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the log of a database may still hold of what was erased from it. */
final class ErasedRemains {

  private static final Logger LOG = LoggerFactory.getLogger(ErasedRemains.class);

  private final Database database;

  /** Whether there may be any. */
  private final AtomicBoolean isThere = new AtomicBoolean(true);

  ErasedRemains(Database database) {
    this.database = database;
  }

  /** After a commit: lets go of them when there are new ones, or some that could not go before. */
  void forget(boolean erased) {
    if (database.dialect().canForgetErased() && (erased || isThere.get())) {
      forget();
    }
  }

  /** The commit is done and stays done, so what fails here is tried again and not thrown. */
  private void forget() {
    isThere.set(false);
    try {
      if (database.alone(database.dialect()::forgetErased)) {
        return;
      }
      LOG.warn("Somebody reads, so what was erased stays in the log of the database until later");
    } catch (EvidenceStoreException e) {
      LOG.warn("What was erased stays in the log of the database until it can be emptied", e);
    }
    isThere.set(true);
  }
}
