package io.github.gdprkit.request;

import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.request.RefusalGround.Reach;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds one decision against the table, and says what to decide instead. */
final class DecisionCheck {

  private static final String POSSIBLE = " Possible: ";

  private final Claim claim;
  private final List<String> problems = new ArrayList<>();

  DecisionCheck(Claim claim) {
    this.claim = claim;
  }

  List<String> problems(Set<LegalBasis> concerned, Decision decision) {
    if (decision instanceof Decision.Refused refused && refused.whole() != null) {
      checkWhole(refused.whole());
    } else {
      checkRulings(concerned, decision.rulings());
    }
    if (decision.explanation().isBlank()
        && decision.grounds().stream().anyMatch(RefusalGround::needsReasons)) {
      problems.add(
          "the person is owed the reasons of their own case (Art. 12(4)); explain the decision");
    }
    return problems;
  }

  private void checkWhole(RefusalGround ground) {
    if (!ground.canRefuse(claim, Reach.REQUEST)) {
      String problem =
          ground
              + " cannot refuse the request as a whole; that can "
              + grounds(DecisionTable.refusalsOfTheWhole(claim));
      problems.add(
          ground.claims().contains(claim)
              ? problem + ". Rule on each legal basis instead, to the extent that it is necessary"
              : problem);
    }
  }

  private void checkRulings(Set<LegalBasis> concerned, Map<LegalBasis, Ruling> rulings) {
    for (LegalBasis basis : LegalBasis.values()) {
      @Nullable Ruling ruling = rulings.get(basis);
      DecisionRule rule = DecisionTable.rule(claim, basis);
      if (!concerned.contains(basis)) {
        if (ruling != null) {
          problems.add(
              basis + " is ruled on, but no data that this is about rests on it; leave it out");
        }
      } else if (ruling == null) {
        problems.add(basis + " is not ruled on (Art. " + rule.reference() + "); " + waysOut(rule));
      } else if (ruling instanceof Ruling.Grant grant) {
        checkGrant(rule, grant);
      } else if (ruling instanceof Ruling.Refuse refuse) {
        checkGround(rule, refuse.ground(), Reach.BASIS);
      }
    }
  }

  private void checkGrant(DecisionRule rule, Ruling.Grant grant) {
    String where = claim + " on " + rule.basis() + " (Art. " + rule.reference() + ")";
    if (!rule.canBeGranted()) {
      problems.add(where + " cannot be granted: " + rule.text() + POSSIBLE + canRefuse(rule));
      return;
    }
    Set<Condition> foreign = EnumSet.noneOf(Condition.class);
    foreign.addAll(grant.conditions());
    foreign.removeAll(rule.anyOf());
    for (Condition condition : foreign) {
      problems.add(
          condition
              + " does not open "
              + where
              + "; "
              + (rule.anyOf().isEmpty()
                  ? "it is granted without a condition"
                  : "that does " + conditions(rule.anyOf())));
    }
    if (foreign.isEmpty() && grant.conditions().isEmpty() && !rule.anyOf().isEmpty()) {
      problems.add(where + " needs a condition: " + rule.text() + POSSIBLE + waysOut(rule));
    }
    for (RefusalGround ground : grant.withheld()) {
      checkGround(rule, ground, Reach.PART);
    }
  }

  private void checkGround(DecisionRule rule, RefusalGround ground, Reach reach) {
    if (!rule.refusals().contains(ground) || !ground.canRefuse(claim, reach)) {
      problems.add(
          ground
              + (reach == Reach.PART ? " cannot hold back a part of " : " cannot refuse ")
              + claim
              + " on "
              + rule.basis()
              + " (Art. "
              + rule.reference()
              + "); "
              + waysOut(rule));
    }
  }

  private String waysOut(DecisionRule rule) {
    if (!rule.canBeGranted()) {
      return canRefuse(rule);
    }
    String grant =
        rule.anyOf().isEmpty() ? "grant it" : "grant it because of " + conditions(rule.anyOf());
    String refusals = canRefuse(rule);
    return refusals.isEmpty() ? grant : grant + ", or " + refusals;
  }

  /** What a basis can be refused with, or what a part of it can. */
  private String canRefuse(DecisionRule rule) {
    List<String> ways = new ArrayList<>();
    Set<RefusalGround> whole = with(rule, Reach.BASIS);
    if (!whole.isEmpty()) {
      ways.add("refuse it with " + grounds(whole));
    }
    Set<RefusalGround> part = with(rule, Reach.PART);
    part.removeAll(whole);
    if (!part.isEmpty()) {
      ways.add("hold a part back with " + grounds(part));
    }
    return String.join(", or ", ways);
  }

  private Set<RefusalGround> with(DecisionRule rule, Reach reach) {
    Set<RefusalGround> possible = EnumSet.noneOf(RefusalGround.class);
    rule.refusals().stream()
        .filter(ground -> ground.reaches().contains(reach))
        .forEach(possible::add);
    return possible;
  }

  private String conditions(Set<Condition> conditions) {
    return conditions.stream()
        .map(condition -> condition + " (Art. " + condition.reference() + ")")
        .collect(Collectors.joining(" or "));
  }

  private String grounds(Set<RefusalGround> grounds) {
    return grounds.stream()
        .map(ground -> ground + " (Art. " + ground.reference(claim) + ")")
        .collect(Collectors.joining(" or "));
  }
}
