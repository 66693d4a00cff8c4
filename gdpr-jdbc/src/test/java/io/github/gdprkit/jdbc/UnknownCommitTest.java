package io.github.gdprkit.jdbc;

import static io.github.gdprkit.jdbc.Requests.ANNA;
import static io.github.gdprkit.jdbc.Requests.CHOIR;
import static io.github.gdprkit.jdbc.Requests.NOON;
import static io.github.gdprkit.jdbc.Requests.PAPERS;
import static io.github.gdprkit.jdbc.Requests.draft;
import static io.github.gdprkit.jdbc.Requests.header;
import static io.github.gdprkit.jdbc.Requests.put;
import static io.github.gdprkit.jdbc.Requests.step;
import static io.github.gdprkit.jdbc.Requests.verified;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.EvidenceStoreException;
import io.github.gdprkit.evidence.Sheet;
import io.github.gdprkit.evidence.SheetChange;
import io.github.gdprkit.evidence.SheetId;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.jdbc.CutDataSource.Cut;
import io.github.gdprkit.request.RequestFile;
import io.github.gdprkit.request.RequestHeader;
import io.github.gdprkit.request.TaskCheckpoint;
import io.github.gdprkit.request.TaskId;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The connection dies in the commit, where nobody can know whether it arrived. */
@GdprReference(
    article = "5(1)(f)",
    text = "protection against unauthorised or unlawful processing and against accidental loss")
abstract class UnknownCommitTest {

  private static final long SEED = Long.getLong("gdprkit.seed", 20260302L);

  private static final RequestHeader HEADER = header("r-1", 1);
  private static final TaskCheckpoint CHECKPOINT =
      new TaskCheckpoint(new TaskId("erase.a"), "key", 7, 1, TaskCheckpoint.Phase.ACTING);

  private final AtomicReference<Cut> next = new AtomicReference<>(Cut.NEVER);
  private DataSource source;
  private JdbcRequestStore store;

  /** A database with tables and nothing in them. */
  abstract DataSource source();

  @BeforeEach
  void open() {
    source = source();
    store = JdbcRequestStore.open(CutDataSource.of(source, () -> next.getAndSet(Cut.NEVER)));
  }

  /** What a store writes, after the first step of a request. */
  enum Write {
    EVIDENCE {
      @Override
      void on(JdbcRequestStore store) {
        List<EvidenceEntry> entries = store.append(CHOIR, List.of(other(0), other(1)));
        assertThat(entries).extracting(EvidenceEntry::seq).containsExactly(2L, 3L);
      }

      @Override
      boolean isThere(JdbcRequestStore store) {
        return store.head(CHOIR).seq() == 3;
      }
    },
    SHEET {
      @Override
      void on(JdbcRequestStore store) {
        store.commit(CHOIR, List.of(other(0)), List.of(new SheetChange.Put(SHEET_A)));
      }

      @Override
      boolean isThere(JdbcRequestStore store) {
        return store.sheet(CHOIR, SHEET_A.id()).isPresent();
      }
    },
    STEP {
      @Override
      void on(JdbcRequestStore store) {
        store.commit(List.of(step(verified("r-1", 2, ANNA)), step(header("r-2", 1))));
      }

      @Override
      boolean isThere(JdbcRequestStore store) {
        return store.find(header("r-2", 1).id()).isPresent() && store.head(CHOIR).seq() == 3;
      }
    },
    NOTE {
      @Override
      void on(JdbcRequestStore store) {
        store.commit(List.of(step(HEADER, 0, put(NOTED))));
      }

      @Override
      boolean isThere(JdbcRequestStore store) {
        return store.papers(HEADER.id()).equals(Optional.of(NOTED));
      }
    };

    private static final Sheet SHEET_A = new Sheet(new SheetId("thing", "a"), Map.of("name", "A"));
    private static final RequestFile NOTED = PAPERS.withNote("by-hand", "asked");

    abstract void on(JdbcRequestStore store);

    abstract boolean isThere(JdbcRequestStore store);

    private static EvidenceDraft other(long version) {
      return new EvidenceDraft(new StreamId("thing", "a"), version, "noted", NOON, Map.of());
    }
  }

