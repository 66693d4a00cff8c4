package io.github.gdprkit.jdbc.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.IdentifierType;
import io.github.gdprkit.testkit.fixture.Orders;
import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresqlIndexOrderTest {

  private final Site site = Sites.postgresql();

  @BeforeEach
  void makeTable() throws Exception {
    site.run("CREATE TABLE notes (id bigint PRIMARY KEY, owner text NOT NULL, body text)");
  }

  @AfterEach
  void close() throws Exception {
    site.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          (owner, id)                          | true
          (owner, id, body)                    | true
          (owner, id) INCLUDE (body)           | true
          (owner) INCLUDE (id)                 | false
          (owner, id DESC)                     | false
          (owner text_pattern_ops, id)         | false
          (owner COLLATE "POSIX", id)          | false
          (owner, id) WHERE body IS NOT NULL   | false
          (id, owner)                          | false
          (lower(owner), id)                   | false
          """)
  void followsAnIndexThatHasTheRowsOfAPersonInTheOrderOfTheKey(String columns, boolean isOrdered)
      throws Exception {
    site.run("CREATE INDEX notes_index ON notes " + columns);

    TableInfo table;
    try (Connection connection = site.source().getConnection()) {
      table = Objects.requireNonNull(Schema.of(connection).find("notes"));
    }

    Column owner = Objects.requireNonNull(table.find("owner"));
    Column id = Objects.requireNonNull(table.find("id"));
    assertThat(table.isOrderedBy(List.of(owner, id))).isEqualTo(isOrdered);
  }

  @Test
  void doesNotTakeColumnsThatAUniqueIndexOnlyIncludesForThoseThatAreUnique() throws Exception {
    site.run("CREATE UNIQUE INDEX notes_index ON notes (owner) INCLUDE (body)");

    try (Connection connection = site.source().getConnection()) {
      TableInfo table = Objects.requireNonNull(Schema.of(connection).find("notes"));
      assertThat(table.isUnique(List.of(Objects.requireNonNull(table.find("owner"))))).isTrue();
    }
  }

  @Test
  void readsTheSameRowsWithAndWithoutTheIndex() throws Exception {
    site.run("INSERT INTO notes SELECT i, 'p' || i % 3, 'b' || i FROM generate_series(1, 50) i");
    Scope scope = Scope.of(DataSubject.ofAccount("p1"));
    List<String> without = Reading.of(notes(), scope, 4).lines();

    site.run("CREATE INDEX notes_index ON notes (owner, id)");
    List<String> with = Reading.of(notes(), scope, 4).lines();

    assertThat(with).hasSize(17).isEqualTo(without);
  }

  private TableHook notes() {
    return TableHook.of(Words.of("notes"))
        .table("notes")
        .key("id")
        .subject("owner", IdentifierType.ACCOUNT, Relation.AUTHOR)
        .everyoneOf(Orders.CONTROLLER)
        .number("id", "id", "The number")
        .text("body", "body", "The text")
        .erasing(RowErasure.deletes("They are deleted."))
        .over(site.source());
  }
}
