package io.github.gdprkit.request;

import io.github.gdprkit.code.Codes;
import io.github.gdprkit.deadline.AskedWhen;
import io.github.gdprkit.deadline.DeadlineSource;
import io.github.gdprkit.deadline.ResponseDeadline;
import io.github.gdprkit.deadline.RuleSet;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.Tombstone;
import io.github.gdprkit.request.RequestEvent.ClarificationAnswered;
import io.github.gdprkit.request.RequestEvent.ClarificationAsked;
import io.github.gdprkit.request.RequestEvent.ClosedWithOriginal;
import io.github.gdprkit.request.RequestEvent.DataKept;
import io.github.gdprkit.request.RequestEvent.Decided;
import io.github.gdprkit.request.RequestEvent.ErasureBegun;
import io.github.gdprkit.request.RequestEvent.Extended;
import io.github.gdprkit.request.RequestEvent.Fulfilled;
import io.github.gdprkit.request.RequestEvent.IdentityAsked;
import io.github.gdprkit.request.RequestEvent.IdentityConfirmed;
import io.github.gdprkit.request.RequestEvent.LinkedToOriginal;
import io.github.gdprkit.request.RequestEvent.PapersBound;
import io.github.gdprkit.request.RequestEvent.PapersErased;
import io.github.gdprkit.request.RequestEvent.Received;
import io.github.gdprkit.request.RequestEvent.ReleasedFromOriginal;
import io.github.gdprkit.request.RequestEvent.TaskClosedByHand;
import io.github.gdprkit.request.RequestEvent.TaskDeferred;
import io.github.gdprkit.request.RequestEvent.TaskDone;
import io.github.gdprkit.request.RequestEvent.TaskFailed;
import io.github.gdprkit.request.RequestEvent.TaskPlanned;
import io.github.gdprkit.request.RequestEvent.TaskReopened;
import io.github.gdprkit.request.RequestEvent.TaskStarted;
import io.github.gdprkit.request.RequestEvent.Withdrawn;
import io.github.gdprkit.subject.SubjectKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Events as evidence, and back. The names that stand here are stored for years: an event learns new
 * details, and what it has keeps its name and meaning.
 */
public final class RequestEvents {

  private static final String DECISION = "decision-";

  private RequestEvents() {}

  /** The evidence that an event of a request becomes, behind this many others. */
  public static EvidenceDraft draft(RequestId request, long expectedVersion, RequestEvent event) {
    Details details = new Details();
    details.put("by", event.by().value());
    String type = write(event, details);
    return new EvidenceDraft(request.stream(), expectedVersion, type, event.at(), details.values);
  }

  private static String write(RequestEvent event, Details out) {
    if (event instanceof Received received) {
      out.put("claim", Codes.of(received.claim()));
      out.put("channel", Codes.of(received.channel()));
      out.put("received-at", received.receivedAt().truncatedTo(ChronoUnit.MICROS).toString());
      out.deadline(received.deadline());
      return "received";
    } else if (event instanceof IdentityAsked asked) {
      out.asked(asked.askedOn(), asked.asked());
      out.deadline(asked.deadline());
      return "identity-asked";
    } else if (event instanceof IdentityConfirmed confirmed) {
      Verification verification = confirmed.verification();
      out.put("level", Codes.of(verification.level()));
      out.put("method", verification.method());
      out.put("verified-by", verification.by().value());
      out.put("verified-at", verification.at().truncatedTo(ChronoUnit.MICROS).toString());
      out.put("subject", confirmed.subject().value());
      out.put("answered-on", confirmed.answeredOn().toString());
      out.deadline(confirmed.deadline());
      return "identity-confirmed";
    } else if (event instanceof LinkedToOriginal linked) {
      out.put("original", linked.original().value());
      return "linked-to-original";
    } else if (event instanceof PapersBound bound) {
      out.put("fingerprint", bound.fingerprint());
      return "papers-bound";
    } else if (event instanceof ReleasedFromOriginal) {
      return "released-from-original";
    } else if (event instanceof ClarificationAsked asked) {
      out.asked(asked.askedOn(), asked.asked());
      out.deadline(asked.deadline());
      return "clarification-asked";
    } else if (event instanceof ClarificationAnswered answered) {
      out.put("answered-on", answered.answeredOn().toString());
      out.deadline(answered.deadline());
      return "clarification-answered";
    } else if (event instanceof Extended extended) {
      out.put("reason", Codes.of(extended.reason()));
      out.put("notice-on", extended.noticeOn().toString());
      out.deadline(extended.deadline());
      return "extended";
    } else if (event instanceof Decided decided) {
      decided.decision().details().forEach((name, value) -> out.put(DECISION + name, value));
      return "decided";
    } else {
      return writeWork(event, out);
    }
  }

