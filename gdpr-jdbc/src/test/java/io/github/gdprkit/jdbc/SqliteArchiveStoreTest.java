package io.github.gdprkit.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteArchiveStoreTest extends ArchivesInDatabase {

  @TempDir private Path folder;

  @Override
  Place newPlace() {
    return Place.sqlite(folder.resolve("gdpr.db"));
  }
}
