package io.github.gdprkit.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdequacyDecisionsTest {

  private static final LocalDate DAY = Samples.DAY;

  private final AdequacyDecisions bundled = AdequacyDecisions.bundled();

  @Test
  void saysHowOldTheDataIs() {
    assertThat(bundled.asOf()).isEqualTo("2026-11-23");
  }

  @Test
  void knowsTheDecisionsInForceWhenItWasLookedUp() {
    assertThat(bundled.all())
        .extracting(decision -> decision.country().code())
        .containsExactly(
            "AD", "AR", "BR", "CA", "CH", "EPO", "FO", "GB", "GG", "IL", "IM", "JE", "JP", "KR",
            "NZ", "US", "UY");
    assertThat(bundled.all()).allMatch(decision -> decision.appliesOn(bundled.asOf()));
  }

  @Test
  void coversOnlyListedOrganisationsInTheUnitedStates() {
    assertThat(bundled.all().stream().filter(AdequacyDecision::perOrganisation))
        .singleElement()
        .satisfies(
            decision -> {
              assertThat(decision.country().code()).isEqualTo("US");
              assertThat(decision.from()).isEqualTo("2023-07-10");
              assertThat(decision.decision()).isEqualTo("(EU) 2023/1795");
              assertThat(decision.scope()).contains("Data Privacy Framework List");
              assertThat(decision.coversEverything()).isFalse();
            });
  }

  @ParameterizedTest
  @CsvSource({
    "2020-12-31, false, false",
    "2021-01-01, true,  false",
    "2021-06-27, true,  false",
    "2021-06-28, true,  true",
    "2025-12-28, true,  true",
    "2031-12-27, true,  true",
    "2031-12-28, true,  false"
  })
  void followsTheUnitedKingdomOutOfTheUnion(
      LocalDate day, boolean isThirdCountry, boolean isAdequate) {
    Country unitedKingdom = Country.of("GB");

    assertThat(bundled.isThirdCountry(unitedKingdom, day)).isEqualTo(isThirdCountry);
    assertThat(bundled.on(unitedKingdom, day).isPresent()).isEqualTo(isAdequate);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE",
        "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "IS", "LI", "NO"
      })
  void countsTheEconomicAreaAsOneCountry(String code) {
    assertThat(bundled.isThirdCountry(Country.of(code), LocalDate.of(2018, 5, 25))).isFalse();
    assertThat(bundled.isThirdCountry(Country.of(code), DAY)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"AX", "GF", "GP", "MF", "MQ", "RE", "YT"})
  void countsPartsOfMemberStatesWithACodeOfTheirOwn(String code) {
    assertThat(bundled.isThirdCountry(Country.of(code), DAY)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"CH", "US", "GB", "FO", "GL", "IN", "UA", "TR"})
  void countsEverybodyElseAsAThirdCountry(String code) {
    assertThat(bundled.isThirdCountry(Country.of(code), DAY)).isTrue();
  }

  @Test
  void treatsAnInternationalOrganisationLikeAThirdCountryWhereverItSits() {
    Country patentOffice = new Country("EPO", "the patent office in Munich");

    assertThat(bundled.isThirdCountry(patentOffice, DAY)).isTrue();
    assertThat(bundled.on(patentOffice, LocalDate.of(2025, 7, 14))).isEmpty();
    assertThat(bundled.on(patentOffice, LocalDate.of(2025, 7, 15))).isPresent();
  }

  @Test
  void comparesCountriesByTheirCodeWhateverTheirName() {
    assertThat(bundled.on(new Country("KR", "South Korea"), DAY)).isPresent();
    assertThat(bundled.isThirdCountry(new Country("DE", "Deutschland"), DAY)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tr-TR", "th-TH-u-ca-buddhist-nu-thai", "ar-EG-u-nu-arab", "en-US"})
  void readsTheDataTheSameInEveryLocale(String tag) {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(tag));

      AdequacyDecisions read = AdequacyDecisions.bundled();

      assertThat(read.all()).isEqualTo(bundled.all());
      assertThat(read.memberships()).isEqualTo(bundled.memberships());
      assertThat(read.memberships())
          .extracting(member -> member.country().name())
          .contains("\u00c5land Islands", "R\u00e9union");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void addsADecisionThatAHostKnowsOf() {
    Country kenya = Country.of("KE");
    AdequacyDecision decision =
        new AdequacyDecision(kenya, "all", false, LocalDate.of(2027, 3, 1), null, "2027/1");

    AdequacyDecisions more = bundled.with(decision);

    assertThat(more.on(kenya, LocalDate.of(2027, 2, 28))).isEmpty();
    assertThat(more.on(kenya, LocalDate.of(2027, 3, 1))).contains(decision);
    assertThat(bundled.on(kenya, LocalDate.of(2027, 3, 1))).isEmpty();
  }

  @Test
  void endsADecisionThatWasDeclaredInvalidAndKeepsThePast() {
    Country unitedStates = Samples.UNITED_STATES;
    AdequacyDecision framework = bundled.on(unitedStates, DAY).orElseThrow();

    AdequacyDecisions corrected = bundled.with(framework.endingOn(LocalDate.of(2027, 1, 31)));

    assertThat(corrected.on(unitedStates, LocalDate.of(2027, 1, 31))).isPresent();
    assertThat(corrected.on(unitedStates, LocalDate.of(2027, 2, 1))).isEmpty();
    assertThat(corrected.all()).hasSameSizeAs(bundled.all());
  }

  @Test
  void takesTheLatestOfSeveralDecisionsOnOneCountry() {
    Country japan = Country.of("JP");
    AdequacyDecision wider =
        new AdequacyDecision(japan, "all", false, LocalDate.of(2027, 1, 1), null, "2027/2");

    AdequacyDecisions more = bundled.with(wider);

    assertThat(more.on(japan, LocalDate.of(2026, 12, 31)))
        .map(AdequacyDecision::decision)
        .contains("(EU) 2019/419");
    assertThat(more.on(japan, LocalDate.of(2027, 1, 1))).contains(wider);
  }

  @Test
  void forgetsACountry() {
    AdequacyDecisions less = bundled.without(Samples.UNITED_STATES);

    assertThat(less.on(Samples.UNITED_STATES, DAY)).isEmpty();
    assertThat(less.all()).hasSize(bundled.all().size() - 1);
  }

  @Test
  void takesTheAccessionOfACountry() {
    Country montenegro = Country.of("ME");
    AdequacyDecisions more =
        bundled.with(new EeaMembership(montenegro, LocalDate.of(2028, 1, 1), null));

    assertThat(more.isThirdCountry(montenegro, LocalDate.of(2027, 12, 31))).isTrue();
    assertThat(more.isThirdCountry(montenegro, LocalDate.of(2028, 1, 1))).isFalse();
    assertThat(bundled.isThirdCountry(montenegro, LocalDate.of(2028, 1, 1))).isTrue();
  }

  @Test
  void replacesAMembershipOfTheSameFirstDay() {
    EeaMembership norway =
        new EeaMembership(Country.of("NO"), LocalDate.of(1994, 1, 1), LocalDate.of(2030, 12, 31));

    AdequacyDecisions corrected = bundled.with(norway);

    assertThat(corrected.memberships()).hasSameSizeAs(bundled.memberships()).contains(norway);
    assertThat(corrected.isThirdCountry(norway.country(), LocalDate.of(2031, 1, 1))).isTrue();
  }

  @Test
  void remembersWhoLookedLast() {
    AdequacyDecisions reviewed = bundled.reviewedOn(LocalDate.of(2027, 6, 1));

    assertThat(reviewed.asOf()).isEqualTo("2027-06-01");
    assertThat(reviewed.all()).isEqualTo(bundled.all());
    assertThat(reviewed.without(Samples.UNITED_STATES).asOf()).isEqualTo("2027-06-01");
  }

  @Test
  void refusesADecisionWithoutNumberScopeOrOrder() {
    LocalDate from = LocalDate.of(2026, 1, 2);

    assertThatThrownBy(() -> decision("", "1", from, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("DE needs its number and its scope");
    assertThatThrownBy(() -> decision("all", " ", from, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> decision("all", "1", from, from.minusDays(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot end before it begins");
    assertThat(decision("all", "1", from, from).appliesOn(from)).isTrue();
    assertThatThrownBy(() -> new EeaMembership(Samples.GERMANY, from, from.minusDays(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static AdequacyDecision decision(
      String scope, String number, LocalDate from, LocalDate until) {
    return new AdequacyDecision(Samples.GERMANY, scope, false, from, until, number);
  }

  @Test
  void noticesDataThatCannotBeRight() {
    assertThatThrownBy(() -> DatedRows.of(List.of("DE;Germany"), 2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("as-of");
    assertThatThrownBy(() -> DatedRows.of(List.of("# nothing"), 2))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> DatedRows.of(List.of("as-of;2026-01-01", "DE;Germany;x"), 2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Not 2 fields in [DE, Germany, x]");
    assertThatThrownBy(
            () -> DatedRows.of(List.of("as-of;2026-01-01", "some"), 1).rows().get(0).isList(0))
        .isInstanceOf(IllegalStateException.class);
  }
}
