package io.github.gdprkit.request;

import static io.github.gdprkit.processing.LegalBasis.CONSENT;
import static io.github.gdprkit.processing.LegalBasis.CONTRACT;
import static io.github.gdprkit.processing.LegalBasis.LEGAL_OBLIGATION;
import static io.github.gdprkit.processing.LegalBasis.LEGITIMATE_INTERESTS;
import static io.github.gdprkit.processing.LegalBasis.PUBLIC_TASK;
import static io.github.gdprkit.processing.LegalBasis.VITAL_INTERESTS;
import static io.github.gdprkit.request.Claim.ACCESS;
import static io.github.gdprkit.request.Claim.ERASURE;
import static io.github.gdprkit.request.Claim.HUMAN_REVIEW;
import static io.github.gdprkit.request.Claim.OBJECTION;
import static io.github.gdprkit.request.Claim.OBJECTION_TO_DIRECT_MARKETING;
import static io.github.gdprkit.request.Claim.PORTABILITY;
import static io.github.gdprkit.request.Claim.RECTIFICATION;
import static io.github.gdprkit.request.Claim.RESTRICTION;
import static io.github.gdprkit.request.Condition.*;
import static io.github.gdprkit.request.DecisionRuleOutcome.*;
import static io.github.gdprkit.request.RefusalGround.*;

import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.request.RefusalGround.Reach;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What can be decided: for each claim and each legal basis (Art. 6(1)) what the Regulation says,
 * what has to be affirmed to grant it, and on which grounds it can be refused.
 *
 * <p>The law decides nothing here, people do; the table keeps them from deciding what is
 * impossible, and says what is missing.
 */
public final class DecisionTable {

  private static final Set<LegalBasis> ALL = EnumSet.allOf(LegalBasis.class);
  private static final Set<LegalBasis> WITHOUT_RIGHT_TO_OBJECT =
      EnumSet.of(CONTRACT, LEGAL_OBLIGATION, VITAL_INTERESTS);
  private static final Set<LegalBasis> WITH_RIGHT_TO_OBJECT =
      EnumSet.of(PUBLIC_TASK, LEGITIMATE_INTERESTS);

  /** Art. 17(3)(a) to (e): they do not ask for the legal basis. */
  private static final Set<RefusalGround> EXCEPTIONS_17_3 =
      EnumSet.of(
          FREEDOM_OF_EXPRESSION,
          LEGAL_OBLIGATION_OR_PUBLIC_TASK,
          PUBLIC_HEALTH,
          ARCHIVING_RESEARCH_OR_STATISTICS,
          LEGAL_CLAIMS);

  /** Art. 17(1)(a), (d) and (e): they do not ask for the legal basis either. */
  private static final Set<Condition> ERASED_ON_ANY_BASIS =
      EnumSet.of(NO_LONGER_NECESSARY, UNLAWFULLY_PROCESSED, LAW_REQUIRES_ERASURE);

