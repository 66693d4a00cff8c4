package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.example.chat.store.Profile;
import io.github.gdprkit.example.chat.store.Statements;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.Identifier;
import io.github.gdprkit.subject.IdentifierType;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/**
 * What a person is called in texts: as the account says now, and as the request says, for after the
 * account is gone. A name that somebody else of the organisation has now is left out, because it
 * means them. Of an account of another organisation nothing is known.
 *
 * @param id the row of the person in {@code users}, which may be gone
 * @param usernames normalised
 * @param emails normalised
 */
record PersonNames(long id, Set<String> usernames, Set<String> emails) {

  static PersonNames of(Statements statements, Chat chat, Scope scope) throws SQLException {
    DataSubject subject = Scope.only(scope);
    if (chat.isElsewhere(statements, subject)) {
      return new PersonNames(Chat.NOBODY, Set.of(), Set.of());
    }
    return new PersonNames(
        ChatPersons.id(subject),
        names(statements, chat, subject, IdentifierType.USERNAME, "username"),
        names(statements, chat, subject, IdentifierType.EMAIL, "email"));
  }

  /** Whether this is one of the names, in any spelling. */
  boolean contain(String name) {
    String normalised = Profile.normalised(name);
    return usernames.contains(normalised) || emails.contains(normalised);
  }

  private static Set<String> names(
      Statements statements, Chat chat, DataSubject subject, IdentifierType type, String column)
      throws SQLException {
    long id = ChatPersons.id(subject);
    Set<String> names = new HashSet<>();
    String own = statements.text("SELECT " + column + " FROM users WHERE id = ?", id);
    if (own != null) {
      names.add(own);
    }
    String others =
        "SELECT 1 FROM users WHERE organisation_id = ? AND " + column + " = ? AND id <> ?";
    for (Identifier identifier : subject.identifiers()) {
      String name = Profile.normalised(identifier.value());
      if (identifier.type().equals(type)
          && statements.number(others, chat.organisation().id(), name, id).isEmpty()) {
        names.add(name);
      }
    }
    return names;
  }

  @Override
  public String toString() {
    return "PersonNames[redacted]";
  }
}
