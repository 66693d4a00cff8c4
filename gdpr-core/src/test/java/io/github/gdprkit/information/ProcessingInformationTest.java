package io.github.gdprkit.information;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.gdprkit.hook.DataHook;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.party.Country;
import io.github.gdprkit.party.Transfer;
import io.github.gdprkit.party.TransferMechanism;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.PersonalDataCategory;
import io.github.gdprkit.processing.Recipient;
import io.github.gdprkit.processing.SourceOfData;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessingInformationTest {

  @Test
  void learnsFromDeclarationsWhatBelongsToTheCopy() {
    Declaration messages =
        Declaration.of("messages", "Messages", new PersonalDataCategory("messages", "Messages"))
            .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT, SourceOfData.OBTAINED_ELSEWHERE)
            .recipient("Pushy Ltd")
            .retention("ten years")
            .build();
    Declaration scores =
        Declaration.of("scores", "Scores", new PersonalDataCategory("scores", "Scores"))
            .sources(SourceOfData.DERIVED, SourceOfData.OBSERVED)
            .recipient("Pushy Ltd")
            .retention("a year")
            .build();
    DataHook nothing =
        Declaration.holdsNothing(
            "bots", "Bots", new PersonalDataCategory("bots", "Bots"), "There are none.");

    ProcessingInformation information =
        ProcessingInformation.of(
                List.of(messages, scores, nothing.declaration()), List.of("the chat"))
            .withAutomatedDecisions(List.of("none of weight"))
            .withTransferSafeguards(List.of("clauses"));

    assertThat(information.purposes()).containsExactly("the chat");
    assertThat(information.categories()).containsExactly("Messages", "Scores");
    assertThat(information.recipients()).containsExactly("Pushy Ltd");
    assertThat(information.storage()).containsExactly("Messages: ten years", "Scores: a year");
    assertThat(information.sources())
        .containsExactly(
            "Messages: written by or collected from somebody else",
            "Scores: worked out by us from other data");
    assertThat(information.automatedDecisions()).containsExactly("none of weight");
    assertThat(information.transferSafeguards()).containsExactly("clauses");
    assertThat(information.rights()).hasSize(4);
    assertThat(information.complaint()).contains("supervisory authority");
  }

  @Test
  void refusesACopyWithoutPurposesOrData() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProcessingInformation.of(List.of(), List.of("the chat")))
        .withMessageContaining("Art. 15(1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProcessingInformation.of(List.of(Host.notes().build()), List.of()))
        .withMessageContaining("Art. 15(1)");
  }

  @Test
  void learnsFromActivitiesWhatDeclarationsDoNotSay() {
    JoinedActivities joined =
        ProcessingActivities.of(
                Host.ACME,
                Host.noteTaking()
                    .recipient(new Recipient("Mail Ltd"))
                    .transfer(
                        new Transfer(
                            Country.of("IN"),
                            TransferMechanism.STANDARD_CONTRACTUAL_CLAUSES,
                            "",
                            URI.create("https://acme.example/clauses")))
                    .transfer(Transfer.to(Country.of("US"), TransferMechanism.CERTIFICATION))
                    .automatedDecision("Notes are sorted by date.")
                    .build(),
                Host.operation().build())
            .joinedWith(Host.hooks(Host.notes(), Host.log()));

    ProcessingInformation information = ProcessingInformation.of(joined);

    assertThat(information.purposes())
        .containsExactly(
            "To keep your notes: contract (Art. 6(1)(b))",
            "To find faults: legitimate interests (Art. 6(1)(f)), a service that works");
    assertThat(information.recipients()).containsExactly("Mail Ltd");
    assertThat(information.automatedDecisions()).containsExactly("Notes are sorted by date.");
    assertThat(information.transferSafeguards())
        .containsExactly(
            "India: standard contractual clauses of the Commission (Art. 46(2)(c)); a copy:"
                + " https://acme.example/clauses",
            "United States: approved certification (Art. 46(2)(f)); ask us for a copy");
  }

  @Test
  void tellsWhatIsStoredEvenWhereNoActivityCoversIt() {
    JoinedActivities drifted =
        ProcessingActivities.of(Host.ACME, Host.noteTaking().build())
            .joinedWith(Host.hooks(Host.notes(), Host.log().recipient("Watch Ltd")));

    ProcessingInformation information = ProcessingInformation.of(drifted);

    assertThat(information.categories()).containsExactly("Notes", "Log lines");
    assertThat(information.storage()).contains("Log lines: 14 days");
    assertThat(information.recipients()).containsExactly("Watch Ltd");
  }

  @Test
  void saysThatThereIsNoPeriodWhereNobodyNamesOne() {
    JoinedActivities onPaper =
        ProcessingActivities.of(
                Host.ACME, Host.noteTaking().withoutHook("Paper in a drawer").build())
            .joinedWith(Host.hooks(Host.log()));

    assertThat(ProcessingInformation.of(onPaper).storage().get(0))
        .startsWith("Notes: there is no fixed period");
  }

  @Test
  void tellsOfTheWithdrawalOfConsentWhereThereIsConsent() {
    List<String> without = ProcessingInformation.of(Host.joined()).rights();
    List<String> with =
        ProcessingInformation.of(
                List.of(Host.notes().legalBases(LegalBasis.CONSENT).build()), List.of("notes"))
            .rights();

    assertThat(without).noneMatch(right -> right.contains("consent"));
    assertThat(with).anyMatch(right -> right.contains("consent"));
  }

  @Test
  void namesTheSupervisoryAuthority() {
    assertThat(
            ProcessingInformation.of(Host.joined())
                .withSupervisoryAuthority("the Agency, dpa.example.")
                .complaint())
        .endsWith("such as ours: the Agency, dpa.example.");
  }
}
