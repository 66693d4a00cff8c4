package io.github.gdprkit.testkit.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.deadline.AskedWhen;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.fulfilment.Housekeeping;
import io.github.gdprkit.fulfilment.Housekeeping.Reminded;
import io.github.gdprkit.fulfilment.HousekeepingSettings;
import io.github.gdprkit.fulfilment.Reminder;
import io.github.gdprkit.fulfilment.Requests;
import io.github.gdprkit.hook.ErasureStage;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.ExtensionReason;
import io.github.gdprkit.request.RequestHeader;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.testkit.DelegatingStore;
import io.github.gdprkit.testkit.fault.CrashingStore;
import io.github.gdprkit.testkit.fault.CrashingStore.Moment;
import io.github.gdprkit.testkit.fault.SimulatedCrash;
import io.github.gdprkit.testkit.fixture.Orders;
import io.github.gdprkit.testkit.fixture.SmallHook;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a recurring task does, on whichever node, as often as it likes. */
class HousekeepingTest {

  @TempDir Path folder;
  private final SmallHook notes = SmallHook.of("notes", ErasureStage.CONTENT);
  private final HookCatalog catalog = HookCatalog.of(notes);
  private final List<Reminder> told = new ArrayList<>();

  HousekeepingTest() {
    notes.plant(Subjects.ANNA, 3);
    notes.plant(Subjects.BORIS, 3);
  }

  private static RequestId open(Desk desk, Requests requests) {
    return desk.verified(requests, Claim.ACCESS, Subjects.ANNA).id();
  }

  private static LocalDate lastDay(Requests requests, RequestId id) {
    LocalDate last = requests.get(id).deadline().lastDay();
    assertThat(last).isNotNull();
    return last;
  }

  /** Moves the clock to noon of the day that is so many days before the last one. */
  private static void goTo(Desk desk, LocalDate lastDay, int daysLeft) {
    Instant noon = lastDay.minusDays(daysLeft).atTime(12, 0).toInstant(ZoneOffset.UTC);
    desk.clock.advance(Duration.between(desk.clock.instant(), noon));
  }

  private List<Long> daysTold() {
    return told.stream().map(Reminder::daysLeft).toList();
  }

  // Reminders

  @Test
  @GdprReference(article = "12(3)", text = "within one month of receipt of the request")
  void tellsEachDayOfThePlanOnceAndEveryDayAfterTheLast() {
    Desk desk = new Desk(folder);
    GdprKit kit = desk.kit(catalog);
    RequestId id = open(desk, kit.requests());
    LocalDate last = lastDay(kit.requests(), id);

    for (int left = 20; left >= -3; left--) {
      goTo(desk, last, left);
      // Another node, or the same again: whoever comes second has nothing to tell.
      kit.housekeeping().remind(told::add);
      desk.kit(catalog).housekeeping().remind(told::add);
    }

    assertThat(daysTold()).containsExactly(14L, 7L, 3L, 1L, 0L, -1L, -2L, -3L);
    assertThat(told)
        .allSatisfy(
            reminder -> {
              assertThat(reminder.request()).isEqualTo(id);
              assertThat(reminder.claim()).isEqualTo(Claim.ACCESS);
              assertThat(reminder.lastDay()).isEqualTo(last);
              assertThat(reminder.isOverdue()).isEqualTo(reminder.daysLeft() < 0);
            });
    assertThat(desk.store().stream(Orders.CONTROLLER.id(), new StreamId("reminder", id.value())))
        .hasSize(8);
  }

  @Test
  void tellsOnlyTheMostUrgentAfterATimeInWhichNothingRan() {
    Desk desk = new Desk(folder);
    GdprKit kit = desk.kit(catalog);
    LocalDate last = lastDay(kit.requests(), open(desk, kit.requests()));

    goTo(desk, last, 2);
    kit.housekeeping().remind(told::add);
    kit.housekeeping().remind(told::add);
    goTo(desk, last, -5);
    kit.housekeeping().remind(told::add);

    assertThat(daysTold()).containsExactly(2L, -5L);
  }

  @Test
  @GdprReference(article = "12(3)", text = "extended by two further months where necessary")
  void countsAnewForANewLastDay() {
    Desk desk = new Desk(folder);
    GdprKit kit = desk.kit(catalog);
    RequestId id = open(desk, kit.requests());
    goTo(desk, lastDay(kit.requests(), id), 7);
    kit.housekeeping().remind(told::add);

    kit.requests().extend(id, ExtensionReason.COMPLEXITY, "There is much of it.", Desk.DPO);
    kit.housekeeping().remind(told::add);
    assertThat(told).hasSize(1);
    LocalDate later = lastDay(kit.requests(), id);
    goTo(desk, later, 7);
    kit.housekeeping().remind(told::add);

    assertThat(daysTold()).containsExactly(7L, 7L);
    assertThat(told.get(1).lastDay()).isEqualTo(later);
  }

