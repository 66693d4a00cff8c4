package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.example.chat.store.ChatException;
import io.github.gdprkit.example.chat.store.DatabaseFailures;
import io.github.gdprkit.example.chat.store.Organisation;
import io.github.gdprkit.example.chat.store.Statements;
import java.sql.SQLException;

/** What an organisation has of its own, in the order in which it can be deleted. */
enum Places {
  CHANNELS(
      "channels",
      "id",
      """
      CASE WHEN kind IN ('D', 'G') THEN 'conversation' ELSE 'channel' END AS kind, id, name, display_name,
          (SELECT coalesce(display_name, name) FROM teams WHERE id = team_id) AS team,
          header AS text, purpose
      """),
  TEAMS(
      "teams",
      "id",
      """
      'team' AS kind, id, name, display_name, NULL AS team, description AS text, NULL AS purpose
      """),
  EMOJIS(
      "emojis",
      "name",
      """
      'emoji' AS kind, NULL AS id, name, image AS display_name, NULL AS team, NULL AS text,
          NULL AS purpose
      """),
  ROLES(
      "roles",
      "name",
      """
      'role' AS kind, NULL AS id, name, display_name, NULL AS team,
          concat_ws(': ', nullif(description, ''), nullif(permissions, '')) AS text, NULL AS purpose
      """);

  private static final String MEMBERS = "DELETE FROM memberships WHERE channel_id = ?";

  private final String table;
  private final String key;
  private final String columns;

  Places(String table, String key, String columns) {
    this.table = table;
    this.key = key;
    this.columns = columns;
  }

  /** What comes before every key. */
  Object start() {
    return key.equals("id") ? 0L : "";
  }

  String countQuery() {
    return "SELECT count(*) FROM " + table + " WHERE organisation_id = ?";
  }

  /** Reads rows of an organisation, behind a key. */
  String pageQuery() {
    return "SELECT %s AS k, %s FROM %s WHERE organisation_id = ? AND %s > ? ORDER BY %s LIMIT ?"
        .formatted(key, columns, table, key, key);
  }

  /** Deletes rows of an organisation, behind a key and up to another. */
  void delete(Statements statements, Organisation organisation, Object after, Object upTo)
      throws SQLException {
    String sql =
        "DELETE FROM %s WHERE organisation_id = ? AND %s > ? AND %s <= ?"
            .formatted(table, key, key);
    delete(statements, sql, organisation.id(), after, upTo);
  }

  /** Deletes a conversation that nothing is left of but who takes part. */
  static void deleteChannel(Statements statements, long channel) throws SQLException {
    statements.change(MEMBERS, channel);
    delete(statements, "DELETE FROM channels WHERE id = ?", channel);
  }

  private static void delete(Statements statements, String sql, Object... values)
      throws SQLException {
    try {
      statements.change(sql, values);
    } catch (SQLException e) {
      if (DatabaseFailures.isReferenced(e)) {
        throw new ChatException(
            "messages, drafts or members are still there. Erase them first, channels and teams go behind"
                + " them",
            e);
      }
      throw e;
    }
  }
}
