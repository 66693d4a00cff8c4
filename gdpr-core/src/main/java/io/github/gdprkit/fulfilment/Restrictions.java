package io.github.gdprkit.fulfilment;

import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.EvidenceStore;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.SubjectKey;
import io.github.gdprkit.subject.SubjectKeys;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whose data may be kept and not otherwise processed (Art. 18), and who objected to what (Art. 21).
 * Other work of the host has to ask here: before it uses data, before it changes it, and before it
 * deletes it by age. Safe for use by many threads.
 */
public final class Restrictions {

  private static final String STREAM = "restriction";
  private static final String RESTRICTED = "restricted";
  private static final String LIFTED = "restriction-lifted";
  private static final String ANNOUNCED = "lifting-announced";
  private static final String ON = "on";
  private static final String OBJECTED = "objection-upheld";
  private static final String REQUEST = "request";
  private static final String CLAIM = "claim";
  private static final String PROCESSING = "objection";
  private static final String MARKETING = "objection-to-direct-marketing";

  /** What is recorded only where the restriction of the request is in force. */
  private static final Set<String> ONLY_IN_FORCE = Set.of(ANNOUNCED, LIFTED);

  private final EvidenceStore store;
  private final PartyId controller;
  private final SubjectKeys keys;

  Restrictions(EvidenceStore store, PartyId controller, SubjectKeys keys) {
    this.store = store;
    this.controller = controller;
    this.keys = keys;
  }

  /**
   * Whether the person's data may only be stored (Art. 18(2)): a restriction is in force, or an
   * objection is pending whose grounds are not weighed yet (Art. 18(1)(d)).
   */
  public boolean isRestricted(DataSubject subject) {
    for (SubjectKey key : keys.allOf(subject)) {
      if (!inForce(read(key)).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** Whether the person objected to direct marketing (Art. 21(3)): it stops for good. */
  public boolean isMarketingObjected(DataSubject subject) {
    return hasObjected(subject, MARKETING);
  }

  /** Whether an objection of the person to processing was upheld (Art. 21(1)). */
  public boolean isProcessingObjected(DataSubject subject) {
    return hasObjected(subject, PROCESSING);
  }

  /** Whether the restriction that this request put on the person is in force. */
  public boolean isInForce(DataSubject subject, RequestId request) {
    return keys.allOf(subject).stream()
        .anyMatch(key -> inForce(read(key)).contains(request.value()));
  }

  /** The entries that say that the person was told of the lifting to come (Art. 18(3)). */
  List<EvidenceDraft> announceLifting(
      DataSubject subject, RequestId request, LocalDate on, Actor by, Instant at) {
    return drafts(subject, ANNOUNCED, request, Map.of(ON, on.toString()), by, at);
  }

  /** The day that the person was told last, if they were told that this restriction ends. */
  Optional<LocalDate> announcedLifting(DataSubject subject, RequestId request) {
    return keys.allOf(subject).stream()
        .flatMap(key -> read(key).stream())
        .filter(entry -> entry.type().equals(ANNOUNCED))
        .filter(entry -> request.value().equals(entry.details().get(REQUEST)))
        .max(Comparator.comparingLong(EvidenceEntry::seq))
        .map(entry -> LocalDate.parse(entry.details().getOrDefault(ON, "")));
  }

  private boolean hasObjected(DataSubject subject, String claim) {
    for (SubjectKey key : keys.allOf(subject)) {
      for (EvidenceEntry entry : read(key)) {
        if (entry.type().equals(OBJECTED) && claim.equals(entry.details().get(CLAIM))) {
          return true;
        }
      }
    }
    return false;
  }

  /** The entries that put a restriction in force on every identifier of a person. */
  List<EvidenceDraft> restrict(DataSubject subject, RequestId request, Actor by, Instant at) {
    return drafts(subject, RESTRICTED, request, Map.of(), by, at);
  }

  /**
   * The entries that lift what a request put in force and, where another one that asks for the same
   * stands on its own from now on, put it in force for that one.
   */
  List<EvidenceDraft> passOn(
      DataSubject subject, RequestId request, Engine.@Nullable Standing next, Instant at) {
    Set<SubjectKey> restricted =
        next == null ? Set.of() : new LinkedHashSet<>(keys.allOf(next.subject()));
    Set<SubjectKey> all = new LinkedHashSet<>(keys.allOf(subject));
    all.addAll(restricted);
    List<EvidenceDraft> drafts = new ArrayList<>();
    for (SubjectKey key : all) {
      List<EvidenceEntry> entries = read(key);
      Set<String> inForce = inForce(entries);
      long version = entries.size();
      if (inForce.contains(request.value())) {
        drafts.add(draft(key, version, LIFTED, request, at));
        version++;
      }
      if (next != null && restricted.contains(key) && !inForce.contains(next.request().value())) {
        drafts.add(draft(key, version, RESTRICTED, next.request(), at));
      }
    }
    return drafts;
  }

  private static EvidenceDraft draft(
      SubjectKey key, long version, String type, RequestId request, Instant at) {
    Map<String, String> details = Map.of(REQUEST, request.value(), "by", Actor.SYSTEM.value());
    return new EvidenceDraft(stream(key), version, type, at, details);
  }

  /** The entries that lift what a request put in force; none when it put nothing in force. */
  List<EvidenceDraft> lift(DataSubject subject, RequestId request, Actor by, Instant at) {
    return drafts(subject, LIFTED, request, Map.of(), by, at);
  }

  /** The entries that keep an objection that was upheld, to processing or to direct marketing. */
  List<EvidenceDraft> object(
      DataSubject subject, RequestId request, Claim claim, Actor by, Instant at) {
    String what = claim == Claim.OBJECTION_TO_DIRECT_MARKETING ? MARKETING : PROCESSING;
    return drafts(subject, OBJECTED, request, Map.of(CLAIM, what), by, at);
  }

  /** One for each identifier of the person. */
  private List<EvidenceDraft> drafts(
      DataSubject subject,
      String type,
      RequestId request,
      Map<String, String> more,
      Actor by,
      Instant at) {
    List<EvidenceDraft> drafts = new ArrayList<>();
    for (SubjectKey key : keys.allOf(subject)) {
      List<EvidenceEntry> entries = read(key);
      if (ONLY_IN_FORCE.contains(type) && !inForce(entries).contains(request.value())) {
        continue;
      }
      Map<String, String> details = new TreeMap<>(more);
      details.put(REQUEST, request.value());
      details.put("by", by.value());
      drafts.add(new EvidenceDraft(stream(key), entries.size(), type, at, details));
    }
    return drafts;
  }

  /** The requests whose restrictions are in force on one identifier. */
  private static Set<String> inForce(List<EvidenceEntry> entries) {
    Set<String> inForce = new LinkedHashSet<>();
    for (EvidenceEntry entry : entries) {
      String request = entry.details().getOrDefault(REQUEST, "");
      if (entry.type().equals(RESTRICTED)) {
        inForce.add(request);
      } else if (entry.type().equals(LIFTED)) {
        inForce.remove(request);
      }
    }
    return inForce;
  }

  private List<EvidenceEntry> read(SubjectKey key) {
    return store.stream(controller, stream(key));
  }

  private static StreamId stream(SubjectKey key) {
    return new StreamId(STREAM, key.value());
  }
}
