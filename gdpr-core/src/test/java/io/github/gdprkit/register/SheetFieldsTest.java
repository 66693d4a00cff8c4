package io.github.gdprkit.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.evidence.Sheet;
import io.github.gdprkit.evidence.SheetId;
import io.github.gdprkit.party.AgreementPoint;
import io.github.gdprkit.party.Authorisation;
import io.github.gdprkit.party.Contact;
import io.github.gdprkit.party.ContactKind;
import io.github.gdprkit.party.Country;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.party.ProcessingAgreement;
import io.github.gdprkit.party.Transfer;
import io.github.gdprkit.party.TransferMechanism;
import java.net.URI;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SheetFieldsTest {

  private final Map<String, String> fields = new TreeMap<>();

  @Test
  void readsBackAnOrganisationWithAllThatItCanHave() {
    Organisation organisation =
        new Organisation(
            new PartyId("A party, with spaces / and signs"),
            "Näme",
            "1 Street\nTown",
            new Country("EPO", "European Patent Organisation"),
            List.of(
                new Contact(ContactKind.SECURITY, "Ann", "head of it", "ann@example.org"),
                Contact.of(ContactKind.SUPPORT, "Desk", "+45 1")),
            URI.create("https://example.org/?a=b#c"));

    SheetFields.put(fields, "x.", organisation);

    assertThat(SheetFields.organisation(fields, "x.")).isEqualTo(organisation);
    assertThat(new Sheet(new SheetId("test", "1"), fields).fields()).isEqualTo(fields);
  }

  @Test
  void readsBackAnOrganisationOfWhichLittleIsKnown() {
    Organisation organisation = Organisation.of("a", "A", Country.of("DE"));

    SheetFields.put(fields, "x.", organisation);

    assertThat(SheetFields.organisation(fields, "x.")).isEqualTo(organisation);
  }

  static List<ProcessingAgreement> agreements() {
    LocalDate day = LocalDate.of(2026, 1, 31);
    return List.of(
        ProcessingAgreement.general("R", day, "Mail", 14),
        ProcessingAgreement.specific("R", day, ""),
        new ProcessingAgreement(
            "R", day, day.plusDays(1), "Mail", Set.of(), Authorisation.GENERAL, 1),
        new ProcessingAgreement(
            "R",
            day,
            null,
            "Mail",
            EnumSet.of(AgreementPoint.AUDITS, AgreementPoint.SECURITY),
            Authorisation.SPECIFIC,
            0));
  }

  @ParameterizedTest
  @MethodSource("agreements")
  void readsBackAnAgreement(ProcessingAgreement agreement) {
    SheetFields.put(fields, "y.", agreement);

    assertThat(SheetFields.agreement(fields, "y.")).isEqualTo(agreement);
    assertThat(SheetFields.agreement(fields, "other.")).isNull();
  }

  @Test
  void readsBackTransfersInTheirOrder() {
    List<Transfer> transfers =
        List.of(
            new Transfer(
                Country.of("US"),
                TransferMechanism.COMPELLING_INTERESTS,
                "Encrypted",
                URI.create("https://example.org/copy")),
            Transfer.to(Country.of("IN"), TransferMechanism.BINDING_CORPORATE_RULES));

    SheetFields.put(fields, "transfer.", transfers);

    assertThat(SheetFields.transfers(fields, "transfer.")).isEqualTo(transfers);
    assertThat(SheetFields.transfers(fields, "none.")).isEmpty();
  }

  @Test
  void keepsTwoPrefixesApart() {
    Country one = Country.of("DE");
    Country other = Country.of("FR");

    SheetFields.put(fields, "one.", one);
    SheetFields.put(fields, "other.", other);

    assertThat(SheetFields.country(fields, "one.")).isEqualTo(one);
    assertThat(SheetFields.country(fields, "other.")).isEqualTo(other);
  }

  @Test
  void namesTheFieldThatIsMissingAndNoOther() {
    SheetFields.put(fields, "x.", Country.of("DE"));
    fields.remove("x.name");

    assertThatThrownBy(() -> SheetFields.country(fields, "x."))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("x.name")
        .hasMessageNotContaining("DE");
  }
}
