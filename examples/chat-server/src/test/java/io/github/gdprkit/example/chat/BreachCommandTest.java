package io.github.gdprkit.example.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.page.PageCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The register of breaches through the commands, hour by hour. */
class BreachCommandTest {

  private static final String HOSTILE =
      "<script>alert(1)</script> & \"quoted\" ]]> </td> | `x` \u202e [a](javascript:b) --> é 漢字";
  private static final String CHOIR = "--controller=choir";

  @TempDir private Path folder;
  private ThreeControllers chat;

  @BeforeEach
  void importTheSample() throws Exception {
    chat = new ThreeControllers(folder);
    chat.importSampleFor("operator", "choir");
    at("2026-03-02T09:30:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "breach",
        "breach record",
        "breach suspect",
        "breach confirm",
        "breach dismiss",
        "breach amend",
        "breach assess",
        "breach notify",
        "breach communicate",
        "breach tell",
        "breach receive",
        "breach correct-awareness",
        "breach close",
        "breach reopen",
        "breach list",
        "breach show",
        "breach report"
      })
  void explainsItself(String command) {
    CommandRun help = CommandRun.of((command + " --help").split(" "));

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).startsWith("Usage: chat-server " + command).contains("--controller");
  }

  @Test
  @GdprReference(article = "33(1)", text = "accompanied by reasons for the delay")
  @GdprReference(article = "34(1)", text = "likely to result in a high risk")
  void countsTheHoursAndAsksForTheReasonsOfADelay() {
    assertThat(
            chat.run(
                "breach", "suspect", "--id=b-1", "--kind=confidentiality", "--facts=A log in."))
        .contains("status     suspected")
        .contains("breach confirm b-1")
        .doesNotContain("clock");
    at("2026-03-02T12:00:00Z");
    assertThat(chat.run("breach", "confirm", "b-1", "--aware=2026-03-02T11:00"))
        .contains("tell by    2026-03-05 11:00 UTC (72 hours)")
        .contains("clock      71 h 00 min left");
    at("2026-03-04T11:00:00Z");
    assertThat(chat.run("breach", "list")).contains("24 h 00 min left");
    at("2026-03-05T13:00:00Z");
    assertThat(chat.run("breach", "list")).contains("OVERDUE by 2 h 00 min");
    assertThat(chat.run("breach", "list", CHOIR)).contains("no breaches");
    String[] told = {
      "breach", "notify", "b-1", "--nature=Seen", "--contact=DPO", "--reach=dpo@choir.example"
    };

    assertThat(chat.refused(told)).contains("reasons for the delay", "--delay '...'");
    String late = chat.run(with(told, "--delay=It took us long to find out."));

    assertThat(late)
        .contains("late, with reasons", "missing: the likely consequences; the measures");
    assertThat(chat.refused("breach", "close", "b-1")).contains("amend b-1", "assess b-1");
    chat.run("breach", "notify", "b-1", "--consequences=Read", "--measures=Locked");
    chat.run("breach", "amend", "b-1", "--effects=Read by two", "--action=Locked");
    assertThat(chat.run("breach", "assess", "b-1", "--risk=high-risk", "--reason=Private"))
        .contains("breach communicate b-1 --nature");
    chat.run(
        "breach",
        "communicate",
        "b-1",
        "--nature=Your messages were read",
        "--contact=DPO",
        "--reach=dpo@choir.example",
        "--consequences=Others know",
        "--measures=Change your password");
    assertThat(chat.run("breach", "communicate", "b-1", "--told=7", "--channel=e-mail"))
        .contains("breach close b-1");
    assertThat(chat.run("breach", "close", "b-1")).contains("status     closed");
    assertThat(chat.run("breach", "show", "b-1")).contains("authority-notified, by operator");
    assertThat(chat.run("breach", "list")).contains("closed", "notified late");
    assertThat(chat.run("breach", "list", "--as-of=2026-03-02T13:00")).contains("confirmed");
    assertThat(chat.run("evidence", "verify")).startsWith("SOUND");
  }

  @Test
  @GdprReference(article = "33(1)", text = "unlikely to result in a risk")
  void leavesTheAuthorityOutOnlyWhereNoRiskIsLikely() {
    chat.run(
        "breach", "record", "--id=b-2", "--kind=availability", "--facts=Lost.", "--effects=None.");
    assertThat(chat.refused("breach", "notify", "b-2", "--not-needed=Encrypted."))
        .contains("Art. 33(1)", "assess b-2");

    chat.run("breach", "assess", "b-2", "--risk=none-likely", "--reason=Encrypted.");
    assertThat(chat.run("breach", "notify", "b-2", "--not-needed=Encrypted."))
        .contains("not told, because no risk is likely")
        .doesNotContain("clock");
    assertThat(chat.run("breach", "assess", "b-2", "--risk=risk", "--reason=The key too."))
        .contains("clock      72 h 00 min left");
    assertThat(chat.runAtAll("breach", "record", "--kind=x", "--facts=x").exitCode()).isEqualTo(2);
    assertThat(
            chat.runAtAll(
                    "breach", "record", "--kind=integrity", "--facts=x", "--aware=2027-01-01T00:00")
                .exitCode())
        .isEqualTo(2);
  }

  @Test
  @GdprReference(article = "33(2)", text = "shall notify the controller without undue delay")
  void passesWhatAProcessorKnowsOnToItsController() throws Exception {
    Path notice = folder.resolve("notice.json");
    assertThat(
            chat.run(
                "breach",
                "record",
                "--id=b-3",
                "--kind=integrity",
                "--facts=Altered.",
                "--on-behalf-of=choir,band"))
        .contains("not told   choir, band", "breach tell b-3 choir");
    at("2026-03-02T15:00:00Z");
    chat.run("breach", "tell", "b-3", "choir", "--nature=Altered.", "--output=" + notice);

    assertThat(Files.readString(notice)).contains("choir").doesNotContain("band");
    assertThat(chat.runAtAll("breach", "receive", notice.toString()).exitCode()).isEqualTo(2);
    assertThat(chat.run("breach", "receive", notice.toString(), CHOIR))
        .contains("tell by    2026-03-05 15:00 UTC");
    assertThat(chat.run("breach", "receive", notice.toString(), CHOIR)).contains("told-");
    assertThat(chat.run("breach", "list", CHOIR).lines()).hasSize(1);
    Files.writeString(notice, "{\"secret\": 1}");
    assertThat(chat.refused("breach", "receive", notice.toString(), CHOIR))
        .contains("is not the notice of a breach")
        .doesNotContain("secret");
  }

  @Test
  @GdprReference(article = "33(5)", text = "shall document any personal data breaches")
  void writesPagesThatHoldWhateverTheWordsAre() throws Exception {
    PageCheck tidy = PageCheck.withTidy();
    chat.run("settings", "--name=" + HOSTILE, "--authority=" + HOSTILE, "--country=FR");
    chat.run(
        "breach",
        "record",
        "--id=b-4",
        "--kind=confidentiality,availability",
        "--facts=" + HOSTILE,
        "--effects=" + HOSTILE,
        "--action=" + HOSTILE);
    chat.run("breach", "assess", "b-4", "--risk=risk", "--reason=" + HOSTILE);
    chat.run("breach", "notify", "b-4", "--nature=" + HOSTILE, "--contact=" + HOSTILE, "--reach=x");
    Path page = folder.resolve("b-4.html");

    chat.run("breach", "report", "b-4", "--format=html", "--output=" + page);

    assertThat(Files.readString(page)).doesNotContain("<script>alert").contains("漢字", "France");
    assertThat(chat.run("breach", "show", "b-4")).doesNotContain("\u202e");
    assertThat(chat.run("breach", "report", "b-4")).contains("France");
    assertThat(chat.run("breach", "report", "b-4", "--format=json")).contains("\"id\" : \"b-4\"");
    assertThat(chat.run("breach", "list", "--format=csv")).startsWith("Breach,Status");
    assumeThat(tidy.isInstalled()).isTrue();
    assertThat(tidy.findings(Files.readString(page))).isEmpty();
    assertThat(tidy.findings(chat.run("breach", "list", "--format=html"))).isEmpty();
  }

  private void at(String instant) {
    chat.itIs(Instant.parse(instant));
  }

  private static String[] with(String[] arguments, String more) {
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = more;
    return all;
  }
}
