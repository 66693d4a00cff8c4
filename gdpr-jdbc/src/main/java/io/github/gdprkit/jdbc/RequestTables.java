package io.github.gdprkit.jdbc;

import io.github.gdprkit.evidence.EvidenceStoreException;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.DuplicateRequestException;
import io.github.gdprkit.request.LostClaimException;
import io.github.gdprkit.request.RequestChange;
import io.github.gdprkit.request.RequestChange.Papers;
import io.github.gdprkit.request.RequestFile;
import io.github.gdprkit.request.RequestHeader;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestNotFoundException;
import io.github.gdprkit.request.RequestStatus;
import io.github.gdprkit.request.StaleRequestException;
import io.github.gdprkit.request.TaskCheckpoint;
import io.github.gdprkit.request.TaskId;
import io.github.gdprkit.subject.SubjectKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Headers, papers and checkpoints in their tables. */
final class RequestTables {

  private static final String COLUMNS =
      "SELECT id, controller, claim, status, version, received_on, last_day, subject, duplicate_of"
          + " FROM gdpr_request ";
  static final String FIND = COLUMNS + "WHERE id = ?";
  static final String DUE =
      COLUMNS
          + "WHERE controller = ? AND last_day <= ? AND status NOT IN ("
          + Arrays.stream(RequestStatus.values())
              .filter(RequestStatus::isFinal)
              .map(status -> "'" + Columns.word(status) + "'")
              .collect(Collectors.joining(", "))
          + ") ORDER BY last_day, id LIMIT ?";
  static final String LIST = COLUMNS + "WHERE controller = ? AND id > ? ORDER BY id LIMIT ?";
  static final String UNVERIFIED =
      COLUMNS + "WHERE controller = ? AND subject IS NULL AND id > ? ORDER BY id LIMIT ?";

  /**
   * Of each status as much as is needed, in one statement: a request that changes from one to the
   * other meanwhile is in neither twice nor left out.
   */
  static final String UNFINISHED =
      Stream.of(RequestStatus.IN_PROGRESS, RequestStatus.PARTLY_FULFILLED)
          .map(
              status ->
                  "SELECT * FROM ("
                      + COLUMNS
                      + "WHERE controller = ? AND status = '"
                      + Columns.word(status)
                      + "' AND id > ? ORDER BY id LIMIT ?) AS of_"
                      + status.ordinal())
          .collect(Collectors.joining(" UNION ALL ", "", " ORDER BY id LIMIT ?"));

  static final String OF_SUBJECT =
      COLUMNS + "WHERE controller = ? AND subject = ? ORDER BY received_on, id";
  static final String DUPLICATES = COLUMNS + "WHERE duplicate_of = ? ORDER BY id";
  static final String ACTIVE =
      "SELECT id FROM gdpr_request"
          + " WHERE controller = ? AND subject = ? AND claim = ? AND active = 1 AND id <> ?";
  static final String STATE = "SELECT controller, version, fence FROM gdpr_request WHERE id = ?";
  private static final String INSERT =
      "INSERT INTO gdpr_request (controller, claim, status, version, received_on, last_day,"
          + " subject, duplicate_of, active, id, fence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)";
  private static final String UPDATE =
      "UPDATE gdpr_request SET controller = ?, claim = ?, status = ?, version = ?,"
          + " received_on = ?, last_day = ?, subject = ?, duplicate_of = ?, active = ?"
          + " WHERE id = ? AND version = ?";

  private final Dialect dialect;

  RequestTables(Dialect dialect) {
    this.dialect = dialect;
  }

  private record State(String controller, long version, long fence) {}

  /** Keeps the header when the request is at this version, 0 for not there at all. */
  void keep(Connection connection, RequestHeader header, long from, @Nullable Long fence)
      throws SQLException {
    State state = lock(connection, header.id());
    if (fence != null && (state == null || state.fence != fence)) {
      throw new LostClaimException(header.id());
    }
    if (from != (state == null ? 0 : state.version)) {
      throw new StaleRequestException(header.id());
    }
    if (state != null && !state.controller.equals(header.controller().value())) {
      throw new IllegalArgumentException(
          "Request " + header.id() + " belongs to another controller and cannot change over");
    }
    if (header.isActive()) {
      refuseSecond(connection, header);
    }
    write(connection, header, from);
  }

