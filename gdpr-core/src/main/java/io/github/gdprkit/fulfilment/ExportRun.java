package io.github.gdprkit.fulfilment;

import io.github.gdprkit.archive.ArchiveFormat;
import io.github.gdprkit.archive.ArchiveLayout;
import io.github.gdprkit.archive.ArchiveStore;
import io.github.gdprkit.archive.ArchiveStoreException;
import io.github.gdprkit.archive.ArchiveWriter;
import io.github.gdprkit.archive.Manifest;
import io.github.gdprkit.archive.RecordEncoder;
import io.github.gdprkit.fulfilment.Progress.Phase;
import io.github.gdprkit.hook.DataHook;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.Disposition;
import io.github.gdprkit.hook.ExportHook;
import io.github.gdprkit.hook.ExportSlice;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.hook.SinkMisuseException;
import io.github.gdprkit.party.Controller;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of one order, from the draft to the seal. Used once. */
final class ExportRun {

  private static final Logger LOG = LoggerFactory.getLogger(ExportRun.class);

  private final Controller controller;
  private final HookCatalog catalog;
  private final ArchiveStore archives;
  private final ArchiveFormat format;
  private final AccessInformation information;
  private final Clock clock;
  private final ExportOrder order;
  private final ExportOptions options;
  private final ProgressListener listener;
  private final Runnable requireHeld;
  private final RunState state = new RunState();
  private final List<HookFailure> failures = new ArrayList<>();
  private boolean resumed;
  private long expectedRecords;

  ExportRun(
      Controller controller,
      HookCatalog catalog,
      ArchiveStore archives,
      ArchiveFormat format,
      AccessInformation information,
      Clock clock,
      ExportOrder order,
      ExportOptions options,
      ProgressListener listener,
      Runnable requireHeld) {
    this.controller = controller;
    this.catalog = catalog;
    this.archives = archives;
    this.format = format;
    this.information = information;
    this.clock = clock;
    this.order = order;
    this.options = options;
    this.listener = listener;
    this.requireHeld = requireHeld;
  }

  ExportOutcome run() {
    requireHeld.run();
    try (ArchiveWriter writer =
        ArchiveWriter.open(archives, order.archive(), options.compressionLevel(), state::replay)) {
      RunState.Begun begun = begin(writer);
      writer.dateEntries(begun.at());
      Map<HookId, ExportHook> exporting = exportingHooks();
      locate(writer, exporting);
      export(writer, exporting, begun);
      if (!failures.isEmpty()) {
        return new ExportOutcome.Incomplete(order.archive(), failures, finished(exporting));
      }
      return finish(writer, begun);
    } catch (InterruptedException | ClosedByInterruptException e) {
      // A file channel that is interrupted closes itself; the draft's checkpoints are safe.
      Thread.currentThread().interrupt();
      throw new ExportInterruptedException(order.archive(), e);
    } catch (IOException e) {
      throw new ArchiveStoreException(order.archive(), e);
    }
  }

  private RunState.Begun begin(ArchiveWriter writer) throws IOException {
    String fingerprint = OrderFingerprint.of(order, controller);
    RunState.Begun earlier = state.begun();
    if (earlier == null) {
      writer.checkpoint(state.begin(fingerprint, order.approval(), clock.instant()));
      LOG.info("Export {} begins", order.approval().reference());
      return Objects.requireNonNull(state.begun(), "just begun");
    }
    if (!earlier.fingerprint().equals(fingerprint)) {
      throw new DraftOfAnotherOrderException(
          order.archive(), "another person, policy or controller");
    }
    for (HookId hook : state.hooks().keySet()) {
      if (!(catalog.find(hook).orElse(null) instanceof ExportHook)) {
        throw new DraftOfAnotherOrderException(
            order.archive(), "the hook " + hook + " is not there any more");
      }
      if (order.leftOut().containsKey(hook)) {
        throw new DraftOfAnotherOrderException(
            order.archive(), "the hook " + hook + " was not left out then");
      }
    }
    resumed = true;
    LOG.info("Export {} goes on", earlier.approval().reference());
    return earlier;
  }

