package io.github.gdprkit.testkit.service;

import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ErasureBatch;
import io.github.gdprkit.hook.ErasureHook;
import io.github.gdprkit.hook.ErasureRule;
import io.github.gdprkit.hook.ErasureSlice;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.RetentionGround;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.PersonalDataCategory;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.subject.DataSubjectRight;

/** Two records that are kept, by law or for another reason; stands in the place of activity. */
final class Invoices implements ErasureHook {

  private final RetentionGround ground;

  Invoices(boolean isByLaw) {
    ground =
        isByLaw
            ? RetentionGround.LEGAL_OBLIGATION_OR_PUBLIC_TASK
            : RetentionGround.ARCHIVING_RESEARCH_OR_STATISTICS;
  }

  @Override
  public Declaration declaration() {
    return Declaration.of("activity", "Invoices", new PersonalDataCategory("invoices", "Invoices"))
        .text("What you paid.")
        .sources(SourceOfData.OBSERVED)
        .legalBases(LegalBasis.LEGAL_OBLIGATION)
        .retention("Ten years")
        .erasedByHook(
            ErasureRule.erase().except(new ErasureRule.Retention(ground, "Invoices", "ten years")),
            "They are kept.")
        .notApplicable(
            "It is a test.",
            DataSubjectRight.ACCESS,
            DataSubjectRight.PORTABILITY,
            DataSubjectRight.RECTIFICATION,
            DataSubjectRight.RESTRICTION,
            DataSubjectRight.OBJECTION,
            DataSubjectRight.HUMAN_REVIEW)
        .build();
  }

  @Override
  public Findings locate(Scope scope) {
    return Findings.of(2);
  }

  @Override
  public ErasureBatch erase(ErasureSlice slice) {
    return ErasureBatch.last(0).retaining(2);
  }

  @Override
  public long remaining(Scope scope) {
    return 0;
  }
}
