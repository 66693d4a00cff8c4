package io.github.gdprkit.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteKitTest extends KitInDatabases {

  @TempDir private Path files;

  @Override
  Place newPlace() {
    return Place.sqlite(files.resolve("gdpr.db"));
  }

  @Override
  Place newPlaceOutside() {
    return Place.sqlite(files.resolve("outside.db"));
  }
}
