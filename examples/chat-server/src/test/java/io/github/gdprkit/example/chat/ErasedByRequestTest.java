package io.github.gdprkit.example.chat;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.ChatWriter;
import io.github.gdprkit.example.chat.store.Organisation;
import io.github.gdprkit.example.chat.store.Post;
import io.github.gdprkit.example.chat.store.RejectedLines;
import io.github.gdprkit.example.chat.store.Rows;
import io.github.gdprkit.testkit.canary.Canaries;
import io.github.gdprkit.testkit.canary.CanaryScan;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Somebody is erased with the commands of this server, and is in no file and no answer any more.
 */
class ErasedByRequestTest {

  private static final String LONG_TEXT = "and so on, ".repeat(3_000);

  private final Logger library = (Logger) LoggerFactory.getLogger("io.github.gdprkit");
  private final Logger guard =
      (Logger) LoggerFactory.getLogger("io.github.gdprkit.erasure.LedgerGuard");
  private final Logger fulfilment =
      (Logger) LoggerFactory.getLogger("io.github.gdprkit.fulfilment");
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Canaries canaries = Canaries.of("erased by request");
  private final String name = canaries.token("username").toLowerCase(Locale.ROOT);
  private final List<String> said = new ArrayList<>();
  @TempDir private Path folder;
  private String other = "";
  private long person;

  @BeforeEach
  void fillTheChat() throws Exception {
    run("generate", "--users=30", "--messages=800", "--heavy=" + name + ":80", "--seed=3");
    try (ChatDatabase chat = open()) {
      person = chat.findUser(Organisation.DEFAULT, name).orElseThrow().id();
      other = Rows.of(chat, "SELECT username FROM users WHERE id <> " + person).get(0);
      plant(chat, chat.findUser(Organisation.DEFAULT, other).orElseThrow().id());
    }
    library.setLevel(Level.TRACE);
    fulfilment.setLevel(Level.TRACE);
    guard.setLevel(Level.TRACE);
    library.setAdditive(false);
    log.start();
    library.addAppender(log);
    library.trace("The control: {}", canaries.control());
  }

  @AfterEach
  void stopListening() {
    library.detachAppender(log);
    library.setLevel(null);
    library.setAdditive(true);
    fulfilment.setLevel(Level.ERROR);
    guard.setLevel(Level.OFF);
  }

  private void plant(ChatDatabase chat, long someone) throws Exception {
    change(
        chat,
        "UPDATE users SET email = ?, first_name = ?, last_name = ?, nickname = ?, position = ?,"
            + " auth_service = ? WHERE id = ?",
        canaries.email().toLowerCase(Locale.ROOT),
        canaries.name(),
        canaries.token("last-name"),
        canaries.token("nickname"),
        canaries.text(),
        canaries.token("service"),
        person);
    change(
        chat,
        "INSERT INTO preferences VALUES (?, 'keys', ?)",
        person,
        canaries.token("preference"));
    change(
        chat,
        "UPDATE team_members SET roles = ? WHERE user_id = ?",
        canaries.token("team"),
        person);
    change(
        chat,
        "UPDATE memberships SET notify_props = ? WHERE user_id = ?",
        canaries.token("membership"),
        person);
    change(
        chat,
        "INSERT INTO sessions (user_id, ip, user_agent, created_at, last_used_at)"
            + " VALUES (?, ?, ?, 0, 0)",
        person,
        canaries.token("ip"),
        canaries.token("user-agent"));
    long channel = number(chat, "SELECT min(id) FROM channels WHERE kind = 'O'");
    long direct =
        number(
            chat,
            "SELECT min(channel_id) FROM memberships JOIN channels ON id = channel_id"
                + " WHERE kind IN ('D', 'G') AND user_id = "
                + person);
    change(
        chat,
        "INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, 0)",
        person,
        channel,
        canaries.text());
    change(
        chat,
        "UPDATE channels SET display_name = ? WHERE id = ?",
        "The conversation with " + name,
        direct);
    try (ChatWriter writer = chat.write(Organisation.DEFAULT)) {
      long mine = writer.posts().add(post(channel, person, null, canaries.text())).id();
      writer
          .posts()
          .add(post(channel, person, mine, LONG_TEXT + canaries.token("overflow") + LONG_TEXT));
      writer.posts().add(post(direct, person, null, canaries.text()));
      writer.posts().add(post(channel, someone, mine, "An answer, " + canaries.control()));
      writer.posts().add(post(channel, someone, null, "Thank you, @" + name + ". And @" + name));
      writer.posts().react(mine, someone, "heart", 1);
      writer.posts().react(mine, person, canaries.token("emoji"), 1);
      upload(writer, mine, person, canaries.token("file") + ".txt", canaries.text());
      upload(writer, mine, someone, "notes.txt", canaries.control());
      writer.commit();
    }
    try (RejectedLines lines = chat.rejectedLines(Organisation.DEFAULT)) {
      for (String line :
          List.of(
              "{\"post\":{\"user\":\""
                  + name
                  + "\",\"message\":\""
                  + canaries.token("line")
                  + "\"}}",
              "{\"user\":\"" + name + "\",\"broken\":\"" + canaries.token("broken-line"),
              "{\"user\":\"" + other + "\",\"message\":\"" + canaries.control() + "\"}")) {
        lines.add(out -> out.write(line.getBytes(StandardCharsets.UTF_8)));
      }
    }
  }