  @Test
  void isQuietWhileTheClockStandsAndOnceTheRequestIsClosed() {
    Desk desk = new Desk(folder);
    GdprKit kit = desk.kit(catalog);
    RequestId waiting = open(desk, kit.requests());
    RequestId closed = desk.verified(kit.requests(), Claim.ACCESS, Subjects.BORIS).id();
    LocalDate last = lastDay(kit.requests(), closed);
    kit.requests()
        .askForClarification(waiting, "Which of it?", AskedWhen.WITHOUT_UNDUE_DELAY, Desk.DPO);
    desk.grant(kit.requests(), closed);
    kit.requests().fulfil(closed);

    goTo(desk, last, -1);

    assertThat(kit.housekeeping().remind(told::add)).isEqualTo(new Reminded(0, 0));
    assertThat(told).isEmpty();
  }

  @Test
  void triesAgainWhomTheChannelCouldNotTellAndTellsTheOthers() {
    Desk desk = new Desk(folder);
    GdprKit kit = desk.kit(catalog);
    RequestId first = open(desk, kit.requests());
    RequestId second = desk.verified(kit.requests(), Claim.ACCESS, Subjects.BORIS).id();
    goTo(desk, lastDay(kit.requests(), first), 1);

    Reminded reminded =
        kit.housekeeping()
            .remind(
                reminder -> {
                  if (reminder.request().equals(first)) {
                    throw new IOException("The mail server is away");
                  }
                  told.add(reminder);
                });
    kit.housekeeping().remind(told::add);

    assertThat(reminded).isEqualTo(new Reminded(1, 1));
    assertThat(told).extracting(Reminder::request).containsExactly(second, first);
  }

  @ParameterizedTest
  @EnumSource(
      value = Moment.class,
      names = {"BEFORE", "AFTER"})
  void tellsAgainOnlyWhenItDiedBeforeItWasWrittenDown(Moment moment) {
    Desk desk = new Desk(folder);
    InMemoryRequestStore store = new InMemoryRequestStore();
    Requests requests = desk.over(store).kit(catalog).requests();
    goTo(desk, lastDay(requests, open(desk, requests)), 3);
    Housekeeping dying =
        desk.over(CrashingStore.atCall(store, 1, moment)).kit(catalog).housekeeping();
    assertThatThrownBy(() -> dying.remind(told::add)).isInstanceOf(SimulatedCrash.class);

    desk.restarted(store, catalog).housekeeping().remind(told::add);

    assertThat(told).hasSize(moment == Moment.BEFORE ? 2 : 1);
  }

  @Test
  void readsWhatIsDueAndNotEveryRequest() {
    Desk desk = new Desk(folder);
    desk.over(indexed(new InMemoryRequestStore()));
    GdprKit kit = desk.kit(catalog);
    open(desk, kit.requests());

    assertThat(kit.housekeeping().remind(told::add)).isEqualTo(new Reminded(0, 0));
    assertThat(kit.housekeeping().expireArchives()).isZero();
  }

  /** A store that refuses to give all requests. */
  private static DelegatingStore indexed(InMemoryRequestStore store) {
    return new DelegatingStore(store) {
      @Override
      public List<RequestHeader> list(PartyId controller, @Nullable RequestId after, int limit) {
        throw new AssertionError("All requests are read");
      }
    };
  }

  @Test
  @GdprReference(article = "17(1)", text = "the obligation to erase personal data")
  void findsWhatIsLeftToDoAndWhoeverIsNamedWithoutReadingEveryRequest() {
    Desk desk = new Desk(folder).over(indexed(new InMemoryRequestStore()));
    Requests requests = desk.kit(catalog).requests();
    // More than a page of requests in the person's name that nobody ever proved to be theirs.
    for (int i = 0; i <= 500; i++) {
      requests.receive(desk.intake(Claim.ACCESS, Subjects.ANNA), Desk.DPO);
    }
    RequestId last = requests.receive(desk.intake(Claim.ACCESS, Subjects.BORIS), Desk.DPO).id();
    RequestId erasure = desk.verified(requests, Claim.ERASURE, Subjects.ANNA).id();
    desk.grant(requests, erasure, Condition.NO_LONGER_NECESSARY);
    assertThat(requests.unfinished()).containsExactly(erasure);

    requests.fulfil(erasure);

    assertThat(requests.unfinished()).isEmpty();
    assertThat(requests.due(LocalDate.MAX))
        .hasSize(502)
        .allSatisfy(
            header ->
                assertThat(requests.papers(header.id()).orElseThrow().subject())
                    .isNotEqualTo(Subjects.ANNA));
    assertThat(requests.papers(last).orElseThrow().subject()).isEqualTo(Subjects.BORIS);
  }

  // Archives

  private static RequestId answered(Desk desk, Requests requests) {
    return desk.fulfilled(requests, Claim.ACCESS, Subjects.ANNA).request().id();
  }

