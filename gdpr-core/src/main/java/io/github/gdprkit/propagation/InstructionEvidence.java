package io.github.gdprkit.propagation;

import io.github.gdprkit.code.Codes;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.Sheet;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.processing.Recipient;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.TaskId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How an instruction is written down as evidence, and read again. */
final class InstructionEvidence {

  private static final String INSTRUCTED = "instructed";
  private static final String DELIVERED = "delivered";
  private static final String UNREACHABLE = "unreachable";
  private static final String ACKNOWLEDGED = "acknowledged";
  private static final String DONE = "done";
  private static final String REFUSED = "refused";
  private static final String OVERDUE = "overdue";
  private static final String SETTLED = "settled";
  private static final String WORDS_ERASED = "words-erased";

  private static final String REQUEST = "request";
  private static final String TASK = "task";
  private static final String KIND = "kind";
  private static final String ANSWER_BY = "answer-by";
  private static final String BY = "by";
  private static final String SHEET = "sheet";
  private static final String ERROR = "error";
  private static final String AGAIN_AT = "again-at";
  private static final String RECORDS = "records";
  private static final String CODE = "code";
  private static final String KEPT = "kept-";
  private static final String ON = "on";
  private static final String AS = "as";

  private static final String NAME = "recipient";
  private static final String PARTY = "party";
  private static final String REFUSAL = "refusal";
  private static final String REASON = "reason";

  private InstructionEvidence() {}

  // Writing

  static EvidenceDraft instructed(InstructionState first, Sheet sheet, Instant at) {
    return draft(
        first,
        INSTRUCTED,
        at,
        Map.of(
            REQUEST,
            first.request().value(),
            TASK,
            first.task().value(),
            KIND,
            Codes.of(first.kind()),
            ANSWER_BY,
            first.answerBy().toString(),
            BY,
            first.by().value(),
            SHEET,
            sheet.fingerprint()));
  }

  static EvidenceDraft delivered(InstructionState state, String via, Instant at) {
    return draft(state, DELIVERED, at, Map.of("via", via));
  }

  static EvidenceDraft unreachable(
      InstructionState state, Class<?> error, Instant again, Instant at) {
    return draft(
        state,
        UNREACHABLE,
        at,
        Map.of(ERROR, Codes.ofName(error.getName()), AGAIN_AT, again.toString()));
  }

  static EvidenceDraft acknowledged(InstructionState state, Actor by, Instant at) {
    return draft(state, ACKNOWLEDGED, at, Map.of(BY, by.value()));
  }

  static EvidenceDraft done(InstructionState state, long records, Actor by, Instant at) {
    return draft(state, DONE, at, Map.of(BY, by.value(), RECORDS, Long.toString(records)));
  }

  static EvidenceDraft refused(
      InstructionState state, GatewayAnswer.Refused answer, Sheet sheet, Actor by, Instant at) {
    Map<String, String> details = new TreeMap<>();
    details.put(BY, by.value());
    details.put(CODE, answer.code());
    details.put(RECORDS, Long.toString(answer.records()));
    details.put(SHEET, sheet.fingerprint());
    int number = 0;
    for (GatewayAnswer.Kept kept : answer.kept()) {
      number++;
      details.put(KEPT + number, kept.what() + ':' + kept.ground());
    }
    return draft(state, REFUSED, at, details);
  }

  static EvidenceDraft overdue(InstructionState state, LocalDate on, Instant at) {
    return draft(state, OVERDUE, at, Map.of(ON, on.toString()));
  }

  static EvidenceDraft settled(
      InstructionState state, Settlement settlement, Sheet sheet, Actor by, Instant at) {
    return draft(
        state,
        SETTLED,
        at,
        Map.of(AS, Codes.of(settlement), BY, by.value(), SHEET, sheet.fingerprint()));
  }

  static EvidenceDraft wordsErased(InstructionState state, Instant at) {
    return draft(state, WORDS_ERASED, at, Map.of());
  }

  private static EvidenceDraft draft(
      InstructionState state, String type, Instant at, Map<String, String> details) {
    return new EvidenceDraft(state.id().stream(), state.version(), type, at, details);
  }

  // Words

