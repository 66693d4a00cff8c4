package io.github.gdprkit.information;

import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.party.Transfer;
import io.github.gdprkit.processing.ActivityId;
import io.github.gdprkit.processing.PersonalDataCategory;
import io.github.gdprkit.processing.ProcessingActivity;
import io.github.gdprkit.processing.Recipient;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What one controller does with personal data (Art. 30(1)), and where to look up the parties that
 * it names. {@linkplain #joinedWith Joined} with what the hooks declare it is the one source of the
 * record of processing, the notices and what belongs to an access answer.
 */
public final class ProcessingActivities {

  private final Organisation controller;
  private final List<ProcessingActivity> all;
  private final Function<PartyId, Optional<Organisation>> organisations;
  private final Function<PartyId, List<Transfer>> transfers;
  private final Function<PartyId, List<PartyId>> subprocessors;

  private ProcessingActivities(
      Organisation controller,
      List<ProcessingActivity> all,
      Function<PartyId, Optional<Organisation>> organisations,
      Function<PartyId, List<Transfer>> transfers,
      Function<PartyId, List<PartyId>> subprocessors) {
    this.controller = Objects.requireNonNull(controller, "controller");
    this.all = List.copyOf(all);
    this.organisations = Objects.requireNonNull(organisations, "organisations");
    this.transfers = Objects.requireNonNull(transfers, "transfers");
    this.subprocessors = Objects.requireNonNull(subprocessors, "subprocessors");
    Set<ActivityId> ids = new HashSet<>();
    for (ProcessingActivity activity : all) {
      if (!ids.add(activity.id())) {
        throw new IllegalArgumentException(
            "Two activities have the id " + activity.id() + "; give one another id");
      }
      if (!isOurs(activity)) {
        throw new IllegalArgumentException(
            "The activity "
                + activity.id()
                + " is one of "
                + activity.controller().value()
                + " and not of "
                + controller.id().value()
                + "; each controller has a record of its own (Art. 30(1))");
      }
    }
  }

  private boolean isOurs(ProcessingActivity activity) {
    return activity.controller().equals(controller.id())
        || activity.joint() != null && activity.joint().controllers().contains(controller.id());
  }

  /**
   * The activities of this controller, alone or jointly with others.
   *
   * @throws IllegalArgumentException when one is another controller's, or two have the same id
   */
  public static ProcessingActivities of(
      Organisation controller, List<ProcessingActivity> activities) {
    return new ProcessingActivities(
        controller,
        activities,
        id -> id.equals(controller.id()) ? Optional.of(controller) : Optional.empty(),
        party -> List.of(),
        party -> List.of());
  }

  /** As {@link #of(Organisation, List)}. */
  public static ProcessingActivities of(Organisation controller, ProcessingActivity... activities) {
    return of(controller, List.of(activities));
  }

  /** The same, where the parties that activities and hooks name are found here. */
  public ProcessingActivities knowing(Function<PartyId, Optional<Organisation>> newOrganisations) {
    return new ProcessingActivities(
        controller,
        all,
        id -> id.equals(controller.id()) ? Optional.of(controller) : newOrganisations.apply(id),
        transfers,
        subprocessors);
  }

  /** The same, where this says which transfers come with giving data to a party (Art. 44). */
  public ProcessingActivities withTransfers(Function<PartyId, List<Transfer>> newTransfers) {
    return new ProcessingActivities(controller, all, organisations, newTransfers, subprocessors);
  }

  /**
   * The same, where this says whom a processor has engaged (Art. 28(2)); asked for each of them.
   */
  public ProcessingActivities withSubprocessors(Function<PartyId, List<PartyId>> newSubprocessors) {
    return new ProcessingActivities(controller, all, organisations, transfers, newSubprocessors);
  }

  /** The same without this activity. */
  public ProcessingActivities without(ActivityId id) {
    return new ProcessingActivities(
        controller,
        all.stream().filter(activity -> !activity.id().equals(id)).toList(),
        organisations,
        transfers,
        subprocessors);
  }

  /** Who decides on them. */
  public Organisation controller() {
    return controller;
  }

  /** All of them, in the order in which they were named. */
  public List<ProcessingActivity> all() {
    return all;
  }

  /** With what these hooks declare, as the registers are at this moment. */
  public JoinedActivities joinedWith(HookCatalog hooks) {
    return new Join(this, hooks).all();
  }

  /**
   * Who gets data of this category besides those that hooks declare: the recipients and processors
   * of the activities that cover it and that hooks store data for. Whom a processor engaged, the
   * processor tells (Art. 19, 28(4)).
   */
  public List<Recipient> recipientsOf(PersonalDataCategory category) {
    Recipients recipients = new Recipients();
    for (ProcessingActivity activity : all) {
      if (activity.withoutHook() == null && activity.covers(category)) {
        activity.recipients().stream().map(this::named).forEach(recipients::add);
        activity.processors().stream().map(this::named).forEach(recipients::add);
      }
    }
    return recipients.all();
  }

  /** By the name in the registers, where the recipient is in them. */
  Recipient named(Recipient recipient) {
    PartyId party = recipient.party();
    return party == null ? recipient : organisation(party).map(Recipient::of).orElse(recipient);
  }

  /** By the name in the registers, or by the key when they do not know it: nobody is left out. */
  Recipient named(PartyId party) {
    return organisation(party)
        .map(Recipient::of)
        .orElseGet(() -> new Recipient(party.value(), party));
  }

  Optional<Organisation> organisation(PartyId id) {
    return organisations.apply(id);
  }

  List<Transfer> transfers(PartyId id) {
    return transfers.apply(id);
  }

  List<PartyId> subprocessors(PartyId id) {
    return subprocessors.apply(id);
  }
}
