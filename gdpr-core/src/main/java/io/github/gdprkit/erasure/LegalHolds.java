package io.github.gdprkit.erasure;

import io.github.gdprkit.code.Codes;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.EvidenceStore;
import io.github.gdprkit.evidence.StaleStreamException;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.SubjectKey;
import io.github.gdprkit.subject.SubjectKeys;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Places and releases legal holds. They are entries of evidence and nothing else: one in the stream
 * of the hold, one in the stream of each of the person's pseudonyms, one in the list of all, in one
 * append.
 *
 * <p>A person is held when any of their identifiers is. A hold that is placed while a batch of an
 * erasure runs holds from the next batch on. Safe for use by many threads and processes.
 */
public final class LegalHolds {

  private static final String PLACED = "hold-placed";
  private static final String RELEASED = "hold-released";
  private static final String HOLD = "hold";
  private static final String GROUND = "ground";
  private static final String BY = "by";
  private static final String SUBJECT = "subject-";
  private static final String HOOK = "hook-";

  private static final StreamId ALL = new StreamId("hold-register", "all");

  /** Losing more often than this against other writers is no accident. */
  private static final int ATTEMPTS = 100;

  private final EvidenceStore evidence;
  private final PartyId controller;
  private final SubjectKeys keys;
  private final Clock clock;

  /** The holds that this controller placed. */
  public LegalHolds(EvidenceStore evidence, PartyId controller, SubjectKeys keys, Clock clock) {
    this.evidence = Objects.requireNonNull(evidence, "evidence");
    this.controller = Objects.requireNonNull(controller, "controller");
    this.keys = Objects.requireNonNull(keys, "keys");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /** Forbids the erasure of all of this person's data. */
  public LegalHold place(DataSubject subject, HoldGround ground, Actor by) {
    return place(subject, ground, Set.of(), by);
  }

  /**
   * Forbids the erasure of some of this person's data.
   *
   * @param hooks what kinds of data; empty means all of them
   */
  public LegalHold place(DataSubject subject, HoldGround ground, Set<HookId> hooks, Actor by) {
    HoldId id = HoldId.random();
    Set<SubjectKey> subjects = keys.allOf(subject);
    Map<String, String> details = new TreeMap<>();
    details.put(GROUND, Codes.of(ground));
    details.put(BY, by.value());
    number(details, SUBJECT, subjects.stream().map(SubjectKey::value).toList());
    number(details, HOOK, hooks.stream().map(HookId::value).toList());
    EvidenceDraft placed = new EvidenceDraft(id.stream(), 0, PLACED, clock.instant(), details);
    appendWithMarks(placed, id, subjects);
    return find(id).orElseThrow(() -> new HoldNotFoundException(id));
  }

  /**
   * Ends a hold; one that was ended before stays as it was. What it deferred goes on with the next
   * run of its request.
   *
   * @throws HoldNotFoundException when there is no such hold
   */
  public LegalHold release(HoldId id, Actor by) {
    LegalHold hold = find(id).orElseThrow(() -> new HoldNotFoundException(id));
    if (hold.isActive()) {
      EvidenceDraft released =
          new EvidenceDraft(id.stream(), 1, RELEASED, clock.instant(), Map.of(BY, by.value()));
      try {
        appendWithMarks(released, id, hold.subjects());
      } catch (StaleStreamException e) {
        if (!e.stream().equals(id.stream())) {
          throw e;
        }
        // Somebody else released it in this moment.
      }
    }
    return find(id).orElseThrow(() -> new HoldNotFoundException(id));
  }

  /** The hold of this id, active or not. */
  public Optional<LegalHold> find(HoldId id) {
    List<EvidenceEntry> entries = evidence.stream(controller, id.stream());
    return entries.isEmpty() ? Optional.empty() : Optional.of(read(id, entries));
  }

  /** The active holds on any identifier of this person, in the order in which they were placed. */
  public List<LegalHold> on(DataSubject subject) {
    Set<HoldId> ids = new LinkedHashSet<>();
    for (SubjectKey key : keys.allOf(subject)) {
      ids.addAll(openIn(stream(key)));
    }
    return active(ids);
  }

  /** Whether the erasure of this kind of a person's data is forbidden now. */
  public boolean isHeld(DataSubject subject, HookId hook) {
    return on(subject).stream().anyMatch(hold -> hold.holds(hook));
  }

  /** All active holds of the controller, in the order in which they were placed. */
  public List<LegalHold> active() {
    return active(openIn(ALL));
  }

  private List<LegalHold> active(Set<HoldId> ids) {
    return ids.stream()
        .flatMap(id -> find(id).stream())
        .filter(LegalHold::isActive)
        .sorted((one, other) -> one.placedAt().compareTo(other.placedAt()))
        .toList();
  }

  private Set<HoldId> openIn(StreamId stream) {
    Set<HoldId> open = new LinkedHashSet<>();
    for (EvidenceEntry entry : evidence.stream(controller, stream)) {
      HoldId id = new HoldId(entry.detail(HOLD));
      if (entry.type().equals(PLACED)) {
        open.add(id);
      } else {
        open.remove(id);
      }
    }
    return open;
  }

  private void appendWithMarks(EvidenceDraft draft, HoldId id, Set<SubjectKey> subjects) {
    for (int attempt = 1; ; attempt++) {
      List<EvidenceDraft> drafts = new ArrayList<>();
      drafts.add(draft);
      drafts.add(mark(ALL, draft, id));
      for (SubjectKey subject : subjects) {
        drafts.add(mark(stream(subject), draft, id));
      }
      try {
        evidence.append(controller, drafts);
        return;
      } catch (StaleStreamException e) {
        if (e.stream().equals(draft.stream()) || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private EvidenceDraft mark(StreamId stream, EvidenceDraft draft, HoldId id) {
    long version = evidence.stream(controller, stream).size();
    return new EvidenceDraft(stream, version, draft.type(), draft.at(), Map.of(HOLD, id.value()));
  }

  private static LegalHold read(HoldId id, List<EvidenceEntry> entries) {
    EvidenceEntry placed = entries.get(0);
    EvidenceEntry last = entries.get(entries.size() - 1);
    Set<SubjectKey> subjects = new LinkedHashSet<>();
    Set<HookId> hooks = new LinkedHashSet<>();
    placed
        .details()
        .forEach(
            (name, value) -> {
              if (name.startsWith(SUBJECT)) {
                subjects.add(new SubjectKey(value));
              } else if (name.startsWith(HOOK)) {
                hooks.add(new HookId(value));
              }
            });
    LegalHold.Release release =
        last.type().equals(RELEASED)
            ? new LegalHold.Release(new Actor(last.detail(BY)), last.at())
            : null;
    return new LegalHold(
        id,
        Codes.read(HoldGround.class, placed.detail(GROUND)),
        subjects,
        hooks,
        new Actor(placed.detail(BY)),
        placed.at(),
        release);
  }

  private static void number(Map<String, String> details, String name, List<String> values) {
    for (int i = 0; i < values.size(); i++) {
      details.put(name + (i + 1), values.get(i));
    }
  }

  private static StreamId stream(SubjectKey key) {
    return new StreamId("legal-hold", key.value());
  }
}
