package io.github.gdprkit.hook;

import static io.github.gdprkit.hook.Relation.ACTOR;
import static io.github.gdprkit.hook.Relation.ADDRESSEE;
import static io.github.gdprkit.hook.Relation.AUTHOR;
import static io.github.gdprkit.hook.Relation.MENTIONED;
import static io.github.gdprkit.hook.Relation.SUBJECT;
import static io.github.gdprkit.hook.Relation.TARGET;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What of shared content an archive holds, because a copy "shall not adversely affect the rights
 * and freedoms of others" (Art. 15(4), 20(4)). Hosts disagree on where that line runs, so the
 * policy is the controller's choice, there is one for each practice in use, and the manifest says
 * which one ran and what it left out.
 *
 * <p>A policy works on what hooks declare: records by their {@link Relation}, persons that are
 * named through {@link RecordWriter#person}, and {@link RecordWriter#othersText}. It does not read
 * free text: a name that the data subject typed stays.
 *
 * @param id the policy's name in manifests; lower case words joined by hyphens
 * @param text what the policy does, for the data subject
 * @param records the relations whose records are included
 * @param persons what is told of other persons, for every relation
 * @param includesOthersText whether text that somebody else wrote stays in an included record, as
 *     far as records in the relation of that text are included
 */
public record ThirdPartyPolicy(
    String id,
    String text,
    Set<Relation> records,
    Map<Relation, PersonTreatment> persons,
    boolean includesOthersText) {

  /** What the data subject wrote and did; other persons appear under a made-up name. */
  public static final ThirdPartyPolicy OWN =
      new ThirdPartyPolicy(
          "own",
          "Only what you provided or did yourself, and what is recorded about you. What other"
              + " people wrote is left out, and other people appear under made-up names.",
          EnumSet.of(SUBJECT, AUTHOR, ACTOR),
          everyone(PersonTreatment.PSEUDONYMISED),
          false);

  /** As {@link #OWN}, with what others addressed to the data subject, and with names. */
  public static final ThirdPartyPolicy ADDRESSED =
      new ThirdPartyPolicy(
          "addressed",
          "What you provided or did yourself, what is recorded about you, and what other people"
              + " sent to you or wrote about you, with their names.",
          EnumSet.of(SUBJECT, AUTHOR, ACTOR, ADDRESSEE, MENTIONED, TARGET),
          everyone(PersonTreatment.NAMED),
          true);

  /** Everything that the data subject could see, with names. */
  public static final ThirdPartyPolicy VISIBLE =
      new ThirdPartyPolicy(
          "visible",
          "Everything that you could see when the export began, including what other people wrote"
              + " to each other where you could read it, with their names.",
          EnumSet.allOf(Relation.class),
          everyone(PersonTreatment.NAMED),
          true);

  /**
   * For everyone of one controller: each record once, where its author or subject is, with names.
   * The controller gets back its own data (Art. 28(3)(g)); there is no third party.
   */
  public static final ThirdPartyPolicy WHOLE =
      new ThirdPartyPolicy(
          "whole",
          "All data of everyone, each record once, with names.",
          EnumSet.of(SUBJECT, AUTHOR, ACTOR),
          everyone(PersonTreatment.NAMED),
          true);

  /** The policies for one data subject, from the narrowest to the widest. */
  public static final List<ThirdPartyPolicy> NAMED_POLICIES = List.of(OWN, ADDRESSED, VISIBLE);

  /**
   * Refuses with {@link IllegalArgumentException} a blank id or text, a policy that includes no
   * records, and one that does not say what is told of persons for every relation.
   */
  public ThirdPartyPolicy {
    if (!id.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException(
          "A policy id is lower case words joined by hyphens; got " + id);
    }
    if (text.isBlank()) {
      throw new IllegalArgumentException("The policy " + id + " must say what it does");
    }
    if (records.isEmpty()) {
      throw new IllegalArgumentException("The policy " + id + " would leave every record out");
    }
    if (persons.size() != Relation.values().length) {
      throw new IllegalArgumentException(
          "The policy " + id + " must say what is told of persons in every relation");
    }
    records = Collections.unmodifiableSet(EnumSet.copyOf(records));
    persons = Collections.unmodifiableMap(new EnumMap<>(persons));
  }

  /** This policy under another id and text, with another treatment of persons. */
  public ThirdPartyPolicy withPersons(String newId, String newText, PersonTreatment treatment) {
    return new ThirdPartyPolicy(newId, newText, records, everyone(treatment), includesOthersText);
  }

  /** Whether records in this relation to the data subject are part of the archive. */
  public boolean includes(Relation relation) {
    return records.contains(relation);
  }

  /** What is told of a person who stands in this relation to a record. */
  public PersonTreatment treatmentOf(Relation relation) {
    return Objects.requireNonNull(persons.get(relation), "complete by construction");
  }

  private static Map<Relation, PersonTreatment> everyone(PersonTreatment treatment) {
    Map<Relation, PersonTreatment> all = new EnumMap<>(Relation.class);
    for (Relation relation : Relation.values()) {
      all.put(relation, treatment);
    }
    return all;
  }
}
