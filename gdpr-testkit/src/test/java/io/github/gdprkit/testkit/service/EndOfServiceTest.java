package io.github.gdprkit.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.Download;
import io.github.gdprkit.archive.DownloadToken;
import io.github.gdprkit.erasure.HoldGround;
import io.github.gdprkit.erasure.LedgerEntry;
import io.github.gdprkit.erasure.LedgerKind;
import io.github.gdprkit.erasure.LegalHold;
import io.github.gdprkit.erasure.RestoreState;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.fulfilment.EndOfService;
import io.github.gdprkit.fulfilment.EndOfServiceBlocker;
import io.github.gdprkit.fulfilment.EndOfServiceChoice;
import io.github.gdprkit.fulfilment.EndOfServiceId;
import io.github.gdprkit.fulfilment.EndOfServiceNotFoundException;
import io.github.gdprkit.fulfilment.EndOfServiceOpenException;
import io.github.gdprkit.fulfilment.EndOfServiceOutcome;
import io.github.gdprkit.fulfilment.EndOfServiceReport;
import io.github.gdprkit.fulfilment.EndOfServiceStatus;
import io.github.gdprkit.fulfilment.EndOfServiceStep;
import io.github.gdprkit.fulfilment.EndOfServiceStep.State;
import io.github.gdprkit.fulfilment.EndOfServiceTakenOverException;
import io.github.gdprkit.fulfilment.EndingService;
import io.github.gdprkit.fulfilment.HeldException;
import io.github.gdprkit.fulfilment.IllegalEndOfServiceMoveException;
import io.github.gdprkit.fulfilment.Progress;
import io.github.gdprkit.fulfilment.ProgressListener;
import io.github.gdprkit.hook.ErasureHook;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.Decision;
import io.github.gdprkit.request.RefusalGround;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.testkit.fault.FailingErasure;
import io.github.gdprkit.testkit.fault.FailingHook;
import io.github.gdprkit.testkit.fixture.FixtureChat;
import io.github.gdprkit.testkit.fixture.Orders;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.memory.RecordedArchive;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A controller's service ends; that of another one in the same tables does not. */
class EndOfServiceTest {

  private static final EndOfServiceId END = new EndOfServiceId("notice-2026-17");
  private static final ProgressListener NOBODY = ProgressListener.none();

  private final House house = new House();

  private static EndingService begin(GdprKit kit, EndOfServiceChoice choice) {
    return kit.endOfService().begin(END.value(), choice, House.CUSTOMER);
  }

  private static EndingService returned(GdprKit kit) {
    begin(kit, EndOfServiceChoice.RETURN_AND_ERASE);
    EndOfServiceOutcome outcome = kit.endOfService().returnData(END, NOBODY);
    assertThat(outcome.failures()).isEmpty();
    return outcome.service();
  }

  private static void handedOver(GdprKit kit) {
    returned(kit);
    kit.endOfService().handedOverByHand(END, FixtureChat.SERVER_LOG, "ticket-5", House.DPO);
    kit.endOfService().handedOver(END, House.CUSTOMER);
  }

  /** Erases, does by hand what has to be, and erases again. */
  private static EndOfServiceOutcome erased(GdprKit kit) {
    kit.endOfService().erase(END, NOBODY);
    kit.endOfService().closeByHand(END, FixtureChat.SERVER_LOG, "ticket-6", House.DPO);
    return kit.endOfService().erase(END, NOBODY);
  }

  private static EndOfServiceStep step(GdprKit kit, HookId hook) {
    return kit.endOfService().get(END).step(hook);
  }

