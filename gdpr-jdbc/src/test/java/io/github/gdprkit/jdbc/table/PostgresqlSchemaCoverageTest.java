package io.github.gdprkit.jdbc.table;

import static io.github.gdprkit.jdbc.table.Declared.byHand;
import static io.github.gdprkit.jdbc.table.Declared.catalog;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.servers.DatabaseServer;
import io.github.gdprkit.servers.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresqlSchemaCoverageTest extends AbstractSchemaCoverageTest {

  private static final HookCatalog FILES =
      catalog(byHand("files", hook -> hook.storedIn("server.log")));

  private TestDatabase database;

  @BeforeEach
  @Override
  void makeTables() throws SQLException {
    database = DatabaseServer.postgresql().newDatabase();
    super.makeTables();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  DataSource database() {
    return database.dataSource();
  }

  @Override
  String schema() {
    return "public";
  }

  @Test
  void looksIntoTheSchemasThatAreNamedAndSaysWhereItDidNot() throws SQLException {
    execute(
        "CREATE SCHEMA audit",
        "CREATE TABLE audit.users (who VARCHAR(20))",
        "CREATE TABLE audit.entry (what VARCHAR(20))");

    SchemaCoverageReport byPath = SchemaCoverage.of(database()).check(FILES);
    SchemaCoverageReport both =
        SchemaCoverage.of(database())
            .schemas("public", "audit")
            .excluding("audit.entry", "Codes only.")
            .check(
                catalog(
                    byHand("audit", hook -> hook.storedInColumns("audit.users", "who")),
                    byHand(
                        "all",
                        hook ->
                            hook.storedInColumns("users", "id", "name", "password_hash")
                                .storedInColumns("public.posts", "id", "author", "content")
                                .storedInColumns("schema_migrations", "version"))));

    assertThat(byPath.otherSchemas()).containsExactly("audit");
    assertThat(byPath.text()).contains("Not looked into: audit.");
    assertThat(unclassified(byPath)).contains("users.name").doesNotContain("users.who");
    assertThat(both.requireComplete().otherSchemas()).isEmpty();
    assertThat(both.declared()).containsKeys("users.id", "posts.id", "audit.users.who");
  }

  @Test
  void followsTheSearchPathAndNamesWhatIsHiddenOnIt() throws SQLException {
    execute(
        "CREATE SCHEMA tenant",
        "CREATE TABLE tenant.users (nick VARCHAR(20))",
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = tenant, public',"
            + " current_database()); END $$");
    try (var fresh = TestDatabase.pool(database.url())) {
      SchemaCoverageReport report = SchemaCoverage.of(fresh).check(FILES);

      assertThat(report).asString().contains("coverage of tenant, public:");
      assertThat(unclassified(report))
          .contains("users.nick", "public.users.name", "posts.content")
          .doesNotContain("users.name");
    }
  }

  @Test
  void takesPartitionsForOneTableAndCopiesForTables() throws SQLException {
    execute(
        "DROP VIEW authors",
        "DROP TABLE users, posts, schema_migrations",
        "CREATE TABLE log (at INTEGER, line VARCHAR(20)) PARTITION BY RANGE (at)",
        "CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM (0) TO (9)",
        "CREATE MATERIALIZED VIEW lines AS SELECT line FROM log",
        "CREATE VIEW shown AS SELECT line FROM log",
        "ALTER TABLE log ADD COLUMN gone INTEGER",
        "ALTER TABLE log DROP COLUMN gone");

    SchemaCoverageReport report = SchemaCoverage.of(database()).check(FILES);

    assertThat(unclassified(report)).isEqualTo(List.of("lines.line", "log.at", "log.line"));
    assertThat(report.unclassified().get(0).type()).isEqualTo("character varying(20)");
  }

  @Test
  void tellsTablesApartThatDifferInCaseOnly() throws SQLException {
    execute("CREATE TABLE \"Posts\" (content TEXT)");
    HookCatalog hooks = catalog(byHand("posts", hook -> hook.storedInColumns("Posts", "content")));

    SchemaCoverageReport report = coverage().check(hooks);

    assertThat(report.declared()).containsOnlyKeys("Posts.content");
    assertThat(unclassified(report)).contains("posts.content");
  }
}
