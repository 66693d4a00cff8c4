package io.github.gdprkit.jdbc;

class MariadbArchiveStoreTest extends ArchivesInDatabase {

  @Override
  Place newPlace() {
    return Place.of(Databases.emptyMariadb());
  }
}
