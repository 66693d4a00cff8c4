package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.example.chat.store.Mentions;
import io.github.gdprkit.example.chat.store.PostChanges;
import io.github.gdprkit.example.chat.store.Statements;
import io.github.gdprkit.hook.ChatCategories;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ErasureBatch;
import io.github.gdprkit.hook.ErasureHook;
import io.github.gdprkit.hook.ErasureRule;
import io.github.gdprkit.hook.ErasureSlice;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.processing.SourceOfData;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * Messages in which others mention a person, in channels that the person is in. A name that was
 * dropped where the person cannot read is not the author's to have disclosed, but it is erased like
 * the others. No table hook: what is erased is a name within a text.
 */
final class MentionsHook extends RowsHook implements ErasureHook {

  private static final Declaration DECLARATION =
      Policies.ofOthers(
              Posts.declareFields(
                  Declaration.of("mentions", "Mentions of you", ChatCategories.MENTIONS)
                      .text("What others wrote in your channels with your name in it.")
                      .storedInColumns("mentions", "user_id", "post_id")
                      .storedIn("posts")
                      .relations(Relation.MENTIONED)
                      .sources(SourceOfData.OBTAINED_ELSEWHERE)))
          .erasedByHook(
              ErasureRule.anonymise(),
              "Wherever anybody mentions you by your username, such as @name, a made-up name takes its"
                  + " place. The rest of the message is the author's and stays. Where they speak of you"
                  + " in other words, in a draft that they have not sent or in the heading of a channel,"
                  + " nothing changes.")
          .build();

  static final String LINKED = "SELECT post_id FROM mentions WHERE user_id = ?";

  static final String CHANNELS =
      "SELECT id FROM channels WHERE organisation_id = ? AND id >= ? ORDER BY id";

  /** Channel by channel, so that nothing is looked at that other organisations wrote. */
  static final String CANDIDATES =
      """
      SELECT id, text, linked FROM (
        SELECT id, text,
            EXISTS (SELECT 1 FROM mentions WHERE user_id = ? AND post_id = posts.id) AS linked
        FROM posts WHERE channel_id = ? AND id > ?) AS candidates
      WHERE linked OR text LIKE '%@%' ORDER BY id
      """;

  MentionsHook(Chat chat) {
    super(
        chat,
        DECLARATION,
        new Rows(
            "*",
            """
            (SELECT m.user_id AS person, m.post_id AS id, p.channel_id, p.author_id, p.root_id,
                p.text, p.created_at, p.edited_at
             FROM mentions m CROSS JOIN posts p
             WHERE p.id = m.post_id AND p.author_id <> m.user_id
                AND EXISTS (SELECT 1 FROM memberships JOIN channels c ON c.id = channel_id
                    WHERE user_id = m.user_id AND channel_id = p.channel_id
                        AND c.kind IN ('O', 'P'))) AS mine
            """,
            "person",
            null,
            List.of("id")));
  }

  @Override
  public ErasureBatch erase(ErasureSlice slice) throws SQLException, IOException {
    return slice.scope() instanceof Scope.Everyone ? unlink(slice) : rename(slice);
  }

  /** Of everyone only the links are left to this hook: the messages go as messages sent. */
  private ErasureBatch unlink(ErasureSlice slice) throws SQLException, IOException {
    Position position = Position.of(slice.scope(), slice.after());
    return chat.database()
        .change(
            statements -> {
              int erased = 0;
              People people =
                  chat.people(statements, slice.scope(), position.person(), Long.MAX_VALUE);
              for (OptionalLong next = people.next(); next.isPresent(); next = people.next()) {
                long person = next.getAsLong();
                List<Long> posts =
                    statements.numbers(
                        LINKED + " ORDER BY post_id LIMIT ?", person, slice.maxRecords() - erased);
                for (long post : posts) {
                  unlink(statements, person, post);
                }
                erased += posts.size();
                if (erased == slice.maxRecords()) {
                  return ErasureBatch.more(
                      erased, position.after(person, "n" + posts.get(posts.size() - 1)));
                }
              }
              return ErasureBatch.last(erased);
            });
  }

