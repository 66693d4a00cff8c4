package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.example.chat.store.ChatDatabase;
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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;

/**
 * Messages in which others mention a person, in channels that the person is in. A name that was
 * dropped where the person cannot read is not the author's to have disclosed, but it is erased like
 * the others.
 */
final class MentionsHook extends TableHook implements ErasureHook {

  private static final Declaration DECLARATION =
      Policies.ofOthers(
              Posts.declareFields(
                  Declaration.of("mentions", "Mentions of you", ChatCategories.MENTIONS)
                      .text("What others wrote in your channels with your name in it.")
                      .relations(Relation.MENTIONED)
                      .sources(SourceOfData.OBTAINED_ELSEWHERE)))
          .erasedByHook(
              ErasureRule.anonymise(),
              "Wherever anybody mentions you by your username, such as @name, a made-up name takes its"
                  + " place. The rest of the message is the author's and stays. Where they speak of you"
                  + " in other words, in a draft that they have not sent or in the heading of a channel,"
                  + " nothing changes.")
          .build();

  private static final String CANDIDATES =
      """
      SELECT id, text, linked FROM (
        SELECT id, text,
            EXISTS (SELECT 1 FROM mentions WHERE user_id = ?1 AND post_id = posts.id) AS linked
        FROM posts WHERE id > ?2)
      WHERE linked OR instr(text, '@') > 0 ORDER BY id
      """;

  MentionsHook(ChatDatabase database, Labels labels) {
    super(
        database,
        labels,
        DECLARATION,
        new Rows(
            "*",
            """
            (SELECT m.user_id AS person, m.post_id AS id, p.channel_id, p.author_id, p.root_id,
                p.text, p.created_at, p.edited_at
             FROM mentions m CROSS JOIN posts p ON p.id = m.post_id
             WHERE p.author_id <> m.user_id
                AND EXISTS (SELECT 1 FROM memberships JOIN channels c ON c.id = channel_id
                    WHERE user_id = m.user_id AND channel_id = p.channel_id
                        AND c.kind IN ('O', 'P')))
            """,
            "person",
            null,
            List.of("id"),
            List.of("person", "id")));
  }

  @Override
  public ErasureBatch erase(ErasureSlice slice) throws SQLException, IOException {
    long after = slice.after() == null ? 0 : Long.parseLong(slice.after());
    List<Long> posts = new ArrayList<>();
    find(
        slice.scope(),
        after,
        post -> {
          posts.add(post);
          return posts.size() < slice.maxRecords();
        });
    if (posts.isEmpty()) {
      return ErasureBatch.last(0);
    }
    database.change(statements -> rename(statements, slice, posts));
    return posts.size() < slice.maxRecords()
        ? ErasureBatch.last(posts.size())
        : ErasureBatch.more(posts.size(), Long.toString(posts.get(posts.size() - 1)));
  }

  @Override
  public long remaining(Scope scope) throws SQLException {
    AtomicLong found = new AtomicLong();
    find(
        scope,
        0,
        post -> {
          found.incrementAndGet();
          return true;
        });
    return found.get();
  }

  /**
   * Finds the messages that the table links to the person, and those that only have the name in
   * them: whoever wrote before the account was there is not linked.
   */
  private void find(Scope scope, long after, LongPredicate wantsMore) throws SQLException {
    try (Connection connection = database.newReader();
        Statements statements = new Statements(connection)) {
      PersonNames names = PersonNames.of(statements, scope);
      Mentions.Meaning meaning = Mentions.meaning(statements, names.id(), names.usernames());
      try (ResultSet post = statements.rows(CANDIDATES, names.id(), after)) {
        while (post.next()) {
          String text = post.getString("text");
          boolean found =
              post.getBoolean("linked") || !Mentions.rename(text, meaning, "").equals(text);
          if (found && !wantsMore.test(post.getLong("id"))) {
            return;
          }
        }
      }
    }
  }

  private static int rename(Statements statements, ErasureSlice slice, List<Long> posts)
      throws SQLException {
    PersonNames names = PersonNames.of(statements, slice.scope());
    Mentions.Meaning meaning = Mentions.meaning(statements, names.id(), names.usernames());
    for (long post : posts) {
      String text = statements.text("SELECT text FROM posts WHERE id = ?", post);
      String renamed =
          text == null ? null : Mentions.rename(text, meaning, slice.tombstone().value());
      if (renamed != null && !renamed.equals(text)) {
        PostChanges.rewrite(statements, post, renamed);
      }
      statements.change("DELETE FROM mentions WHERE user_id = ? AND post_id = ?", names.id(), post);
    }
    return posts.size();
  }

  @Override
  void write(ResultSet row, RecordSink sink, Lookups lookups) throws SQLException {
    Posts.write(sink.record(Relation.MENTIONED), row, Relation.MENTIONED, lookups);
  }
}
