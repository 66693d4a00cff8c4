package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.example.chat.store.Organisation;
import io.github.gdprkit.example.chat.store.Statements;
import io.github.gdprkit.hook.Tombstone;
import java.sql.SQLException;

/** The rows of {@code users} that stand where erased people stood. */
final class Tombstones {

  private Tombstones() {}

  /** The row of this tombstone, which is made when it is needed first. */
  static long id(Statements statements, Organisation organisation, Tombstone tombstone)
      throws SQLException {
    statements.change(
        """
        INSERT INTO users (organisation_id, username, is_tombstone) VALUES (?, ?, TRUE)
        ON CONFLICT DO NOTHING
        """,
        organisation.id(),
        tombstone.value());
    return statements
        .number(
            "SELECT id FROM users WHERE organisation_id = ? AND username = ? AND is_tombstone = TRUE",
            organisation.id(),
            tombstone.value())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "A person has the name of this tombstone; plan the erasure anew, with another"));
  }
}
