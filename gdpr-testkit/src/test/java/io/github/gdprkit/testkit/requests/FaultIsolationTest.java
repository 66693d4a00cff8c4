package io.github.gdprkit.testkit.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.fulfilment.FulfilmentOutcome;
import io.github.gdprkit.fulfilment.HookFailure;
import io.github.gdprkit.fulfilment.Requests;
import io.github.gdprkit.hook.DataHook;
import io.github.gdprkit.hook.ErasureStage;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.ManualResult;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStatus;
import io.github.gdprkit.request.TaskId;
import io.github.gdprkit.request.TaskKind;
import io.github.gdprkit.request.TaskState;
import io.github.gdprkit.request.TaskStatus;
import io.github.gdprkit.testkit.fault.StuckErasure;
import io.github.gdprkit.testkit.fixture.FixtureChat;
import io.github.gdprkit.testkit.fixture.SmallHook;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.memory.RecordedArchive;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hooks that fail, get stuck, go away and come: the others work on, and nothing is called done. */
class FaultIsolationTest {

  private static final int NOTES = 7;

  @TempDir Path folder;
  private final List<String> calls = new ArrayList<>();
  private Desk desk;

  @BeforeEach
  void open() {
    desk = new Desk(folder);
  }

  private List<Recorded> eight() {
    return SmallHook.many(8, NOTES).stream().map(hook -> new Recorded(hook, calls)).toList();
  }

  private Recorded hook(String id, ErasureStage stage) {
    SmallHook hook = SmallHook.of(id, stage);
    hook.plant(Subjects.ANNA, NOTES);
    hook.plant(Subjects.BORIS, NOTES);
    return new Recorded(hook, calls);
  }

  private static void failing(String call) {
    throw new IllegalStateException("anna-4711@example.org cannot be " + call);
  }

  private Map<String, Long> callsByHook(String verb) {
    return calls.stream()
        .filter(call -> call.startsWith(verb + " "))
        .collect(
            Collectors.groupingBy(
                call -> call.substring(verb.length() + 1), TreeMap::new, Collectors.counting()));
  }

  private static List<String> annas(Recorded hook) {
    return hook.hook().snapshot().stream()
        .filter(row -> row.contains(FixtureChat.canaryOf(Subjects.ANNA)))
        .toList();
  }

  private RequestId granted(Requests requests, Claim claim, Condition... conditions) {
    RequestId id = desk.verified(requests, claim, Subjects.ANNA).id();
    desk.grant(requests, id, conditions);
    return id;
  }

  private static TaskState erasing(DataSubjectRequest request, String hook) {
    return request.task(TaskId.of(TaskKind.ERASE, new HookId(hook))).orElseThrow();
  }

