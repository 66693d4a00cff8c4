package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.example.chat.desk.ChatDesk;
import io.github.gdprkit.fulfilment.FulfilmentOutcome;
import io.github.gdprkit.fulfilment.HookFailure;
import io.github.gdprkit.hook.ErasureBlocker;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.Decision;
import io.github.gdprkit.request.RequestFile;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStatus;
import io.github.gdprkit.request.Ruling;
import io.github.gdprkit.request.TaskKind;
import io.github.gdprkit.request.TaskState;
import io.github.gdprkit.request.TaskStatus;
import io.github.gdprkit.subject.IdentifierType;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Prints requests, and what to run next. */
final class RequestPrinter {

  private final ChatDesk desk;
  private final ChatEnvironment environment;
  private final PrintWriter out;

  RequestPrinter(ChatDesk desk, ChatEnvironment environment, PrintWriter out) {
    this.desk = desk;
    this.environment = environment;
    this.out = out;
  }

  /** A request that has moved: where it stands, until when, and what comes next. */
  void received(DataSubjectRequest request) {
    head(request);
    next(request);
  }

  /** What was decided, and the work that follows from it. */
  void decided(DataSubjectRequest request) {
    head(request);
    decision(request);
    tasks(request);
    next(request);
  }

  /** Everything about it. */
  void full(DataSubjectRequest request) {
    head(request);
    papers(request);
    decision(request);
    tasks(request);
    timeline(request);
    next(request);
  }

  void head(DataSubjectRequest request) {
    Optional<RequestFile> papers = desk.requests().papers(request.id());
    out.printf("Request %s%n", request.id());
    out.printf(
        "  asks for   %s (%s)%s%n",
        Texts.code(request.claim()),
        Texts.article(request.claim()),
        papers.map(file -> ", by " + PlainText.of(file.label())).orElse(""));
    out.printf(
        "  received   %s, %s%n",
        Texts.time(request.receivedAt(), desk.settings().zone()), desk.settings().zone());
    out.printf("  status     %s%s%n", Texts.code(request.status()), left(request));
    out.printf(
        "  identity   %s%n",
        request
            .verification()
            .map(verified -> "verified (" + verified.method() + ")")
            .orElse("not verified; nothing is done before it is"));
    if (!request.status().isFinal()) {
      out.printf(
          "  answer by  %s%s%n",
          Texts.due(request.deadline()), isOverdue(request) ? " OVERDUE" : "");
    }
    request.original().ifPresent(other -> out.printf("  answered with request %s%n", other));
  }

  /** Whether the last day is over, in the zone in which it is counted. */
  boolean isOverdue(DataSubjectRequest request) {
    LocalDate lastDay = request.deadline().lastDay();
    LocalDate today =
        LocalDate.ofInstant(environment.clock().instant(), ZoneId.of(desk.settings().zone()));
    return !request.status().isFinal() && lastDay != null && today.isAfter(lastDay);
  }

  private static String left(DataSubjectRequest request) {
    boolean isDeferred = request.status().isFinal() && request.hasOpenWork();
    return isDeferred ? ", with work that is still to be done" : "";
  }

  private void papers(DataSubjectRequest request) {
    Optional<RequestFile> papers = desk.requests().papers(request.id());
    if (papers.isEmpty()) {
      out.println("  papers     erased");
      return;
    }
    RequestFile file = papers.get();
    if (!file.message().isEmpty()) {
      out.printf("  message    %s%n", PlainText.of(file.message()));
    }
    file.corrections()
        .forEach(
            correction ->
                out.printf(
                    "  to be      %s.%s = %s%n",
                    correction.hook(), correction.field(), PlainText.of(correction.value())));
    file.notes()
        .forEach(
            (about, note) ->
                out.printf("  note       %s: %s%n", PlainText.of(about), PlainText.of(note)));
  }

  private void decision(DataSubjectRequest request) {
    if (request.decided().isEmpty()) {
      return;
    }
    Decision decision = request.decided().get().decision();
    String what =
        decision instanceof Decision.Granted
            ? "granted"
            : decision instanceof Decision.Refused ? "refused" : "granted in part";
    out.printf("  decision   %s%n", what);
    if (decision instanceof Decision.Refused refused && refused.whole() != null) {
      out.printf(
          "    %s (Art. %s)%n",
          Texts.code(refused.whole()), refused.whole().reference(request.claim()));
    }
    decision
        .rulings()
        .forEach((basis, ruling) -> out.printf("    %s: %s%n", Texts.code(basis), text(ruling)));
    request
        .kept()
        .forEach(
            (hook, ground) ->
                out.printf(
                    "    %s is left as it is: %s (Art. %s)%n",
                    hook, Texts.code(ground), ground.reference(request.claim())));
  }

