package io.github.gdprkit.erasure;

import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.subject.SubjectKey;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person's data must not be erased until somebody says so (Art. 17(3)(b), (e)). Knows the person
 * by pseudonyms only.
 *
 * @param id its name
 * @param ground why
 * @param subjects the pseudonyms of all identifiers that the person had when the hold was placed
 * @param hooks what kinds of data it is about; empty means all of them
 * @param placedBy who placed it
 * @param placedAt UTC instant
 * @param release who ended it and when, {@code null} while it holds
 */
public record LegalHold(
    HoldId id,
    HoldGround ground,
    Set<SubjectKey> subjects,
    Set<HookId> hooks,
    Actor placedBy,
    Instant placedAt,
    @Nullable Release release) {

  /** Refuses a hold on nobody with {@link IllegalArgumentException}. */
  public LegalHold {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(ground, "ground");
    Objects.requireNonNull(placedBy, "placedBy");
    Objects.requireNonNull(placedAt, "placedAt");
    if (subjects.isEmpty()) {
      throw new IllegalArgumentException("A hold is on somebody");
    }
    subjects = Collections.unmodifiableSet(new LinkedHashSet<>(subjects));
    hooks = Collections.unmodifiableSet(new LinkedHashSet<>(hooks));
  }

  /** Whether it still holds. */
  public boolean isActive() {
    return release == null;
  }

  /** Whether it still holds, and is about this kind of data. */
  public boolean holds(HookId hook) {
    return isActive() && (hooks.isEmpty() || hooks.contains(hook));
  }

  @Override
  public String toString() {
    return "LegalHold[" + id + ", " + ground + (isActive() ? ", active]" : ", released]");
  }

  /**
   * The end of a hold.
   *
   * @param by who ended it
   * @param at UTC instant
   */
  public record Release(Actor by, Instant at) {
    /** Refuses {@code null}. */
    public Release {
      Objects.requireNonNull(by, "by");
      Objects.requireNonNull(at, "at");
    }
  }
}
