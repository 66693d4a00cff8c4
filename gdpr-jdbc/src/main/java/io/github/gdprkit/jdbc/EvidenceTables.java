package io.github.gdprkit.jdbc;

import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.EvidenceHead;
import io.github.gdprkit.evidence.EvidenceStoreException;
import io.github.gdprkit.evidence.StaleStreamException;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.party.PartyId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The chains in their tables. What is read back are the stored bytes, never the columns. */
final class EvidenceTables {

  static final String STREAM =
      "SELECT bytes FROM gdpr_evidence WHERE controller = ? AND stream = ? ORDER BY version";
  static final String LAST =
      "SELECT bytes FROM gdpr_evidence WHERE controller = ? AND stream = ?"
          + " ORDER BY version DESC LIMIT 1";
  static final String READ =
      "SELECT bytes FROM gdpr_evidence WHERE controller = ? AND seq > ? ORDER BY seq LIMIT ?";
  static final String STREAM_VERSION =
      "SELECT MAX(version) FROM gdpr_evidence WHERE controller = ? AND stream = ?";
  private static final String HEAD =
      "SELECT seq, hash FROM gdpr_evidence_head WHERE controller = ?";
  private static final String FIRST_HEAD =
      "INSERT INTO gdpr_evidence_head (controller, seq, hash) VALUES (?, ?, ?)";
  private static final String NEXT_HEAD =
      "UPDATE gdpr_evidence_head SET seq = ?, hash = ? WHERE controller = ? AND seq = ?";
  private static final String ENTRY =
      "INSERT INTO gdpr_evidence (controller, seq, stream, version, bytes, hash)"
          + " VALUES (?, ?, ?, ?, ?, ?)";

  private final Dialect dialect;

  EvidenceTables(Dialect dialect) {
    this.dialect = dialect;
  }

  /** Appends within the transaction of the connection, and holds the head until its end. */
  List<EvidenceEntry> append(Connection connection, PartyId controller, List<EvidenceDraft> drafts)
      throws SQLException {
    EvidenceHead first = lockHead(connection, controller);
    EvidenceHead head = first;
    Map<StreamId, Long> versions = new HashMap<>();
    List<EvidenceEntry> entries = new ArrayList<>(drafts.size());
    try (PreparedStatement insert = connection.prepareStatement(ENTRY)) {
      for (EvidenceDraft draft : drafts) {
        StreamId stream = draft.stream();
        Long known = versions.get(stream);
        long version = known == null ? version(connection, controller, stream) : known;
        if (version != draft.expectedVersion()) {
          throw new StaleStreamException(stream, draft.expectedVersion(), version);
        }
        EvidenceEntry entry = EvidenceEntry.after(head, draft);
        insert.setString(1, controller.value());
        insert.setLong(2, entry.seq());
        insert.setString(3, stream.toString());
        insert.setLong(4, entry.version());
        insert.setBytes(5, entry.bytes());
        insert.setString(6, entry.hash());
        insert.executeUpdate();
        versions.put(stream, entry.version());
        entries.add(entry);
        head = entry.head();
      }
    }
    moveHead(connection, first, head);
    return List.copyOf(entries);
  }

  private EvidenceHead lockHead(Connection connection, PartyId controller) throws SQLException {
    Optional<EvidenceHead> found = head(connection, controller, HEAD + dialect.forUpdate());
    if (found.isPresent()) {
      return found.get();
    }
    EvidenceHead none = EvidenceHead.none(controller);
    try (PreparedStatement insert = connection.prepareStatement(FIRST_HEAD)) {
      insert.setString(1, controller.value());
      insert.setLong(2, none.seq());
      insert.setString(3, none.hash());
      insert.executeUpdate();
    }
    return none;
  }

  private static void moveHead(Connection connection, EvidenceHead from, EvidenceHead to)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(NEXT_HEAD)) {
      update.setLong(1, to.seq());
      update.setString(2, to.hash());
      update.setString(3, to.controller().value());
      update.setLong(4, from.seq());
      if (update.executeUpdate() != 1) {
        throw new EvidenceStoreException(
            "The head of a chain moved while it was held, and nothing was written; somebody"
                + " changed gdpr_evidence_head by hand, or the database does not lock",
            null);
      }
    }
  }

  private static long version(Connection connection, PartyId controller, StreamId stream)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(STREAM_VERSION)) {
      query.setString(1, controller.value());
      query.setString(2, stream.toString());
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }

  EvidenceHead head(Connection connection, PartyId controller) throws SQLException {
    return head(connection, controller, HEAD).orElseGet(() -> EvidenceHead.none(controller));
  }

  private static Optional<EvidenceHead> head(Connection connection, PartyId controller, String sql)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, controller.value());
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? Optional.of(new EvidenceHead(controller, row.getLong(1), row.getString(2)))
            : Optional.empty();
      }
    }
  }

  List<EvidenceEntry> stream(Connection connection, PartyId controller, StreamId stream)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(STREAM)) {
      query.setString(1, controller.value());
      query.setString(2, stream.toString());
      return entries(query);
    }
  }

  Optional<EvidenceEntry> last(Connection connection, PartyId controller, StreamId stream)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(LAST)) {
      query.setString(1, controller.value());
      query.setString(2, stream.toString());
      return entries(query).stream().findFirst();
    }
  }

  List<EvidenceEntry> read(Connection connection, PartyId controller, long afterSeq, int limit)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(READ)) {
      query.setString(1, controller.value());
      query.setLong(2, afterSeq);
      query.setInt(3, limit);
      return entries(query);
    }
  }

  private static List<EvidenceEntry> entries(PreparedStatement query) throws SQLException {
    List<EvidenceEntry> entries = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        entries.add(entry(rows.getBytes(1)));
      }
    }
    return List.copyOf(entries);
  }

  private static EvidenceEntry entry(byte[] bytes) {
    try {
      return EvidenceEntry.read(bytes);
    } catch (IllegalArgumentException e) {
      throw new EvidenceStoreException(
          "An entry of evidence in the database cannot be read: it was changed by hand or damaged;"
              + " compare it with a copy of the chain",
          null);
    }
  }
}
