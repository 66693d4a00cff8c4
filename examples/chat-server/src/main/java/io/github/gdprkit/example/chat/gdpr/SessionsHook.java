package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.hook.ChatCategories;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ErasureRule;
import io.github.gdprkit.hook.ErasureStage;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.processing.SourceOfData;
import java.sql.ResultSet;
import java.sql.SQLException;

/** From where and with what a person signed in. */
final class SessionsHook extends OwnRowsHook {

  private static final Declaration DECLARATION =
      Policies.ofSecurity(
              Declaration.of("sessions", "Sessions", ChatCategories.SESSIONS_AND_DEVICES)
                  .text("From where and with which program you signed in.")
                  .field("id", "The number of the session")
                  .field("person", "Who signed in")
                  .field("ip", "The IP address")
                  .field("userAgent", "What the program said of itself")
                  .field("created", "When you signed in, in UTC")
                  .field("lastUsed", "When the session was last used, in UTC")
                  .storedIn("sessions")
                  .relations(Relation.SUBJECT)
                  .sources(SourceOfData.OBSERVED))
          .erasedByHook(ErasureRule.erase(), "Your sessions end and are deleted.")
          .stage(ErasureStage.MEMBERSHIPS)
          .build();

  SessionsHook(Chat chat) {
    super(chat, DECLARATION, Rows.numbered("*", "sessions", "user_id"));
  }

  @Override
  void write(ResultSet row, RecordSink sink, Lookups lookups) throws SQLException {
    long person = row.getLong("user_id");
    sink.record(Relation.SUBJECT)
        .number("id", row.getLong("id"))
        .person("person", Relation.SUBJECT, ChatPersons.account(person), lookups.username(person))
        .text("ip", row.getString("ip"))
        .text("userAgent", row.getString("user_agent"))
        .timeMillis("created", row.getLong("created_at"))
        .timeMillis("lastUsed", row.getLong("last_used_at"))
        .end();
  }
}
