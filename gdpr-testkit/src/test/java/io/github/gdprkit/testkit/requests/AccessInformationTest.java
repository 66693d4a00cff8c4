package io.github.gdprkit.testkit.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.archive.Manifest;
import io.github.gdprkit.fulfilment.AnswerWords;
import io.github.gdprkit.fulfilment.ExportOrder;
import io.github.gdprkit.fulfilment.ExportOutcome;
import io.github.gdprkit.fulfilment.Requests;
import io.github.gdprkit.information.ProcessingInformation;
import io.github.gdprkit.party.Country;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.request.Answer;
import io.github.gdprkit.request.AnswerItem;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.ToTell;
import io.github.gdprkit.subject.DataSubjectRight;
import io.github.gdprkit.testkit.fixture.FixtureActivities;
import io.github.gdprkit.testkit.fixture.FixtureChat;
import io.github.gdprkit.testkit.fixture.Orders;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an access answer and its archive tell besides the copy. */
class AccessInformationTest {

  @TempDir private Path folder;

  private final FixtureChat chat = new FixtureChat().withSomethingOfEverything();

  @Test
  @GdprReference(article = "15(1)(a)", text = "the purposes of the processing")
  @GdprReference(article = "15(1)(b)", text = "the categories of personal data concerned")
  @GdprReference(
      article = "15(1)(c)",
      text = "the recipients or categories of recipient to whom the personal data have been or")
  @GdprReference(article = "15(1)(d)", text = "the envisaged period for which the personal data")
  @GdprReference(article = "15(1)(e)", text = "the existence of the right to request from the")
  @GdprReference(article = "15(1)(f)", text = "the right to lodge a complaint with a supervisory")
  @GdprReference(article = "15(1)(g)", text = "any available information as to their source")
  @GdprReference(article = "15(1)(h)", text = "the existence of automated decision-making")
  @GdprReference(article = "15(2)", text = "the appropriate safeguards pursuant to Article 46")
  void tellsAllOfArticle15FromTheActivities() {
    Desk desk = new Desk(folder).with(FixtureActivities.all());
    Requests requests = desk.kit(chat.catalog()).requests();
    RequestId id = answered(desk, requests, Claim.ACCESS);

    Answer answer = requests.answer(id);

    assertThat(answer.items().stream().map(AnswerItem::reference))
        .contains(
            "15(1)(a)",
            "15(1)(b)",
            "15(1)(c)",
            "15(1)(d)",
            "15(1)(e)",
            "15(1)(f)",
            "15(1)(g)",
            "15(1)(h)",
            "15(2)");
    assertThat(text(answer, ToTell.PURPOSES))
        .contains("To carry the messages of a team", "To suggest channels");
    assertThat(text(answer, ToTell.RECIPIENTS))
        .contains("Pigeon Mail Ltd", "Harbour Cloud GmbH", "Night Watch Inc.");
    assertThat(text(answer, ToTell.STORAGE_PERIOD)).contains("Server log lines: 14 days");
    assertThat(text(answer, ToTell.RIGHT_TO_COMPLAIN)).contains("the authority of our Land");
    assertThat(text(answer, ToTell.SOURCE)).contains("Direct messages received");
    assertThat(text(answer, ToTell.AUTOMATED_DECISIONS)).contains("Channels are suggested");
    assertThat(text(answer, ToTell.TRANSFER_SAFEGUARDS))
        .contains("Night Watch Inc., United States", "https://harbour.example/clauses")
        .contains("Pigeon Mail Ltd, India", "https://chat.example/clauses");
  }

