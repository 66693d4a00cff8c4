package io.github.gdprkit.example.chat;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.gdprkit.example.chat.sample.Sample;
import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.ChatLocation;
import io.github.gdprkit.jdbc.table.SchemaCoverage;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What the commands promise whatever product keeps the chat, each with a run of its own. */
abstract class CommandsOnADatabase {

  private static final Pattern ID = Pattern.compile("(?m)^Request ([0-9a-f-]{36})$");

  @TempDir Path folder;

  private final StringBuilder printed = new StringBuilder();
  private Instant now = CommandRun.NOW;

  /** The options that name the database. */
  abstract List<String> options();

  /** Where the files lie that belong to it. */
  abstract Path beside(String ending);

  private ChatDatabase open() throws Exception {
    List<String> options = options();
    Path files = options.size() > 2 ? Path.of(options.get(3)) : null;
    return ChatDatabase.open(ChatLocation.of(options.get(1), files, Map.of()));
  }

  /** What a command prints that succeeds. */
  final String run(String... arguments) {
    CommandRun run = runAtAll(arguments);
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    return run.out();
  }

  final CommandRun runAtAll(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(options());
    now = now.plusSeconds(1);
    CommandRun run = CommandRun.at(now, all.toArray(String[]::new));
    printed.append(run.out()).append(run.err());
    return run;
  }

  /** All that was printed by now. */
  final String printed() {
    return printed.toString();
  }

  final void importSample(String... more) throws Exception {
    Sample sample = Sample.unpackTo(folder.resolve("sample"));
    List<String> arguments = new ArrayList<>();
    arguments.add("import");
    arguments.add(sample.export().toString());
    arguments.add("--attachments=" + sample.attachments());
    arguments.addAll(List.of(more));
    run(arguments.toArray(String[]::new));
  }

  private static String id(String printed) {
    Matcher matcher = ID.matcher(printed);
    assertThat(matcher.find()).as(printed).isTrue();
    return matcher.group(1);
  }

  @Test
  void walksThroughTheDemo() {
    String demo = run("demo", "--folder=" + folder.resolve("demo"));

    assertThat(demo)
        .contains("$ chat-server import ", "$ chat-server export-user anna", "$ chat-server verify")
        .contains("Unpack ", "chat-server request access anna --verified-by seen-by-staff --db ");
  }

  @Test
  void addsNothingWhenTheSameIsImportedAgain() throws Exception {
    importSample();
    String users = run("users");
    Sample sample = Sample.unpackTo(folder.resolve("sample"));
    String again =
        run("import", sample.export().toString(), "--attachments=" + sample.attachments());

    assertThat(again.lines().filter(line -> line.matches("[a-z -]+ +[0-9]+ +[0-9]+")))
        .hasSizeGreaterThan(8)
        .allMatch(line -> line.matches(".* 0 +[0-9]+"));
    assertThat(run("users")).isEqualTo(users).contains("Anna Lindqvist", "anna@choir.example");
  }

  @Test
  @GdprReference(article = "15(3)", text = "shall provide a copy of the personal data undergoing")
  void givesSomebodyACopyFromReceiptToLetter() throws Exception {
    importSample();
    String received = run("request", "access", "anna", "--verified-by=seen-by-staff");
    String id = id(received);

    run("decide", id, "--grant");
    String fulfilled = run("fulfil", id);

    assertThat(received).contains("chat-server decide " + id.substring(0, 8) + " --grant --db ");
    assertThat(fulfilled)
        .contains("status     fulfilled", "done       export.messages-sent, 23 records");
    Path archive = Archive.ofRequest(beside("-gdpr").resolve("archives"), id);
    assertThat(CommandRun.of("verify", archive.toString()).exitCode()).isZero();
    assertThat(run("report", id)).contains("Yes, we process personal data about you.");
    assertThat(run("requests", "--all")).contains(id, "access", "fulfilled");
    assertThat(run("evidence", "verify")).startsWith("SOUND");
  }

  @Test
  @GdprReference(article = "17(1)", text = "the obligation to erase personal data")
  void erasesSomebodyAndKeepsTheOthers() throws Exception {
    importSample();
    assertThat(run("plan-erasure", "boris")).contains("Messages you sent  ");
    String id = id(run("request", "erase", "boris", "--verified-by=seen-by-staff"));
    run("decide", id, "--grant", "--because=no-longer-necessary");

    String fulfilled = run("fulfil", id, "--batch=3");

    assertThat(fulfilled).contains("done       erase.profile");
    assertThat(run("users")).contains("anna").doesNotContain("boris");
    assertThat(runAtAll("export-user", "boris", "--output=" + folder.resolve("b.zip")).err())
        .contains("nobody here has this username");
    Path others = folder.resolve("anna.zip");
    run("export-user", "anna", "--policy=visible", "--output=" + others);
    assertThat(new Archive(others).everything())
        .contains("(message removed)")
        .doesNotContain("boris@choir.example", "\"name\":\"boris\"", "@boris");
    assertThat(run("evidence", "verify")).startsWith("SOUND");
  }

