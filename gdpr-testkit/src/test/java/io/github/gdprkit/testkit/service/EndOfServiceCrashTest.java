package io.github.gdprkit.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.archive.ArchiveStore;
import io.github.gdprkit.erasure.HoldGround;
import io.github.gdprkit.erasure.LegalHold;
import io.github.gdprkit.erasure.RestoreDetectedException;
import io.github.gdprkit.erasure.RestoreState;
import io.github.gdprkit.erasure.SubjectDirectory;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.fulfilment.EndOfService;
import io.github.gdprkit.fulfilment.EndOfServiceChoice;
import io.github.gdprkit.fulfilment.EndOfServiceId;
import io.github.gdprkit.fulfilment.EndOfServiceStatus;
import io.github.gdprkit.fulfilment.EndOfServiceStep;
import io.github.gdprkit.fulfilment.EndingService;
import io.github.gdprkit.fulfilment.ProgressListener;
import io.github.gdprkit.fulfilment.Restores;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStore;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.testkit.fault.CrashingArchiveStore;
import io.github.gdprkit.testkit.fault.CrashingStore;
import io.github.gdprkit.testkit.fault.SimulatedCrash;
import io.github.gdprkit.testkit.fixture.FixtureChat;
import io.github.gdprkit.testkit.fixture.Orders;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import io.github.gdprkit.testkit.memory.RecordedArchive;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The process dies at whatever commit, or a backup is restored, and the service ends all the same.
 */
class EndOfServiceCrashTest {

  private static final EndOfServiceId END = new EndOfServiceId("notice-2026-17");
  private static final ProgressListener NOBODY = ProgressListener.none();

  /** All of it, from wherever it stands. */
  private static void end(GdprKit kit, EndOfServiceChoice choice) {
    EndOfService services = kit.endOfService();
    EndingService service = services.begin(END.value(), choice, House.CUSTOMER);
    if (choice == EndOfServiceChoice.RETURN_AND_ERASE) {
      service = services.returnData(END, NOBODY).service();
      if (!service.toHandOverByHand().isEmpty()) {
        services.handedOverByHand(END, FixtureChat.SERVER_LOG, "ticket-5", House.DPO);
      }
      services.handedOver(END, House.CUSTOMER);
    }
    service = services.erase(END, NOBODY).service();
    if (service.step(FixtureChat.SERVER_LOG).state() == EndOfServiceStep.State.BY_HAND) {
      services.closeByHand(END, FixtureChat.SERVER_LOG, "ticket-6", House.DPO);
    }
    services.erase(END, NOBODY);
  }

  private static boolean crashes(House house, EndOfServiceChoice choice, GdprKit dying) {
    try {
      end(dying, choice);
      return false;
    } catch (SimulatedCrash e) {
      return true;
    } finally {
      house.archives.crash();
    }
  }

  private static void assertEnded(House house, GdprKit kit, List<String> ofOthers, String where) {
    assertThat(kit.endOfService().get(END).status()).as(where).isEqualTo(EndOfServiceStatus.ENDED);
    assertThat(house.rows()).as(where).isEmpty();
    assertThat(house.others.snapshot()).as(where).isEqualTo(ofOthers);
    assertThat(house.archives.sealedArchives()).as(where).isEmpty();
    assertThat(kit.ledger().isErased(Subjects.ANNA)).as(where).isTrue();
    assertThat(kit.restores().check()).as(where).isInstanceOf(RestoreState.UpToDate.class);
    assertThat(house.store.stream(Orders.CONTROLLER.id(), END.stream()))
        .as(where)
        .extracting(EvidenceEntry::type)
        .containsOnlyOnce("ending-begun", "erasure-begun", "service-ended");
  }

  private static boolean crashesAt(
      EndOfServiceChoice choice, int call, CrashingStore.Moment moment) {
    String where = choice + ", " + moment + " call " + call;
    House house = new House();
    RequestId access = house.answered(house.kit(), Claim.ACCESS, Subjects.ANNA);
    List<String> ofOthers = house.others.snapshot();
    RequestStore crashing = CrashingStore.atCall(house.store, call, moment);
    boolean crashed = crashes(house, choice, house.kit(crashing, house.archives));

    GdprKit kit = house.kit();
    assertThat(kit.restores().check()).as(where).isInstanceOf(RestoreState.UpToDate.class);
    end(kit, choice);

    assertEnded(house, kit, ofOthers, where);
    assertThat(kit.requests().papers(access)).as(where).isEmpty();
    return crashed;
  }

  @ParameterizedTest
  @EnumSource(
      value = CrashingStore.Moment.class,
      names = {"BEFORE", "AFTER"})
  @GdprReference(
      article = "28(3)(g)",
      text = "deletes or returns all the personal data to the controller")
  void endsAfterACrashAtEveryCommit(CrashingStore.Moment moment) {
    for (EndOfServiceChoice choice : EndOfServiceChoice.values()) {
      int call = 1;
      while (crashesAt(choice, call, moment)) {
        call++;
      }
      assertThat(call).isGreaterThan(20);
    }
  }

  @Test
  void goesOnWhenTheStoreCouldNotBeReachedForAMoment() {
    int call = 0;
    boolean failed = true;
    while (failed) {
      call++;
      failed = false;
      House house = new House();
      List<String> ofOthers = house.others.snapshot();
      CrashingStore failing =
          CrashingStore.atCall(house.store, call, CrashingStore.Moment.UNAVAILABLE);
      GdprKit kit = house.kit(failing, house.archives);
      try {
        end(kit, EndOfServiceChoice.ERASE);
      } catch (io.github.gdprkit.evidence.EvidenceStoreException e) {
        failed = true;
      }
      end(kit, EndOfServiceChoice.ERASE);
      assertEnded(house, kit, ofOthers, "call " + call);
    }
    assertThat(call).isGreaterThan(20);
  }

