package io.github.gdprkit.jdbc;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteUnknownCommitTest extends UnknownCommitTest {

  @TempDir private Path folder;
  private GdprSqlite sqlite;

  @Override
  DataSource source() {
    sqlite = GdprSqlite.dataSource(folder.resolve("gdpr.db"));
    GdprSchema.migrate(sqlite);
    return sqlite;
  }

  @AfterEach
  void close() {
    sqlite.close();
  }
}
