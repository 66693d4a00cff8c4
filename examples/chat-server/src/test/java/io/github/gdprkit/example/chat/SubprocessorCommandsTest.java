package io.github.gdprkit.example.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.page.PageCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vendor's register at the command line. */
class SubprocessorCommandsTest extends SampleOfThree {

  private static final String CLOUD = "--deployment=cloud";
  private static final String ACME = "--controller=acme";
  private static final Instant NOTICE = Instant.parse("2026-03-02T10:00:00Z");
  private static final Instant DAY_13 = Instant.parse("2026-03-15T10:00:00Z");
  private static final Instant DAY_14 = Instant.parse("2026-03-16T10:00:00Z");
  private static final Instant DAY_15 = Instant.parse("2026-03-17T10:00:00Z");

  @Test
  void takesTheNineInAsAcceptedWithTheAgreements() {
    String loaded = run("subprocessors", "load-sample");

    assertThat(loaded).contains("aws ", "engaged", "Next:", "subprocessors publish");
    assertThat(engaged(CommandRun.NOW)).hasSize(9).allMatch(l -> l.endsWith("since 2024-05-01"));
    assertThat(run("subprocessors", "list", CLOUD, "--on=2024-05-01")).contains("Stripe");
    assertThat(run("subprocessors", "list", CLOUD, "--on=2024-04-30"))
        .contains("engages nobody")
        .doesNotContain("Stripe");
    assertThat(run("subprocessors", "load-sample")).contains("in the register already");
  }

  @Test
  void takesTheNineInOnlyWhenAllCustomersAgreedSince() {
    String refused = refused(CommandRun.NOW, "subprocessors", "load-sample", "--since=2025-02-01");

    assertThat(refused).contains("controllers that agreed before it processed", ": 3", "Next:");
    assertThat(run("subprocessors", "list", "--all")).contains("Nobody was ever proposed");
  }

  @Test
  void takesTheNineThroughNoticeAndEngagement() {
    run(NOTICE, "subprocessors", "load-sample", "--notify");

    assertThat(engaged(NOTICE)).isEmpty();
    assertThat(run(NOTICE, "subprocessors", "list", CLOUD)).contains("is intended; objections");
    for (String id :
        List.of(
            "aws",
            "digitalocean",
            "frontapp",
            "sentry",
            "google",
            "mailgun",
            "rackspace",
            "stripe",
            "mailchimp")) {
      assertThat(refused(DAY_14, "subprocessors", "engage", id))
          .contains("object until 2026-03-16");
      run(DAY_15, "subprocessors", "engage", id);
    }
    assertThat(engaged(DAY_15)).hasSize(9);
  }

  @Test
  @GdprReference(
      article = "28(2)",
      text = "thereby giving the controller the opportunity to object to such changes")
  void engagesTheTenthWhenItsObjectionIsSettled() {
    run("subprocessors", "load-sample");
    assertThat(propose(NOTICE)).contains("subprocessors assess search");
    String early = refused(NOTICE, "subprocessors", "engage", "search");
    assertThat(early)
        .contains("no diligence is recorded", "no agreement", "were not told")
        .contains("nothing on record allows the transfer")
        .contains("subprocessors terms search --agreement");
    run(
        NOTICE,
        "subprocessors",
        "terms",
        "search",
        "--agreement=SUB-10",
        "--transfer=US=standard-contractual-clauses");
    assertThat(assess(NOTICE, "positive")).contains("subprocessors notify search");

    String told = run(NOTICE, "subprocessors", "notify", "search");
    assertThat(told)
        .contains("Told acme, which can object until 2026-03-16", "Told choir", "Told operator");
    assertThat(folder.resolve("chat.db-notices/acme/2026-03-02-search.md"))
        .content()
        .contains("You can object until 2026-03-16")
        .doesNotContain("choir");
    assertThat(run(DAY_13, "subprocessors", "list", CLOUD, ACME))
        .contains("Needle Search Inc.", "subprocessors object search")
        .contains("--controller acme");

    String objected =
        run(DAY_13, "subprocessors", "object", "search", "--reason=We do it ourselves", ACME);
    assertThat(objected).isEqualTo("The objection of acme to search is recorded: objected.\n");
    assertThat(refused(DAY_14, "subprocessors", "engage", "search"))
        .contains("object until 2026-03-16", "objections that are open: 1");
    assertThat(refused(DAY_15, "subprocessors", "engage", "search"))
        .doesNotContain("object until")
        .contains("objections that are open: 1", "subprocessors settle search --controller <name>");
    assertThat(engaged(DAY_15)).hasSize(9);

    assertThat(
            run(
                DAY_15,
                "subprocessors",
                "settle",
                "search",
                "--outcome=not-engaged-for-it",
                "--reason=Search stays off for Acme",
                ACME))
        .contains("subprocessors engage search");
    assertThat(run(DAY_15, "subprocessors", "engage", "search")).contains("engaged");
    assertThat(engaged(DAY_15)).hasSize(10);
    assertThat(run(DAY_15, "subprocessors", "object", "search", "--controller=choir"))
        .contains("late");

    assertThat(run(DAY_15, "ropa", CLOUD)).contains("Needle Search Inc");
    assertThat(run(DAY_15, "ropa", CLOUD, ACME)).contains("Stripe").doesNotContain("Needle");
  }

