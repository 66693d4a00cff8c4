package io.github.gdprkit.information;

import static io.github.gdprkit.information.Texts.joined;

import io.github.gdprkit.markup.Cell;
import io.github.gdprkit.markup.Csv;
import io.github.gdprkit.markup.Document;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.processing.ActivityId;
import io.github.gdprkit.processing.PersonalDataCategory;
import io.github.gdprkit.processing.Recipient;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A processor's record of what it does for controllers (Art. 30(2)). The whole names every
 * controller and is the processor's own; what one controller may see of it is {@link
 * #forController}.
 *
 * @param processor whose record it is
 * @param asOf civil day that the document says it is of; {@code null} to say none
 * @param controllers for whom it processes
 * @param measures how it protects what it processes, in words (Art. 30(2)(d))
 */
public record ProcessorRecord(
    Organisation processor,
    @Nullable LocalDate asOf,
    List<ForController> controllers,
    List<String> measures)
    implements RecordOfProcessing {

  private static final List<String> COLUMNS =
      List.of(
          "Processor",
          "Controller",
          "Address",
          "Contacts",
          "Activity",
          "Processing",
          "Category of data",
          "Data subjects",
          "Subprocessors",
          "Transfers",
          "Measures");

  /**
   * What is done for one controller.
   *
   * @param controller who decides, with contacts (Art. 30(2)(a))
   * @param processing the categories of processing (Art. 30(2)(b))
   * @param transfers to third countries that come with the processor and those that it engaged
   *     (Art. 30(2)(c))
   */
  public record ForController(
      Organisation controller, List<Processing> processing, List<RecipientTransfer> transfers) {

    /** Copies the lists. */
    public ForController {
      Objects.requireNonNull(controller, "controller");
      processing = List.copyOf(processing);
      transfers = List.copyOf(transfers);
    }
  }

  /**
   * One category of processing on behalf of a controller.
   *
   * @param activity the controller's activity that it serves
   * @param name of it, for people
   * @param categories which data
   * @param dataSubjects whose data
   * @param subprocessors who helps
   */
  public record Processing(
      ActivityId activity,
      String name,
      List<PersonalDataCategory> categories,
      List<String> dataSubjects,
      List<Recipient> subprocessors) {

    /** Copies the lists. */
    public Processing {
      Objects.requireNonNull(activity, "activity");
      Objects.requireNonNull(name, "name");
      categories = List.copyOf(categories);
      dataSubjects = List.copyOf(dataSubjects);
      subprocessors = List.copyOf(subprocessors);
    }
  }

  /** Refuses a controller that is in it twice with {@link IllegalArgumentException}. */
  public ProcessorRecord {
    Objects.requireNonNull(processor, "processor");
    controllers = List.copyOf(controllers);
    measures = List.copyOf(measures);
    Set<PartyId> seen = new HashSet<>();
    for (ForController one : controllers) {
      if (!seen.add(one.controller().id())) {
        throw new IllegalArgumentException(
            "The controller "
                + one.controller().id().value()
                + " is in the record twice; put its activities together");
      }
    }
  }

  /**
   * What this processor does for these controllers: the activities of theirs that name it as their
   * processor.
   *
   * @param measures how it protects what it processes, in words
   */
  public static ProcessorRecord of(
      Organisation processor, Collection<JoinedActivities> controllers, List<String> measures) {
    return new ProcessorRecord(
        processor,
        null,
        controllers.stream().map(activities -> forOne(processor.id(), activities)).toList(),
        measures);
  }

  private static ForController forOne(PartyId processor, JoinedActivities activities) {
    List<Processing> processing = new ArrayList<>();
    Set<RecipientTransfer> transfers = new LinkedHashSet<>();
    for (JoinedActivity joined : activities.all()) {
      for (JoinedProcessor one : joined.processors()) {
        if (processor.equals(one.processor().party())) {
          processing.add(
              new Processing(
                  joined.activity().id(),
                  joined.activity().name(),
                  joined.activity().categories(),
                  joined.activity().dataSubjects(),
                  one.subprocessors()));
          joined.transfers().stream()
              .filter(transfer -> isOf(one, transfer.recipient()))
              .forEach(transfers::add);
        }
      }
    }
    return new ForController(activities.controller(), processing, List.copyOf(transfers));
  }

  private static boolean isOf(JoinedProcessor processor, @Nullable Recipient recipient) {
    return recipient != null
        && (Recipients.isSame(recipient, processor.processor())
            || processor.subprocessors().stream()
                .anyMatch(subprocessor -> Recipients.isSame(recipient, subprocessor)));
  }

  /** The same, said to be of this civil day. */
  public ProcessorRecord asOf(LocalDate day) {
    return new ProcessorRecord(processor, day, controllers, measures);
  }

  /**
   * What the processor does for this controller, and nothing of any other.
   *
   * @throws IllegalArgumentException when it does nothing for it
   */
  public ProcessorRecord forController(PartyId controller) {
    List<ForController> one =
        controllers.stream().filter(each -> each.controller().id().equals(controller)).toList();
    if (one.isEmpty()) {
      throw new IllegalArgumentException(
          processor.name() + " has no record of the controller " + controller.value());
    }
    return new ProcessorRecord(processor, asOf, one, measures);
  }

  @Override
  public List<InformationGap> gaps() {
    List<InformationGap> gaps = new ArrayList<>(PartyFacts.gaps(processor, "30(2)(a)"));
    if (controllers.isEmpty()) {
      gaps.add(
          new InformationGap(
              "30(2)(a)",
              Required.ALWAYS,
              processor.name(),
              "there is no controller; name those for whom it processes"));
    }
    for (ForController one : controllers) {
      gaps.addAll(PartyFacts.gaps(one.controller(), "30(2)(a)"));
      if (one.processing().isEmpty()) {
        gaps.add(
            new InformationGap(
                "30(2)(b)",
                Required.ALWAYS,
                one.controller().name(),
                "no activity of this controller names "
                    + processor.name()
                    + " as its processor; add processedBy(...), or leave the controller out"));
      }
    }
    if (measures.isEmpty()) {
      gaps.add(
          new InformationGap(
              "30(2)(d)",
              Required.WHERE_POSSIBLE,
              processor.name(),
              "the record does not say how the data is protected; add measures"));
    }
    return List.copyOf(gaps);
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
    Document document = new Document("Record of processing on behalf of controllers");
    document.soft(
        "Of "
            + processor.name()
            + ", the processor, under Article 30(2) of the General Data Protection Regulation."
            + (asOf == null ? "" : " As of " + Texts.of(asOf) + "."));
    document.section("Processor").facts(PartyFacts.of(processor));
    GapTable.write(gaps(), document);
    document.section("Measures");
    document.points(measures.isEmpty() ? List.of(Cell.of(Cells.MISSING)) : Cells.of(measures));
    for (ForController one : controllers) {
      Map<String, List<Cell>> facts = new LinkedHashMap<>(PartyFacts.of(one.controller()));
      facts.put("Transfers to third countries", Cells.ofTransfers(one.transfers()));
      document.section("For " + one.controller().name()).facts(facts);
      if (one.processing().isEmpty()) {
        document.note("Categories of processing: " + Cells.MISSING);
        continue;
      }
      document.table(
          List.of("Processing", "Categories of data", "Data subjects", "Subprocessors"),
          one.processing().stream()
              .map(
                  processing ->
                      List.of(
                          Cell.of(processing.name()),
                          Cell.of(joined(processing.categories(), PersonalDataCategory::title)),
                          Cell.of(String.join("; ", processing.dataSubjects())),
                          Cell.of(joined(processing.subprocessors(), Recipient::name))))
              .toList());
    }
    return document;
  }

  @Override
  public String csv() {
    Csv csv = new Csv().row(COLUMNS);
    String protection = measures.isEmpty() ? Cells.MISSING : String.join("; ", measures);
    for (ForController one : controllers) {
      String contacts =
          joined(
              one.controller().contacts(),
              contact -> contact.kind().text() + ": " + contact.text());
      for (Processing processing : one.processing()) {
        for (PersonalDataCategory category : processing.categories()) {
          csv.row(
              List.of(
                  processor.name(),
                  one.controller().name(),
                  one.controller().address(),
                  contacts,
                  processing.activity().value(),
                  processing.name(),
                  category.title(),
                  String.join("; ", processing.dataSubjects()),
                  joined(processing.subprocessors(), Recipient::name),
                  joined(one.transfers(), RecipientTransfer::text),
                  protection));
        }
      }
      if (one.processing().isEmpty()) {
        csv.row(
            List.of(
                processor.name(),
                one.controller().name(),
                one.controller().address(),
                contacts,
                Cells.MISSING,
                Cells.MISSING,
                "",
                "",
                "",
                "",
                protection));
      }
    }
    return csv.text();
  }
}
