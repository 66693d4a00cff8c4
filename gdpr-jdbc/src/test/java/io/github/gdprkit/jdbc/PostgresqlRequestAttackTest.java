package io.github.gdprkit.jdbc;

import io.github.gdprkit.servers.DatabaseServer;
import io.github.gdprkit.servers.TestDatabase;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;

class PostgresqlRequestAttackTest extends RequestAttackTest {

  private final DataSource one = Databases.emptyPostgresql().dataSource();
  private final Map<String, TestDatabase> others = new HashMap<>();

  @Override
  DataSource database(String name) {
    return name.equals("one") ? one : other(name).dataSource();
  }

  private TestDatabase other(String name) {
    return others.computeIfAbsent(
        name,
        key -> {
          TestDatabase database = DatabaseServer.postgresql().newDatabase();
          GdprSchema.migrate(database.dataSource());
          return database;
        });
  }

  @Override
  int longMessage() {
    return 21_000_000;
  }

  @AfterEach
  void close() {
    others.values().forEach(TestDatabase::close);
  }
}