  @Test
  void showsNobodyTheObjectionOfAnother() {
    notified();
    run(DAY_13, "subprocessors", "object", "search", "--reason=kanarie-reason", ACME);

    for (String other : List.of("operator", "choir")) {
      assertThat(run(DAY_13, "subprocessors", "list", CLOUD, "--controller=" + other))
          .contains("of search: told")
          .doesNotContain("kanarie", "acme", "objected");
      assertThat(run(DAY_13, "subprocessors", "object", "search", "--controller=" + other))
          .doesNotContain("kanarie", "acme", "objections that are open");
    }
    assertThat(run(DAY_13, "subprocessors", "list", CLOUD, ACME)).contains("of search: objected");
    assertThat(run(DAY_13, "subprocessors", "show", "search")).contains("kanarie-reason", "acme");
    run(DAY_13, "subprocessors", "publish", "--output=" + folder.resolve("pub"));
    for (String file : List.of("subprocessors.html", "subprocessors.md", "subprocessors.json")) {
      assertThat(folder.resolve("pub").resolve(file))
          .content()
          .contains("Needle Search Inc")
          .doesNotContain("kanarie", "acme", "choir");
    }
  }

  @ParameterizedTest
  @CsvSource({"proposed, assess search", "assessed, notify search", "rejected, withdraw search"})
  void saysWhatComesNextWhenAMoveIsRefused(String status, String next) {
    propose(NOTICE);
    if (!status.equals("proposed")) {
      assess(NOTICE, status.equals("assessed") ? "positive" : "negative");
    }

    String refused =
        refused(NOTICE, "subprocessors", "end", "search", "--reason=It was never engaged");

    assertThat(refused).startsWith("error: ").contains("Next:", "subprocessors " + next);
    assertThat(run(NOTICE, "subprocessors", "list", "--all")).contains(status);
  }

  @Test
  void refusesAContractThatLacksAudits() {
    propose(NOTICE);
    run(
        NOTICE,
        "subprocessors",
        "terms",
        "search",
        "--agreement=SUB-10",
        "--without=audits",
        "--transfer=US=standard-contractual-clauses");
    assess(NOTICE, "positive");
    run(NOTICE, "subprocessors", "notify", "search");

    assertThat(refused(DAY_15, "subprocessors", "engage", "search"))
        .contains("lacks Art. 28(3)(h)", "subprocessors terms search");
  }

  @Test
  void replacesEndsAndWithdraws() {
    run("subprocessors", "load-sample");
    run(
        NOTICE,
        "subprocessors",
        "propose",
        "mail-2",
        "--name=Seine Courrier SAS",
        "--role=email processing",
        "--country=FR",
        "--agreement=SUB-11",
        "--replaces=mailgun");
    run(
        NOTICE,
        "subprocessors",
        "assess",
        "mail-2",
        "--security=positive",
        "--confidentiality=positive",
        "--privacy=positive");
    run(NOTICE, "subprocessors", "notify", "mail-2");
    assertThat(run(DAY_15, "subprocessors", "replace", "mail-2")).contains("engaged");
    assertThat(run(DAY_15, "subprocessors", "list", CLOUD))
        .contains("Seine Courrier SAS")
        .doesNotContain("Mailgun");
    run(DAY_15, "subprocessors", "end", "stripe", "--on=2026-04-01", "--reason=Not needed");
    assertThat(run(DAY_15, "subprocessors", "list", CLOUD)).contains("ends on 2026-04-01");
    propose(DAY_15);
    run(DAY_15, "subprocessors", "withdraw", "search", "--reason=Too dear");
    assertThat(run(DAY_15, "subprocessors", "list", "--all")).contains("withdrawn");
    assertThat(
            refused(
                DAY_15,
                "subprocessors",
                "propose",
                "search",
                "--name=x",
                "--role=y",
                "--country=DE"))
        .contains("subprocessors list --all");
    assertThat(refused(DAY_15, "subprocessors", "engage", "nobody"))
        .contains("subprocessors list --all");
  }

  @Test
  void showsNoVendorOnPremises() {
    run("subprocessors", "load-sample");

    for (List<String> where : List.of(List.<String>of(), List.of("--deployment=on-premises"))) {
      assertThat(run(with(where, "subprocessors", "list")))
          .startsWith("On premises nobody processes for operator")
          .contains("subprocessors list --deployment cloud")
          .doesNotContain("Stripe");
      assertThat(run(with(where, "ropa"))).doesNotContain("Harbour", "Stripe");
      assertThat(run(with(where, "notice"))).doesNotContain("Harbour", "Stripe");
    }
    assertThat(run("subprocessors", "list", "--service=mirroring"))
        .contains("Rackspace US")
        .doesNotContain("Stripe");
    assertThat(run("ropa", "--service=push-notifications"))
        .contains("Notifications on telephones", "Harbour Chat GmbH")
        .doesNotContain("Rackspace");
  }

