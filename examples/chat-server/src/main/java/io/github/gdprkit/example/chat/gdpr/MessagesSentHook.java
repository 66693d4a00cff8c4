package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.example.chat.store.PostChanges;
import io.github.gdprkit.example.chat.store.Statements;
import io.github.gdprkit.hook.ChatCategories;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ErasureBatch;
import io.github.gdprkit.hook.ErasureHook;
import io.github.gdprkit.hook.ErasureSlice;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.hook.Tombstone;
import io.github.gdprkit.processing.SourceOfData;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;

/**
 * Every message that a person wrote: in channels, in conversations, and as replies. No table hook:
 * a record quotes what was answered, where the person can still read it, and names whom a direct
 * message went to; and where messages are deleted, answers of others have to stay in order.
 */
final class MessagesSentHook extends RowsHook implements ErasureHook {

  /** What stands in the place of a removed message. */
  static final String MARK = "(message removed)";

  private static final String BATCH =
      "SELECT id FROM posts WHERE author_id = ? AND id > ? AND id <= ?";

  private final OwnMessages policy;

  MessagesSentHook(Chat chat, OwnMessages policy) {
    super(chat, declaration(policy), Rows.numbered(Posts.COLUMNS, "posts", "author_id"));
    this.policy = policy;
  }

  private static Declaration declaration(OwnMessages policy) {
    return Policies.correctedByYourself(
            Policies.ofChat(
                Posts.declareFields(
                    Declaration.of(
                            "messages-sent", "Messages you sent", ChatCategories.MESSAGES_SENT)
                        .text(
                            "Everything you wrote: in channels, in conversations, and as replies.")
                        .storedInColumns(
                            "posts",
                            "id",
                            "channel_id",
                            "author_id",
                            "root_id",
                            "text",
                            "created_at",
                            "edited_at")
                        .withheld(
                            "posts",
                            "text_hash",
                            "A number made of the text, by which an import knows it again.")
                        .relations(Relation.AUTHOR)
                        .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT))))
        .erasedByHook(policy.rule(), policy.text())
        .build();
  }

  /** Of everyone nobody is left to read a mark, so the messages are deleted. */
  @Override
  public ErasureBatch erase(ErasureSlice slice) throws SQLException, IOException {
    return chat.database().change(statements -> erase(statements, slice));
  }

  private ErasureBatch erase(Statements statements, ErasureSlice slice) throws SQLException {
    boolean leavesMark =
        policy == OwnMessages.PLACEHOLDER && slice.scope() instanceof Scope.OneDataSubject;
    Position position = Position.of(slice.scope(), slice.after());
    int erased = 0;
    People people = chat.people(statements, slice.scope(), position.person(), Long.MAX_VALUE);
    for (OptionalLong next = people.next(); next.isPresent(); next = people.next()) {
      long person = next.getAsLong();
      List<Object> behind = position.behind(person);
      long after = behind.isEmpty() ? 0 : (Long) behind.get(0);
      List<Long> batch =
          statements.numbers(
              "SELECT id FROM posts WHERE author_id = ? AND id > ? ORDER BY id LIMIT ?",
              person,
              after,
              slice.maxRecords() - erased);
      if (batch.isEmpty()) {
        continue;
      }
      long last = batch.get(batch.size() - 1);
      if (leavesMark) {
        replace(statements, slice.tombstone(), person, after, last);
      } else {
        PostChanges.delete(statements, BATCH, person, after, last);
      }
      erased += batch.size();
      if (erased == slice.maxRecords()) {
        return ErasureBatch.more(erased, position.after(person, "n" + last));
      }
    }
    return ErasureBatch.last(erased);
  }

  @Override
  public long remaining(Scope scope) throws SQLException {
    return locate(scope).records();
  }

  private void replace(
      Statements statements, Tombstone tombstone, long person, long after, long last)
      throws SQLException {
    statements.change(
        """
        UPDATE posts SET author_id = ?, text = ?, text_hash = NULL, edited_at = NULL
        WHERE author_id = ? AND id > ? AND id <= ?
        """,
        Tombstones.id(statements, chat.organisation(), tombstone),
        MARK,
        person,
        after,
        last);
  }

  @Override
  void write(ResultSet row, RecordSink sink, Lookups lookups) throws SQLException {
    Posts.write(sink.record(Relation.AUTHOR), row, Relation.AUTHOR, lookups);
  }
}
