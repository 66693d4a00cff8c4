package io.github.gdprkit.information;

import io.github.gdprkit.hook.DataHook;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.party.JointControllers;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.party.Transfer;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.PersonalDataCategory;
import io.github.gdprkit.processing.ProcessingActivity;
import io.github.gdprkit.processing.Recipient;
import io.github.gdprkit.processing.RetentionRule;
import io.github.gdprkit.processing.SourceOfData;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Puts activities and declarations together by category of data. */
final class Join {

  private final ProcessingActivities activities;
  private final List<Declaration> declarations;

  Join(ProcessingActivities activities, HookCatalog hooks) {
    this.activities = activities;
    this.declarations =
        hooks.hooks().stream()
            .map(DataHook::declaration)
            .filter(declaration -> declaration.holdsNothing() == null)
            .toList();
  }

  JoinedActivities all() {
    return new JoinedActivities(
        activities.controller(),
        activities.all().stream().map(this::activity).toList(),
        declarations);
  }

  private JoinedActivity activity(ProcessingActivity activity) {
    List<JoinedCategory> categories =
        activity.categories().stream().map(category -> category(activity, category)).toList();
    List<JoinedProcessor> processors = activity.processors().stream().map(this::processor).toList();
    Recipients recipients = new Recipients();
    activity.recipients().stream().map(activities::named).forEach(recipients::add);
    for (JoinedCategory category : categories) {
      category.recipients().forEach(recipients::add);
    }
    for (JoinedProcessor processor : processors) {
      recipients.add(processor.processor());
      processor.subprocessors().forEach(recipients::add);
    }
    Set<RecipientTransfer> transfers = new LinkedHashSet<>();
    activity.transfers().forEach(transfer -> transfers.add(new RecipientTransfer(null, transfer)));
    List<Organisation> organisations = new ArrayList<>();
    for (Recipient recipient : recipients.all()) {
      PartyId party = recipient.party();
      if (party != null) {
        activities.organisation(party).ifPresent(organisations::add);
        for (Transfer transfer : activities.transfers(party)) {
          transfers.add(new RecipientTransfer(recipient, transfer));
        }
      }
    }
    return new JoinedActivity(
        activity,
        jointControllers(activity),
        categories,
        recipients.all(),
        processors,
        organisations,
        List.copyOf(transfers));
  }

  private List<Organisation> jointControllers(ProcessingActivity activity) {
    JointControllers joint = activity.joint();
    return joint == null
        ? List.of()
        : joint.controllers().stream()
            .filter(party -> !party.equals(activities.controller().id()))
            .flatMap(party -> activities.organisation(party).stream())
            .toList();
  }

  private JoinedCategory category(ProcessingActivity activity, PersonalDataCategory category) {
    Set<HookId> hooks = new LinkedHashSet<>();
    Set<SourceOfData> sources = EnumSet.noneOf(SourceOfData.class);
    Set<LegalBasis> bases = EnumSet.noneOf(LegalBasis.class);
    Recipients recipients = new Recipients();
    Set<RetentionRule> retention = new LinkedHashSet<>();
    Set<String> stores = new LinkedHashSet<>();
    RetentionRule said = activity.retention().get(category);
    if (said != null) {
      retention.add(said);
    }
    for (Declaration declaration : declarations) {
      if (activity.withoutHook() == null && isOf(declaration, category)) {
        hooks.add(declaration.id());
        sources.addAll(declaration.sources());
        bases.addAll(declaration.legalBases());
        declaration.recipients().stream().map(activities::named).forEach(recipients::add);
        if (declaration.retention() != null) {
          retention.add(declaration.retention());
        }
        stores.addAll(declaration.stores());
      }
    }
    return new JoinedCategory(
        category,
        List.copyOf(hooks),
        sources,
        bases,
        recipients.all(),
        List.copyOf(retention),
        stores);
  }

  private static boolean isOf(Declaration declaration, PersonalDataCategory category) {
    return declaration.category().id().equals(category.id());
  }

  private JoinedProcessor processor(PartyId id) {
    Set<PartyId> chain = new LinkedHashSet<>();
    List<PartyId> next = List.of(id);
    while (!next.isEmpty()) {
      List<PartyId> engaged = new ArrayList<>();
      for (PartyId processor : next) {
        for (PartyId subprocessor : activities.subprocessors(processor)) {
          if (!subprocessor.equals(id) && chain.add(subprocessor)) {
            engaged.add(subprocessor);
          }
        }
      }
      next = engaged;
    }
    return new JoinedProcessor(
        activities.named(id),
        activities.organisation(id).isPresent(),
        chain.stream().map(activities::named).toList());
  }
}
