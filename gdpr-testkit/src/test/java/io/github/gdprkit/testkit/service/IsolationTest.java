package io.github.gdprkit.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.gdprkit.GdprException;
import io.github.gdprkit.GdprKit;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.DownloadToken;
import io.github.gdprkit.deadline.AskedWhen;
import io.github.gdprkit.erasure.ErasureLedger;
import io.github.gdprkit.erasure.HoldGround;
import io.github.gdprkit.erasure.LedgerEntry;
import io.github.gdprkit.erasure.LedgerHead;
import io.github.gdprkit.erasure.LegalHold;
import io.github.gdprkit.erasure.RestoreState;
import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.EvidenceHead;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.fulfilment.EndOfServiceChoice;
import io.github.gdprkit.fulfilment.EndOfServiceId;
import io.github.gdprkit.fulfilment.EndOfServiceStatus;
import io.github.gdprkit.fulfilment.ExportOptions;
import io.github.gdprkit.fulfilment.ExportOrder;
import io.github.gdprkit.fulfilment.ExportOutcome;
import io.github.gdprkit.fulfilment.Intake;
import io.github.gdprkit.fulfilment.ProgressListener;
import io.github.gdprkit.hook.Approval;
import io.github.gdprkit.hook.DataHook;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.hook.ThirdPartyPolicy;
import io.github.gdprkit.hook.Tombstone;
import io.github.gdprkit.party.Contact;
import io.github.gdprkit.party.ContactKind;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.propagation.GatewayAnswer;
import io.github.gdprkit.propagation.InstructionId;
import io.github.gdprkit.propagation.InstructionState;
import io.github.gdprkit.propagation.Settlement;
import io.github.gdprkit.register.BreachAmendment;
import io.github.gdprkit.register.BreachCommunication;
import io.github.gdprkit.register.BreachContent;
import io.github.gdprkit.register.BreachEvent;
import io.github.gdprkit.register.BreachFacts;
import io.github.gdprkit.register.BreachId;
import io.github.gdprkit.register.BreachKind;
import io.github.gdprkit.register.BreachNotice;
import io.github.gdprkit.register.BreachNotification;
import io.github.gdprkit.register.BreachRisk;
import io.github.gdprkit.register.ConsentPurpose;
import io.github.gdprkit.register.ConsentText;
import io.github.gdprkit.register.ConsentTextId;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.Decision;
import io.github.gdprkit.request.ExtensionReason;
import io.github.gdprkit.request.IdentityLevel;
import io.github.gdprkit.request.IntakeChannel;
import io.github.gdprkit.request.ManualResult;
import io.github.gdprkit.request.RefusalGround;
import io.github.gdprkit.request.RequestHeader;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.TaskId;
import io.github.gdprkit.request.Verification;
import io.github.gdprkit.testkit.fixture.FixtureChat;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.memory.RecordedArchive;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A hundred controllers with the same two people in each, over one database and one store of
 * archives: nobody sees or changes anything of another, not even with another's ids. Every public
 * method of what a kit gives is tried here; a new one makes the test fail until it is.
 */
@GdprReference(
    article = "32(4)",
    text = "does not process them except on instructions from the controller")
class IsolationTest {

  private static final int TENANTS = 100;
  private static final Pattern MARK = Pattern.compile("-at-tenant-[0-9]{3}");

  private static final ConsentPurpose NEWS = new ConsentPurpose("newsletter");
  private static final ConsentTextId TEXT = new ConsentTextId(NEWS, "v1", "en");
  private static final ConsentPurpose OWN_PURPOSE = new ConsentPurpose("own");
  private static final ConsentTextId OWN_TEXT = new ConsentTextId(OWN_PURPOSE, "v1", "en");
  private static final BreachId BREACH = new BreachId("breach-of-the-first");
  private static final BreachFacts FACTS =
      BreachFacts.of(
          Set.of(BreachKind.CONFIDENTIALITY), Instant.parse("2026-01-31T08:00:00Z"), "A link.");
  private static final BreachContent CONTENT = BreachContent.of("A link was open.");
  private static final BreachCommunication WORDS =
      new BreachCommunication.ToSubjects(
          "A link was open.",
          Contact.of(ContactKind.values()[0], "Office", "office@example.org"),
          "Your messages could be read.",
          "It is closed.");

  private static House house;
  private static List<Tenant> tenants;
  private static Victim victim;

  /** Whose ids the others have got hold of. */
  private record Victim(
      Tenant tenant,
      LegalHold hold,
      DownloadToken token,
      RequestId restriction,
      RequestId erasure,
      InstructionId instruction,
      LedgerEntry ledgerEntry) {}

