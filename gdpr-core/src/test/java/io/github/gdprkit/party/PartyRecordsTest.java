package io.github.gdprkit.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartyRecordsTest {

  private static final Contact OFFICER =
      new Contact(
          ContactKind.DATA_PROTECTION_OFFICER, "Nora Quist", "officer", "nora@acme.example");

  @Test
  void hidesNamesAndAddressesOfContactsInWhatIsPrinted() {
    Organisation acme = Organisation.of("acme", "Acme", Samples.GERMANY).with(OFFICER);

    assertThat(OFFICER.toString()).isEqualTo("Contact[DATA_PROTECTION_OFFICER, redacted]");
    assertThat(acme.toString()).doesNotContain("Nora", "Quist", "nora@acme.example", "officer,");
  }

  @Test
  void putsAContactOnOneLine() {
    assertThat(OFFICER.text()).isEqualTo("Nora Quist, officer, nora@acme.example");
    assertThat(Contact.of(ContactKind.SUPPORT, "Support desk", "+49 30 1").text())
        .isEqualTo("Support desk, +49 30 1");
  }

  @Test
  void refusesAContactThatNobodyCouldReach() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Contact.of(ContactKind.SUPPORT, " ", "+49 30 1"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Contact.of(ContactKind.SUPPORT, "Support desk", ""))
        .withMessageContaining("how to reach them")
        .withMessageNotContaining("desk");
  }

  @Test
  void buildsAnOrganisationStepByStep() {
    Organisation acme =
        Organisation.of("acme", "Acme", Samples.GERMANY)
            .at("Hauptstr. 1, Berlin")
            .on(URI.create("https://acme.example"))
            .with(OFFICER)
            .with(Contact.of(ContactKind.SUPPORT, "Support desk", "+49 30 1"))
            .with(Contact.of(ContactKind.SUPPORT, "Night desk", "+49 30 2"));

    assertThat(acme.address()).isEqualTo("Hauptstr. 1, Berlin");
    assertThat(acme.website()).isEqualTo(URI.create("https://acme.example"));
    assertThat(acme.contact(ContactKind.DATA_PROTECTION_OFFICER)).contains(OFFICER);
    assertThat(acme.contact(ContactKind.SUPPORT)).map(Contact::name).contains("Support desk");
    assertThat(acme.contact(ContactKind.REPRESENTATIVE)).isEmpty();
    assertThat(acme.controller()).isEqualTo(Controller.of("acme", "Acme"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t"})
  void refusesPartiesWithoutAName(String blank) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Organisation.of("acme", blank, Samples.GERMANY))
        .withMessage("The organisation acme needs a name");
    assertThatIllegalArgumentException().isThrownBy(() -> Controller.of("acme", blank));
    assertThatIllegalArgumentException().isThrownBy(() -> new PartyId(blank));
    assertThatIllegalArgumentException().isThrownBy(() -> new Country("DE", blank));
  }

  @ParameterizedTest
  @CsvSource({"DE, Germany", "US, United States", "GB, United Kingdom"})
  void namesCountriesInEnglishWhereverItRuns(String code, String name) {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));

      assertThat(Country.of(code)).isEqualTo(new Country(code, name));
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UK", "EU", "XX", "de", "Germany", "", "DEU"})
  void knowsOnlyTheCountriesOfTheStandard(String code) {
    assertThatIllegalArgumentException().isThrownBy(() -> Country.of(code));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "D", "de", "D3", "TOOLONGER", "D\u00c9"})
  void refusesCodesOfNoKnownForm(String code) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Country(code, "Somewhere"));
  }

  @Test
  void takesAnInternationalOrganisationForACountry() {
    assertThat(new Country("EPO", "European Patent Organisation").code()).isEqualTo("EPO");
  }

  @Test
  void namesThePointsOfAnAgreementAsTheRegulationDoes() {
    assertThat(Arrays.stream(AgreementPoint.values()).map(AgreementPoint::provision))
        .containsExactly(
            "28(3)(a)",
            "28(3)(b)",
            "28(3)(c)",
            "28(3)(d)",
            "28(3)(e)",
            "28(3)(f)",
            "28(3)(g)",
            "28(3)(h)");
  }

  @ParameterizedTest
  @EnumSource(AgreementPoint.class)
  void knowsWhatAnAgreementLacks(AgreementPoint point) {
    assertThat(Samples.agreement().missing()).isEmpty();
    assertThat(Samples.agreementWithout(point).missing()).containsExactly(point);
    assertThat(agreement(Set.of(), Authorisation.SPECIFIC, 0).missing())
        .isEqualTo(EnumSet.allOf(AgreementPoint.class));
  }

  @ParameterizedTest
  @CsvSource({"GENERAL, 0", "GENERAL, -1", "SPECIFIC, 1", "SPECIFIC, -1"})
  void refusesAnObjectionPeriodThatTheAuthorisationDoesNotHave(
      Authorisation authorisation, int days) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> agreement(Set.of(), authorisation, days))
        .withMessageContaining("Art. 28(2)");
  }

  @Test
  void refusesAnAgreementWithoutReferenceOrOrder() {
    LocalDate day = LocalDate.of(2026, 1, 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProcessingAgreement.specific(" ", day, "chat"));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new ProcessingAgreement(
                    "DPA", day, day.minusDays(1), "chat", Set.of(), Authorisation.SPECIFIC, 0));
  }

  @Test
  void isInForceFromTheLastSignatureToTheLastDay() {
    LocalDate first = LocalDate.of(2026, 1, 1);
    LocalDate last = LocalDate.of(2026, 12, 31);
    ProcessingAgreement ending =
        new ProcessingAgreement("DPA", first, last, "chat", Set.of(), Authorisation.SPECIFIC, 0);

    assertThat(ending.isInForce(first.minusDays(1))).isFalse();
    assertThat(ending.isInForce(first)).isTrue();
    assertThat(ending.isInForce(last)).isTrue();
    assertThat(ending.isInForce(last.plusDays(1))).isFalse();
    assertThat(Samples.agreement().isInForce(LocalDate.of(2099, 1, 1))).isTrue();
  }

  @Test
  void makesCompleteAgreements() {
    ProcessingAgreement general =
        ProcessingAgreement.general("DPA", LocalDate.of(2026, 1, 1), "chat", 14);
    ProcessingAgreement specific =
        ProcessingAgreement.specific("DPA", LocalDate.of(2026, 1, 1), "chat");

    assertThat(general.missing()).isEmpty();
    assertThat(general.objectionDays()).isEqualTo(14);
    assertThat(general.authorisation()).isEqualTo(Authorisation.GENERAL);
    assertThat(specific.missing()).isEmpty();
    assertThat(specific.objectionDays()).isZero();
    assertThat(specific.authorisation()).isEqualTo(Authorisation.SPECIFIC);
  }

  @Test
  void refusesPartiesThatWorkForThemselves() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Processor(Samples.VENDOR, Samples.VENDOR, Samples.agreement()))
        .withMessageContaining("vendor cannot be its own processor");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Samples.subprocessor("cloud", "cloud"))
        .withMessageContaining("cloud cannot engage itself");
  }

  @Test
  void namesEachMechanismOfChapterFiveAsTheRegulationDoes() {
    assertThat(
            Arrays.stream(TransferMechanism.values())
                .collect(Collectors.toMap(Enum::name, TransferMechanism::provision)))
        .isEqualTo(
            Map.ofEntries(
                Map.entry("ADEQUACY_DECISION", "45"),
                Map.entry("INSTRUMENT_BETWEEN_AUTHORITIES", "46(2)(a)"),
                Map.entry("BINDING_CORPORATE_RULES", "46(2)(b)"),
                Map.entry("STANDARD_CONTRACTUAL_CLAUSES", "46(2)(c)"),
                Map.entry("STANDARD_CLAUSES_OF_AUTHORITY", "46(2)(d)"),
                Map.entry("CODE_OF_CONDUCT", "46(2)(e)"),
                Map.entry("CERTIFICATION", "46(2)(f)"),
                Map.entry("AUTHORISED_CLAUSES", "46(3)(a)"),
                Map.entry("AUTHORISED_ARRANGEMENT", "46(3)(b)"),
                Map.entry("EXPLICIT_CONSENT", "49(1)(a)"),
                Map.entry("CONTRACT_WITH_SUBJECT", "49(1)(b)"),
                Map.entry("CONTRACT_FOR_SUBJECT", "49(1)(c)"),
                Map.entry("PUBLIC_INTEREST", "49(1)(d)"),
                Map.entry("LEGAL_CLAIMS", "49(1)(e)"),
                Map.entry("VITAL_INTERESTS", "49(1)(f)"),
                Map.entry("PUBLIC_REGISTER", "49(1)(g)"),
                Map.entry("COMPELLING_INTERESTS", "49(1) second subparagraph")));
  }

  @Test
  void wantsTheSafeguardsOfCompellingInterestsOnRecord() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Transfer.to(Samples.UNITED_STATES, TransferMechanism.COMPELLING_INTERESTS))
        .withMessageContaining("30(1)(e)");
  }

  @Test
  void saysATransferInWords() {
    Transfer plain = Transfer.to(Samples.UNITED_STATES, TransferMechanism.ADEQUACY_DECISION);
    Transfer listed =
        new Transfer(
            Samples.UNITED_STATES, TransferMechanism.ADEQUACY_DECISION, "on the list", null);

    assertThat(plain.text()).isEqualTo("United States: adequacy decision (Art. 45)");
    assertThat(listed.text()).isEqualTo("United States: adequacy decision (Art. 45); on the list");
  }

  @Test
  void refusesAnArrangementThatIsNone() {
    PartyId one = new PartyId("one");
    PartyId two = new PartyId("two");
    Map<PartyId, String> both = new LinkedHashMap<>();
    both.put(two, "informs");
    both.put(one, "answers");

    assertThat(new JointControllers(both, one, "both decide", null).controllers())
        .containsExactly(two, one);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JointControllers(Map.of(one, "all"), null, "alone", null))
        .withMessageContaining("two at least");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JointControllers(both, null, " ", null));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new JointControllers(Map.of(one, "answers", two, ""), null, "both", null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JointControllers(both, new PartyId("three"), "both", null))
        .withMessageContaining("one of the joint controllers");
  }

  @Test
  void refusesACloudThatNobodyProvides() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Deployment(Deployment.Kind.CLOUD, List.of()));
  }

  @Test
  void namesTheProvidersOfADeploymentEachOnce() {
    Organisation vendor = Organisation.of("vendor", "Vendor", Samples.UNITED_STATES);
    Organisation mailer = Organisation.of("mailer", "Mailer", Samples.GERMANY);
    Service cloud = new Service("cloud", "Cloud", vendor);
    Service mail = new Service("mail", "Mail", mailer);
    Service push = new Service("push-notifications", "Push notifications", vendor);

    assertThat(Deployment.cloud(cloud, mail, push).processors()).containsExactly(vendor, mailer);
    assertThat(Deployment.onPremises(push).processors()).containsExactly(vendor);
    assertThat(Deployment.onPremises().processors()).isEmpty();
    assertThat(Deployment.onPremises(push).uses("push-notifications")).isTrue();
    assertThat(Deployment.onPremises(push).uses("cloud")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Push", "push_notifications", "-push", "push-", "9push", "a--b"})
  void refusesServicesWithAnIdOfNoKnownForm(String id) {
    Organisation vendor = Organisation.of("vendor", "Vendor", Samples.UNITED_STATES);

    assertThatIllegalArgumentException().isThrownBy(() -> new Service(id, "Push", vendor));
    assertThatIllegalArgumentException().isThrownBy(() -> new Service("push", " ", vendor));
  }

  private static ProcessingAgreement agreement(
      Set<AgreementPoint> points, Authorisation authorisation, int days) {
    return new ProcessingAgreement(
        "DPA", LocalDate.of(2026, 1, 1), null, "chat", points, authorisation, days);
  }
}
