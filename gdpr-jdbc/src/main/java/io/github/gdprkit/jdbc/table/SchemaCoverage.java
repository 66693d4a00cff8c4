package io.github.gdprkit.jdbc.table;

import io.github.gdprkit.hook.HookCatalog;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks that every column of the host's database is spoken for (Art. 5(2), 24): a hook declares
 * it, or it is excluded with the reason. So a column that a migration adds is noticed before it is
 * missing from an access answer, or left behind by an erasure. Belongs into a test of the host,
 * {@code SchemaCoverage.of(dataSource).check(hooks).requireComplete()}, and at its start, with
 * {@link #onGaps}.
 *
 * <p>A hook that names a table with {@code storedIn} only does not cover its columns: it would
 * cover those of tomorrow too. The library's own tables are excluded. There are no patterns, for
 * the same reason.
 */
public final class SchemaCoverage {

  private static final Logger LOG = LoggerFactory.getLogger(SchemaCoverage.class);

  private final DataSource source;
  private final List<String> schemas;
  private final Map<String, String> exclusions;
  private final OnGaps onGaps;

  private SchemaCoverage(
      DataSource source, List<String> schemas, Map<String, String> exclusions, OnGaps onGaps) {
    this.source = Objects.requireNonNull(source, "source");
    this.schemas = schemas;
    this.exclusions = exclusions;
    this.onGaps = onGaps;
  }

  /**
   * A check of the tables that this data source finds without naming a schema: of the whole file in
   * SQLite, of the schemas on the search path in PostgreSQL, of the database that is connected to
   * in MariaDB, where only those can be seen that the user has rights on.
   */
  public static SchemaCoverage of(DataSource source) {
    return new SchemaCoverage(source, List.of(), Map.of(), OnGaps.REPORT);
  }

  /**
   * The same over these schemas (MariaDB: databases) and no others. A table that is not found
   * without its schema is called {@code schema.table}, here and in declarations.
   */
  public SchemaCoverage schemas(String... names) {
    return new SchemaCoverage(source, List.copyOf(Arrays.asList(names)), exclusions, onGaps);
  }

  /**
   * The same without a table that holds no personal data or that is looked after elsewhere, {@code
   * "schema_migrations"}, or without one column of it, {@code "users.created_by"}. A table is
   * excluded with the columns that it will have; where some are declared, exclude columns.
   *
   * @param reason why; not blank
   */
  public SchemaCoverage excluding(String tableOrColumn, String reason) {
    return excluding(Map.of(tableOrColumn, reason));
  }

  /** The same without several columns of a table, for one reason. */
  public SchemaCoverage excludingColumns(String table, String reason, String... columns) {
    Map<String, String> all = new LinkedHashMap<>();
    for (String column : columns) {
      all.put(table + "." + column, reason);
    }
    return excluding(all);
  }

  /** The same without these tables and columns, each with its reason: from a file, say. */
  public SchemaCoverage excluding(Map<String, String> reasons) {
    Map<String, String> all = new LinkedHashMap<>(exclusions);
    reasons.forEach(
        (name, reason) -> {
          if (name.isBlank() || reason.isBlank()) {
            throw new IllegalArgumentException(
                "Say why "
                    + (name.isBlank() ? "what" : name)
                    + " needs no hook, for whoever reads the exclusion next");
          }
          if (all.put(name, reason) != null) {
            throw new IllegalArgumentException(name + " is excluded twice; remove one");
          }
        });
    return new SchemaCoverage(source, schemas, Collections.unmodifiableMap(all), onGaps);
  }

  /** The same, which warns of columns that nobody speaks for, or refuses to go on. */
  public SchemaCoverage onGaps(OnGaps what) {
    return new SchemaCoverage(source, schemas, exclusions, Objects.requireNonNull(what, "what"));
  }

  /**
   * Reads the schema and compares it. With {@link OnGaps#WARN} and {@link OnGaps#REFUSE} what does
   * not fit otherwise, an exclusion that names nothing any more, say, is logged; it does not keep
   * an application from starting.
   *
   * @throws SchemaNotCoveredException with {@link OnGaps#REFUSE}, when a column is unclassified or
   *     when there is no table at all
   * @throws SchemaUnreadableException when the database fails
   * @throws IllegalArgumentException when it is none that the library knows
   */
  public SchemaCoverageReport check(HookCatalog hooks) {
    return check(hooks, text -> LOG.warn("{}", text));
  }

  SchemaCoverageReport check(HookCatalog hooks, Consumer<String> warning) {
    PresentSchema present;
    try (Connection connection = source.getConnection()) {
      present = PresentSchema.read(connection, schemas);
    } catch (SQLException e) {
      throw new SchemaUnreadableException(e);
    }
    SchemaCoverageReport report = new Comparison(present, hooks, exclusions).report();
    if (onGaps == OnGaps.REFUSE && report.leavesSomethingOut()) {
      throw new SchemaNotCoveredException(report);
    }
    if (onGaps != OnGaps.REPORT && !report.isComplete()) {
      warning.accept(report.problems());
    }
    return report;
  }
}
