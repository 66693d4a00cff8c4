package io.github.gdprkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A server decides by what is in its tables, so that there are as many rows as it takes for an
 * index to be worth it: a few open requests among many that are closed.
 */
abstract class ServerQueryPlanTest {

  static final String REQUESTS =
      "INSERT INTO gdpr_request (id, controller, claim, status, version, received_on, last_day,"
          + " subject, duplicate_of, active, fence)"
          + " SELECT CONCAT('r-', n), CONCAT('c-', FLOOR(n / 200)), 'erasure',"
          + " CASE WHEN n % 50 = 1 THEN 'in-progress' WHEN n % 50 = 2 THEN 'partly-fulfilled'"
          + " WHEN n % 50 = 3 THEN 'received' ELSE 'fulfilled' END, 1, '2026-03-02',"
          + " CASE WHEN n % 50 < 4 THEN CONCAT('2026-04-', 10 + n % 20) END,"
          + " CASE WHEN n % 50 <> 3 THEN CONCAT('s-', n) END,"
          + " CASE WHEN n % 40 = 5 THEN CONCAT('r-', n - 1) END,"
          + " CASE WHEN n % 50 = 1 THEN 1 ELSE 0 END, 0 FROM ";
  static final String HEADS =
      "INSERT INTO gdpr_evidence_head (controller, seq, hash)"
          + " SELECT CONCAT('c-', n), 0, '' FROM ";
  static final String SHEETS =
      "INSERT INTO gdpr_sheet (owner, kind, id, json)"
          + " SELECT CONCAT('c-', n % 10), 'thing', CONCAT('s-', n), '' FROM ";
  static final int ROWS = 4000;

  /** In one statement that every database understands, empty bytes and all. */
  static String evidence() {
    return IntStream.rangeClosed(1, ROWS)
        .mapToObj(
            n ->
                "('c-%d', %d, 'request/r-%d', %d, '', '')"
                    .formatted(n / 2000, n, n % 500, 1 + n / 500))
        .collect(
            Collectors.joining(
                ", ",
                "INSERT INTO gdpr_evidence (controller, seq, stream, version, bytes, hash) VALUES ",
                ""));
  }

  abstract DataSource source();

  static Stream<Arguments> queries() {
    return Stream.of(
        Arguments.of(RequestTables.FIND, "primary", List.of("r-7")),
        Arguments.of(RequestTables.STATE, "primary", List.of("r-7")),
        Arguments.of(RequestTables.DUE, "gdpr_request_due", List.of("c-1", "2026-04-12", 1)),
        Arguments.of(RequestTables.LIST, "gdpr_request_list", List.of("c-1", "r-2", 1)),
        Arguments.of(
            RequestTables.UNFINISHED,
            "gdpr_request_status",
            List.of("c-1", "r-2", 1, "c-1", "r-2", 1, 1)),
        Arguments.of(RequestTables.UNVERIFIED, "gdpr_request_unverified", List.of("c-1", "r-2", 1)),
        Arguments.of(RequestTables.OF_SUBJECT, "gdpr_request_of_subject", List.of("c-1", "s-1")),
        Arguments.of(RequestTables.DUPLICATES, "gdpr_request_duplicates", List.of("r-4")),
        Arguments.of(EvidenceTables.STREAM, "version", List.of("c-1", "request/r-1")),
        Arguments.of(EvidenceTables.LAST, "version", List.of("c-1", "request/r-1")),
        Arguments.of(EvidenceTables.READ, "primary", List.of("c-1", 3900, 1)),
        Arguments.of(EvidenceTables.HASH, "primary", List.of("c-1", 3900)),
        Arguments.of(SheetTables.FIND, "primary", List.of("c-1", "thing", "s-1")),
        Arguments.of(SheetTables.LIST, "primary", List.of("c-1", "thing", "s-1", 1)));
  }

  @ParameterizedTest
  @MethodSource("queries")
  void usesAnIndexForFindingAndForTheOrder(String sql, String index, List<Object> values)
      throws Exception {
    List<String> plan = plan("EXPLAIN " + sql, values);

    check(plan, sql, index);
  }

  /** What the plan must say. */
  abstract void check(List<String> plan, String sql, String index);

  private List<String> plan(String sql, List<Object> values) throws SQLException {
    List<String> plan = new ArrayList<>();
    try (Connection connection = source().getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        query.setObject(i + 1, values.get(i));
      }
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          plan.add(row(rows));
        }
      }
    }
    assertThat(plan).isNotEmpty();
    return plan;
  }

  private static String row(ResultSet rows) throws SQLException {
    int columns = rows.getMetaData().getColumnCount();
    return String.join(
        " | ",
        IntStream.rangeClosed(1, columns)
            .mapToObj(
                column -> {
                  try {
                    return rows.getMetaData().getColumnLabel(column) + "=" + rows.getString(column);
                  } catch (SQLException e) {
                    throw new IllegalStateException(e);
                  }
                })
            .toList());
  }
}
