package io.github.gdprkit.register;

import io.github.gdprkit.party.Country;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.party.ProcessingAgreement;
import io.github.gdprkit.party.Transfer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a subprocessor is to do, for whom and on what terms (Art. 28(2) and (4); annex III of the
 * standard clauses 2021/914, annex IV of 2021/915).
 *
 * @param organisation who it is
 * @param role what it does, in two or three words such as "email processing"; not blank
 * @param description of the processing, and what this one is responsible for and others are not;
 *     not blank
 * @param services ids of the services for which it works; one at least
 * @param transfers to third countries, and what allows them
 * @param agreement the contract with it, {@code null} while there is none; without a complete one
 *     it is not engaged
 * @param engagedBy the subprocessor that engages it, {@code null} when the processor itself does
 * @param replaces whose place it takes; {@code null} when it is an addition
 */
public record SubprocessorDetails(
    Organisation organisation,
    String role,
    String description,
    List<String> services,
    List<Transfer> transfers,
    @Nullable ProcessingAgreement agreement,
    @Nullable SubprocessorId engagedBy,
    @Nullable SubprocessorId replaces) {

  /**
   * Refuses a blank role or description, no service, and an engager that is replaced, with {@link
   * IllegalArgumentException}.
   */
  public SubprocessorDetails {
    Objects.requireNonNull(organisation, "organisation");
    services = services.stream().distinct().sorted().toList();
    transfers = List.copyOf(transfers);
    if (role.isBlank() || description.isBlank()) {
      throw new IllegalArgumentException(
          "A subprocessor has a role in a few words, and a description of the processing with what"
              + " it is responsible for");
    }
    if (services.isEmpty()) {
      throw new IllegalArgumentException("Say for which services the subprocessor works");
    }
    if (engagedBy != null && engagedBy.equals(replaces)) {
      throw new IllegalArgumentException(
          "A subprocessor cannot replace the one that is to engage it");
    }
  }

  /** An addition that the processor itself engages, without an agreement or a transfer yet. */
  public static SubprocessorDetails of(
      Organisation organisation, String role, String description, String... services) {
    return new SubprocessorDetails(
        organisation, role, description, List.of(services), List.of(), null, null, null);
  }

  /** The same with this contract. */
  public SubprocessorDetails under(ProcessingAgreement newAgreement) {
    return new SubprocessorDetails(
        organisation, role, description, services, transfers, newAgreement, engagedBy, replaces);
  }

  /** The same with these transfers. */
  public SubprocessorDetails transferring(Transfer... newTransfers) {
    return transferring(List.of(newTransfers));
  }

  /** The same, engaged by another subprocessor. */
  public SubprocessorDetails engagedBy(SubprocessorId engager) {
    return new SubprocessorDetails(
        organisation, role, description, services, transfers, agreement, engager, replaces);
  }

  /** The same, in the place of another subprocessor. */
  public SubprocessorDetails replacing(SubprocessorId replaced) {
    return new SubprocessorDetails(
        organisation, role, description, services, transfers, agreement, engagedBy, replaced);
  }

  SubprocessorDetails transferring(List<Transfer> newTransfers) {
    return new SubprocessorDetails(
        organisation, role, description, services, newTransfers, agreement, engagedBy, replaces);
  }

  SubprocessorDetails of(Organisation newOrganisation) {
    return new SubprocessorDetails(
        newOrganisation, role, description, services, transfers, agreement, engagedBy, replaces);
  }

  /** Where data goes: its own country, and those of its transfers. */
  Set<Country> countries() {
    Set<Country> countries = new LinkedHashSet<>();
    countries.add(organisation.country());
    transfers.forEach(transfer -> countries.add(transfer.to()));
    return countries;
  }

  /** Without names and words. */
  @Override
  public String toString() {
    return "SubprocessorDetails[" + services + ", redacted]";
  }
}
