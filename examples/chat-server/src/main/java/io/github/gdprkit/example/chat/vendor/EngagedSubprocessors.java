package io.github.gdprkit.example.chat.vendor;

import io.github.gdprkit.evidence.EvidenceStore;
import io.github.gdprkit.party.Deployment;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.party.Service;
import io.github.gdprkit.party.Transfer;
import io.github.gdprkit.register.SubprocessorEntry;
import io.github.gdprkit.register.SubprocessorId;
import io.github.gdprkit.register.SubprocessorRegister;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who processes today below the vendor for one controller, and where to, as the vendor's register
 * says it. Read anew when the register has changed.
 */
public final class EngagedSubprocessors {

  private final EvidenceStore store;
  private final SubprocessorRegister register;
  private final PartyId controller;
  private final Set<String> used;
  private final Clock clock;
  private @Nullable Known known;

  private record Known(long seq, LocalDate day, List<SubprocessorEntry> entries) {}

  /** Those of the services that this deployment uses. */
  public EngagedSubprocessors(
      EvidenceStore store,
      SubprocessorRegister register,
      PartyId controller,
      Deployment deployment,
      Clock clock) {
    this.store = store;
    this.register = register;
    this.controller = controller;
    this.used =
        deployment.services().stream().map(Service::id).collect(Collectors.toUnmodifiableSet());
    this.clock = clock;
  }

  /** Whom this party has engaged; nobody for a party that is not in the register. */
  public List<PartyId> below(PartyId party) {
    return entries().stream()
        .filter(entry -> engager(entry).equals(Optional.of(party)))
        .map(entry -> entry.details().organisation().id())
        .toList();
  }

  private Optional<PartyId> engager(SubprocessorEntry entry) {
    SubprocessorId above = entry.details().engagedBy();
    return above == null
        ? Optional.of(HarbourChat.VENDOR.id())
        : entries().stream()
            .filter(other -> other.id().equals(above))
            .map(other -> other.details().organisation().id())
            .findFirst();
  }

  /** What comes with giving data to this party. */
  public List<Transfer> transfers(PartyId party) {
    return entry(party).map(entry -> entry.details().transfers()).orElse(List.of());
  }

  /** Who this party is: the vendor, or one that it engaged. */
  public Optional<Organisation> find(PartyId party) {
    return party.equals(HarbourChat.VENDOR.id())
        ? Optional.of(HarbourChat.VENDOR)
        : entry(party).map(entry -> entry.details().organisation());
  }

  private Optional<SubprocessorEntry> entry(PartyId party) {
    return entries().stream()
        .filter(entry -> entry.details().organisation().id().equals(party))
        .findFirst();
  }

  private synchronized List<SubprocessorEntry> entries() {
    if (used.isEmpty()) {
      return List.of();
    }
    long seq = store.head(HarbourChat.VENDOR.id()).seq();
    LocalDate day = LocalDate.ofInstant(clock.instant(), HarbourChat.ZONE);
    if (known == null || known.seq != seq || !known.day.equals(day)) {
      known = new Known(seq, day, register.all().stream().filter(e -> isHere(e, day)).toList());
    }
    return Objects.requireNonNull(known).entries;
  }

  private boolean isHere(SubprocessorEntry entry, LocalDate day) {
    return entry.isEngagedFor(controller, day)
        && !Collections.disjoint(entry.details().services(), used);
  }
}
