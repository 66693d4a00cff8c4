package io.github.gdprkit.testkit.register;

import static io.github.gdprkit.testkit.fixture.Vendors.CLOUD;
import static io.github.gdprkit.testkit.fixture.Vendors.HOSTING;
import static io.github.gdprkit.testkit.fixture.Vendors.MAIL;
import static io.github.gdprkit.testkit.fixture.Vendors.PRIVACY;
import static io.github.gdprkit.testkit.fixture.Vendors.PUSH;
import static io.github.gdprkit.testkit.fixture.Vendors.VAULT;
import static io.github.gdprkit.testkit.fixture.Vendors.VENDOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.party.Country;
import io.github.gdprkit.party.Deployment;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.party.Service;
import io.github.gdprkit.register.SubprocessorDetails;
import io.github.gdprkit.register.SubprocessorId;
import io.github.gdprkit.register.SubprocessorList;
import io.github.gdprkit.register.SubprocessorList.Change;
import io.github.gdprkit.register.SubprocessorRegister;
import io.github.gdprkit.testkit.fixture.Vendors;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import io.github.gdprkit.testkit.time.SettableClock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class SubprocessorListTest {

  private final InMemoryRequestStore store = new InMemoryRequestStore();
  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-05T10:00:00Z"));
  private final SubprocessorRegister register =
      Vendors.builder(store, clock).services(NineSubprocessors.MIRRORING).build();

  private LocalDate today() {
    return Vendors.today(clock);
  }

  @Test
  void listsTheNineAsThePageOfTheExampleDoes() throws IOException {
    NineSubprocessors.engage(register, clock);

    SubprocessorList list = register.listOn(today());

    assertThat(list.engaged())
        .extracting(
            one -> one.subprocessor().organisation().name() + ": " + one.subprocessor().role())
        .containsExactly(
            "Amazon Web Services: cloud infrastructure",
            "DigitalOcean: cloud infrastructure",
            "FrontApp: customer support",
            "Functional Software d/b/a Sentry: error tracking",
            "Google: cloud infrastructure and services",
            "Mailgun Technologies: email processing",
            "Rackspace US: cloud infrastructure for the mirroring service",
            "Stripe: payment processing",
            "The Rocket Science Group d/b/a Mailchimp: email processing");
    assertThat(list.engaged()).allMatch(one -> one.since().equals(LocalDate.of(2026, 1, 25)));
    String html = list.document().html();
    String markdown = list.document().markdown();
    for (SubprocessorList.Engaged one : list.engaged()) {
      Organisation organisation = one.subprocessor().organisation();
      assertThat(html)
          .contains(">" + "<bdi>" + organisation.name() + "</bdi></a>")
          .contains("href=\"" + organisation.website() + "\"");
      assertThat(markdown).contains("(" + organisation.website() + ")");
    }
    assertThat(markdown)
        .contains("standard contractual clauses of the Commission (Art. 46(2)(c))")
        .contains("2026-01-25");
  }

  @Test
  void saysOfAPastDayWhatWasSoThen() {
    Vendors.engage(register, clock, MAIL, Vendors.mail());
    LocalDate engaged = today();
    SubprocessorList then = register.listOn(engaged);
    clock.advance(Duration.ofDays(10));
    register.correctOrganisation(
        MAIL, Vendors.mail().organisation().at("New street 1, Rouen"), PRIVACY);
    LocalDate corrected = today();
    clock.advance(Duration.ofDays(10));
    LocalDate end = today().plusDays(30);
    register.end(MAIL, end, "Moving", PRIVACY);
    LocalDate announced = today();

    assertThat(register.listOn(engaged)).isEqualTo(then);
    assertThat(register.listOn(engaged.minusDays(1)).engaged()).isEmpty();
    assertThat(register.listOn(engaged.minusDays(1)).upcoming())
        .singleElement()
        .matches(change -> change.change() == Change.INTENDED);
    assertThat(addressOn(corrected.minusDays(1))).isEqualTo("5 quai des Lettres, Rouen");
    assertThat(addressOn(corrected)).isEqualTo("New street 1, Rouen");
    assertThat(register.listOn(announced.minusDays(1)).upcoming()).isEmpty();
    assertThat(register.listOn(announced).upcoming())
        .singleElement()
        .matches(change -> change.change() == Change.ENDS && end.equals(change.on()));
    assertThat(register.listOn(end.minusDays(1)).engaged()).hasSize(1);
    assertThat(register.listOn(end).engaged()).isEmpty();
    assertThat(register.listOn(end).upcoming()).isEmpty();
    assertThat(register.listOn(LocalDate.of(2020, 1, 1)).engaged()).isEmpty();
  }

  private String addressOn(LocalDate day) {
    return register.listOn(day).engaged().get(0).subprocessor().organisation().address();
  }

  @Test
  void announcesWhatIsDecidedAndHasNotBegun() {
    register.propose(MAIL, Vendors.mail(), PRIVACY);
    assertThat(register.listOn(today()).upcoming()).as("nobody was told yet").isEmpty();
    register.recordDiligence(MAIL, Vendors.diligence(today()));
    register.notifyControllers(MAIL, PRIVACY);
    clock.advance(Duration.ofDays(20));
    LocalDate from = today().plusDays(5);
    register.engage(MAIL, from, PRIVACY);

    assertThat(register.listOn(today()).engaged()).isEmpty();
    assertThat(register.listOn(today()).upcoming())
        .singleElement()
        .matches(change -> change.change() == Change.BEGINS && from.equals(change.on()));
    assertThat(register.listOn(from).engaged()).hasSize(1);
    assertThat(register.listOn(from).upcoming()).isEmpty();

    register.end(MAIL, today(), "Not after all", PRIVACY);
    assertThat(register.listOn(today()).upcoming()).isEmpty();
    assertThat(register.listOn(from).engaged()).isEmpty();
  }

  @Test
  @GdprReference(
      article = "28(4)",
      text =
          "Where a processor engages another processor for carrying out specific processing activities on behalf of the controller")
  void saysWhoEngagesWhom() {
    Vendors.engage(register, clock, HOSTING, Vendors.hosting());
    Vendors.engage(register, clock, VAULT, Vendors.vault());

    SubprocessorList list = register.listOn(today());

    assertThat(list.engaged())
        .extracting(one -> one.subprocessor().tier() + " " + one.subprocessor().engagedByName())
        .containsExactly("1 Harbour Chat Ltd", "2 Elbe Hosting GmbH");
    assertThat(list.document().markdown())
        .contains("**Engaged by:** Elbe Hosting GmbH")
        .containsSubsequence(
            "[Elbe Hosting GmbH]", "Elbe Hosting GmbH engages further", "[Prairie Vault Inc.]");
  }

  @Test
  void listsForADeploymentWhatWorksForItsServices() {
    Vendors.engage(register, clock, HOSTING, Vendors.hosting());
    Vendors.engage(register, clock, MAIL, Vendors.mail());

    assertThat(register.listOn(today(), Deployment.cloud(CLOUD)).engaged()).hasSize(2);
    assertThat(register.listOn(today(), Deployment.onPremises(PUSH)).engaged())
        .singleElement()
        .matches(one -> one.subprocessor().id().equals(MAIL));

    SubprocessorList alone = register.listOn(today(), Deployment.onPremises());
    assertThat(alone.engaged()).isEmpty();
    assertThat(alone.upcoming()).isEmpty();
    assertThat(alone.services()).isEmpty();
    assertThat(alone.document().markdown())
        .contains("runs on premises and uses no service of Harbour Chat Ltd")
        .contains("no subprocessor does");
  }

  @Test
  void refusesADeploymentWithAServiceThatItDoesNotKnow() {
    assertThatThrownBy(
            () ->
                register.listOn(
                    today(), Deployment.onPremises(new Service("typo", "Typo", VENDOR))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("typo");
    Organisation other = Organisation.of("other", "Other", Country.of("FR"));
    assertThat(
            register
                .listOn(today(), Deployment.onPremises(new Service("backup", "Backup", other)))
                .services())
        .isEmpty();
  }

  @Test
  void writesTheSamePageForTheSameList() throws IOException {
    NineSubprocessors.engage(register, clock);
    SubprocessorRegister again =
        Vendors.builder(store.copy(), new SettableClock(Instant.parse("2030-01-01T00:00:00Z")))
            .services(NineSubprocessors.MIRRORING)
            .build();

    assertThat(again.listOn(today()).document().html())
        .isEqualTo(register.listOn(today()).document().html());
    assertThat(again.listOn(today()).document().markdown())
        .isEqualTo(register.listOn(today()).document().markdown());
  }

  @Test
  void keepsHostileNamesHarmless() {
    SubprocessorId id = new SubprocessorId("hostile");
    Vendors.engage(
        register,
        clock,
        id,
        SubprocessorDetails.of(
                Organisation.of(
                        "hostile", "<script>alert(1)</script>|[x](javascript:1)", Country.of("DE"))
                    .at("\u202eevil street\n# Heading")
                    .on(URI.create("javascript:alert(2)")),
                "<b>role</b>",
                "| a | b |\n|---|",
                CLOUD.id())
            .under(Vendors.contract(id)));

    String html = register.listOn(today()).document().html();
    String markdown = register.listOn(today()).document().markdown();

    assertThat(html).doesNotContain("<script>", "<b>", "href=\"javascript", "\u202e");
    assertThat(markdown).doesNotContain("<script>", "[x](", "\n# Heading", "\u202e");
  }

  /** For a look at it: -Dgdprkit.pages=folder writes the pages there. */
  @Test
  void looksGoodWithEverythingOnIt() throws IOException {
    NineSubprocessors.engage(register, clock);
    Vendors.engage(register, clock, HOSTING, Vendors.hosting());
    Vendors.engage(register, clock, VAULT, Vendors.vault());
    SubprocessorId next = new SubprocessorId("mail-2");
    register.propose(next, Vendors.mail().replacing(new SubprocessorId("mailgun")), PRIVACY);
    register.recordDiligence(next, Vendors.diligence(today()));
    register.notifyControllers(next, PRIVACY);
    register.end(new SubprocessorId("frontapp"), today().plusDays(30), "Own desk", PRIVACY);

    SubprocessorList list = register.listOn(today());

    assertThat(list.engaged()).hasSize(11);
    assertThat(list.upcoming()).hasSize(2);
    String folder = System.getProperty("gdprkit.pages");
    if (folder != null) {
      Path pages = Files.createDirectories(Path.of(folder));
      Files.writeString(pages.resolve("subprocessors.html"), list.document().html());
      Files.writeString(pages.resolve("subprocessors.md"), list.document().markdown());
      Files.writeString(
          pages.resolve("on-premises.html"),
          register.listOn(today(), Deployment.onPremises()).document().html());
      Files.writeString(
          pages.resolve("notice.html"),
          register
              .noticesFor(Vendors.NORTH.id())
              .get(register.noticesFor(Vendors.NORTH.id()).size() - 1)
              .notice()
              .document()
              .html());
    }
  }
}
