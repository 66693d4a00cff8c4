package io.github.gdprkit.jdbc;

class PostgresqlCheckpointStoreTest extends CheckpointsInDatabase {

  @Override
  Place newPlace() {
    return Place.of(Databases.barePostgresql());
  }
}
