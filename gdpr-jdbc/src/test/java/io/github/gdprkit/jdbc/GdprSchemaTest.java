package io.github.gdprkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.EvidenceHead;
import io.github.gdprkit.evidence.EvidenceStoreException;
import io.github.gdprkit.evidence.Sheet;
import io.github.gdprkit.evidence.SheetChange;
import io.github.gdprkit.evidence.SheetId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        .satisfies(e -> assertThat(e.needed()).isEqualTo(GdprSchema.NEWEST));
  }

  @Test
  void makesTheTablesOnce() throws SQLException {
    GdprSchema.migrate(source);
    List<String> once = tables();
    GdprSchema.migrate(source);

    assertThat(tables())
        .isEqualTo(once)
        .allMatch(name -> name.startsWith("gdpr_"))
        .contains("gdpr_request", "gdpr_evidence", "gdpr_sheet", "gdpr_schema_version");
    assertThatCode(() -> JdbcRequestStore.open(source)).doesNotThrowAnyException();
  }

  @Test
  void touchesNoDatabaseThatANewerLibraryWrote() throws SQLException {
    GdprSchema.migrate(source);
    execute("INSERT INTO gdpr_schema_version (version) VALUES (99)");

    assertThatExceptionOfType(SchemaVersionException.class)
        .isThrownBy(() -> GdprSchema.migrate(source))
        .withMessageContaining("newer library");
    assertThatExceptionOfType(SchemaVersionException.class)
        .isThrownBy(() -> JdbcRequestStore.open(source))
        .satisfies(e -> assertThat(e.found()).isEqualTo(99));
  }

  @Test
  void bringsADatabaseOfTheFirstVersionUpWithAllThatIsInIt() throws SQLException {
    runFirstScript();
    insertEvidence();

    assertThatExceptionOfType(SchemaVersionException.class)
        .isThrownBy(() -> JdbcRequestStore.open(source))
        .withMessageContaining("has version 1")
        .withMessageContaining("version " + GdprSchema.NEWEST + " is needed")
        .withMessageContaining("GdprSchema.migrate");
    GdprSchema.migrate(source);

    JdbcRequestStore store = JdbcRequestStore.open(source);
    assertThat(store.head(Requests.CHOIR)).isEqualTo(entry().head());
    assertThat(store.stream(Requests.CHOIR, entry().stream())).hasSize(1);
    Sheet sheet = new Sheet(new SheetId("thing", "a"), Map.of("name", "A"));
    EvidenceDraft draft = Requests.draft(Requests.header("r-1", 1), 1);
    store.commit(Requests.CHOIR, List.of(draft), List.of(new SheetChange.Put(sheet)));
    assertThat(store.sheet(Requests.CHOIR, sheet.id())).contains(sheet);
    GdprSchema.migrate(source);
    assertThat(store.sheet(Requests.CHOIR, sheet.id())).contains(sheet);
  }

  @Test
  void leavesADatabaseOfTheFirstVersionAsItIsWhenTheSecondFails() throws SQLException {
    runFirstScript();
    execute("CREATE TABLE gdpr_sheet (somebody TEXT)");

    assertThatExceptionOfType(EvidenceStoreException.class)
        .isThrownBy(() -> GdprSchema.migrate(source));

    assertThatExceptionOfType(SchemaVersionException.class)
        .isThrownBy(() -> JdbcRequestStore.open(source))
        .satisfies(e -> assertThat(e.found()).isEqualTo(1));
  }

  private void runFirstScript() throws SQLException {
    for (String sql : GdprSchema.script(new SqliteDialect(), 1).split(";\\n\\n")) {
      execute(sql);
    }
  }

  private static EvidenceEntry entry() {
    return EvidenceEntry.after(
        EvidenceHead.none(Requests.CHOIR), Requests.draft(Requests.header("r-1", 1), 0));
  }

  /** As a store of the first version wrote it. */
  private void insertEvidence() throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO gdpr_evidence (controller, seq, stream, version, bytes, hash)"
                    + " VALUES ('choir', 1, ?, 1, ?, ?)")) {
      insert.setString(1, entry().stream().toString());
      insert.setBytes(2, entry().bytes());
      insert.setString(3, entry().hash());
      insert.executeUpdate();
    }
    execute("INSERT INTO gdpr_evidence_head VALUES ('choir', 1, '" + entry().hash() + "')");
  }

  @Test
  void makesAllTablesOrNone() throws SQLException {
    execute("CREATE TABLE gdpr_request_papers (somebody TEXT)");

    assertThatExceptionOfType(EvidenceStoreException.class)
        .isThrownBy(() -> GdprSchema.migrate(source));

    assertThat(tables()).containsExactly("gdpr_request_papers");
  }

  @Test
  void makesTheTablesThatBelongOutsideByThemselves() throws SQLException {
    GdprSchema.migrateOutside(source);
    GdprSchema.migrateOutside(source);

    assertThat(tables())
        .containsExactlyInAnyOrder(
            "gdpr_erasure_ledger",
            "gdpr_erasure_ledger_head",
            "gdpr_evidence_checkpoint",
            "gdpr_outside_version",
            "sqlite_sequence");
    assertThatExceptionOfType(SchemaVersionException.class)
        .isThrownBy(() -> JdbcRequestStore.open(source));
    GdprSchema.migrate(source);
    assertThatCode(() -> JdbcRequestStore.open(source)).doesNotThrowAnyException();
  }

  @Test
  void touchesNoTablesOutsideThatANewerLibraryWrote() throws SQLException {
    GdprSchema.migrateOutside(source);
    execute("INSERT INTO gdpr_outside_version (version) VALUES (2)");

    assertThatExceptionOfType(SchemaVersionException.class)
        .isThrownBy(() -> GdprSchema.migrateOutside(source))
        .withMessageContaining("newer library");
  }

  @Test
  void livesBesideTheTablesOfTheApplication() throws SQLException {
    execute("CREATE TABLE schema_version (version INTEGER)");
    execute("CREATE TABLE flyway_schema_history (version INTEGER)");

    GdprSchema.migrate(source);

    assertThat(tables()).contains("schema_version", "flyway_schema_history", "gdpr_request");
  }

  @Test
  void showsAllScriptsInTheDocs() throws Exception {
    String docs = Files.readString(Path.of("../docs/schema.md"));

    for (int version = 1; version <= GdprSchema.NEWEST; version++) {
      assertThat(docs)
          .contains("```sql\n" + GdprSchema.script(new SqliteDialect(), version) + "```\n");
    }
    assertThat(docs)
        .contains("```sql\n" + GdprSchema.outsideScript(new SqliteDialect(), 1) + "```\n");
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
