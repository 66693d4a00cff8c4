package io.github.gdprkit.erasure;

import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.Tombstone;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * An entry of the ledger before the ledger took it. Free text does not fit.
 *
 * @param kind what it says
 * @param at UTC instant, cut to microseconds
 * @param reference which request, or which end of a service: 1 to 100 letters, digits and {@code .
 *     _ -}
 * @param scope who, by pseudonyms, or everyone
 * @param tombstone who stands in the person's place in content that stays; random, and kept so that
 *     a repetition after a restore uses the same one
 * @param hooks whose data is about to be erased, or was
 */
public record LedgerDraft(
    LedgerKind kind,
    Instant at,
    String reference,
    LedgerScope scope,
    Tombstone tombstone,
    List<HookId> hooks) {

  private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9._-]{1,100}");

  /** Refuses what does not fit with {@link IllegalArgumentException}, without repeating it. */
  public LedgerDraft {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(tombstone, "tombstone");
    at = at.truncatedTo(ChronoUnit.MICROS);
    if (!REFERENCE.matcher(reference).matches()) {
      throw new IllegalArgumentException(
          "A reference in the ledger is the id of a request or of the end of a service: 1 to 100 letters, digits and . _ -");
    }
    hooks = hooks.stream().distinct().toList();
  }
}
