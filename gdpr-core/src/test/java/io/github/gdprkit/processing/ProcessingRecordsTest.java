package io.github.gdprkit.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.party.Country;
import io.github.gdprkit.party.JointControllers;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.party.Transfer;
import io.github.gdprkit.party.TransferMechanism;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessingRecordsTest {

  private static final PartyId ACME = new PartyId("acme");
  private static final PartyId VENDOR = new PartyId("vendor");
  private static final PersonalDataCategory PROFILE =
      new PersonalDataCategory("profile", "Profile");
  private static final Purpose CHAT = Purpose.of("To chat", LegalBasis.CONTRACT);

  private static ProcessingActivity.Builder activity() {
    return ProcessingActivity.of("team-chat", "Team chat", ACME)
        .purpose(CHAT)
        .dataSubjects("users")
        .categories(PROFILE)
        .requirement("Nobody has to.");
  }

  @Test
  void collectsAnActivityInWords() {
    Recipient auditor = new Recipient("Auditor GmbH");
    Transfer transfer =
        Transfer.to(Country.of("US"), TransferMechanism.STANDARD_CONTRACTUAL_CLAUSES);
    ProcessingActivity chat =
        activity()
            .processedBy(VENDOR)
            .purpose(new Purpose("To stop abuse", LegalBasis.LEGITIMATE_INTERESTS, "A safe chat"))
            .specialCategories(SpecialCategoryCondition.EXPLICIT_CONSENT)
            .recipient(auditor)
            .transfer(transfer)
            .measures("encrypted on disk")
            .automatedDecision("spam is hidden by a count of reports; nothing else follows")
            .withoutHook("on paper")
            .build();

    assertThat(chat.id()).hasToString("team-chat");
    assertThat(chat.processors()).containsExactly(VENDOR);
    assertThat(chat.legalBases())
        .containsExactlyInAnyOrder(LegalBasis.CONTRACT, LegalBasis.LEGITIMATE_INTERESTS);
    assertThat(chat.specialCategories()).containsExactly(SpecialCategoryCondition.EXPLICIT_CONSENT);
    assertThat(chat.recipients()).containsExactly(auditor);
    assertThat(chat.transfers()).containsExactly(transfer);
    assertThat(chat.measures()).containsExactly("encrypted on disk");
    assertThat(chat.automatedDecisions()).hasSize(1);
    assertThat(chat.withoutHook()).isEqualTo("on paper");
    assertThat(chat.joint()).isNull();
  }

  @Test
  void coversACategoryByItsIdWhateverItsTitle() {
    ProcessingActivity chat = activity().build();

    assertThat(chat.covers(new PersonalDataCategory("profile", "About you"))).isTrue();
    assertThat(chat.covers(new PersonalDataCategory("messages-sent", "Profile"))).isFalse();
  }

  @Test
  void cannotBeChangedFromOutside() {
    ProcessingActivity chat = activity().processedBy(VENDOR).build();

    assertThatThrownBy(() -> chat.processors().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> chat.purposes().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> chat.specialCategories().add(SpecialCategoryCondition.LEGAL_CLAIMS))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void refusesAnActivityThatLacksWhatARecordAlwaysHas() {
    ProcessingActivity.Builder noPurpose =
        ProcessingActivity.of("chat", "Chat", ACME)
            .dataSubjects("users")
            .categories(PROFILE)
            .requirement("no");
    ProcessingActivity.Builder noSubjects =
        ProcessingActivity.of("chat", "Chat", ACME)
            .purpose(CHAT)
            .categories(PROFILE)
            .requirement("no");
    ProcessingActivity.Builder noCategories =
        ProcessingActivity.of("chat", "Chat", ACME)
            .purpose(CHAT)
            .dataSubjects("users")
            .requirement("no");
    ProcessingActivity.Builder noRequirement =
        ProcessingActivity.of("chat", "Chat", ACME)
            .purpose(CHAT)
            .dataSubjects("users")
            .categories(PROFILE);

    assertThatIllegalArgumentException()
        .isThrownBy(noPurpose::build)
        .withMessageContaining("The activity chat needs a name, a purpose");
    assertThatIllegalArgumentException().isThrownBy(noSubjects::build);
    assertThatIllegalArgumentException().isThrownBy(noCategories::build);
    assertThatIllegalArgumentException()
        .isThrownBy(noRequirement::build)
        .withMessageContaining("Art. 13(2)(e)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n"})
  void refusesBlankTexts(String blank) {
    for (ProcessingActivity.Builder wrong :
        List.of(
            activity().dataSubjects(blank),
            activity().measures("locks", blank),
            activity().automatedDecision(blank),
            activity().withoutHook(blank))) {
      assertThatIllegalArgumentException()
          .isThrownBy(wrong::build)
          .withMessageContaining("The activity team-chat has a blank text");
    }
  }

  @Test
  void refusesACategoryThatIsNamedTwice() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> activity().categories(new PersonalDataCategory("profile", "Again")).build())
        .withMessageContaining("names a category of data twice");
  }

  @Test
  void refusesAControllerThatProcessesForItself() {
    JointControllers both =
        new JointControllers(Map.of(ACME, "asks", VENDOR, "counts"), null, "both decide", null);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> activity().processedBy(ACME).build())
        .withMessageContaining("cannot be its own processor");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> activity().jointly(both).processedBy(VENDOR).build())
        .withMessageContaining("cannot be its own processor");
  }

  @Test
  void refusesAnArrangementOfOthers() {
    JointControllers others =
        new JointControllers(
            Map.of(new PartyId("one"), "asks", VENDOR, "counts"), null, "both decide", null);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> activity().jointly(others).build())
        .withMessageContaining("is one of its joint controllers");
  }

  @ParameterizedTest
  @EnumSource(LegalBasis.class)
  void wantsTheGroundsOfABasisThatHasThem(LegalBasis basis) {
    boolean needsGrounds =
        switch (basis) {
          case LEGAL_OBLIGATION, PUBLIC_TASK, LEGITIMATE_INTERESTS -> true;
          case CONSENT, CONTRACT, VITAL_INTERESTS -> false;
        };

    assertThat(new Purpose("To chat", basis, "Section 257 HGB").basis()).isEqualTo(basis);
    if (needsGrounds) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Purpose.of("To chat", basis))
          .withMessageContaining("A purpose on " + basis);
    } else {
      assertThat(Purpose.of("To chat", basis).grounds()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Team", "team_chat", "-team", "team-", "1team", "a--b"})
  void refusesIdsOfNoKnownForm(String id) {
    assertThatIllegalArgumentException().isThrownBy(() -> new ActivityId(id));
    assertThatIllegalArgumentException().isThrownBy(() -> new PersonalDataCategory(id, "Title"));
  }

  @Test
  void limitsTheLengthOfAnActivityId() {
    assertThat(new ActivityId("a".repeat(60)).value()).hasSize(60);
    assertThatIllegalArgumentException().isThrownBy(() -> new ActivityId("a".repeat(61)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ActivityId("a" + "-a".repeat(100_000)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t"})
  void refusesBlankNames(String blank) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Recipient(blank));
    assertThatIllegalArgumentException().isThrownBy(() -> new RetentionRule(blank));
    assertThatIllegalArgumentException().isThrownBy(() -> Purpose.of(blank, LegalBasis.CONSENT));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PersonalDataCategory("profile", blank));
  }

  @Test
  void takesARecipientFromTheRegisters() {
    Organisation vendor = Organisation.of("vendor", "Vendor Inc.", Country.of("US"));

    assertThat(Recipient.of(vendor)).isEqualTo(new Recipient("Vendor Inc.", VENDOR));
    assertThat(new Recipient("Vendor Inc.").party()).isNull();
  }
}
