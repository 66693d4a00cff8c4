package io.github.gdprkit.benchmark.chat;

import io.github.gdprkit.benchmark.ProcessCpu;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The processor time of a PostgreSQL server on this machine: its first process, all that run beside
 * it, and the connections that have ended.
 */
final class ServerCpu {

  private final long postmaster;

  private ServerCpu(long postmaster) {
    this.postmaster = postmaster;
  }

  /** Of the server at this address; {@code null} for SQLite and for a server elsewhere. */
  static @Nullable ServerCpu of(String url) throws SQLException {
    if (Databases.isSqlite(url)) {
      return null;
    }
    try (Connection connection = Databases.connection(url);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      ProcessCpu.Parent parent = ProcessCpu.parent(row.getLong(1));
      return parent == null || !parent.name().startsWith("postgres")
          ? null
          : new ServerCpu(parent.process());
    }
  }

  /** What it has used so far. */
  double seconds() {
    return ProcessCpu.ofFamily(postmaster) / 1e3;
  }
}
