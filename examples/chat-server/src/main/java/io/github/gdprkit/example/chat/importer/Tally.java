package io.github.gdprkit.example.chat.importer;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts while an import runs. */
final class Tally {

  /** A hostile file may use a new name on each line; beyond this many they share one counter. */
  static final int DISTINCT_NAMES = 200;

  static final String OTHER_NAMES = "(others)";

  private static final int NAME_LENGTH = 60;

  private final Map<Kind, Long> added = new EnumMap<>(Kind.class);
  private final Map<Kind, Long> alreadyThere = new EnumMap<>(Kind.class);
  private final Map<String, Long> unknownTypes = new TreeMap<>();
  private final Map<String, Long> unknownFields = new TreeMap<>();
  private final Map<Oddity, Long> oddities = new EnumMap<>(Oddity.class);
  private long lines;
  private long rejectedLines;
  private long missingAttachments;

  void line() {
    lines++;
  }

  void row(Kind kind, boolean isNew) {
    (isNew ? added : alreadyThere).merge(kind, 1L, Long::sum);
  }

  void unknownType(String type) {
    countName(unknownTypes, type);
  }

  void unknownField(String path) {
    countName(unknownFields, path);
  }

  void oddity(Oddity oddity) {
    oddities.merge(oddity, 1L, Long::sum);
  }

  void rejectedLine() {
    rejectedLines++;
  }

  void missingAttachment() {
    missingAttachments++;
  }

  ImportSummary summary() {
    return new ImportSummary(
        lines,
        Collections.unmodifiableMap(added),
        Collections.unmodifiableMap(alreadyThere),
        Collections.unmodifiableMap(unknownTypes),
        Collections.unmodifiableMap(unknownFields),
        Collections.unmodifiableMap(oddities),
        rejectedLines,
        missingAttachments);
  }

  private static void countName(Map<String, Long> counts, String name) {
    String key = name.length() > NAME_LENGTH ? name.substring(0, NAME_LENGTH) + "..." : name;
    boolean hasRoom = counts.size() < DISTINCT_NAMES || counts.containsKey(key);
    counts.merge(hasRoom ? key : OTHER_NAMES, 1L, Long::sum);
  }
}
