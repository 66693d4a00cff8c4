package io.github.gdprkit.evidence;

import io.github.gdprkit.party.PartyId;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The evidence of one controller: what the rest of the library records through, and what an
 * operator exports (Art. 5(2)). Fails closed: whatever cannot be recorded is thrown, never
 * swallowed. Safe for use by many threads.
 *
 * <p>Call {@link #check} at start. Whoever appends by other means, such as a step of a request,
 * calls {@link #afterAppend} then; it makes a signed checkpoint when one is due and costs nothing
 * else.
 */
public final class EvidenceLog {

  /** Where restores are recorded. */
  public static final StreamId RESTORES = new StreamId("evidence", "restores");

  /** The type of the entry that records a restore of the database. */
  public static final String DATABASE_RESTORED = "database-restored";

  private static final Logger LOG = LoggerFactory.getLogger(EvidenceLog.class);

  private static final int PAGE = 500;

  private final PartyId controller;
  private final EvidenceStore store;
  private final CheckpointSigner signer;
  private final CheckpointStore checkpoints;
  private final CheckpointPolicy policy;
  private final Clock clock;

  private @Nullable EvidenceCheckpoint pinned;
  private Instant pinnedAt;

  private EvidenceLog(
      PartyId controller,
      EvidenceStore store,
      CheckpointSigner signer,
      CheckpointStore checkpoints,
      CheckpointPolicy policy,
      Clock clock) {
    this.controller = Objects.requireNonNull(controller, "controller");
    this.store = Objects.requireNonNull(store, "store");
    this.signer = Objects.requireNonNull(signer, "signer");
    this.checkpoints = Objects.requireNonNull(checkpoints, "checkpoints");
    this.policy = Objects.requireNonNull(policy, "policy");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.pinned = checkpoints.read(controller).last().orElse(null);
    this.pinnedAt = pinned == null ? clock.instant() : pinned.at();
  }

  /**
   * The evidence of this controller in this store.
   *
   * @throws EvidenceStoreException when the checkpoints cannot be read
   */
  public static EvidenceLog open(
      PartyId controller,
      EvidenceStore store,
      CheckpointSigner signer,
      CheckpointStore checkpoints,
      CheckpointPolicy policy,
      Clock clock) {
    return new EvidenceLog(controller, store, signer, checkpoints, policy, clock);
  }

  /** Whose evidence. */
  public PartyId controller() {
    return controller;
  }

  /** The public key that verifies this log's checkpoints. */
  public CheckpointKey key() {
    return signer.key();
  }

  /**
   * Records what happened, all or none.
   *
   * @return the entries as they are stored now
   * @throws StaleStreamException when somebody else was faster; nothing was recorded
   * @throws EvidenceStoreException when the store fails; nothing was recorded
   * @throws CheckpointFailedException when all is recorded, but the checkpoint that was due is not
   * @throws EvidenceRolledBackException when all is recorded, but the checkpoint that was due found
   *     that the database was restored or rewritten
   */
  public List<EvidenceEntry> record(List<EvidenceDraft> drafts) {
    List<EvidenceEntry> entries = store.append(controller, drafts);
    if (!entries.isEmpty()) {
      afterAppend(entries.get(entries.size() - 1).head());
    }
    return entries;
  }

  /**
   * Makes a checkpoint here if one is due. For whoever appended to the chain by other means than
   * {@link #record}.
   *
   * @param head of this controller's chain, as it was after the append or later
   * @throws CheckpointFailedException when the checkpoint could not be kept
   * @throws EvidenceRolledBackException when the database was restored or rewritten
   */
  public void afterAppend(EvidenceHead head) {
    if (!head.controller().equals(controller)) {
      throw new IllegalArgumentException("The head is that of another controller's chain");
    }
    if (isDue(head)) {
      pin(head);
    }
  }

  private synchronized boolean isDue(EvidenceHead head) {
    long behind = head.seq() - (pinned == null ? 0 : pinned.seq());
    return behind >= policy.entries()
        || behind > 0 && Duration.between(pinnedAt, clock.instant()).compareTo(policy.time()) >= 0;
  }

  /**
   * Makes a checkpoint of the chain as it is now: before an export is given out, when the host
   * stops, or from the host's own timer.
   *
   * @return the checkpoint that covers the whole chain; empty when there are no entries
   * @throws CheckpointFailedException when the checkpoint could not be kept
   * @throws EvidenceRolledBackException when the database was restored or rewritten
   * @throws EvidenceStoreException when the store fails
   */
  public Optional<EvidenceCheckpoint> checkpoint() {
    EvidenceHead head = store.head(controller);
    return head.seq() == 0 && lastPinned() == null ? Optional.empty() : Optional.of(pin(head));
  }

  private synchronized @Nullable EvidenceCheckpoint lastPinned() {
    return pinned;
  }

  /** Held by one at a time, so that checkpoints are added in the order of the chain. */
  private synchronized EvidenceCheckpoint pin(EvidenceHead head) {
    EvidenceCheckpoint last = pinned;
    if (last != null && hasNotRolledBack(last) && head.seq() <= last.seq()) {
      // Pinned already, or another thread has pinned more meanwhile.
      return last;
    }
    EvidenceCheckpoint checkpoint = signer.sign(head, clock.instant());
    try {
      checkpoints.add(checkpoint);
    } catch (EvidenceStoreException e) {
      throw new CheckpointFailedException(head, e);
    }
    pinned = checkpoint;
    pinnedAt = checkpoint.at();
    return checkpoint;
  }

  /**
   * Compares the database with the last checkpoint. Call it at start, and do not start when it
   * throws.
   *
   * @throws EvidenceRolledBackException when the database has less than the checkpoint covers, or
   *     something else, and no restore was acknowledged
   * @throws EvidenceStoreException when a store fails, or the last checkpoint is forged
   */
  public void check() {
    KeptCheckpoints kept = checkpoints.read(controller);
    if (kept.unreadable() > 0 || kept.isTorn()) {
      LOG.warn(
          "Of the checkpoints of the evidence, {} cannot be read, and the last one is {}; a crash"
              + " leaves this, and so does damage",
          kept.unreadable(),
          kept.isTorn() ? "torn" : "whole");
    }
    EvidenceCheckpoint last = kept.last().orElse(null);
    if (last == null) {
      return;
    }
    if (last.keyId().equals(signer.key().id()) && !signer.key().hasSigned(last)) {
      throw new EvidenceStoreException(
          "The last checkpoint, of entry "
              + last.seq()
              + ", has a wrong signature: the checkpoints are damaged or forged; compare them with"
              + " a copy",
          null);
    }
    if (!hasNotRolledBack(last)) {
      startAnew(last);
    }
  }

  /** Whether the chain has this checkpoint; {@code false} when a restore that lost it is known. */
  private boolean hasNotRolledBack(EvidenceCheckpoint last) {
    if (isInTheChain(last)) {
      return true;
    }
    if (isAcknowledged(last)) {
      return false;
    }
    throw new EvidenceRolledBackException(store.head(controller), last);
  }

  private boolean isInTheChain(EvidenceCheckpoint checkpoint) {
    List<EvidenceEntry> found = store.read(controller, checkpoint.seq() - 1, 1);
    return !found.isEmpty() && found.get(0).head().equals(checkpoint.head());
  }

  private boolean isAcknowledged(EvidenceCheckpoint last) {
    List<EvidenceEntry> restores = store.stream(controller, RESTORES);
    return restores.stream()
        .map(EvidenceRestore::of)
        .flatMap(Optional::stream)
        .anyMatch(restore -> restore.isUpTo(last));
  }

  /**
   * Records that the database was restored from a backup, and that evidence was lost with it, and
   * pins that. The verifier tells everybody who reads the chain from then on. For a person who
   * knows of the restore, never for a program.
   *
   * @param by who says so
   * @return the entry; its details name the last checkpoint, the last entry that a checkpoint
   *     confirms, and from which entry on the chain is lost, as far as that can be told
   * @throws IllegalStateException when the chain has all that was pinned, so nothing was lost
   * @throws CheckpointFailedException when it is recorded, but could not be pinned
   * @throws EvidenceStoreException when a store fails
   */
  public EvidenceEntry acknowledgeRestore(Actor by) {
    List<EvidenceCheckpoint> known = checkpoints.read(controller).checkpoints();
    if (known.isEmpty()) {
      throw new IllegalStateException("There is no checkpoint that the chain could lack");
    }
    EvidenceCheckpoint last = known.get(known.size() - 1);
    if (isInTheChain(last) || isAcknowledged(last)) {
      throw new IllegalStateException(
          "The chain has all that was pinned up to entry "
              + last.seq()
              + "; there is no restore to acknowledge");
    }
    EvidenceHead head = store.head(controller);
    EvidenceRestore restore = EvidenceRestore.found(known, this::isInTheChain, head, by);
    EvidenceEntry entry =
        store
            .append(
                controller,
                List.of(
                    new EvidenceDraft(
                        RESTORES,
                        store.stream(controller, RESTORES).size(),
                        DATABASE_RESTORED,
                        clock.instant(),
                        restore.details())))
            .get(0);
    startAnew(last);
    pin(entry.head());
    return entry;
  }

  /** The old checkpoint stays known; the chain that follows is compared with the next one. */
  private synchronized void startAnew(EvidenceCheckpoint last) {
    pinned = null;
    pinnedAt = last.at();
  }

  /** The entries behind this one, oldest first, read page by page as the stream is consumed. */
  public Stream<EvidenceEntry> entries(long afterSeq) {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(
            new Pages(store, controller, afterSeq, PAGE),
            Spliterator.ORDERED | Spliterator.NONNULL),
        false);
  }

  /**
   * Writes the whole chain as it is now, in the form that {@link EvidenceVerifier} reads. Memory is
   * one page of entries.
   *
   * @throws IOException when the stream fails
   * @throws EvidenceStoreException when the store fails
   */
  public void export(OutputStream out) throws IOException {
    export(out, store.head(controller).seq());
  }

  /**
   * Writes the chain up to this entry, or to its end if that comes first.
   *
   * @throws IOException when the stream fails
   * @throws EvidenceStoreException when the store fails
   */
  public void export(OutputStream out, long upToSeq) throws IOException {
    BufferedOutputStream buffered = new BufferedOutputStream(out, 1 << 16);
    EvidenceExport.begin(buffered, controller);
    long written = 0;
    Iterator<EvidenceEntry> entries = new Pages(store, controller, 0, PAGE);
    while (written < upToSeq && entries.hasNext()) {
      EvidenceExport.entry(buffered, entries.next());
      written++;
    }
    EvidenceExport.end(buffered, written);
    buffered.flush();
  }

  /** The entries of a chain, one page in memory. */
  static final class Pages implements Iterator<EvidenceEntry> {

    private final EvidenceStore store;
    private final PartyId controller;
    private final int size;
    private long after;
    private Iterator<EvidenceEntry> page = Map.<Long, EvidenceEntry>of().values().iterator();
    private boolean atEnd;

    Pages(EvidenceStore store, PartyId controller, long after, int size) {
      this.store = store;
      this.controller = controller;
      this.size = size;
      this.after = after;
    }

    @Override
    public boolean hasNext() {
      if (!page.hasNext() && !atEnd) {
        page = nextPage().iterator();
      }
      return page.hasNext();
    }

    private List<EvidenceEntry> nextPage() {
      List<EvidenceEntry> next = store.read(controller, after, size);
      atEnd = next.isEmpty();
      if (!atEnd) {
        after = lastBehind(after, next);
      }
      return next;
    }

    /** The number of the last of these, which were read behind that entry. */
    static long lastBehind(long after, List<EvidenceEntry> entries) {
      long last = entries.get(entries.size() - 1).seq();
      if (last <= after) {
        throw new EvidenceStoreException(
            "The store gave entry " + last + " behind entry " + after + "; its index is damaged",
            null);
      }
      return last;
    }

    @Override
    public EvidenceEntry next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return page.next();
    }
  }
}
