package io.github.gdprkit.jdbc;

import static io.github.gdprkit.jdbc.Requests.CHOIR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.EvidenceHead;
import io.github.gdprkit.evidence.EvidenceStoreException;
import io.github.gdprkit.servers.DatabaseServer;
import io.github.gdprkit.servers.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresqlSchemaTest extends ServerSchemaTest {

  private static final String INSERT =
      "INSERT INTO gdpr_evidence (controller, seq, stream, version, bytes, hash)";

  @Override
  TestDatabase newDatabase() {
    return DatabaseServer.postgresql().newDatabase();
  }

  @Override
  Dialect dialect() {
    return new PostgresqlDialect();
  }

  @Test
  void makesAllTablesOrNone() throws SQLException {
    execute("CREATE TABLE gdpr_request_papers (somebody TEXT)");

    assertThatExceptionOfType(EvidenceStoreException.class)
        .isThrownBy(() -> GdprSchema.migrate(source));

    execute("DROP TABLE gdpr_request_papers");
    assertThatThrownBy(() -> execute("SELECT 1 FROM gdpr_evidence"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42P01"));
    GdprSchema.migrate(source);
  }

  @Test
  void keepsTheEvidenceAndItsChecksWhereTheFifthVersionWritesItAnew() throws SQLException {
    for (int version = 1; version <= 4; version++) {
      Databases.execute(source, GdprSchema.statements(dialect(), version).toArray(String[]::new));
    }
    EvidenceEntry entry = EvidenceEntry.after(EvidenceHead.none(CHOIR), draft());
    insertAsBefore(entry);

    GdprSchema.migrate(source);

    JdbcRequestStore store = JdbcRequestStore.open(source);
    store.append(CHOIR, List.of(Requests.draft(Requests.header("r-2", 1), 0)));
    store.append(CHOIR, List.of(Requests.draft(Requests.header("r-2", 2), 1)));
    assertThat(store.read(CHOIR, 0, 9))
        .hasSize(3)
        .first()
        .satisfies(first -> assertThat(first.bytes()).isEqualTo(entry.bytes()));
    for (String places : List.of("0, 'thing/a', 1", "-1, 'thing/a', 1", "9, 'thing/a', 0")) {
      assertThatThrownBy(() -> execute(INSERT + " VALUES ('choir', " + places + ", '', '')"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23514"));
    }
    assertThatThrownBy(() -> execute("UPDATE gdpr_evidence SET seq = 7"))
        .hasMessageContaining("append-only");
  }

  /** As a store of the first versions wrote it. */
  private void insertAsBefore(EvidenceEntry entry) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement insert = connection.prepareStatement(INSERT + " VALUES (?,?,?,?,?,?)")) {
      insert.setString(1, entry.controller().value());
      insert.setLong(2, entry.seq());
      insert.setString(3, entry.stream().toString());
      insert.setLong(4, entry.version());
      insert.setBytes(5, entry.bytes());
      insert.setString(6, entry.hash());
      insert.executeUpdate();
    }
    execute("INSERT INTO gdpr_evidence_head VALUES ('choir', 1, '" + entry.hash() + "')");
  }

  @Test
  void refusesToEmptyTheEvidenceAtOnce() {
    GdprSchema.migrate(source);
    JdbcRequestStore store = JdbcRequestStore.open(source);
    store.append(CHOIR, List.of(draft()));

    assertThatThrownBy(() -> execute("TRUNCATE gdpr_evidence")).hasMessageContaining("append-only");
    assertThat(store.read(CHOIR, 0, 9)).hasSize(1);
  }

  @Test
  void keepsToTheSchemaThatTheConnectionNames() throws SQLException {
    execute("CREATE SCHEMA app_1");
    execute("CREATE SCHEMA appX1");
    try (HikariDataSource one = TestDatabase.pool(database.url() + "&currentSchema=app_1");
        HikariDataSource other = TestDatabase.pool(database.url() + "&currentSchema=appx1")) {
      GdprSchema.migrate(other);
      GdprSchema.migrate(one);
      JdbcRequestStore.open(one).append(CHOIR, List.of(draft()));

      assertThat(JdbcRequestStore.open(other).head(CHOIR).seq()).isZero();
    }
  }
}
