package io.github.gdprkit.information;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.party.Country;
import io.github.gdprkit.party.JointControllers;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.party.Transfer;
import io.github.gdprkit.party.TransferMechanism;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.ProcessingActivity;
import io.github.gdprkit.processing.Recipient;
import io.github.gdprkit.processing.RetentionRule;
import io.github.gdprkit.processing.SourceOfData;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProcessingActivitiesTest {

  private static final Organisation CLOUD =
      Organisation.of("cloud", "Cloud GmbH", Country.of("DE"));
  private static final Organisation DESK = Organisation.of("desk", "Desk Inc.", Country.of("US"));
  private static final Organisation MAIL = Organisation.of("mail", "Mail Ltd", Country.of("IN"));
  private static final Map<PartyId, Organisation> REGISTER =
      Map.of(CLOUD.id(), CLOUD, DESK.id(), DESK, MAIL.id(), MAIL);

  @Test
  void bringsTogetherWhatTheHooksOfACategoryDeclare() {
    Declaration.Builder more =
        Declaration.of("drafts", "Drafts", Host.NOTES)
            .text("What you have not finished.")
            .sources(SourceOfData.DERIVED)
            .legalBases(LegalBasis.CONTRACT)
            .retention("A week")
            .storedIn("draft", "cache");

    JoinedActivity joined =
        ProcessingActivities.of(Host.ACME, Host.noteTaking().build())
            .joinedWith(Host.hooks(Host.notes(), Host.log(), more))
            .all()
            .get(0);

    JoinedCategory notes = joined.categories().get(0);
    assertThat(notes.hooks()).extracting(Object::toString).containsExactly("notes", "drafts");
    assertThat(notes.retention())
        .containsExactly(new RetentionRule("Until you delete them"), new RetentionRule("A week"));
    assertThat(notes.sources())
        .containsExactly(SourceOfData.PROVIDED_BY_DATA_SUBJECT, SourceOfData.DERIVED);
    assertThat(joined.stores()).containsExactly("note", "draft", "cache");
    assertThat(joined.legalBases()).containsExactly(LegalBasis.CONTRACT);
  }

  @Test
  void namesEachRecipientOnceAndByTheNameInTheRegisters() {
    ProcessingActivity activity =
        Host.noteTaking()
            .processedBy(CLOUD.id())
            .recipient(new Recipient("mail ltd"))
            .recipient(new Recipient("The auditor"))
            .build();

    JoinedActivity joined =
        ProcessingActivities.of(Host.ACME, activity)
            .knowing(id -> Optional.ofNullable(REGISTER.get(id)))
            .withSubprocessors(id -> id.equals(CLOUD.id()) ? List.of(DESK.id()) : List.of())
            .joinedWith(
                Host.hooks(
                    Host.notes()
                        .recipient(new Recipient("The mail service", MAIL.id()))
                        .recipient("The auditor")))
            .all()
            .get(0);

    assertThat(joined.recipients())
        .containsExactly(
            Recipient.of(MAIL),
            new Recipient("The auditor"),
            Recipient.of(CLOUD),
            Recipient.of(DESK));
    assertThat(joined.recipientsOfTheirOwn())
        .containsExactly(Recipient.of(MAIL), new Recipient("The auditor"));
  }

  @Test
  void addsTheTransfersOfRecipientsToThoseOfTheActivity() {
    Transfer own = Transfer.to(Country.of("CH"), TransferMechanism.ADEQUACY_DECISION);
    Transfer toDesk = Transfer.to(Country.of("US"), TransferMechanism.STANDARD_CONTRACTUAL_CLAUSES);

    JoinedActivity joined =
        ProcessingActivities.of(
                Host.ACME, Host.noteTaking().processedBy(CLOUD.id()).transfer(own).build())
            .knowing(id -> Optional.ofNullable(REGISTER.get(id)))
            .withTransfers(id -> id.equals(DESK.id()) ? List.of(toDesk) : List.of())
            .withSubprocessors(id -> id.equals(CLOUD.id()) ? List.of(DESK.id()) : List.of())
            .joinedWith(Host.hooks(Host.notes()))
            .all()
            .get(0);

    assertThat(joined.transfers())
        .containsExactly(
            new RecipientTransfer(null, own), new RecipientTransfer(Recipient.of(DESK), toDesk));
  }

  @Test
  void namesWhoIsToldOfACategoryAndLeavesNobodyOut() {
    PartyId unknown = new PartyId("stranger");
    ProcessingActivities activities =
        ProcessingActivities.of(
                Host.ACME,
                Host.noteTaking()
                    .processedBy(CLOUD.id())
                    .processedBy(unknown)
                    .recipient(new Recipient("mail", MAIL.id()))
                    .build(),
                ProcessingActivity.of("papers", "Papers", Host.ACME.id())
                    .purpose(Host.noteTaking().build().purposes().get(0))
                    .dataSubjects("Users")
                    .categories(Host.NOTES)
                    .recipient(new Recipient("The archive of the town"))
                    .requirement("None.")
                    .withoutHook("Paper")
                    .build())
            .knowing(id -> Optional.ofNullable(REGISTER.get(id)));

    assertThat(activities.recipientsOf(Host.NOTES))
        .containsExactly(
            Recipient.of(MAIL), Recipient.of(CLOUD), new Recipient("stranger", unknown));
    assertThat(activities.recipientsOf(Host.LOG)).isEmpty();
  }

  @Test
  void comesToAnEndWhereProcessorsEngageEachOther() {
    JoinedActivity joined =
        ProcessingActivities.of(Host.ACME, Host.noteTaking().processedBy(CLOUD.id()).build())
            .knowing(id -> Optional.ofNullable(REGISTER.get(id)))
            .withSubprocessors(id -> List.of(CLOUD.id(), DESK.id(), MAIL.id()))
            .joinedWith(Host.hooks(Host.notes()))
            .all()
            .get(0);

    assertThat(joined.processors().get(0).subprocessors())
        .containsExactly(Recipient.of(DESK), Recipient.of(MAIL));
  }

  @Test
  void refusesTheActivityOfAnotherController() {
    ProcessingActivity foreign =
        ProcessingActivity.of("billing", "Billing", new PartyId("other"))
            .purpose(Host.noteTaking().build().purposes().get(0))
            .dataSubjects("Users")
            .categories(Host.NOTES)
            .requirement("None.")
            .build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProcessingActivities.of(Host.ACME, foreign))
        .withMessageContaining("billing")
        .withMessageContaining("other");
  }

  @Test
  void takesAnActivityThatAnotherDecidesTogetherWithUs() {
    PartyId other = new PartyId("other");
    ProcessingActivity joint =
        ProcessingActivity.of("fair", "The fair", other)
            .jointly(
                new JointControllers(
                    Map.of(other, "invites", Host.ACME.id(), "sells the tickets"),
                    null,
                    "We run the fair together.",
                    null))
            .purpose(Host.noteTaking().build().purposes().get(0))
            .dataSubjects("Visitors")
            .categories(Host.NOTES)
            .requirement("None.")
            .build();

    assertThat(ProcessingActivities.of(Host.ACME, joint).all()).containsExactly(joint);
  }

  @Test
  void refusesTwoActivitiesOfOneId() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ProcessingActivities.of(
                    Host.ACME, Host.noteTaking().build(), Host.noteTaking().build()))
        .withMessageContaining("note-taking");
  }

  @Test
  void refusesARuleForACategoryThatTheActivityDoesNotName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Host.noteTaking().kept(Host.LOG, "A year").build())
        .withMessageContaining("log");
  }
}
