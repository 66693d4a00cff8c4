package io.github.gdprkit.jdbc.cluster;

import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ErasureBatch;
import io.github.gdprkit.hook.ErasureHook;
import io.github.gdprkit.hook.ErasureRule;
import io.github.gdprkit.hook.ErasureSlice;
import io.github.gdprkit.hook.ExportHook;
import io.github.gdprkit.hook.ExportSlice;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.PersonalDataCategory;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.DataSubjectRight;
import io.github.gdprkit.testkit.fixture.Subjects;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * A host's table, in the same PostgreSQL. What a batch does, is answered from what was written down
 * with it when the same batch is asked for again; the host counts what it erased, so that a batch
 * done twice shows. Each call is told to the node's journal before and after.
 */
final class HostHook implements ErasureHook, ExportHook {

  private final String id;
  private final DataSource source;
  private final Journal journal;
  private final Path hold;

  /**
   * A hook.
   *
   * @param hold while there is such a file, a call that erases waits
   */
  HostHook(String id, DataSource source, Journal journal, Path hold) {
    this.id = id;
    this.source = source;
    this.journal = journal;
    this.hold = hold;
  }

  static void createTables(DataSource source, List<String> hooks) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      for (String hook : hooks) {
        statement.execute(
            "CREATE TABLE host_"
                + hook
                + " (id BIGSERIAL PRIMARY KEY, account TEXT NOT NULL, body TEXT NOT NULL)");
        statement.execute("CREATE INDEX ON host_" + hook + " (account, id)");
      }
      statement.execute(
          "CREATE TABLE host_effect (operation TEXT PRIMARY KEY, request TEXT, hook TEXT,"
              + " behind TEXT, node TEXT, erased BIGINT, stopped TEXT)");
      statement.execute(
          "CREATE TABLE host_count (account TEXT, hook TEXT, erased BIGINT,"
              + " PRIMARY KEY (account, hook))");
    }
  }

  static void plant(DataSource source, String hook, DataSubject person, int rows)
      throws SQLException {
    String account = Subjects.accountOf(person);
    try (Connection connection = source.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO host_" + hook + " (account, body) VALUES (?, ?)");
        PreparedStatement count =
            connection.prepareStatement("INSERT INTO host_count VALUES (?, ?, 0)")) {
      for (int i = 0; i < rows; i++) {
        insert.setString(1, account);
        insert.setString(2, "Text " + i + " of " + account);
        insert.addBatch();
      }
      insert.executeBatch();
      count.setString(1, account);
      count.setString(2, hook);
      count.executeUpdate();
    }
  }

  @Override
  public Declaration declaration() {
    return Declaration.of(id, "Host's " + id, new PersonalDataCategory(id, "Host's " + id))
        .text("What you wrote.")
        .field("text", "What you wrote")
        .relations(Relation.AUTHOR)
        .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT)
        .legalBases(LegalBasis.CONTRACT)
        .retention("Until you delete it")
        .byHook("It is part of the archive.", DataSubjectRight.ACCESS, DataSubjectRight.PORTABILITY)
        .erasedByHook(ErasureRule.erase(), "It is deleted.")
        .byHand(
            "An administrator does it.",
            DataSubjectRight.RECTIFICATION,
            DataSubjectRight.RESTRICTION,
            DataSubjectRight.OBJECTION)
        .notApplicable("Nothing is decided by machine.", DataSubjectRight.HUMAN_REVIEW)
        .build();
  }

  private static String account(Scope scope) {
    return Subjects.accountOf(((Scope.OneDataSubject) scope).subject());
  }

  @Override
  public Findings locate(Scope scope) throws SQLException {
    return Findings.of(remaining(scope)).upTo(Long.toString(Long.MAX_VALUE));
  }

  @Override
  public long remaining(Scope scope) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement query =
            connection.prepareStatement("SELECT COUNT(*) FROM host_" + id + " WHERE account = ?")) {
      query.setString(1, account(scope));
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  @Override
  public Page export(ExportSlice slice, RecordSink sink) throws SQLException {
    journal.write("EXPORT", slice.approval().reference(), id, "behind", behind(slice.after()));
    try (Connection connection = source.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "SELECT id, body FROM host_"
                    + id
                    + " WHERE account = ? AND id > ? ORDER BY id LIMIT ?")) {
      query.setString(1, account(slice.scope()));
      query.setLong(2, Long.parseLong(behind(slice.after())));
      query.setInt(3, slice.maxRecords());
      try (ResultSet rows = query.executeQuery()) {
        long last = 0;
        int count = 0;
        while (rows.next()) {
          last = rows.getLong(1);
          sink.record(Relation.AUTHOR).text("text", rows.getString(2)).end();
          if (sink.pageIsFull() || ++count == slice.maxRecords()) {
            return Page.after(Long.toString(last));
          }
        }
        return Page.last();
      }
    }
  }

  private static String behind(String cursor) {
    return cursor == null ? "0" : cursor;
  }

  @Override
  public ErasureBatch erase(ErasureSlice slice) throws Exception {
    String request = slice.approval().reference();
    String operation = slice.operation().value();
    journal.write("CALL", operation, request, id, behind(slice.after()));
    if (Files.exists(hold)) {
      journal.write("HELD", request);
      while (Files.exists(hold)) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      }
      journal.write("GOES-ON", request);
    }
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        boolean isNew = enter(connection, slice, operation);
        if (isNew) {
          act(connection, slice, operation);
        }
        ErasureBatch batch = answer(connection, operation);
        connection.commit();
        journal.write(isNew ? "EFFECT" : "REPEATED", operation, request, id);
        return batch;
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  private boolean enter(Connection connection, ErasureSlice slice, String operation)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO host_effect (operation, request, hook, behind) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT DO NOTHING")) {
      insert.setString(1, operation);
      insert.setString(2, slice.approval().reference());
      insert.setString(3, id);
      insert.setString(4, behind(slice.after()));
      return insert.executeUpdate() == 1;
    }
  }

  private void act(Connection connection, ErasureSlice slice, String operation)
      throws SQLException {
    List<Long> keys = new ArrayList<>();
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM host_"
                + id
                + " WHERE id IN (SELECT id FROM host_"
                + id
                + " WHERE account = ? AND id > ? ORDER BY id LIMIT ?) RETURNING id")) {
      delete.setString(1, account(slice.scope()));
      delete.setLong(2, Long.parseLong(behind(slice.after())));
      delete.setInt(3, slice.maxRecords());
      try (ResultSet rows = delete.executeQuery()) {
        while (rows.next()) {
          keys.add(rows.getLong(1));
        }
      }
    }
    boolean isLast = keys.size() < slice.maxRecords();
    try (PreparedStatement count =
            connection.prepareStatement(
                "UPDATE host_count SET erased = erased + ? WHERE account = ? AND hook = ?");
        PreparedStatement note =
            connection.prepareStatement(
                "UPDATE host_effect SET node = ?, erased = ?, stopped = ? WHERE operation = ?")) {
      count.setLong(1, keys.size());
      count.setString(2, account(slice.scope()));
      count.setString(3, id);
      count.executeUpdate();
      note.setString(1, hold.getFileName().toString());
      note.setLong(2, keys.size());
      note.setString(3, isLast ? null : keys.stream().max(Long::compare).orElseThrow().toString());
      note.setString(4, operation);
      note.executeUpdate();
    }
  }

  private static ErasureBatch answer(Connection connection, String operation) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT erased, stopped FROM host_effect WHERE operation = ?")) {
      query.setString(1, operation);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        String stopped = row.getString(2);
        return stopped == null
            ? ErasureBatch.last(row.getLong(1))
            : ErasureBatch.more(row.getLong(1), stopped);
      }
    }
  }
}
