package io.github.gdprkit.register;

import static io.github.gdprkit.party.TransferFinding.Kind.NOT_ON_RECORD;

import io.github.gdprkit.party.AdequacyDecisions;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.party.ProcessingAgreement;
import io.github.gdprkit.party.TransferCheck;
import io.github.gdprkit.register.SubprocessorObstacle.Kind;
import io.github.gdprkit.register.SubprocessorReply.Standing;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What has to be so before a subprocessor processes, and what is not (Art. 28(1) to (4), 44). */
final class SubprocessorChecks {

  private final Supplier<? extends Collection<SubprocessorClient>> clients;
  private final TransferCheck transfers;

  SubprocessorChecks(
      Supplier<? extends Collection<SubprocessorClient>> clients, AdequacyDecisions adequacy) {
    this.clients = clients;
    transfers = new TransferCheck(adequacy);
  }

  /**
   * All that is missing.
   *
   * @param notTold the controllers that could not be told, by their keys
   * @param engager the subprocessor that engages it, if one does
   * @param from when it is to begin
   * @param today by which the windows are open or over
   */
  List<SubprocessorObstacle> all(
      SubprocessorEntry entry,
      Set<String> notTold,
      @Nullable SubprocessorEntry engager,
      LocalDate from,
      LocalDate today) {
    List<SubprocessorObstacle> found = new ArrayList<>();
    SubprocessorDiligence diligence = entry.diligence().orElse(null);
    if (diligence == null) {
      add(found, Kind.DILIGENCE_MISSING, "no diligence is recorded (Art. 28(1))");
    } else {
      ofDiligence(diligence, found);
    }
    found.addAll(ofTerms(entry.details(), from));
    if (engager != null) {
      ofEngager(engager, from, found);
    }
    if (entry.status() == SubprocessorStatus.NOTIFIED) {
      ofControllers(entry, notTold, today, found);
    } else {
      add(found, Kind.NOTICE_MISSING, "the controllers were not told (Art. 28(2))");
    }
    return found;
  }

  /**
   * All that is missing for one that processes already, and that the controllers accepted with
   * their agreements: each agreed when it was there, so on that day or later.
   *
   * @param since the first civil day on which it processed
   */
  List<SubprocessorObstacle> ofAcceptance(
      SubprocessorDetails details,
      SubprocessorDiligence diligence,
      @Nullable SubprocessorEntry engager,
      LocalDate since,
      LocalDate today) {
    List<SubprocessorObstacle> found = new ArrayList<>();
    ofDiligence(diligence, found);
    found.addAll(ofTerms(details, today));
    if (engager != null) {
      ofEngager(engager, since, found);
    }
    long before =
        clients.get().stream()
            .filter(client -> client.isConcerned(details.services(), today))
            .filter(client -> client.agreement().concludedOn().isBefore(since))
            .count();
    if (before > 0) {
      add(
          found,
          Kind.AGREED_BEFORE,
          "controllers that agreed before it processed, and have to be told: " + before);
    }
    return found;
  }

  private static void ofDiligence(
      SubprocessorDiligence diligence, List<SubprocessorObstacle> found) {
    if (!diligence.isPositive()) {
      add(found, Kind.DILIGENCE_NEGATIVE, "the diligence of " + diligence.on() + " is negative");
    }
  }

  /** What is missing in the terms, which has to be there as long as it processes. */
  List<SubprocessorObstacle> ofTerms(SubprocessorDetails details, LocalDate on) {
    List<SubprocessorObstacle> found = new ArrayList<>();
    ProcessingAgreement agreement = details.agreement();
    if (agreement == null) {
      add(found, Kind.AGREEMENT_MISSING, "there is no agreement with it (Art. 28(4))");
    } else {
      if (!agreement.missing().isEmpty()) {
        add(
            found,
            Kind.AGREEMENT_INCOMPLETE,
            "the agreement with it lacks "
                + agreement.missing().stream()
                    .map(point -> "Art. " + point.provision())
                    .collect(Collectors.joining(", ")));
      }
      if (!agreement.isInForce(on)) {
        add(found, Kind.AGREEMENT_NOT_IN_FORCE, "the agreement with it is not in force on " + on);
      }
    }
    transfers.findings(details.organisation().country(), details.transfers(), on).stream()
        .filter(finding -> !finding.kind().isHint() || finding.kind() == NOT_ON_RECORD)
        .forEach(finding -> add(found, Kind.TRANSFER_WITHOUT_MECHANISM, finding.text()));
    return found;
  }

