package io.github.gdprkit.testkit.engine;

import static io.github.gdprkit.hook.ThirdPartyPolicy.ADDRESSED;
import static io.github.gdprkit.hook.ThirdPartyPolicy.OWN;
import static io.github.gdprkit.hook.ThirdPartyPolicy.VISIBLE;
import static io.github.gdprkit.testkit.fixture.FixtureChat.CHANNEL_MESSAGES;
import static io.github.gdprkit.testkit.fixture.FixtureChat.DIRECT_MESSAGES_RECEIVED;
import static io.github.gdprkit.testkit.fixture.FixtureChat.MESSAGES_SENT;
import static io.github.gdprkit.testkit.fixture.FixtureChat.PROFILE;
import static io.github.gdprkit.testkit.fixture.FixtureChat.PUSH_REGISTRATIONS;
import static io.github.gdprkit.testkit.fixture.FixtureChat.SERVER_LOG;
import static io.github.gdprkit.testkit.fixture.FixtureChat.TOWN_SQUARE;
import static io.github.gdprkit.testkit.fixture.FixtureChat.UPLOADS;
import static io.github.gdprkit.testkit.fixture.Subjects.ANNA;
import static io.github.gdprkit.testkit.fixture.Subjects.BORIS;
import static io.github.gdprkit.testkit.fixture.Subjects.accountOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.Manifest;
import io.github.gdprkit.archive.Manifest.LeftOut;
import io.github.gdprkit.archive.Manifest.Outcome;
import io.github.gdprkit.fulfilment.ExportOrder;
import io.github.gdprkit.fulfilment.ExportOutcome;
import io.github.gdprkit.hook.Attachment;
import io.github.gdprkit.hook.ChatCategories;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ExportHook;
import io.github.gdprkit.hook.ExportSlice;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.hook.PersonTreatment;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.hook.ThirdPartyPolicy;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.DataSubjectRight;
import io.github.gdprkit.testkit.fault.FailingHook;
import io.github.gdprkit.testkit.fixture.FixtureChat;
import io.github.gdprkit.testkit.fixture.Orders;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.memory.RecordedArchive;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@GdprReference(
    article = "15(4)",
    text =
        "The right to obtain a copy referred to in paragraph 3 shall not adversely affect the"
            + " rights and freedoms of others.")
class PoliciesTest {

  private static final DataSubject CLARA = Subjects.person("clara-1234");

  private final FixtureChat chat = new FixtureChat();
  private final Engine engine = new Engine();

  @BeforeEach
  void letThemTalk() {
    chat.join(CLARA);
    chat.enter(CLARA, TOWN_SQUARE);
    chat.enter(CLARA, "behind closed doors");
    chat.post(ANNA, TOWN_SQUARE, "A1 to all"); // 1
    chat.post(BORIS, TOWN_SQUARE, "B1 to all"); // 2
    chat.mention(BORIS, ANNA, "B2 mentions Anna"); // 3
    chat.direct(BORIS, ANNA, "B3 to Anna alone"); // 4
    chat.direct(ANNA, BORIS, "A2 to Boris alone"); // 5
    chat.reply(ANNA, "A3 replies", "B1 quoted"); // 6
    chat.mention(BORIS, CLARA, "B4 mentions Clara"); // 7
    chat.direct(BORIS, CLARA, "B5 to Clara alone"); // 8
    chat.post(CLARA, "behind closed doors", "C1 where Anna is not"); // 9
  }

