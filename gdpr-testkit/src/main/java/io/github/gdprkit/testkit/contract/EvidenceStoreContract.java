package io.github.gdprkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.EvidenceHead;
import io.github.gdprkit.evidence.EvidenceStore;
import io.github.gdprkit.evidence.StaleStreamException;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.party.PartyId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link EvidenceStore} promises. Implement it in a test class; each test gets a storage
 * of its own, so make it where JUnit makes a new instance for each test.
 */
public interface EvidenceStoreContract {

  /** A store over a storage with nothing in it. Called once for each test, before anything else. */
  EvidenceStore store() throws Exception;

  /**
   * A second store over the same storage, as another process would open it while the first goes on,
   * or after the first was killed. Where a storage belongs to one object, that object.
   */
  EvidenceStore reopened() throws Exception;

  /** Entries are numbered from 1 without gaps, in the chain and in their stream. */
  @Test
  default void numbersEntriesInTheChainAndInTheirStreams() throws Exception {
    EvidenceStore store = store();
    append(store, "a", 0, 2);
    append(store, "b", 0, 1);
    append(store, "a", 2, 1);

    List<EvidenceEntry> entries = ChainCheck.read(store, controller());

    assertThat(entries)
        .extracting(entry -> entry.seq() + " " + entry.stream().id() + " " + entry.version())
        .containsExactly("1 a 1", "2 a 2", "3 b 1", "4 a 3");
  }

  /** What an append says is what is there. */
  @Test
  default void returnsTheEntriesAsTheyAreStored() throws Exception {
    EvidenceStore store = store();

    List<EvidenceEntry> returned =
        store.append(controller(), List.of(draft("a", 0), draft("b", 0), draft("a", 1)));

    assertThat(hashes(returned)).isEqualTo(hashes(ChainCheck.read(store, controller())));
    assertThat(store.head(controller())).isEqualTo(returned.get(2).head());
  }

  /** The hash is of the exact bytes, so those come back, from another process as well. */
  @Test
  default void givesTheExactBytesBack() throws Exception {
    EvidenceEntry written =
        store()
            .append(
                controller(),
                List.of(
                    new EvidenceDraft(
                        stream("A.b_c-9"),
                        0,
                        "something-happened",
                        Instant.parse("2026-11-23T14:45:24.123456Z"),
                        Map.of(
                            "z",
                            "",
                            "a",
                            "2026-01-01T00:00:00Z",
                            "m9-n",
                            "x".repeat(200),
                            "b",
                            "A-Za-z0-9._:/+=,-"))))
            .get(0);

    EvidenceStore reopened = reopened();
    EvidenceEntry read = reopened.read(controller(), 0, 1).get(0);
    EvidenceEntry ofStream = reopened.stream(controller(), stream("A.b_c-9")).get(0);

    assertThat(read.bytes()).isEqualTo(written.bytes());
    assertThat(ofStream.bytes()).isEqualTo(written.bytes());
    assertThat(read.hash()).isEqualTo(written.hash());
    assertThat(read.details()).isEqualTo(written.details());
  }

  /** Microseconds are kept, and also what lies before 1970 and far ahead. */
  @Test
  default void keepsMicrosecondsOfAnyTime() throws Exception {
    EvidenceStore store = store();
    List<Instant> times =
        List.of(
            Instant.parse("2026-03-29T01:00:00.000001Z"),
            Instant.parse("2026-03-29T00:59:59.999999Z"),
            Instant.parse("1969-12-31T23:59:59.100000Z"),
            Instant.parse("2026-10-25T00:30:00Z"),
            Instant.parse("9999-12-31T23:59:59.999999Z"));
    for (int i = 0; i < times.size(); i++) {
      store.append(
          controller(),
          List.of(new EvidenceDraft(stream("a"), i, "happened", times.get(i), Map.of())));
    }

    List<EvidenceEntry> entries = ChainCheck.read(reopened(), controller());

    assertThat(entries).extracting(EvidenceEntry::at).isEqualTo(times);
  }

