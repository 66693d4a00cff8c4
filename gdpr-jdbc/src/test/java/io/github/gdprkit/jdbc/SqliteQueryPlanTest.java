package io.github.gdprkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A query that reads a whole table, or sorts, is one that gets slower with every request. */
class SqliteQueryPlanTest {

  @TempDir private Path folder;

  static Stream<Arguments> queries() {
    return Stream.of(
        Arguments.of(RequestTables.FIND, "sqlite_autoindex_gdpr_request_1 (id=?)"),
        Arguments.of(RequestTables.DUE, "gdpr_request_due (controller=? AND last_day<?)"),
        Arguments.of(RequestTables.LIST, "gdpr_request_list (controller=? AND id>?)"),
        Arguments.of(RequestTables.UNVERIFIED, "gdpr_request_unverified (controller=? AND id>?)"),
        Arguments.of(RequestTables.STATE, "sqlite_autoindex_gdpr_request_1 (id=?)"),
        Arguments.of(
            RequestTables.OF_SUBJECT, "gdpr_request_of_subject (controller=? AND subject=?)"),
        Arguments.of(RequestTables.DUPLICATES, "gdpr_request_duplicates (duplicate_of=?)"),
        Arguments.of(
            RequestTables.ACTIVE, "gdpr_request_active (controller=? AND subject=? AND claim=?)"),
        Arguments.of(
            EvidenceTables.STREAM, "sqlite_autoindex_gdpr_evidence_2 (controller=? AND stream=?)"),
        Arguments.of(
            EvidenceTables.STREAM_VERSION,
            "sqlite_autoindex_gdpr_evidence_2 (controller=? AND stream=?)"),
        Arguments.of(
            SheetTables.FIND, "sqlite_autoindex_gdpr_sheet_1 (owner=? AND kind=? AND id=?)"),
        Arguments.of(
            SheetTables.LIST, "sqlite_autoindex_gdpr_sheet_1 (owner=? AND kind=? AND id>?)"),
        Arguments.of(ArchiveTables.FIND, "sqlite_autoindex_gdpr_archive_2 (id=?)"),
        Arguments.of(ArchiveTables.OF_CONTENT, "sqlite_autoindex_gdpr_archive_1 (content=?)"),
        Arguments.of(ArchiveTables.LIST_DELETED, "sqlite_autoindex_gdpr_archive_2 (id=?)"),
        Arguments.of(
            ArchiveTables.CHUNK_AT,
            "sqlite_autoindex_gdpr_archive_chunk_1 (content=? AND starts_at<?)"),
        Arguments.of(
            ArchiveTables.LAST_CHUNKS,
            "sqlite_autoindex_gdpr_archive_chunk_1 (content=? AND starts_at>?)"),
        Arguments.of(
            ArchiveTables.PARTS,
            "sqlite_autoindex_gdpr_archive_checkpoint_1 (content=? AND number>?)"),
        Arguments.of(
            LedgerTables.LINES, "sqlite_autoindex_gdpr_erasure_ledger_1 (controller=? AND seq>?)"),
        Arguments.of(
            JdbcCheckpointStore.READ, "gdpr_evidence_checkpoint_list (controller=? AND number>?)"),
        Arguments.of(
            EvidenceTables.READ, "sqlite_autoindex_gdpr_evidence_1 (controller=? AND seq>?)"));
  }

  @ParameterizedTest
  @MethodSource("queries")
  void usesAnIndexForFindingAndForTheOrder(String sql, String index) throws Exception {
    assertThat(plan(sql))
        .singleElement()
        .asString()
        .startsWith("SEARCH")
        .endsWith("INDEX " + index);
  }

  @Test
  void readsOfEachUnfinishedStatusNoMoreThanIsAskedFor() throws Exception {
    assertThat(plan(RequestTables.UNFINISHED).stream().filter(step -> step.startsWith("SEARCH")))
        .hasSize(2)
        .allMatch(
            step ->
                step.endsWith("INDEX gdpr_request_status (controller=? AND status=? AND id>?)"));
    assertThat(plan(RequestTables.UNFINISHED))
        .noneMatch(step -> step.startsWith("SCAN gdpr_request"));
  }

  @Test
  void findsTheHeadAndTheVersionOfAStreamByTheirKeys() throws Exception {
    assertThat(plan(EvidenceTables.HEAD_AND_VERSION).stream().filter(s -> s.contains("INDEX")))
        .hasSize(2)
        .allMatch(step -> step.startsWith("SEARCH"));
  }

  private List<String> plan(String sql) throws Exception {
    List<String> plan = new ArrayList<>();
    try (GdprSqlite source = migrated();
        Connection connection = source.getConnection();
        PreparedStatement query = connection.prepareStatement("EXPLAIN QUERY PLAN " + sql);
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        plan.add(rows.getString("detail"));
      }
    }
    return plan;
  }

  private GdprSqlite migrated() {
    GdprSqlite source = GdprSqlite.dataSource(folder.resolve("gdpr.db"));
    GdprSchema.migrate(source);
    GdprSchema.migrateOutside(source);
    return source;
  }
}