  @BeforeAll
  static void moveIn() throws Exception {
    house = new House();
    tenants = new ArrayList<>();
    for (int i = 0; i < TENANTS; i++) {
      tenants.add(new Tenant(house, i));
    }
    Tenant first = tenants.get(0);
    GdprKit kit = first.kit;
    RequestId restriction =
        house.answered(
            kit, Claim.RESTRICTION, Subjects.ANNA, Condition.NEEDED_BY_THE_PERSON_FOR_LEGAL_CLAIMS);
    house.answered(kit, Claim.OBJECTION_TO_DIRECT_MARKETING, Subjects.ANNA);
    RequestId erasure =
        house.answered(kit, Claim.ERASURE, Subjects.BORIS, Condition.NO_LONGER_NECESSARY);
    InstructionState instruction = kit.propagation().of(erasure).stream().findFirst().orElseThrow();
    kit.consents().register(new ConsentText(TEXT, "Send me the news."), House.DPO);
    kit.consents().give(Subjects.ANNA, TEXT, "settings", house.clock.instant());
    kit.breaches().record(BREACH, FACTS, house.clock.instant(), House.DPO);
    LegalHold hold = kit.holds().place(Subjects.ANNA, HoldGround.LITIGATION, House.DPO);
    DownloadToken token = kit.downloads().issue(first.archive());
    List<LedgerEntry> entries = new ArrayList<>();
    house.ledgers.get(first.controller.id()).entriesAfter(0, entries::add);
    victim = new Victim(first, hold, token, restriction, erasure, instruction.id(), entries.get(0));
  }

  /** What an attacker tries with the ids of the victim, and what has to come of it. */
  @FunctionalInterface
  private interface Attempt {
    void run(Tenant attacker) throws Exception;
  }

  private static final Map<String, Attempt> ATTEMPTS = new LinkedHashMap<>();

  /** The call is refused, and the refusal says nothing of the victim. */
  private static void refused(String method, Attempt attempt) {
    tried(
        method,
        attacker -> {
          Throwable thrown = catchThrowable(() -> attempt.run(attacker));
          assertThat(thrown)
              .as(method)
              .isInstanceOfAny(GdprException.class, IllegalArgumentException.class);
          assertThat(thrown.getMessage())
              .as(method)
              .doesNotContain(victim.tenant.controller.id().value(), "canary", "anna-4711");
        });
  }

  private static void tried(String method, Attempt attempt) {
    assertThat(ATTEMPTS.put(method, attempt)).as("%s is classified twice", method).isNull();
  }

  /** It takes no id, and tells or does nothing but with the kit's own. */
  private static void harmless(String method) {
    tried(method, attacker -> {});
  }

  private static void assertOwn(Tenant attacker, List<RequestId> ids) {
    assertThat(ids)
        .allSatisfy(
            id ->
                assertThat(house.store.find(id).orElseThrow().controller())
                    .isEqualTo(attacker.controller.id()));
  }

  private static List<RequestId> ids(List<RequestHeader> headers) {
    return headers.stream().map(RequestHeader::id).toList();
  }

  private static Intake intake() {
    return Intake.of(
        Claim.ACCESS, Subjects.ANNA, "Anna", IntakeChannel.IN_APP, house.clock.instant());
  }

  private static ExportOrder everyoneOf(Tenant tenant, String archive) {
    return new ExportOrder(
        new ArchiveId(archive),
        Scope.everyoneOf(tenant.controller),
        "Everyone",
        ThirdPartyPolicy.WHOLE,
        new Approval("attack", "attacker", house.clock.instant()));
  }

  static {
    requests();
    housekeeping();
    others();
    service();
    evidence();
    downloads();
    propagation();
    consents();
    breaches();
  }

