package io.github.gdprkit.request;

import static io.github.gdprkit.processing.LegalBasis.CONSENT;
import static io.github.gdprkit.processing.LegalBasis.CONTRACT;
import static io.github.gdprkit.processing.LegalBasis.LEGAL_OBLIGATION;
import static io.github.gdprkit.processing.LegalBasis.LEGITIMATE_INTERESTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecisionEffectTest {

  private static final Decision MIXED =
      Decision.grant()
          .on(CONSENT)
          .on(CONTRACT)
          .withheld(CONTRACT, RefusalGround.RIGHTS_OF_OTHERS)
          .refused(LEGAL_OBLIGATION, RefusalGround.RESTRICTED_BY_LAW)
          .build();

  @ParameterizedTest
  @EnumSource(Claim.class)
  void actsOnWhatIsGranted(Claim claim) {
    DecisionEffect effect = DecisionTable.effect(claim, Set.of(CONSENT), MIXED);

    assertThat(effect.acts()).isTrue();
    assertThat(effect.refused()).isEmpty();
    assertThat(effect.withheld()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Claim.class)
  void leavesAloneWhatIsRefused(Claim claim) {
    DecisionEffect effect = DecisionTable.effect(claim, Set.of(LEGAL_OBLIGATION), MIXED);

    assertThat(effect.acts()).isFalse();
    assertThat(effect.refused()).containsExactly(RefusalGround.RESTRICTED_BY_LAW);
    assertThat(effect.withheld()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Claim.class)
  void saysWhatIsHeldBackOfWhatIsGranted(Claim claim) {
    assertThat(DecisionTable.effect(claim, EnumSet.of(CONSENT, CONTRACT), MIXED))
        .isEqualTo(new DecisionEffect(Set.of(), Set.of(RefusalGround.RIGHTS_OF_OTHERS)));
  }

  @Test
  void erasesNothingThatAnotherBasisStillCarries() {
    assertThat(
            DecisionTable.effect(
                Claim.ERASURE, EnumSet.of(CONSENT, CONTRACT, LEGAL_OBLIGATION), MIXED))
        .isEqualTo(new DecisionEffect(Set.of(RefusalGround.RESTRICTED_BY_LAW), Set.of()));
  }

  @ParameterizedTest
  @EnumSource(value = Claim.class, mode = EnumSource.Mode.EXCLUDE, names = "ERASURE")
  void doesEverythingElseAsSoonAsOneBasisIsGranted(Claim claim) {
    assertThat(DecisionTable.effect(claim, EnumSet.of(CONSENT, LEGAL_OBLIGATION), MIXED))
        .isEqualTo(new DecisionEffect(Set.of(), Set.of(RefusalGround.RESTRICTED_BY_LAW)));
  }

  @ParameterizedTest
  @EnumSource(Claim.class)
  void leavesEverythingAloneWhenTheWholeIsRefused(Claim claim) {
    assertThat(
            DecisionTable.effect(
                claim, Set.of(), Decision.refuse(RefusalGround.NOT_IDENTIFIED, "x")))
        .isEqualTo(new DecisionEffect(Set.of(RefusalGround.NOT_IDENTIFIED), Set.of()));
  }

  @Test
  void refusesBasesThatWereNotRuledOn() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                DecisionTable.effect(
                    Claim.ACCESS, EnumSet.of(CONSENT, LEGITIMATE_INTERESTS), MIXED))
        .withMessageContaining("LEGITIMATE_INTERESTS");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DecisionTable.effect(Claim.ACCESS, Set.of(), MIXED));
  }

  @Test
  void holdsBackNoPartOfNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new DecisionEffect(
                    Set.of(RefusalGround.STILL_NECESSARY), Set.of(RefusalGround.LEGAL_CLAIMS)));
  }
}
