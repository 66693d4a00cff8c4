package io.github.gdprkit.jdbc;

import static io.github.gdprkit.jdbc.Requests.CHOIR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceStoreException;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.servers.TestDatabase;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the tables come into a server, and stay as they are. */
abstract class ServerSchemaTest {

  final TestDatabase database = newDatabase();
  final DataSource source = database.dataSource();

  /** A database with nothing in it. */
  abstract TestDatabase newDatabase();

  abstract Dialect dialect();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void opensNoDatabaseWithoutTablesAndSaysWhatToDo() {
    assertThatExceptionOfType(SchemaVersionException.class)
        .isThrownBy(() -> JdbcRequestStore.open(source))
        .withMessageContaining("GdprSchema.migrate")
        .satisfies(e -> assertThat(e.found()).isZero())
        .satisfies(e -> assertThat(e.needed()).isEqualTo(GdprSchema.NEWEST));
  }

  @Test
  void makesTheSameTablesAndColumnsAsSqlite(@TempDir Path folder) throws SQLException {
    GdprSchema.migrate(source);
    List<String> columns = columns(source);
    columns.removeIf(column -> column.equals("gdpr_request.active_subject"));

    try (GdprSqlite sqlite = GdprSqlite.dataSource(folder.resolve("gdpr.db"))) {
      GdprSchema.migrate(sqlite);
      assertThat(columns).containsExactlyInAnyOrderElementsOf(columns(sqlite));
    }
  }

  private static List<String> columns(DataSource source) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Connection connection = source.getConnection();
        ResultSet rows =
            connection
                .getMetaData()
                .getColumns(connection.getCatalog(), connection.getSchema(), "gdpr%", "%")) {
      while (rows.next()) {
        names.add(rows.getString("TABLE_NAME") + "." + rows.getString("COLUMN_NAME"));
      }
    }
    assertThat(names).isNotEmpty();
    return names;
  }

  @Test
  void makesTheTablesOnceAlthoughManyBeginAtOnce() throws Exception {
    int processes = 6;
    ExecutorService threads = Executors.newFixedThreadPool(processes);
    List<Callable<Boolean>> starts = new ArrayList<>();
    for (int i = 0; i < processes; i++) {
      String stream = "node-" + i;
      starts.add(
          () -> {
            try (HikariDataSource own = TestDatabase.pool(database.url())) {
              GdprSchema.migrate(own);
              JdbcRequestStore.open(own)
                  .append(CHOIR, List.of(Requests.draft(Requests.header(stream, 1), 0)));
            }
            return true;
          });
    }
    for (Future<Boolean> one : threads.invokeAll(starts)) {
      assertThat(one.get()).isTrue();
    }
    threads.shutdown();

    assertThat(JdbcRequestStore.open(source).read(CHOIR, 0, 99)).hasSize(processes);
    assertThat(versions()).hasSize(GdprSchema.NEWEST);
  }

  @Test
  void bringsADatabaseOfTheFirstVersionUpWithAllThatIsInIt() throws SQLException {
    Databases.execute(source, GdprSchema.statements(dialect(), 1).toArray(String[]::new));
    Databases.execute(
        source,
        "INSERT INTO gdpr_request (id, controller, claim, status, version, received_on, active,"
            + " fence) VALUES ('r-1', 'choir', 'erasure', 'received', 1, '2026-03-02', 0, 0)");
    assertThatExceptionOfType(SchemaVersionException.class)
        .isThrownBy(() -> JdbcRequestStore.open(source))
        .satisfies(e -> assertThat(e.found()).isEqualTo(1));

    GdprSchema.migrate(source);
    GdprSchema.migrate(source);

    assertThat(JdbcRequestStore.open(source).unverified(CHOIR, null, 9)).hasSize(1);
  }

  @Test
  void touchesNoDatabaseThatANewerLibraryWrote() {
    GdprSchema.migrate(source);
    Databases.execute(source, "INSERT INTO gdpr_schema_version (version) VALUES (99)");

    assertThatExceptionOfType(SchemaVersionException.class)
        .isThrownBy(() -> GdprSchema.migrate(source))
        .withMessageContaining("newer library");
    assertThatExceptionOfType(SchemaVersionException.class)
        .isThrownBy(() -> JdbcRequestStore.open(source))
        .satisfies(e -> assertThat(e.found()).isEqualTo(99));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE gdpr_evidence SET stream = 'canary'",
        "UPDATE gdpr_evidence SET seq = seq",
        "DELETE FROM gdpr_evidence",
        "DELETE FROM gdpr_evidence WHERE seq = 1"
      })
  @GdprReference(
      article = "5(2)",
      text =
          "The controller shall be responsible for, and be able to demonstrate compliance with,"
              + " paragraph 1 (‘accountability’).")
  void refusesToChangeEvidence(String sql) {
    GdprSchema.migrate(source);
    JdbcRequestStore store = JdbcRequestStore.open(source);
    store.append(CHOIR, List.of(draft()));

    assertThatThrownBy(() -> execute(sql))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("append-only");
    assertThat(store.read(CHOIR, 0, 9)).hasSize(1);
  }

  @Test
  void refusesAPartyWhoseKeyDoesNotFitAndSaysThatNothingWasWritten() {
    GdprSchema.migrate(source);
    JdbcRequestStore store = JdbcRequestStore.open(source);
    // Nothing that a database could compress.
    String text =
        "canary"
            + new Random(7)
                .ints(9000, 'a', 'z')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());

    assertThatExceptionOfType(EvidenceStoreException.class)
        .isThrownBy(() -> store.append(new PartyId(text), List.of(draft())))
        .withMessageContaining("nothing was written")
        .satisfies(e -> assertThat(e).hasMessageNotContaining("canary"))
        .satisfies(e -> assertThat(e.getCause()).hasMessageNotContaining("canary"));
    store.append(CHOIR, List.of(draft()));
  }

  static EvidenceDraft draft() {
    return Requests.draft(Requests.header("r-1", 1), 0);
  }

  List<Integer> versions() throws SQLException {
    List<Integer> versions = new ArrayList<>();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT version FROM gdpr_schema_version ORDER BY version")) {
      while (rows.next()) {
        versions.add(rows.getInt(1));
      }
    }
    return versions;
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
