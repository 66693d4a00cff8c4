package io.github.gdprkit.jdbc;

import static io.github.gdprkit.testkit.fixture.Vendors.HOSTING;
import static io.github.gdprkit.testkit.fixture.Vendors.NORTH;
import static io.github.gdprkit.testkit.fixture.Vendors.PRIVACY;
import static io.github.gdprkit.testkit.fixture.Vendors.SOUTH;
import static io.github.gdprkit.testkit.fixture.Vendors.VENDOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.deadline.BreachClock;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.Sheet;
import io.github.gdprkit.evidence.SheetStore;
import io.github.gdprkit.party.Contact;
import io.github.gdprkit.party.ContactKind;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.register.Breach;
import io.github.gdprkit.register.BreachAmendment;
import io.github.gdprkit.register.BreachCommunication;
import io.github.gdprkit.register.BreachContent;
import io.github.gdprkit.register.BreachEvent;
import io.github.gdprkit.register.BreachFacts;
import io.github.gdprkit.register.BreachId;
import io.github.gdprkit.register.BreachKind;
import io.github.gdprkit.register.BreachNotice;
import io.github.gdprkit.register.BreachNotification;
import io.github.gdprkit.register.BreachRegister;
import io.github.gdprkit.register.BreachRisk;
import io.github.gdprkit.register.BreachStatus;
import io.github.gdprkit.register.Consent;
import io.github.gdprkit.register.ConsentPurpose;
import io.github.gdprkit.register.ConsentText;
import io.github.gdprkit.register.ConsentTextId;
import io.github.gdprkit.register.ConsentWithdrawal;
import io.github.gdprkit.register.ConsentWithdrawalListener;
import io.github.gdprkit.register.Consents;
import io.github.gdprkit.register.SubprocessorEntry;
import io.github.gdprkit.register.SubprocessorReply.Settlement;
import io.github.gdprkit.register.SubprocessorStatus;
import io.github.gdprkit.subject.SubjectKeys;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.fixture.Vendors;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import io.github.gdprkit.testkit.time.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Registers over a database that is closed and opened again before each of their verbs: they leave
 * there, byte for byte, what they leave in memory.
 */
abstract class RegistersTest {

  private static final Actor DPO = new Actor("dpo");
  private static final PartyId CHOIR = new PartyId("choir");
  private static final BreachId BREACH = new BreachId("2026-1");

  /** A store in the same database, as the next process opens it. */
  abstract JdbcRequestStore restarted();

  /** Whether this is anywhere that the database keeps what is in use. */
  abstract boolean isKept(String text) throws Exception;

  /** A verb of a register, on a clock that stands still. */
  private interface Play {
    void on(Supplier<SheetStore> store, SettableClock clock) throws Exception;
  }

  private void leavesTheSameAsInMemory(PartyId owner, String kind, Play play) throws Exception {
    SheetStore memory = new InMemoryRequestStore();
    play.on(() -> memory, new SettableClock());
    play.on(this::restarted, new SettableClock());
    SheetStore kept = restarted();

    assertThat(hashes(kept, owner)).hasSizeGreaterThan(5).isEqualTo(hashes(memory, owner));
    assertThat(sheets(kept, owner, kind)).isNotEmpty().isEqualTo(sheets(memory, owner, kind));
  }

  private static List<String> hashes(SheetStore store, PartyId owner) {
    return store.read(owner, 0, Integer.MAX_VALUE).stream().map(EvidenceEntry::hash).toList();
  }

  private static List<Sheet> sheets(SheetStore store, PartyId owner, String kind) {
    return store.sheets(owner, kind, null, Integer.MAX_VALUE);
  }

