package io.github.gdprkit.jdbc;

import io.github.gdprkit.servers.DatabaseServer;
import io.github.gdprkit.servers.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * One database of each server for all tests that need no other, with the tables in it and nothing
 * in them. To make a new one takes a server longer than most tests.
 */
final class Databases {

  private static final List<String> TABLES =
      List.of(
          "gdpr_archive_checkpoint",
          "gdpr_archive_chunk",
          "gdpr_archive",
          "gdpr_request_checkpoint",
          "gdpr_request_papers",
          "gdpr_request",
          "gdpr_sheet",
          "gdpr_evidence_head",
          "gdpr_evidence");

  private static final List<String> OUTSIDE_TABLES =
      List.of(
          "gdpr_erasure_ledger",
          "gdpr_erasure_ledger_head",
          "gdpr_evidence_checkpoint",
          "gdpr_outside_version");

  private static TestDatabase outsidePostgresql;
  private static TestDatabase outsideMariadb;
  private static TestDatabase postgresql;
  private static TestDatabase mariadb;

  private Databases() {}

  /** Tables of PostgreSQL with nothing in them. */
  static synchronized TestDatabase emptyPostgresql() {
    if (postgresql == null) {
      postgresql = DatabaseServer.postgresql().newDatabase();
      GdprSchema.migrate(postgresql.dataSource());
    }
    execute(
        postgresql.dataSource(),
        "ALTER TABLE gdpr_evidence DISABLE TRIGGER USER",
        "TRUNCATE " + String.join(", ", TABLES),
        "ALTER TABLE gdpr_evidence ENABLE TRIGGER USER");
    return postgresql;
  }

  /** Tables of MariaDB with nothing in them. */
  static synchronized TestDatabase emptyMariadb() {
    if (mariadb == null) {
      mariadb = DatabaseServer.mariadb().newDatabase();
      GdprSchema.migrate(mariadb.dataSource());
    }
    execute(mariadb.dataSource(), "DROP TRIGGER gdpr_evidence_is_not_deleted");
    TABLES.forEach(table -> execute(mariadb.dataSource(), "DELETE FROM " + table));
    execute(
        mariadb.dataSource(),
        GdprSchema.statements(new MariadbDialect(), 1).stream()
            .filter(sql -> sql.contains("gdpr_evidence_is_not_deleted"))
            .findFirst()
            .orElseThrow());
    return mariadb;
  }

  /** PostgreSQL without any tables. */
  static synchronized TestDatabase barePostgresql() {
    if (outsidePostgresql == null) {
      outsidePostgresql = DatabaseServer.postgresql().newDatabase();
    }
    execute(outsidePostgresql.dataSource(), "DROP SCHEMA public CASCADE", "CREATE SCHEMA public");
    return outsidePostgresql;
  }

  /** MariaDB without any tables. */
  static synchronized TestDatabase bareMariadb() {
    if (outsideMariadb == null) {
      outsideMariadb = DatabaseServer.mariadb().newDatabase();
    }
    List<String> drop = new ArrayList<>(OUTSIDE_TABLES);
    drop.addAll(TABLES);
    drop.add("gdpr_schema_version");
    drop.replaceAll(table -> "DROP TABLE IF EXISTS " + table);
    execute(outsideMariadb.dataSource(), drop.toArray(String[]::new));
    return outsideMariadb;
  }

  static void execute(DataSource source, String... statements) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The test database refuses", e);
    }
  }
}