  @Test
  void remembersWhereTheChatOfOneControllerRuns() {
    run("subprocessors", "load-sample");
    assertThat(run("settings", CLOUD, ACME)).contains("deployment  cloud");

    assertThat(run("subprocessors", "list", ACME)).contains("Stripe");
    assertThat(run("subprocessors", "list")).contains("nobody processes for operator");
    assertThat(run("settings", "--zone=Europe/Berlin", ACME)).contains("deployment  cloud");
    assertThat(run("settings", "--service=push-notifications", ACME))
        .contains("deployment  on-premises+push-notifications");
    assertThat(run("subprocessors", "list", ACME)).contains("It engages nobody for that");
    assertThat(run("settings")).contains("deployment  on-premises\n");
  }

  @Test
  void publishesTheSameBytesInThreeForms() throws Exception {
    run("subprocessors", "load-sample");
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    run("subprocessors", "publish", "--output=" + first);
    run("subprocessors", "publish", "--output=" + second);

    try (Stream<Path> files = Files.list(first)) {
      assertThat(files.map(file -> file.getFileName().toString()).sorted())
          .containsExactly("subprocessors.html", "subprocessors.json", "subprocessors.md");
    }
    for (String file : List.of("subprocessors.html", "subprocessors.json", "subprocessors.md")) {
      assertThat(second.resolve(file)).hasSameBinaryContentAs(first.resolve(file));
    }
    JsonNode json = new ObjectMapper().readTree(first.resolve("subprocessors.json").toFile());
    assertThat(json.path("engaged")).hasSize(9);
    assertThat(first.resolve("subprocessors.md")).content().contains("Stripe", "2024-05-01");
    PageCheck check = PageCheck.withTidy();
    assumeThat(check.isInstalled()).isTrue();
    assertThat(check.findings(Files.readString(first.resolve("subprocessors.html")))).isEmpty();
  }

  @Test
  void keepsHostileNamesHarmless() throws Exception {
    String name = "<script>alert(1)</script> | \u001b[2J=HYPERLINK(\"x\")";
    run(
        NOTICE,
        "subprocessors",
        "propose",
        "evil",
        "--name=" + name,
        "--role=<b>role</b>",
        "--country=DE",
        "--agreement=SUB-66");
    run(
        NOTICE,
        "subprocessors",
        "assess",
        "evil",
        "--security=positive",
        "--confidentiality=positive",
        "--privacy=positive");
    run(NOTICE, "subprocessors", "notify", "evil");
    run(DAY_15, "subprocessors", "engage", "evil");

    assertThat(run(DAY_15, "subprocessors", "list", CLOUD)).doesNotContain("\u001b");
    Path pub = folder.resolve("pub");
    run(DAY_15, "subprocessors", "publish", "--output=" + pub);
    String html = Files.readString(pub.resolve("subprocessors.html"));
    assertThat(html).doesNotContain("<script", "<b>role").contains("&lt;script");
    assertThat(Files.readString(pub.resolve("subprocessors.md")))
        .contains("\\<script\\>alert")
        .doesNotContainPattern("[^\\\\]<script");
    assertThat(run(DAY_15, "ropa", CLOUD, "--format=html")).doesNotContain("<script");
    PageCheck check = PageCheck.withTidy();
    assumeThat(check.isInstalled()).isTrue();
    assertThat(check.findings(html)).isEmpty();
  }

  @Test
  void refusesTheVendorAsAControllerAndOtherPlaces() {
    assertThat(runAtAll(NOTICE, "users", "--controller=harbour-chat").exitCode()).isEqualTo(2);
    assertThat(refused(NOTICE, "ropa", "--deployment=moon")).contains("cloud or on-premises");
    assertThat(refused(NOTICE, "ropa", "--service=teleport")).contains("push-notifications");
  }

  private void notified() {
    propose(NOTICE);
    run(
        NOTICE,
        "subprocessors",
        "terms",
        "search",
        "--agreement=SUB-10",
        "--transfer=US=standard-contractual-clauses");
    assess(NOTICE, "positive");
    run(NOTICE, "subprocessors", "notify", "search");
  }

  private String propose(Instant now) {
    return run(
        now,
        "subprocessors",
        "propose",
        "search",
        "--name=Needle Search Inc.",
        "--role=search",
        "--country=US");
  }

  private String assess(Instant now, String security) {
    return run(
        now,
        "subprocessors",
        "assess",
        "search",
        "--security=" + security,
        "--confidentiality=positive",
        "--privacy=positive",
        "--note=Audit report read");
  }

  private List<String> engaged(Instant now) {
    return run(now, "subprocessors", "list", CLOUD)
        .lines()
        .filter(line -> line.contains(" since "))
        .toList();
  }

  private static String[] with(List<String> more, String... words) {
    return Stream.concat(Arrays.stream(words), more.stream()).toArray(String[]::new);
  }
}
