package io.github.gdprkit.jdbc.table;

/** What {@link SchemaCoverage} does about columns that nobody speaks for. */
public enum OnGaps {
  /** Nothing but the report: for tests and for printing. */
  REPORT,
  /** Logs one line at WARN with their number and names, and lets the application start. */
  WARN,
  /** Throws {@link SchemaNotCoveredException}, so that the application does not start. */
  REFUSE
}
