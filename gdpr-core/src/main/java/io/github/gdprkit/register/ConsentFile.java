package io.github.gdprkit.register;

import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.Sheet;
import io.github.gdprkit.subject.SubjectKey;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One consent as it is kept: entries of evidence, which say nothing of the person, and a sheet,
 * which can be erased.
 */
final class ConsentFile {

  static final String GIVEN = "consent-given";
  static final String LINKED = "consent-linked";
  static final String WITHDRAWN = "consent-withdrawn";
  static final String REPLACED = "consent-replaced";
  static final String FORGOTTEN = "consent-forgotten";
  static final String TOLD = "withdrawal-told";
  static final String FAILED = "withdrawal-failed";
  static final String FOLLOWED = "withdrawal-followed";
  static final String OVERTAKEN = "withdrawal-overtaken";

  static final String PURPOSE = "purpose";
  static final String VERSION = "text-version";
  static final String LANGUAGE = "language";
  static final String TEXT = "text";
  static final String AT = "acted-at";
  static final String LISTENER = "listener";
  static final String ERROR = "error";

  private static final String KEY = "key.";
  private static final String CHANNEL = "channel";
  private static final String WITHDRAWN_BY = "withdrawn-by";

  private final ConsentId id;
  private final List<EvidenceEntry> entries;
  private final Sheet sheet;

  ConsentFile(ConsentId id, List<EvidenceEntry> entries, Sheet sheet) {
    this.id = id;
    this.entries = entries;
    this.sheet = sheet;
  }

  /** The sheet of a consent that is given now. */
  static Sheet sheet(ConsentId id, Set<SubjectKey> keys, String channel) {
    Map<String, String> fields = new TreeMap<>();
    fields.put(CHANNEL, channel);
    put(fields, keys);
    return new Sheet(id.sheet(), fields);
  }

  private static void put(Map<String, String> fields, Set<SubjectKey> keys) {
    int number = 1;
    for (SubjectKey key : keys) {
      fields.put(KEY + number, key.value());
      number++;
    }
  }

  ConsentId id() {
    return id;
  }

  /** How many entries there are, which is the fence for the next. */
  long version() {
    return entries.size();
  }

  /** Where in the chain it was given: the order of consents. */
  long number() {
    return entries.get(0).seq();
  }

  ConsentPurpose purpose() {
    return text().purpose();
  }

  ConsentTextId text() {
    return new ConsentTextId(
        new ConsentPurpose(detail(PURPOSE)), detail(VERSION), detail(LANGUAGE));
  }

  Consent consent() {
    return new Consent(id, text(), detail(TEXT), channel(), Instant.parse(detail(AT)), end());
  }

  boolean stands() {
    return entryOf(WITHDRAWN) == null && entryOf(REPLACED) == null;
  }

  /** Where in the chain the person acted last by it. */
  long lastAct() {
    EvidenceEntry withdrawn = entryOf(WITHDRAWN);
    return withdrawn == null ? number() : withdrawn.seq();
  }

  /** When it was withdrawn. */
  @Nullable Instant withdrawnAt() {
    EvidenceEntry withdrawn = entryOf(WITHDRAWN);
    return withdrawn == null ? null : Instant.parse(withdrawn.detail(AT));
  }

  /** The listeners that were told of the withdrawal. */
  Set<String> told() {
    Set<String> told = new LinkedHashSet<>();
    for (EvidenceEntry entry : entries) {
      if (entry.type().equals(TOLD)) {
        told.add(entry.detail(LISTENER));
      }
    }
    return told;
  }

  /** How a listener failed last, or nothing. */
  String lastFailure(String listener) {
    String last = "";
    for (EvidenceEntry entry : entries) {
      if (entry.type().equals(FAILED) && entry.detail(LISTENER).equals(listener)) {
        last = entry.detail(ERROR);
      }
    }
    return last;
  }

  Set<SubjectKey> keys() {
    Set<SubjectKey> keys = new LinkedHashSet<>();
    sheet
        .fields()
        .forEach(
            (name, value) -> {
              if (name.startsWith(KEY)) {
                keys.add(new SubjectKey(value));
              }
            });
    return keys;
  }

  /** Its sheet when it is tied to these pseudonyms as well. */
  Sheet linkedTo(Set<SubjectKey> more) {
    Set<SubjectKey> all = new LinkedHashSet<>(keys());
    all.addAll(more);
    Map<String, String> fields = new TreeMap<>(sheet.fields());
    put(fields, all);
    return new Sheet(sheet.id(), fields);
  }

  /** Its sheet when it is withdrawn by this means. */
  Sheet withdrawnBy(String channel) {
    Map<String, String> fields = new TreeMap<>(sheet.fields());
    fields.put(WITHDRAWN_BY, channel);
    return new Sheet(sheet.id(), fields);
  }

  private String channel() {
    return sheet.field(CHANNEL).orElse("");
  }

  private @Nullable ConsentEnd end() {
    EvidenceEntry withdrawn = entryOf(WITHDRAWN);
    if (withdrawn != null) {
      return new ConsentEnd(
          ConsentEnd.Kind.WITHDRAWN,
          Instant.parse(withdrawn.detail(AT)),
          sheet.field(WITHDRAWN_BY).orElse(""));
    }
    EvidenceEntry replaced = entryOf(REPLACED);
    return replaced == null
        ? null
        : new ConsentEnd(ConsentEnd.Kind.REPLACED, Instant.parse(replaced.detail(AT)), "");
  }

  private @Nullable EvidenceEntry entryOf(String type) {
    for (EvidenceEntry entry : entries) {
      if (entry.type().equals(type)) {
        return entry;
      }
    }
    return null;
  }

  private String detail(String name) {
    return entries.get(0).detail(name);
  }
}
