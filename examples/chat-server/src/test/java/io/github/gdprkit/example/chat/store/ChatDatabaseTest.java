package io.github.gdprkit.example.chat.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatDatabaseTest {

  private static final Set<String> OWNED = Set.of("users", "teams", "channels", "emojis", "roles");

  private static final String INDEXES =
      "SELECT name FROM sqlite_schema WHERE type = 'index' AND name NOT LIKE 'sqlite%' ORDER BY name";

  /** A row in each table, and somebody who is gone. */
  private static final String FILLED =
      """
      INSERT INTO users (username, email, roles, restricted_at, deactivated_at, created_at)
      VALUES ('anna', 'anna@choir.example', 'member', 5, 6, 7), ('boris', NULL, '', NULL, NULL, 8);
      INSERT INTO users (username, is_tombstone) VALUES ('removed-1', 1);
      INSERT INTO users (id, username) VALUES (9, 'gone');
      DELETE FROM users WHERE id = 9;
      INSERT INTO roles VALUES ('member', 'Member', 'May write', 'read write');
      INSERT INTO preferences VALUES (1, 'theme', 'dark');
      INSERT INTO teams VALUES (4, 'town', 'Town', 'I', 'All of it', 1), (5, 'alone', NULL, 'O', '', 0);
      INSERT INTO team_members VALUES (1, 4, 'team_user');
      INSERT INTO channels VALUES (7, 4, 'O', 'square', 'Square', 'Heading', 'Purpose'),
          (8, NULL, 'D', '1__2', NULL, '', '');
      INSERT INTO memberships VALUES (1, 7, 'r', 1, '{}', 3), (1, 8, '', 0, NULL, NULL),
          (2, 8, '', 0, NULL, NULL);
      INSERT INTO posts VALUES (21, 7, 1, NULL, 'Hello @boris', 1, 2, 3),
          (22, 8, 2, 21, 'An answer', 2, NULL, NULL);
      INSERT INTO mentions VALUES (2, 21);
      INSERT INTO reactions VALUES (2, 21, 'note', 4);
      INSERT INTO uploads VALUES (31, 21, 1, 'a.txt', 'text/plain', 3, '000000000031', 5);
      INSERT INTO sessions VALUES (41, 1, '::1', 'agent', 1, 2);
      INSERT INTO drafts VALUES (2, 7, 'unsent', 9);
      INSERT INTO emojis VALUES ('note', 'note.png');
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "journal_mode, wal",
    "synchronous, 2",
    "secure_delete, 1",
    "foreign_keys, 1",
    "busy_timeout, 10000"
  })
  void runsWithThePromisedSettings(String setting, String promised) throws Exception {
    try (ChatDatabase database = ChatDatabase.open(folder.resolve("chat.db"));
        Connection reader = database.newReader()) {
      assertThat(pragma(database.writer(), setting)).isEqualTo(promised);
      assertThat(pragma(reader, setting)).isEqualTo(promised);
    }
  }

  @Test
  void refusesToRunWithOtherSettings() throws Exception {
    try (Connection inMemory = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      assertThatThrownBy(() -> SqliteSettings.apply(inMemory, Path.of("chat.db")))
          .isInstanceOf(ChatException.class)
          .hasMessageContaining("journal_mode = memory")
          .hasMessageContaining("needs wal")
          .hasMessageContaining("Put the database on a local disk");
    }
  }

  @Test
  void refusesTheTablesOfANewerServer() throws Exception {
    Path file = folder.resolve("chat.db");
    ChatDatabase.open(file).close();
    execute(file, "PRAGMA user_version = 4");

    assertThatThrownBy(() -> ChatDatabase.open(file))
        .isInstanceOf(ChatException.class)
        .hasMessageContaining("version 4 of the tables")
        .hasMessageContaining("versions up to 3")
        .hasMessageContaining("--db");
  }

  @Test
  void refusesAndDoesNotTouchTheDatabaseOfAnotherApplication() throws Exception {
    Path file = folder.resolve("other.db");
    execute(file, "CREATE TABLE invoices (id INTEGER)");
    byte[] before = Files.readAllBytes(file);

    assertThatThrownBy(() -> ChatDatabase.open(file))
        .isInstanceOf(ChatException.class)
        .hasMessageContaining("another application");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    assertThat(folder).isDirectoryNotContaining("glob:**uploads");
  }

  @Test
  void refusesAFileThatIsNoDatabase() throws Exception {
    Path file = Files.writeString(folder.resolve("letter.txt"), "Dear reader, ".repeat(100));

    assertThatThrownBy(() -> ChatDatabase.open(file))
        .isInstanceOf(ChatException.class)
        .hasMessageContaining("not a SQLite database");
    assertThat(file).hasContent("Dear reader, ".repeat(100));
  }

  @Test
  void refusesAFolder() {
    assertThatThrownBy(() -> ChatDatabase.open(folder))
        .isInstanceOf(ChatException.class)
        .hasMessageContaining("is a folder");
  }

  @Test
  void keepsItsFilesToTheirOwner() throws Exception {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    Path file = folder.resolve("new/chat.db");
    ChatDatabase.open(file).close();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    try (ChatDatabase database = ChatDatabase.open(file)) {
      addUser(database, "anna", "anna@choir.example");

      assertThat(permissions(file.getParent())).isEqualTo("rwx------");
      assertThat(permissions(file)).isEqualTo("rw-------");
      assertThat(permissions(file.resolveSibling("chat.db-wal"))).isEqualTo("rw-------");
      assertThat(permissions(database.uploads().folder())).isEqualTo("rwx------");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"what?.db", "100%25.db", "a b#c.db"})
  void opensExactlyTheFileThatWasNamed(String name) throws Exception {
    assumeTrue(FileSystems.getDefault().getSeparator().equals("/"), "not a name on Windows");

    ChatDatabase.open(folder.resolve(name)).close();

    assertThat(Files.size(folder.resolve(name))).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"iris", "IRIS", " Iris ", "Iris.I@Choir.Example"})
  void findsAPersonInAnySpelling(String spelling) throws Exception {
    try (ChatDatabase database = ChatDatabase.open(folder.resolve("chat.db"))) {
      addUser(database, "boris", "boris@choir.example");
      addUser(database, "Iris", "iris.i@choir.example");

      assertThat(database.findUser(Organisation.DEFAULT, spelling))
          .hasValueSatisfying(user -> assertThat(user.profile().username()).isEqualTo("iris"));
    }
  }

  @Test
  void findsNobodyByPartOfAName() throws Exception {
    try (ChatDatabase database = ChatDatabase.open(folder.resolve("chat.db"))) {
      addUser(database, "anna", "anna@choir.example");

      assertThat(database.findUser(Organisation.DEFAULT, "ann")).isEmpty();
      assertThat(database.findUser(Organisation.DEFAULT, "")).isEmpty();
      assertThat(database.findUser(Organisation.DEFAULT, "%")).isEmpty();
    }
  }

  @Test
  void keepsThePersonOutOfToString() throws Exception {
    try (ChatDatabase database = ChatDatabase.open(folder.resolve("chat.db"))) {
      addUser(database, "anna", "anna@choir.example");

      User anna = database.findUser(Organisation.DEFAULT, "anna").orElseThrow();

      assertThat(anna.toString() + anna.profile()).doesNotContain("anna");
    }
  }

  @Test
  void letsAReaderReadOnly() throws Exception {
    try (ChatDatabase database = ChatDatabase.open(folder.resolve("chat.db"));
        Connection reader = database.newReader();
        Statement statement = reader.createStatement()) {
      assertThatThrownBy(() -> statement.executeUpdate("DELETE FROM posts"))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void forgetsWhatWasNotCommitted() throws Exception {
    try (ChatDatabase database = ChatDatabase.open(folder.resolve("chat.db"))) {
      try (ChatWriter writer = database.write(Organisation.DEFAULT)) {
        writer.users().addPlaceholder("anna");
      }

      assertThat(database.isEmpty(Organisation.DEFAULT)).isTrue();
    }
  }

  @Test
  void keepsWhatItHeldWhenOpenedAgain() throws Exception {
    Path file = folder.resolve("chat.db");
    try (ChatDatabase database = ChatDatabase.open(file)) {
      addUser(database, "anna", "anna@choir.example");
    }

    try (ChatDatabase database = ChatDatabase.open(file)) {
      assertThat(database.findUser(Organisation.DEFAULT, "anna")).isPresent();
      assertThat(database.isEmpty(Organisation.DEFAULT)).isFalse();
    }
  }

  @Test
  void bringsTheTablesOfAnEarlierVersionUpToDateAndKeepsTheirRows() throws Exception {
    Path file = folder.resolve("chat.db");
    try (InputStream in = ChatDatabase.class.getResourceAsStream("/schema/sqlite/V1.sql")) {
      execute(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    execute(file, "PRAGMA user_version = 1");
    execute(file, "INSERT INTO users (username, email) VALUES ('anna', 'anna@choir.example')");

    try (ChatDatabase database = ChatDatabase.open(file)) {
      assertThat(pragma(database.writer(), "user_version")).isEqualTo("3");
      assertThat(Rows.of(database, "SELECT username, restricted_at, is_tombstone FROM users"))
          .containsExactly("anna|null|0");
      assertThat(database.findUser(Organisation.DEFAULT, "anna@choir.example")).isPresent();
    }
    ChatDatabase.open(file).close();
  }

  @Test
  void givesWhatWasThereToTheFirstOrganisationAndKeepsAllOfIt() throws Exception {
    Path file = folder.resolve("chat.db");
    execute(file, schema(1) + schema(2) + FILLED + "PRAGMA user_version = 2;");
    Map<String, List<String>> before = tables(file);
    List<String> indexes = select(file, INDEXES);

    try (ChatDatabase database = ChatDatabase.open(file)) {
      assertThat(pragma(database.writer(), "foreign_keys")).isEqualTo("1");
      assertThat(pragma(database.writer(), "integrity_check")).isEqualTo("ok");
      assertThat(Rows.of(database, "PRAGMA foreign_key_check")).isEmpty();
      assertThat(database.findUser(Organisation.DEFAULT, "boris")).isPresent();
      assertThat(database.organisations().all()).containsExactly(Organisation.DEFAULT);
      // Number 9 was somebody's who is gone.
      addUser(database, "carla", "carla@choir.example");
      assertThat(Rows.of(database, "SELECT max(id) FROM users")).containsExactly("10");
      database.change(statements -> statements.change("DELETE FROM users WHERE id = 10"));
    }
    Map<String, List<String>> after = tables(file);

    assertThat(after.remove("organisations"))
        .containsExactly("1|operator|The operator of this chat server");
    assertThat(after.get("users")).hasSize(3).allMatch(row -> row.contains("|1|"));
    assertThat(after.keySet()).isEqualTo(before.keySet());
    after.forEach(
        (table, rows) ->
            assertThat(
                    OWNED.contains(table)
                        ? rows.stream().map(row -> without(table, row)).toList()
                        : rows)
                .as(table)
                .isNotEmpty()
                .isEqualTo(before.get(table)));
    assertThat(select(file, INDEXES)).containsAll(indexes);
  }

  @Test
  void leavesADatabaseAsItWasWhenItCannotBringItUpToDate() throws Exception {
    Path file = folder.resolve("chat.db");
    execute(
        file,
        schema(1)
            + schema(2)
            + "INSERT INTO users (username) VALUES ('anna');"
            + "INSERT INTO preferences VALUES (7, 'of', 'nobody');"
            + "PRAGMA user_version = 2;");

    assertThatThrownBy(() -> ChatDatabase.open(file))
        .isInstanceOf(ChatException.class)
        .hasMessageContaining("table preferences refers to rows that are not there");
    assertThat(select(file, "PRAGMA user_version")).containsExactly("2");
    assertThat(select(file, "SELECT username FROM users")).containsExactly("anna");
  }

  /** A row without the column that says whose it is. */
  private static String without(String table, String row) {
    List<String> columns = new ArrayList<>(List.of(row.split("\\|", -1)));
    columns.remove(table.equals("roles") || table.equals("emojis") ? 0 : 1);
    return String.join("|", columns);
  }

  private static String schema(int version) throws Exception {
    try (InputStream in =
        ChatDatabase.class.getResourceAsStream("/schema/sqlite/V" + version + ".sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Map<String, List<String>> tables(Path file) throws SQLException {
    Map<String, List<String>> tables = new TreeMap<>();
    for (String table :
        select(
            file,
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")) {
      tables.put(table, select(file, "SELECT * FROM " + table + " ORDER BY 1, 2"));
    }
    return tables;
  }

  private static List<String> select(Path file, String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          columns.add(String.valueOf(rows.getString(i)));
        }
        found.add(String.join("|", columns));
      }
    }
    return found;
  }

  /** Overwriting deleted rows is not enough: SQLite left copies of some while the tables grew. */
  @Test
  void leavesNothingOfWhatWasDeletedInItsFiles() throws Exception {
    SplittableRandom random = new SplittableRandom(7);
    try (ChatDatabase database = ChatDatabase.open(folder.resolve("chat.db"))) {
      database.change(
          statements -> {
            for (int i = 0; i < 4_000; i++) {
              String name = i % 8 == 0 ? "kanarie-" : "name-";
              name = Long.toString(random.nextLong(), 36) + name.repeat(random.nextInt(1, 8));
              statements.change(
                  "INSERT INTO users (organisation_id, username, email) VALUES (1, ?, ?)",
                  name,
                  name);
              statements.change(
                  "UPDATE users SET position = ? WHERE id = ?",
                  "x".repeat(random.nextInt(300)),
                  random.nextInt(i + 1));
            }
            statements.change(
                "DELETE FROM users WHERE instr(username, 'name-') > 0 AND id % 3 = 0");
            return true;
          });

      database.change(
          statements ->
              statements.change("DELETE FROM users WHERE instr(username, 'kanarie-') > 0"));
      database.forgetDeleted();

      assertThat(Rows.count(database, "users WHERE instr(username, 'kanarie-') > 0")).isZero();
      assertThat(filesWith("kanarie-")).isEmpty();
      assertThat(filesWith("name-")).contains("chat.db");
    }
  }

  private List<String> filesWith(String text) throws Exception {
    List<String> found = new ArrayList<>();
    for (String name : List.of("chat.db", "chat.db-wal", "chat.db-shm")) {
      byte[] bytes = Files.readAllBytes(folder.resolve(name));
      if (new String(bytes, StandardCharsets.ISO_8859_1).contains(text)) {
        found.add(name);
      }
    }
    return found;
  }

  private static void addUser(ChatDatabase database, String username, String email)
      throws SQLException {
    try (ChatWriter writer = database.write(Organisation.DEFAULT)) {
      writer
          .users()
          .add(new Profile(username, email, "", "", "", "", "", "", "system_user", null, null));
      writer.commit();
    }
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static String pragma(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA " + name)) {
      row.next();
      return row.getString(1);
    }
  }

  private static void execute(Path file, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
