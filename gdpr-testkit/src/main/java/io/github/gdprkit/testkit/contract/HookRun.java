package io.github.gdprkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.fulfilment.ExportOptions;
import io.github.gdprkit.fulfilment.ExportOrder;
import io.github.gdprkit.fulfilment.ExportOutcome;
import io.github.gdprkit.fulfilment.ProgressListener;
import io.github.gdprkit.hook.ExportHook;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.hook.ThirdPartyPolicy;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.testkit.fixture.Orders;
import io.github.gdprkit.testkit.memory.InMemoryArchiveStore;
import io.github.gdprkit.testkit.memory.RecordedArchive;
import io.github.gdprkit.testkit.memory.RecordingFormat;
import io.github.gdprkit.testkit.time.SettableClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One hook, run by the real engine into an archive in memory. */
final class HookRun {

  private final ExportHook hook;
  private final ExportOrder order;
  private final ExportOptions options;
  private final InMemoryArchiveStore archives = new InMemoryArchiveStore();
  private final GdprKit kit;

  HookRun(ExportHook hook, DataSubject subject, ThirdPartyPolicy policy, int pageRecords) {
    this.hook = hook;
    this.order = Orders.anExportOf(subject, policy);
    this.options = ExportOptions.defaults().withThreads(1).withPageRecords(pageRecords);
    this.kit =
        GdprKit.builder()
            .controller(Orders.CONTROLLER)
            .hooks(HookCatalog.of(hook))
            .archives(archives)
            .format(new RecordingFormat())
            .clock(new SettableClock())
            .build();
  }

  ExportOutcome run() {
    return kit.exports().run(order, options, ProgressListener.none());
  }

  /** Runs to the end, and fails the test with the engine's words when the hook does. */
  HookRun complete() {
    ExportOutcome outcome = run();
    assertThat(outcome)
        .as("the outcome of the export: %s", outcome)
        .isInstanceOf(ExportOutcome.Completed.class);
    return this;
  }

  RecordedArchive archive() {
    return RecordedArchive.read(archives, order.archive());
  }

  List<Map<String, String>> records() {
    return archive().records(hook.declaration().id());
  }

  /** The records as texts: their fields in the order in which they were written. */
  List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (Map<String, String> fields : records()) {
      texts.add(fields.toString());
    }
    return texts;
  }
}
