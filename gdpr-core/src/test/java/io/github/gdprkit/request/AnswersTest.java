package io.github.gdprkit.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.gdprkit.hook.ErasureRule;
import io.github.gdprkit.hook.RetentionGround;
import io.github.gdprkit.information.ProcessingInformation;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.RecipientResult;
import io.github.gdprkit.processing.RecipientTold;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AnswersTest {

  private static final LocalDate DAY = LocalDate.of(2027, 4, 5);
  private static final Remedies REMEDIES = new Remedies("the Data Protection Agency, dpa.example");
  private static final ProcessingInformation INFORMATION =
      new ProcessingInformation(
          List.of("the chat"),
          List.of("Messages sent"),
          List.of("Pushy Ltd"),
          List.of("Messages sent: ten years"),
          List.of("to erase it"),
          "You can complain to the agency.",
          List.of("Reports: written by others"),
          List.of("Spam is filtered by the words in it"),
          List.of("standard contractual clauses"));
  private static final ErasureRule.Retention KEPT =
      new ErasureRule.Retention(
          RetentionGround.LEGAL_OBLIGATION_OR_PUBLIC_TASK, "invoices", "31 December 2036");

  static List<Answer> letters() {
    List<Answer> letters = new ArrayList<>();
    for (Claim claim : Claim.values()) {
      letters.add(Answers.receipt(claim, new RequestId("r-1"), DAY));
      letters.add(Answers.identityQuestion(claim, "Please sign in."));
      letters.add(Answers.clarificationQuestion(claim, "Which year do you mean?"));
      letters.add(Answers.extension(claim, EnumSet.allOf(ExtensionReason.class), DAY));
      letters.add(Answers.nothingHeld(claim));
      letters.add(Answers.lifting(claim, DAY));
      letters.add(Answers.withdrawn(claim));
      letters.add(
          Answers.refusal(claim, Decision.refuse(RefusalGround.NOT_IDENTIFIED, "why"), REMEDIES));
    }
    letters.addAll(grants());
    letters.add(
        Answers.erased(new ErasureSummary(3, 0, List.of(KEPT)), RecipientsTold.none(), REMEDIES));
    letters.add(Answers.restrictedMeanwhile());
    letters.add(Answers.consentWithdrawn());
    return letters;
  }

  private static List<Answer> grants() {
    return List.of(
        Answers.access(1200, DAY, INFORMATION),
        Answers.rectified(1, new RecipientsTold(2, 1)),
        Answers.erased(new ErasureSummary(3, 1, List.of()), RecipientsTold.none(), REMEDIES),
        Answers.restricted(new RecipientsTold(1, 0)),
        Answers.portable(7, DAY, DirectTransmission.DONE),
        Answers.stopped(),
        Answers.marketingStopped(),
        Answers.humanReview("the head of lending"));
  }

  @ParameterizedTest
  @MethodSource("letters")
  void cannotLeaveOutAnythingThatMustBeTold(Answer letter) {
    for (ToTell what : Answer.mustTell(letter.kind(), letter.claim())) {
      List<AnswerItem> rest = new ArrayList<>(letter.items());
      rest.removeIf(item -> item.what() == what);

      assertThat(rest).hasSizeLessThan(letter.items().size());
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Answer(letter.kind(), letter.claim(), rest))
          .withMessageContaining(what.text())
          .withMessageContaining("Art. " + what.reference());
    }
  }

  @Test
  void hasALetterOfEveryKindAndTellsEverythingSomewhere() {
    Set<AnswerKind> kinds = EnumSet.noneOf(AnswerKind.class);
    Set<ToTell> told = EnumSet.noneOf(ToTell.class);
    Set<Claim> granted = EnumSet.noneOf(Claim.class);
    for (Answer letter : letters()) {
      kinds.add(letter.kind());
      letter.items().forEach(item -> told.add(item.what()));
      if (letter.kind() == AnswerKind.GRANT && letter.claim() != null) {
        granted.add(letter.claim());
      }
    }

    assertThat(kinds).containsExactlyInAnyOrder(AnswerKind.values());
    assertThat(told).containsExactlyInAnyOrder(ToTell.values());
    assertThat(granted).containsExactlyInAnyOrder(Claim.values());
  }

  @Test
  void tellsWhoHasAccessAllOfArticle15() {
    Answer letter = Answers.access(1200, DAY, INFORMATION);

    assertThat(letter.items().stream().map(AnswerItem::reference))
        .containsExactly(
            "15(1)",
            "15(3)",
            "15(1)(a)",
            "15(1)(b)",
            "15(1)(c)",
            "15(1)(d)",
            "15(1)(e)",
            "15(1)(f)",
            "15(1)(g)",
            "15(1)(h)",
            "15(2)");
    assertThat(letter.text())
        .contains("1200 records")
        .contains("5 April 2027")
        .contains("- the chat")
        .contains("- Messages sent")
        .contains("- Pushy Ltd")
        .contains("- Messages sent: ten years")
        .contains("- to erase it")
        .contains("You can complain to the agency.")
        .contains("- Reports: written by others")
        .contains("- Spam is filtered by the words in it")
        .contains("- standard contractual clauses");
  }

  @Test
  void saysNothingOfWhatIsNotThere() {
    Answer letter =
        Answers.access(
            1,
            DAY,
            new ProcessingInformation(
                List.of("the chat"),
                List.of("Messages"),
                List.of(),
                List.of("Messages: for good"),
                List.of("to erase it"),
                "You can complain.",
                List.of(),
                List.of(),
                List.of()));

    assertThat(letter.text()).contains("1 record.").contains("given it to nobody");
    assertThat(letter.items().stream().map(AnswerItem::what))
        .doesNotContain(ToTell.SOURCE, ToTell.AUTOMATED_DECISIONS, ToTell.TRANSFER_SAFEGUARDS);
  }

  @ParameterizedTest
  @EnumSource(Claim.class)
  void refusesWithReasonsAndBothWaysOut(Claim claim) {
    Answer letter =
        Answers.refusal(
            claim,
            Decision.refuse(RefusalGround.NOT_IDENTIFIED, "The code did not fit."),
            REMEDIES);

    assertThat(letter.texts(ToTell.REFUSAL_REASON))
        .containsExactly(RefusalGround.NOT_IDENTIFIED.text());
    assertThat(letter.texts(ToTell.EXPLANATION)).containsExactly("The code did not fit.");
    assertThat(letter.texts(ToTell.COMPLAINT))
        .singleElement()
        .asString()
        .contains("supervisory authority")
        .contains("the Data Protection Agency, dpa.example");
    assertThat(letter.texts(ToTell.JUDICIAL_REMEDY)).singleElement().asString().contains("court");
  }

  @Test
  void namesTheProvisionAndTheDataOfEachReason() {
    Decision.PartlyGranted decision =
        (Decision.PartlyGranted)
            Decision.grant()
                .on(LegalBasis.CONTRACT, Condition.NO_LONGER_NECESSARY)
                .withheld(LegalBasis.CONTRACT, RefusalGround.LEGAL_CLAIMS)
                .refused(LegalBasis.LEGAL_OBLIGATION, RefusalGround.LEGAL_OBLIGATION_OR_PUBLIC_TASK)
                .explained("The tax office wants them.")
                .build();

    Answer letter =
        Answers.partly(
            Answers.erased(
                new ErasureSummary(4, 0, List.of(KEPT)), new RecipientsTold(0, 1), REMEDIES),
            decision,
            REMEDIES);

    assertThat(letter.kind()).isEqualTo(AnswerKind.PARTIAL);
    assertThat(letter.claim()).isEqualTo(Claim.ERASURE);
    assertThat(letter.texts(ToTell.COMPLAINT)).hasSize(1);
    assertThat(letter.texts(ToTell.JUDICIAL_REMEDY)).hasSize(1);
    assertThat(letter.texts(ToTell.ERASED)).singleElement().asString().contains("4 records");
    assertThat(letter.texts(ToTell.RETAINED))
        .containsExactly("We keep this: invoices. Until when: 31 December 2036.");
    assertThat(letter.items())
        .contains(
            new AnswerItem(
                ToTell.REFUSAL_REASON,
                "17(3)(b)",
                "Refused is what a law obliges us to process. "
                    + RefusalGround.LEGAL_OBLIGATION_OR_PUBLIC_TASK.text()),
            new AnswerItem(
                ToTell.REFUSAL_REASON,
                "17(3)(e)",
                "Held back is a part of what the contract with you needs. "
                    + RefusalGround.LEGAL_CLAIMS.text()));
    assertThat(letter.text()).contains("1 recipient could not be told");
  }

  @Test
  void doesNotSortDataWhereOneGroundRefusesAll() {
    Answer letter =
        Answers.refusal(
            Claim.ERASURE,
            (Decision.Refused)
                Decision.grant()
                    .refused(LegalBasis.CONTRACT, RefusalGround.STILL_NECESSARY)
                    .refused(LegalBasis.VITAL_INTERESTS, RefusalGround.STILL_NECESSARY)
                    .explained("The account is open.")
                    .build(),
            REMEDIES);

    assertThat(letter.texts(ToTell.REFUSAL_REASON))
        .containsExactly(RefusalGround.STILL_NECESSARY.text());
  }

  @Test
  void callsAnErasureThatKeptSomethingAPartialOne() {
    assertThat(
            Answers.erased(new ErasureSummary(1, 0, List.of(KEPT)), RecipientsTold.none(), REMEDIES)
                .kind())
        .isEqualTo(AnswerKind.PARTIAL);
    assertThat(
            Answers.erased(new ErasureSummary(1, 0, List.of()), RecipientsTold.none(), REMEDIES)
                .kind())
        .isEqualTo(AnswerKind.GRANT);
  }

  @Test
  void namesTheRecipientsAndWhatTheyMadeOfIt() {
    RecipientsTold told =
        RecipientsTold.of(
            List.of(
                new RecipientTold("Acme", RecipientResult.DONE, ""),
                new RecipientTold("Beta", RecipientResult.IMPOSSIBLE, "It is dissolved")));

    assertThat(told.told()).isEqualTo(1);
    assertThat(told.notTold()).isEqualTo(1);
    assertThat(Answers.restricted(told).texts(ToTell.RECIPIENTS_TOLD))
        .containsExactly(
            "These had the data from us as well, and this is what came of telling them:\n"
                + "- Acme: it did the same.\n"
                + "- Beta: it could not be told, because that was impossible. The reason: It is"
                + " dissolved.");
    Answer erased = Answers.erased(new ErasureSummary(1, 0, List.of()), told, REMEDIES);
    assertThat(erased.kind()).isEqualTo(AnswerKind.GRANT);
  }

  @ParameterizedTest
  @EnumSource(
      value = RecipientResult.class,
      names = {"REFUSED", "NO_ANSWER"})
  void callsAnErasureThatARecipientDidNotFollowAPartialOne(RecipientResult result) {
    Answer letter =
        Answers.erased(
            new ErasureSummary(1, 0, List.of()),
            RecipientsTold.of(List.of(new RecipientTold("Acme", result, "No."))),
            REMEDIES);

    assertThat(letter.kind()).isEqualTo(AnswerKind.PARTIAL);
    assertThat(letter.texts(ToTell.REFUSAL_REASON))
        .singleElement()
        .satisfies(text -> assertThat(text).startsWith("Acme may still have data about you"));
    assertThat(letter.toString()).doesNotContain("Acme");
  }

  @Test
  void beginsAPartialAnswerWithWhatWasGranted() {
    Decision.PartlyGranted decision =
        (Decision.PartlyGranted)
            Decision.grant()
                .on(LegalBasis.CONTRACT)
                .withheld(LegalBasis.CONTRACT, RefusalGround.RIGHTS_OF_OTHERS)
                .build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Answers.partly(Answers.withdrawn(Claim.ACCESS), decision, REMEDIES))
        .withMessageContaining("begins with the answer for what was granted");
  }

  @Test
  void tellsWhyItTakesLonger() {
    assertThat(
            Answers.extension(Claim.ACCESS, EnumSet.allOf(ExtensionReason.class), DAY)
                .texts(ToTell.EXTENSION_REASONS))
        .containsExactly(
            "The reason is that your request is complex and that there are many requests to"
                + " answer.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Answers.extension(Claim.ACCESS, Set.of(), DAY))
        .withMessageContaining("name a reason");
  }

  @Test
  void writesDatesAlikeEverywhere() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

      assertThat(Answers.receipt(Claim.ACCESS, new RequestId("r-1"), DAY).text())
          .contains("5 April 2027")
          .contains("name r-1.");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void answersNoClaimWhereConsentIsWithdrawnAndOneElsewhere() {
    Answer consent = Answers.consentWithdrawn();
    Answer request = Answers.withdrawn(Claim.ERASURE);

    assertThat(consent.claim()).isNull();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Answer(consent.kind(), Claim.ERASURE, consent.items()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Answer(request.kind(), null, request.items()));
  }

  @Test
  void keepsTheReasonsOfTheCaseOutOfToString() {
    Answer letter =
        Answers.refusal(
            Claim.ACCESS,
            Decision.refuse(RefusalGround.EXCESSIVE, "Anna asked 90 times"),
            REMEDIES);

    assertThat(letter.text()).contains("Anna asked 90 times");
    assertThat(letter.toString()).doesNotContain("Anna").contains("explanation");
    assertThat(letter.items().toString()).doesNotContain("Anna");
  }

  @Test
  void refusesLettersWithGaps() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Remedies(" "));
    assertThatIllegalArgumentException().isThrownBy(() -> Answers.humanReview(""));
    assertThatIllegalArgumentException().isThrownBy(() -> new RecipientsTold(-1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new RecipientsTold(0, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> new ErasureSummary(-1, 0, List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new ErasureSummary(0, -1, List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AnswerItem(ToTell.COPY, "15(3)", " "));
  }

  @Test
  void translatesEveryRetentionIntoItsGroundAndBack() {
    Set<RefusalGround> grounds = new HashSet<>();
    for (RetentionGround retention : RetentionGround.values()) {
      RefusalGround ground = RefusalGround.of(retention);
      grounds.add(ground);

      assertThat(ground.name()).isEqualTo(retention.name());
      assertThat(ground.retentionGround()).contains(retention);
    }
    assertThat(grounds).hasSize(5);
    assertThat(RefusalGround.EXCESSIVE.retentionGround()).isEmpty();
  }
}
