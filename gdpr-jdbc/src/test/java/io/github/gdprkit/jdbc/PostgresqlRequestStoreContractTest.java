package io.github.gdprkit.jdbc;

import io.github.gdprkit.request.RequestStore;
import io.github.gdprkit.servers.DatabaseServer;
import io.github.gdprkit.servers.TestDatabase;
import io.github.gdprkit.testkit.contract.RequestStoreContract;
import org.junit.jupiter.api.AfterEach;

/** What every store promises, kept in PostgreSQL. */
class PostgresqlRequestStoreContractTest implements RequestStoreContract {

  private final TestDatabase database = DatabaseServer.postgresql().newDatabase();

  @Override
  public RequestStore store() {
    GdprSchema.migrate(database.dataSource());
    return JdbcRequestStore.open(database.dataSource());
  }

  @Override
  public RequestStore reopened() {
    return JdbcRequestStore.open(database.dataSource());
  }

  @AfterEach
  void close() {
    database.close();
  }
}