  @ParameterizedTest
  @EnumSource(
      value = CrashingArchiveStore.Moment.class,
      names = {"BEFORE", "HALFWAY", "AFTER"})
  void returnsEverythingOnceAfterACrashAtEveryWriteOfTheArchive(
      CrashingArchiveStore.Moment moment) {
    int call = 0;
    boolean crashed = true;
    while (crashed) {
      call++;
      House house = new House();
      List<String> ofOthers = house.others.snapshot();
      ArchiveStore crashing = CrashingArchiveStore.atCall(house.archives, call, moment);
      crashed =
          crashes(house, EndOfServiceChoice.RETURN_AND_ERASE, house.kit(house.store, crashing));

      GdprKit kit = house.kit();
      if (crashed) {
        EndingService.Returned returned =
            kit.endOfService().returnData(END, NOBODY).service().returned().orElseThrow();
        RecordedArchive archive = RecordedArchive.read(house.archives, returned.archive());
        assertThat(archive.records(FixtureChat.MESSAGES_SENT)).as("call %d", call).hasSize(22);
        assertThat(archive.records(FixtureChat.PROFILE)).as("call %d", call).hasSize(2);
      }
      end(kit, EndOfServiceChoice.RETURN_AND_ERASE);
      assertEnded(house, kit, ofOthers, moment + " call " + call);
    }
    assertThat(call).isGreaterThan(10);
  }

  // Restores

  private static SubjectDirectory directoryOf(House house) {
    return (after, max, each) -> {
      for (DataSubject person : List.of(Subjects.ANNA, Subjects.BORIS)) {
        if (!house.chat.profileOf(person).isEmpty()) {
          each.accept(person);
        }
      }
      return Page.last();
    };
  }

  @Test
  @GdprReference(article = "28(3)(g)", text = "deletes existing copies")
  void servesNothingAfterARestoreUntilEveryoneIsErasedAgain() throws Exception {
    House house = new House();
    GdprKit before = house.kit();
    RequestId access = house.answered(before, Claim.ACCESS, Subjects.ANNA);
    InMemoryRequestStore backup = house.store.copy();
    end(before, EndOfServiceChoice.ERASE);
    house.store = backup;
    house.restoreTheChats();
    List<String> ofOthers = house.others.snapshot();
    GdprKit kit = house.kit();

    assertThat(kit.restores().check()).isInstanceOf(RestoreState.ReplayOutstanding.class);
    assertThatThrownBy(() -> house.open(kit, Claim.ACCESS, Subjects.ANNA))
        .isInstanceOf(RestoreDetectedException.class);
    assertThatThrownBy(
            () -> kit.endOfService().begin("again", EndOfServiceChoice.ERASE, House.CUSTOMER))
        .isInstanceOf(RestoreDetectedException.class);
    assertThat(kit.ledger().isErased(Subjects.BORIS)).isTrue();

    Restores.Outcome outcome = kit.restores().replay(directoryOf(house), House.DPO);

    assertThat(outcome.isComplete()).isTrue();
    assertThat(house.rows()).isEmpty();
    assertThat(house.others.snapshot()).isEqualTo(ofOthers);
    assertThat(kit.requests().papers(access)).isEmpty();
    assertThat(kit.restores().check()).isInstanceOf(RestoreState.UpToDate.class);
    assertThat(house.kitOfTheOther().restores().check()).isInstanceOf(RestoreState.UpToDate.class);
  }

  @Test
  void servesNothingWhenTheBackupIsFromJustBeforeTheErasure() throws Exception {
    House house = new House();
    GdprKit before = house.kit();
    before.endOfService().begin(END.value(), EndOfServiceChoice.ERASE, House.CUSTOMER);
    InMemoryRequestStore backup = house.store.copy();
    end(before, EndOfServiceChoice.ERASE);
    house.store = backup;
    house.restoreTheChats();
    GdprKit kit = house.kit();

    assertThat(kit.restores().check()).isInstanceOf(RestoreState.ReplayOutstanding.class);
    kit.restores().replay(directoryOf(house), House.DPO);
    assertThat(house.rows()).isEmpty();
    end(kit, EndOfServiceChoice.ERASE);
    assertThat(kit.endOfService().get(END).status()).isEqualTo(EndOfServiceStatus.ENDED);
  }

  @Test
  void erasesAgainEverybodyButWhoIsUnderAHold() throws Exception {
    House house = new House();
    GdprKit before = house.kit();
    InMemoryRequestStore backup = house.store.copy();
    end(before, EndOfServiceChoice.ERASE);
    house.store = backup;
    house.restoreTheChats();
    GdprKit kit = house.kit();
    LegalHold hold = kit.holds().place(Subjects.BORIS, HoldGround.LITIGATION, House.DPO);
    kit.restores().check();

    Restores.Outcome first = kit.restores().replay(directoryOf(house), House.DPO);

    assertThat(first.isComplete()).isFalse();
    assertThat(house.chat.profileOf(Subjects.ANNA)).isEmpty();
    assertThat(house.chat.profileOf(Subjects.BORIS)).isNotEmpty();
    kit.holds().release(hold.id(), House.DPO);
    assertThat(kit.restores().replay(directoryOf(house), House.DPO).isComplete()).isTrue();
    assertThat(house.rows()).isEmpty();
  }
}
