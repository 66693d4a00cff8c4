package io.github.gdprkit.jdbc;

import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.EvidenceHead;
import io.github.gdprkit.evidence.EvidenceStoreException;
import io.github.gdprkit.evidence.Sheet;
import io.github.gdprkit.evidence.SheetChange;
import io.github.gdprkit.evidence.SheetId;
import io.github.gdprkit.evidence.StaleStreamException;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.request.RequestChange;
import io.github.gdprkit.request.RequestChange.Papers;
import io.github.gdprkit.request.RequestFile;
import io.github.gdprkit.request.RequestHeader;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStore;
import io.github.gdprkit.request.StaleRequestException;
import io.github.gdprkit.request.TaskCheckpoint;
import io.github.gdprkit.subject.SubjectKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Requests, their papers, registers and the evidence in a database (Art. 5(2), 12, 24). A step is
 * one transaction with the head of the controller's chain held to its end; several processes can
 * work on one database.
 *
 * <p>Each connection that the data source gives is asked whether it is durable, and refused with
 * {@link UnsafeDurabilityException} when it is not. Erased papers and sheets are overwritten, in
 * the log of the database too, before the commit that erases them returns; when somebody else reads
 * in that moment, with the next commit that can, or when the store is opened again.
 *
 * <p>Holds no connection between two calls and needs no closing; its data source may.
 */
public final class JdbcRequestStore implements RequestStore {

  private final Database database;
  private final EvidenceTables evidence;
  private final RequestTables requests;
  private final SheetTables sheets;
  private final ErasedRemains remains;

  private JdbcRequestStore(Database database) {
    this.database = database;
    this.evidence = new EvidenceTables(database);
    this.requests = new RequestTables(database.dialect());
    this.sheets = new SheetTables();
    this.remains = new ErasedRemains(database);
  }

  /**
   * A store in this database, whose tables {@link GdprSchema#migrate} has made.
   *
   * @param dataSource that of {@link GdprSqlite#dataSource}, or any whose connections are as
   *     durable
   * @throws SchemaVersionException when the tables are missing, older or newer
   * @throws UnsafeDurabilityException when the database could lose what it acknowledged
   * @throws EvidenceStoreException when the database fails
   */
  public static JdbcRequestStore open(DataSource dataSource) {
    return open(Database.of(dataSource, true));
  }

  /**
   * The same without a look at whether the database is durable. For tests of an application, which
   * are faster so; never for anybody's data.
   *
   * @throws SchemaVersionException when the tables are missing, older or newer
   * @throws EvidenceStoreException when the database fails
   */
  public static JdbcRequestStore allowUnsafeDurabilityForTests(DataSource dataSource) {
    return open(Database.of(dataSource, false));
  }

  static JdbcRequestStore open(Database database) {
    database.read(
        connection -> {
          database.checkDurability(connection);
          GdprSchema.check(connection, database.dialect());
          return true;
        });
    JdbcRequestStore store = new JdbcRequestStore(database);
    store.remains.forget(true);
    return store;
  }

  @Override
  public void commit(List<RequestChange> changes) {
    List<RequestChange> copy = List.copyOf(changes);
    if (copy.isEmpty()) {
      return;
    }
    Committed committed = database.write(connection -> commit(connection, copy), this::isCommitted);
    evidence.remember(committed.entries());
    remains.forget(copy.stream().anyMatch(change -> change.papers() instanceof Papers.Erase));
  }

  @Override
  public List<EvidenceEntry> commit(
      PartyId owner, List<EvidenceDraft> drafts, List<SheetChange> changes) {
    List<EvidenceDraft> copy = List.copyOf(drafts);
    List<SheetChange> sheetChanges = List.copyOf(changes);
    if (copy.isEmpty()) {
      throw new IllegalArgumentException("No sheet changes without evidence of it");
    }
    List<EvidenceEntry> entries =
        database.write(
            connection -> {
              List<EvidenceEntry> appended = evidence.append(connection, owner, copy);
              sheets.change(connection, owner, sheetChanges);
              return appended;
            },
            evidence::areThere);
    evidence.remember(entries);
    remains.forget(sheetChanges.stream().anyMatch(SheetChange.Erase.class::isInstance));
    return entries;
  }

  /** What a commit of these changes leaves: entries, or only headers and papers. */
  private record Committed(List<RequestChange> changes, List<EvidenceEntry> entries) {}

  private Committed commit(Connection connection, List<RequestChange> changes) throws SQLException {
    // Sorted, so that two who lock several heads lock them in the same order.
    Map<PartyId, List<EvidenceDraft>> chains = new TreeMap<>(Comparator.comparing(PartyId::value));
    for (RequestChange change : changes) {
      RequestHeader header = change.header();
      requests.keep(connection, header, versionBefore(change), change.fence());
      if (change.papers() instanceof Papers.Put put) {
        requests.putPapers(connection, header.id(), put.file());
      } else if (change.papers() instanceof Papers.Erase) {
        requests.erasePapers(connection, header.id());
      }
      chains
          .computeIfAbsent(header.controller(), controller -> new ArrayList<>())
          .addAll(change.drafts());
    }
    // The heads come last, because everybody else waits for them.
    List<EvidenceEntry> entries = new ArrayList<>();
    for (Map.Entry<PartyId, List<EvidenceDraft>> chain : chains.entrySet()) {
      if (!chain.getValue().isEmpty()) {
        entries.addAll(append(connection, chain.getKey(), chain.getValue(), changes));
      }
    }
    return new Committed(changes, entries);
  }

