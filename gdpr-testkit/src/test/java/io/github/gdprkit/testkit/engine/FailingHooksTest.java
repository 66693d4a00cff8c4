package io.github.gdprkit.testkit.engine;

import static io.github.gdprkit.testkit.fixture.FixtureChat.CHANNEL_MESSAGES;
import static io.github.gdprkit.testkit.fixture.FixtureChat.DIRECT_MESSAGES_RECEIVED;
import static io.github.gdprkit.testkit.fixture.FixtureChat.MESSAGES_SENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.fulfilment.ExportOrder;
import io.github.gdprkit.fulfilment.ExportOutcome;
import io.github.gdprkit.fulfilment.HookFailure;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ExportHook;
import io.github.gdprkit.hook.ExportSlice;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.hook.SinkMisuseException;
import io.github.gdprkit.subject.DataSubjectRight;
import io.github.gdprkit.testkit.fault.CirclingHook;
import io.github.gdprkit.testkit.fault.FailingHook;
import io.github.gdprkit.testkit.fault.MisusingHook;
import io.github.gdprkit.testkit.fault.StandingStillHook;
import io.github.gdprkit.testkit.fixture.Declarations;
import io.github.gdprkit.testkit.fixture.FixtureChat;
import io.github.gdprkit.testkit.fixture.Orders;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.memory.RecordedArchive;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FailingHooksTest {

  private final FixtureChat chat = new FixtureChat().withSomethingOfEverything();
  private final ExportOrder order = Orders.anExportOf(Subjects.ANNA);
  private final Engine engine = new Engine();

  @Test
  void namesTheHookAndThePageThatFailedAndNobodysData() {
    FailingHook failing = FailingHook.atPage(chat.messagesSent(), 3);

    List<HookFailure> failures = engine.failures(chat.catalog(failing), order);

    assertThat(failures).hasSize(1);
    HookFailure failure = failures.get(0);
    assertThat(failure.hook()).isEqualTo(MESSAGES_SENT);
    assertThat(failure.page()).isEqualTo(3);
    assertThat(failure.kind()).isEqualTo(HookFailure.Kind.THREW);
    assertThat(failure.message())
        .contains("messages-sent", "page 3", "IllegalStateException", "run the same again")
        .doesNotContain(FailingHook.PERSONAL_DATA);
    assertThat(failure.toString()).doesNotContain(FailingHook.PERSONAL_DATA);
    assertThat(failure.cause()).hasMessageContaining(FailingHook.PERSONAL_DATA);
  }

  @Test
  void makesNoArchiveWhileAHookFails() {
    FailingHook failing = FailingHook.atPage(chat.messagesSent(), 3);

    for (int run = 0; run < 3; run++) {
      assertThat(engine.failures(chat.catalog(failing), order)).hasSize(1);
      assertThat(engine.archives.sealedArchives()).isEmpty();
    }
  }

  @Test
  void asksOnlyTheHookThatFailedAgainAndGoesOnFromItsLastPage() {
    RecordedArchive uninterrupted = uninterrupted();
    FailingHook failing = FailingHook.atPage(chat.messagesSent(), 3);
    FailingHook other = FailingHook.atPage(chat.channelMessages(), 99);
    HookCatalog catalog = chat.catalog(failing, other);
    engine.failures(catalog, order);
    List<String> firstRun = failing.cursors();
    int pagesOfTheOther = other.cursors().size();

    failing.repair();
    ExportOutcome.Completed completed = engine.complete(catalog, order);

    assertThat(firstRun).hasSize(3).startsWith((String) null).doesNotHaveDuplicates();
    assertThat(failing.cursors().subList(3, 5)).startsWith(firstRun.get(2));
    assertThat(failing.located()).isEqualTo(1);
    assertThat(pagesOfTheOther).isEqualTo(3);
    assertThat(other.cursors()).hasSize(pagesOfTheOther);
    assertThat(completed.resumed()).isTrue();
    assertThat(engine.archive().records(MESSAGES_SENT))
        .hasSize(11)
        .isEqualTo(uninterrupted.records(MESSAGES_SENT));
    assertThat(engine.archive().records(CHANNEL_MESSAGES))
        .isEqualTo(uninterrupted.records(CHANNEL_MESSAGES));
  }

  @Test
  void reportsEveryHookThatFailsAndKeepsTheRest() {
    FailingHook one = FailingHook.atPage(chat.messagesSent(), 2);
    FailingHook two = FailingHook.atLocate(chat.directMessagesReceived());

    List<HookFailure> failures = engine.failures(chat.catalog(one, two), order);

    assertThat(failures)
        .extracting(HookFailure::hook)
        .containsExactlyInAnyOrder(MESSAGES_SENT, DIRECT_MESSAGES_RECEIVED);
    HookFailure locate =
        failures.stream().filter(f -> f.hook().equals(DIRECT_MESSAGES_RECEIVED)).findFirst().get();
    assertThat(locate.page()).isZero();
    assertThat(locate.message())
        .contains("while counting")
        .doesNotContain(FailingHook.PERSONAL_DATA);
    assertThat(two.cursors()).isEmpty();
    one.repair();
    two.repair();
    engine.complete(chat.catalog(one, two), order);
    assertThat(engine.archive().records(DIRECT_MESSAGES_RECEIVED)).hasSize(4);
  }

  @ParameterizedTest(name = "at page {0}, noticed at page {1}")
  @CsvSource({"1, 2", "2, 2", "3, 3", "4, 4"})
  void stopsAHookThatStandsStill(int page, int noticedAt) {
    StandingStillHook still = StandingStillHook.fromPage(chat.messagesSent(), page);

    List<HookFailure> failures = engine.failures(chat.catalog(still), order);

    assertThat(failures).extracting(HookFailure::kind).containsOnly(HookFailure.Kind.STOOD_STILL);
    assertThat(failures.get(0).page()).isEqualTo(noticedAt);
    assertThat(failures.get(0).message()).contains("messages-sent", "Page.last()");
    assertThat(still.calls()).isEqualTo(noticedAt);
  }

  @Test
  void stopsAHookThatGoesRound() {
    chat.plantMessages(Subjects.ANNA, 30);
    CirclingHook circling = new CirclingHook(chat.messagesSent());

    List<HookFailure> failures = engine.failures(chat.catalog(circling), order);

    assertThat(failures).extracting(HookFailure::kind).containsOnly(HookFailure.Kind.STOOD_STILL);
    assertThat(failures).extracting(HookFailure::hook).containsOnly(MESSAGES_SENT);
    assertThat(circling.calls()).as("14 pages, round less than twice more").isLessThan(3 * 14);
  }

  @Test
  void neverCompletesADraftWhoseHookWentRound() throws Exception {
    CirclingHook circling = new CirclingHook(chat.messagesSent());
    engine.failures(chat.catalog(circling), order);

    List<HookFailure> failures = engine.failures(chat.catalog(), order);
    engine.archives.delete(Orders.ARCHIVE);
    engine.complete(chat.catalog(), order);

    assertThat(failures)
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure.message())
                    .contains("messages-sent", "delete the draft and export anew"));
    assertThat(engine.archive().column(MESSAGES_SENT, "id")).doesNotHaveDuplicates().hasSize(11);
  }

  @Test
  void saysThatAHookReturnedNothing() {
    ExportHook hook = new Returning(chat.messagesSent(), null);

    List<HookFailure> failures = engine.failures(chat.catalog(hook), order);

    assertThat(failures)
        .extracting(HookFailure::kind)
        .containsOnly(HookFailure.Kind.RETURNED_NOTHING);
    assertThat(failures.get(0).message()).contains("messages-sent", "Page.after(cursor)");
  }

  @ParameterizedTest
  @EnumSource(MisusingHook.Misuse.class)
  void namesAHookThatMisusesItsSink(MisusingHook.Misuse misuse) {
    HookCatalog catalog = HookCatalog.of(new MisusingHook(misuse), chat.messagesSent());

    List<HookFailure> failures = engine.failures(catalog, order);

    assertThat(failures).hasSize(1);
    assertThat(failures.get(0).kind()).isEqualTo(HookFailure.Kind.MISUSED_SINK);
    assertThat(failures.get(0).hook()).isEqualTo(new HookId(MisusingHook.ID));
    assertThat(failures.get(0).message()).contains(MisusingHook.ID).contains("page 1");
    assertThat(engine.archives.sealedArchives()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(MisusingHook.Misuse.class)
  void namesAHookThatMisusesItsSinkAndSwallowsTheException(MisusingHook.Misuse misuse) {
    HookCatalog catalog = HookCatalog.of(MisusingHook.swallowing(misuse), chat.messagesSent());

    List<HookFailure> failures = engine.failures(catalog, order);

    assertThat(failures)
        .extracting(HookFailure::kind)
        .containsExactly(HookFailure.Kind.MISUSED_SINK);
  }

  @ParameterizedTest
  @EnumSource(MisusingHook.Misuse.class)
  void leavesNothingOfTheMisusedPageBehind(MisusingHook.Misuse misuse) {
    MisusingHook hook = new MisusingHook(misuse);
    HookCatalog catalog = HookCatalog.of(hook, chat.messagesSent());
    engine.failures(catalog, order);

    hook.repair();
    engine.complete(catalog, order);

    assertThat(engine.archive().column(new HookId(MisusingHook.ID), "text"))
        .containsExactly("well-behaved");
  }

  @Test
  void refusesASinkThatIsUsedAfterItsPage() {
    MisusingHook hook = new MisusingHook(MisusingHook.Misuse.UNDECLARED_FIELD);
    hook.repair();
    engine.complete(HookCatalog.of(hook), order);

    RecordSink kept = hook.keptSink();

    assertThatThrownBy(() -> kept.record(Relation.AUTHOR))
        .isInstanceOf(SinkMisuseException.class)
        .hasMessageContaining(MisusingHook.ID)
        .hasMessageContaining("after its page");
    assertThatThrownBy(kept::pageIsFull).isInstanceOf(SinkMisuseException.class);
  }

  @Test
  void survivesAHookThatCannotEvenBeCounted() {
    ExportHook hook =
        new Returning(chat.messagesSent(), Page.last()) {
          @Override
          public Findings locate(Scope scope) {
            return null;
          }
        };

    List<HookFailure> failures = engine.failures(chat.catalog(hook), order);

    assertThat(failures).extracting(HookFailure::page).containsExactly(0);
  }

  private RecordedArchive uninterrupted() {
    Engine other = new Engine();
    other.complete(chat.catalog(), order);
    return other.archive();
  }

  private static class Returning implements ExportHook {
    private final ExportHook hook;
    private final Page page;

    Returning(ExportHook hook, Page page) {
      this.hook = hook;
      this.page = page;
    }

    @Override
    public Declaration declaration() {
      return Declarations.narrowedTo(
          hook.declaration(), DataSubjectRight.ACCESS, DataSubjectRight.PORTABILITY);
    }

    @Override
    public Findings locate(Scope scope) throws Exception {
      return hook.locate(scope);
    }

    @Override
    public Page export(ExportSlice slice, RecordSink sink) {
      return page;
    }
  }
}
