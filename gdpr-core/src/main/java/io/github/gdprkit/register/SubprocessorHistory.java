package io.github.gdprkit.register;

import io.github.gdprkit.code.Codes;
import io.github.gdprkit.digest.Sha256;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.party.Authorisation;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.register.SubprocessorDiligence.Evaluation;
import io.github.gdprkit.register.SubprocessorReply.Settlement;
import io.github.gdprkit.register.SubprocessorReply.Standing;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one subprocessor and its words, and what they come to on a day. A word that
 * belongs to an entry lies under the entry's version, so a past day finds the words of then.
 */
final class SubprocessorHistory {

  static final String PROPOSED = "subprocessor-proposed";
  static final String REVISED = "details-revised";
  static final String DILIGENCE = "diligence-recorded";
  static final String NOTIFIED = "controllers-notified";
  static final String TOLD = "controller-told";
  static final String NOT_TOLD = "controller-not-told";
  static final String OBJECTED = "objection-made";
  static final String AUTHORISED = "authorisation-given";
  static final String REFUSED = "authorisation-refused";
  static final String SETTLED = "objection-settled";
  static final String ENGAGED = "subprocessor-engaged";
  static final String ACCEPTED = "subprocessor-accepted";
  static final String ENDED = "subprocessor-ended";
  static final String WITHDRAWN = "proposal-withdrawn";
  static final String BELOW = "chain-extended";
  static final String BELOW_ENDS = "chain-shortened";

  static final String BY = "by";
  static final String ON = "on";
  static final String FROM = "from";
  static final String UNTIL = "objection-until";
  static final String DETAILS = "details";
  static final String ENGAGED_BY = "engaged-by";
  static final String REPLACES = "replaces";
  static final String REPLACED_BY = "replaced-by";
  static final String SUBPROCESSOR = "subprocessor";
  static final String CONTROLLER = "controller";
  static final String AUTHORISATION = "authorisation";
  static final String STANDING = "standing";
  static final String OUTCOME = "outcome";
  static final String SECURITY = "security";
  static final String CONFIDENTIALITY = "confidentiality";
  static final String PRIVACY = "privacy";
  static final String OVERALL = "overall";
  static final String SHEET = "sheet";

  /** Proposed, looked at and accepted, in one commit. */
  private static final int ACCEPTANCE = 3;

  private final SubprocessorId id;
  private final Organisation processor;
  private final ZoneId zone;
  private final List<EvidenceEntry> entries;
  private final Map<String, String> words;

  SubprocessorHistory(
      SubprocessorId id,
      Organisation processor,
      ZoneId zone,
      List<EvidenceEntry> entries,
      Map<String, String> words) {
    this.id = id;
    this.processor = processor;
    this.zone = zone;
    this.entries = entries;
    this.words = words;
  }

  /** How a controller is named in evidence. */
  static String key(PartyId controller) {
    return Sha256.of(controller.value().getBytes(StandardCharsets.UTF_8));
  }

  static String word(String name, long version) {
    return name + '.' + version;
  }

  static void put(Map<String, String> words, long version, SubprocessorDetails details) {
    String prefix = word(DETAILS, version) + '.';
    SheetFields.put(words, prefix + "organisation.", details.organisation());
    words.put(prefix + "role", details.role());
    words.put(prefix + "description", details.description());
    words.put(prefix + "services", String.join(",", details.services()));
    SheetFields.put(words, prefix + "transfer.", details.transfers());
    if (details.agreement() != null) {
      SheetFields.put(words, prefix + "agreement.", details.agreement());
    }
  }

  int version() {
    return entries.size();
  }

  Map<String, String> words() {
    return words;
  }

  /** The controllers that could not be told, by their keys, and were not told since. */
  Set<String> notTold() {
    Set<String> notTold = new LinkedHashSet<>();
    for (EvidenceEntry entry : entries) {
      switch (entry.type()) {
        case NOT_TOLD -> notTold.add(entry.detail(CONTROLLER));
        case TOLD -> notTold.remove(entry.detail(CONTROLLER));
        default -> {
          // Says nothing of who was told.
        }
      }
    }
    return notTold;
  }

