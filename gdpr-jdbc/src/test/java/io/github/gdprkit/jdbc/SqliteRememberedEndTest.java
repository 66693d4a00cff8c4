package io.github.gdprkit.jdbc;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteRememberedEndTest extends RememberedEndTest {

  @TempDir private Path folder;
  private GdprSqlite sqlite;

  @Override
  DataSource source() {
    sqlite = GdprSqlite.dataSource(folder.resolve("gdpr.db"));
    GdprSchema.migrate(sqlite);
    return sqlite;
  }

  @Override
  void empty() {
    Databases.execute(
        sqlite,
        "DROP TRIGGER gdpr_evidence_is_not_deleted",
        "DELETE FROM gdpr_evidence",
        "DELETE FROM gdpr_evidence_head");
  }

  @AfterEach
  void close() {
    sqlite.close();
  }
}
