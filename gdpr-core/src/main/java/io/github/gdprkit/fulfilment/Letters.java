package io.github.gdprkit.fulfilment;

import io.github.gdprkit.deadline.ResponseClock;
import io.github.gdprkit.erasure.ErasureOutcome;
import io.github.gdprkit.erasure.ErasureReport;
import io.github.gdprkit.erasure.LegalHold;
import io.github.gdprkit.hook.ErasureRule;
import io.github.gdprkit.request.Answer;
import io.github.gdprkit.request.AnswerItem;
import io.github.gdprkit.request.Answers;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.Decision;
import io.github.gdprkit.request.ErasureSummary;
import io.github.gdprkit.request.RecipientsTold;
import io.github.gdprkit.request.RequestEvent;
import io.github.gdprkit.request.RequestFile;
import io.github.gdprkit.request.TaskKind;
import io.github.gdprkit.request.TaskState;
import io.github.gdprkit.request.ToTell;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Picks what a person has to be told of a request where it stands, and fills it in. */
final class Letters {

  private final Engine engine;
  private final ResponseClock clock;
  private final AccessInformation information;
  private final AnswerWords words;

  Letters(Engine engine, ResponseClock clock, AccessInformation information, AnswerWords words) {
    this.information = information;
    this.engine = engine;
    this.clock = clock;
    this.words = words;
  }

  Answer of(DataSubjectRequest request, Optional<RequestFile> papers, ErasureReport report) {
    Claim claim = request.claim();
    return switch (request.status()) {
      case RECEIVED -> receipt(request);
      case AWAITING_IDENTITY -> Answers.identityQuestion(claim, words.howToIdentify());
      case AWAITING_CLARIFICATION ->
          Answers.clarificationQuestion(
              claim, note(papers, Requests.NOTE_QUESTION, "Which of it do you mean?"));
      case IN_PROGRESS -> meanwhile(request);
      case FULFILLED, PARTLY_FULFILLED -> done(request, papers, report);
      case REFUSED ->
          request.decided().map(decided -> decision(decided, papers)).orElseThrow()
                  instanceof Decision.Refused refused
              ? ended(request, Answers.refusal(claim, refused, words.remedies()))
              : receipt(request);
      case WITHDRAWN -> withdrawn(request);
    };
  }

  private Answer receipt(DataSubjectRequest request) {
    LocalDate lastDay = request.deadline().lastDay();
    return Answers.receipt(
        request.claim(), request.id(), lastDay == null ? request.receivedOn() : lastDay);
  }

  private Answer meanwhile(DataSubjectRequest request) {
    LocalDate lastDay = request.deadline().lastDay();
    Optional<RequestEvent.Extended> extension = request.extension();
    if (extension.isPresent() && lastDay != null) {
      return Answers.extension(request.claim(), Set.of(extension.get().reason()), lastDay);
    }
    boolean isRestricted = request.claim() == Claim.OBJECTION && request.verification().isPresent();
    return isRestricted ? Answers.restrictedMeanwhile() : receipt(request);
  }

  private Answer done(
      DataSubjectRequest request, Optional<RequestFile> papers, ErasureReport report) {
    Answer granted =
        switch (request.claim()) {
          case ACCESS -> access(request);
          case PORTABILITY ->
              Answers.portable(
                  records(request, TaskKind.EXPORT), collectBy(request), words.transmission());
          case RECTIFICATION ->
              Answers.rectified(records(request, TaskKind.RECTIFY), recipients(request));
          case ERASURE ->
              Answers.erased(summary(request, report), recipients(request), words.remedies());
          case RESTRICTION -> restricted(request, papers);
          case OBJECTION -> ended(request, Answers.stopped());
          case OBJECTION_TO_DIRECT_MARKETING -> Answers.marketingStopped();
          case HUMAN_REVIEW -> Answers.humanReview(words.reviewer());
        };
    Optional<Decision> decision = request.decided().map(decided -> decision(decided, papers));
    if (decision.isPresent() && decision.get() instanceof Decision.PartlyGranted partly) {
      return Answers.partly(granted, partly, words.remedies());
    }
    return granted;
  }

  /** With the end of the restriction that held while the objection was weighed (Art. 18(3)). */
  private static Answer ended(DataSubjectRequest request, Answer answer) {
    boolean wasRestricted =
        request.claim() == Claim.OBJECTION && request.verification().isPresent();
    return wasRestricted
        ? with(
            answer,
            ToTell.LIFTING,
            "While we looked at your objection we only stored the data that it is about. With this"
                + " answer that ends.")
        : answer;
  }

