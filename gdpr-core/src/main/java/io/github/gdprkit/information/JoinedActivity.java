package io.github.gdprkit.information;

import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.ProcessingActivity;
import io.github.gdprkit.processing.Recipient;
import io.github.gdprkit.processing.SourceOfData;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * An activity with what the hooks declare that it covers, and what the registers know of the
 * parties in it.
 *
 * @param activity what a person says of it
 * @param jointControllers who decides on it besides the controller, as far as the registers know
 *     them (Art. 26)
 * @param categories which data, as its hooks declare it
 * @param recipients who gets it, processors included, by name and each once
 * @param processors who processes it for the controller
 * @param organisations the recipients that the registers know
 * @param transfers to third countries: its own, and those that come with its recipients
 */
public record JoinedActivity(
    ProcessingActivity activity,
    List<Organisation> jointControllers,
    List<JoinedCategory> categories,
    List<Recipient> recipients,
    List<JoinedProcessor> processors,
    List<Organisation> organisations,
    List<RecipientTransfer> transfers) {

  /** Copies the lists. */
  public JoinedActivity {
    Objects.requireNonNull(activity, "activity");
    jointControllers = List.copyOf(jointControllers);
    categories = List.copyOf(categories);
    recipients = List.copyOf(recipients);
    processors = List.copyOf(processors);
    organisations = List.copyOf(organisations);
    transfers = List.copyOf(transfers);
  }

  /** What its purposes and its hooks rest on. */
  public Set<LegalBasis> legalBases() {
    Set<LegalBasis> bases = EnumSet.noneOf(LegalBasis.class);
    bases.addAll(activity.legalBases());
    categories.forEach(category -> bases.addAll(category.legalBases()));
    return bases;
  }

  /** Where its data comes from. */
  public Set<SourceOfData> sources() {
    Set<SourceOfData> sources = EnumSet.noneOf(SourceOfData.class);
    categories.forEach(category -> sources.addAll(category.sources()));
    return sources;
  }

  /** Tables, buckets and files that its data lies in. */
  public Set<String> stores() {
    Set<String> stores = new LinkedHashSet<>();
    categories.forEach(category -> stores.addAll(category.stores()));
    return Collections.unmodifiableSet(stores);
  }

  /** Who gets its data and is neither a processor nor engaged by one. */
  public List<Recipient> recipientsOfTheirOwn() {
    return recipients.stream()
        .filter(recipient -> processors.stream().noneMatch(processor -> isOf(processor, recipient)))
        .toList();
  }

  private static boolean isOf(JoinedProcessor processor, Recipient recipient) {
    return Recipients.isSame(processor.processor(), recipient)
        || processor.subprocessors().stream()
            .anyMatch(subprocessor -> Recipients.isSame(subprocessor, recipient));
  }
}