  @Test
  @GdprReference(
      article = "28(3)(g)",
      text =
          "at the choice of the controller, deletes or returns all the personal data to the"
              + " controller after the end of the provision of services relating to processing")
  void returnsEverythingAndThenErasesEverybody() {
    GdprKit kit = house.kit();
    RequestId access = house.answered(kit, Claim.ACCESS, Subjects.ANNA);
    List<String> ofOthers = house.others.snapshot();

    handedOver(kit);
    EndingService.Returned returned = kit.endOfService().get(END).returned().orElseThrow();
    RecordedArchive archive = RecordedArchive.read(house.archives, returned.archive());
    assertThat(archive.records(FixtureChat.MESSAGES_SENT)).hasSize(22);
    assertThat(archive.contains(FixtureChat.canaryOf(Subjects.BORIS))).isTrue();
    assertThat(archive.contains("-at-other")).isFalse();
    EndOfServiceOutcome outcome = erased(kit);

    assertThat(outcome.failures()).isEmpty();
    assertThat(outcome.blockers()).isEmpty();
    assertThat(outcome.isEnded()).isTrue();
    assertThat(house.rows()).isEmpty();
    assertThat(house.others.snapshot()).isEqualTo(ofOthers).isNotEmpty();
    assertThat(house.archives.sealedArchives()).isEmpty();
    assertThat(kit.requests().papers(access)).isEmpty();
    assertThat(kit.ledger().isErased(Subjects.ANNA)).isTrue();
    assertThat(kit.ledger().isErased(Subjects.person("somebody-else"))).isTrue();
    assertThat(house.kitOfTheOther().ledger().isErased(Subjects.ANNA)).isFalse();
    assertThat(kit.restores().check()).isInstanceOf(RestoreState.UpToDate.class);
    assertThat(kit.endOfService().open()).isEmpty();
  }

  @Test
  void erasesAtOnceWhenTheControllerWantsNothingBack() {
    GdprKit kit = house.kit();
    begin(kit, EndOfServiceChoice.ERASE);
    assertThatThrownBy(() -> kit.endOfService().returnData(END, NOBODY))
        .isInstanceOf(IllegalEndOfServiceMoveException.class)
        .hasMessageContaining("ERASE");

    assertThat(erased(kit).isEnded()).isTrue();

    assertThat(house.rows()).isEmpty();
    assertThat(house.archives.sealedArchives()).isEmpty();
    assertThat(kit.endOfService().report(END).returned()).isNull();
  }

  @Test
  void refusesToEraseBeforeTheControllerHasItsData() {
    GdprKit kit = house.kit();
    List<String> rows = house.rows();
    begin(kit, EndOfServiceChoice.RETURN_AND_ERASE);
    assertThatThrownBy(() -> kit.endOfService().erase(END, NOBODY))
        .isInstanceOf(IllegalEndOfServiceMoveException.class)
        .hasMessageContaining("from BEGUN to ERASING")
        .hasMessageContaining("[RETURNED, CANCELLED]");
    returned(kit);
    assertThatThrownBy(() -> kit.endOfService().erase(END, NOBODY))
        .isInstanceOf(IllegalEndOfServiceMoveException.class)
        .hasMessageContaining("handedOver");

    assertThat(house.rows()).isEqualTo(rows);
    assertThat(entries()).isEmpty();
  }

