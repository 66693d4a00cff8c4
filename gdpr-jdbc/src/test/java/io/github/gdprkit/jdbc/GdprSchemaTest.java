package io.github.gdprkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.gdprkit.evidence.EvidenceStoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GdprSchemaTest {

  @TempDir private Path folder;
  private GdprSqlite source;

  @BeforeEach
  void create() {
    source = GdprSqlite.dataSource(folder.resolve("gdpr.db"));
  }

  @AfterEach
  void close() {
    source.close();
  }

  @Test
  void opensNoDatabaseWithoutTablesAndSaysWhatToDo() {
    assertThatExceptionOfType(SchemaVersionException.class)
        .isThrownBy(() -> JdbcRequestStore.open(source))
        .withMessageContaining("GdprSchema.migrate")
        .satisfies(e -> assertThat(e.found()).isZero())
        .satisfies(e -> assertThat(e.needed()).isEqualTo(1));
  }

  @Test
  void makesTheTablesOnce() throws SQLException {
    GdprSchema.migrate(source);
    List<String> once = tables();
    GdprSchema.migrate(source);

    assertThat(tables())
        .isEqualTo(once)
        .allMatch(name -> name.startsWith("gdpr_"))
        .contains("gdpr_request", "gdpr_evidence", "gdpr_schema_version");
    assertThatCode(() -> JdbcRequestStore.open(source)).doesNotThrowAnyException();
  }

  @Test
  void touchesNoDatabaseThatANewerLibraryWrote() throws SQLException {
    GdprSchema.migrate(source);
    execute("INSERT INTO gdpr_schema_version (version) VALUES (2)");

    assertThatExceptionOfType(SchemaVersionException.class)
        .isThrownBy(() -> GdprSchema.migrate(source))
        .withMessageContaining("newer library");
    assertThatExceptionOfType(SchemaVersionException.class)
        .isThrownBy(() -> JdbcRequestStore.open(source))
        .satisfies(e -> assertThat(e.found()).isEqualTo(2));
  }

  @Test
  void makesAllTablesOrNone() throws SQLException {
    execute("CREATE TABLE gdpr_request_papers (somebody TEXT)");

    assertThatExceptionOfType(EvidenceStoreException.class)
        .isThrownBy(() -> GdprSchema.migrate(source));

    assertThat(tables()).containsExactly("gdpr_request_papers");
  }

  @Test
  void livesBesideTheTablesOfTheApplication() throws SQLException {
    execute("CREATE TABLE schema_version (version INTEGER)");
    execute("CREATE TABLE flyway_schema_history (version INTEGER)");

    GdprSchema.migrate(source);

    assertThat(tables()).contains("schema_version", "flyway_schema_history", "gdpr_request");
  }

  @Test
  void showsTheWholeScriptInTheDocs() throws Exception {
    String docs = Files.readString(Path.of("../docs/schema.md"));

    assertThat(docs).contains("```sql\n" + GdprSchema.script(new SqliteDialect(), 1) + "```\n");
  }

  private List<String> tables() throws SQLException {
    List<String> names = new ArrayList<>();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