  @Test
  @GdprReference(article = "17(1)", text = "erase personal data without undue delay")
  void erasesSevenOfEightAndLaterOnlyTheOneThatFailed() {
    List<Recorded> hooks = eight();
    Recorded broken = hooks.get(3);
    broken.doing(FaultIsolationTest::failing);
    Requests requests = desk.kit(hooks.toArray(DataHook[]::new)).requests();
    RequestId id = granted(requests, Claim.ERASURE, Condition.NO_LONGER_NECESSARY);

    FulfilmentOutcome first = requests.fulfil(id);

    assertThat(first.request().status()).isEqualTo(RequestStatus.IN_PROGRESS);
    assertThat(first.isComplete()).isFalse();
    assertThat(first.failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.hook()).isEqualTo(new HookId("notes-4"));
              assertThat(failure.kind()).isEqualTo(HookFailure.Kind.THREW);
              assertThat(failure.message()).doesNotContain("anna").contains("IllegalState");
            });
    assertThat(erasing(first.request(), "notes-4"))
        .satisfies(
            task -> {
              assertThat(task.status()).isEqualTo(TaskStatus.FAILED);
              assertThat(task.error()).isEqualTo("java.lang.IllegalStateException");
            });
    assertThat(requests.erasureReport(id).isVerified()).isFalse();
    assertThat(requests.unfinished()).containsExactly(id);
    for (Recorded hook : hooks) {
      assertThat(annas(hook)).hasSize(hook == broken ? NOTES : 0);
    }

    broken.repair();
    calls.clear();
    FulfilmentOutcome second = requests.fulfil(id);

    assertThat(second.request().status()).isEqualTo(RequestStatus.FULFILLED);
    assertThat(second.isComplete()).isTrue();
    assertThat(callsByHook("erase").keySet()).containsExactly("notes-4");
    assertThat(annas(broken)).isEmpty();
    assertThat(requests.erasureReport(id).isVerified()).isTrue();
    calls.clear();
    requests.fulfil(id);
    assertThat(calls).isEmpty();
    assertThat(hooks).allSatisfy(hook -> assertThat(hook.hook().snapshot()).hasSize(NOTES));
  }

  @Test
  @GdprReference(article = "15(3)", text = "a copy of the personal data undergoing processing")
  void exportsSevenOfEightAndLaterOnlyTheOneThatFailed() {
    List<Recorded> hooks = eight();
    Recorded broken = hooks.get(3);
    broken.doing(FaultIsolationTest::failing);
    Requests requests = desk.kit(hooks.toArray(DataHook[]::new)).requests();
    RequestId id = granted(requests, Claim.ACCESS);

    FulfilmentOutcome first = requests.fulfil(id);

    assertThat(first.failures())
        .extracting(failure -> failure.hook().value())
        .containsExactly("notes-4");
    assertThat(first.archive()).isNull();
    assertThat(desk.archives.sealedArchives()).isEmpty();

    broken.repair();
    calls.clear();
    FulfilmentOutcome second = requests.fulfil(id);

    assertThat(callsByHook("export").keySet()).containsExactly("notes-4");
    assertThat(second.request().status()).isEqualTo(RequestStatus.FULFILLED);
    assertThat(recordsIn(second)).hasSize(8).allSatisfy((hook, n) -> assertThat(n).isEqualTo(7L));
  }

  private Map<String, Long> recordsIn(FulfilmentOutcome outcome) {
    ArchiveId archive = outcome.archive();
    assertThat(archive).isNotNull();
    RecordedArchive recorded = RecordedArchive.read(desk.archives, archive);
    Map<String, Long> records = new TreeMap<>();
    for (TaskState task : outcome.request().tasks()) {
      HookId hook = task.hook();
      if (hook != null && !recorded.records(hook).isEmpty()) {
        records.put(hook.value(), (long) recorded.records(hook).size());
      }
    }
    return records;
  }

  @Test
  void erasesContentThenMembershipsThenTheAccount() {
    Requests requests =
        desk.kit(
                hook("c-account", ErasureStage.IDENTITY),
                hook("b-membership", ErasureStage.MEMBERSHIPS),
                hook("z-content", ErasureStage.CONTENT))
            .requests();
    RequestId id = granted(requests, Claim.ERASURE, Condition.NO_LONGER_NECESSARY);

    requests.fulfil(id);

    assertThat(calls.stream().filter(call -> call.startsWith("erase")).distinct())
        .containsExactly("erase z-content", "erase b-membership", "erase c-account");
  }

  @Test
  void keepsTheAccountUntilEverythingThatIsFoundThroughItIsGone() {
    Recorded content = hook("content", ErasureStage.CONTENT);
    Recorded account = hook("account", ErasureStage.IDENTITY);
    content.doing(FaultIsolationTest::failing);
    Requests requests = desk.kit(content, account).requests();
    RequestId id = granted(requests, Claim.ERASURE, Condition.NO_LONGER_NECESSARY);

    FulfilmentOutcome outcome = requests.fulfil(id);

    assertThat(callsByHook("erase")).doesNotContainKey("account");
    assertThat(erasing(outcome.request(), "account").status()).isEqualTo(TaskStatus.PENDING);
    content.repair();
    assertThat(requests.fulfil(id).isComplete()).isTrue();
    assertThat(annas(account)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"STANDING_STILL", "CIRCLING", "NEVER_EMPTY", "STOPPING_EARLY"})
  void endsWhatIsStuckAndBeginsAnewAfterTheRepair(String kind) {
    Map<String, Function<Recorded, StuckErasure>> kinds =
        Map.of(
            "STANDING_STILL", StuckErasure::standingStill,
            "CIRCLING", StuckErasure::circling,
            "NEVER_EMPTY", StuckErasure::neverEmpty,
            "STOPPING_EARLY", StuckErasure::stoppingEarly);
    Recorded notes = hook("notes", ErasureStage.CONTENT);
    StuckErasure stuck = kinds.get(kind).apply(notes);
    Requests requests = desk.kit(stuck).requests();
    RequestId id = granted(requests, Claim.ERASURE, Condition.NO_LONGER_NECESSARY);

    FulfilmentOutcome first = requests.fulfil(id);

    assertThat(first.request().status()).isEqualTo(RequestStatus.IN_PROGRESS);
    assertThat(first.failures()).hasSize(1);
    assertThat(first.failures().get(0).kind())
        .isIn(HookFailure.Kind.STOOD_STILL, HookFailure.Kind.LEFT_BEHIND);
    assertThat(stuck.calls()).isLessThan(20);
    assertThat(erasing(first.request(), "notes").status()).isEqualTo(TaskStatus.FAILED);

    stuck.repair();
    for (int run = 0; run < 3 && !requests.get(id).status().isFinal(); run++) {
      requests.fulfil(id);
    }
    assertThat(requests.get(id).status()).isEqualTo(RequestStatus.FULFILLED);
    assertThat(annas(notes)).isEmpty();
    assertThat(notes.hook().snapshot()).hasSize(NOTES);
  }

  @Test
  void findsWhatRemainsAndCountsItAgain() {
    Recorded notes = hook("notes", ErasureStage.CONTENT);
    notes.doing(
        call -> {
          if (call.equals("remaining")) {
            notes.hook().plant(Subjects.ANNA, "written while it was erased");
            notes.repair();
          }
        });
    Requests requests = desk.kit(notes).requests();
    RequestId id = granted(requests, Claim.ERASURE, Condition.NO_LONGER_NECESSARY);

    TaskState failed = erasing(requests.fulfil(id).request(), "notes");

    assertThat(failed.status()).isEqualTo(TaskStatus.FAILED);
    assertThat(failed.remaining()).isEqualTo(1);
    assertThat(requests.fulfil(id).isComplete()).isTrue();
    assertThat(notes.hook().snapshot()).hasSize(NOTES);
    assertThat(erasing(requests.get(id), "notes").records()).isEqualTo(NOTES + 1);
  }

  @Test
  void erasesAPersonOfWhomThereIsNothing() {
    SmallHook empty = SmallHook.of("notes", ErasureStage.CONTENT);
    GdprKit kit = desk.kit(empty);
    RequestId id = granted(kit.requests(), Claim.ERASURE, Condition.NO_LONGER_NECESSARY);

    assertThat(kit.requests().fulfil(id).request().status()).isEqualTo(RequestStatus.FULFILLED);
    assertThat(kit.ledger().isErased(Subjects.ANNA)).isTrue();
  }

  @Test
  void failsTheErasureOfAHookThatIsNotThereAnyMore() {
    Recorded one = hook("one", ErasureStage.CONTENT);
    Recorded two = hook("two", ErasureStage.CONTENT);
    RequestId id =
        granted(desk.kit(one, two).requests(), Claim.ERASURE, Condition.NO_LONGER_NECESSARY);

    Requests without = desk.kit(one).requests();
    FulfilmentOutcome outcome = without.fulfil(id);

    assertThat(outcome.failures())
        .extracting(HookFailure::kind)
        .containsExactly(HookFailure.Kind.NOT_THERE);
    assertThat(outcome.request().status()).isEqualTo(RequestStatus.IN_PROGRESS);
    assertThat(annas(one)).isEmpty();
    without.closeTask(
        id,
        TaskId.of(TaskKind.ERASE, new HookId("two")),
        ManualResult.DONE,
        "by statement",
        Desk.DPO);
    assertThat(without.get(id).status()).isEqualTo(RequestStatus.FULFILLED);
  }

  @Test
  void erasesInAHookThatCameAfterThePlan() {
    Recorded one = hook("one", ErasureStage.CONTENT);
    Recorded two = hook("two", ErasureStage.CONTENT);
    RequestId id = granted(desk.kit(one).requests(), Claim.ERASURE, Condition.NO_LONGER_NECESSARY);

    assertThat(desk.kit(one, two).requests().fulfil(id).isComplete()).isTrue();

    assertThat(annas(one)).isEmpty();
    assertThat(annas(two)).isEmpty();
  }

  @Test
  void failsTheExportOfAHookThatIsNotThereAnyMore() {
    Recorded one = hook("one", ErasureStage.CONTENT);
    Recorded two = hook("two", ErasureStage.CONTENT);
    RequestId id = granted(desk.kit(one, two).requests(), Claim.ACCESS);

    Requests without = desk.kit(one).requests();
    FulfilmentOutcome outcome = without.fulfil(id);

    assertThat(outcome.failures())
        .extracting(HookFailure::kind)
        .containsExactly(HookFailure.Kind.NOT_THERE);
    assertThat(outcome.isComplete()).isFalse();
    FulfilmentOutcome withBoth = desk.kit(one, two).requests().fulfil(id);
    assertThat(withBoth.isComplete()).isTrue();
    assertThat(recordsIn(withBoth)).containsOnlyKeys("one", "two");
  }

  @Test
  void givesNoArchiveThatLacksWhatAHookGaveThatWentAway() {
    Recorded one = hook("one", ErasureStage.CONTENT);
    Recorded two = hook("two", ErasureStage.CONTENT);
    Requests both = desk.kit(one, two).requests();
    RequestId id = granted(both, Claim.ACCESS);
    one.doing(FaultIsolationTest::failing);
    both.fulfil(id);
    one.repair();

    FulfilmentOutcome without = desk.kit(one).requests().fulfil(id);
    assertThat(without.failures()).extracting(failure -> failure.hook().value()).contains("two");
    assertThat(without.isComplete()).isFalse();
    assertThat(without.archive()).isNull();

    FulfilmentOutcome backAgain = both.fulfil(id);
    assertThat(backAgain.isComplete()).isTrue();
    assertThat(recordsIn(backAgain)).containsOnlyKeys("one", "two");
  }

  @Test
  @GdprReference(article = "15(3)", text = "a copy of the personal data undergoing processing")
  void exportsAHookThatCameAfterTheArchiveWasMade() {
    FixtureChat chat = new FixtureChat().withSomethingOfEverything();
    Recorded late = hook("late", ErasureStage.CONTENT);
    List<DataHook> hooks = new ArrayList<>(chat.catalog().hooks());
    Requests before = desk.kit(chat.catalog()).requests();
    RequestId id = granted(before, Claim.ACCESS);
    assertThat(before.fulfil(id).archive()).isNotNull();

    hooks.add(late);
    Requests after = desk.kit(hooks.toArray(DataHook[]::new)).requests();
    FulfilmentOutcome outcome = after.fulfil(id);

    assertThat(outcome.request().task(TaskId.of(TaskKind.EXPORT, new HookId("late"))))
        .get()
        .extracting(TaskState::records)
        .isEqualTo((long) NOTES);
    assertThat(recordsIn(outcome)).containsKeys("late", "profile");
  }

  @Test
  void givesTheRestWhenAPersonGaveByHandWhatAHookCouldNot() {
    Recorded one = hook("one", ErasureStage.CONTENT);
    Recorded two = hook("two", ErasureStage.CONTENT);
    one.doing(FaultIsolationTest::failing);
    Requests requests = desk.kit(one, two).requests();
    RequestId id = granted(requests, Claim.ACCESS);
    requests.fulfil(id);

    DataSubjectRequest closed =
        requests.closeTask(
            id,
            TaskId.of(TaskKind.EXPORT, new HookId("one")),
            ManualResult.DONE,
            "sent on paper",
            Desk.DPO);

    assertThat(closed.status()).isEqualTo(RequestStatus.FULFILLED);
    assertThat(recordsIn(requests.fulfil(id))).containsOnlyKeys("two");
  }
}
