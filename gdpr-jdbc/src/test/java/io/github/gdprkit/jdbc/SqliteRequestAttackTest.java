package io.github.gdprkit.jdbc;

import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;

class SqliteRequestAttackTest extends RequestAttackTest {

  private final Map<String, GdprSqlite> open = new HashMap<>();

  @Override
  DataSource database(String name) {
    return open.computeIfAbsent(
        name,
        key -> {
          GdprSqlite source = GdprSqlite.dataSource(folder.resolve(key + ".db"));
          GdprSchema.migrate(source);
          return source;
        });
  }

  @Override
  int longMessage() {
    return 21_000_000;
  }

  @AfterEach
  void close() {
    open.values().forEach(GdprSqlite::close);
  }
}
