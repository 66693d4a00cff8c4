package io.github.gdprkit.testkit.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.deadline.BreachClock;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.party.Contact;
import io.github.gdprkit.party.ContactKind;
import io.github.gdprkit.party.Country;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.register.Breach;
import io.github.gdprkit.register.BreachAmendment;
import io.github.gdprkit.register.BreachCommunication;
import io.github.gdprkit.register.BreachContent;
import io.github.gdprkit.register.BreachEvent;
import io.github.gdprkit.register.BreachFacts;
import io.github.gdprkit.register.BreachId;
import io.github.gdprkit.register.BreachKind;
import io.github.gdprkit.register.BreachList;
import io.github.gdprkit.register.BreachNotification;
import io.github.gdprkit.register.BreachRegister;
import io.github.gdprkit.register.BreachReport;
import io.github.gdprkit.register.BreachRisk;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import io.github.gdprkit.testkit.time.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BreachReportTest {

  private static final ZoneId COPENHAGEN = ZoneId.of("Europe/Copenhagen");
  private static final Organisation KEEPER =
      Organisation.of("example", "Example Chat ApS", Country.of("DK")).at("Havnegade 1, Aarhus");
  private static final Actor DPO = new Actor("dpo");
  private static final Instant AWARE = Instant.parse("2026-03-27T13:20:00Z");
  private static final BreachId ID = new BreachId("2026-003");
  private static final Contact CONTACT =
      new Contact(
          ContactKind.DATA_PROTECTION_OFFICER,
          "Dana Dahl",
          "data protection officer",
          "dpo@example.org");

  private final InMemoryRequestStore store = new InMemoryRequestStore();
  private final SettableClock clock = new SettableClock(AWARE);
  private final BreachRegister breaches =
      new BreachRegister(store, KEEPER.id(), BreachClock.in(COPENHAGEN), clock);

  private Breach wholeStory() {
    breaches.suspect(
        ID,
        BreachFacts.of(
                Set.of(BreachKind.CONFIDENTIALITY),
                AWARE.minus(Duration.ofHours(5)),
                "A backup was in a storage bucket that anybody could read.")
            .occurredSince(Instant.parse("2026-03-20T08:00:00Z")),
        new Actor("admin"));
    breaches.confirm(ID, AWARE, DPO);
    breaches.assess(
        ID, BreachRisk.HIGH_RISK, "Private messages, and the bucket was read twice.", DPO);
    clock.advance(Duration.ofHours(100));
    breaches.notifyAuthority(
        ID,
        BreachNotification.of(
                clock.instant(),
                "Datatilsynet",
                BreachContent.of("A backup of the chat could be read by anybody.")
                    .withSubjects(1_200L, "users", "guests")
                    .withRecords(null, "messages"))
            .late("The provider answered our question only after four days."),
        DPO);
    clock.advance(Duration.ofHours(20));
    breaches.amend(
        ID,
        BreachAmendment.occurred(
                Instant.parse("2026-03-20T08:00:00Z"), Instant.parse("2026-03-27T14:00:00Z"))
            .andEffects("Two unknown addresses read the backup.")
            .andRemedialAction("The bucket was closed, and all sessions were ended."),
        DPO);
    breaches.decideCommunication(
        ID,
        new BreachCommunication.ToSubjects(
            "A copy of your messages could be read by anybody for a week.",
            CONTACT,
            "Somebody may know what you wrote.",
            "We closed it. Change what you shared as a password."),
        DPO);
    breaches.communicated(ID, new BreachEvent.Communicated(clock.instant(), 1_180L, "e-mail"), DPO);
    breaches.notifyAuthority(
        ID,
        BreachNotification.of(
                clock.instant(),
                "Datatilsynet",
                BreachContent.nothing()
                    .withContact(CONTACT)
                    .withConsequences("Messages may become known.")
                    .withMeasures("The bucket was closed."))
            .under("2026-431-0017"),
        DPO);
    return breaches.close(ID, DPO);
  }

  @Test
  @GdprReference(
      article = "33(5)",
      text =
          "That documentation shall enable the supervisory authority to verify compliance with this"
              + " Article.")
  void tellsTheAuthorityAllThatItVerifiesComplianceBy() throws IOException {
    BreachReport report = BreachReport.of(wholeStory(), KEEPER, COPENHAGEN);

    assertThat(unescaped(report.markdown()))
        .contains("# Personal data breach 2026-003")
        .contains("Example Chat ApS, Havnegade 1, Aarhus, Denmark")
        .contains("27 March 2026, 14:20 (+01:00)")
        .as("72 hours on, in summer time")
        .contains("30 March 2026, 15:20 (+02:00)")
        .contains("30 March 2026, 16:00 (+02:00)", "eu-1182-71")
        .contains("20 March 2026, 09:00 (+01:00) to 27 March 2026, 15:00 (+01:00)")
        .contains("The provider answered our question only after four days.")
        .contains("came after the time limit")
        .contains("about 1200", "users; guests")
        .contains("Art. 33(3)(a): approximate number of personal data records (where possible)")
        .contains("Two unknown addresses read the backup.")
        .contains("the data subjects are told")
        .contains("about 1180")
        .contains("Private messages, and the bucket was read twice.")
        .contains("2026-431-0017")
        .contains("Closed.")
        .doesNotContain("To be done");
    keep("breach.html", report.html());
    assertThat(report.html()).contains("Personal data breach 2026-003</");
  }

  @Test
  void saysWhatIsToBeDone() throws IOException {
    breaches.suspect(
        ID, BreachFacts.of(Set.of(BreachKind.AVAILABILITY), AWARE, "A disk is gone."), DPO);
    Breach breach = breaches.confirm(ID, AWARE, DPO);

    BreachReport report = BreachReport.of(breach, KEEPER, COPENHAGEN);

    assertThat(unescaped(report.markdown()))
        .contains("To be done: say what its effects are")
        .contains("notify the supervisory authority")
        .contains("Not notified", "Not assessed yet", "not known");
    keep("breach-open.html", report.html());
  }

  @Test
  void listsTheRegisterAndOpensInASpreadsheet() throws IOException {
    wholeStory();
    breaches.suspect(
        new BreachId("2026-004"),
        BreachFacts.of(Set.of(BreachKind.INTEGRITY), AWARE, "=HYPERLINK(\"http://x\")"),
        DPO);
    breaches.dismiss(new BreachId("2026-004"), "A test.", DPO);
    BreachList list = BreachList.of(breaches.all(), KEEPER, COPENHAGEN);

    assertThat(list.csv().lines().findFirst())
        .hasValueSatisfying(line -> assertThat(line).startsWith("Breach,Status,Kind,Occurred"));
    assertThat(list.csv()).contains("'=HYPERLINK", "2026-003,closed,confidentiality", "late: The");
    assertThat(unescaped(list.markdown()))
        .contains("| 2026-004 | dismissed: A test. | integrity |");
    assertThat(list.html()).contains("2026-003", "2026-004");
    keep("breaches.html", list.html());
    assertThat(BreachList.of(List.of(), KEEPER, COPENHAGEN).markdown())
        .contains("No breach was recorded.");
  }

  @Test
  void writesTheSameBytesForTheSameBreach() {
    Breach breach = wholeStory();
    Breach again = breaches.find(ID).orElseThrow();

    assertThat(again).isEqualTo(breach).hasSameHashCodeAs(breach);
    assertThat(BreachReport.of(again, KEEPER, COPENHAGEN).html())
        .isEqualTo(BreachReport.of(breach, KEEPER, COPENHAGEN).html());
    assertThat(BreachList.of(List.of(again), KEEPER, COPENHAGEN).csv())
        .isEqualTo(BreachList.of(List.of(breach), KEEPER, COPENHAGEN).csv());
  }

  @Test
  void showsWordsAsTextWhateverTheyAre() {
    String hostile = "<script>alert(1)</script> | `x` [a](javascript:b) \u202Egnp";
    Breach breach =
        breaches.record(
            ID, BreachFacts.of(Set.of(BreachKind.INTEGRITY), AWARE, hostile), AWARE, DPO);

    BreachReport report = BreachReport.of(breach, KEEPER, COPENHAGEN);

    assertThat(report.html()).doesNotContain("<script").contains("&lt;script&gt;", "[U+202E]");
    assertThat(report.markdown())
        .contains("\\<script\\>")
        .doesNotContain(" <script", "[a](", "\u202E");
  }

  @Test
  void namesTheControllersThatAProcessorHasToTell() {
    Breach breach =
        breaches.record(
            ID,
            BreachFacts.of(Set.of(BreachKind.INTEGRITY), AWARE, "Mixed up.")
                .onBehalfOf(new PartyId("one"), new PartyId("two")),
            AWARE,
            DPO);
    breaches.notifyController(ID, new PartyId("one"), BreachContent.of("Mixed up."), AWARE, DPO);

    String report = BreachReport.of(breaches.find(ID).orElseThrow(), KEEPER, COPENHAGEN).markdown();

    assertThat(unescaped(report))
        .contains("| one | 27 March 2026, 14:20 (+01:00) |", "| two | not told yet |")
        .contains("**Processor:**")
        .doesNotContain("supervisory authority (Art. 33)");
    assertThat(breach.id()).isEqualTo(ID);
    assertThatThrownBy(
            () ->
                BreachReport.of(
                    breach, Organisation.of("other", "Other", Country.of("DK")), COPENHAGEN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String unescaped(String markdown) {
    return markdown.replace("\\", "");
  }

  /** For whoever wants to look at it. */
  private static void keep(String name, String html) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "pages"));
    Files.writeString(folder.resolve(name), html);
  }
}
