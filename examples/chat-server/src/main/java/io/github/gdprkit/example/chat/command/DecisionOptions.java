package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.desk.ChatDesk;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.DecisionRule;
import io.github.gdprkit.request.DecisionTable;
import io.github.gdprkit.request.RefusalGround;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be decided on a request, as the Regulation has it. */
final class DecisionOptions {

  private DecisionOptions() {}

  /** The decision that most requests of this kind end with, as it is typed. */
  static String usual(ChatDesk desk, DataSubjectRequest request) {
    StringBuilder usual = new StringBuilder("--grant");
    switch (request.claim()) {
      case RECTIFICATION -> usual.append(" --because inaccurate");
      case ERASURE -> usual.append(" --because no-longer-necessary");
      case RESTRICTION -> usual.append(" --because accuracy-contested");
      case ACCESS, PORTABILITY, OBJECTION, OBJECTION_TO_DIRECT_MARKETING, HUMAN_REVIEW -> {
        // Granted outright where it is granted.
      }
    }
    return usual.toString();
  }

  /**
   * The ground on which data that rests on this basis is refused without anything to weigh, because
   * the right does not reach it.
   */
  static Optional<RefusalGround> followsFromTheBasis(DecisionRule rule) {
    if (rule.canBeGranted()) {
      return Optional.empty();
    }
    return rule.refusals().stream().filter(ground -> !ground.needsReasons()).findFirst();
  }

  static void print(ChatDesk desk, DataSubjectRequest request, PrintWriter out) {
    Claim claim = request.claim();
    Set<LegalBasis> bases = desk.requests().basesConcerned(request.id());
    out.printf("What can be decided on %s (%s):%n", Texts.code(claim), Texts.article(claim));
    for (LegalBasis basis : bases) {
      DecisionRule rule = DecisionTable.rule(claim, basis);
      out.printf("%s (Art. %s): %s%n", Texts.code(basis), rule.reference(), rule.text());
      if (rule.isGrantedOutright()) {
        out.println("  --grant");
      }
      for (Condition condition : rule.anyOf()) {
        out.printf(
            "  --grant --because %s  (Art. %s) %s%n",
            Texts.code(condition), condition.reference(), condition.text());
      }
      for (RefusalGround ground : rule.refusals()) {
        if (ground.reaches().contains(RefusalGround.Reach.BASIS)) {
          print(out, "--refuse-basis " + Texts.code(basis) + "=", claim, ground);
        }
      }
      String parts =
          rule.refusals().stream()
              .filter(ground -> ground.reaches().contains(RefusalGround.Reach.PART))
              .map(Texts::code)
              .collect(Collectors.joining(", "));
      if (rule.canBeGranted() && !parts.isEmpty()) {
        out.printf(
            "  --grant ... --withhold %s=<ground>, for a part of it: %s%n",
            Texts.code(basis), parts);
      }
    }
    out.println("The request as a whole:");
    for (RefusalGround ground : DecisionTable.refusalsOfTheWhole(claim)) {
      print(out, "--refuse ", claim, ground);
    }
    out.println("What is refused or held back needs --explain, in words of this person's case.");
  }

  private static void print(PrintWriter out, String option, Claim claim, RefusalGround ground) {
    out.printf(
        "  %s%s  (Art. %s) %s%n",
        option, Texts.code(ground), ground.reference(claim), ground.text());
  }
}
