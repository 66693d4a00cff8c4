package io.github.gdprkit.jdbc;

import io.github.gdprkit.archive.ArchiveStore;
import io.github.gdprkit.testkit.contract.ArchiveStoreContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** What every store of archives promises, kept in SQLite. */
class SqliteArchiveStoreTest implements ArchiveStoreContract {

  @TempDir private Path folder;
  private final List<GdprSqlite> opened = new ArrayList<>();

  @Override
  public ArchiveStore store() {
    DataSource source = source();
    GdprSchema.migrate(source);
    return JdbcArchiveStore.open(source);
  }

  @Override
  public ArchiveStore reopened() {
    return JdbcArchiveStore.open(source());
  }

  private DataSource source() {
    GdprSqlite source = GdprSqlite.dataSource(folder.resolve("gdpr.db"));
    opened.add(source);
    return source;
  }

  @AfterEach
  void close() {
    opened.forEach(GdprSqlite::close);
  }
}
