package io.github.gdprkit.testkit.register;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.deadline.BreachClock;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.party.Contact;
import io.github.gdprkit.party.ContactKind;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.register.BreachContent;
import io.github.gdprkit.register.BreachFacts;
import io.github.gdprkit.register.BreachId;
import io.github.gdprkit.register.BreachKind;
import io.github.gdprkit.register.BreachNotification;
import io.github.gdprkit.register.BreachRegister;
import io.github.gdprkit.register.BreachRisk;
import io.github.gdprkit.register.ConsentPurpose;
import io.github.gdprkit.register.ConsentText;
import io.github.gdprkit.register.ConsentTextId;
import io.github.gdprkit.register.Consents;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.SubjectKeys;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import io.github.gdprkit.testkit.time.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The Java of the guides to breaches and consents, run; and a check that they show just this. */
class RegisterDocsTest {

  private static final PartyId EXAMPLE = new PartyId("example");

  private final InMemoryRequestStore store = new InMemoryRequestStore();
  private final SettableClock clock = new SettableClock();
  private final Actor dpo = new Actor("dpo");

  @Test
  void recordsABreachAsTheGuideDoes() throws IOException {
    BreachRegister breaches =
        new BreachRegister(store, EXAMPLE, BreachClock.in(ZoneId.of("Europe/Copenhagen")), clock);
    Actor admin = new Actor("admin");
    Instant detectedAt = clock.instant();
    Instant awareAt = clock.instant();
    Instant sentAt = clock.instant();
    Contact office = Contact.of(ContactKind.PRIVACY, "Privacy office", "privacy@example.org");

    // docs:breach
    BreachId id = new BreachId("2026-003");
    BreachFacts facts =
        BreachFacts.of(
            Set.of(BreachKind.CONFIDENTIALITY), detectedAt, "A backup was readable by anybody.");
    breaches.suspect(id, facts, admin);
    breaches.confirm(id, awareAt, dpo); // the 72 hours run from here
    breaches.assess(id, BreachRisk.RISK, "Private messages were in it.", dpo);
    breaches.notifyAuthority(
        id,
        BreachNotification.of(
            sentAt,
            "Datatilsynet",
            BreachContent.of("A backup of the chat was readable by anybody.").withContact(office)),
        dpo);
    // docs:end

    assertThat(breaches.find(id).orElseThrow().notifications()).hasSize(1);
    assertShown("breaches.md", "breach");
  }

  @Test
  void givesAndWithdrawsAsTheGuideDoes() throws IOException {
    Consents consents =
        new Consents(store, EXAMPLE, SubjectKeys.under(new byte[32]), clock, List.of());
    ConsentTextId monthly = ConsentTextId.of("newsletter", "1", "en");
    ConsentPurpose newsletter = monthly.purpose();
    DataSubject person = Subjects.ANNA;
    Instant now = clock.instant();

    // docs:consent
    consents.register(new ConsentText(monthly, "Send me news once a month."), dpo);

    consents.give(person, monthly, "settings page", now);
    boolean maySend = consents.isGiven(person, newsletter);

    consents.withdraw(person, newsletter, "settings page", now);
    // docs:end

    assertThat(maySend).isTrue();
    assertThat(consents.isGiven(person, newsletter)).isFalse();
    assertShown("consent.md", "consent");
  }

  private static void assertShown(String guide, String name) throws IOException {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("docs"))) {
      root = root.getParent();
    }
    String shown =
        first(
            "```java " + name + "\n(.*?)```",
            Files.readString(root.resolve("docs").resolve(guide)));
    Path source =
        root.resolve(
            "gdpr-testkit/src/test/java/"
                + RegisterDocsTest.class.getName().replace('.', '/')
                + ".java");
    String run = first("    // docs:" + name + "\n(.*?)    // docs:end", Files.readString(source));

    assertThat(shown).isEqualTo(run.replaceAll("(?m)^ {4}", ""));
  }

  private static String first(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
    assertThat(matcher.find()).as("a block %s", pattern).isTrue();
    return matcher.group(1);
  }
}
