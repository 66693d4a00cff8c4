package io.github.gdprkit.jdbc;

import static io.github.gdprkit.jdbc.Requests.CHOIR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.github.gdprkit.evidence.EvidenceStoreException;
import io.github.gdprkit.servers.DatabaseServer;
import io.github.gdprkit.servers.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresqlSchemaTest extends ServerSchemaTest {

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
