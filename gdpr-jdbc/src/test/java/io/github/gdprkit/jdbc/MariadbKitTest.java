package io.github.gdprkit.jdbc;

class MariadbKitTest extends KitInDatabases {

  @Override
  Place newPlace() {
    return Place.of(Databases.emptyMariadb());
  }

  @Override
  Place newPlaceOutside() {
    return Place.of(Databases.bareMariadb());
  }
}