  private static void requests() {
    tried(
        "Requests.receive(Intake, Actor)",
        attacker -> {
          int before = attacker.kit.requests().list(null, 1_000).size();
          assertThatThrownBy(
                  () -> attacker.kit.requests().receive(intake().as(victim.tenant.open), House.DPO))
              .isInstanceOf(GdprException.class);
          assertThat(attacker.kit.requests().list(null, 1_000)).hasSize(before);
        });
    refused(
        "Requests.askForIdentity(RequestId, AskedWhen, Actor)",
        a ->
            a.kit
                .requests()
                .askForIdentity(victim.tenant.open, AskedWhen.WITHOUT_UNDUE_DELAY, House.DPO));
    refused(
        "Requests.confirmIdentity(RequestId, Verification, DataSubject, Actor)",
        a ->
            a.kit
                .requests()
                .confirmIdentity(
                    victim.tenant.open,
                    new Verification(
                        IdentityLevel.SIGNED_IN, "session", House.DPO, house.clock.instant()),
                    Subjects.ANNA,
                    House.DPO));
    refused(
        "Requests.askForClarification(RequestId, String, AskedWhen, Actor)",
        a ->
            a.kit
                .requests()
                .askForClarification(
                    victim.tenant.open, "What?", AskedWhen.WITHOUT_UNDUE_DELAY, House.DPO));
    refused(
        "Requests.clarified(RequestId, String, Actor)",
        a -> a.kit.requests().clarified(victim.tenant.open, "", House.DPO));
    refused(
        "Requests.correct(RequestId, List, Actor)",
        a -> a.kit.requests().correct(victim.tenant.open, List.of(), House.DPO));
    refused(
        "Requests.extend(RequestId, ExtensionReason, String, Actor)",
        a ->
            a.kit
                .requests()
                .extend(victim.tenant.open, ExtensionReason.COMPLEXITY, "much", House.DPO));
    refused("Requests.refusalDue(RequestId)", a -> a.kit.requests().refusalDue(victim.tenant.open));
    refused(
        "Requests.basesConcerned(RequestId)",
        a -> a.kit.requests().basesConcerned(victim.tenant.open));
    refused(
        "Requests.decide(RequestId, Decision, Actor)",
        a ->
            a.kit
                .requests()
                .decide(
                    victim.tenant.open, Decision.refuse(RefusalGround.EXCESSIVE, "no"), House.DPO));
    refused("Requests.fulfil(RequestId)", a -> a.kit.requests().fulfil(victim.tenant.access));
    refused(
        "Requests.fulfil(RequestId, ProgressListener)",
        a -> a.kit.requests().fulfil(victim.tenant.access, ProgressListener.none()));
    refused(
        "Requests.closeTask(RequestId, TaskId, ManualResult, String, Actor)",
        a ->
            a.kit
                .requests()
                .closeTask(
                    victim.tenant.open,
                    new TaskId("by-hand.server-log"),
                    ManualResult.DONE,
                    "done",
                    House.DPO));
    refused(
        "Requests.instruction(RequestId, TaskId)",
        a -> a.kit.requests().instruction(victim.tenant.open, new TaskId("by-hand.server-log")));
    refused(
        "Requests.withdraw(RequestId, Actor)",
        a -> a.kit.requests().withdraw(victim.tenant.open, House.DPO));
    refused("Requests.get(RequestId)", a -> a.kit.requests().get(victim.tenant.open));
    tried(
        "Requests.find(RequestId)",
        a -> assertThat(a.kit.requests().find(victim.tenant.open)).isEmpty());
    tried(
        "Requests.papers(RequestId)",
        a -> {
          assertThat(a.kit.requests().papers(victim.tenant.open)).isEmpty();
          assertThat(a.kit.requests().papers(a.open)).isPresent();
        });
    tried(
        "Requests.due(LocalDate)",
        a -> {
          List<RequestId> due = ids(a.kit.requests().due(LocalDate.of(2999, 1, 1)));
          assertThat(due).contains(a.open);
          assertOwn(a, due);
        });
    tried(
        "Requests.list(RequestId, int)",
        a -> {
          List<RequestId> all = ids(a.kit.requests().list(null, 1_000));
          assertThat(all).contains(a.open, a.access);
          assertOwn(a, all);
          assertOwn(a, ids(a.kit.requests().list(victim.tenant.open, 1_000)));
        });
    tried(
        "Requests.of(DataSubject)",
        a -> {
          List<RequestId> of = ids(a.kit.requests().of(Subjects.ANNA));
          assertThat(of).contains(a.open, a.access);
          assertOwn(a, of);
        });
    tried("Requests.unfinished()", a -> assertOwn(a, a.kit.requests().unfinished()));
    refused("Requests.noticesFor(RequestId)", a -> a.kit.requests().noticesFor(victim.restriction));
    refused(
        "Requests.recipientsTold(RequestId)",
        a -> a.kit.requests().recipientsTold(victim.restriction));
    tried(
        "Requests.planErasure(DataSubject)",
        a -> {
          assertThat(a.kit.requests().planErasure(Subjects.ANNA).holds()).isEmpty();
          assertThat(a.kit.requests().planErasure(Subjects.ANNA).archives()).isEqualTo(1);
        });
    refused(
        "Requests.erasureReport(RequestId)", a -> a.kit.requests().erasureReport(victim.erasure));
    refused("Requests.answer(RequestId)", a -> a.kit.requests().answer(victim.tenant.access));
    refused(
        "Requests.announceLifting(RequestId, Actor)",
        a -> a.kit.requests().announceLifting(victim.restriction, House.DPO));
    refused(
        "Requests.announceLifting(RequestId, LocalDate, Actor)",
        a ->
            a.kit
                .requests()
                .announceLifting(victim.restriction, LocalDate.of(2999, 1, 1), House.DPO));
    refused(
        "Requests.liftRestriction(RequestId, Actor)",
        a -> a.kit.requests().liftRestriction(victim.restriction, House.DPO));
    tried(
        "Requests.erasePapersClosedBefore(Instant)",
        a -> {
          a.kit.requests().erasePapersClosedBefore(Instant.parse("2999-01-01T00:00:00Z"));
          assertThat(victim.tenant.kit.requests().papers(victim.tenant.access)).isPresent();
        });
  }

  private static void housekeeping() {
    harmless("Housekeeping.settings()");
    tried(
        "Housekeeping.remind(ReminderChannel)",
        a -> {
          List<RequestId> told = new ArrayList<>();
          a.kit.housekeeping().remind(reminder -> told.add(reminder.request()));
          assertOwn(a, told);
        });
    // Look at the papers and the archive of the victim, which are still there at the end.
    harmless("Housekeeping.expireArchives()");
    tried(
        "Housekeeping.erasePapers()",
        a -> {
          a.kit.housekeeping().erasePapers();
          assertThat(victim.tenant.kit.requests().papers(victim.tenant.access)).isPresent();
        });
  }