  private static void unlink(Statements statements, long person, long post) throws SQLException {
    statements.change("DELETE FROM mentions WHERE user_id = ? AND post_id = ?", person, post);
  }

  private ErasureBatch rename(ErasureSlice slice) throws SQLException, IOException {
    List<Object> after = slice.after() == null ? List.of(0L, 0L) : Cursor.values(slice.after());
    List<Found> posts = new ArrayList<>();
    find(
        slice.scope(),
        (Long) after.get(0),
        (Long) after.get(1),
        post -> {
          posts.add(post);
          return posts.size() < slice.maxRecords();
        });
    if (posts.isEmpty()) {
      return ErasureBatch.last(0);
    }
    chat.database().change(statements -> rename(statements, slice, posts));
    Found last = posts.get(posts.size() - 1);
    return posts.size() < slice.maxRecords()
        ? ErasureBatch.last(posts.size())
        : ErasureBatch.more(posts.size(), "n" + last.channel() + ",n" + last.post());
  }

  @Override
  public long remaining(Scope scope) throws SQLException {
    if (scope instanceof Scope.Everyone) {
      return countLinked(scope);
    }
    AtomicLong found = new AtomicLong();
    find(
        scope,
        0,
        0,
        post -> {
          found.incrementAndGet();
          return true;
        });
    return found.get();
  }

  private long countLinked(Scope scope) throws SQLException {
    try (Connection connection = chat.database().newReader();
        Statements statements = new Statements(connection)) {
      long linked = 0;
      People people = chat.people(statements, scope, 0, Long.MAX_VALUE);
      for (OptionalLong next = people.next(); next.isPresent(); next = people.next()) {
        linked +=
            statements
                .number("SELECT count(*) FROM (" + LINKED + ") AS linked", next.getAsLong())
                .orElseThrow();
      }
      return linked;
    }
  }

  /**
   * Finds the messages that the table links to the person, and those that only have the name in
   * them: whoever wrote before the account was there is not linked.
   */
  private void find(Scope scope, long startChannel, long startPost, Predicate<Found> wantsMore)
      throws SQLException {
    try (Connection connection = chat.database().newReader();
        Statements statements = new Statements(connection)) {
      PersonNames names = PersonNames.of(statements, chat, scope);
      Mentions.Meaning meaning = meaning(statements, names);
      for (long channel : statements.numbers(CHANNELS, chat.organisation().id(), startChannel)) {
        long after = channel == startChannel ? startPost : 0;
        try (ResultSet post = statements.rows(CANDIDATES, names.id(), channel, after)) {
          while (post.next()) {
            String text = post.getString("text");
            boolean found =
                post.getBoolean("linked") || !Mentions.rename(text, meaning, "").equals(text);
            if (found && !wantsMore.test(new Found(channel, post.getLong("id")))) {
              return;
            }
          }
        }
      }
    }
  }

  private Mentions.Meaning meaning(Statements statements, PersonNames names) {
    return Mentions.meaning(statements, chat.organisation(), names.id(), names.usernames());
  }

  private int rename(Statements statements, ErasureSlice slice, List<Found> posts)
      throws SQLException {
    PersonNames names = PersonNames.of(statements, chat, slice.scope());
    Mentions.Meaning meaning = meaning(statements, names);
    for (Found found : posts) {
      long post = found.post();
      String text = statements.text("SELECT text FROM posts WHERE id = ?", post);
      String renamed =
          text == null ? null : Mentions.rename(text, meaning, slice.tombstone().value());
      if (renamed != null && !renamed.equals(text)) {
        PostChanges.rewrite(statements, post, renamed);
      }
      unlink(statements, names.id(), post);
    }
    return posts.size();
  }

  private record Found(long channel, long post) {}

  @Override
  void write(ResultSet row, RecordSink sink, Lookups lookups) throws SQLException {
    Posts.write(sink.record(Relation.MENTIONED), row, Relation.MENTIONED, lookups);
  }
}
