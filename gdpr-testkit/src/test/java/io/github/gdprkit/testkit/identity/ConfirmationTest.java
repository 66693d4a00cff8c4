package io.github.gdprkit.testkit.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.EvidenceStore;
import io.github.gdprkit.evidence.EvidenceStoreException;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.request.ConfirmationChannel;
import io.github.gdprkit.request.ConfirmationCodes;
import io.github.gdprkit.request.ConfirmationLinks;
import io.github.gdprkit.request.ConfirmationMessage;
import io.github.gdprkit.request.ConfirmationRules;
import io.github.gdprkit.request.IdentityAnswer;
import io.github.gdprkit.request.IdentityAnswer.Confirmed;
import io.github.gdprkit.request.IdentityAnswer.NotConfirmed;
import io.github.gdprkit.request.IdentityCheck;
import io.github.gdprkit.request.IdentityLevel;
import io.github.gdprkit.request.IdentityVerifier;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.Verification;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.IdentifierType;
import io.github.gdprkit.subject.SubjectKeys;
import io.github.gdprkit.testkit.AtOnce;
import io.github.gdprkit.testkit.Written;
import io.github.gdprkit.testkit.fault.CrashingStore;
import io.github.gdprkit.testkit.fault.CrashingStore.Moment;
import io.github.gdprkit.testkit.fault.SimulatedCrash;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import io.github.gdprkit.testkit.time.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@GdprReference(
    article = "12(6)",
    text =
        "the controller may request the provision of additional information necessary to confirm"
            + " the identity of the data subject")
class ConfirmationTest {

  private static final PartyId HERE = new PartyId("here");
  private static final PartyId ELSEWHERE = new PartyId("elsewhere");

  private static final String ADDRESS = "anna@example.org";
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

  private static final DataSubject ANNA = DataSubject.ofAccount("anna");
  private static final DataSubject BELA = DataSubject.ofAccount("bela");
  private static final DataSubject NOBODY = DataSubject.ofAccount("nora");

  private static final RequestId ONE = new RequestId("one");
  private static final RequestId TWO = new RequestId("two");

  private final SettableClock clock = new SettableClock();
  private final InMemoryRequestStore chains = new InMemoryRequestStore();
  private final Mailroom mailroom = new Mailroom();
  private final SubjectKeys keys = SubjectKeys.under(new byte[32]);
  private final ConfirmationCodes codes = codesOf(HERE, chains);
  private final ConfirmationLinks links =
      new ConfirmationLinks(HERE, chains, keys, mailroom, Runnable::run, clock);

  ConfirmationTest() {
    mailroom.file(ANNA, email(ADDRESS));
    mailroom.file(BELA, email("bela@example.org"));
  }

  private ConfirmationCodes codesOf(PartyId controller, EvidenceStore evidence) {
    return new ConfirmationCodes(controller, evidence, keys, mailroom, Runnable::run, clock);
  }

  private static ConfirmationChannel email(String address) {
    return new ConfirmationChannel("email", address, LONG_AGO);
  }

  enum Kind {
    CODES,
    LINKS
  }

  static Stream<Kind> kinds() {
    return Stream.of(Kind.values());
  }

