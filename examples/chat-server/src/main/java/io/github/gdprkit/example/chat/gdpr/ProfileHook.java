package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.hook.ChatCategories;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.RecordWriter;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.processing.SourceOfData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The account itself. */
final class ProfileHook extends TableHook {

  private static final Declaration DECLARATION =
      Policies.ofChat(
              Declaration.of("profile", "Profile", ChatCategories.PROFILE)
                  .text("Your account: how you are called, how you are reached, what you may do.")
                  .field("id", "The number of your account")
                  .field("username", "The name you sign in with and are mentioned by")
                  .field("email", "Your e-mail address")
                  .field("firstName", "Your first name")
                  .field("lastName", "Your last name")
                  .field("nickname", "What you want to be called")
                  .field("position", "Your position")
                  .field("locale", "Your language")
                  .field("signsInWith", "The service you sign in with, if it is not this one")
                  .field("roles", "What you may do on this server")
                  .field("created", "When the account was created, in UTC")
                  .field("deactivated", "When the account was deactivated, in UTC")
                  .relations(Relation.SUBJECT)
                  .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT))
          .build();

  ProfileHook(ChatDatabase database, Labels labels) {
    super(
        database,
        labels,
        DECLARATION,
        new Rows("*", "users", "id", null, List.of("id"), List.of("id")));
  }

  @Override
  void write(ResultSet row, RecordSink sink, Lookups lookups) throws SQLException {
    RecordWriter out =
        sink.record(Relation.SUBJECT)
            .number("id", row.getLong("id"))
            .text("username", row.getString("username"))
            .text("email", row.getString("email"))
            .text("firstName", row.getString("first_name"))
            .text("lastName", row.getString("last_name"))
            .text("nickname", row.getString("nickname"))
            .text("position", row.getString("position"))
            .text("locale", row.getString("locale"))
            .text("signsInWith", row.getString("auth_service"))
            .text("roles", row.getString("roles"));
    writeTime(out, "created", row, "created_at");
    writeTime(out, "deactivated", row, "deactivated_at");
    out.end();
  }

  private static void writeTime(RecordWriter out, String field, ResultSet row, String column)
      throws SQLException {
    long millis = row.getLong(column);
    if (row.wasNull()) {
      out.time(field, null);
    } else {
      out.timeMillis(field, millis);
    }
  }
}
