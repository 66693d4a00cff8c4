package io.github.gdprkit.testkit.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.erasure.RestoreState;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.fulfilment.Requests;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.TaskStatus;
import io.github.gdprkit.testkit.fault.CrashingStore;
import io.github.gdprkit.testkit.fault.CrashingStore.Moment;
import io.github.gdprkit.testkit.fault.SimulatedCrash;
import io.github.gdprkit.testkit.fixture.FixtureChat;
import io.github.gdprkit.testkit.fixture.Orders;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import io.github.gdprkit.testkit.memory.RecordedArchive;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The process dies before or after any commit of a run, and another one goes on. */
class CrashTest {

  @TempDir Path folder;

  /** What is left when the process dies at this call; {@code false} when the run ends before. */
  private boolean crashes(Claim claim, int call, Moment moment, Condition... conditions)
      throws Exception {
    String where = claim + ", " + moment + " call " + call;
    FixtureChat chat = new FixtureChat().withSomethingOfEverything();
    InMemoryRequestStore store = new InMemoryRequestStore();
    Path own = Files.createTempDirectory(folder, "round");
    Desk desk = new Desk(own).over(store);
    Requests before = desk.kit(chat.catalog()).requests();
    RequestId id = desk.verified(before, claim, Subjects.ANNA).id();
    List<String> others = othersThan(chat);

    boolean crashed = false;
    try {
      Requests dying =
          desk.over(CrashingStore.atCall(store, call, moment)).kit(chat.catalog()).requests();
      desk.grant(dying, id, conditions);
      dying.fulfil(id);
      desk.closeByHand(dying, id);
    } catch (SimulatedCrash e) {
      crashed = true;
    }

    GdprKit kit = desk.restarted(store, chat.catalog());
    Requests requests = kit.requests();
    assertThat(kit.restores().check()).as(where).isInstanceOf(RestoreState.UpToDate.class);
    if (requests.get(id).decided().isEmpty()) {
      desk.grant(requests, id, conditions);
    }
    requests.fulfil(id);
    desk.closeByHand(requests, id);

    DataSubjectRequest request = requests.get(id);
    assertThat(request.status().isFinal()).as(where).isTrue();
    assertThat(request.tasks())
        .as(where)
        .allMatch(task -> task.status() == TaskStatus.DONE)
        .hasSizeGreaterThan(5);
    assertThat(store.find(id)).contains(request.header());
    assertThat(requests.unfinished()).as(where).isEmpty();
    assertThat(othersThan(chat)).as(where).isEqualTo(others);
    assertNoEventIsDoubled(store, where);
    Evidence.assertVerifies(desk, kit);
    if (claim == Claim.ERASURE) {
      assertThat(chat.profileOf(Subjects.ANNA)).as(where).isEmpty();
      assertThat(kit.ledger().isErased(Subjects.ANNA)).as(where).isTrue();
      assertThat(requests.papers(id)).as(where).isEmpty();
      assertThat(kit.restores().check()).as(where).isInstanceOf(RestoreState.UpToDate.class);
    } else {
      ArchiveId archive = requests.fulfil(id).archive();
      assertThat(archive).as(where).isNotNull();
      RecordedArchive given = RecordedArchive.read(desk.archives, archive);
      assertThat(given.records(FixtureChat.MESSAGES_SENT)).as(where).hasSize(11);
      assertThat(given.records(FixtureChat.UPLOADS)).as(where).hasSize(2);
    }
    return crashed;
  }

  private static List<String> othersThan(FixtureChat chat) {
    return chat.snapshot().stream()
        .filter(row -> row.contains("=" + Subjects.accountOf(Subjects.BORIS) + ","))
        .filter(row -> !row.contains("author=" + Subjects.accountOf(Subjects.ANNA)))
        .filter(row -> !row.contains("author=erased-"))
        .toList();
  }

  /** A step that was taken twice would be there as two entries that say the same. */
  private static void assertNoEventIsDoubled(InMemoryRequestStore store, String where) {
    Set<String> once = new HashSet<>();
    for (EvidenceEntry entry : store.read(Orders.CONTROLLER.id(), 0, Integer.MAX_VALUE)) {
      if (!entry.type().equals("task-started")) {
        String said = entry.stream() + " " + entry.type() + " " + entry.details();
        assertThat(once.add(said)).as("%s: %s", where, said).isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Moment.class,
      names = {"BEFORE", "AFTER"})
  @GdprReference(article = "17(1)", text = "without undue delay")
  void erasesToTheEndAfterACrashAtEveryCommit(Moment moment) throws Exception {
    int call = 1;
    while (crashes(Claim.ERASURE, call, moment, Condition.NO_LONGER_NECESSARY)) {
      call++;
    }
    assertThat(call).isGreaterThan(25);
  }

  @ParameterizedTest
  @EnumSource(
      value = Moment.class,
      names = {"BEFORE", "AFTER"})
  @GdprReference(article = "15(3)", text = "a copy of the personal data undergoing processing")
  void exportsToTheEndAfterACrashAtEveryCommit(Moment moment) throws Exception {
    int call = 1;
    while (crashes(Claim.ACCESS, call, moment)) {
      call++;
    }
    assertThat(call).isGreaterThan(15);
  }
}