  private IdentityVerifier verifier(Kind kind) {
    return kind == Kind.CODES ? codes : links;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void confirmsWhoeverGivesWhatWasSentToTheChannelOnFile(Kind kind) {
    IdentityVerifier verifier = verifier(kind);

    IdentityCheck check = verifier.ask(ONE, ANNA);

    ConfirmationMessage message = mailroom.sent().get(0);
    assertThat(check).isEqualTo(new IdentityCheck.Begun(message.expiresAt()));
    assertThat(message.channel()).isEqualTo(email(ADDRESS));
    clock.advance(Duration.ofMinutes(1));
    String method = "confirmation-" + kind.name().toLowerCase(Locale.ROOT).replaceAll("s$", "");
    assertThat(message.method()).isEqualTo(method);
    assertThat(verifier.answer(ONE, ANNA, message.secret()))
        .isEqualTo(
            new Confirmed(
                new Verification(
                    IdentityLevel.CHANNEL_ON_FILE, method, Actor.SYSTEM, clock.instant())));
  }

  @Test
  void sendsCodesOfEightDigitsAndLinksOf256Bits() {
    codes.ask(ONE, ANNA);
    links.ask(TWO, ANNA);

    assertThat(mailroom.secret(ONE)).matches("[0-9]{8}");
    assertThat(mailroom.secret(TWO)).matches("[A-Za-z0-9_-]{43}");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void confirmsOnce(Kind kind) {
    verifier(kind).ask(ONE, ANNA);
    String secret = mailroom.secret(ONE);

    assertThat(verifier(kind).answer(ONE, ANNA, secret)).isInstanceOf(Confirmed.class);
    assertThat(verifier(kind).answer(ONE, ANNA, secret)).isEqualTo(new NotConfirmed());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void looksAtFiveAnswersAndNoMore(Kind kind) {
    IdentityVerifier verifier = verifier(kind);
    verifier.ask(ONE, ANNA);
    for (int i = 0; i < 5; i++) {
      assertThat(verifier.answer(ONE, ANNA, "wrong")).isEqualTo(new NotConfirmed());
    }

    assertThat(verifier.answer(ONE, ANNA, mailroom.secret(ONE))).isEqualTo(new NotConfirmed());
    assertThat(Written.count(chains, HERE, "identity-check-attempt")).isEqualTo(5);
  }

  @Test
  void letsTheFifthAnswerBeTheRightOne() {
    codes.ask(ONE, ANNA);
    for (int i = 0; i < 4; i++) {
      codes.answer(ONE, ANNA, "wrong");
    }

    assertThat(codes.answer(ONE, ANNA, mailroom.secret(ONE))).isInstanceOf(Confirmed.class);
  }

  @Test
  void countsExactlyFiveOfTwoHundredGuessesAtOnce() throws Exception {
    codes.ask(ONE, ANNA);
    String right = mailroom.secret(ONE);
    int[] guesses = new int[200];
    for (int i = 0; i < guesses.length; i++) {
      guesses[i] = (Integer.parseInt(right) + 1 + i) % 100_000_000;
    }

    List<IdentityAnswer> answers =
        AtOnce.run(
            200, i -> codes.answer(ONE, ANNA, String.format(Locale.ROOT, "%08d", guesses[i])));

    assertThat(answers).hasSize(200).containsOnly(new NotConfirmed());
    assertThat(Written.count(chains, HERE, "identity-check-attempt")).isEqualTo(5);
    assertThat(codes.answer(ONE, ANNA, right)).isEqualTo(new NotConfirmed());
  }

  @Test
  void confirmsOneOfManyRightAnswersAtOnce() throws Exception {
    codes.ask(ONE, ANNA);
    String right = mailroom.secret(ONE);

    List<IdentityAnswer> answers = AtOnce.run(50, i -> codes.answer(ONE, ANNA, right));

    assertThat(answers).filteredOn(Confirmed.class::isInstance).hasSize(1);
    assertThat(Written.count(chains, HERE, "identity-check-confirmed")).isEqualTo(1);
  }

  @Test
  void tellsNothingOfAnAnswerThatItCouldNotCount() {
    codes.ask(ONE, ANNA);
    String right = mailroom.secret(ONE);

    for (String given : List.of(right, "wrong")) {
      ConfirmationCodes broken = codesOf(HERE, CrashingStore.atCall(chains, 1, Moment.UNAVAILABLE));
      assertThatThrownBy(() -> broken.answer(ONE, ANNA, given))
          .isInstanceOf(EvidenceStoreException.class);
    }

    assertThat(codes.answer(ONE, ANNA, right)).isInstanceOf(Confirmed.class);
    assertThat(Written.count(chains, HERE, "identity-check-attempt")).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void confirmsAtMostOnceAndCanBeAskedAgainWhereverItDies(Moment moment) {
    for (int call = 1; call <= 3; call++) {
      InMemoryRequestStore store = new InMemoryRequestStore();
      ConfirmationCodes dying = codesOf(HERE, CrashingStore.atCall(store, call, moment));

      assertThatThrownBy(
              () -> {
                dying.ask(ONE, ANNA);
                dying.answer(ONE, ANNA, mailroom.secret(ONE));
              })
          .isInstanceOfAny(SimulatedCrash.class, EvidenceStoreException.class);

      ConfirmationCodes restarted = codesOf(HERE, store);
      assertThat(restarted.ask(ONE, ANNA)).isInstanceOf(IdentityCheck.Begun.class);
      String secret = mailroom.secret(ONE);
      assertThat(restarted.answer(ONE, ANNA, secret)).isInstanceOf(Confirmed.class);
      assertThat(restarted.answer(ONE, ANNA, secret)).isEqualTo(new NotConfirmed());
    }
  }

  @Test
  void hasUsedACodeUpWhenItDiesAfterConfirming() {
    codes.ask(ONE, ANNA);
    String right = mailroom.secret(ONE);
    ConfirmationCodes dying = codesOf(HERE, CrashingStore.atCall(chains, 2, Moment.AFTER));

    assertThatThrownBy(() -> dying.answer(ONE, ANNA, right)).isInstanceOf(SimulatedCrash.class);

    assertThat(codes.answer(ONE, ANNA, right)).isEqualTo(new NotConfirmed());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void takesAnAnswerUntilJustBeforeItExpiresAndNotAtThatMoment(Kind kind) {
    verifier(kind).ask(ONE, ANNA);
    verifier(kind).ask(TWO, ANNA);
    Instant expiresAt = mailroom.sent().get(0).expiresAt();

    clock.set(expiresAt.minusNanos(1000));
    assertThat(verifier(kind).answer(ONE, ANNA, mailroom.secret(ONE)))
        .isInstanceOf(Confirmed.class);
    clock.set(expiresAt);
    assertThat(verifier(kind).answer(TWO, ANNA, mailroom.secret(TWO)))
        .isEqualTo(new NotConfirmed());
  }

  @Test
  void givesCodesTenMinutesAndLinksADay() {
    assertThat(codes.ask(ONE, ANNA))
        .isEqualTo(new IdentityCheck.Begun(clock.instant().plus(Duration.ofMinutes(10))));
    assertThat(links.ask(TWO, ANNA))
        .isEqualTo(new IdentityCheck.Begun(clock.instant().plus(Duration.ofDays(1))));
  }

  @Test
  void makesNoMoreForAClockThatWasSetBack() {
    for (int i = 0; i < 5; i++) {
      codes.ask(ONE, ANNA);
    }
    Instant possibleFrom = clock.instant().plus(Duration.ofDays(1));
    clock.advance(Duration.ofDays(-2));

    assertThat(codes.ask(ONE, ANNA)).isEqualTo(new IdentityCheck.NotYet(possibleFrom));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void killsTheOldOneWithANewOne(Kind kind) {
    verifier(kind).ask(ONE, ANNA);
    String old = mailroom.secret(ONE);
    verifier(kind).ask(ONE, ANNA);

    assertThat(verifier(kind).answer(ONE, ANNA, old)).isEqualTo(new NotConfirmed());
    assertThat(verifier(kind).answer(ONE, ANNA, mailroom.secret(ONE)))
        .isInstanceOf(Confirmed.class);
  }

  @Test
  void killsACodeWithALink() {
    codes.ask(ONE, ANNA);
    String code = mailroom.secret(ONE);
    links.ask(ONE, ANNA);

    assertThat(codes.answer(ONE, ANNA, code)).isEqualTo(new NotConfirmed());
    assertThat(codes.answer(ONE, ANNA, mailroom.secret(ONE))).isEqualTo(new NotConfirmed());
    assertThat(links.answer(ONE, ANNA, mailroom.secret(ONE))).isInstanceOf(Confirmed.class);
  }

  @Test
  void takesACodeForTheRequestPersonAndControllerThatItWasMadeForAndForNoOther() {
    ConfirmationRules rules = new ConfirmationRules(Duration.ofMinutes(10), 10, 20, Duration.ZERO);
    record Made(PartyId controller, RequestId request, DataSubject person) {}
    List<Made> all = new ArrayList<>();
    for (PartyId controller : List.of(HERE, ELSEWHERE)) {
      for (DataSubject person : List.of(ANNA, BELA)) {
        for (int i = 0; i < 2; i++) {
          RequestId request = new RequestId(person.account() + i + "-" + controller.value());
          all.add(new Made(controller, request, person));
        }
      }
    }
    Map<PartyId, ConfirmationCodes> of =
        Map.of(
            HERE, codesOf(HERE, chains).under(rules),
            ELSEWHERE, codesOf(ELSEWHERE, chains).under(rules));
    all.forEach(made -> of.get(made.controller()).ask(made.request(), made.person()));

    for (Made code : all) {
      String secret = mailroom.secret(code.request());
      for (Made other : all) {
        if (!other.equals(code)) {
          assertThat(of.get(other.controller()).answer(other.request(), other.person(), secret))
              .isEqualTo(new NotConfirmed());
        }
      }
    }
    for (Made code : all) {
      String secret = mailroom.secret(code.request());
      PartyId other = code.controller().equals(HERE) ? ELSEWHERE : HERE;
      assertThat(of.get(other).answer(code.request(), code.person(), secret))
          .isEqualTo(new NotConfirmed());
      assertThat(of.get(code.controller()).answer(code.request(), code.person(), secret))
          .isInstanceOf(Confirmed.class);
    }
  }

  @Test
  void takesACodeForNobodyButThePersonThatWasClaimed() {
    codes.ask(ONE, ANNA);

    assertThat(codes.answer(ONE, BELA, mailroom.secret(ONE))).isEqualTo(new NotConfirmed());
    assertThat(codes.answer(ONE, ANNA, mailroom.secret(ONE))).isInstanceOf(Confirmed.class);
  }

  @Test
  void takesNoCodeThatAnotherControllerCountedUnderTheSameRequest() {
    codes.ask(ONE, ANNA);
    // The entries of one controller under the name of another, as a mixed-up restore would do.
    InMemoryRequestStore moved = new InMemoryRequestStore();
    for (EvidenceEntry entry : Written.entries(chains, HERE)) {
      moved.append(
          ELSEWHERE,
          List.of(
              new EvidenceDraft(
                  entry.stream(), entry.version() - 1, entry.type(), entry.at(), entry.details())));
    }

    assertThat(codesOf(ELSEWHERE, moved).answer(ONE, ANNA, mailroom.secret(ONE)))
        .isEqualTo(new NotConfirmed());
  }

  @Test
  void makesFiveADayForAnIdentityAndSaysWhenTheNextIsPossible() {
    Instant first = clock.instant();
    for (int i = 0; i < 5; i++) {
      assertThat(codes.ask(new RequestId("r" + i), ANNA)).isInstanceOf(IdentityCheck.Begun.class);
      clock.advance(Duration.ofHours(1));
    }
    Instant possibleFrom = first.plus(Duration.ofHours(24));

    assertThat(codes.ask(ONE, ANNA)).isEqualTo(new IdentityCheck.NotYet(possibleFrom));
    assertThat(links.ask(ONE, ANNA)).isEqualTo(new IdentityCheck.NotYet(possibleFrom));
    assertThat(codes.ask(TWO, BELA)).isInstanceOf(IdentityCheck.Begun.class);
    clock.set(possibleFrom.minusNanos(1000));
    assertThat(codes.ask(ONE, ANNA)).isEqualTo(new IdentityCheck.NotYet(possibleFrom));
    clock.set(possibleFrom);
    assertThat(codes.ask(ONE, ANNA)).isInstanceOf(IdentityCheck.Begun.class);
    assertThat(codes.ask(TWO, ANNA))
        .isEqualTo(new IdentityCheck.NotYet(possibleFrom.plus(Duration.ofHours(1))));
    assertThat(mailroom.sent()).hasSize(7);
  }

  @Test
  void countsEveryNameOfAPersonSoThatOneMoreNameGivesNoMoreCodes() {
    DataSubject anna = ANNA.alsoKnownAs(IdentifierType.EMAIL, ADDRESS);
    DataSubject byMail = ANNA.alsoKnownAs(IdentifierType.EMAIL, "ANNA@example.org ");
    for (int i = 0; i < 5; i++) {
      codes.ask(ONE, i % 2 == 0 ? anna : byMail);
    }

    assertThat(codes.ask(ONE, ANNA)).isInstanceOf(IdentityCheck.NotYet.class);
    assertThat(codes.ask(ONE, anna)).isInstanceOf(IdentityCheck.NotYet.class);
  }

  @Test
  void makesExactlyFiveWhenFiftyAskAtOnce() throws Exception {
    List<IdentityCheck> checks = AtOnce.run(50, i -> codes.ask(new RequestId("r" + i), ANNA));

    assertThat(checks).filteredOn(IdentityCheck.Begun.class::isInstance).hasSize(5);
    assertThat(mailroom.sent()).hasSize(5);
  }

  @Test
  void goesOnWithTheOldOneWhenThereCanBeNoNewOne() {
    for (int i = 0; i < 6; i++) {
      codes.ask(ONE, ANNA);
    }

    assertThat(codes.answer(ONE, ANNA, mailroom.secret(ONE))).isInstanceOf(Confirmed.class);
  }

  @Test
  void answersAndRecordsTheSameForPeopleWhoAreKnownAndWhoAreNot() {
    List<String> known = shape(ANNA);
    List<String> unknown = shape(NOBODY);

    assertThat(unknown).isEqualTo(known).hasSizeGreaterThan(20);
    assertThat(mailroom.sent()).hasSize(5).allMatch(sent -> sent.channel().equals(email(ADDRESS)));
  }

  /** Results and entries of everything that a stranger can do, with letters for what is hashed. */
  private List<String> shape(DataSubject person) {
    clock.set(SettableClock.START);
    InMemoryRequestStore own = new InMemoryRequestStore();
    ConfirmationCodes asked = codesOf(HERE, own);
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      seen.add(asked.ask(ONE, person).toString());
      seen.add(asked.answer(ONE, person, "no code").toString());
    }
    for (int i = 0; i < 7; i++) {
      seen.add(asked.answer(ONE, person, "no code").toString());
    }
    clock.advance(Duration.ofDays(1));
    seen.add(asked.answer(ONE, person, "no code").toString());
    for (EvidenceEntry entry : Written.entries(own, HERE)) {
      String text = new String(entry.bytes(), StandardCharsets.UTF_8);
      seen.add(
          text.replaceAll("[0-9a-f]{64}", "<sha256>")
              .replaceAll("[A-Za-z0-9_-]{43}", "<mac>")
              .replaceAll("-salt: [A-Za-z0-9_-]{22}\n", "<salt>"));
    }
    return seen;
  }

  @Test
  void takesTheFirstChannelThatHasBeenOnFileLongEnough() {
    Instant now = clock.instant();
    mailroom.file(
        ANNA,
        new ConfirmationChannel("email", "new@example.org", now.minus(Duration.ofHours(23))),
        new ConfirmationChannel("phone", "+49 170 1234567", now.minus(Duration.ofHours(24))),
        email(ADDRESS));

    codes.ask(ONE, ANNA);

    assertThat(mailroom.sent()).extracting(sent -> sent.channel().kind()).containsExactly("phone");
  }

  @Test
  void sendsNothingToAChannelThatIsTooNew() {
    mailroom.file(ANNA, new ConfirmationChannel("email", ADDRESS, clock.instant()));

    assertThat(codes.ask(ONE, ANNA)).isInstanceOf(IdentityCheck.Begun.class);
    assertThat(mailroom.sent()).isEmpty();
  }

  @Test
  void takesWhateverIsGiven() {
    codes.ask(ONE, ANNA);
    for (String given : List.of("", "\0", "\ud800", "9".repeat(10_000_000), "٠١٢٣٤٥٦٧")) {
      assertThat(codes.answer(ONE, ANNA, given)).isEqualTo(new NotConfirmed());
    }
    assertThat(codes.answer(new RequestId("never-asked"), ANNA, "12345678"))
        .isEqualTo(new NotConfirmed());
  }

  @Test
  void takesACodeWithTheGapsThatPeopleType() {
    codes.ask(ONE, ANNA);
    String code = mailroom.secret(ONE);

    String typed = " " + code.substring(0, 4) + " " + code.substring(4) + "\n";
    assertThat(codes.answer(ONE, ANNA, typed)).isInstanceOf(Confirmed.class);
  }

  @Test
  void sendsNothingThatIsNotRecorded() {
    ConfirmationCodes broken = codesOf(HERE, CrashingStore.atCall(chains, 1, Moment.UNAVAILABLE));

    assertThatThrownBy(() -> broken.ask(ONE, ANNA)).isInstanceOf(EvidenceStoreException.class);
    assertThat(mailroom.sent()).isEmpty();
  }

  @Test
  void makesANewCodeWhenACrashLostTheOneBefore() {
    List<Runnable> lost = new ArrayList<>();
    new ConfirmationCodes(HERE, chains, keys, mailroom, lost::add, clock).ask(ONE, ANNA);
    assertThat(lost).hasSize(1);
    assertThat(mailroom.sent()).isEmpty();

    codes.ask(ONE, ANNA);

    assertThat(codes.answer(ONE, ANNA, mailroom.secret(ONE))).isInstanceOf(Confirmed.class);
  }

  @Test
  void givesTheExecutorAsMuchToDoForPeopleWhoAreNotKnown() {
    List<Runnable> tasks = new ArrayList<>();
    ConfirmationCodes asked =
        new ConfirmationCodes(HERE, chains, keys, mailroom, tasks::add, clock);

    asked.ask(ONE, ANNA);
    asked.ask(TWO, NOBODY);
    tasks.forEach(Runnable::run);

    assertThat(tasks).hasSize(2);
    assertThat(mailroom.sent()).hasSize(1);
  }

  @Test
  void saysTheSameWhenTheMessageCannotBeDelivered() {
    mailroom.failOnce();

    assertThat(codes.ask(ONE, ANNA))
        .isEqualTo(new IdentityCheck.Begun(clock.instant().plus(Duration.ofMinutes(10))));
    assertThat(mailroom.sent()).isEmpty();
  }

  @GdprReference(
      article = "25(1)",
      text =
          "which are designed to implement data-protection principles, such as data minimisation")
  @Test
  void keepsNeitherCodeNorLinkNorAddressNorNameInEvidence() {
    DataSubject person = ANNA.alsoKnownAs(IdentifierType.EMAIL, ADDRESS);
    mailroom.file(person, email(ADDRESS));
    codes.ask(ONE, person);
    codes.answer(ONE, person, mailroom.secret(ONE));
    links.ask(TWO, person);
    links.answer(TWO, person, mailroom.secret(TWO));

    String stored = Written.text(chains, HERE);
    assertThat(stored).contains("identity-check-confirmed", "identity-check/one");
    assertThat(stored)
        .doesNotContain(mailroom.secret(ONE), mailroom.secret(TWO), ADDRESS, "anna", "example.org");
  }

  @Test
  void doesNotGiveTheCodeAwayThroughTheSaltWithoutTheSecretOfTheHost() {
    codes.ask(ONE, ANNA);
    EvidenceEntry begun = chains.stream(HERE, new StreamId("identity-check", "one")).get(0);
    ConfirmationCodes thief =
        new ConfirmationCodes(
            HERE,
            chains,
            SubjectKeys.under(
                "another secret of thirty-two bytes".getBytes(StandardCharsets.UTF_8)),
            mailroom,
            Runnable::run,
            clock);

    assertThat(begun.details()).containsOnlyKeys("channel", "expires-at", "hash", "method", "salt");
    assertThat(thief.answer(ONE, ANNA, mailroom.secret(ONE))).isEqualTo(new NotConfirmed());
  }

  @Test
  void hidesTheCodeAndTheAddressFromToString() {
    codes.ask(ONE, ANNA);
    ConfirmationMessage message = mailroom.sent().get(0);

    assertThat(message.toString())
        .contains("one", "confirmation-code")
        .doesNotContain(message.secret(), ADDRESS);
    assertThat(message.channel().toString()).contains("email").doesNotContain(ADDRESS);
    assertThat(codes.toString() + links).doesNotContain(message.secret(), ADDRESS);
  }

  @Test
  void refusesRulesThatHoldNobodyOff() {
    Duration life = Duration.ofMinutes(10);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ConfirmationRules(Duration.ZERO, 5, 5, Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ConfirmationRules(life, 11, 5, Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ConfirmationRules(life, 0, 5, Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ConfirmationRules(life, 5, 21, Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ConfirmationRules(life, 5, 5, Duration.ofDays(-1)));
  }
}
