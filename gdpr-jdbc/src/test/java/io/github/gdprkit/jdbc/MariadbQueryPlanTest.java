package io.github.gdprkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;

class MariadbQueryPlanTest extends ServerQueryPlanTest {

  private static DataSource source;

  @BeforeAll
  static void fill() {
    source = Databases.emptyMariadb().dataSource();
    String numbers = "(SELECT seq AS n FROM seq_1_to_" + ROWS + ") AS numbers";
    Databases.execute(source, evidence());
    for (String sql : List.of(REQUESTS, HEADS, SHEETS)) {
      Databases.execute(source, sql + numbers);
    }
    Databases.execute(source, "ANALYZE TABLE gdpr_request, gdpr_evidence, gdpr_sheet");
  }

  @Override
  DataSource source() {
    return source;
  }

  @Override
  void check(List<String> plan, String sql, String index) {
    List<String> tables = plan.stream().filter(row -> row.contains("table=gdpr_")).toList();
    String key =
        switch (index) {
          case "primary" -> "PRIMARY";
          case "version" -> "controller";
          default -> index;
        };
    assertThat(tables)
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row).contains("key=" + key + " "))
        .allSatisfy(row -> assertThat(row).doesNotContain("type=ALL").doesNotContain("type=index "))
        .allSatisfy(row -> assertThat(row).doesNotContain("filesort"));
  }
}
