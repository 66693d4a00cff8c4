package io.github.gdprkit.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.request.RefusalGround.Reach;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The decision table a second time: its rows in a file, what opens and what refuses by hand. */
class DecisionTableTest {

  private static final Pattern ROW = Pattern.compile("\\{[^}]*}");
  private static final Pattern MEMBER = Pattern.compile("\"(\\w+)\": \"([^\"]*)\"");

  private static final String ALWAYS =
      "NO_LONGER_NECESSARY UNLAWFULLY_PROCESSED LAW_REQUIRES_ERASURE";
  private static final String EXCEPTIONS =
      "RESTRICTED_BY_LAW FREEDOM_OF_EXPRESSION LEGAL_OBLIGATION_OR_PUBLIC_TASK PUBLIC_HEALTH"
          + " ARCHIVING_RESEARCH_OR_STATISTICS LEGAL_CLAIMS";

  /** Claim, points of Art. 6(1), what opens it, what refuses it. */
  private static final List<List<String>> MATRIX =
      List.of(
          List.of("ACCESS", "abcdef", "", "RESTRICTED_BY_LAW RIGHTS_OF_OTHERS"),
          List.of(
              "RECTIFICATION",
              "abcdef",
              "INACCURATE INCOMPLETE",
              "RESTRICTED_BY_LAW ACCURATE_AND_COMPLETE"),
          List.of(
              "ERASURE",
              "a",
              ALWAYS + " CONSENT_WITHDRAWN OBJECTED_TO_DIRECT_MARKETING COLLECTED_FROM_A_CHILD",
              EXCEPTIONS + " ANOTHER_LEGAL_GROUND"),
          List.of(
              "ERASURE",
              "b",
              ALWAYS + " OBJECTED_TO_DIRECT_MARKETING",
              EXCEPTIONS + " STILL_NECESSARY"),
          List.of("ERASURE", "c", ALWAYS, EXCEPTIONS),
          List.of("ERASURE", "d", ALWAYS, EXCEPTIONS + " STILL_NECESSARY"),
          List.of(
              "ERASURE",
              "ef",
              ALWAYS + " OBJECTION_PREVAILS OBJECTED_TO_DIRECT_MARKETING",
              EXCEPTIONS + " STILL_NECESSARY OVERRIDING_LEGITIMATE_GROUNDS"),
          List.of(
              "RESTRICTION",
              "abcd",
              "ACCURACY_CONTESTED UNLAWFUL_BUT_ERASURE_OPPOSED"
                  + " NEEDED_BY_THE_PERSON_FOR_LEGAL_CLAIMS",
              "RESTRICTED_BY_LAW NO_GROUND_FOR_RESTRICTION"),
          List.of(
              "RESTRICTION",
              "ef",
              "ACCURACY_CONTESTED UNLAWFUL_BUT_ERASURE_OPPOSED"
                  + " NEEDED_BY_THE_PERSON_FOR_LEGAL_CLAIMS OBJECTION_PENDING",
              "RESTRICTED_BY_LAW NO_GROUND_FOR_RESTRICTION"),
          List.of(
              "PORTABILITY",
              "ab",
              "",
              "RESTRICTED_BY_LAW RIGHTS_OF_OTHERS NOT_PROVIDED_BY_THE_PERSON NOT_AUTOMATED"),
          List.of("PORTABILITY", "cdef", "", "RESTRICTED_BY_LAW NEITHER_CONSENT_NOR_CONTRACT"),
          List.of(
              "OBJECTION",
              "a",
              "TREATED_AS_WITHDRAWAL",
              "RESTRICTED_BY_LAW CONSENT_CAN_BE_WITHDRAWN"),
          List.of("OBJECTION", "bcd", "", "RESTRICTED_BY_LAW NO_RIGHT_TO_OBJECT"),
          List.of(
              "OBJECTION",
              "e",
              "",
              "RESTRICTED_BY_LAW COMPELLING_LEGITIMATE_GROUNDS LEGAL_CLAIMS"
                  + " RESEARCH_IN_THE_PUBLIC_INTEREST"),
          List.of(
              "OBJECTION", "f", "", "RESTRICTED_BY_LAW COMPELLING_LEGITIMATE_GROUNDS LEGAL_CLAIMS"),
          List.of("OBJECTION_TO_DIRECT_MARKETING", "abcdef", "", ""),
          List.of("HUMAN_REVIEW", "ab", "", "RESTRICTED_BY_LAW NO_AUTOMATED_DECISION"),
          List.of(
              "HUMAN_REVIEW",
              "ce",
              "LAW_AUTHORISES_THE_DECISION DECISION_FALLS",
              "RESTRICTED_BY_LAW NO_AUTOMATED_DECISION SAFEGUARDS_OF_THE_AUTHORISING_LAW"),
          List.of(
              "HUMAN_REVIEW", "df", "DECISION_FALLS", "RESTRICTED_BY_LAW NO_AUTOMATED_DECISION"));