  static Sheet sheet(InstructionId id, RequestId request, Recipient recipient) {
    Map<String, String> fields = new TreeMap<>();
    fields.put(REQUEST, request.value());
    fields.put(NAME, recipient.name());
    PartyId party = recipient.party();
    if (party != null) {
      fields.put(PARTY, party.value());
    }
    return new Sheet(id.sheet(), fields);
  }

  static Sheet withRefusal(Sheet sheet, String words) {
    return with(sheet, REFUSAL, words);
  }

  static Sheet withReason(Sheet sheet, String reason) {
    return with(sheet, REASON, reason);
  }

  private static Sheet with(Sheet sheet, String name, String text) {
    Map<String, String> fields = new TreeMap<>(sheet.fields());
    fields.put(name, text);
    return new Sheet(sheet.id(), fields);
  }

  static RequestId requestOf(Sheet sheet) {
    return new RequestId(
        sheet
            .field(REQUEST)
            .orElseThrow(() -> new IllegalStateException("The " + sheet + " names no request")));
  }

  // Reading

  /** The state that these entries and this sheet tell. */
  static InstructionState read(
      InstructionId id, List<EvidenceEntry> entries, @Nullable Sheet sheet) {
    EvidenceEntry first = entries.get(0);
    Actor by = new Actor(first.detail(BY));
    InstructionStatus status = InstructionStatus.INSTRUCTED;
    boolean isDelivered = false;
    int failures = 0;
    String error = null;
    Instant againAt = null;
    LocalDate overdueOn = null;
    GatewayAnswer.Refused refusal = null;
    long records = 0;
    Settlement settlement = null;
    for (EvidenceEntry entry : entries.subList(1, entries.size())) {
      switch (entry.type()) {
        case UNREACHABLE -> {
          failures++;
          error = entry.detail(ERROR);
          againAt = Instant.parse(entry.detail(AGAIN_AT));
        }
        case DELIVERED -> {
          isDelivered = true;
          failures = 0;
          error = null;
          againAt = null;
        }
        case ACKNOWLEDGED -> status = InstructionStatus.ACKNOWLEDGED;
        case DONE -> {
          status = InstructionStatus.DONE;
          records = Long.parseLong(entry.detail(RECORDS));
        }
        case REFUSED -> {
          status = InstructionStatus.REFUSED;
          refusal = refusal(entry, words(sheet, REFUSAL));
          records = refusal.records();
        }
        case OVERDUE -> overdueOn = LocalDate.parse(entry.detail(ON));
        case SETTLED -> {
          status = InstructionStatus.SETTLED;
          settlement = Codes.read(Settlement.class, entry.detail(AS));
        }
        case WORDS_ERASED -> {
          // The sheet is gone, which is what there is to see of it.
        }
        default ->
            throw new IllegalStateException(
                "The entry " + entry + " is of no type that an instruction has");
      }
      String who = entry.details().get(BY);
      by = who == null ? by : new Actor(who);
    }
    TaskId task = new TaskId(first.detail(TASK));
    String name = words(sheet, NAME);
    String party = words(sheet, PARTY);
    return new InstructionState(
        id,
        Codes.read(InstructionKind.class, first.detail(KIND)),
        new RequestId(first.detail(REQUEST)),
        task,
        new Recipient(
            name.isEmpty() ? task.value() : name, party.isEmpty() ? null : new PartyId(party)),
        status,
        LocalDate.parse(first.detail(ANSWER_BY)),
        isDelivered,
        failures,
        error,
        againAt,
        overdueOn,
        refusal,
        records,
        settlement,
        words(sheet, REASON),
        by,
        entries.size());
  }

  private static GatewayAnswer.Refused refusal(EvidenceEntry entry, String words) {
    List<GatewayAnswer.Kept> kept = new ArrayList<>();
    for (int number = 1; entry.details().containsKey(KEPT + number); number++) {
      String[] both = entry.detail(KEPT + number).split(":", 2);
      kept.add(new GatewayAnswer.Kept(both[0], both[1]));
    }
    return new GatewayAnswer.Refused(
        entry.detail(CODE), words, kept, Long.parseLong(entry.detail(RECORDS)));
  }

  private static String words(@Nullable Sheet sheet, String field) {
    return sheet == null ? "" : sheet.field(field).orElse("");
  }
}