  private static String text(Ruling ruling) {
    if (ruling instanceof Ruling.Refuse refuse) {
      return "refused, " + Texts.code(refuse.ground());
    }
    Ruling.Grant grant = (Ruling.Grant) ruling;
    String because = grant.conditions().stream().map(Texts::code).collect(Collectors.joining(", "));
    String withheld = grant.withheld().stream().map(Texts::code).collect(Collectors.joining(", "));
    return "granted"
        + (because.isEmpty() ? "" : ", " + because)
        + (withheld.isEmpty() ? "" : "; a part is held back, " + withheld);
  }

  /** Each piece of work, and what a person has to do. */
  void tasks(DataSubjectRequest request) {
    for (TaskState task : request.tasks()) {
      out.printf("  %-9s  %s%s%n", Texts.code(task.status()), task.id(), text(task));
      if (task.status() == TaskStatus.MANUAL) {
        out.printf(
            "               %s%n",
            PlainText.of(desk.requests().instruction(request.id(), task.id())));
      }
    }
  }

  private static String text(TaskState task) {
    StringBuilder text = new StringBuilder();
    if (task.manualResult() != null) {
      text.append(", by hand: ").append(Texts.code(task.manualResult()));
    } else if (task.status() == TaskStatus.DONE) {
      text.append(", ").append(Texts.records(task.records()));
    }
    if (task.retained() > 0) {
      text.append(String.format(Locale.ROOT, ", %,d kept", task.retained()));
    }
    if (task.remaining() > 0) {
      text.append(String.format(Locale.ROOT, ", %,d still there", task.remaining()));
    }
    if (task.error() != null) {
      text.append(", ").append(task.error());
    }
    if (task.hold() != null) {
      text.append(", legal hold ").append(task.hold());
    }
    return text.toString();
  }

  /** What happened, as the evidence has it; what happened to many tasks at once is one line. */
  private void timeline(DataSubjectRequest request) {
    out.printf("  timeline (%s)%n", desk.settings().zone());
    List<EvidenceEntry> events = desk.events(request.id());
    for (int i = 0; i < events.size(); ) {
      EvidenceEntry first = events.get(i);
      String when = Texts.time(first.at(), desk.settings().zone());
      int next = i + 1;
      while (next < events.size()
          && events.get(next).type().equals(first.type())
          && Texts.time(events.get(next).at(), desk.settings().zone()).equals(when)) {
        next++;
      }
      String task = first.details().getOrDefault("task", "");
      out.printf(
          "    %s  %s%s, by %s%n",
          when,
          first.type(),
          next == i + 1 ? (task.isEmpty() ? "" : " " + task) : " " + (next - i) + " times",
          first.details().getOrDefault("by", "system"));
      i = next;
    }
  }

  /** What a run of the work did; true unless something went wrong or stands in the way. */
  boolean outcome(FulfilmentOutcome outcome, PrintWriter err) {
    DataSubjectRequest request = outcome.request();
    head(request);
    tasks(request);
    if (outcome.archive() != null) {
      String file = desk.archive(outcome.archive()).toString();
      out.printf("  archive    %s%n", file);
      out.println("             Unpack it and open index.html; to check it, run:");
      out.printf("               chat-server verify %s%n", ChatEnvironment.quoted(file));
    }
    for (HookFailure failure : outcome.failures()) {
      err.println("error: " + PlainText.of(failure.message()));
    }
    for (ErasureBlocker blocker : outcome.blockers()) {
      err.printf(
          "error: %s: %s (%d). Settle it, then fulfil the request again.%n",
          blocker.hook(), PlainText.of(blocker.text()), blocker.count());
    }
    for (RequestId other : outcome.waitsFor()) {
      err.printf(
          "error: request %s of the same person needs the data; answer it first, or it can never be"
              + " answered.%n",
          other);
      new RequestPrinter(desk, environment, err).next(desk.requests().get(other));
    }
    boolean isFine =
        outcome.failures().isEmpty()
            && outcome.blockers().isEmpty()
            && outcome.waitsFor().isEmpty()
            && request.tasks().stream().noneMatch(task -> task.status() == TaskStatus.FAILED);
    if (isFine) {
      next(request);
    } else {
      request.tasks().stream()
          .filter(task -> task.kind() == TaskKind.RECTIFY && task.status() == TaskStatus.FAILED)
          .forEach(
              task ->
                  err.printf(
                      "If it cannot be put right, say so:%n  %s%n",
                      environment.command(
                          "close-task %s %s --result not-possible --note 'why it is not'"
                              .formatted(Texts.brief(request.id()), task.id()))));
      err.printf(
          "The request is not done. What is done stays done; put the cause right and run: %s%n",
          environment.command("fulfil " + Texts.brief(request.id())));
    }
    return isFine;
  }

