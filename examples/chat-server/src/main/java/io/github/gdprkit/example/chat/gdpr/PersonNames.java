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
 * account is gone. A name that somebody else has now is left out, because it means them.
 *
 * @param id the row of the person in {@code users}, which may be gone
 * @param usernames normalised
 * @param emails normalised
 */
record PersonNames(long id, Set<String> usernames, Set<String> emails) {

  static PersonNames of(Statements statements, Scope scope) throws SQLException {
    DataSubject subject = Scope.only(scope);
    long id = ChatPersons.id(subject);
    return new PersonNames(
        id,
        names(statements, subject, id, IdentifierType.USERNAME, "username"),
        names(statements, subject, id, IdentifierType.EMAIL, "email"));
  }

  /** Whether this is one of the names, in any spelling. */
  boolean contain(String name) {
    String normalised = Profile.normalised(name);
    return usernames.contains(normalised) || emails.contains(normalised);
  }

  private static Set<String> names(
      Statements statements, DataSubject subject, long id, IdentifierType type, String column)
      throws SQLException {
    Set<String> names = new HashSet<>();
    String own = statements.text("SELECT " + column + " FROM users WHERE id = ?", id);
    if (own != null) {
      names.add(own);
    }
    String others = "SELECT 1 FROM users WHERE " + column + " = ? AND id <> ?";
    for (Identifier identifier : subject.identifiers()) {
      String name = Profile.normalised(identifier.value());
      if (identifier.type().equals(type) && statements.number(others, name, id).isEmpty()) {
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
