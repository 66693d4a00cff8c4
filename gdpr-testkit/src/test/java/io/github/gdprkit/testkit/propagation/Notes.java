package io.github.gdprkit.testkit.propagation;

import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ErasureBatch;
import io.github.gdprkit.hook.ErasureHook;
import io.github.gdprkit.hook.ErasureRule;
import io.github.gdprkit.hook.ErasureSlice;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.Mandate;
import io.github.gdprkit.hook.RectificationHook;
import io.github.gdprkit.hook.RestrictionHook;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.PersonalDataCategory;
import io.github.gdprkit.processing.Recipient;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.DataSubjectRight;
import io.github.gdprkit.subject.IdentifierType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One kind of data by account, which was given to recipients. */
final class Notes implements ErasureHook, RectificationHook, RestrictionHook {

  private final Declaration declaration;
  private final Map<String, List<String>> notes = new TreeMap<>();
  private final Set<String> restricted = new HashSet<>();
  private boolean isBroken;

  Notes(String id, LegalBasis basis, Recipient... recipients) {
    Declaration.Builder builder =
        Declaration.of(id, "Notes " + id, new PersonalDataCategory(id, "Notes " + id))
            .text("What you noted.")
            .field("text", "What you noted")
            .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT)
            .legalBases(basis)
            .retention("Until you delete it")
            .byHook("It is put right.", DataSubjectRight.RECTIFICATION)
            .byHook("It is locked.", DataSubjectRight.RESTRICTION)
            .erasedByHook(ErasureRule.erase(), "It is deleted.")
            .byHand("An administrator exports it.", DataSubjectRight.ACCESS)
            .notApplicable(
                "There is nothing to act on.",
                DataSubjectRight.PORTABILITY,
                DataSubjectRight.OBJECTION,
                DataSubjectRight.HUMAN_REVIEW);
    List.of(recipients).forEach(builder::recipient);
    declaration = builder.build();
  }

  Notes(String id, Recipient... recipients) {
    this(id, LegalBasis.CONTRACT, recipients);
  }

  Notes holding(DataSubject subject, String... texts) {
    notes.computeIfAbsent(accountOf(subject), account -> new ArrayList<>()).addAll(List.of(texts));
    return this;
  }

  Notes broken(boolean newBroken) {
    isBroken = newBroken;
    return this;
  }

  List<String> of(DataSubject subject) {
    return List.copyOf(notes.getOrDefault(accountOf(subject), List.of()));
  }

  boolean isRestricted(DataSubject subject) {
    return restricted.contains(accountOf(subject));
  }

  /** Whoever has no account has no notes. */
  private static String accountOf(DataSubject subject) {
    return subject.identifier(IdentifierType.ACCOUNT).orElse("");
  }

  @Override
  public Declaration declaration() {
    return declaration;
  }

  @Override
  public Findings locate(Scope scope) {
    return Findings.of(remaining(scope));
  }

  @Override
  public ErasureBatch erase(ErasureSlice slice) {
    if (isBroken) {
      throw new IllegalStateException("The table is locked");
    }
    List<String> gone = notes.remove(accountOf(slice.subject()));
    return ErasureBatch.last(gone == null ? 0 : gone.size());
  }

  @Override
  public long remaining(Scope scope) {
    return of(Scope.only(scope)).size();
  }

  @Override
  public long rectify(Mandate mandate, Map<String, String> corrections) {
    List<String> own = notes.get(accountOf(mandate.subject()));
    if (own == null) {
      return 0;
    }
    own.replaceAll(text -> corrections.getOrDefault("text", text));
    return own.size();
  }

  @Override
  public long restrict(Mandate mandate) {
    restricted.add(accountOf(mandate.subject()));
    return of(mandate.subject()).size();
  }

  @Override
  public long lift(Mandate mandate) {
    restricted.remove(accountOf(mandate.subject()));
    return of(mandate.subject()).size();
  }
}