  /** Time is a claim of a clock that can be set back; the order is that of writing. */
  @Test
  default void keepsTheOrderOfWritingWhateverTheClockSays() throws Exception {
    EvidenceStore store = store();
    Instant now = Instant.parse("2026-05-01T12:00:00Z");
    List<Instant> times = List.of(now, now.minusSeconds(3600), now, now.plusSeconds(1));
    for (int i = 0; i < times.size(); i++) {
      store.append(
          controller(),
          List.of(new EvidenceDraft(stream("a"), i, "happened", times.get(i), Map.of())));
    }

    assertThat(ChainCheck.read(store, controller())).extracting(EvidenceEntry::at).isEqualTo(times);
    assertThat(store.stream(controller(), stream("a")))
        .extracting(EvidenceEntry::at)
        .isEqualTo(times);
  }

  /** A store that has nothing of a controller says so. */
  @Test
  default void knowsNothingOfAControllerWithoutEntries() throws Exception {
    EvidenceStore store = store();

    assertThat(store.head(controller())).isEqualTo(EvidenceHead.none(controller()));
    assertThat(store.read(controller(), 0, 10)).isEmpty();
    assertThat(store.stream(controller(), stream("a"))).isEmpty();
  }

  /** Nothing to record is nothing done. */
  @Test
  default void appendsNothingWhenThereIsNothingToAppend() throws Exception {
    EvidenceStore store = store();

    assertThat(store.append(controller(), List.of())).isEmpty();
    assertThat(store.head(controller())).isEqualTo(EvidenceHead.none(controller()));
  }

  /** What was appended is there for the next process. */
  @Test
  default void keepsWhatWasAppendedForAnotherProcess() throws Exception {
    EvidenceStore first = store();
    append(first, "a", 0, 3);

    EvidenceStore second = reopened();
    append(second, "a", 3, 2);

    assertThat(ChainCheck.read(second, controller())).hasSize(5);
    assertThat(first.head(controller())).isEqualTo(second.head(controller()));
  }

  /** One chain for each controller, and none knows of another. */
  @Test
  default void keepsTheChainsOfControllersApart() throws Exception {
    EvidenceStore store = store();
    PartyId other = new PartyId("other");
    append(store, "a", 0, 2);
    store.append(other, List.of(draft("a", 0)));
    append(store, "a", 2, 1);

    assertThat(ChainCheck.read(store, controller())).hasSize(3);
    assertThat(ChainCheck.read(store, other)).hasSize(1);
    assertThat(store.stream(other, stream("a"))).hasSize(1);
  }

  /**
   * Controllers that a database takes for the same when it is not told otherwise: other case, a
   * space behind, an accent composed or not.
   */
  @Test
  default void tellsControllersApartWhoseIdsLookAlike() throws Exception {
    EvidenceStore store = store();
    List<String> ids =
        List.of("example", "Example", "example ", " example", "caf\u00e9", "cafe\u0301", "cafe");
    for (String id : ids) {
      store.append(new PartyId(id), List.of(draft("a", 0)));
    }

    for (String id : ids) {
      PartyId controller = new PartyId(id);
      assertThat(ChainCheck.read(reopened(), controller)).hasSize(1);
      assertThat(store.head(controller).controller()).isEqualTo(controller);
    }
  }

  /** Controllers have names in every script. */
  @Test
  default void takesControllersWithNamesInEveryScript() throws Exception {
    EvidenceStore store = store();
    for (String id : List.of("Größe & Söhne", "Ελλάδα", "株式会社", "🏛\uFE0F office", "a:b: c")) {
      PartyId controller = new PartyId(id);
      store.append(controller, List.of(draft("a", 0), draft("a", 1)));

      assertThat(ChainCheck.read(reopened(), controller))
          .hasSize(2)
          .allMatch(entry -> entry.controller().equals(controller));
    }
  }

