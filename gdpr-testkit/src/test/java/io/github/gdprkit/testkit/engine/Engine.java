package io.github.gdprkit.testkit.engine;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.archive.ArchiveStore;
import io.github.gdprkit.archive.Manifest;
import io.github.gdprkit.fulfilment.ExportOptions;
import io.github.gdprkit.fulfilment.ExportOrder;
import io.github.gdprkit.fulfilment.ExportOutcome;
import io.github.gdprkit.fulfilment.HookFailure;
import io.github.gdprkit.fulfilment.Progress;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.testkit.fixture.Orders;
import io.github.gdprkit.testkit.memory.InMemoryArchiveStore;
import io.github.gdprkit.testkit.memory.RecordedArchive;
import io.github.gdprkit.testkit.memory.RecordingFormat;
import io.github.gdprkit.testkit.time.SettableClock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The real engine over one storage, run again and again with other hooks, stores and options. */
final class Engine {

  final InMemoryArchiveStore archives = new InMemoryArchiveStore();
  final SettableClock clock = new SettableClock();
  final List<Progress> progress = new ArrayList<>();
  private RecordingFormat format = new RecordingFormat();
  private ArchiveStore store = archives;
  private ExportOptions options = ExportOptions.defaults().withPageRecords(3);

  Engine with(UnaryOperator<ExportOptions> change) {
    options = change.apply(options);
    return this;
  }

  Engine with(RecordingFormat otherFormat) {
    format = otherFormat;
    return this;
  }

  Engine over(ArchiveStore otherStore) {
    store = otherStore;
    return this;
  }

  ExportOutcome run(HookCatalog catalog, ExportOrder order) {
    return kit(catalog).exports().run(order, options, progress::add);
  }

  GdprKit kit(HookCatalog catalog) {
    return GdprKit.builder()
        .controller(Orders.CONTROLLER)
        .hooks(catalog)
        .archives(store)
        .format(format)
        .clock(clock)
        .build();
  }

  ExportOptions options() {
    return options;
  }

  ExportOutcome.Completed complete(HookCatalog catalog, ExportOrder order) {
    ExportOutcome outcome = run(catalog, order);
    if (outcome instanceof ExportOutcome.Completed completed) {
      return completed;
    }
    throw new AssertionError("The export is not complete: " + outcome);
  }

  List<HookFailure> failures(HookCatalog catalog, ExportOrder order) {
    ExportOutcome outcome = run(catalog, order);
    if (outcome instanceof ExportOutcome.Incomplete incomplete) {
      return incomplete.failures();
    }
    throw new AssertionError("No hook failed: " + outcome);
  }

  RecordedArchive archive() {
    return RecordedArchive.read(store, Orders.ARCHIVE);
  }

  static Manifest.Part part(ExportOutcome.Completed completed, HookId hook) {
    return completed.manifest().parts().stream()
        .filter(part -> part.id().equals(hook))
        .findFirst()
        .orElseThrow();
  }
}
