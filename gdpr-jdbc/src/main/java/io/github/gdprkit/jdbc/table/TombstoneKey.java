package io.github.gdprkit.jdbc.table;

import io.github.gdprkit.hook.Tombstone;
import java.sql.Connection;
import java.sql.SQLException;

/** Finds what stands for a tombstone where a host names people by key. */
@FunctionalInterface
public interface TombstoneKey {

  /**
   * The key to write, a number or a text; made when it is needed first. Called once for each batch,
   * within its transaction: do not commit. The same tombstone gives the same key.
   */
  Object of(Connection connection, Tombstone tombstone) throws SQLException;
}
