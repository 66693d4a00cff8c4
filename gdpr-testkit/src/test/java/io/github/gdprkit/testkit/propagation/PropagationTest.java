package io.github.gdprkit.testkit.propagation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.erasure.HoldGround;
import io.github.gdprkit.erasure.LegalHold;
import io.github.gdprkit.erasure.RestoreDetectedException;
import io.github.gdprkit.erasure.RestoreState;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.fulfilment.Intake;
import io.github.gdprkit.fulfilment.Requests;
import io.github.gdprkit.hook.DataHook;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.Recipient;
import io.github.gdprkit.processing.RecipientResult;
import io.github.gdprkit.processing.RecipientTold;
import io.github.gdprkit.propagation.FollowUp;
import io.github.gdprkit.propagation.GatewayAnswer;
import io.github.gdprkit.propagation.IllegalInstructionMoveException;
import io.github.gdprkit.propagation.InstructionId;
import io.github.gdprkit.propagation.InstructionNotFoundException;
import io.github.gdprkit.propagation.InstructionState;
import io.github.gdprkit.propagation.InstructionStatus;
import io.github.gdprkit.propagation.Propagation;
import io.github.gdprkit.propagation.PropagationSettings;
import io.github.gdprkit.propagation.Settlement;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.Correction;
import io.github.gdprkit.request.Decision;
import io.github.gdprkit.request.IdentityLevel;
import io.github.gdprkit.request.IntakeChannel;
import io.github.gdprkit.request.ManualResult;
import io.github.gdprkit.request.RefusalGround;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStatus;
import io.github.gdprkit.request.TaskStatus;
import io.github.gdprkit.request.ToTell;
import io.github.gdprkit.request.Verification;
import io.github.gdprkit.testkit.fault.CrashingStore;
import io.github.gdprkit.testkit.fault.CrashingStore.Moment;
import io.github.gdprkit.testkit.fault.SimulatedCrash;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import io.github.gdprkit.testkit.memory.RecordingGateway;
import io.github.gdprkit.testkit.time.SettableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What recipients are told, by whom, when again, and what becomes of the request meanwhile. */
class PropagationTest {

  private static final Recipient HOSTING = new Recipient("Hosting Ltd", new PartyId("hosting"));
  private static final Recipient MAIL = new Recipient("Mail Ltd", new PartyId("mail"));
  private static final Recipient PAPER = new Recipient("A printer next door");

  @TempDir Path folder;

  private final SettableClock clock = new SettableClock();
  private final RecordingGateway hosting = new RecordingGateway();
  private final RecordingGateway mail = new RecordingGateway();
  private House house;
  private GdprKit kit;
  private Requests requests;
  private Propagation propagation;

  private static Notes notes(String id, Recipient... recipients) {
    return new Notes(id, recipients).holding(Subjects.ANNA, "a").holding(Subjects.BORIS, "b");
  }

  private void open(DataHook... hooks) {
    house =
        new House(folder, "desk", clock, hooks).telling("hosting", hosting).telling("mail", mail);
    start();
  }

  private void start() {
    kit = house.kit();
    requests = kit.requests();
    propagation = kit.propagation();
  }

  private RequestId erasure() {
    RequestId id = house.grantedErasure(requests, Subjects.ANNA);
    requests.fulfil(id);
    return id;
  }

  private InstructionState only(RequestId id) {
    assertThat(propagation.of(id)).hasSize(1);
    return propagation.of(id).get(0);
  }

  private List<EvidenceEntry> entries(InstructionId id) {
    return house.store.stream(house.controller.id(), id.stream());
  }

  // Trying again

