package io.github.gdprkit.party;

import static io.github.gdprkit.party.Samples.subprocessor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProcessingChainTest {

  private static final Subprocessor CLOUD = subprocessor("cloud", "vendor");
  private static final Subprocessor MAIL = subprocessor("mail", "vendor");
  private static final Subprocessor DISKS = subprocessor("disks", "cloud");
  private static final Subprocessor VAULT = subprocessor("vault", "disks");
  private static final Subprocessor MAIL_DISKS = subprocessor("disks", "mail");

  private static ProcessingChain chain(Subprocessor... subprocessors) {
    return ProcessingChain.of(Samples.processor(), List.of(subprocessors));
  }

  private static PartyId id(String value) {
    return new PartyId(value);
  }

  @Test
  void beginsWithAProcessorThatEngagesNobody() {
    ProcessingChain alone = ProcessingChain.of(Samples.processor());

    assertThat(alone.processor()).isEqualTo(Samples.processor());
    assertThat(alone.all()).isEmpty();
    assertThat(alone.engagedBy(Samples.VENDOR)).isEmpty();
    assertThat(alone.depthOf(Samples.VENDOR)).isZero();
    assertThat(alone.path(Samples.VENDOR)).containsExactly(Samples.VENDOR);
  }

  @Test
  void listsEverybodyInTreeOrderWhateverOrderTheyCameIn() {
    assertThat(chain(VAULT, CLOUD, DISKS, MAIL).all()).containsExactly(CLOUD, DISKS, VAULT, MAIL);
    assertThat(chain(MAIL, VAULT, DISKS, CLOUD).all()).containsExactly(MAIL, CLOUD, DISKS, VAULT);
  }

  @Test
  void knowsHowDeepAPartyIsAndTheWayToIt() {
    ProcessingChain chain = chain(CLOUD, DISKS, VAULT, MAIL);

    assertThat(chain.depthOf(id("cloud"))).isEqualTo(1);
    assertThat(chain.depthOf(id("vault"))).isEqualTo(3);
    assertThat(chain.path(id("vault")))
        .containsExactly(Samples.VENDOR, id("cloud"), id("disks"), id("vault"));
    assertThat(chain.engagedBy(Samples.VENDOR)).containsExactly(CLOUD, MAIL);
    assertThat(chain.engagedBy(id("vault"))).isEmpty();
  }

  @Test
  void doesNotLookForAPartyThatIsNotInIt() {
    ProcessingChain chain = chain(CLOUD);

    assertThat(chain.engagedBy(id("stranger"))).isEmpty();
    assertThatThrownBy(() -> chain.path(id("stranger")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The party stranger is not in the chain of the processor vendor");
    assertThatThrownBy(() -> chain.depthOf(Samples.CONTROLLER))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void letsAPartyBeEngagedInSeveralPlaces() {
    ProcessingChain chain = chain(CLOUD, DISKS, VAULT, MAIL, MAIL_DISKS);

    assertThat(chain.all()).containsExactly(CLOUD, DISKS, VAULT, MAIL, MAIL_DISKS);
    assertThat(chain.path(id("disks"))).containsExactly(Samples.VENDOR, id("cloud"), id("disks"));
  }

  @Test
  void takesTheShortestWayToAPartyThatIsEngagedInSeveralPlaces() {
    ProcessingChain chain = chain(CLOUD, DISKS, VAULT, subprocessor("vault", "vendor"));

    assertThat(chain.depthOf(id("vault"))).isEqualTo(1);
  }

  @Test
  void refusesThePartyThatIsEngagedTwiceByTheSame() {
    assertThatThrownBy(() -> chain(CLOUD, MAIL, subprocessor("cloud", "vendor")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("vendor engages cloud twice");
  }

  @Test
  void refusesAnEngagerThatNobodyEngages() {
    assertThatThrownBy(() -> chain(CLOUD, VAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("The party disks engages others and is not in the chain");
  }

  @Test
  void refusesACircleBesideTheChainAndNamesIt() {
    assertThatThrownBy(
            () -> chain(CLOUD, MAIL, subprocessor("one", "two"), subprocessor("two", "one")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("look at one, two");
  }

  @Test
  void refusesACircleInTheChainAndNamesIt() {
    assertThatThrownBy(() -> chain(CLOUD, DISKS, VAULT, subprocessor("cloud", "vault")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("look at cloud, disks, vault");
  }

  @Test
  void refusesAProcessorThatOneOfItsSubprocessorsWouldEngage() {
    assertThatThrownBy(() -> chain(CLOUD, DISKS, MAIL, subprocessor("vendor", "disks")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("look at vendor, cloud, disks");
  }

  @Test
  void refusesTheControllerAsItsOwnSubprocessor() {
    assertThatThrownBy(() -> chain(subprocessor("acme", "vendor")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("acme cannot be its own subprocessor");
  }

  @Test
  void refusesAnAgreementThatLacksPointsAndNamesThem() {
    ProcessingAgreement incomplete =
        Samples.agreementWithout(AgreementPoint.AUDITS, AgreementPoint.CONFIDENTIALITY);
    Subprocessor engaged = new Subprocessor(id("cloud"), Samples.VENDOR, incomplete);
    Processor processor = new Processor(Samples.VENDOR, Samples.CONTROLLER, incomplete);

    assertThatThrownBy(() -> chain(engaged))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The agreement DPA 8 with cloud lacks that it commits its people to confidentiality"
                + " (Art. 28(3)(b)), that it shows that it complies, and allows audits"
                + " (Art. 28(3)(h)); conclude it with all eight points");
    assertThatThrownBy(() -> ProcessingChain.of(processor))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("with vendor lacks");
  }

  @Test
  void growsByOneAndStaysTheSameItself() {
    ProcessingChain before = chain(CLOUD, MAIL);

    ProcessingChain after = before.with(DISKS);

    assertThat(before.all()).containsExactly(CLOUD, MAIL);
    assertThat(after).isEqualTo(chain(CLOUD, MAIL, DISKS)).isNotEqualTo(before);
    assertThat(after).hasSameHashCodeAs(chain(CLOUD, MAIL, DISKS));
    assertThatThrownBy(() -> after.with(DISKS)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void saysWhatAPartyIsInTheChain() {
    ProcessingChain chain = chain(CLOUD, DISKS);

    assertThat(chain.roleOf(Samples.CONTROLLER)).contains(Role.CONTROLLER);
    assertThat(chain.roleOf(Samples.VENDOR)).contains(Role.PROCESSOR);
    assertThat(chain.roleOf(id("cloud"))).contains(Role.SUBPROCESSOR);
    assertThat(chain.roleOf(id("disks"))).contains(Role.SUBPROCESSOR);
    assertThat(chain.roleOf(id("stranger"))).isEmpty();
  }

  @Test
  void goesAsDeepAsItMust() {
    List<Subprocessor> tiers = new ArrayList<>();
    tiers.add(subprocessor("tier-1", "vendor"));
    for (int tier = 2; tier <= 2_000; tier++) {
      tiers.add(subprocessor("tier-" + tier, "tier-" + (tier - 1)));
    }
    List<Subprocessor> shuffled = new ArrayList<>(tiers);
    Collections.shuffle(shuffled, new Random(1));

    ProcessingChain deep = ProcessingChain.of(Samples.processor(), shuffled);

    assertThat(deep.all()).isEqualTo(tiers);
    assertThat(deep.depthOf(id("tier-2000"))).isEqualTo(2_000);
  }

  @Test
  void printsKeysOnly() {
    assertThat(chain(CLOUD, DISKS))
        .hasToString("ProcessingChain[vendor, vendor > cloud, cloud > disks]");
  }
}
