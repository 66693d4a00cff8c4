package io.github.gdprkit.information;

import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.PersonalDataCategory;
import io.github.gdprkit.processing.Recipient;
import io.github.gdprkit.processing.RetentionRule;
import io.github.gdprkit.processing.SourceOfData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What belongs to the copy of the data (Art. 15(1)(a) to (h), 15(2)), in words for people. Comes
 * from the activities where the controller has named them, from the hooks' declarations alone
 * otherwise; every access answer and every archive under that right tells it.
 *
 * @param purposes what the data is used for; one at least
 * @param categories the categories of data; one at least
 * @param recipients who got it, by name where that is known; empty when nobody did
 * @param storage how long it is kept; one rule at least
 * @param rights what a person can ask for; one at least
 * @param complaint where a person can complain; not blank
 * @param sources where data came from that the person did not provide; empty when all of it is
 *     theirs
 * @param automatedDecisions for each automated decision the procedure and principles that are
 *     applied, what it means and what follows from it; empty when there is none
 * @param transferSafeguards what protects data that goes to third countries, and how to get a copy
 *     of it; empty when none does
 */
public record ProcessingInformation(
    List<String> purposes,
    List<String> categories,
    List<String> recipients,
    List<String> storage,
    List<String> rights,
    String complaint,
    List<String> sources,
    List<String> automatedDecisions,
    List<String> transferSafeguards) {

  private static final String COMPLAINT =
      "If you think that we process your data unlawfully, you can lodge a complaint with a"
          + " supervisory authority";

  /** Refuses information that lacks what always applies, with {@link IllegalArgumentException}. */
  public ProcessingInformation {
    purposes = List.copyOf(purposes);
    categories = List.copyOf(categories);
    recipients = List.copyOf(recipients);
    storage = List.copyOf(storage);
    rights = List.copyOf(rights);
    sources = List.copyOf(sources);
    automatedDecisions = List.copyOf(automatedDecisions);
    transferSafeguards = List.copyOf(transferSafeguards);
    if (purposes.isEmpty() || categories.isEmpty() || storage.isEmpty()) {
      throw new IllegalArgumentException(
          "Who has access is always told the purposes, the categories and how long data is kept"
              + " (Art. 15(1)(a), (b), (d))");
    }
    if (rights.isEmpty() || complaint.isBlank()) {
      throw new IllegalArgumentException(
          "Who has access is always told of the other rights and of the right to complain"
              + " (Art. 15(1)(e), (f))");
    }
  }

  /**
   * What these declarations tell, without automated decisions and transfers.
   *
   * @param purposes what the data is used for, which declarations do not say
   */
  public static ProcessingInformation of(
      Collection<Declaration> declarations, List<String> purposes) {
    Collected collected = new Collected();
    purposes.forEach(collected.purposes::add);
    declarations.forEach(collected::add);
    return collected.information();
  }

  /**
   * What the activities tell. What a hook holds and no activity covers is told as its declaration
   * has it: a person is never told less because the record of processing has a gap.
   */
  public static ProcessingInformation of(JoinedActivities activities) {
    Collected collected = new Collected();
    activities.all().forEach(collected::add);
    activities.uncovered().forEach(collected::add);
    return collected.information();
  }

  /** The same, with the name of the supervisory authority that is ours (Art. 15(1)(f)). */
  public ProcessingInformation withSupervisoryAuthority(String authority) {
    return new ProcessingInformation(
        purposes,
        categories,
        recipients,
        storage,
        rights,
        COMPLAINT + ", such as ours: " + Texts.withoutStop(authority) + ".",
        sources,
        automatedDecisions,
        transferSafeguards);
  }

  /** The same, with how automated decisions come about (Art. 15(1)(h)). */
  public ProcessingInformation withAutomatedDecisions(List<String> decisions) {
    return new ProcessingInformation(
        purposes,
        categories,
        recipients,
        storage,
        rights,
        complaint,
        sources,
        decisions,
        transferSafeguards);
  }

  /** The same, with what protects data in third countries (Art. 15(2)). */
  public ProcessingInformation withTransferSafeguards(List<String> safeguards) {
    return new ProcessingInformation(
        purposes,
        categories,
        recipients,
        storage,
        rights,
        complaint,
        sources,
        automatedDecisions,
        safeguards);
  }

  /** What was found so far, each thing once. */
  private static final class Collected {

    private static final String NO_PERIOD =
        "there is no fixed period; ask us how we decide when it goes";

    private final Set<String> purposes = new LinkedHashSet<>();
    private final Map<String, Set<String>> storage = new LinkedHashMap<>();
    private final Recipients recipients = new Recipients();
    private final Set<String> sources = new LinkedHashSet<>();
    private final Set<String> decisions = new LinkedHashSet<>();
    private final Set<String> transfers = new LinkedHashSet<>();
    private final Set<LegalBasis> bases = new LinkedHashSet<>();

    void add(Declaration declaration) {
      if (declaration.holdsNothing() != null) {
        return;
      }
      RetentionRule retention = declaration.retention();
      add(
          declaration.category(),
          declaration.sources(),
          declaration.recipients(),
          retention == null ? List.of() : List.of(retention));
      bases.addAll(declaration.legalBases());
    }

    void add(JoinedActivity joined) {
      joined.activity().purposes().forEach(purpose -> purposes.add(Texts.of(purpose)));
      for (JoinedCategory category : joined.categories()) {
        add(category.category(), category.sources(), category.recipients(), category.retention());
      }
      joined.recipients().forEach(recipients::add);
      decisions.addAll(joined.activity().automatedDecisions());
      joined.transfers().forEach(transfer -> transfers.add(transfer.textWithCopy()));
      bases.addAll(joined.legalBases());
    }

    private void add(
        PersonalDataCategory category,
        Set<SourceOfData> from,
        List<Recipient> to,
        List<RetentionRule> retention) {
      String title = category.title();
      Set<String> rules = storage.computeIfAbsent(title, key -> new LinkedHashSet<>());
      retention.forEach(rule -> rules.add(rule.text()));
      to.forEach(recipients::add);
      for (SourceOfData source : from) {
        switch (source) {
          case DERIVED -> sources.add(title + ": worked out by us from other data");
          case OBTAINED_ELSEWHERE ->
              sources.add(title + ": written by or collected from somebody else");
          case PROVIDED_BY_DATA_SUBJECT, OBSERVED -> {}
        }
      }
    }

    ProcessingInformation information() {
      List<String> kept = new ArrayList<>();
      storage.forEach(
          (title, rules) ->
              kept.add(title + ": " + (rules.isEmpty() ? NO_PERIOD : String.join("; ", rules))));
      return new ProcessingInformation(
          List.copyOf(purposes),
          List.copyOf(storage.keySet()),
          recipients.all().stream().map(Recipient::name).toList(),
          kept,
          rights(),
          COMPLAINT + ".",
          List.copyOf(sources),
          List.copyOf(decisions),
          List.copyOf(transfers));
    }

    private List<String> rights() {
      List<String> rights = new ArrayList<>();
      rights.add("to put data right that is wrong or incomplete");
      rights.add("to erase it");
      rights.add("to restrict what we do with it");
      rights.add("to stop processing that you object to");
      if (bases.contains(LegalBasis.CONSENT)) {
        rights.add("to end what rests on your consent, which you can withdraw at any time");
      }
      return rights;
    }
  }
}
