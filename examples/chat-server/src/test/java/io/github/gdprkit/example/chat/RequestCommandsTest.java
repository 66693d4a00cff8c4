package io.github.gdprkit.example.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.Rows;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each right through the commands, each command a run of its own that only the files connect. */
class RequestCommandsTest {

  private static final String VERIFIED = "--verified-by=seen-by-staff";
  private static final Pattern ID = Pattern.compile("(?m)^Request ([0-9a-f-]{36})$");

  @TempDir private Path folder;
  private Instant now = CommandRun.NOW;

  @BeforeEach
  void importTheSample() {
    CommandRun sample = CommandRun.of("demo", "--folder", folder.toString());
    assertThat(sample.exitCode()).as(sample.err()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "request",
        "request access",
        "request erase",
        "request export",
        "request rectify",
        "request restrict",
        "request object",
        "requests",
        "confirm-identity",
        "decide",
        "fulfil",
        "close-task",
        "report",
        "clarify",
        "extend",
        "withdraw",
        "lift-restriction",
        "plan-erasure",
        "hold",
        "hold place",
        "evidence",
        "evidence verify",
        "evidence export",
        "restore",
        "restore replay",
        "tidy",
        "settings"
      })
  void explainsItself(String command) {
    CommandRun help = CommandRun.of((command + " --help").split(" "));

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).startsWith("Usage: chat-server " + command).contains("--db");
  }

  @Test
  @GdprReference(article = "15(3)", text = "shall provide a copy of the personal data undergoing")
  @GdprReference(article = "12(3)", text = "within one month of receipt of the request")
  void givesSomebodyACopy() throws Exception {
    String received = run("request", "access", "anna", VERIFIED);
    String id = id(received);
    assertThat(received)
        .contains("asks for   access (Art. 15), by Anna Lindqvist (anna)")
        .contains("answer by  2026-03-02 (EU rules, calendar weekends-only 1)")
        .contains("chat-server decide " + id.substring(0, 8) + " --grant --db ");

    run("decide", id.substring(0, 8), "--grant");
    String fulfilled = run("fulfil", id.substring(0, 6));

    assertThat(fulfilled)
        .contains("status     fulfilled")
        .contains("done       export.messages-sent, 23 records");
    Path archive = Archive.ofRequest(folder.resolve("chat.db-gdpr/archives"), id);
    assertThat(fulfilled).contains(archive.toString());
    assertThat(CommandRun.of("verify", archive.toString()).exitCode()).isZero();
    assertThat(run("report", id))
        .contains("Yes, we process personal data about you.")
        .contains("So that people can write to each other here");
    assertThat(run("requests")).contains("no such open requests");
    assertThat(run("requests", "--all")).contains(id, "access", "fulfilled");
    assertThat(run("requests", id))
        .contains("timeline (UTC)", "received, by operator", "task-done 15 times");
  }

  @Test
  @GdprReference(article = "20(1)", text = "in a structured, commonly used and machine-readable")
  void letsSomebodyTakeAlongWhatTheyProvided() throws Exception {
    String id = id(run("request", "export", "anna", VERIFIED));

    String decided = run("decide", id, "--grant");
    run("fulfil", "--all");

    assertThat(decided)
        .contains("contract: granted")
        .doesNotContain("legitimate-interests", "refused");
    Archive archive = new Archive(Archive.ofRequest(folder.resolve("chat.db-gdpr/archives"), id));
    assertThat(archive.part("messages-sent").path("records").asInt()).isEqualTo(23);
    assertThat(archive.names()).noneMatch(name -> name.startsWith("sessions/"));
    assertThat(run("report", id)).contains("in files that another service can read");
  }

  @Test
  @GdprReference(article = "16", text = "the rectification of inaccurate personal data")
  void putsAProfileRight() throws Exception {
    String id =
        id(
            run(
                "request",
                "rectify",
                "boris",
                "--set=profile.lastName=Neuer",
                "--set=profile.email=boris@neuer.example",
                VERIFIED));
    run("decide", id, "--grant", "--because=inaccurate");

    assertThat(run("fulfil", id)).contains("status     fulfilled", "done       rectify.profile");

    assertThat(run("users")).contains("Boris Neuer", "boris@neuer.example");
    assertThat(run("report", id)).contains("We put");
  }

  @Test
  void refusesToPutRightWhatIsNotThere() {
    CommandRun wrong = runAtAll("request", "rectify", "boris", "--set=profile.shoeSize=44");
    CommandRun shapeless = runAtAll("request", "rectify", "boris", "--set=shoeSize=44");

    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("no profile.shoeSize", "firstName").contains("--help");
    assertThat(shapeless.exitCode()).isEqualTo(2);
    assertThat(shapeless.err()).contains("profile.lastName=");
    assertThat(run("requests", "--all")).contains("no requests");
  }

  @Test
  @GdprReference(article = "18(2)", text = "with the exception of storage")
  @GdprReference(article = "18(3)", text = "before the restriction of processing is lifted")
  void restrictsAndLiftsAgainWhenThePersonWasTold() throws Exception {
    String id = id(run("request", "restrict", "boris", VERIFIED));
    run("decide", id, "--grant", "--because=accuracy-contested");
    String fulfilled = run("fulfil", id);
    assertThat(fulfilled)
        .contains("status     in-progress", "manual     by-hand.mentions")
        .contains("Tell an administrator which message")
        .contains("close-task " + id.substring(0, 8) + " by-hand.");

    for (String task :
        List.of("direct-messages-received", "mentions", "channel-messages", "rejected-lines")) {
      run("close-task", id, task, "--note=Nothing was wrong there", "--result=nothing-there");
    }

    assertThat(run("requests", id)).contains("status     fulfilled", "by hand: nothing-there");
    CommandRun edit = runAtAll("edit-profile", "boris", "--nickname=x");
    assertThat(edit.exitCode()).isEqualTo(1);
    assertThat(edit.err()).contains("restricted");
    CommandRun past = runAtAll("lift-restriction", id, "--announce", "--on=2026-01-30");
    assertThat(past.exitCode()).isEqualTo(2);
    assertThat(past.err()).contains("2026-01-30 is over");
    assertThat(runAtAll("lift-restriction", id, "--on=2026-02-09").exitCode()).isEqualTo(2);
    assertThat(run("requests", id)).doesNotContain("lifting-announced");
    CommandRun early = runAtAll("lift-restriction", id);
    assertThat(early.exitCode()).isEqualTo(1);
    assertThat(early.err()).contains("--announce");
    assertThat(run("lift-restriction", id, "--announce", "--on=2026-02-09"))
        .contains("On 9 February 2026 the restriction of your data ends");
    assertThat(run("requests", id)).containsOnlyOnce("lifting-announced, by operator");
    CommandRun tooEarly = runAtAll("lift-restriction", id);
    assertThat(tooEarly.exitCode()).isEqualTo(1);
    assertThat(tooEarly.err()).contains("the day that was announced has to come");
    now = Instant.parse("2026-02-09T09:00:00Z");
    run("lift-restriction", id);
    assertThat(run("requests", id)).containsOnlyOnce("restriction-lifted, by ");
    run("edit-profile", "boris", "--nickname=x");
  }

  @Test
  @GdprReference(article = "18(1)(d)", text = "pending the verification whether the legitimate")
  @GdprReference(article = "21(1)", text = "shall no longer process the personal data unless")
  void restrictsWhileAnObjectionIsWeighed() throws Exception {
    String id = id(run("request", "object", "boris", VERIFIED));
    CommandRun meanwhile = runAtAll("edit-profile", "boris", "--nickname=x");
    assertThat(run("report", id)).contains("(meanwhile)");

    run("decide", id, "--grant");
    run("fulfil", id);
    run("close-task", id, "sessions", "--note=The sessions are ended");

    assertThat(meanwhile.exitCode()).isEqualTo(1);
    assertThat(meanwhile.err()).contains("restricted");
    run("edit-profile", "boris", "--nickname=x");
    assertThat(run("report", id)).contains("We have stopped the processing");
  }

  @Test
  @GdprReference(article = "21(3)", text = "shall no longer be processed for such purposes")
  void stopsDirectMarketingWithoutWeighing() throws Exception {
    String id = id(run("request", "object", "boris", "--direct-marketing", VERIFIED));
    CommandRun refused =
        runAtAll("decide", id, "--refuse=excessive", "--explain=It is the third time");

    run("decide", id, "--grant");
    run("fulfil", id);

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("cannot be decided", "EXCESSIVE");
    try (ChatDatabase chat = open()) {
      assertThat(
              Rows.of(
                  chat,
                  "SELECT value FROM preferences JOIN users ON id = user_id WHERE username ="
                      + " 'boris' AND name = 'digest'"))
          .containsExactly("off");
    }
  }

  @Test
  @GdprReference(article = "12(6)", text = "reasonable doubts concerning the identity")
  void doesNothingForWhoeverIsNotIdentified() {
    String received = run("request", "erase", "boris", "--ask-identity");
    String id = id(received);
    CommandRun granted = runAtAll("decide", id, "--grant", "--because=no-longer-necessary");
    CommandRun fulfilled = runAtAll("fulfil", id);

    assertThat(received)
        .contains("status     awaiting-identity", "the clock stands until the person has answered")
        .contains("confirm-identity " + id.substring(0, 8));
    assertThat(granted.exitCode()).isEqualTo(1);
    assertThat(granted.err()).contains("Run: chat-server confirm-identity");
    assertThat(fulfilled.exitCode()).isEqualTo(1);
    assertThat(fulfilled.err())
        .contains("waits for the person to prove who they are", "confirm-identity")
        .doesNotContain("AWAITING");
    assertThat(run("users")).contains("boris");
    now = now.plus(Duration.ofDays(10));
    assertThat(run("confirm-identity", id, "--verified-by=channel-on-file"))
        .contains("identity   verified (channel-on-file)", "answer by  2026-03-10");
  }

  @Test
  @GdprReference(article = "12(5)", text = "manifestly unfounded or excessive")
  @GdprReference(
      article = "12(4)",
      text = "the possibility of lodging a complaint with a supervisory authority")
  void refusesWithTheWayToComplain() {
    run("settings", "--authority=Office 7, office7.example", "--name=The choir");
    String id = id(run("request", "access", "boris", VERIFIED));
    CommandRun silent = runAtAll("decide", id, "--refuse=excessive");

    run("decide", id, "--refuse=excessive", "--explain=You asked every day this week.");

    assertThat(silent.exitCode()).isEqualTo(1);
    assertThat(silent.err()).contains("owed the reasons", "--options");
    assertThat(run("report", id))
        .contains("status     refused")
        .contains("You asked every day this week.", "Office 7, office7.example", "go to court");
    assertThat(runAtAll("fulfil", id).exitCode()).isEqualTo(1);
  }

  @Test
  @GdprReference(article = "17(3)(e)", text = "for the establishment, exercise or defence of legal")
  void keepsWhatOneBasisStillCarries() {
    String id = id(run("request", "erase", "anna", VERIFIED));

    String decided =
        run(
            "decide",
            id,
            "--grant",
            "--because=legitimate-interests=no-longer-necessary",
            "--refuse-basis=contract=legal-claims",
            "--explain=A case about the membership is before the court.");
    String fulfilled = run("fulfil", id);

    assertThat(decided)
        .contains("granted in part", "contract: refused, legal-claims")
        .contains("messages-sent is left as it is: legal-claims (Art. 17(3)(e))");
    assertThat(fulfilled)
        .contains("status     partly-fulfilled", "done       erase.sessions, 2 records")
        .doesNotContain("erase.messages-sent");
    assertThat(run("users")).contains("anna");
    assertThat(run("report", id)).contains("kept (legal-claims)", "go to court");
  }

  @Test
  @GdprReference(article = "12(3)", text = "extended by two further months where necessary")
  void takesMoreTimeInTheFirstMonthOnly() {
    String id = id(run("request", "access", "boris", VERIFIED));
    String other = id(run("request", "access", "emre", VERIFIED));

    String extended = run("extend", id, "--reason=complexity", "--explain=Four servers");
    now = now.plus(Duration.ofDays(40));
    CommandRun late = runAtAll("extend", other, "--reason=complexity", "--explain=Four servers");

    assertThat(extended).contains("answer by  2026-04-30", "your request is complex");
    assertThat(late.exitCode()).isEqualTo(1);
    assertThat(late.err()).startsWith("error: ").hasLineCount(1);
    assertThat(run("requests")).containsPattern(other + " .*2026-03-02 OVERDUE");
    assertThat(run("requests", "--due-before=2026-03-03")).contains(other).doesNotContain(id);
    assertThat(run("requests", "--due-before=2026-03-02")).contains("no such open requests");
  }

  @Test
  void standsStillWhileThePersonSaysWhatTheyMean() {
    String id = id(run("request", "access", "boris", VERIFIED));

    String asked = run("clarify", id, "--ask=All of it, or the board's channel?");
    now = now.plus(Duration.ofDays(5));
    String answered = run("clarify", id, "--answered=All of it");

    assertThat(asked)
        .contains("status     awaiting-clarification", "or the board's channel?")
        .contains("clarify " + id.substring(0, 8) + " --answered");
    assertThat(answered).contains("status     in-progress", "answer by  2026-03-05");
    assertThat(runAtAll("clarify", id).exitCode()).isEqualTo(2);
  }

  @Test
  void stopsWhenThePersonTakesTheRequestBack() {
    String id = id(run("request", "erase", "boris", VERIFIED));
    run("decide", id, "--grant", "--because=no-longer-necessary");

    assertThat(run("withdraw", id)).contains("status     withdrawn");

    run("fulfil", "--all");
    assertThat(run("users")).contains("boris");
    assertThat(run("report", id)).contains("(withdrawal)");
    assertThat(run("requests", "--all")).containsPattern(id + " +erasure +withdrawn +- +-");
    CommandRun late = runAtAll("fulfil", id);
    assertThat(late.exitCode()).isEqualTo(1);
    assertThat(late.err())
        .startsWith("error: request " + id.substring(0, 8) + " is withdrawn and closed")
        .contains("report " + id.substring(0, 8))
        .doesNotContain("Erasing");
  }

  @Test
  void answersTheSameRequestOnce() {
    String first = id(run("request", "access", "boris", VERIFIED));

    String second = run("request", "access", "boris", VERIFIED);

    assertThat(second).contains("answered with request " + first);
    run("decide", first, "--grant");
    run("fulfil", first);
    assertThat(run("requests", id(second))).contains("status     fulfilled");
  }

  @Test
  void canBeHandedInAgainByAScript() {
    String[] command = {
      "request", "access", "boris", "--id=ticket-7", "--received=2026-01-30T10:00:00Z", VERIFIED
    };

    String first = run(command);
    now = now.plus(Duration.ofHours(2));
    String again = run(command);

    assertThat(again).isEqualTo(first).contains("received   2026-01-30 10:00");
    assertThat(run("requests").lines()).hasSize(2);
  }

  @Test
  @GdprReference(article = "17(3)(e)", text = "for the establishment, exercise or defence of legal")
  void waitsForALegalHold() {
    String placed = run("hold", "place", "boris", "--ground=litigation", "--only=sessions,drafts");
    String hold = placed.substring(0, 36);
    String id = id(run("request", "erase", "boris", VERIFIED));
    assertThat(run("plan-erasure", "boris"))
        .contains("HOLD " + hold, "Something stands in the way")
        .containsPattern("Drafts +erased, HELD");
    run("decide", id, "--grant", "--because=no-longer-necessary");

    String held = run("fulfil", id);

    assertThat(held)
        .contains("deferred   erase.sessions, legal hold " + hold)
        .contains("done       erase.messages-sent")
        .contains("work that is still to be done");
    assertThat(run("hold", "list")).contains(hold, "litigation", "sessions");
    assertThat(run("requests")).contains(id);
    run("hold", "release", hold.substring(0, 8));
    assertThat(run("fulfil", "--all")).contains("done       erase.profile, 1 record\n");
    assertThat(run("hold", "list")).contains("no active holds");
    assertThat(run("users")).doesNotContain("boris");
    assertThat(runAtAll("hold", "release", hold).exitCode()).isEqualTo(1);
  }

  @Test
  void planningAnErasureTouchesNothing() throws Exception {
    run("settings");
    byte[] before = Files.readAllBytes(folder.resolve("chat.db"));

    String plan = run("plan-erasure", "anna");

    assertThat(plan)
        .containsPattern("23 +Messages you sent +replaced by a mark")
        .containsPattern("Direct messages you received +kept")
        .contains("kept (freedom-of-expression)", "Nothing was touched");
    assertThat(Files.readAllBytes(folder.resolve("chat.db"))).isEqualTo(before);
  }

  @Test
  void answersAnAccessRequestBeforeItErases() {
    String access = id(run("request", "access", "boris", VERIFIED));
    String erasure = id(run("request", "erase", "boris", VERIFIED));
    run("decide", erasure, "--grant", "--because=no-longer-necessary");

    CommandRun early = runAtAll("fulfil", erasure);

    assertThat(early.exitCode()).isEqualTo(1);
    assertThat(early.err())
        .contains("request " + access, "answer it first")
        .contains("decide " + access.substring(0, 8) + " --grant --db")
        .doesNotContain("takes a while");
    assertThat(run("users")).contains("boris");
  }

  @Test
  void failsAndGoesOnWhenTheCauseIsPutRight() throws Exception {
    String id = id(run("request", "erase", "boris", VERIFIED));
    run("decide", id, "--grant", "--because=no-longer-necessary");
    change("ALTER TABLE drafts RENAME TO gone");
    CommandRun failed = runAtAll("fulfil", id);
    change("ALTER TABLE gone RENAME TO drafts");

    String repaired = run("fulfil", id);

    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.out())
        .contains("failed     erase.drafts", "done       erase.messages-sent")
        .contains("pending    erase.profile");
    assertThat(failed.err()).contains("error: ", "put the cause right and run: chat-server fulfil");
    assertThat(repaired).contains("done       erase.drafts", "done       erase.profile");
    assertThat(run("requests", id)).contains("task-started erase.drafts");
  }

  @Test
  @GdprReference(article = "5(1)(e)", text = "for no longer than is necessary")
  void tidiesPapersAndArchivesUp() throws Exception {
    String id =
        id(run("request", "access", "anna", "--message=Please send it to Lindengasse 7", VERIFIED));
    run("decide", id, "--grant");
    run("fulfil", id);
    assertThat(run("tidy", "--closed-before=2026-01-31", "--even-if-promised"))
        .contains("erased: 0");
    assertThat(run("requests", id)).contains("Lindengasse 7");

    assertThat(run("tidy", "--closed-before=2026-02-01", "--even-if-promised"))
        .contains("erased: 1");

    assertThat(run("requests", id)).contains("papers     erased").doesNotContain("Lindengasse");
    assertThat(folder.resolve("chat.db-gdpr/archives")).isEmptyDirectory();
    assertThat(new String(Files.readAllBytes(folder.resolve("chat.db")), "ISO-8859-1"))
        .doesNotContain("Lindengasse");
  }

  @Test
  void keepsTheArchiveForAsLongAsTheLetterPromised() throws Exception {
    String id = id(run("request", "access", "anna", VERIFIED));
    run("decide", id, "--grant");
    run("fulfil", id);
    assertThat(run("report", id)).contains("until 2 March 2026");
    CommandRun future = runAtAll("tidy", "--closed-before=2030-01-01");
    now = Instant.parse("2026-03-02T12:00:00Z");
    CommandRun early = runAtAll("tidy", "--closed-before=2026-02-01");
    assertThat(folder.resolve("chat.db-gdpr/archives")).isNotEmptyDirectory();

    now = Instant.parse("2026-03-03T12:00:00Z");
    String late = run("tidy", "--closed-before=2026-02-01");

    assertThat(future.exitCode()).isEqualTo(2);
    assertThat(future.err()).contains("30 days", "2026-01-01 or a day before", "--even-if");
    assertThat(early.exitCode()).isEqualTo(2);
    assertThat(late).contains("erased: 1");
  }

  @Test
  @GdprReference(article = "5(2)", text = "be able to demonstrate compliance")
  void provesWhatWasDoneWithoutTheServer() throws Exception {
    run("request", "access", "anna", VERIFIED);
    Path export = folder.resolve("evidence.txt");
    String exported = run("evidence", "export", export.toString());
    assertThat(run("evidence", "verify")).startsWith("SOUND: 3 entries");
    Path key = folder.resolve("chat.db-gdpr/checkpoint-key.pub");
    String[] verify = {
      "evidence",
      "verify",
      export.toString(),
      "--checkpoints=" + folder.resolve("chat.db-gdpr/evidence.checkpoints"),
      "--key=" + key,
      "--controller=operator"
    };
    assertThat(exported).contains("evidence verify " + export, key.toString());

    CommandRun sound = CommandRun.of(verify);
    Files.writeString(export, Files.readString(export).replace("seen-by-staff", "taken-on-word"));
    CommandRun forged = CommandRun.of(verify);

    assertThat(sound.exitCode()).as(sound.err()).isZero();
    assertThat(sound.out()).startsWith("SOUND: 3 entries");
    assertThat(forged.exitCode()).isEqualTo(1);
    assertThat(forged.err()).startsWith("NOT SOUND").contains("CHANGED at entry 2");
    assertThat(CommandRun.of("evidence", "verify", export.toString()).exitCode()).isEqualTo(2);
    assertThat(Files.readString(export)).doesNotContain("anna", "Lindqvist");
  }

  @Test
  void countsWithTheHolidaysOfThePlace() {
    run("settings", "--zone=Europe/Berlin", "--calendar=DE-BY");
    now = Instant.parse("2026-03-03T23:30:00Z");

    assertThat(run("request", "access", "anna"))
        .contains("received   2026-03-04 00:30, Europe/Berlin")
        .contains("answer by  2026-04-07 (EU rules, calendar DE-BY jollyday-");
    CommandRun nowhere = runAtAll("settings", "--calendar=XX");
    assertThat(nowhere.exitCode()).isEqualTo(1);
    assertThat(nowhere.err()).contains("weekends-only");
    assertThat(runAtAll("settings", "--zone=Mars").err()).contains("Europe/Berlin");
    assertThat(run("settings")).contains("DE-BY");
  }

  @Test
  void keepsWhatLiesBesideTheDatabaseForItsOwner() throws Exception {
    run("request", "access", "anna", VERIFIED);

    Path beside = folder.resolve("chat.db-gdpr");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(beside)))
        .isEqualTo("rwx------");
    try (var files = Files.list(beside)) {
      assertThat(files.toList())
          .extracting(file -> file.getFileName().toString())
          .contains(
              "subject-keys.secret",
              "erasures.ledger",
              "evidence.checkpoints",
              "checkpoint-key",
              "checkpoint-key.pub");
    }
    assertThat(run("restore", "--help")).contains("not in the same backup");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "request; 2; Say what: access, erase, export, rectify, restrict, object",
        "request access; 2; Missing required parameter: '<person>'",
        "request access nobody; 1; nobody here has this username",
        "request access anna --verified-by=Passport; 2; lower case words",
        "request access anna --received=yesterday; 2; 2026-01-30",
        "request access anna --received=2026-02-01; 2; cannot have been received in the future",
        "request access anna --by=Anna; 2; a role or a staff number",
        "requests 12ab; 1; there is no request 12ab",
        "decide 12ab --grant; 1; there is no request 12ab",
        "fulfil; 2; Name one request, or --all",
        "fulfil --all --batch=0; 2; at least one record",
        "close-task 12ab; 2; Missing required",
        "extend 12ab --reason=mood --explain=x; 2; complexity, number-of-requests",
        "hold; 2; Say what: place, release, list",
        "hold place anna --ground=because; 2; litigation",
        "hold place anna --ground=litigation --only=shoes; 2; no kind of data shoes",
        "restore; 2; Say what: replay",
        "evidence verify none.txt; 2; --checkpoints",
        "tidy; 2; --closed-before",
        "tidy --closed-before=soon; 2; a day is written like 2026-03-02",
        "requests --due-before=foo; 2; a day is written like 2026-03-02",
        "requests --due-before=2026-02-30; 2; a day is written like 2026-03-02",
        "request rectify anna --set=foo; 2; profile.lastName=",
        "request rectify anna --set=profile.id=7; 2; profile.email",
        "request rectify anna --set=mentions.text=x; 2; profile.email",
        "request rectify anna --set=profile.email=nobody; 1; an e-mail address is written like",
        "request rectify anna --set=profile.username=; 1; a username is one word",
        "settings --calendar=XX; 1; there is no calendar XX",
      })
  void saysWhatIsWrongAndWhatToDo(String command, int exitCode, String reason) {
    CommandRun wrong = runAtAll(command.split(" "));

    assertThat(wrong.exitCode()).as(wrong.err()).isEqualTo(exitCode);
    assertThat(wrong.err()).startsWith("error: ").contains(reason);
    assertThat(wrong.err()).doesNotContain("Exception", "    at ");
  }

  @Test
  void saysWhatElseCanBeDecided() {
    String id = id(run("request", "erase", "anna", VERIFIED));
    CommandRun granted = runAtAll("decide", id, "--grant");
    CommandRun foreign = runAtAll("decide", id, "--grant", "--because=inaccurate");

    assertThat(granted.exitCode()).isEqualTo(1);
    assertThat(granted.err())
        .contains("needs a condition", "NO_LONGER_NECESSARY (Art. 17(1)(a))", "--options");
    assertThat(foreign.err()).contains("INACCURATE does not open");
    assertThat(run("decide", id, "--options"))
        .contains("--grant --because no-longer-necessary  (Art. 17(1)(a))")
        .contains("--refuse excessive", "--refuse-basis contract=legal-claims");
    assertThat(runAtAll("decide", id).exitCode()).isEqualTo(2);
    assertThat(runAtAll("decide", id, "--refuse=excessive", "--grant").exitCode()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--grant --because=accuracy; there is no accuracy; it is one of no-longer-necessary",
        "--grant --because=bogus=inaccurate; there is no bogus; it is one of consent",
        "--refuse-basis=bogus=excessive; there is no bogus; it is one of consent",
        "--refuse-basis=contract=x; there is no x; it is one of",
        "--grant --withhold=contract=foo; there is no foo; it is one of"
      })
  void saysWhatCanBeTypedWhenADecisionIsMistyped(String line) {
    String[] typed = line.split("; ", 2);
    String id = id(run("request", "erase", "anna", VERIFIED));

    CommandRun wrong = runAtAll(("decide " + id + " " + typed[0]).split(" "));

    assertThat(wrong.exitCode()).as(wrong.err()).isEqualTo(2);
    assertThat(wrong.err()).startsWith("error: " + typed[1]).contains("decide --help");
  }

  @Test
  void refusesToTakeInWhatSomebodyElseIsCalledBy() {
    CommandRun email =
        runAtAll("request", "rectify", "boris", "--set=profile.email=Anna@choir.example");
    CommandRun username = runAtAll("request", "rectify", "boris", "--set=profile.username=anna");

    assertThat(email.exitCode()).isEqualTo(1);
    assertThat(email.err()).contains("belongs to another account");
    assertThat(username.exitCode()).isEqualTo(1);
    assertThat(username.err()).contains("belongs to another account");
    assertThat(run("requests", "--all")).contains("no requests");
  }

  @Test
  void saysWhereARequestStandsWhenAStepIsOutOfTurn() {
    String id = id(run("request", "access", "boris", VERIFIED));
    String brief = id.substring(0, 8);
    run("decide", id, "--grant");
    CommandRun twice = runAtAll("decide", id, "--grant");
    run("fulfil", id);
    CommandRun late = runAtAll("withdraw", id);
    String again = run("fulfil", id);

    assertThat(twice.exitCode()).isEqualTo(1);
    assertThat(twice.err())
        .startsWith("error: request " + brief + " is decided on")
        .contains("chat-server fulfil " + brief)
        .doesNotContain("IN_PROGRESS");
    assertThat(late.exitCode()).isEqualTo(1);
    assertThat(late.err())
        .startsWith("error: request " + brief + " is fulfilled and closed")
        .contains("chat-server report " + brief)
        .doesNotContain("FULFILLED");
    assertThat(again).contains("Nothing is left to do", "archive    ");
  }

  @Test
  void refusesToTakeARequestForAnotherPersons() {
    String id = id(run("request", "access", "boris"));

    CommandRun other =
        runAtAll("confirm-identity", id, "--verified-by=seen-by-staff", "--person=anna");

    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.err()).contains("made for another account");
  }

  @Test
  void marksARequestThatIsOverdue() {
    String id = id(run("request", "access", "boris", VERIFIED));
    assertThat(run("requests", id)).doesNotContain("OVERDUE");
    now = now.plus(Duration.ofDays(40));

    assertThat(run("requests", id)).containsPattern("answer by  2026-03-02 .*OVERDUE");
    assertThat(run("report", id)).contains("OVERDUE");
  }

  @Test
  void saysWhatToDoWhenAValueWasTakenMeanwhile() throws Exception {
    String id = id(run("request", "rectify", "boris", "--set=profile.email=b@x.example", VERIFIED));
    run("decide", id, "--grant", "--because=inaccurate");
    change("UPDATE users SET email = 'b@x.example' WHERE username = 'emre'");

    CommandRun failed = runAtAll("fulfil", id);
    String closed =
        run("close-task", id, "rectify.profile", "--result=not-possible", "--note=It is taken");

    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.err())
        .contains(
            "close-task " + id.substring(0, 8) + " rectify.profile --result not-possible --note");
    assertThat(closed).contains("by hand: not-possible", "partly-fulfilled");
  }

  @Test
  void wantsToKnowWhatWasDoneByHand() throws Exception {
    String id = id(run("request", "object", "boris", VERIFIED));
    run("decide", id, "--grant");
    run("fulfil", id);

    CommandRun silent = runAtAll("close-task", id, "sessions", "--note=");

    assertThat(silent.exitCode()).isEqualTo(2);
    assertThat(silent.err()).contains("--note says what you did");
    assertThat(run("requests", id)).contains("manual     by-hand.sessions");
  }

  private String run(String... arguments) {
    CommandRun run = runAtAll(arguments);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.out();
  }

  private CommandRun runAtAll(String... arguments) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = "--db=" + folder.resolve("chat.db");
    now = now.plusSeconds(1);
    return CommandRun.at(now, all);
  }

  private static String id(String printed) {
    Matcher matcher = ID.matcher(printed);
    assertThat(matcher.find()).as(printed).isTrue();
    return matcher.group(1);
  }

  private ChatDatabase open() throws Exception {
    return ChatDatabase.open(folder.resolve("chat.db"));
  }

  private void change(String sql) throws Exception {
    try (ChatDatabase chat = open();
        Statement statement = chat.writer().createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
