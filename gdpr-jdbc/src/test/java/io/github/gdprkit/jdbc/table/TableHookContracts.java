package io.github.gdprkit.jdbc.table;

import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.IdentifierType;
import io.github.gdprkit.testkit.contract.ErasureHookContract;
import io.github.gdprkit.testkit.contract.ExportHookContract;
import io.github.gdprkit.testkit.fixture.Orders;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** The contracts of hooks, for tables of the kinds that hosts have, on one database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TableHookContracts {

  static final Controller ACME = Orders.CONTROLLER;

  private Site site;

  abstract Site newSite() throws Exception;

  @BeforeAll
  void makeTables() throws Exception {
    site = newSite();
    site.run(
        "CREATE TABLE organisations (id bigint PRIMARY KEY, name {name} NOT NULL)",
        "CREATE TABLE users (id {id}, organisation_id bigint NOT NULL, username {name} NOT NULL)",
        """
        CREATE TABLE sessions (
          id {id}, organisation_id bigint NOT NULL, user_id bigint NOT NULL, user_agent {text},
          created_at bigint NOT NULL, token_hash {text} NOT NULL)
        """,
        "CREATE INDEX sessions_by_user ON sessions (user_id, id)");
  }

  @AfterAll
  void close() throws Exception {
    site.close();
  }

  /** What a host's table has in all these tests: people of two organisations. */
  abstract class Table implements ExportHookContract, ErasureHookContract {

    static final long ORGANISATION = 1;
    static final long ANOTHER = 2;

    abstract TableErasureHookBuilder builder();

    abstract String table();

    abstract void plant(long organisation, long person, String canary, int records)
        throws SQLException;

    @Override
    public final TableErasureHook hook() {
      return builder().over(site.source());
    }

    @BeforeEach
    void empty() throws SQLException {
      site.run("DELETE FROM " + table(), "DELETE FROM users");
    }

    @Override
    public DataSubject plant(String canary, int records) throws SQLException {
      long person = Site.number();
      site.change("INSERT INTO users VALUES (?, 1, ?)", person, "user-" + person);
      plant(ORGANISATION, person, canary, records);
      return DataSubject.ofAccount(Long.toString(person));
    }

    @Override
    public void plantMore(DataSubject subject, String canary, int records) throws SQLException {
      plant(ORGANISATION, Long.parseLong(subject.account()), canary, records);
    }

    @Override
    public void plantForAnotherController(String canary, int records) throws SQLException {
      plant(ANOTHER, Site.number(), canary, records);
    }

    @Override
    public Scope everyone() {
      return Scope.everyoneOf(ACME);
    }

    @Override
    public List<String> snapshot() throws SQLException {
      return site.lines(table());
    }
  }

  static Labels usernames() {
    return Labels.of("users", "id", "username").where("organisation_id = ?", Table.ORGANISATION);
  }

  /** Rows that are one person's alone and are deleted. */
  @Nested
  class OwnRows extends Table {

    @Override
    TableErasureHookBuilder builder() {
      return TableHook.of(Words.of("sessions"))
          .table("sessions")
          .key("id")
          .subject("user_id", IdentifierType.ACCOUNT, Relation.SUBJECT)
          .where("organisation_id = ?", ORGANISATION)
          .everyoneOf(ACME)
          .number("id", "id", "The number")
          .person("user_id", "person", Relation.SUBJECT, usernames(), "Who signed in")
          .text("user_agent", "userAgent", "With what")
          .timeMillis("created_at", "created", "When")
          .leftOut("token_hash", "It serves to recognise the session and says nothing")
          .erasing(RowErasure.deletes("Your sessions end and are deleted."));
    }

    @Override
    String table() {
      return "sessions";
    }

    @Override
    void plant(long organisation, long person, String canary, int records) throws SQLException {
      for (int i = 0; i < records; i++) {
        site.change(
            "INSERT INTO sessions (organisation_id, user_id, user_agent, created_at, token_hash)"
                + " VALUES (?, ?, ?, ?, 'h')",
            organisation,
            person,
            canary + " " + Site.number(),
            1_700_000_000_000L + i);
      }
    }

    @Override
    public void deleteOne(DataSubject subject) throws SQLException {
      site.change(
          "DELETE FROM sessions WHERE id = (SELECT id FROM (SELECT min(id) AS id FROM sessions WHERE"
              + " user_id = ?) AS first)",
          Long.parseLong(subject.account()));
    }
  }
}
