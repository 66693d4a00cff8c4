package io.github.gdprkit.jdbc;

import io.github.gdprkit.servers.DatabaseServer;
import io.github.gdprkit.servers.TestDatabase;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;

class MariadbRequestAttackTest extends RequestAttackTest {

  private final DataSource one = Databases.emptyMariadb().dataSource();
  private final Map<String, TestDatabase> others = new HashMap<>();

  @Override
  DataSource database(String name) {
    return name.equals("one") ? one : other(name).dataSource();
  }

  private TestDatabase other(String name) {
    return others.computeIfAbsent(
        name,
        key -> {
          TestDatabase database = DatabaseServer.mariadb().newDatabase();
          GdprSchema.migrate(database.dataSource());
          return database;
        });
  }

  /** Its {@code max_allowed_packet} is 16 MB unless somebody raises it. */
  @Override
  int longMessage() {
    return 15_000_000;
  }

  @AfterEach
  void close() {
    others.values().forEach(TestDatabase::close);
  }
}
