package io.github.gdprkit.example.chat.store;

import javax.sql.DataSource;

/** Connections for the library's stores, which are good until this is closed. */
public final class LibraryConnections implements AutoCloseable {

  private final DataSource dataSource;
  private final Runnable release;

  LibraryConnections(DataSource dataSource, Runnable release) {
    this.dataSource = dataSource;
    this.release = release;
  }

  public DataSource dataSource() {
    return dataSource;
  }

  @Override
  public void close() {
    release.run();
  }
}
