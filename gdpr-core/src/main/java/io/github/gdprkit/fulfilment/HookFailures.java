package io.github.gdprkit.fulfilment;

import io.github.gdprkit.fulfilment.HookFailure.Kind;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.SinkMisuseException;
import java.util.List;

/**
 * Words for failures. Of what a hook threw they say the type and the place, and not the message,
 * which is the host's and may quote data.
 */
final class HookFailures {

  private static final String THEN =
      " What it and other hooks gave before is kept; mend it and run the same again.";

  private HookFailures() {}

  /** The hook threw. An interrupt that it passed on is kept for whoever runs the thread. */
  static HookFailure threw(HookId hook, int page, Throwable cause, Class<?> hookClass) {
    keepInterrupt(cause);
    String when = page == 0 ? "while counting" : "at page " + page;
    String message =
        "Hook "
            + hook
            + " failed "
            + when
            + " with "
            + cause.getClass().getName()
            + place(cause, hookClass)
            + ".";
    return new HookFailure(hook, page, Kind.THREW, message + THEN, cause);
  }

  /** Marks the thread again where a hook met an interrupt and threw it. */
  static void keepInterrupt(Throwable thrown) {
    if (thrown instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
  }

  /** Where to look first: the hook's own line, else the first that is not the platform's. */
  private static String place(Throwable cause, Class<?> hookClass) {
    List<StackTraceElement> trace = List.of(cause.getStackTrace());
    return trace.stream()
        .filter(frame -> frame.getClassName().startsWith(hookClass.getName()))
        .findFirst()
        .or(() -> trace.stream().filter(frame -> !isOfThePlatform(frame)).findFirst())
        .map(
            frame ->
                " in "
                    + frame.getClassName()
                    + "."
                    + frame.getMethodName()
                    + ", line "
                    + frame.getLineNumber())
        .orElse("");
  }

  private static boolean isOfThePlatform(StackTraceElement frame) {
    String name = frame.getClassName();
    return name.startsWith("java.")
        || name.startsWith("javax.")
        || name.startsWith("jdk.")
        || name.startsWith("sun.");
  }

  static HookFailure misused(HookId hook, int page, SinkMisuseException misuse) {
    return new HookFailure(
        hook,
        page,
        Kind.MISUSED_SINK,
        "At page " + page + ": " + misuse.getMessage() + ".",
        misuse);
  }

  static HookFailure returnedNothing(HookId hook, int page) {
    String message =
        "Hook "
            + hook
            + " returned null at page "
            + page
            + "; it must return Page.after(cursor) or Page.last().";
    return new HookFailure(hook, page, Kind.RETURNED_NOTHING, message + THEN, null);
  }

  static HookFailure wentRound(HookId hook, int page) {
    String message =
        "Hook "
            + hook
            + " went round until page "
            + page
            + ": it came back to a cursor where it had been, and gave records twice. Mend it, then"
            + " delete the draft and export anew; it cannot be gone on with.";
    return new HookFailure(hook, page, Kind.STOOD_STILL, message, null);
  }

  static HookFailure stoodStill(HookId hook, int page) {
    String message =
        "Hook "
            + hook
            + " stood still at page "
            + page
            + ": it asks to go on from a cursor where it has been before, and would never end."
            + " It must return the key of the last record it looked at, or Page.last().";
    return new HookFailure(hook, page, Kind.STOOD_STILL, message + THEN, null);
  }

  static HookFailure leftBehind(HookId hook, int page, long remaining) {
    String message =
        "Hook "
            + hook
            + " said that it was done and counts "
            + remaining
            + " records that are still there. Mend it and run the same again; it begins anew.";
    return new HookFailure(hook, page, Kind.LEFT_BEHIND, message, null);
  }

  static HookFailure waitsForAnother(HookId hook) {
    String message =
        "Hook "
            + hook
            + " was not asked: another one that the archive was begun with is not there any more."
            + " Put that one back and fulfil the request again.";
    return new HookFailure(hook, 0, Kind.NOT_THERE, message, null);
  }

  static HookFailure isNotThere(HookId hook) {
    String message =
        "Hook "
            + hook
            + " was planned for and is not there any more, or cannot do it. Put it back, or close"
            + " its task by hand.";
    return new HookFailure(hook, 0, Kind.NOT_THERE, message, null);
  }
}
