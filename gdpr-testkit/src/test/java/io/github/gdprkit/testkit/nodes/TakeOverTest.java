package io.github.gdprkit.testkit.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.erasure.LedgerDraft;
import io.github.gdprkit.erasure.LedgerEntry;
import io.github.gdprkit.erasure.LedgerHead;
import io.github.gdprkit.erasure.LedgerKind;
import io.github.gdprkit.erasure.RestoreState;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.fulfilment.Intake;
import io.github.gdprkit.fulfilment.Requests;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.OperationId;
import io.github.gdprkit.propagation.InstructionId;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.Correction;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.Decision;
import io.github.gdprkit.request.IdentityLevel;
import io.github.gdprkit.request.IntakeChannel;
import io.github.gdprkit.request.LostClaimException;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStatus;
import io.github.gdprkit.request.Verification;
import io.github.gdprkit.testkit.fixture.Orders;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.time.SettableClock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A node falls asleep before or after each call that leaves it, to a store, a ledger, an archive, a
 * hook or a recipient. Meanwhile another one takes the request over and ends it. Then the first
 * wakes up and goes on.
 */
class TakeOverTest {

  private static final Actor DPO = World.DPO;
  private static final HookId NOTES = new HookId("notes");

  /** What only shows who had the work: repeated by design when it is taken over. */
  private static final Set<String> REPEATED = Set.of("task-started", "ledger-advanced");

  /** What changes something that no fence guards but the look before it. */
  private static final Set<String> EFFECTS =
      Set.of(
          "ErasureHook.erase",
          "RectificationHook.rectify",
          "ProcessorGateway.instruct",
          "ArchiveStore.delete",
          "ErasureLedger.append");

  /** Something that is worked on by two nodes. */
  @FunctionalInterface
  private interface Scenario {
    /** A granted request that has work left. */
    RequestId prepare(World world);
  }

  private static RequestId granted(World world, Claim claim, Condition... conditions) {
    return granted(world.kit().requests(), world.clock, claim, conditions);
  }

  private static RequestId granted(
      Requests requests, SettableClock clock, Claim claim, Condition... conditions) {
    Intake intake = Intake.of(claim, Subjects.ANNA, "Anna", IntakeChannel.IN_APP, clock.instant());
    RequestId id = requests.receive(intake, DPO).id();
    requests.confirmIdentity(
        id,
        new Verification(IdentityLevel.SIGNED_IN, "session", DPO, clock.instant()),
        Subjects.ANNA,
        DPO);
    if (claim == Claim.RECTIFICATION) {
      requests.correct(id, List.of(new Correction(NOTES, "text", "put right")), DPO);
    }
    requests.decide(
        id, Decision.grant().onEach(requests.basesConcerned(id), conditions).build(), DPO);
    return id;
  }

  /** What there was when the other node had ended the request. */
  private static final class Ended {
    private @Nullable DataSubjectRequest request;
    private long evidence;
    private LedgerHead ledger = LedgerHead.none(Orders.CONTROLLER.id());
    private byte[] archive = new byte[0];
    private int calls;
    private Map<InstructionId, Integer> told = Map.of();

    void look(World world, RequestId id) {
      request = world.kit().requests().get(id);
      evidence = world.store.head(Orders.CONTROLLER.id()).seq();
      ledger = world.ledger.head();
      archive = archive(world);
      calls = world.calls().size();
      told = world.mailer.deliveries();
    }
  }

  private static byte[] archive(World world) {
    return world.archives.sealedArchives().stream()
        .findFirst()
        .map(id -> world.archives.bytes(new ArchiveId(id)))
        .orElse(new byte[0]);
  }

  /** One round; {@code false} when the request is done before that moment comes. */
  private static boolean isTakenOver(Scenario scenario, int moment) {
    World world = new World();
    RequestId id = scenario.prepare(world);
    Ended ended = new Ended();
    SleepingNode node =
        new SleepingNode(
            moment,
            () -> {
              world.archives.crash();
              GdprKit other = world.kit();
              other.restores().check();
              other.requests().fulfil(id);
              // Whoever was erased comes again.
              world.notes.plant(Subjects.ANNA, 2);
              ended.look(world, id);
            });
    boolean isLost = false;
    GdprKit kit = world.kit(node);
    try {
      kit.requests().fulfil(id);
    } catch (LostClaimException e) {
      isLost = true;
    }
    String where = "moment " + moment + ", " + node.sleptAt();
    if (!node.slept()) {
      assertThat(isLost).as(where).isFalse();
      return false;
    }
    assertNothingHappenedTwice(world, id, node, ended, where);
    return true;
  }

  private static void assertNothingHappenedTwice(
      World world, RequestId id, SleepingNode node, Ended ended, String where) {
    GdprKit kit = world.kit();
    DataSubjectRequest request = kit.requests().get(id);
    assertThat(request.status()).as(where).isEqualTo(RequestStatus.FULFILLED);
    assertThat(request.version()).as(where).isEqualTo(ended.request.version());
    assertThat(kit.requests().unfinished()).as(where).isEmpty();
    assertThat(kit.restores().check()).as(where).isInstanceOf(RestoreState.UpToDate.class);
    assertNoEventIsDoubled(world, where);

    assertThat(Collections.frequency(node.after(), "ExportHook.export"))
        .as(where)
        .isLessThanOrEqualTo(1);
    String made = madeAsleep(node, where);
    boolean isCalled = made.equals("ErasureHook.erase") || made.equals("RectificationHook.rectify");
    List<Notes.Call> calls = world.calls();
    assertThat(calls).as(where).hasSize(ended.calls + (isCalled ? 1 : 0));
    assertNoOperationStandsForTwoEffects(calls, isCalled, where);

    if (!made.equals("ErasureLedger.append")) {
      assertThat(world.ledger.head()).as(where).isEqualTo(ended.ledger);
    }
    if (!made.equals("ArchiveStore.delete")) {
      assertThat(archive(world)).as(where).isEqualTo(ended.archive);
    }
    assertThat(world.mailer.deliveries().keySet()).as(where).isEqualTo(ended.told.keySet());
    int more = made.equals("ProcessorGateway.instruct") ? 1 : 0;
    ended.told.forEach(
        (instruction, times) ->
            assertThat(world.mailer.deliveries().get(instruction))
                .as(where)
                .isEqualTo(times + more));
    assertThat(world.notes.count(Subjects.BORIS)).as(where).isEqualTo(7);
    if (!isCalled) {
      assertThat(world.notes.count(Subjects.ANNA)).as(where).isGreaterThanOrEqualTo(2);
    }
  }

