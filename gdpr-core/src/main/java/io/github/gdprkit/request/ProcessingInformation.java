package io.github.gdprkit.request;

import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.processing.Recipient;
import io.github.gdprkit.processing.SourceOfData;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What belongs to the copy of the data (Art. 15(1)(a) to (h), 15(2)), in words for people. The
 * hooks' declarations know most of it.
 *
 * @param purposes what the data is used for; one at least
 * @param categories the categories of data; one at least
 * @param recipients who got it, by name where that is known; empty when nobody did
 * @param storage how long it is kept; one rule at least
 * @param sources where data came from that the person did not provide; empty when all of it is
 *     theirs
 * @param automatedDecisions for each automated decision the procedure and principles that are
 *     applied, what it means and what follows from it; empty when there is none
 * @param transferSafeguards what protects data that goes to third countries; empty when none does
 */
public record ProcessingInformation(
    List<String> purposes,
    List<String> categories,
    List<String> recipients,
    List<String> storage,
    List<String> sources,
    List<String> automatedDecisions,
    List<String> transferSafeguards) {

  /** Refuses information that lacks what always applies, with {@link IllegalArgumentException}. */
  public ProcessingInformation {
    purposes = List.copyOf(purposes);
    categories = List.copyOf(categories);
    recipients = List.copyOf(recipients);
    storage = List.copyOf(storage);
    sources = List.copyOf(sources);
    automatedDecisions = List.copyOf(automatedDecisions);
    transferSafeguards = List.copyOf(transferSafeguards);
    if (purposes.isEmpty() || categories.isEmpty() || storage.isEmpty()) {
      throw new IllegalArgumentException(
          "Who has access is always told the purposes, the categories and how long data is kept"
              + " (Art. 15(1)(a), (b), (d))");
    }
  }

  /**
   * What these declarations tell, without automated decisions and transfers.
   *
   * @param purposes what the data is used for, which declarations do not say
   */
  public static ProcessingInformation of(
      Collection<Declaration> declarations, List<String> purposes) {
    Set<String> categories = new LinkedHashSet<>();
    Set<String> recipients = new LinkedHashSet<>();
    Set<String> storage = new LinkedHashSet<>();
    Set<String> sources = new LinkedHashSet<>();
    for (Declaration declaration : declarations) {
      if (declaration.holdsNothing() != null) {
        continue;
      }
      String category = declaration.category().title();
      categories.add(category);
      declaration.recipients().stream().map(Recipient::name).forEach(recipients::add);
      if (declaration.retention() != null) {
        storage.add(category + ": " + declaration.retention().text());
      }
      for (SourceOfData source : declaration.sources()) {
        switch (source) {
          case DERIVED -> sources.add(category + ": worked out by us from other data");
          case OBTAINED_ELSEWHERE ->
              sources.add(category + ": written by or collected from somebody else");
          case PROVIDED_BY_DATA_SUBJECT, OBSERVED -> {}
        }
      }
    }
    return new ProcessingInformation(
        purposes,
        List.copyOf(categories),
        List.copyOf(recipients),
        List.copyOf(storage),
        List.copyOf(sources),
        List.of(),
        List.of());
  }

  /** The same, with how automated decisions come about (Art. 15(1)(h)). */
  public ProcessingInformation withAutomatedDecisions(List<String> decisions) {
    return new ProcessingInformation(
        purposes, categories, recipients, storage, sources, decisions, transferSafeguards);
  }

  /** The same, with what protects data in third countries (Art. 15(2)). */
  public ProcessingInformation withTransferSafeguards(List<String> safeguards) {
    return new ProcessingInformation(
        purposes, categories, recipients, storage, sources, automatedDecisions, safeguards);
  }
}
