package io.github.gdprkit.evidence;

import io.github.gdprkit.evidence.EvidenceFinding.Kind;
import io.github.gdprkit.party.PartyId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A walk along a chain, entry by entry, that finds its feet again behind what is wrong: so each
 * fault is named where it is, and one fault does not become a hundred.
 *
 * <p>Every entry names its number, the hash of the one before, and (in an export) its own hash. One
 * fault touches one or two of the three, and the rest tells where the entry belongs.
 */
final class ChainWalk {

  /** Duplicates are told from forgeries this far back. */
  private static final int RECENT = 4096;

  /** Gaps that an entry can turn up late for. */
  private static final int MOST_GAPS = 1000;

  /** More entries than any chain has; a greater number is no entry's. */
  private static final long LARGEST = 1L << 53;

  private static final int MOST_RESTORES = 1000;

  private final PartyId controller;
  private final Pins pins;
  private final Findings findings = new Findings();
  private final StreamVersions versions = new StreamVersions();

  /** The hashes of the last entries, the oldest overwritten by the next. */
  private final long[] recent = new long[Hash.LONGS * RECENT];

  private long remembered;
  private final TreeMap<Long, Long> gaps = new TreeMap<>();
  private final List<EvidenceRestore> restores = new ArrayList<>();

  private long entries;
  private long lastSeq;

  /** The number that comes next, and what it may name as the hash before. */
  private long expected = 1;

  private Set<String> links = Set.of(EvidenceEntry.NO_PREVIOUS);

  /** The one hash that {@link #links} would have, while the chain is untouched. */
  private final long[] last = new long[Hash.LONGS];

  private boolean isUntouched;

  /** An entry that claims a later number and is linked to nothing known: decided by the next. */
  private @Nullable EvidenceEntry suspect;

  /** The later entry of a broken link: the next one tells which of the two was changed. */
  private long brokenBefore;

  /** How many pieces that are no entries stand where {@link #expected} should. */
  private long unreadable;

  /** How many entries of unknown streams there were, which explain gaps in streams. */
  private long unknown;

  ChainWalk(PartyId controller, Pins pins) {
    this.controller = controller;
    this.pins = pins;
  }

  /** Whether this is the head of an export, right or wrong; if not, it is an entry perhaps. */
  boolean takesHead(String text) {
    if (text.equals(EvidenceExport.FORM + "controller: " + controller.value() + '\n')) {
      return true;
    }
    boolean isHead = text.startsWith(EvidenceExport.FORM + "controller: ");
    if (isHead) {
      find(Kind.WRONG_CONTROLLER, 0, null, "The export is of another controller");
    } else {
      find(Kind.NOT_AN_ENTRY, 0, null, "The export does not begin with its form and controller");
    }
    return isHead || !text.startsWith(EvidenceEntry.FORM);
  }

  void cutOff() {
    settleSuspect();
    find(Kind.TRUNCATED, expected, null, "The export ends in the middle: its end is not there");
  }

  void takeWhatIsNoEntry() {
    settleSuspect();
    settleLink(false);
    find(Kind.NOT_AN_ENTRY, expected, null, "What stands here is not an entry of evidence");
    unreadable++;
    unknown++;
  }

  /**
   * Takes entries as long as there is nothing to say of them: each is the next one, names the hash
   * of the one before, and is the next of its stream.
   *
   * @param from the first of them
   * @return the first that has to be {@linkplain #take taken} as a whole, or how many there are
   */
  int takeUntouched(SeenEntries seen, int from) {
    if (suspect != null || brokenBefore != 0 || !isUntouched && !becomesUntouched()) {
      return from;
    }
    long pinned = pins.next(expected);
    int at = from;
    while (at < seen.count()
        && !seen.isOdd(at)
        && seen.seq(at) == expected
        && expected != pinned
        && seen.isBehind(last, at)
        && versions.putNext(seen.stream(at), seen.version(at))) {
      seen.copyHash(at, last, 0);
      System.arraycopy(last, 0, recent, nextRecent(), Hash.LONGS);
      expected++;
      at++;
    }
    if (at > from) {
      entries += at - from;
      lastSeq = Math.max(lastSeq, expected - 1);
      unreadable = 0;
    }
    return at;
  }

  private boolean becomesUntouched() {
    isUntouched = links.size() == 1 && Hash.read(links.iterator().next(), last, 0);
    return isUntouched;
  }

  /** What the next entry may name as the hash before. */
  private Set<String> links() {
    if (isUntouched) {
      links = Set.of(Hash.text(last, 0));
      isUntouched = false;
    }
    return links;
  }

  private int nextRecent() {
    return Hash.LONGS * (int) (remembered++ % RECENT);
  }