  @Test
  @GdprReference(article = "5(1)(e)", text = "kept in a form which permits identification")
  void erasesArchivesWhenTheirDaysAreOverAndNotBefore() {
    Desk desk = new Desk(folder);
    GdprKit kit = desk.kit(catalog);
    RequestId id = answered(desk, kit.requests());

    desk.clock.advance(Duration.ofDays(30));
    assertThat(kit.housekeeping().expireArchives()).isZero();
    assertThat(desk.archives.sealedArchives()).hasSize(1);
    desk.clock.advance(Duration.ofDays(1));

    assertThat(kit.housekeeping().expireArchives()).isEqualTo(1);
    assertThat(desk.archives.sealedArchives()).isEmpty();
    assertThat(kit.housekeeping().expireArchives()).isZero();
    assertThat(kit.requests().fulfil(id).archive()).isNull();
    assertThat(
            desk.store().stream(
                Orders.CONTROLLER.id(), new StreamId("request-archive", id.value())))
        .extracting(EvidenceEntry::type)
        .containsExactly("archive-begun", "archive-expired", "archive-erased");
    assertThat(kit.requests().papers(id)).isPresent();
  }

  @Test
  @GdprReference(article = "12(2)", text = "shall facilitate the exercise of data subject rights")
  void keepsAnArchiveAsLongAsSomebodyCanDownloadIt() throws Exception {
    Desk desk = new Desk(folder);
    GdprKit kit = desk.kit(catalog);
    RequestId id = answered(desk, kit.requests());
    ArchiveId archive = kit.requests().fulfil(id).archive();
    desk.clock.advance(Duration.ofDays(29));
    kit.downloads().issue(archive, desk.clock.instant().plus(7, ChronoUnit.DAYS), 1);

    desk.clock.advance(Duration.ofDays(6));
    assertThat(kit.housekeeping().expireArchives()).isZero();
    desk.clock.advance(Duration.ofDays(1));

    assertThat(kit.housekeeping().expireArchives()).isEqualTo(1);
  }

  @Test
  void keepsTheArchiveOfAnOpenRequest() {
    Desk desk = new Desk(folder);
    SmallHook missing = SmallHook.of("missing", ErasureStage.CONTENT);
    GdprKit kit = desk.kit(HookCatalog.of(notes, missing));
    RequestId id = open(desk, kit.requests());
    desk.grant(kit.requests(), id);
    desk.kit(catalog).requests().fulfil(id);
    assertThat(desk.archives.sealedArchives()).hasSize(1);

    desk.clock.advance(Duration.ofDays(400));

    assertThat(kit.housekeeping().expireArchives()).isZero();
    assertThat(desk.archives.sealedArchives()).hasSize(1);
  }

  @Test
  void endsWhatACrashLeftOfAnExpiry() throws Exception {
    for (Moment moment : List.of(Moment.BEFORE, Moment.AFTER)) {
      int call = 0;
      boolean isCrashed = true;
      while (isCrashed) {
        call++;
        Desk desk = new Desk(Files.createTempDirectory(folder, "round"));
        InMemoryRequestStore store = new InMemoryRequestStore();
        Requests requests = desk.over(store).kit(catalog).requests();
        RequestId id = answered(desk, requests);
        desk.clock.advance(Duration.ofDays(31));
        isCrashed = false;
        try {
          desk.over(CrashingStore.atCall(store, call, moment))
              .kit(catalog)
              .housekeeping()
              .expireArchives();
        } catch (SimulatedCrash e) {
          isCrashed = true;
        }

        desk.restarted(store, catalog).housekeeping().expireArchives();

        String where = moment + " call " + call;
        assertThat(desk.archives.sealedArchives()).as(where).isEmpty();
        assertThat(
                store.stream(Orders.CONTROLLER.id(), new StreamId("request-archive", id.value())))
            .as(where)
            .extracting(EvidenceEntry::type)
            .containsExactly("archive-begun", "archive-expired", "archive-erased");
      }
      assertThat(call).isGreaterThan(2);
    }
  }

  @Test
  void erasesPapersAfterTheirDays() {
    Desk desk = new Desk(folder);
    GdprKit kit = desk.kit(catalog);
    RequestId id = answered(desk, kit.requests());

    desk.clock.advance(Duration.ofDays(180));
    assertThat(kit.housekeeping().erasePapers()).isZero();
    desk.clock.advance(Duration.ofDays(1));

    assertThat(kit.housekeeping().erasePapers()).isEqualTo(1);
    assertThat(kit.requests().papers(id)).isEmpty();
    assertThat(desk.archives.sealedArchives()).isEmpty();
  }

  @Test
  void refusesSettingsThatContradictEachOther() {
    HousekeepingSettings settings = HousekeepingSettings.defaults();

    assertThatThrownBy(() -> settings.withReminders(Set.of(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> settings.withDays(0, 10)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> settings.withDays(30, 29))
        .isInstanceOf(IllegalArgumentException.class);
    Desk desk = new Desk(folder).keeping(settings.withDays(29, 100));
    assertThatThrownBy(() -> desk.kit(catalog))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("30 days");
  }
}