  @Test
  void isHandedOverOnlyWithWhatNoHookExports() {
    GdprKit kit = house.kit();
    EndingService service = returned(kit);

    assertThat(service.toHandOverByHand()).containsExactly(FixtureChat.SERVER_LOG);
    assertThatThrownBy(() -> kit.endOfService().handedOver(END, House.CUSTOMER))
        .isInstanceOf(IllegalEndOfServiceMoveException.class)
        .hasMessageContaining("server-log");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                kit.endOfService()
                    .handedOverByHand(END, FixtureChat.PROFILE, "ticket-5", House.DPO));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                kit.endOfService()
                    .handedOverByHand(
                        END, FixtureChat.SERVER_LOG, "gave it to Anna Meier", House.DPO))
        .withMessageNotContaining("Meier");
  }

  @Test
  void takesACompletedDownloadForTheHandover() throws Exception {
    GdprKit kit = house.kit();
    EndingService service = returned(kit);
    kit.endOfService().handedOverByHand(END, FixtureChat.SERVER_LOG, "ticket-5", House.DPO);
    DownloadToken token = kit.downloads().issue(service.returned().orElseThrow().archive());
    assertThatThrownBy(() -> kit.endOfService().erase(END, NOBODY))
        .isInstanceOf(IllegalEndOfServiceMoveException.class);

    ByteArrayOutputStream got = new ByteArrayOutputStream();
    try (Download download = kit.downloads().open(token.value()).orElseThrow()) {
      download.writeTo(got);
    }

    assertThat(erased(kit).isEnded()).isTrue();
    assertThat(kit.endOfService().report(END).handedOverAt()).isNotNull();
    assertThat(kit.downloads().peek(token.value())).isEmpty();
  }

  @Test
  void tellsWhatWasReturnedByItsHashAndItsCounts() throws Exception {
    GdprKit kit = house.kit();
    EndingService.Returned returned = returned(kit).returned().orElseThrow();

    byte[] archive = house.archives.bytes(returned.archive());
    assertThat(returned.bytes()).isEqualTo(archive.length);
    assertThat(returned.sha256())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive)));
    assertThat(returned.records()).isGreaterThan(30);
    assertThat(kit.endOfService().get(END).returned(FixtureChat.MESSAGES_SENT)).isEqualTo(22);
    assertThat(kit.endOfService().returnData(END, NOBODY).service().returned()).contains(returned);
  }

  @Test
  @GdprReference(
      article = "5(2)",
      text =
          "The controller shall be responsible for, and be able to demonstrate compliance with,"
              + " paragraph 1 (‘accountability’).")
  void keepsEvidenceWithoutPersonalData() {
    GdprKit kit = house.kit();
    handedOver(kit);
    erased(kit);

    List<EvidenceEntry> entries = house.store.stream(Orders.CONTROLLER.id(), END.stream());
    assertThat(entries)
        .extracting(EvidenceEntry::type)
        .startsWith("ending-begun", "data-returned")
        .contains("handed-over", "erasure-begun", "hook-ended", "hook-closed-by-hand")
        .endsWith("service-ended");
    for (EvidenceEntry entry : kit.evidence().entries(0).toList()) {
      assertThat(new String(entry.bytes(), StandardCharsets.UTF_8))
          .doesNotContain("canary", "@example.org", "anna-4711", "boris-0815");
    }
  }

  @Test
  void reportsToTheControllerAsData() {
    GdprKit kit = house.kit();
    handedOver(kit);
    erased(kit);

    EndOfServiceReport report = kit.endOfService().report(END);

    assertThat(report.status()).isEqualTo(EndOfServiceStatus.ENDED);
    assertThat(report.instructedBy()).isEqualTo(House.CUSTOMER);
    assertThat(report.endedAt()).isEqualTo(house.clock.instant());
    assertThat(report.failures()).isEmpty();
    assertThat(report.retained()).isEmpty();
    assertThat(report.archivesErased()).isEqualTo(1);
    assertThat(report.parts())
        .filteredOn(part -> part.hook().equals(FixtureChat.MESSAGES_SENT))
        .singleElement()
        .satisfies(
            part -> {
              assertThat(part.returned()).isEqualTo(22);
              assertThat(part.step().erased()).isEqualTo(22);
              assertThat(part.step().state()).isEqualTo(State.ERASED);
            });
    assertThat(report.parts())
        .extracting(part -> part.step().state())
        .doesNotContain(State.OUTSTANDING, State.FAILED, State.BY_HAND)
        .contains(State.DONE_BY_HAND, State.NOTHING_LEFT);
  }

  @Test
  void failsAHookAloneAndHasNotEndedUntilItIsMended() {
    FailingErasure failing = FailingErasure.beforeBatch(house.chat.messagesSent(), 2);
    GdprKit kit = house.kit(failing);
    begin(kit, EndOfServiceChoice.ERASE);

    EndOfServiceOutcome first = kit.endOfService().erase(END, NOBODY);

    assertThat(first.isEnded()).isFalse();
    assertThat(first.failures()).hasSize(1);
    assertThat(first.failures().get(0).message()).doesNotContain(FailingHook.PERSONAL_DATA);
    assertThat(step(kit, FixtureChat.MESSAGES_SENT).state()).isEqualTo(State.FAILED);
    assertThat(step(kit, FixtureChat.UPLOADS).state()).isEqualTo(State.ERASED);
    assertThat(step(kit, FixtureChat.MEMBERSHIPS).state()).isEqualTo(State.ERASED);
    assertThat(step(kit, FixtureChat.PROFILE).state()).isEqualTo(State.OUTSTANDING);
    assertThat(kit.endOfService().report(END).failures()).hasSize(1);
    assertThat(kit.ledger().isErased(Subjects.ANNA)).isFalse();

    failing.repair();
    assertThat(erased(kit).isEnded()).isTrue();
    assertThat(house.rows()).isEmpty();
    assertThat(step(kit, FixtureChat.MESSAGES_SENT).erased()).isEqualTo(22);
  }

  @Test
  void doesNotBelieveAHookThatLeavesRecordsBehind() {
    GdprKit kit = house.kit();
    begin(kit, EndOfServiceChoice.ERASE);
    AtomicBoolean isLate = new AtomicBoolean();
    kit.endOfService().erase(END, NOBODY);
    kit.endOfService().closeByHand(END, FixtureChat.SERVER_LOG, "ticket-6", House.DPO);
    house.chat.post(Subjects.ANNA, FixtureChat.TOWN_SQUARE, "from a queue");
    isLate.set(true);

    EndOfServiceOutcome outcome = kit.endOfService().erase(END, NOBODY);
    assertThat(outcome.isEnded()).isFalse();
    assertThat(step(kit, FixtureChat.MESSAGES_SENT).remaining()).isEqualTo(1);

    assertThat(kit.endOfService().erase(END, NOBODY).isEnded()).isTrue();
    assertThat(house.rows()).isEmpty();
  }

  @Test
  void stopsForALegalHoldAndSaysWhich() {
    GdprKit kit = house.kit();
    List<String> rows = house.rows();
    LegalHold hold = kit.holds().place(Subjects.BORIS, HoldGround.LITIGATION, House.DPO);
    begin(kit, EndOfServiceChoice.ERASE);

    EndOfServiceOutcome outcome = kit.endOfService().erase(END, NOBODY);

    assertThat(outcome.blockers())
        .singleElement()
        .satisfies(
            blocker -> {
              assertThat(blocker.kind()).isEqualTo(EndOfServiceBlocker.Kind.LEGAL_HOLD);
              assertThat(blocker.text()).contains(hold.id().value(), "release");
            });
    assertThat(house.rows()).isEqualTo(rows);
    assertThat(entries()).isEmpty();
    kit.holds().release(hold.id(), House.DPO);
    assertThat(erased(kit).isEnded()).isTrue();
  }

  @Test
  void stopsBetweenTwoBatchesForAHoldThatComesMeanwhile() {
    GdprKit kit = house.kit();
    begin(kit, EndOfServiceChoice.ERASE);
    List<LegalHold> holds = new ArrayList<>();
    EndOfServiceOutcome outcome =
        kit.endOfService()
            .erase(
                END,
                progress -> {
                  if (holds.isEmpty() && progress.phase() == Progress.Phase.ERASING) {
                    holds.add(kit.holds().place(Subjects.ANNA, HoldGround.LITIGATION, House.DPO));
                  }
                });

    assertThat(outcome.blockers()).hasSize(1);
    assertThat(house.rows()).isNotEmpty();
    assertThat(kit.endOfService().get(END).status()).isEqualTo(EndOfServiceStatus.ERASING);
    assertThatThrownBy(
            () ->
                kit.endOfService().closeByHand(END, FixtureChat.SERVER_LOG, "ticket-6", House.DPO))
        .isInstanceOf(HeldException.class);
    kit.holds().release(holds.get(0).id(), House.DPO);
    assertThat(erased(kit).isEnded()).isTrue();
    assertThat(house.rows()).isEmpty();
  }

  @Test
  void waitsForRequestsThatAreOpen() {
    GdprKit kit = house.kit();
    RequestId open = house.open(kit, Claim.ACCESS, Subjects.ANNA);
    begin(kit, EndOfServiceChoice.ERASE);

    EndOfServiceOutcome outcome = kit.endOfService().erase(END, NOBODY);

    assertThat(outcome.blockers())
        .extracting(EndOfServiceBlocker::kind, EndOfServiceBlocker::reference)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                EndOfServiceBlocker.Kind.OPEN_REQUEST, open.value()));
    kit.requests().decide(open, Decision.refuse(RefusalGround.EXCESSIVE, "no"), House.DPO);
    assertThat(erased(kit).isEnded()).isTrue();
    assertThat(kit.requests().papers(open)).isEmpty();
  }

  @Test
  @GdprReference(article = "18(1)(c)", text = "the controller no longer needs the personal data")
  void doesNotEraseWhatSomebodyWantedKeptUnlessItIsReturned() {
    GdprKit kit = house.kit();
    house.answered(
        kit, Claim.RESTRICTION, Subjects.ANNA, Condition.NEEDED_BY_THE_PERSON_FOR_LEGAL_CLAIMS);
    begin(kit, EndOfServiceChoice.ERASE);

    assertThat(kit.endOfService().erase(END, NOBODY).blockers())
        .extracting(EndOfServiceBlocker::kind)
        .containsExactly(EndOfServiceBlocker.Kind.RESTRICTION);

    kit.endOfService().cancel(END, House.CUSTOMER);
    EndOfServiceId second = new EndOfServiceId("notice-2");
    EndOfService services = kit.endOfService();
    services.begin(second.value(), EndOfServiceChoice.RETURN_AND_ERASE, House.CUSTOMER);
    services.returnData(second, NOBODY);
    services.handedOverByHand(second, FixtureChat.SERVER_LOG, "ticket-5", House.DPO);
    services.handedOver(second, House.CUSTOMER);
    assertThat(services.erase(second, NOBODY).blockers()).isEmpty();
  }

  @Test
  void keepsWhatTheLawKeepsAndTellsSo() {
    Invoices invoices = new Invoices(true);
    GdprKit kit = house.kit(invoices);
    begin(kit, EndOfServiceChoice.ERASE);

    EndOfServiceOutcome outcome = erased(kit);

    assertThat(outcome.isEnded()).isTrue();
    assertThat(kit.endOfService().report(END).retained())
        .singleElement()
        .satisfies(
            part -> {
              assertThat(part.step().state()).isEqualTo(State.RETAINED);
              assertThat(part.step().retained()).isEqualTo(2);
              assertThat(part.retainedUntil()).isEqualTo("ten years");
            });
  }

  @Test
  @GdprReference(
      article = "28(3)(g)",
      text = "unless Union or Member State law requires storage of the personal data")
  void leavesToAPersonWhatIsKeptForAnotherReason() {
    Invoices invoices = new Invoices(false);
    GdprKit kit = house.kit(invoices);
    begin(kit, EndOfServiceChoice.ERASE);

    assertThat(erased(kit).isEnded()).isFalse();
    assertThat(step(kit, FixtureChat.ACTIVITY).state()).isEqualTo(State.BY_HAND);
    assertThat(step(kit, FixtureChat.PROFILE).state()).isEqualTo(State.OUTSTANDING);

    kit.endOfService().closeByHand(END, FixtureChat.ACTIVITY, "letter-9", House.DPO);
    assertThat(kit.endOfService().erase(END, NOBODY).isEnded()).isTrue();
  }

  @Test
  void stopsTheEarlierOfTwoThatWorkOnTheSame() {
    GdprKit kit = house.kit();
    GdprKit another = house.kit();
    begin(kit, EndOfServiceChoice.ERASE);
    AtomicBoolean isTakenOver = new AtomicBoolean();

    assertThatThrownBy(
            () ->
                kit.endOfService()
                    .erase(
                        END,
                        progress -> {
                          if (progress.records() > 4 && !isTakenOver.getAndSet(true)) {
                            another.endOfService().erase(END, NOBODY);
                          }
                        }))
        .isInstanceOf(EndOfServiceTakenOverException.class);

    assertThat(house.rows()).isEmpty();
    another.endOfService().closeByHand(END, FixtureChat.SERVER_LOG, "ticket-6", House.DPO);
    assertThat(another.endOfService().erase(END, NOBODY).isEnded()).isTrue();
    assertThat(kit.restores().check()).isInstanceOf(RestoreState.UpToDate.class);
    assertThat(kit.endOfService().erase(END, NOBODY).isEnded()).isTrue();
  }

  @Test
  void beginsOnlyOnceAndOneAtATime() {
    GdprKit kit = house.kit();
    begin(kit, EndOfServiceChoice.ERASE);
    begin(kit, EndOfServiceChoice.ERASE);

    assertThat(kit.endOfService().list()).hasSize(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> begin(kit, EndOfServiceChoice.RETURN_AND_ERASE));
    assertThatThrownBy(
            () -> kit.endOfService().begin("another", EndOfServiceChoice.ERASE, House.CUSTOMER))
        .isInstanceOf(EndOfServiceOpenException.class)
        .hasMessageContaining(END.value());
    kit.endOfService().cancel(END, House.CUSTOMER);
    assertThat(
            kit.endOfService().begin("another", EndOfServiceChoice.ERASE, House.CUSTOMER).status())
        .isEqualTo(EndOfServiceStatus.BEGUN);
  }

  @Test
  void canBeCancelledUntilRecordsGo() {
    GdprKit kit = house.kit();
    ArchiveId archive = returned(kit).returned().orElseThrow().archive();

    kit.endOfService().cancel(END, House.CUSTOMER);
    assertThat(house.archives.sealedArchives()).doesNotContain(archive.value());
    assertThatThrownBy(() -> kit.endOfService().erase(END, NOBODY))
        .isInstanceOf(IllegalEndOfServiceMoveException.class);

    GdprKit second = house.kit();
    EndOfServiceId other = new EndOfServiceId("another");
    second.endOfService().begin(other.value(), EndOfServiceChoice.ERASE, House.CUSTOMER);
    second.endOfService().erase(other, NOBODY);
    assertThatThrownBy(() -> second.endOfService().cancel(other, House.CUSTOMER))
        .isInstanceOf(IllegalEndOfServiceMoveException.class);
    assertThatThrownBy(() -> second.endOfService().get(new EndOfServiceId("nothing")))
        .isInstanceOf(EndOfServiceNotFoundException.class);
  }

  @Test
  void writesTheLedgerBeforeTheFirstRecordGoesAndWithoutNames() {
    List<Integer> inLedger = new ArrayList<>();
    ErasureHook watching =
        new WatchingErasure(house.chat.uploads(), () -> inLedger.add(entries().size()));
    GdprKit kit = house.kit(watching);
    begin(kit, EndOfServiceChoice.ERASE);
    erased(kit);

    assertThat(inLedger).isNotEmpty().allMatch(count -> count >= 1);
    assertThat(entries())
        .allMatch(LedgerEntry::isAboutEveryone)
        .allMatch(entry -> entry.reference().equals(END.value()))
        .extracting(LedgerEntry::kind)
        .containsExactly(LedgerKind.INTENT, LedgerKind.INTENT, LedgerKind.COMPLETED);
    assertThat(entries().get(0).line()).contains(" accounts=everyone others=everyone ");
  }

  private List<LedgerEntry> entries() {
    List<LedgerEntry> entries = new ArrayList<>();
    house.ledgers.get(Orders.CONTROLLER.id()).entriesAfter(0, entries::add);
    return entries;
  }
}
