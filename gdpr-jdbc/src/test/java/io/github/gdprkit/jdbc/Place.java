package io.github.gdprkit.jdbc;

import io.github.gdprkit.servers.DatabaseServer;
import io.github.gdprkit.servers.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** An empty database of one of the three kinds, for one test. */
interface Place extends AutoCloseable {

  /** A way to it, as another process would have one. */
  DataSource source();

  @Override
  void close();

  static Place sqlite(Path file) {
    List<GdprSqlite> opened = new ArrayList<>();
    return new Place() {
      @Override
      public DataSource source() {
        GdprSqlite source = GdprSqlite.dataSource(file);
        opened.add(source);
        return source;
      }

      @Override
      public void close() {
        opened.forEach(GdprSqlite::close);
      }
    };
  }

  static Place postgresql() {
    return on(DatabaseServer.postgresql().newDatabase());
  }

  static Place mariadb() {
    return on(DatabaseServer.mariadb().newDatabase());
  }

  private static Place on(TestDatabase database) {
    return new Place() {
      @Override
      public DataSource source() {
        return database.dataSource();
      }

      @Override
      public void close() {
        database.close();
      }
    };
  }
}
