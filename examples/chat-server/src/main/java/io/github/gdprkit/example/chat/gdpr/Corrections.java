package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.ChatException;
import io.github.gdprkit.example.chat.store.Organisation;
import io.github.gdprkit.example.chat.store.ProfileField;
import io.github.gdprkit.example.chat.store.User;
import io.github.gdprkit.request.Correction;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** What this server can put right by itself (Art. 16), known before anybody decides. */
public final class Corrections {

  private Corrections() {}

  /** What can be put right: the kind of data, a dot and the field. */
  public static List<String> names() {
    return ProfileHook.CORRECTABLE.keySet().stream()
        .map(field -> ProfileHook.ID + "." + field)
        .toList();
  }

  /**
   * Refuses a value that would be refused again when it is written, so that nothing is granted that
   * cannot be done. Somebody else can still take a name in between.
   */
  public static void requirePossible(
      ChatDatabase database, Organisation organisation, User user, Correction correction)
      throws SQLException {
    Map<String, ProfileField> fields = ProfileHook.CORRECTABLE;
    ProfileField field = fields.get(correction.field());
    if (field == null) {
      throw ProfileHook.notCorrectable();
    }
    String value = correction.value().strip();
    if (field == ProfileField.EMAIL && !value.matches("[^@\\s]+@[^@\\s]+")) {
      throw new ChatException("an e-mail address is written like anna@choir.example");
    }
    if (field == ProfileField.USERNAME && !value.matches("[^@\\s]+")) {
      throw new ChatException("a username is one word, without an @");
    }
    database.accounts(organisation).requirePossible(user.id(), field, value);
  }
}