  /**
   * The call that changes something and that the node fell asleep in front of, or between it and
   * the look whether the work is still held. There is never a second one.
   */
  private static String madeAsleep(SleepingNode node, String where) {
    List<String> made = new ArrayList<>();
    if (node.sleptAt().startsWith("before ")) {
      made.add(node.sleptAt().substring("before ".length()));
    }
    for (int i = 0; i < node.after().size(); i++) {
      if (EFFECTS.contains(node.after().get(i))) {
        assertThat(i).as("%s: %s", where, node.after()).isLessThanOrEqualTo(1);
        made.add(node.after().get(i));
      }
    }
    made.retainAll(EFFECTS);
    assertThat(made).as(where).hasSizeLessThanOrEqualTo(1);
    return made.isEmpty() ? "" : made.get(0);
  }

  /** A host that remembers operations sees the repeated call for what it is. */
  private static void assertNoOperationStandsForTwoEffects(
      List<Notes.Call> calls, boolean isCalled, String where) {
    Map<OperationId, Long> times =
        calls.stream().collect(Collectors.groupingBy(Notes.Call::operation, Collectors.counting()));
    long repeated = times.values().stream().filter(count -> count > 1).count();
    assertThat(repeated).as(where).isLessThanOrEqualTo(1);
    if (isCalled) {
      assertThat(repeated).as("%s: the other node made the same call", where).isEqualTo(1);
    }
  }

  private static void assertNoEventIsDoubled(World world, String where) {
    Set<String> once = new HashSet<>();
    for (EvidenceEntry entry : world.store.read(Orders.CONTROLLER.id(), 0, Integer.MAX_VALUE)) {
      if (!REPEATED.contains(entry.type())) {
        String said = entry.stream() + " " + entry.type() + " " + entry.details();
        assertThat(once.add(said)).as("%s: %s", where, said).isTrue();
      }
    }
  }

  private static int takeOverEverywhere(Scenario scenario) {
    int moment = 1;
    while (isTakenOver(scenario, moment)) {
      moment++;
    }
    return moment;
  }

  @Test
  @GdprReference(article = "17(1)", text = "without undue delay")
  void erasesOnceWhereverTheWorkIsTakenOver() {
    int moments =
        takeOverEverywhere(world -> granted(world, Claim.ERASURE, Condition.NO_LONGER_NECESSARY));

    assertThat(moments).isGreaterThan(100);
  }

  @Test
  @GdprReference(article = "15(3)", text = "a copy of the personal data undergoing processing")
  void exportsOnceWhereverTheWorkIsTakenOver() {
    int moments = takeOverEverywhere(world -> granted(world, Claim.ACCESS));

    assertThat(moments).isGreaterThan(100);
  }

  @Test
  @GdprReference(article = "16", text = "the rectification of inaccurate personal data")
  void rectifiesOnceWhereverTheWorkIsTakenOver() {
    int moments =
        takeOverEverywhere(world -> granted(world, Claim.RECTIFICATION, Condition.INACCURATE));

    assertThat(moments).isGreaterThan(50);
  }

  /** It wrote into the ledger what nobody needed any more, and could not say so. */
  @Test
  @GdprReference(article = "32(1)(c)", text = "restore the availability")
  void servesOnWhenANodeThatWasAwayDiedBehindItsLastEntryInTheLedger() {
    World world = new World();
    RequestId id = granted(world, Claim.ERASURE, Condition.NO_LONGER_NECESSARY);
    world.kit().requests().fulfil(id);
    LedgerEntry first = world.ledger.append(again(world));
    assertThat(world.ledger.head().seq()).isEqualTo(first.seq());

    GdprKit kit = world.kit();

    assertThat(kit.restores().check()).isInstanceOf(RestoreState.UpToDate.class);
    assertThat(kit.ledger().isErased(Subjects.ANNA)).isTrue();
    assertThat(granted(world, Claim.ACCESS)).isNotNull();
  }

  private static LedgerDraft again(World world) {
    List<LedgerEntry> entries = new ArrayList<>();
    world.ledger.entriesAfter(0, entries::add);
    LedgerEntry intent = entries.get(0);
    return new LedgerDraft(
        LedgerKind.INTENT,
        world.clock.instant(),
        intent.reference(),
        intent.scope(),
        intent.tombstone(),
        intent.hooks());
  }

  /** The archive of a run without one of the hooks is finished, and is to be made anew with it. */
  @Test
  void keepsTheWholeArchiveOfWhoeverMadeItAnew() {
    int moments =
        takeOverEverywhere(
            world -> {
              RequestId id = granted(world, Claim.ACCESS);
              world
                  .kit(
                      world.store,
                      world.ledger,
                      world.archives,
                      world.mailer,
                      HookCatalog.of(world.notes))
                  .requests()
                  .fulfil(id);
              assertThat(world.archives.sealedArchives()).hasSize(1);
              return id;
            });

    assertThat(moments).isGreaterThan(100);
  }
}
