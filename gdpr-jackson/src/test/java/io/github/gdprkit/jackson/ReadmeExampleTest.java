package io.github.gdprkit.jackson;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.ArchiveVerifier;
import io.github.gdprkit.archive.DirectoryArchiveStore;
import io.github.gdprkit.fulfilment.ExportOrder;
import io.github.gdprkit.fulfilment.ExportOutcome;
import io.github.gdprkit.hook.Approval;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ErasureBatch;
import io.github.gdprkit.hook.ErasureHook;
import io.github.gdprkit.hook.ErasureRule;
import io.github.gdprkit.hook.ErasureSlice;
import io.github.gdprkit.hook.ExportHook;
import io.github.gdprkit.hook.ExportSlice;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.hook.Mandate;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.RectificationHook;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.hook.RestrictionHook;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.hook.ThirdPartyPolicy;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.PersonalDataCategory;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.DataSubjectRight;
import io.github.gdprkit.testkit.contract.ErasureHookContract;
import io.github.gdprkit.testkit.contract.ExportHookContract;
import io.github.gdprkit.testkit.contract.RectificationHookContract;
import io.github.gdprkit.testkit.contract.RestrictionHookContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java of README.md and docs/, run; and a check that they show just this. */
class ReadmeExampleTest {

  private static final Pattern BLOCK = Pattern.compile("```java (\\w+)\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;

  // readme:hook
  /** The notes of a person. Each note has a number, and pages go by it. */
  record NotesHook(Notes notes) implements ExportHook {

    @Override
    public Declaration declaration() {
      return Declaration.of("notes", "Your notes", new PersonalDataCategory("notes", "Notes"))
          .text("What you noted down.")
          .field("id", "The number of the note")
          .field("text", "The note")
          .field("written", "When you wrote it, in UTC")
          .relations(Relation.AUTHOR)
          .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT)
          .legalBases(LegalBasis.CONTRACT)
          .retention("Until you delete it.")
          .byHook("You get all of them.", DataSubjectRight.ACCESS, DataSubjectRight.PORTABILITY)
          .byHand(
              "Our support does it for you.",
              DataSubjectRight.RECTIFICATION,
              DataSubjectRight.ERASURE,
              DataSubjectRight.RESTRICTION)
          .notApplicable(
              "Nothing is decided by notes.",
              DataSubjectRight.OBJECTION,
              DataSubjectRight.HUMAN_REVIEW)
          .build();
    }

    @Override
    public Findings locate(Scope scope) {
      return Findings.of(notes.count(scope)).upTo(Long.toString(notes.lastNumber()));
    }

    @Override
    public Page export(ExportSlice slice, RecordSink sink) {
      long after = slice.after() == null ? 0 : Long.parseLong(slice.after());
      long upTo = Long.parseLong(slice.upTo());
      for (Note note : notes.between(slice.scope(), after, upTo)) {
        sink.record(Relation.AUTHOR)
            .number("id", note.id())
            .text("text", note.text())
            .time("written", note.written())
            .end();
        if (sink.pageIsFull()) {
          return Page.after(Long.toString(note.id()));
        }
      }
      return Page.last();
    }
  }

  // readme:end

  @Test
  void exportsTheNotesOfOnePerson() throws Exception {
    Notes notes = new Notes();
    notes.add("42", "buy milk");
    notes.add("43", "somebody else's");
    // readme:export
    DirectoryArchiveStore archives = new DirectoryArchiveStore(folder.resolve("archives"));
    GdprKit gdpr =
        GdprKit.builder()
            .controller(Controller.of("acme", "Acme Ltd"))
            .hooks(HookCatalog.of(new NotesHook(notes)))
            .archives(archives)
            .format(new JacksonArchiveFormat())
            .build();

    ExportOrder order =
        ExportOrder.of(
            new ArchiveId("case-7"),
            DataSubject.ofAccount("42"),
            "Anna Lindqvist",
            ThirdPartyPolicy.OWN,
            new Approval("case-7", "the privacy desk", Clock.systemUTC().instant()));
    ExportOutcome outcome = gdpr.exports().run(order); // run it again after a crash: it goes on

    if (outcome instanceof ExportOutcome.Completed completed) {
      System.out.println(completed.manifest().records() + " records in case-7.zip");
    } else if (outcome instanceof ExportOutcome.Incomplete incomplete) {
      incomplete.failures().forEach(failure -> System.err.println(failure.message()));
    }
    // readme:end

    assertThat(outcome).isInstanceOf(ExportOutcome.Completed.class);
    assertThat(((ExportOutcome.Completed) outcome).manifest().records()).isEqualTo(1);
    assertThat(
            new ArchiveVerifier(new JacksonArchiveFormat())
                .verify(archives.file(new ArchiveId("case-7")))
                .problems())
        .isEmpty();
  }