  /** What all entries come to, seen from that day. */
  SubprocessorEntry seenFrom(LocalDate day) {
    return fold(entries, day);
  }

  /**
   * What it came to at the end of that day; empty when it was not proposed yet. Who was accepted
   * with the agreements is there since it processes, whenever that was recorded.
   */
  Optional<SubprocessorEntry> on(LocalDate day) {
    List<EvidenceEntry> until =
        entries.stream()
            .takeWhile(entry -> !LocalDate.ofInstant(entry.at(), zone).isAfter(day))
            .toList();
    List<EvidenceEntry> known = until.isEmpty() ? acceptedBy(day) : until;
    return known.isEmpty() ? Optional.empty() : Optional.of(fold(known, day));
  }

  /** The entries of its beginning, when it began in the past and before that day was over. */
  private List<EvidenceEntry> acceptedBy(LocalDate day) {
    if (entries.size() < ACCEPTANCE) {
      return List.of();
    }
    List<EvidenceEntry> beginning = entries.subList(0, ACCEPTANCE);
    EvidenceEntry last = beginning.get(ACCEPTANCE - 1);
    boolean isKnown = last.type().equals(ACCEPTED) && !day(last, FROM).isAfter(day);
    return isKnown ? beginning : List.of();
  }

  private SubprocessorEntry fold(List<EvidenceEntry> some, LocalDate day) {
    Fold fold = new Fold(some.get(0));
    some.subList(1, some.size()).forEach(fold::take);
    return fold.entry(day);
  }

  private String optional(String name, long version) {
    return words.getOrDefault(word(name, version), "");
  }

  private static @Nullable SubprocessorId id(EvidenceEntry entry, String name) {
    String value = entry.details().get(name);
    return value == null ? null : new SubprocessorId(value);
  }

  private static LocalDate day(EvidenceEntry entry, String name) {
    return LocalDate.parse(entry.detail(name));
  }

  /** Takes one entry after the other. */
  private final class Fold {

    private final EvidenceEntry proposed;
    private SubprocessorStatus status = SubprocessorStatus.PROPOSED;
    private SubprocessorDetails details;
    private final List<SubprocessorDiligence> diligences = new ArrayList<>();
    private @Nullable LocalDate noticedOn;
    private long round;
    private final Map<String, SubprocessorReply> replies = new LinkedHashMap<>();
    private final List<SubprocessorReply> earlier = new ArrayList<>();
    private @Nullable LocalDate engagedFrom;
    private @Nullable LocalDate endsOn;
    private String reason = "";
    private @Nullable SubprocessorId replacedBy;
    private final List<SubprocessorId> below = new ArrayList<>();

    Fold(EvidenceEntry proposed) {
      this.proposed = proposed;
      details = details(proposed.version());
    }

    void take(EvidenceEntry entry) {
      switch (entry.type()) {
        case REVISED -> details = details(entry.version());
        case DILIGENCE -> diligence(entry);
        case NOTIFIED -> notified(entry);
        case TOLD -> told(entry);
        case OBJECTED, AUTHORISED, REFUSED -> answered(entry);
        case SETTLED -> settled(entry);
        case ENGAGED, ACCEPTED -> {
          status = SubprocessorStatus.ENGAGED;
          engagedFrom = day(entry, FROM);
        }
        case ENDED -> {
          endsOn = day(entry, ON);
          reason = optional("reason", entry.version());
          replacedBy = id(entry, REPLACED_BY);
        }
        case WITHDRAWN -> {
          status = SubprocessorStatus.WITHDRAWN;
          reason = optional("reason", entry.version());
        }
        case BELOW -> below.add(new SubprocessorId(entry.detail(SUBPROCESSOR)));
        case BELOW_ENDS, NOT_TOLD -> {
          // Say nothing new: who was not told has no reply, and an end stands in the stream below.
        }
        default -> throw new IllegalStateException("The register does not know the entry " + entry);
      }
    }

    private void diligence(EvidenceEntry entry) {
      SubprocessorDiligence diligence =
          new SubprocessorDiligence(
              new Actor(entry.detail(BY)),
              day(entry, ON),
              evaluation(entry, SECURITY),
              evaluation(entry, CONFIDENTIALITY),
              evaluation(entry, PRIVACY),
              result(entry, OVERALL));
      diligences.add(diligence);
      status = afterDiligence(status, diligence);
    }

