package io.github.gdprkit.register;

import io.github.gdprkit.evidence.Sheet;
import io.github.gdprkit.evidence.SheetChange;
import io.github.gdprkit.evidence.SheetId;
import io.github.gdprkit.evidence.SheetStore;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.subject.SubjectKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What ties people to consents: a sheet for each pseudonym and purpose, which can be erased. */
final class ConsentLinks {

  static final String KIND = "consent-link";

  private static final String CONSENTS = "consents";
  private static final int PAGE = 100;

  private final SheetStore store;
  private final PartyId controller;

  ConsentLinks(SheetStore store, PartyId controller) {
    this.store = store;
    this.controller = controller;
  }

  /** The consents of any of these pseudonyms to one purpose. */
  Set<ConsentId> of(Collection<SubjectKey> keys, ConsentPurpose purpose) {
    Set<ConsentId> all = new LinkedHashSet<>();
    keys.forEach(key -> all.addAll(of(key, purpose)));
    return all;
  }

  private Set<ConsentId> of(SubjectKey key, ConsentPurpose purpose) {
    return store.sheet(controller, id(key, purpose)).map(ConsentLinks::read).orElse(Set.of());
  }

  /** The consents of any of these pseudonyms. */
  Set<ConsentId> of(Collection<SubjectKey> keys) {
    Set<ConsentId> all = new LinkedHashSet<>();
    keys.forEach(key -> all.addAll(of(key)));
    return all;
  }

  private Set<ConsentId> of(SubjectKey key) {
    Set<ConsentId> all = new LinkedHashSet<>();
    String prefix = key.value() + '.';
    String after = prefix;
    while (true) {
      List<Sheet> page = store.sheets(controller, KIND, after, PAGE);
      for (Sheet sheet : page) {
        if (!sheet.id().id().startsWith(prefix)) {
          return all;
        }
        all.addAll(read(sheet));
        after = sheet.id().id();
      }
      if (page.size() < PAGE) {
        return all;
      }
    }
  }

  /** The changes that tie a consent to these pseudonyms. */
  List<SheetChange> link(ConsentId consent, Collection<SubjectKey> keys, ConsentPurpose purpose) {
    List<SheetChange> changes = new ArrayList<>();
    for (SubjectKey key : keys) {
      Set<ConsentId> linked = new LinkedHashSet<>(of(key, purpose));
      if (linked.add(consent)) {
        changes.add(put(key, purpose, linked));
      }
    }
    return changes;
  }

  /** The changes that untie it from them. */
  List<SheetChange> unlink(ConsentId consent, Collection<SubjectKey> keys, ConsentPurpose purpose) {
    List<SheetChange> changes = new ArrayList<>();
    for (SubjectKey key : keys) {
      Set<ConsentId> linked = new LinkedHashSet<>(of(key, purpose));
      if (linked.remove(consent)) {
        changes.add(
            linked.isEmpty() ? new SheetChange.Erase(id(key, purpose)) : put(key, purpose, linked));
      }
    }
    return changes;
  }

  private static SheetChange put(SubjectKey key, ConsentPurpose purpose, Set<ConsentId> linked) {
    String ids = String.join(",", linked.stream().map(ConsentId::value).toList());
    return new SheetChange.Put(new Sheet(id(key, purpose), Map.of(CONSENTS, ids)));
  }

  private static Set<ConsentId> read(Sheet sheet) {
    Set<ConsentId> linked = new LinkedHashSet<>();
    for (String id : sheet.field(CONSENTS).orElse("").split(",", -1)) {
      linked.add(new ConsentId(id));
    }
    return linked;
  }

  private static SheetId id(SubjectKey key, ConsentPurpose purpose) {
    return new SheetId(KIND, key.value() + '.' + purpose.code());
  }
}
