package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.fulfilment.Progress;
import io.github.gdprkit.fulfilment.Progress.Phase;
import io.github.gdprkit.fulfilment.ProgressListener;
import io.github.gdprkit.hook.HookId;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far an export is: a bar that is drawn again on a terminal, and a line for every
 * twentieth otherwise, so that a log stays readable.
 */
final class ProgressPrinter implements ProgressListener, AutoCloseable {

  private static final int ERASED = 10_000;
  private static final int WIDTH = 30;
  private static final int STEPS = 20;

  private final PrintWriter out;
  private final boolean onTerminal;
  private long lastStep = -1;
  private @Nullable HookId lastHook;
  private boolean barDrawn;
  private long lastErased;
  private boolean isErasing;

  private ProgressPrinter(PrintWriter out, boolean onTerminal) {
    this.out = out;
    this.onTerminal = onTerminal;
  }

  static ProgressPrinter on(PrintWriter out, ChatEnvironment environment) {
    return new ProgressPrinter(out, environment.isTerminal());
  }

  @Override
  public void progressed(Progress progress) {
    if (progress.phase() == Phase.ERASING) {
      erasing(progress);
    } else if (progress.phase() != Phase.EXPORTING) {
      phase(progress);
    } else if (onTerminal) {
      bar(progress);
    } else {
      line(progress);
    }
    out.flush();
  }

  @Override
  public void close() {
    endBar();
    out.flush();
  }

  private void phase(Progress progress) {
    endBar();
    switch (progress.phase()) {
      case LOCATING ->
          out.println(
              progress.resumed()
                  ? "Going on with an unfinished export: %s records are in the archive already"
                      .formatted(number(progress.records()))
                  : "Counting what there is");
      case FINISHING -> out.println("Writing the manifest and the page to read");
      case VERIFYING -> out.println("Reading the archive back");
      case SEALED, EXPORTING, ERASING -> {
        // The report that follows says it.
      }
    }
  }

  /** Every batch on a terminal, else each hook once and then every ten thousand records. */
  private void erasing(Progress progress) {
    if (!isErasing) {
      out.println("Erasing; on a large chat this takes a while");
      isErasing = true;
    }
    boolean isNext =
        !Objects.equals(progress.hook(), lastHook) || progress.records() >= lastErased + ERASED;
    if (onTerminal) {
      out.printf("\rErasing %s: %s  ", progress.hook(), Texts.records(progress.records()));
      barDrawn = true;
    } else if (isNext) {
      lastHook = progress.hook();
      lastErased = progress.records();
      out.printf("Erasing %s: %s so far%n", progress.hook(), Texts.records(progress.records()));
    }
  }

  private void bar(Progress progress) {
    int filled = (int) (share(progress) * WIDTH);
    out.printf(
        Locale.ROOT,
        "\r[%s%s] %3d %%  %s records, %s  ",
        "#".repeat(filled),
        "-".repeat(WIDTH - filled),
        (int) (share(progress) * 100),
        number(progress.records()),
        Sizes.text(progress.bytes()));
    barDrawn = true;
  }

  private void line(Progress progress) {
    long step = (long) (share(progress) * STEPS);
    if (step > lastStep || !Objects.equals(progress.hook(), lastHook)) {
      lastStep = step;
      lastHook = progress.hook();
      out.printf(
          Locale.ROOT,
          "%3d %%  %s of %s records, %s, now %s%n",
          (int) (share(progress) * 100),
          number(progress.records()),
          number(progress.expectedRecords()),
          Sizes.text(progress.bytes()),
          progress.hook());
    }
  }

  private void endBar() {
    if (barDrawn) {
      out.println();
      barDrawn = false;
    }
  }

  /** Between 0 and 1; what was expected is an estimate. */
  private static double share(Progress progress) {
    return progress.expectedRecords() == 0
        ? 1
        : Math.min(1, (double) progress.records() / progress.expectedRecords());
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
