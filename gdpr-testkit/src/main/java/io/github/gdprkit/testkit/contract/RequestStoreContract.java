package io.github.gdprkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.EvidenceHead;
import io.github.gdprkit.evidence.StaleStreamException;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Correction;
import io.github.gdprkit.request.DuplicateRequestException;
import io.github.gdprkit.request.LostClaimException;
import io.github.gdprkit.request.RequestChange;
import io.github.gdprkit.request.RequestChange.Papers;
import io.github.gdprkit.request.RequestFile;
import io.github.gdprkit.request.RequestHeader;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestNotFoundException;
import io.github.gdprkit.request.RequestStatus;
import io.github.gdprkit.request.RequestStore;
import io.github.gdprkit.request.StaleRequestException;
import io.github.gdprkit.request.TaskCheckpoint;
import io.github.gdprkit.request.TaskCheckpoint.Phase;
import io.github.gdprkit.request.TaskId;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.IdentifierType;
import io.github.gdprkit.subject.SubjectKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link RequestStore} promises, beside what {@link SheetStoreContract} says. Implement
 * it in a test class; each test gets a storage of its own, so make it where JUnit makes a new
 * instance for each test.
 */
public interface RequestStoreContract extends SheetStoreContract {

  @Override
  RequestStore store() throws Exception;

  @Override
  RequestStore reopened() throws Exception;

  /** A step, its evidence and the papers become durable together. */
  @Test
  default void keepsAStepWithItsEvidenceAndThePapers() throws Exception {
    RequestStore store = store();
    RequestHeader header = received("r1");
    store.commit(List.of(first(header)));

    RequestStore reopened = reopened();

    assertThat(reopened.find(id("r1"))).contains(header);
    assertThat(reopened.papers(id("r1"))).contains(papers("r1"));
    assertThat(reopened.stream(controller(), id("r1").stream()))
        .extracting(EvidenceEntry::type)
        .containsExactly("received");
    assertThat(ChainCheck.read(reopened, controller())).hasSize(1);
  }

  /** All that a header says comes back, and what is absent stays absent. */
  @Test
  default void keepsEveryPartOfAHeader() throws Exception {
    RequestStore store = store();
    List<RequestHeader> headers = new ArrayList<>();
    for (RequestStatus status : RequestStatus.values()) {
      for (Claim claim : Claim.values()) {
        RequestId id = id(status.name().charAt(0) + "-" + status.ordinal() + "-" + claim.ordinal());
        headers.add(
            new RequestHeader(
                id,
                controller(),
                claim,
                status,
                1,
                LocalDate.of(2024, 2, 29),
                status.isFinal() ? null : LocalDate.of(2024, 3, 29),
                status.ordinal() % 2 == 0 ? null : subject(status.ordinal()),
                claim.ordinal() % 2 == 0 ? null : id("some-original")));
      }
    }
    for (RequestHeader header : headers) {
      store.commit(List.of(first(header)));
    }

    RequestStore reopened = reopened();

    for (RequestHeader header : headers) {
      assertThat(reopened.find(header.id())).contains(header);
    }
  }

  /** What people write and are called, in every script and of every length. */
  @Test
  default void keepsPapersToTheLetter() throws Exception {
    RequestStore store = store();
    RequestFile file =
        RequestFile.of(
                DataSubject.ofAccount(" 4711 ")
                    .alsoKnownAs(IdentifierType.EMAIL, "Anna.Ölçer@example.org")
                    .alsoKnownAs(IdentifierType.EMAIL, "anna@example.org")
                    .alsoKnownAs(new IdentifierType("old-name"), "👩🏽‍🚀 'Robert\"); DROP TABLE"),
                "Anna Ölçer \u202e cafe\u0301 café")
            .withMessage("Dear all,\r\n\tplease — 删除\u0000 \\ \u2028 " + "long ".repeat(100_000))
            .withCorrections(
                List.of(
                    new Correction(new HookId("profile"), "full name", ""),
                    new Correction(new HookId("profile"), "city", "Łódź\n")))
            .withNote("erase.messages-sent", "done by hand,\nin the old system")
            .withNote("", "");
    store.commit(List.of(change(received("r1"), "received", new Papers.Put(file))));

    assertThat(reopened().papers(id("r1"))).contains(file);
  }

  /** What is not there is not there. */
  @Test
  default void knowsNothingOfRequestsThatWereNeverMade() throws Exception {
    RequestStore store = store();

    assertThat(store.find(id("r1"))).isEmpty();
    assertThat(store.papers(id("r1"))).isEmpty();
    assertThat(store.checkpoints(id("r1"))).isEmpty();
    assertThat(store.duplicatesOf(id("r1"))).isEmpty();
    assertThat(store.list(controller(), null, 10)).isEmpty();
    assertThat(store.due(controller(), LocalDate.of(9999, 12, 31), 10)).isEmpty();
    assertThat(store.ofSubject(controller(), subject(1))).isEmpty();
    assertThatThrownBy(() -> store.claim(id("r1"))).isInstanceOf(RequestNotFoundException.class);
  }

  /** Whoever is about to do what no commit guards asks who has the work now. */
  @Test
  default void tellsWhichClaimWasTheLast() throws Exception {
    RequestStore store = store();
    assertThat(store.fence(id("r1"))).isZero();
    store.commit(List.of(first(received("r1")), first(received("r2"))));
    assertThat(store.fence(id("r1"))).isZero();

    long claimed = store.claim(id("r1"));

    assertThat(store.fence(id("r1"))).isEqualTo(claimed);
    assertThat(store.fence(id("r2"))).isZero();
    assertThat(reopened().fence(id("r1"))).isEqualTo(claimed);
    long later = store.claim(id("r1"));
    assertThat(store.fence(id("r1"))).isEqualTo(later).isGreaterThan(claimed);
  }

