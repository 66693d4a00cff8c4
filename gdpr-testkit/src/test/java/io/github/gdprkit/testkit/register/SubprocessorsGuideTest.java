package io.github.gdprkit.testkit.register;

import static io.github.gdprkit.testkit.fixture.Vendors.NORTH;
import static io.github.gdprkit.testkit.fixture.Vendors.SOUTH;
import static io.github.gdprkit.testkit.fixture.Vendors.VENDOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.deadline.WorkingDays;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.party.Country;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.party.ProcessingAgreement;
import io.github.gdprkit.party.Service;
import io.github.gdprkit.party.Transfer;
import io.github.gdprkit.party.TransferMechanism;
import io.github.gdprkit.register.SubprocessorClient;
import io.github.gdprkit.register.SubprocessorDetails;
import io.github.gdprkit.register.SubprocessorDiligence;
import io.github.gdprkit.register.SubprocessorDiligence.Evaluation;
import io.github.gdprkit.register.SubprocessorId;
import io.github.gdprkit.register.SubprocessorList;
import io.github.gdprkit.register.SubprocessorNotEngageableException;
import io.github.gdprkit.register.SubprocessorNotice;
import io.github.gdprkit.register.SubprocessorObstacle;
import io.github.gdprkit.register.SubprocessorRegister;
import io.github.gdprkit.register.SubprocessorReply.Settlement;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import io.github.gdprkit.testkit.time.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The Java of docs/subprocessors.md, run; and a check that the guide shows just this. */
class SubprocessorsGuideTest {

  private static final Pattern BLOCK = Pattern.compile("```java (\\w+)\n(.*?)```", Pattern.DOTALL);
  private static final Pattern REGION =
      Pattern.compile("// guide:(\\w+)\n(.*?)\n *// guide:end", Pattern.DOTALL);

  private final InMemoryRequestStore store = new InMemoryRequestStore();
  private final SettableClock clock = new SettableClock();
  private final List<SubprocessorNotice> sent = new ArrayList<>();
  private final List<SubprocessorClient> contracts =
      List.of(
          SubprocessorClient.of(NORTH, contract("DPA-1")),
          SubprocessorClient.of(SOUTH, contract("DPA-2")));

  private static ProcessingAgreement contract(String reference) {
    return ProcessingAgreement.general(reference, LocalDate.of(2024, 1, 2), "Chat", 14);
  }

  @Test
  void doesWhatTheGuideShows() {
    Organisation vendor = VENDOR;
    // guide:register
    Service cloud = new Service("cloud", "Harbour Cloud", vendor);
    SubprocessorRegister register =
        SubprocessorRegister.builder(store, vendor)
            .services(cloud)
            .days(WorkingDays.weekendsOnly(), ZoneId.of("Europe/Dublin"))
            .clients(() -> contracts) // each controller, with the agreement that is in force
            .notices(notice -> sent.add(notice)) // by e-mail, through your outbox
            .clock(clock)
            .build();
    // guide:end

    // guide:propose
    SubprocessorId stripe = new SubprocessorId("stripe");
    Actor privacy = new Actor("privacy-team");
    register.propose(
        stripe,
        SubprocessorDetails.of(
                Organisation.of("stripe-inc", "Stripe", Country.of("US")),
                "payment processing",
                "Takes payments of customers. Sees names and cards of those who pay, no messages.",
                "cloud")
            .under(ProcessingAgreement.general("SUB-7", LocalDate.of(2026, 1, 5), "Payments", 30))
            .transferring(
                Transfer.to(Country.of("US"), TransferMechanism.STANDARD_CONTRACTUAL_CLAUSES)),
        privacy);

    register.recordDiligence(
        stripe,
        SubprocessorDiligence.of(
            privacy,
            LocalDate.of(2026, 1, 30),
            Evaluation.positive("Audit report of 2025 read"),
            Evaluation.positive("Staff bound by contract"),
            Evaluation.positive("Sees no messages")));

    register.notifyControllers(stripe, privacy); // the windows begin
    // guide:end
    LocalDate tooEarly = LocalDate.of(2026, 2, 16);
    assertThatThrownBy(() -> register.engage(stripe, tooEarly, privacy))
        .isInstanceOf(SubprocessorNotEngageableException.class);

    // guide:object
    register.object(stripe, NORTH.id(), "We pay by invoice only", privacy);
    List<SubprocessorObstacle> obstacles = register.obstacles(stripe, tooEarly);
    register.settleObjection(
        stripe, NORTH.id(), Settlement.NOT_ENGAGED_FOR_IT, "Invoices only, agreed", privacy);
    // guide:end
    assertThat(obstacles).hasSize(2);
    clock.advance(Duration.ofDays(20));

    // guide:engage
    LocalDate from = LocalDate.of(2026, 2, 20);
    register.engage(stripe, from, privacy);

    SubprocessorList list = register.listOn(from);
    String page = list.document().html(); // or markdown()
    // guide:end
    assertThat(page).contains("Stripe", "payment processing");
    assertThat(sent).hasSize(2);
  }

  @Test
  void isShownInTheGuideWordForWord() throws IOException {
    String guide = Files.readString(Path.of("..", "docs", "subprocessors.md"));
    String source =
        Files.readString(
            Path.of("src/test/java", getClass().getName().replace('.', '/') + ".java"));
    List<String> shown = new ArrayList<>();
    Matcher blocks = BLOCK.matcher(guide);
    while (blocks.find()) {
      shown.add(blocks.group(1) + ":\n" + blocks.group(2).strip());
    }
    List<String> run = new ArrayList<>();
    Matcher regions = REGION.matcher(source);
    while (regions.find()) {
      run.add(regions.group(1) + ":\n" + regions.group(2).stripIndent().strip());
    }

    assertThat(shown).containsExactlyElementsOf(run).hasSize(4);
    assertThat(guide.lines().filter(line -> line.length() > 120)).isEmpty();
  }
}
