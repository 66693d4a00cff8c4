package io.github.gdprkit.testkit.register;

import static io.github.gdprkit.testkit.fixture.Vendors.HOSTING;
import static io.github.gdprkit.testkit.fixture.Vendors.LONG_AGO;
import static io.github.gdprkit.testkit.fixture.Vendors.MAIL;
import static io.github.gdprkit.testkit.fixture.Vendors.NORTH;
import static io.github.gdprkit.testkit.fixture.Vendors.PRIVACY;
import static io.github.gdprkit.testkit.fixture.Vendors.VAULT;
import static io.github.gdprkit.testkit.fixture.Vendors.VENDOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.party.AgreementPoint;
import io.github.gdprkit.party.Authorisation;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.party.ProcessingAgreement;
import io.github.gdprkit.register.ControllerNotConcernedException;
import io.github.gdprkit.register.DuplicateSubprocessorException;
import io.github.gdprkit.register.IllegalSubprocessorMoveException;
import io.github.gdprkit.register.SubprocessorClient;
import io.github.gdprkit.register.SubprocessorDetails;
import io.github.gdprkit.register.SubprocessorDiligence;
import io.github.gdprkit.register.SubprocessorDiligence.Evaluation;
import io.github.gdprkit.register.SubprocessorEntry;
import io.github.gdprkit.register.SubprocessorId;
import io.github.gdprkit.register.SubprocessorList;
import io.github.gdprkit.register.SubprocessorNotEngageableException;
import io.github.gdprkit.register.SubprocessorNotFoundException;
import io.github.gdprkit.register.SubprocessorNotice;
import io.github.gdprkit.register.SubprocessorObstacle;
import io.github.gdprkit.register.SubprocessorObstacle.Kind;
import io.github.gdprkit.register.SubprocessorRegister;
import io.github.gdprkit.register.SubprocessorStatus;
import io.github.gdprkit.testkit.fixture.Vendors;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import io.github.gdprkit.testkit.time.SettableClock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Subprocessors that were there before the register was. */
class AcceptedSubprocessorTest {

  private static final LocalDate SINCE = LocalDate.of(2022, 5, 1);

  private final InMemoryRequestStore store = new InMemoryRequestStore();
  private final SettableClock clock = new SettableClock();
  private final List<SubprocessorClient> clients = new ArrayList<>(Vendors.clients());
  private final List<SubprocessorNotice> sent = new ArrayList<>();
  private final SubprocessorRegister register =
      Vendors.builder(store, clock).clients(() -> clients).notices(sent::add).build();

  private LocalDate today() {
    return Vendors.today(clock);
  }

  private SubprocessorEntry accept(SubprocessorId id, SubprocessorDetails details) {
    return register.acceptedWithAgreement(id, details, Vendors.diligence(today()), SINCE, PRIVACY);
  }

  @Test
  @GdprReference(
      article = "28(2)",
      text = "prior specific or general written authorisation of the controller")
  void takesInWhoWasOnTheListThatEachControllerSigned() {
    SubprocessorEntry accepted = accept(MAIL, Vendors.mail());

    assertThat(accepted.status()).isEqualTo(SubprocessorStatus.ENGAGED);
    assertThat(accepted.engagedFrom()).isEqualTo(SINCE);
    assertThat(accepted.proposedOn()).isEqualTo(today());
    assertThat(accepted.diligence()).contains(Vendors.diligence(today()));
    assertThat(accepted.details()).isEqualTo(Vendors.mail());
    assertThat(accepted.isAcceptedWithAgreements()).isTrue();
    assertThat(accepted.replies()).isEmpty();
    assertThat(accepted.isEngagedFor(NORTH.id(), today())).isTrue();
    assertThat(sent).isEmpty();
    assertThat(register.find(MAIL)).contains(accepted);
    assertThatThrownBy(() -> register.object(MAIL, NORTH.id(), "Late", PRIVACY))
        .isInstanceOf(ControllerNotConcernedException.class);
  }

