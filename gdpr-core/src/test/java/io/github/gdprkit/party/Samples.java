package io.github.gdprkit.party;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;

/** Parties for the tests of this room. */
final class Samples {

  static final Country GERMANY = Country.of("DE");
  static final Country UNITED_STATES = Country.of("US");
  static final PartyId CONTROLLER = new PartyId("acme");
  static final PartyId VENDOR = new PartyId("vendor");
  static final LocalDate DAY = LocalDate.of(2026, 11, 23);

  private Samples() {}

  static ProcessingAgreement agreement() {
    return ProcessingAgreement.general("DPA 7", LocalDate.of(2026, 1, 1), "team chat", 14);
  }

  static ProcessingAgreement agreementWithout(AgreementPoint first, AgreementPoint... more) {
    Set<AgreementPoint> missing = EnumSet.of(first, more);
    return new ProcessingAgreement(
        "DPA 8",
        LocalDate.of(2026, 1, 1),
        null,
        "team chat",
        EnumSet.complementOf(EnumSet.copyOf(missing)),
        Authorisation.SPECIFIC,
        0);
  }

  static Processor processor() {
    return new Processor(VENDOR, CONTROLLER, agreement());
  }

  static Subprocessor subprocessor(String id, String engagedBy) {
    return new Subprocessor(new PartyId(id), new PartyId(engagedBy), agreement());
  }
}
