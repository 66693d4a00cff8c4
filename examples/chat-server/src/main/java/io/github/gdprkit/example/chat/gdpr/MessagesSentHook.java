package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.example.chat.store.ChatDatabase;
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
import io.github.gdprkit.processing.SourceOfData;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Every message that a person wrote: in channels, in conversations, and as replies. */
final class MessagesSentHook extends TableHook implements ErasureHook {

  /** What stands in the place of a removed message. */
  static final String MARK = "(message removed)";

  private static final String BATCH =
      "SELECT id FROM posts WHERE author_id = ? AND id > ? AND id <= ?";

  private final OwnMessages policy;

  MessagesSentHook(ChatDatabase database, Labels labels, OwnMessages policy) {
    super(
        database, labels, declaration(policy), Rows.numbered(Posts.COLUMNS, "posts", "author_id"));
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
                        .relations(Relation.AUTHOR)
                        .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT))))
        .erasedByHook(policy.rule(), policy.text())
        .build();
  }

  @Override
  public ErasureBatch erase(ErasureSlice slice) throws SQLException, IOException {
    long person = ChatPersons.id(slice.subject());
    long after = slice.after() == null ? 0 : Long.parseLong(slice.after());
    return database.change(
        statements -> {
          List<Long> batch =
              statements.numbers(
                  "SELECT id FROM posts WHERE author_id = ? AND id > ? ORDER BY id LIMIT ?",
                  person,
                  after,
                  slice.maxRecords());
          if (batch.isEmpty()) {
            return ErasureBatch.last(0);
          }
          long last = batch.get(batch.size() - 1);
          switch (policy) {
            case PLACEHOLDER -> replace(statements, slice, person, after, last);
            case ERASE -> PostChanges.delete(statements, BATCH, person, after, last);
          }
          return batch.size() < slice.maxRecords()
              ? ErasureBatch.last(batch.size())
              : ErasureBatch.more(batch.size(), Long.toString(last));
        });
  }

  @Override
  public long remaining(Scope scope) throws SQLException {
    return locate(scope).records();
  }

  private static void replace(
      Statements statements, ErasureSlice slice, long person, long after, long last)
      throws SQLException {
    statements.change(
        """
        UPDATE posts SET author_id = ?, text = ?, text_hash = NULL, edited_at = NULL
        WHERE author_id = ? AND id > ? AND id <= ?
        """,
        Tombstones.id(statements, slice.tombstone()),
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