  private static void ofEngager(
      SubprocessorEntry engager, LocalDate from, List<SubprocessorObstacle> found) {
    if (!engager.isEngagedOn(from)) {
      add(
          found,
          Kind.ENGAGER_NOT_ENGAGED,
          "the subprocessor " + engager.id() + ", which engages it, is not engaged on " + from);
    } else if (engager.endsOn() != null) {
      add(
          found,
          Kind.ENGAGER_NOT_ENGAGED,
          "the subprocessor " + engager.id() + ", which engages it, ends on " + engager.endsOn());
    }
  }

  private void ofControllers(
      SubprocessorEntry entry,
      Set<String> notTold,
      LocalDate today,
      List<SubprocessorObstacle> found) {
    int untold = untold(entry, notTold, today).size();
    if (untold > 0) {
      add(found, Kind.CONTROLLERS_NOT_TOLD, "controllers that were not told: " + untold);
    }
    // An objection that was settled does not close a window: another can follow.
    entry.replies().stream()
        .filter(reply -> reply.isWindowOpen(today))
        .flatMap(reply -> Optional.ofNullable(reply.notice().objectionUntil()).stream())
        .max(Comparator.naturalOrder())
        .ifPresent(until -> add(found, Kind.WINDOWS_OPEN, "controllers can object until " + until));
    count(entry, Standing.OBJECTED, Kind.OBJECTIONS_OPEN, "objections that are open", found);
    count(
        entry,
        Standing.ASKED,
        Kind.AUTHORISATIONS_OUTSTANDING,
        "authorisations that are outstanding",
        found);
    count(
        entry,
        Standing.REFUSED,
        Kind.AUTHORISATIONS_REFUSED,
        "authorisations that were refused",
        found);
  }

  /**
   * Who is concerned and has not been told in this round. Who became a client after the round began
   * found the change in the list; who could not be told then is none of them, whatever it agreed
   * since.
   */
  List<SubprocessorClient> untold(SubprocessorEntry entry, Set<String> notTold, LocalDate today) {
    boolean isNew = entry.status() != SubprocessorStatus.NOTIFIED;
    LocalDate noticedOn = isNew ? null : entry.noticedOn();
    Map<PartyId, SubprocessorClient> concerned = new LinkedHashMap<>();
    for (SubprocessorClient client : clients.get()) {
      boolean isLater =
          noticedOn != null
              && client.agreement().concludedOn().isAfter(noticedOn)
              && !notTold.contains(SubprocessorHistory.key(client.controller().id()));
      if (!isLater
          && client.isConcerned(entry.details().services(), today)
          && concerned.put(client.controller().id(), client) != null) {
        throw new IllegalStateException(
            "The clients of the register name a controller twice; give each once, with the"
                + " agreement that is in force");
      }
    }
    return concerned.values().stream()
        .filter(client -> isNew || entry.reply(client.controller().id()).isEmpty())
        .toList();
  }

  private static void count(
      SubprocessorEntry entry,
      Standing standing,
      Kind kind,
      String text,
      List<SubprocessorObstacle> found) {
    long count = entry.replies().stream().filter(reply -> reply.standing() == standing).count();
    if (count > 0) {
      add(found, kind, text + ": " + count);
    }
  }

  private static void add(List<SubprocessorObstacle> found, Kind kind, String text) {
    found.add(new SubprocessorObstacle(kind, text));
  }
}
