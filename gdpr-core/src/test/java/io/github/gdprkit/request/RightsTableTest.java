package io.github.gdprkit.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.code.Codes;
import io.github.gdprkit.processing.LegalBasis;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The tables of docs/rights.md are what the code says. When this fails, the message holds the
 * blocks as they have to be.
 */
class RightsTableTest {

  @Test
  void isWhatTheDocumentShows() throws Exception {
    assertShown("rights", rights());
  }

  @Test
  void isWhatTheDocumentShowsOfTheLetters() throws Exception {
    assertShown("letters", letters());
  }

  @Test
  void isWhatTheDocumentShowsOfDecisions() throws Exception {
    assertShown("decisions", decisions());
  }

  @Test
  void isWhatTheDocumentShowsOfGrounds() throws Exception {
    assertShown("grounds", grounds());
  }

  @Test
  void showsADecisionThatIsPossible() throws Exception {
    // docs:decision
    Decision decision =
        Decision.grant()
            .on(LegalBasis.CONTRACT, Condition.NO_LONGER_NECESSARY)
            .withheld(LegalBasis.CONTRACT, RefusalGround.LEGAL_CLAIMS)
            .refused(LegalBasis.LEGAL_OBLIGATION, RefusalGround.LEGAL_OBLIGATION_OR_PUBLIC_TASK)
            .explained("We keep the invoices of the last ten years.")
            .build();
    DecisionTable.check(
        Claim.ERASURE, Set.of(LegalBasis.CONTRACT, LegalBasis.LEGAL_OBLIGATION), decision);
    // docs:end

    String source =
        Files.readString(
            root()
                .resolve("gdpr-core/src/test/java/io/github/gdprkit/request/RightsTableTest.java"));
    String shown =
        source
            .split(" {4}// docs:decision\\R| {4}// docs:end\\R", -1)[1]
            .stripTrailing()
            .stripIndent();
    assertThat(Files.readString(root().resolve("docs/rights.md")))
        .contains("```java decision\n" + shown + "\n```");
  }

  private static String rights() {
    return table(
        "right | what runs | the person is told | where there is any",
        Arrays.stream(Claim.values())
            .map(
                claim ->
                    String.join(
                        " | ",
                        name(claim),
                        runs(claim),
                        told(Answer.mustTell(AnswerKind.GRANT, claim)),
                        told(Answer.whereApplicable(claim)))));
  }

  private static String letters() {
    return table(
        "letter | tells",
        Arrays.stream(AnswerKind.values())
            .filter(kind -> kind != AnswerKind.GRANT)
            .map(
                kind ->
                    name(kind)
                        + " | "
                        + (kind == AnswerKind.PARTIAL
                            ? "the same as the grant and the refusal"
                            : told(
                                Answer.mustTell(
                                    kind,
                                    kind == AnswerKind.CONSENT_WITHDRAWAL
                                        ? null
                                        : Claim.OBJECTION)))));
  }

  private static String grounds() {
    return table(
        "ground | against | can refuse | the person reads",
        Arrays.stream(RefusalGround.values())
            .map(
                ground ->
                    String.join(
                        " | ",
                        name(ground),
                        against(ground),
                        ground.reaches().stream()
                            .map(RightsTableTest::reach)
                            .collect(Collectors.joining(", ")),
                        ground.text())));
  }

  private static String against(RefusalGround ground) {
    Set<String> references =
        ground.claims().stream()
            .map(ground::reference)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (references.size() == 1 && ground.claims().size() > 1) {
      List<String> spared =
          Arrays.stream(Claim.values())
              .filter(claim -> !ground.claims().contains(claim))
              .map(RightsTableTest::name)
              .toList();
      return "everything"
          + (spared.isEmpty() ? "" : " but " + String.join(", ", spared))
          + " (Art. "
          + references.iterator().next()
          + ")";
    }
    return ground.claims().stream()
        .map(claim -> name(claim) + " (Art. " + ground.reference(claim) + ")")
        .collect(Collectors.joining(", "));
  }

  private static String reach(RefusalGround.Reach reach) {
    return switch (reach) {
      case REQUEST -> "the request";
      case BASIS -> "a legal basis";
      case PART -> "a part";
    };
  }

  /** Bases with the same rule share a row. */
  private static String decisions() {
    return table(
        "right | Art. 6(1) | Art. | granted if | refused, or a part of it, if",
        Arrays.stream(Claim.values())
            .flatMap(
                claim ->
                    DecisionTable.rules().stream()
                        .filter(rule -> rule.claim() == claim)
                        .collect(Collectors.groupingBy(RightsTableTest::ruled, Collectors.toList()))
                        .values()
                        .stream()
                        .sorted((a, b) -> a.get(0).basis().compareTo(b.get(0).basis()))
                        .map(
                            same ->
                                String.join(
                                    " | ",
                                    name(claim),
                                    same.stream()
                                        .map(rule -> "(" + point(rule) + ")")
                                        .collect(Collectors.joining(" ")),
                                    ruled(same.get(0))))));
  }

  private static String ruled(DecisionRule rule) {
    String granted =
        rule.isGrantedOutright()
            ? (rule.refusals().isEmpty() ? "always" : "outright")
            : rule.canBeGranted() ? names(rule.anyOf()) : "cannot be";
    return String.join(
        " | ",
        rule.reference(),
        granted,
        rule.refusals().isEmpty() ? "cannot be" : names(rule.refusals()));
  }

  private static char point(DecisionRule rule) {
    return (char) ('a' + rule.basis().ordinal());
  }

  private static String runs(Claim claim) {
    return Stream.concat(RequestWork.meanwhile(claim).stream(), RequestWork.of(claim).stream())
        .map(kind -> RequestWork.text(claim, kind))
        .collect(Collectors.joining("; "));
  }

  private static String told(Collection<ToTell> all) {
    return all.stream()
        .map(
            what ->
                what.text()
                    + (what.reference().startsWith("recital")
                        ? " (" + what.reference() + ")"
                        : " (Art. " + what.reference() + ")"))
        .collect(Collectors.joining("; "));
  }

  private static String names(Collection<? extends Enum<?>> constants) {
    return constants.stream().map(RightsTableTest::name).collect(Collectors.joining(", "));
  }

  private static String name(Enum<?> constant) {
    return Codes.of(constant).replace('-', ' ');
  }

  private static String table(String head, Stream<String> rows) {
    String rule = "|" + " --- |".repeat(head.split("\\|", -1).length);
    return Stream.concat(
            Stream.of("| " + head + " |", rule),
            rows.map(row -> ("| " + row + " |").replace("|  |", "| |")))
        .collect(Collectors.joining("\n"));
  }

  private static void assertShown(String name, String expected) throws Exception {
    String text = Files.readString(root().resolve("docs/rights.md"));
    String begin = "<!-- " + name + ": from the code -->\n";
    String end = "\n<!-- " + name + ": end -->";

    assertThat(List.of(text.split(begin, -1))).as("begin of " + name).hasSize(2);
    assertThat(text).contains(end);
    assertThat(text.substring(text.indexOf(begin) + begin.length(), text.indexOf(end)))
        .isEqualTo(expected);
  }

  private static Path root() {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("README.md"))) {
      root = root.getParent();
    }
    return root;
  }
}
