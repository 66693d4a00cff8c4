package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.example.chat.store.Organisation;
import io.github.gdprkit.example.chat.store.Statements;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;

/**
 * One after the other the people that a piece of work is about, those who stand for erased people
 * included, in the order of their numbers. Whatever an organisation has belongs to one of them, so
 * everyone's data is read and erased person by person, each by the index that finds one person's.
 */
final class People {

  static final String QUERY =
      """
      SELECT id FROM users WHERE organisation_id = ? AND id >= ? AND id <= ? ORDER BY id LIMIT ?
      """;

  private static final int CHUNK = 500;

  private final Statements statements;
  private final Organisation organisation;
  private final Queue<Long> chunk = new ArrayDeque<>();
  private long from;
  private final long to;

  private People(Statements statements, Organisation organisation, long from, long to) {
    this.statements = statements;
    this.organisation = organisation;
    this.from = from;
    this.to = to;
  }

  static People one(Statements statements, Organisation organisation, long person) {
    return new People(statements, organisation, person, person);
  }

  static People all(Statements statements, Organisation organisation, long from, long to) {
    return new People(statements, organisation, from, to);
  }

  /** The next ones' rows, this many at most. */
  List<Long> next(int max) throws SQLException {
    List<Long> people = new ArrayList<>();
    OptionalLong next = people.size() < max ? next() : OptionalLong.empty();
    while (next.isPresent()) {
      people.add(next.getAsLong());
      next = people.size() < max ? next() : OptionalLong.empty();
    }
    return people;
  }

  /** The next one's row in {@code users}; empty behind the last. */
  OptionalLong next() throws SQLException {
    if (chunk.isEmpty() && from <= to) {
      List<Long> found = statements.numbers(QUERY, organisation.id(), from, to, CHUNK);
      chunk.addAll(found);
      from = found.size() < CHUNK ? Long.MAX_VALUE : found.get(CHUNK - 1) + 1;
    }
    Long next = chunk.poll();
    return next == null ? OptionalLong.empty() : OptionalLong.of(next);
  }
}
