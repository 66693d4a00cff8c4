package io.github.gdprkit.processing;

import io.github.gdprkit.party.Deployment;
import io.github.gdprkit.party.JointControllers;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.party.ProcessingChain;
import io.github.gdprkit.party.Role;
import io.github.gdprkit.party.Transfer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is done with personal data, as the record of processing lists it (Art. 30). Says
 * what only a person knows; what is stored, for how long, and who gets it, the record takes from
 * the declarations of the hooks whose category an activity names.
 *
 * @param id its stable name
 * @param name for people
 * @param controller who decides on it (Art. 4(7))
 * @param joint the arrangement, when several decide together (Art. 26); {@code null} else
 * @param processors who processes it for them, besides what the registers say
 * @param purposes what for, each with its legal basis; one at least
 * @param specialCategories what allows special categories of data (Art. 9(2)); empty when there are
 *     none
 * @param dataSubjects whose data, by category; one at least
 * @param categories which data; one at least
 * @param retention for how long data of a category is kept, where no hook says it (Art. 30(1)(f))
 * @param recipients who gets it, besides those that hooks declare
 * @param transfers to third countries, besides those of recipients in the registers
 * @param measures how it is protected, in words (Art. 30(1)(g), 32(1))
 * @param requirement whether people have to provide the data, and what happens when they do not
 *     (Art. 13(2)(e)); not blank
 * @param automatedDecisions for each automated decision the procedure and principles that are
 *     applied, what it means and what follows from it (Art. 13(2)(f)); empty when there is none
 * @param withoutHook why no hook stores it, such as paper files; {@code null} when hooks do
 */
