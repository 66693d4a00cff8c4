package io.github.gdprkit.party;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether transfers have on record what chapter V asks for (Art. 44 to 49). It compares what
 * is written down with dated data; whether a safeguard is any good is for people to say. Nobody is
 * stopped by it: the findings are data.
 */
public final class TransferCheck {

  private final AdequacyDecisions adequacy;

  /** A check against these decisions. */
  public TransferCheck(AdequacyDecisions adequacy) {
    this.adequacy = Objects.requireNonNull(adequacy, "adequacy");
  }

  /**
   * What is to be said of a recipient that is established in a country, and of the transfers on
   * record for it, on a day; empty when there is nothing. Transfers to other countries than its own
   * are looked at as well: a recipient can pass data on, or keep it elsewhere.
   */
  public List<TransferFinding> findings(
      Country established, Collection<Transfer> transfers, LocalDate day) {
    List<TransferFinding> findings = new ArrayList<>();
    boolean isOnRecord =
        transfers.stream().anyMatch(transfer -> transfer.to().code().equals(established.code()));
    if (!isOnRecord && adequacy.isThirdCountry(established, day)) {
      findings.add(notOnRecord(established, day));
    }
    for (Transfer transfer : transfers) {
      look(transfer, day, findings);
    }
    return List.copyOf(findings);
  }

  private TransferFinding notOnRecord(Country country, LocalDate day) {
    Optional<AdequacyDecision> decision = adequacy.on(country, day);
    if (decision.isPresent() && !decision.get().perOrganisation()) {
      return finding(
          TransferFinding.Kind.NOT_ON_RECORD,
          country,
          null,
          "an adequacy decision ("
              + decision.get().decision()
              + ") may allow the transfer; put it on record");
    }
    return finding(
        TransferFinding.Kind.NO_MECHANISM,
        country,
        null,
        "a third country on "
            + day
            + ", and nothing on record allows the transfer; agree on a mechanism of chapter V, or"
            + " do not transfer");
  }

  private void look(Transfer transfer, LocalDate day, List<TransferFinding> findings) {
    Country to = transfer.to();
    if (!adequacy.isThirdCountry(to, day)) {
      findings.add(
          finding(
              TransferFinding.Kind.NO_THIRD_COUNTRY,
              to,
              transfer,
              "no third country on " + day + "; the transfer needs no mechanism"));
      return;
    }
    if (transfer.mechanism() == TransferMechanism.ADEQUACY_DECISION) {
      lookAtAdequacy(transfer, day, findings);
    } else if (transfer.mechanism().isSafeguard()) {
      findings.add(
          finding(
              TransferFinding.Kind.IMPACT_ASSESSMENT,
              to,
              transfer,
              transfer.mechanism().text()
                  + " need an assessment of the law and practice there, and further measures where"
                  + " it asks for them; have it at hand"));
    } else {
      findings.add(
          finding(
              TransferFinding.Kind.DEROGATION,
              to,
              transfer,
              transfer.mechanism() == TransferMechanism.COMPELLING_INTERESTS
                  ? "not repeated, few people; tell the supervisory authority and the data subjects"
                  : transfer.mechanism().text()
                      + " is a derogation for specific situations; do not rest on it what happens"
                      + " regularly"));
    }
  }

  private void lookAtAdequacy(Transfer transfer, LocalDate day, List<TransferFinding> findings) {
    Country to = transfer.to();
    Optional<AdequacyDecision> applying = adequacy.on(to, day);
    if (applying.isEmpty()) {
      findings.add(
          finding(
              TransferFinding.Kind.NO_ADEQUACY_DECISION,
              to,
              transfer,
              "no adequacy decision applies on "
                  + day
                  + " as far as is known (data of "
                  + adequacy.asOf()
                  + "); agree on another mechanism, or correct the data"));
      return;
    }
    AdequacyDecision decision = applying.get();
    if (decision.perOrganisation() && transfer.safeguards().isBlank()) {
      findings.add(
          finding(
              TransferFinding.Kind.LISTING_NOT_ON_RECORD,
              to,
              transfer,
              "the decision ("
                  + decision.decision()
                  + ") covers only "
                  + decision.scope()
                  + "; look the recipient up there and name the entry in the safeguards"));
    } else if (!decision.perOrganisation() && !decision.coversEverything()) {
      findings.add(
          finding(
              TransferFinding.Kind.LIMITED_ADEQUACY,
              to,
              transfer,
              "the decision ("
                  + decision.decision()
                  + ") has limits: "
                  + decision.scope()
                  + "; look whether the recipient is inside of them"));
    }
  }

  private static TransferFinding finding(
      TransferFinding.Kind kind, Country country, @Nullable Transfer transfer, String text) {
    return new TransferFinding(kind, country, transfer, country.name() + ": " + text);
  }
}