  /** Ids are compared letter by letter. */
  @Test
  default void tellsRequestsApartWhoseIdsLookAlike() throws Exception {
    RequestStore store = store();
    store.commit(List.of(first(received("abc"))));

    assertThat(store.find(id("ABC"))).isEmpty();
    assertThat(store.find(id("abc-"))).isEmpty();
    store.commit(List.of(first(received("ABC"))));
    assertThat(store.find(id("abc"))).contains(received("abc"));
    assertThat(store.find(id("ABC"))).contains(received("ABC"));
  }

  /** The next step replaces the header and leaves the papers, unless it says otherwise. */
  @Test
  default void takesStepAfterStep() throws Exception {
    RequestStore store = store();
    store.commit(List.of(first(received("r1"))));
    RequestHeader verified = verified("r1", 2, 1);

    store.commit(List.of(change(verified, "identity-confirmed", new Papers.Keep())));

    RequestStore reopened = reopened();
    assertThat(reopened.find(id("r1"))).contains(verified);
    assertThat(reopened.papers(id("r1"))).contains(papers("r1"));
    assertThat(reopened.stream(controller(), id("r1").stream()))
        .extracting(EvidenceEntry::type)
        .containsExactly("received", "identity-confirmed");
  }

  /** Several things can happen to a request in one step, and to other streams with it. */
  @Test
  default void takesSeveralEntriesOfSeveralStreamsInOneStep() throws Exception {
    RequestStore store = store();
    StreamId hold = new StreamId("hold", "h1");
    RequestHeader header = withVersion(received("r1"), 2);

    store.commit(
        List.of(
            new RequestChange(
                header,
                List.of(
                    draft(id("r1").stream(), 0, "received"),
                    draft(hold, 0, "placed"),
                    draft(id("r1").stream(), 1, "deferred")),
                new Papers.Keep(),
                null)));

    assertThat(ChainCheck.read(reopened(), controller()))
        .extracting(EvidenceEntry::type)
        .containsExactly("received", "placed", "deferred");
    assertThat(store.find(id("r1"))).contains(header);
    assertThat(store.papers(id("r1"))).isEmpty();
  }

  /** Papers can change without an event: a note is no evidence. */
  @Test
  default void changesOnlyThePapersWhenNothingHappened() throws Exception {
    RequestStore store = store();
    store.commit(List.of(first(received("r1"))));
    RequestFile noted = papers("r1").withNote("by-hand.files", "asked the archivist");

    store.commit(
        List.of(new RequestChange(received("r1"), List.of(), new Papers.Put(noted), null)));

    assertThat(store.papers(id("r1"))).contains(noted);
    assertThat(store.head(controller()).seq()).isEqualTo(1);
  }

  /** Nothing to take is nothing done. */
  @Test
  default void takesAnEmptyListOfChanges() throws Exception {
    RequestStore store = store();
    store.commit(List.of());

    assertThat(store.head(controller())).isEqualTo(EvidenceHead.none(controller()));
  }

  /** What happened can be told without the papers. */
  @Test
  default void erasesThePapersWithTheCheckpointsAndKeepsTheRest() throws Exception {
    RequestStore store = store();
    store.commit(List.of(first(received("r1")), first(received("r2"))));
    store.checkpoint(id("r1"), store.claim(id("r1")), checkpoint("erase.profile", "key-of-row"));
    store.checkpoint(id("r2"), store.claim(id("r2")), checkpoint("erase.profile", "key-of-row"));
    RequestHeader closed = closed("r1", 2);

    store.commit(List.of(change(closed, "withdrawn", new Papers.Erase())));

    RequestStore reopened = reopened();
    assertThat(reopened.papers(id("r1"))).isEmpty();
    assertThat(reopened.checkpoints(id("r1"))).isEmpty();
    assertThat(reopened.find(id("r1"))).contains(closed);
    assertThat(reopened.stream(controller(), id("r1").stream())).hasSize(2);
    assertThat(reopened.papers(id("r2"))).contains(papers("r2"));
    assertThat(reopened.checkpoints(id("r2"))).hasSize(1);
  }

  /** Erasing what is erased is quiet. */
  @Test
  default void erasesPapersThatAreNotThere() throws Exception {
    RequestStore store = store();
    store.commit(List.of(change(received("r1"), "received", new Papers.Erase())));
    store.commit(List.of(change(withVersion(received("r1"), 2), "moved", new Papers.Erase())));

    assertThat(store.papers(id("r1"))).isEmpty();
    assertThat(store.find(id("r1"))).isPresent();
  }

  /** Whoever decides on what has changed meanwhile is told to look again. */
  @Test
  default void refusesAStepThatBeginsFromAnotherVersion() throws Exception {
    RequestStore store = store();
    store.commit(List.of(first(received("r1"))));
    store.commit(
        List.of(change(withVersion(received("r1"), 2), "identity-asked", new Papers.Keep())));
    RequestStore reopened = reopened();

    for (RequestChange late :
        List.of(
            first(received("r1")),
            change(closed("r1", 2), "withdrawn", new Papers.Erase()),
            change(closed("r1", 4), "withdrawn", new Papers.Erase()),
            new RequestChange(received("r1"), List.of(), new Papers.Erase(), null))) {
      assertThatThrownBy(() -> reopened.commit(List.of(late)))
          .isInstanceOfSatisfying(
              StaleRequestException.class, e -> assertThat(e.request()).isEqualTo(id("r1")))
          .hasMessageContaining("retry");
    }

    assertThat(store.find(id("r1"))).contains(withVersion(received("r1"), 2));
    assertThat(store.papers(id("r1"))).contains(papers("r1"));
    assertThat(ChainCheck.read(store, controller())).hasSize(2);
  }

