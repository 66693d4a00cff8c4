package io.github.gdprkit.hook;

import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.PersonalDataCategory;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.subject.DataSubjectRight;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All hooks of a host, checked together when the application starts: ids are unique, every right is
 * either supported or explained, what is declared as supported is implemented, and every category
 * that the host expects is spoken for. So a module that is switched off cannot take its data out of
 * every request without anybody noticing.
 */
public final class HookCatalog {

  private final Map<HookId, DataHook> hooks;

  private HookCatalog(Map<HookId, DataHook> hooks) {
    this.hooks = Collections.unmodifiableMap(hooks);
  }

  /**
   * These hooks, without a list of expected categories.
   *
   * @throws HookCatalogException with everything that is wrong
   */
  public static HookCatalog of(DataHook... hooks) {
    return builder().add(List.of(hooks)).build();
  }

  /** Begins a catalog. */
  public static Builder builder() {
    return new Builder();
  }

  /** All hooks, in the order in which they were added. */
  public Collection<DataHook> hooks() {
    return hooks.values();
  }

  /** The hook with this id. */
  public Optional<DataHook> find(HookId id) {
    return Optional.ofNullable(hooks.get(id));
  }

  /** Collects hooks, and what is expected of them. */
  public static final class Builder {

    private final List<DataHook> hooks = new ArrayList<>();
    private final Set<PersonalDataCategory> expected = new LinkedHashSet<>();

    private Builder() {}

    /** One more hook. */
    public Builder add(DataHook hook) {
      hooks.add(hook);
      return this;
    }

    /** More hooks. */
    public Builder add(Collection<? extends DataHook> more) {
      hooks.addAll(more);
      return this;
    }

    /** Categories that some hook must declare, be it as holding nothing. */
    public Builder expect(Collection<PersonalDataCategory> categories) {
      expected.addAll(categories);
      return this;
    }

    /**
     * Checks the hooks.
     *
     * @throws HookCatalogException with everything that is wrong
     */
    public HookCatalog build() {
      List<String> problems = new ArrayList<>();
      Map<HookId, DataHook> byId = new LinkedHashMap<>();
      Set<PersonalDataCategory> declared = new HashSet<>();
      for (DataHook hook : hooks) {
        Declaration declaration = hook.declaration();
        declared.add(declaration.category());
        if (byId.putIfAbsent(declaration.id(), hook) != null) {
          problems.add("Two hooks have the id " + declaration.id() + "; give one another id");
        }
        check(hook, declaration, problems);
      }
      for (PersonalDataCategory category : expected) {
        if (!declared.contains(category)) {
          problems.add(
              "No hook declares the category "
                  + category.id()
                  + "; add one, or declare with Declaration.holdsNothing why there is none");
        }
      }
      if (hooks.isEmpty()) {
        problems.add("There is no hook; add one for each kind of personal data that is kept");
      }
      if (!problems.isEmpty()) {
        throw new HookCatalogException(problems);
      }
      return new HookCatalog(byId);
    }

    private static void check(DataHook hook, Declaration declaration, List<String> problems) {
      String name = "Hook " + declaration.id();
      if (declaration.title().isBlank() || declaration.text().isBlank()) {
        problems.add(name + " has no title or no text for people");
      }
      for (DataSubjectRight right : DataSubjectRight.values()) {
        checkRight(hook, declaration, right, problems);
      }
      if (declaration.holdsNothing() != null) {
        if (hook instanceof ExportHook) {
          problems.add(name + " declares to hold nothing and yet exports; decide which it is");
        }
        return;
      }
      if (declaration.retention() == null) {
        problems.add(name + " does not say how long the data is kept; add retention(...)");
      }
      if (declaration.legalBases().isEmpty()) {
        problems.add(name + " does not say what the processing rests on; add legalBases(...)");
      }
      if (declaration.sources().isEmpty()) {
        problems.add(name + " does not say where the data comes from; add sources(...)");
      }
      if (hook instanceof ExportHook) {
        checkRecords(declaration, problems);
      }
    }

    private static void checkRecords(Declaration declaration, List<String> problems) {
      String name = "Hook " + declaration.id();
      if (declaration.relations().isEmpty()) {
        problems.add(name + " does not say how its records relate to a person; add relations(...)");
      }
      if (declaration.fields().isEmpty()) {
        problems.add(name + " exports and declares no fields; add field(...) for each");
      }
      if (declaration.fields().size() > Declaration.MAX_FIELDS) {
        problems.add(
            name
                + " declares "
                + declaration.fields().size()
                + " fields and at most "
                + Declaration.MAX_FIELDS
                + " are possible; split it into two hooks");
      }
      Set<String> names = new HashSet<>();
      for (DeclaredField field : declaration.fields()) {
        if (!names.add(field.name())) {
          problems.add(name + " declares the field " + field.name() + " twice; remove one");
        }
      }
    }

    private static void checkRight(
        DataHook hook, Declaration declaration, DataSubjectRight right, List<String> problems) {
      String name = "Hook " + declaration.id();
      Disposition disposition = declaration.on(right);
      if (disposition == null) {
        problems.add(
            name
                + " neither supports nor explains "
                + right
                + "; declare it with "
                + (right == DataSubjectRight.ERASURE ? "erasedByHook, keptOnErasure" : "byHook")
                + ", byHand or notApplicable");
        return;
      }
      boolean implemented = implementsRight(hook, right);
      if (disposition instanceof Disposition.ByHook && !implemented) {
        problems.add(
            name
                + " declares "
                + right
                + " as done by the hook, which does not implement it; implement the capability or"
                + " declare it with byHand");
      }
      if (right == DataSubjectRight.PORTABILITY
          && disposition instanceof Disposition.ByHook
          && !isPortable(declaration)) {
        problems.add(
            name
                + " declares PORTABILITY for data that the person did not provide, or that rests on"
                + " neither consent nor contract (Art. 20(1)); declare it with notApplicable");
      }
      if (implemented
          && right != DataSubjectRight.PORTABILITY
          && !(disposition instanceof Disposition.ByHook)) {
        problems.add(
            name
                + " implements "
                + right
                + " and yet declares it as not done by the hook; decide which it is");
      }
      if (disposition instanceof Disposition.Kept && right != DataSubjectRight.ERASURE) {
        problems.add(name + " declares data as kept under " + right + "; only ERASURE knows that");
      }
      if (right == DataSubjectRight.ERASURE
          && implemented
          && (disposition instanceof Disposition.ByHook) != (declaration.erasure() != null)) {
        problems.add(
            name + " does not say how it erases, or says so and does not; use erasedByHook(...)");
      }
    }

    private static boolean implementsRight(DataHook hook, DataSubjectRight right) {
      return switch (right) {
        case ACCESS, PORTABILITY -> hook instanceof ExportHook;
        case RECTIFICATION -> hook instanceof RectificationHook;
        case ERASURE -> hook instanceof ErasureHook;
        case RESTRICTION -> hook instanceof RestrictionHook;
        case OBJECTION -> hook instanceof ObjectionHook;
        case HUMAN_REVIEW -> false;
      };
    }

    /** What Art. 20(1) covers; what was observed of a person's use counts as provided. */
    private static boolean isPortable(Declaration declaration) {
      boolean isProvided =
          declaration.sources().contains(SourceOfData.PROVIDED_BY_DATA_SUBJECT)
              || declaration.sources().contains(SourceOfData.OBSERVED);
      boolean isOfTheRightBasis =
          declaration.legalBases().contains(LegalBasis.CONSENT)
              || declaration.legalBases().contains(LegalBasis.CONTRACT);
      return isProvided && isOfTheRightBasis;
    }
  }
}