    private Evaluation evaluation(EvidenceEntry entry, String what) {
      return new Evaluation(result(entry, what), optional(what, entry.version()));
    }

    private SubprocessorDiligence.Result result(EvidenceEntry entry, String what) {
      return Codes.read(SubprocessorDiligence.Result.class, entry.detail(what));
    }

    private void notified(EvidenceEntry entry) {
      if (status != SubprocessorStatus.NOTIFIED) {
        status = SubprocessorStatus.NOTIFIED;
        noticedOn = day(entry, ON);
        earlier.addAll(replies.values());
        replies.clear();
      }
      round = entry.version();
    }

    private void told(EvidenceEntry entry) {
      String until = entry.details().get(UNTIL);
      SubprocessorNotice notice =
          new SubprocessorNotice(
              id,
              new Controller(
                  new PartyId(SheetFields.get(words, word("controller", entry.version()))),
                  SheetFields.get(words, word("controller-name", entry.version()))),
              processor,
              details.organisation(),
              details.role(),
              details.description(),
              details.services(),
              details.transfers(),
              words.get(word(ENGAGED_BY, round)),
              words.get(word(REPLACES, round)),
              day(entry, ON),
              Codes.read(Authorisation.class, entry.detail(AUTHORISATION)),
              until == null ? null : LocalDate.parse(until));
      replies.put(entry.detail(CONTROLLER), SubprocessorReply.to(notice));
    }

    private void answered(EvidenceEntry entry) {
      Standing standing = Codes.read(Standing.class, entry.detail(STANDING));
      replies.computeIfPresent(
          entry.detail(CONTROLLER),
          (controller, reply) ->
              isOverruled(reply.standing(), standing)
                  ? reply
                  : reply.answered(standing, day(entry, ON), optional("reason", entry.version())));
    }

    private void settled(EvidenceEntry entry) {
      replies.computeIfPresent(
          entry.detail(CONTROLLER),
          (controller, reply) ->
              reply.settled(
                  Codes.read(Settlement.class, entry.detail(OUTCOME)),
                  optional("reason", entry.version())));
    }

    /** Another answer that is late leaves what stands or was settled before as it is. */
    private static boolean isOverruled(Standing before, Standing now) {
      return now == Standing.LATE
          && before != Standing.TOLD
          && before != Standing.LATE
          && before != Standing.AUTHORISED;
    }

    private SubprocessorDetails details(long version) {
      String prefix = word(DETAILS, version) + '.';
      return new SubprocessorDetails(
          SheetFields.organisation(words, prefix + "organisation."),
          SheetFields.get(words, prefix + "role"),
          SheetFields.get(words, prefix + "description"),
          SheetFields.words(SheetFields.get(words, prefix + "services")),
          SheetFields.transfers(words, prefix + "transfer."),
          SheetFields.agreement(words, prefix + "agreement."),
          id(proposed, ENGAGED_BY),
          id(proposed, REPLACES));
    }

    SubprocessorEntry entry(LocalDate day) {
      boolean isEnded =
          status == SubprocessorStatus.ENGAGED && endsOn != null && !endsOn.isAfter(day);
      return new SubprocessorEntry(
          id,
          isEnded ? SubprocessorStatus.ENDED : status,
          details,
          LocalDate.ofInstant(proposed.at(), zone),
          diligences,
          noticedOn,
          List.copyOf(replies.values()),
          earlier,
          engagedFrom,
          endsOn,
          reason,
          replacedBy,
          below);
    }
  }

  /** Where a diligence leads. Who processes goes on until a person ends it. */
  static SubprocessorStatus afterDiligence(
      SubprocessorStatus before, SubprocessorDiligence diligence) {
    return switch (before) {
      case PROPOSED, ASSESSED, REJECTED ->
          diligence.isPositive() ? SubprocessorStatus.ASSESSED : SubprocessorStatus.REJECTED;
      case NOTIFIED -> diligence.isPositive() ? before : SubprocessorStatus.REJECTED;
      case ENGAGED, ENDED, WITHDRAWN -> before;
    };
  }
}
