package io.github.gdprkit.information;

import static io.github.gdprkit.information.Texts.joined;

import io.github.gdprkit.markup.Cell;
import io.github.gdprkit.markup.Csv;
import io.github.gdprkit.markup.Document;
import io.github.gdprkit.party.Country;
import io.github.gdprkit.party.JointControllers;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.party.Transfer;
import io.github.gdprkit.party.TransferCheck;
import io.github.gdprkit.party.TransferFinding;
import io.github.gdprkit.processing.ActivityId;
import io.github.gdprkit.processing.ProcessingActivity;
import io.github.gdprkit.processing.Recipient;
import io.github.gdprkit.processing.RetentionRule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A controller's record of processing activities (Art. 30(1)): who it is, then a sheet for each
 * activity. What Art. 30 does not ask for and notices need, such as the legal basis, is in it too.
 *
 * @param controller whose record it is
 * @param asOf civil day that the document says it is of; {@code null} to say none
 * @param activities in their order
 * @param transferGaps transfers for which nothing on record is enough, as far as they were looked
 *     at
 */
public record ControllerRecord(
    Organisation controller,
    @Nullable LocalDate asOf,
    List<ActivitySheet> activities,
    List<InformationGap> transferGaps)
    implements RecordOfProcessing {

  private static final List<String> COLUMNS =
      List.of(
          "Controller",
          "Activity",
          "Name",
          "Created",
          "Updated",
          "Joint controllers",
          "Software",
          "Purposes and legal bases",
          "Data subjects",
          "Category of data",
          "Special categories",
          "Kept for",
          "Sources",
          "Recipients",
          "Processors",
          "Transfers",
          "Measures",
          "Stored in",
          "Hooks");

  /** Copies the lists. */
  public ControllerRecord {
    Objects.requireNonNull(controller, "controller");
    activities = List.copyOf(activities);
    transferGaps = List.copyOf(transferGaps);
  }

  /** Begins the record of these activities. */
  public static Builder of(JoinedActivities activities) {
    return new Builder(activities);
  }

  @Override
  public List<InformationGap> gaps() {
    List<InformationGap> gaps = new ArrayList<>(PartyFacts.gaps(controller, "30(1)(a)"));
    if (activities.isEmpty()) {
      gaps.add(
          new InformationGap(
              "30(1)(b)", Required.ALWAYS, controller.name(), "there is no activity; name them"));
    }
    for (ActivitySheet sheet : activities) {
      gaps(sheet.joined(), gaps);
    }
    gaps.addAll(transferGaps);
    return List.copyOf(gaps);
  }

  private void gaps(JoinedActivity joined, List<InformationGap> gaps) {
    ProcessingActivity activity = joined.activity();
    String name = activity.name();
    JointControllers joint = activity.joint();
    if (joint != null && joined.jointControllers().size() + 1 < joint.controllers().size()) {
      gaps.add(
          new InformationGap(
              "30(1)(a)",
              Required.WHERE_APPLICABLE,
              name,
              "a joint controller is in no register; add the organisation"));
    }
    for (Organisation other : joined.jointControllers()) {
      gaps.addAll(PartyFacts.gaps(other, "30(1)(a)"));
    }
    for (JoinedProcessor processor : joined.processors()) {
      if (!processor.isKnown()) {
        gaps.add(
            new InformationGap(
                "30(1)(d)",
                Required.ALWAYS,
                name,
                "the processor "
                    + processor.processor().name()
                    + " is in no register; add the organisation"));
      }
    }
    for (JoinedCategory category : joined.categories()) {
      if (category.retention().isEmpty()) {
        gaps.add(
            new InformationGap(
                "30(1)(f)",
                Required.WHERE_POSSIBLE,
                name,
                "nobody says how long "
                    + category.category().title()
                    + " is kept; add kept(...) to the activity, or a hook"));
      }
    }
    if (activity.measures().isEmpty()) {
      gaps.add(
          new InformationGap(
              "30(1)(g)",
              Required.WHERE_POSSIBLE,
              name,
              "it does not say how the data is protected; add measures(...)"));
    }
  }

  @Override
  public String html() {
    return document().html();
  }

  @Override
  public String markdown() {
    return document().markdown();
  }

  private Document document() {
    Document document = new Document("Record of processing activities");
    document.soft(
        "Of "
            + controller.name()
            + ", the controller, under Article 30(1) of the General Data Protection Regulation."
            + (asOf == null ? "" : " As of " + Texts.of(asOf) + "."));
    document.section("Controller").facts(PartyFacts.of(controller));
    GapTable.write(gaps(), document);
    document.section("Activities");
    document.table(
        List.of("Activity", "Purposes", "Data subjects"),
        activities.stream()
            .map(sheet -> sheet.joined().activity())
            .map(
                activity ->
                    List.of(
                        Cell.of(activity.name()),
                        Cell.of(joined(activity.purposes(), purpose -> purpose.text())),
                        Cell.of(String.join("; ", activity.dataSubjects()))))
            .toList());
    activities.forEach(sheet -> write(sheet, document));
    return document;
  }

  private static void write(ActivitySheet sheet, Document document) {
    JoinedActivity joined = sheet.joined();
    ProcessingActivity activity = joined.activity();
    Map<String, List<Cell>> facts = new LinkedHashMap<>();
    facts.put("Activity", Cells.of(List.of(activity.id().value())));
    facts.put("Created", Cells.of(day(sheet.created())));
    facts.put("Updated", Cells.of(day(sheet.updated())));
    facts.put("Software", Cells.of(sheet.software()));
    facts.put(
        "Joint controllers",
        Cells.of(joined.jointControllers().stream().map(PartyFacts::lineWithContacts).toList()));
    JointControllers joint = activity.joint();
    facts.put("Arrangement (Art. 26)", joint == null ? List.of() : List.of(arrangement(joint)));
    facts.put("Purposes", Cells.of(activity.purposes().stream().map(Texts::of).toList()));
    facts.put("Data subjects", Cells.of(activity.dataSubjects()));
    facts.put(
        "Special categories",
        Cells.of(activity.specialCategories().stream().map(Texts::of).toList()));
    facts.put("Recipients", Cells.of(recipients(joined)));
    facts.put("Processors", Cells.of(processors(joined)));
    facts.put("Transfers to third countries", Cells.ofTransfers(joined.transfers()));
    facts.put("Measures", Cells.of(orElse(activity.measures(), Cells.MISSING)));
    facts.put("Provision of the data", Cells.of(List.of(activity.requirement())));
    facts.put("Automated decisions", Cells.of(activity.automatedDecisions()));
    String withoutHook = activity.withoutHook();
    facts.put("Where it lies", Cells.of(withoutHook == null ? List.of() : List.of(withoutHook)));
    document.section(activity.name()).facts(facts);
    document.table(
        List.of("Category of data", "Kept for", "Sources", "Legal bases", "Stored in"),
        joined.categories().stream()
            .map(
                category ->
                    List.of(
                        Cell.of(category.category().title()),
                        Cell.of(retention(category)),
                        Cell.of(joined(category.sources(), Texts::of)),
                        Cell.of(joined(category.legalBases(), Texts::of)),
                        Cell.of(String.join("; ", category.stores()))))
            .toList());
  }

  private static Cell arrangement(JointControllers joint) {
    return new Cell(joint.essence(), joint.published());
  }

  private static List<String> recipients(JoinedActivity joined) {
    return orElse(
        names(joined.recipientsOfTheirOwn()),
        joined.processors().isEmpty() ? "nobody" : "nobody but the processors");
  }

  private static List<String> processors(JoinedActivity joined) {
    return joined.processors().stream()
        .map(
            processor ->
                processor.processor().name()
                    + (processor.subprocessors().isEmpty()
                        ? ""
                        : " (with " + String.join(", ", names(processor.subprocessors())) + ")"))
        .toList();
  }

  private static String retention(JoinedCategory category) {
    return category.retention().isEmpty()
        ? Cells.MISSING
        : joined(category.retention(), RetentionRule::text);
  }

  private static List<String> names(List<Recipient> recipients) {
    return recipients.stream().map(Recipient::name).toList();
  }

  private static List<String> orElse(List<String> all, String otherwise) {
    return all.isEmpty() ? List.of(otherwise) : all;
  }

  private static List<String> day(@Nullable LocalDate day) {
    return day == null ? List.of() : List.of(Texts.of(day));
  }

  @Override
  public String csv() {
    Csv csv = new Csv().row(COLUMNS);
    for (ActivitySheet sheet : activities) {
      JoinedActivity joined = sheet.joined();
      ProcessingActivity activity = joined.activity();
      for (JoinedCategory category : joined.categories()) {
        csv.row(
            List.of(
                controller.name(),
                activity.id().value(),
                activity.name(),
                iso(sheet.created()),
                iso(sheet.updated()),
                joined(joined.jointControllers(), Organisation::name),
                String.join("; ", sheet.software()),
                joined(activity.purposes(), Texts::of),
                String.join("; ", activity.dataSubjects()),
                category.category().title(),
                joined(activity.specialCategories(), Texts::of),
                retention(category),
                joined(category.sources(), Texts::of),
                String.join("; ", recipients(joined)),
                String.join("; ", processors(joined)),
                joined(joined.transfers(), RecipientTransfer::text),
                String.join("; ", orElse(activity.measures(), Cells.MISSING)),
                String.join("; ", category.stores()),
                joined(category.hooks(), hook -> hook.value())));
      }
    }
    return csv.text();
  }

  private static String iso(@Nullable LocalDate day) {
    return day == null ? "" : day.toString();
  }

  /** Collects what the activities do not say of their sheets. */
  public static final class Builder {

    private final JoinedActivities activities;
    private final Map<ActivityId, List<String>> software = new HashMap<>();
    private final Map<ActivityId, LocalDate> created = new HashMap<>();
    private final Map<ActivityId, LocalDate> updated = new HashMap<>();
    private final Set<InformationGap> transferGaps = new LinkedHashSet<>();
    private @Nullable LocalDate asOf;

    private Builder(JoinedActivities activities) {
      this.activities = Objects.requireNonNull(activities, "activities");
    }

    /** The civil day that the document says it is of. */
    public Builder asOf(LocalDate day) {
      asOf = day;
      return this;
    }

    /**
     * Looks whether the transfers on record are what chapter V asks for on a day (Art. 44,
     * 30(1)(e)). What a {@link TransferCheck} only hints at is left to whoever runs it.
     */
    public Builder checkedBy(TransferCheck check, LocalDate day) {
      for (JoinedActivity joined : activities.all()) {
        for (Organisation organisation : joined.organisations()) {
          List<Transfer> onRecord =
              joined.transfers().stream()
                  .filter(transfer -> isTo(transfer, organisation))
                  .map(RecipientTransfer::transfer)
                  .toList();
          look(check, organisation.country(), onRecord, organisation.name(), day);
        }
        for (RecipientTransfer transfer : joined.transfers()) {
          if (transfer.recipient() == null) {
            look(
                check,
                transfer.transfer().to(),
                List.of(transfer.transfer()),
                joined.activity().name(),
                day);
          }
        }
      }
      return this;
    }

    private static boolean isTo(RecipientTransfer transfer, Organisation organisation) {
      return transfer.recipient() != null && organisation.id().equals(transfer.recipient().party());
    }

    private void look(
        TransferCheck check, Country to, List<Transfer> onRecord, String about, LocalDate day) {
      for (TransferFinding finding : check.findings(to, onRecord, day)) {
        if (!finding.kind().isHint() || finding.kind() == TransferFinding.Kind.NOT_ON_RECORD) {
          transferGaps.add(
              new InformationGap("30(1)(e)", Required.WHERE_APPLICABLE, about, finding.text()));
        }
      }
    }

    /** When the sheet of an activity was begun and last changed. */
    public Builder dated(ActivityId activity, LocalDate createdOn, LocalDate updatedOn) {
      created.put(activity, createdOn);
      updated.put(activity, updatedOn);
      return this;
    }

    /** What an activity is done with. */
    public Builder software(ActivityId activity, String... names) {
      software.put(activity, List.of(names));
      return this;
    }

    /** The record. */
    public ControllerRecord build() {
      return new ControllerRecord(
          activities.controller(),
          asOf,
          activities.all().stream()
              .map(
                  joined -> {
                    ActivityId id = joined.activity().id();
                    return new ActivitySheet(
                        joined,
                        software.getOrDefault(id, List.of()),
                        created.get(id),
                        updated.get(id));
                  })
              .toList(),
          List.copyOf(transferGaps));
    }
  }
}