  @Test
  void tellsItFromOneThatWasNotified() {
    SubprocessorEntry engaged = Vendors.engage(register, clock, MAIL, Vendors.mail());

    assertThat(engaged.isAcceptedWithAgreements()).isFalse();
    assertThat(types(MAIL))
        .contains("controllers-notified")
        .doesNotContain("subprocessor-accepted");
  }

  @Test
  void saysInTheEvidenceHowItCameIn() {
    accept(MAIL, Vendors.mail());

    assertThat(types(MAIL))
        .containsExactly("subprocessor-proposed", "diligence-recorded", "subprocessor-accepted");
    List<EvidenceEntry> entries = store.stream(VENDOR.id(), MAIL.stream());
    assertThat(entries.get(1).details()).containsEntry("overall", "positive");
    assertThat(entries.get(2).details())
        .containsEntry("from", "2022-05-01")
        .containsEntry("by", "privacy-team")
        .containsKey("sheet");
    assertThat(entries).extracting(EvidenceEntry::at).containsOnly(clock.instant());
  }

  @Test
  void showsItInTheListsOfThePast() {
    accept(MAIL, Vendors.mail());

    assertThat(register.listOn(SINCE.minusDays(1)).engaged()).isEmpty();
    for (LocalDate day : List.of(SINCE, today().minusDays(1), today())) {
      SubprocessorList list = register.listOn(day);
      assertThat(list.engaged())
          .singleElement()
          .satisfies(
              one -> {
                assertThat(one.since()).isEqualTo(SINCE);
                assertThat(one.subprocessor().id()).isEqualTo(MAIL);
              });
      assertThat(list.upcoming()).isEmpty();
      assertThat(list.document().markdown()).contains("2022-05-01");
    }
  }

  @Test
  void leavesThePastAsItWasWhenItEnds() {
    accept(MAIL, Vendors.mail());
    register.end(MAIL, today(), "Not needed", PRIVACY);

    assertThat(register.listOn(today()).engaged()).isEmpty();
    assertThat(register.listOn(today().minusDays(1)).engaged()).hasSize(1);
    assertThat(register.listOn(today().minusDays(1)).upcoming()).isEmpty();
  }

  @Test
  void takesAChainInFromItsUpperEnd() {
    assertThatThrownBy(() -> accept(VAULT, Vendors.vault()))
        .isInstanceOf(SubprocessorNotFoundException.class);

    accept(HOSTING, Vendors.hosting());
    accept(VAULT, Vendors.vault());

    assertThat(register.find(HOSTING).orElseThrow().below()).containsExactly(VAULT);
    assertThat(register.listOn(SINCE).engaged())
        .extracting(one -> one.subprocessor().tier())
        .containsExactly(1, 2);
    assertThatThrownBy(() -> register.end(HOSTING, today(), "Gone", PRIVACY))
        .isInstanceOf(IllegalSubprocessorMoveException.class);
  }

  @Test
  void refusesOneBelowSomebodyWhoBeganLater() {
    register.acceptedWithAgreement(
        HOSTING, Vendors.hosting(), Vendors.diligence(today()), SINCE.plusDays(1), PRIVACY);

    assertThat(obstacles(VAULT, Vendors.vault(), Vendors.diligence(today()), SINCE))
        .containsExactly(Kind.ENGAGER_NOT_ENGAGED);
    assertThat(register.find(HOSTING).orElseThrow().below()).isEmpty();
  }

  @Test
  @GdprReference(article = "28(1)", text = "providing sufficient guarantees")
  void namesAllThatIsMissingAndTakesNothingIn() {
    SubprocessorDiligence unfit =
        SubprocessorDiligence.of(
            PRIVACY,
            today(),
            Evaluation.negative("No encryption"),
            Evaluation.positive(""),
            Evaluation.positive(""));
    SubprocessorDetails bare =
        SubprocessorDetails.of(Vendors.vault().organisation(), "backups", "Keeps backups", "cloud");
    SubprocessorDetails incomplete =
        Vendors.mail()
            .under(
                new ProcessingAgreement(
                    "SUB-1",
                    LONG_AGO,
                    null,
                    "Mail",
                    EnumSet.of(AgreementPoint.SECURITY),
                    Authorisation.GENERAL,
                    30));

    assertThat(obstacles(MAIL, bare, unfit, today()))
        .containsExactly(
            Kind.DILIGENCE_NEGATIVE,
            Kind.AGREEMENT_MISSING,
            Kind.TRANSFER_WITHOUT_MECHANISM,
            Kind.AGREED_BEFORE);
    assertThat(obstacles(MAIL, incomplete, Vendors.diligence(today()), SINCE))
        .containsExactly(Kind.AGREEMENT_INCOMPLETE);
  }

