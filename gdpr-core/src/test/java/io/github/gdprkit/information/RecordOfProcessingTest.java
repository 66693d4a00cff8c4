package io.github.gdprkit.information;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.gdprkit.party.AdequacyDecisions;
import io.github.gdprkit.party.Contact;
import io.github.gdprkit.party.ContactKind;
import io.github.gdprkit.party.Country;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.party.Transfer;
import io.github.gdprkit.party.TransferCheck;
import io.github.gdprkit.party.TransferMechanism;
import io.github.gdprkit.processing.ActivityId;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.ProcessingActivity;
import io.github.gdprkit.processing.Purpose;
import io.github.gdprkit.processing.SpecialCategoryCondition;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordOfProcessingTest {

  private static final Pattern TAG = Pattern.compile("<[^>]*>");

  private static final Organisation CLOUD =
      Organisation.of("cloud", "Cloud GmbH", Country.of("DE"))
          .at("2 Dock, Hamburg")
          .with(Contact.of(ContactKind.DATA_PROTECTION_OFFICER, "Kim", "dpo@cloud.example"));
  private static final Organisation DESK = Organisation.of("desk", "Desk Inc.", Country.of("US"));
  private static final Organisation OTHER =
      Organisation.of("other", "Other Oy", Country.of("FI"))
          .at("3 Pier, Turku")
          .with(Contact.of(ContactKind.PRIVACY, "Desk", "privacy@other.example"));

  private static final Transfer CLAUSES =
      new Transfer(
          Country.of("US"),
          TransferMechanism.STANDARD_CONTRACTUAL_CLAUSES,
          "keys stay in Hamburg",
          URI.create("https://cloud.example/clauses"));

  @Test
  void saysEverythingThatArticle30Asks() {
    String record =
        ControllerRecord.of(
                withRegisters(
                        ProcessingActivities.of(
                            Host.ACME.with(
                                Contact.of(
                                    ContactKind.REPRESENTATIVE, "Reps SA", "reps@reps.example")),
                            Host.noteTaking()
                                .processedBy(CLOUD.id())
                                .specialCategories(SpecialCategoryCondition.EXPLICIT_CONSENT)
                                .build()))
                    .joinedWith(Host.hooks(Host.notes().recipient("The auditor"))))
            .asOf(LocalDate.of(2027, 3, 1))
            .dated(
                new ActivityId("note-taking"), LocalDate.of(2026, 5, 25), LocalDate.of(2027, 2, 28))
            .software(new ActivityId("note-taking"), "Jotter 4")
            .build()
            .html();

    assertThat(text(record))
        .contains("Acme Ltd", "1 Quay, Cork", "Privacy desk, privacy@acme.example")
        .contains("Reps SA, reps@reps.example", "none named")
        .contains("As of 1 March 2027", "25 May 2026", "28 February 2027", "Jotter 4")
        .contains("To keep your notes: contract (Art. 6(1)(b))")
        .contains("Users", "explicit consent (Art. 9(2)(a))")
        .contains("Notes", "Until you delete them", "provided by the data subject", "note")
        .contains("The auditor", "Cloud GmbH (with Desk Inc.)")
        .contains(
            "Desk Inc., United States: standard contractual clauses of the Commission (Art."
                + " 46(2)(c)); keys stay in Hamburg")
        .contains("Encrypted at rest", "Nobody has to note anything.");
    assertThat(record).contains("href=\"https://cloud.example/clauses\"");
  }

  @Test
  void changesWhenADeclarationChanges() {
    ControllerRecord before = record(Host.noteTaking().build());
    ControllerRecord after =
        ControllerRecord.of(
                ProcessingActivities.of(Host.ACME, Host.noteTaking().build())
                    .joinedWith(
                        Host.hooks(
                            Host.notes()
                                .retention("Ninety days")
                                .recipient("Pushy Ltd")
                                .storedIn("archive"))))
            .build();

    for (RecordOfProcessing record : List.of(before, after)) {
      boolean isNew = record == after;
      for (String document : List.of(record.markdown(), record.html(), record.csv())) {
        assertThat(document.contains("Ninety days")).isEqualTo(isNew);
        assertThat(document.contains("Pushy Ltd")).isEqualTo(isNew);
        assertThat(document.contains("archive")).isEqualTo(isNew);
      }
    }
  }

  @Test
  void givesTheSameBytesForTheSameContent() {
    ControllerRecord one = record(Host.noteTaking().build());
    ControllerRecord other = record(Host.noteTaking().build());

    assertThat(one).isEqualTo(other);
    assertThat(one.html()).isEqualTo(other.html());
    assertThat(one.markdown()).isEqualTo(other.markdown());
    assertThat(one.csv()).isEqualTo(other.csv());
  }

  @Test
  void hasNoGapsWhereEverythingIsSaid() {
    ControllerRecord record = record(Host.noteTaking().build());

    assertThat(record.gaps()).isEmpty();
    assertThat(record.html()).doesNotContain("Still missing");
  }

  @Test
  void listsWhatIsMissingAsDataAndInTheDocuments() {
    Organisation bare = Organisation.of("acme", "Acme Ltd", Country.of("IE"));
    ProcessingActivity activity =
        ProcessingActivity.of("hiring", "Hiring", bare.id())
            .processedBy(new PartyId("stranger"))
            .purpose(Purpose.of("To choose", LegalBasis.CONTRACT))
            .dataSubjects("Applicants")
            .categories(Host.NOTES)
            .requirement("None.")
            .withoutHook("Paper")
            .build();

    ControllerRecord record =
        ControllerRecord.of(
                ProcessingActivities.of(bare, activity).joinedWith(Host.hooks(Host.log())))
            .build();

    assertThat(record.gaps())
        .extracting(gap -> gap.provision() + " " + gap.about())
        .containsExactly(
            "30(1)(a) Acme Ltd",
            "30(1)(a) Acme Ltd",
            "30(1)(d) Hiring",
            "30(1)(f) Hiring",
            "30(1)(g) Hiring");
    for (InformationGap gap : record.gaps()) {
      assertThat(text(record.html())).contains(gap.provision(), gap.text());
    }
    assertThat(record.markdown()).contains("Still missing", "5 things");
    assertThat(record.csv()).contains(",missing,");
  }

  @Test
  void listsATransferThatNothingOnRecordAllows() {
    ProcessingActivities activities =
        withRegisters(
            ProcessingActivities.of(
                Host.ACME,
                Host.noteTaking()
                    .processedBy(CLOUD.id())
                    .transfer(Transfer.to(Country.of("IN"), TransferMechanism.ADEQUACY_DECISION))
                    .build()));
    TransferCheck check = new TransferCheck(AdequacyDecisions.bundled());
    LocalDate day = LocalDate.of(2026, 3, 1);

    ControllerRecord sound =
        ControllerRecord.of(activities.joinedWith(Host.hooks(Host.notes())))
            .checkedBy(check, day)
            .build();
    ControllerRecord unsound =
        ControllerRecord.of(
                activities.withTransfers(id -> List.of()).joinedWith(Host.hooks(Host.notes())))
            .checkedBy(check, day)
            .build();

    assertThat(sound.gaps())
        .extracting(gap -> gap.provision() + " " + gap.about())
        .containsExactly("30(1)(e) Note taking");
    assertThat(unsound.gaps())
        .extracting(gap -> gap.provision() + " " + gap.about())
        .containsExactly("30(1)(e) Desk Inc.", "30(1)(e) Note taking");
    assertThat(unsound.markdown()).contains("a third country on 2026-03-01");
  }

  @Test
  void saysThatARecordWithoutActivitiesIsNone() {
    ControllerRecord record =
        ControllerRecord.of(ProcessingActivities.of(Host.ACME).joinedWith(Host.hooks(Host.notes())))
            .build();

    assertThat(record.gaps()).extracting(InformationGap::provision).containsExactly("30(1)(b)");
  }

  @Test
  void hasARowForEachActivityAndCategory() {
    String csv = ControllerRecord.of(Host.joined()).build().csv();

    assertThat(csv.split("\r\n")).hasSize(3);
    assertThat(csv.split("\r\n")[1]).startsWith("Acme Ltd,note-taking,Note taking");
    assertThat(csv.split("\r\n")[2]).startsWith("Acme Ltd,operation,Operation");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=HYPERLINK(\"http://evil.example\")",
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "| a | b |\n|---|---|",
        "[x](javascript:alert(1))",
        "\u202E<b>"
      })
  void showsHostileTextAndObeysNoneOfIt(String hostile) {
    RecordOfProcessing harmless = hostile("harmless");
    RecordOfProcessing record = hostile(hostile);

    assertThat(tags(record.html())).isEqualTo(tags(harmless.html()));
    assertThat(record.markdown().replaceAll("\\\\.", ""))
        .doesNotContain("<script", "<img", "](javascript", "\u202E");
    assertThat(record.markdown().lines().count()).isEqualTo(harmless.markdown().lines().count());
    assertThat(record.csv().lines()).noneMatch(line -> line.startsWith("="));
    assertThat(record.csv()).doesNotContain(",=", ",\"=");
  }

  @Test
  void refusesASheetThatWasUpdatedBeforeItWasCreated() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ControllerRecord.of(Host.joined())
                    .dated(
                        new ActivityId("operation"),
                        LocalDate.of(2027, 1, 2),
                        LocalDate.of(2027, 1, 1))
                    .build())
        .withMessageContaining("operation");
  }

  @Test
  void listsForAProcessorWhatItDoesForEachController() {
    ProcessorRecord record = processorRecord();

    assertThat(record.gaps()).isEmpty();
    assertThat(record.controllers())
        .extracting(one -> one.controller().name())
        .containsExactly("Acme Ltd", "Other Oy");
    assertThat(text(record.html()))
        .contains("Article 30(2)", "Cloud GmbH", "Kim, dpo@cloud.example", "As of 1 March 2027")
        .contains("Acme Ltd", "1 Quay, Cork", "privacy@acme.example")
        .contains("Other Oy", "3 Pier, Turku", "privacy@other.example")
        .contains("Note taking", "Notes", "Users", "Desk Inc.")
        .contains("standard contractual clauses of the Commission", "Two locks");
    assertThat(record.csv().split("\r\n")).hasSize(3);
  }

  @Test
  void showsAControllerNothingOfAnother() {
    ProcessorRecord record = processorRecord().forController(OTHER.id());

    for (String document : List.of(record.html(), record.markdown(), record.csv())) {
      assertThat(document).contains("Other Oy").doesNotContain("Acme", "acme", "Cork");
    }
    assertThat(record.toString()).doesNotContain("Acme", "acme", "Cork");
  }

  @Test
  void listsOnlyTheActivitiesAndTransfersOfTheProcessor() {
    Transfer own = Transfer.to(Country.of("CH"), TransferMechanism.ADEQUACY_DECISION);
    ProcessorRecord record =
        ProcessorRecord.of(
            CLOUD,
            List.of(
                withRegisters(
                        ProcessingActivities.of(
                            Host.ACME,
                            Host.noteTaking().processedBy(CLOUD.id()).transfer(own).build(),
                            Host.operation().build()))
                    .joinedWith(Host.hooks(Host.notes(), Host.log()))),
            List.of("Two locks"));

    assertThat(record.controllers().get(0).processing())
        .extracting(ProcessorRecord.Processing::name)
        .containsExactly("Note taking");
    assertThat(record.controllers().get(0).transfers())
        .extracting(RecipientTransfer::transfer)
        .containsExactly(CLAUSES);
  }

  @Test
  void saysWhatAProcessorsRecordLacks() {
    ProcessorRecord record =
        ProcessorRecord.of(
            DESK,
            List.of(
                ProcessingActivities.of(Host.ACME, Host.noteTaking().build())
                    .joinedWith(Host.hooks(Host.notes()))),
            List.of());

    assertThat(record.gaps())
        .extracting(gap -> gap.provision() + " " + gap.about())
        .containsExactly(
            "30(2)(a) Desk Inc.", "30(2)(a) Desk Inc.", "30(2)(b) Acme Ltd", "30(2)(d) Desk Inc.");
    assertThat(record.html()).contains("Still missing");
    assertThat(record.csv()).contains("Acme Ltd", "missing");
  }

  @Test
  void saysThatAProcessorsRecordWithoutControllersIsNone() {
    ProcessorRecord record = ProcessorRecord.of(CLOUD, List.of(), List.of("Two locks"));

    assertThat(record.gaps())
        .extracting(gap -> gap.provision() + " " + gap.about() + ": " + gap.text())
        .containsExactly(
            "30(2)(a) Cloud GmbH: there is no controller; name those for whom it processes");
    assertThat(record.html()).contains("Still missing");
  }

  @Test
  void refusesAControllerThatIsNotInTheRecordOrTwice() {
    ProcessorRecord record = processorRecord();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> record.forController(new PartyId("stranger")))
        .withMessageContaining("stranger");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> ProcessorRecord.of(CLOUD, List.of(Host.joined(), Host.joined()), List.of()))
        .withMessageContaining("acme");
  }

  private static ProcessorRecord processorRecord() {
    return ProcessorRecord.of(
            CLOUD, List.of(hostedFor(Host.ACME), hostedFor(OTHER)), List.of("Two locks"))
        .asOf(LocalDate.of(2027, 3, 1));
  }

  private static JoinedActivities hostedFor(Organisation controller) {
    ProcessingActivity activity =
        ProcessingActivity.of("note-taking", "Note taking", controller.id())
            .processedBy(CLOUD.id())
            .purpose(Purpose.of("To keep your notes", LegalBasis.CONTRACT))
            .dataSubjects("Users")
            .categories(Host.NOTES)
            .requirement("None.")
            .build();
    return withRegisters(ProcessingActivities.of(controller, activity))
        .joinedWith(Host.hooks(Host.notes()));
  }

  private static ProcessingActivities withRegisters(ProcessingActivities activities) {
    return activities
        .knowing(
            id ->
                id.equals(CLOUD.id())
                    ? Optional.of(CLOUD)
                    : Optional.of(DESK).filter(desk -> desk.id().equals(id)))
        .withTransfers(id -> id.equals(DESK.id()) ? List.of(CLAUSES) : List.of())
        .withSubprocessors(id -> id.equals(CLOUD.id()) ? List.of(DESK.id()) : List.of());
  }

  private static ControllerRecord record(ProcessingActivity activity) {
    return ControllerRecord.of(
            ProcessingActivities.of(Host.ACME, activity).joinedWith(Host.hooks(Host.notes())))
        .build();
  }

  private static RecordOfProcessing hostile(String text) {
    Organisation controller =
        Organisation.of("acme", text, Country.of("IE"))
            .at(text)
            .with(Contact.of(ContactKind.PRIVACY, text, text));
    ProcessingActivity activity =
        ProcessingActivity.of("note-taking", text, controller.id())
            .purpose(Purpose.of(text, LegalBasis.CONTRACT))
            .dataSubjects(text)
            .categories(Host.NOTES)
            .measures(text)
            .requirement(text)
            .build();
    return ControllerRecord.of(
            ProcessingActivities.of(controller, activity)
                .joinedWith(Host.hooks(Host.notes().recipient(text).retention(text))))
        .build();
  }

  private static String text(String html) {
    return TAG.matcher(html).replaceAll("").replace("&#39;", "'");
  }

  private static List<String> tags(String html) {
    return TAG.matcher(html).results().map(result -> result.group()).toList();
  }
}