  private static String writeWork(RequestEvent event, Details out) {
    if (event instanceof TaskPlanned planned) {
      out.put("task", planned.task().value());
      out.put("kind", Codes.of(planned.kind()));
      HookId hook = planned.hook();
      if (hook != null) {
        out.put("hook", hook.value());
      }
      return "task-planned";
    } else if (event instanceof DataKept kept) {
      out.put("hook", kept.hook().value());
      out.put("ground", Codes.of(kept.ground()));
      return "data-kept";
    } else if (event instanceof ErasureBegun begun) {
      out.put("tombstone", begun.tombstone().value());
      return "erasure-begun";
    } else if (event instanceof TaskStarted started) {
      out.put("task", started.task().value());
      return "task-started";
    } else if (event instanceof TaskDone done) {
      out.put("task", done.task().value());
      out.put("records", Long.toString(done.records()));
      out.put("retained", Long.toString(done.retained()));
      return "task-done";
    } else if (event instanceof TaskFailed failed) {
      out.put("task", failed.task().value());
      out.put("error", Codes.ofName(failed.error()));
      out.put("remaining", Long.toString(failed.remaining()));
      return "task-failed";
    } else if (event instanceof TaskDeferred deferred) {
      out.put("task", deferred.task().value());
      out.put("hold", deferred.hold());
      return "task-deferred";
    } else if (event instanceof TaskReopened reopened) {
      out.put("task", reopened.task().value());
      return "task-reopened";
    } else if (event instanceof TaskClosedByHand closed) {
      out.put("task", closed.task().value());
      out.put("result", Codes.of(closed.result()));
      return "task-closed-by-hand";
    } else if (event instanceof Fulfilled fulfilled) {
      out.put("status", Codes.of(fulfilled.status()));
      return "fulfilled";
    } else if (event instanceof ClosedWithOriginal closed) {
      out.put("status", Codes.of(closed.status()));
      return "closed-with-original";
    } else if (event instanceof Withdrawn) {
      return "withdrawn";
    } else if (event instanceof PapersErased) {
      return "papers-erased";
    }
    throw new IllegalArgumentException(
        "No way to write " + event.getClass().getSimpleName() + " as evidence; add one here");
  }

  /**
   * The event that an entry tells of.
   *
   * @throws IllegalArgumentException when it tells of none that this version knows
   */
  public static RequestEvent read(EvidenceEntry entry) {
    Details in = new Details(entry.details());
    Instant at = entry.at();
    Actor by = new Actor(in.get("by"));
    return switch (entry.type()) {
      case "received" ->
          new Received(
              at,
              by,
              Codes.read(Claim.class, in.get("claim")),
              Codes.read(IntakeChannel.class, in.get("channel")),
              Instant.parse(in.get("received-at")),
              in.deadline());
      case "identity-asked" ->
          new IdentityAsked(at, by, in.day("asked-on"), in.askedWhen(), in.deadline());
      case "identity-confirmed" ->
          new IdentityConfirmed(
              at,
              by,
              new Verification(
                  Codes.read(IdentityLevel.class, in.get("level")),
                  in.get("method"),
                  new Actor(in.get("verified-by")),
                  Instant.parse(in.get("verified-at"))),
              new SubjectKey(in.get("subject")),
              in.day("answered-on"),
              in.deadline());
      case "linked-to-original" -> new LinkedToOriginal(at, by, new RequestId(in.get("original")));
      case "papers-bound" -> new PapersBound(at, by, in.get("fingerprint"));
      case "released-from-original" -> new ReleasedFromOriginal(at, by);
      case "clarification-asked" ->
          new ClarificationAsked(at, by, in.day("asked-on"), in.askedWhen(), in.deadline());
      case "clarification-answered" ->
          new ClarificationAnswered(at, by, in.day("answered-on"), in.deadline());
      case "extended" ->
          new Extended(
              at,
              by,
              Codes.read(ExtensionReason.class, in.get("reason")),
              in.day("notice-on"),
              in.deadline());
      case "decided" -> new Decided(at, by, Decision.of(in.below(DECISION)));
      default -> readWork(entry, in, at, by);
    };
  }