  private Map<HookId, ExportHook> exportingHooks() {
    Map<HookId, ExportHook> exporting = new LinkedHashMap<>();
    for (DataHook hook : catalog.hooks()) {
      if (hook instanceof ExportHook exportHook
          && isCovered(hook.declaration())
          && !order.leftOut().containsKey(hook.declaration().id())) {
        exporting.put(hook.declaration().id(), exportHook);
      }
    }
    return exporting;
  }

  /** Counts and sets the upper bounds, once in the life of an order. */
  private void locate(ArchiveWriter writer, Map<HookId, ExportHook> exporting)
      throws IOException, InterruptedException {
    report(Phase.LOCATING, null, writer.length(), seenInAll());
    for (Map.Entry<HookId, ExportHook> entry : exporting.entrySet()) {
      HookId id = entry.getKey();
      HookState known = state.hooks().get(id);
      if (known == null) {
        requireHeld.run();
        Findings findings = locate(id, entry.getValue());
        if (findings == null) {
          continue;
        }
        known = new HookState(id, findings, clock.instant());
        state.hooks().put(id, known);
        writer.checkpoint(RunState.checkpoint(known));
      }
      if (isIncluded(entry.getValue())) {
        expectedRecords += known.findings().records();
      }
    }
  }

  private Map<HookId, Long> finished(Map<HookId, ExportHook> exporting) {
    Map<HookId, Long> finished = new LinkedHashMap<>();
    exporting.forEach(
        (id, hook) -> {
          HookState hookState = state.hooks().get(id);
          if (hookState != null && (hookState.ended() || !isIncluded(hook))) {
            finished.put(id, hookState.records());
          }
        });
    return finished;
  }

  private @Nullable Findings locate(HookId id, ExportHook hook) throws InterruptedException {
    try {
      return Objects.requireNonNull(hook.locate(order.scope()), "findings");
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      fail(HookFailures.threw(id, 0, e, hook.getClass()));
      return null;
    }
  }

  private void export(ArchiveWriter writer, Map<HookId, ExportHook> exporting, RunState.Begun begun)
      throws IOException, InterruptedException {
    RecordEncoder encoder = format.encoder();
    Pseudonyms pseudonyms = new Pseudonyms(begun.secret());
    try (PagePipeline pipeline =
        new PagePipeline(
            order.archive(),
            writer,
            options,
            page -> report(Phase.EXPORTING, page.hook(), writer.length(), page.seenInAll()))) {
      for (Map.Entry<HookId, ExportHook> entry : exporting.entrySet()) {
        HookState hookState = state.hooks().get(entry.getKey());
        ExportHook hook = entry.getValue();
        if (hookState == null || hookState.ended() || !isIncluded(hook)) {
          continue;
        }
        PageSink sink =
            new PageSink(
                hook.declaration(), order.policy(), order.scope(), encoder, pseudonyms, options);
        HookFailure failure = export(hook, hookState, sink, pipeline, begun);
        if (failure != null) {
          fail(failure);
        }
      }
      pipeline.finish();
    }
    for (HookState hookState : state.hooks().values()) {
      if (hookState.hasGoneRound()) {
        writer.checkpoint(RunState.checkpoint(hookState));
      }
    }
  }