  @Test
  @GdprReference(article = "17(1)", text = "the obligation to erase personal data")
  @GdprReference(article = "5(2)", text = "be able to demonstrate compliance")
  void isInNoFileLogOrAnswerAndOthersAreAsTheyWere() throws Exception {
    answerBefore();
    scanned().assertAll();
    List<String> before;
    // The chat goes on meanwhile, so that the log beside the database is there.
    try (ChatDatabase chat = open()) {
      before = rowsOfOthers(chat);

      erase();

      assertOnlyInTheArchiveOfAnother(
          scanned()
              .inFiles(folder.resolve("chat.db"))
              .inFiles(folder.resolve("chat.db-uploads"))
              .inFiles(folder.resolve("chat.db-gdpr"))
              .inFiles(folder.resolve("chat.db-rejected.jsonl"))
              .inTexts(
                  "the log", log.list.stream().map(ILoggingEvent::getFormattedMessage).toList()));
      assertThat(folder.resolve("chat.db-wal")).exists();
      assertThat(rowsOfOthers(chat)).isEqualTo(before);
      assertThat(chat.findUser(Organisation.DEFAULT, name)).isEmpty();
      assertThat(Rows.count(chat, "posts WHERE text LIKE 'Thank you, @erased-%'")).isOne();
    }
    said.clear();
    for (String[] command :
        List.of(
            new String[] {"requests", "--all"},
            new String[] {"requests", "gone"},
            new String[] {"report", "gone"},
            new String[] {"fulfil", "gone"},
            new String[] {"requests", "copy"},
            new String[] {"report", "copy"},
            new String[] {"users"},
            new String[] {"evidence", "verify", "--export", folder + "/evidence.txt"})) {
      run(command);
    }
    said.add(canaries.control());
    CanaryScan.of(canaries).inTexts("answers", said).assertNone();
    CanaryScan.of(canaries).withoutControl().inFiles(folder.resolve("evidence.txt")).assertNone();
    assertThat(Files.size(folder.resolve("evidence.txt"))).isGreaterThan(10_000);
    assertThat(log.list).hasSizeGreaterThan(10);
  }

