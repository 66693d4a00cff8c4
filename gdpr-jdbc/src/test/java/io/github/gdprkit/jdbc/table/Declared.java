package io.github.gdprkit.jdbc.table;

import io.github.gdprkit.hook.ChatCategories;
import io.github.gdprkit.hook.DataHook;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.subject.DataSubjectRight;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Hooks that declare and do nothing else. */
record Declared(Declaration declaration) implements DataHook {

  /** A hook of which people do all the work. */
  static DataHook byHand(String id, UnaryOperator<Declaration.Builder> more) {
    return new Declared(
        more.apply(described(id).byHand("A person does it.", DataSubjectRight.values())).build());
  }

  /** A hook where this right has nothing to act on; people do the others. */
  static DataHook without(
      DataSubjectRight right, String id, UnaryOperator<Declaration.Builder> more) {
    DataSubjectRight[] others =
        Arrays.stream(DataSubjectRight.values())
            .filter(each -> each != right)
            .toArray(DataSubjectRight[]::new);
    return new Declared(
        more.apply(
                described(id)
                    .byHand("A person does it.", others)
                    .notApplicable("It is somebody else's.", right))
            .build());
  }

  static HookCatalog catalog(DataHook... hooks) {
    return HookCatalog.of(hooks);
  }

  private static Declaration.Builder described(String id) {
    return Declaration.of(id, "Profile", ChatCategories.PROFILE)
        .text("Who you are.")
        .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT)
        .legalBases(LegalBasis.CONTRACT)
        .retention("As long as the account");
  }

  @Override
  public Findings locate(Scope scope) {
    return Findings.nothing();
  }
}
