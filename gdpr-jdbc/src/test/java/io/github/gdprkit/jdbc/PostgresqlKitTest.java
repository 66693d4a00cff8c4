package io.github.gdprkit.jdbc;

class PostgresqlKitTest extends KitInDatabases {

  @Override
  Place newPlace() {
    return Place.of(Databases.emptyPostgresql());
  }

  @Override
  Place newPlaceOutside() {
    return Place.of(Databases.barePostgresql());
  }
}