  @Test
  void ownGivesWhatThePersonWroteAndNothingOfOthers() {
    ExportOutcome.Completed completed = export(OWN);

    assertThat(ids(MESSAGES_SENT)).containsExactly("1", "5", "6");
    assertThat(archive().records(PROFILE)).hasSize(1);
    assertThat(archive().records(DIRECT_MESSAGES_RECEIVED)).isEmpty();
    assertThat(archive().records(CHANNEL_MESSAGES)).isEmpty();
    assertThat(archive().contains("B1")).as("the quotation").isFalse();
    assertThat(archive().contains(accountOf(BORIS))).isFalse();
    assertThat(archive().contains(accountOf(ANNA))).isTrue();
    assertThat(outcome(completed, DIRECT_MESSAGES_RECEIVED)).isEqualTo(Outcome.LEFT_OUT);
    assertThat(leftOut(completed, DIRECT_MESSAGES_RECEIVED)).containsExactly(1L);
    assertThat(outcome(completed, CHANNEL_MESSAGES)).isEqualTo(Outcome.LEFT_OUT);
    assertThat(leftOut(completed, CHANNEL_MESSAGES)).containsExactly(3L);
    assertThat(outcome(completed, MESSAGES_SENT)).isEqualTo(Outcome.EXPORTED);
    assertThat(leftOut(completed, MESSAGES_SENT)).as("a quotation, a name").containsExactly(1L, 1L);
  }

  @Test
  void addressedGivesWhatWasSentToThePersonOrMentionsThem() {
    ExportOutcome.Completed completed = export(ADDRESSED);

    assertThat(ids(MESSAGES_SENT)).containsExactly("1", "5", "6");
    assertThat(ids(DIRECT_MESSAGES_RECEIVED)).containsExactly("4");
    assertThat(ids(CHANNEL_MESSAGES)).containsExactly("3");
    assertThat(archive().column(CHANNEL_MESSAGES, "relation")).containsExactly("mentioned");
    assertThat(archive().column(MESSAGES_SENT, "quoted")).containsExactly("B1 quoted");
    assertThat(archive().column(MESSAGES_SENT, "to.account")).containsExactly(accountOf(BORIS));
    assertThat(archive().contains("B1 to all")).isFalse();
    assertThat(archive().contains("B4")).isFalse();
    assertThat(leftOut(completed, CHANNEL_MESSAGES)).containsExactly(2L);
    assertThat(leftOut(completed, MESSAGES_SENT)).isEmpty();
  }

  @Test
  void visibleGivesEverythingThatThePersonCouldSee() {
    ExportOutcome.Completed completed = export(VISIBLE);

    assertThat(ids(MESSAGES_SENT)).containsExactly("1", "5", "6");
    assertThat(ids(DIRECT_MESSAGES_RECEIVED)).containsExactly("4");
    assertThat(ids(CHANNEL_MESSAGES)).containsExactly("2", "3", "7");
    assertThat(archive().column(CHANNEL_MESSAGES, "relation"))
        .containsExactly("observer", "mentioned", "observer");
    assertThat(archive().contains("B5")).isFalse();
    assertThat(archive().contains("C1")).isFalse();
    assertThat(completed.manifest().parts()).allMatch(part -> part.leftOut().isEmpty());
    assertThat(completed.manifest().records()).isEqualTo(9);
  }

  @Test
  @GdprReference(
      article = "28(3)(g)",
      text =
          "deletes or returns all the personal data to the controller after the end of the"
              + " provision of services relating to processing")
  void wholeGivesEveryRecordOfEveryoneOnce() {
    engine.complete(chat.catalog(), Orders.anExportOfEveryone());

    assertThat(archive().column(PROFILE, "account"))
        .containsExactly(accountOf(ANNA), accountOf(BORIS), accountOf(CLARA));
    assertThat(ids(MESSAGES_SENT)).containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
    assertThat(archive().records(DIRECT_MESSAGES_RECEIVED)).isEmpty();
    assertThat(archive().records(CHANNEL_MESSAGES)).isEmpty();
    assertThat(archive().column(MESSAGES_SENT, "to.account"))
        .containsExactly(accountOf(ANNA), accountOf(BORIS), accountOf(CLARA));
  }

