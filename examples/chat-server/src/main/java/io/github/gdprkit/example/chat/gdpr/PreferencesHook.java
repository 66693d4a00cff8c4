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

/** What a person set to their liking. */
final class PreferencesHook extends TableHook {

  private static final Declaration DECLARATION =
      Policies.ofChat(
              Declaration.of("preferences", "Preferences", ChatCategories.PREFERENCES)
                  .text("What you set to your liking, such as the theme and the notifications.")
                  .field("person", "Whose preference it is")
                  .field("name", "The preference")
                  .field("value", "What you chose")
                  .relations(Relation.SUBJECT)
                  .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT))
          .build();

  PreferencesHook(ChatDatabase database, Labels labels) {
    super(
        database,
        labels,
        DECLARATION,
        new Rows(
            "user_id, name, value",
            "preferences",
            "user_id",
            null,
            List.of("name"),
            List.of("user_id", "name")));
  }

  @Override
  void write(ResultSet row, RecordSink sink, Lookups lookups) throws SQLException {
    long person = row.getLong("user_id");
    sink.record(Relation.SUBJECT)
        .person("person", Relation.SUBJECT, ChatPersons.account(person), lookups.username(person))
        .text("name", row.getString("name"))
        .text("value", row.getString("value"))
        .end();
  }
}