  /** More than Jackson reads of one text: it is stored all the same, and only not previewed. */
  @Test
  void exportsANoteOfAnyLength() throws Exception {
    Notes notes = new Notes();
    notes.add("42", "x".repeat(21_000_000));
    DirectoryArchiveStore archives = new DirectoryArchiveStore(folder.resolve("archives"));
    ArchiveId id = new ArchiveId("long");

    ExportOutcome outcome =
        GdprKit.builder()
            .controller(Controller.of("acme", "Acme Ltd"))
            .hooks(HookCatalog.of(new NotesHook(notes)))
            .archives(archives)
            .format(new JacksonArchiveFormat())
            .build()
            .exports()
            .run(
                ExportOrder.of(
                    id,
                    DataSubject.ofAccount("42"),
                    "Anna",
                    ThirdPartyPolicy.OWN,
                    new Approval("case-8", "the privacy desk", Instant.EPOCH)));

    assertThat(outcome).isInstanceOf(ExportOutcome.Completed.class);
    assertThat(new ArchiveVerifier(new JacksonArchiveFormat()).verify(archives.file(id)).bytes())
        .isGreaterThan(21_000_000);
  }

  // readme:change
  /** The phone number of a person: one row, so one batch. */
  record PhoneHook(Phones phones) implements ErasureHook, RectificationHook, RestrictionHook {

    @Override
    public Declaration declaration() {
      return Declaration.of("phone", "Your number", new PersonalDataCategory("phone", "Phone"))
          .text("How we reach you by phone.")
          .field("number", "Your phone number")
          .relations(Relation.SUBJECT)
          .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT)
          .legalBases(LegalBasis.CONTRACT)
          .retention("Until you delete it.")
          .erasedByHook(ErasureRule.erase(), "It is deleted.")
          .byHook("It is changed to what you say.", DataSubjectRight.RECTIFICATION)
          .byHook("It is marked, and nobody calls it.", DataSubjectRight.RESTRICTION)
          .byHand("Our support gives it.", DataSubjectRight.ACCESS, DataSubjectRight.PORTABILITY)
          .notApplicable(
              "It rests on the contract, and nothing is decided by it.",
              DataSubjectRight.OBJECTION,
              DataSubjectRight.HUMAN_REVIEW)
          .build();
    }

    @Override
    public Findings locate(Scope scope) {
      return Findings.of(phones.count(scope));
    }

    @Override
    public ErasureBatch erase(ErasureSlice slice) {
      return ErasureBatch.last(phones.delete(slice.subject().account()) ? 1 : 0);
    }

    @Override
    public long remaining(Scope scope) {
      return phones.count(scope);
    }

    @Override
    public long rectify(Mandate mandate, Map<String, String> corrections) {
      if (!corrections.keySet().equals(Set.of("number"))) {
        throw new IllegalArgumentException("only the number can be put right");
      }
      return phones.change(mandate.subject().account(), corrections.get("number")) ? 1 : 0;
    }

    @Override
    public long restrict(Mandate mandate) {
      return phones.mark(mandate.subject().account(), true) ? 1 : 0;
    }

