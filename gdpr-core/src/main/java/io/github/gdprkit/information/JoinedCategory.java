package io.github.gdprkit.information;

import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.PersonalDataCategory;
import io.github.gdprkit.processing.Recipient;
import io.github.gdprkit.processing.RetentionRule;
import io.github.gdprkit.processing.SourceOfData;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A category of data that an activity covers, with what the hooks declare that store it.
 *
 * @param category which
 * @param hooks who stores it; empty when no hook does
 * @param sources where it comes from
 * @param legalBases what the hooks rest it on
 * @param recipients who gets it, each once
 * @param retention how long it is kept, as each of them says it; empty when nobody does
 * @param stores tables, buckets and files that it lies in
 */
public record JoinedCategory(
    PersonalDataCategory category,
    List<HookId> hooks,
    Set<SourceOfData> sources,
    Set<LegalBasis> legalBases,
    List<Recipient> recipients,
    List<RetentionRule> retention,
    Set<String> stores) {

  /** Copies the collections. */
  public JoinedCategory {
    Objects.requireNonNull(category, "category");
    hooks = List.copyOf(hooks);
    sources = Collections.unmodifiableSet(new LinkedHashSet<>(sources));
    legalBases = Collections.unmodifiableSet(new LinkedHashSet<>(legalBases));
    recipients = List.copyOf(recipients);
    retention = List.copyOf(retention);
    stores = Collections.unmodifiableSet(new LinkedHashSet<>(stores));
  }
}