  @Test
  void leavesOutARecordWithItsFileAndCountsItOnce() {
    ThirdPartyPolicy policy =
        ADDRESSED.withPersons("mine", "As I like it.", PersonTreatment.PSEUDONYMISED);

    ExportOutcome.Completed completed =
        engine.complete(HookCatalog.of(new SharedFiles()), Orders.anExportOf(ANNA, policy));

    assertThat(ids(new HookId("shared-files"))).containsExactly("1", "3");
    assertThat(archive().contains("bytes of file 2")).isFalse();
    assertThat(archive().contains("file-2")).isFalse();
    assertThat(archive().column(new HookId("shared-files"), "file.path"))
        .containsExactly("attachments/000001/file-1.txt", "attachments/000002/file-3.txt");
    Manifest.Part part = Engine.part(completed, new HookId("shared-files"));
    assertThat(part.attachments()).isEqualTo(2);
    assertThat(part.leftOut()).as("one record, the names in two").hasSize(2);
    assertThat(leftOut(completed, part.id())).containsExactly(1L, 2L);
  }

  /** Three files of Boris, of which Anna could merely see the second. */
  private static final class SharedFiles implements ExportHook {

    @Override
    public Declaration declaration() {
      return Declaration.of("shared-files", "Shared files", ChatCategories.UPLOADS)
          .text("Files that other people shared with you.")
          .field("id", "Number")
          .field("from", "Whose it is")
          .field("file", "The file")
          .relations(Relation.ADDRESSEE, Relation.OBSERVER)
          .sources(SourceOfData.OBTAINED_ELSEWHERE)
          .legalBases(LegalBasis.CONTRACT)
          .retention("Until their owner deletes them")
          .byHook("They are part of the archive.", DataSubjectRight.ACCESS)
          .notApplicable(
              "It is a test.",
              DataSubjectRight.PORTABILITY,
              DataSubjectRight.RECTIFICATION,
              DataSubjectRight.ERASURE,
              DataSubjectRight.RESTRICTION,
              DataSubjectRight.OBJECTION,
              DataSubjectRight.HUMAN_REVIEW)
          .build();
    }

    @Override
    public Findings locate(Scope scope) {
      return Findings.of(3);
    }

    @Override
    public Page export(ExportSlice slice, RecordSink sink) {
      for (int id = 1; id <= 3; id++) {
        byte[] bytes = ("bytes of file " + id).getBytes(StandardCharsets.UTF_8);
        sink.record(id == 2 ? Relation.OBSERVER : Relation.ADDRESSEE)
            .number("id", id)
            .person("from", Relation.AUTHOR, accountOf(BORIS), "Boris")
            .attachment(
                "file",
                new Attachment(
                    "file-" + id,
                    "file-" + id + ".txt",
                    null,
                    bytes.length,
                    () -> new ByteArrayInputStream(bytes)))
            .end();
      }
      return Page.last();
    }
  }

  @Test
  void saysOfEachHookWhatBecameOfIt() {
    ExportOutcome.Completed completed = export(ADDRESSED);

    assertThat(completed.manifest().policy()).isEqualTo(ADDRESSED);
    assertThat(outcome(completed, SERVER_LOG)).isEqualTo(Outcome.BY_HAND);
    assertThat(Engine.part(completed, SERVER_LOG).reason()).contains("searches the log files");
    assertThat(outcome(completed, PUSH_REGISTRATIONS)).isEqualTo(Outcome.HOLDS_NOTHING);
    assertThat(Engine.part(completed, PUSH_REGISTRATIONS).reason()).contains("no app");
    assertThat(outcome(completed, UPLOADS)).isEqualTo(Outcome.EXPORTED);
    assertThat(completed.manifest().parts()).hasSize(9);
  }

  @ParameterizedTest
  @CsvSource({
    "NAMED,         from.account",
    "PSEUDONYMISED, from.pseudonym",
    "SOMEONE_ELSE,  from.someoneElse"
  })
  void tellsOfOtherPersonsWhatThePolicySays(PersonTreatment treatment, String field) {
    export(VISIBLE.withPersons("mine", "As I like it.", treatment));

    assertThat(archive().column(CHANNEL_MESSAGES, field)).hasSize(3);
    assertThat(fromFields(CHANNEL_MESSAGES)).allMatch(name -> name.equals(field));
    assertThat(archive().contains(accountOf(BORIS))).isEqualTo(treatment == PersonTreatment.NAMED);
  }

