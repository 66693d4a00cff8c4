package io.github.gdprkit.testkit.register;

import static io.github.gdprkit.testkit.fixture.Vendors.NORTH;
import static io.github.gdprkit.testkit.fixture.Vendors.PRIVACY;
import static io.github.gdprkit.testkit.fixture.Vendors.SOUTH;
import static io.github.gdprkit.testkit.fixture.Vendors.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.party.Country;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.party.Transfer;
import io.github.gdprkit.party.TransferMechanism;
import io.github.gdprkit.register.SubprocessorDetails;
import io.github.gdprkit.register.SubprocessorEntry;
import io.github.gdprkit.register.SubprocessorId;
import io.github.gdprkit.register.SubprocessorList;
import io.github.gdprkit.register.SubprocessorNotEngageableException;
import io.github.gdprkit.register.SubprocessorNotice;
import io.github.gdprkit.register.SubprocessorNotification;
import io.github.gdprkit.register.SubprocessorObstacle.Kind;
import io.github.gdprkit.register.SubprocessorRegister;
import io.github.gdprkit.register.SubprocessorReply;
import io.github.gdprkit.register.SubprocessorReply.Settlement;
import io.github.gdprkit.register.SubprocessorReply.Standing;
import io.github.gdprkit.register.SubprocessorStatus;
import io.github.gdprkit.testkit.fixture.Vendors;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import io.github.gdprkit.testkit.time.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nine are engaged, and a tenth is added under a general authorisation with 14 days. */
class TenthSubprocessorTest {

  private static final SubprocessorId TENTH = new SubprocessorId("search");
  private static final LocalDate NOTICE = LocalDate.of(2026, 3, 2);
  private static final LocalDate DAY_13 = LocalDate.of(2026, 3, 15);
  private static final LocalDate LAST_DAY = LocalDate.of(2026, 3, 16);
  private static final LocalDate DAY_15 = LocalDate.of(2026, 3, 17);

  private final InMemoryRequestStore store = new InMemoryRequestStore();
  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-05T10:00:00Z"));
  private final SubprocessorRegister register =
      Vendors.builder(store, clock).services(NineSubprocessors.MIRRORING).build();

  @BeforeEach
  void engageNine() throws IOException {
    NineSubprocessors.engage(register, clock);
    clock.set(Instant.parse("2026-03-02T10:00:00Z"));
    register.propose(TENTH, tenth(), PRIVACY);
    register.recordDiligence(TENTH, Vendors.diligence(NOTICE));
  }

  private static SubprocessorDetails tenth() {
    return SubprocessorDetails.of(
            Organisation.of("search-inc", "Needle Search Inc.", Country.of("US")),
            "search",
            "Indexes messages. Keeps the index only.",
            "cloud")
        .under(Vendors.contract(TENTH))
        .transferring(
            Transfer.to(Country.of("US"), TransferMechanism.STANDARD_CONTRACTUAL_CLAUSES));
  }

  @Test
  @GdprReference(
      article = "28(2)",
      text = "thereby giving the controller the opportunity to object to such changes")
  void tellsThreeControllersUntilWhenToObject() {
    SubprocessorNotification sent = register.notifyControllers(TENTH, PRIVACY);

    assertThat(sent.isComplete()).isTrue();
    assertThat(sent.told()).extracting(SubprocessorNotice::to).containsExactly(NORTH, SOUTH, WEST);
    assertThat(sent.told())
        .allSatisfy(
            notice -> {
              assertThat(notice.on()).isEqualTo(NOTICE);
              assertThat(notice.objectionUntil()).isEqualTo(LAST_DAY);
            });
  }

  @Test
  @GdprReference(
      article = "28(2)",
      text =
          "shall inform the controller of any intended changes concerning the addition or replacement of other processors")
  void waitsForTheWindowAndForTheObjectionThatCameInTime() {
    register.notifyControllers(TENTH, PRIVACY);

    clock.set(Instant.parse("2026-03-15T23:59:59Z"));
    register.object(TENTH, SOUTH.id(), "We index ourselves", PRIVACY);
    assertThat(kindsOf(DAY_13)).containsExactly(Kind.WINDOWS_OPEN, Kind.OBJECTIONS_OPEN);

    clock.set(Instant.parse("2026-03-16T23:59:59Z"));
    assertThat(kindsOf(LAST_DAY)).containsExactly(Kind.WINDOWS_OPEN, Kind.OBJECTIONS_OPEN);

    clock.set(Instant.parse("2026-03-17T00:00:00Z"));
    register.object(TENTH, WEST.id(), "We as well", PRIVACY);
    assertThatThrownBy(() -> register.engage(TENTH, DAY_15, PRIVACY))
        .isInstanceOf(SubprocessorNotEngageableException.class)
        .hasMessage("Subprocessor search cannot be engaged: objections that are open: 1");
    assertThat(register.find(TENTH).orElseThrow().status()).isEqualTo(SubprocessorStatus.NOTIFIED);

    register.settleObjection(
        TENTH, SOUTH.id(), Settlement.NOT_ENGAGED_FOR_IT, "Search stays off for it", PRIVACY);
    SubprocessorEntry engaged = register.engage(TENTH, DAY_15, PRIVACY);

    assertThat(engaged.status()).isEqualTo(SubprocessorStatus.ENGAGED);
    assertThat(engaged.engagedFrom()).isEqualTo(DAY_15);
    assertThat(engaged.replies())
        .extracting(SubprocessorReply::standing)
        .containsExactly(Standing.TOLD, Standing.SETTLED, Standing.LATE);
    assertThat(engaged.replies())
        .extracting(SubprocessorReply::answeredOn)
        .containsExactly(null, DAY_13, DAY_15);
    assertThat(engaged.isEngagedFor(NORTH.id(), DAY_15)).isTrue();
    assertThat(engaged.isEngagedFor(SOUTH.id(), DAY_15)).isFalse();
    assertThat(engaged.isEngagedFor(WEST.id(), DAY_15)).isTrue();
    assertThat(register.listOn(DAY_15).engaged()).hasSize(10);
    assertThat(register.listOn(LAST_DAY).engaged()).hasSize(9);
  }

