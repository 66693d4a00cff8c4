package io.github.gdprkit.propagation;

import io.github.gdprkit.code.Codes;
import io.github.gdprkit.erasure.ErasureOutcome;
import io.github.gdprkit.erasure.ErasureReport;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.fulfilment.Intake;
import io.github.gdprkit.fulfilment.Requests;
import io.github.gdprkit.fulfilment.Restrictions;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.RecipientTold;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.Decision;
import io.github.gdprkit.request.DecisionTable;
import io.github.gdprkit.request.IdentityLevel;
import io.github.gdprkit.request.IntakeChannel;
import io.github.gdprkit.request.ManualResult;
import io.github.gdprkit.request.RefusalGround;
import io.github.gdprkit.request.RequestFile;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStatus;
import io.github.gdprkit.request.TaskKind;
import io.github.gdprkit.request.TaskState;
import io.github.gdprkit.request.TaskStatus;
import io.github.gdprkit.request.Verification;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Makes another kit of the same process the processor (Art. 28(3)(e)): an instruction becomes a
 * request there, under the instruction's own id, and is granted because the controller says so. Its
 * recipients, the subprocessors, are told by its own propagation.
 *
 * <p>What the processor has to keep by law its hooks declare as kept; then it refuses that part and
 * says what and why. A hook that keeps a kind of data says so whether or not it has any of this
 * person. Safe for use by many threads. {@code GdprKit.asProcessor} makes it.
 */
public final class InProcessGateway implements ProcessorGateway {

  /** Who acts in the processor's evidence. */
  private static final Actor CONTROLLER = new Actor("controller");

  private static final String METHOD = "instructed-by-controller";

  private final Requests requests;
  private final Propagation propagation;
  private final Restrictions restrictions;
  private final Clock clock;

