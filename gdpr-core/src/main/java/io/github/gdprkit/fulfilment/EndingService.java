package io.github.gdprkit.fulfilment;

import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.code.Codes;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.fulfilment.EndOfServiceStep.State;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.RetentionGround;
import io.github.gdprkit.hook.Tombstone;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One end of a service as its evidence tells it (Art. 28(3)(g)). Does not change; read it again to
 * see what happened since.
 */
public final class EndingService {

  static final String BEGUN = "ending-begun";
  static final String RETURNED = "data-returned";
  static final String PART_RETURNED = "part-returned";
  static final String PART_TO_HAND_OVER = "part-to-hand-over";
  static final String PART_HANDED_OVER = "part-handed-over";
  static final String HANDED_OVER = "handed-over";
  static final String ERASURE_BEGUN = "erasure-begun";
  static final String ERASURE_RESUMED = "erasure-resumed";
  static final String PLANNED = "erasure-planned";
  static final String BATCH = "records-erased";
  static final String STEP_ENDED = "hook-ended";
  static final String STEP_BY_HAND = "hook-left-to-people";
  static final String STEP_FAILED = "hook-failed";
  static final String CLOSED_BY_HAND = "hook-closed-by-hand";
  static final String ARCHIVES = "archives-erased";
  static final String PAPERS = "papers-erased";
  static final String ENDED = "service-ended";
  static final String CANCELLED = "ending-cancelled";

  static final String BY = "by";
  static final String CHOICE = "choice";
  static final String HOW = "how";
  static final String ARCHIVE = "archive";
  static final String SHA256 = "sha256";
  static final String BYTES = "bytes";
  static final String RECORDS = "records";
  static final String MISSING = "missing-attachments";
  static final String HOOK = "hook";
  static final String RUN = "run";
  static final String TOMBSTONE = "tombstone";
  static final String ERASED = "erased";
  static final String RETAINED = "retained";
  static final String REMAINING = "remaining";
  static final String GROUND = "ground";
  static final String STATE = "state";
  static final String ERROR = "error";
  static final String NOTE = "note";
  static final String COUNT = "count";

  private final EndOfServiceId id;
  private final EndOfServiceChoice choice;
  private final Actor begunBy;
  private final Instant begunAt;
  private final Map<HookId, Long> records = new LinkedHashMap<>();
  private final Set<HookId> toHandOver = new LinkedHashSet<>();
  private final Set<HookId> planned = new LinkedHashSet<>();
  private final Map<HookId, EndOfServiceStep> steps = new LinkedHashMap<>();
  private EndOfServiceStatus status = EndOfServiceStatus.BEGUN;
  private long version;
  private int run;
  private @Nullable Returned returned;
  private @Nullable Instant handedOverAt;
  private @Nullable Actor handedOverBy;
  private @Nullable Tombstone tombstone;
  private @Nullable Instant erasureBegunAt;
  private @Nullable Instant endedAt;
  private long archivesErased;
  private long papersErased;

  private EndingService(EndOfServiceId id, Map<String, String> details, Instant at) {
    this.id = id;
    this.choice = Codes.read(EndOfServiceChoice.class, text(details, CHOICE));
    this.begunBy = new Actor(text(details, BY));
    this.begunAt = at;
    this.version = 1;
  }

  /**
   * What was given out.
   *
   * @param archive the archive of everyone; erased when the service ends
   * @param at UTC instant
   * @param sha256 of the whole archive, 64 lower case hexadecimal digits, to compare a copy with
   * @param bytes its size
   * @param records how many records are in it
   * @param missingAttachments how many attachments are listed in it and could not be read
   */
  public record Returned(
      ArchiveId archive,
      Instant at,
      String sha256,
      long bytes,
      long records,
      long missingAttachments) {
    /** Refuses {@code null}. */
    public Returned {
      Objects.requireNonNull(archive, "archive");
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(sha256, "sha256");
    }
  }

  static EndingService read(EndOfServiceId id, List<EvidenceEntry> entries) {
    EvidenceEntry first = entries.get(0);
    EndingService service = new EndingService(id, first.details(), first.at());
    for (EvidenceEntry entry : entries.subList(1, entries.size())) {
      service.add(entry.type(), entry.details(), entry.at());
    }
    return service;
  }

  static EndingService begin(EndOfServiceId id, EvidenceDraft draft) {
    return new EndingService(id, draft.details(), draft.at());
  }

  /** What comes of a step that was taken. */
  void then(EvidenceDraft draft) {
    add(draft.type(), draft.details(), draft.at());
  }

