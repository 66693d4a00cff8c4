package io.github.gdprkit.jdbc;

class MariadbCheckpointStoreTest extends CheckpointsInDatabase {

  @Override
  Place newPlace() {
    return Place.of(Databases.bareMariadb());
  }
}
