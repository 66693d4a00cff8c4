package io.github.gdprkit.testkit.register;

import static io.github.gdprkit.testkit.fixture.Subjects.ANNA;
import static io.github.gdprkit.testkit.fixture.Subjects.BORIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.EvidenceStoreException;
import io.github.gdprkit.evidence.Sheet;
import io.github.gdprkit.evidence.SheetStore;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.register.Consent;
import io.github.gdprkit.register.ConsentEnd;
import io.github.gdprkit.register.ConsentPurpose;
import io.github.gdprkit.register.ConsentReceipt;
import io.github.gdprkit.register.ConsentText;
import io.github.gdprkit.register.ConsentTextChangedException;
import io.github.gdprkit.register.ConsentTextId;
import io.github.gdprkit.register.ConsentTextNotFoundException;
import io.github.gdprkit.register.ConsentWithdrawal;
import io.github.gdprkit.register.ConsentWithdrawalListener;
import io.github.gdprkit.register.ConsentWithdrawalPendingException;
import io.github.gdprkit.register.Consents;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.Identifier;
import io.github.gdprkit.subject.IdentifierType;
import io.github.gdprkit.subject.SubjectKey;
import io.github.gdprkit.subject.SubjectKeys;
import io.github.gdprkit.testkit.AtOnce;
import io.github.gdprkit.testkit.Written;
import io.github.gdprkit.testkit.canary.Canaries;
import io.github.gdprkit.testkit.fault.CrashingStore;
import io.github.gdprkit.testkit.fault.SimulatedCrash;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import io.github.gdprkit.testkit.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConsentsTest {

  private static final PartyId EXAMPLE = new PartyId("example");
  private static final Actor DPO = new Actor("dpo");
  private static final ConsentPurpose NEWSLETTER = new ConsentPurpose("newsletter");
  private static final ConsentPurpose ANALYTICS = new ConsentPurpose("analytics");
  private static final ConsentTextId FIRST = ConsentTextId.of("newsletter", "1", "en");
  private static final ConsentTextId SECOND = ConsentTextId.of("newsletter", "2", "en");
  private static final ConsentTextId COUNTING = ConsentTextId.of("analytics", "1", "en");
  private static final String PAGE = "settings page";
  private static final Instant START = SettableClock.START;

  private final InMemoryRequestStore store = new InMemoryRequestStore();
  private final SettableClock clock = new SettableClock();
  private final SubjectKeys keys = SubjectKeys.under(new byte[32]);
  private final MailingList mailing = new MailingList();
  private final Consents consents = over(store);

  private Consents over(SheetStore other, ConsentWithdrawalListener... more) {
    List<ConsentWithdrawalListener> listeners = new ArrayList<>(List.of(mailing));
    listeners.addAll(List.of(more));
    return new Consents(other, EXAMPLE, keys, clock, listeners);
  }

  /** Stops to send, unless it is down. */
  private static final class MailingList implements ConsentWithdrawalListener {
    private final List<ConsentWithdrawal> told = new CopyOnWriteArrayList<>();
    private boolean isDown;

    @Override
    public String name() {
      return "mailing-list";
    }

    @Override
    public void withdrawn(ConsentWithdrawal withdrawal) {
      if (isDown) {
        throw new IllegalStateException("cannot take anna-4711@example.org off the list");
      }
      told.add(withdrawal);
    }
  }

  @BeforeEach
  void registersTheWords() {
    consents.register(new ConsentText(FIRST, "Send me news once a month."), DPO);
    consents.register(new ConsentText(COUNTING, "Count my visits."), DPO);
  }

  @Test
  @GdprReference(
      article = "7(1)",
      text =
          "Where processing is based on consent, the controller shall be able to demonstrate that"
              + " the data subject has consented to processing of his or her personal data.")
  void showsWhoConsentedToWhichWordsWhenAndHow() {
    Consent given = consents.give(ANNA, FIRST, PAGE, START);

    assertThat(consents.isGiven(ANNA, NEWSLETTER)).isTrue();
    assertThat(consents.isGiven(ANNA, ANALYTICS)).isFalse();
    assertThat(consents.isGiven(BORIS, NEWSLETTER)).isFalse();
    assertThat(consents.history(ANNA)).containsExactly(given);
    assertThat(given.channel()).isEqualTo(PAGE);
    assertThat(given.givenAt()).isEqualTo(START);
    assertThat(given.stands()).isTrue();
    ConsentReceipt receipt = consents.receipts(ANNA).get(0);
    assertThat(receipt.controller()).isEqualTo(EXAMPLE);
    assertThat(receipt.text().words()).isEqualTo("Send me news once a month.");
    assertThat(receipt.text().sha256()).isEqualTo(given.textSha256());
    assertThat(Written.text(store, EXAMPLE)).contains(given.textSha256());
  }

  @Test
  @GdprReference(
      article = "7(3)",
      text = "The data subject shall have the right to withdraw his or her consent at any time.")
  @GdprReference(article = "7(3)", text = "It shall be as easy to withdraw as to give consent.")
  @GdprReference(
      article = "7(3)",
      text =
          "The withdrawal of consent shall not affect the lawfulness of processing based on consent"
              + " before its withdrawal.")
  void withdrawsAtOnceByOneCallAndKeepsThatItWasGiven() {
    consents.give(ANNA, FIRST, PAGE, START);
    clock.advance(Duration.ofDays(3));

    List<Consent> withdrawn = consents.withdraw(ANNA, NEWSLETTER, PAGE, clock.instant());

    assertThat(consents.isGiven(ANNA, NEWSLETTER)).isFalse();
    assertThat(withdrawn).isEqualTo(consents.history(ANNA));
    assertThat(withdrawn.get(0).givenAt()).isEqualTo(START);
    assertThat(withdrawn.get(0).end())
        .isEqualTo(new ConsentEnd(ConsentEnd.Kind.WITHDRAWN, clock.instant(), PAGE));
    assertThat(mailing.told)
        .containsExactly(
            new ConsentWithdrawal(withdrawn.get(0).id(), ANNA, NEWSLETTER, clock.instant()));
    assertThat(consents.followWithdrawals()).isZero();
    assertThat(mailing.told).hasSize(1);
    assertThat(sheets("consent-withdrawal")).isEmpty();
    assertThat(consents.withdraw(ANNA, NEWSLETTER, PAGE, clock.instant())).isEmpty();
  }

  @Test
  void makesANewConsentAfterAWithdrawalAndIsQuietAboutTheSame() {
    Consent first = consents.give(ANNA, FIRST, PAGE, START);
    long entries = store.head(EXAMPLE).seq();
    assertThat(consents.give(ANNA, FIRST, "another page", START)).isEqualTo(first);
    assertThat(store.head(EXAMPLE).seq()).isEqualTo(entries);
    consents.withdraw(ANNA, NEWSLETTER, PAGE, START);

    Consent second = consents.give(ANNA, FIRST, PAGE, START);

    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(consents.isGiven(ANNA, NEWSLETTER)).isTrue();
    assertThat(consents.history(ANNA)).extracting(Consent::stands).containsExactly(false, true);
  }

  @Test
  void knowsWhetherTheNewestWordsAreConsentedTo() {
    consents.give(ANNA, FIRST, PAGE, START);
    assertThat(consents.isGivenToNewest(ANNA, NEWSLETTER)).isTrue();
    consents.register(new ConsentText(SECOND, "Send me news once a week."), DPO);
    consents.register(
        new ConsentText(ConsentTextId.of("newsletter", "1", "da"), "Send mig nyt."), DPO);

    assertThat(consents.newestVersion(NEWSLETTER)).contains("2");
    assertThat(consents.isGiven(ANNA, NEWSLETTER)).isTrue();
    assertThat(consents.isGivenToNewest(ANNA, NEWSLETTER)).isFalse();

    clock.advance(Duration.ofDays(1));
    consents.give(ANNA, SECOND, PAGE, clock.instant());

    assertThat(consents.isGivenToNewest(ANNA, NEWSLETTER)).isTrue();
    assertThat(consents.history(ANNA).get(0).end())
        .isEqualTo(new ConsentEnd(ConsentEnd.Kind.REPLACED, clock.instant(), ""));
    assertThat(mailing.told).as("nothing was withdrawn").isEmpty();
    consents.withdraw(ANNA, NEWSLETTER, PAGE, clock.instant());
    assertThat(consents.isGiven(ANNA, NEWSLETTER)).isFalse();
  }

  @Test
  void keepsTheWordsOfAVersionForGood() {
    ConsentText text = new ConsentText(FIRST, "Send me news once a month.");
    assertThat(consents.register(text, DPO)).isEqualTo(text);
    assertThat(consents.text(FIRST)).contains(text);

    assertThatThrownBy(() -> consents.register(new ConsentText(FIRST, "Sell my address."), DPO))
        .isInstanceOf(ConsentTextChangedException.class)
        .hasMessageContaining("newsletter 1 en")
        .hasMessageContaining("new version");
    assertThatThrownBy(() -> consents.give(ANNA, SECOND, PAGE, START))
        .isInstanceOf(ConsentTextNotFoundException.class)
        .hasMessageContaining("register it");
    assertThat(consents.history(ANNA)).isEmpty();
  }

  @Test
  void findsAPersonByEachIdentifierAndLetsTheLastActDecide() {
    DataSubject account = DataSubject.ofAccount(ANNA.account());
    DataSubject mail =
        new DataSubject(Set.of(new Identifier(IdentifierType.EMAIL, "Anna-4711@example.org ")));
    consents.give(account, FIRST, PAGE, START);
    assertThat(consents.isGiven(mail, NEWSLETTER)).isFalse();
    consents.give(ANNA, FIRST, PAGE, START);
    assertThat(consents.isGiven(mail, NEWSLETTER)).as("linked when it came along").isTrue();
    assertThat(consents.history(ANNA)).hasSize(1);

    consents.withdraw(mail, NEWSLETTER, PAGE, START);

    assertThat(consents.isGiven(account, NEWSLETTER)).isFalse();
    assertThat(consents.isGiven(ANNA, NEWSLETTER)).isFalse();
  }

  @Test
  void endsAllThatSeveralIdentifiersLeadTo() {
    DataSubject account = DataSubject.ofAccount(ANNA.account());
    DataSubject mail =
        new DataSubject(Set.of(new Identifier(IdentifierType.EMAIL, "anna-4711@example.org")));
    consents.give(account, FIRST, PAGE, START);
    consents.give(mail, FIRST, PAGE, START);
    consents.withdraw(mail, NEWSLETTER, PAGE, START);
    assertThat(consents.isGiven(ANNA, NEWSLETTER)).as("what was done last decides").isFalse();

    consents.withdraw(ANNA, NEWSLETTER, PAGE, START);

    assertThat(consents.isGiven(account, NEWSLETTER)).isFalse();
    assertThat(consents.history(ANNA)).hasSize(2).noneMatch(Consent::stands);
  }

  @Test
  void recordsAFailingListenerAndTellsItAgain() {
    consents.give(ANNA, FIRST, PAGE, START);
    mailing.isDown = true;

    consents.withdraw(ANNA, NEWSLETTER, PAGE, START);

    assertThat(consents.isGiven(ANNA, NEWSLETTER)).isFalse();
    assertThat(consents.followWithdrawals()).isEqualTo(1);
    assertThat(consents.followWithdrawals()).isEqualTo(1);
    assertThat(Written.count(store, EXAMPLE, "withdrawal-failed")).as("not for each try").isOne();
    assertThat(Written.text(store, EXAMPLE))
        .contains("java.lang.IllegalStateException")
        .doesNotContain("anna");

    mailing.isDown = false;
    assertThat(consents.followWithdrawals()).isZero();
    assertThat(mailing.told).extracting(ConsentWithdrawal::subject).containsExactly(ANNA);
    assertThat(sheets("consent-withdrawal")).isEmpty();
    assertThat(Written.count(store, EXAMPLE, "withdrawal-followed")).isOne();
  }

  @Test
  void tellsOnlyTheListenersThatWereNotTold() {
    MailingList healthy = new MailingList();
    ConsentWithdrawalListener second =
        new ConsentWithdrawalListener() {
          @Override
          public String name() {
            return "crm";
          }

          @Override
          public void withdrawn(ConsentWithdrawal withdrawal) {
            healthy.withdrawn(withdrawal);
          }
        };
    Consents both = over(store, second);
    both.give(ANNA, FIRST, PAGE, START);
    mailing.isDown = true;
    both.withdraw(ANNA, NEWSLETTER, PAGE, START);
    assertThat(healthy.told).as("one that fails keeps nobody from being told").hasSize(1);
    mailing.isDown = false;

    assertThat(both.followWithdrawals()).isZero();

    assertThat(healthy.told).hasSize(1);
    assertThat(mailing.told).hasSize(1);
    assertThatThrownBy(() -> over(store, mailing)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tellsNobodyOfAWithdrawalThatANewConsentOvertook() {
    consents.give(ANNA, FIRST, PAGE, START);
    mailing.isDown = true;
    consents.withdraw(ANNA, NEWSLETTER, PAGE, START);
    consents.give(ANNA, FIRST, PAGE, START);
    mailing.isDown = false;

    assertThat(consents.followWithdrawals()).isZero();

    assertThat(mailing.told).isEmpty();
    assertThat(consents.isGiven(ANNA, NEWSLETTER)).isTrue();
    assertThat(sheets("consent-withdrawal")).isEmpty();
  }

  @Test
  @GdprReference(
      article = "17(1)(b)",
      text = "the data subject withdraws consent on which the processing is based")
  void forgetsAPersonSoThatEvidenceSaysNothingAboutAnybody() {
    Canaries canaries = Canaries.of("consents");
    DataSubject person =
        DataSubject.ofAccount(canaries.token("account"))
            .alsoKnownAs(IdentifierType.EMAIL, canaries.email());
    consents.give(person, FIRST, canaries.token("channel"), START);
    consents.withdraw(person, NEWSLETTER, canaries.token("channel"), START);
    consents.give(person, COUNTING, PAGE, START);
    consents.give(BORIS, FIRST, PAGE, START);

    int forgotten = consents.forget(person);

    assertThat(forgotten).isEqualTo(2);
    assertThat(consents.history(person)).isEmpty();
    assertThat(consents.isGiven(person, ANALYTICS)).isFalse();
    assertThat(consents.isGiven(BORIS, NEWSLETTER)).isTrue();
    String left = Written.text(store, EXAMPLE) + allSheets();
    for (SubjectKey key : keys.allOf(person)) {
      assertThat(left).doesNotContain(key.value());
    }
    for (SubjectKey key : keys.allOf(BORIS)) {
      assertThat(left).as("and Boris is still tied to his").contains(key.value());
      assertThat(Written.text(store, EXAMPLE)).doesNotContain(key.value());
    }
    Canaries same = Canaries.of("consents");
    assertThat(left)
        .contains("consent-forgotten")
        .doesNotContain(same.token("account"), same.token("channel"), same.token("channel"));
    assertThat(consents.forget(person)).isZero();
  }

  @Test
  void forgetsWhatEndedLongAgo() {
    consents.give(ANNA, FIRST, PAGE, START);
    consents.withdraw(ANNA, NEWSLETTER, PAGE, START);
    consents.give(ANNA, COUNTING, PAGE, START);
    clock.advance(Duration.ofDays(400));
    consents.give(BORIS, FIRST, PAGE, clock.instant());
    consents.withdraw(BORIS, NEWSLETTER, PAGE, clock.instant());

    assertThat(consents.forgetEndedBefore(START)).isZero();
    assertThat(consents.forgetEndedBefore(clock.instant())).isOne();

    assertThat(consents.history(ANNA)).extracting(Consent::text).containsExactly(COUNTING);
    assertThat(consents.history(BORIS)).hasSize(1);
  }

  @Test
  void doesNotForgetAWithdrawalThatDidNotReachEverybody() {
    consents.give(ANNA, FIRST, PAGE, START);
    mailing.isDown = true;
    consents.withdraw(ANNA, NEWSLETTER, PAGE, START);

    assertThatThrownBy(() -> consents.forget(ANNA))
        .isInstanceOf(ConsentWithdrawalPendingException.class)
        .hasMessageContaining("followWithdrawals");
    clock.advance(Duration.ofDays(1));
    assertThat(consents.forgetEndedBefore(clock.instant())).isZero();

    mailing.isDown = false;
    assertThat(consents.forget(ANNA)).isOne();
    assertThat(mailing.told).hasSize(1);
    assertThat(sheets("consent-withdrawal")).isEmpty();
  }

  @Test
  void forgetsMoreThanOnePage() {
    for (int i = 0; i < 120; i++) {
      DataSubject person = DataSubject.ofAccount("person-" + i);
      consents.give(person, FIRST, PAGE, START);
      if (i % 2 == 0) {
        consents.withdraw(person, NEWSLETTER, PAGE, START);
      }
    }
    clock.advance(Duration.ofDays(1));

    assertThat(consents.forgetEndedBefore(clock.instant())).isEqualTo(60);
    assertThat(sheets("consent")).hasSize(60);
    assertThat(sheets("consent-link")).hasSize(60);
  }

  @Test
  void keepsOneConsentWhenManyGiveTheSameAtTheSameTime() throws Exception {
    List<Consent> given =
        AtOnce.run(4, number -> consents.give(ANNA, FIRST, "page " + number, START));

    assertThat(given).allMatch(given.get(0)::equals);
    assertThat(consents.history(ANNA)).hasSize(1);
  }

  @Test
  void losesNobodyWhenManyPeopleGiveAtTheSameTime() throws Exception {
    AtOnce.run(
        4,
        number -> {
          for (int i = 0; i < 10; i++) {
            DataSubject person = DataSubject.ofAccount("person-" + number + "-" + i);
            consents.give(person, FIRST, PAGE, START);
          }
          return number;
        });

    for (int number = 0; number < 4; number++) {
      for (int i = 0; i < 10; i++) {
        DataSubject person = DataSubject.ofAccount("person-" + number + "-" + i);
        assertThat(consents.isGiven(person, NEWSLETTER)).isTrue();
      }
    }
  }

  @Test
  void endsUpWithOneOfTheTwoWhenSomebodyGivesAndWithdrawsAtTheSameTime() throws Exception {
    consents.register(new ConsentText(SECOND, "Send me news once a week."), DPO);
    for (int round = 0; round < 20; round++) {
      DataSubject person = DataSubject.ofAccount("person-" + round);
      consents.give(person, FIRST, PAGE, START);
      AtOnce.run(
          2,
          number ->
              number == 0
                  ? consents.give(person, SECOND, PAGE, START)
                  : consents.withdraw(person, NEWSLETTER, PAGE, START));

      List<Consent> history = consents.history(person);
      assertThat(history).hasSize(2);
      assertThat(history.get(0).stands()).isFalse();
      assertThat(consents.isGiven(person, NEWSLETTER)).isEqualTo(history.get(1).stands());
    }
  }

  @ParameterizedTest
  @EnumSource(CrashingStore.Moment.class)
  void survivesACrashAtEveryWriteOfAWithdrawal(CrashingStore.Moment moment) {
    CrashingStore counting = CrashingStore.never(store.copy());
    over(counting).give(ANNA, FIRST, PAGE, START);
    over(counting).withdraw(ANNA, NEWSLETTER, PAGE, START);
    over(counting).forget(ANNA);
    assertThat(counting.calls()).as("given, withdrawn, told, followed, forgotten").isEqualTo(5);
    for (int call = 1; call <= 5; call++) {
      InMemoryRequestStore copy = store.copy();
      Consents crashing = over(CrashingStore.atCall(copy, call, moment));
      mailing.told.clear();
      assertThatThrownBy(
              () -> {
                crashing.give(ANNA, FIRST, PAGE, START);
                crashing.withdraw(ANNA, NEWSLETTER, PAGE, START);
                crashing.forget(ANNA);
              })
          .isInstanceOfAny(SimulatedCrash.class, EvidenceStoreException.class);

      Consents next = over(copy);
      boolean isRecorded = call > 2 || call == 2 && moment == CrashingStore.Moment.AFTER;
      if (isRecorded) {
        assertThat(next.isGiven(ANNA, NEWSLETTER)).as("call %s", call).isFalse();
      } else {
        next.give(ANNA, FIRST, PAGE, START);
        next.withdraw(ANNA, NEWSLETTER, PAGE, START);
      }
      assertThat(next.followWithdrawals()).isZero();
      assertThat(mailing.told).as("told at least once, call %s", call).isNotEmpty();
      next.forget(ANNA);
      assertThat(next.history(ANNA)).isEmpty();
      assertThat(copy.sheets(EXAMPLE, "consent-withdrawal", null, 9)).isEmpty();
      assertThat(copy.sheets(EXAMPLE, "consent-link", null, 9)).isEmpty();
      assertThat(copy.sheets(EXAMPLE, "consent", null, 9)).isEmpty();
    }
  }

  @Test
  void keepsControllersApart() {
    consents.give(ANNA, FIRST, PAGE, START);
    Consents others = new Consents(store, new PartyId("other"), keys, clock, List.of());

    assertThat(others.isGiven(ANNA, NEWSLETTER)).isFalse();
    assertThat(others.history(ANNA)).isEmpty();
    assertThat(others.text(FIRST)).isEmpty();
    assertThat(others.withdraw(ANNA, NEWSLETTER, PAGE, START)).isEmpty();
    assertThat(others.forget(ANNA)).isZero();
    assertThat(consents.isGiven(ANNA, NEWSLETTER)).isTrue();
  }

  @Test
  void refusesActsToComeAndBlankChannels() {
    assertThatThrownBy(() -> consents.give(ANNA, FIRST, PAGE, START.plusSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("to come");
    assertThatThrownBy(() -> consents.withdraw(ANNA, NEWSLETTER, " ", START))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(consents.history(ANNA)).isEmpty();
  }

  @Test
  void keepsThePersonOutOfTexts() {
    consents.give(ANNA, FIRST, PAGE, START);
    consents.withdraw(ANNA, NEWSLETTER, PAGE, START);

    String texts = mailing.told + " " + consents.history(ANNA) + consents.receipts(ANNA);

    assertThat(texts).contains("newsletter").doesNotContain("anna-4711");
  }

  private List<Sheet> sheets(String kind) {
    return store.sheets(EXAMPLE, kind, null, 1_000);
  }

  private String allSheets() {
    StringBuilder all = new StringBuilder();
    for (String kind : List.of("consent", "consent-link", "consent-withdrawal")) {
      sheets(kind).forEach(sheet -> all.append(sheet.id()).append(sheet.fields()));
    }
    return all.toString();
  }
}
