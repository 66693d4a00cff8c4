package io.github.gdprkit.jdbc;

import static io.github.gdprkit.jdbc.Requests.CHOIR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.gdprkit.servers.DatabaseServer;
import io.github.gdprkit.servers.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MariadbSchemaTest extends ServerSchemaTest {

  @Override
  TestDatabase newDatabase() {
    return DatabaseServer.mariadb().newDatabase();
  }

  @Override
  Dialect dialect() {
    return new MariadbDialect();
  }

  /** MariaDB commits each statement, and a process can die behind each. */
  @Test
  void goesOnWhereverAnEarlierTryWasKilled() throws SQLException {
    for (int version = 1; version <= GdprSchema.NEWEST; version++) {
      List<String> statements = GdprSchema.statements(dialect(), version);
      for (int done = 1; done < statements.size(); done++) {
        for (String sql : statements.subList(0, done)) {
          execute(sql);
        }
        assertThatExceptionOfType(SchemaVersionException.class)
            .as("version %s, %s statements done", version, done)
            .isThrownBy(() -> JdbcRequestStore.open(source));
      }
      for (String sql : statements) {
        execute(sql);
      }
    }

    JdbcRequestStore.open(source).append(CHOIR, List.of(draft()));
    assertThat(versions()).hasSize(GdprSchema.NEWEST);
  }

  @Test
  void migratesWhatIsHalfDone() throws SQLException {
    List<String> statements = GdprSchema.statements(dialect(), 1);
    for (String sql : statements.subList(0, statements.size() / 2)) {
      execute(sql);
    }

    GdprSchema.migrate(source);

    JdbcRequestStore.open(source).append(CHOIR, List.of(draft()));
  }
}