public record ProcessingActivity(
    ActivityId id,
    String name,
    PartyId controller,
    @Nullable JointControllers joint,
    Set<PartyId> processors,
    List<Purpose> purposes,
    Set<SpecialCategoryCondition> specialCategories,
    List<String> dataSubjects,
    List<PersonalDataCategory> categories,
    Map<PersonalDataCategory, RetentionRule> retention,
    List<Recipient> recipients,
    List<Transfer> transfers,
    List<String> measures,
    String requirement,
    List<String> automatedDecisions,
    @Nullable String withoutHook) {

  /**
   * Refuses an activity that lacks what a record always has with {@link IllegalArgumentException}.
   */
  public ProcessingActivity {
    processors = Collections.unmodifiableSet(new LinkedHashSet<>(processors));
    purposes = List.copyOf(purposes);
    specialCategories =
        specialCategories.isEmpty()
            ? Set.of()
            : Collections.unmodifiableSet(EnumSet.copyOf(specialCategories));
    dataSubjects = List.copyOf(dataSubjects);
    categories = List.copyOf(categories);
    retention = Collections.unmodifiableMap(new LinkedHashMap<>(retention));
    recipients = List.copyOf(recipients);
    transfers = List.copyOf(transfers);
    measures = List.copyOf(measures);
    automatedDecisions = List.copyOf(automatedDecisions);
    if (name.isBlank() || purposes.isEmpty() || dataSubjects.isEmpty() || categories.isEmpty()) {
      throw new IllegalArgumentException(
          "The activity "
              + id
              + " needs a name, a purpose, a category of data subjects and a category of data"
              + " (Art. 30(1)(b), (c))");
    }
    for (PersonalDataCategory kept : retention.keySet()) {
      if (!categories.contains(kept)) {
        throw new IllegalArgumentException(
            "The activity " + id + " says how long " + kept.id() + " is kept and does not name it");
      }
    }
    if (requirement.isBlank()) {
      throw new IllegalArgumentException(
          "The activity "
              + id
              + " says whether people have to provide the data, and what happens when they do not"
              + " (Art. 13(2)(e))");
    }
    if (joint != null && !joint.controllers().contains(controller)) {
      throw new IllegalArgumentException(
          "The controller of the activity " + id + " is one of its joint controllers");
    }
    if (processors.contains(controller)
        || joint != null && joint.controllers().stream().anyMatch(processors::contains)) {
      throw new IllegalArgumentException(
          "A controller of the activity "
              + id
              + " cannot be its own processor; make what it does for itself an activity of its"
              + " own");
    }
    if (Stream.of(dataSubjects, measures, automatedDecisions)
            .flatMap(List::stream)
            .anyMatch(String::isBlank)
        || withoutHook != null && withoutHook.isBlank()) {
      throw new IllegalArgumentException(
          "The activity " + id + " has a blank text; say it in words or leave it out");
    }
    if (categories.stream().map(PersonalDataCategory::id).distinct().count() < categories.size()) {
      throw new IllegalArgumentException(
          "The activity " + id + " names a category of data twice; give each its own id");
    }
  }

  /** Begins an activity. */
  public static Builder of(String id, String name, PartyId controller) {
    return new Builder(new ActivityId(id), name, controller);
  }

  /** What its purposes rest on. */
  public Set<LegalBasis> legalBases() {
    Set<LegalBasis> bases = EnumSet.noneOf(LegalBasis.class);
    purposes.forEach(purpose -> bases.add(purpose.basis()));
    return bases;
  }

  /** Whether it covers data of this category. */
  public boolean covers(PersonalDataCategory category) {
    return categories.stream().anyMatch(covered -> covered.id().equals(category.id()));
  }

  /**
   * What this party is here, as far as the activity itself says it; who is engaged further down is
   * in the {@link ProcessingChain} of a processor. A role belongs to an activity, never to a
   * company.
   */
  public Optional<Role> roleOf(PartyId party) {
    if (joint != null && joint.controllers().contains(party)) {
      return Optional.of(Role.JOINT_CONTROLLER);
    }
    if (controller.equals(party)) {
      return Optional.of(Role.CONTROLLER);
    }
    return processors.contains(party) ? Optional.of(Role.PROCESSOR) : Optional.empty();
  }

  /** Collects an activity in words. */
  public static final class Builder {

    private final ActivityId id;
    private final String name;
    private final PartyId controller;
    private @Nullable JointControllers joint;
    private final Set<PartyId> processors = new LinkedHashSet<>();
    private final List<Purpose> purposes = new ArrayList<>();
    private final Set<SpecialCategoryCondition> specialCategories =
        EnumSet.noneOf(SpecialCategoryCondition.class);
    private final List<String> dataSubjects = new ArrayList<>();
    private final List<PersonalDataCategory> categories = new ArrayList<>();
    private final Map<PersonalDataCategory, RetentionRule> retention = new LinkedHashMap<>();
    private final List<Recipient> recipients = new ArrayList<>();
    private final List<Transfer> transfers = new ArrayList<>();
    private final List<String> measures = new ArrayList<>();
    private String requirement = "";
    private final List<String> automatedDecisions = new ArrayList<>();
    private @Nullable String withoutHook;

    private Builder(ActivityId id, String name, PartyId controller) {
      this.id = id;
      this.name = name;
      this.controller = controller;
    }

    /** Several decide together (Art. 26). */
    public Builder jointly(JointControllers arrangement) {
      joint = arrangement;
      return this;
    }

    /** Somebody processes it for the controller; call it for each. */
    public Builder processedBy(PartyId processor) {
      processors.add(processor);
      return this;
    }

    /**
     * Where the controller's software runs: whoever provides a service of this deployment processes
     * it, except the controller itself; nobody does on premises without services. Services that
     * only other activities use do not belong here.
     */
    public Builder in(Deployment deployment) {
      deployment.processors().stream()
          .map(Organisation::id)
          .filter(provider -> !provider.equals(controller))
          .forEach(processors::add);
      return this;
    }

    /** What for; call it for each. */
    public Builder purpose(Purpose purpose) {
      purposes.add(purpose);
      return this;
    }

    /** What allows special categories of data (Art. 9(2)). */
    public Builder specialCategories(SpecialCategoryCondition... conditions) {
      specialCategories.addAll(List.of(conditions));
      return this;
    }

    /** Whose data. */
    public Builder dataSubjects(String... all) {
      dataSubjects.addAll(List.of(all));
      return this;
    }

    /** Which data. */
    public Builder categories(PersonalDataCategory... all) {
      categories.addAll(List.of(all));
      return this;
    }

    /** For how long data of a category is kept, where no hook says it. */
    public Builder kept(PersonalDataCategory category, String rule) {
      retention.put(category, new RetentionRule(rule));
      return this;
    }

    /** Who gets it besides those that hooks declare; call it for each. */
    public Builder recipient(Recipient recipient) {
      recipients.add(recipient);
      return this;
    }

    /** A transfer to a third country; call it for each. */
    public Builder transfer(Transfer transfer) {
      transfers.add(transfer);
      return this;
    }

    /** How it is protected. */
    public Builder measures(String... all) {
      measures.addAll(List.of(all));
      return this;
    }

    /** Whether people have to provide the data, and what happens when they do not. */
    public Builder requirement(String text) {
      requirement = text;
      return this;
    }

    /** What a machine decides, and how; call it for each. */
    public Builder automatedDecision(String text) {
      automatedDecisions.add(text);
      return this;
    }

    /** No hook stores it; the reason says what does. */
    public Builder withoutHook(String reason) {
      withoutHook = reason;
      return this;
    }

    /** The activity. */
    public ProcessingActivity build() {
      return new ProcessingActivity(
          id,
          name,
          controller,
          joint,
          processors,
          purposes,
          specialCategories,
          dataSubjects,
          categories,
          retention,
          recipients,
          transfers,
          measures,
          requirement,
          automatedDecisions,
          withoutHook);
    }
  }
}
