package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.subject.DataSubjectRight;

/** What this server's operator decided once for all kinds of data. */
final class Policies {

  private static final String IN_THE_ARCHIVE = "You get it in your archive.";
  private static final String BY_HAND = "An administrator of the server does it on request.";
  private static final String NO_MACHINE_DECIDES = "No machine decides anything by this data.";

  private Policies() {}

  /** For what people put into the chat themselves. */
  static Declaration.Builder ofChat(Declaration.Builder declaration) {
    return contract(declaration)
        .byHook(IN_THE_ARCHIVE, DataSubjectRight.ACCESS, DataSubjectRight.PORTABILITY);
  }

  /** For what others put into the chat about them or for them. */
  static Declaration.Builder ofOthers(Declaration.Builder declaration) {
    return contract(declaration)
        .byHook(IN_THE_ARCHIVE, DataSubjectRight.ACCESS)
        .notApplicable("You did not provide it, others did.", DataSubjectRight.PORTABILITY);
  }

  /** For what is recorded to keep accounts safe. */
  static Declaration.Builder ofSecurity(Declaration.Builder declaration) {
    return byHand(declaration)
        .legalBases(LegalBasis.LEGITIMATE_INTERESTS)
        .retention("Until the session ends or your account is erased.")
        .byHook(IN_THE_ARCHIVE, DataSubjectRight.ACCESS)
        .notApplicable("It rests on neither consent nor contract.", DataSubjectRight.PORTABILITY)
        .byHand(BY_HAND, DataSubjectRight.OBJECTION);
  }

  private static Declaration.Builder contract(Declaration.Builder declaration) {
    return byHand(declaration)
        .legalBases(LegalBasis.CONTRACT)
        .retention("Until you delete it or your account is erased.")
        .notApplicable(
            "The data is processed to perform the contract, so there is nothing to object to.",
            DataSubjectRight.OBJECTION);
  }

  private static Declaration.Builder byHand(Declaration.Builder declaration) {
    return declaration
        .byHand(
            BY_HAND,
            DataSubjectRight.RECTIFICATION,
            DataSubjectRight.ERASURE,
            DataSubjectRight.RESTRICTION)
        .notApplicable(NO_MACHINE_DECIDES, DataSubjectRight.HUMAN_REVIEW);
  }
}
