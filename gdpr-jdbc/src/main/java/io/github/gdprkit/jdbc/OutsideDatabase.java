package io.github.gdprkit.jdbc;

import javax.sql.DataSource;

/** Opens a database for what protects another one. */
final class OutsideDatabase {

  private OutsideDatabase() {}

  /** Refuses what {@link JdbcErasureLedger#open} and {@link JdbcCheckpointStore#open} refuse. */
  static Database open(DataSource source, String what) {
    Database database = check(Database.of(source, true));
    boolean isSame =
        database.read(
            connection -> GdprSchema.hasTable(connection, database.dialect(), "gdpr_request"));
    if (isSame) {
      throw new SameDatabaseException(what);
    }
    return database;
  }

  /** Looks at the version of the tables only. */
  static Database openUnsafe(DataSource source) {
    return check(Database.of(source, false));
  }

  private static Database check(Database database) {
    database.read(
        connection -> {
          database.checkDurability(connection);
          GdprSchema.checkOutside(connection, database.dialect());
          return true;
        });
    return database;
  }
}
