package io.github.gdprkit.party;

import static io.github.gdprkit.party.TransferFinding.Kind.DEROGATION;
import static io.github.gdprkit.party.TransferFinding.Kind.IMPACT_ASSESSMENT;
import static io.github.gdprkit.party.TransferFinding.Kind.LIMITED_ADEQUACY;
import static io.github.gdprkit.party.TransferFinding.Kind.LISTING_NOT_ON_RECORD;
import static io.github.gdprkit.party.TransferFinding.Kind.NOT_ON_RECORD;
import static io.github.gdprkit.party.TransferFinding.Kind.NO_ADEQUACY_DECISION;
import static io.github.gdprkit.party.TransferFinding.Kind.NO_MECHANISM;
import static io.github.gdprkit.party.TransferFinding.Kind.NO_THIRD_COUNTRY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class TransferCheckTest {

  private final TransferCheck check = new TransferCheck(AdequacyDecisions.bundled());

  private List<TransferFinding.Kind> kinds(String country, Transfer... transfers) {
    return kinds(Country.of(country), Samples.DAY, transfers);
  }

  private List<TransferFinding.Kind> kinds(Country country, LocalDate day, Transfer... transfers) {
    return check.findings(country, List.of(transfers), day).stream()
        .map(TransferFinding::kind)
        .toList();
  }

  private static Transfer transfer(String country, TransferMechanism mechanism) {
    return Transfer.to(Country.of(country), mechanism);
  }

  @Test
  void hasNothingToSayOfARecipientInTheEconomicArea() {
    assertThat(kinds("DE")).isEmpty();
    assertThat(kinds("NO")).isEmpty();
  }

  @Test
  void noticesAThirdCountryWithoutAMechanism() {
    List<TransferFinding> findings = check.findings(Country.of("IN"), List.of(), Samples.DAY);

    assertThat(findings)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(NO_MECHANISM);
              assertThat(finding.kind().isHint()).isFalse();
              assertThat(finding.kind().provision()).isEqualTo("44");
              assertThat(finding.country().code()).isEqualTo("IN");
              assertThat(finding.transfer()).isNull();
              assertThat(finding.text())
                  .isEqualTo(
                      "India: a third country on 2026-11-23, and nothing on record allows the"
                          + " transfer; agree on a mechanism of chapter V, or do not transfer");
            });
  }

  @Test
  void isNotSatisfiedByATransferToSomewhereElse() {
    assertThat(kinds("IN", transfer("CH", TransferMechanism.ADEQUACY_DECISION)))
        .containsExactly(NO_MECHANISM);
  }

  @Test
  void asksToRecordATransferThatAnAdequacyDecisionAllows() {
    assertThat(kinds("CH")).containsExactly(NOT_ON_RECORD);
    assertThat(NOT_ON_RECORD.isHint()).isTrue();
  }

  @Test
  void doesNotTakeAListForACountry() {
    assertThat(kinds("US")).containsExactly(NO_MECHANISM);
  }

  @Test
  void acceptsAnAdequacyDecisionThatCoversEverything() {
    assertThat(kinds("CH", transfer("CH", TransferMechanism.ADEQUACY_DECISION))).isEmpty();
  }

  @Test
  void noticesAnAdequacyDecisionThatDoesNotExist() {
    assertThat(kinds("IN", transfer("IN", TransferMechanism.ADEQUACY_DECISION)))
        .containsExactly(NO_ADEQUACY_DECISION);
    assertThat(NO_ADEQUACY_DECISION.isHint()).isFalse();
  }

  @Test
  void noticesAnAdequacyDecisionThatDoesNotApplyOnThatDay() {
    Country unitedKingdom = Country.of("GB");
    Transfer transfer = Transfer.to(unitedKingdom, TransferMechanism.ADEQUACY_DECISION);

    assertThat(kinds(unitedKingdom, LocalDate.of(2031, 12, 27), transfer))
        .containsExactly(LIMITED_ADEQUACY);
    assertThat(kinds(unitedKingdom, LocalDate.of(2031, 12, 28), transfer))
        .containsExactly(NO_ADEQUACY_DECISION);
  }

  @Test
  void wantsTheListingOnRecordWhereTheDecisionCoversOnlyAList() {
    Transfer silent = transfer("US", TransferMechanism.ADEQUACY_DECISION);
    Transfer listed =
        new Transfer(
            Samples.UNITED_STATES,
            TransferMechanism.ADEQUACY_DECISION,
            "on the Data Privacy Framework List, looked up on 2026-11-20",
            null);

    List<TransferFinding> findings =
        check.findings(Samples.UNITED_STATES, List.of(silent), Samples.DAY);

    assertThat(findings)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(LISTING_NOT_ON_RECORD);
              assertThat(finding.kind().isHint()).isFalse();
              assertThat(finding.transfer()).isEqualTo(silent);
              assertThat(finding.text()).contains("Data Privacy Framework List", "2023/1795");
            });
    assertThat(kinds("US", listed)).isEmpty();
  }

  @Test
  void pointsAtTheLimitsOfADecision() {
    assertThat(
            check.findings(
                Country.of("CA"),
                List.of(transfer("CA", TransferMechanism.ADEQUACY_DECISION)),
                Samples.DAY))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(LIMITED_ADEQUACY);
              assertThat(finding.kind().isHint()).isTrue();
              assertThat(finding.text()).contains("commercial organisations");
            });
  }

  @ParameterizedTest
  @EnumSource(
      value = TransferMechanism.class,
      names = {
        "INSTRUMENT_BETWEEN_AUTHORITIES",
        "BINDING_CORPORATE_RULES",
        "STANDARD_CONTRACTUAL_CLAUSES",
        "STANDARD_CLAUSES_OF_AUTHORITY",
        "CODE_OF_CONDUCT",
        "CERTIFICATION",
        "AUTHORISED_CLAUSES",
        "AUTHORISED_ARRANGEMENT"
      })
  void asksForAnAssessmentBesideTheSafeguardsOfArticle46(TransferMechanism mechanism) {
    assertThat(kinds("IN", transfer("IN", mechanism))).containsExactly(IMPACT_ASSESSMENT);
    assertThat(IMPACT_ASSESSMENT.isHint()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = TransferMechanism.class,
      names = {
        "EXPLICIT_CONSENT",
        "CONTRACT_WITH_SUBJECT",
        "CONTRACT_FOR_SUBJECT",
        "PUBLIC_INTEREST",
        "LEGAL_CLAIMS",
        "VITAL_INTERESTS",
        "PUBLIC_REGISTER",
        "COMPELLING_INTERESTS"
      })
  void warnsThatDerogationsAreForSpecificSituations(TransferMechanism mechanism) {
    Transfer transfer = new Transfer(Country.of("IN"), mechanism, "sealed envelope", null);

    assertThat(kinds("IN", transfer)).containsExactly(DEROGATION);
  }

  @Test
  void remembersToTellTheAuthorityOfCompellingInterests() {
    Transfer transfer =
        new Transfer(
            Country.of("IN"), TransferMechanism.COMPELLING_INTERESTS, "sealed envelope", null);

    assertThat(check.findings(Country.of("IN"), List.of(transfer), Samples.DAY).get(0).text())
        .contains("tell the supervisory authority and the data subjects");
  }

  @ParameterizedTest
  @EnumSource(value = TransferMechanism.class, mode = Mode.EXCLUDE, names = "COMPELLING_INTERESTS")
  void saysThatNothingIsNeededInsideTheEconomicArea(TransferMechanism mechanism) {
    assertThat(kinds("FR", transfer("FR", mechanism))).containsExactly(NO_THIRD_COUNTRY);
    assertThat(NO_THIRD_COUNTRY.isHint()).isTrue();
  }

  @Test
  void looksAtOnwardTransfersAsWell() {
    assertThat(
            kinds(
                "IE",
                transfer("US", TransferMechanism.STANDARD_CONTRACTUAL_CLAUSES),
                transfer("IN", TransferMechanism.ADEQUACY_DECISION)))
        .containsExactly(IMPACT_ASSESSMENT, NO_ADEQUACY_DECISION);
  }

  @Test
  void usesTheDataOfTheHost() {
    TransferCheck corrected =
        new TransferCheck(AdequacyDecisions.bundled().without(Country.of("CH")));

    assertThat(
            corrected.findings(
                Country.of("CH"),
                List.of(transfer("CH", TransferMechanism.ADEQUACY_DECISION)),
                Samples.DAY))
        .extracting(TransferFinding::kind)
        .containsExactly(NO_ADEQUACY_DECISION);
  }
}
