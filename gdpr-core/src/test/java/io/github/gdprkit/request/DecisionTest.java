package io.github.gdprkit.request;

import static io.github.gdprkit.processing.LegalBasis.CONSENT;
import static io.github.gdprkit.processing.LegalBasis.CONTRACT;
import static io.github.gdprkit.processing.LegalBasis.LEGAL_OBLIGATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.processing.LegalBasis;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DecisionTest {

  private static final String EXPLANATION = "Anna, your neighbour Bo wrote that message";

  @Test
  void isGrantedWhenEverythingIs() {
    Decision decision =
        Decision.grant()
            .on(CONSENT, Condition.CONSENT_WITHDRAWN)
            .onEach(Set.of(CONTRACT), Condition.NO_LONGER_NECESSARY)
            .build();

    assertThat(decision).isInstanceOf(Decision.Granted.class);
    assertThat(decision.grounds()).isEmpty();
    assertThat(decision.rulings())
        .containsEntry(CONSENT, new Ruling.Grant(Set.of(Condition.CONSENT_WITHDRAWN), Set.of()))
        .containsEntry(CONTRACT, new Ruling.Grant(Set.of(Condition.NO_LONGER_NECESSARY), Set.of()));
  }

  @Test
  void isPartlyGrantedWhenOneBasisIsRefused() {
    Decision decision =
        Decision.grant()
            .on(CONTRACT, Condition.NO_LONGER_NECESSARY)
            .refused(LEGAL_OBLIGATION, RefusalGround.LEGAL_OBLIGATION_OR_PUBLIC_TASK)
            .build();

    assertThat(decision).isInstanceOf(Decision.PartlyGranted.class);
    assertThat(decision.grounds()).containsExactly(RefusalGround.LEGAL_OBLIGATION_OR_PUBLIC_TASK);
  }

  @Test
  void isPartlyGrantedWhenAPartIsHeldBack() {
    Decision decision =
        Decision.grant().on(CONTRACT).withheld(CONTRACT, RefusalGround.RIGHTS_OF_OTHERS).build();

    assertThat(decision).isInstanceOf(Decision.PartlyGranted.class);
    assertThat(decision.grounds()).containsExactly(RefusalGround.RIGHTS_OF_OTHERS);
  }

  @Test
  void isRefusedWhenEveryBasisIs() {
    Decision decision = Decision.grant().refused(CONTRACT, RefusalGround.STILL_NECESSARY).build();

    assertThat(decision).isInstanceOf(Decision.Refused.class);
    assertThat(((Decision.Refused) decision).whole()).isNull();
    assertThat(decision.grounds()).containsExactly(RefusalGround.STILL_NECESSARY);
  }

  @Test
  void isRefusedAsAWholeWithoutRulings() {
    Decision.Refused decision = Decision.refuse(RefusalGround.EXCESSIVE, "The ninth this week.");

    assertThat(decision.whole()).isEqualTo(RefusalGround.EXCESSIVE);
    assertThat(decision.rulings()).isEmpty();
    assertThat(decision.grounds()).containsExactly(RefusalGround.EXCESSIVE);
    assertThat(decision.explanation()).isEqualTo("The ninth this week.");
  }

  @Test
  void isGrantedWhenNoDataIsConcerned() {
    assertThat(Decision.grant().build()).isEqualTo(new Decision.Granted(Map.of(), ""));
  }

  @Test
  void refusesToCallAKindOfDecisionByAnothersName() {
    Map<LegalBasis, Ruling> granted = Map.of(CONTRACT, new Ruling.Grant(Set.of(), Set.of()));
    Map<LegalBasis, Ruling> refused =
        Map.of(CONTRACT, new Ruling.Refuse(RefusalGround.STILL_NECESSARY));
    Map<LegalBasis, Ruling> partly =
        Map.of(CONTRACT, new Ruling.Grant(Set.of(), Set.of(RefusalGround.LEGAL_CLAIMS)));

    assertThatIllegalArgumentException().isThrownBy(() -> new Decision.Granted(refused, ""));
    assertThatIllegalArgumentException().isThrownBy(() -> new Decision.Granted(partly, ""));
    assertThatIllegalArgumentException().isThrownBy(() -> new Decision.PartlyGranted(granted, ""));
    assertThatIllegalArgumentException().isThrownBy(() -> new Decision.PartlyGranted(refused, ""));
    assertThatIllegalArgumentException().isThrownBy(() -> new Decision.PartlyGranted(Map.of(), ""));
    assertThatIllegalArgumentException().isThrownBy(() -> new Decision.Refused(null, granted, ""));
    assertThatIllegalArgumentException().isThrownBy(() -> new Decision.Refused(null, partly, ""));
    assertThatIllegalArgumentException().isThrownBy(() -> new Decision.Refused(null, Map.of(), ""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Decision.Refused(RefusalGround.EXCESSIVE, refused, ""));
  }

  @Test
  void refusesToRuleTwiceOnABasisAndToHoldBackOfWhatIsNotGranted() {
    Decision.Draft draft = Decision.grant().on(CONTRACT);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> draft.refused(CONTRACT, RefusalGround.STILL_NECESSARY))
        .withMessageContaining("twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> draft.withheld(CONSENT, RefusalGround.RIGHTS_OF_OTHERS))
        .withMessageContaining("on(...) first");
  }

  static List<Decision> explained() {
    return List.of(
        Decision.grant().on(CONTRACT).explained(EXPLANATION).build(),
        Decision.grant()
            .on(CONTRACT)
            .withheld(CONTRACT, RefusalGround.RIGHTS_OF_OTHERS)
            .explained(EXPLANATION)
            .build(),
        Decision.grant()
            .refused(CONTRACT, RefusalGround.STILL_NECESSARY)
            .explained(EXPLANATION)
            .build(),
        Decision.refuse(RefusalGround.EXCESSIVE, EXPLANATION));
  }

  @ParameterizedTest
  @MethodSource("explained")
  void keepsTheExplanationOutOfToStringAndEvidence(Decision decision) {
    assertThat(decision.explanation()).isEqualTo(EXPLANATION);
    assertThat(decision.toString()).doesNotContain("Anna").doesNotContain("Bo ");
    assertThat(decision.details().toString()).doesNotContain("Anna").doesNotContain("Bo ");
    assertThat(Decision.of(decision.details()).explanation()).isEmpty();
    assertThat(Decision.of(decision.details()).withExplanation(EXPLANATION)).isEqualTo(decision);
  }

  @Test
  void isWrittenInEvidenceLikeThis() {
    Decision partly =
        Decision.grant()
            .on(CONSENT, Condition.LAW_REQUIRES_ERASURE, Condition.CONSENT_WITHDRAWN)
            .withheld(CONSENT, RefusalGround.LEGAL_CLAIMS, RefusalGround.PUBLIC_HEALTH)
            .on(CONTRACT)
            .refused(LEGAL_OBLIGATION, RefusalGround.LEGAL_OBLIGATION_OR_PUBLIC_TASK)
            .build();

    assertThat(partly.details())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "decision", "partly-granted",
                "granted-on-consent", "consent-withdrawn,law-requires-erasure",
                "withheld-on-consent", "public-health,legal-claims",
                "granted-on-contract", "",
                "refused-on-legal-obligation", "legal-obligation-or-public-task"));
    assertThat(Decision.refuse(RefusalGround.NOT_IDENTIFIED, "x").details())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("decision", "refused", "refused-as-a-whole", "not-identified"));
    assertThat(Decision.grant().on(CONTRACT).build().details())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("decision", "granted", "granted-on-contract", ""));
  }

  @Test
  void comesBackFromEvidenceAsItWas() {
    Random random = new Random(12);
    Set<Class<?>> kinds = new HashSet<>();
    for (int round = 0; round < 2000; round++) {
      Decision decision = random(random);
      kinds.add(decision.getClass());

      EvidenceDraft entry =
          new EvidenceDraft(
              new StreamId("request", "r1"), 1, "decided", Instant.EPOCH, decision.details());

      assertThat(Decision.of(entry.details())).isEqualTo(decision);
    }
    assertThat(kinds).hasSize(3);
  }

  @ParameterizedTest
  @MethodSource("io.github.gdprkit.request.DecisionTableTest#rules")
  void fitsIntoEvidenceAlsoWithEveryConditionAndGround(DecisionRule rule) {
    Ruling everything = new Ruling.Grant(rule.anyOf(), rule.refusals());
    Decision decision =
        rule.refusals().isEmpty()
            ? new Decision.Granted(Map.of(rule.basis(), everything), "")
            : new Decision.PartlyGranted(Map.of(rule.basis(), everything), "");

    EvidenceDraft entry =
        new EvidenceDraft(
            new StreamId("request", "r1"), 1, "decided", Instant.EPOCH, decision.details());

    assertThat(Decision.of(entry.details())).isEqualTo(decision);
  }

  @Test
  void passesOverDetailsThatAreNotItsOwn() {
    Map<String, String> details = new TreeMap<>(Decision.grant().on(CONTRACT).build().details());
    details.put("by", "staff:7");

    assertThat(Decision.of(details)).isEqualTo(Decision.grant().on(CONTRACT).build());
  }

  static List<Map<String, String>> nonsense() {
    return List.of(
        Map.of(),
        Map.of("decision", ""),
        Map.of("decision", "maybe"),
        Map.of("decision", "granted", "refused-on-contract", "legal-claims"),
        Map.of("decision", "granted", "refused-as-a-whole", "excessive"),
        Map.of("decision", "granted", "granted-on-contract", "because"),
        Map.of("decision", "granted", "granted-on-contract", "inaccurate,"),
        Map.of("decision", "partly-granted", "granted-on-contract", ""),
        Map.of("decision", "partly-granted", "withheld-on-contract", "legal-claims"),
        Map.of(
            "decision",
            "partly-granted",
            "granted-on-contract",
            "",
            "refused-on-contract",
            "legal-claims"),
        Map.of("decision", "refused"),
        Map.of("decision", "refused", "refused-as-a-whole", "no-reason"),
        Map.of("decision", "refused", "granted-on-contract", ""));
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void refusesEvidenceThatTellsNoDecision(Map<String, String> details) {
    assertThatIllegalArgumentException().isThrownBy(() -> Decision.of(details));
  }

  private static Decision random(Random random) {
    if (random.nextInt(6) == 0) {
      return Decision.refuse(pick(random, RefusalGround.values()), "");
    }
    Map<LegalBasis, Ruling> rulings = new EnumMap<>(LegalBasis.class);
    boolean onlyGrants = random.nextInt(3) == 0;
    for (LegalBasis basis : LegalBasis.values()) {
      switch (random.nextInt(4)) {
        case 0 ->
            rulings.put(
                basis,
                onlyGrants
                    ? new Ruling.Grant(Set.of(), Set.of())
                    : new Ruling.Refuse(pick(random, RefusalGround.values())));
        case 1, 2 ->
            rulings.put(
                basis,
                new Ruling.Grant(
                    some(random, Condition.values()),
                    onlyGrants ? Set.of() : some(random, RefusalGround.values())));
        default -> {}
      }
    }
    if (rulings.values().stream().allMatch(Ruling::isFullGrant)) {
      return new Decision.Granted(rulings, "");
    }
    return rulings.values().stream().allMatch(Ruling.Refuse.class::isInstance)
        ? new Decision.Refused(null, rulings, "")
        : new Decision.PartlyGranted(rulings, "");
  }

  private static <E> E pick(Random random, E[] all) {
    return all[random.nextInt(all.length)];
  }

  private static <E> Set<E> some(Random random, E[] all) {
    List<E> shuffled = new ArrayList<>(Arrays.asList(all));
    Collections.shuffle(shuffled, random);
    return Set.copyOf(shuffled.subList(0, random.nextInt(4)));
  }
}
