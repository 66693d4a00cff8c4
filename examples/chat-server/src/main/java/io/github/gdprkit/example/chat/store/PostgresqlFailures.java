package io.github.gdprkit.example.chat.store;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What PostgreSQL answers, in words of this server. Its own messages quote rows, so none of them is
 * passed on; codes and the names of tables and constraints are.
 */
final class PostgresqlFailures {

  private static final Set<String> BUSY = Set.of("55P03", "40001", "40P01");
  private static final Set<String> REFERENCED = Set.of("23503", "23001");
  private static final Set<String> STARTING = Set.of("57P01", "57P02", "57P03");

  private PostgresqlFailures() {}

  /** Somebody else has what this transaction waited for. */
  static boolean isBusy(SQLException e) {
    return BUSY.contains(state(e));
  }

  /** Other rows still refer to what was to be deleted. */
  static boolean isReferenced(SQLException e) {
    return REFERENCED.contains(state(e));
  }

  /** The same failure in words where somebody can put it right, and as it is where not. */
  static RuntimeException cannotConnect(SQLException e, ChatLocation location) throws SQLException {
    String state = state(e);
    String message =
        switch (state) {
          case "3D000" ->
              "there is no database of this name at %s. Create it there (createdb), or name another"
                  + " with --db";
          case "28P01", "28000" ->
              "%s refuses this user or password. Say the user behind ?user= or in PGUSER, and the"
                  + " password in PGPASSWORD";
          case "08004" ->
              "%s refuses the connection: it wants a password, which you can put into PGPASSWORD, or"
                  + " does not let this user or machine in";
          case "53300" ->
              "%s has no connection left. Wait until other programs are done, or let it have more"
                  + " (max_connections)";
          default -> {
            if (!state.startsWith("08") && !STARTING.contains(state)) {
              throw e;
            }
            yield "no PostgreSQL answers at %s. Check that it runs there, and that host and port are"
                + " right";
          }
        };
    return new ChatException(message.formatted(location), e);
  }

  static SQLException cannotMakeTables(SQLException e, ChatLocation location) {
    if (state(e).equals("42501")) {
      throw new ChatException(
          ("this user may not make tables in %s. Let the owner GRANT CREATE ON SCHEMA, or name a schema"
                  + " of its own with &currentSchema=")
              .formatted(location),
          e);
    }
    return e;
  }

  /** What to tell of it; empty when it comes from another product. */
  static Optional<String> words(SQLException failure) {
    PSQLException e = ofPostgresql(failure);
    if (e == null) {
      return Optional.empty();
    }
    if (isBusy(e)) {
      return Optional.of("another program is writing to the database. Wait, then try again");
    }
    String state = state(e);
    if (state.startsWith("08") || STARTING.contains(state)) {
      return Optional.of(
          "the connection to the database server is gone. What was committed before is safe; see that"
              + " the server runs, then run the command again");
    }
    ServerErrorMessage server = e.getServerErrorMessage();
    String where =
        server == null || server.getTable() == null
            ? ""
            : " at table "
                + server.getTable()
                + (server.getConstraint() == null ? "" : ", " + server.getConstraint());
    return Optional.of(
        ("the database failed with code %s%s; its log says more. What was committed before is safe; put"
                + " the cause right and run the command again")
            .formatted(state, where));
  }

  private static String state(SQLException failure) {
    PSQLException e = ofPostgresql(failure);
    String state = e == null ? null : e.getSQLState();
    return state == null ? "" : state;
  }

  /** Pools wrap what the driver says. */
  private static @Nullable PSQLException ofPostgresql(SQLException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof PSQLException postgresql) {
        return postgresql;
      }
    }
    return null;
  }
}
