package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.hook.ChatCategories;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.processing.SourceOfData;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Every message that a person wrote: in channels, in conversations, and as replies. */
final class MessagesSentHook extends TableHook {

  private static final Declaration DECLARATION =
      Policies.ofChat(
              Posts.declareFields(
                  Declaration.of("messages-sent", "Messages you sent", ChatCategories.MESSAGES_SENT)
                      .text("Everything you wrote: in channels, in conversations, and as replies.")
                      .relations(Relation.AUTHOR)
                      .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT)))
          .build();

  MessagesSentHook(ChatDatabase database, Labels labels) {
    super(database, labels, DECLARATION, Rows.numbered(Posts.COLUMNS, "posts", "author_id"));
  }

  @Override
  void write(ResultSet row, RecordSink sink, Lookups lookups) throws SQLException {
    Posts.write(sink.record(Relation.AUTHOR), row, Relation.AUTHOR, lookups);
  }
}