  @ParameterizedTest
  @EnumSource
  void returnsWhatWasWrittenWhenTheAnswerGotLost(Write write) {
    store.commit(List.of(step(HEADER, 1, put(PAPERS))));
    next.set(Cut.AFTER_THE_COMMIT);

    write.on(store);

    assertThat(next).hasValue(Cut.NEVER);
    assertThat(write.isThere(store)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void saysThatNothingWasWrittenWhenTheCommitDidNotArrive(Write write) {
    store.commit(List.of(step(HEADER, 1, put(PAPERS))));
    for (Cut cut : List.of(Cut.BEFORE_THE_COMMIT, Cut.IN_THE_WORK)) {
      next.set(cut);

      assertThatExceptionOfType(EvidenceStoreException.class)
          .isThrownBy(() -> write.on(store))
          .withMessageContaining("nothing was written")
          .withMessageContaining("do the same again")
          .satisfies(e -> assertThat(e).hasMessageNotContaining("canary"))
          .satisfies(e -> assertThat(e.getCause()).hasMessageNotContaining("canary"));

      assertThat(next).hasValue(Cut.NEVER);
      assertThat(write.isThere(store)).isFalse();
    }
    write.on(store);
    assertThat(write.isThere(store)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Cut.class,
      names = {"AFTER_THE_COMMIT", "BEFORE_THE_COMMIT"})
  void looksForTheFirstEntryOfAChainAsWell(Cut cut) {
    next.set(cut);

    if (cut == Cut.AFTER_THE_COMMIT) {
      store.append(CHOIR, List.of(draft(HEADER, 0)));
    } else {
      assertThatExceptionOfType(EvidenceStoreException.class)
          .isThrownBy(() -> store.append(CHOIR, List.of(draft(HEADER, 0))))
          .withMessageContaining("nothing was written");
    }

    assertThat(store.head(CHOIR).seq()).isEqualTo(cut == Cut.AFTER_THE_COMMIT ? 1 : 0);
  }

  @ParameterizedTest
  @EnumSource(
      value = Cut.class,
      names = {"AFTER_THE_COMMIT", "BEFORE_THE_COMMIT"})
  void claimsAndKeepsHowFarTheWorkIsWhateverBecameOfTheFirstTry(Cut cut) {
    store.commit(List.of(step(HEADER)));
    long earlier = store.claim(HEADER.id());

    next.set(cut);
    long fence = store.claim(HEADER.id());
    next.set(cut);
    store.checkpoint(HEADER.id(), fence, CHECKPOINT);

    assertThat(fence).isGreaterThan(earlier);
    assertThat(next).hasValue(Cut.NEVER);
    assertThat(store.checkpoints(HEADER.id())).containsExactly(CHECKPOINT);
  }

  @Test
  void saysThatItIsNotKnownOnlyWhenTheDatabaseStaysAway() {
    AtomicInteger away = new AtomicInteger(Integer.MAX_VALUE);
    DataSource cut = CutDataSource.of(source, () -> next.getAndSet(Cut.NEVER));
    DataSource leaving =
        new FakeDataSource(
            () -> {
              if (away.getAndDecrement() < 1) {
                throw new SQLException("canary", "08001");
              }
              return cut.getConnection();
            });
    JdbcRequestStore impatient =
        JdbcRequestStore.open(Database.of(leaving, true, Duration.ofMillis(-1)));
    next.set(Cut.AFTER_THE_COMMIT);
    away.set(1);

    assertThatExceptionOfType(EvidenceStoreException.class)
        .isThrownBy(() -> impatient.append(CHOIR, List.of(draft(HEADER, 0))))
        .withMessageContaining("not known whether")
        .withMessageContaining("read again")
        .satisfies(e -> assertThat(e).hasMessageNotContaining("canary"));
    assertThatExceptionOfType(EvidenceStoreException.class)
        .as("without a commit it is known")
        .isThrownBy(() -> impatient.append(CHOIR, List.of(draft(HEADER, 0))))
        .withMessageContaining("nothing was written");

    away.set(Integer.MAX_VALUE);
    assertThat(store.head(CHOIR).seq()).isOne();
  }

  @Test
  void looksAgainUntilTheDatabaseIsBack() {
    AtomicInteger connections = new AtomicInteger(Integer.MIN_VALUE);
    DataSource cut = CutDataSource.of(source, () -> next.getAndSet(Cut.NEVER));
    JdbcRequestStore store =
        JdbcRequestStore.open(
            new FakeDataSource(
                () -> {
                  int connection = connections.incrementAndGet();
                  if (connection > 1 && connection < 5) {
                    throw new SQLException("canary", "57P03");
                  }
                  return cut.getConnection();
                }));
    connections.set(0);
    next.set(Cut.AFTER_THE_COMMIT);

    store.append(CHOIR, List.of(draft(HEADER, 0)));

    assertThat(connections).hasValue(5);
    assertThat(store.head(CHOIR).seq()).isOne();
  }

  @Test
  void losesNothingAndWritesNothingTwiceWhateverIsCut() throws Exception {
    int writers = 6;
    int each = 12;
    Random seeds = new Random(SEED);
    ThreadLocal<Random> dice = ThreadLocal.withInitial(() -> null);
    AtomicInteger cuts = new AtomicInteger();
    DataSource unreliable =
        CutDataSource.of(
            source,
            () -> {
              Random random = dice.get();
              if (random == null || random.nextInt(3) > 0) {
                return Cut.NEVER;
              }
              cuts.incrementAndGet();
              return Cut.values()[1 + random.nextInt(3)];
            });
    JdbcRequestStore cutStore = JdbcRequestStore.open(unreliable);

    ExecutorService threads = Executors.newFixedThreadPool(writers);
    List<Future<?>> all = new ArrayList<>();
    for (int writer = 0; writer < writers; writer++) {
      long seed = seeds.nextLong();
      int number = writer;
      all.add(
          threads.submit(
              () -> {
                dice.set(new Random(seed));
                for (int i = 0; i < each; i++) {
                  untilWritten(cutStore, number, i);
                }
              }));
    }
    for (Future<?> one : all) {
      one.get();
    }
    threads.shutdown();

    assertThat(cuts.get()).as("seed %s", SEED).isGreaterThan(writers);
    checkChain(writers * each * 2);
    for (int writer = 0; writer < writers; writer++) {
      RequestHeader last = header("w-" + writer, each);
      assertThat(store.find(last.id())).contains(last);
      assertThat(store.papers(last.id())).contains(PAPERS.withNote("last", "n" + (each - 1)));
    }
  }

  /** A step that is refused as nothing is taken again; one that was done would be stale then. */
  private static void untilWritten(JdbcRequestStore store, int writer, int i) {
    String id = "w-" + writer;
    RequestFile papers = PAPERS.withNote("last", "n" + i);
    untilDone(() -> store.commit(List.of(step(header(id, i + 1), 1, put(papers)))));
    StreamId stream = new StreamId("thing", id);
    EvidenceDraft draft = new EvidenceDraft(stream, i, "noted", NOON, Map.of());
    untilDone(() -> assertThat(store.append(CHOIR, List.of(draft))).hasSize(1));
    untilDone(
        () -> {
          long fence = store.claim(header(id, 1).id());
          store.checkpoint(header(id, 1).id(), fence, CHECKPOINT);
        });
  }

  private static void untilDone(Runnable write) {
    while (true) {
      try {
        write.run();
        return;
      } catch (EvidenceStoreException e) {
        assertThat(e).hasMessageContaining("nothing was written");
      }
    }
  }

  private void checkChain(int expected) {
    List<EvidenceEntry> entries = store.read(CHOIR, 0, Integer.MAX_VALUE);
    assertThat(entries).hasSize(expected);
    String previous = EvidenceEntry.NO_PREVIOUS;
    Map<StreamId, Long> versions = new HashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      EvidenceEntry entry = entries.get(i);
      assertThat(entry.seq()).isEqualTo(i + 1L);
      assertThat(entry.previous()).isEqualTo(previous);
      assertThat(entry.version()).isEqualTo(versions.merge(entry.stream(), 1L, Long::sum));
      previous = entry.hash();
    }
    assertThat(store.head(CHOIR).hash()).isEqualTo(previous);
  }
}
