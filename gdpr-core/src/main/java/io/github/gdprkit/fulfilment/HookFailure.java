package io.github.gdprkit.fulfilment;

import io.github.gdprkit.hook.HookId;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with one hook. Other hooks are not touched by it, and this hook's earlier pages
 * are kept.
 *
 * @param hook which one
 * @param page at which of its pages, from 1; 0 when it failed to locate
 * @param kind what it did
 * @param message what happened and what to do next; names the hook and never the data subject
 * @param cause what the hook threw, if it threw; its message is the host's own and may hold
 *     personal data, so keep it out of logs
 */
public record HookFailure(
    HookId hook, int page, Kind kind, String message, @Nullable Throwable cause) {

  /** The ways in which a hook can fail. */
  public enum Kind {
    /** It threw an exception. */
    THREW,
    /** It asked to be called again from where it had been before. */
    STOOD_STILL,
    /** It used the sink in a way that the contract does not allow. */
    MISUSED_SINK,
    /** It returned no page. */
    RETURNED_NOTHING,
    /** It said that it had erased everything, and had not. */
    LEFT_BEHIND,
    /** It is not in the catalog any more. */
    NOT_THERE
  }

  /** Leaves the cause out, because its message may hold personal data. */
  @Override
  public String toString() {
    return "HookFailure[" + message + "]";
  }
}
