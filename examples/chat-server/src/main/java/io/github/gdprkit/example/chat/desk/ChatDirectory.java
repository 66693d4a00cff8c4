package io.github.gdprkit.example.chat.desk;

import io.github.gdprkit.erasure.SubjectDirectory;
import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.Organisation;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.IdentifierType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Everybody of one organisation who has an account, in the order of their numbers. */
final class ChatDirectory implements SubjectDirectory {

  private final ChatDatabase database;
  private final Organisation organisation;

  ChatDirectory(ChatDatabase database, Organisation organisation) {
    this.database = database;
    this.organisation = organisation;
  }

  @Override
  public Page present(@Nullable String after, int max, Consumer<DataSubject> each)
      throws SQLException {
    try (Connection reader = database.newReader();
        PreparedStatement query =
            reader.prepareStatement(
                """
                SELECT id, username, email FROM users
                WHERE organisation_id = ? AND id > ? AND is_tombstone = FALSE ORDER BY id LIMIT ?
                """)) {
      query.setLong(1, organisation.id());
      query.setLong(2, after == null ? 0 : Long.parseLong(after));
      query.setInt(3, max);
      try (ResultSet row = query.executeQuery()) {
        String last = null;
        int count = 0;
        while (row.next()) {
          last = row.getString("id");
          count++;
          each.accept(person(last, row.getString("username"), row.getString("email")));
        }
        return last == null || count < max ? Page.last() : Page.after(last);
      }
    }
  }

  private static DataSubject person(String account, String username, @Nullable String email) {
    DataSubject person =
        DataSubject.ofAccount(account).alsoKnownAs(IdentifierType.USERNAME, username);
    return email == null ? person : person.alsoKnownAs(IdentifierType.EMAIL, email);
  }
}