  /** The step of a request that is not there begins from nothing that exists. */
  @Test
  default void refusesALaterStepOfARequestThatIsNotThere() throws Exception {
    RequestStore store = store();

    assertThatThrownBy(
            () -> store.commit(List.of(change(closed("r1", 2), "withdrawn", new Papers.Keep()))))
        .isInstanceOf(StaleRequestException.class);
    assertThatThrownBy(
            () ->
                store.commit(
                    List.of(
                        new RequestChange(
                            received("r1"), List.of(), new Papers.Put(papers("r1")), null))))
        .isInstanceOf(StaleRequestException.class);
    assertThat(store.find(id("r1"))).isEmpty();
    assertThat(store.papers(id("r1"))).isEmpty();
  }

  /** An id names one request, whoever the controller is. */
  @Test
  default void refusesTheIdOfAnotherControllersRequest() throws Exception {
    RequestStore store = store();
    store.commit(List.of(first(received("r1"))));
    RequestHeader taken = of("r1", other(), Claim.ACCESS, RequestStatus.RECEIVED, 1, null, null);

    assertThatThrownBy(() -> store.commit(List.of(first(taken))))
        .isInstanceOf(StaleRequestException.class);

    assertThat(store.find(id("r1"))).contains(received("r1"));
    assertThat(store.head(other()).seq()).isZero();
  }

  /** A stream that moves with the request is fenced as well. */
  @Test
  default void refusesAStepWhoseOtherStreamHasMovedOn() throws Exception {
    RequestStore store = store();
    StreamId hold = new StreamId("hold", "h1");
    store.append(controller(), List.of(draft(hold, 0, "placed")));
    RequestChange step =
        new RequestChange(
            received("r1"),
            List.of(draft(id("r1").stream(), 0, "received"), draft(hold, 0, "placed")),
            new Papers.Put(papers("r1")),
            null);

    assertThatThrownBy(() -> store.commit(List.of(step)))
        .isInstanceOfSatisfying(
            StaleStreamException.class, e -> assertThat(e.stream()).isEqualTo(hold));

    assertThat(store.find(id("r1"))).isEmpty();
    assertThat(store.papers(id("r1"))).isEmpty();
    assertThat(ChainCheck.read(store, controller())).hasSize(1);
  }

  /** All or none, whatever is wrong with one of them and wherever it stands. */
  @Test
  default void writesNothingWhenOneOfSeveralChangesIsRefused() throws Exception {
    RequestStore store = store();
    store.commit(
        List.of(first(received("r1")), first(received("r2")), first(verified("r3", 1, 7))));
    store.checkpoint(id("r1"), store.claim(id("r1")), checkpoint("erase.profile", "key"));
    store.claim(id("r2"));
    EvidenceHead head = store.head(controller());
    RequestChange good = change(closed("r1", 2), "withdrawn", new Papers.Erase());
    RequestChange alsoGood = change(received("r4"), "received", new Papers.Put(papers("r4")));
    List<RequestChange> bad =
        List.of(
            change(closed("r2", 3), "withdrawn", new Papers.Erase()),
            change(verified("r2", 2, 7), "identity-confirmed", new Papers.Put(papers("new"))),
            under(7L, change(closed("r2", 2), "withdrawn", new Papers.Erase())),
            new RequestChange(
                closed("r2", 2),
                List.of(
                    draft(id("r2").stream(), 1, "withdrawn"),
                    draft(new StreamId("hold", "h1"), 5, "released")),
                new Papers.Erase(),
                null));

    for (RequestChange refused : bad) {
      for (List<RequestChange> changes :
          List.of(List.of(good, alsoGood, refused), List.of(refused, good, alsoGood))) {
        assertThatThrownBy(() -> store.commit(changes))
            .isInstanceOfAny(
                StaleRequestException.class,
                DuplicateRequestException.class,
                LostClaimException.class,
                StaleStreamException.class);
        RequestStore reopened = reopened();
        assertThat(reopened.head(controller())).isEqualTo(head);
        assertThat(reopened.find(id("r1"))).contains(received("r1"));
        assertThat(reopened.find(id("r2"))).contains(received("r2"));
        assertThat(reopened.find(id("r4"))).isEmpty();
        assertThat(reopened.papers(id("r1"))).contains(papers("r1"));
        assertThat(reopened.papers(id("r2"))).contains(papers("r2"));
        assertThat(reopened.papers(id("r4"))).isEmpty();
        assertThat(reopened.checkpoints(id("r1"))).hasSize(1);
      }
    }
    store.commit(List.of(good, alsoGood));
    assertThat(ChainCheck.read(store, controller())).hasSize(5);
  }

  /** Requests of several controllers can move in one step, each in its own chain. */
  @Test
  default void takesStepsOfSeveralControllersTogether() throws Exception {
    RequestStore store = store();
    RequestHeader ofOther = of("r2", other(), Claim.ERASURE, RequestStatus.RECEIVED, 1, null, null);

    store.commit(List.of(first(received("r1")), first(ofOther), first(received("r3"))));

    assertThat(ChainCheck.read(reopened(), controller()))
        .extracting(entry -> entry.stream().id())
        .containsExactly("r1", "r3");
    assertThat(ChainCheck.read(store, other())).hasSize(1);
    RequestChange stale = first(ofOther);
    assertThatThrownBy(() -> store.commit(List.of(first(received("r4")), stale)))
        .isInstanceOf(StaleRequestException.class);
    assertThat(store.find(id("r4"))).isEmpty();
    assertThat(ChainCheck.read(store, controller())).hasSize(2);
  }

