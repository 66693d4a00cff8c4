package io.github.gdprkit.example.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.gdprkit.example.chat.desk.ChatDesk;
import io.github.gdprkit.example.chat.desk.ChatRecords;
import io.github.gdprkit.example.chat.gdpr.ChatHooks;
import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.Organisation;
import io.github.gdprkit.information.DriftFinding;
import io.github.gdprkit.information.JoinedActivities;
import io.github.gdprkit.information.JoinedActivity;
import io.github.gdprkit.information.ProcessingActivities;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.page.PageCheck;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The record of processing and the notices at the command line. */
class RecordCommandsTest extends SampleOfThree {

  private static final String CLOUD = "--deployment=cloud";
  private static final String ACME = "--controller=acme";

  @Test
  @GdprReference(article = "30(1)", text = "shall maintain a record of processing activities")
  void recordsWhatOneControllerDoes() {
    run("subprocessors", "load-sample");
    run(
        "settings",
        "--name=Acme Ltd",
        "--address=Acme Road 1",
        "--country=IE",
        "--contact=privacy@acme.example",
        "--officer=dpo@acme.example",
        ACME);
    run("settings", "--name=The Choir", "--controller=choir");

    for (String format : List.of("markdown", "html", "csv", "json")) {
      String record = run("ropa", "--format=" + format, CLOUD, ACME);
      assertThat(record)
          .as(format)
          .contains("Acme Ltd", "Harbour Chat GmbH", "Stripe", "Team chat", "Security of accounts")
          .doesNotContain("Choir", "choir");
    }
    assertThat(run("ropa", CLOUD, ACME))
        .contains("Acme Road 1", "dpo\\@acme.example", "Ireland")
        .doesNotContain("Still missing");
    assertThat(run("ropa", ACME)).doesNotContain("Harbour");
  }

  @Test
  @GdprReference(article = "30(2)", text = "carried out on behalf of a controller")
  void recordsWhatTheVendorDoes() throws Exception {
    run("settings", "--name=Acme Ltd", CLOUD, ACME);

    assertThat(run("ropa", "--processor"))
        .contains("Harbour Chat GmbH", "Acme Ltd", "Encrypted in transit")
        .doesNotContain("The operator of this chat server");
    JsonNode all = new ObjectMapper().readTree(run("ropa", "--processor", CLOUD, "--format=json"));
    assertThat(all.path("controllers")).hasSize(3);
    assertThat(refused(CommandRun.NOW, "ropa", "--processor", "--deployment=on-premises"))
        .contains("on premises nobody processes", "ropa --processor --deployment cloud");
  }

  @Test
  void writesTheRecordIntoAFileAndSaysWhatIsMissing() {
    Path file = folder.resolve("new/ropa.html");

    String written = run("ropa", "--format=html", "--output=" + file, CLOUD);

    assertThat(written).contains("Written: " + file, "Still missing: 2", "settings --address");
    PageCheck check = PageCheck.withTidy();
    assumeThat(check.isInstalled()).isTrue();
    assertThat(file).content().satisfies(page -> assertThat(check.findings(page)).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--deployment=on-premises", CLOUD, "--service=push-notifications"})
  void findsThatRecordHooksAndTablesAgree(String where) {
    assertThat(run("ropa", "--check", where)).contains("agree");
  }

  @Test
  void namesATableThatNobodyDeclared() throws Exception {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("chat.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE secret_diaries (user_id INTEGER, text TEXT)");
    }

    assertThat(refused(CommandRun.NOW, "ropa", "--check"))
        .contains("undeclared-store secret_diaries", "storedIn(\"secret_diaries\")");
  }

  @Test
  void namesAHookWhoseActivityIsGone() throws Exception {
    try (ChatDatabase database = ChatDatabase.open(folder.resolve("chat.db"));
        ChatDesk desk =
            ChatDesk.open(
                database, Organisation.DEFAULT, Clock.fixed(CommandRun.NOW, ZoneOffset.UTC))) {
      JoinedActivities joined = desk.kit().activities();
      ProcessingActivities without =
          ProcessingActivities.of(
              joined.controller(),
              joined.all().stream()
                  .map(JoinedActivity::activity)
                  .filter(activity -> !activity.id().value().equals("security"))
                  .toList());

      List<DriftFinding> findings =
          ChatRecords.drift(
              database, without.joinedWith(ChatHooks.over(database, Organisation.DEFAULT)));

      assertThat(ChatRecords.drift(database, joined)).isEmpty();
      assertThat(findings)
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.kind()).isEqualTo(DriftFinding.Kind.HOOK_WITHOUT_ACTIVITY);
                assertThat(finding.name()).isEqualTo("sessions");
              });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"13", "14"})
  void writesANotice(String article) throws Exception {
    run("subprocessors", "load-sample");
    run("settings", "--name=Acme Ltd", "--address=Acme Road 1", "--contact=p@acme.example", ACME);

    String notice = run("notice", "--article=" + article, CLOUD, ACME);

    assertThat(notice)
        .contains("How Acme Ltd uses your data", "Harbour Chat GmbH", "Art. " + article + "(1)(a)")
        .doesNotContain("choir", "Still missing");
    assertThat(
            new ObjectMapper()
                .readTree(run("notice", "--article=" + article, "--format=json", ACME))
                .path("controller")
                .asText())
        .isEqualTo("Acme Ltd");
    PageCheck check = PageCheck.withTidy();
    assumeThat(check.isInstalled()).isTrue();
    assertThat(check.findings(run("notice", "--article=" + article, "--format=html", CLOUD, ACME)))
        .isEmpty();
  }

  @Test
  void refusesOtherNotices() {
    assertThat(runAtAll(CommandRun.NOW, "notice", "--article=15").exitCode()).isEqualTo(2);
    assertThat(runAtAll(CommandRun.NOW, "notice", "--format=csv").exitCode()).isEqualTo(2);
  }

  @Test
  @GdprReference(
      article = "15(1)",
      text = "the recipients or categories of recipient to whom the personal data have been")
  void tellsInTheArchiveWhoProcesses() throws Exception {
    run("subprocessors", "load-sample");
    run("settings", "--name=Acme Ltd", CLOUD, ACME);
    for (String controller : List.of("acme", "choir")) {
      String option = "--controller=" + controller;
      run("request", "access", "anna", "--id=r-" + controller, "--verified-by=signed-in", option);
      run("decide", "r-" + controller, "--grant", option);
      run("fulfil", "r-" + controller, option);
    }
    Path archives = folder.resolve("chat.db-gdpr/controllers");

    String inCloud =
        new Archive(archives.resolve("acme/archives/request-r-acme.zip"))
            .manifest()
            .path("information")
            .toString();
    assertThat(inCloud)
        .contains(
            "Harbour Chat GmbH", "Stripe", "standard contractual clauses", "keep accounts safe");
    assertThat(
            new Archive(archives.resolve("choir/archives/request-r-choir.zip"))
                .manifest()
                .path("information")
                .toString())
        .contains("keep accounts safe")
        .doesNotContain("Harbour Chat GmbH", "Stripe", "Acme");
  }
}
