package io.github.gdprkit.jdbc;

import io.github.gdprkit.request.RequestStore;
import io.github.gdprkit.servers.TestDatabase;
import io.github.gdprkit.testkit.contract.RequestStoreContract;

/** What every store promises, kept in PostgreSQL. */
class PostgresqlRequestStoreContractTest implements RequestStoreContract {

  private final TestDatabase database = Databases.emptyPostgresql();

  @Override
  public RequestStore store() {
    return JdbcRequestStore.open(database.dataSource());
  }

  @Override
  public RequestStore reopened() {
    return JdbcRequestStore.open(database.dataSource());
  }
}
