package io.github.gdprkit.jackson;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.DirectoryArchiveStore;
import io.github.gdprkit.fulfilment.ExportOrder;
import io.github.gdprkit.fulfilment.ExportOutcome;
import io.github.gdprkit.hook.Approval;
import io.github.gdprkit.hook.DataHook;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.hook.ThirdPartyPolicy;
import io.github.gdprkit.information.ControllerRecord;
import io.github.gdprkit.information.JoinedActivities;
import io.github.gdprkit.information.NoticeWords;
import io.github.gdprkit.information.PrivacyNotice;
import io.github.gdprkit.information.ProcessingActivities;
import io.github.gdprkit.information.ProcessorRecord;
import io.github.gdprkit.party.AdequacyDecisions;
import io.github.gdprkit.party.Contact;
import io.github.gdprkit.party.ContactKind;
import io.github.gdprkit.party.Country;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.party.Parties;
import io.github.gdprkit.party.Transfer;
import io.github.gdprkit.party.TransferCheck;
import io.github.gdprkit.party.TransferMechanism;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.PersonalDataCategory;
import io.github.gdprkit.processing.ProcessingActivity;
import io.github.gdprkit.processing.Purpose;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.DataSubjectRight;
import io.github.gdprkit.testkit.contract.RecordOfProcessingContract;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java of docs/record-of-processing.md, run; and a check that it shows just this. */
class RecordExampleTest {

  private static final Pattern BLOCK = Pattern.compile("```java (\\w+)\n(.*?)```", Pattern.DOTALL);
  private static final String DOCUMENT = "docs/record-of-processing.md";
  private static final String SOURCE =
      "gdpr-jackson/src/test/java/io/github/gdprkit/jackson/RecordExampleTest.java";

  private static final PersonalDataCategory NOTES = new PersonalDataCategory("notes", "Notes");
  private static final PersonalDataCategory APPLICATIONS =
      new PersonalDataCategory("applications", "Job applications");

  @TempDir private Path folder;

  private final Organisation acme =
      Organisation.of("acme", "Acme Ltd", Country.of("IE"))
          .at("1 Quay, Cork")
          .with(Contact.of(ContactKind.PRIVACY, "Privacy desk", "privacy@acme.example"));
  private final Organisation cloud =
      Organisation.of("cloud", "Cloud GmbH", Country.of("DE"))
          .at("2 Dock, Hamburg")
          .with(Contact.of(ContactKind.PRIVACY, "Privacy desk", "privacy@cloud.example"));
  private final Organisation desk = Organisation.of("desk", "Desk Inc.", Country.of("US"));
  private final Transfer toDesk =
      new Transfer(
          desk.country(),
          TransferMechanism.STANDARD_CONTRACTUAL_CLAUSES,
          "",
          URI.create("https://cloud.example/clauses"));
  private final HookCatalog hooks = HookCatalog.of(new Notes());
  private final ProcessingActivities activities = activities();

  private ProcessingActivities activities() {
    // readme:activities
    ProcessingActivity notes =
        ProcessingActivity.of("note-taking", "Taking notes", acme.id())
            .processedBy(cloud.id())
            .purpose(Purpose.of("To keep your notes where you find them", LegalBasis.CONTRACT))
            .dataSubjects("Users")
            .categories(NOTES)
            .measures("Encrypted at rest", "Two people can read the database")
            .requirement("Nobody has to take notes; without them there is nothing to keep.")
            .build();
    ProcessingActivity hiring =
        ProcessingActivity.of("hiring", "Hiring", acme.id())
            .purpose(Purpose.of("To choose whom to employ", LegalBasis.CONTRACT))
            .dataSubjects("Applicants")
            .categories(APPLICATIONS)
            .kept(APPLICATIONS, "Six months after the decision")
            .measures("A locked cabinet")
            .requirement("Without an application there is nobody to choose.")
            .withoutHook("Paper files in the office") // said, so that nobody looks for a hook
            .build();

    Parties parties = Parties.of(acme, cloud, desk);
    ProcessingActivities activities =
        ProcessingActivities.of(acme, notes, hiring)
            .knowing(parties::find)
            .withTransfers(party -> party.equals(desk.id()) ? List.of(toDesk) : List.of())
            .withSubprocessors(party -> party.equals(cloud.id()) ? List.of(desk.id()) : List.of());
    // readme:end
    return activities;
  }