  private static final List<DecisionRule> RULES =
      table(
          row(ACCESS, ALL, GRANT, "15(1)-(4),12(5)")
              .unless(RIGHTS_OF_OTHERS)
              .text(
                  "Everything that is held, on every basis. What would harm others is taken out;"
                      + " the rest is given."),
          row(RECTIFICATION, ALL, GRANT_IF_INACCURATE_OR_INCOMPLETE, "16,19")
              .when(INACCURATE, INCOMPLETE)
              .unless(ACCURATE_AND_COMPLETE)
              .text(
                  "Is the data wrong, or incomplete for its purpose? If that takes time to find"
                      + " out, the person can have it restricted meanwhile."),
          row(ERASURE, CONSENT, GRANT_IF_NO_OTHER_GROUND, "17(1)(b),17(3)")
              .when(CONSENT_WITHDRAWN, OBJECTED_TO_DIRECT_MARKETING, COLLECTED_FROM_A_CHILD)
              .when(ERASED_ON_ANY_BASIS)
              .unless(ANOTHER_LEGAL_GROUND)
              .unless(EXCEPTIONS_17_3)
              .text(
                  "Who asks for erasure withdraws the consent. Does anything else carry the data?"),
          row(ERASURE, CONTRACT, GRANT_IF_NO_LONGER_NECESSARY, "17(1)(a),17(3)(b),(e)")
              .when(OBJECTED_TO_DIRECT_MARKETING)
              .when(ERASED_ON_ANY_BASIS)
              .unless(STILL_NECESSARY)
              .unless(EXCEPTIONS_17_3)
              .text("Does the contract still need the data? If it is over, only what claims need."),
          row(ERASURE, LEGAL_OBLIGATION, REFUSE_WHILE_OBLIGED, "17(3)(b)")
              .when(ERASED_ON_ANY_BASIS)
              .unless(EXCEPTIONS_17_3)
              .text("Kept while the obligation lasts, erased when it has ended."),
          row(ERASURE, VITAL_INTERESTS, GRANT_IF_NO_LONGER_NECESSARY, "17(1)(a)")
              .when(ERASED_ON_ANY_BASIS)
              .unless(STILL_NECESSARY)
              .unless(EXCEPTIONS_17_3)
              .text("Is somebody's life or health still at stake?"),
          row(ERASURE, PUBLIC_TASK, REFUSE_TO_EXTENT_NECESSARY, "17(3)(b),17(1)(a),(c)")
              .when(OBJECTION_PREVAILS, OBJECTED_TO_DIRECT_MARKETING)
              .when(ERASED_ON_ANY_BASIS)
              .unless(STILL_NECESSARY, OVERRIDING_LEGITIMATE_GROUNDS)
              .unless(EXCEPTIONS_17_3)
              .text("Kept as far as the task needs it; the rest is erased."),
          row(ERASURE, LEGITIMATE_INTERESTS, GRANT_IF_OBJECTION_PREVAILS, "17(1)(c),21(1)")
              .when(OBJECTION_PREVAILS, OBJECTED_TO_DIRECT_MARKETING)
              .when(ERASED_ON_ANY_BASIS)
              .unless(STILL_NECESSARY, OVERRIDING_LEGITIMATE_GROUNDS)
              .unless(EXCEPTIONS_17_3)
              .text("Do legitimate grounds override the objection? For marketing they never do."),
          row(
                  RESTRICTION,
                  EnumSet.complementOf(EnumSet.copyOf(WITH_RIGHT_TO_OBJECT)),
                  GRANT_IF_GROUND,
                  "18(1)(a)-(c)")
              .when(
                  ACCURACY_CONTESTED,
                  UNLAWFUL_BUT_ERASURE_OPPOSED,
                  NEEDED_BY_THE_PERSON_FOR_LEGAL_CLAIMS)
              .unless(NO_GROUND_FOR_RESTRICTION)
              .text("Which of the three cases is it? There is no objection on this basis."),
          row(RESTRICTION, WITH_RIGHT_TO_OBJECT, GRANT_IF_GROUND, "18(1)(a)-(c),(d)")
              .when(
                  ACCURACY_CONTESTED,
                  UNLAWFUL_BUT_ERASURE_OPPOSED,
                  NEEDED_BY_THE_PERSON_FOR_LEGAL_CLAIMS,
                  OBJECTION_PENDING)
              .unless(NO_GROUND_FOR_RESTRICTION)
              .text("Which of the four cases is it?"),
          row(
                  PORTABILITY,
                  EnumSet.of(CONSENT, CONTRACT),
                  GRANT_PROVIDED_DATA,
                  "20(1)(a)-(b),20(3),20(4)")
              .unless(NOT_PROVIDED_BY_THE_PERSON, NOT_AUTOMATED, RIGHTS_OF_OTHERS)
              .text(
                  "What the person provided, which includes what was observed of their use and not"
                      + " what was worked out from it. Explicit consent under Art. 9(2)(a) is"
                      + " consent."),
          row(
                  PORTABILITY,
                  EnumSet.complementOf(EnumSet.of(CONSENT, CONTRACT)),
                  NOT_APPLICABLE,
                  "20(1)(a)-(b),20(3),20(4)")
              .unless(NEITHER_CONSENT_NOR_CONTRACT)
              .text("Only what rests on consent or contract is portable; offer access instead."),
          row(OBJECTION, CONSENT, NOT_APPLICABLE_TREAT_AS_WITHDRAWAL, "7(3)")
              .when(TREATED_AS_WITHDRAWAL)
              .unless(CONSENT_CAN_BE_WITHDRAWN)
              .text("Does the person mean to withdraw the consent? Then do that, at once."),
          row(OBJECTION, WITHOUT_RIGHT_TO_OBJECT, NOT_APPLICABLE, "21(1)")
              .unless(NO_RIGHT_TO_OBJECT)
              .text(
                  "There is a right to object only to a public task and to legitimate interests;"
                      + " see whether the person wants erasure or restriction instead."),
          row(OBJECTION, PUBLIC_TASK, STOP_UNLESS_COMPELLING, "21(1),18(1)(d)")
              .unless(COMPELLING_LEGITIMATE_GROUNDS, LEGAL_CLAIMS, RESEARCH_IN_THE_PUBLIC_INTEREST)
              .text("Stop, unless compelling grounds can be demonstrated. Restricted meanwhile."),
          row(OBJECTION, LEGITIMATE_INTERESTS, STOP_UNLESS_COMPELLING, "21(1),18(1)(d)")
              .unless(COMPELLING_LEGITIMATE_GROUNDS, LEGAL_CLAIMS)
              .text("Stop, unless compelling grounds can be demonstrated. Restricted meanwhile."),
          row(OBJECTION_TO_DIRECT_MARKETING, ALL, GRANT_ABSOLUTE, "21(2)-(3)")
              .text("Stop, and the profiling for it too. Nothing is weighed."),
          row(HUMAN_REVIEW, CONSENT, GRANT, "22(2)(c),22(3)")
              .unless(NO_AUTOMATED_DECISION)
              .text("A person looks at it, hears the data subject, and can decide otherwise."),
          row(HUMAN_REVIEW, CONTRACT, GRANT, "22(2)(a),22(3)")
              .unless(NO_AUTOMATED_DECISION)
              .text("A person looks at it, hears the data subject, and can decide otherwise."),
          row(
                  HUMAN_REVIEW,
                  EnumSet.of(LEGAL_OBLIGATION, PUBLIC_TASK),
                  PER_AUTHORISING_LAW,
                  "22(2)(b)")
              .when(LAW_AUTHORISES_THE_DECISION, DECISION_FALLS)
              .unless(NO_AUTOMATED_DECISION, SAFEGUARDS_OF_THE_AUTHORISING_LAW)
              .text("Does a law authorise the decision? If none does, the decision falls."),
          row(
                  HUMAN_REVIEW,
                  EnumSet.of(VITAL_INTERESTS, LEGITIMATE_INTERESTS),
                  DECISION_PROHIBITED,
                  "22(1)-(2)")
              .when(DECISION_FALLS)
              .unless(NO_AUTOMATED_DECISION)
              .text("No machine may decide on this basis alone; a person has to decide anew."));