  /** A person's second request for the same is recognised, and not run twice. */
  @Test
  default void refusesASecondActiveRequestOfTheSamePersonAndClaim() throws Exception {
    RequestStore store = store();
    store.commit(List.of(first(verified("r1", 1, 7)), first(received("r2"))));

    assertThatThrownBy(
            () ->
                store.commit(
                    List.of(change(verified("r2", 2, 7), "identity-confirmed", new Papers.Keep()))))
        .isInstanceOfSatisfying(
            DuplicateRequestException.class,
            e -> {
              assertThat(e.request()).isEqualTo(id("r2"));
              assertThat(e.original()).isEqualTo(id("r1"));
            });

    assertThat(store.find(id("r2"))).contains(received("r2"));
    assertThat(ChainCheck.read(store, controller())).hasSize(2);
  }

  /** Two cannot become active in one commit either. */
  @Test
  default void refusesTwoOfTheSamePersonAndClaimInOneCommit() throws Exception {
    RequestStore store = store();

    assertThatThrownBy(
            () -> store.commit(List.of(first(verified("r1", 1, 7)), first(verified("r2", 1, 7)))))
        .isInstanceOf(DuplicateRequestException.class);
    assertThat(store.find(id("r1"))).isEmpty();
    assertThat(store.find(id("r2"))).isEmpty();
  }

  /** An active request stays what it is through its own steps. */
  @Test
  default void letsAnActiveRequestGoOn() throws Exception {
    RequestStore store = store();
    store.commit(List.of(first(verified("r1", 1, 7))));
    store.commit(List.of(change(verified("r1", 2, 7), "decided", new Papers.Keep())));

    assertThat(store.find(id("r1"))).contains(verified("r1", 2, 7));
  }

  /** Another person, claim or controller, or one that is unverified, closed or linked. */
  @Test
  default void takesRequestsThatAreNotTheSameBesideAnActiveOne() throws Exception {
    RequestStore store = store();
    RequestHeader active = verified("r1", 1, 7);
    store.commit(List.of(first(active)));
    List<RequestHeader> beside =
        List.of(
            verified("r2", 1, 8),
            of("r3", controller(), Claim.ERASURE, RequestStatus.IN_PROGRESS, 1, subject(7), null),
            of(
                "r4",
                controller(),
                Claim.OBJECTION_TO_DIRECT_MARKETING,
                RequestStatus.IN_PROGRESS,
                1,
                subject(7),
                null),
            of("r5", other(), active.claim(), RequestStatus.IN_PROGRESS, 1, subject(7), null),
            received("r6"),
            received("r7"),
            of("r8", controller(), active.claim(), RequestStatus.FULFILLED, 1, subject(7), null),
            of("r9", controller(), active.claim(), RequestStatus.WITHDRAWN, 1, subject(7), null),
            of(
                "r10",
                controller(),
                active.claim(),
                RequestStatus.IN_PROGRESS,
                1,
                subject(7),
                id("r1")),
            of(
                "r11",
                controller(),
                active.claim(),
                RequestStatus.IN_PROGRESS,
                1,
                subject(7),
                id("r1")));
    for (RequestHeader header : beside) {
      store.commit(List.of(first(header)));
      assertThat(store.find(header.id())).contains(header);
    }
  }

  /** Subject keys are compared letter by letter. */
  @Test
  default void tellsSubjectsApartWhoseKeysLookAlike() throws Exception {
    RequestStore store = store();
    SubjectKey lower = new SubjectKey("a".repeat(43));
    SubjectKey upper = new SubjectKey("A".repeat(43));
    store.commit(
        List.of(
            first(of("r1", controller(), Claim.ACCESS, RequestStatus.IN_PROGRESS, 1, lower, null)),
            first(
                of("r2", controller(), Claim.ACCESS, RequestStatus.IN_PROGRESS, 1, upper, null))));

    assertThat(ids(store.ofSubject(controller(), lower))).containsExactly("r1");
    assertThat(ids(store.ofSubject(controller(), upper))).containsExactly("r2");
  }

  /** Once the first is closed or linked, the person can ask again, even in the same commit. */
  @Test
  default void takesTheNextRequestOnceTheFirstIsClosed() throws Exception {
    RequestStore store = store();
    store.commit(List.of(first(verified("r1", 1, 7))));
    RequestHeader fulfilled =
        of("r1", controller(), Claim.ACCESS, RequestStatus.FULFILLED, 2, subject(7), null);
    store.commit(List.of(change(fulfilled, "fulfilled", new Papers.Keep())));
    store.commit(List.of(first(verified("r2", 1, 7))));
    RequestHeader linked =
        of("r2", controller(), Claim.ACCESS, RequestStatus.IN_PROGRESS, 2, subject(7), id("r3"));

    store.commit(List.of(change(linked, "linked", new Papers.Keep()), first(verified("r3", 1, 7))));

    assertThat(ids(store.ofSubject(controller(), subject(7)))).containsExactly("r1", "r2", "r3");
    assertThat(ids(store.duplicatesOf(id("r3")))).containsExactly("r2");
  }

