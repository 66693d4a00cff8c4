package io.github.gdprkit.jdbc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteRegistersTest extends RegistersTest {

  @TempDir private Path folder;
  private GdprSqlite database;

  @Override
  JdbcRequestStore restarted() {
    close();
    database = GdprSqlite.dataSource(folder.resolve("gdpr.db"));
    GdprSchema.migrate(database);
    return JdbcRequestStore.open(database);
  }

  @AfterEach
  void close() {
    if (database != null) {
      database.close();
    }
  }

  /** In the bytes of all files: what is erased there is overwritten. */
  @Override
  boolean isKept(String text) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
          return true;
        }
      }
    }
    return false;
  }
}
