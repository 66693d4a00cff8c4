package io.github.gdprkit.jdbc;

class MariadbErasureLedgerTest extends LedgerInDatabase {

  @Override
  Place newPlace() {
    return Place.of(Databases.bareMariadb());
  }

  @Override
  void dropTriggers(Place place) {
    Databases.execute(
        place.source(),
        "DROP TRIGGER gdpr_erasure_ledger_is_not_changed",
        "DROP TRIGGER gdpr_erasure_ledger_is_not_deleted");
  }
}
