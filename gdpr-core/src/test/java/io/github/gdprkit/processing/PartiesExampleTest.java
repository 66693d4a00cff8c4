package io.github.gdprkit.processing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.party.AdequacyDecision;
import io.github.gdprkit.party.AdequacyDecisions;
import io.github.gdprkit.party.Contact;
import io.github.gdprkit.party.ContactKind;
import io.github.gdprkit.party.Country;
import io.github.gdprkit.party.Deployment;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.party.Parties;
import io.github.gdprkit.party.ProcessingAgreement;
import io.github.gdprkit.party.ProcessingChain;
import io.github.gdprkit.party.Processor;
import io.github.gdprkit.party.Service;
import io.github.gdprkit.party.Subprocessor;
import io.github.gdprkit.party.Transfer;
import io.github.gdprkit.party.TransferCheck;
import io.github.gdprkit.party.TransferFinding;
import io.github.gdprkit.party.TransferMechanism;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The Java of docs/parties.md, run; and a check that the page shows just this. */
class PartiesExampleTest {

  private static final Pattern BLOCK = Pattern.compile("```java (\\w+)\n(.*?)```", Pattern.DOTALL);

  @Test
  void describesWhoProcessesWhatForWhom() {
    // readme:parties
    Organisation acme =
        Organisation.of("acme", "Acme GmbH", Country.of("DE"))
            .at("Hauptstr. 1, 10115 Berlin")
            .with(
                Contact.of(ContactKind.DATA_PROTECTION_OFFICER, "The officer", "dpo@acme.example"));
    Organisation vendor =
        Organisation.of("vendor", "Vendor Inc.", Country.of("US"))
            .on(URI.create("https://vendor.example"));
    Parties parties = Parties.of(acme, vendor);
    // readme:end

    // readme:deployment
    Service cloud = new Service("chat-cloud", "Chat cloud", vendor);
    Service push = new Service("push-notifications", "Push notifications", vendor);

    Deployment hosted = Deployment.cloud(cloud, push); // the vendor is the processor
    Deployment own = Deployment.onPremises(); // nobody is
    Deployment ownWithPush = Deployment.onPremises(push); // for what is pushed, the vendor is

    ProcessingActivity notifications =
        ProcessingActivity.of("notifications", "Notifications on telephones", acme.id())
            .in(ownWithPush)
            .purpose(Purpose.of("To tell people that somebody wrote", LegalBasis.CONTRACT))
            .dataSubjects("users")
            .categories(new PersonalDataCategory("devices", "Telephones"))
            .requirement("Nobody has to; notifications can be switched off.")
            .build();

    notifications.roleOf(vendor.id()); // PROCESSOR, here and in no other activity
    // readme:end

    assertThat(notifications.processors()).containsExactly(vendor.id());
    assertThat(hosted.processors()).containsExactly(vendor);
    assertThat(own.processors()).isEmpty();

    // readme:chain
    ProcessingAgreement terms =
        ProcessingAgreement.general("DPA 7", LocalDate.of(2026, 1, 1), "team chat", 14);
    Organisation disks = Organisation.of("disks", "Disks LLC", Country.of("US"));
    ProcessingChain chain =
        ProcessingChain.of(new Processor(vendor.id(), acme.id(), terms))
            .with(new Subprocessor(disks.id(), vendor.id(), terms));

    chain.path(disks.id()); // vendor, disks: each passes on what it was told
    // readme:end

    assertThat(chain.path(disks.id())).containsExactly(vendor.id(), disks.id());
    assertThat(parties.require(vendor.id())).isEqualTo(vendor);

    // readme:transfers
    AdequacyDecisions adequacy = AdequacyDecisions.bundled();
    Transfer transfer = Transfer.to(vendor.country(), TransferMechanism.ADEQUACY_DECISION);

    List<TransferFinding> findings =
        new TransferCheck(adequacy)
            .findings(vendor.country(), List.of(transfer), LocalDate.of(2026, 11, 23));
    // United States: the decision covers only listed organisations; look the recipient up there
    // readme:end

    assertThat(findings)
        .extracting(TransferFinding::kind)
        .containsExactly(TransferFinding.Kind.LISTING_NOT_ON_RECORD);

    // readme:adequacy
    AdequacyDecision known =
        adequacy.on(Country.of("US"), LocalDate.of(2026, 11, 23)).orElseThrow();
    AdequacyDecisions corrected =
        adequacy
            .with(known.endingOn(LocalDate.of(2027, 1, 31))) // say, it was declared invalid
            .with(
                new AdequacyDecision(
                    Country.of("KE"), "all", false, LocalDate.of(2027, 3, 1), null, "2027/1"))
            .reviewedOn(LocalDate.of(2027, 3, 2));
    // readme:end

    assertThat(corrected.on(Country.of("US"), LocalDate.of(2027, 2, 1))).isEmpty();
    assertThat(corrected.on(Country.of("KE"), LocalDate.of(2027, 3, 1))).isPresent();
  }

  @Test
  void isShownAsItRuns() throws Exception {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("README.md"))) {
      root = root.getParent();
    }
    String source =
        Files.readString(
            root.resolve(
                "gdpr-core/src/test/java/io/github/gdprkit/processing/PartiesExampleTest.java"));
    String text = Files.readString(root.resolve("docs/parties.md"));

    Matcher blocks = BLOCK.matcher(text);
    List<String> names = new ArrayList<>();
    while (blocks.find()) {
      names.add(blocks.group(1));
      assertThat(blocks.group(2)).isEqualTo(region(source, blocks.group(1)));
    }

    assertThat(names).containsExactly("parties", "deployment", "chain", "transfers", "adequacy");
    assertThat(text.split("```java", -1)).as("every block has a name").hasSize(names.size() + 1);
  }

  private static String region(String source, String name) {
    Matcher region =
        Pattern.compile("// readme:" + name + "\n(.*?)\n *// readme:end", Pattern.DOTALL)
            .matcher(source);
    assertThat(region.find()).as("a region readme:%s", name).isTrue();
    return region.group(1).stripTrailing().stripIndent() + "\n";
  }
}
