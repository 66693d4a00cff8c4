package io.github.gdprkit.jdbc;

import io.github.gdprkit.erasure.LedgerDamagedException;
import io.github.gdprkit.erasure.LedgerEntry;
import io.github.gdprkit.erasure.LedgerHead;
import io.github.gdprkit.party.PartyId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ledger of one controller in its tables: lines as a file would have them, and the end. */
final class LedgerTables {

  static final String LINES =
      "SELECT seq, line FROM gdpr_erasure_ledger WHERE controller = ? AND seq >= ?"
          + " ORDER BY seq LIMIT ?";
  private static final String HEAD =
      "SELECT seq, hash FROM gdpr_erasure_ledger_head WHERE controller = ?";
  private static final String FIRST_HEAD =
      "INSERT INTO gdpr_erasure_ledger_head (controller, seq, hash) VALUES (?, ?, ?)";
  private static final String NEXT_HEAD =
      "UPDATE gdpr_erasure_ledger_head SET seq = ?, hash = ? WHERE controller = ? AND seq = ?";
  private static final String ENTRY =
      "INSERT INTO gdpr_erasure_ledger (controller, seq, line) VALUES (?, ?, ?)";

  private final Dialect dialect;
  private final PartyId controller;

  LedgerTables(Dialect dialect, PartyId controller) {
    this.dialect = dialect;
    this.controller = controller;
  }

  /** A line, and the place that it has in the table. */
  record Line(long seq, String text) {}

  LedgerHead head(Connection connection) throws SQLException {
    return head(connection, HEAD).orElseGet(() -> LedgerHead.none(controller));
  }

  /** Holds the head to the end of the transaction. */
  LedgerHead lockHead(Connection connection) throws SQLException {
    Optional<LedgerHead> found = head(connection, HEAD + dialect.forUpdate());
    if (found.isPresent()) {
      return found.get();
    }
    LedgerHead none = LedgerHead.none(controller);
    try (PreparedStatement insert = connection.prepareStatement(FIRST_HEAD)) {
      insert.setString(1, controller.value());
      insert.setLong(2, none.seq());
      insert.setString(3, none.hash());
      insert.executeUpdate();
    }
    return none;
  }

  private Optional<LedgerHead> head(Connection connection, String sql) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, controller.value());
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? Optional.of(new LedgerHead(controller, row.getLong(1), row.getString(2)))
            : Optional.empty();
      }
    } catch (IllegalArgumentException e) {
      throw new LedgerDamagedException(1, "has a head that no ledger has");
    }
  }

  /** The next lines, from this one on. */
  List<Line> lines(Connection connection, long from, int limit) throws SQLException {
    List<Line> lines = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(LINES)) {
      query.setString(1, controller.value());
      query.setLong(2, from);
      query.setInt(3, limit);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          lines.add(new Line(rows.getLong(1), rows.getString(2)));
        }
      }
    }
    return lines;
  }

  /** Whether this entry is there, once nobody is in the middle of an append. */
  boolean isThere(Connection connection, LedgerEntry entry) throws SQLException {
    head(connection, HEAD + dialect.forUpdate());
    return lines(connection, entry.seq(), 1).contains(new Line(entry.seq(), entry.line()));
  }

  /** Appends behind the head that is held. */
  void append(Connection connection, LedgerHead head, LedgerEntry entry) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ENTRY)) {
      insert.setString(1, controller.value());
      insert.setLong(2, entry.seq());
      insert.setString(3, entry.line());
      insert.executeUpdate();
    }
    try (PreparedStatement update = connection.prepareStatement(NEXT_HEAD)) {
      update.setLong(1, entry.seq());
      update.setString(2, entry.hash());
      update.setString(3, controller.value());
      update.setLong(4, head.seq());
      if (update.executeUpdate() != 1) {
        throw new LedgerDamagedException(
            entry.seq(), "met another one, because the database does not lock");
      }
    }
  }
}