  private @Nullable State lock(Connection connection, RequestId id) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(STATE + dialect.forUpdate())) {
      query.setString(1, id.value());
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? new State(row.getString(1), row.getLong(2), row.getLong(3)) : null;
      }
    }
  }

  private static void refuseSecond(Connection connection, RequestHeader header)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(ACTIVE)) {
      query.setString(1, header.controller().value());
      query.setString(2, value(header.subject()));
      query.setString(3, Columns.word(header.claim()));
      query.setString(4, header.id().value());
      try (ResultSet row = query.executeQuery()) {
        if (row.next()) {
          throw new DuplicateRequestException(header.id(), new RequestId(row.getString(1)));
        }
      }
    }
  }

  private static void write(Connection connection, RequestHeader header, long from)
      throws SQLException {
    try (PreparedStatement write = connection.prepareStatement(from == 0 ? INSERT : UPDATE)) {
      write.setString(1, header.controller().value());
      write.setString(2, Columns.word(header.claim()));
      write.setString(3, Columns.word(header.status()));
      write.setLong(4, header.version());
      write.setString(5, Columns.date(header.receivedOn()));
      LocalDate lastDay = header.lastDay();
      write.setString(6, lastDay == null ? null : Columns.date(lastDay));
      write.setString(7, value(header.subject()));
      RequestId original = header.duplicateOf();
      write.setString(8, original == null ? null : original.value());
      write.setInt(9, header.isActive() ? 1 : 0);
      write.setString(10, header.id().value());
      if (from > 0) {
        write.setLong(11, from);
      }
      if (write.executeUpdate() != 1) {
        throw new StaleRequestException(header.id());
      }
    }
  }

  private static @Nullable String value(@Nullable SubjectKey subject) {
    return subject == null ? null : subject.value();
  }

  void putPapers(Connection connection, RequestId id, RequestFile papers) throws SQLException {
    String json = StoredJson.write(papers);
    if (update(connection, "UPDATE gdpr_request_papers SET json = ? WHERE request = ?", json, id)
        == 0) {
      update(connection, "INSERT INTO gdpr_request_papers (json, request) VALUES (?, ?)", json, id);
    }
  }

  private static int update(Connection connection, String sql, String json, RequestId id)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setString(1, json);
      update.setString(2, id.value());
      return update.executeUpdate();
    }
  }

  void erasePapers(Connection connection, RequestId id) throws SQLException {
    for (String table : List.of("gdpr_request_papers", "gdpr_request_checkpoint")) {
      try (PreparedStatement delete =
          connection.prepareStatement("DELETE FROM " + table + " WHERE request = ?")) {
        delete.setString(1, id.value());
        delete.executeUpdate();
      }
    }
  }

  /** Whether these steps, which have no evidence, are what is there now. */
  boolean areKept(Connection connection, List<RequestChange> changes) throws SQLException {
    for (RequestChange change : changes) {
      RequestId id = change.header().id();
      lock(connection, id);
      if (!find(connection, id).equals(Optional.of(change.header()))
          || !arePapersKept(connection, id, change.papers())) {
        return false;
      }
    }
    return true;
  }

  private boolean arePapersKept(Connection connection, RequestId id, Papers papers)
      throws SQLException {
    if (papers instanceof Papers.Put put) {
      return papers(connection, id).equals(Optional.of(put.file()));
    }
    return papers instanceof Papers.Keep || papers(connection, id).isEmpty();
  }

  Optional<RequestFile> papers(Connection connection, RequestId id) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT json FROM gdpr_request_papers WHERE request = ?")) {
      query.setString(1, id.value());
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.of(StoredJson.read(row.getString(1))) : Optional.empty();
      }
    }
  }

  Optional<RequestHeader> find(Connection connection, RequestId id) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(FIND)) {
      query.setString(1, id.value());
      return headers(query).stream().findFirst();
    }
  }

  List<RequestHeader> due(
      Connection connection, PartyId controller, LocalDate onOrBefore, int limit)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(DUE)) {
      query.setString(1, controller.value());
      query.setString(2, Columns.bound(onOrBefore));
      query.setInt(3, limit);
      return headers(query);
    }
  }

  List<RequestHeader> list(
      Connection connection, PartyId controller, @Nullable RequestId after, int limit)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(LIST)) {
      query.setString(1, controller.value());
      query.setString(2, after == null ? "" : after.value());
      query.setInt(3, limit);
      return headers(query);
    }
  }

  List<RequestHeader> unverified(
      Connection connection, PartyId controller, @Nullable RequestId after, int limit)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(UNVERIFIED)) {
      query.setString(1, controller.value());
      query.setString(2, after == null ? "" : after.value());
      query.setInt(3, limit);
      return headers(query);
    }
  }

  List<RequestHeader> unfinished(
      Connection connection, PartyId controller, @Nullable RequestId after, int limit)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(UNFINISHED)) {
      for (int first : new int[] {1, 4}) {
        query.setString(first, controller.value());
        query.setString(first + 1, after == null ? "" : after.value());
        query.setInt(first + 2, limit);
      }
      query.setInt(7, limit);
      return headers(query);
    }
  }

  List<RequestHeader> ofSubject(Connection connection, PartyId controller, SubjectKey subject)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(OF_SUBJECT)) {
      query.setString(1, controller.value());
      query.setString(2, subject.value());
      return headers(query);
    }
  }

  List<RequestHeader> duplicatesOf(Connection connection, RequestId original) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(DUPLICATES)) {
      query.setString(1, original.value());
      return headers(query);
    }
  }

  private static List<RequestHeader> headers(PreparedStatement query) throws SQLException {
    List<RequestHeader> headers = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        headers.add(header(rows));
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      throw unreadable("gdpr_request");
    }
    return List.copyOf(headers);
  }

  private static RequestHeader header(ResultSet row) throws SQLException {
    String lastDay = row.getString(7);
    String subject = row.getString(8);
    String original = row.getString(9);
    return new RequestHeader(
        new RequestId(row.getString(1)),
        new PartyId(row.getString(2)),
        Columns.constant(Claim.class, row.getString(3)),
        Columns.constant(RequestStatus.class, row.getString(4)),
        row.getLong(5),
        LocalDate.parse(row.getString(6)),
        lastDay == null ? null : LocalDate.parse(lastDay),
        subject == null ? null : new SubjectKey(subject),
        original == null ? null : new RequestId(original));
  }

  long claim(Connection connection, RequestId id) throws SQLException {
    State state = lock(connection, id);
    if (state == null) {
      throw new RequestNotFoundException(id);
    }
    long fence = state.fence + 1;
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE gdpr_request SET fence = ? WHERE id = ? AND fence = ?")) {
      update.setLong(1, fence);
      update.setString(2, id.value());
      update.setLong(3, state.fence);
      if (update.executeUpdate() != 1) {
        throw new LostClaimException(id);
      }
    }
    return fence;
  }

  long fence(Connection connection, RequestId id) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT fence FROM gdpr_request WHERE id = ?")) {
      query.setString(1, id.value());
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }

  void checkpoint(Connection connection, RequestId id, long fence, TaskCheckpoint checkpoint)
      throws SQLException {
    State state = lock(connection, id);
    if (state == null || state.fence != fence) {
      throw new LostClaimException(id);
    }
    String update =
        "UPDATE gdpr_request_checkpoint SET continue_after = ?, records = ?, retained = ?,"
            + " phase = ? WHERE request = ? AND task = ?";
    if (write(connection, update, id, checkpoint) == 0) {
      String insert =
          "INSERT INTO gdpr_request_checkpoint"
              + " (continue_after, records, retained, phase, request, task)"
              + " VALUES (?, ?, ?, ?, ?, ?)";
      write(connection, insert, id, checkpoint);
    }
  }

  private static int write(
      Connection connection, String sql, RequestId id, TaskCheckpoint checkpoint)
      throws SQLException {
    try (PreparedStatement write = connection.prepareStatement(sql)) {
      write.setString(1, checkpoint.cursor());
      write.setLong(2, checkpoint.records());
      write.setLong(3, checkpoint.retained());
      write.setString(4, Columns.word(checkpoint.phase()));
      write.setString(5, id.value());
      write.setString(6, checkpoint.task().value());
      return write.executeUpdate();
    }
  }

  List<TaskCheckpoint> checkpoints(Connection connection, RequestId id) throws SQLException {
    List<TaskCheckpoint> checkpoints = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT task, continue_after, records, retained, phase FROM gdpr_request_checkpoint"
                + " WHERE request = ? ORDER BY task")) {
      query.setString(1, id.value());
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          checkpoints.add(
              new TaskCheckpoint(
                  new TaskId(rows.getString(1)),
                  rows.getString(2),
                  rows.getLong(3),
                  rows.getLong(4),
                  Columns.constant(TaskCheckpoint.Phase.class, rows.getString(5))));
        }
      }
    } catch (IllegalArgumentException e) {
      throw unreadable("gdpr_request_checkpoint");
    }
    return List.copyOf(checkpoints);
  }

  private static EvidenceStoreException unreadable(String table) {
    return new EvidenceStoreException(
        "A row of "
            + table
            + " cannot be read: it was changed by hand, or a newer version of the library wrote it",
        null);
  }
}
