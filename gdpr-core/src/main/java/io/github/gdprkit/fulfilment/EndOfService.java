package io.github.gdprkit.fulfilment;

import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.ArchiveStoreException;
import io.github.gdprkit.archive.Manifest;
import io.github.gdprkit.code.Codes;
import io.github.gdprkit.erasure.LedgerEntry;
import io.github.gdprkit.erasure.LegalHold;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.StaleStreamException;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.hook.Approval;
import io.github.gdprkit.hook.DataHook;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.Disposition;
import io.github.gdprkit.hook.ErasureRule;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.hook.ThirdPartyPolicy;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.request.TaskId;
import io.github.gdprkit.request.TaskKind;
import io.github.gdprkit.subject.DataSubjectRight;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of the service that a processor provides to the controller: on the controller's
 * instruction everyone's data is returned and then erased, or erased at once (Art. 28(3)(g)).
 *
 * <p>{@link #begin}, {@link #returnData}, {@link #handedOver}, {@link #erase}, again until the
 * outcome {@link EndOfServiceOutcome#isEnded is ended}. Let nobody write into the service before
 * {@code returnData}: what comes later is not in the archive, and is erased all the same.
 *
 * <p>Each step is one commit of evidence without personal data: what returned survives {@code kill
 * -9}, and what threw did not happen. After a crash call the same again. Nothing is served while a
 * restore of a backup is not replayed, see {@link Restores}. Safe for use by many threads and
 * processes; of two that work on the same, the later one goes on and the earlier one stops.
 */
public final class EndOfService {

  private static final Logger LOG = LoggerFactory.getLogger(EndOfService.class);

  private static final StreamId ALL = new StreamId("end-of-service-register", "all");
  private static final String REFERENCE = "reference";
  private static final String ARCHIVE = "end-of-service";
  private static final String NOTE = "[A-Za-z0-9._:/+=,-]{1,100}";

  private final Engine engine;
  private final Cases cases;

  EndOfService(Engine engine) {
    this.engine = engine;
    this.cases = engine.cases();
  }

  // The instruction

  /**
   * The controller said that the service ends. Begun again under the same reference, it is the same
   * one.
   *
   * @param reference the controller's reference of the instruction; no personal data
   * @param by who took the instruction, or gave it
   * @throws EndOfServiceOpenException when another one is not over
   * @throws IllegalArgumentException when this one was begun with another choice
   */
  public EndingService begin(String reference, EndOfServiceChoice choice, Actor by) {
    engine.ledger().requireServing();
    EndOfServiceId id = new EndOfServiceId(reference);
    while (true) {
      Optional<EndingService> known = find(id);
      if (known.isPresent()) {
        if (known.get().choice() != choice) {
          throw new IllegalArgumentException(
              "The end of a service "
                  + id
                  + " was begun with the choice "
                  + known.get().choice()
                  + "; cancel it and begin another one under a new reference");
        }
        return known.get();
      }
      List<EndOfServiceId> all = ids();
      for (EndOfServiceId other : all) {
        if (!get(other).status().isFinal()) {
          throw new EndOfServiceOpenException(id, other);
        }
      }
      EvidenceDraft begun =
          new EvidenceDraft(
              id.stream(),
              0,
              EndingService.BEGUN,
              cases.now(),
              Map.of(EndingService.CHOICE, Codes.of(choice), EndingService.BY, by.value()));
      EvidenceDraft listed =
          new EvidenceDraft(
              ALL, all.size(), EndingService.BEGUN, cases.now(), Map.of(REFERENCE, id.value()));
      try {
        cases.append(List.of(begun, listed));
        LOG.info("The end of the service {} begins: {}", id, choice);
        return EndingService.begin(id, begun);
      } catch (StaleStreamException e) {
        // Another one began in this moment.
      }
    }
  }

  /**
   * The controller changed its mind. What was exported is erased; of the data itself nothing was.
   *
   * @throws IllegalEndOfServiceMoveException when records went already
   */
  public EndingService cancel(EndOfServiceId id, Actor by) {
    engine.ledger().requireServing();
    EndingService cancelled =
        advance(
            id,
            service -> {
              if (service.status() == EndOfServiceStatus.CANCELLED) {
                return List.of();
              }
              requireMove(service, EndOfServiceStatus.CANCELLED, "");
              return List.of(draft(service, EndingService.CANCELLED, by, Map.of()));
            });
    erase(archiveOf(id));
    return cancelled;
  }

  // Return

  /**
   * Exports everyone into one archive, page by page, as a person's export; or goes on with what an
   * earlier run left behind. Each record is in it once, with names: it is the controller's own.
   *
   * @return where it stands; RETURNED, or the hooks that failed, which the next run asks again
   * @throws IllegalEndOfServiceMoveException when the choice is to erase only
   */
  public EndOfServiceOutcome returnData(EndOfServiceId id, ProgressListener listener) {
    engine.ledger().requireServing();
    EndingService service = get(id);
    if (service.returned().isPresent()) {
      return new EndOfServiceOutcome(service, List.of(), List.of());
    }
    requireMove(service, EndOfServiceStatus.RETURNED, "");
    ArchiveId archive = archiveOf(id);
    if (!engine.archives().isSealed(archive)) {
      ExportOutcome outcome =
          engine.exports().run(order(service, archive), engine.settings().exports(), listener);
      if (outcome instanceof ExportOutcome.Incomplete incomplete) {
        return new EndOfServiceOutcome(get(id), incomplete.failures(), List.of());
      }
    }
    Manifest manifest =
        engine
            .archives()
            .manifest(archive, id.value())
            .orElseThrow(
                () ->
                    new DraftOfAnotherOrderException(
                        archive, "it is no archive of this library, and has its name"));
    RequestArchives.Fingerprint fingerprint = engine.archives().fingerprint(archive);
    EndingService returned =
        advance(
            id,
            now -> {
              if (now.returned().isPresent()) {
                return List.of();
              }
              requireMove(now, EndOfServiceStatus.RETURNED, "");
              return returned(now, archive, manifest, fingerprint);
            });
    if (returned.status() == EndOfServiceStatus.CANCELLED) {
      erase(archive);
    }
    return new EndOfServiceOutcome(returned, List.of(), List.of());
  }

  private ExportOrder order(EndingService service, ArchiveId archive) {
    Controller controller = cases.answering();
    return new ExportOrder(
        archive,
        Scope.everyoneOf(controller),
        controller.name(),
        ThirdPartyPolicy.WHOLE,
        new Approval(service.id().value(), service.begunBy().value(), service.begunAt()));
  }

  private List<EvidenceDraft> returned(
      EndingService service,
      ArchiveId archive,
      Manifest manifest,
      RequestArchives.Fingerprint fingerprint) {
    Drafts drafts = new Drafts(service);
    drafts.add(
        EndingService.RETURNED,
        Map.of(
            EndingService.ARCHIVE,
            archive.value(),
            EndingService.SHA256,
            fingerprint.sha256(),
            EndingService.BYTES,
            Long.toString(fingerprint.bytes()),
            EndingService.RECORDS,
            Long.toString(manifest.records()),
            EndingService.MISSING,
            Long.toString(manifest.missingAttachments())));
    for (Manifest.Part part : manifest.parts()) {
      String hook = part.id().value();
      if (part.outcome() == Manifest.Outcome.BY_HAND) {
        drafts.add(EndingService.PART_TO_HAND_OVER, Map.of(EndingService.HOOK, hook));
      } else if (part.records() > 0) {
        drafts.add(
            EndingService.PART_RETURNED,
            Map.of(EndingService.HOOK, hook, EndingService.RECORDS, Long.toString(part.records())));
      }
    }
    return drafts.all();
  }

  /**
   * A person handed over what no hook exports.
   *
   * @param note a code of how, for evidence: 1 to 100 letters, digits and {@code . _ : / + = , -}
   * @throws IllegalArgumentException when nothing of this hook is to be handed over by hand
   */
  public EndingService handedOverByHand(EndOfServiceId id, HookId hook, String note, Actor by) {
    engine.ledger().requireServing();
    requireNote(note);
    return advance(
        id,
        service -> {
          if (!service.toHandOverByHand().contains(hook)) {
            throw new IllegalArgumentException(
                "Of the end of a service "
                    + id
                    + " nothing of "
                    + hook
                    + " is to be handed over by hand; there is "
                    + service.toHandOverByHand());
          }
          return List.of(
              draft(
                  service,
                  EndingService.PART_HANDED_OVER,
                  by,
                  Map.of(EndingService.HOOK, hook.value(), EndingService.NOTE, note)));
        });
  }

  /**
   * The controller has what was returned, and said so. Where the archive was {@linkplain
   * io.github.gdprkit.archive.DownloadGrants downloaded} to its end, nobody needs to.
   *
   * @throws IllegalEndOfServiceMoveException when nothing was returned, or something that a person
   *     has to hand over was not
   */
  public EndingService handedOver(EndOfServiceId id, Actor by) {
    engine.ledger().requireServing();
    return advance(id, service -> handedOver(service, by, "confirmed"));
  }

  private List<EvidenceDraft> handedOver(EndingService service, Actor by, String how) {
    if (service.handedOverAt().isPresent()) {
      return List.of();
    }
    requireMove(
        service,
        EndOfServiceStatus.HANDED_OVER,
        service.toHandOverByHand().isEmpty()
            ? ""
            : "a person has to hand over " + service.toHandOverByHand() + " before");
    return List.of(draft(service, EndingService.HANDED_OVER, by, Map.of(EndingService.HOW, how)));
  }

  // Erasure

  /**
   * Erases everyone of the controller, as far as it goes now: hook after hook, content before the
   * account, batch by batch, each the host's own transaction; then asks what remains; then the
   * controller's archives and the papers of its requests. The ledger has it before the first record
   * goes. A hook that fails fails alone. What Union or Member State law keeps is kept and told;
   * what is kept for another reason, and what no hook can do, waits for {@link #closeByHand}. So
   * call it again, after a failure, a crash and work by hand, until it is ended.
   *
   * <p>Whoever calls it later takes the work over.
   *
   * @return where it stands, what failed, and what is in the way, such as a legal hold or an open
   *     request; then nothing more is erased
   * @throws IllegalEndOfServiceMoveException when the controller does not have its data yet
   * @throws EndOfServiceTakenOverException when somebody else began to work on it since
   * @throws io.github.gdprkit.archive.ArchiveStoreException when an archive cannot be erased
   */
  public EndOfServiceOutcome erase(EndOfServiceId id, ProgressListener listener) {
    engine.ledger().requireServing();
    EndingService service = get(id);
    if (service.status() == EndOfServiceStatus.RETURNED
        && service.toHandOverByHand().isEmpty()
        && engine.archives().isDownloaded(archiveOf(id))) {
      service = advance(id, now -> handedOver(now, Actor.SYSTEM, "downloaded"));
    }
    boolean isUnderWay =
        service.status() == EndOfServiceStatus.ERASING
            || service.status() == EndOfServiceStatus.ENDED;
    if (!isUnderWay) {
      requireMove(
          service,
          EndOfServiceStatus.ERASING,
          service.choice() == EndOfServiceChoice.RETURN_AND_ERASE
              ? "the controller has to have its data first; call handedOver when it has"
              : "");
    }
    return new EndOfServiceRun(engine, this, service, listener).run();
  }

  /**
   * A person did what no hook can do, or dealt with what is kept for another reason than the law.
   *
   * @param note a code of what was done, for evidence: 1 to 100 letters, digits and {@code . _ : /
   *     + = , -}
   * @throws IllegalArgumentException when nothing of this hook waits for a person
   * @throws HeldException when a legal hold forbids it
   */
  public EndingService closeByHand(EndOfServiceId id, HookId hook, String note, Actor by) {
    engine.ledger().requireServing();
    requireNote(note);
    for (LegalHold hold : engine.holds().active()) {
      throw new HeldException(TaskId.of(TaskKind.BY_HAND, hook), hold.id());
    }
    return advance(
        id,
        service -> {
          EndOfServiceStep.State state = service.step(hook).state();
          boolean waits =
              service.status() == EndOfServiceStatus.ERASING
                  && (state == EndOfServiceStep.State.BY_HAND
                      || state == EndOfServiceStep.State.FAILED);
          if (!waits) {
            throw new IllegalArgumentException(
                "Of the end of a service "
                    + id
                    + " nothing of "
                    + hook
                    + " waits for a person; it is "
                    + service.status()
                    + ", and the step is "
                    + state);
          }
          return List.of(
              draft(
                  service,
                  EndingService.CLOSED_BY_HAND,
                  by,
                  Map.of(EndingService.HOOK, hook.value(), EndingService.NOTE, note)));
        });
  }

  // Looking

  /**
   * The end of a service as it is now.
   *
   * @throws EndOfServiceNotFoundException when this controller has none of this reference
   */
  public EndingService get(EndOfServiceId id) {
    return find(id).orElseThrow(() -> new EndOfServiceNotFoundException(id));
  }

  /** The end of a service as it is now, if there is one of this reference. */
  public Optional<EndingService> find(EndOfServiceId id) {
    List<EvidenceEntry> entries = cases.store().stream(cases.controller(), id.stream());
    return entries.isEmpty() ? Optional.empty() : Optional.of(EndingService.read(id, entries));
  }

  /** All of the controller, in the order in which they were begun. */
  public List<EndingService> list() {
    return ids().stream().map(this::get).toList();
  }

  /** The one that is not over, if there is one: what to go on with after a restart. */
  public Optional<EndingService> open() {
    return list().stream().filter(service -> !service.status().isFinal()).findFirst();
  }

  /** What the controller is told. */
  public EndOfServiceReport report(EndOfServiceId id) {
    EndingService service = get(id);
    List<EndOfServiceReport.Part> parts = new ArrayList<>();
    for (DataHook hook : engine.catalog().hooks()) {
      Declaration declaration = hook.declaration();
      if (declaration.holdsNothing() == null) {
        EndOfServiceStep step = service.step(declaration.id());
        ErasureRule.Retention retention = step.retained() > 0 ? retention(declaration) : null;
        parts.add(
            new EndOfServiceReport.Part(
                declaration.id(),
                declaration.title(),
                service.returned(declaration.id()),
                step,
                retention == null ? null : retention.what(),
                retention == null ? null : retention.until()));
      }
    }
    for (HookId gone : service.planned()) {
      if (engine.catalog().find(gone).isEmpty()) {
        parts.add(
            new EndOfServiceReport.Part(
                gone, gone.value(), service.returned(gone), service.step(gone), null, null));
      }
    }
    return new EndOfServiceReport(
        id.value(),
        cases.answering(),
        service.choice(),
        service.begunBy(),
        service.begunAt(),
        service.status(),
        service.returned().orElse(null),
        service.handedOverAt().orElse(null),
        service.endedAt().orElse(null),
        service.archivesErased(),
        service.papersErased(),
        parts);
  }

  /** What a declaration says of what is kept when everything else goes. */
  static ErasureRule.@Nullable Retention retention(Declaration declaration) {
    if (declaration.on(DataSubjectRight.ERASURE) instanceof Disposition.Kept kept) {
      return kept.retention();
    }
    ErasureRule rule = declaration.erasure();
    return rule == null ? null : rule.retention();
  }

  // Helpers

  /**
   * Collects what says that an erasure has begun which the ledger has, and the database not yet;
   * tells whether it can have begun.
   */
  boolean beginErasure(EndingService service, LedgerEntry intent, List<EvidenceDraft> collected) {
    if (!service.status().next(service.choice()).contains(EndOfServiceStatus.ERASING)) {
      return false;
    }
    Drafts drafts = new Drafts(service);
    drafts.add(
        EndingService.ERASURE_BEGUN,
        Map.of(
            EndingService.RUN,
            Integer.toString(service.run() + 1),
            EndingService.TOMBSTONE,
            intent.tombstone().value()));
    for (HookId hook : intent.hooks()) {
      drafts.add(EndingService.PLANNED, Map.of(EndingService.HOOK, hook.value()));
    }
    drafts.all().forEach(service::then);
    collected.addAll(drafts.all());
    return true;
  }

  /** The archive of everyone. */
  ArchiveId archiveOf(EndOfServiceId id) {
    return engine.archives().id(ARCHIVE, id.value());
  }

  /** Erases an archive, and tells whether there was one. */
  boolean erase(ArchiveId archive) {
    try {
      return engine.archives().erase(archive);
    } catch (IOException e) {
      throw new ArchiveStoreException(archive, e);
    }
  }

  List<EndOfServiceId> ids() {
    return cases.store().stream(cases.controller(), ALL).stream()
        .map(entry -> new EndOfServiceId(entry.detail(REFERENCE)))
        .toList();
  }

  /**
   * Takes a step of the end of a service as it is when the step is taken; none when it has none.
   */
  private EndingService advance(
      EndOfServiceId id, Function<EndingService, List<EvidenceDraft>> next) {
    while (true) {
      EndingService service = get(id);
      List<EvidenceDraft> drafts = next.apply(service);
      try {
        if (!drafts.isEmpty()) {
          cases.append(drafts);
          drafts.forEach(service::then);
        }
        return service;
      } catch (StaleStreamException e) {
        // Somebody else took a step; it is read again.
      }
    }
  }

  private EvidenceDraft draft(
      EndingService service, String type, Actor by, Map<String, String> more) {
    Map<String, String> details = new TreeMap<>(more);
    details.put(EndingService.BY, by.value());
    return new EvidenceDraft(service.id().stream(), service.version(), type, cases.now(), details);
  }

  static void requireMove(EndingService service, EndOfServiceStatus to, String why) {
    boolean isPossible = service.status().next(service.choice()).contains(to);
    boolean lacksPart =
        to == EndOfServiceStatus.HANDED_OVER && !service.toHandOverByHand().isEmpty();
    if (!isPossible || lacksPart) {
      throw new IllegalEndOfServiceMoveException(service, to, why);
    }
  }

  private static void requireNote(String note) {
    if (!note.matches(NOTE)) {
      throw new IllegalArgumentException(
          "A note is a code of 1 to 100 letters, digits and . _ : / + = , -, such as the number of"
              + " a ticket; free text does not belong into evidence");
    }
  }

  /** Several entries of one stream, one behind the other. */
  final class Drafts {

    private final EndingService service;
    private final List<EvidenceDraft> drafts = new ArrayList<>();

    Drafts(EndingService service) {
      this.service = service;
    }

    Drafts add(String type, Map<String, String> details) {
      drafts.add(
          new EvidenceDraft(
              service.id().stream(),
              service.version() + drafts.size(),
              type,
              cases.now(),
              details));
      return this;
    }

    List<EvidenceDraft> all() {
      return drafts;
    }
  }
}
