package io.github.gdprkit.register;

import io.github.gdprkit.party.Deployment;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.party.Service;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the list of one day out of what the register knew on that day. */
final class SubprocessorLists {

  private static final Comparator<SubprocessorList.Listing> ORDER =
      Comparator.comparingInt(SubprocessorList.Listing::tier)
          .thenComparing(listing -> listing.organisation().name().toLowerCase(Locale.ROOT))
          .thenComparing(listing -> listing.id().value());

  private final Organisation processor;
  private final LocalDate day;
  private final Map<SubprocessorId, SubprocessorEntry> known = new LinkedHashMap<>();
  private final List<SubprocessorList.Engaged> engaged = new ArrayList<>();
  private final List<SubprocessorList.Upcoming> upcoming = new ArrayList<>();

  SubprocessorLists(Organisation processor, LocalDate day, List<SubprocessorHistory> histories) {
    this.processor = processor;
    this.day = day;
    for (SubprocessorHistory history : histories) {
      history.on(day).ifPresent(entry -> known.put(entry.id(), entry));
    }
  }

  SubprocessorList of(
      Deployment.@Nullable Kind deployment, Collection<Service> offered, Collection<String> used) {
    for (SubprocessorEntry entry : known.values()) {
      if (entry.details().services().stream().anyMatch(used::contains)) {
        take(entry);
      }
    }
    engaged.sort(Comparator.comparing(SubprocessorList.Engaged::subprocessor, ORDER));
    upcoming.sort(Comparator.comparing(SubprocessorList.Upcoming::subprocessor, ORDER));
    return new SubprocessorList(
        processor,
        day,
        deployment,
        offered.stream()
            .filter(service -> used.contains(service.id()))
            .map(service -> new SubprocessorList.Served(service.id(), service.name()))
            .toList(),
        engaged,
        upcoming);
  }

  private void take(SubprocessorEntry entry) {
    SubprocessorList.Listing listing = listing(entry);
    LocalDate from = entry.engagedFrom();
    LocalDate ends = entry.endsOn();
    String replaced = entry.details().replaces() == null ? null : replacedName(entry);
    if (entry.status() == SubprocessorStatus.NOTIFIED) {
      upcoming.add(
          new SubprocessorList.Upcoming(
              listing,
              SubprocessorList.Change.INTENDED,
              null,
              entry.replies().stream()
                  .flatMap(reply -> Optional.ofNullable(reply.notice().objectionUntil()).stream())
                  .max(Comparator.naturalOrder())
                  .orElse(null),
              replaced));
    } else if (from != null && from.isAfter(day)) {
      if (ends == null || ends.isAfter(from)) {
        upcoming.add(
            new SubprocessorList.Upcoming(
                listing, SubprocessorList.Change.BEGINS, from, null, replaced));
      }
    } else if (from != null && entry.isEngagedOn(day)) {
      engaged.add(new SubprocessorList.Engaged(listing, from));
      if (ends != null) {
        upcoming.add(
            new SubprocessorList.Upcoming(listing, SubprocessorList.Change.ENDS, ends, null, null));
      }
    }
  }

  private SubprocessorList.Listing listing(SubprocessorEntry entry) {
    SubprocessorDetails details = entry.details();
    SubprocessorEntry engager = above(entry);
    Organisation engagedBy = engager == null ? processor : engager.details().organisation();
    int tier = 1;
    for (SubprocessorEntry above = engager; above != null; above = above(above)) {
      tier++;
    }
    return new SubprocessorList.Listing(
        entry.id(),
        details.organisation(),
        details.role(),
        details.description(),
        details.services(),
        details.transfers(),
        tier,
        engagedBy.id(),
        engagedBy.name());
  }

  /** Whoever engages another was proposed before it, so it is known on each of its days. */
  private @Nullable SubprocessorEntry above(SubprocessorEntry entry) {
    SubprocessorId engager = entry.details().engagedBy();
    return engager == null ? null : known.get(engager);
  }

  private @Nullable String replacedName(SubprocessorEntry entry) {
    SubprocessorEntry replaced = known.get(entry.details().replaces());
    return replaced == null ? null : replaced.details().organisation().name();
  }
}