  /** Duplicates are decided by the store, not by whoever looked first. */
  @Test
  default void letsOnlyOneOfManyRequestsOfAPersonBecomeActive() throws Exception {
    RequestStore one = store();
    RequestStore other = reopened();
    int requests = 12;
    for (int i = 0; i < requests; i++) {
      one.commit(List.of(first(received("r" + i))));
    }
    Set<RequestId> active = ConcurrentHashMap.newKeySet();
    Set<RequestId> originals = ConcurrentHashMap.newKeySet();
    AtomicInteger refused = new AtomicInteger();

    Race.of(
        requests,
        i -> {
          RequestHeader verified = verified("r" + i, 2, 7);
          try {
            (i % 2 == 0 ? one : other)
                .commit(List.of(change(verified, "identity-confirmed", new Papers.Keep())));
            active.add(verified.id());
          } catch (DuplicateRequestException e) {
            assertThat(e.request()).isEqualTo(verified.id());
            originals.add(e.original());
            refused.incrementAndGet();
          }
        });

    assertThat(active).hasSize(1);
    assertThat(refused).hasValue(requests - 1);
    assertThat(originals).isEqualTo(active);
    assertThat(one.ofSubject(controller(), subject(7))).hasSize(1);
    assertThat(ChainCheck.read(one, controller())).hasSize(requests + 1);
  }

  /** Of those who decide on the same version, one gets through, with papers and all. */
  @Test
  default void letsOnlyOneOfManyStepsFromAVersionWin() throws Exception {
    RequestStore one = store();
    RequestStore other = reopened();
    one.commit(List.of(first(received("r1"))));
    Set<String> winners = ConcurrentHashMap.newKeySet();
    AtomicInteger losers = new AtomicInteger();

    Race.of(
        16,
        i -> {
          RequestFile mine = papers("writer " + i);
          try {
            (i % 2 == 0 ? one : other)
                .commit(
                    List.of(
                        change(
                            withVersion(received("r1"), 2), "asked-" + i, new Papers.Put(mine))));
            winners.add("writer " + i);
          } catch (StaleRequestException e) {
            losers.incrementAndGet();
          }
        });

    assertThat(winners).hasSize(1);
    assertThat(losers).hasValue(15);
    assertThat(one.papers(id("r1")))
        .hasValueSatisfying(file -> assertThat(winners).containsExactly(file.label()));
    List<EvidenceEntry> entries = ChainCheck.read(one, controller());
    assertThat(entries).hasSize(2);
    assertThat("writer " + entries.get(1).type().substring("asked-".length()))
        .isEqualTo(winners.iterator().next());
  }

  /** Commits that touch the same controllers in different order wait, and do not starve. */
  @Test
  default void getsThroughWhenCommitsCrossTheirControllers() throws Exception {
    RequestStore one = store();
    RequestStore other = reopened();
    int writers = 8;
    int each = 4;

    Race.of(
        writers,
        writer -> {
          for (int i = 0; i < each; i++) {
            String name = "w" + writer + "-" + i;
            RequestChange here = first(received(name));
            RequestChange there =
                first(
                    of(
                        name + "-there",
                        other(),
                        Claim.ACCESS,
                        RequestStatus.RECEIVED,
                        1,
                        null,
                        null));
            (writer % 2 == 0 ? one : other)
                .commit(writer % 2 == 0 ? List.of(here, there) : List.of(there, here));
          }
        });

    assertThat(ChainCheck.read(one, controller())).hasSize(writers * each);
    assertThat(ChainCheck.read(one, other())).hasSize(writers * each);
  }

  /** Whoever takes the work over ends the other's, with the other's next write. */
  @Test
  default void letsTheEarlierClaimantLoseWithTheNextWrite() throws Exception {
    RequestStore first = store();
    first.commit(List.of(first(received("r1"))));
    long earlier = first.claim(id("r1"));
    first.checkpoint(id("r1"), earlier, checkpoint("erase.profile", "mine"));
    RequestStore second = reopened();

    long later = second.claim(id("r1"));

    assertThat(later).isGreaterThan(earlier);
    assertThatThrownBy(
            () -> first.checkpoint(id("r1"), earlier, checkpoint("erase.profile", "late")))
        .isInstanceOfSatisfying(
            LostClaimException.class, e -> assertThat(e.request()).isEqualTo(id("r1")));
    assertThatThrownBy(
            () ->
                first.commit(
                    List.of(
                        under(
                            earlier,
                            change(withVersion(received("r1"), 2), "done", new Papers.Erase())))))
        .isInstanceOf(LostClaimException.class);
    assertThat(second.checkpoints(id("r1")))
        .extracting(TaskCheckpoint::cursor)
        .containsExactly("mine");
    assertThat(second.papers(id("r1"))).isPresent();
    second.checkpoint(id("r1"), later, checkpoint("erase.profile", "theirs"));
    second.commit(
        List.of(under(later, change(withVersion(received("r1"), 2), "done", new Papers.Keep()))));
    assertThat(second.find(id("r1"))).contains(withVersion(received("r1"), 2));
  }

  /** The answer to a lost claim is to stop, so it comes before "read it again and retry". */
  @Test
  default void tellsAnEarlierClaimantThatItLostAlsoWhenTheRequestMovedOn() throws Exception {
    RequestStore store = store();
    store.commit(List.of(first(received("r1"))));
    long earlier = store.claim(id("r1"));
    long later = store.claim(id("r1"));
    store.commit(
        List.of(under(later, change(withVersion(received("r1"), 2), "done", new Papers.Keep()))));

    assertThatThrownBy(
            () ->
                store.commit(
                    List.of(
                        under(
                            earlier,
                            change(withVersion(received("r1"), 2), "done", new Papers.Keep())))))
        .isInstanceOf(LostClaimException.class);
  }

