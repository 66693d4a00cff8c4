package io.github.gdprkit.request;

import io.github.gdprkit.hook.HookId;

/**
 * The name of a piece of work within its request, such as {@code erase.messages-sent}.
 *
 * @param value 1 to 90 lower case letters, digits and {@code . -}
 */
public record TaskId(String value) {

  /** Refuses any other form with {@link IllegalArgumentException}. */
  public TaskId {
    if (!value.matches("[a-z][a-z0-9.-]{0,89}")) {
      throw new IllegalArgumentException(
          "A task id is 1 to 90 lower case letters, digits and . -, starting with a letter");
    }
  }

  /** The work of this kind on one hook. */
  public static TaskId of(TaskKind kind, HookId hook) {
    return new TaskId(Codes.of(kind) + '.' + hook.value());
  }

  /** The n-th recipient who is told of what was done to the data of one hook; n from 1. */
  public static TaskId of(HookId hook, int recipient) {
    return new TaskId(Codes.of(TaskKind.TELL_RECIPIENT) + '.' + hook.value() + '.' + recipient);
  }

  @Override
  public String toString() {
    return value;
  }
}
