package io.github.gdprkit.example.chat.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.servers.DatabaseServer;
import io.github.gdprkit.servers.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresqlChatDatabaseTest {

  @TempDir private Path folder;
  private TestDatabase server;

  @BeforeEach
  void create() {
    server = DatabaseServer.postgresql().newDatabase();
  }

  @AfterEach
  void drop() {
    server.close();
  }

  private ChatLocation location(String parameters) {
    return ChatLocation.of(server.url() + parameters, folder.resolve("f"), Map.of());
  }

  private ChatDatabase open() throws Exception {
    return ChatDatabase.open(location(""));
  }

  @Test
  void findsWhatItHeldWhenOpenedAgain() throws Exception {
    assertThat(ChatDatabase.isThere(location(""))).isFalse();
    try (ChatDatabase database = open()) {
      addUser(database, "Anna");
      assertThat(database.isEmpty(Organisation.DEFAULT)).isFalse();
    }

    assertThat(ChatDatabase.isThere(location(""))).isTrue();
    try (ChatDatabase database = open()) {
      assertThat(database.findUser(Organisation.DEFAULT, "ANNA")).isPresent();
      assertThat(database.findUser(Organisation.DEFAULT, "%")).isEmpty();
      assertThat(database.organisations().all()).containsExactly(Organisation.DEFAULT);
      assertThat(database.organisations().getOrCreate("acme").id()).isEqualTo(2);
    }
  }

  @Test
  void letsAReaderReadOnlyAndWhatWasThereWhenItBegan() throws Exception {
    try (ChatDatabase database = open();
        Connection reader = database.newReader();
        Statements statements = new Statements(reader)) {
      assertThat(statements.number("SELECT count(*) FROM users")).hasValue(0);
      addUser(database, "anna");

      assertThat(statements.number("SELECT count(*) FROM users")).hasValue(0);
      assertThatThrownBy(() -> statements.change("DELETE FROM users"))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void refusesTheTablesOfAnotherApplication() throws Exception {
    execute("CREATE TABLE invoices (id INTEGER)");

    assertThatThrownBy(this::open)
        .isInstanceOf(ChatException.class)
        .hasMessageContaining("the schema public of jdbc:postgresql://")
        .hasMessageContaining("another application")
        .hasMessageContaining("currentSchema=");
    assertThat(folder.resolve("f")).doesNotExist();
  }

  @Test
  void takesASchemaOfItsOwnBesideAnotherApplication() throws Exception {
    execute("CREATE TABLE invoices (id INTEGER)");
    assertThatThrownBy(() -> ChatDatabase.open(location("&currentSchema=chat")))
        .isInstanceOf(ChatException.class)
        .hasMessageContaining("has no schema");
    execute("CREATE SCHEMA chat");

    try (ChatDatabase database = ChatDatabase.open(location("&currentSchema=chat"))) {
      addUser(database, "anna");
      assertThat(database.tables()).contains("users").doesNotContain("invoices");
    }
  }

  @Test
  void refusesTheTablesOfANewerServer() throws Exception {
    open().close();
    execute("UPDATE chat_server SET version = 9");

    assertThatThrownBy(this::open)
        .isInstanceOf(ChatException.class)
        .hasMessageContaining("version 9 of the tables");
  }

  @Test
  void saysThatThereIsNoServer() {
    ChatLocation nowhere =
        ChatLocation.of(
            "jdbc:postgresql://127.0.0.1:9/chat?user=u&password=kanarie-pw",
            folder.resolve("f"),
            Map.of());

    assertThatThrownBy(() -> ChatDatabase.open(nowhere))
        .isInstanceOf(ChatException.class)
        .hasMessageContaining("no PostgreSQL answers at jdbc:postgresql://127.0.0.1:9/chat?user=u.")
        .hasMessageNotContaining("kanarie");
  }

  @Test
  void saysThatThereIsNoSuchDatabase() {
    String url = server.url().replaceFirst("/gdprkit_[0-9a-f]+", "/chat-of-nobody");

    assertThatThrownBy(() -> ChatDatabase.open(ChatLocation.of(url, folder.resolve("f"), Map.of())))
        .isInstanceOf(ChatException.class)
        .hasMessageContaining("there is no database of this name")
        .hasMessageContaining("createdb");
  }

  @Test
  void saysThatTheUserIsRefused() {
    String url = server.url().replaceFirst("user=[^&]*", "user=nobody-here");

    assertThatThrownBy(() -> ChatDatabase.open(ChatLocation.of(url, folder.resolve("f"), Map.of())))
        .isInstanceOf(ChatException.class)
        .hasMessageContaining("refuses this user or password")
        .hasMessageContaining("PGPASSWORD");
  }

  @Test
  void takesTheUserFromTheEnvironment() throws Exception {
    String bare = server.url().replaceFirst("\\?.*", "");
    String user = server.url().replaceFirst(".*[?&]user=([^&]*).*", "$1");

    ChatDatabase.open(ChatLocation.of(bare, folder.resolve("f"), Map.of("PGUSER", user))).close();

    assertThat(folder.resolve("f/chat-uploads")).isDirectory();
  }

  @Test
  void refusesTheFolderOfAnotherDatabaseAndAMissingOne() throws Exception {
    open().close();
    try (TestDatabase other = DatabaseServer.postgresql().newDatabase()) {
      assertThatThrownBy(
              () -> ChatDatabase.open(ChatLocation.of(other.url(), folder.resolve("f"), Map.of())))
          .isInstanceOf(ChatException.class)
          .hasMessageContaining("has files of another database")
          .hasMessageContaining("--files");
      ChatDatabase.open(ChatLocation.of(other.url(), folder.resolve("g"), Map.of())).close();
    }

    assertThatThrownBy(
            () -> ChatDatabase.open(ChatLocation.of(server.url(), folder.resolve("g"), Map.of())))
        .isInstanceOf(ChatException.class)
        .hasMessageContaining("belongs to another database");
    assertThatThrownBy(
            () -> ChatDatabase.open(ChatLocation.of(server.url(), folder.resolve("h"), Map.of())))
        .isInstanceOf(ChatException.class)
        .hasMessageContaining("the ledger of erasures")
        .hasMessageContaining("--files");
  }

  /** A crash may have come between the folder and the tables. */
  @Test
  void goesOnWithAFolderThatHasNothingButAnId() throws Exception {
    Path files = Files.createDirectory(folder.resolve("f"));
    Files.writeString(files.resolve("chat-database-id"), "half-");

    open().close();
    open().close();
  }

  @Test
  void letsWritersTakeTurns() throws Exception {
    try (ChatDatabase database = open()) {
      CountDownLatch hasBegun = new CountDownLatch(1);
      CountDownLatch mayEnd = new CountDownLatch(1);
      AtomicReference<Exception> failed = new AtomicReference<>();
      Thread first =
          new Thread(
              () -> {
                try {
                  database.change(
                      statements -> {
                        statements.number("SELECT 1");
                        hasBegun.countDown();
                        await(mayEnd);
                        return addUser(statements, "anna");
                      });
                } catch (Exception e) {
                  failed.set(e);
                }
              });
      first.start();
      await(hasBegun);
      Thread second =
          new Thread(
              () -> {
                try {
                  // Would fail if it did not wait until the other is done.
                  database.change(statements -> addUser(statements, "anna"));
                } catch (Exception e) {
                  failed.set(e);
                }
              });
      second.start();
      mayEnd.countDown();
      first.join(30_000);
      second.join(30_000);

      assertThat(failed.get()).isNull();
      assertThat(Rows.count(database, "users")).isEqualTo(1);
    }
  }

  private static boolean addUser(Statements statements, String name) throws SQLException {
    return statements.number("SELECT 1 FROM users WHERE username = ?", name).isEmpty()
        && statements.change("INSERT INTO users (organisation_id, username) VALUES (1, ?)", name);
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("Nobody came");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void leavesNothingOfWhatWasDeletedInTheFilesOfTheTables() throws Exception {
    String canary = "kanarie-of-postgresql-qzx";
    try (ChatDatabase database = open()) {
      for (int i = 0; i < 50; i++) {
        addUser(database, canary + i);
        addUser(database, "somebody-" + i);
      }
      database.change(statements -> statements.changes("ANALYZE users"));
      execute("CHECKPOINT");
      assertThat(filesWith(database, canary)).isNotEmpty();

      database.change(
          statements -> statements.changes("DELETE FROM users WHERE username LIKE 'kanarie%'"));
      database.forgetDeleted();
      execute("CHECKPOINT");

      assertThat(filesWith(database, canary)).isEmpty();
      assertThat(
              Rows.of(
                  database,
                  "SELECT 1 FROM pg_stats WHERE histogram_bounds::text LIKE '%kanarie%'"
                      + " OR most_common_vals::text LIKE '%kanarie%'"))
          .isEmpty();
    }
  }

  @Test
  void doesNotSayItHasForgottenWhatAnotherStillReads() throws Exception {
    try (ChatDatabase database = open()) {
      addUser(database, "anna");
      try (Connection reader = database.newReader();
          Statements statements = new Statements(reader)) {
        statements.number("SELECT count(*) FROM preferences");
        database.change(changing -> changing.changes("DELETE FROM users"));

        assertThatThrownBy(database::forgetDeleted)
            .isInstanceOf(ChatException.class)
            .hasMessageContaining("another program is reading the database");
      }
      database.forgetDeleted();
    }
  }

  /** The files of tables and indexes that have this in them, as the server reads them. */
  private List<String> filesWith(ChatDatabase database, String text) throws SQLException {
    return Rows.of(
        database,
        """
        SELECT relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
        WHERE nspname = current_schema() AND relkind IN ('r', 'i')
          AND position('%s'::bytea IN pg_read_binary_file(pg_relation_filepath(pg_class.oid))) > 0
        """
            .formatted(text));
  }

  @Test
  void tellsTextsThatItCannotKeep() throws Exception {
    try (ChatDatabase database = open()) {
      assertThat(database.canKeep("Zürich, 東京, \uD83C\uDF89")).isTrue();
      assertThat(database.canKeep("a\0b")).isFalse();
      assertThat(database.canKeep("half \uD83C of it")).isFalse();
    }
  }

  @Test
  void keepsRowsOfTwoOrganisationsApart() throws Exception {
    try (ChatDatabase database = open()) {
      addUser(database, "anna");
      Organisation acme = database.organisations().getOrCreate("acme");

      assertThatThrownBy(
              () ->
                  database.change(
                      statements ->
                          statements.change(
                              "INSERT INTO team_members (user_id, team_id) SELECT 1, "
                                  + "(SELECT ? FROM teams LIMIT 1)",
                              addTeam(statements, acme))))
          .isInstanceOf(SQLException.class);
      assertThat(Rows.count(database, "team_members")).isZero();
    }
  }

  private static long addTeam(Statements statements, Organisation organisation)
      throws SQLException {
    return statements
        .number(
            "INSERT INTO teams (organisation_id, name) VALUES (?, 'town') RETURNING id",
            organisation.id())
        .orElseThrow();
  }

  private static void addUser(ChatDatabase database, String username) throws SQLException {
    try (ChatWriter writer = database.write(Organisation.DEFAULT)) {
      writer
          .users()
          .add(
              new Profile(
                  username, username + "@choir.example", "", "", "", "", "", "", "", null, null));
      writer.commit();
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = server.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
