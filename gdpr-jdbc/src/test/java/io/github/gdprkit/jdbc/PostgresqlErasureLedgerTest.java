package io.github.gdprkit.jdbc;

class PostgresqlErasureLedgerTest extends LedgerInDatabase {

  @Override
  Place newPlace() {
    return Place.of(Databases.barePostgresql());
  }

  @Override
  void dropTriggers(Place place) {
    Databases.execute(place.source(), "ALTER TABLE gdpr_erasure_ledger DISABLE TRIGGER USER");
  }
}
