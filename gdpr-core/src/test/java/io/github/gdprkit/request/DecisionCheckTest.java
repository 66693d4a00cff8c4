package io.github.gdprkit.request;

import static io.github.gdprkit.processing.LegalBasis.CONSENT;
import static io.github.gdprkit.processing.LegalBasis.CONTRACT;
import static io.github.gdprkit.processing.LegalBasis.LEGAL_OBLIGATION;
import static io.github.gdprkit.processing.LegalBasis.LEGITIMATE_INTERESTS;
import static io.github.gdprkit.processing.LegalBasis.PUBLIC_TASK;
import static io.github.gdprkit.processing.LegalBasis.VITAL_INTERESTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.request.RefusalGround.Reach;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DecisionCheckTest {

  private static final String WHY = "Because of the case at hand.";

  @Test
  void letsAnErasureThroughThatIsDecidedOnEveryBasis() {
    Decision decision =
        Decision.grant()
            .on(CONTRACT, Condition.NO_LONGER_NECESSARY)
            .withheld(CONTRACT, RefusalGround.LEGAL_CLAIMS)
            .refused(LEGAL_OBLIGATION, RefusalGround.LEGAL_OBLIGATION_OR_PUBLIC_TASK)
            .explained(WHY)
            .build();

    assertThatCode(
            () ->
                DecisionTable.check(
                    Claim.ERASURE, EnumSet.of(CONTRACT, LEGAL_OBLIGATION), decision))
        .doesNotThrowAnyException();
  }

  @Test
  void letsAGrantThroughThatConcernsNoData() {
    for (Claim claim : Claim.values()) {
      assertThatCode(() -> DecisionTable.check(claim, Set.of(), Decision.grant().build()))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void offersAccessWherePortabilityIsImpossible() {
    ImpossibleDecisionException impossible =
        refused(Claim.PORTABILITY, Set.of(PUBLIC_TASK), Decision.grant().on(PUBLIC_TASK).build());

    assertThat(impossible.claim()).isEqualTo(Claim.PORTABILITY);
    assertThat(impossible.problems())
        .containsExactly(
            "PORTABILITY on PUBLIC_TASK (Art. 20(1)(a)-(b),20(3),20(4)) cannot be granted: Only"
                + " what rests on consent or contract is portable; offer access instead. Possible:"
                + " refuse it with RESTRICTED_BY_LAW (Art. 23(1)) or NEITHER_CONSENT_NOR_CONTRACT (Art."
                + " 20(1)(a))");
    assertThat(impossible).hasMessageContaining("PORTABILITY cannot be decided like this:\n- ");
  }

  @Test
  void asksForTheConditionThatAGrantNeeds() {
    assertThat(
            refused(Claim.RESTRICTION, Set.of(CONTRACT), Decision.grant().on(CONTRACT).build())
                .problems())
        .singleElement()
        .asString()
        .contains("RESTRICTION on CONTRACT (Art. 18(1)(a)-(c)) needs a condition")
        .contains("ACCURACY_CONTESTED (Art. 18(1)(a))")
        .contains("UNLAWFUL_BUT_ERASURE_OPPOSED (Art. 18(1)(b))")
        .contains("NEEDED_BY_THE_PERSON_FOR_LEGAL_CLAIMS (Art. 18(1)(c))")
        .doesNotContain("OBJECTION_PENDING")
        .contains("NO_GROUND_FOR_RESTRICTION (Art. 18(1))");
  }

  @Test
  void refusesAConditionThatDoesNotOpenThisBasis() {
    assertThat(
            refused(
                    Claim.RESTRICTION,
                    Set.of(CONTRACT),
                    Decision.grant()
                        .on(CONTRACT, Condition.ACCURACY_CONTESTED, Condition.OBJECTION_PENDING)
                        .build())
                .problems())
        .singleElement()
        .asString()
        .startsWith("OBJECTION_PENDING does not open RESTRICTION on CONTRACT")
        .contains("ACCURACY_CONTESTED (Art. 18(1)(a))");
    assertThat(
            refused(
                    Claim.ACCESS,
                    Set.of(CONSENT),
                    Decision.grant().on(CONSENT, Condition.INACCURATE).build())
                .problems())
        .singleElement()
        .asString()
        .contains("granted without a condition");
  }

  @Test
  void wantsEveryBasisRuledOnAndNoOther() {
    assertThat(
            refused(
                    Claim.ACCESS,
                    EnumSet.of(CONSENT, CONTRACT),
                    Decision.grant().on(CONSENT).on(VITAL_INTERESTS).build())
                .problems())
        .hasSize(2)
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .startsWith("CONTRACT is not ruled on (Art. 15(1)-(4),12(5)); grant it"))
        .anySatisfy(
            problem -> assertThat(problem).startsWith("VITAL_INTERESTS is ruled on, but no data"));
  }

  @Test
  void neverRefusesAccessToEverythingForTheSakeOfOthers() {
    assertThat(
            refused(
                    Claim.ACCESS,
                    Set.of(CONTRACT),
                    Decision.refuse(RefusalGround.RIGHTS_OF_OTHERS, WHY))
                .problems())
        .singleElement()
        .asString()
        .contains("RIGHTS_OF_OTHERS cannot refuse the request as a whole")
        .contains("Rule on each legal basis instead");
    assertThat(
            refused(
                    Claim.ACCESS,
                    Set.of(CONTRACT),
                    Decision.grant()
                        .refused(CONTRACT, RefusalGround.RIGHTS_OF_OTHERS)
                        .explained(WHY)
                        .build())
                .problems())
        .singleElement()
        .asString()
        .contains("RIGHTS_OF_OTHERS cannot refuse ACCESS on CONTRACT")
        .contains("hold a part back with RIGHTS_OF_OTHERS (Art. 15(4))");
  }

  @Test
  void refusesToHoldBackOnAGroundThatIsForTheWhole() {
    assertThat(
            refused(
                    Claim.ACCESS,
                    Set.of(CONTRACT),
                    Decision.grant()
                        .on(CONTRACT)
                        .withheld(CONTRACT, RefusalGround.EXCESSIVE)
                        .explained(WHY)
                        .build())
                .problems())
        .singleElement()
        .asString()
        .startsWith("EXCESSIVE cannot hold back a part of ACCESS on CONTRACT");
  }

  @ParameterizedTest
  @EnumSource(LegalBasis.class)
  void stopsDirectMarketingWhateverSpeaksAgainstIt(LegalBasis basis) {
    Claim claim = Claim.OBJECTION_TO_DIRECT_MARKETING;
    assertThatCode(
            () -> DecisionTable.check(claim, Set.of(basis), Decision.grant().on(basis).build()))
        .doesNotThrowAnyException();
    for (RefusalGround ground : RefusalGround.values()) {
      assertThat(
              refused(
                      claim,
                      Set.of(basis),
                      Decision.grant().refused(basis, ground).explained(WHY).build())
                  .problems())
          .singleElement()
          .asString()
          .endsWith("; grant it");
      if (ground != RefusalGround.NOT_IDENTIFIED) {
        assertThat(refused(claim, Set.of(basis), Decision.refuse(ground, WHY)).problems())
            .singleElement()
            .asString()
            .contains("that can NOT_IDENTIFIED (Art. 12(2),11(2))");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.gdprkit.request.DecisionTableTest#rules")
  void holdsEverySingleRulingAgainstItsRow(DecisionRule rule) {
    Set<LegalBasis> concerned = Set.of(rule.basis());
    boolean absolute =
        rule.anyOf().isEmpty() && rule.outcome() != DecisionRuleOutcome.NOT_APPLICABLE;

    assertThat(isPossible(rule.claim(), concerned, Decision.grant().on(rule.basis()).build()))
        .isEqualTo(absolute);
    for (Condition condition : Condition.values()) {
      assertThat(
              isPossible(
                  rule.claim(), concerned, Decision.grant().on(rule.basis(), condition).build()))
          .as("%s", condition)
          .isEqualTo(rule.anyOf().contains(condition));
    }
    for (RefusalGround ground : RefusalGround.values()) {
      Decision refusal = Decision.grant().refused(rule.basis(), ground).explained(WHY).build();
      assertThat(isPossible(rule.claim(), concerned, refusal))
          .as("%s", ground)
          .isEqualTo(rule.refusals().contains(ground) && ground.reaches().contains(Reach.BASIS));
    }
  }

  @Test
  void owesWhoIsRefusedTheReasonsOfTheirCase() {
    assertThat(
            refused(
                    Claim.ERASURE,
                    Set.of(CONTRACT),
                    Decision.grant().refused(CONTRACT, RefusalGround.STILL_NECESSARY).build())
                .problems())
        .containsExactly(
            "the person is owed the reasons of their own case (Art. 12(4)); explain the decision");
    assertThat(
            refused(Claim.ACCESS, Set.of(CONTRACT), Decision.refuse(RefusalGround.EXCESSIVE, " "))
                .problems())
        .hasSize(1);
  }

  @Test
  void needsNoReasonsWhereTheLegalBasisIsTheReason() {
    Decision decision =
        Decision.grant()
            .on(CONTRACT)
            .refused(LEGITIMATE_INTERESTS, RefusalGround.NEITHER_CONSENT_NOR_CONTRACT)
            .build();

    assertThatCode(
            () ->
                DecisionTable.check(
                    Claim.PORTABILITY, EnumSet.of(CONTRACT, LEGITIMATE_INTERESTS), decision))
        .doesNotThrowAnyException();
  }

  @Test
  void listsEverythingThatIsWrongAtOnce() {
    List<String> problems =
        refused(
                Claim.ERASURE,
                EnumSet.of(CONSENT, CONTRACT, LEGAL_OBLIGATION),
                Decision.grant()
                    .on(CONSENT)
                    .on(CONTRACT, Condition.CONSENT_WITHDRAWN)
                    .refused(PUBLIC_TASK, RefusalGround.EXCESSIVE)
                    .build())
            .problems();

    assertThat(problems)
        .satisfiesExactlyInAnyOrder(
            problem -> assertThat(problem).contains("ERASURE on CONSENT").contains("needs a"),
            problem -> assertThat(problem).startsWith("CONSENT_WITHDRAWN does not open"),
            problem -> assertThat(problem).startsWith("LEGAL_OBLIGATION is not ruled on"),
            problem -> assertThat(problem).startsWith("PUBLIC_TASK is ruled on, but"),
            problem -> assertThat(problem).contains("owed the reasons"));
  }

  @Test
  void keepsTheExplanationOutOfItsMessage() {
    assertThat(
            refused(
                Claim.ACCESS,
                Set.of(CONTRACT),
                Decision.refuse(RefusalGround.LEGAL_CLAIMS, "Anna sues us")))
        .message()
        .doesNotContain("Anna");
  }

  private static boolean isPossible(Claim claim, Set<LegalBasis> concerned, Decision decision) {
    try {
      DecisionTable.check(claim, concerned, decision);
      return true;
    } catch (ImpossibleDecisionException e) {
      return false;
    }
  }

  private static ImpossibleDecisionException refused(
      Claim claim, Set<LegalBasis> concerned, Decision decision) {
    ImpossibleDecisionException impossible =
        catchThrowableOfType(
            ImpossibleDecisionException.class,
            () -> DecisionTable.check(claim, concerned, decision));
    assertThat(impossible).as("%s is refused", decision).isNotNull();
    return impossible;
  }
}