    @Override
    public long lift(Mandate mandate) {
      return phones.mark(mandate.subject().account(), false) ? 1 : 0;
    }
  }

  // readme:end

  /** Proves that what the guide shows for erasing, rectifying and restricting does it. */
  @Nested
  class PhoneHookTest
      implements ErasureHookContract, RectificationHookContract, RestrictionHookContract {

    private final Phones phones = new Phones();
    private int people;

    @Override
    public PhoneHook hook() {
      return new PhoneHook(phones);
    }

    @Override
    public int recordsPerPerson() {
      return 1;
    }

    @Override
    public DataSubject plant(String canary, int records) {
      DataSubject person = DataSubject.ofAccount("person-" + ++people);
      if (records > 0) {
        phones.add(person.account(), canary);
      }
      return person;
    }

    @Override
    public List<String> snapshot() {
      return phones.lines();
    }

    @Override
    public Map<String, String> corrections(String canary) {
      return Map.of("number", canary);
    }

    @Override
    public Map<String, String> stored(DataSubject subject) {
      return Map.of("number", phones.number(subject.account()));
    }
  }

  // readme:contract
  /** Proves that the hook keeps the contract, with pages, a decoy, a stranger and a crash. */
  @Nested
  class NotesHookTest implements ExportHookContract {

    private final Notes notes = new Notes();
    private int people;

    @Override
    public ExportHook hook() {
      return new NotesHook(notes);
    }

    @Override
    public DataSubject plant(String canary, int records) {
      DataSubject person = DataSubject.ofAccount("person-" + ++people);
      plantMore(person, canary, records);
      return person;
    }

    @Override
    public void plantMore(DataSubject person, String canary, int records) {
      for (int i = 0; i < records; i++) {
        notes.add(person.account(), canary + " " + i);
      }
    }
  }

  // readme:end

  @Test
  void isWhatTheReadmeShows() throws Exception {
    assertShown("README.md", "request");
    assertShown("docs/what-you-implement.md", "hook", "change", "contract", "export");
  }

  /** The example with a store is compiled where the store is. */
  private static final String WITH_A_STORE =
      "gdpr-jdbc/src/test/java/io/github/gdprkit/jdbc/ReadmeRequestTest.java";

  private static void assertShown(String document, String... regions) throws Exception {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("README.md"))) {
      root = root.getParent();
    }
    String text = Files.readString(root.resolve(document));
    String source =
        Files.readString(
            root.resolve(
                "gdpr-jackson/src/test/java/io/github/gdprkit/jackson/ReadmeExampleTest.java"));

    source += Files.readString(root.resolve(WITH_A_STORE));
    Matcher blocks = BLOCK.matcher(text);
    List<String> names = new ArrayList<>();
    while (blocks.find()) {
      names.add(blocks.group(1));
      assertThat(blocks.group(2)).isEqualTo(region(source, blocks.group(1)));
    }

    assertThat(names).containsExactly(regions);
    assertThat(text.split("```java", -1)).as("every block has a name").hasSize(names.size() + 1);
  }

  private static String region(String source, String name) {
    Matcher region =
        Pattern.compile("// readme:" + name + "\n(.*?)\n *// readme:end", Pattern.DOTALL)
            .matcher(source);
    assertThat(region.find()).as("a region readme:%s", name).isTrue();
    return region.group(1).stripTrailing().stripIndent() + "\n";
  }

  /** Stands for the application's own store. */
  static final class Phones {
    private final Map<String, String> numbers = new HashMap<>();
    private final Set<String> marked = new HashSet<>();

    void add(String account, String number) {
      numbers.put(account, number);
    }

    String number(String account) {
      return numbers.getOrDefault(account, "");
    }

    long count(Scope scope) {
      return numbers.keySet().stream()
          .filter(
              account ->
                  !(scope instanceof Scope.OneDataSubject one) || one.subject().hasAccount(account))
          .count();
    }

    boolean delete(String account) {
      marked.remove(account);
      return numbers.remove(account) != null;
    }

    boolean change(String account, String number) {
      return numbers.containsKey(account) && !number.equals(numbers.put(account, number));
    }

    boolean mark(String account, boolean isMarked) {
      return numbers.containsKey(account)
          && (isMarked ? marked.add(account) : marked.remove(account));
    }

    List<String> lines() {
      return numbers.entrySet().stream()
          .map(row -> row + (marked.contains(row.getKey()) ? " restricted" : ""))
          .toList();
    }
  }

  record Note(long id, String account, String text, Instant written) {}

  /** Stands for the application's own store. */
  static final class Notes {
    private final List<Note> all = new ArrayList<>();

    void add(String account, String text) {
      all.add(new Note(all.size() + 1L, account, text, Instant.parse("2026-03-01T09:30:00Z")));
    }

    long lastNumber() {
      return all.size();
    }

    long count(Scope scope) {
      return between(scope, 0, lastNumber()).size();
    }

    List<Note> between(Scope scope, long after, long upTo) {
      return all.stream()
          .filter(note -> note.id() > after && note.id() <= upTo)
          .filter(
              note ->
                  !(scope instanceof Scope.OneDataSubject one)
                      || one.subject().hasAccount(note.account()))
          .collect(Collectors.toList());
    }
  }
}