  /** The way to the kit that has these. */
  public InProcessGateway(
      Requests requests, Propagation propagation, Restrictions restrictions, Clock clock) {
    this.requests = Objects.requireNonNull(requests, "requests");
    this.propagation = Objects.requireNonNull(propagation, "propagation");
    this.restrictions = Objects.requireNonNull(restrictions, "restrictions");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  @Override
  public GatewayAnswer instruct(Instruction instruction) {
    if (instruction.kind() == InstructionKind.LIFTING) {
      return lift(instruction);
    }
    if (instruction.kind() == InstructionKind.RECTIFICATION
        && instruction.corrections().isEmpty()) {
      return new GatewayAnswer.Done(0);
    }
    RequestId id = instruction.id().asRequest();
    try {
      DataSubjectRequest request = known(id, instruction);
      if (request.verification().isEmpty() && !request.status().isFinal()) {
        request =
            requests.confirmIdentity(
                id,
                new Verification(
                    IdentityLevel.INSTRUCTED_BY_CONTROLLER, METHOD, CONTROLLER, clock.instant()),
                instruction.subject(),
                CONTROLLER);
      }
      if (request.original().isEmpty() && request.status() == RequestStatus.IN_PROGRESS) {
        if (request.decided().isEmpty()) {
          requests.decide(id, decision(id, instruction), CONTROLLER);
        }
        requests.fulfil(id);
      }
    } catch (UnknownFieldException e) {
      return new GatewayAnswer.Refused(
          "unknown-field", "It has no field of this name that can be put right.");
    }
    return answer(id);
  }

  private DataSubjectRequest known(RequestId id, Instruction instruction)
      throws UnknownFieldException {
    Optional<DataSubjectRequest> known = requests.find(id);
    if (known.isPresent()) {
      return known.get();
    }
    Intake intake =
        new Intake(
            id,
            instruction.kind().claim(),
            IntakeChannel.API,
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            RequestFile.of(
                    instruction.subject(), "instructed by " + instruction.controller().name())
                .withCorrections(instruction.corrections()));
    try {
      return requests.receive(intake, CONTROLLER);
    } catch (IllegalArgumentException e) {
      // The same instruction came twice at once, or a correction is of a field that is not here.
      Optional<DataSubjectRequest> other = requests.find(id);
      if (other.isEmpty() && instruction.kind() == InstructionKind.RECTIFICATION) {
        throw new UnknownFieldException(e);
      }
      return other.orElseThrow(() -> e);
    }
  }

  private static final class UnknownFieldException extends Exception {
    private static final long serialVersionUID = 1L;

    UnknownFieldException(IllegalArgumentException cause) {
      super(cause);
    }
  }

  /** The controller decided; the processor has nothing to weigh (Art. 28(3)(a)). */
  private Decision decision(RequestId id, Instruction instruction) {
    Claim claim = instruction.kind().claim();
    Decision.Draft draft = Decision.grant();
    for (LegalBasis basis : requests.basesConcerned(id)) {
      Set<Condition> possible = DecisionTable.rule(claim, basis).anyOf();
      Set<Condition> affirmed = EnumSet.noneOf(Condition.class);
      affirmed.addAll(instruction.conditions());
      affirmed.retainAll(possible);
      if (affirmed.isEmpty() && !possible.isEmpty()) {
        affirmed.add(usual(claim, possible));
      }
      draft.on(basis, affirmed.toArray(Condition[]::new));
    }
    return draft.build();
  }

  /** Where what the controller affirmed does not exist on a basis that the processor declares. */
  private static Condition usual(Claim claim, Set<Condition> possible) {
    return switch (claim) {
      case ERASURE -> Condition.NO_LONGER_NECESSARY;
      case RECTIFICATION -> Condition.INACCURATE;
      default -> possible.iterator().next();
    };
  }

  private GatewayAnswer lift(Instruction instruction) {
    InstructionId lifts = Objects.requireNonNull(instruction.lifts(), "lifts");
    RequestId id = lifts.asRequest();
    Optional<DataSubjectRequest> request = requests.find(id);
    if (request.isEmpty() || !restrictions.isInForce(instruction.subject(), id)) {
      return new GatewayAnswer.Done(0);
    }
    if (!request.get().status().isFinal()) {
      return new GatewayAnswer.Acknowledged();
    }
    // The controller told the person before it lifted its own (Art. 18(3)).
    requests.announceLifting(id, CONTROLLER);
    requests.liftRestriction(id, CONTROLLER);
    return new GatewayAnswer.Done(0);
  }

  @Override
  public GatewayAnswer ask(InstructionId instruction) {
    RequestId id = instruction.asRequest();
    DataSubjectRequest request = requests.find(id).orElse(null);
    if (request == null || request.verification().isEmpty() && !request.status().isFinal()) {
      return new GatewayAnswer.Unknown();
    }
    RequestId working = request.original().orElse(id);
    propagation.follow(working);
    if (mayGoOn(requests.get(working))) {
      requests.fulfil(working);
    }
    return answer(id);
  }

  /** Something failed, and nobody works on it now. */
  private static boolean mayGoOn(DataSubjectRequest request) {
    boolean isAtWork =
        request.tasks().stream().anyMatch(task -> task.status() == TaskStatus.RUNNING);
    boolean hasFailed =
        request.tasks().stream()
            .anyMatch(
                task -> task.status() == TaskStatus.FAILED || task.status() == TaskStatus.PENDING);
    return request.isGranted() && !request.status().isFinal() && hasFailed && !isAtWork;
  }

  private GatewayAnswer answer(RequestId id) {
    DataSubjectRequest own = requests.get(id);
    DataSubjectRequest request = own.original().map(requests::get).orElse(own);
    return switch (own.status()) {
      case RECEIVED, AWAITING_IDENTITY, AWAITING_CLARIFICATION, IN_PROGRESS ->
          new GatewayAnswer.Acknowledged();
      case FULFILLED -> new GatewayAnswer.Done(records(request));
      case PARTLY_FULFILLED ->
          request.isFulfilledInFull() ? new GatewayAnswer.Done(records(request)) : partly(request);
      case REFUSED -> refused(request);
      case WITHDRAWN ->
          new GatewayAnswer.Refused("called-off", "It was called off there before it was done.");
    };
  }

  private static long records(DataSubjectRequest request) {
    return request.tasks().stream()
        .filter(
            task ->
                task.kind() == TaskKind.ERASE
                    || task.kind() == TaskKind.RECTIFY
                    || task.kind() == TaskKind.RESTRICT)
        .mapToLong(TaskState::records)
        .sum();
  }

  private static GatewayAnswer refused(DataSubjectRequest request) {
    RefusalGround ground =
        request
            .decided()
            .flatMap(decided -> decided.decision().grounds().stream().findFirst())
            .orElse(null);
    return ground == null
        ? new GatewayAnswer.Refused("refused", "")
        : new GatewayAnswer.Refused(ground.code(), ground.text());
  }

  /** What is kept and why, of the processor itself and of those that it told. */
  private GatewayAnswer partly(DataSubjectRequest request) {
    Set<GatewayAnswer.Kept> kept = new LinkedHashSet<>();
    List<String> words = new ArrayList<>();
    request.kept().forEach((hook, ground) -> kept.add(kept(hook, ground.code())));
    if (request.claim() == Claim.ERASURE) {
      for (ErasureReport.Part part : requests.erasureReport(request.id()).parts()) {
        for (ErasureOutcome outcome : part.outcomes()) {
          if (outcome instanceof ErasureOutcome.Retained retained) {
            if (!request.kept().containsKey(part.hook())) {
              kept.add(kept(part.hook(), Codes.of(retained.retention().ground())));
            }
            words.add(part.title() + ", " + retained.retention().until());
          }
        }
      }
    } else {
      request.kept().values().stream().map(RefusalGround::text).distinct().forEach(words::add);
    }
    for (TaskState task : request.tasks()) {
      HookId hook = task.hook();
      if (hook != null && task.status() == TaskStatus.DEFERRED) {
        kept.add(kept(hook, "legal-hold"));
      } else if (hook != null && task.manualResult() == ManualResult.NOT_POSSIBLE) {
        kept.add(kept(hook, "not-possible"));
      }
    }
    for (RecipientTold recipient : requests.recipientsTold(request.id())) {
      boolean mayHaveIt = recipient.result().leavesData() || !recipient.result().isTold();
      if (mayHaveIt) {
        kept.add(new GatewayAnswer.Kept("subprocessor", Codes.of(recipient.result())));
        words.add(recipient.text());
      }
    }
    String said = words.isEmpty() ? "" : "It keeps: " + String.join("; ", words);
    return new GatewayAnswer.Refused("kept-in-part", said, List.copyOf(kept), records(request));
  }

  private static GatewayAnswer.Kept kept(HookId hook, String ground) {
    return new GatewayAnswer.Kept(hook.value(), ground);
  }
}