  @Test
  @GdprReference(
      article = "28(2)",
      text = "thereby giving the controller the opportunity to object to such changes")
  void takesASubprocessorThroughItsWorkflow() throws Exception {
    leavesTheSameAsInMemory(
        VENDOR.id(),
        "subprocessor",
        (store, clock) -> {
          Vendors.register(store.get(), clock).propose(HOSTING, Vendors.hosting(), PRIVACY);
          Vendors.register(store.get(), clock)
              .recordDiligence(HOSTING, Vendors.diligence(Vendors.today(clock)));
          Vendors.register(store.get(), clock).notifyControllers(HOSTING, PRIVACY);
          Vendors.register(store.get(), clock)
              .object(HOSTING, SOUTH.id(), "Not with “Elbe”, \uD83D\uDE20!", PRIVACY);
          clock.advance(Duration.ofDays(20));
          assertThatThrownBy(
                  () ->
                      Vendors.register(store.get(), clock)
                          .engage(HOSTING, Vendors.today(clock), PRIVACY))
              .hasMessageContaining("object");
          Vendors.register(store.get(), clock)
              .settleObjection(
                  HOSTING, SOUTH.id(), Settlement.NOT_ENGAGED_FOR_IT, "It keeps the old", PRIVACY);
          Vendors.register(store.get(), clock).engage(HOSTING, Vendors.today(clock), PRIVACY);

          SubprocessorEntry entry =
              Vendors.register(store.get(), clock).find(HOSTING).orElseThrow();
          assertThat(entry.status()).isEqualTo(SubprocessorStatus.ENGAGED);
          assertThat(entry.isEngagedFor(NORTH.id(), Vendors.today(clock))).isTrue();
          assertThat(entry.isEngagedFor(SOUTH.id(), Vendors.today(clock))).isFalse();
          assertThat(entry.reply(SOUTH.id()).orElseThrow().reason()).contains("\uD83D\uDE20");
          assertThat(Vendors.register(store.get(), clock).listOn(Vendors.today(clock)).engaged())
              .hasSize(1);
        });
  }

  @Test
  @GdprReference(
      article = "33(5)",
      text = "The controller shall document any personal data breaches")
  void takesABreachFromTheProcessorToTheEnd() throws Exception {
    BreachContent content =
        BreachContent.of("A list went to a wrong address")
            .withSubjects(120L, "Members")
            .withRecords(120L, "Names")
            .withContact(Contact.of(ContactKind.PRIVACY, "Desk", "privacy@choir.example"))
            .withConsequences("Unwanted letters")
            .withMeasures("The list was deleted.");
    leavesTheSameAsInMemory(
        CHOIR,
        "breach",
        (store, clock) -> {
          Instant now = clock.instant();
          BreachFacts facts =
              new BreachFacts(
                  EnumSet.of(BreachKind.CONFIDENTIALITY),
                  now,
                  null,
                  null,
                  List.of(),
                  "Somebody called. \u0000 'quoted'",
                  "",
                  "");
          BreachNotice notice =
              new BreachNotice(
                  "V-7",
                  1,
                  VENDOR.id(),
                  CHOIR,
                  EnumSet.of(BreachKind.CONFIDENTIALITY),
                  now,
                  null,
                  null,
                  now,
                  content);
          breaches(store, clock).suspect(BREACH, facts, DPO);
          breaches(store, clock).confirm(BREACH, now, DPO);
          breaches(store, clock).receiveFromProcessor(notice, now, DPO);
          breaches(store, clock).amend(BREACH, BreachAmendment.effects("120 names"), DPO);
          breaches(store, clock).amend(BREACH, BreachAmendment.remedialAction("Deleted"), DPO);
          breaches(store, clock).assess(BREACH, BreachRisk.HIGH_RISK, "Home addresses", DPO);
          breaches(store, clock)
              .notifyAuthority(BREACH, BreachNotification.of(now, "BlnBDI", content), DPO);
          breaches(store, clock)
              .decideCommunication(
                  BREACH,
                  new BreachCommunication.ToSubjects(
                      "Your name was sent to a stranger.",
                      Contact.of(ContactKind.PRIVACY, "Desk", "privacy@choir.example"),
                      "Unwanted letters",
                      "The list was deleted."),
                  DPO);
          breaches(store, clock)
              .communicated(BREACH, new BreachEvent.Communicated(now, 120L, "letter"), DPO);
          breaches(store, clock).close(BREACH, DPO);

          Breach breach = breaches(store, clock).find(BREACH).orElseThrow();
          assertThat(breach.status()).isEqualTo(BreachStatus.CLOSED);
          assertThat(breach.told()).isEqualTo(content);
          assertThat(breach.facts()).containsExactly("Somebody called. \u0000 'quoted'");
          assertThat(breaches(store, clock).all()).contains(breach);
        });
  }

