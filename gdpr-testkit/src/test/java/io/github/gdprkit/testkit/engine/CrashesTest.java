package io.github.gdprkit.testkit.engine;

import static io.github.gdprkit.testkit.fixture.FixtureChat.CHANNEL_MESSAGES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.archive.ArchiveInUseException;
import io.github.gdprkit.archive.ArchiveSealedException;
import io.github.gdprkit.archive.ArchiveStore;
import io.github.gdprkit.archive.ArchiveStoreException;
import io.github.gdprkit.archive.DirectoryArchiveStore;
import io.github.gdprkit.fulfilment.DraftOfAnotherOrderException;
import io.github.gdprkit.fulfilment.ExportInterruptedException;
import io.github.gdprkit.fulfilment.ExportOptions;
import io.github.gdprkit.fulfilment.ExportOrder;
import io.github.gdprkit.fulfilment.ExportOutcome;
import io.github.gdprkit.fulfilment.Exports;
import io.github.gdprkit.fulfilment.Progress;
import io.github.gdprkit.fulfilment.ProgressListener;
import io.github.gdprkit.hook.Approval;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ExportHook;
import io.github.gdprkit.hook.ExportSlice;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.hook.ThirdPartyPolicy;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.subject.DataSubjectRight;
import io.github.gdprkit.testkit.fault.CrashingArchiveStore;
import io.github.gdprkit.testkit.fault.CrashingArchiveStore.Moment;
import io.github.gdprkit.testkit.fault.FailingHook;
import io.github.gdprkit.testkit.fault.SimulatedCrash;
import io.github.gdprkit.testkit.fixture.Declarations;
import io.github.gdprkit.testkit.fixture.FixtureChat;
import io.github.gdprkit.testkit.fixture.Orders;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.memory.RecordingFormat;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class CrashesTest {

  private final FixtureChat chat = new FixtureChat().withSomethingOfEverything();
  private final ExportOrder order = Orders.anExportOf(Subjects.ANNA);

  @AfterEach
  void forgetThatTheThreadWasInterrupted() {
    Thread.interrupted();
  }

  @ParameterizedTest
  @EnumSource(
      value = Moment.class,
      names = {"BEFORE", "HALFWAY", "AFTER"})
  void givesTheSameArchiveWhereverTheProcessDied(Moment moment) {
    byte[] uninterrupted = uninterrupted();
    int calls = callsOfAnUninterruptedExport();

    for (int call = 1; call <= calls; call++) {
      Engine engine = new Engine();
      engine.over(CrashingArchiveStore.atCall(engine.archives, call, moment));
      assertThatThrownBy(() -> engine.run(chat.catalog(), order))
          .as("call %s of %s", call, calls)
          .isInstanceOf(SimulatedCrash.class);
      engine.archives.crash();
      engine.over(engine.archives);

      if (call == calls && moment == Moment.AFTER) {
        assertThatThrownBy(() -> engine.run(chat.catalog(), order))
            .isInstanceOf(ArchiveSealedException.class);
      } else {
        assertThat(engine.archives.sealedArchives()).isEmpty();
        engine.complete(chat.catalog(), order);
      }

      assertThat(engine.archives.bytes(Orders.ARCHIVE))
          .as("died %s call %s of %s", moment, call, calls)
          .isEqualTo(uninterrupted);
    }
  }

  @Test
  void givesTheSameArchiveWhereverAProcessWithADirectoryDied(@TempDir Path folder)
      throws Exception {
    byte[] uninterrupted = uninterrupted();
    int calls = callsOfAnUninterruptedExport();

    for (int call = 1; call < calls; call++) {
      DirectoryArchiveStore archives = new DirectoryArchiveStore(folder.resolve("at-" + call));
      Engine engine = new Engine();
      engine.over(CrashingArchiveStore.atCall(archives, call, Moment.HALFWAY));
      assertThatThrownBy(() -> engine.run(chat.catalog(), order))
          .isInstanceOf(SimulatedCrash.class);

      engine.over(archives).complete(chat.catalog(), order);

      assertThat(Files.readAllBytes(archives.file(Orders.ARCHIVE)))
          .as("died at call %s of %s", call, calls)
          .isEqualTo(uninterrupted);
    }
  }

  @Test
  void goesOnHoweverOftenTheProcessDies() {
    byte[] uninterrupted = uninterrupted();
    Engine engine = new Engine();
    int deaths = 0;

    while (engine.archives.sealedArchives().isEmpty()) {
      engine.over(CrashingArchiveStore.atCall(engine.archives, 4, Moment.AFTER));
      try {
        engine.run(chat.catalog(), order);
      } catch (SimulatedCrash e) {
        deaths++;
        engine.archives.crash();
      }
      if (deaths > 6) {
        engine.over(engine.archives).run(chat.catalog(), order);
      }
    }

    assertThat(deaths).isEqualTo(7);
    assertThat(engine.archives.bytes(Orders.ARCHIVE)).isEqualTo(uninterrupted);
  }

  @Test
  void saysThatTheStoreFailedAndGoesOnWhenItWorksAgain() {
    byte[] uninterrupted = uninterrupted();
    int calls = callsOfAnUninterruptedExport();

    for (int call = 1; call <= calls; call++) {
      Engine engine = new Engine();
      engine.over(CrashingArchiveStore.atCall(engine.archives, call, Moment.DISK_FULL));
      assertThatThrownBy(() -> engine.run(chat.catalog(), order))
          .as("call %s of %s", call, calls)
          .isInstanceOf(ArchiveStoreException.class)
          .hasMessageContaining("No space left on device")
          .hasMessageContaining("run the same export again");
      assertThat(engine.archives.sealedArchives()).isEmpty();

      engine.complete(chat.catalog(), order);

      assertThat(engine.archives.bytes(Orders.ARCHIVE)).isEqualTo(uninterrupted);
    }
  }

  @Test
  void makesEachPageDurableBeforeItTellsOfIt() {
    Engine engine = new Engine();
    List<Integer> checkpoints = new ArrayList<>();
    engine
        .kit(chat.catalog())
        .exports()
        .run(
            order,
            engine.options(),
            progress -> {
              if (progress.phase() == Progress.Phase.EXPORTING && progress.hook() != null) {
                checkpoints.add(engine.archives.checkpoints(Orders.ARCHIVE));
              }
            });

    // One for the order, one for each of seven hooks, then one for each page.
    assertThat(checkpoints).startsWith(9, 10, 11).isSorted().doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void stopsWhenItsThreadIsInterruptedAndGoesOnLater(boolean inDirectory, @TempDir Path folder)
      throws Exception {
    byte[] uninterrupted = uninterrupted();
    Engine engine = new Engine();
    ArchiveStore archives = inDirectory ? new DirectoryArchiveStore(folder) : engine.archives;
    engine.over(archives);
    ExportHook interrupting =
        new BeforePage(chat.channelMessages(), () -> Thread.currentThread().interrupt());

    assertThatThrownBy(() -> engine.run(chat.catalog(interrupting), order))
        .isInstanceOf(ExportInterruptedException.class)
        .hasMessageContaining("run the same order again");
    assertThat(Thread.interrupted()).isTrue();
    ExportOutcome.Completed completed = engine.complete(chat.catalog(), order);

    assertThat(completed.resumed()).isTrue();
    try (var channel = archives.open(Orders.ARCHIVE)) {
      assertThat(Channels.newInputStream(channel).readAllBytes()).isEqualTo(uninterrupted);
    }
  }

  @Test
  void stopsWhenItsThreadWasInterruptedBeforeItBegan() {
    Engine engine = new Engine();
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> engine.run(chat.catalog(), order))
        .isInstanceOf(ExportInterruptedException.class);

    assertThat(Thread.interrupted()).isTrue();
    engine.complete(chat.catalog(), order);
  }

  @Test
  void saysThatItWasInterruptedWhenTheDirectoryNoticedItFirst(@TempDir Path folder) {
    Engine engine = new Engine();
    engine.over(new DirectoryArchiveStore(folder));
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> engine.run(chat.catalog(), order))
        .isInstanceOf(ExportInterruptedException.class);

    assertThat(Thread.interrupted()).isTrue();
    engine.complete(chat.catalog(), order);
  }

  @Test
  void stopsWhenAHookSaysThatItWasInterrupted() {
    Engine engine = new Engine();
    ExportHook interrupted =
        new BeforePage(
            chat.channelMessages(),
            () -> {
              throw new InterruptedException();
            });

    assertThatThrownBy(() -> engine.run(chat.catalog(interrupted), order))
        .isInstanceOf(ExportInterruptedException.class);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(engine.complete(chat.catalog(), order).resumed()).isTrue();
  }

  @Test
  @GdprReference(
      article = "15(4)",
      text =
          "The right to obtain a copy referred to in paragraph 3 shall not adversely affect the"
              + " rights and freedoms of others.")
  void refusesToMixOnePersonsDraftWithAnother() {
    Engine engine = halfDone();

    assertThatThrownBy(() -> engine.run(chat.catalog(), Orders.anExportOf(Subjects.BORIS)))
        .isInstanceOf(DraftOfAnotherOrderException.class)
        .hasMessageContaining(Orders.ARCHIVE.value())
        .hasMessageContaining("choose another archive");
    assertThatThrownBy(
            () ->
                engine.run(chat.catalog(), Orders.anExportOf(Subjects.ANNA, ThirdPartyPolicy.OWN)))
        .isInstanceOf(DraftOfAnotherOrderException.class);
    assertThatThrownBy(() -> engine.run(chat.catalog(), Orders.anExportOfEveryone()))
        .isInstanceOf(DraftOfAnotherOrderException.class);

    assertThat(engine.complete(chat.catalog(), order).resumed()).isTrue();
  }

  @Test
  void refusesTheDraftOfAnotherController() {
    Engine engine = halfDone();
    Exports exports =
        new Exports(
            Controller.of("other", "Other Ltd"),
            chat.catalog(),
            engine.archives,
            new RecordingFormat(),
            engine.clock);

    assertThatThrownBy(() -> exports.run(order)).isInstanceOf(DraftOfAnotherOrderException.class);
  }

  @Test
  void refusesADraftWhoseHookIsGone() {
    Engine engine = halfDone();

    assertThatThrownBy(() -> engine.run(HookCatalog.of(chat.profile()), order))
        .isInstanceOf(DraftOfAnotherOrderException.class)
        .hasMessageContaining("is not there any more");
  }

  @Test
  void goesOnUnderTheApprovalThatItWasBegunWith() {
    Engine engine = halfDone();
    engine.clock.advance(Duration.ofDays(3));
    ExportOrder takenUpAgain =
        ExportOrder.of(
            Orders.ARCHIVE,
            Subjects.ANNA,
            "Another label",
            order.policy(),
            new Approval("REQ-1 again", "an operator", Instant.EPOCH));

    ExportOutcome.Completed completed = engine.complete(chat.catalog(), takenUpAgain);

    assertThat(completed.manifest().approval()).isEqualTo(Orders.APPROVAL);
    assertThat(
            Duration.between(completed.manifest().startedAt(), completed.manifest().finishedAt()))
        .isEqualTo(Duration.ofDays(3));
  }

  @Test
  void refusesToWriteAFinishedArchiveAgain() {
    Engine engine = new Engine();
    engine.complete(chat.catalog(), order);
    byte[] finished = engine.archives.bytes(Orders.ARCHIVE);

    assertThatThrownBy(() -> engine.run(chat.catalog(), order))
        .isInstanceOf(ArchiveSealedException.class)
        .hasMessageContaining("choose another id");

    assertThat(engine.archives.bytes(Orders.ARCHIVE)).isEqualTo(finished);
  }

  @Test
  void refusesASecondRunOfTheSameOrderAtTheSameTime() {
    Engine engine = new Engine();
    List<Throwable> second = new ArrayList<>();
    Exports exports = engine.kit(chat.catalog()).exports();
    ExportHook nesting =
        new BeforePage(
            chat.profile(),
            () -> {
              try {
                exports.run(order, ExportOptions.defaults(), ProgressListener.none());
              } catch (RuntimeException e) {
                second.add(e);
              }
            });

    engine.complete(chat.catalog(nesting), order);

    assertThat(second).hasSize(1).first().isInstanceOf(ArchiveInUseException.class);
  }

  private Engine halfDone() {
    Engine engine = new Engine();
    engine.failures(chat.catalog(FailingHook.atPage(chat.channelMessages(), 2)), order);
    assertThat(engine.progress).extracting(Progress::hook).contains(CHANNEL_MESSAGES);
    return engine;
  }

  private byte[] uninterrupted() {
    Engine engine = new Engine();
    assertThat(engine.complete(chat.catalog(), order).resumed()).isFalse();
    return engine.archives.bytes(Orders.ARCHIVE);
  }

  private int callsOfAnUninterruptedExport() {
    Engine engine = new Engine();
    CrashingArchiveStore counting = CrashingArchiveStore.never(engine.archives);
    engine.over(counting).complete(chat.catalog(), order);
    assertThat(counting.calls()).isGreaterThan(40);
    return counting.calls();
  }

  /** Does something before each page. */
  private record BeforePage(ExportHook hook, Work work) implements ExportHook {

    interface Work {
      void run() throws Exception;
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
    public Page export(ExportSlice slice, RecordSink sink) throws Exception {
      work.run();
      return hook.export(slice, sink);
    }
  }
}
