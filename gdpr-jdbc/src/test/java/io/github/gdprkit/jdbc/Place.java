package io.github.gdprkit.jdbc;

import io.github.gdprkit.servers.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** A database of one of the three kinds, with nothing in it, for one test. */
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

  /** A shared one, which stays. */
  static Place of(TestDatabase database) {
    return new Place() {
      @Override
      public DataSource source() {
        return database.dataSource();
      }

      @Override
      public void close() {
        // Others use it after this.
      }
    };
  }
}
