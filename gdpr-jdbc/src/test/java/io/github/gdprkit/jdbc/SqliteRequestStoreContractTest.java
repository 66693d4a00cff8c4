package io.github.gdprkit.jdbc;

import io.github.gdprkit.request.RequestStore;
import io.github.gdprkit.testkit.contract.RequestStoreContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** What every store promises, kept in SQLite. */
class SqliteRequestStoreContractTest implements RequestStoreContract {

  @TempDir private Path folder;
  private final List<GdprSqlite> opened = new ArrayList<>();

  @Override
  public RequestStore store() {
    DataSource source = source();
    GdprSchema.migrate(source);
    return JdbcRequestStore.open(source);
  }

  @Override
  public RequestStore reopened() {
    return JdbcRequestStore.open(source());
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
