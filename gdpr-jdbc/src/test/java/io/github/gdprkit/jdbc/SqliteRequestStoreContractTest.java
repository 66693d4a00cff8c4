package io.github.gdprkit.jdbc;

import io.github.gdprkit.request.RequestStore;
import io.github.gdprkit.testkit.contract.RequestStoreContract;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;

/** What every store promises, kept in SQLite. */
class SqliteRequestStoreContractTest implements RequestStoreContract {

  @TempDir private Path folder;

  @Override
  public RequestStore store() {
    GdprSchema.migrate(source());
    return JdbcRequestStore.open(source());
  }

  @Override
  public RequestStore reopened() {
    return JdbcRequestStore.open(source());
  }

  private DataSource source() {
    return GdprSqlite.dataSource(folder.resolve("gdpr.db"));
  }
}