  /** A fence counts for its request, and only once it was given. */
  @Test
  default void refusesFencesThatItNeverGave() throws Exception {
    RequestStore store = store();
    store.commit(List.of(first(received("r1")), first(received("r2"))));
    long fence = store.claim(id("r1"));

    for (long wrong : new long[] {fence - 1, fence + 1}) {
      assertThatThrownBy(() -> store.checkpoint(id("r1"), wrong, checkpoint("erase.a", "c")))
          .isInstanceOf(LostClaimException.class);
    }
    assertThatThrownBy(() -> store.checkpoint(id("r2"), 1, checkpoint("erase.a", "c")))
        .isInstanceOf(LostClaimException.class);
    assertThatThrownBy(() -> store.checkpoint(id("no"), 1, checkpoint("erase.a", "c")))
        .isInstanceOf(LostClaimException.class);
    assertThatThrownBy(
            () ->
                store.commit(
                    List.of(
                        under(1L, change(withVersion(received("r2"), 2), "a", new Papers.Keep())))))
        .isInstanceOf(LostClaimException.class);
    assertThat(store.checkpoints(id("r1"))).isEmpty();
    assertThat(store.checkpoints(id("r2"))).isEmpty();
  }

  /** What is not part of the work, such as a withdrawal, needs no fence. */
  @Test
  default void takesAStepBesideTheWorkWithoutAFence() throws Exception {
    RequestStore store = store();
    store.commit(List.of(first(received("r1"))));
    long fence = store.claim(id("r1"));

    store.commit(List.of(change(closed("r1", 2), "withdrawn", new Papers.Keep())));

    store.checkpoint(id("r1"), fence, checkpoint("erase.profile", "still mine"));
    assertThat(store.checkpoints(id("r1"))).hasSize(1);
  }

  /** Of many who claim, each gets a fence of its own, and only the greatest one writes. */
  @Test
  default void givesEveryClaimantAFenceOfItsOwn() throws Exception {
    RequestStore one = store();
    RequestStore other = reopened();
    one.commit(List.of(first(received("r1"))));
    Set<Long> fences = ConcurrentHashMap.newKeySet();
    int claimants = 12;

    Race.of(claimants, i -> fences.add((i % 2 == 0 ? one : other).claim(id("r1"))));

    assertThat(fences).hasSize(claimants);
    long last = fences.stream().mapToLong(Long::longValue).max().orElseThrow();
    for (long fence : fences) {
      if (fence != last) {
        assertThatThrownBy(() -> one.checkpoint(id("r1"), fence, checkpoint("erase.a", "c")))
            .isInstanceOf(LostClaimException.class);
      }
    }
    one.checkpoint(id("r1"), last, checkpoint("erase.a", "c"));
    assertThat(one.checkpoints(id("r1"))).hasSize(1);
  }

  /** How far the work is, for whoever goes on after a crash. */
  @Test
  default void keepsTheLastCheckpointOfEachTask() throws Exception {
    RequestStore store = store();
    store.commit(List.of(first(received("r1")), first(received("r2"))));
    long fence = store.claim(id("r1"));
    TaskCheckpoint begun = new TaskCheckpoint(new TaskId("export.b"), null, 0, 0, Phase.ACTING);
    TaskCheckpoint verifying =
        new TaskCheckpoint(new TaskId("erase.a"), "", Long.MAX_VALUE, 7, Phase.VERIFYING);
    TaskCheckpoint unicode =
        new TaskCheckpoint(
            new TaskId("erase.a-b"), "ключ\n'\"\\ 🗝 " + "k".repeat(5000), 1, 0, Phase.ACTING);

    store.checkpoint(id("r1"), fence, checkpoint("erase.a", "before"));
    store.checkpoint(id("r1"), fence, begun);
    store.checkpoint(id("r1"), fence, unicode);
    store.checkpoint(id("r1"), fence, verifying);

    assertThat(reopened().checkpoints(id("r1"))).containsExactly(verifying, unicode, begun);
    assertThat(store.checkpoints(id("r2"))).isEmpty();
  }

  /** What has to be answered by a day, the most urgent first. */
  @Test
  default void listsWhatIsDueSoonestFirst() throws Exception {
    RequestStore store = store();
    LocalDate day = LocalDate.of(2026, 2, 28);
    store.commit(
        List.of(
            first(due("r5", day)),
            first(due("r1", day.plusDays(1))),
            first(due("r3", day)),
            first(due("r4", day.minusDays(40))),
            first(due("r2", day.plusMonths(2)))));

    assertThat(ids(store.due(controller(), day.plusDays(1), 10)))
        .containsExactly("r4", "r3", "r5", "r1");
    assertThat(ids(store.due(controller(), day, 10))).containsExactly("r4", "r3", "r5");
    assertThat(ids(store.due(controller(), day, 2))).containsExactly("r4", "r3");
    assertThat(store.due(controller(), day.minusDays(41), 10)).isEmpty();
  }

  /** The clock of a suspended request stands, and a closed one was answered. */
  @Test
  default void leavesSuspendedAndClosedRequestsOutOfWhatIsDue() throws Exception {
    RequestStore store = store();
    LocalDate day = LocalDate.of(2026, 2, 28);
    store.commit(
        List.of(
            first(due("open", day)),
            first(
                of(
                    "suspended",
                    controller(),
                    Claim.ACCESS,
                    RequestStatus.AWAITING_CLARIFICATION,
                    1,
                    null,
                    null))));
    for (RequestStatus status : RequestStatus.values()) {
      if (status.isFinal()) {
        RequestHeader closed =
            new RequestHeader(
                id("closed-" + status.ordinal()),
                controller(),
                Claim.ACCESS,
                status,
                1,
                day.minusMonths(1),
                day,
                null,
                null);
        store.commit(List.of(first(closed)));
      }
    }

    assertThat(ids(store.due(controller(), day.plusYears(1), 100))).containsExactly("open");
  }