  @Test
  void saysOfEveryRightOnEveryBasisWhatTheFactsSay() throws Exception {
    List<String> code = new ArrayList<>();
    for (DecisionRule rule : DecisionTable.rules()) {
      code.add(row(right(rule.claim()), rule.basis(), rule.outcome(), rule.reference()));
    }
    for (LegalBasis basis : LegalBasis.values()) {
      WithdrawalRule rule = DecisionTable.withdrawalOfConsent(basis);
      code.add(row("WITHDRAW_CONSENT", rule.basis(), rule.outcome(), rule.reference()));
    }

    assertThat(facts()).hasSize(54);
    assertThat(code).containsExactlyInAnyOrderElementsOf(facts());
  }

  @Test
  void hasARowForEveryClaimOnEveryBasis() {
    for (Claim claim : Claim.values()) {
      for (LegalBasis basis : LegalBasis.values()) {
        DecisionRule rule = DecisionTable.rule(claim, basis);

        assertThat(rule.claim()).isEqualTo(claim);
        assertThat(rule.basis()).isEqualTo(basis);
        assertThat(rule.text()).isNotBlank();
        assertThat(DecisionTable.withdrawalOfConsent(basis).text()).isNotBlank();
      }
    }
    assertThat(DecisionTable.rules()).hasSize(48);
  }

