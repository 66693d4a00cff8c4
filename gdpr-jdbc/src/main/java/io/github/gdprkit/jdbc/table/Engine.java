package io.github.gdprkit.jdbc.table;

import java.util.Locale;

/** Which database, as far as its SQL and its driver differ. */
enum Engine {
  SQLITE,
  POSTGRESQL,
  /** MySQL too. */
  MARIADB,
  /** Any other, spoken to in the words of the standard. */
  STANDARD;

  static Engine of(String product) {
    String name = product.toLowerCase(Locale.ROOT);
    if (name.contains("sqlite")) {
      return SQLITE;
    }
    if (name.contains("postgresql")) {
      return POSTGRESQL;
    }
    return name.contains("mariadb") || name.contains("mysql") ? MARIADB : STANDARD;
  }

  /** Whether its planner uses an index for {@code (a, b) > (?, ?)}. */
  boolean hasRowValues() {
    return this == SQLITE || this == POSTGRESQL;
  }

  /** Whether the driver hands out rows while the database still reads. */
  boolean streams() {
    return this == SQLITE || this == POSTGRESQL;
  }

  /** A number that is written out, because a plan made for any limit can be a bad one. */
  String limit(int rows) {
    return this == STANDARD ? " FETCH FIRST " + rows + " ROWS ONLY" : " LIMIT " + rows;
  }

  String onlyRow(int number) {
    return this == STANDARD
        ? " OFFSET " + (number - 1) + " ROWS FETCH FIRST 1 ROWS ONLY"
        : " LIMIT 1 OFFSET " + (number - 1);
  }
}
