package io.github.gdprkit.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartiesTest {

  private static final Organisation ACME = Organisation.of("acme", "Acme", Samples.GERMANY);
  private static final Organisation VENDOR =
      Organisation.of("vendor", "Vendor Inc.", Samples.UNITED_STATES);

  @Test
  void findsTheOrganisationBehindAKey() {
    Parties parties = Parties.of(VENDOR, ACME);

    assertThat(parties.find(new PartyId("acme"))).contains(ACME);
    assertThat(parties.require(new PartyId("vendor"))).isEqualTo(VENDOR);
    assertThat(parties.all()).containsExactly(VENDOR, ACME);
  }

  @Test
  void saysWhatToDoAboutAKeyThatNobodyDescribed() {
    Parties parties = Parties.of(ACME);
    PartyId stranger = new PartyId("stranger");

    assertThat(parties.find(stranger)).isEmpty();
    assertThatThrownBy(() -> parties.require(stranger))
        .isInstanceOfSatisfying(
            PartyNotFoundException.class,
            exception -> assertThat(exception.party()).isEqualTo(stranger))
        .hasMessage(
            "Nobody has described the party stranger; add its Organisation to the Parties, or"
                + " correct the key");
  }

  @Test
  void refusesTwoOrganisationsOfOneKey() {
    Organisation other = Organisation.of("acme", "Acme Limited", Samples.UNITED_STATES);

    assertThatThrownBy(() -> Parties.of(ACME, other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Two organisations have the key acme");
  }

  @Test
  void replacesWhatAKeyMeantAndStaysTheSameItself() {
    Organisation renamed = Organisation.of("acme", "Acme Limited", Samples.GERMANY);
    Parties before = Parties.of(ACME, VENDOR);

    Parties after = before.with(renamed);

    assertThat(before.require(ACME.id())).isEqualTo(ACME);
    assertThat(after.all()).containsExactly(renamed, VENDOR);
    assertThat(Parties.of(ACME).with(VENDOR)).isEqualTo(before).hasSameHashCodeAs(before);
  }

  @Test
  void doesNotFollowChangesOfTheListItWasMadeFrom() {
    List<Organisation> list = new ArrayList<>(List.of(ACME));
    Parties parties = Parties.of(list);

    list.add(VENDOR);

    assertThat(parties.all()).containsExactly(ACME);
  }

  @Test
  void printsKeysOnly() {
    assertThat(Parties.of(ACME, VENDOR)).hasToString("Parties[acme, vendor]");
  }
}