  /** Or whatever is new would get past the notice. */
  @Test
  @GdprReference(
      article = "28(2)",
      text = "thereby giving the controller the opportunity to object to such changes")
  void refusesWhoBeganAfterAControllerAgreed() {
    SubprocessorDiligence diligence = Vendors.diligence(today());

    assertThat(obstacles(MAIL, Vendors.mail(), diligence, LONG_AGO.plusDays(1)))
        .containsExactly(Kind.AGREED_BEFORE);
    clients.replaceAll(
        client ->
            SubprocessorClient.of(
                client.controller(),
                ProcessingAgreement.general("DPA-9", LONG_AGO.plusDays(1), "Chat", 14)));
    assertThat(
            register
                .acceptedWithAgreement(
                    MAIL, Vendors.mail(), diligence, LONG_AGO.plusDays(1), PRIVACY)
                .engagedFrom())
        .isEqualTo(LONG_AGO.plusDays(1));
  }

  @Test
  void asksOnlyTheAgreementsOfWhomItConcerns() {
    clients.clear();
    clients.add(
        SubprocessorClient.of(
            Controller.of("early", "Early Bird"),
            ProcessingAgreement.general("DPA-0", SINCE.minusYears(3), "Push", 14),
            "push-notifications"));

    assertThat(accept(HOSTING, Vendors.hosting()).status()).isEqualTo(SubprocessorStatus.ENGAGED);
  }

  @Test
  void refusesWhatIsStillToComeAndReplacements() {
    SubprocessorDiligence diligence = Vendors.diligence(today());
    LocalDate tomorrow = today().plusDays(1);
    assertThatThrownBy(
            () ->
                register.acceptedWithAgreement(MAIL, Vendors.mail(), diligence, tomorrow, PRIVACY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("notified");
    assertThatThrownBy(
            () ->
                register.acceptedWithAgreement(
                    MAIL, Vendors.mail(), Vendors.diligence(tomorrow), SINCE, PRIVACY))
        .isInstanceOf(IllegalArgumentException.class);
    accept(HOSTING, Vendors.hosting());
    assertThatThrownBy(() -> accept(MAIL, Vendors.mail().replacing(HOSTING)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                accept(
                    MAIL,
                    SubprocessorDetails.of(
                        Vendors.mail().organisation(), "mail", "Sends mail", "no-such-service")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(register.find(MAIL)).isEmpty();
  }

  @Test
  void takesAnIdOnce() {
    accept(MAIL, Vendors.mail());

    assertThatThrownBy(() -> accept(MAIL, Vendors.mail()))
        .isInstanceOf(DuplicateSubprocessorException.class);
    assertThatThrownBy(() -> register.propose(MAIL, Vendors.mail(), PRIVACY))
        .isInstanceOf(DuplicateSubprocessorException.class);
    assertThat(types(MAIL)).hasSize(3);
  }

  private List<Kind> obstacles(
      SubprocessorId id,
      SubprocessorDetails details,
      SubprocessorDiligence diligence,
      LocalDate since) {
    SubprocessorNotEngageableException refused =
        catchThrowableOfType(
            SubprocessorNotEngageableException.class,
            () -> register.acceptedWithAgreement(id, details, diligence, since, PRIVACY));
    assertThat(refused).isNotNull();
    assertThat(register.find(id)).isEmpty();
    assertThat(store.stream(VENDOR.id(), id.stream())).isEmpty();
    return refused.obstacles().stream().map(SubprocessorObstacle::kind).toList();
  }

  private List<String> types(SubprocessorId id) {
    return store.stream(VENDOR.id(), id.stream()).stream().map(EvidenceEntry::type).toList();
  }
}