  private boolean isCommitted(Connection connection, Committed committed) throws SQLException {
    return committed.entries().isEmpty()
        ? requests.areKept(connection, committed.changes())
        : evidence.areThere(connection, committed.entries());
  }

  /** The version that the step begins from; 0 for a request's first. */
  private static long versionBefore(RequestChange change) {
    StreamId own = change.header().id().stream();
    return change.header().version()
        - change.drafts().stream().filter(draft -> draft.stream().equals(own)).count();
  }

  private List<EvidenceEntry> append(
      Connection connection,
      PartyId controller,
      List<EvidenceDraft> drafts,
      List<RequestChange> changes)
      throws SQLException {
    try {
      return evidence.append(connection, controller, drafts);
    } catch (StaleStreamException e) {
      for (RequestChange change : changes) {
        if (change.header().id().stream().equals(e.stream())) {
          throw new StaleRequestException(change.header().id());
        }
      }
      throw e;
    }
  }

  @Override
  public Optional<RequestHeader> find(RequestId id) {
    return database.read(connection -> requests.find(connection, id));
  }

  @Override
  public Optional<RequestFile> papers(RequestId id) {
    return database.read(connection -> requests.papers(connection, id));
  }

  @Override
  public List<RequestHeader> due(PartyId controller, LocalDate onOrBefore, int limit) {
    refuseNegative(limit);
    return database.read(connection -> requests.due(connection, controller, onOrBefore, limit));
  }

  @Override
  public List<RequestHeader> list(PartyId controller, @Nullable RequestId after, int limit) {
    refuseNegative(limit);
    return database.read(connection -> requests.list(connection, controller, after, limit));
  }

  @Override
  public List<RequestHeader> unfinished(PartyId controller, @Nullable RequestId after, int limit) {
    refuseNegative(limit);
    return database.read(connection -> requests.unfinished(connection, controller, after, limit));
  }

  @Override
  public List<RequestHeader> unverified(PartyId controller, @Nullable RequestId after, int limit) {
    refuseNegative(limit);
    return database.read(connection -> requests.unverified(connection, controller, after, limit));
  }

  @Override
  public List<RequestHeader> ofSubject(PartyId controller, SubjectKey subject) {
    return database.read(connection -> requests.ofSubject(connection, controller, subject));
  }

  @Override
  public List<RequestHeader> duplicatesOf(RequestId original) {
    return database.read(connection -> requests.duplicatesOf(connection, original));
  }

  @Override
  public long claim(RequestId id) {
    // A second claim only takes over from the first.
    return database.writeRepeatably(connection -> requests.claim(connection, id));
  }

  @Override
  public long fence(RequestId id) {
    return database.read(connection -> requests.fence(connection, id));
  }

  @Override
  public void checkpoint(RequestId id, long fence, TaskCheckpoint checkpoint) {
    Objects.requireNonNull(checkpoint, "checkpoint");
    // Nobody else writes checkpoints under this fence.
    database.writeRepeatably(
        connection -> {
          requests.checkpoint(connection, id, fence, checkpoint);
          return true;
        });
  }

  @Override
  public List<TaskCheckpoint> checkpoints(RequestId id) {
    return database.read(connection -> requests.checkpoints(connection, id));
  }

  @Override
  public Optional<Sheet> sheet(PartyId owner, SheetId id) {
    return database.read(connection -> sheets.find(connection, owner, id));
  }

  @Override
  public List<Sheet> sheets(PartyId owner, String kind, @Nullable String after, int limit) {
    refuseNegative(limit);
    return database.read(connection -> sheets.list(connection, owner, kind, after, limit));
  }

  @Override
  public List<EvidenceEntry> append(PartyId controller, List<EvidenceDraft> drafts) {
    List<EvidenceDraft> copy = List.copyOf(drafts);
    return copy.isEmpty() ? List.of() : evidence.append(database, controller, copy);
  }

  @Override
  public EvidenceHead head(PartyId controller) {
    return database.read(connection -> evidence.head(connection, controller));
  }

  @Override
  public List<EvidenceEntry> stream(PartyId controller, StreamId stream) {
    return database.read(connection -> evidence.stream(connection, controller, stream));
  }

  @Override
  public Optional<EvidenceEntry> last(PartyId controller, StreamId stream) {
    return database.read(connection -> evidence.last(connection, controller, stream));
  }

  @Override
  public List<EvidenceEntry> read(PartyId controller, long afterSeq, int limit) {
    refuseNegative(limit);
    return database.read(connection -> evidence.read(connection, controller, afterSeq, limit));
  }

  private static void refuseNegative(int limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("There cannot be fewer than no results");
    }
  }
}
