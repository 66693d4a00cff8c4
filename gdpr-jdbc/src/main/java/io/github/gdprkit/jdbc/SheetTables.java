package io.github.gdprkit.jdbc;

import io.github.gdprkit.evidence.EvidenceStoreException;
import io.github.gdprkit.evidence.Sheet;
import io.github.gdprkit.evidence.SheetChange;
import io.github.gdprkit.evidence.SheetId;
import io.github.gdprkit.party.PartyId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sheets of registers in their table. */
final class SheetTables {

  static final String FIND = "SELECT json FROM gdpr_sheet WHERE owner = ? AND kind = ? AND id = ?";
  static final String LIST =
      "SELECT id, json FROM gdpr_sheet WHERE owner = ? AND kind = ? AND id > ? ORDER BY id LIMIT ?";
  private static final String UPDATE =
      "UPDATE gdpr_sheet SET json = ? WHERE owner = ? AND kind = ? AND id = ?";
  private static final String INSERT =
      "INSERT INTO gdpr_sheet (json, owner, kind, id) VALUES (?, ?, ?, ?)";
  private static final String DELETE =
      "DELETE FROM gdpr_sheet WHERE owner = ? AND kind = ? AND id = ?";

  /** Within the transaction of the connection, in this order. */
  void change(Connection connection, PartyId owner, List<SheetChange> changes) throws SQLException {
    for (SheetChange change : changes) {
      if (change instanceof SheetChange.Put put) {
        put(connection, owner, put.sheet());
      } else if (change instanceof SheetChange.Erase erase) {
        erase(connection, owner, erase.id());
      }
    }
  }

  private static void put(Connection connection, PartyId owner, Sheet sheet) throws SQLException {
    String json = StoredJson.write(sheet.fields());
    if (write(connection, UPDATE, owner, sheet.id(), json) == 0) {
      write(connection, INSERT, owner, sheet.id(), json);
    }
  }

  private static int write(
      Connection connection, String sql, PartyId owner, SheetId id, String json)
      throws SQLException {
    try (PreparedStatement write = connection.prepareStatement(sql)) {
      write.setString(1, json);
      write.setString(2, owner.value());
      write.setString(3, id.kind());
      write.setString(4, id.id());
      return write.executeUpdate();
    }
  }

  private static void erase(Connection connection, PartyId owner, SheetId id) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
      delete.setString(1, owner.value());
      delete.setString(2, id.kind());
      delete.setString(3, id.id());
      delete.executeUpdate();
    }
  }

  Optional<Sheet> find(Connection connection, PartyId owner, SheetId id) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(FIND)) {
      query.setString(1, owner.value());
      query.setString(2, id.kind());
      query.setString(3, id.id());
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? Optional.of(StoredJson.readSheet(id, row.getString(1)))
            : Optional.empty();
      }
    }
  }

  List<Sheet> list(
      Connection connection, PartyId owner, String kind, @Nullable String after, int limit)
      throws SQLException {
    List<Sheet> sheets = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(LIST)) {
      query.setString(1, owner.value());
      query.setString(2, kind);
      query.setString(3, after == null ? "" : after);
      query.setInt(4, limit);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          sheets.add(StoredJson.readSheet(id(kind, rows.getString(1)), rows.getString(2)));
        }
      }
    }
    return List.copyOf(sheets);
  }

  private static SheetId id(String kind, String id) {
    try {
      return new SheetId(kind, id);
    } catch (IllegalArgumentException e) {
      throw new EvidenceStoreException(
          "A row of gdpr_sheet cannot be read: it was changed by hand", null);
    }
  }
}
