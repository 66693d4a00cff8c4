package io.github.gdprkit.example.chat.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people of one organisation do with their own data, and administrators with accounts. The
 * account of another organisation is not found, whatever its number. While a person's data is
 * restricted (Art. 18) all of it is refused, because then it may only be kept; what a decision on a
 * request orders goes through the methods that say so.
 */
public final class Accounts {

  private final ChatDatabase database;
  private final Organisation organisation;

  Accounts(ChatDatabase database, Organisation organisation) {
    this.database = database;
    this.organisation = organisation;
  }

  /** Gives the person's profile other values; returns whether any was another one before. */
  public boolean edit(long userId, Map<ProfileField, String> values)
      throws SQLException, IOException {
    return database.change(
        statements -> {
          requireActive(statements, userId);
          return write(statements, userId, values);
        });
  }

  /** The same by decision on a request for rectification (Art. 16), which no mark stands in. */
  public boolean rectify(long userId, Map<ProfileField, String> values)
      throws SQLException, IOException {
    return database.change(statements -> write(statements, userId, values));
  }

  /** Refuses a value that {@link #rectify} would refuse now, and changes nothing. */
  public void requirePossible(long userId, ProfileField field, String value) throws SQLException {
    try (Connection connection = database.newReader();
        Statements statements = new Statements(connection)) {
      checked(statements, userId, field, value);
    }
  }

  /**
   * Deletes a message of the person with its files, the mentions in it and the reactions to it.
   * Answers of others stay.
   *
   * @return false when there is no such message, or it is not the person's own
   */
  public boolean deleteMessage(long userId, long postId) throws SQLException, IOException {
    return database.change(
        statements -> {
          requireActive(statements, userId);
          String mine = "SELECT id FROM posts WHERE id = ? AND author_id = ?";
          if (statements.number(mine, postId, userId).isEmpty()) {
            return false;
          }
          for (long uploadId :
              statements.numbers(
                  "SELECT id FROM uploads WHERE post_id = ? AND owner_id = ?", postId, userId)) {
            deleteUpload(statements, userId, uploadId);
          }
          database.uploads().force();
          return PostChanges.delete(statements, mine, postId, userId) > 0;
        });
  }

  /**
   * Deletes a file of the person, and its bytes.
   *
   * @return false when there is no such file, or it is not the person's own
   */
  public boolean deleteUpload(long userId, long uploadId) throws SQLException, IOException {
    return database.change(
        statements -> {
          requireActive(statements, userId);
          boolean deleted = deleteUpload(statements, userId, uploadId);
          database.uploads().force();
          return deleted;
        });
  }

  /**
   * Deactivates the account and ends its sessions.
   *
   * @return how many sessions ended; empty when the account was deactivated already
   */
  public Optional<Integer> deactivate(long userId, Instant now) throws SQLException, IOException {
    return database.change(
        statements -> {
          requireUnrestricted(statements, userId);
          boolean deactivated =
              statements.change(
                  "UPDATE users SET deactivated_at = ? WHERE id = ? AND deactivated_at IS NULL",
                  now.toEpochMilli(),
                  userId);
          int sessions = statements.changes("DELETE FROM sessions WHERE user_id = ?", userId);
          return deactivated ? Optional.of(sessions) : Optional.empty();
        });
  }

  /** Makes the account usable again; false when it was not deactivated. */
  public boolean reactivate(long userId) throws SQLException, IOException {
    return database.change(
        statements -> {
          requireUnrestricted(statements, userId);
          return statements.change(
              "UPDATE users SET deactivated_at = NULL WHERE id = ? AND deactivated_at IS NOT NULL",
              userId);
        });
  }

  /** Marks the person's data as restricted (Art. 18); false when it is marked already. */
  public boolean restrict(long userId, Instant since) throws SQLException, IOException {
    return database.change(
        statements ->
            statements.change(
                """
                UPDATE users SET restricted_at = ?
                WHERE id = ? AND organisation_id = ? AND restricted_at IS NULL
                """,
                since.toEpochMilli(),
                userId,
                organisation.id()));
  }

  /** Takes the mark away; false when there was none. */
  public boolean liftRestriction(long userId) throws SQLException, IOException {
    return database.change(
        statements ->
            statements.change(
                """
                UPDATE users SET restricted_at = NULL
                WHERE id = ? AND organisation_id = ? AND restricted_at IS NOT NULL
                """,
                userId,
                organisation.id()));
  }

  private void requireActive(Statements statements, long userId) throws SQLException {
    requireUnrestricted(statements, userId);
    if (isSet(statements, "deactivated_at", userId)) {
      throw new ChatException(
          "the account is deactivated, so its owner can change nothing. The command reactivate makes"
              + " it usable again");
    }
  }

  private void requireUnrestricted(Statements statements, long userId) throws SQLException {
    if (!isHere(statements, userId)) {
      throw new ChatException("there is no such account here. The command users lists everybody");
    }
    if (isSet(statements, "restricted_at", userId)) {
      throw new ChatException(
          "this person's data is restricted (Art. 18 GDPR): it is kept as it is, and nobody uses or"
              + " changes it until the restriction is lifted");
    }
  }

