package io.github.gdprkit.jdbc.table;

import static io.github.gdprkit.jdbc.table.Declared.byHand;
import static io.github.gdprkit.jdbc.table.Declared.catalog;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.jdbc.GdprSchema;
import io.github.gdprkit.jdbc.GdprSqlite;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteSchemaCoverageTest extends AbstractSchemaCoverageTest {

  @TempDir Path folder;
  private GdprSqlite database;

  @BeforeEach
  @Override
  void makeTables() throws SQLException {
    database = GdprSqlite.dataSource(folder.resolve("host.db"));
    super.makeTables();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  DataSource database() {
    return database;
  }

  @Override
  String schema() {
    return "main";
  }

  @Test
  void takesASearchIndexForOneTableAndGeneratedColumnsForColumns() throws SQLException {
    execute(
        "CREATE VIRTUAL TABLE post_search USING fts5(content)",
        "ALTER TABLE posts ADD COLUMN size INTEGER AS (length(content))",
        "CREATE TABLE counted (id INTEGER PRIMARY KEY AUTOINCREMENT)");
    HookCatalog hooks =
        catalog(
            byHand("profile", hook -> hook.storedInColumns("users", "id", "name", "password_hash")),
            byHand("posts", hook -> hook.storedInColumns("posts", "id", "author", "content")));

    assertThat(unclassified(coverage().check(hooks)))
        .containsExactly("counted.id", "post_search.content", "posts.size");
  }

  @Test
  void knowsAllOfItsOwnTables() {
    HookCatalog files = catalog(byHand("files", hook -> hook.storedIn("server.log")));
    GdprSchema.migrate(database);

    SchemaCoverageReport report = SchemaCoverage.of(database).check(files);

    assertThat(report.excluded()).containsKeys("gdpr_evidence.seq", "gdpr_sheet.json");
    assertThat(unclassified(report)).contains("users.id").noneMatch(name -> name.contains("gdpr"));
  }

  @Test
  void saysNothingOfWhatTheDriverSaysWhenTheDatabaseFails() {
    SchemaCoverage coverage = SchemaCoverage.of(failing("user anna does not exist"));
    HookCatalog hooks = catalog(byHand("files", hook -> hook.storedIn("server.log")));

    assertThatExceptionOfType(SchemaUnreadableException.class)
        .isThrownBy(() -> coverage.check(hooks))
        .withMessageContaining("SQLState 28000")
        .satisfies(failed -> assertThat(failed).hasStackTraceContaining("failing"))
        .satisfies(
            failed -> assertThat(failed.getCause()).isNotNull().message().doesNotContain("anna"));
  }

  private static DataSource failing(String message) {
    return (DataSource)
        Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              throw new SQLException(message, "28000");
            });
  }
}
