package io.github.gdprkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;

class PostgresqlQueryPlanTest extends ServerQueryPlanTest {

  private static DataSource source;

  @BeforeAll
  static void fill() {
    source = Databases.emptyPostgresql().dataSource();
    String numbers = "generate_series(1, " + ROWS + ") AS n";
    Databases.execute(source, evidence(), REQUESTS + numbers, HEADS + numbers, SHEETS + numbers);
    Databases.execute(source, "ANALYZE");
  }

  @Override
  DataSource source() {
    return source;
  }

  @Override
  void check(List<String> plan, String sql, String index) {
    String text = String.join("\n", plan);
    assertThat(text).doesNotContain("Seq Scan");
    assertThat(text)
        .containsPattern(
            switch (index) {
              case "primary" -> "gdpr_[a-z_]+_pkey";
              case "version" -> "gdpr_evidence_controller_stream_version_key";
              default -> index;
            });
    if (!sql.equals(RequestTables.OF_SUBJECT) && !sql.equals(RequestTables.DUE)) {
      // Those are few, whatever is in the table.
      assertThat(text).doesNotContain("Sort  (");
    }
  }
}