  @Test
  void tellsNothingOfOtherPersonsWhenThePolicyLeavesThemOut() {
    export(VISIBLE.withPersons("mine", "As I like it.", PersonTreatment.LEFT_OUT));

    assertThat(archive().records(CHANNEL_MESSAGES)).hasSize(3);
    assertThat(fromFields(CHANNEL_MESSAGES)).isEmpty();
    assertThat(archive().contains(accountOf(BORIS))).isFalse();
  }

  @Test
  @GdprReference(
      article = "4(5)",
      text =
          "the personal data can no longer be attributed to a specific data subject without the use"
              + " of additional information")
  void callsAPersonTheSameThroughoutAnArchiveAndOtherwiseInTheNext() {
    ThirdPartyPolicy policy = pseudonymised();

    export(policy);
    Set<String> first = pseudonyms();
    engine.complete(chat.catalog(), Orders.into("req-2", Orders.anExportOf(ANNA, policy)));
    RecordedArchive other = RecordedArchive.read(engine.archives, new ArchiveId("req-2"));

    assertThat(first).hasSize(1).allMatch(name -> name.matches("person-[0-9a-f]{12}"));
    assertThat(other.column(CHANNEL_MESSAGES, "from.pseudonym"))
        .hasSize(3)
        .doesNotContainAnyElementsOf(first);
  }

  @Test
  void callsAPersonTheSameAfterACrash() {
    ExportOrder order = Orders.anExportOf(ANNA, pseudonymised());
    FailingHook failing = FailingHook.atPage(chat.channelMessages(), 1);
    engine.failures(chat.catalog(failing), order);
    failing.repair();

    assertThat(engine.complete(chat.catalog(failing), order).resumed()).isTrue();

    assertThat(archive().column(DIRECT_MESSAGES_RECEIVED, "from.pseudonym")).hasSize(1);
    assertThat(archive().column(CHANNEL_MESSAGES, "from.pseudonym")).hasSize(3);
    assertThat(pseudonyms()).hasSize(1);
  }

  @Test
  void namesTheDataSubjectWhateverThePolicyDoesToOthers() {
    chat.direct(ANNA, ANNA, "A4 a note to myself");

    export(pseudonymised());

    assertThat(archive().column(MESSAGES_SENT, "to.account")).containsExactly(accountOf(ANNA));
    assertThat(archive().column(DIRECT_MESSAGES_RECEIVED, "from.account"))
        .containsExactly(accountOf(ANNA));
  }

  private static ThirdPartyPolicy pseudonymised() {
    return VISIBLE.withPersons("mine", "As I like it.", PersonTreatment.PSEUDONYMISED);
  }

  private Set<String> pseudonyms() {
    Set<String> pseudonyms = new TreeSet<>();
    pseudonyms.addAll(archive().column(MESSAGES_SENT, "to.pseudonym"));
    pseudonyms.addAll(archive().column(DIRECT_MESSAGES_RECEIVED, "from.pseudonym"));
    pseudonyms.addAll(archive().column(CHANNEL_MESSAGES, "from.pseudonym"));
    return pseudonyms;
  }

  private List<String> fromFields(HookId hook) {
    return archive().records(hook).stream()
        .map(Map::keySet)
        .flatMap(Set::stream)
        .filter(name -> name.startsWith("from."))
        .toList();
  }

  private ExportOutcome.Completed export(ThirdPartyPolicy policy) {
    return engine.complete(chat.catalog(), Orders.anExportOf(ANNA, policy));
  }

  private RecordedArchive archive() {
    return engine.archive();
  }

  private List<String> ids(HookId hook) {
    return archive().column(hook, "id");
  }

  private static Manifest.Outcome outcome(ExportOutcome.Completed completed, HookId hook) {
    return Engine.part(completed, hook).outcome();
  }

  private static List<Long> leftOut(ExportOutcome.Completed completed, HookId hook) {
    return Engine.part(completed, hook).leftOut().stream().map(LeftOut::count).toList();
  }
}
