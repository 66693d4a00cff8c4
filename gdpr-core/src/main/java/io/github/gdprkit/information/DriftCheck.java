package io.github.gdprkit.information;

import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.ProcessingActivity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares the record of processing with the software (Art. 5(2), 30): what hooks store with what
 * activities cover, and what is really there with what hooks declare. Put it into a test: {@code
 * DriftCheck.of(activities).stores(tables).check()}.
 */
public final class DriftCheck {

  private final JoinedActivities activities;
  private final @Nullable Set<String> stores;
  private final Map<String, String> exclusions;

  private DriftCheck(
      JoinedActivities activities, @Nullable Set<String> stores, Map<String, String> exclusions) {
    this.activities = Objects.requireNonNull(activities, "activities");
    this.stores = stores;
    this.exclusions = exclusions;
  }

  /** A check that does not know yet what is really there. */
  public static DriftCheck of(JoinedActivities activities) {
    return new DriftCheck(activities, null, Map.of());
  }

  /**
   * The same, with everything that the host really has: the tables of its database, its buckets and
   * files, called as the declarations call them.
   */
  public DriftCheck stores(Collection<String> actual) {
    return new DriftCheck(activities, new TreeSet<>(actual), exclusions);
  }

  /**
   * The same, without one of them that holds no personal data, or that is looked after elsewhere.
   *
   * @param reason why; not blank
   */
  public DriftCheck except(String store, String reason) {
    if (reason.isBlank()) {
      throw new IllegalArgumentException(
          "Say why the store " + store + " needs no hook, for whoever reads the exclusion next");
    }
    Map<String, String> more = new LinkedHashMap<>(exclusions);
    more.put(store, reason);
    return new DriftCheck(activities, stores, Collections.unmodifiableMap(more));
  }

  /**
   * Throws when something does not agree.
   *
   * @throws DriftException with every finding
   */
  public void check() {
    List<DriftFinding> findings = findings();
    if (!findings.isEmpty()) {
      throw new DriftException(findings);
    }
  }

  /** Everything that does not agree; the same in the same order for the same input. */
  public List<DriftFinding> findings() {
    List<DriftFinding> findings = new ArrayList<>();
    for (Declaration declaration : activities.declarations()) {
      hook(declaration, findings);
    }
    for (JoinedActivity activity : activities.all()) {
      activity(activity, findings);
    }
    if (stores != null) {
      stores(stores, findings);
    }
    return List.copyOf(findings);
  }

  private void hook(Declaration declaration, List<DriftFinding> findings) {
    List<JoinedActivity> covering = activities.covering(declaration);
    String category = declaration.category().id();
    if (covering.isEmpty()) {
      findings.add(
          new DriftFinding(
              DriftFinding.Kind.HOOK_WITHOUT_ACTIVITY,
              declaration.id().value(),
              "it stores the category "
                  + category
                  + ", which no activity covers that hooks store data for; name the category in the"
                  + " activity that the data is kept for, or stop keeping it"));
      return;
    }
    Set<LegalBasis> missing = EnumSet.noneOf(LegalBasis.class);
    missing.addAll(declaration.legalBases());
    covering.forEach(activity -> missing.removeAll(activity.activity().legalBases()));
    for (LegalBasis basis : missing) {
      findings.add(
          new DriftFinding(
              DriftFinding.Kind.BASIS_WITHOUT_PURPOSE,
              declaration.id().value(),
              "it rests on "
                  + basis
                  + ", and no purpose does of what covers it ("
                  + Texts.joined(covering, activity -> activity.activity().id().value())
                  + "); add the purpose, or correct legalBases(...) of the hook"));
    }
  }

  private static void activity(JoinedActivity joined, List<DriftFinding> findings) {
    ProcessingActivity activity = joined.activity();
    if (activity.withoutHook() != null) {
      return;
    }
    for (JoinedCategory category : joined.categories()) {
      if (category.hooks().isEmpty()) {
        findings.add(
            new DriftFinding(
                DriftFinding.Kind.ACTIVITY_WITHOUT_HOOK,
                activity.id().value(),
                "it covers the category "
                    + category.category().id()
                    + ", which no hook stores; add the hook, take the category out, or say with"
                    + " withoutHook(...) in an activity of its own where the data lies"));
      }
    }
  }

  private void stores(Set<String> actual, List<DriftFinding> findings) {
    Map<String, List<String>> declared = new LinkedHashMap<>();
    for (Declaration declaration : activities.declarations()) {
      for (String store : declaration.stores()) {
        declared.computeIfAbsent(store, name -> new ArrayList<>()).add(declaration.id().value());
      }
    }
    for (String store : actual) {
      if (!declared.containsKey(store) && !exclusions.containsKey(store)) {
        findings.add(
            new DriftFinding(
                DriftFinding.Kind.UNDECLARED_STORE,
                store,
                "no hook declares it; add storedIn(\""
                    + store
                    + "\") to the hook that looks there, or exclude it with the reason why it holds"
                    + " no personal data"));
      }
    }
    declared.forEach(
        (store, hooks) -> {
          if (!actual.contains(store)) {
            findings.add(
                missing(
                    store,
                    "declared by "
                        + String.join(", ", hooks)
                        + ", and there is none of this name; correct storedIn(...)"));
          }
        });
    for (String store : exclusions.keySet()) {
      if (!actual.contains(store)) {
        findings.add(
            missing(store, "excluded, and there is none of this name; remove the exclusion"));
      }
    }
  }

  private static DriftFinding missing(String store, String text) {
    return new DriftFinding(DriftFinding.Kind.MISSING_STORE, store, text);
  }
}