  private void add(String type, Map<String, String> details, Instant at) {
    version++;
    switch (type) {
      case RETURNED -> {
        status = EndOfServiceStatus.RETURNED;
        returned =
            new Returned(
                new ArchiveId(text(details, ARCHIVE)),
                at,
                text(details, SHA256),
                number(details, BYTES),
                number(details, RECORDS),
                number(details, MISSING));
      }
      case PART_RETURNED -> records.put(hook(details), number(details, RECORDS));
      case PART_TO_HAND_OVER -> toHandOver.add(hook(details));
      case PART_HANDED_OVER -> toHandOver.remove(hook(details));
      case HANDED_OVER -> {
        status = EndOfServiceStatus.HANDED_OVER;
        handedOverAt = at;
        handedOverBy = new Actor(text(details, BY));
      }
      case ERASURE_BEGUN -> {
        status = EndOfServiceStatus.ERASING;
        tombstone = new Tombstone(text(details, TOMBSTONE));
        erasureBegunAt = at;
        run = (int) number(details, RUN);
      }
      case ERASURE_RESUMED -> run = (int) number(details, RUN);
      case PLANNED -> planned.add(hook(details));
      case BATCH ->
          put(step(hook(details)).counting(number(details, ERASED), number(details, RETAINED)));
      case STEP_ENDED, STEP_BY_HAND, STEP_FAILED -> put(step(details));
      case CLOSED_BY_HAND -> {
        EndOfServiceStep step = step(hook(details));
        put(
            new EndOfServiceStep(
                step.hook(),
                State.DONE_BY_HAND,
                step.erased(),
                0,
                0,
                null,
                null,
                text(details, NOTE)));
      }
      case ARCHIVES -> archivesErased += number(details, COUNT);
      case PAPERS -> papersErased += number(details, COUNT);
      case ENDED -> {
        status = EndOfServiceStatus.ENDED;
        endedAt = at;
      }
      case CANCELLED -> status = EndOfServiceStatus.CANCELLED;
      default -> {
        // An entry of a later version of the library changes nothing here.
      }
    }
  }

  private void put(EndOfServiceStep step) {
    steps.put(step.hook(), step);
  }

  private static EndOfServiceStep step(Map<String, String> details) {
    String ground = details.get(GROUND);
    return new EndOfServiceStep(
        hook(details),
        Codes.read(State.class, text(details, STATE)),
        number(details, ERASED),
        number(details, RETAINED),
        number(details, REMAINING),
        ground == null ? null : Codes.read(RetentionGround.class, ground),
        details.get(ERROR),
        null);
  }

  /** The details that say what this step is. */
  static Map<String, String> details(EndOfServiceStep step) {
    Map<String, String> details = new TreeMap<>();
    details.put(HOOK, step.hook().value());
    details.put(STATE, Codes.of(step.state()));
    details.put(ERASED, Long.toString(step.erased()));
    details.put(RETAINED, Long.toString(step.retained()));
    details.put(REMAINING, Long.toString(step.remaining()));
    RetentionGround ground = step.ground();
    if (ground != null) {
      details.put(GROUND, Codes.of(ground));
    }
    String error = step.error();
    if (error != null) {
      details.put(ERROR, Codes.ofName(error));
    }
    return details;
  }

  private static HookId hook(Map<String, String> details) {
    return new HookId(text(details, HOOK));
  }

  private static long number(Map<String, String> details, String name) {
    return Long.parseLong(text(details, name));
  }

  private static String text(Map<String, String> details, String name) {
    return Objects.requireNonNull(details.get(name), name);
  }

  /** The controller's reference. */
  public EndOfServiceId id() {
    return id;
  }

  /** What the controller chose. */
  public EndOfServiceChoice choice() {
    return choice;
  }

  /** Where it stands. */
  public EndOfServiceStatus status() {
    return status;
  }

  /** Who took the controller's instruction. */
  public Actor begunBy() {
    return begunBy;
  }

  /** UTC instant of the instruction. */
  public Instant begunAt() {
    return begunAt;
  }

  /** What was given out, if it was. */
  public Optional<Returned> returned() {
    return Optional.ofNullable(returned);
  }

  /** How many records of a kind of data are in the archive. */
  public long returned(HookId hook) {
    return records.getOrDefault(hook, 0L);
  }

  /** Kinds of data that no hook exports, and that a person has not handed over yet. */
  public Set<HookId> toHandOverByHand() {
    return Collections.unmodifiableSet(toHandOver);
  }

  /** UTC instant at which the controller had what was returned. */
  public Optional<Instant> handedOverAt() {
    return Optional.ofNullable(handedOverAt);
  }

  /** Who said so; the system where it was downloaded under a grant. */
  public Optional<Actor> handedOverBy() {
    return Optional.ofNullable(handedOverBy);
  }

  /** UTC instant from which on records went. */
  public Optional<Instant> erasureBegunAt() {
    return Optional.ofNullable(erasureBegunAt);
  }

  /** UTC instant at which everything was verified to be gone. */
  public Optional<Instant> endedAt() {
    return Optional.ofNullable(endedAt);
  }

  /** How many archives were erased. */
  public long archivesErased() {
    return archivesErased;
  }

  /** Of how many requests the papers were erased. */
  public long papersErased() {
    return papersErased;
  }

  /** What became of the kinds of data so far, in the order of the work. */
  public Collection<EndOfServiceStep> steps() {
    return Collections.unmodifiableCollection(steps.values());
  }

  /** What became of one kind of data so far. */
  public EndOfServiceStep step(HookId hook) {
    return steps.getOrDefault(hook, EndOfServiceStep.of(hook));
  }

  Optional<Tombstone> tombstone() {
    return Optional.ofNullable(tombstone);
  }

  /** The kinds of data that hooks were to erase when it began. */
  Set<HookId> planned() {
    return planned;
  }

  /** Whether the hooks and the people have nothing left to do. */
  boolean isAllSettled() {
    return status == EndOfServiceStatus.ERASING
        && planned.stream().allMatch(hook -> step(hook).isSettled())
        && steps.values().stream().allMatch(EndOfServiceStep::isSettled);
  }

  long version() {
    return version;
  }

  /** The number of the run that has the work now: who begins later has it. */
  int run() {
    return run;
  }

  @Override
  public String toString() {
    return "EndingService[" + id + ", " + choice + ", " + status + "]";
  }
}
