package io.github.gdprkit.jdbc.table;

/**
 * Something, other than an unclassified column, where declarations, exclusions and the database do
 * not fit together.
 *
 * @param kind which way
 * @param name the table or column, or the schema
 * @param text what is wrong and what to do about it
 */
public record SchemaFinding(Kind kind, String name, String text) {

  /** What can be found. */
  public enum Kind {
    /** No table is where the check looked, so it cannot say anything. */
    NO_TABLES,
    /** A hook declares columns of a table that is not there. */
    MISSING_TABLE,
    /** A hook declares a column that the table does not have. */
    MISSING_COLUMN,
    /** An exclusion names nothing that is there. */
    STALE_EXCLUSION,
    /** A hook looks after a column that is also excluded. */
    DECLARED_AND_EXCLUDED,
    /** No hook that declares the column gives it out, and none says why in its declaration. */
    NOT_GIVEN,
    /** No hook that declares the column erases or keeps it, and none says why. */
    NOT_ERASED;

    /**
     * Whether it has to be mended before the coverage is complete. What is not given or not erased
     * has its reason in what the hook declares for that right, so it is for a person to look at.
     */
    public boolean isFault() {
      return this != NOT_GIVEN && this != NOT_ERASED;
    }
  }
}