  private static Answer withdrawn(DataSubjectRequest request) {
    long erased = records(request, TaskKind.ERASE);
    Answer answer = Answers.withdrawn(request.claim());
    return erased == 0
        ? answer
        : with(
            answer,
            ToTell.ERASED,
            "Before you took it back we had erased at least "
                + erased
                + (erased == 1 ? " record. It is" : " records. They are")
                + " gone for good.");
  }

  private Answer restricted(DataSubjectRequest request, Optional<RequestFile> papers) {
    Optional<LocalDate> lifted =
        papers
            .filter(file -> !engine.restrictions().isInForce(file.subject(), request.id()))
            .flatMap(file -> engine.restrictions().announcedLifting(file.subject(), request.id()));
    return lifted
        .map(day -> Answers.lifting(Claim.RESTRICTION, day))
        .orElseGet(() -> Answers.restricted(recipients(request)));
  }

  private static Answer with(Answer answer, ToTell what, String text) {
    List<AnswerItem> items = new ArrayList<>(answer.items());
    items.add(new AnswerItem(what, what.reference(), text));
    return new Answer(answer.kind(), answer.claim(), items);
  }

  private Answer access(DataSubjectRequest request) {
    long records = records(request, TaskKind.EXPORT);
    boolean isAllDoneByHooks =
        request.tasks().stream().allMatch(task -> task.kind() == TaskKind.EXPORT);
    if (records == 0 && isAllDoneByHooks) {
      return Answers.nothingHeld(Claim.ACCESS);
    }
    return Answers.access(
        records,
        collectBy(request),
        Objects.requireNonNull(
            information.get(), "the kit was built with activities or with purposes"));
  }

  /** With the explanation, which is kept in the papers and not in the evidence. */
  private static Decision decision(RequestEvent.Decided decided, Optional<RequestFile> papers) {
    return decided.decision().withExplanation(note(papers, Requests.NOTE_DECISION, ""));
  }

  private static String note(Optional<RequestFile> papers, String key, String otherwise) {
    return papers.map(file -> file.notes().getOrDefault(key, otherwise)).orElse(otherwise);
  }

  private LocalDate collectBy(DataSubjectRequest request) {
    return request
        .closedAt()
        .map(clock::dayOf)
        .orElse(request.receivedOn())
        .plusDays(words.collectDays());
  }

  private static long records(DataSubjectRequest request, TaskKind kind) {
    return request.tasks().stream()
        .filter(task -> task.kind() == kind)
        .mapToLong(TaskState::records)
        .sum();
  }

  private RecipientsTold recipients(DataSubjectRequest request) {
    return RecipientsTold.of(engine.told(request));
  }

  private ErasureSummary summary(DataSubjectRequest request, ErasureReport report) {
    long erased = 0;
    long anonymised = 0;
    List<ErasureRule.Retention> kept = new ArrayList<>();
    List<String> left = new ArrayList<>();
    for (ErasureReport.Part part : report.parts()) {
      for (ErasureOutcome outcome : part.outcomes()) {
        if (outcome instanceof ErasureOutcome.Erased some) {
          erased += some.records();
        } else if (outcome instanceof ErasureOutcome.Replaced some) {
          erased += some.records();
        } else if (outcome instanceof ErasureOutcome.Anonymised some) {
          anonymised += some.records();
        } else if (outcome instanceof ErasureOutcome.Retained retained) {
          kept.add(retained.retention());
        } else if (outcome instanceof ErasureOutcome.Failed
            || outcome instanceof ErasureOutcome.ByHand) {
          left.add(part.title());
        } else if (outcome instanceof ErasureOutcome.Deferred deferred) {
          engine
              .holds()
              .find(deferred.hold())
              .map(LegalHold::ground)
              .ifPresent(
                  ground ->
                      kept.add(
                          new ErasureRule.Retention(
                              ground.retentionGround(),
                              part.title(),
                              "as soon as it may be erased, which we do then without being asked"
                                  + " again")));
        }
      }
    }
    boolean wasRepeated =
        request.tasks().stream()
            .anyMatch(task -> task.kind() == TaskKind.ERASE && task.attempts() > 1);
    return new ErasureSummary(
        erased,
        anonymised,
        kept,
        wasRepeated ? ErasureSummary.Counted.AT_LEAST : ErasureSummary.Counted.EXACTLY,
        left);
  }
}
