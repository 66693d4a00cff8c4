package io.github.gdprkit.register;

import io.github.gdprkit.deadline.BreachDeadline;
import io.github.gdprkit.party.PartyId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One breach as its register has it (Art. 33(5)): what its steps say, in their order. Immutable.
 * {@link #toString} leaves all words out.
 */
public final class Breach {

  private final BreachId id;
  private final PartyId owner;
  private final List<BreachStep> steps;

  private BreachStatus status = BreachStatus.SUSPECTED;
  private Set<BreachKind> kinds = Set.of();
  private Instant detectedAt = Instant.EPOCH;
  private @Nullable Instant occurredFrom;
  private @Nullable Instant occurredUntil;
  private @Nullable Instant awareAt;
  private @Nullable BreachDeadline deadline;
  private final Set<PartyId> onBehalfOf = new LinkedHashSet<>();
  private final List<String> facts = new ArrayList<>();
  private final List<String> effects = new ArrayList<>();
  private final List<String> remedialAction = new ArrayList<>();
  private BreachEvent.@Nullable Assessed assessment;
  private BreachEvent.@Nullable NotNotified notNotified;
  private @Nullable BreachCommunication communication;
  private final List<BreachNotification> notifications = new ArrayList<>();
  private final List<BreachEvent.Communicated> communicated = new ArrayList<>();
  private final List<BreachNotice> sent = new ArrayList<>();
  private final List<BreachNotice> received = new ArrayList<>();

  /**
   * The breach that these steps tell of.
   *
   * @param owner whose register it is in
   * @param steps in their order, the first of them {@link BreachEvent.Recorded}
   */
  public Breach(BreachId id, PartyId owner, List<BreachStep> steps) {
    this.id = Objects.requireNonNull(id, "id");
    this.owner = Objects.requireNonNull(owner, "owner");
    this.steps = List.copyOf(steps);
    if (steps.isEmpty() || !(steps.get(0).event() instanceof BreachEvent.Recorded)) {
      throw new IllegalArgumentException("The history of a breach begins with its record");
    }
    this.steps.forEach(step -> take(step.event()));
  }

  private void take(BreachEvent event) {
    if (event instanceof BreachEvent.Recorded recorded) {
      take(recorded);
    } else if (event instanceof BreachEvent.Confirmed confirmed) {
      status = BreachStatus.CONFIRMED;
      awareAt = confirmed.awareAt();
      deadline = confirmed.deadline();
    } else if (event instanceof BreachEvent.AwarenessCorrected corrected) {
      awareAt = corrected.awareAt();
      deadline = corrected.deadline();
    } else if (event instanceof BreachEvent.Dismissed) {
      status = BreachStatus.DISMISSED;
      assessment = null;
      notNotified = null;
      communication = null;
    } else if (event instanceof BreachEvent.Amended amended) {
      take(amended.amendment());
    } else if (event instanceof BreachEvent.Assessed assessed) {
      take(assessed);
    } else if (event instanceof BreachEvent.NotNotified decided) {
      notNotified = decided;
    } else if (event instanceof BreachEvent.AuthorityNotified notified) {
      notifications.add(notified.notification());
    } else if (event instanceof BreachEvent.CommunicationDecided decided) {
      communication = decided.decision();
      communicated.clear();
    } else if (event instanceof BreachEvent.Communicated told) {
      communicated.add(told);
    } else if (event instanceof BreachEvent.ControllerNotified notified) {
      sent.add(notified.notice());
    } else if (event instanceof BreachEvent.ToldByProcessor told) {
      received.add(told.notice());
    } else if (event instanceof BreachEvent.Closed) {
      status = BreachStatus.CLOSED;
    } else if (event instanceof BreachEvent.Reopened) {
      status = BreachStatus.CONFIRMED;
    }
  }

  private void take(BreachEvent.Recorded recorded) {
    BreachFacts first = recorded.facts();
    status = recorded.awareAt() == null ? BreachStatus.SUSPECTED : BreachStatus.CONFIRMED;
    awareAt = recorded.awareAt();
    deadline = recorded.deadline();
    kinds = first.kinds();
    detectedAt = first.detectedAt();
    occurredFrom = first.occurredFrom();
    occurredUntil = first.occurredUntil();
    onBehalfOf.addAll(first.onBehalfOf());
    add(facts, first.facts());
    add(effects, first.effects());
    add(remedialAction, first.remedialAction());
  }

  private void take(BreachAmendment amendment) {
    if (!amendment.kinds().isEmpty()) {
      kinds = amendment.kinds();
    }
    if (amendment.occurredFrom() != null) {
      occurredFrom = amendment.occurredFrom();
      occurredUntil = amendment.occurredUntil();
    }
    onBehalfOf.addAll(amendment.onBehalfOf());
    add(facts, amendment.facts());
    add(effects, amendment.effects());
    add(remedialAction, amendment.remedialAction());
  }

  /** Another risk than before asks for its decisions anew; telling people stays decided. */
  private void take(BreachEvent.Assessed assessed) {
    if (risk().filter(assessed.risk()::equals).isEmpty()) {
      notNotified = null;
      if (communication instanceof BreachCommunication.Exempt) {
        communication = null;
      }
    }
    assessment = assessed;
  }

  private static void add(List<String> texts, String text) {
    if (!text.isBlank()) {
      texts.add(text);
    }
  }

  /** Its name. */
  public BreachId id() {
    return id;
  }

  /** Whose register it is in. */
  public PartyId owner() {
    return owner;
  }

  /** Its whole history, oldest first. */
  public List<BreachStep> steps() {
    return steps;
  }

  /** Where it stands. */
  public BreachStatus status() {
    return status;
  }

  /** What was breached, as is known now. */
  public Set<BreachKind> kinds() {
    return Collections.unmodifiableSet(kinds);
  }

  /** When the first sign was noticed. */
  public Instant detectedAt() {
    return detectedAt;
  }

  /** When it happened or began, if that is known. */
  public Optional<Instant> occurredFrom() {
    return Optional.ofNullable(occurredFrom);
  }

  /** When it ended, if that is known. */
  public Optional<Instant> occurredUntil() {
    return Optional.ofNullable(occurredUntil);
  }

  /** When it was taken into the register. */
  public Instant recordedAt() {
    return steps.get(0).at();
  }

  /** When the keeper of the register became aware, if it did. */
  public Optional<Instant> awareAt() {
    return Optional.ofNullable(awareAt);
  }

  /** Until when the authority is to be told; empty for a suspicion, and in a processor's record. */
  public Optional<BreachDeadline> deadline() {
    return Optional.ofNullable(deadline);
  }

  /** Whether this is the record of a processor, which tells controllers and no authority. */
  public boolean isProcessors() {
    return !onBehalfOf.isEmpty();
  }

  /** The controllers concerned, in a processor's record. */
  public List<PartyId> onBehalfOf() {
    return List.copyOf(onBehalfOf);
  }

  /** What happened; the later phases behind the first. */
  public List<String> facts() {
    return Collections.unmodifiableList(facts);
  }

  /** What came of it. */
  public List<String> effects() {
    return Collections.unmodifiableList(effects);
  }

  /** What was done about it. */
  public List<String> remedialAction() {
    return Collections.unmodifiableList(remedialAction);
  }

  /** The assessment that stands, if there is one. */
  public Optional<BreachEvent.Assessed> assessment() {
    return Optional.ofNullable(assessment);
  }

  /** The risk that was assessed last. */
  public Optional<BreachRisk> risk() {
    return assessment().map(BreachEvent.Assessed::risk);
  }

  /** The decision not to tell the authority, while it stands: another risk ends it. */
  public Optional<BreachEvent.NotNotified> notNotified() {
    return Optional.ofNullable(notNotified);
  }

  /** Why no breach was found, while that stands. */
  public Optional<String> dismissal() {
    return status == BreachStatus.DISMISSED
        ? steps.stream()
            .map(BreachStep::event)
            .filter(BreachEvent.Dismissed.class::isInstance)
            .map(event -> ((BreachEvent.Dismissed) event).reason())
            .reduce((earlier, later) -> later)
        : Optional.empty();
  }

  /** What the authority was told, phase by phase. */
  public List<BreachNotification> notifications() {
    return Collections.unmodifiableList(notifications);
  }

  /** All that the authority was told. */
  public BreachContent told() {
    return notifications.stream()
        .map(BreachNotification::content)
        .reduce(BreachContent.nothing(), BreachContent::then);
  }

  /** Whether the first phase came after the time limit. */
  public boolean isNotifiedLate() {
    return !notifications.isEmpty()
        && deadline != null
        && deadline.isLate(notifications.get(0).at());
  }

  /** The decision whether data subjects are told, while it stands. */
  public Optional<BreachCommunication> communication() {
    return Optional.ofNullable(communication);
  }

  /** What of the decision that stands was carried out. */
  public List<BreachEvent.Communicated> communicated() {
    return Collections.unmodifiableList(communicated);
  }

  /** What controllers were told, in a processor's record. */
  public List<BreachNotice> noticesSent() {
    return Collections.unmodifiableList(sent);
  }

  /** What processors told, in a controller's record. */
  public List<BreachNotice> noticesReceived() {
    return Collections.unmodifiableList(received);
  }

  /** All that processors told: what one's own notification can begin with. */
  public BreachContent toldByProcessor() {
    return received.stream()
        .map(BreachNotice::content)
        .reduce(BreachContent.nothing(), BreachContent::then);
  }

  /** The controllers concerned that were not told yet. */
  public List<PartyId> notYetTold() {
    return onBehalfOf.stream()
        .filter(who -> sent.stream().noneMatch(notice -> notice.controller().equals(who)))
        .toList();
  }

  /** What is to be done now; empty when it is dismissed or closed, or can be closed. */
  public Set<BreachTask> tasks() {
    Set<BreachTask> tasks = EnumSet.noneOf(BreachTask.class);
    if (status == BreachStatus.SUSPECTED) {
      tasks.add(BreachTask.INVESTIGATE);
    }
    if (status != BreachStatus.CONFIRMED) {
      return tasks;
    }
    addIf(effects.isEmpty() || remedialAction.isEmpty(), BreachTask.DOCUMENT, tasks);
    if (isProcessors()) {
      addIf(!notYetTold().isEmpty(), BreachTask.TELL_CONTROLLERS, tasks);
      return tasks;
    }
    addIf(assessment == null, BreachTask.ASSESS, tasks);
    addIf(isNotificationOpen(), BreachTask.NOTIFY_AUTHORITY, tasks);
    boolean isBegun = !notifications.isEmpty();
    boolean isWhole = told().isComplete() && !lacksReasonsForDelay();
    addIf(isBegun && !isWhole, BreachTask.COMPLETE_NOTIFICATION, tasks);
    boolean isHigh = risk().filter(BreachRisk.HIGH_RISK::equals).isPresent();
    addIf(isHigh && communication == null, BreachTask.DECIDE_COMMUNICATION, tasks);
    addIf(hasToTell() && communicated.isEmpty(), BreachTask.COMMUNICATE, tasks);
    return tasks;
  }

  /** A correction can bring to light that what seemed to be in time was late. */
  private boolean lacksReasonsForDelay() {
    return isNotifiedLate()
        && notifications.stream().allMatch(phase -> phase.reasonsForDelay().isBlank());
  }

  private static void addIf(boolean isOpen, BreachTask task, Set<BreachTask> tasks) {
    if (isOpen) {
      tasks.add(task);
    }
  }

  private boolean isNotificationOpen() {
    return notifications.isEmpty() && notNotified == null;
  }

  private boolean hasToTell() {
    return communication instanceof BreachCommunication.ToSubjects
        || communication instanceof BreachCommunication.Exempt exempt
            && exempt.ground() == BreachExemption.DISPROPORTIONATE_EFFORT;
  }

  /** The clock that runs, if one does: the authority is to be told and was not. */
  public Optional<BreachDue> due(Instant at) {
    boolean isRunning = status == BreachStatus.CONFIRMED && isNotificationOpen();
    return deadline().filter(end -> isRunning).map(end -> new BreachDue(id, end, at));
  }

  /** What the register said of this breach at that time; empty when it did not have it yet. */
  public Optional<Breach> asOf(Instant at) {
    List<BreachStep> then = steps.stream().takeWhile(step -> !step.at().isAfter(at)).toList();
    return then.isEmpty() ? Optional.empty() : Optional.of(new Breach(id, owner, then));
  }

  /** Equal when the histories are. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Breach breach
        && breach.id.equals(id)
        && breach.owner.equals(owner)
        && breach.steps.equals(steps);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, owner, steps);
  }

  @Override
  public String toString() {
    return "Breach[" + id + ", " + status + ", " + steps.size() + " steps]";
  }
}