  /** A step that suspends a request or closes it takes it off the list. */
  @Test
  default void takesARequestOffWhatIsDueWithTheStepThatSuspendsIt() throws Exception {
    RequestStore store = store();
    LocalDate day = LocalDate.of(2026, 2, 28);
    store.commit(List.of(first(due("r1", day))));
    RequestHeader suspended =
        of("r1", controller(), Claim.ACCESS, RequestStatus.AWAITING_CLARIFICATION, 2, null, null);

    store.commit(List.of(change(suspended, "clarification-asked", new Papers.Keep())));

    assertThat(store.due(controller(), day.plusYears(1), 10)).isEmpty();
  }

  /** By id, letter by letter as in ASCII, page by page. */
  @Test
  default void listsRequestsByTheirIds() throws Exception {
    RequestStore store = store();
    List<String> sorted =
        List.of("1", "10", "2", "A", "B", "Ba", "a", "a-1", "a.1", "a1", "aB", "a_1", "ab", "b");
    List<String> shuffled = new ArrayList<>(sorted);
    Collections.shuffle(shuffled, new Random(7));
    for (String name : shuffled) {
      store.commit(List.of(first(received(name))));
    }

    assertThat(ids(store.list(controller(), null, 100))).isEqualTo(sorted);
    List<String> paged = new ArrayList<>();
    List<RequestHeader> page = store.list(controller(), null, 3);
    while (!page.isEmpty()) {
      assertThat(page).hasSizeLessThanOrEqualTo(3);
      paged.addAll(ids(page));
      page = store.list(controller(), page.get(page.size() - 1).id(), 3);
    }
    assertThat(paged).isEqualTo(sorted);
    assertThat(ids(store.list(controller(), id("aA"), 2))).containsExactly("aB", "a_1");
  }

  /** What is to be worked on, by id, page by page, whatever happened to it before. */
  @Test
  default void listsWhatIsInProgressOrPartlyFulfilled() throws Exception {
    RequestStore store = store();
    List<String> unfinished = new ArrayList<>();
    for (RequestStatus status : RequestStatus.values()) {
      for (String name : List.of("B", "a", "aB", "ab")) {
        RequestId id = id(name + "-" + status.ordinal());
        store.commit(
            List.of(first(of(id.value(), controller(), Claim.ACCESS, status, 1, null, null))));
        if (status == RequestStatus.IN_PROGRESS || status == RequestStatus.PARTLY_FULFILLED) {
          unfinished.add(id.value());
        }
      }
    }
    store.commit(
        List.of(
            first(
                of(
                    "of-other",
                    other(),
                    Claim.ACCESS,
                    RequestStatus.IN_PROGRESS,
                    1,
                    subject(7),
                    null))));
    Collections.sort(unfinished);

    assertThat(ids(store.unfinished(controller(), null, 100))).isEqualTo(unfinished);
    assertThat(ids(store.unfinished(controller(), null, 3))).isEqualTo(unfinished.subList(0, 3));
    assertThat(ids(store.unfinished(controller(), id(unfinished.get(2)), 2)))
        .isEqualTo(unfinished.subList(3, 5));
    assertThat(ids(store.unfinished(controller(), id(unfinished.get(4)), Integer.MAX_VALUE)))
        .isEqualTo(unfinished.subList(5, 8));
    assertThat(store.unfinished(controller(), id("b"), 10)).isEmpty();
    assertThat(store.unfinished(controller(), null, 0)).isEmpty();
    assertThat(ids(store.unfinished(other(), null, 10))).containsExactly("of-other");
  }

  /** A request comes and goes with its status. */
  @Test
  default void takesARequestOffWhatIsUnfinishedWhenItIsFulfilled() throws Exception {
    RequestStore store = store();
    store.commit(List.of(first(received("r1"))));
    assertThat(store.unfinished(controller(), null, 10)).isEmpty();

    store.commit(List.of(change(verified("r1", 2, 7), "identity-confirmed", new Papers.Keep())));
    assertThat(store.unfinished(controller(), null, 10)).containsExactly(verified("r1", 2, 7));

    store.commit(
        List.of(
            change(
                of("r1", controller(), Claim.ACCESS, RequestStatus.FULFILLED, 3, subject(7), null),
                "fulfilled",
                new Papers.Keep())));
    assertThat(reopened().unfinished(controller(), null, 10)).isEmpty();
  }

  /** What waits for its person, and what was closed without ever finding one. */
  @Test
  default void listsWhatWasNeverVerified() throws Exception {
    RequestStore store = store();
    for (String name : List.of("b", "B", "aB", "a", "ab")) {
      store.commit(List.of(first(received(name))));
    }
    store.commit(
        List.of(
            first(verified("verified", 1, 7)),
            first(closed("closed", 1)),
            first(of("of-other", other(), Claim.ACCESS, RequestStatus.RECEIVED, 1, null, null))));

    assertThat(ids(store.unverified(controller(), null, 100)))
        .containsExactly("B", "a", "aB", "ab", "b", "closed");
    assertThat(ids(store.unverified(controller(), id("a"), 2))).containsExactly("aB", "ab");
    assertThat(ids(store.unverified(controller(), id("aA"), 1))).containsExactly("aB");
    assertThat(store.unverified(controller(), id("closed"), 10)).isEmpty();
    assertThat(store.unverified(controller(), null, 0)).isEmpty();
    assertThat(ids(store.unverified(other(), null, 10))).containsExactly("of-other");

    store.commit(List.of(change(verified("aB", 2, 8), "identity-confirmed", new Papers.Keep())));
    assertThat(ids(reopened().unverified(controller(), null, 3))).containsExactly("B", "a", "ab");
  }