  @Test
  void keepsTheDatesAndTheOrderAsEvidence() {
    waitsForTheWindowAndForTheObjectionThatCameInTime();

    List<EvidenceEntry> entries = store.stream(Vendors.VENDOR.id(), TENTH.stream());

    assertThat(entries)
        .extracting(EvidenceEntry::type)
        .containsExactly(
            "subprocessor-proposed",
            "diligence-recorded",
            "controllers-notified",
            "controller-told",
            "controller-told",
            "controller-told",
            "objection-made",
            "objection-made",
            "objection-settled",
            "subprocessor-engaged");
    assertThat(entries.get(1).details())
        .containsEntry("on", "2026-03-02")
        .containsEntry("security", "positive")
        .containsEntry("confidentiality", "positive")
        .containsEntry("privacy", "positive")
        .containsEntry("overall", "positive")
        .containsEntry("by", "privacy-team");
    assertThat(entries.get(2).details())
        .containsEntry("told", "3")
        .containsEntry("failed", "0")
        .containsEntry("calendar", "weekends-only");
    assertThat(entries.get(4).details())
        .containsEntry("on", "2026-03-02")
        .containsEntry("authorisation", "general")
        .containsEntry("objection-until", "2026-03-16");
    assertThat(entries.get(6).details())
        .containsEntry("standing", "objected")
        .containsEntry("on", "2026-03-15")
        .containsEntry("controller", entries.get(4).details().get("controller"));
    assertThat(entries.get(7).details())
        .containsEntry("standing", "late")
        .containsEntry("on", "2026-03-17")
        .containsEntry("controller", entries.get(5).details().get("controller"));
    assertThat(entries.get(8).details()).containsEntry("outcome", "not-engaged-for-it");
    assertThat(entries.get(9).details()).containsEntry("from", "2026-03-17");
  }

  @Test
  void keepsNamesAndReasonsOutOfTheEvidence() {
    waitsForTheWindowAndForTheObjectionThatCameInTime();

    String evidence =
        store.read(Vendors.VENDOR.id(), 0, 1000).stream()
            .map(entry -> new String(entry.bytes(), StandardCharsets.UTF_8))
            .reduce("", String::concat)
            .toLowerCase(Locale.ROOT);

    assertThat(evidence).contains("stream: subprocessor/search");
    assertThat(evidence)
        .doesNotContain("needle", "north", "south", "west", "index", "stays", "audit", "amazon");
  }

  @Test
  void announcesTheChangeInTheListUntilItIsDone() {
    register.notifyControllers(TENTH, PRIVACY);

    SubprocessorList list = register.listOn(NOTICE);

    assertThat(list.engaged()).hasSize(9);
    assertThat(list.upcoming())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.change()).isEqualTo(SubprocessorList.Change.INTENDED);
              assertThat(change.objectionsUntil()).isEqualTo(LAST_DAY);
              assertThat(change.subprocessor().id()).isEqualTo(TENTH);
            });
    assertThat(list.document().markdown()).contains("Objections until 2026-03-16 at the latest");
  }

  @Test
  void takesAnObjectionByTheDayOnWhichItCameIn() {
    register.notifyControllers(TENTH, PRIVACY);
    clock.set(Instant.parse("2026-03-20T10:00:00Z"));

    SubprocessorEntry entry = register.object(TENTH, NORTH.id(), LAST_DAY, "Came by post", PRIVACY);

    assertThat(entry.reply(NORTH.id()).orElseThrow().standing()).isEqualTo(Standing.OBJECTED);
    assertThatThrownBy(
            () ->
                register.object(
                    TENTH, NORTH.id(), NOTICE.minusDays(1), "Before it was told", PRIVACY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> register.object(TENTH, NORTH.id(), LocalDate.of(2026, 3, 21), "", PRIVACY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void letsALaterObjectionNeitherReopenNorHideWhatCameInTime() {
    register.notifyControllers(TENTH, PRIVACY);
    register.object(TENTH, NORTH.id(), "First", PRIVACY);
    clock.set(Instant.parse("2026-03-17T10:00:00Z"));

    register.object(TENTH, NORTH.id(), "Again, too late", PRIVACY);
    assertThat(kindsOf(DAY_15)).containsExactly(Kind.OBJECTIONS_OPEN);

    register.settleObjection(TENTH, NORTH.id(), Settlement.REMEDIED, "Agreed", PRIVACY);
    register.object(TENTH, NORTH.id(), "Once more, too late", PRIVACY);
    assertThat(register.obstacles(TENTH, DAY_15)).isEmpty();
  }

  private List<Kind> kindsOf(LocalDate from) {
    SubprocessorNotEngageableException refused =
        catchThrowableOfType(
            SubprocessorNotEngageableException.class, () -> register.engage(TENTH, from, PRIVACY));
    assertThat(refused).isNotNull();
    return refused.obstacles().stream().map(obstacle -> obstacle.kind()).toList();
  }
}
