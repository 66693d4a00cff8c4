package io.github.gdprkit.jdbc.table;

import io.github.gdprkit.hook.ChatCategories;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.subject.DataSubjectRight;

/** What the declarations of tests have in common. */
final class Words {

  private Words() {}

  /** A declaration in which all is said but what happens in an erasure. */
  static Declaration.Builder of(String id) {
    return Declaration.of(id, "Title of " + id, ChatCategories.MESSAGES_SENT)
        .text("What " + id + " are.")
        .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT)
        .legalBases(LegalBasis.CONTRACT)
        .retention("Until it is deleted")
        .byHook("It is in the archive.", DataSubjectRight.ACCESS, DataSubjectRight.PORTABILITY)
        .notApplicable(
            "There is nothing to do.",
            DataSubjectRight.RECTIFICATION,
            DataSubjectRight.RESTRICTION,
            DataSubjectRight.OBJECTION,
            DataSubjectRight.HUMAN_REVIEW);
  }
}
