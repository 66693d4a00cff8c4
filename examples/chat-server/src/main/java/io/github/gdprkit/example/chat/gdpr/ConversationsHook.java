package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.hook.ChatCategories;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.processing.SourceOfData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The direct and group conversations that a person takes part in, and with whom. */
final class ConversationsHook extends TableHook {

  private static final Declaration DECLARATION =
      Policies.ofChat(
              Declaration.of("conversations", "Conversations", ChatCategories.SUBSCRIPTIONS)
                  .text("With whom you are in direct and group conversations.")
                  .field("person", "Who takes part")
                  .field("conversation", "The number of the conversation")
                  .field("kind", "direct or group")
                  .field("with", "Who takes part as well")
                  .relations(Relation.SUBJECT)
                  .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT))
          .build();

  ConversationsHook(ChatDatabase database, Labels labels) {
    super(
        database,
        labels,
        DECLARATION,
        new Rows(
            "*",
            """
            (SELECT me.user_id AS person, me.channel_id AS conversation, other.user_id AS other, kind
             FROM memberships me
                CROSS JOIN memberships other ON other.channel_id = me.channel_id
                CROSS JOIN channels ON channels.id = me.channel_id AND kind IN ('D', 'G')
             WHERE other.user_id <> me.user_id OR NOT EXISTS (
                SELECT 1 FROM memberships third
                WHERE third.channel_id = me.channel_id AND third.user_id <> me.user_id))
            """,
            "person",
            null,
            List.of("conversation", "other"),
            List.of("person", "conversation", "other")));
  }

  @Override
  void write(ResultSet row, RecordSink sink, Lookups lookups) throws SQLException {
    long person = row.getLong("person");
    long other = row.getLong("other");
    sink.record(Relation.SUBJECT)
        .person("person", Relation.SUBJECT, ChatPersons.account(person), lookups.username(person))
        .number("conversation", row.getLong("conversation"))
        .text("kind", row.getString("kind").equals("D") ? "direct" : "group")
        .person("with", Relation.ADDRESSEE, ChatPersons.account(other), lookups.username(other))
        .end();
  }
}