  /**
   * The next entry.
   *
   * @param statedHash what is written beside it
   */
  void take(EvidenceEntry entry, String statedHash) {
    if (entry.seq() > LARGEST) {
      takeWhatIsNoEntry();
      return;
    }
    entries++;
    if (!statedHash.equals(entry.hash())) {
      settleSuspect();
      takeChanged(entry, statedHash);
      return;
    }
    EvidenceEntry waiting = suspect;
    suspect = null;
    if (waiting != null) {
      boolean isNext = entry.seq() == expected && links().contains(entry.previous());
      if (isNext && waiting.seq() == entry.seq() + 1 && waiting.previous().equals(entry.hash())) {
        find(Kind.OUT_OF_ORDER, entry.seq(), entry.stream(), "The entry stands behind the next");
        accept(entry, entry.seq());
        accept(waiting, waiting.seq());
        return;
      }
      if (isNext) {
        find(
            Kind.INSERTED,
            expected,
            waiting.stream(),
            "Before the entry stands another, which calls itself number " + waiting.seq());
        accept(entry, entry.seq());
        return;
      }
      behindGap(waiting);
    }
    place(entry);
  }

  private void place(EvidenceEntry entry) {
    boolean isLinked = links().contains(entry.previous());
    long seq = entry.seq();
    if (seq == expected) {
      if (!isLinked) {
        breakLink(seq);
      } else {
        settleLink(true);
      }
      accept(entry, seq);
    } else if (isLinked) {
      settleLink(true);
      find(Kind.CHANGED, expected, null, "The entry calls itself number " + seq);
      accept(entry, expected);
    } else if (seq < expected) {
      takeLate(entry);
    } else if (seq - expected <= unreadable) {
      settleLink(false);
      accept(entry, seq);
    } else {
      settleLink(false);
      suspect = entry;
    }
  }

  /** The bytes do not have the hash that is written beside them. */
  private void takeChanged(EvidenceEntry entry, String statedHash) {
    settleLink(false);
    long seq = entry.seq();
    boolean isHere = links().contains(entry.previous()) || seq == expected;
    if (!isHere && seq < expected) {
      find(Kind.INSERTED, seq, null, "The entry is there a second time, and changed");
      return;
    }
    if (!isHere) {
      gap(seq);
    }
    long place = isHere ? expected : seq;
    find(Kind.CHANGED, place, null, "The entry does not have the hash that it was given");
    unknown++;
    remember(entry.hash());
    moveTo(place, Set.of(entry.hash(), statedHash));
  }

  private void takeLate(EvidenceEntry entry) {
    long seq = entry.seq();
    if (fillGap(seq)) {
      find(Kind.OUT_OF_ORDER, seq, entry.stream(), "The entry stands behind later ones");
      pins.see(seq, entry.hash());
      noteRestore(entry);
    } else if (isRecent(entry.hash())) {
      find(Kind.DUPLICATED, seq, entry.stream(), "The entry is there twice");
    } else {
      find(Kind.INSERTED, seq, entry.stream(), "There is another entry of this number before");
      pins.see(seq, entry.hash());
      if (versions.of(entry) == entry.version() - 1) {
        // The other one may be the forgery; the stream goes on behind this one then.
        versions.put(entry);
      }
      if (seq == expected - 1) {
        if (brokenBefore == seq) {
          brokenBefore = 0;
        }
        Set<String> both = new HashSet<>(links());
        both.add(entry.hash());
        links = both;
        isUntouched = false;
      }
    }
  }

  private void accept(EvidenceEntry entry, long place) {
    if (!entry.controller().equals(controller)) {
      find(Kind.WRONG_CONTROLLER, place, entry.stream(), "The entry is of another controller");
    }
    long before = versions.put(entry);
    long skipped = entry.version() - before - 1;
    if (skipped > 0 && skipped <= unknown) {
      unknown -= skipped;
    } else if (skipped != 0) {
      find(
          Kind.STREAM_GAP,
          place,
          entry.stream(),
          "The stream goes on with version " + entry.version() + " behind version " + before);
    }
    pins.see(place, entry.hash());
    noteRestore(entry);
    remember(entry.hash());
    moveTo(place, Set.of(entry.hash()));
  }

  private void moveTo(long place, Set<String> newLinks) {
    expected = place + 1;
    links = newLinks;
    isUntouched = false;
    lastSeq = Math.max(lastSeq, place);
    unreadable = 0;
  }

  private void noteRestore(EvidenceEntry entry) {
    if (restores.size() < MOST_RESTORES) {
      EvidenceRestore.of(entry).ifPresent(restores::add);
    }
  }

  private void remember(String hash) {
    Hash.read(hash, recent, nextRecent());
  }

