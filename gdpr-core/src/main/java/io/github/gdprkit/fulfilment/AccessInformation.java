package io.github.gdprkit.fulfilment;

import io.github.gdprkit.hook.DataHook;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.information.ProcessingActivities;
import io.github.gdprkit.information.ProcessingInformation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What answers and archives tell besides the copy (Art. 15(1)(a) to (h)): from the activities where
 * the controller has named them, else from the declarations and the purposes of its words. Asked
 * for anew each time, so a subprocessor that was engaged meanwhile is in it.
 */
final class AccessInformation {

  private final HookCatalog hooks;
  private final @Nullable ProcessingActivities activities;
  private final @Nullable AnswerWords words;

  AccessInformation(
      HookCatalog hooks, @Nullable ProcessingActivities activities, @Nullable AnswerWords words) {
    this.hooks = hooks;
    this.activities = activities;
    this.words = words;
  }

  /** {@code null} when nobody has named a purpose, or nothing is held at all. */
  @Nullable ProcessingInformation get() {
    ProcessingInformation information = ofActivities();
    if (information == null) {
      information = ofDeclarations();
    }
    return information == null || words == null
        ? information
        : information.withSupervisoryAuthority(words.remedies().supervisoryAuthority());
  }

  private @Nullable ProcessingInformation ofActivities() {
    return activities == null || activities.all().isEmpty()
        ? null
        : ProcessingInformation.of(activities.joinedWith(hooks));
  }

  private @Nullable ProcessingInformation ofDeclarations() {
    List<Declaration> declarations = hooks.hooks().stream().map(DataHook::declaration).toList();
    boolean holdsSomething =
        declarations.stream().anyMatch(declaration -> declaration.holdsNothing() == null);
    return words == null || words.purposes().isEmpty() || !holdsSomething
        ? null
        : ProcessingInformation.of(declarations, words.purposes());
  }
}