  private DecisionTable() {}

  /** What applies to a claim where data rests on this basis. */
  public static DecisionRule rule(Claim claim, LegalBasis basis) {
    return RULES.stream()
        .filter(rule -> rule.claim() == claim && rule.basis() == basis)
        .findFirst()
        .orElseThrow();
  }

  /** Every row, by claim, then by legal basis. */
  public static List<DecisionRule> rules() {
    return RULES;
  }

  /** What becomes of data that rests on this basis when consent is withdrawn (Art. 7(3)). */
  public static WithdrawalRule withdrawalOfConsent(LegalBasis basis) {
    return basis == CONSENT
        ? new WithdrawalRule(
            basis,
            GRANT_ABSOLUTE,
            "7(3)",
            "Stop at once; withdrawing is as easy as giving was. What was done before stays lawful.")
        : new WithdrawalRule(
            basis, NOT_APPLICABLE, "7(3)", "There is no consent that could be withdrawn.");
  }

  /** The grounds that can refuse a request as a whole. */
  public static Set<RefusalGround> refusalsOfTheWhole(Claim claim) {
    return Sets.copy(
        RefusalGround.class,
        Arrays.stream(RefusalGround.values())
            .filter(ground -> ground.canRefuse(claim, Reach.REQUEST))
            .toList());
  }

  /**
   * Makes sure that a decision is one that the Regulation allows: each legal basis is ruled on,
   * what needs a condition has one, every ground is one of this claim on this basis, and whoever is
   * refused something learns why in words of their case. Only whether it is true is left to those
   * who decide.
   *
   * @param concerned what the data that the claim is about rests on
   * @throws ImpossibleDecisionException with everything that is wrong
   */
  public static void check(Claim claim, Set<LegalBasis> concerned, Decision decision) {
    List<String> problems = new DecisionCheck(claim).problems(concerned, decision);
    if (!problems.isEmpty()) {
      throw new ImpossibleDecisionException(claim, problems);
    }
  }