  private boolean isHere(Statements statements, long userId) throws SQLException {
    return statements
        .number(
            "SELECT 1 FROM users WHERE id = ? AND organisation_id = ? AND is_tombstone = FALSE",
            userId,
            organisation.id())
        .isPresent();
  }

  private static boolean isSet(Statements statements, String column, long userId)
      throws SQLException {
    return statements
        .number("SELECT 1 FROM users WHERE id = ? AND " + column + " IS NOT NULL", userId)
        .isPresent();
  }

  /** The file goes first: a crash in between leaves a row, and the row is tried again. */
  private boolean deleteUpload(Statements statements, long userId, long uploadId)
      throws SQLException, IOException {
    String mine = " FROM uploads WHERE id = ? AND owner_id = ?";
    if (statements.number("SELECT id" + mine, uploadId, userId).isEmpty()) {
      return false;
    }
    database
        .uploads()
        .delete(uploadId, statements.text("SELECT stored_name" + mine, uploadId, userId));
    return statements.change("DELETE" + mine, uploadId, userId);
  }

  private boolean write(Statements statements, long userId, Map<ProfileField, String> values)
      throws SQLException {
    if (!isHere(statements, userId)) {
      return false;
    }
    Map<ProfileField, String> changes = new EnumMap<>(ProfileField.class);
    for (Map.Entry<ProfileField, String> value : values.entrySet()) {
      String wanted = checked(statements, userId, value.getKey(), value.getValue());
      if (!wanted.equals(stored(statements, userId, value.getKey()))) {
        changes.put(value.getKey(), wanted);
      }
    }
    String newUsername = changes.get(ProfileField.USERNAME);
    if (newUsername != null) {
      renameMentions(statements, userId, newUsername);
    }
    for (Map.Entry<ProfileField, String> change : changes.entrySet()) {
      statements.change(
          "UPDATE users SET " + change.getKey().column() + " = ? WHERE id = ?",
          change.getValue(),
          userId);
    }
    return !changes.isEmpty();
  }

  /** As the import checks and keeps it. */
  private String checked(Statements statements, long userId, ProfileField field, String value)
      throws SQLException {
    if (!field.isKey()) {
      return value;
    }
    String key = Profile.normalised(value);
    if (key.isEmpty()) {
      throw new ChatException("the %s must not be blank".formatted(field.column()));
    }
    OptionalLong taken =
        statements.number(
            "SELECT 1 FROM users WHERE organisation_id = ? AND "
                + field.column()
                + " = ? AND id <> ?",
            organisation.id(),
            key,
            userId);
    if (taken.isPresent()) {
      throw new ChatException(
          "the %s already belongs to another account. Choose another one"
              .formatted(field.column()));
    }
    return key;
  }

  private static @Nullable String stored(Statements statements, long userId, ProfileField field)
      throws SQLException {
    return statements.text("SELECT " + field.column() + " FROM users WHERE id = ?", userId);
  }

  /** Who is mentioned by an old name would no longer be found by it, and never be erased. */
  private void renameMentions(Statements statements, long userId, String newUsername)
      throws SQLException {
    String oldUsername = Objects.requireNonNull(stored(statements, userId, ProfileField.USERNAME));
    Mentions.Meaning meaning =
        Mentions.meaning(statements, organisation, userId, Set.of(oldUsername));
    for (long postId :
        statements.numbers("SELECT post_id FROM mentions WHERE user_id = ?", userId)) {
      String text =
          Objects.requireNonNull(statements.text("SELECT text FROM posts WHERE id = ?", postId));
      String renamed = Mentions.rename(text, meaning, newUsername);
      if (!renamed.equals(text)) {
        PostChanges.rewrite(statements, postId, renamed);
      }
    }
  }

  /** The newest messages of the person, as a page of which they can name one. */
  public void newestMessages(long userId, int limit, RowReader reader) throws SQLException {
    newest(
        """
        SELECT p.id, p.created_at, coalesce(c.display_name, CASE WHEN c.kind IN ('D', 'G')
            THEN 'conversation ' || c.id ELSE c.name END) AS place, p.text AS what
        FROM posts p JOIN channels c ON c.id = p.channel_id
        WHERE p.author_id = ? ORDER BY p.id DESC LIMIT ?
        """,
        userId,
        limit,
        reader);
  }

  /** The newest files of the person. */
  public void newestUploads(long userId, int limit, RowReader reader) throws SQLException {
    newest(
        """
        SELECT id, created_at, coalesce('message ' || post_id, '-') AS place, name AS what
        FROM uploads WHERE owner_id = ? ORDER BY id DESC LIMIT ?
        """,
        userId,
        limit,
        reader);
  }

  private void newest(String sql, long userId, int limit, RowReader reader) throws SQLException {
    try (Connection connection = database.newReader();
        Statements statements = new Statements(connection)) {
      requireUnrestricted(statements, userId);
      try (ResultSet row = statements.rows(sql, userId, limit)) {
        while (row.next()) {
          reader.read(
              row.getLong("id"),
              Instant.ofEpochMilli(row.getLong("created_at")),
              row.getString("place"),
              row.getString("what"));
        }
      }
    }
  }

  /** Is shown one row after the other. */
  @FunctionalInterface
  public interface RowReader {
    void read(long id, Instant when, String place, String what);
  }
}