  /** Says why a step cannot be taken on a request as it stands, and what can be done instead. */
  void outOfTurn(DataSubjectRequest request) {
    out.printf(
        "error: request %s %s, so this cannot be done on it now.%n",
        Texts.brief(request.id()), standing(request));
    next(request);
  }

  private static String standing(DataSubjectRequest request) {
    if (request.original().isPresent()) {
      return "asks for the same as another one, and is answered with it";
    }
    return switch (request.status()) {
      case RECEIVED -> "is received, and nobody has confirmed yet who sent it";
      case AWAITING_IDENTITY -> "waits for the person to prove who they are";
      case AWAITING_CLARIFICATION -> "waits for the person to say what is meant";
      case IN_PROGRESS ->
          request.decided().isEmpty()
              ? "is in progress and waits for a decision"
              : "is decided on, and what was decided is being done";
      case FULFILLED -> "is fulfilled and closed";
      case PARTLY_FULFILLED -> "is fulfilled in part and closed";
      case REFUSED -> "is refused and closed";
      case WITHDRAWN -> "is withdrawn and closed";
    };
  }

  /** The command that takes the request on from here. */
  void next(DataSubjectRequest request) {
    String id = Texts.brief(request.id());
    if (request.original().isPresent()) {
      say("requests " + Texts.brief(request.original().get()));
    } else if (request.status().isFinal()) {
      if (request.hasOpenWork()) {
        out.println("When the legal hold is released, run:");
        out.println("  " + environment.command("fulfil " + id));
      }
      say("report " + id);
    } else if (request.verification().isEmpty()) {
      say("confirm-identity " + id + " --verified-by seen-by-staff");
    } else if (request.status() == RequestStatus.AWAITING_CLARIFICATION) {
      say("clarify " + id + " --answered '...'");
    } else if (request.decided().isEmpty()) {
      if (request.claim() == Claim.ERASURE) {
        desk.requests()
            .papers(request.id())
            .flatMap(file -> file.subject().identifier(IdentifierType.USERNAME))
            .ifPresent(
                person ->
                    out.printf(
                        "To see what it would do, run:%n  %s%n",
                        environment.command(
                            "plan-erasure " + ChatEnvironment.quoted(PlainText.of(person)))));
      }
      say("decide " + id + " " + DecisionOptions.usual(desk, request));
      out.printf(
          "What else can be decided:%n  %s%n", environment.command("decide " + id + " --options"));
    } else {
      Optional<TaskState> manual =
          request.tasks().stream().filter(task -> task.status() == TaskStatus.MANUAL).findFirst();
      boolean hasHookWork =
          request.tasks().stream()
              .anyMatch(
                  task -> task.status() != TaskStatus.DONE && task.status() != TaskStatus.MANUAL);
      if (hasHookWork || manual.isEmpty()) {
        say("fulfil " + id);
      } else {
        byHand(request, id);
      }
    }
  }

  /** Recipients have a list of their own; the rest is closed as it is done. */
  private void byHand(DataSubjectRequest request, String id) {
    boolean hasRecipients =
        request.tasks().stream()
            .anyMatch(
                task ->
                    task.status() == TaskStatus.MANUAL && task.kind() == TaskKind.TELL_RECIPIENT);
    if (hasRecipients) {
      out.println("To see whom to tell what (Art. 19), and to say what they answer:");
      out.printf("  %s%n", environment.command("instructions list --request " + id));
    }
    request.tasks().stream()
        .filter(task -> task.status() == TaskStatus.MANUAL)
        .filter(task -> task.kind() != TaskKind.TELL_RECIPIENT)
        .findFirst()
        .ifPresent(
            task ->
                out.printf(
                    "When that is done by hand, say so for each:%n  %s%n",
                    environment.command(
                        "close-task " + id + " " + task.id() + " --note 'what was done'")));
  }

  private void say(String command) {
    out.printf("Next:%n  %s%n", environment.command(command));
  }
}