  @Test
  @GdprReference(article = "19", text = "to each recipient to whom the personal data have been")
  void triesAgainLaterAndLessAndLessOften() {
    open(notes("posts", HOSTING));
    hosting.unreachable(3).answering(new GatewayAnswer.Done(1));

    RequestId id = erasure();

    assertThat(only(id).failures()).isEqualTo(1);
    assertThat(only(id).error()).isEqualTo("java.io.IOException");
    assertThat(only(id).againAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(15)));
    propagation.follow();
    requests.fulfil(id);
    assertThat(only(id).failures()).isEqualTo(1);
    clock.advance(Duration.ofMinutes(15));
    propagation.follow();
    assertThat(only(id).againAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(30)));
    clock.advance(Duration.ofMinutes(30));
    propagation.follow();
    assertThat(only(id).againAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(60)));
    assertThat(hosting.taken()).isEmpty();
    clock.advance(Duration.ofMinutes(60));

    FollowUp last = propagation.follow();

    assertThat(last.open()).isEmpty();
    assertThat(last.failures()).isEmpty();
    assertThat(hosting.taken()).hasSize(1);
    assertThat(requests.get(id).status()).isEqualTo(RequestStatus.FULFILLED);
  }

  @Test
  void neverWaitsLongerThanTheSettingsSay() {
    open(notes("posts", HOSTING));
    house.with(new PropagationSettings(14, Duration.ofHours(1), Duration.ofHours(3)));
    start();
    hosting.unreachable(100);
    RequestId id = erasure();
    for (int hours : new int[] {1, 2, 3, 3}) {
      assertThat(only(id).againAt()).isEqualTo(clock.instant().plus(Duration.ofHours(hours)));
      clock.advance(Duration.ofHours(hours));
      propagation.follow();
    }
  }

  @Test
  void tellsUnderTheSameIdWhenTheAnswerWasLost() {
    open(notes("posts", HOSTING));
    hosting.losingAnswers(1).answering(new GatewayAnswer.Done(1));
    RequestId id = erasure();
    assertThat(hosting.taken()).hasSize(1);
    assertThat(only(id).status()).isEqualTo(InstructionStatus.INSTRUCTED);

    clock.advance(Duration.ofHours(1));
    propagation.follow();

    assertThat(hosting.deliveries()).containsOnlyKeys(only(id).id()).containsValue(2);
    assertThat(only(id).status()).isEqualTo(InstructionStatus.DONE);
  }

  @Test
  void tellsAgainWhoHasForgotten() {
    open(notes("posts", HOSTING));
    hosting.answering(new GatewayAnswer.Acknowledged());
    RequestId id = erasure();
    hosting.forget();
    hosting.answering(new GatewayAnswer.Done(1));

    propagation.follow();

    assertThat(hosting.deliveries()).containsOnlyKeys(only(id).id()).containsValue(2);
    assertThat(requests.get(id).status()).isEqualTo(RequestStatus.FULFILLED);
  }

  @Test
  void writesNothingDownWhileThereIsNoNews() {
    open(notes("posts", HOSTING));
    hosting.answering(new GatewayAnswer.Refused("no", "No."));
    RequestId id = erasure();
    int before = entries(only(id).id()).size();

    propagation.follow();
    propagation.follow();

    assertThat(hosting.questions()).isEqualTo(2);
    assertThat(entries(only(id).id())).hasSize(before);
    hosting.answering(new GatewayAnswer.Refused("not-yet", "Not yet."));
    propagation.follow();
    assertThat(entries(only(id).id())).hasSize(before + 1);
    assertThat(only(id).refusal()).isEqualTo(new GatewayAnswer.Refused("not-yet", "Not yet."));
    hosting.answering(new GatewayAnswer.Done(1));
    propagation.follow();
    assertThat(requests.get(id).status()).isEqualTo(RequestStatus.FULFILLED);
  }

  // Who is told, and what

  @Test
  void tellsAnOrganisationOnceWhateverItIsCalled() {
    open(
        notes("posts", HOSTING, PAPER),
        notes("bills", new Recipient("Hosting", HOSTING.party()), PAPER),
        notes("mails", new Recipient("Hosting Ltd")));

    RequestId id = erasure();

    assertThat(hosting.taken()).hasSize(1);
    assertThat(hosting.taken().get(0).data())
        .containsExactlyInAnyOrder("Notes posts", "Notes bills", "Notes mails");
    assertThat(propagation.of(id)).hasSize(2);
  }

  @Test
  void tellsTwoOrganisationsOfOneName() {
    Recipient other = new Recipient("Hosting Ltd", MAIL.party());
    open(notes("posts", HOSTING, other));

    erasure();

    assertThat(hosting.taken()).hasSize(1);
    assertThat(mail.taken()).hasSize(1);
  }

  @Test
  void tellsThoseThatTheHostKnowsOfBeside() {
    open(notes("posts"), notes("bills"));
    house.withMore(hook -> hook.equals(new HookId("bills")) ? List.of(MAIL) : List.of());
    start();
    hosting.answering(new GatewayAnswer.Done(1));

    RequestId id = erasure();

    assertThat(mail.taken()).hasSize(1);
    assertThat(mail.taken().get(0).data()).containsExactly("Notes bills");
    house.withMore(hook -> List.of(MAIL, HOSTING));
    start();
    requests.fulfil(id);
    assertThat(hosting.taken()).hasSize(1);
    assertThat(mail.deliveries()).containsValue(1);
    assertThat(propagation.recipientsTold(id))
        .extracting(RecipientTold::name)
        .containsExactlyInAnyOrder("Mail Ltd", "Hosting Ltd");
  }

  @Test
  @GdprReference(article = "19", text = "unless this proves impossible")
  void leavesOutTheRecipientsOfWhatIsKept() {
    open(
        notes("posts", HOSTING),
        new Notes("bills", LegalBasis.LEGAL_OBLIGATION, MAIL).holding(Subjects.ANNA, "a bill"));
    RequestId id =
        requests
            .receive(
                Intake.of(
                    Claim.ERASURE, Subjects.ANNA, "Anna", IntakeChannel.EMAIL, clock.instant()),
                House.DPO)
            .id();
    requests.confirmIdentity(
        id,
        new Verification(IdentityLevel.SIGNED_IN, "session", House.DPO, clock.instant()),
        Subjects.ANNA,
        House.DPO);
    requests.decide(
        id,
        Decision.grant()
            .on(LegalBasis.CONTRACT, Condition.NO_LONGER_NECESSARY)
            .refused(LegalBasis.LEGAL_OBLIGATION, RefusalGround.LEGAL_OBLIGATION_OR_PUBLIC_TASK)
            .explained("Bills are kept.")
            .build(),
        House.DPO);

    requests.fulfil(id);

    assertThat(hosting.taken()).hasSize(1);
    assertThat(mail.taken()).isEmpty();
  }

  @Test
  @GdprReference(article = "5(1)(c)", text = "limited to what is necessary")
  void tellsACorrectionOnlyToWhomItConcerns() {
    open(notes("posts", HOSTING), notes("bills", HOSTING, MAIL), notes("mails", PAPER));
    Correction ofPosts = new Correction(new HookId("posts"), "text", "posts are right");
    Correction ofBills = new Correction(new HookId("bills"), "text", "bills are right");

    RequestId id =
        house.granted(
            requests,
            Claim.RECTIFICATION,
            Subjects.ANNA,
            List.of(ofPosts, ofBills),
            Condition.INACCURATE);
    requests.fulfil(id);

    assertThat(hosting.taken().get(0).corrections()).containsExactlyInAnyOrder(ofPosts, ofBills);
    assertThat(mail.taken().get(0).corrections()).containsExactly(ofBills);
    assertThat(propagation.of(id)).hasSize(2);
  }

  @Test
  void tellsRecipientsAlsoWhenAHookFails() {
    Notes posts = notes("posts", HOSTING).broken(true);
    open(posts);

    RequestId id = erasure();

    assertThat(posts.of(Subjects.ANNA)).isNotEmpty();
    assertThat(hosting.taken()).hasSize(1);
    assertThat(requests.get(id).status()).isEqualTo(RequestStatus.IN_PROGRESS);
  }

  @Test
  @GdprReference(
      article = "17(3)(e)",
      text = "for the establishment, exercise or defence of legal claims")
  void tellsNobodyToEraseWhatALegalHoldIsOn() {
    open(notes("posts", HOSTING), notes("bills", MAIL, HOSTING));
    LegalHold hold =
        kit.holds()
            .place(Subjects.ANNA, HoldGround.LITIGATION, Set.of(new HookId("posts")), House.DPO);
    mail.answering(new GatewayAnswer.Done(1));
    hosting.answering(new GatewayAnswer.Done(1));

    RequestId id = erasure();

    assertThat(mail.taken()).hasSize(1);
    assertThat(hosting.taken()).isEmpty();
    assertThat(requests.get(id).status()).isEqualTo(RequestStatus.PARTLY_FULFILLED);
    propagation.follow();
    assertThat(hosting.taken()).isEmpty();
    kit.holds().release(hold.id(), House.DPO);
    requests.fulfil(id);
    assertThat(hosting.taken()).hasSize(1);
    assertThat(requests.get(id).hasOpenWork()).isFalse();
    assertThat(requests.papers(id)).isEmpty();
  }

  @Test
  void stopsTryingWhileALegalHoldCameInBetween() {
    open(notes("posts", HOSTING));
    hosting.unreachable(1);
    RequestId id = erasure();
    LegalHold hold = kit.holds().place(Subjects.ANNA, HoldGround.LITIGATION, House.DPO);
    clock.advance(Duration.ofDays(1));

    propagation.follow();

    assertThat(hosting.taken()).isEmpty();
    assertThat(only(id).status()).isEqualTo(InstructionStatus.INSTRUCTED);
    kit.holds().release(hold.id(), House.DPO);
    propagation.follow();
    assertThat(hosting.taken()).hasSize(1);
  }

  // Deadlines

  @Test
  void givesARecipientNoLongerThanTheRequestHas() {
    open(notes("posts", HOSTING));
    house.with(PropagationSettings.defaults().withAnswerDays(60));
    start();
    RequestId id = erasure();

    assertThat(only(id).answerBy()).isEqualTo(requests.get(id).deadline().lastDay());
    assertThat(hosting.taken().get(0).answerBy()).isEqualTo(only(id).answerBy());
    clock.advance(Duration.ofDays(100));
    RequestId late = house.grantedErasure(requests, Subjects.BORIS);
    clock.advance(Duration.ofDays(100));
    requests.fulfil(late);
    LocalDate today = LocalDate.of(2026, 8, 19);
    assertThat(propagation.of(late).get(0).answerBy()).isEqualTo(today);
    assertThat(propagation.overdue(today))
        .extracting(InstructionState::request)
        .containsExactly(id);
    assertThat(propagation.overdue(today.plusDays(1))).hasSize(2);
  }

  // People

  @Test
  @GdprReference(article = "28(3)(a)", text = "only on documented instructions")
  void hasPeopleTellThoseThatNoGatewayReaches() {
    open(notes("posts", PAPER, new Recipient("Unknown Ltd", new PartyId("unknown"))));
    RequestId id = erasure();
    assertThat(propagation.open()).hasSize(2).allMatch(InstructionState::isDelivered);
    InstructionState printer =
        propagation.of(id).stream()
            .filter(state -> state.recipient().equals(PAPER))
            .findFirst()
            .orElseThrow();
    assertThat(propagation.words(printer.id()))
        .startsWith("Tell A printer next door to erase what it has of this person (Art. 19).")
        .contains("It got: Notes posts.", "request " + id, "14 February 2026")
        .contains(printer.id().value());

    propagation.record(printer.id(), new GatewayAnswer.Acknowledged(), House.DPO);
    propagation.follow();
    assertThat(propagation.get(printer.id()).status()).isEqualTo(InstructionStatus.ACKNOWLEDGED);
    propagation.record(
        printer.id(), new GatewayAnswer.Refused("no-paper", "It has none."), House.DPO);
    assertThat(requests.get(id).status()).isEqualTo(RequestStatus.IN_PROGRESS);
    propagation.record(printer.id(), new GatewayAnswer.Done(4), House.DPO);
    for (InstructionState other : propagation.open()) {
      propagation.settle(other.id(), Settlement.IMPOSSIBLE, "It is dissolved.", House.DPO);
    }

    assertThat(requests.get(id).status()).isEqualTo(RequestStatus.PARTLY_FULFILLED);
    assertThat(entries(printer.id()).get(entries(printer.id()).size() - 1).details())
        .containsEntry("by", "dpo")
        .containsEntry("records", "4");
    assertThat(requests.answer(id).texts(ToTell.RECIPIENTS_TOLD).get(0))
        .contains("A printer next door: it did the same.")
        .contains(
            "Unknown Ltd: it could not be told, because that was impossible. The reason: It is"
                + " dissolved.");
  }

  @Test
  void takesTheTaskThatAPersonClosedForTheAnswer() {
    open(notes("posts", PAPER, HOSTING));
    RequestId id = erasure();
    requests.get(id).tasks().stream()
        .filter(task -> task.status() == TaskStatus.MANUAL)
        .forEach(
            task ->
                requests.closeTask(
                    id,
                    task.id(),
                    task.id().value().contains("printer")
                        ? ManualResult.NOTHING_THERE
                        : ManualResult.NOT_POSSIBLE,
                    "called",
                    House.DPO));

    assertThat(requests.get(id).status()).isEqualTo(RequestStatus.PARTLY_FULFILLED);
    assertThat(propagation.overdue(LocalDate.of(2030, 1, 1))).isEmpty();
    assertThat(propagation.recipientsTold(id))
        .extracting(RecipientTold::result)
        .containsExactlyInAnyOrder(RecipientResult.NOTHING_THERE, RecipientResult.NOT_TOLD);
    propagation.follow();
    assertThat(propagation.open()).isEmpty();
    assertThat(hosting.questions()).isZero();
  }

  @Test
  @GdprReference(article = "19", text = "involves disproportionate effort")
  void asksForTheReasonOfWhoeverSettlesIt() {
    open(notes("posts", HOSTING));
    RequestId id = erasure();
    InstructionId instruction = only(id).id();

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                propagation.settle(
                    instruction, Settlement.DISPROPORTIONATE_EFFORT, " ", House.DPO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> propagation.settle(instruction, Settlement.CALLED_OFF, "so", House.DPO));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> propagation.record(instruction, new GatewayAnswer.NoAnswerYet(), House.DPO));
    propagation.settle(
        instruction, Settlement.ENFORCED_OTHERWISE, "We ended the service.", House.DPO);
    assertThat(requests.get(id).status()).isEqualTo(RequestStatus.FULFILLED);
    assertThatThrownBy(() -> propagation.record(instruction, new GatewayAnswer.Done(1), House.DPO))
        .isInstanceOf(IllegalInstructionMoveException.class)
        .hasMessageContaining("SETTLED to DONE")
        .hasMessageContaining(instruction.value());
    assertThatThrownBy(() -> propagation.get(new InstructionId("tell-nobody")))
        .isInstanceOf(InstructionNotFoundException.class);
  }

  @Test
  void callsOffWhatWasNotAnsweredWhenTheRequestIsTakenBack() {
    open(notes("posts", HOSTING).broken(true));
    RequestId id = erasure();
    requests.withdraw(id, House.DPO);
    assertThat(propagation.overdue(LocalDate.of(2030, 1, 1))).isEmpty();

    propagation.follow();

    assertThat(only(id).settlement()).isEqualTo(Settlement.CALLED_OFF);
    assertThat(hosting.questions()).isZero();
  }

  // Crashes

  private boolean crashes(int call, Moment moment) throws Exception {
    String where = moment + " call " + call;
    RecordingGateway quick = new RecordingGateway().answering(new GatewayAnswer.Done(1));
    RecordingGateway slow = new RecordingGateway().answering(new GatewayAnswer.Acknowledged());
    house =
        new House(
                Files.createTempDirectory(folder, "round"),
                "desk",
                clock,
                notes("posts", HOSTING, MAIL, PAPER))
            .telling("hosting", quick)
            .telling("mail", slow);
    start();
    RequestId id = house.grantedErasure(requests, Subjects.ANNA);

    boolean crashed = false;
    try {
      work(house.kit(CrashingStore.atCall(house.store, call, moment)), id, slow);
    } catch (SimulatedCrash e) {
      crashed = true;
    }

    start();
    assertThat(kit.restores().check()).as(where).isInstanceOf(RestoreState.UpToDate.class);
    requests.unfinished().forEach(requests::fulfil);
    work(kit, id, slow);

    assertThat(requests.get(id).status()).as(where).isEqualTo(RequestStatus.PARTLY_FULFILLED);
    assertThat(propagation.of(id))
        .as(where)
        .hasSize(3)
        .extracting(InstructionState::status)
        .containsExactlyInAnyOrder(
            InstructionStatus.DONE, InstructionStatus.DONE, InstructionStatus.SETTLED);
    assertThat(quick.deliveries()).as(where).hasSize(1);
    assertThat(slow.deliveries()).as(where).hasSize(1);
    assertThat(propagation.recipientsTold(id)).as(where).hasSize(3);
    assertThat(propagation.open()).as(where).isEmpty();
    assertThat(requests.unfinished()).as(where).isEmpty();
    Set<String> once = new HashSet<>();
    for (EvidenceEntry entry : house.evidence("instruction")) {
      assertThat(once.add(entry.stream() + " " + entry.type())).as("%s %s", where, entry).isTrue();
    }
    return crashed;
  }

  /** All that happens from the decision to the end, taken up wherever it stands. */
  private static void work(GdprKit kit, RequestId id, RecordingGateway slow) {
    if (!kit.requests().get(id).status().isFinal()) {
      kit.requests().fulfil(id);
    }
    slow.answering(new GatewayAnswer.Done(1));
    kit.propagation().follow();
    for (InstructionState state : kit.propagation().open()) {
      kit.propagation().settle(state.id(), Settlement.IMPOSSIBLE, "It is dissolved.", House.DPO);
    }
    kit.propagation().follow();
  }

  @ParameterizedTest
  @EnumSource(
      value = Moment.class,
      names = {"BEFORE", "AFTER"})
  void forgetsNobodyAndTellsNobodyUnderAnotherIdAfterACrash(Moment moment) throws Exception {
    int call = 1;
    while (crashes(call, moment)) {
      call++;
    }
    assertThat(call).isGreaterThan(15);
  }

  @Test
  @GdprReference(article = "5(1)(d)", text = "accurate")
  void tellsNobodyOfSomebodyWhomAReplayTookOutOfThePapers() throws Exception {
    open(notes("posts", HOSTING));
    hosting.answering(new GatewayAnswer.Done(1));
    RequestId id =
        house.granted(
            requests, Claim.RESTRICTION, Subjects.ANNA, List.of(), Condition.ACCURACY_CONTESTED);
    InMemoryRequestStore backup = house.store.copy();
    erasure();
    GdprKit restored = house.kit(backup);
    assertThat(restored.restores().check()).isInstanceOf(RestoreState.ReplayOutstanding.class);
    restored
        .restores()
        .replay(
            (after, max, each) -> {
              each.accept(Subjects.ANNA);
              return Page.last();
            },
            House.DPO);

    restored.requests().fulfil(id);
    restored.propagation().follow();

    assertThat(hosting.taken()).hasSize(1);
    assertThat(restored.requests().get(id).status()).isEqualTo(RequestStatus.IN_PROGRESS);
    assertThat(restored.requests().unfinished()).containsExactly(id);
    restored.requests().get(id).tasks().stream()
        .filter(task -> task.status() == TaskStatus.MANUAL)
        .forEach(
            task ->
                restored
                    .requests()
                    .closeTask(id, task.id(), ManualResult.DONE, "We knew who.", House.DPO));
    assertThat(restored.requests().get(id).status()).isEqualTo(RequestStatus.FULFILLED);
  }

  @Test
  void servesNothingUntilARestoreIsReplayed() {
    open(notes("posts", HOSTING));
    RequestId id = erasure();
    InMemoryRequestStore backup = house.store.copy();
    requests.fulfil(house.grantedErasure(requests, Subjects.BORIS));
    GdprKit restored = house.kit(backup);

    assertThatThrownBy(() -> restored.propagation().follow())
        .isInstanceOf(RestoreDetectedException.class);
    assertThat(restored.propagation().of(id)).hasSize(1);
  }

  @Test
  void listsWhoseRecipientsNobodyBeganToTell() {
    open(notes("posts", HOSTING));
    RequestId id = house.grantedErasure(requests, Subjects.ANNA);
    assertThat(requests.unfinished()).containsExactly(id);
    requests.fulfil(id);
    assertThat(requests.unfinished()).isEmpty();
  }
}
