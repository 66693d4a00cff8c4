package io.github.gdprkit.erasure;

import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.EvidenceStore;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.hook.Tombstone;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.SubjectKey;
import io.github.gdprkit.subject.SubjectKeys;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the ledger of erasures, keeps in the database how far it goes (the watermark), and
 * compares the two: a ledger ahead of the watermark means that a backup of the database was
 * restored, a ledger behind it that the ledger was lost.
 *
 * <p>An erasure goes like this: {@link #begin}, then {@link #watermark} for that entry, committed
 * together with the events of the request, and only then the first call that destroys anything. At
 * the end {@link #complete}, and the watermark again in the commit that says so. A process that
 * dies after {@code begin} and before the commit leaves a ledger ahead of the watermark; that
 * cannot be told from a restore, and the replay that it asks for repeats what was decided anyway.
 *
 * <p>The watermark protects the database that it lies in. Whoever restores another store alone, the
 * files of attachments, say, runs a replay of {@link #erasedSince}.
 *
 * <p>Safe for use by many threads and processes.
 */
public final class LedgerGuard {

  /** Where the database keeps how far the ledger goes. */
  public static final StreamId WATERMARK = new StreamId("erasure-ledger", "watermark");

  private static final Logger LOG = LoggerFactory.getLogger(LedgerGuard.class);

  private static final String SEQ = "seq";
  private static final String HASH = "hash";

  private final ErasureLedger ledger;
  private final EvidenceStore evidence;
  private final SubjectKeys keys;
  private final Clock clock;
  private final PartyId controller;
  private final Completed completed = new Completed();

  private @Nullable RestoreState state;
  private long highestWatermark;

  /**
   * Guards this ledger and the database behind this store of evidence.
   *
   * @param evidence in the same database as the data that is erased
   */
  public LedgerGuard(ErasureLedger ledger, EvidenceStore evidence, SubjectKeys keys, Clock clock) {
    this.ledger = Objects.requireNonNull(ledger, "ledger");
    this.evidence = Objects.requireNonNull(evidence, "evidence");
    this.keys = Objects.requireNonNull(keys, "keys");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.controller = ledger.controller();
  }

  /**
   * Compares the database with the ledger, and remembers the answer for {@link #requireServing}.
   * Call it at start, and after a replay. An erasure that another thread or node begins in just
   * this moment looks like a replay that is outstanding; ask again then.
   *
   * @throws LedgerDamagedException when the ledger is not what was written
   */
  public RestoreState check() {
    // In this order: the ledger is written first, so it is never behind what was read before it.
    LedgerHead watermark = watermark();
    LedgerHead head = ledger.head();
    RestoreState found = compare(watermark, head);
    boolean isSettled = false;
    while (found instanceof RestoreState.ReplayOutstanding && !isSettled) {
      // Another node may have erased somebody between the two looks.
      LedgerHead before = watermark;
      watermark = watermark();
      head = ledger.head();
      found = compare(watermark, head);
      isSettled = watermark.equals(before);
    }
    synchronized (this) {
      state = found;
      if (found instanceof RestoreState.UpToDate) {
        highestWatermark = watermark.seq();
      }
    }
    if (!(found instanceof RestoreState.UpToDate)) {
      LOG.error(
          "{} of the ledger of erasures: the database stands at entry {}, the ledger has {}",
          found instanceof RestoreState.LedgerLost ? "Loss" : "Replay",
          watermark.seq(),
          head.seq());
    }
    return found;
  }

  private RestoreState compare(LedgerHead watermark, LedgerHead head) {
    boolean isLost =
        head.seq() < watermark.seq()
            || watermark.seq() > 0 && !hashOf(watermark.seq()).equals(watermark.hash());
    if (isLost) {
      return new RestoreState.LedgerLost(watermark, head);
    }
    return head.seq() > watermark.seq()
        ? new RestoreState.ReplayOutstanding(watermark, head)
        : new RestoreState.UpToDate(head);
  }

  /**
   * Returns when the last {@link #check} found the database up to date; checks first if it did not,
   * or nobody did: what looked like a restore may have been another node in the middle of a step.
   *
   * @throws RestoreDetectedException while a replay is outstanding
   * @throws LedgerLostException when the ledger was lost
   */
  public void requireServing() {
    RestoreState found;
    synchronized (this) {
      found = state;
    }
    if (!(found instanceof RestoreState.UpToDate)) {
      found = check();
    }
    if (found instanceof RestoreState.ReplayOutstanding outstanding) {
      throw new RestoreDetectedException(outstanding);
    }
    if (found instanceof RestoreState.LedgerLost lost) {
      throw new LedgerLostException(lost);
    }
  }

  /**
   * Writes down that an erasure is about to begin. When it returned, the ledger has it for good.
   * After a crash before the commit call it again: an entry too many does no harm.
   *
   * @param reference the id of the request
   * @param subject with all identifiers that are known; the ledger gets their pseudonyms
   * @param hooks whose data is about to be erased
   * @throws RestoreDetectedException while a replay is outstanding
   * @throws LedgerLostException when the ledger was lost
   * @throws LedgerStoreException when it cannot be written; then nothing must be erased
   */
  public LedgerEntry begin(
      String reference, DataSubject subject, Tombstone tombstone, List<HookId> hooks) {
    return append(LedgerKind.INTENT, reference, subject, tombstone, hooks);
  }

  /**
   * Writes down that an erasure has ended. After a crash before the commit call it again. An
   * erasure that goes on later, because a hold was released, begins and completes again under the
   * same reference with the hooks that it is about then.
   *
   * @param hooks whose data was erased; those that retained or deferred everything are not named
   * @throws RestoreDetectedException while a replay is outstanding
   * @throws LedgerLostException when the ledger was lost
   * @throws LedgerStoreException when it cannot be written
   */
  public LedgerEntry complete(
      String reference, DataSubject subject, Tombstone tombstone, List<HookId> hooks) {
    return append(LedgerKind.COMPLETED, reference, subject, tombstone, hooks);
  }

  /**
   * Writes down that what {@link #begin} announced will not happen, or not go on: the commit failed
   * for good, the request was withdrawn, a hold came in between. Else a replay after a restore
   * would erase a person who did not want it any more.
   *
   * @throws RestoreDetectedException while a replay is outstanding
   * @throws LedgerLostException when the ledger was lost
   * @throws LedgerStoreException when it cannot be written
   */
  public LedgerEntry abandon(
      String reference, DataSubject subject, Tombstone tombstone, List<HookId> hooks) {
    return append(LedgerKind.ABANDONED, reference, subject, tombstone, hooks);
  }

  /**
   * As {@link #begin(String, DataSubject, Tombstone, List)}, for everyone of the controller at the
   * end of a service (Art. 28(3)(g)).
   *
   * @param reference the id of the end of the service
   * @throws IllegalArgumentException when it is everyone of another controller
   */
  public LedgerEntry begin(
      String reference, Scope.Everyone everyone, Tombstone tombstone, List<HookId> hooks) {
    return append(LedgerKind.INTENT, reference, own(everyone), tombstone, hooks);
  }

  /**
   * As {@link #complete(String, DataSubject, Tombstone, List)}, for everyone of the controller.
   *
   * @throws IllegalArgumentException when it is everyone of another controller
   */
  public LedgerEntry complete(
      String reference, Scope.Everyone everyone, Tombstone tombstone, List<HookId> hooks) {
    return append(LedgerKind.COMPLETED, reference, own(everyone), tombstone, hooks);
  }

  /**
   * As {@link #abandon(String, DataSubject, Tombstone, List)}, for everyone of the controller.
   *
   * @throws IllegalArgumentException when it is everyone of another controller
   */
  public LedgerEntry abandon(
      String reference, Scope.Everyone everyone, Tombstone tombstone, List<HookId> hooks) {
    return append(LedgerKind.ABANDONED, reference, own(everyone), tombstone, hooks);
  }

  private LedgerScope own(Scope.Everyone everyone) {
    if (!everyone.controller().id().equals(controller)) {
      throw new IllegalArgumentException(
          "This is the ledger of the controller "
              + controller.value()
              + "; it says nothing of everyone of another one");
    }
    return LedgerScope.everyone();
  }

  private LedgerEntry append(
      LedgerKind kind,
      String reference,
      DataSubject subject,
      Tombstone tombstone,
      List<HookId> hooks) {
    return append(kind, reference, LedgerSubject.of(subject, keys), tombstone, hooks);
  }

  private LedgerEntry append(
      LedgerKind kind, String reference, LedgerScope who, Tombstone tombstone, List<HookId> hooks) {
    requireServing();
    return ledger.append(new LedgerDraft(kind, clock.instant(), reference, who, tombstone, hooks));
  }

  /**
   * What to commit together with the events of the request, so that the database knows this entry.
   * Empty when it knows a later one already. When the commit loses against another writer ({@link
   * io.github.gdprkit.evidence.StaleStreamException}), ask again and commit again.
   *
   * @throws RestoreDetectedException when the database is older than it was before: a backup was
   *     restored under a running application
   * @throws IllegalArgumentException when it is an entry of another controller's ledger
   */
  public Optional<EvidenceDraft> watermark(LedgerEntry entry) {
    if (!entry.controller().equals(controller)) {
      throw new IllegalArgumentException(
          "The entry is of another controller's ledger than that of " + controller.value());
    }
    long known;
    synchronized (this) {
      known = highestWatermark;
    }
    Optional<EvidenceEntry> last = evidence.last(controller, WATERMARK);
    LedgerHead watermark = watermark(last);
    if (watermark.seq() < known) {
      check();
      requireServing();
    }
    synchronized (this) {
      highestWatermark = Math.max(highestWatermark, watermark.seq());
    }
    return watermark.seq() >= entry.seq()
        ? Optional.empty()
        : Optional.of(draft(last, "ledger-advanced", entry.head(), Map.of()));
  }

  /**
   * Whom to erase again: everybody whom an entry behind the watermark names. People who were erased
   * before the backup was made and registered again are not among them.
   *
   * @throws LedgerLostException when the ledger was lost
   */
  public ErasedSubjects toReplay() {
    LedgerHead watermark = watermark();
    LedgerHead head = ledger.head();
    if (compare(watermark, head) instanceof RestoreState.LedgerLost lost) {
      throw new LedgerLostException(lost);
    }
    ErasedSubjects erased = new ErasedSubjects(keys, watermark);
    ledger.entriesAfter(watermark.seq(), erased::add);
    return erased;
  }

  /**
   * Everybody who was erased at this instant or later, by the clocks of those who wrote it: for a
   * store outside the database of which a backup from this instant was restored.
   */
  public ErasedSubjects erasedSince(Instant instant) {
    ErasedSubjects erased = new ErasedSubjects(keys, LedgerHead.none(controller));
    ledger.entriesAfter(
        0,
        entry -> {
          if (!entry.at().isBefore(instant)) {
            erased.add(entry);
          }
        });
    return erased;
  }

  /**
   * What to append to the evidence when the replay of these entries is done. Then {@link #check}
   * again: the ledger may have grown meanwhile.
   */
  public EvidenceDraft replayed(ErasedSubjects done) {
    Optional<EvidenceEntry> last = evidence.last(controller, WATERMARK);
    if (!watermark(last).equals(done.from())) {
      throw new IllegalStateException(
          "The watermark is not where the replay began, because another process has moved it;"
              + " check again");
    }
    return draft(
        last, "ledger-replayed", done.upTo(), Map.of("from", Long.toString(done.from().seq())));
  }

  /**
   * What to append to the evidence when the ledger is gone for good, or parts of it are: from here
   * on the ledger counts as it is. Backups from before then bring erased people back unnoticed, so
   * destroy them. Then {@link #check} again.
   *
   * @param by who answers for it
   * @throws IllegalStateException when nothing is lost; after a restore this would call off the
   *     replay
   */
  public EvidenceDraft acceptLoss(Actor by) {
    if (!(check() instanceof RestoreState.LedgerLost)) {
      throw new IllegalStateException(
          "The ledger of erasures has all that the database knows of, so there is no loss to"
              + " accept; after a restore run the replay");
    }
    Optional<EvidenceEntry> last = evidence.last(controller, WATERMARK);
    return draft(
        last,
        "ledger-loss-accepted",
        ledger.head(),
        Map.of("by", by.value(), "lost-seq", Long.toString(watermark(last).seq())));
  }

  /**
   * Whether an erasure of this person was completed, alone or with everyone at the end of a
   * service: for writers that come late, from queues and caches. Whoever registered again with
   * another account is not that person. Where accounts are no more than user names, and where a
   * decision erased some kinds of data only, ask {@link #erasedAt} instead.
   */
  public boolean isErased(DataSubject subject) {
    return erasedAt(subject).isPresent();
  }

  /**
   * When an erasure of this person was last completed. What is older than that must not be stored
   * any more.
   */
  public Optional<Instant> erasedAt(DataSubject subject) {
    return completed.lastAbout(LedgerSubject.of(subject, keys));
  }

  /** How far the database knows the ledger. */
  private LedgerHead watermark() {
    return watermark(evidence.last(controller, WATERMARK));
  }

  private LedgerHead watermark(Optional<EvidenceEntry> last) {
    return last.map(
            entry ->
                new LedgerHead(controller, Long.parseLong(entry.detail(SEQ)), entry.detail(HASH)))
        .orElse(LedgerHead.none(controller));
  }

  private EvidenceDraft draft(
      Optional<EvidenceEntry> last, String type, LedgerHead head, Map<String, String> more) {
    Map<String, String> details = new TreeMap<>(more);
    details.put(SEQ, Long.toString(head.seq()));
    details.put(HASH, head.hash());
    long version = last.map(EvidenceEntry::version).orElse(0L);
    return new EvidenceDraft(WATERMARK, version, type, clock.instant(), details);
  }

  private String hashOf(long seq) {
    String[] hash = {""};
    ledger.entriesAfter(
        seq - 1,
        entry -> {
          if (entry.seq() == seq) {
            hash[0] = entry.hash();
          }
        });
    return hash[0];
  }

  /** Who was erased and when, read from the ledger as far as it goes. */
  private final class Completed {

    private final KeyTable<Instant> withAccount = new KeyTable<>();
    private final KeyTable<Instant> withoutAccount = new KeyTable<>();
    private @Nullable Instant everyone;
    private long upTo;

    synchronized Optional<Instant> lastAbout(LedgerSubject subject) {
      ledger.entriesAfter(upTo, this::add);
      Set<SubjectKey> accounts = subject.accounts();
      Instant last =
          latest(withAccount, accounts.isEmpty() ? subject.others() : accounts, everyone);
      return Optional.ofNullable(latest(withoutAccount, subject.others(), last));
    }

    private void add(LedgerEntry entry) {
      upTo = entry.seq();
      if (entry.kind() != LedgerKind.COMPLETED) {
        return;
      }
      if (entry.isAboutEveryone()) {
        everyone = entry.at();
        return;
      }
      boolean hasAccount = !entry.subject().accounts().isEmpty();
      for (SubjectKey key : entry.subject().all()) {
        (hasAccount ? withAccount : withoutAccount).put(key, entry.at());
      }
    }

    private static @Nullable Instant latest(
        KeyTable<Instant> table, Set<SubjectKey> some, @Nullable Instant before) {
      Instant latest = before;
      for (SubjectKey key : some) {
        Instant at = table.get(key);
        if (at != null && (latest == null || at.isAfter(latest))) {
          latest = at;
        }
      }
      return latest;
    }
  }
}
