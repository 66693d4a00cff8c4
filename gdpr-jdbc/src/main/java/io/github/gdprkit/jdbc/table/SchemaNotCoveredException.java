package io.github.gdprkit.jdbc.table;

import io.github.gdprkit.GdprException;

/**
 * The database has columns that no hook declares and no exclusion names, or declarations and
 * exclusions that do not fit it. A column that nobody speaks for is forgotten in every export and
 * every erasure; so declare it in the hook that looks after it, or exclude it with the reason.
 */
public final class SchemaNotCoveredException extends GdprException {
  private static final long serialVersionUID = 1L;

  private final transient SchemaCoverageReport report;

  SchemaNotCoveredException(SchemaCoverageReport report) {
    super(report.problems(), null);
    this.report = report;
  }

  /**
   * Everything that was found.
   *
   * @throws IllegalStateException on an exception that was serialised
   */
  public SchemaCoverageReport report() {
    if (report == null) {
      throw new IllegalStateException("The report was left behind when this was serialised");
    }
    return report;
  }
}