  private static void others() {
    tried(
        "Restrictions.isRestricted(DataSubject)",
        a -> assertThat(a.kit.restrictions().isRestricted(Subjects.ANNA)).isFalse());
    tried(
        "Restrictions.isMarketingObjected(DataSubject)",
        a -> assertThat(a.kit.restrictions().isMarketingObjected(Subjects.ANNA)).isFalse());
    tried(
        "Restrictions.isProcessingObjected(DataSubject)",
        a -> assertThat(a.kit.restrictions().isProcessingObjected(Subjects.ANNA)).isFalse());
    tried(
        "Restrictions.isInForce(DataSubject, RequestId)",
        a ->
            assertThat(a.kit.restrictions().isInForce(Subjects.ANNA, victim.restriction))
                .isFalse());
    tried(
        "LegalHolds.place(DataSubject, HoldGround, Actor)",
        a -> {
          LegalHold own = a.kit.holds().place(Subjects.BORIS, HoldGround.LITIGATION, House.DPO);
          assertThat(victim.tenant.kit.holds().on(Subjects.BORIS)).isEmpty();
          a.kit.holds().release(own.id(), House.DPO);
        });
    tried(
        "LegalHolds.place(DataSubject, HoldGround, Set, Actor)",
        a -> {
          LegalHold own =
              a.kit
                  .holds()
                  .place(
                      Subjects.BORIS,
                      HoldGround.LITIGATION,
                      Set.of(FixtureChat.PROFILE),
                      House.DPO);
          assertThat(victim.tenant.kit.holds().on(Subjects.BORIS)).isEmpty();
          a.kit.holds().release(own.id(), House.DPO);
        });
    refused(
        "LegalHolds.release(HoldId, Actor)",
        a -> a.kit.holds().release(victim.hold.id(), House.DPO));
    tried(
        "LegalHolds.find(HoldId)", a -> assertThat(a.kit.holds().find(victim.hold.id())).isEmpty());
    tried("LegalHolds.on(DataSubject)", a -> assertThat(a.kit.holds().on(Subjects.ANNA)).isEmpty());
    tried(
        "LegalHolds.isHeld(DataSubject, HookId)",
        a -> assertThat(a.kit.holds().isHeld(Subjects.ANNA, FixtureChat.PROFILE)).isFalse());
    tried("LegalHolds.active()", a -> assertThat(a.kit.holds().active()).isEmpty());
    tried(
        "Exports.run(ExportOrder)",
        a -> {
          assertThatThrownBy(
                  () -> a.kit.exports().run(everyoneOf(victim.tenant, "stolen-" + a.mark())))
              .isInstanceOf(IllegalArgumentException.class);
          assertThatThrownBy(
                  () ->
                      a.kit.exports().run(everyoneOf(a, victim.tenant.archiveOfEveryone().value())))
              .isInstanceOf(GdprException.class);
        });
    tried(
        "Exports.run(ExportOrder, ExportOptions, ProgressListener)",
        a -> {
          ExportOrder stolen =
              ExportOrder.of(
                  new ArchiveId("of-anna" + a.mark()),
                  Subjects.ANNA,
                  "Anna",
                  ThirdPartyPolicy.VISIBLE,
                  new Approval("attack", "attacker", house.clock.instant()));
          ExportOutcome outcome =
              a.kit.exports().run(stolen, ExportOptions.defaults(), ProgressListener.none());
          assertThat(marksIn(outcome.archive())).containsExactly(a.mark());
        });
    tried(
        "HookCatalog.hooks()",
        a -> {
          for (DataHook hook : a.kit.hooks().hooks()) {
            assertThat(hook.locate(Scope.everyoneOf(victim.tenant.controller)).records())
                .as("everyone of another, located by %s", hook.declaration().id())
                .isZero();
          }
        });
    harmless("HookCatalog.find(HookId)");
    harmless("HookCatalog.of(DataHook[])");
    harmless("HookCatalog.builder()");
  }

  private static void service() {
    EndOfServiceId foreign = new EndOfServiceId(Tenant.REFERENCE_OF_THE_FIRST);
    tried(
        "EndOfService.begin(String, EndOfServiceChoice, Actor)",
        a ->
            // Of all of the same reference, each has one of its own.
            assertThat(
                    a.kit
                        .endOfService()
                        .begin("notice-1", EndOfServiceChoice.RETURN_AND_ERASE, House.DPO)
                        .begunBy())
                .isEqualTo(House.CUSTOMER));
    tried(
        "EndOfService.get(EndOfServiceId)",
        a -> {
          assertThatThrownBy(() -> a.kit.endOfService().get(foreign))
              .isInstanceOf(GdprException.class);
          assertThat(marksIn(a.archiveOfEveryone())).containsExactly(a.mark());
        });
    tried(
        "EndOfService.find(EndOfServiceId)",
        a -> assertThat(a.kit.endOfService().find(foreign)).isEmpty());
    tried("EndOfService.list()", a -> assertThat(a.kit.endOfService().list()).hasSize(1));
    tried(
        "EndOfService.open()",
        a ->
            assertThat(a.kit.endOfService().open().orElseThrow().returned().orElseThrow().archive())
                .isEqualTo(a.archiveOfEveryone()));
    tried(
        "EndOfService.report(EndOfServiceId)",
        a ->
            assertThat(a.kit.endOfService().report(a.ending).controller()).isEqualTo(a.controller));
    refused(
        "EndOfService.cancel(EndOfServiceId, Actor)",
        a -> a.kit.endOfService().cancel(foreign, House.DPO));
    refused(
        "EndOfService.returnData(EndOfServiceId, ProgressListener)",
        a -> a.kit.endOfService().returnData(foreign, ProgressListener.none()));
    refused(
        "EndOfService.handedOverByHand(EndOfServiceId, HookId, String, Actor)",
        a ->
            a.kit
                .endOfService()
                .handedOverByHand(foreign, FixtureChat.SERVER_LOG, "note", House.DPO));
    refused(
        "EndOfService.handedOver(EndOfServiceId, Actor)",
        a -> a.kit.endOfService().handedOver(foreign, House.DPO));
    refused(
        "EndOfService.erase(EndOfServiceId, ProgressListener)",
        a -> a.kit.endOfService().erase(foreign, ProgressListener.none()));
    refused(
        "EndOfService.closeByHand(EndOfServiceId, HookId, String, Actor)",
        a -> a.kit.endOfService().closeByHand(foreign, FixtureChat.SERVER_LOG, "note", House.DPO));
    tried(
        "Restores.check()",
        a -> assertThat(a.kit.restores().check()).isInstanceOf(RestoreState.UpToDate.class));
    tried(
        "Restores.acknowledge(Actor)",
        a -> assertThat(a.kit.restores().acknowledge(House.DPO)).isFalse());
    tried(
        "Restores.replay(SubjectDirectory, Actor)",
        a -> {
          assertThat(
                  a.kit
                      .restores()
                      .replay(
                          (after, max, each) -> {
                            each.accept(Subjects.BORIS);
                            return Page.last();
                          },
                          House.DPO)
                      .erasedAgain())
              .isZero();
          assertThat(a.chat.profileOf(Subjects.BORIS)).isNotEmpty();
        });
    tried(
        "Restores.replaySince(Instant, SubjectDirectory)",
        a -> {
          assertThat(
                  a.kit
                      .restores()
                      .replaySince(
                          Instant.EPOCH,
                          (after, max, each) -> {
                            each.accept(Subjects.BORIS);
                            return Page.last();
                          })
                      .erasedAgain())
              .isZero();
          assertThat(a.chat.profileOf(Subjects.BORIS)).isNotEmpty();
        });
  }

