package io.github.gdprkit.jdbc;

class PostgresqlArchiveStoreTest extends ArchivesInDatabase {

  @Override
  Place newPlace() {
    return Place.of(Databases.emptyPostgresql());
  }
}
