package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.hook.Relation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What a page needs to know beside its own rows, looked up one by one over the page's connection.
 * Pages are not read with joins: under a LIMIT those make planners choose badly, and most names
 * come from the cache anyway. What another organisation has is not found.
 */
final class Lookups implements AutoCloseable {

  private final Labels labels;
  private final long organisation;
  private final PreparedStatement user;
  private final PreparedStatement channel;
  private final PreparedStatement members;
  private final PreparedStatement post;
  private final PreparedStatement membership;

  /** A message that another record refers to. */
  record PostText(long authorId, long channelId, String text) {}

  Lookups(Connection connection, Chat chat) throws SQLException {
    this.labels = chat.labels();
    this.organisation = chat.organisation().id();
    user =
        connection.prepareStatement(
            "SELECT username FROM users WHERE id = ? AND organisation_id = ?");
    channel =
        connection.prepareStatement(
            """
            SELECT c.kind, coalesce(c.display_name, c.name) AS name,
                coalesce(t.display_name, t.name) AS team
            FROM channels c LEFT JOIN teams t ON t.id = c.team_id
            WHERE c.id = ? AND c.organisation_id = ?
            """);
    members =
        connection.prepareStatement(
            "SELECT user_id FROM memberships WHERE channel_id = ? ORDER BY user_id LIMIT 2");
    post =
        connection.prepareStatement(
            """
            SELECT author_id, channel_id, text FROM posts
            WHERE id = ? AND (SELECT organisation_id FROM users WHERE id = author_id) = ?
            """);
    membership =
        connection.prepareStatement(
            "SELECT 1 FROM memberships WHERE user_id = ? AND channel_id = ?");
  }

  /** The name that people know somebody by, or {@code null} when nobody has this id. */
  @Nullable String username(long userId) throws SQLException {
    String known = labels.username(userId);
    if (known != null) {
      return known;
    }
    user.setLong(1, userId);
    user.setLong(2, organisation);
    try (ResultSet row = user.executeQuery()) {
      return row.next() ? labels.rememberUsername(userId, row.getString(1)) : null;
    }
  }

  ChannelLabel channel(long channelId) throws SQLException {
    ChannelLabel known = labels.channel(channelId);
    if (known != null) {
      return known;
    }
    channel.setLong(1, channelId);
    channel.setLong(2, organisation);
    try (ResultSet row = channel.executeQuery()) {
      if (!row.next()) {
        return ChannelLabel.UNKNOWN;
      }
      String kind = row.getString("kind");
      ChannelLabel label =
          kind.equals("D")
              ? direct(channelId)
              : new ChannelLabel(kind, row.getString("name"), row.getString("team"), 0, 0);
      return labels.rememberChannel(channelId, label);
    }
  }

  @Nullable PostText post(long postId) throws SQLException {
    post.setLong(1, postId);
    post.setLong(2, organisation);
    try (ResultSet row = post.executeQuery()) {
      return row.next() ? new PostText(row.getLong(1), row.getLong(2), row.getString(3)) : null;
    }
  }

  /** Whether the person can read what is written there now. */
  boolean isMember(long userId, long channelId) throws SQLException {
    membership.setLong(1, userId);
    membership.setLong(2, channelId);
    try (ResultSet row = membership.executeQuery()) {
      return row.next();
    }
  }

  /** How a message of somebody else stands to a person who is in its channel. */
  Relation relationTo(PostText post) throws SQLException {
    return channel(post.channelId()).isConversation() ? Relation.ADDRESSEE : Relation.OBSERVER;
  }

  private ChannelLabel direct(long channelId) throws SQLException {
    members.setLong(1, channelId);
    try (ResultSet row = members.executeQuery()) {
      long first = row.next() ? row.getLong(1) : 0;
      long second = row.next() ? row.getLong(1) : first;
      return new ChannelLabel("D", null, null, first, second);
    }
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement :
        new PreparedStatement[] {user, channel, members, post, membership}) {
      statement.close();
    }
  }
}