  @Test
  @GdprReference(article = "17(1)", text = "without undue delay")
  @GdprReference(
      article = "32(1)(c)",
      text = "the ability to restore the availability and access to personal data")
  void isErasedAgainAfterABackupWasRestored() throws Exception {
    answerBefore();
    List<String> before = rowsOfOthers();
    Path backup = folder.resolveSibling(folder.getFileName() + "-backup.db");
    Files.copy(folder.resolve("chat.db"), backup, StandardCopyOption.REPLACE_EXISTING);
    erase();
    Files.move(backup, folder.resolve("chat.db"), StandardCopyOption.REPLACE_EXISTING);
    try (ChatDatabase chat = open()) {
      assertThat(chat.findUser(Organisation.DEFAULT, name))
          .as("the backup has the person")
          .isPresent();
    }

    for (String command :
        List.of(
            "users",
            "messages " + other,
            "edit-profile " + other + " --nickname=x",
            "export-user " + other + " --output=" + folder.resolve("other.zip"),
            "import " + folder.resolve("nothing.jsonl"),
            "request access " + other,
            "requests",
            "decide copy --grant",
            "fulfil --all",
            "plan-erasure " + other,
            "hold list",
            "tidy --closed-before=2026-01-01",
            "evidence export " + folder.resolve("evidence.txt"),
            "evidence verify")) {
      CommandRun refused = runAtAll(command.split(" "));
      assertThat(refused.exitCode()).as(command).isEqualTo(1);
      assertThat(refused.err())
          .as(command)
          .contains("backup of it was restored", "Run: chat-server restore replay --db ")
          .contains(folder.resolve("chat.db").toString());
    }

    String replayed = run("restore", "replay", "--by=admin");

    assertThat(replayed).contains("30 people looked at, 1 erased again");
    try (ChatDatabase chat = open()) {
      assertThat(chat.findUser(Organisation.DEFAULT, name)).isEmpty();
      assertThat(rowsOfOthers(chat)).isEqualTo(before);
    }
    assertOnlyInTheArchiveOfAnother(scanned());
    assertThat(run("evidence", "verify")).startsWith("SOUND").contains("RESTORED", "admin");
    assertThat(run("restore", "replay")).contains("0 erased again");
    assertThat(run("users")).contains(other).doesNotContain(name);
    run("request", "access", other, "--verified-by=signed-in");
  }

