package io.github.gdprkit.request;

import io.github.gdprkit.code.Codes;
import io.github.gdprkit.digest.Sha256;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.processing.Recipient;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/**
 * The name of a piece of work within its request, such as {@code erase.messages-sent}.
 *
 * @param value 1 to 90 lower case letters, digits and {@code . -}
 */
public record TaskId(String value) {

  private static final int MAX_SLUG = 50;
  private static final int DISTINCT_DIGITS = 16;

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

  /** The one piece of work of this kind that is not one hook's. */
  public static TaskId of(TaskKind kind) {
    return new TaskId(Codes.of(kind));
  }

  /**
   * Telling this recipient (Art. 19). One that is in the registers goes by its key there, whatever
   * it is called.
   */
  public static TaskId telling(Recipient recipient) {
    PartyId party = recipient.party();
    String text = party == null ? recipient.name() : party.value();
    String slug =
        Normalizer.normalize(text, Normalizer.Form.NFD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    String whole = party == null ? text : "party " + text;
    String distinct =
        Sha256.of(whole.getBytes(StandardCharsets.UTF_8)).substring(0, DISTINCT_DIGITS);
    String head = slug.substring(0, Math.min(slug.length(), MAX_SLUG));
    return new TaskId(Codes.of(TaskKind.TELL_RECIPIENT) + '.' + head + '-' + distinct);
  }

  @Override
  public String toString() {
    return value;
  }
}
