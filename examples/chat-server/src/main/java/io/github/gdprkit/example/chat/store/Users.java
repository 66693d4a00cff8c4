package io.github.gdprkit.example.chat.store;

import java.sql.SQLException;
import java.util.OptionalLong;

/** Adds people of one organisation, the roles they can have, and what belongs to nobody else. */
public final class Users {

  private static final int REMEMBERED = 10_000;

  private final Statements statements;
  private final long organisationId;
  private final BoundedCache<String, Long> ids = new BoundedCache<>(REMEMBERED);

  Users(Statements statements, long organisationId) {
    this.statements = statements;
    this.organisationId = organisationId;
  }

  public OptionalLong idOf(String username) throws SQLException {
    String key = Profile.normalised(username);
    Long known = ids.get(key);
    if (known != null) {
      return OptionalLong.of(known);
    }
    OptionalLong id =
        statements.number(
            "SELECT id FROM users WHERE organisation_id = ? AND username = ?", organisationId, key);
    if (id.isPresent()) {
      ids.put(key, id.getAsLong());
    }
    return id;
  }

  /** Adds a person of whom nothing but the name is known. {@link #add} fills in the rest. */
  public long addPlaceholder(String username) throws SQLException {
    return statements
        .number(
            "INSERT INTO users (organisation_id, username) VALUES (?, ?) RETURNING id",
            organisationId,
            Profile.normalised(username))
        .orElseThrow();
  }

  /**
   * True when another person already has this e-mail address, so that {@link #add} must not run.
   */
  public boolean isEmailTaken(Profile profile) throws SQLException {
    return statements
        .number(
            "SELECT 1 FROM users WHERE organisation_id = ? AND email = ? AND username <> ?",
            organisationId,
            profile.email(),
            profile.username())
        .isPresent();
  }

  /** Adds the person or fills in a placeholder; a profile that is already there stays as it is. */
  public Added add(Profile profile) throws SQLException {
    OptionalLong known = idOf(profile.username());
    long id = known.isPresent() ? known.getAsLong() : addPlaceholder(profile.username());
    return new Added(id, fillIn(id, profile));
  }

  private boolean fillIn(long id, Profile profile) throws SQLException {
    return statements.change(
        """
        UPDATE users SET email = ?, first_name = ?, last_name = ?, nickname = ?, position = ?,
            locale = ?, auth_service = ?, roles = ?, created_at = ?, deactivated_at = ?
        WHERE id = ? AND email IS NULL AND restricted_at IS NULL AND is_tombstone = FALSE
        """,
        profile.email(),
        profile.firstName(),
        profile.lastName(),
        profile.nickname(),
        profile.position(),
        profile.locale(),
        profile.authService(),
        profile.roles(),
        profile.createdAt(),
        profile.deactivatedAt(),
        id);
  }

  public boolean addRole(String name, String displayName, String description, String permissions)
      throws SQLException {
    return statements.change(
        """
        INSERT INTO roles (organisation_id, name, display_name, description, permissions)
        VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
        """,
        organisationId,
        name,
        displayName,
        description,
        permissions);
  }

  public boolean addPreference(long userId, String name, String value) throws SQLException {
    return statements.change(
        "INSERT INTO preferences (user_id, name, value) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        userId,
        name,
        value);
  }

  public boolean addSession(
      long userId, String ip, String userAgent, long createdAt, long lastUsedAt)
      throws SQLException {
    return statements.change(
        """
        INSERT INTO sessions (user_id, ip, user_agent, created_at, last_used_at)
        VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
        """,
        userId,
        ip,
        userAgent,
        createdAt,
        lastUsedAt);
  }

  public boolean addDraft(long userId, long channelId, String text, long updatedAt)
      throws SQLException {
    return statements.change(
        """
        INSERT INTO drafts (user_id, channel_id, text, updated_at)
        VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
        """,
        userId,
        channelId,
        text,
        updatedAt);
  }
}