  private static BreachRegister breaches(Supplier<SheetStore> store, SettableClock clock) {
    return new BreachRegister(store.get(), CHOIR, BreachClock.in(ZoneOffset.UTC), clock);
  }

  @Test
  @GdprReference(article = "7(3)", text = "It shall be as easy to withdraw as to give consent.")
  void followsAWithdrawalAfterARestartAndForgetsWhoseItWas() throws Exception {
    SettableClock clock = new SettableClock();
    ConsentTextId text = ConsentTextId.of("newsletter", "1", "en");
    ConsentPurpose newsletter = new ConsentPurpose("newsletter");
    Mailer mailer = new Mailer();
    consents(clock, mailer)
        .register(new ConsentText(text, "Send me the programme.\uD83C\uDFB5"), DPO);
    consents(clock, mailer).give(Subjects.ANNA, text, "web-form of Anna", clock.instant());
    consents(clock, mailer).give(Subjects.BORIS, text, "web-form of Boris", clock.instant());
    assertThat(consents(clock, mailer).isGiven(Subjects.ANNA, newsletter)).isTrue();

    mailer.isDown = true;
    consents(clock, mailer).withdraw(Subjects.ANNA, newsletter, "link", clock.instant());
    assertThat(mailer.removed).isEmpty();
    assertThat(consents(clock, mailer).isGiven(Subjects.ANNA, newsletter))
        .as("withdrawn is withdrawn, whoever still has to follow")
        .isFalse();
    assertThat(isKept(Subjects.accountOf(Subjects.ANNA))).as("for the mailer").isTrue();
    mailer.isDown = false;
    consents(clock, mailer).followWithdrawals();
    assertThat(mailer.removed).containsExactly(Subjects.accountOf(Subjects.ANNA));
    assertThat(consents(clock, mailer).receipts(Subjects.ANNA))
        .singleElement()
        .satisfies(receipt -> assertThat(receipt.text().words()).endsWith("\uD83C\uDFB5"))
        .satisfies(receipt -> assertThat(receipt.consent().stands()).isFalse());

    assertThat(isKept(Subjects.accountOf(Subjects.ANNA))).isFalse();

    assertThat(isKept("web-form of Anna")).as("the scan finds what is there").isTrue();
    assertThat(consents(clock, mailer).forget(Subjects.ANNA)).isOne();

    assertThat(isKept("web-form of Anna")).isFalse();
    assertThat(isKept("web-form of Boris")).isTrue();
    assertThat(consents(clock, mailer).history(Subjects.ANNA)).isEmpty();
    assertThat(consents(clock, mailer).history(Subjects.BORIS)).allMatch(Consent::stands);
  }

  private Consents consents(SettableClock clock, ConsentWithdrawalListener listener) {
    SubjectKeys keys =
        SubjectKeys.under("a secret of the choir that is long".getBytes(StandardCharsets.UTF_8));
    return new Consents(restarted(), CHOIR, keys, clock, List.of(listener));
  }

  private static final class Mailer implements ConsentWithdrawalListener {
    private final List<String> removed = new ArrayList<>();
    private boolean isDown;

    @Override
    public String name() {
      return "mailer";
    }

    @Override
    public void withdrawn(ConsentWithdrawal withdrawal) throws IOException {
      if (isDown) {
        throw new IOException("The mailer is down");
      }
      removed.add(Subjects.accountOf(withdrawal.subject()));
    }
  }
}