  private boolean isRecent(String hash) {
    long[] wanted = new long[Hash.LONGS];
    Hash.read(hash, wanted, 0);
    int known = (int) Math.min(remembered, RECENT);
    for (int i = 0; i < known; i++) {
      if (Hash.same(wanted, 0, recent, Hash.LONGS * i)) {
        return true;
      }
    }
    return false;
  }

  /** The entry names another hash before it than that of the entry before. */
  private void breakLink(long seq) {
    if (brokenBefore == seq - 1 && brokenBefore > 0) {
      // Neither of its links holds: it is the one.
      changed(brokenBefore);
      brokenBefore = 0;
    } else if (seq == 1 || !findings.has(seq - 1)) {
      brokenBefore = seq;
    }
  }

  /**
   * Decides a broken link.
   *
   * @param nextIsLinked whether the next entry was written behind the later of the two
   */
  private void settleLink(boolean nextIsLinked) {
    if (brokenBefore == 0) {
      return;
    }
    boolean isTheLater = !nextIsLinked && pins.contradict(brokenBefore);
    // The first has nothing before it that could have been changed instead.
    changed(isTheLater ? brokenBefore : Math.max(1, brokenBefore - 1));
    brokenBefore = 0;
  }

  private void changed(long seq) {
    find(
        Kind.CHANGED,
        seq,
        null,
        "The entry and its hash are not the ones that its neighbours were written for");
  }

  private void settleSuspect() {
    EvidenceEntry waiting = suspect;
    if (waiting != null) {
      suspect = null;
      behindGap(waiting);
    }
  }

  private void behindGap(EvidenceEntry entry) {
    gap(entry.seq());
    accept(entry, entry.seq());
  }

  private void gap(long next) {
    long from = expected + unreadable;
    if (from >= next) {
      return;
    }
    if (gaps.size() == MOST_GAPS) {
      Map.Entry<Long, Long> first = gaps.pollFirstEntry();
      missing(first.getKey(), first.getValue());
    }
    gaps.put(from, next - 1);
  }

  private boolean fillGap(long seq) {
    Map.Entry<Long, Long> gap = gaps.floorEntry(seq);
    if (gap == null || gap.getValue() < seq) {
      return false;
    }
    gaps.remove(gap.getKey());
    if (gap.getKey() < seq) {
      gaps.put(gap.getKey(), seq - 1);
    }
    if (seq < gap.getValue()) {
      gaps.put(seq + 1, gap.getValue());
    }
    return true;
  }

  private void missing(long from, long to) {
    find(
        Kind.MISSING,
        from,
        null,
        from == to
            ? "The entry is not there"
            : "The entries from " + from + " to " + to + " are not there");
  }

  void find(Kind kind, long seq, @Nullable StreamId stream, String text) {
    findings.add(kind, seq, stream, text);
  }

  /**
   * The end.
   *
   * @param saidEnd how many entries the export or the head of the store says that there are
   */
  EvidenceReport end(@Nullable Long saidEnd) {
    settleSuspect();
    settleLink(false);
    gaps.forEach(this::missing);
    if (saidEnd != null && saidEnd >= expected) {
      find(
          Kind.TRUNCATED,
          expected,
          null,
          "The chain ends here, but it says of itself that it goes on to entry " + saidEnd);
    } else if (saidEnd != null && saidEnd < lastSeq) {
      find(
          Kind.INSERTED,
          saidEnd + 1,
          null,
          "The chain goes on here, but it says of itself that it ends before");
    }
    pins.judge(lastSeq, restores, findings::has, findings);
    return new EvidenceReport(
        controller,
        entries,
        lastSeq,
        pins.count(),
        pins.confirmed(),
        pins.unreadable(),
        Math.max(0, lastSeq - pins.lastConfirmed()),
        restores,
        findings.sorted(),
        findings.inAll);
  }

  /** What was found, bounded. */
  static final class Findings {

    private final Map<Kind, List<EvidenceFinding>> byKind = new EnumMap<>(Kind.class);
    private long inAll;

    void add(Kind kind, long seq, @Nullable StreamId stream, String text) {
      List<EvidenceFinding> ofKind = byKind.computeIfAbsent(kind, key -> new ArrayList<>());
      inAll++;
      if (ofKind.size() < EvidenceVerifier.MOST_OF_A_KIND) {
        ofKind.add(new EvidenceFinding(kind, seq, stream, text));
      }
    }

    /** Whether the entry of this number is known not to be the one that was written. */
    boolean has(long seq) {
      return byKind.values().stream()
          .flatMap(List::stream)
          .anyMatch(finding -> finding.seq() == seq && finding.kind() != Kind.STREAM_GAP);
    }

    List<EvidenceFinding> sorted() {
      return byKind.values().stream()
          .flatMap(List::stream)
          .sorted(
              Comparator.comparingLong(EvidenceFinding::seq).thenComparing(EvidenceFinding::kind))
          .toList();
    }
  }
}
