package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.example.chat.store.Statements;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ExportHook;
import io.github.gdprkit.hook.ExportSlice;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.hook.Scope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * A hook over what others wrote in the channels that a person is in: one channel after the other,
 * each by the number of the message, which is the order of an index. Reading all channels in one
 * order would sort the whole history again for every page.
 */
abstract class ChannelByChannelHook implements ExportHook {

  private final Chat chat;
  private final Declaration declaration;
  private final Relation relation;
  private final String countQuery;
  private final int filterParameters;
  final String channelQuery;
  final String pageQuery;

  /**
   * A hook over channels of these kinds.
   *
   * @param kinds as an SQL list
   * @param filter a further condition on {@code posts p}, whose only parameter, if it has one, is
   *     the person
   */
  ChannelByChannelHook(
      Chat chat, Declaration declaration, Relation relation, String kinds, String filter) {
    this.chat = chat;
    this.declaration = declaration;
    this.relation = relation;
    this.filterParameters = filter.contains("?") ? 1 : 0;
    String mine =
        "memberships m JOIN channels c ON c.id = m.channel_id AND c.kind IN (%s)".formatted(kinds);
    countQuery =
        """
        SELECT count(*) AS records,
            (SELECT max(id) FROM posts) AS last FROM %s
        CROSS JOIN posts p
        WHERE p.channel_id = m.channel_id AND m.user_id = ? AND p.author_id <> ? AND %s
        """
            .formatted(mine, filter);
    channelQuery =
        "SELECT m.channel_id FROM %s WHERE m.user_id = ? AND m.channel_id >= ? ORDER BY m.channel_id"
            .formatted(mine);
    pageQuery =
        """
        SELECT %s FROM posts p
        WHERE p.channel_id = ? AND p.id > ? AND p.id <= ? AND p.author_id <> ? AND %s
        ORDER BY p.id LIMIT ?
        """
            .formatted(Posts.COLUMNS, filter);
  }

  @Override
  public final Declaration declaration() {
    return declaration;
  }

  @Override
  public final Findings locate(Scope scope) throws SQLException {
    if (!(scope instanceof Scope.OneDataSubject one)) {
      // Everyone's messages are there once already, where their authors are.
      return Findings.nothing();
    }
    try (Connection connection = chat.database().newReader();
        Statements statements = new Statements(connection);
        PreparedStatement query = connection.prepareStatement(countQuery)) {
      long person = chat.person(statements, one.subject());
      for (int i = 1; i <= 2 + filterParameters; i++) {
        query.setLong(i, person);
      }
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return Findings.of(row.getLong("records")).upTo(Long.toString(row.getLong("last")));
      }
    }
  }

  @Override
  public final Page export(ExportSlice slice, RecordSink sink) throws SQLException {
    if (!(slice.scope() instanceof Scope.OneDataSubject one)) {
      return Page.last();
    }
    long upTo = slice.upTo() == null ? Long.MAX_VALUE : Long.parseLong(slice.upTo());
    List<Object> after = slice.after() == null ? List.of(0L, 0L) : Cursor.values(slice.after());
    long startChannel = (Long) after.get(0);
    long startPost = (Long) after.get(1);
    int left = slice.maxRecords();
    try (Connection connection = chat.database().newReader();
        Statements statements = new Statements(connection);
        Lookups lookups = new Lookups(connection, chat);
        PreparedStatement channels = connection.prepareStatement(channelQuery);
        PreparedStatement query = connection.prepareStatement(pageQuery)) {
      long person = chat.person(statements, one.subject());
      channels.setLong(1, person);
      channels.setLong(2, startChannel);
      try (ResultSet channel = channels.executeQuery()) {
        while (channel.next()) {
          long channelId = channel.getLong(1);
          query.setLong(1, channelId);
          query.setLong(2, channelId == startChannel ? startPost : 0);
          query.setLong(3, upTo);
          query.setLong(4, person);
          if (filterParameters > 0) {
            query.setLong(5, person);
          }
          query.setInt(5 + filterParameters, left);
          try (ResultSet post = query.executeQuery()) {
            while (post.next()) {
              Posts.write(sink.record(relation), post, relation, lookups);
              left--;
              if (sink.pageIsFull() || left == 0) {
                return Page.after(Cursor.of(post, List.of("channel_id", "id")));
              }
            }
          }
        }
      }
      return Page.last();
    }
  }
}
