package io.github.gdprkit.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteErasureLedgerTest extends LedgerInDatabase {

  @TempDir private Path folder;
  private int places;

  @Override
  Place newPlace() {
    places++;
    return Place.sqlite(folder.resolve("outside-" + places + ".db"));
  }

  @Override
  void dropTriggers(Place place) {
    Databases.execute(
        place.source(),
        "DROP TRIGGER gdpr_erasure_ledger_is_not_changed",
        "DROP TRIGGER gdpr_erasure_ledger_is_not_deleted");
  }
}
