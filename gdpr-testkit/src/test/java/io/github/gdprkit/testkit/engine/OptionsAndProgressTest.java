package io.github.gdprkit.testkit.engine;

import static io.github.gdprkit.testkit.fixture.FixtureChat.ACTIVITY;
import static io.github.gdprkit.testkit.fixture.FixtureChat.CHANNEL_MESSAGES;
import static io.github.gdprkit.testkit.fixture.FixtureChat.DIRECT_MESSAGES_RECEIVED;
import static io.github.gdprkit.testkit.fixture.FixtureChat.MEMBERSHIPS;
import static io.github.gdprkit.testkit.fixture.FixtureChat.MESSAGES_SENT;
import static io.github.gdprkit.testkit.fixture.FixtureChat.PROFILE;
import static io.github.gdprkit.testkit.fixture.FixtureChat.UPLOADS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.gdprkit.fulfilment.ExportOptions;
import io.github.gdprkit.fulfilment.ExportOrder;
import io.github.gdprkit.fulfilment.ExportOutcome;
import io.github.gdprkit.fulfilment.Progress;
import io.github.gdprkit.fulfilment.Progress.Phase;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.ThirdPartyPolicy;
import io.github.gdprkit.testkit.fault.FailingHook;
import io.github.gdprkit.testkit.fixture.FixtureChat;
import io.github.gdprkit.testkit.fixture.Orders;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.memory.RecordedArchive;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsAndProgressTest {

  private static final List<HookId> HOOKS =
      List.of(
          PROFILE,
          MESSAGES_SENT,
          DIRECT_MESSAGES_RECEIVED,
          CHANNEL_MESSAGES,
          UPLOADS,
          MEMBERSHIPS,
          ACTIVITY);

  private final FixtureChat chat = new FixtureChat().withSomethingOfEverything();
  private final ExportOrder order = Orders.anExportOf(Subjects.ANNA);
  private final Engine engine = new Engine();

  @ParameterizedTest(name = "{0} threads, level {1}, {2} bytes, {3} records a page: {4} pages")
  @CsvSource({
    "1, 1, 2000000, 10000, 1",
    "1, 0, 2000000,     1, 111",
    "4, 1, 2000000,     1, 111",
    "4, 9,       1, 10000, 111",
    "1, 6,     500,     7, 16",
    "4, 1, 2000000,    50, 3"
  })
  void givesTheSameRecordsHoweverItUsesTheMachine(
      int threads, int level, int pageBytes, int pageRecords, int pages) {
    chat.plantMessages(Subjects.ANNA, 100);
    RecordedArchive expected = archiveWith(ExportOptions.defaults());

    ExportOptions options = new ExportOptions(threads, level, pageBytes, pageRecords);
    RecordedArchive archive = archiveWith(options);

    for (HookId hook : HOOKS) {
      assertThat(archive.records(hook)).as("%s", hook).isEqualTo(expected.records(hook));
    }
    assertThat(archive.records(MESSAGES_SENT)).hasSize(111);
    assertThat(archive.paths().stream().filter(path -> path.startsWith("messages-sent/")))
        .hasSizeGreaterThanOrEqualTo(pages)
        .startsWith("messages-sent/000001.jsonl")
        .isSorted();
  }

  @Test
  void writesTheSameBytesWithOneThreadAsWithFour() {
    engine.with(options -> options.withThreads(1)).complete(chat.catalog(), order);
    Engine other = new Engine().with(options -> options.withThreads(4));
    other.complete(chat.catalog(), order);

    assertThat(other.archives.bytes(Orders.ARCHIVE))
        .isEqualTo(engine.archives.bytes(Orders.ARCHIVE));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 1, 1",
    "65, 1, 1, 1",
    "1, -1, 1, 1",
    "1, 10, 1, 1",
    "1, 1, 0, 1",
    "1, 1, 1, 0",
    "1, 1, 268435457, 1"
  })
  void refusesOptionsThatCannotWork(int threads, int level, int pageBytes, int pageRecords) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ExportOptions(threads, level, pageBytes, pageRecords));
  }

  @Test
  void tellsEachPhaseAndCountsToTheEnd() {
    ExportOutcome.Completed completed = engine.complete(chat.catalog(), order);

    List<Progress> progress = engine.progress;
    assertThat(progress.stream().map(Progress::phase).distinct())
        .containsExactly(
            Phase.LOCATING, Phase.EXPORTING, Phase.FINISHING, Phase.VERIFYING, Phase.SEALED);
    assertThat(progress.stream().map(Progress::phase).toList()).isSorted();
    assertThat(progress.stream().map(Progress::records).toList()).isSorted().startsWith(0L);
    assertThat(progress.stream().map(Progress::bytes).toList()).isSorted();
    Progress last = progress.get(progress.size() - 1);
    // 1 profile, 11 messages sent, 4 received, 7 in channels, 2 uploads, 1 membership, 3 of
    // activity.
    assertThat(last.records()).isEqualTo(29).isEqualTo(completed.manifest().records());
    assertThat(last.expectedRecords()).isEqualTo(29);
    assertThat(last.bytes())
        .isEqualTo(completed.bytes())
        .isEqualTo(engine.archives.bytes(Orders.ARCHIVE).length);
    assertThat(progress).noneMatch(Progress::resumed);
    List<HookId> hooks =
        progress.stream()
            .filter(p -> p.phase() == Phase.EXPORTING)
            .map(Progress::hook)
            .distinct()
            .toList();
    assertThat(hooks).isEqualTo(HOOKS);
  }

  @Test
  void countsRecordsOfEarlierRunsWhenItGoesOn() {
    FailingHook failing = FailingHook.atPage(chat.uploads(), 1);
    engine.failures(chat.catalog(failing), order);
    engine.progress.clear();
    failing.repair();

    engine.complete(chat.catalog(failing), order);

    assertThat(engine.progress).allMatch(Progress::resumed);
    assertThat(engine.progress.get(0).records()).isEqualTo(27);
    assertThat(engine.progress.get(engine.progress.size() - 1).records()).isEqualTo(29);
  }

  @Test
  void expectsOnlyWhatThePolicyLetsThrough() {
    engine.complete(chat.catalog(), Orders.anExportOf(Subjects.ANNA, ThirdPartyPolicy.OWN));

    Progress last = engine.progress.get(engine.progress.size() - 1);
    assertThat(last.expectedRecords()).isEqualTo(18);
    assertThat(last.records()).isEqualTo(18);
  }

  @Test
  void goesOnWhenTheListenerThrows() {
    List<Phase> told = new ArrayList<>();

    ExportOutcome outcome =
        engine
            .kit(chat.catalog())
            .exports()
            .run(
                order,
                engine.options(),
                progress -> {
                  told.add(progress.phase());
                  throw new IllegalStateException("The progress bar is broken");
                });

    assertThat(outcome).isInstanceOf(ExportOutcome.Completed.class);
    assertThat(told).contains(Phase.LOCATING, Phase.EXPORTING, Phase.VERIFYING, Phase.SEALED);
  }

  private RecordedArchive archiveWith(ExportOptions options) {
    Engine other = new Engine().with(old -> options);
    other.complete(chat.catalog(), order);
    return other.archive();
  }
}
