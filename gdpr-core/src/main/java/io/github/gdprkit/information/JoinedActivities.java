package io.github.gdprkit.information;

import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.party.Organisation;
import java.util.List;
import java.util.Objects;

/**
 * The activities of a controller with what its hooks declare, as both were when they were put
 * together by {@link ProcessingActivities#joinedWith}.
 *
 * @param controller who decides on them
 * @param all the activities, in their order
 * @param declarations of the hooks that hold something, those included that no activity covers
 */
public record JoinedActivities(
    Organisation controller, List<JoinedActivity> all, List<Declaration> declarations) {

  /** Copies the lists. */
  public JoinedActivities {
    Objects.requireNonNull(controller, "controller");
    all = List.copyOf(all);
    declarations = List.copyOf(declarations);
  }

  /** What is stored and no activity covers; {@link DriftCheck} says so as well. */
  public List<Declaration> uncovered() {
    return declarations.stream().filter(declaration -> covering(declaration).isEmpty()).toList();
  }

  List<JoinedActivity> covering(Declaration declaration) {
    return all.stream()
        .filter(
            activity ->
                activity.categories().stream()
                    .anyMatch(category -> category.hooks().contains(declaration.id())))
        .toList();
  }
}
