package io.github.gdprkit.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteCheckpointStoreTest extends CheckpointsInDatabase {

  @TempDir private Path folder;
  private int places;

  @Override
  Place newPlace() {
    places++;
    return Place.sqlite(folder.resolve("outside-" + places + ".db"));
  }
}