  @Test
  void putsRightRestrictsAndStopsWhatSomebodyObjectsTo() throws Exception {
    importSample();
    String right =
        id(
            run(
                "request",
                "rectify",
                "boris",
                "--set=profile.lastName=Neuer",
                "--set=profile.username=bo",
                "--verified-by=seen-by-staff"));
    run("decide", right, "--grant", "--because=inaccurate");
    run("fulfil", right);
    assertThat(run("users")).contains("bo ", "Boris Neuer");

    String restricted = id(run("request", "restrict", "anna", "--verified-by=seen-by-staff"));
    run("decide", restricted, "--grant", "--because=accuracy-contested");
    run("fulfil", restricted);
    assertThat(run("users")).contains("restricted");
    assertThat(runAtAll("messages", "anna").err()).contains("restricted (Art. 18 GDPR)");

    String marketing = "--direct-marketing";
    String object = id(run("request", "object", "emre", marketing, "--verified-by=seen-by-staff"));
    run("decide", object, "--grant");
    run("fulfil", object);
    Path archive = folder.resolve("emre.zip");
    run("export-user", "emre", "--output=" + archive);
    assertThat(new Archive(archive).values("preferences", "name")).contains("digest");
  }

  @Test
  void letsPeopleChangeAndDeleteWhatIsTheirs() throws Exception {
    importSample();

    String messages = run("messages", "anna");
    String uploads = run("uploads", "anna");
    String message = firstNumber(messages);
    String upload = firstNumber(uploads);
    run("edit-profile", "anna", "--nickname=An");
    run("delete-message", "anna", message);
    run("delete-upload", "anna", upload);
    run("deactivate", "anna");

    assertThat(run("users")).contains("deactivated");
    assertThat(runAtAll("delete-message", "anna", message).err()).contains("is deactivated");
    run("reactivate", "anna");
    assertThat(run("messages", "anna")).doesNotContain("\n" + message + " ");
  }

  private static String firstNumber(String table) {
    Matcher matcher = Pattern.compile("(?m)^ *([0-9]+) ").matcher(table);
    assertThat(matcher.find()).as(table).isTrue();
    return matcher.group(1);
  }

  @Test
  @GdprReference(article = "28(3)(g)", text = "deletes or returns all the personal data")
  void keepsOrganisationsApartUntilOneOfThemLeaves() throws Exception {
    importSample();
    importSample("--controller=acme");

    Path archive = folder.resolve("acme.zip");
    assertThat(run("controllers")).contains("acme", "operator");
    run("export-organisation", "--controller=acme", "--output=" + archive);
    assertThat(new Archive(archive).records("profile"))
        .hasSameSizeAs(run("users").lines().skip(1).toList());
    String before = run("users");
    run("end-service", "begin", "gone", "--choice=return-and-erase", "--controller=acme");
    run("end-service", "return", "gone", "--controller=acme");
    run("end-service", "handed-over", "gone", "--controller=acme");
    assertThat(run("end-service", "erase", "gone", "--batch=7", "--controller=acme"))
        .contains("status     ended");

    assertThat(run("users")).isEqualTo(before);
    assertThat(runAtAll("import", "x.jsonl", "--controller=acme").exitCode()).isEqualTo(1);
  }

  @Test
  void findsThatRecordHooksAndTablesAgree() throws Exception {
    importSample();

    assertThat(run("ropa", "--check")).contains("agree");
    assertThat(run("ropa")).contains("Record of processing");
  }

  @Test
  @GdprReference(article = "5(2)", text = "be able to demonstrate compliance")
  void showsThatEveryColumnIsSpokenFor() throws Exception {
    importSample();
    run("requests");

    String covered = run("schema-coverage");

    assertThat(covered)
        .contains(" 0 unclassified.")
        .contains("- teams.organisation_id: Says which organisation")
        .contains("gdpr_");
  }

  @Test
  void namesAColumnThatWasAddedAndNobodySpeaksFor() throws Exception {
    importSample();
    change("ALTER TABLE sessions ADD COLUMN birthday TEXT");

    CommandRun uncovered = runAtAll("schema-coverage");
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger logger = (Logger) LoggerFactory.getLogger(SchemaCoverage.class);
    log.start();
    logger.addAppender(log);
    logger.setAdditive(false);
    try {
      run("requests");
    } finally {
      logger.detachAppender(log);
      logger.setAdditive(true);
    }

    assertThat(uncovered.exitCode()).isEqualTo(1);
    assertThat(uncovered.err())
        .contains("1 unclassified", "sessions.birthday (")
        .containsPattern("(?i)sessions.birthday \\(text\\)");
    assertThat(log.list)
        .isNotEmpty()
        .allSatisfy(
            event -> {
              assertThat(event.getLevel()).isEqualTo(Level.WARN);
              assertThat(event.getFormattedMessage()).contains("sessions.birthday");
            });
  }

  private void change(String sql) throws Exception {
    try (ChatDatabase database = open();
        Statement statement = database.writer().createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  @Test
  void generatesAChatAndExportsItsHeaviestWriter() throws Exception {
    run("generate", "--users=20", "--messages=400", "--heavy=anna:90");
    Path archive = folder.resolve("anna.zip");

    run("export-user", "anna", "--output=" + archive);

    assertThat(new Archive(archive).records("messages-sent")).hasSize(90);
    assertThat(runAtAll("generate", "--users=2", "--messages=1").err()).contains("is not empty");
  }

  @Test
  void makesNothingOfATypingError() {
    CommandRun run = runAtAll("users");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("there is no chat database", "Import or generate one");
    assertThat(beside("-uploads")).doesNotExist();
  }
}
