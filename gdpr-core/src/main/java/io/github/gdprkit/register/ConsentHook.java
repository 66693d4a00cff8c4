package io.github.gdprkit.register;

import io.github.gdprkit.hook.ChatCategories;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ErasureBatch;
import io.github.gdprkit.hook.ErasureHook;
import io.github.gdprkit.hook.ErasureRule;
import io.github.gdprkit.hook.ErasureSlice;
import io.github.gdprkit.hook.ErasureStage;
import io.github.gdprkit.hook.ExportHook;
import io.github.gdprkit.hook.ExportSlice;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.RecordWriter;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.subject.DataSubjectRight;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The consents of a person as a kind of personal data: in every archive (Art. 15) and erased with
 * the rest (Art. 17). Put it into the catalog beside the host's own hooks.
 *
 * <p>An erasure waits while a withdrawal has not reached all listeners: see {@link
 * ConsentWithdrawalPendingException}.
 */
public final class ConsentHook implements ExportHook, ErasureHook {

  private static final int PAGE = 100;

  private final Consents consents;
  private final Declaration declaration;

  /** The hook over this register. */
  public ConsentHook(Consents consents) {
    this.consents = Objects.requireNonNull(consents, "consents");
    this.declaration = declare();
  }

  private static Declaration declare() {
    return Declaration.of("consents", "Consents", ChatCategories.CONSENTS)
        .text("What you consented to, in which words, when and how, and when you withdrew it.")
        .field("purpose", "What you consented to")
        .field("version", "The version of the words")
        .field("language", "The language of the words")
        .field("words", "The words")
        .field("sha256", "The fingerprint of the words")
        .field("given", "When you gave it")
        .field("channel", "How you gave it")
        .field("ended", "When it ended")
        .field("end", "How it ended")
        .field("endChannel", "How you withdrew it")
        .relations(Relation.SUBJECT)
        .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT)
        .legalBases(LegalBasis.LEGAL_OBLIGATION)
        .retention("As long as the processing lasts that rests on the consent")
        .stage(ErasureStage.MEMBERSHIPS)
        .byHook("It is part of the archive.", DataSubjectRight.ACCESS)
        .erasedByHook(ErasureRule.erase(), "What ties it to you is deleted.")
        .byHand(
            "What you consented to is not changed afterwards; somebody looks at what was wrong.",
            DataSubjectRight.RECTIFICATION)
        .notApplicable(
            "It is kept as proof and not used for anything else.",
            DataSubjectRight.RESTRICTION,
            DataSubjectRight.PORTABILITY,
            DataSubjectRight.OBJECTION)
        .notApplicable("Nothing is decided by machine.", DataSubjectRight.HUMAN_REVIEW)
        .build();
  }

  @Override
  public Declaration declaration() {
    return declaration;
  }

  /** Finds nothing for another controller than that of the register. */
  @Override
  public Findings locate(Scope scope) {
    return Findings.of(remaining(scope)).upTo(Long.toString(consents.lastNumber()));
  }

  @Override
  public Page export(ExportSlice slice, RecordSink sink) {
    String bound = slice.upTo();
    long upTo = bound == null ? Long.MAX_VALUE : Long.parseLong(bound);
    List<ConsentFile> page = page(slice.scope(), slice.after(), upTo, slice.maxRecords());
    for (ConsentFile file : page) {
      if (file.number() <= upTo) {
        write(consents.receipt(file), sink);
      }
      if (sink.pageIsFull()) {
        return Page.after(cursor(slice.scope(), file));
      }
    }
    return page.size() < slice.maxRecords()
        ? Page.last()
        : Page.after(cursor(slice.scope(), page.get(page.size() - 1)));
  }

  private static void write(ConsentReceipt receipt, RecordSink sink) {
    Consent consent = receipt.consent();
    ConsentEnd end = consent.end();
    RecordWriter record =
        sink.record(Relation.SUBJECT)
            .text("purpose", consent.text().purpose().code())
            .text("version", consent.text().version())
            .text("language", consent.text().language())
            .text("words", receipt.text().words())
            .text("sha256", consent.textSha256())
            .time("given", consent.givenAt())
            .text("channel", consent.channel());
    if (end != null) {
      record
          .time("ended", end.at())
          .text("end", end.kind().name().toLowerCase(Locale.ROOT))
          .text("endChannel", end.channel());
    }
    record.end();
  }

  @Override
  public ErasureBatch erase(ErasureSlice slice) {
    List<ConsentFile> batch =
        page(slice.scope(), slice.after(), Long.MAX_VALUE, slice.maxRecords());
    batch.forEach(consents::forget);
    return batch.size() < slice.maxRecords()
        ? ErasureBatch.last(batch.size())
        : ErasureBatch.more(batch.size(), cursor(slice.scope(), batch.get(batch.size() - 1)));
  }

  @Override
  public long remaining(Scope scope) {
    if (scope instanceof Scope.OneDataSubject one) {
      return consents.filesOf(one.subject()).size();
    }
    long count = 0;
    List<ConsentFile> page = page(scope, null, Long.MAX_VALUE, PAGE);
    while (!page.isEmpty()) {
      count += page.size();
      page = page(scope, cursor(scope, page.get(page.size() - 1)), Long.MAX_VALUE, PAGE);
    }
    return count;
  }

  /** A person's consents by the order in which they were given, everybody's by their ids. */
  private List<ConsentFile> page(Scope scope, @Nullable String after, long upTo, int limit) {
    if (scope instanceof Scope.OneDataSubject one) {
      long number = after == null ? 0 : Long.parseLong(after);
      return consents.filesOf(one.subject()).stream()
          .filter(file -> file.number() > number && file.number() <= upTo)
          .limit(limit)
          .toList();
    }
    Scope.Everyone everyone = (Scope.Everyone) scope;
    return everyone.controller().id().equals(consents.controller())
        ? consents.everybodys(after, limit)
        : List.of();
  }

  private static String cursor(Scope scope, ConsentFile file) {
    return scope instanceof Scope.OneDataSubject ? Long.toString(file.number()) : file.id().value();
  }
}
