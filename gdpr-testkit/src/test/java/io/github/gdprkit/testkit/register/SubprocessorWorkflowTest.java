package io.github.gdprkit.testkit.register;

import static io.github.gdprkit.testkit.fixture.Vendors.CLOUD;
import static io.github.gdprkit.testkit.fixture.Vendors.HOSTING;
import static io.github.gdprkit.testkit.fixture.Vendors.MAIL;
import static io.github.gdprkit.testkit.fixture.Vendors.NORTH;
import static io.github.gdprkit.testkit.fixture.Vendors.PRIVACY;
import static io.github.gdprkit.testkit.fixture.Vendors.PUSH;
import static io.github.gdprkit.testkit.fixture.Vendors.SOUTH;
import static io.github.gdprkit.testkit.fixture.Vendors.VAULT;
import static io.github.gdprkit.testkit.fixture.Vendors.VENDOR;
import static io.github.gdprkit.testkit.fixture.Vendors.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.gdprkit.deadline.WorkingDays;
import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.Sheet;
import io.github.gdprkit.evidence.SheetChange;
import io.github.gdprkit.evidence.SheetId;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.party.AgreementPoint;
import io.github.gdprkit.party.Authorisation;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.party.Country;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.party.ProcessingAgreement;
import io.github.gdprkit.party.Transfer;
import io.github.gdprkit.party.TransferMechanism;
import io.github.gdprkit.register.ControllerNotConcernedException;
import io.github.gdprkit.register.DuplicateSubprocessorException;
import io.github.gdprkit.register.IllegalSubprocessorMoveException;
import io.github.gdprkit.register.SubprocessorClient;
import io.github.gdprkit.register.SubprocessorDetails;
import io.github.gdprkit.register.SubprocessorDiligence;
import io.github.gdprkit.register.SubprocessorDiligence.Evaluation;
import io.github.gdprkit.register.SubprocessorDiligence.Result;
import io.github.gdprkit.register.SubprocessorEntry;
import io.github.gdprkit.register.SubprocessorId;
import io.github.gdprkit.register.SubprocessorNotEngageableException;
import io.github.gdprkit.register.SubprocessorNotFoundException;
import io.github.gdprkit.register.SubprocessorNotice;
import io.github.gdprkit.register.SubprocessorNotification;
import io.github.gdprkit.register.SubprocessorObstacle;
import io.github.gdprkit.register.SubprocessorObstacle.Kind;
import io.github.gdprkit.register.SubprocessorRegister;
import io.github.gdprkit.register.SubprocessorReply;
import io.github.gdprkit.register.SubprocessorReply.Settlement;
import io.github.gdprkit.register.SubprocessorReply.Standing;
import io.github.gdprkit.register.SubprocessorSheetAlteredException;
import io.github.gdprkit.register.SubprocessorStatus;
import io.github.gdprkit.testkit.fixture.Vendors;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import io.github.gdprkit.testkit.time.SettableClock;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SubprocessorWorkflowTest {

  private final InMemoryRequestStore store = new InMemoryRequestStore();
  private final SettableClock clock = new SettableClock();
  private final List<SubprocessorClient> clients = new ArrayList<>(Vendors.clients());
  private final List<SubprocessorNotice> sent = new ArrayList<>();
  private final Set<PartyId> unreachable = new HashSet<>();
  private final SubprocessorRegister register =
      Vendors.builder(store, clock)
          .clients(() -> clients)
          .notices(
              notice -> {
                if (unreachable.contains(notice.to().id())) {
                  throw new IOException("mailbox of " + notice.to().name() + " is full");
                }
                sent.add(notice);
              })
          .build();

  private LocalDate today() {
    return Vendors.today(clock);
  }

  @Test
  void hasOneTableForTheWholeWorkflow() {
    Map<SubprocessorStatus, Set<SubprocessorStatus>> table =
        new EnumMap<>(SubprocessorStatus.class);
    table.put(
        SubprocessorStatus.PROPOSED,
        EnumSet.of(
            SubprocessorStatus.ASSESSED,
            SubprocessorStatus.REJECTED,
            SubprocessorStatus.WITHDRAWN));
    table.put(
        SubprocessorStatus.ASSESSED,
        EnumSet.of(
            SubprocessorStatus.ASSESSED,
            SubprocessorStatus.REJECTED,
            SubprocessorStatus.NOTIFIED,
            SubprocessorStatus.WITHDRAWN));
    table.put(
        SubprocessorStatus.REJECTED,
        EnumSet.of(SubprocessorStatus.ASSESSED, SubprocessorStatus.WITHDRAWN));
    table.put(
        SubprocessorStatus.NOTIFIED,
        EnumSet.of(
            SubprocessorStatus.ENGAGED, SubprocessorStatus.REJECTED, SubprocessorStatus.WITHDRAWN));
    table.put(SubprocessorStatus.ENGAGED, EnumSet.of(SubprocessorStatus.ENDED));
    table.put(SubprocessorStatus.ENDED, Set.of());
    table.put(SubprocessorStatus.WITHDRAWN, Set.of());

    for (SubprocessorStatus status : SubprocessorStatus.values()) {
      assertThat(status.next()).isEqualTo(table.get(status));
    }
  }

  @Test
  void namesAllThatIsMissing() {
    register.propose(
        VAULT,
        SubprocessorDetails.of(
            Organisation.of("vault-inc", "Prairie Vault Inc.", Country.of("US")),
            "backup storage",
            "Keeps backups",
            "cloud"),
        PRIVACY);

    SubprocessorNotEngageableException refused = refusedEngagement(VAULT);

    assertThat(refused.obstacles())
        .extracting(SubprocessorObstacle::kind)
        .containsExactly(
            Kind.DILIGENCE_MISSING,
            Kind.AGREEMENT_MISSING,
            Kind.TRANSFER_WITHOUT_MECHANISM,
            Kind.NOTICE_MISSING);
    assertThat(refused.subprocessor()).isEqualTo(VAULT);
    assertThat(refused)
        .hasMessageContaining("no diligence is recorded")
        .hasMessageContaining("there is no agreement with it")
        .hasMessageContaining("third country")
        .hasMessageContaining("the controllers were not told");
  }

  @Test
  @GdprReference(
      article = "28(1)",
      text = "the controller shall use only processors providing sufficient guarantees")
  void rejectsWhoIsFoundUnfitAndTakesItUpAgainWhenItIsFit() {
    register.propose(MAIL, Vendors.mail(), PRIVACY);
    assertThat(register.recordDiligence(MAIL, unfit()).status())
        .isEqualTo(SubprocessorStatus.REJECTED);
    assertThatThrownBy(() -> register.notifyControllers(MAIL, PRIVACY))
        .isInstanceOf(IllegalSubprocessorMoveException.class)
        .hasMessage(
            "Subprocessor mail cannot go from REJECTED to NOTIFIED; from REJECTED it can go to"
                + " [ASSESSED, WITHDRAWN]");

    SubprocessorEntry again = register.recordDiligence(MAIL, Vendors.diligence(today()));

    assertThat(again.status()).isEqualTo(SubprocessorStatus.ASSESSED);
    assertThat(again.diligences())
        .extracting(SubprocessorDiligence::overall)
        .containsExactly(Result.NEGATIVE, Result.POSITIVE);
    assertThat(again.diligences().get(0).security().note()).isEqualTo("No encryption at rest");
    assertThat(again.diligence()).map(SubprocessorDiligence::by).contains(PRIVACY);
  }

  @Test
  void tellsTheControllersAnewWhenItWasRejectedMeanwhile() {
    notified(MAIL, Vendors.mail());
    register.object(MAIL, NORTH.id(), "No", PRIVACY);
    register.recordDiligence(MAIL, unfit());
    assertThat(refusedEngagement(MAIL).obstacles())
        .extracting(SubprocessorObstacle::kind)
        .containsExactly(Kind.DILIGENCE_NEGATIVE, Kind.NOTICE_MISSING);
    assertThatThrownBy(() -> register.object(MAIL, SOUTH.id(), "", PRIVACY))
        .isInstanceOf(IllegalSubprocessorMoveException.class)
        .hasMessageContaining("what the controllers were told is off");
    register.recordDiligence(MAIL, Vendors.diligence(today()));
    clock.advance(Duration.ofDays(30));
    assertThat(refusedEngagement(MAIL).obstacles())
        .extracting(SubprocessorObstacle::kind)
        .containsExactly(Kind.NOTICE_MISSING);

    SubprocessorNotification second = register.notifyControllers(MAIL, PRIVACY);

    assertThat(second.told()).hasSize(3).allMatch(notice -> notice.on().equals(today()));
    SubprocessorEntry entry = register.find(MAIL).orElseThrow();
    assertThat(entry.replies()).allMatch(reply -> reply.standing() == Standing.TOLD);
    assertThat(entry.earlierReplies())
        .extracting(SubprocessorReply::standing)
        .containsExactly(Standing.OBJECTED, Standing.TOLD, Standing.TOLD);
    assertThat(register.noticesFor(NORTH.id()))
        .extracting(SubprocessorReply::standing)
        .containsExactly(Standing.OBJECTED, Standing.TOLD);
  }

  @Test
  void doesNotCallAnybodyFitOverAnUnfitPart() {
    assertThatThrownBy(
            () ->
                new SubprocessorDiligence(
                    PRIVACY,
                    today(),
                    Evaluation.negative("open ports"),
                    Evaluation.positive(""),
                    Evaluation.positive(""),
                    Result.POSITIVE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("open ports");
  }

  @Test
  @GdprReference(
      article = "28(4)",
      text = "the same data protection obligations as set out in the contract")
  void engagesNobodyUnderAnIncompleteAgreement() {
    Set<AgreementPoint> points = EnumSet.allOf(AgreementPoint.class);
    points.remove(AgreementPoint.AUDITS);
    points.remove(AgreementPoint.SECURITY);
    ProcessingAgreement lacking =
        new ProcessingAgreement(
            "SUB-9", Vendors.LONG_AGO, null, "Mail", points, Authorisation.GENERAL, 30);
    notified(MAIL, Vendors.mail().under(lacking));
    clock.advance(Duration.ofDays(20));

    assertThat(refusedEngagement(MAIL))
        .hasMessageEndingWith("the agreement with it lacks Art. 28(3)(c), Art. 28(3)(h)");

    register.recordAgreement(MAIL, Vendors.contract(MAIL), PRIVACY);
    assertThat(register.engage(MAIL, today(), PRIVACY).status())
        .isEqualTo(SubprocessorStatus.ENGAGED);
    assertThatThrownBy(() -> register.recordAgreement(MAIL, lacking, PRIVACY))
        .isInstanceOf(SubprocessorNotEngageableException.class);
  }

  @Test
  void engagesNobodyUnderAnAgreementThatIsOver() {
    ProcessingAgreement over =
        new ProcessingAgreement(
            "SUB-9",
            Vendors.LONG_AGO,
            today(),
            "Mail",
            EnumSet.allOf(AgreementPoint.class),
            Authorisation.GENERAL,
            30);
    notified(MAIL, Vendors.mail().under(over));
    clock.advance(Duration.ofDays(20));

    assertThat(refusedEngagement(MAIL).obstacles())
        .extracting(SubprocessorObstacle::kind)
        .containsExactly(Kind.AGREEMENT_NOT_IN_FORCE);
  }

  @Test
  @GdprReference(article = "44", text = "transfer of personal data")
  void engagesNobodyInAThirdCountryThatNothingAllowsTheTransferTo() {
    Vendors.engage(register, clock, HOSTING, Vendors.hosting());
    notified(VAULT, Vendors.vault().transferring());
    clock.advance(Duration.ofDays(20));
    assertThat(refusedEngagement(VAULT).obstacles())
        .extracting(SubprocessorObstacle::kind)
        .containsExactly(Kind.TRANSFER_WITHOUT_MECHANISM);

    register.recordTransfers(VAULT, Vendors.vault().transfers(), PRIVACY);
    register.engage(VAULT, today(), PRIVACY);

    assertThatThrownBy(() -> register.recordTransfers(VAULT, List.of(), PRIVACY))
        .isInstanceOf(SubprocessorNotEngageableException.class);
  }

  @Test
  void surprisesNoControllerWithAnotherCountry() {
    notified(MAIL, Vendors.mail());
    Organisation moved =
        Organisation.of("mail-sas", "Seine Courrier SAS", Country.of("CH")).at("Basel");

    assertThatThrownBy(() -> register.correctOrganisation(MAIL, moved, PRIVACY))
        .isInstanceOf(IllegalSubprocessorMoveException.class)
        .hasMessageContaining("propose one that replaces it");
    assertThatThrownBy(
            () ->
                register.recordTransfers(
                    MAIL,
                    List.of(
                        Transfer.to(
                            Country.of("IN"), TransferMechanism.STANDARD_CONTRACTUAL_CLAUSES)),
                    PRIVACY))
        .isInstanceOf(IllegalSubprocessorMoveException.class);
    assertThatThrownBy(
            () -> register.correctOrganisation(MAIL, Vendors.hosting().organisation(), PRIVACY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(
            register
                .correctOrganisation(
                    MAIL, Vendors.mail().organisation().at("7 quai des Lettres, Rouen"), PRIVACY)
                .details()
                .organisation()
                .address())
        .isEqualTo("7 quai des Lettres, Rouen");
  }

  @Test
  void tellsOnlyWhoIsConcerned() {
    clients.clear();
    clients.add(SubprocessorClient.of(NORTH, Vendors.general(14), "push-notifications"));
    clients.add(SubprocessorClient.of(SOUTH, Vendors.general(14), "cloud"));
    clients.add(
        SubprocessorClient.of(
            WEST,
            new ProcessingAgreement(
                "DPA-3",
                Vendors.LONG_AGO,
                today().minusDays(1),
                "",
                Set.of(),
                Authorisation.GENERAL,
                14)));
    register.propose(HOSTING, Vendors.hosting(), PRIVACY);
    register.recordDiligence(HOSTING, Vendors.diligence(today()));

    register.notifyControllers(HOSTING, PRIVACY);

    assertThat(sent).extracting(SubprocessorNotice::to).containsExactly(SOUTH);
    assertThatThrownBy(() -> register.object(HOSTING, NORTH.id(), "", PRIVACY))
        .isInstanceOf(ControllerNotConcernedException.class)
        .hasMessageContaining("hosting")
        .hasMessageNotContaining("north");
  }

  @Test
  void doesNotMindWhatTheAgreementOfAControllerLacks() {
    clients.clear();
    clients.add(
        SubprocessorClient.of(
            NORTH,
            new ProcessingAgreement(
                "DPA-3", Vendors.LONG_AGO, null, "", Set.of(), Authorisation.GENERAL, 14)));

    Vendors.engage(register, clock, MAIL, Vendors.mail());

    assertThat(register.find(MAIL).orElseThrow().status()).isEqualTo(SubprocessorStatus.ENGAGED);
  }

  @Test
  void waitsForWhoCouldNotBeToldAndThenTellsOnlyThem() {
    unreachable.add(SOUTH.id());
    register.propose(MAIL, Vendors.mail(), PRIVACY);
    register.recordDiligence(MAIL, Vendors.diligence(today()));

    SubprocessorNotification first = register.notifyControllers(MAIL, PRIVACY);

    assertThat(first.isComplete()).isFalse();
    assertThat(first.failed()).containsExactly(Map.entry(SOUTH.id(), "java.io.IOException"));
    clock.advance(Duration.ofDays(20));
    assertThat(refusedEngagement(MAIL)).hasMessageEndingWith("controllers that were not told: 1");
    assertThatThrownBy(() -> register.object(MAIL, SOUTH.id(), "", PRIVACY))
        .isInstanceOf(ControllerNotConcernedException.class);

    unreachable.clear();
    sent.clear();
    register.notifyControllers(MAIL, PRIVACY);

    assertThat(sent)
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.to()).isEqualTo(SOUTH);
              assertThat(notice.on()).isEqualTo(today());
            });
    assertThat(refusedEngagement(MAIL)).hasMessageContaining("controllers can object until");
    clock.advance(Duration.ofDays(20));
    assertThat(register.engage(MAIL, today(), PRIVACY).status())
        .isEqualTo(SubprocessorStatus.ENGAGED);
  }

  @Test
  void doesNotWaitForWhoBecomesAClientAfterTheNotice() {
    notified(MAIL, Vendors.mail());
    clock.advance(Duration.ofDays(20));
    clients.add(
        SubprocessorClient.of(
            Controller.of("late", "Latecomers"),
            ProcessingAgreement.general("DPA-9", today(), "Chat", 14)));

    assertThat(register.obstacles(MAIL, today())).isEmpty();
    assertThat(register.notifyControllers(MAIL, PRIVACY).told()).isEmpty();
  }

  @Test
  void refusesAControllerThatIsNamedTwice() {
    clients.add(SubprocessorClient.of(NORTH, Vendors.specific()));
    register.propose(MAIL, Vendors.mail(), PRIVACY);
    register.recordDiligence(MAIL, Vendors.diligence(today()));

    assertThatThrownBy(() -> register.notifyControllers(MAIL, PRIVACY))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("twice")
        .hasMessageNotContaining("North");
    assertThat(sent).isEmpty();
  }

  @Test
  @GdprReference(
      article = "28(2)",
      text =
          "shall not engage another processor without prior specific or general written authorisation of the controller")
  void waitsForEachSpecificAuthorisation() {
    clients.set(0, SubprocessorClient.of(NORTH, Vendors.specific()));
    notified(MAIL, Vendors.mail());
    assertThat(sent.get(0).objectionUntil()).isNull();
    clock.advance(Duration.ofDays(365));
    assertThat(refusedEngagement(MAIL))
        .hasMessageEndingWith("authorisations that are outstanding: 1");

    register.refuse(MAIL, NORTH.id(), "Not in France", PRIVACY);
    assertThat(refusedEngagement(MAIL)).hasMessageEndingWith("authorisations that were refused: 1");

    register.settleObjection(
        MAIL, NORTH.id(), Settlement.WITHDRAWN_BY_CONTROLLER, "They called", PRIVACY);
    assertThat(refusedEngagement(MAIL))
        .as("that a refusal is taken back is no authorisation")
        .hasMessageEndingWith("authorisations that are outstanding: 1");

    register.authorise(MAIL, NORTH.id(), PRIVACY);
    SubprocessorEntry engaged = register.engage(MAIL, today(), PRIVACY);
    assertThat(engaged.reply(NORTH.id()).orElseThrow().standing()).isEqualTo(Standing.AUTHORISED);

    register.refuse(MAIL, NORTH.id(), "Changed our mind", PRIVACY);
    assertThat(register.find(MAIL).orElseThrow().reply(NORTH.id()).orElseThrow().standing())
        .isEqualTo(Standing.LATE);
  }

  @ParameterizedTest
  @EnumSource
  void settlesWhoIsAskedAndSilentOnlyByGoingWithoutIt(Settlement outcome) {
    clients.set(0, SubprocessorClient.of(NORTH, Vendors.specific()));
    notified(MAIL, Vendors.mail());
    clock.advance(Duration.ofDays(20));
    boolean isPossible =
        outcome == Settlement.CONTROLLER_LEAVES || outcome == Settlement.NOT_ENGAGED_FOR_IT;

    if (isPossible) {
      register.settleObjection(MAIL, NORTH.id(), outcome, "Agreed", PRIVACY);
      assertThat(register.obstacles(MAIL, today())).isEmpty();
    } else {
      assertThatThrownBy(
              () -> register.settleObjection(MAIL, NORTH.id(), outcome, "Agreed", PRIVACY))
          .isInstanceOf(IllegalSubprocessorMoveException.class);
      assertThat(register.obstacles(MAIL, today())).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void goesOnAfterEachWayToSettleAnObjection(Settlement outcome) {
    notified(MAIL, Vendors.mail());
    register.object(MAIL, NORTH.id(), "No", PRIVACY);
    register.settleObjection(MAIL, NORTH.id(), outcome, "Agreed on the phone", PRIVACY);
    clock.advance(Duration.ofDays(20));

    SubprocessorEntry engaged = register.engage(MAIL, today(), PRIVACY);

    SubprocessorReply reply = engaged.reply(NORTH.id()).orElseThrow();
    assertThat(reply.settlement()).isEqualTo(outcome);
    assertThat(reply.reason()).isEqualTo("No");
    assertThat(reply.settlementReason()).isEqualTo("Agreed on the phone");
    assertThat(engaged.isEngagedFor(NORTH.id(), today()))
        .isEqualTo(outcome == Settlement.WITHDRAWN_BY_CONTROLLER || outcome == Settlement.REMEDIED);
  }

  @Test
  void keepsTheTwoKindsOfAuthorisationApart() {
    clients.set(0, SubprocessorClient.of(NORTH, Vendors.specific()));
    notified(MAIL, Vendors.mail());

    assertThatThrownBy(() -> register.object(MAIL, NORTH.id(), "", PRIVACY))
        .isInstanceOf(IllegalSubprocessorMoveException.class)
        .hasMessageContaining("authorise or refuse");
    assertThatThrownBy(() -> register.authorise(MAIL, SOUTH.id(), PRIVACY))
        .isInstanceOf(IllegalSubprocessorMoveException.class)
        .hasMessageContaining("it can only object");
    assertThatThrownBy(() -> register.refuse(MAIL, SOUTH.id(), "", PRIVACY))
        .isInstanceOf(IllegalSubprocessorMoveException.class);
    assertThatThrownBy(
            () -> register.settleObjection(MAIL, SOUTH.id(), Settlement.REMEDIED, "What?", PRIVACY))
        .isInstanceOf(IllegalSubprocessorMoveException.class);
    for (PartyId stranger : List.of(new PartyId("stranger"), VENDOR.id())) {
      assertThatThrownBy(() -> register.authorise(MAIL, stranger, PRIVACY))
          .isInstanceOf(ControllerNotConcernedException.class);
      assertThatThrownBy(() -> register.refuse(MAIL, stranger, "", PRIVACY))
          .isInstanceOf(ControllerNotConcernedException.class);
      assertThatThrownBy(
              () -> register.settleObjection(MAIL, stranger, Settlement.REMEDIED, "x", PRIVACY))
          .isInstanceOf(ControllerNotConcernedException.class);
    }
  }

  @Test
  void replacesInOneCommit() {
    Vendors.engage(register, clock, MAIL, Vendors.mail());
    SubprocessorId next = new SubprocessorId("mail-2");
    notified(next, Vendors.mail().replacing(MAIL));
    assertThat(sent.get(sent.size() - 1).replaces()).isEqualTo("Seine Courrier SAS");
    assertThatThrownBy(() -> register.replace(next, today(), PRIVACY))
        .isInstanceOf(SubprocessorNotEngageableException.class);
    assertThat(register.find(MAIL).orElseThrow().endsOn()).isNull();
    clock.advance(Duration.ofDays(20));
    LocalDate from = today().plusDays(10);

    SubprocessorEntry engaged = register.replace(next, from, PRIVACY);

    SubprocessorEntry old = register.find(MAIL).orElseThrow();
    assertThat(engaged.engagedFrom()).isEqualTo(from);
    assertThat(old.endsOn()).isEqualTo(from);
    assertThat(old.replacedBy()).isEqualTo(next);
    assertThat(old.status()).isEqualTo(SubprocessorStatus.ENGAGED);
    assertThat(old.isEngagedOn(from.minusDays(1))).isTrue();
    assertThat(old.isEngagedOn(from)).isFalse();
    clock.advance(Duration.ofDays(10));
    assertThat(register.find(MAIL).orElseThrow().status()).isEqualTo(SubprocessorStatus.ENDED);
    long seq = store.stream(VENDOR.id(), next.stream()).get(7 - 1).seq();
    assertThat(store.stream(VENDOR.id(), MAIL.stream()))
        .last()
        .satisfies(
            ended -> {
              assertThat(ended.seq()).isEqualTo(seq + 1);
              assertThat(ended.details()).containsEntry("replaced-by", "mail-2");
            });
  }

  @Test
  void replacesOnlyWhomItWasProposedFor() {
    notified(MAIL, Vendors.mail());
    clock.advance(Duration.ofDays(20));
    assertThatThrownBy(() -> register.replace(MAIL, today(), PRIVACY))
        .isInstanceOf(IllegalSubprocessorMoveException.class)
        .hasMessageContaining("so engage it");

    SubprocessorId next = new SubprocessorId("mail-2");
    notified(next, Vendors.mail().replacing(MAIL));
    clock.advance(Duration.ofDays(20));
    assertThatThrownBy(() -> register.replace(next, today(), PRIVACY))
        .as("whom it replaces is not engaged")
        .isInstanceOf(IllegalSubprocessorMoveException.class)
        .hasMessageStartingWith("Subprocessor mail cannot go from NOTIFIED to ENDED");
    assertThat(register.find(next).orElseThrow().status()).isEqualTo(SubprocessorStatus.NOTIFIED);
  }

  @Test
  void announcesAnEndAndMovesItUntilItHasCome() {
    Vendors.engage(register, clock, MAIL, Vendors.mail());
    LocalDate day = today();

    register.end(MAIL, day.plusDays(10), "Moving", PRIVACY);
    SubprocessorEntry moved = register.end(MAIL, day.plusDays(5), "Faster", PRIVACY);

    assertThat(moved.status()).isEqualTo(SubprocessorStatus.ENGAGED);
    assertThat(moved.endsOn()).isEqualTo(day.plusDays(5));
    assertThat(moved.reason()).isEqualTo("Faster");
    clock.advance(Duration.ofDays(5));
    assertThat(register.find(MAIL).orElseThrow().status()).isEqualTo(SubprocessorStatus.ENDED);
    assertThatThrownBy(() -> register.end(MAIL, day.plusDays(9), "Again", PRIVACY))
        .isInstanceOf(IllegalSubprocessorMoveException.class);
    assertThatThrownBy(() -> register.engage(MAIL, today(), PRIVACY))
        .isInstanceOf(IllegalSubprocessorMoveException.class);
    assertThatThrownBy(() -> register.recordDiligence(MAIL, Vendors.diligence(today())))
        .isInstanceOf(IllegalSubprocessorMoveException.class);
  }

  @Test
  void datesNothingBack() {
    notified(MAIL, Vendors.mail());
    clock.advance(Duration.ofDays(20));
    assertThatThrownBy(() -> register.engage(MAIL, today().minusDays(1), PRIVACY))
        .isInstanceOf(IllegalArgumentException.class);
    register.engage(MAIL, today(), PRIVACY);
    assertThatThrownBy(() -> register.end(MAIL, today().minusDays(1), "Gone", PRIVACY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> register.recordDiligence(MAIL, Vendors.diligence(today().plusDays(1))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void endsAChainFromItsLowerEnd() {
    Vendors.engage(register, clock, HOSTING, Vendors.hosting());
    Vendors.engage(register, clock, VAULT, Vendors.vault());
    assertThat(register.find(HOSTING).orElseThrow().below()).containsExactly(VAULT);
    LocalDate day = today().plusDays(7);

    assertThatThrownBy(() -> register.end(HOSTING, day, "Moving", PRIVACY))
        .isInstanceOf(IllegalSubprocessorMoveException.class)
        .hasMessageContaining("it engaged [vault], end those first");
    register.end(VAULT, day, "Moving", PRIVACY);
    register.end(HOSTING, day, "Moving", PRIVACY);
    assertThatThrownBy(() -> register.end(VAULT, day.plusDays(1), "A day more", PRIVACY))
        .isInstanceOf(IllegalSubprocessorMoveException.class)
        .hasMessageContaining("hosting, which engaged it, ends on " + day);
  }

  @Test
  void engagesNobodyBelowSomebodyWhoIsNotEngaged() {
    notified(HOSTING, Vendors.hosting());
    notified(VAULT, Vendors.vault());
    clock.advance(Duration.ofDays(20));
    assertThat(refusedEngagement(VAULT).obstacles())
        .extracting(SubprocessorObstacle::kind)
        .containsExactly(Kind.ENGAGER_NOT_ENGAGED);

    register.engage(HOSTING, today().plusDays(3), PRIVACY);
    assertThat(register.obstacles(VAULT, today().plusDays(2)))
        .extracting(SubprocessorObstacle::kind)
        .containsExactly(Kind.ENGAGER_NOT_ENGAGED);
    register.engage(VAULT, today().plusDays(3), PRIVACY);
  }

  @Test
  void givesUpWhatIsNotEngaged() {
    register.propose(MAIL, Vendors.mail(), PRIVACY);

    SubprocessorEntry withdrawn = register.withdraw(MAIL, "Too expensive", PRIVACY);

    assertThat(withdrawn.status()).isEqualTo(SubprocessorStatus.WITHDRAWN);
    assertThat(withdrawn.reason()).isEqualTo("Too expensive");
    assertThatThrownBy(() -> register.engage(MAIL, today(), PRIVACY))
        .isInstanceOf(IllegalSubprocessorMoveException.class);
    assertThatThrownBy(() -> register.withdraw(MAIL, "Again", PRIVACY))
        .isInstanceOf(IllegalSubprocessorMoveException.class);
    assertThatThrownBy(() -> register.recordTransfers(MAIL, List.of(), PRIVACY))
        .isInstanceOf(IllegalSubprocessorMoveException.class);
    Vendors.engage(register, clock, HOSTING, Vendors.hosting());
    assertThatThrownBy(() -> register.withdraw(HOSTING, "Again", PRIVACY))
        .isInstanceOf(IllegalSubprocessorMoveException.class);
  }

  @Test
  void goesOnLookingAtWhoIsEngaged() {
    Vendors.engage(register, clock, MAIL, Vendors.mail());

    SubprocessorEntry entry = register.recordDiligence(MAIL, unfit());

    assertThat(entry.status()).isEqualTo(SubprocessorStatus.ENGAGED);
    assertThat(entry.diligence()).map(SubprocessorDiligence::isPositive).contains(false);
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    register.propose(MAIL, Vendors.mail(), PRIVACY);

    assertThatThrownBy(() -> register.propose(MAIL, Vendors.mail(), PRIVACY))
        .isInstanceOf(DuplicateSubprocessorException.class)
        .hasMessageContaining("such as mail-2");
    assertThatThrownBy(() -> register.propose(VAULT, Vendors.vault(), PRIVACY))
        .isInstanceOf(SubprocessorNotFoundException.class)
        .hasMessageContaining("hosting");
    assertThatThrownBy(
            () ->
                register.propose(
                    HOSTING,
                    SubprocessorDetails.of(
                        Vendors.hosting().organisation(), "x", "y", "cloud", "telegraph"),
                    PRIVACY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "There is no service telegraph in this register; it has [cloud, push-notifications]");
    assertThatThrownBy(() -> register.engage(VAULT, today(), PRIVACY))
        .isInstanceOf(SubprocessorNotFoundException.class);
    assertThat(register.find(VAULT)).isEmpty();
    assertThatThrownBy(() -> register.end(MAIL, today(), " ", PRIVACY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void showsAControllerItsOwnNoticesOnly() {
    notified(MAIL, Vendors.mail());
    register.object(MAIL, SOUTH.id(), "A secret of South", PRIVACY);

    List<SubprocessorReply> north = register.noticesFor(NORTH.id());

    assertThat(north)
        .singleElement()
        .satisfies(
            reply -> {
              assertThat(reply.notice().to()).isEqualTo(NORTH);
              assertThat(reply.standing()).isEqualTo(Standing.TOLD);
              assertThat(reply.notice().document().html())
                  .contains("North Shipping AS")
                  .doesNotContain("South Bakery", "West School", "secret");
            });
    assertThat(register.noticesFor(new PartyId("stranger"))).isEmpty();
    assertThat(register.listOn(today()).document().html())
        .doesNotContain("North", "South", "West", "secret");
  }

  @Test
  void readsBackWhatWasWritten() {
    SubprocessorDetails details =
        Vendors.mail()
            .transferring(
                new Transfer(
                    Country.of("US"),
                    TransferMechanism.ADEQUACY_DECISION,
                    "listed since 2024",
                    URI.create("https://listing.example/")));

    assertThat(register.propose(MAIL, details, PRIVACY).details()).isEqualTo(details);
    register.propose(HOSTING, Vendors.hosting(), PRIVACY);
    assertThat(register.propose(VAULT, Vendors.vault(), PRIVACY).details())
        .isEqualTo(Vendors.vault());
    assertThat(register.all())
        .extracting(SubprocessorEntry::id)
        .containsExactly(HOSTING, MAIL, VAULT);
  }

  @Test
  void noticesWordsThatWereChangedBehindItsBack() {
    register.propose(MAIL, Vendors.mail(), PRIVACY);
    SheetId id = new SheetId("subprocessor", "mail");
    Map<String, String> fields = new TreeMap<>(store.sheet(VENDOR.id(), id).orElseThrow().fields());
    fields.put("details.1.organisation.name", "Somebody else");
    store.commit(
        VENDOR.id(),
        List.of(
            new EvidenceDraft(
                new StreamId("intruder", "1"), 0, "something", clock.instant(), Map.of())),
        List.of(new SheetChange.Put(new Sheet(id, fields))));

    assertThatThrownBy(() -> register.find(MAIL))
        .isInstanceOf(SubprocessorSheetAlteredException.class)
        .hasMessageContaining("mail");
  }

  @Test
  void keepsTwoProcessorsApart() {
    SubprocessorRegister other =
        SubprocessorRegister.builder(store, Vendors.hosting().organisation())
            .services(CLOUD)
            .days(WorkingDays.weekendsOnly(), Vendors.ZONE)
            .clients(List::of)
            .notices(notice -> {})
            .clock(clock)
            .build();
    register.propose(MAIL, Vendors.mail(), PRIVACY);

    assertThat(other.all()).isEmpty();
    assertThat(other.find(MAIL)).isEmpty();
  }

  @Test
  void saysWhatIsMissingToMakeARegister() {
    assertThatThrownBy(() -> SubprocessorRegister.builder(store, VENDOR).services(PUSH).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("call days(workingDays, zone)");
    assertThatThrownBy(
            () ->
                SubprocessorRegister.builder(store, VENDOR)
                    .days(WorkingDays.weekendsOnly(), Vendors.ZONE)
                    .clients(List::of)
                    .notices(notice -> {})
                    .clock(clock)
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("call services(...)");
  }

  @Test
  void saysNothingOfNamesAndWordsInToString() {
    notified(MAIL, Vendors.mail());
    register.object(MAIL, SOUTH.id(), "A secret of South", PRIVACY);
    SubprocessorEntry entry = register.find(MAIL).orElseThrow();

    assertThat(
            List.of(
                    entry,
                    entry.details(),
                    entry.diligences(),
                    entry.replies(),
                    sent,
                    clients,
                    register.listOn(today()),
                    register.listOn(today()).document())
                .toString())
        .contains("SubprocessorEntry[mail, NOTIFIED]")
        .doesNotContain("Seine", "South", "secret", "audit", "Rouen");
  }

  private void notified(SubprocessorId id, SubprocessorDetails details) {
    register.propose(id, details, PRIVACY);
    register.recordDiligence(id, Vendors.diligence(today()));
    register.notifyControllers(id, PRIVACY);
  }

  private SubprocessorDiligence unfit() {
    return SubprocessorDiligence.of(
        PRIVACY,
        today(),
        Evaluation.negative("No encryption at rest"),
        Evaluation.positive(""),
        Evaluation.positive(""));
  }

  private SubprocessorNotEngageableException refusedEngagement(SubprocessorId id) {
    SubprocessorNotEngageableException refused =
        catchThrowableOfType(
            SubprocessorNotEngageableException.class,
            () -> register.engage(id, today().plusDays(3), PRIVACY));
    assertThat(refused).isNotNull();
    assertThat(register.find(id).orElseThrow().engagedFrom()).isNull();
    return refused;
  }
}
