package io.github.gdprkit.fulfilment;

import io.github.gdprkit.deadline.AskedWhen;
import io.github.gdprkit.deadline.Pause;
import io.github.gdprkit.deadline.PauseReason;
import io.github.gdprkit.deadline.ResponseClock;
import io.github.gdprkit.deadline.ResponseDeadline;
import io.github.gdprkit.erasure.ErasureReport;
import io.github.gdprkit.erasure.LegalHold;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.StaleStreamException;
import io.github.gdprkit.fulfilment.Cases.Step;
import io.github.gdprkit.hook.Approval;
import io.github.gdprkit.hook.Assignment;
import io.github.gdprkit.hook.DataHook;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.DeclaredField;
import io.github.gdprkit.hook.Disposition;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.Mandate;
import io.github.gdprkit.hook.RestrictionHook;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.RecipientTold;
import io.github.gdprkit.request.Answer;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Correction;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.Decision;
import io.github.gdprkit.request.DecisionTable;
import io.github.gdprkit.request.DuplicateRequestException;
import io.github.gdprkit.request.ExtensionReason;
import io.github.gdprkit.request.LostClaimException;
import io.github.gdprkit.request.ManualResult;
import io.github.gdprkit.request.RequestEvent;
import io.github.gdprkit.request.RequestEvent.ClarificationAnswered;
import io.github.gdprkit.request.RequestEvent.ClarificationAsked;
import io.github.gdprkit.request.RequestEvent.Decided;
import io.github.gdprkit.request.RequestEvent.Extended;
import io.github.gdprkit.request.RequestEvent.IdentityAsked;
import io.github.gdprkit.request.RequestEvent.IdentityConfirmed;
import io.github.gdprkit.request.RequestEvent.LinkedToOriginal;
import io.github.gdprkit.request.RequestEvent.PapersBound;
import io.github.gdprkit.request.RequestEvent.Received;
import io.github.gdprkit.request.RequestEvent.TaskClosedByHand;
import io.github.gdprkit.request.RequestEvent.Withdrawn;
import io.github.gdprkit.request.RequestFile;
import io.github.gdprkit.request.RequestHeader;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestWork;
import io.github.gdprkit.request.StaleRequestException;
import io.github.gdprkit.request.TaskId;
import io.github.gdprkit.request.TaskKind;
import io.github.gdprkit.request.TaskState;
import io.github.gdprkit.request.TaskStatus;
import io.github.gdprkit.request.Verification;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.IdentifierType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Data subjects' requests, from receipt to answer (Art. 12, 15 to 22). Its verbs are those of the
 * law: receive, confirm who it is, ask what is meant, extend, decide, fulfil, withdraw.
 *
 * <p>Each step and the evidence of it are one commit: what returned survives {@code kill -9}, and
 * what threw did not happen. Two that change a request at once do not both win; the later one gets
 * a {@link StaleRequestException} where it has to decide anew. After a crash in the middle of
 * {@link #fulfil} call it again; {@link #unfinished} lists where.
 *
 * <p>Nothing is served while a restore of a backup is not replayed, see {@link Restores}. Safe for
 * use by many threads and processes. {@code GdprKit} makes it.
 */
public final class Requests {

  static final String NOTE_DECISION = "decision";
  static final String NOTE_QUESTION = "clarification-question";
  private static final String LIFT = "lift.";
  private static final String NOTE_CLARIFICATION = "clarification";
  private static final String NOTE_EXTENSION = "extension";

  private final Engine engine;
  private final Cases cases;
  private final ResponseClock clock;
  private final AccessInformation information;
  private final @Nullable AnswerWords words;

  Requests(
      Engine engine,
      ResponseClock clock,
      AccessInformation information,
      @Nullable AnswerWords words) {
    this.information = information;
    this.engine = engine;
    this.cases = engine.cases();
    this.clock = clock;
    this.words = words;
  }

  // Intake and identity

  /**
   * Takes a request in. The clock runs from the true receipt. Nothing is done on it, and it stands
   * in the way of no other, before the identity is confirmed.
   *
   * @param by who took it in
   * @throws IllegalArgumentException when it was received in the future, or names a field to be put
   *     right that no hook declares
   */
  public DataSubjectRequest receive(Intake intake, Actor by) {
    engine.ledger().requireServing();
    Instant now = cases.now();
    if (intake.receivedAt().isBefore(Instant.EPOCH)) {
      throw new IllegalArgumentException(
          "A request cannot have been received before 1970; give the instant at which it came");
    }
    if (micros(intake.receivedAt()).isAfter(now)) {
      throw new IllegalArgumentException(
          "A request cannot have been received in the future; give the instant at which it came");
    }
    requireDeclared(intake.claim(), intake.papers().corrections());
    Optional<DataSubjectRequest> known = find(intake.id());
    if (known.isPresent()) {
      return requireSame(known.get(), intake);
    }
    ResponseDeadline deadline = clock.answer(clock.dayOf(intake.receivedAt()), List.of());
    Received received =
        new Received(
            now, by, intake.claim(), intake.channel(), micros(intake.receivedAt()), deadline);
    try {
      return cases.begin(intake.id(), received).put(intake.papers()).commit();
    } catch (StaleRequestException e) {
      return requireSame(cases.load(intake.id()), intake);
    }
  }

  private DataSubjectRequest requireSame(DataSubjectRequest known, Intake intake) {
    // Whoever was identified since may be known by other identifiers.
    boolean isOfAnother =
        known.subject().isEmpty()
            && papers(known.id())
                .map(papers -> !papers.subject().equals(intake.papers().subject()))
                .orElse(false);
    if (known.claim() != intake.claim()
        || !known.receivedAt().equals(micros(intake.receivedAt()))
        || isOfAnother) {
      throw new IllegalArgumentException(
          "There is another request " + intake.id() + " already; take this one in under a new id");
    }
    return known;
  }

  /**
   * The person was asked to prove who they are, because there is reasonable doubt (Art. 12(6)). The
   * clock stands until they do, if they were asked without undue delay.
   */
  public DataSubjectRequest askForIdentity(RequestId id, AskedWhen asked, Actor by) {
    DataSubjectRequest request = serve(id);
    LocalDate today = today();
    ResponseDeadline deadline =
        deadline(request, with(request, new Pause(PauseReason.IDENTITY, today, null, asked)));
    return cases
        .step(request)
        .then(new IdentityAsked(cases.now(), by, today, asked, deadline))
        .commit();
  }

  /**
   * The person is who they say they are. If they have an open request of the same kind, this one is
   * linked to it and answered with it; look at {@link DataSubjectRequest#original}.
   *
   * @param subject who they are, with all identifiers that the host knows
   * @throws StaleRequestException when somebody else was faster
   */
  public DataSubjectRequest confirmIdentity(
      RequestId id, Verification verification, DataSubject subject, Actor by) {
    DataSubjectRequest request = serve(id);
    RequestFile claimed = cases.papers(id);
    requireNoOtherAccount(id, claimed.subject(), subject);
    RequestFile papers = claimed.about(subject);
    LocalDate today = today();
    IdentityConfirmed confirmed =
        new IdentityConfirmed(
            cases.now(),
            by,
            new Verification(
                verification.level(),
                verification.method(),
                verification.by(),
                micros(verification.at())),
            engine.keys().of(subject),
            today,
            deadline(request, answered(request, today)));
    PapersBound bound = new PapersBound(cases.now(), by, engine.fingerprint(papers));
    while (true) {
      Step step = cases.step(request).then(confirmed).then(bound).put(papers);
      if (request.claim() == Claim.OBJECTION) {
        step.with(engine.restrictions().restrict(subject, id, by, cases.now()));
      }
      try {
        return step.commit();
      } catch (DuplicateRequestException e) {
        Step linked =
            cases
                .step(request)
                .then(confirmed)
                .then(bound)
                .then(new LinkedToOriginal(cases.now(), Actor.SYSTEM, e.original()))
                .put(papers);
        if (link(linked, e.original())) {
          return linked.request();
        }
      } catch (StaleStreamException e) {
        // Another restriction of the same person; it is read anew.
      }
    }
  }

  /** Somebody known by an address can turn out to have an account; nobody turns into another. */
  private static void requireNoOtherAccount(
      RequestId id, DataSubject claimed, DataSubject identified) {
    Optional<String> account = claimed.identifier(IdentifierType.ACCOUNT);
    if (account.isPresent() && !identified.hasAccount(account.get())) {
      throw new IllegalArgumentException(
          "Request "
              + id
              + " was made for another account than that of the person who was identified; take in"
              + " a request for that person, and let this one wait or withdraw it");
    }
  }

  /** Takes the step that links a request, unless the original is closed in that moment. */
  private boolean link(Step linked, RequestId id) {
    DataSubjectRequest original = cases.load(id);
    if (original.status().isFinal()) {
      return false;
    }
    try {
      // A step of the original that changes nothing, so that it has to stand where it was read.
      cases.commit(List.of(linked, cases.step(original)));
      return true;
    } catch (StaleRequestException e) {
      if (e.request().equals(id)) {
        return false;
      }
      throw e;
    }
  }

  // Clarification, extension

  /**
   * The person was asked which of a large quantity of data is meant (recital 63). The clock stands
   * until they answer, if they were asked without undue delay.
   *
   * @param question as a sentence; kept in the papers
   */
  public DataSubjectRequest askForClarification(
      RequestId id, String question, AskedWhen asked, Actor by) {
    DataSubjectRequest request = serve(id);
    LocalDate today = today();
    ResponseDeadline deadline =
        deadline(request, with(request, new Pause(PauseReason.CLARIFICATION, today, null, asked)));
    return cases
        .step(request)
        .then(new ClarificationAsked(cases.now(), by, today, asked, deadline))
        .put(cases.papers(id).withNote(NOTE_QUESTION, question))
        .commit();
  }

  /**
   * The person said what is meant.
   *
   * @param said in their words, for the papers; may be empty
   */
  public DataSubjectRequest clarified(RequestId id, String said, Actor by) {
    DataSubjectRequest request = serve(id);
    LocalDate today = today();
    return cases
        .step(request)
        .then(
            new ClarificationAnswered(
                cases.now(), by, today, deadline(request, answered(request, today))))
        .put(cases.papers(id).withNote(NOTE_CLARIFICATION, said))
        .commit();
  }

  /**
   * Says what shall be put right, where the request itself did not say it by field (Art. 16).
   *
   * @throws IllegalArgumentException when no hook declares a field
   */
  public DataSubjectRequest correct(RequestId id, List<Correction> corrections, Actor by) {
    DataSubjectRequest request = serve(id);
    requireDeclared(request.claim(), corrections);
    if (request.decided().isPresent() || request.status().isFinal()) {
      throw new IllegalArgumentException(
          "Request "
              + id
              + " is "
              + (request.decided().isPresent() ? "decided already" : request.status())
              + "; what is more to put right needs a new one");
    }
    RequestFile papers = cases.papers(id).withCorrections(corrections);
    Step step = cases.step(request).put(papers);
    if (request.verification().isPresent()) {
      step.then(new PapersBound(cases.now(), by, engine.fingerprint(papers)));
    }
    return step.commit();
  }

  /**
   * Takes two further months (Art. 12(3)). Call it on the day on which the person is told so.
   *
   * @param explanation why, in words for the person; kept in the papers
   * @throws NoticeTooLateException when the first month is over
   */
  public DataSubjectRequest extend(
      RequestId id, ExtensionReason reason, String explanation, Actor by) {
    DataSubjectRequest request = serve(id);
    LocalDate today = today();
    LocalDate noticeBy = clock.extensionNotice(request.receivedOn(), request.pauses()).lastDay();
    if (noticeBy != null && today.isAfter(noticeBy)) {
      throw new NoticeTooLateException(id, noticeBy);
    }
    ResponseDeadline deadline = clock.extended(request.receivedOn(), request.pauses());
    return cases
        .step(request)
        .then(new Extended(cases.now(), by, reason, today, deadline))
        .put(cases.papers(id).withNote(NOTE_EXTENSION, explanation))
        .commit();
  }

  /** Until when the person has to be told that nothing is done, and why: never extended. */
  public ResponseDeadline refusalDue(RequestId id) {
    DataSubjectRequest request = cases.load(id);
    return clock.refusal(request.receivedOn(), request.pauses());
  }

  // Decision

  /** The legal bases that a decision on this request has to rule on: those its data rests on. */
  public Set<LegalBasis> basesConcerned(RequestId id) {
    DataSubjectRequest request = cases.load(id);
    return engine.planned().basesConcerned(request.claim(), cases.papers(id));
  }

  /**
   * Decides what shall be done, and plans it. What the law makes impossible cannot be decided; what
   * it makes conditional asks for the condition.
   *
   * @throws io.github.gdprkit.request.ImpossibleDecisionException with everything that is wrong
   * @throws PapersOfAnotherException when the papers name somebody else than who was identified
   * @throws io.github.gdprkit.request.IllegalTransitionException when the request is not ready for
   *     it, such as while its identity is not confirmed
   */
  public DataSubjectRequest decide(RequestId id, Decision decision, Actor by) {
    DataSubjectRequest request = serve(id);
    RequestFile papers = engine.papersOf(request);
    DecisionTable.check(
        request.claim(), engine.planned().basesConcerned(request.claim(), papers), decision);
    boolean isGranted = !(decision instanceof Decision.Refused);
    if (isGranted && request.claim() == Claim.RECTIFICATION && papers.corrections().isEmpty()) {
      throw new IllegalArgumentException(
          "Request " + id + " does not say by field what to put right; say it with correct(...)");
    }
    RequestFile noted =
        decision.explanation().isEmpty()
            ? papers
            : papers.withNote(NOTE_DECISION, decision.explanation());
    Decided decided = new Decided(cases.now(), by, decision.withExplanation(""));
    while (true) {
      Step step = cases.step(request).then(decided).put(noted);
      try {
        if (!isGranted) {
          return engine.close(step, papers);
        }
        for (RequestEvent event : engine.planned().missing(step.request(), papers, cases.now())) {
          step.then(event);
        }
        return step.with(effects(request, papers.subject(), by)).commit();
      } catch (StaleStreamException e) {
        // Another effect on the same person; it is read anew.
      }
    }
  }

  private List<EvidenceDraft> effects(DataSubjectRequest request, DataSubject subject, Actor by) {
    Restrictions restrictions = engine.restrictions();
    return switch (request.claim()) {
      case RESTRICTION -> restrictions.restrict(subject, request.id(), by, cases.now());
      case OBJECTION, OBJECTION_TO_DIRECT_MARKETING ->
          restrictions.object(subject, request.id(), request.claim(), by, cases.now());
      case ACCESS, RECTIFICATION, ERASURE, PORTABILITY, HUMAN_REVIEW -> List.of();
    };
  }

  // Work

  /** As {@link #fulfil(RequestId, ProgressListener)}, telling nobody. */
  public FulfilmentOutcome fulfil(RequestId id) {
    return fulfil(id, ProgressListener.none());
  }

  /**
   * Does what was granted, as far as it goes now: asks each hook whose work is outstanding, one
   * after the other, and closes the request when everything is done. A hook that fails fails alone.
   * What is done is not done again, so after a failure, a crash, or work by hand, call it again.
   *
   * <p>Whoever calls it for the same request later takes the work over; the earlier caller stops at
   * its next write with {@link io.github.gdprkit.request.LostClaimException}.
   *
   * @return where the request stands, and what went wrong
   * @throws NotGrantedException when nothing was granted
   */
  public FulfilmentOutcome fulfil(RequestId id, ProgressListener listener) {
    engine.ledger().requireServing();
    return FulfilmentRun.run(engine, id, listener);
  }

  /**
   * A person did by hand what a task asks for. The last one closes the request.
   *
   * @param note what was done, for the papers
   * @throws HeldException when the data was erased by hand and a legal hold forbids that
   */
  public DataSubjectRequest closeTask(
      RequestId id, TaskId task, ManualResult result, String note, Actor by) {
    DataSubjectRequest request = serve(id);
    RequestFile papers = cases.papers(id).withNote(task.value(), note);
    if (result == ManualResult.DONE) {
      requireNoHold(request, task, papers.subject());
    }
    DataSubjectRequest closed =
        cases
            .step(request)
            .then(new TaskClosedByHand(cases.now(), by, task, result))
            .put(papers)
            .commit();
    boolean isLast = closed.allSettled() && !Engine.isEnded(closed);
    return isLast ? fulfil(id).request() : closed;
  }

  private void requireNoHold(DataSubjectRequest request, TaskId task, DataSubject subject) {
    HookId hook = request.task(task).map(TaskState::hook).orElse(null);
    if (request.claim() != Claim.ERASURE || hook == null) {
      return;
    }
    for (LegalHold hold : engine.holds().on(subject)) {
      if (hold.holds(hook)) {
        throw new HeldException(task, hold.id());
      }
    }
  }

  /**
   * What a task that a person has to do asks for, in words.
   *
   * @throws IllegalArgumentException when the request has no such task
   */
  public String instruction(RequestId id, TaskId task) {
    DataSubjectRequest request = cases.load(id);
    TaskState state =
        request
            .task(task)
            .orElseThrow(
                () -> new IllegalArgumentException("Request " + id + " has no task " + task));
    HookId hook = state.hook();
    if (state.kind() == TaskKind.TELL_RECIPIENT) {
      return "Tell "
          + engine.nameOf(request, task)
          + " of the "
          + request.claim().name().toLowerCase(Locale.ROOT)
          + " (Art. 19).";
    }
    Disposition disposition =
        hook == null
            ? null
            : engine
                .catalog()
                .find(hook)
                .map(found -> found.declaration().on(request.claim().right()))
                .orElse(null);
    return disposition == null ? "Do by hand what " + task + " says." : disposition.text();
  }

  /**
   * The person took the request back. What is running stops at its next write; what was done stays
   * done.
   */
  public DataSubjectRequest withdraw(RequestId id, Actor by) {
    engine.ledger().requireServing();
    while (true) {
      // What cannot be taken back any more takes nothing from whoever works on it.
      cases.step(cases.load(id)).then(new Withdrawn(cases.now(), by));
      try {
        // Takes the work away from whoever does it, so that no further batch is kept, and reads
        // then: what was closed before is not written down as taken back.
        long fence = cases.store().claim(id);
        Step step = cases.step(cases.load(id)).then(new Withdrawn(cases.now(), by)).under(fence);
        Optional<RequestFile> papers = cases.store().papers(id);
        DataSubjectRequest withdrawn =
            papers.isPresent() ? engine.close(step, papers.get()) : step.commit();
        engine.archives().discard(id);
        return withdrawn;
      } catch (StaleRequestException | StaleStreamException | LostClaimException e) {
        // The work took a step meanwhile; the withdrawal comes after it.
      }
    }
  }

  // Looking

  /**
   * The request.
   *
   * @throws io.github.gdprkit.request.RequestNotFoundException when there is none of this id
   */
  public DataSubjectRequest get(RequestId id) {
    return cases.load(id);
  }

  /** The request, if there is one of this id. */
  public Optional<DataSubjectRequest> find(RequestId id) {
    return ownHeader(id).map(header -> cases.load(id));
  }

  /** Another controller's requests in the same store are none of ours. */
  private Optional<RequestHeader> ownHeader(RequestId id) {
    return cases.store().find(id).filter(header -> header.controller().equals(cases.controller()));
  }

  /** The working papers, unless they are erased. Personal data. */
  public Optional<RequestFile> papers(RequestId id) {
    return ownHeader(id).flatMap(header -> cases.store().papers(id));
  }

  /** Open requests that have to be answered on this day or before, soonest first. */
  public List<RequestHeader> due(LocalDate onOrBefore) {
    return cases.store().due(cases.controller(), onOrBefore, Integer.MAX_VALUE);
  }

  /** All requests by id, a page at a time. */
  public List<RequestHeader> list(@Nullable RequestId after, int limit) {
    return cases.store().list(cases.controller(), after, limit);
  }

  /** All verified requests of a person. */
  public List<RequestHeader> of(DataSubject subject) {
    return List.copyOf(engine.requestsOf(subject));
  }

  /**
   * Granted requests with work that hooks can do, or recipients that nobody began to tell: what to
   * fulfil after a restart.
   */
  public List<RequestId> unfinished() {
    List<RequestId> unfinished = new ArrayList<>();
    for (RequestHeader header : cases.unfinished()) {
      if (hasWork(cases.load(header.id()))) {
        unfinished.add(header.id());
      }
    }
    return unfinished;
  }

  private boolean hasWork(DataSubjectRequest request) {
    boolean hasHookWork =
        request.tasks().stream()
            .anyMatch(
                task ->
                    task.status() == TaskStatus.MANUAL
                        ? task.kind() == TaskKind.TELL_RECIPIENT
                            && !engine.notices().isBegun(request.id(), task.id())
                        : task.status() != TaskStatus.DONE);
    return request.isGranted()
        && request.original().isEmpty()
        && (hasHookWork || request.allSettled() && !Engine.isEnded(request));
  }

  // Recipients

  /**
   * What the recipients of a granted request have to be told, for whoever tells them: personal
   * data. Empty when the papers are erased; without those that must not be told while a legal hold
   * is on what they would erase.
   */
  public List<RecipientNotice> noticesFor(RequestId id) {
    DataSubjectRequest request = serve(id);
    boolean isKnown =
        request.isGranted() && request.original().isEmpty() && cases.store().papers(id).isPresent();
    return isKnown ? engine.noticesOf(request, engine.papersOf(request)) : List.of();
  }

  /**
   * Who had the data as well and has to be told, and what came of it: what the person learns who
   * asks for it (Art. 19).
   */
  public List<RecipientTold> recipientsTold(RequestId id) {
    return engine.told(cases.load(id));
  }

  // Erasure: looking ahead and back

  /** What an erasure of this person would do. Counts, and touches nothing. */
  public ErasurePlan planErasure(DataSubject subject) {
    return new ErasureOverview(engine).ahead(subject);
  }

  /**
   * What became of an erasure, hook by hook, for the person.
   *
   * @throws NotGrantedException when nothing was granted, or the request does not ask for erasure
   */
  public ErasureReport erasureReport(RequestId id) {
    return new ErasureOverview(engine).back(cases.load(id));
  }

  // Answers

  /**
   * What the person has to be told now, as the request stands: that it arrived, a question, that it
   * takes longer, what was done, what was refused and how to complain (Art. 12(3), (4)). The host
   * sends it. A request that is answered with another gives that one's answer.
   *
   * @throws IllegalStateException when the kit was given no words for answers
   */
  public Answer answer(RequestId id) {
    if (words == null) {
      throw new IllegalStateException("Answers need the controller's words; set answers(...)");
    }
    DataSubjectRequest request = cases.load(id);
    if (request.original().isPresent()) {
      return answer(request.original().get());
    }
    boolean isErasure = request.claim() == Claim.ERASURE && request.isGranted();
    ErasureReport report =
        isErasure ? erasureReport(id) : new ErasureReport(id.value(), cases.now(), null, List.of());
    return new Letters(engine, clock, information, words)
        .of(request, cases.store().papers(id), report);
  }

  // Restriction

  /** The person was told that the restriction of this request will be lifted (Art. 18(3)). */
  public void announceLifting(RequestId id, Actor by) {
    announceLifting(id, today(), by);
  }

  /**
   * The person was told that the restriction of this request will be lifted on a day (Art. 18(3)).
   * It cannot be lifted before. Told again, the last word counts.
   *
   * @param on civil day, today or later
   * @throws NotRestrictedException when the restriction is not in force, or not all of it yet
   */
  public void announceLifting(RequestId id, LocalDate on, Actor by) {
    if (on.isBefore(today())) {
      throw new IllegalArgumentException(
          "A restriction cannot be announced to end in the past, on " + on);
    }
    DataSubject subject = requireInForce(serve(id));
    cases.append(engine.restrictions().announceLifting(subject, id, on, by, cases.now()));
  }

  private DataSubject requireInForce(DataSubjectRequest request) {
    boolean isDone = request.claim() == Claim.RESTRICTION && request.status().isFinal();
    DataSubject subject = isDone ? engine.papersOf(request).subject() : null;
    if (subject == null || !engine.restrictions().isInForce(subject, request.id())) {
      throw new NotRestrictedException(request.id());
    }
    return subject;
  }

  /**
   * Lifts a restriction that this request put in force. The person has to be told before (Art.
   * 18(3)), so this is refused unless {@link #announceLifting} was called. The recipients that were
   * told of the restriction are to be told of this as well: {@code Propagation.follow} does it.
   *
   * @throws LiftingNotAnnouncedException when the person was not told, or of a later day
   * @throws NotRestrictedException when the restriction is not in force, or not all of it yet
   * @throws HookFailedException when a hook could not lift it; the restriction stays in force
   */
  public void liftRestriction(RequestId id, Actor by) {
    DataSubjectRequest request = serve(id);
    DataSubject subject = requireInForce(request);
    LocalDate announced = engine.restrictions().announcedLifting(subject, id).orElse(null);
    if (announced == null || announced.isAfter(today())) {
      throw new LiftingNotAnnouncedException(id);
    }
    Decided decided = request.decided().orElseThrow(() -> new NotGrantedException(request));
    Approval approval = new Approval(id.value(), by.value(), decided.at());
    for (TaskState task : request.tasks()) {
      HookId hook = task.hook();
      if (task.kind() == TaskKind.RESTRICT
          && hook != null
          && engine.catalog().find(hook).orElse(null) instanceof RestrictionHook restricting) {
        try {
          restricting.lift(
              new Mandate(
                  approval,
                  subject,
                  Assignment.of(cases.controller(), id.value(), LIFT + hook.value(), "")));
        } catch (Exception e) {
          HookFailures.keepInterrupt(e);
          throw new HookFailedException(hook, e);
        }
      }
    }
    RecipientNotices.Entries telling = engine.notices().lifting(request);
    List<EvidenceDraft> drafts =
        new ArrayList<>(engine.restrictions().lift(subject, id, by, cases.now()));
    drafts.addAll(telling.drafts());
    cases.append(drafts, telling.sheets());
  }

  // Papers

  /**
   * Erases the working papers of requests that were closed before this instant and have no work
   * left, their archives, and what was written down about their recipients: what happened stays
   * told by the evidence. Papers of a restriction that is in force stay, because lifting it needs
   * them, and those of people under a legal hold.
   *
   * @return how many
   */
  public int erasePapersClosedBefore(Instant instant) {
    int erased = 0;
    for (RequestHeader header : cases.all()) {
      if (header.status().isFinal() && hasWords(header) && erasePapers(header.id(), instant)) {
        erased++;
      }
    }
    return erased;
  }

  /** Whether there can be anything left to erase. */
  private boolean hasWords(RequestHeader header) {
    return RequestWork.tellsRecipients(header.claim())
        || cases.store().papers(header.id()).isPresent();
  }

  /** What was written down about recipients goes with the papers, or after them. */
  private void eraseWords(DataSubjectRequest request) {
    if (request.original().isEmpty()) {
      engine.notices().eraseWords(request);
    }
  }

  private boolean erasePapers(RequestId id, Instant closedBefore) {
    DataSubjectRequest request = cases.load(id);
    Optional<RequestFile> papers = cases.store().papers(id);
    boolean isOld = request.closedAt().map(closed -> closed.isBefore(closedBefore)).orElse(false);
    if (!isOld || request.hasOpenWork() || engine.notices().needsPapers(request)) {
      return false;
    }
    if (papers.isEmpty()) {
      // Those of an erasure go when it is done; what is told of the recipients is told after that.
      eraseWords(request);
      return false;
    }
    boolean isInForce =
        request.claim() == Claim.RESTRICTION
            && engine.restrictions().isInForce(papers.get().subject(), id);
    if (isInForce || !engine.holds().on(papers.get().subject()).isEmpty()) {
      return false;
    }
    if (!engine.archives().discard(id)) {
      return false;
    }
    cases.step(request).erasePapers().commit();
    eraseWords(request);
    return true;
  }

  // Helpers

  private boolean isOpen(RequestId id) {
    return cases.store().find(id).map(header -> !header.status().isFinal()).orElse(false);
  }

  private DataSubjectRequest serve(RequestId id) {
    engine.ledger().requireServing();
    DataSubjectRequest request = cases.load(id);
    RequestId original = request.original().orElse(null);
    if (original == null || request.status().isFinal() || isOpen(original)) {
      return request;
    }
    // A crash, just when the original was closed and this one linked to it.
    engine.settleDuplicates(original);
    return cases.load(id);
  }

  private LocalDate today() {
    return clock.dayOf(cases.now());
  }

  private ResponseDeadline deadline(DataSubjectRequest request, List<Pause> pauses) {
    return request.isExtended()
        ? clock.extended(request.receivedOn(), pauses)
        : clock.answer(request.receivedOn(), pauses);
  }

  private static List<Pause> with(DataSubjectRequest request, Pause pause) {
    List<Pause> more = new ArrayList<>(request.pauses());
    more.add(pause);
    return more;
  }

  private static List<Pause> answered(DataSubjectRequest request, LocalDate today) {
    return request.pauses().stream()
        .map(pause -> pause.isOpen() ? pause.answered(today) : pause)
        .toList();
  }

  private static Instant micros(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }

  private void requireDeclared(Claim claim, List<Correction> corrections) {
    if (!corrections.isEmpty() && claim != Claim.RECTIFICATION) {
      throw new IllegalArgumentException(
          "Only a request for RECTIFICATION has something to put right, not one for " + claim);
    }
    for (Correction correction : corrections) {
      Map<HookId, List<String>> fields =
          engine.catalog().hooks().stream()
              .map(DataHook::declaration)
              .filter(Requests::canBePutRight)
              .collect(
                  Collectors.toMap(
                      Declaration::id,
                      declaration ->
                          declaration.fields().stream().map(DeclaredField::name).toList()));
      List<String> known = fields.getOrDefault(correction.hook(), List.of());
      if (!known.contains(correction.field())) {
        throw new IllegalArgumentException(
            "There is no field "
                + correction.hook()
                + "."
                + correction.field()
                + " that can be put right; there are "
                + fields);
      }
    }
  }

  private static boolean canBePutRight(Declaration declaration) {
    Disposition disposition = declaration.on(Claim.RECTIFICATION.right());
    return disposition instanceof Disposition.ByHook || disposition instanceof Disposition.ByHand;
  }
}