  private static void evidence() {
    tried(
        "LedgerGuard.isErased(DataSubject)",
        a -> {
          assertThat(victim.tenant.kit.ledger().isErased(Subjects.BORIS)).isTrue();
          assertThat(a.kit.ledger().isErased(Subjects.BORIS)).isFalse();
        });
    tried(
        "LedgerGuard.erasedAt(DataSubject)",
        a -> assertThat(a.kit.ledger().erasedAt(Subjects.BORIS)).isEmpty());
    refused(
        "LedgerGuard.watermark(LedgerEntry)", a -> a.kit.ledger().watermark(victim.ledgerEntry));
    tried("LedgerGuard.toReplay()", a -> assertThat(a.kit.ledger().toReplay().isEmpty()).isTrue());
    tried(
        "LedgerGuard.erasedSince(Instant)",
        a -> assertThat(a.kit.ledger().erasedSince(Instant.EPOCH).isEmpty()).isTrue());
    tried(
        "LedgerGuard.replayed(ErasedSubjects)",
        a ->
            assertThatThrownBy(
                    () ->
                        a.kit
                            .ledger()
                            .replayed(victim.tenant.kit.ledger().erasedSince(Instant.EPOCH)))
                .isInstanceOf(IllegalStateException.class));
    Scope.Everyone[] everyone = new Scope.Everyone[1];
    Tombstone tombstone = new Tombstone("attack");
    List<HookId> hooks = List.of(FixtureChat.PROFILE);
    for (String verb : List.of("begin", "complete", "abandon")) {
      refused(
          "LedgerGuard." + verb + "(String, Everyone, Tombstone, List)",
          a -> {
            everyone[0] = new Scope.Everyone(victim.tenant.controller);
            switch (verb) {
              case "begin" -> a.kit.ledger().begin("attack", everyone[0], tombstone, hooks);
              case "complete" -> a.kit.ledger().complete("attack", everyone[0], tombstone, hooks);
              default -> a.kit.ledger().abandon("attack", everyone[0], tombstone, hooks);
            }
          });
      // Writes the kit's own ledger, which is another file; see that the victim's has not grown.
      harmless("LedgerGuard." + verb + "(String, DataSubject, Tombstone, List)");
    }
    harmless("LedgerGuard.check()");
    harmless("LedgerGuard.requireServing()");
    harmless("LedgerGuard.acceptLoss(Actor)");
    tried(
        "EvidenceLog.controller()",
        a -> assertThat(a.kit.evidence().controller()).isEqualTo(a.controller.id()));
    harmless("EvidenceLog.key()");
    tried(
        "EvidenceLog.record(List)",
        a ->
            a.kit
                .evidence()
                .record(
                    List.of(
                        new EvidenceDraft(
                            new StreamId("attack", victim.tenant.open.value()),
                            0,
                            "attack",
                            house.clock.instant(),
                            Map.of()))));
    refused(
        "EvidenceLog.afterAppend(EvidenceHead)",
        a -> a.kit.evidence().afterAppend(house.store.head(victim.tenant.controller.id())));
    tried(
        "EvidenceLog.checkpoint()",
        a ->
            assertThat(a.kit.evidence().checkpoint().orElseThrow().head().controller())
                .isEqualTo(a.controller.id()));
    harmless("EvidenceLog.check()");
    harmless("EvidenceLog.acknowledgeRestore(Actor)");
    tried(
        "EvidenceLog.entries(long)",
        a ->
            assertThat(a.kit.evidence().entries(0).toList())
                .isNotEmpty()
                .extracting(EvidenceEntry::controller)
                .containsOnly(a.controller.id()));
    tried("EvidenceLog.export(OutputStream)", a -> assertOwnExport(a, Long.MAX_VALUE));
    tried("EvidenceLog.export(OutputStream, long)", a -> assertOwnExport(a, 5));
    harmless(
        "EvidenceLog.open(PartyId, EvidenceStore, CheckpointSigner, CheckpointStore,"
            + " CheckpointPolicy, Clock)");
  }

