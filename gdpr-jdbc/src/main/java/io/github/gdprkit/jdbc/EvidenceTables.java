package io.github.gdprkit.jdbc;

import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.EvidenceHead;
import io.github.gdprkit.evidence.EvidenceStoreException;
import io.github.gdprkit.evidence.StaleStreamException;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.jdbc.Database.Work;
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
import org.jspecify.annotations.Nullable;

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
  static final String HEAD_AND_VERSION =
      "SELECT h.seq, h.hash, (SELECT MAX(e.version) FROM gdpr_evidence e"
          + " WHERE e.controller = h.controller AND e.stream = ?)"
          + " FROM gdpr_evidence_head h WHERE h.controller = ?";
  static final String HASH = "SELECT hash FROM gdpr_evidence WHERE controller = ? AND seq = ?";
  private static final String HEAD =
      "SELECT seq, hash FROM gdpr_evidence_head WHERE controller = ?";
  private static final String FIRST_HEAD =
      "INSERT INTO gdpr_evidence_head (controller, seq, hash) VALUES (?, ?, ?)";
  private static final String NEXT_HEAD =
      "UPDATE gdpr_evidence_head SET seq = ?, hash = ? WHERE controller = ? AND seq = ?";
  private static final String ENTRY =
      "INSERT INTO gdpr_evidence (controller, seq, hash, stream, version, bytes)"
          + " VALUES (?, ?, ?, ?, ?, ?)";

  /** Compares the hash as well: it stands for the whole chain before. */
  private static final String MOVE_HEAD =
      "UPDATE gdpr_evidence_head SET seq = ?, hash = ?"
          + " WHERE controller = ? AND seq = ? AND hash = ?";

  /** The same for the one entry that is next. */
  private static final String MOVE_HEAD_BY_ONE =
      "UPDATE gdpr_evidence_head SET seq = seq + 1, hash = ?"
          + " WHERE controller = ? AND seq = ? AND hash = ?";

  private static final String AND_VERSION = " AND COALESCE((" + STREAM_VERSION + "), 0) = ?";

  private final Dialect dialect;
  private final ChainEnds ends = new ChainEnds();

  /** Append one entry in one statement, where the database can; the second asks for the version. */
  private final @Nullable String atOnce;

  private final @Nullable String atOnceAsking;

  EvidenceTables(Database database) {
    this.dialect = database.dialect();
    String durably = MOVE_HEAD_BY_ONE + database.andIsDurable();
    this.atOnce = behindHead(durably);
    this.atOnceAsking = behindHead(durably + AND_VERSION);
  }

  private @Nullable String behindHead(String update) {
    return dialect.together(
        update, "controller, seq, hash", "INSERT INTO gdpr_evidence", "stream, version, bytes");
  }

  /** What was committed, so that the next append need not ask for it. */
  void remember(List<EvidenceEntry> committed) {
    ends.remember(committed);
  }

  /** Appends and commits, in one statement where that can be. */
  List<EvidenceEntry> append(Database database, PartyId controller, List<EvidenceDraft> drafts) {
    ChainEnds.Chain chain = ends.of(controller);
    boolean isInTurn = drafts.size() == 1 && atOnce != null && chain.enter();
    try {
      List<EvidenceEntry> entries =
          isInTurn
              ? appendAtOnce(database, chain, controller, drafts)
              : database.write(
                  connection -> append(connection, controller, drafts), this::areThere);
      chain.remember(entries);
      return entries;
    } finally {
      if (isInTurn) {
        chain.leave();
      }
    }
  }

  private List<EvidenceEntry> appendAtOnce(
      Database database, ChainEnds.Chain chain, PartyId controller, List<EvidenceDraft> drafts) {
    Work<List<EvidenceEntry>> work = connection -> appendHolding(connection, controller, drafts);
    OneEntry one = oneBehind(chain, drafts.get(0));
    if (one == null) {
      return database.write(work, this::areThere);
    }
    List<EvidenceEntry> entries = List.of();
    try {
      entries = database.writeAtOnce(one, work, this::areThere);
      return entries;
    } finally {
      if (!entries.equals(one.hoped())) {
        chain.forget(one.head);
      }
    }
  }

  /** The entry behind the end that is remembered; {@code null} when it does not fit there. */
  private @Nullable OneEntry oneBehind(ChainEnds.Chain chain, EvidenceDraft draft) {
    ChainEnds.End end = chain.end();
    if (end == null) {
      return null;
    }
    Long version = end.version(draft.stream());
    String sql = version == null ? atOnceAsking : atOnce;
    boolean fits = version == null || version == draft.expectedVersion();
    return fits && sql != null
        ? new OneEntry(sql, version == null, end.head(), EvidenceEntry.after(end.head(), draft))
        : null;
  }

  /** One entry with the statement that writes it, if the chain ends where it did. */
  private static final class OneEntry implements Database.AtOnce<List<EvidenceEntry>> {

    private final String sql;
    private final boolean asksVersion;
    private final EvidenceHead head;
    private final EvidenceEntry entry;
    private final List<EvidenceEntry> hoped;

    OneEntry(String sql, boolean asksVersion, EvidenceHead head, EvidenceEntry entry) {
      this.sql = sql;
      this.asksVersion = asksVersion;
      this.head = head;
      this.entry = entry;
      this.hoped = List.of(entry);
    }

    @Override
    public PreparedStatement prepare(Connection connection) throws SQLException {
      PreparedStatement statement = connection.prepareStatement(sql);
      String controller = head.controller().value();
      String stream = entry.stream().toString();
      int next = setMove(statement, 1, entry.hash(), head);
      if (asksVersion) {
        statement.setString(next++, controller);
        statement.setString(next++, stream);
        statement.setLong(next++, entry.version() - 1);
      }
      setContents(statement, next, entry, stream);
      return statement;
    }

    @Override
    public List<EvidenceEntry> hoped() {
      return hoped;
    }
  }

  /** Appends within the transaction of the connection, and holds the head until its end. */
  List<EvidenceEntry> append(Connection connection, PartyId controller, List<EvidenceDraft> drafts)
      throws SQLException {
    ChainEnds.Chain chain = ends.of(controller);
    ChainEnds.End end = chain.end();
    if (end != null) {
      try {
        List<EvidenceEntry> entries = appendBehind(connection, chain, end, drafts);
        if (entries != null) {
          return entries;
        }
      } catch (SQLException | RuntimeException e) {
        chain.forget(end.head());
        throw e;
      }
    }
    return appendHolding(connection, controller, drafts);
  }

  /** Appends if the chain ends where it did; {@code null} when it does not, or may not. */
  private @Nullable List<EvidenceEntry> appendBehind(
      Connection connection, ChainEnds.Chain chain, ChainEnds.End end, List<EvidenceDraft> drafts)
      throws SQLException {
    if (drafts.size() == 1 && atOnce != null) {
      OneEntry one = oneBehind(chain, drafts.get(0));
      if (one == null) {
        return null;
      }
      try (PreparedStatement statement = one.prepare(connection)) {
        if (statement.executeUpdate() == 1) {
          return one.hoped();
        }
      }
      chain.forget(one.head);
      return null;
    }
    Map<StreamId, Long> versions = new HashMap<>();
    EvidenceHead head = end.head();
    List<EvidenceEntry> entries = new ArrayList<>(drafts.size());
    for (EvidenceDraft draft : drafts) {
      StreamId stream = draft.stream();
      Long version = versions.containsKey(stream) ? versions.get(stream) : end.version(stream);
      if (version == null || version != draft.expectedVersion()) {
        return null;
      }
      EvidenceEntry entry = EvidenceEntry.after(head, draft);
      versions.put(stream, entry.version());
      entries.add(entry);
      head = entry.head();
    }
    try (PreparedStatement update = connection.prepareStatement(MOVE_HEAD)) {
      update.setLong(1, head.seq());
      setMove(update, 2, head.hash(), end.head());
      if (update.executeUpdate() != 1) {
        chain.forget(end.head());
        return null;
      }
    }
    insert(connection, entries);
    return List.copyOf(entries);
  }

  /** The hash that the head gets, and which head it has to be; gives the place of what follows. */
  private static int setMove(PreparedStatement statement, int from, String hash, EvidenceHead head)
      throws SQLException {
    statement.setString(from, hash);
    statement.setString(from + 1, head.controller().value());
    statement.setLong(from + 2, head.seq());
    statement.setString(from + 3, head.hash());
    return from + 4;
  }

  private static void setContents(
      PreparedStatement statement, int from, EvidenceEntry entry, String stream)
      throws SQLException {
    statement.setString(from, stream);
    statement.setLong(from + 1, entry.version());
    statement.setBytes(from + 2, entry.bytes());
  }

  /** The end of a chain, and how many entries the stream had when it was asked for. */
  private record Held(EvidenceHead head, long version) {}

  /** The same when it is not known where the chain ends: asks, and holds it meanwhile. */
  private List<EvidenceEntry> appendHolding(
      Connection connection, PartyId controller, List<EvidenceDraft> drafts) throws SQLException {
    StreamId firstStream = drafts.get(0).stream();
    Held held = hold(connection, controller, firstStream);
    EvidenceHead head = held.head;
    // The version can be older than the head when others wrote while this waited for it. Then the
    // insert meets their entry, and the whole is done again.
    Map<StreamId, Long> versions = new HashMap<>(Map.of(firstStream, held.version));
    List<EvidenceEntry> entries = new ArrayList<>(drafts.size());
    for (EvidenceDraft draft : drafts) {
      StreamId stream = draft.stream();
      Long known = versions.get(stream);
      long version = known == null ? version(connection, controller, stream) : known;
      if (version != draft.expectedVersion()) {
        throw new StaleStreamException(stream, draft.expectedVersion(), version);
      }
      EvidenceEntry entry = EvidenceEntry.after(head, draft);
      versions.put(stream, entry.version());
      entries.add(entry);
      head = entry.head();
    }
    insert(connection, entries);
    moveHead(connection, held.head, head);
    return List.copyOf(entries);
  }

  private void insert(Connection connection, List<EvidenceEntry> entries) throws SQLException {
    boolean together = entries.size() > 1 && !dialect.hasOneWriter();
    try (PreparedStatement insert = connection.prepareStatement(ENTRY)) {
      for (EvidenceEntry entry : entries) {
        insert.setString(1, entry.controller().value());
        insert.setLong(2, entry.seq());
        insert.setString(3, entry.hash());
        setContents(insert, 4, entry, entry.stream().toString());
        if (together) {
          insert.addBatch();
        } else {
          insert.executeUpdate();
        }
      }
      if (together) {
        insert.executeBatch();
      }
    }
  }

  private Held hold(Connection connection, PartyId controller, StreamId stream)
      throws SQLException {
    String sql = HEAD_AND_VERSION + dialect.forUpdate();
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, stream.toString());
      query.setString(2, controller.value());
      try (ResultSet row = query.executeQuery()) {
        if (row.next()) {
          EvidenceHead head = new EvidenceHead(controller, row.getLong(1), row.getString(2));
          return new Held(head, row.getLong(3));
        }
      }
    }
    EvidenceHead none = EvidenceHead.none(controller);
    try (PreparedStatement insert = connection.prepareStatement(FIRST_HEAD)) {
      insert.setString(1, controller.value());
      insert.setLong(2, none.seq());
      insert.setString(3, none.hash());
      insert.executeUpdate();
    }
    return new Held(none, 0);
  }

  /**
   * Whether the transaction that appended these was committed. Holds the head first, so that the
   * transaction has ended: where it made the head and is not done, this waits as well.
   */
  boolean areThere(Connection connection, List<EvidenceEntry> entries) throws SQLException {
    EvidenceEntry first = entries.get(0);
    hold(connection, first.controller(), first.stream());
    try (PreparedStatement query = connection.prepareStatement(HASH)) {
      query.setString(1, first.controller().value());
      query.setLong(2, first.seq());
      try (ResultSet row = query.executeQuery()) {
        return row.next() && first.hash().equals(row.getString(1));
      }
    }
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
    try (PreparedStatement query = connection.prepareStatement(HEAD)) {
      query.setString(1, controller.value());
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? new EvidenceHead(controller, row.getLong(1), row.getString(2))
            : EvidenceHead.none(controller);
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