  @Test
  void servesNothingWhileTheLedgerIsLost() throws Exception {
    erase();
    Files.delete(folder.resolve("chat.db-gdpr/erasures.ledger"));

    CommandRun refused = runAtAll("users");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err())
        .contains("was lost or exchanged", "run: chat-server restore accept-lost-ledger --db ");
    run("restore", "accept-lost-ledger");
    run("users");
  }

  @Test
  void servesNothingWhileTheFolderBesideTheDatabaseIsLost() throws Exception {
    erase();
    Files.move(folder.resolve("chat.db-gdpr"), folder.resolve("elsewhere"));

    CommandRun refused = runAtAll("users");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("chat.db-gdpr is missing", "Put it back");
    assertThat(folder.resolve("chat.db-gdpr")).doesNotExist();
  }

  @Test
  void servesNothingWhileTheSecretIsLost() throws Exception {
    erase();
    Files.delete(folder.resolve("chat.db-gdpr/subject-keys.secret"));

    CommandRun refused = runAtAll("requests");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("subject-keys.secret is missing", "from its own backup");
  }

  /** Requests whose papers and archive say a lot about the person. */
  private void answerBefore() {
    run(
        "request",
        "access",
        name,
        "--id=copy",
        "--verified-by=signed-in",
        "--message=" + canaries.text());
    run("decide", "copy", "--grant", "--explain=" + canaries.text());
    run("fulfil", "copy");
    run(
        "request",
        "rectify",
        name,
        "--id=right",
        "--verified-by=signed-in",
        "--set=profile.locale=" + canaries.token("locale"));
    run("decide", "right", "--grant", "--because=inaccurate");
    run("fulfil", "right");
    run("request", "access", other, "--id=others", "--verified-by=signed-in");
    run("decide", "others", "--grant");
    run("fulfil", "others");
  }

  private void erase() {
    run(
        "request",
        "erase",
        name,
        "--id=gone",
        "--verified-by=seen-by-staff",
        "--message=" + canaries.text());
    run("plan-erasure", name);
    run(
        "decide",
        "gone",
        "--grant",
        "--because=no-longer-necessary",
        "--explain=" + canaries.text());
    assertThat(run("fulfil", "gone", "--batch=7")).contains("done       erase.profile, 1 record\n");
  }

  /** The copy that somebody else got of their own messages says the name until it is tidied up. */
  private void assertOnlyInTheArchiveOfAnother(CanaryScan scan) throws Exception {
    assertThat(scan.findings())
        .isNotEmpty()
        .allSatisfy(
            finding -> {
              assertThat(finding.canary()).isEqualTo("username-1");
              assertThat(finding.place()).contains("-others.zip!/");
            });
    CommandRun tidied =
        CommandRun.at(
            CommandRun.NOW.plus(Duration.ofDays(3)),
            "tidy",
            "--closed-before=2026-02-02",
            "--even-if-promised",
            "--db=" + folder.resolve("chat.db"));
    assertThat(tidied.exitCode()).as(tidied.err()).isZero();
    scanned().assertNone();
  }

  /** All files of the chat and what lies beside it. */
  private CanaryScan scanned() {
    return CanaryScan.of(canaries).inFiles(folder);
  }

  private List<String> rowsOfOthers() throws Exception {
    try (ChatDatabase chat = open()) {
      return rowsOfOthers(chat);
    }
  }

  /** Every row that is not the person's; where others say the name, it is the made-up one. */
  private List<String> rowsOfOthers(ChatDatabase chat) throws Exception {
    String gone = "(SELECT id FROM users WHERE is_tombstone = 1 OR id = %d)".formatted(person);
    List<String> rows = new ArrayList<>();
    for (String table :
        List.of(
            "users WHERE id NOT IN " + gone,
            "preferences WHERE user_id NOT IN " + gone,
            "team_members WHERE user_id NOT IN " + gone,
            "memberships WHERE user_id NOT IN " + gone,
            "sessions WHERE user_id NOT IN " + gone,
            "drafts WHERE user_id NOT IN " + gone,
            "uploads WHERE owner_id NOT IN " + gone,
            "reactions WHERE user_id NOT IN " + gone,
            "mentions WHERE user_id NOT IN " + gone,
            "posts WHERE author_id NOT IN " + gone + " AND instr(text, '@') = 0",
            "teams",
            "roles",
            "emojis",
            "channels WHERE kind IN ('O', 'P')")) {
      Rows.of(chat, "SELECT * FROM " + table + " ORDER BY 1, 2")
          .forEach(row -> rows.add(table.split(" ", 2)[0] + "|" + row));
    }
    Rows.of(
            chat,
            "SELECT id, channel_id, author_id, root_id, created_at, edited_at, text FROM posts"
                + " WHERE instr(text, '@') > 0 AND author_id NOT IN "
                + gone
                + " ORDER BY id")
        .forEach(
            row ->
                rows.add(row.replace("@" + name, "@nobody").replaceAll("@erased-\\w+", "@nobody")));
    for (String file :
        Rows.of(
            chat,
            "SELECT stored_name FROM uploads WHERE stored_name IS NOT NULL AND owner_id NOT IN "
                + gone)) {
      rows.add(file + Files.readString(chat.uploads().path(file)));
    }
    assertThat(rows).hasSizeGreaterThan(800);
    return rows;
  }

  private String run(String... arguments) {
    CommandRun run = runAtAll(arguments);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.out();
  }

  private CommandRun runAtAll(String... arguments) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = "--db=" + folder.resolve("chat.db");
    CommandRun run = CommandRun.of(all);
    said.add(run.out());
    said.add(run.err());
    return run;
  }

  private ChatDatabase open() throws Exception {
    return ChatDatabase.open(folder.resolve("chat.db"));
  }

  private static void upload(ChatWriter writer, long post, long owner, String file, String bytes)
      throws Exception {
    long upload = writer.uploads().add(post, owner, file, 1);
    writer
        .uploads()
        .store(upload, new ByteArrayInputStream(bytes.getBytes(StandardCharsets.UTF_8)));
  }

  private static Post post(long channel, long author, @Nullable Long root, String text) {
    return new Post(channel, author, root, text, 1_700_000_000_000L, null);
  }

  private static long number(ChatDatabase chat, String sql) throws Exception {
    return Long.parseLong(Rows.of(chat, sql).get(0));
  }

  private static void change(ChatDatabase chat, String sql, Object... values) throws Exception {
    try (PreparedStatement statement = chat.writer().prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }
}
