package io.github.gdprkit.example.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.example.chat.sample.Sample;
import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.Rows;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three controllers with the same people in one database, at the command line. */
class ControllersTest {

  private static final String ACME = "--controller=acme";
  private static final String VERIFIED = "--verified-by=signed-in";

  @TempDir private Path folder;

  /** The sample for three controllers; of each the messages say whose they are. */
  @BeforeEach
  void importTheSample() throws Exception {
    Sample sample = Sample.unpackTo(folder.resolve("sample"));
    String export = Files.readString(sample.export());
    for (String name : List.of("operator", "acme", "choir")) {
      Path file = folder.resolve("sample/" + name + ".jsonl");
      Files.writeString(
          file,
          export.replaceAll(
              "\"message\" ?: ?\"",
              Matcher.quoteReplacement("\"message\":\"kanarie-" + name + " ")));
      run(
          "import",
          file.toString(),
          "--attachments=" + sample.attachments(),
          "--controller=" + name);
    }
  }

  @Test
  void listsThePeopleOfOneOnly() throws Exception {
    run("edit-profile", "anna", "--last-name=Acmesdottir", ACME);

    assertThat(run("users")).contains("Anna Lindqvist").doesNotContain("Acmesdottir");
    assertThat(run("users", ACME)).contains("Anna Acmesdottir").doesNotContain("Lindqvist");
    assertThat(run("users", "--controller", "choir")).isEqualTo(run("users"));
    assertThat(run("controllers").lines().map(line -> line.split(" ")[0]))
        .containsExactly("acme", "choir", "operator");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "users",
        "export-user anna --output x.zip",
        "messages anna",
        "request access anna",
        "requests",
        "plan-erasure anna",
        "hold list",
        "settings",
        "evidence verify",
        "restore replay",
        "fulfil --all",
        "tidy --closed-before=2026-01-01",
      })
  void saysWhichControllersThereAreAndMakesNoneByReading(String command) throws Exception {
    CommandRun refused = runAtAll((command + " --controller=acne").split(" "));

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err())
        .contains("no controller acne in this database. There are: acme, choir, operator.");
    assertThat(refused.out()).isEmpty();
    assertThat(run("controllers")).doesNotContain("acne");
    assertThat(folder.resolve("chat.db-gdpr/controllers/acne")).doesNotExist();
  }

  @Test
  void makesNoControllerForAFileThatIsNotThere() {
    CommandRun refused = runAtAll("import", folder.resolve("none").toString(), "--controller=new");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(run("controllers")).doesNotContain("new");
  }

  @Test
  void refusesANameThatCanBeNone() {
    CommandRun refused = runAtAll("settings", "--controller=The choir");

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("lower case letters", "settings --name");
  }

  @Test
  @GdprReference(article = "15(4)", text = "shall not adversely affect the rights and freedoms")
  void exportsOnePersonOfOne() throws Exception {
    Path file = folder.resolve("anna.zip");
    run("settings", "--name=Acme Ltd", ACME);

    run("export-user", "anna", "--output=" + file, "--policy=visible", ACME);

    Archive archive = new Archive(file);
    assertThat(archive.everything())
        .contains("kanarie-acme", "Acme Ltd")
        .doesNotContain("kanarie-operator", "kanarie-choir");
    assertThat(archive.manifest().path("controller").path("id").asText()).isEqualTo("acme");
    assertThat(run("controllers")).contains("Acme Ltd");
    assertThat(run("settings")).contains("The operator of this chat server");
  }

  @Test
  void answersRequestsOfEachOnItsOwn() throws Exception {
    run("request", "access", "anna", "--id=for-acme", VERIFIED, ACME);
    run("request", "access", "anna", "--id=for-operator", VERIFIED);

    assertThat(run("requests", "--all", ACME)).contains("for-acme").doesNotContain("for-operator");
    assertThat(run("requests", "--all")).contains("for-operator").doesNotContain("for-acme");
    assertThat(run("requests", "--all", "--controller=choir")).contains("no requests");
    for (String command :
        List.of("requests", "decide --grant", "fulfil", "report", "withdraw", "extend")) {
      String[] words = command.split(" ", 2);
      CommandRun refused =
          runAtAll(
              (words[0]
                      + " for-acme "
                      + (words.length > 1 ? words[1] : "")
                      + (words[0].equals("extend") ? "--reason=complexity --explain=x" : ""))
                  .strip()
                  .split(" "));
      assertThat(refused.exitCode()).as(command).isEqualTo(1);
      assertThat(refused.err()).as(command).contains("there is no request for-acme");
    }
    assertThat(runAtAll("request", "access", "boris", "--id=for-acme", VERIFIED).exitCode())
        .isEqualTo(1);

    run("decide", "for-acme", "--grant", ACME);
    String fulfilled = run("fulfil", "for-acme", ACME);

    Path file =
        Archive.ofRequest(folder.resolve("chat.db-gdpr/controllers/acme/archives"), "for-acme");
    assertThat(fulfilled).contains(file.toString());
    assertThat(new Archive(file).everything())
        .contains("kanarie-acme")
        .doesNotContain("kanarie-operator", "kanarie-choir");
    assertThat(folder.resolve("chat.db-gdpr/archives")).doesNotExist();
  }

  /** What is printed to go on with names the controller, so that it is about the same person. */
  @Test
  void printsTheNextCommandForTheSameController() throws Exception {
    String next = run("request", "erase", "anna", VERIFIED, ACME);

    List<String> commands =
        next.lines().map(String::strip).filter(line -> line.startsWith("chat-server ")).toList();
    assertThat(commands).isNotEmpty().allMatch(line -> line.contains(" --controller acme --db "));
    assertThat(run("request", "erase", "anna", VERIFIED)).doesNotContain("--controller");
  }

  @Test
  void keepsKeysLedgerAndEvidenceOfEachApart() throws Exception {
    run("request", "access", "anna", VERIFIED);
    run("request", "access", "anna", VERIFIED, ACME);
    Path first = folder.resolve("chat.db-gdpr");
    Path second = first.resolve("controllers/acme");

    for (String file : List.of("subject-keys.secret", "checkpoint-key", "checkpoint-key.pub")) {
      assertThat(Files.readAllBytes(second.resolve(file)))
          .as(file)
          .isNotEqualTo(Files.readAllBytes(first.resolve(file)));
    }
    assertThat(first.resolve("controllers/choir")).doesNotExist();
    assertThat(run("evidence", "verify")).startsWith("SOUND: 3 entries");
    assertThat(run("evidence", "verify", ACME)).startsWith("SOUND: 3 entries");
    assertThat(run("evidence", "verify", "--controller=choir")).startsWith("SOUND");

    Path export = folder.resolve("evidence.txt");
    String exported = run("evidence", "export", export.toString(), ACME);
    assertThat(exported).contains("--controller acme");
    String[] offline = {
      "evidence",
      "verify",
      export.toString(),
      "--checkpoints=" + second.resolve("evidence.checkpoints"),
      "--key=" + second.resolve("checkpoint-key.pub")
    };
    assertThat(CommandRun.of(with(offline, ACME)).out()).startsWith("SOUND: 3 entries");
    assertThat(CommandRun.of(offline).exitCode()).isEqualTo(1);
  }

  @Test
  void holdsAndErasesForOneOnly() throws Exception {
    run("hold", "place", "anna", "--ground=litigation", ACME);
    List<String> others = rowsOf("operator");

    assertThat(run("hold", "list")).contains("no active holds");
    assertThat(run("hold", "list", ACME)).contains("litigation");
    assertThat(run("plan-erasure", "anna")).contains("Nothing stands in the way");
    assertThat(run("plan-erasure", "anna", ACME)).contains("HOLD");
    run("request", "erase", "anna", "--id=gone", VERIFIED, "--controller=choir");
    run("decide", "gone", "--grant", "--because=no-longer-necessary", "--controller=choir");
    run("fulfil", "gone", "--controller=choir");

    assertThat(run("users", "--controller=choir").lines()).noneMatch(l -> l.startsWith("anna "));
    assertThat(run("users", ACME)).contains("anna ");
    assertThat(run("users")).contains("anna ");
    assertThat(rowsOf("operator")).isEqualTo(others);
    assertThat(
            Files.readString(
                folder.resolve("chat.db-gdpr/controllers/choir/erasures.ledger"),
                StandardCharsets.ISO_8859_1))
        .contains("gone");
    assertThat(folder.resolve("chat.db-gdpr/erasures.ledger"))
        .satisfies(
            file ->
                assertThat(Files.exists(file) ? Files.readString(file) : "")
                    .doesNotContain("gone"));
  }

  @Test
  void servesTheOthersWhileOneHasToReplayItsErasures() throws Exception {
    Path database = folder.resolve("chat.db");
    // Before anything was ever asked of the others: their evidence has nothing to miss.
    run("request", "access", "boris", VERIFIED, ACME);
    Path backup = Files.copy(database, folder.resolve("backup.db"));
    run("request", "erase", "anna", "--id=gone", VERIFIED, ACME);
    run("decide", "gone", "--grant", "--because=no-longer-necessary", ACME);
    run("fulfil", "gone", ACME);
    Files.move(backup, database, StandardCopyOption.REPLACE_EXISTING);

    CommandRun refused = runAtAll("users", ACME);
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("restore replay --controller acme --db ");
    assertThat(run("users")).contains("anna ");

    assertThat(run("restore", "replay", ACME)).contains("1 erased again");
    assertThat(run("users", ACME).lines()).noneMatch(line -> line.startsWith("anna "));
    assertThat(run("users")).contains("anna ");
  }

  @Test
  void servesNothingOfOneWhoseFolderIsLostAndTheOthers() throws Exception {
    run("request", "access", "anna", VERIFIED, ACME);
    Path folderOfAcme = folder.resolve("chat.db-gdpr/controllers/acme");
    Files.move(folderOfAcme, folder.resolve("elsewhere"));

    assertThat(runAtAll("users", ACME).err()).contains("controllers/acme is missing");
    assertThat(folderOfAcme).doesNotExist();
    assertThat(run("users")).contains("anna ");
  }

  @Test
  void changesOnlyWhatIsThePersonsOfThatController() throws Exception {
    String ofOperator =
        rows("SELECT max(p.id) FROM posts p JOIN users u ON u.id = author_id WHERE username = 'anna'"
                + " AND organisation_id = 1")
            .get(0);

    CommandRun refused = runAtAll("delete-message", "anna", ofOperator, ACME);

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(run("messages", "anna", ACME)).doesNotContain("kanarie-operator");
    assertThat(run("messages", "anna")).contains("kanarie-operator");
    run("request", "restrict", "anna", "--id=r", VERIFIED, ACME);
    run("decide", "r", "--grant", "--because=accuracy-contested", ACME);
    run("fulfil", "r", ACME);
    assertThat(runAtAll("messages", "anna", ACME).exitCode()).isEqualTo(1);
    run("messages", "anna");
  }

  @Test
  void showsTheDemoForAController() {
    Path demo = folder.resolve("demo");

    CommandRun shown = CommandRun.of("demo", "--folder=" + demo, "--controller=town");

    assertThat(shown.exitCode()).as(shown.err()).isZero();
    assertThat(shown.out()).contains("--verified-by seen-by-staff --controller town --db ");
    CommandRun users =
        CommandRun.of("users", "--db=" + demo.resolve("chat.db"), "--controller=town");
    assertThat(users.out()).contains("anna ");
    assertThat(CommandRun.of("users", "--db=" + demo.resolve("chat.db")).out())
        .doesNotContain("anna ");
  }

  /** All rows of one controller's people. */
  private List<String> rowsOf(String name) throws Exception {
    String people =
        "(SELECT id FROM users WHERE organisation_id ="
            + " (SELECT id FROM organisations WHERE name = '%s'))".formatted(name);
    return rows("SELECT * FROM posts WHERE author_id IN %1$s ORDER BY id".formatted(people));
  }

  private String run(String... arguments) {
    CommandRun run = runAtAll(arguments);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.out();
  }

  private CommandRun runAtAll(String... arguments) {
    return CommandRun.of(with(arguments, "--db=" + folder.resolve("chat.db")));
  }

  private static String[] with(String[] arguments, String more) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = more;
    return all;
  }

  private List<String> rows(String sql) throws Exception {
    try (ChatDatabase database = ChatDatabase.open(folder.resolve("chat.db"))) {
      return Rows.of(database, sql);
    }
  }
}
