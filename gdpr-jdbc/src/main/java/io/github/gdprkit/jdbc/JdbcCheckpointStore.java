package io.github.gdprkit.jdbc;

import io.github.gdprkit.evidence.CheckpointStore;
import io.github.gdprkit.evidence.EvidenceCheckpoint;
import io.github.gdprkit.evidence.EvidenceStoreException;
import io.github.gdprkit.evidence.KeptCheckpoints;
import io.github.gdprkit.party.PartyId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Signed checkpoints in a <em>second</em> database (Art. 5(2)), which whoever can write to the
 * first cannot: give it another user, and let that one read and insert only. Triggers refuse
 * changes. Several controllers and several processes can share one.
 *
 * <p>That two data sources lead to one database cannot be found out from here, except where the
 * tables of requests lie beside those of the checkpoints: that is refused.
 *
 * <p>Holds no connection between two calls and needs no closing; its data source may.
 */
public final class JdbcCheckpointStore implements CheckpointStore {

  static final String READ =
      "SELECT number, text FROM gdpr_evidence_checkpoint WHERE controller = ? AND number > ?"
          + " ORDER BY number LIMIT ?";
  private static final String ADD =
      "INSERT INTO gdpr_evidence_checkpoint (controller, text) VALUES (?, ?)";
  private static final int PAGE = 1_000;

  private final Database database;

  private JdbcCheckpointStore(Database database) {
    this.database = database;
  }

  /**
   * Checkpoints in this database, whose tables {@link GdprSchema#migrateOutside} has made.
   *
   * @throws SameDatabaseException when the tables of requests are in this database too
   * @throws SchemaVersionException when the tables are missing, older or newer
   * @throws UnsafeDurabilityException when the database could lose what it acknowledged
   * @throws EvidenceStoreException when the database fails
   */
  public static JdbcCheckpointStore open(DataSource dataSource) {
    return new JdbcCheckpointStore(OutsideDatabase.open(dataSource, "Signed checkpoints"));
  }

  /**
   * The same without a look at whether the database is durable and another one than that of the
   * evidence. For tests of an application; never for anybody's data.
   *
   * @throws SchemaVersionException when the tables are missing, older or newer
   * @throws EvidenceStoreException when the database fails
   */
  public static JdbcCheckpointStore allowUnsafeForTests(DataSource dataSource) {
    return new JdbcCheckpointStore(OutsideDatabase.openUnsafe(dataSource));
  }

  @Override
  public void add(EvidenceCheckpoint checkpoint) {
    // One too many, after a lost answer, says nothing else than one.
    database.writeRepeatably(
        connection -> {
          try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            insert.setString(1, checkpoint.controller().value());
            insert.setString(2, checkpoint.text());
            return insert.executeUpdate();
          }
        });
  }

  @Override
  public KeptCheckpoints read(PartyId controller) {
    List<EvidenceCheckpoint> checkpoints = new ArrayList<>();
    int unreadable = 0;
    long last = 0;
    List<Row> rows;
    do {
      long behind = last;
      rows = database.read(connection -> rows(connection, controller, behind));
      for (Row row : rows) {
        Optional<EvidenceCheckpoint> checkpoint = parse(row.text(), controller);
        checkpoint.ifPresent(checkpoints::add);
        unreadable += checkpoint.isPresent() ? 0 : 1;
        last = row.number();
      }
    } while (rows.size() == PAGE);
    return new KeptCheckpoints(checkpoints, unreadable, false);
  }

  private record Row(long number, String text) {}

  private static List<Row> rows(Connection connection, PartyId controller, long behind)
      throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(READ)) {
      query.setString(1, controller.value());
      query.setLong(2, behind);
      query.setInt(3, PAGE);
      try (ResultSet found = query.executeQuery()) {
        while (found.next()) {
          rows.add(new Row(found.getLong(1), found.getString(2)));
        }
      }
    }
    return rows;
  }

  private static Optional<EvidenceCheckpoint> parse(String text, PartyId controller) {
    try {
      return Optional.of(EvidenceCheckpoint.parse(text))
          .filter(checkpoint -> checkpoint.controller().equals(controller));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