  static List<DecisionRule> rules() {
    return DecisionTable.rules();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void isOpenedAndRefusedByThisAndNothingElse(DecisionRule rule) {
    String point = String.valueOf((char) ('a' + rule.basis().ordinal()));
    List<List<String>> matching =
        MATRIX.stream()
            .filter(row -> row.get(0).equals(rule.claim().name()) && row.get(1).contains(point))
            .toList();

    assertThat(matching).hasSize(1);
    assertThat(names(rule.anyOf())).isEqualTo(words(matching.get(0).get(2)));
    assertThat(names(rule.refusals())).isEqualTo(words(matching.get(0).get(3)));
  }

  @ParameterizedTest
  @EnumSource(Claim.class)
  void refusesAWholeRequestOnTheseGroundsOnly(Claim claim) {
    Set<String> everywhere =
        words("MANIFESTLY_UNFOUNDED EXCESSIVE NOT_IDENTIFIED RESTRICTED_BY_LAW");
    Map<Claim, Set<String>> more =
        Map.of(
            Claim.RECTIFICATION, words("ACCURATE_AND_COMPLETE"),
            Claim.RESTRICTION, words("NO_GROUND_FOR_RESTRICTION"),
            Claim.HUMAN_REVIEW, words("NO_AUTOMATED_DECISION"));
    Set<String> expected = new TreeSet<>(everywhere);
    expected.addAll(more.getOrDefault(claim, Set.of()));
    if (claim == Claim.OBJECTION_TO_DIRECT_MARKETING) {
      expected = words("NOT_IDENTIFIED");
    }

    assertThat(names(DecisionTable.refusalsOfTheWhole(claim))).isEqualTo(expected);
  }

  @Test
  void neverWithholdsEverythingForTheSakeOfOthers() {
    assertThat(RefusalGround.RIGHTS_OF_OTHERS.reaches()).containsExactly(Reach.PART);
  }

  @Test
  void knowsTheArticleOfEveryGround() {
    Map<String, String> references = new HashMap<>();
    for (RefusalGround ground : RefusalGround.values()) {
      for (Claim claim : ground.claims()) {
        references.merge(ground.name(), ground.reference(claim), DecisionTableTest::once);
      }
    }

    assertThat(references)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("MANIFESTLY_UNFOUNDED", "12(5)"),
                Map.entry("EXCESSIVE", "12(5)"),
                Map.entry("NOT_IDENTIFIED", "12(2),11(2)"),
                Map.entry("RESTRICTED_BY_LAW", "23(1)"),
                Map.entry("RIGHTS_OF_OTHERS", "15(4) 20(4)"),
                Map.entry("ACCURATE_AND_COMPLETE", "16"),
                Map.entry("STILL_NECESSARY", "17(1)(a)"),
                Map.entry("ANOTHER_LEGAL_GROUND", "17(1)(b)"),
                Map.entry("OVERRIDING_LEGITIMATE_GROUNDS", "17(1)(c)"),
                Map.entry("FREEDOM_OF_EXPRESSION", "17(3)(a)"),
                Map.entry("LEGAL_OBLIGATION_OR_PUBLIC_TASK", "17(3)(b)"),
                Map.entry("PUBLIC_HEALTH", "17(3)(c)"),
                Map.entry("ARCHIVING_RESEARCH_OR_STATISTICS", "17(3)(d)"),
                Map.entry("LEGAL_CLAIMS", "17(3)(e) 21(1)"),
                Map.entry("NO_GROUND_FOR_RESTRICTION", "18(1)"),
                Map.entry("NEITHER_CONSENT_NOR_CONTRACT", "20(1)(a)"),
                Map.entry("NOT_PROVIDED_BY_THE_PERSON", "20(1)"),
                Map.entry("NOT_AUTOMATED", "20(1)(b)"),
                Map.entry("CONSENT_CAN_BE_WITHDRAWN", "7(3)"),
                Map.entry("NO_RIGHT_TO_OBJECT", "21(1)"),
                Map.entry("COMPELLING_LEGITIMATE_GROUNDS", "21(1)"),
                Map.entry("RESEARCH_IN_THE_PUBLIC_INTEREST", "21(6)"),
                Map.entry("NO_AUTOMATED_DECISION", "22(1)"),
                Map.entry("SAFEGUARDS_OF_THE_AUTHORISING_LAW", "22(2)(b)")));
  }

  @Test
  void knowsTheArticleOfEveryCondition() {
    assertThat(
            Arrays.stream(Condition.values())
                .map(
                    condition -> condition.claim() + " " + condition + " " + condition.reference()))
        .containsExactlyInAnyOrder(
            "RECTIFICATION INACCURATE 16",
            "RECTIFICATION INCOMPLETE 16",
            "ERASURE NO_LONGER_NECESSARY 17(1)(a)",
            "ERASURE CONSENT_WITHDRAWN 17(1)(b)",
            "ERASURE OBJECTION_PREVAILS 17(1)(c)",
            "ERASURE OBJECTED_TO_DIRECT_MARKETING 17(1)(c)",
            "ERASURE UNLAWFULLY_PROCESSED 17(1)(d)",
            "ERASURE LAW_REQUIRES_ERASURE 17(1)(e)",
            "ERASURE COLLECTED_FROM_A_CHILD 17(1)(f)",
            "RESTRICTION ACCURACY_CONTESTED 18(1)(a)",
            "RESTRICTION UNLAWFUL_BUT_ERASURE_OPPOSED 18(1)(b)",
            "RESTRICTION NEEDED_BY_THE_PERSON_FOR_LEGAL_CLAIMS 18(1)(c)",
            "RESTRICTION OBJECTION_PENDING 18(1)(d)",
            "OBJECTION TREATED_AS_WITHDRAWAL 7(3)",
            "HUMAN_REVIEW LAW_AUTHORISES_THE_DECISION 22(2)(b)",
            "HUMAN_REVIEW DECISION_FALLS 22(1)");
  }

  @Test
  void opensAClaimOnlyWithConditionsOfThatClaimAndUsesEveryOne() {
    Set<String> used = new TreeSet<>();
    for (DecisionRule rule : DecisionTable.rules()) {
      assertThat(rule.anyOf()).allMatch(condition -> condition.claim() == rule.claim());
      assertThat(rule.refusals()).allMatch(ground -> ground.claims().contains(rule.claim()));
      used.addAll(names(rule.anyOf()));
      used.addAll(names(rule.refusals()));
      used.addAll(names(DecisionTable.refusalsOfTheWhole(rule.claim())));
    }
    Set<String> all = names(Set.of(Condition.values()));
    all.addAll(names(Set.of(RefusalGround.values())));

    assertThat(used).isEqualTo(all);
  }

  private static List<String> facts() throws Exception {
    List<String> rows = new ArrayList<>();
    try (InputStream file =
        Objects.requireNonNull(
            DecisionTableTest.class.getResourceAsStream("decision-table.json"))) {
      Matcher objects = ROW.matcher(new String(file.readAllBytes(), UTF_8));
      while (objects.find()) {
        Map<String, String> members = new HashMap<>();
        Matcher member = MEMBER.matcher(objects.group());
        while (member.find()) {
          members.put(member.group(1), member.group(2));
        }
        rows.add(
            String.join(
                " | ",
                members.get("right"),
                members.get("basis"),
                members.get("outcome"),
                members.get("ref")));
      }
    }
    return rows;
  }

  private static String row(
      String right, LegalBasis basis, DecisionRuleOutcome outcome, String reference) {
    return String.join(" | ", right, point(basis), outcome.name(), reference);
  }

  private static String right(Claim claim) {
    return claim == Claim.OBJECTION_TO_DIRECT_MARKETING ? "OBJECT_DIRECT_MARKETING" : claim.name();
  }

  private static String point(LegalBasis basis) {
    return switch (basis) {
      case CONSENT -> "6(1)(a)";
      case CONTRACT -> "6(1)(b)";
      case LEGAL_OBLIGATION -> "6(1)(c)";
      case VITAL_INTERESTS -> "6(1)(d)";
      case PUBLIC_TASK -> "6(1)(e)";
      case LEGITIMATE_INTERESTS -> "6(1)(f)";
    };
  }

  private static Set<String> names(Set<? extends Enum<?>> constants) {
    return constants.stream().map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> words(String text) {
    Set<String> words = new TreeSet<>(List.of(text.split(" ")));
    words.remove("");
    return words;
  }

  private static String once(String known, String more) {
    return List.of(known.split(" ")).contains(more) ? known : known + " " + more;
  }
}