  /** Evidence is kept line by line; an id that breaks a line cannot forge one. */
  @Test
  default void refusesAControllerWithALineBreak() throws Exception {
    EvidenceStore store = store();
    PartyId forging = new PartyId("example\nseq: 7");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.append(forging, List.of(draft("a", 0))));
    assertThat(store.head(forging).seq()).isZero();
  }

  /** Streams whose names look alike are different ones. */
  @Test
  default void tellsStreamsApartWhoseNamesLookAlike() throws Exception {
    EvidenceStore store = store();
    List<StreamId> streams =
        List.of(
            new StreamId("request", "a"),
            new StreamId("request", "A"),
            new StreamId("hold", "a"),
            new StreamId("request", "a_"),
            new StreamId("request", "ab"));
    for (StreamId stream : streams) {
      store.append(controller(), List.of(draft(stream, 0), draft(stream, 1)));
    }

    for (StreamId stream : streams) {
      assertThat(store.stream(controller(), stream))
          .hasSize(2)
          .allMatch(entry -> entry.stream().equals(stream));
    }
  }

  /** The expected version is the fence between two writers. */
  @Test
  default void refusesAnEntryThatExpectsAnotherVersion() throws Exception {
    EvidenceStore store = store();
    append(store, "a", 0, 2);

    for (long expected : new long[] {0, 1, 3}) {
      assertThatThrownBy(() -> store.append(controller(), List.of(draft("a", expected))))
          .isInstanceOfSatisfying(
              StaleStreamException.class, e -> assertThat(e.stream()).isEqualTo(stream("a")))
          .hasMessageContaining("retry");
    }
    assertThatThrownBy(() -> store.append(controller(), List.of(draft("new", 1))))
        .isInstanceOf(StaleStreamException.class);
    assertThat(ChainCheck.read(store, controller())).hasSize(2);
  }

  /** All or none: one stale entry takes the others along. */
  @Test
  default void appendsNothingWhenOneOfSeveralIsStale() throws Exception {
    EvidenceStore store = store();
    append(store, "a", 0, 1);
    EvidenceHead before = store.head(controller());

    for (List<EvidenceDraft> drafts :
        List.of(
            List.of(draft("b", 0), draft("a", 0)),
            List.of(draft("a", 0), draft("b", 0)),
            List.of(draft("b", 0), draft("b", 0)),
            List.of(draft("b", 0), draft("c", 0), draft("b", 2)))) {
      assertThatThrownBy(() -> store.append(controller(), drafts))
          .isInstanceOf(StaleStreamException.class);
    }

    assertThat(store.head(controller())).isEqualTo(before);
    assertThat(store.stream(controller(), stream("b"))).isEmpty();
    assertThat(ChainCheck.read(reopened(), controller())).hasSize(1);
  }

  /** A chain is read page by page, wherever the reader stands. */
  @Test
  default void readsAChainPageByPage() throws Exception {
    EvidenceStore store = store();
    append(store, "a", 0, 10);

    assertThat(seqs(store.read(controller(), 0, 4))).containsExactly(1L, 2L, 3L, 4L);
    assertThat(seqs(store.read(controller(), 4, 4))).containsExactly(5L, 6L, 7L, 8L);
    assertThat(seqs(store.read(controller(), 8, 4))).containsExactly(9L, 10L);
    assertThat(store.read(controller(), 10, 4)).isEmpty();
    assertThat(store.read(controller(), 1000, 4)).isEmpty();
    assertThat(seqs(store.read(controller(), 9, Integer.MAX_VALUE))).containsExactly(10L);
  }

  /** Numbers are numbers: the tenth comes behind the ninth, in a long stream among others. */
  @Test
  default void keepsLongStreamsInTheirOrder() throws Exception {
    EvidenceStore store = store();
    int count = 1200;
    for (int begin = 0; begin < count; begin += 100) {
      List<EvidenceDraft> drafts = new ArrayList<>();
      for (int i = begin; i < begin + 100; i++) {
        drafts.add(draft("long", i));
        drafts.add(draft("beside-" + i, 0));
      }
      store.append(controller(), drafts);
    }

    assertThat(store.stream(controller(), stream("long")))
        .extracting(EvidenceEntry::version)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, count).boxed().toList());
    assertThat(ChainCheck.read(reopened(), controller())).hasSize(2 * count);
  }

  /** Sixteen writers, half of them in another process, get one after the other. */
  @Test
  default void neverForksUnderConcurrentWriters() throws Exception {
    EvidenceStore one = store();
    EvidenceStore other = reopened();
    int writers = 16;
    int each = 8;

    Race.of(
        writers,
        writer -> {
          EvidenceStore store = writer % 2 == 0 ? one : other;
          for (int i = 0; i < each; i++) {
            store.append(controller(), List.of(draft("w" + writer, i), draft("x" + writer, i)));
          }
        });

    List<EvidenceEntry> entries = ChainCheck.read(one, controller());
    assertThat(entries).hasSize(writers * each * 2);
    for (int writer = 0; writer < writers; writer++) {
      assertThat(one.stream(controller(), stream("w" + writer))).hasSize(each);
    }
  }

  /** Of those who begin from the same version, one gets through. */
  @Test
  default void letsOnlyOneOfManyWritersOfAVersionWin() throws Exception {
    EvidenceStore one = store();
    EvidenceStore other = reopened();
    AtomicInteger winners = new AtomicInteger();
    AtomicInteger losers = new AtomicInteger();
    int writers = 16;
    int rounds = 5;

    for (int round = 0; round < rounds; round++) {
      long version = round;
      Race.of(
          writers,
          writer -> {
            try {
              (writer % 2 == 0 ? one : other)
                  .append(controller(), List.of(draft("a", version), draft("b" + writer, version)));
              winners.incrementAndGet();
            } catch (StaleStreamException e) {
              losers.incrementAndGet();
            }
            // The stream of a loser stays in step with the rounds.
            if (one.stream(controller(), stream("b" + writer)).size() <= version) {
              one.append(controller(), List.of(draft("b" + writer, version)));
            }
          });
    }

    assertThat(winners).hasValue(rounds);
    assertThat(losers).hasValue(rounds * (writers - 1));
    assertThat(one.stream(controller(), stream("a"))).hasSize(rounds);
    assertThat(ChainCheck.read(one, controller())).hasSize(rounds * (writers + 1));
  }

  /** Losers who read again and retry get through in the end; nothing is lost or doubled. */
  @Test
  default void takesEveryWriterWhoRetries() throws Exception {
    EvidenceStore one = store();
    EvidenceStore other = reopened();
    int writers = 8;
    int each = 4;

    Race.of(
        writers,
        writer -> {
          EvidenceStore store = writer % 2 == 0 ? one : other;
          for (int written = 0; written < each; ) {
            int version = store.stream(controller(), stream("a")).size();
            try {
              store.append(controller(), List.of(draft("a", version)));
              written++;
            } catch (StaleStreamException e) {
              assertThat(e.stream()).isEqualTo(stream("a"));
            }
          }
        });

    assertThat(one.stream(controller(), stream("a"))).hasSize(writers * each);
    assertThat(ChainCheck.read(one, controller())).hasSize(writers * each);
  }

  private static PartyId controller() {
    return new PartyId("example");
  }

  private static StreamId stream(String id) {
    return new StreamId("thing", id);
  }

  private static EvidenceDraft draft(String stream, long expectedVersion) {
    return draft(stream(stream), expectedVersion);
  }

  private static EvidenceDraft draft(StreamId stream, long expectedVersion) {
    return new EvidenceDraft(
        stream,
        expectedVersion,
        "something-happened",
        Instant.parse("2026-05-01T12:00:00Z").plusSeconds(expectedVersion),
        Map.of("count", Long.toString(expectedVersion)));
  }

  private static void append(EvidenceStore store, String stream, long version, int count) {
    for (int i = 0; i < count; i++) {
      store.append(controller(), List.of(draft(stream, version + i)));
    }
  }

  private static List<String> hashes(List<EvidenceEntry> entries) {
    return entries.stream().map(EvidenceEntry::hash).toList();
  }

  private static List<Long> seqs(List<EvidenceEntry> entries) {
    return entries.stream().map(EvidenceEntry::seq).toList();
  }
}