  @Test
  @GdprReference(article = "15(1)", text = "access to the personal data and the following")
  void putsTheSameIntoTheArchive() throws Exception {
    Desk desk = new Desk(folder).with(FixtureActivities.all());
    GdprKit kit = desk.kit(chat.catalog());

    ExportOutcome outcome = kit.exports().run(Orders.anExportOf(Subjects.ANNA));

    ProcessingInformation information = manifest(outcome).information();
    assertThat(information).isNotNull();
    assertThat(information.purposes()).hasSize(5);
    assertThat(information.recipients()).contains("Pigeon Mail Ltd", "Night Watch Inc.");
    assertThat(information.transferSafeguards()).hasSize(2);
    String page = page(desk);
    assertThat(page).contains("<h2 id=\"about\">About this data</h2>", "href=\"#about\"");
    for (String told :
        List.of(
            information.purposes().get(0),
            information.categories().get(0),
            information.recipients().get(0),
            information.storage().get(0),
            information.rights().get(0),
            information.complaint(),
            information.sources().get(0),
            information.automatedDecisions().get(0))) {
      assertThat(page).contains(told.replace("'", "&#39;"));
    }
  }

  @Test
  void tellsOfAnArchiveWhatDeclarationsAndWordsSayWhereThereAreNoActivities() {
    Desk desk = new Desk(folder);
    GdprKit kit = desk.kit(chat.catalog());

    ProcessingInformation information =
        manifest(kit.exports().run(Orders.anExportOf(Subjects.ANNA))).information();

    assertThat(information).isNotNull();
    assertThat(information.purposes()).containsExactly("We carry messages.");
    assertThat(information.complaint()).contains("the authority of our Land");
    assertThatIllegalStateException().isThrownBy(kit::activities);
  }

  @Test
  void tellsNothingInAnArchiveThatIsNotUnderArticle15() {
    Desk desk = new Desk(folder).with(FixtureActivities.all());
    GdprKit kit = desk.kit(chat.catalog());
    ExportOrder portable =
        Orders.into("portable", Orders.anExportOf(Subjects.ANNA))
            .under(DataSubjectRight.PORTABILITY);

    assertThat(manifest(kit.exports().run(portable)).information()).isNull();
    assertThat(manifest(kit.exports().run(Orders.anExportOfEveryone())).information()).isNull();
  }

  @Test
  void tellsNothingWhereNobodyHasNamedAPurpose() throws Exception {
    Desk desk = new Desk(folder);
    GdprKit kit =
        GdprKit.builder()
            .controller(Orders.CONTROLLER)
            .hooks(chat.catalog())
            .archives(desk.archives)
            .format(desk.format)
            .clock(desk.clock)
            .build();

    assertThat(manifest(kit.exports().run(Orders.anExportOf(Subjects.ANNA))).information())
        .isNull();
    assertThat(page(desk)).doesNotContain("About this data");
  }

  @Test
  void givesTheActivitiesAsTheyAreJoinedWithTheHooks() {
    GdprKit kit = new Desk(folder).with(FixtureActivities.all()).kit(chat.catalog());

    assertThat(kit.activities()).isEqualTo(FixtureActivities.joinedWith(chat));
  }

  @Test
  void refusesTheActivitiesOfAnotherController() {
    Desk desk =
        new Desk(folder)
            .with(FixtureActivities.of(Organisation.of("stranger", "Stranger", Country.of("FR"))));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> desk.kit(chat.catalog()))
        .withMessageContaining("stranger");
  }

  @Test
  void refusesToAnswerWithoutAPurpose() {
    Desk desk = new Desk(folder);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                GdprKit.builder()
                    .controller(Orders.CONTROLLER)
                    .hooks(chat.catalog())
                    .archives(desk.archives)
                    .format(desk.format)
                    .answers(AnswerWords.of("the authority"))
                    .build())
        .withMessageContaining("activities(...)");
  }

  private static RequestId answered(Desk desk, Requests requests, Claim claim) {
    RequestId id = desk.verified(requests, claim, Subjects.ANNA).id();
    desk.grant(requests, id);
    requests.fulfil(id);
    desk.closeByHand(requests, id);
    return id;
  }

  private static String text(Answer answer, ToTell what) {
    return String.join("\n", answer.texts(what));
  }

  private static Manifest manifest(ExportOutcome outcome) {
    return ((ExportOutcome.Completed) outcome).manifest();
  }

  private String page(Desk desk) throws Exception {
    Path file = folder.resolve("read.zip");
    Files.write(file, desk.archives.bytes(Orders.ARCHIVE));
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return new String(
          zip.getInputStream(zip.getEntry("index.html")).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