  /** Reads one hook to its end, or to its failure. */
  private @Nullable HookFailure export(
      ExportHook hook,
      HookState hookState,
      PageSink sink,
      PagePipeline pipeline,
      RunState.Begun begun)
      throws InterruptedException {
    if (hookState.hasGoneRound()) {
      return HookFailures.wentRound(hookState.hook(), hookState.turns());
    }
    ExportSlice first =
        ExportSlice.first(
                begun.approval(),
                order.scope(),
                order.policy(),
                hookState.findings().upTo(),
                options.pageRecords())
            .onThreads(options.threads());
    while (!hookState.ended()) {
      requireHeld.run();
      String cursor = hookState.cursor();
      PageWork page = pipeline.emptyPage();
      sink.open(page.records(), attachmentsInAll() + 1);
      Page result = null;
      Throwable thrown = null;
      try {
        result = hook.export(cursor == null ? first : first.next(cursor), sink);
      } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
        thrown = e;
      } finally {
        sink.close(result != null);
      }
      HookFailure failure = failureOf(hookState, hook.getClass(), sink.misuse(), thrown, result);
      if (failure != null || result == null) {
        pipeline.giveBack(page);
        return failure;
      }
      hookState.count(sink);
      hookState.turnTo(result.isLast() ? null : result.cursor());
      page.fill(
          hookState.hook(),
          ArchiveLayout.records(hookState.hook(), hookState.pages()),
          sink.kept(),
          sink.attachments(),
          RunState.checkpoint(hookState),
          seenInAll());
      pipeline.submit(page);
    }
    return null;
  }

  private static @Nullable HookFailure failureOf(
      HookState hookState,
      Class<?> hook,
      @Nullable SinkMisuseException misuse,
      @Nullable Throwable thrown,
      @Nullable Page result)
      throws InterruptedException {
    int page = hookState.turns() + 1;
    if (thrown instanceof InterruptedException interrupted) {
      throw interrupted;
    }
    if (thrown != null && !(thrown instanceof SinkMisuseException)) {
      return HookFailures.threw(hookState.hook(), page, thrown, hook);
    }
    if (misuse != null) {
      return HookFailures.misused(hookState.hook(), page, misuse);
    }
    if (thrown != null) {
      return HookFailures.threw(hookState.hook(), page, thrown, hook);
    }
    if (result == null) {
      return HookFailures.returnedNothing(hookState.hook(), page);
    }
    if (!result.isLast() && hookState.standsAt(result.cursor())) {
      return HookFailures.stoodStill(hookState.hook(), page);
    }
    if (!result.isLast() && hookState.wasAt(result.cursor())) {
      hookState.wentRound();
      return HookFailures.wentRound(hookState.hook(), page);
    }
    return null;
  }

  private ExportOutcome finish(ArchiveWriter writer, RunState.Begun begun) throws IOException {
    report(Phase.FINISHING, null, writer.length(), seenInAll());
    Manifest manifest =
        ManifestMaker.make(
            controller, catalog, order, begun, state.hooks(), writer, information, clock);
    writer.writeContents(manifest, format);
    report(Phase.VERIFYING, null, writer.length(), seenInAll());
    writer.verify();
    requireHeld.run();
    long bytes = writer.seal();
    report(Phase.SEALED, null, bytes, seenInAll());
    LOG.info(
        "Export {} is complete: {} records, {} bytes",
        begun.approval().reference(),
        manifest.records(),
        bytes);
    return new ExportOutcome.Completed(order.archive(), manifest, bytes, resumed);
  }

  /** Whether the right that the export is made under reaches the hook's data. */
  private boolean isCovered(Declaration declaration) {
    return declaration.on(order.right()) instanceof Disposition.ByHook;
  }

  private boolean isIncluded(ExportHook hook) {
    return isIncluded(hook.declaration(), order);
  }

  /** Whether any record of the hook can be part of the archive under the order's policy. */
  static boolean isIncluded(Declaration declaration, ExportOrder order) {
    return declaration.relations().stream().anyMatch(order.policy()::includes);
  }

  private void fail(HookFailure failure) {
    failures.add(failure);
    LOG.warn("{}", failure.message());
  }

  private long seenInAll() {
    return state.hooks().values().stream().mapToLong(HookState::seen).sum();
  }

  private long attachmentsInAll() {
    return state.hooks().values().stream().mapToLong(HookState::attachments).sum();
  }

  private void report(Phase phase, @Nullable HookId hook, long bytes, long records) {
    try {
      listener.progressed(new Progress(phase, hook, records, expectedRecords, bytes, resumed));
    } catch (Exception e) {
      // Not RuntimeException alone: languages without checked exceptions throw others here.
      LOG.warn("The progress listener failed with {}; the export goes on", e.getClass().getName());
    }
  }
}
