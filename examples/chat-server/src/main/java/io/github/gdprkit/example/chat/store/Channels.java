package io.github.gdprkit.example.chat.store;

import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Adds the places where people of one organisation talk, and who takes part in them. */
public final class Channels {

  private static final int REMEMBERED = 10_000;

  private final Statements statements;
  private final long organisationId;
  private final BoundedCache<String, Long> teamIds = new BoundedCache<>(REMEMBERED);
  private final BoundedCache<NameInTeam, Long> channelIds = new BoundedCache<>(REMEMBERED);

  Channels(Statements statements, long organisationId) {
    this.statements = statements;
    this.organisationId = organisationId;
  }

  public OptionalLong teamIdOf(String name) throws SQLException {
    Long known = teamIds.get(name);
    if (known != null) {
      return OptionalLong.of(known);
    }
    OptionalLong id =
        statements.number(
            "SELECT id FROM teams WHERE organisation_id = ? AND name = ?", organisationId, name);
    if (id.isPresent()) {
      teamIds.put(name, id.getAsLong());
    }
    return id;
  }

  /** Adds a team of which nothing but the name is known. {@link #addTeam} fills in the rest. */
  public long addPlaceholderTeam(String name) throws SQLException {
    return statements
        .number(
            "INSERT INTO teams (organisation_id, name) VALUES (?, ?) RETURNING id",
            organisationId,
            name)
        .orElseThrow();
  }

  public Added addTeam(Team team) throws SQLException {
    boolean isNew =
        statements.change(
            """
            INSERT INTO teams
                (organisation_id, name, display_name, type, description, allow_open_invite)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (organisation_id, name) DO UPDATE SET
                display_name = excluded.display_name,
                type = excluded.type,
                description = excluded.description,
                allow_open_invite = excluded.allow_open_invite
              WHERE teams.display_name IS NULL
            """,
            organisationId,
            team.name(),
            team.displayName(),
            team.type(),
            team.description(),
            team.allowOpenInvite());
    return new Added(teamIdOf(team.name()).orElseThrow(), isNew);
  }

  public boolean joinTeam(long userId, long teamId, String roles) throws SQLException {
    return statements.change(
        "INSERT INTO team_members (user_id, team_id, roles) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        userId,
        teamId,
        roles);
  }

  public OptionalLong idOf(long teamId, String name) throws SQLException {
    NameInTeam key = new NameInTeam(teamId, name);
    Long known = channelIds.get(key);
    if (known != null) {
      return OptionalLong.of(known);
    }
    OptionalLong id =
        statements.number(
            """
            SELECT id FROM channels
            WHERE organisation_id = ? AND name = ? AND coalesce(team_id, 0) = ?
            """,
            organisationId,
            name,
            teamId);
    if (id.isPresent()) {
      channelIds.put(key, id.getAsLong());
    }
    return id;
  }

  /** The oldest channel of that name in any team of the organisation. */
  public OptionalLong idInAnyTeam(String name) throws SQLException {
    return statements.number(
        """
        SELECT id FROM channels WHERE organisation_id = ? AND name = ? AND team_id IS NOT NULL
        ORDER BY id LIMIT 1
        """,
        organisationId,
        name);
  }

  /** Adds a channel of which nothing but the name is known. {@link #add} fills in the rest. */
  public long addPlaceholder(long teamId, String name) throws SQLException {
    return statements
        .number(
            """
            INSERT INTO channels (organisation_id, team_id, kind, name) VALUES (?, ?, 'P', ?)
            RETURNING id
            """,
            organisationId,
            teamId,
            name)
        .orElseThrow();
  }

  public Added add(long teamId, Channel channel) throws SQLException {
    boolean isNew =
        statements.change(
            """
            INSERT INTO channels
                (organisation_id, team_id, kind, name, display_name, header, purpose)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (organisation_id, name, coalesce(team_id, 0)) DO UPDATE SET
                kind = excluded.kind,
                display_name = excluded.display_name,
                header = excluded.header,
                purpose = excluded.purpose
              WHERE channels.display_name IS NULL
            """,
            organisationId,
            teamId,
            channel.kind(),
            channel.name(),
            channel.displayName(),
            channel.header(),
            channel.purpose());
    return new Added(idOf(teamId, channel.name()).orElseThrow(), isNew);
  }

  /**
   * The channel of exactly these people, who all become its members: direct for one or two of them
   * (one is a note to oneself), a group for more.
   */
  public Added direct(Set<Long> members, String header) throws SQLException {
    Set<Long> inOrder = new TreeSet<>(members);
    String name = inOrder.stream().map(String::valueOf).collect(Collectors.joining("__"));
    OptionalLong known = idOf(0, name);
    if (known.isPresent()) {
      return new Added(known.getAsLong(), false);
    }
    long id =
        statements
            .number(
                """
                INSERT INTO channels (organisation_id, kind, name, header) VALUES (?, ?, ?, ?)
                RETURNING id
                """,
                organisationId,
                members.size() > 2 ? "G" : "D",
                name,
                header)
            .orElseThrow();
    for (long member : inOrder) {
      join(member, id, new Membership("channel_user", false, null, null));
    }
    return new Added(id, true);
  }

  public boolean join(long userId, long channelId, Membership membership) throws SQLException {
    return statements.change(
        """
        INSERT INTO memberships (user_id, channel_id, roles, favorite, notify_props, joined_at)
        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
        """,
        userId,
        channelId,
        membership.roles(),
        membership.favorite(),
        membership.notifyProps(),
        membership.joinedAt());
  }

  /** Marks a channel as one of the person's favorites; false when it already was one. */
  public boolean makeFavorite(long userId, long channelId) throws SQLException {
    return statements.change(
        """
        UPDATE memberships SET favorite = TRUE
        WHERE user_id = ? AND channel_id = ? AND favorite = FALSE
        """,
        userId,
        channelId);
  }

  public boolean addEmoji(String name, String image) throws SQLException {
    return statements.change(
        """
        INSERT INTO emojis (organisation_id, name, image) VALUES (?, ?, ?) ON CONFLICT DO NOTHING
        """,
        organisationId,
        name,
        image);
  }

  private record NameInTeam(long teamId, String name) {}
}
