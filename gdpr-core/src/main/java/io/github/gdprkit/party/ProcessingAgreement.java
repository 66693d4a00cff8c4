package io.github.gdprkit.party;

import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The contract between a controller and its processor, or between a processor and the one that it
 * engages (Art. 28(3), (4) and (9)).
 *
 * @param reference where the contract is filed; not blank
 * @param concludedOn civil day of the last signature
 * @param until civil day on which it ends, {@code null} while that is open
 * @param subjectMatter the subject matter, nature and purpose of the processing
 * @param points which of the eight points it lays down
 * @param authorisation how other processors are authorised (Art. 28(2))
 * @param objectionDays how many days there are to object to a change; 0 under a specific
 *     authorisation
 */
public record ProcessingAgreement(
    String reference,
    LocalDate concludedOn,
    @Nullable LocalDate until,
    String subjectMatter,
    Set<AgreementPoint> points,
    Authorisation authorisation,
    int objectionDays) {

  /** Refuses what cannot be an agreement with {@link IllegalArgumentException}. */
  public ProcessingAgreement {
    Objects.requireNonNull(concludedOn, "concludedOn");
    Objects.requireNonNull(subjectMatter, "subjectMatter");
    points = points.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(points));
    if (reference.isBlank()) {
      throw new IllegalArgumentException("An agreement needs a reference under which it is filed");
    }
    if (until != null && until.isBefore(concludedOn)) {
      throw new IllegalArgumentException("An agreement cannot end before it is concluded");
    }
    if (authorisation == Authorisation.GENERAL ? objectionDays < 1 : objectionDays != 0) {
      throw new IllegalArgumentException(
          "Under a general authorisation there is at least one day to object (Art. 28(2)), under a"
              + " specific one there is nothing to wait for");
    }
  }

  /** A complete agreement under a general authorisation. */
  public static ProcessingAgreement general(
      String reference, LocalDate concludedOn, String subjectMatter, int objectionDays) {
    return new ProcessingAgreement(
        reference,
        concludedOn,
        null,
        subjectMatter,
        EnumSet.allOf(AgreementPoint.class),
        Authorisation.GENERAL,
        objectionDays);
  }

  /** A complete agreement under which each subprocessor is authorised on its own. */
  public static ProcessingAgreement specific(
      String reference, LocalDate concludedOn, String subjectMatter) {
    return new ProcessingAgreement(
        reference,
        concludedOn,
        null,
        subjectMatter,
        EnumSet.allOf(AgreementPoint.class),
        Authorisation.SPECIFIC,
        0);
  }

  /** What it lacks of Art. 28(3); empty when it is complete. */
  public Set<AgreementPoint> missing() {
    return points.isEmpty()
        ? EnumSet.allOf(AgreementPoint.class)
        : EnumSet.complementOf(EnumSet.copyOf(points));
  }

  /** Whether it is in force on that day. */
  public boolean isInForce(LocalDate on) {
    return !on.isBefore(concludedOn) && (until == null || !on.isAfter(until));
  }
}