  private static void assertOwnExport(Tenant attacker, long upTo) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    attacker.kit.evidence().export(out, upTo);
    String text = out.toString(StandardCharsets.UTF_8);
    assertThat(text)
        .contains(attacker.controller.id().value())
        .doesNotContain("controller: " + victim.tenant.controller.id().value());
  }

  private static void downloads() {
    refused(
        "DownloadGrants.issue(ArchiveId)", a -> a.kit.downloads().issue(victim.tenant.archive()));
    refused(
        "DownloadGrants.issue(ArchiveId, Instant, int)",
        a ->
            a.kit
                .downloads()
                .issue(
                    victim.tenant.archiveOfEveryone(), house.clock.instant().plusSeconds(60), 1));
    tried(
        "DownloadGrants.peek(String)",
        a -> assertThat(a.kit.downloads().peek(victim.token.value())).isEmpty());
    tried(
        "DownloadGrants.open(String)",
        a -> assertThat(a.kit.downloads().open(victim.token.value())).isEmpty());
    tried(
        "DownloadGrants.revoke(ArchiveId)",
        a -> {
          assertThat(a.kit.downloads().revoke(victim.tenant.archive())).isZero();
          assertThat(victim.tenant.kit.downloads().peek(victim.token.value())).isPresent();
        });
    tried(
        "DownloadGrants.grantedUntil(ArchiveId)",
        a -> assertThat(a.kit.downloads().grantedUntil(victim.tenant.archive())).isEmpty());
    tried(
        "DownloadGrants.isDownloaded(ArchiveId)",
        a -> assertThat(a.kit.downloads().isDownloaded(victim.tenant.archive())).isFalse());
    tried(
        "DownloadGrants.revocation(ArchiveId)",
        a -> assertThat(a.kit.downloads().revocation(victim.tenant.archive())).isEmpty());
  }

  private static void propagation() {
    harmless("Propagation.follow()");
    refused("Propagation.follow(RequestId)", a -> a.kit.propagation().follow(victim.restriction));
    refused("Propagation.words(InstructionId)", a -> a.kit.propagation().words(victim.instruction));
    refused(
        "Propagation.record(InstructionId, GatewayAnswer, Actor)",
        a -> a.kit.propagation().record(victim.instruction, new GatewayAnswer.Done(0), House.DPO));
    refused(
        "Propagation.settle(InstructionId, Settlement, String, Actor)",
        a ->
            a.kit
                .propagation()
                .settle(victim.instruction, Settlement.GIVEN_UP, "no answer", House.DPO));
    refused("Propagation.get(InstructionId)", a -> a.kit.propagation().get(victim.instruction));
    refused("Propagation.of(RequestId)", a -> a.kit.propagation().of(victim.restriction));
    tried(
        "Propagation.open()",
        a ->
            assertThat(a.kit.propagation().open())
                .extracting(InstructionState::id)
                .doesNotContain(victim.instruction));
    tried(
        "Propagation.overdue(LocalDate)",
        a ->
            assertThat(a.kit.propagation().overdue(LocalDate.of(2999, 1, 1)))
                .extracting(InstructionState::id)
                .doesNotContain(victim.instruction));
    refused(
        "Propagation.recipientsTold(RequestId)",
        a -> a.kit.propagation().recipientsTold(victim.restriction));
    // Whoever has a gateway is the controller of that processor; it is tested with propagation.
    harmless("ProcessorGateway.instruct(Instruction)");
    tried(
        "ProcessorGateway.ask(InstructionId)",
        a -> {
          Throwable thrown =
              catchThrowable(
                  () ->
                      assertThat(
                              a.kit
                                  .asProcessor()
                                  .ask(new InstructionId(victim.tenant.open.value())))
                          .isNotInstanceOf(GatewayAnswer.Done.class));
          assertThat(thrown == null || thrown instanceof GdprException).isTrue();
        });
    for (String accessor :
        List.of(
            "builder",
            "controller",
            "hooks",
            "activities",
            "exports",
            "requests",
            "housekeeping",
            "restrictions",
            "holds",
            "ledger",
            "restores",
            "endOfService",
            "evidence",
            "propagation",
            "asProcessor",
            "downloads",
            "breaches",
            "consents")) {
      harmless("GdprKit." + accessor + "()");
    }
    // What the controller's own register of activities says; it is a value that the host gave.
    for (Method method : methods(io.github.gdprkit.information.JoinedActivities.class)) {
      harmless(signature(method));
    }
  }

  private static void consents() {
    tried("Consents.text(ConsentTextId)", a -> assertThat(a.kit.consents().text(TEXT)).isEmpty());
    tried(
        "Consents.newestVersion(ConsentPurpose)",
        a -> assertThat(a.kit.consents().newestVersion(NEWS)).isEmpty());
    tried(
        "Consents.isGiven(DataSubject, ConsentPurpose)",
        a -> assertThat(a.kit.consents().isGiven(Subjects.ANNA, NEWS)).isFalse());
    tried(
        "Consents.isGivenToNewest(DataSubject, ConsentPurpose)",
        a -> assertThat(a.kit.consents().isGivenToNewest(Subjects.ANNA, NEWS)).isFalse());
    tried(
        "Consents.standing(DataSubject, ConsentPurpose)",
        a -> assertThat(a.kit.consents().standing(Subjects.ANNA, NEWS)).isEmpty());
    tried(
        "Consents.history(DataSubject)",
        a -> assertThat(a.kit.consents().history(Subjects.ANNA)).isEmpty());
    tried(
        "Consents.receipts(DataSubject)",
        a -> assertThat(a.kit.consents().receipts(Subjects.ANNA)).isEmpty());
    refused(
        "Consents.give(DataSubject, ConsentTextId, String, Instant)",
        a -> a.kit.consents().give(Subjects.ANNA, TEXT, "settings", house.clock.instant()));
    tried(
        "Consents.register(ConsentText, Actor)",
        a -> {
          a.kit.consents().register(new ConsentText(OWN_TEXT, "My own words."), House.DPO);
          a.kit.consents().give(Subjects.ANNA, OWN_TEXT, "settings", house.clock.instant());
          assertThat(victim.tenant.kit.consents().text(OWN_TEXT)).isEmpty();
          assertThat(victim.tenant.kit.consents().history(Subjects.ANNA)).hasSize(1);
        });
    tried(
        "Consents.withdraw(DataSubject, ConsentPurpose, String, Instant)",
        a -> {
          assertThat(
                  a.kit.consents().withdraw(Subjects.ANNA, NEWS, "settings", house.clock.instant()))
              .isEmpty();
          assertThat(victim.tenant.kit.consents().isGiven(Subjects.ANNA, NEWS)).isTrue();
        });
    tried(
        "Consents.followWithdrawals()",
        a -> assertThat(a.kit.consents().followWithdrawals()).isZero());
    tried(
        "Consents.forgetEndedBefore(Instant)",
        a ->
            assertThat(a.kit.consents().forgetEndedBefore(Instant.parse("2999-01-01T00:00:00Z")))
                .isZero());
    tried(
        "Consents.forget(DataSubject)",
        a -> {
          assertThat(a.kit.consents().forget(Subjects.ANNA)).isEqualTo(1);
          assertThat(victim.tenant.kit.consents().isGiven(Subjects.ANNA, NEWS)).isTrue();
        });
  }

  /** Without a breach of one's own; a register is read and written under one's own name alone. */
  private static void breaches() {
    Instant at = Instant.parse("2026-01-31T08:30:00Z");
    tried(
        "BreachRegister.find(BreachId)", a -> assertThat(a.kit.breaches().find(BREACH)).isEmpty());
    tried("BreachRegister.all()", a -> assertThat(a.kit.breaches().all()).isEmpty());
    tried(
        "BreachRegister.asOf(Instant)",
        a -> assertThat(a.kit.breaches().asOf(Instant.parse("2999-01-01T00:00:00Z"))).isEmpty());
    tried("BreachRegister.open()", a -> assertThat(a.kit.breaches().open()).isEmpty());
    tried(
        "BreachRegister.due(Instant)",
        a -> assertThat(a.kit.breaches().due(Instant.parse("2999-01-01T00:00:00Z"))).isEmpty());
    refused(
        "BreachRegister.confirm(BreachId, Instant, Actor)",
        a -> a.kit.breaches().confirm(BREACH, at, House.DPO));
    refused(
        "BreachRegister.correctAwareness(BreachId, Instant, String, Actor)",
        a -> a.kit.breaches().correctAwareness(BREACH, at, "wrong", House.DPO));
    refused(
        "BreachRegister.dismiss(BreachId, String, Actor)",
        a -> a.kit.breaches().dismiss(BREACH, "nothing", House.DPO));
    refused(
        "BreachRegister.amend(BreachId, BreachAmendment, Actor)",
        a -> a.kit.breaches().amend(BREACH, BreachAmendment.facts("other"), House.DPO));
    refused(
        "BreachRegister.assess(BreachId, BreachRisk, String, Actor)",
        a -> a.kit.breaches().assess(BREACH, BreachRisk.RISK, "because", House.DPO));
    refused(
        "BreachRegister.doNotNotify(BreachId, String, Actor)",
        a -> a.kit.breaches().doNotNotify(BREACH, "because", House.DPO));
    BreachNotification notification = BreachNotification.of(at, "The authority", CONTENT);
    refused(
        "BreachRegister.notifyAuthority(BreachId, BreachNotification, Actor)",
        a -> a.kit.breaches().notifyAuthority(BREACH, notification, House.DPO));
    refused(
        "BreachRegister.decideCommunication(BreachId, BreachCommunication, Actor)",
        a -> a.kit.breaches().decideCommunication(BREACH, WORDS, House.DPO));
    BreachEvent.Communicated communicated = new BreachEvent.Communicated(at, 2L, "e-mail");
    refused(
        "BreachRegister.communicated(BreachId, Communicated, Actor)",
        a -> a.kit.breaches().communicated(BREACH, communicated, House.DPO));
    refused(
        "BreachRegister.notifyController(BreachId, PartyId, BreachContent, Instant, Actor)",
        a -> a.kit.breaches().notifyController(BREACH, a.controller.id(), CONTENT, at, House.DPO));
    refused(
        "BreachRegister.receiveFromProcessor(BreachNotice, Instant, Actor)",
        a ->
            a.kit
                .breaches()
                .receiveFromProcessor(
                    new BreachNotice(
                        "reference-1",
                        1,
                        new PartyId("vendor"),
                        tenants.get(2).controller.id().equals(a.controller.id())
                            ? tenants.get(3).controller.id()
                            : tenants.get(2).controller.id(),
                        Set.of(BreachKind.CONFIDENTIALITY),
                        at,
                        null,
                        null,
                        at,
                        CONTENT),
                    at,
                    House.DPO));
    refused(
        "BreachRegister.close(BreachId, Actor)", a -> a.kit.breaches().close(BREACH, House.DPO));
    refused(
        "BreachRegister.reopen(BreachId, String, Actor)",
        a -> a.kit.breaches().reopen(BREACH, "again", House.DPO));
    tried(
        "BreachRegister.suspect(BreachId, BreachFacts, Actor)",
        a -> {
          a.kit.breaches().suspect(new BreachId("own"), FACTS, House.DPO);
          assertThat(victim.tenant.kit.breaches().all()).hasSize(1);
        });
    tried(
        "BreachRegister.record(BreachId, BreachFacts, Instant, Actor)",
        a -> {
          a.kit.breaches().record(BREACH, FACTS, at, House.DPO);
          assertThat(a.kit.breaches().all()).hasSize(2);
          assertThat(victim.tenant.kit.breaches().all()).hasSize(1);
        });
  }

  private static Set<String> marksIn(ArchiveId id) {
    RecordedArchive archive = RecordedArchive.read(house.archives, id);
    Set<String> marks = new TreeSet<>();
    for (String path : archive.paths()) {
      String text = path + new String(archive.bytes(path).orElseThrow(), StandardCharsets.UTF_8);
      Matcher matcher = MARK.matcher(text);
      while (matcher.find()) {
        marks.add(matcher.group());
      }
    }
    return marks;
  }

  private static String signature(Method method) {
    return method.getDeclaringClass().getSimpleName()
        + '.'
        + method.getName()
        + Arrays.stream(method.getParameterTypes())
            .map(Class::getSimpleName)
            .collect(Collectors.joining(", ", "(", ")"));
  }

  private static List<Method> methods(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> !method.isSynthetic())
        .filter(method -> !Set.of("toString", "equals", "hashCode").contains(method.getName()))
        .toList();
  }

  @Test
  void knowsEveryPublicMethodOfWhatAKitGives() {
    Set<String> there = new TreeSet<>();
    for (Method accessor : methods(GdprKit.class)) {
      there.add(signature(accessor));
      boolean isRoom =
          accessor.getReturnType().getName().startsWith("io.github.gdprkit.")
              && !Set.of("builder", "controller").contains(accessor.getName());
      if (isRoom) {
        methods(accessor.getReturnType()).forEach(method -> there.add(signature(method)));
      }
    }

    assertThat(ATTEMPTS.keySet())
        .as("say for each new method what another controller's ids do to it")
        .containsExactlyInAnyOrderElementsOf(there);
  }

  @Test
  void letsNobodySeeOrChangeAnythingOfAnother() throws Exception {
    EvidenceHead head = house.store.head(victim.tenant.controller.id());
    List<String> rows = victim.tenant.chat.snapshot();
    byte[] archive = house.archives.bytes(victim.tenant.archive());
    byte[] everyone = house.archives.bytes(victim.tenant.archiveOfEveryone());
    ErasureLedger ledger = house.ledgers.get(victim.tenant.controller.id());
    LedgerHead inLedger = ledger.head();

    for (Tenant attacker : tenants.subList(1, TENANTS)) {
      for (Map.Entry<String, Attempt> attempt : ATTEMPTS.entrySet()) {
        try {
          attempt.getValue().run(attacker);
        } catch (AssertionError e) {
          throw new AssertionError(attempt.getKey() + " of " + attacker.controller.id().value(), e);
        }
      }
      assertThat(house.store.head(victim.tenant.controller.id()))
          .as("evidence of the victim after %s", attacker.controller.id().value())
          .isEqualTo(head);
    }

    assertThat(victim.tenant.chat.snapshot()).isEqualTo(rows);
    assertThat(house.archives.bytes(victim.tenant.archive())).isEqualTo(archive);
    assertThat(house.archives.bytes(victim.tenant.archiveOfEveryone())).isEqualTo(everyone);
    assertThat(ledger.head()).isEqualTo(inLedger);
    assertThat(victim.tenant.kit.requests().get(victim.tenant.open).status().isFinal()).isFalse();
    assertThat(victim.tenant.kit.endOfService().get(victim.tenant.ending).status())
        .isEqualTo(EndOfServiceStatus.RETURNED);
  }

  @Test
  void givesEachExportItsOwnAndNothingElse() {
    for (Tenant tenant : tenants) {
      assertThat(marksIn(tenant.archiveOfEveryone()))
          .as("archive of everyone of %s", tenant.controller.id().value())
          .containsExactly(tenant.mark());
    }
    // Those of the others are erased with their papers by another test, if that ran before.
    assertThat(marksIn(victim.tenant.archive())).containsExactly(victim.tenant.mark());
  }

  @Test
  void refusesALedgerOfAnotherController() {
    Tenant attacker = tenants.get(7);
    House other = new House();
    other.ledgers.put(attacker.controller.id(), house.ledgers.get(victim.tenant.controller.id()));

    ThrowingCallable build =
        () -> other.kit(attacker.controller, attacker.chat.catalog(), house.store, house.archives);

    assertThatThrownBy(build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ledger");
  }
}