  /**
   * What a decision means for data that rests on these bases.
   *
   * <ul>
   *   <li>Erasure acts only where <em>all</em> bases are granted: what another ground still carries
   *       stays, and erasing cannot be undone.
   *   <li>Every other claim acts where <em>any</em> basis is granted. A copy that one basis gives a
   *       right to is given; data that is wrong for one purpose is wrong for all; what is objected
   *       to is stopped while the rest goes on; and a restriction, which can be lifted, is the
   *       smaller of two mistakes. The grounds of the other bases are reported as held back.
   * </ul>
   *
   * @param bases what the data rests on, one at least
   * @param decision one that was {@linkplain #check checked} against at least these bases
   * @throws IllegalArgumentException when the decision rules on none or not on all of these bases
   */
  public static DecisionEffect effect(Claim claim, Set<LegalBasis> bases, Decision decision) {
    if (decision instanceof Decision.Refused refused && refused.whole() != null) {
      return new DecisionEffect(Set.of(refused.whole()), Set.of());
    }
    if (bases.isEmpty() || !decision.rulings().keySet().containsAll(bases)) {
      throw new IllegalArgumentException(
          "The decision does not rule on all of " + bases + "; check it against them first");
    }
    Set<RefusalGround> refused = EnumSet.noneOf(RefusalGround.class);
    Set<RefusalGround> withheld = EnumSet.noneOf(RefusalGround.class);
    boolean anyGranted = false;
    for (LegalBasis basis : bases) {
      Ruling ruling = decision.rulings().get(basis);
      if (ruling instanceof Ruling.Refuse refuse) {
        refused.add(refuse.ground());
      } else if (ruling instanceof Ruling.Grant grant) {
        anyGranted = true;
        withheld.addAll(grant.withheld());
      }
    }
    if (refused.isEmpty()) {
      return new DecisionEffect(Set.of(), withheld);
    }
    if (claim == ERASURE || !anyGranted) {
      return new DecisionEffect(refused, Set.of());
    }
    withheld.addAll(refused);
    return new DecisionEffect(Set.of(), withheld);
  }

  private static Row row(
      Claim claim, LegalBasis basis, DecisionRuleOutcome outcome, String reference) {
    return row(claim, EnumSet.of(basis), outcome, reference);
  }

  private static Row row(
      Claim claim, Set<LegalBasis> bases, DecisionRuleOutcome outcome, String reference) {
    return new Row(claim, bases, outcome, reference);
  }

  /** By claim, then by basis. */
  private static List<DecisionRule> table(Row... rows) {
    return Arrays.stream(rows)
        .flatMap(row -> row.bases.stream().map(row::on))
        .sorted(Comparator.comparing(DecisionRule::claim).thenComparing(DecisionRule::basis))
        .toList();
  }

  /** A row while it is written down: one claim, and the bases that it is the same for. */
  private static final class Row {

    private final Claim claim;
    private final Set<LegalBasis> bases;
    private final DecisionRuleOutcome outcome;
    private final String reference;
    private final Set<Condition> anyOf = EnumSet.noneOf(Condition.class);
    private final Set<RefusalGround> refusals = EnumSet.noneOf(RefusalGround.class);
    private String text = "";

    Row(Claim claim, Set<LegalBasis> bases, DecisionRuleOutcome outcome, String reference) {
      this.claim = claim;
      this.bases = bases;
      this.outcome = outcome;
      this.reference = reference;
      if (RESTRICTED_BY_LAW.canRefuse(claim, Reach.BASIS)) {
        refusals.add(RESTRICTED_BY_LAW);
      }
    }

    Row when(Condition... conditions) {
      return when(List.of(conditions));
    }

    Row when(Collection<Condition> conditions) {
      anyOf.addAll(conditions);
      return this;
    }

    Row unless(RefusalGround... grounds) {
      return unless(List.of(grounds));
    }

    Row unless(Collection<RefusalGround> grounds) {
      refusals.addAll(grounds);
      return this;
    }

    Row text(String newText) {
      text = newText;
      return this;
    }

    DecisionRule on(LegalBasis basis) {
      return new DecisionRule(claim, basis, outcome, reference, anyOf, refusals, text);
    }
  }
}
