package io.github.gdprkit.jdbc.cluster;

import io.github.gdprkit.servers.DatabaseServer;
import io.github.gdprkit.servers.TestDatabase;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;

class MariadbTaskRunnerTest extends DbSchedulerTaskRunnerContract {

  private final TestDatabase database = DatabaseServer.mariadb().newDatabase();

  @Override
  DataSource source() {
    return database.dataSource();
  }

  @Override
  @AfterEach
  void closeAll() {
    super.closeAll();
    database.close();
  }
}
