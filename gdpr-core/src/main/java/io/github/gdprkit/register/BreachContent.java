package io.github.gdprkit.register;

import io.github.gdprkit.party.Contact;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a breach: the points of Art. 33(3), as far as they are known yet. Later phases
 * (Art. 33(4)) say what is new; {@link #then} puts them together.
 *
 * @param nature what happened; empty while it is not said
 * @param subjectCategories whose data, by groups; empty while it is not known
 * @param subjects about how many people, {@code null} while it is not known
 * @param recordCategories what data, by groups; empty while it is not known
 * @param records about how many records, {@code null} while it is not known
 * @param contact whom to ask, {@code null} while it is not said
 * @param consequences what may come of it; empty while it is not said
 * @param measures what was done or will be; empty while it is not said
 */
public record BreachContent(
    String nature,
    List<String> subjectCategories,
    @Nullable Long subjects,
    List<String> recordCategories,
    @Nullable Long records,
    @Nullable Contact contact,
    String consequences,
    String measures) {

  private static final BreachContent NOTHING =
      new BreachContent("", List.of(), null, List.of(), null, null, "", "");

  /** Refuses negative numbers and blank categories with {@link IllegalArgumentException}. */
  public BreachContent {
    subjectCategories = List.copyOf(subjectCategories);
    recordCategories = List.copyOf(recordCategories);
    if (subjects != null && subjects < 0 || records != null && records < 0) {
      throw new IllegalArgumentException(
          "A breach concerns no fewer than no people and records; leave out what is not known");
    }
    if (subjectCategories.stream().anyMatch(String::isBlank)
        || recordCategories.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("A category of people or of records is named in words");
    }
  }

  /** Nothing said yet. */
  public static BreachContent nothing() {
    return NOTHING;
  }

  /** What happened. */
  public static BreachContent of(String nature) {
    return NOTHING.withNature(nature);
  }

  /** The same with what happened. */
  public BreachContent withNature(String text) {
    return new BreachContent(
        text,
        subjectCategories,
        subjects,
        recordCategories,
        records,
        contact,
        consequences,
        measures);
  }

  /** The same with whose data it is, and about how many people that are. */
  public BreachContent withSubjects(@Nullable Long number, String... categories) {
    return new BreachContent(
        nature,
        List.of(categories),
        number,
        recordCategories,
        records,
        contact,
        consequences,
        measures);
  }

  /** The same with what data it is, and about how many records. */
  public BreachContent withRecords(@Nullable Long number, String... categories) {
    return new BreachContent(
        nature,
        subjectCategories,
        subjects,
        List.of(categories),
        number,
        contact,
        consequences,
        measures);
  }

  /** The same with whom to ask. */
  public BreachContent withContact(Contact newContact) {
    return new BreachContent(
        nature,
        subjectCategories,
        subjects,
        recordCategories,
        records,
        newContact,
        consequences,
        measures);
  }

  /** The same with what may come of it. */
  public BreachContent withConsequences(String text) {
    return new BreachContent(
        nature, subjectCategories, subjects, recordCategories, records, contact, text, measures);
  }

  /** The same with what was done or will be. */
  public BreachContent withMeasures(String text) {
    return new BreachContent(
        nature,
        subjectCategories,
        subjects,
        recordCategories,
        records,
        contact,
        consequences,
        text);
  }

  /** Both phases together: of each point what was said last. */
  public BreachContent then(BreachContent later) {
    return new BreachContent(
        later.nature.isBlank() ? nature : later.nature,
        later.subjectCategories.isEmpty() ? subjectCategories : later.subjectCategories,
        later.subjects == null ? subjects : later.subjects,
        later.recordCategories.isEmpty() ? recordCategories : later.recordCategories,
        later.records == null ? records : later.records,
        later.contact == null ? contact : later.contact,
        later.consequences.isBlank() ? consequences : later.consequences,
        later.measures.isBlank() ? measures : later.measures);
  }

  /** The points that are not said. */
  public Set<BreachPoint> missing() {
    Set<BreachPoint> missing = EnumSet.noneOf(BreachPoint.class);
    for (BreachPoint point : BreachPoint.values()) {
      boolean isSaid =
          switch (point) {
            case NATURE -> !nature.isBlank();
            case SUBJECT_CATEGORIES -> !subjectCategories.isEmpty();
            case SUBJECTS -> subjects != null;
            case RECORD_CATEGORIES -> !recordCategories.isEmpty();
            case RECORDS -> records != null;
            case CONTACT -> contact != null;
            case CONSEQUENCES -> !consequences.isBlank();
            case MEASURES -> !measures.isBlank();
          };
      if (!isSaid) {
        missing.add(point);
      }
    }
    return missing;
  }

  /** Whether no point is missing that is always needed. */
  public boolean isComplete() {
    return missing().stream().noneMatch(BreachPoint::isAlways);
  }

  /** Says which points are missing, and nothing of what is said. */
  @Override
  public String toString() {
    return "BreachContent[missing " + missing() + "]";
  }
}
