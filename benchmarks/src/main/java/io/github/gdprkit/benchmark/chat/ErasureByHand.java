package io.github.gdprkit.benchmark.chat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Erases one person's messages as a programmer writes it: in batches over one connection. */
final class ErasureByHand {

  private ErasureByHand() {}

  /** Ranges of keys, of which each batch looks for the end first. */
  static ErasureTimes byRange(DataSource database, ErasureMode mode, long person, int rows)
      throws SQLException {
    ErasureTimes times = new ErasureTimes();
    long start = System.nanoTime();
    try (Connection connection = database.getConnection();
        PreparedStatement last =
            connection.prepareStatement(
                "SELECT id FROM zerver_message WHERE sender_id = ? AND id > ? ORDER BY id LIMIT 1"
                    + " OFFSET "
                    + (rows - 1));
        PreparedStatement change =
            connection.prepareStatement(
                mode.statement + " WHERE sender_id = ? AND id > ? AND id <= ?")) {
      long after = 0;
      while (after < Long.MAX_VALUE) {
        long began = System.nanoTime();
        last.setLong(1, person);
        last.setLong(2, after);
        long upTo = Long.MAX_VALUE;
        try (ResultSet row = last.executeQuery()) {
          if (row.next()) {
            upTo = row.getLong(1);
          }
        }
        change.setLong(1, person);
        change.setLong(2, after);
        change.setLong(3, upTo);
        long changed = change.executeUpdate();
        times.batch(began, changed);
        after = upTo;
      }
      verify(connection, person, times);
    }
    times.whole = System.nanoTime() - start;
    return times;
  }

  /** The first rows there are, again and again until there are none. */
  static ErasureTimes byFirstRows(DataSource database, ErasureMode mode, long person, int rows)
      throws SQLException {
    ErasureTimes times = new ErasureTimes();
    long start = System.nanoTime();
    try (Connection connection = database.getConnection();
        PreparedStatement change =
            connection.prepareStatement(
                mode.statement
                    + " WHERE id IN (SELECT id FROM zerver_message WHERE sender_id = ? ORDER BY id"
                    + " LIMIT "
                    + rows
                    + ")")) {
      long changed;
      do {
        long began = System.nanoTime();
        change.setLong(1, person);
        changed = change.executeUpdate();
        times.batch(began, changed);
      } while (changed > 0);
      verify(connection, person, times);
    }
    times.whole = System.nanoTime() - start;
    return times;
  }

  private static void verify(Connection connection, long person, ErasureTimes times)
      throws SQLException {
    long began = System.nanoTime();
    try (PreparedStatement count =
        connection.prepareStatement("SELECT COUNT(*) FROM zerver_message WHERE sender_id = ?")) {
      count.setLong(1, person);
      try (ResultSet row = count.executeQuery()) {
        row.next();
        if (row.getLong(1) != 0) {
          throw new IllegalStateException("Something is left");
        }
      }
    }
    times.verification = System.nanoTime() - began;
  }
}