  @Test
  void writesTheRecord() throws Exception {
    ProcessingActivity notes = activities.all().get(0);
    // readme:record
    JoinedActivities joined = activities.joinedWith(hooks); // or gdpr.activities()
    ControllerRecord record =
        ControllerRecord.of(joined)
            .asOf(LocalDate.of(2027, 3, 1))
            .dated(notes.id(), LocalDate.of(2026, 5, 25), LocalDate.of(2027, 2, 28))
            .software(notes.id(), "Jotter 4")
            .checkedBy(new TransferCheck(AdequacyDecisions.bundled()), LocalDate.of(2027, 3, 1))
            .build();
    Files.writeString(folder.resolve("record.html"), record.html());
    Files.writeString(folder.resolve("record.md"), record.markdown());
    Files.writeString(folder.resolve("record.csv"), record.csv());
    record.gaps().forEach(gap -> System.err.println(gap.about() + ": " + gap.text()));
    // readme:end

    assertThat(record.gaps()).isEmpty();
    assertThat(folder.resolve("record.md")).content().contains("Jotter 4", "Desk Inc.");
  }

  @Test
  void writesTheRecordOfTheProcessor() {
    JoinedActivities joined = activities.joinedWith(hooks);
    // readme:processor
    ProcessorRecord all = ProcessorRecord.of(cloud, List.of(joined), List.of("Two locks"));
    ProcessorRecord forAcme = all.forController(acme.id()); // what Acme may see
    // readme:end

    assertThat(forAcme.markdown()).contains("Acme Ltd");
    assertThat(all.gaps()).isEmpty();
  }

  @Test
  void writesTheNotices() {
    JoinedActivities joined = activities.joinedWith(hooks);
    // readme:notice
    NoticeWords words =
        NoticeWords.of("the Data Protection Commission, Dublin", "Write to privacy@acme.example.")
            .source(APPLICATIONS, "from you, and from whom you name as a reference; not public");
    PrivacyNotice collected = PrivacyNotice.whenCollected(joined, words); // Art. 13
    PrivacyNotice elsewhere = PrivacyNotice.whenObtainedElsewhere(joined, words); // Art. 14
    // readme:end

    assertThat(collected.gaps()).isEmpty();
    assertThat(elsewhere.gaps()).isEmpty();
  }

  @Test
  void tellsInAnArchiveWhatTheActivitiesSay() {
    DirectoryArchiveStore archives = new DirectoryArchiveStore(folder.resolve("archives"));
    // readme:kit
    GdprKit gdpr =
        GdprKit.builder()
            .controller(acme.controller())
            .hooks(hooks)
            .activities(activities)
            .archives(archives)
            .format(new JacksonArchiveFormat())
            .build();
    // readme:end

    ExportOutcome outcome =
        gdpr.exports()
            .run(
                ExportOrder.of(
                    new ArchiveId("case-7"),
                    DataSubject.ofAccount("42"),
                    "Anna",
                    ThirdPartyPolicy.OWN,
                    new Approval("case-7", "the privacy desk", Instant.EPOCH)));

    assertThat(outcome).isInstanceOf(ExportOutcome.Completed.class);
    assertThat(((ExportOutcome.Completed) outcome).manifest().information())
        .isNotNull()
        .satisfies(
            information ->
                assertThat(information.recipients()).containsExactly("Cloud GmbH", "Desk Inc."));
  }

  // readme:drift
  /** Fails when a hook, an activity or a table is added and the others are not told. */
  @Nested
  class AcmeRecordTest implements RecordOfProcessingContract {

    @Override
    public JoinedActivities activities() {
      return activities.joinedWith(hooks);
    }

    @Override
    public Collection<String> stores() {
      return List.of("note", "schema_version"); // ask your database for its tables
    }

    @Override
    public Map<String, String> exclusions() {
      return Map.of("schema_version", "Numbers of migrations");
    }
  }

  // readme:end

  @Test
  void isWhatTheGuideShows() throws Exception {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("README.md"))) {
      root = root.getParent();
    }
    String text = Files.readString(root.resolve(DOCUMENT));
    String source = Files.readString(root.resolve(SOURCE));

    List<String> names = new ArrayList<>();
    Matcher blocks = BLOCK.matcher(text);
    while (blocks.find()) {
      names.add(blocks.group(1));
      assertThat(blocks.group(2)).isEqualTo(region(source, blocks.group(1)));
    }

    assertThat(names)
        .containsExactly("activities", "record", "processor", "notice", "kit", "drift");
    assertThat(text.split("```java", -1)).as("every block has a name").hasSize(names.size() + 1);
  }

  private static String region(String source, String name) {
    Matcher region =
        Pattern.compile("// readme:" + name + "\n(.*?)\n *// readme:end", Pattern.DOTALL)
            .matcher(source);
    assertThat(region.find()).as("a region readme:%s", name).isTrue();
    return region.group(1).stripTrailing().stripIndent() + "\n";
  }

  private static final class Notes implements DataHook {
    @Override
    public Declaration declaration() {
      return Declaration.of("notes", "Your notes", NOTES)
          .text("What you noted down.")
          .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT)
          .legalBases(LegalBasis.CONTRACT)
          .retention("Until you delete them.")
          .storedIn("note")
          .byHand("Our support does it for you.", DataSubjectRight.values())
          .build();
    }

    @Override
    public Findings locate(Scope scope) {
      return Findings.nothing();
    }
  }
}
