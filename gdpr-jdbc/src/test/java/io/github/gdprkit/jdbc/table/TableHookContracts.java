package io.github.gdprkit.jdbc.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.hook.ErasureRule;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.hook.RetentionGround;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.IdentifierType;
import io.github.gdprkit.testkit.contract.ErasureHookContract;
import io.github.gdprkit.testkit.contract.ExportHookContract;
import io.github.gdprkit.testkit.fixture.Orders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The contracts of hooks, for tables of the kinds that hosts have, on one database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TableHookContracts {

  static final Controller ACME = Orders.CONTROLLER;

  private Site site;

  abstract Site newSite() throws Exception;

  @BeforeAll
  void makeTables() throws Exception {
    site = newSite();
    site.run(
        "CREATE TABLE organisations (id bigint PRIMARY KEY, name {name} NOT NULL)",
        "CREATE TABLE users (id {id}, organisation_id bigint NOT NULL, username {name} NOT NULL)",
        """
        CREATE TABLE sessions (
          id {id}, organisation_id bigint NOT NULL, user_id bigint NOT NULL, user_agent {text},
          created_at bigint NOT NULL, token_hash {text} NOT NULL)
        """,
        "CREATE INDEX sessions_by_user ON sessions (user_id, id)",
        """
        CREATE TABLE messages (
          id {id}, organisation_id bigint NOT NULL, author_id bigint, author_name {name},
          content {text}, sent {time}, is_kept {flag} DEFAULT FALSE NOT NULL)
        """,
        "CREATE INDEX messages_by_author ON messages (author_id, id)",
        """
        CREATE TABLE profiles (
          user_id bigint NOT NULL PRIMARY KEY, organisation_id bigint NOT NULL, name {name} NOT NULL,
          about {text}, state {name} NOT NULL)
        """,
        """
        CREATE TABLE reactions (
          user_id bigint NOT NULL, post_id bigint NOT NULL, emoji {name} NOT NULL,
          organisation_id bigint NOT NULL, score decimal(9, 2),
          PRIMARY KEY (user_id, post_id, emoji))
        """,
        """
        CREATE TABLE documents (
          organisation_id bigint NOT NULL, name {name} NOT NULL PRIMARY KEY, owner {name},
          content {text})
        """,
        "CREATE INDEX documents_by_owner ON documents (owner, name)",
        """
        CREATE TABLE letters (
          id {id}, organisation_id bigint NOT NULL, sender {name}, receiver {name},
          content {text} NOT NULL)
        """,
        "CREATE INDEX letters_by_sender ON letters (sender, id)",
        "CREATE INDEX letters_by_receiver ON letters (receiver, id)",
        """
        CREATE TABLE uploads (
          id {id}, organisation_id bigint NOT NULL, owner_id bigint NOT NULL, name {name} NOT NULL,
          bytes bigint, stored_name {name})
        """,
        "CREATE INDEX uploads_by_owner ON uploads (owner_id, id)");
  }

  @AfterAll
  void close() throws Exception {
    site.close();
  }

  /** What a host's table has in all these tests: people of two organisations. */
  abstract class Table implements ExportHookContract, ErasureHookContract {

    static final long ORGANISATION = 1;
    static final long ANOTHER = 2;

    abstract TableErasureHookBuilder builder();

    abstract String table();

    abstract void plant(long organisation, long person, String canary, int records)
        throws SQLException;

    @Override
    public final TableErasureHook hook() {
      return builder().over(site.source());
    }

    @BeforeEach
    void empty() throws SQLException {
      site.run("DELETE FROM " + table(), "DELETE FROM users");
    }

    @Override
    public DataSubject plant(String canary, int records) throws SQLException {
      long person = Site.number();
      site.change(
          "INSERT INTO users (id, organisation_id, username) VALUES (?, 1, ?)",
          person,
          "user-" + person);
      plant(ORGANISATION, person, canary, records);
      return named(person);
    }

    DataSubject named(long person) {
      return DataSubject.ofAccount(Long.toString(person));
    }

    /** Deletes the person's row with the smallest key. */
    final void deleteFirst(String key, String column, Object person) throws SQLException {
      List<String> keys =
          site.lines(
              "SELECT min(" + key + ") FROM " + table() + " WHERE " + column + " = ?", person);
      Object first = key.equals("emoji") || key.equals("name") ? keys.get(0) : null;
      if (!keys.get(0).equals("null")) {
        site.change(
            "DELETE FROM " + table() + " WHERE " + key + " = ?",
            first == null ? Long.valueOf(keys.get(0)) : first);
      }
    }

    @Override
    public void plantMore(DataSubject subject, String canary, int records) throws SQLException {
      plant(ORGANISATION, Long.parseLong(subject.account()), canary, records);
    }

    @Override
    public void plantForAnotherController(String canary, int records) throws SQLException {
      plant(ANOTHER, Site.number(), canary, records);
    }

    @Override
    public Scope everyone() {
      return Scope.everyoneOf(ACME);
    }

    @Override
    public List<String> snapshot() throws SQLException {
      return site.lines(table());
    }
  }

  static Labels usernames() {
    return Labels.of("users", "id", "username").where("organisation_id = ?", Table.ORGANISATION);
  }

  /** Rows that are one person's alone and are deleted. */
  @Nested
  class OwnRows extends Table {

    @Override
    TableErasureHookBuilder builder() {
      return TableHook.of(Words.of("sessions"))
          .table("sessions")
          .key("id")
          .subject("user_id", IdentifierType.ACCOUNT, Relation.SUBJECT)
          .where("organisation_id = ?", ORGANISATION)
          .everyoneOf(ACME)
          .number("id", "id", "The number")
          .person("user_id", "person", Relation.SUBJECT, usernames(), "Who signed in")
          .text("user_agent", "userAgent", "With what")
          .timeMillis("created_at", "created", "When")
          .leftOut("token_hash", "It serves to recognise the session and says nothing")
          .erasing(RowErasure.deletes("Your sessions end and are deleted."));
    }

    @Override
    String table() {
      return "sessions";
    }

    @Override
    void plant(long organisation, long person, String canary, int records) throws SQLException {
      site.fill(
          "INSERT INTO sessions (organisation_id, user_id, user_agent, created_at, token_hash)"
              + " VALUES (?, ?, ?, ?, 'h')",
          records,
          i -> List.of(organisation, person, canary + " " + Site.number(), 1_700_000_000_000L + i));
    }

    @Override
    public void deleteOne(DataSubject subject) throws SQLException {
      deleteFirst("id", "user_id", Long.parseLong(subject.account()));
    }
  }

  /** Rows that stay and are nobody's, but for some that the law keeps. */
  @Nested
  class Anonymised extends Table {

    @Override
    TableErasureHookBuilder builder() {
      return TableHook.of(Words.of("messages"))
          .table("messages")
          .key("id")
          .subject("author_id", IdentifierType.ACCOUNT, Relation.AUTHOR)
          .where("organisation_id = ?", ORGANISATION)
          .everyoneOf(ACME)
          .number("id", "id", "The number")
          .person("author_id", "author", Relation.AUTHOR, usernames(), "Who wrote it")
          .text("author_name", "authorName", "The name at that time")
          .authorsText("content", "content", "What it says")
          .time("sent", "sent", "When")
          .erasing(
              RowErasure.anonymises("Your messages stay, and nobody knows whose they are.")
                  .toNull("author_id")
                  .toTombstone("author_name")
                  .keeping("Others read it.", "content", "sent")
                  .exceptWhere(
                      new ErasureRule.Retention(
                          RetentionGround.LEGAL_CLAIMS, "What is in court", "Until it is decided"),
                      "is_kept = ?",
                      true));
    }

    @Override
    String table() {
      return "messages";
    }

    @Override
    void plant(long organisation, long person, String canary, int records) throws SQLException {
      plant(organisation, person, canary, records, false);
    }

    private void plant(long organisation, long person, String canary, int records, boolean kept)
        throws SQLException {
      site.fill(
          "INSERT INTO messages (organisation_id, author_id, author_name, content, sent, is_kept)"
              + " VALUES (?, ?, ?, ?, NULL, ?)",
          records,
          i -> List.of(organisation, person, "name-" + person, canary + " " + Site.number(), kept));
    }

    @Override
    public void plantRetained(DataSubject subject, String canary, int records) throws SQLException {
      plant(ORGANISATION, Long.parseLong(subject.account()), canary, records, true);
    }

    @Override
    public void deleteOne(DataSubject subject) throws SQLException {
      deleteFirst("id", "author_id", Long.parseLong(subject.account()));
    }
  }

  /** One row for each person, found by its key, which stays as a mark. */
  @Nested
  class Placeholder extends Table {

    @Override
    public int recordsPerPerson() {
      return 1;
    }

    @Override
    TableErasureHookBuilder builder() {
      return TableHook.of(Words.of("profiles"))
          .table("profiles")
          .key("user_id")
          .subject("user_id", IdentifierType.ACCOUNT, Relation.SUBJECT)
          .where("organisation_id = ?", ORGANISATION)
          .everyoneOf(ACME)
          .person("user_id", "person", Relation.SUBJECT, "Who it is")
          .text("name", "name", "The name")
          .text("about", "about", "What the person says of themselves")
          .text("state", "state", "Whether the account is in use")
          .erasing(
              RowErasure.leavesPlaceholder("Your profile is emptied.")
                  .toTombstone("name")
                  .toNull("about")
                  .toConstant("state", "erased"));
    }

    @Override
    String table() {
      return "profiles";
    }

    @Override
    void plant(long organisation, long person, String canary, int records) throws SQLException {
      site.fill(
          "INSERT INTO profiles (user_id, organisation_id, name, about, state)"
              + " VALUES (?, ?, ?, ?, 'active')",
          records,
          i -> List.of(person, organisation, canary + " " + person, canary + " " + person));
    }

    /** The row is there again as it was, where a backup of it was restored. */
    @Override
    public void plantMore(DataSubject subject, String canary, int records) throws SQLException {
      long person = Long.parseLong(subject.account());
      Assumptions.assumeTrue(
          records == 1
              && site.change(
                      "UPDATE profiles SET name = ?, state = 'active' WHERE user_id = ?"
                          + " AND state = 'erased'",
                      canary,
                      person)
                  == 1,
          "a person has one profile");
      // A row is there once more; the contract counts lines.
      plant(ORGANISATION, Site.number(), "another", 1);
    }

    @Override
    public void deleteOne(DataSubject subject) throws SQLException {
      deleteFirst("user_id", "user_id", Long.parseLong(subject.account()));
    }
  }

  /** A key of several columns, the person's among them. */
  @Nested
  class CompositeKey extends Table {

    @Override
    TableErasureHookBuilder builder() {
      return TableHook.of(Words.of("reactions"))
          .table("reactions")
          .key("post_id", "emoji", "user_id")
          .subject("user_id", IdentifierType.ACCOUNT, Relation.ACTOR)
          .where("organisation_id = ?", ORGANISATION)
          .everyoneOf(ACME)
          .person("user_id", "person", Relation.ACTOR, usernames(), "Who reacted")
          .number("post_id", "message", "The number of the message")
          .text("emoji", "emoji", "The emoji")
          .decimal("score", "score", "A number with a fraction")
          .erasing(RowErasure.deletes("Your reactions are deleted."));
    }

    @Override
    String table() {
      return "reactions";
    }

    @Override
    void plant(long organisation, long person, String canary, int records) throws SQLException {
      long post = Site.number();
      site.fill(
          "INSERT INTO reactions (user_id, post_id, emoji, organisation_id, score)"
              + " VALUES (?, ?, ?, ?, 1.25)",
          records,
          i -> List.of(person, post + i / 5, canary + " " + Site.number(), organisation));
    }

    @Override
    public void deleteOne(DataSubject subject) throws SQLException {
      deleteFirst("emoji", "user_id", Long.parseLong(subject.account()));
    }
  }

  /** A key of text, and a person who is known by a name and by several addresses. */
  @Nested
  class TextKey extends Table {

    @Override
    TableErasureHookBuilder builder() {
      return TableHook.of(Words.of("documents"))
          .table("documents")
          .key("name")
          .subject("owner", IdentifierType.EMAIL, Relation.AUTHOR)
          .subject("owner", IdentifierType.USERNAME, Relation.SUBJECT)
          .where("organisation_id = ?", ORGANISATION)
          .everyoneOf(ACME)
          .text("name", "name", "The name")
          .text("content", "content", "What it says")
          .erasing(RowErasure.deletes("Your documents are deleted."));
    }

    @Override
    String table() {
      return "documents";
    }

    @Override
    DataSubject named(long person) {
      return DataSubject.ofAccount(Long.toString(person))
          .alsoKnownAs(IdentifierType.USERNAME, "name-" + person)
          .alsoKnownAs(IdentifierType.EMAIL, "a-" + person + "@example.org")
          .alsoKnownAs(IdentifierType.EMAIL, "b-" + person + "@example.org");
    }

    @Override
    void plant(long organisation, long person, String canary, int records) throws SQLException {
      List<String> owners =
          List.of("name-" + person, "a-" + person + "@example.org", "b-" + person + "@example.org");
      site.fill(
          "INSERT INTO documents (organisation_id, name, owner, content) VALUES (?, ?, ?, ?)",
          records,
          i ->
              List.of(
                  organisation,
                  "zz,|^% \u00e9\ud83d\ude00" + Site.number(),
                  owners.get(i % owners.size()),
                  canary));
    }

    @Override
    public void deleteOne(DataSubject subject) throws SQLException {
      deleteFirst("name", "owner", "name-" + subject.account());
    }
  }

  /** Two columns that name people, of which either may be the data subject. */
  @Nested
  class SenderOrReceiver extends Table {

    @Override
    TableErasureHookBuilder builder() {
      return TableHook.of(Words.of("letters"))
          .table("letters")
          .key("id")
          .subject("sender", IdentifierType.ACCOUNT, Relation.AUTHOR)
          .subject("receiver", IdentifierType.ACCOUNT, Relation.ADDRESSEE)
          .where("organisation_id = ?", ORGANISATION)
          .everyoneOf(ACME)
          .number("id", "id", "The number")
          .person("sender", "sender", Relation.AUTHOR, "Who sent it")
          .person("receiver", "receiver", Relation.ADDRESSEE, "Who got it")
          .authorsText("content", "content", "What it says")
          .erasing(
              RowErasure.anonymises("Letters stay without your name.")
                  .toTombstone("sender", "receiver")
                  .keeping("It is the other's too.", "content"));
    }

    @Override
    String table() {
      return "letters";
    }

    @Override
    void plant(long organisation, long person, String canary, int records) throws SQLException {
      String name = Long.toString(person);
      site.fill(
          "INSERT INTO letters (organisation_id, sender, receiver, content) VALUES (?, ?, ?, ?)",
          records,
          i ->
              Arrays.asList(
                  organisation,
                  i % 4 == 0 ? name : i % 4 == 1 ? "somebody" : i % 4 == 2 ? null : name,
                  i % 4 == 0 ? "somebody" : name,
                  canary + " " + Site.number()));
    }

    @Override
    public void deleteOne(DataSubject subject) throws SQLException {
      deleteFirst("id", "sender", subject.account());
    }
  }

  /** Rows with files, which go with them. */
  @Nested
  class Files extends Table {

    @TempDir Path folder;

    @Override
    TableErasureHookBuilder builder() {
      return TableHook.of(Words.of("uploads"))
          .table("uploads")
          .key("id")
          .subject("owner_id", IdentifierType.ACCOUNT, Relation.AUTHOR)
          .where("organisation_id = ?", ORGANISATION)
          .everyoneOf(ACME)
          .number("id", "id", "The number")
          .attachment(
              StoredFile.at("stored_name", StoredFiles.in(folder)).named("name").sized("bytes"),
              "file",
              "The file")
          .erasing(RowErasure.deletes("Your files are deleted."));
    }

    @Override
    String table() {
      return "uploads";
    }

    @Override
    void plant(long organisation, long person, String canary, int records) throws SQLException {
      site.fill(
          "INSERT INTO uploads (organisation_id, owner_id, name, bytes, stored_name)"
              + " VALUES (?, ?, ?, ?, ?)",
          records,
          i -> {
            String stored = "f" + Site.number();
            String bytes = "the bytes of " + canary;
            try {
              java.nio.file.Files.writeString(folder.resolve(stored), bytes);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            return List.of(
                organisation, person, canary + Site.number() + ".txt", bytes.length(), stored);
          });
    }

    /** The rows and what is in the folder: bytes that are left behind are seen. */
    @Override
    public List<String> snapshot() throws SQLException {
      List<String> lines = new ArrayList<>();
      for (String line : site.lines("uploads")) {
        Path file = folder.resolve(line.substring(line.lastIndexOf(' ') + 1));
        lines.add(line + (java.nio.file.Files.exists(file) ? " with bytes" : " without bytes"));
      }
      try (Stream<Path> files = java.nio.file.Files.list(folder)) {
        long rows = lines.size();
        assertThat(files.count()).as("files in the folder").isEqualTo(rows);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return lines;
    }
  }
}
