package io.github.gdprkit.jdbc.table;

import io.github.gdprkit.jdbc.GdprSqlite;
import io.github.gdprkit.servers.DatabaseServer;
import io.github.gdprkit.servers.TestDatabase;
import java.nio.file.Path;

/** A new database of each kind. */
final class Sites {

  private Sites() {}

  static Site sqlite(Path folder) {
    GdprSqlite source = GdprSqlite.dataSource(folder.resolve("host.db"));
    return new Site(Engine.SQLITE, source, source::close);
  }

  static Site postgresql() {
    TestDatabase database = DatabaseServer.postgresql().newDatabase();
    return new Site(Engine.POSTGRESQL, database.dataSource(), database::close);
  }

  static Site mariadb() {
    TestDatabase database = DatabaseServer.mariadb().newDatabase();
    return new Site(Engine.MARIADB, database.dataSource(), database::close);
  }
}
