package io.github.gdprkit.request;

import io.github.gdprkit.evidence.SheetStore;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.subject.SubjectKey;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps requests. It is the {@link io.github.gdprkit.evidence.EvidenceStore} as well: the events of
 * a request are the evidence of it, and a step of a request and its evidence are one transaction.
 * And it is the {@link SheetStore}, so that the registers lie in one place with the requests.
 *
 * <p>When a method that writes returned, what it wrote survives {@code kill -9}; when it threw,
 * nothing was written. Every store, the in-memory fake included, passes {@code
 * RequestStoreContract} of gdpr-testkit. Safe for use by many threads and processes.
 */
public interface RequestStore extends SheetStore {

  /**
   * Takes one step of each of these requests, all or none: appends the drafts to the controller's
   * chain, keeps the headers, and does with the papers what is said.
   *
   * @throws StaleRequestException when a request is not at the version that the step begins from,
   *     or exists already although the step is its first
   * @throws DuplicateRequestException when a header {@linkplain RequestHeader#isActive is active}
   *     and another active request of the same controller, subject and claim exists
   * @throws LostClaimException when the fence is not the last one that {@link #claim} gave
   * @throws io.github.gdprkit.evidence.StaleStreamException when another stream has moved on
   * @throws io.github.gdprkit.evidence.EvidenceStoreException when the store fails
   */
  void commit(List<RequestChange> changes);

  /** The header of this request. */
  Optional<RequestHeader> find(RequestId id);

  /** The working papers, unless they are erased. */
  Optional<RequestFile> papers(RequestId id);

  /**
   * Open requests of a controller whose last day is on or before this one, soonest first, then by
   * id.
   *
   * @param limit how many at most
   */
  List<RequestHeader> due(PartyId controller, LocalDate onOrBefore, int limit);

  /**
   * Requests of a controller by id.
   *
   * @param after the id behind which to go on, or {@code null} to begin
   * @param limit how many at most
   */
  List<RequestHeader> list(PartyId controller, @Nullable RequestId after, int limit);

  /**
   * Requests of a controller that are decided or have to be, and are not done with: in progress or
   * partly fulfilled, by id.
   *
   * @param after the id behind which to go on, or {@code null} to begin
   * @param limit how many at most
   */
  List<RequestHeader> unfinished(PartyId controller, @Nullable RequestId after, int limit);

  /**
   * Requests of a controller that were never verified to be anybody's, open and closed, by id.
   *
   * @param after the id behind which to go on, or {@code null} to begin
   * @param limit how many at most
   */
  List<RequestHeader> unverified(PartyId controller, @Nullable RequestId after, int limit);

  /** All verified requests of one person, open and closed, by day of receipt, then by id. */
  List<RequestHeader> ofSubject(PartyId controller, SubjectKey subject);

  /** The requests that are answered with this one, by id. */
  List<RequestHeader> duplicatesOf(RequestId original);

  /**
   * Takes over the work on a request. Whoever held it before loses it with their next write, so two
   * never work on one request for longer than a batch.
   *
   * @return the fence to write under: greater than every earlier one of this request
   * @throws RequestNotFoundException when there is no such request
   */
  long claim(RequestId id);

  /**
   * The last number that {@link #claim} gave for this request; 0 when nobody ever took it over, or
   * there is no such request. Asked before anything happens that is no commit, so that whoever lost
   * the work does not go on with it: one look at one row.
   */
  long fence(RequestId id);

  /**
   * Keeps how far the work is.
   *
   * @throws LostClaimException when the fence is not the last one that {@link #claim} gave
   */
  void checkpoint(RequestId id, long fence, TaskCheckpoint checkpoint);

  /** How far the work is, for each task that has a checkpoint, by task. */
  List<TaskCheckpoint> checkpoints(RequestId id);
}
