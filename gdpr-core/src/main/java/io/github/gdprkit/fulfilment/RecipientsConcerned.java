package io.github.gdprkit.fulfilment;

import io.github.gdprkit.hook.DataHook;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.processing.Recipient;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.TaskId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Who got the data of some hooks: the recipients that hooks declare, and those that the host knows
 * of beside. One organisation is told once, whatever it is called and however many hooks name it.
 */
final class RecipientsConcerned {

  private final HookCatalog catalog;
  private final Function<HookId, List<Recipient>> more;

  RecipientsConcerned(HookCatalog catalog, Function<HookId, List<Recipient>> more) {
    this.catalog = catalog;
    this.more = more;
  }

  /**
   * A recipient, and what it got.
   *
   * @param hooks whose data
   * @param titles what that is, in the order of the catalog
   */
  record Concerned(Recipient recipient, Set<HookId> hooks, List<String> titles) {}

  /** A recipient that was planned for and is declared nowhere any more. */
  static Concerned unknown(TaskId task) {
    return new Concerned(new Recipient(task.value()), Set.of(), List.of());
  }

  /** Who got the data of these hooks, by the task of this request that tells them. */
  Map<TaskId, Concerned> of(Set<HookId> hooks, DataSubjectRequest request) {
    Map<String, Set<Recipient>> byName = byName(hooks);
    Map<TaskId, Concerned> concerned = new TreeMap<>(Comparator.comparing(TaskId::value));
    for (DataHook hook : catalog.hooks()) {
      HookId id = hook.declaration().id();
      if (!hooks.contains(id)) {
        continue;
      }
      for (Recipient declared : recipientsOf(hook)) {
        Recipient recipient = known(declared, byName);
        TaskId task = task(recipient, byName, request);
        Concerned before =
            concerned.getOrDefault(task, new Concerned(recipient, Set.of(), List.of()));
        Set<HookId> whose = new LinkedHashSet<>(before.hooks());
        List<String> titles = new ArrayList<>(before.titles());
        if (whose.add(id)) {
          titles.add(hook.declaration().title());
        }
        concerned.put(task, new Concerned(before.recipient(), whose, titles));
      }
    }
    return concerned;
  }

  /** The organisations of each name. */
  private Map<String, Set<Recipient>> byName(Set<HookId> hooks) {
    Map<String, Set<Recipient>> byName = new HashMap<>();
    for (DataHook hook : catalog.hooks()) {
      if (hooks.contains(hook.declaration().id())) {
        for (Recipient recipient : recipientsOf(hook)) {
          if (recipient.party() != null) {
            byName.computeIfAbsent(recipient.name(), name -> new LinkedHashSet<>()).add(recipient);
          }
        }
      }
    }
    return byName;
  }

  /** One hook names an organisation, another one the same with its key in the registers. */
  private static Recipient known(Recipient declared, Map<String, Set<Recipient>> byName) {
    Set<Recipient> parties = byName.getOrDefault(declared.name(), Set.of());
    return declared.party() == null && parties.size() == 1 ? parties.iterator().next() : declared;
  }

  /** One that was planned before it had a key in the registers keeps its task. */
  private static TaskId task(
      Recipient recipient, Map<String, Set<Recipient>> byName, DataSubjectRequest request) {
    PartyId party = recipient.party();
    TaskId byItsName = TaskId.telling(new Recipient(recipient.name()));
    boolean isOnlyOne = byName.getOrDefault(recipient.name(), Set.of()).size() <= 1;
    return party != null && isOnlyOne && request.task(byItsName).isPresent()
        ? byItsName
        : TaskId.telling(recipient);
  }

  private List<Recipient> recipientsOf(DataHook hook) {
    List<Recipient> all = new ArrayList<>(hook.declaration().recipients());
    all.addAll(more.apply(hook.declaration().id()));
    return all;
  }
}
