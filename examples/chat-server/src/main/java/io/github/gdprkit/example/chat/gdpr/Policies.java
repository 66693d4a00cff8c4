package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ErasureRule;
import io.github.gdprkit.hook.RetentionGround;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.subject.DataSubjectRight;

/** What this server's operator decided once for several kinds of data. */
final class Policies {

  private static final String IN_THE_ARCHIVE = "You get it in your archive.";

  private Policies() {}

  /** For what people put into the chat themselves. */
  static Declaration.Builder ofChat(Declaration.Builder declaration) {
    return nothingToObjectTo(restrictedWithProfile(ofContract(declaration)))
        .byHook(IN_THE_ARCHIVE, DataSubjectRight.ACCESS, DataSubjectRight.PORTABILITY);
  }

  /** For what people put into the chat themselves and the hook does more with than exporting. */
  static Declaration.Builder ofContract(Declaration.Builder declaration) {
    return noMachineDecides(declaration)
        .legalBases(LegalBasis.CONTRACT)
        .retention("Until you delete it or your account is erased.");
  }

  /** For what others put into the chat about them or for them. */
  static Declaration.Builder ofOthers(Declaration.Builder declaration) {
    return nothingToObjectTo(noMachineDecides(declaration))
        .legalBases(LegalBasis.CONTRACT)
        .retention("Until those who wrote it delete it or their accounts are erased.")
        .byHook(IN_THE_ARCHIVE, DataSubjectRight.ACCESS)
        .notApplicable("You did not provide it, others did.", DataSubjectRight.PORTABILITY)
        .byHand(
            "They are the words of others. Tell an administrator which message is wrong about you.",
            DataSubjectRight.RECTIFICATION)
        .byHand(
            "They are the words of others. Tell an administrator which message about you shall not"
                + " be shown meanwhile.",
            DataSubjectRight.RESTRICTION);
  }

  /** For messages of others, which an erasure of one of their readers leaves alone. */
  static Declaration.Builder keptForTheirAuthors(Declaration.Builder declaration) {
    return declaration.keptOnErasure(
        "What others wrote stays, for they wrote it and others read it. Your username in it is"
            + " replaced where it stands as a mention, such as @name; see Mentions of you. A message"
            + " that speaks of you in other words can be looked at by an administrator.",
        new ErasureRule.Retention(
            RetentionGround.FREEDOM_OF_EXPRESSION,
            "What other people wrote where you could read it",
            "Until those who wrote it delete it or their accounts are erased."));
  }

  /** For what is recorded to keep accounts safe. */
  static Declaration.Builder ofSecurity(Declaration.Builder declaration) {
    return restrictedWithProfile(noMachineDecides(declaration))
        .legalBases(LegalBasis.LEGITIMATE_INTERESTS)
        .retention("Until the session ends or your account is erased.")
        .byHook(IN_THE_ARCHIVE, DataSubjectRight.ACCESS)
        .notApplicable("It rests on neither consent nor contract.", DataSubjectRight.PORTABILITY)
        .notApplicable(
            "It is what the server observed when you signed in, and says no more than that.",
            DataSubjectRight.RECTIFICATION)
        .byHand(
            "An administrator weighs your reasons against the safety of everybody's accounts.",
            DataSubjectRight.OBJECTION);
  }

  /** For settings, which an administrator can put right. */
  static Declaration.Builder correctedByHand(Declaration.Builder declaration) {
    return declaration.byHand(
        "An administrator changes it as you say.", DataSubjectRight.RECTIFICATION);
  }

  /** For what people said: that somebody said it is not wrong. */
  static Declaration.Builder correctedByYourself(Declaration.Builder declaration) {
    return declaration.notApplicable(
        "It is what you wrote, put or uploaded. You can delete it yourself and write it anew.",
        DataSubjectRight.RECTIFICATION);
  }

  /** For everything that the mark on the account covers. */
  static Declaration.Builder restrictedWithProfile(Declaration.Builder declaration) {
    return declaration.notApplicable(
        "It has no mark of its own. The mark on your profile covers it: as long as that stands, it"
            + " is kept as it is, and neither shown nor changed.",
        DataSubjectRight.RESTRICTION);
  }

  /** For what the contract needs. */
  static Declaration.Builder nothingToObjectTo(Declaration.Builder declaration) {
    return declaration.notApplicable(
        "The data is processed to perform the contract, so there is nothing to object to.",
        DataSubjectRight.OBJECTION);
  }

  /** For everything. */
  static Declaration.Builder noMachineDecides(Declaration.Builder declaration) {
    return declaration.notApplicable(
        "No machine decides anything by this data.", DataSubjectRight.HUMAN_REVIEW);
  }
}
