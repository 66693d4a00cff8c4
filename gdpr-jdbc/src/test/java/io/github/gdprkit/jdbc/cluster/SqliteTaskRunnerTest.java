package io.github.gdprkit.jdbc.cluster;

import io.github.gdprkit.jdbc.GdprSqlite;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteTaskRunnerTest extends DbSchedulerTaskRunnerContract {

  @TempDir private Path folder;
  private GdprSqlite database;

  @Override
  DataSource source() {
    database = GdprSqlite.dataSource(folder.resolve("gdpr.db"));
    return database;
  }

  @Override
  @AfterEach
  void closeAll() {
    super.closeAll();
    database.close();
  }
}
