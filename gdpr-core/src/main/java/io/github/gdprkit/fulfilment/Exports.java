package io.github.gdprkit.fulfilment;

import io.github.gdprkit.archive.ArchiveFormat;
import io.github.gdprkit.archive.ArchiveStore;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.information.ProcessingActivities;
import io.github.gdprkit.party.Controller;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Runs approved exports: asks each hook page after page, and writes what they give into an archive
 * that becomes visible when it is complete and was read back (Art. 12(3), 15(3), 20).
 *
 * <p><b>After a crash</b>, at whatever moment, run the same order again: it goes on behind the last
 * page that was durable, and the archive has each record once. <b>When a hook fails</b>, the others
 * go on; the outcome lists the failures, there is no archive, and the next run asks that hook only.
 */
public final class Exports {

  private final Controller controller;
  private final HookCatalog hooks;
  private final ArchiveStore archives;
  private final ArchiveFormat format;
  private final AccessInformation information;
  private final Clock clock;

  /** Exports of a controller that has named no purposes. */
  public Exports(
      Controller controller,
      HookCatalog hooks,
      ArchiveStore archives,
      ArchiveFormat format,
      Clock clock) {
    this(controller, hooks, archives, format, null, null, clock);
  }

  /**
   * Exports of one controller. {@code GdprKit} makes it.
   *
   * @param activities what archives tell besides the copy (Art. 15(1)), or {@code null}
   * @param words what they tell of it where no activities are named, or {@code null}
   */
  public Exports(
      Controller controller,
      HookCatalog hooks,
      ArchiveStore archives,
      ArchiveFormat format,
      @Nullable ProcessingActivities activities,
      @Nullable AnswerWords words,
      Clock clock) {
    this.controller = controller;
    this.hooks = hooks;
    this.archives = archives;
    this.format = format;
    this.information = new AccessInformation(hooks, activities, words);
    this.clock = clock;
  }

  AccessInformation information() {
    return information;
  }

  /** As {@link #run(ExportOrder, ExportOptions, ProgressListener)}, with the defaults. */
  public ExportOutcome run(ExportOrder order) {
    return run(order, ExportOptions.defaults(), ProgressListener.none());
  }

  /**
   * Runs an order to its end, or goes on with an earlier run of it. Hooks are called on this
   * thread; attachments are read on another.
   *
   * @return the finished archive, or the hooks that failed
   * @throws IllegalArgumentException when the order is about everyone of another controller
   * @throws DraftOfAnotherOrderException when the archive was begun for somebody or something else
   * @throws io.github.gdprkit.archive.ArchiveSealedException when the archive is finished already
   * @throws io.github.gdprkit.archive.ArchiveInUseException when another run is writing it
   * @throws io.github.gdprkit.archive.ArchiveStoreException when the store fails; run again
   * @throws io.github.gdprkit.archive.ArchiveDamagedException when what was written reads back
   *     differently
   * @throws ExportInterruptedException when this thread is interrupted; run again
   */
  public ExportOutcome run(ExportOrder order, ExportOptions options, ProgressListener listener) {
    return run(order, options, listener, () -> {});
  }

  /**
   * As {@link #run(ExportOrder, ExportOptions, ProgressListener)}, for work that another node can
   * take over.
   *
   * @param requireHeld throws when another has the work; asked before each call of a hook, and
   *     before the archive is begun and sealed
   */
  ExportOutcome run(
      ExportOrder order, ExportOptions options, ProgressListener listener, Runnable requireHeld) {
    if (order.scope() instanceof Scope.Everyone everyone
        && !everyone.controller().id().equals(controller.id())) {
      throw new IllegalArgumentException(
          "These are the exports of the controller "
              + controller.id().value()
              + "; everyone of another one is exported by the kit of that one");
    }
    return new ExportRun(
            controller,
            hooks,
            archives,
            format,
            information,
            clock,
            order,
            options,
            listener,
            requireHeld)
        .run();
  }
}
