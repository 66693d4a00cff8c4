package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.Organisation;
import io.github.gdprkit.example.chat.store.Statements;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.subject.DataSubject;
import java.sql.SQLException;
import java.util.OptionalLong;

/**
 * What the hooks of one organisation see of the database: its own part. Everyone (Art. 28(3)(g)) is
 * everyone of that organisation, and the account of another one is nobody's here, whoever asks.
 */
record Chat(ChatDatabase database, Organisation organisation, Labels labels) {

  /** No row has this number. */
  static final long NOBODY = 0;

  /** The row of the person in {@code users}, or {@link #NOBODY} when it is not here. */
  long person(Statements statements, DataSubject subject) throws SQLException {
    return statements
        .number(
            "SELECT id FROM users WHERE id = ? AND organisation_id = ? AND is_tombstone = FALSE",
            ChatPersons.id(subject),
            organisation.id())
        .orElse(NOBODY);
  }

  /** Whether the account belongs to another organisation; of one that is gone nobody knows. */
  boolean isElsewhere(Statements statements, DataSubject subject) throws SQLException {
    OptionalLong whose =
        statements.number(
            "SELECT organisation_id FROM users WHERE id = ?", ChatPersons.id(subject));
    return whose.isPresent() && whose.getAsLong() != organisation.id();
  }

  /** Whether this is everyone of this organisation; everyone of another one is nobody here. */
  boolean isEveryone(Scope scope) {
    return scope instanceof Scope.Everyone everyone
        && everyone.controller().id().value().equals(organisation.name());
  }

  /** The people of this scope who are here, from this number to that one. */
  People people(Statements statements, Scope scope, long from, long to) throws SQLException {
    if (scope instanceof Scope.OneDataSubject one) {
      return People.one(statements, organisation, person(statements, one.subject()));
    }
    return isEveryone(scope)
        ? People.all(statements, organisation, from, to)
        : People.one(statements, organisation, NOBODY);
  }
}