  /** A person's requests in the order in which they came. */
  @Test
  default void listsThePersonsVerifiedRequestsByDayOfReceipt() throws Exception {
    RequestStore store = store();
    LocalDate day = LocalDate.of(2026, 1, 31);
    store.commit(
        List.of(
            first(ofSubject("r3", day, RequestStatus.FULFILLED)),
            first(ofSubject("r2", day, RequestStatus.IN_PROGRESS)),
            first(ofSubject("r1", day.plusDays(1), RequestStatus.REFUSED)),
            first(ofSubject("r9", day.minusYears(1), RequestStatus.FULFILLED)),
            first(verified("decoy", 1, 8)),
            first(received("unverified"))));

    assertThat(ids(store.ofSubject(controller(), subject(7))))
        .containsExactly("r9", "r2", "r3", "r1");
  }

  /** What one controller has is not shown to another. */
  @Test
  default void showsEachControllerItsOwnRequestsOnly() throws Exception {
    RequestStore store = store();
    LocalDate day = LocalDate.of(2026, 2, 28);
    RequestHeader ofOther =
        new RequestHeader(
            id("r2"),
            other(),
            Claim.ACCESS,
            RequestStatus.IN_PROGRESS,
            1,
            day.minusMonths(1),
            day,
            subject(7),
            null);
    store.commit(List.of(first(verified("r1", 1, 7)), first(ofOther)));

    assertThat(ids(store.list(other(), null, 10))).containsExactly("r2");
    assertThat(ids(store.list(controller(), null, 10))).containsExactly("r1");
    assertThat(ids(store.due(other(), LocalDate.of(2999, 1, 1), 10))).containsExactly("r2");
    assertThat(ids(store.ofSubject(other(), subject(7)))).containsExactly("r2");
    assertThat(ids(store.ofSubject(controller(), subject(7)))).containsExactly("r1");
    assertThat(store.stream(other(), id("r1").stream())).isEmpty();
  }

  /** Those who are answered with one request, by id. */
  @Test
  default void listsTheDuplicatesOfARequest() throws Exception {
    RequestStore store = store();
    store.commit(List.of(first(verified("r1", 1, 7))));
    for (String name : List.of("r3", "r2", "R4")) {
      store.commit(
          List.of(
              first(
                  of(
                      name,
                      controller(),
                      Claim.ACCESS,
                      RequestStatus.IN_PROGRESS,
                      1,
                      subject(7),
                      id("r1")))));
    }

    assertThat(ids(store.duplicatesOf(id("r1")))).containsExactly("R4", "r2", "r3");
    assertThat(store.duplicatesOf(id("r2"))).isEmpty();
  }

  private static PartyId controller() {
    return new PartyId("example");
  }

  private static PartyId other() {
    return new PartyId("other");
  }

  private static RequestId id(String value) {
    return new RequestId(value);
  }

  private static SubjectKey subject(int number) {
    return new SubjectKey("%043d".formatted(number));
  }

  private static RequestFile papers(String label) {
    return RequestFile.of(DataSubject.ofAccount("account of " + label), label);
  }

  private static RequestHeader of(
      String id,
      PartyId controller,
      Claim claim,
      RequestStatus status,
      long version,
      @Nullable SubjectKey subject,
      @Nullable RequestId duplicateOf) {
    return new RequestHeader(
        id(id),
        controller,
        claim,
        status,
        version,
        LocalDate.of(2026, 1, 31),
        null,
        subject,
        duplicateOf);
  }

  private static RequestHeader received(String id) {
    return due(id, LocalDate.of(2026, 2, 28));
  }

  private static RequestHeader due(String id, LocalDate lastDay) {
    return new RequestHeader(
        id(id),
        controller(),
        Claim.ACCESS,
        RequestStatus.RECEIVED,
        1,
        LocalDate.of(2026, 1, 31),
        lastDay,
        null,
        null);
  }

  private static RequestHeader verified(String id, long version, int subject) {
    return of(
        id, controller(), Claim.ACCESS, RequestStatus.IN_PROGRESS, version, subject(subject), null);
  }

  private static RequestHeader closed(String id, long version) {
    return of(id, controller(), Claim.ACCESS, RequestStatus.WITHDRAWN, version, null, null);
  }

  private static RequestHeader ofSubject(String id, LocalDate receivedOn, RequestStatus status) {
    return new RequestHeader(
        id(id), controller(), Claim.ACCESS, status, 1, receivedOn, null, subject(7), null);
  }

  private static RequestHeader withVersion(RequestHeader header, long version) {
    return new RequestHeader(
        header.id(),
        header.controller(),
        header.claim(),
        header.status(),
        version,
        header.receivedOn(),
        header.lastDay(),
        header.subject(),
        header.duplicateOf());
  }

  private static RequestChange first(RequestHeader header) {
    return change(header, "received", new Papers.Put(papers(header.id().value())));
  }

  /** The step to the version that the header has. */
  private static RequestChange change(RequestHeader header, String type, Papers papers) {
    return new RequestChange(
        header, List.of(draft(header.id().stream(), header.version() - 1, type)), papers, null);
  }

  private static RequestChange under(long fence, RequestChange change) {
    return new RequestChange(change.header(), change.drafts(), change.papers(), fence);
  }

  private static EvidenceDraft draft(StreamId stream, long expectedVersion, String type) {
    return new EvidenceDraft(
        stream, expectedVersion, type, Instant.parse("2026-01-31T09:00:00Z"), Map.of());
  }

  private static TaskCheckpoint checkpoint(String task, String cursor) {
    return new TaskCheckpoint(new TaskId(task), cursor, 5, 1, Phase.ACTING);
  }

  private static List<String> ids(List<RequestHeader> headers) {
    return headers.stream().map(header -> header.id().value()).toList();
  }
}