  private static RequestEvent readWork(EvidenceEntry entry, Details in, Instant at, Actor by) {
    return switch (entry.type()) {
      case "task-planned" -> {
        String hook = in.find("hook");
        yield new TaskPlanned(
            at,
            by,
            in.task(),
            Codes.read(TaskKind.class, in.get("kind")),
            hook == null ? null : new HookId(hook));
      }
      case "data-kept" ->
          new DataKept(
              at,
              by,
              new HookId(in.get("hook")),
              Codes.read(RefusalGround.class, in.get("ground")));
      case "erasure-begun" -> new ErasureBegun(at, by, new Tombstone(in.get("tombstone")));
      case "task-started" -> new TaskStarted(at, by, in.task());
      case "task-done" ->
          new TaskDone(at, by, in.task(), in.number("records"), in.number("retained"));
      case "task-failed" ->
          new TaskFailed(at, by, in.task(), in.get("error"), in.number("remaining"));
      case "task-deferred" -> new TaskDeferred(at, by, in.task(), in.get("hold"));
      case "task-reopened" -> new TaskReopened(at, by, in.task());
      case "task-closed-by-hand" ->
          new TaskClosedByHand(at, by, in.task(), Codes.read(ManualResult.class, in.get("result")));
      case "fulfilled" -> new Fulfilled(at, by, in.status());
      case "closed-with-original" -> new ClosedWithOriginal(at, by, in.status());
      case "withdrawn" -> new Withdrawn(at, by);
      case "papers-erased" -> new PapersErased(at, by);
      default ->
          throw new IllegalArgumentException(
              "Entry "
                  + entry.seq()
                  + " tells of "
                  + entry.type()
                  + ", which this version does not know; use the version that wrote it, or a later"
                  + " one");
    };
  }

  /** The details of one entry. */
  private static final class Details {

    private static final String RULES = "rules";
    private static final String CALENDAR = "calendar";
    private static final String CALENDAR_DATA = "calendar-data";

    private final Map<String, String> values;

    Details() {
      values = new LinkedHashMap<>();
    }

    Details(Map<String, String> values) {
      this.values = values;
    }

    void put(String name, String value) {
      values.put(name, value);
    }

    void asked(LocalDate askedOn, AskedWhen asked) {
      put("asked-on", askedOn.toString());
      put("asked", Codes.of(asked));
    }

    void deadline(ResponseDeadline deadline) {
      put("received-on", deadline.receivedOn().toString());
      LocalDate lastDay = deadline.lastDay();
      if (lastDay != null) {
        put("last-day", lastDay.toString());
      }
      put("paused-days", Long.toString(deadline.pausedDays()));
      put(RULES, deadline.source().ruleSet().id());
      put(CALENDAR, Codes.ofName(deadline.source().calendarId()));
      put(CALENDAR_DATA, Codes.ofName(deadline.source().dataVersion()));
    }

    ResponseDeadline deadline() {
      String lastDay = find("last-day");
      return new ResponseDeadline(
          day("received-on"),
          lastDay == null ? null : LocalDate.parse(lastDay),
          number("paused-days"),
          new DeadlineSource(RuleSet.ofId(get(RULES)), get(CALENDAR), get(CALENDAR_DATA)));
    }

    @Nullable String find(String name) {
      return values.get(name);
    }

    String get(String name) {
      String value = find(name);
      if (value == null) {
        throw new IllegalArgumentException("An entry of a request has no detail " + name);
      }
      return value;
    }

    LocalDate day(String name) {
      return LocalDate.parse(get(name));
    }

    long number(String name) {
      return Long.parseLong(get(name));
    }

    TaskId task() {
      return new TaskId(get("task"));
    }

    AskedWhen askedWhen() {
      return Codes.read(AskedWhen.class, get("asked"));
    }

    RequestStatus status() {
      return Codes.read(RequestStatus.class, get("status"));
    }

    Map<String, String> below(String prefix) {
      Map<String, String> below = new TreeMap<>();
      values.forEach(
          (name, value) -> {
            if (name.startsWith(prefix)) {
              below.put(name.substring(prefix.length()), value);
            }
          });
      return below;
    }
  }
}
