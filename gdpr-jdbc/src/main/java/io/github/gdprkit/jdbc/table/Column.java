package io.github.gdprkit.jdbc.table;

/**
 * A column as the database describes it.
 *
 * @param name as it is stored
 * @param sql the quoted name
 * @param type what it holds
 * @param typeName as the database calls its type
 * @param size how many characters it takes, 0 when that is not limited
 * @param isNullable whether it can be empty
 * @param isInexact whether values that differ can be equal here, because of case, accents or blanks
 */
record Column(
    String name,
    String sql,
    ColumnType type,
    String typeName,
    int size,
    boolean isNullable,
    boolean isInexact) {

  /** Of the name, which tells the columns of a table apart. */
  @Override
  public int hashCode() {
    return name.hashCode();
  }
}
