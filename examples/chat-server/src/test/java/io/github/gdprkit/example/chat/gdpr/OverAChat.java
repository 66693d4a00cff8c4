package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.ContentDigest;
import io.github.gdprkit.example.chat.store.Organisation;
import io.github.gdprkit.example.chat.store.RejectedLines;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.IdentifierType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A chat with somebody in it, to plant data in. */
abstract class OverAChat {

  @TempDir Path folder;
  ChatDatabase database;
  Organisation acme = Organisation.DEFAULT;

  /** Whose people and places are made; the hooks under test are those of the first one. */
  Organisation organisation = Organisation.DEFAULT;

  private int made;

  /** Each organisation has a team, a channel and a person, with its own number. */
  @BeforeEach
  void open() throws Exception {
    database = ChatDatabase.open(folder.resolve("chat.db"));
    acme = database.organisations().getOrCreate("acme");
    for (Organisation any : database.organisations().all()) {
      long id = any.id();
      run("INSERT INTO teams (id, organisation_id, name) VALUES (?, ?, 'town')", id, id);
      run(
          "INSERT INTO channels (id, organisation_id, team_id, kind, name)"
              + " VALUES (?, ?, ?, 'O', 'square')",
          id,
          id,
          id);
      run(
          "INSERT INTO users (id, organisation_id, username) VALUES (?, ?, 'somebody-else')",
          id,
          id);
      run("INSERT INTO memberships (user_id, channel_id) VALUES (?, ?)", id, id);
    }
  }

  /** The channel that everybody can be in. */
  long square() {
    return organisation.id();
  }

  /** Somebody who is nobody's subject. */
  long somebodyElse() {
    return organisation.id();
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  int next() {
    return ++made;
  }

  long person() throws SQLException {
    return insert(
        "INSERT INTO users (organisation_id, username) VALUES (?, printf('person-%04d', ?))",
        organisation.id(), next());
  }

  static DataSubject subject(long person) {
    return DataSubject.ofAccount(Long.toString(person));
  }

  long channel(String kind) throws SQLException {
    return insert(
        "INSERT INTO channels (organisation_id, kind, name) VALUES (?, ?, 'channel' || ?)",
        organisation.id(),
        kind,
        next());
  }

  void join(long person, long channel, String roles) throws SQLException {
    run(
        "INSERT INTO memberships (user_id, channel_id, roles) VALUES (?, ?, ?)"
            + " ON CONFLICT DO NOTHING",
        person,
        channel,
        roles);
  }

  long post(long channel, long author, String text) throws SQLException {
    return insert(
        "INSERT INTO posts (channel_id, author_id, text, created_at) VALUES (?, ?, ?, 0)",
        channel,
        author,
        text);
  }

  long insert(String sql, Object... values) throws SQLException {
    return number(sql + " RETURNING id", values);
  }

  long number(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(sql, values);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  void run(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(sql, values)) {
      statement.executeUpdate();
    }
  }

  PreparedStatement prepare(String sql, Object... values) throws SQLException {
    PreparedStatement statement = database.writer().prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  DataSubject named(long person) throws SQLException {
    return subject(person).alsoKnownAs(IdentifierType.USERNAME, nameOf(person));
  }

  String nameOf(long person) throws SQLException {
    try (PreparedStatement query = prepare("SELECT username FROM users WHERE id = ?", person);
        ResultSet row = query.executeQuery()) {
      return row.next() ? row.getString(1) : "nobody-" + person;
    }
  }

  void reject(String line) throws Exception {
    try (RejectedLines lines = database.rejectedLines(organisation)) {
      lines.add(out -> out.write(line.getBytes(StandardCharsets.UTF_8)));
    }
  }

  /** Every row of every table, every file with its bytes, every rejected line. */
  List<String> snapshot() throws Exception {
    List<String> lines = new ArrayList<>();
    for (String table : ContentDigest.tables(database.writer())) {
      try (Statement statement = database.writer().createStatement();
          ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
        while (rows.next()) {
          StringBuilder line = new StringBuilder(table);
          for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            line.append('|').append(rows.getString(i));
          }
          lines.add(line.toString());
        }
      }
    }
    try (Stream<Path> files = Files.list(database.uploads().folder())) {
      for (Path file : files.toList()) {
        lines.add("file|" + file.getFileName() + "|" + Files.readString(file));
      }
    }
    for (Organisation any : database.organisations().all()) {
      Path rejected = database.rejectedLines(any).path();
      if (Files.exists(rejected)) {
        Files.readAllLines(rejected).forEach(line -> lines.add("rejected|" + line));
      }
    }
    return lines;
  }
}
