package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.example.chat.store.Statements;
import io.github.gdprkit.hook.Tombstone;
import java.sql.SQLException;

/** The rows of {@code users} that stand where erased people stood. */
final class Tombstones {

  private Tombstones() {}

  /** The row of this tombstone, which is made when it is needed first. */
  static long id(Statements statements, Tombstone tombstone) throws SQLException {
    statements.change(
        "INSERT INTO users (username, is_tombstone) VALUES (?, 1) ON CONFLICT DO NOTHING",
        tombstone.value());
    return statements
        .number("SELECT id FROM users WHERE username = ? AND is_tombstone = 1", tombstone.value())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "A person has the name of this tombstone; plan the erasure anew, with another"));
  }
}
