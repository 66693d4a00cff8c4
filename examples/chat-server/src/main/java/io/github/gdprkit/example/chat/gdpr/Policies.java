package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.subject.DataSubjectRight;

/** What this server's operator decided once for all kinds of data. */
final class Policies {

  private static final String BY_HAND = "An administrator of the server does it on request.";
  private static final String NO_MACHINE_DECIDES = "No machine decides anything by this data.";

  private Policies() {}

  /** For what the chat itself is made of. */
  static Declaration.Builder ofChat(Declaration.Builder declaration) {
    return byHandButExport(declaration)
        .legalBases(LegalBasis.CONTRACT)
        .retention("Until you delete it or your account is erased.")
        .notApplicable(
            "The data is processed to perform the contract, so there is nothing to object to.",
            DataSubjectRight.OBJECTION);
  }

  /** For what is recorded to keep accounts safe. */
  static Declaration.Builder ofSecurity(Declaration.Builder declaration) {
    return byHandButExport(declaration)
        .legalBases(LegalBasis.LEGITIMATE_INTERESTS)
        .retention("Until the session ends or your account is erased.")
        .byHand(BY_HAND, DataSubjectRight.OBJECTION);
  }

  private static Declaration.Builder byHandButExport(Declaration.Builder declaration) {
    return declaration
        .byHook(
            "You get it in your archive.", DataSubjectRight.ACCESS, DataSubjectRight.PORTABILITY)
        .byHand(
            BY_HAND,
            DataSubjectRight.RECTIFICATION,
            DataSubjectRight.ERASURE,
            DataSubjectRight.RESTRICTION)
        .notApplicable(NO_MACHINE_DECIDES, DataSubjectRight.HUMAN_REVIEW);
  }
}
