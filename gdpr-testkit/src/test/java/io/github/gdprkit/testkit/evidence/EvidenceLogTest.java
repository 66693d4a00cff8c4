package io.github.gdprkit.testkit.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.CheckpointFailedException;
import io.github.gdprkit.evidence.CheckpointPolicy;
import io.github.gdprkit.evidence.CheckpointSigner;
import io.github.gdprkit.evidence.EvidenceCheckpoint;
import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.EvidenceFinding;
import io.github.gdprkit.evidence.EvidenceFinding.Kind;
import io.github.gdprkit.evidence.EvidenceHead;
import io.github.gdprkit.evidence.EvidenceLog;
import io.github.gdprkit.evidence.EvidenceReport;
import io.github.gdprkit.evidence.EvidenceRestore;
import io.github.gdprkit.evidence.EvidenceRolledBackException;
import io.github.gdprkit.evidence.EvidenceStore;
import io.github.gdprkit.evidence.EvidenceStoreException;
import io.github.gdprkit.evidence.EvidenceVerifier;
import io.github.gdprkit.evidence.StaleStreamException;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.testkit.fault.CrashingStore;
import io.github.gdprkit.testkit.fault.CrashingStore.Moment;
import io.github.gdprkit.testkit.fault.SimulatedCrash;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.memory.InMemoryCheckpointStore;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import io.github.gdprkit.testkit.time.SettableClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvidenceLogTest {

  private static final PartyId CONTROLLER = new PartyId("example");
  private static final Actor DPO = new Actor("dpo");
  private static final CheckpointPolicy TEN = new CheckpointPolicy(10, Duration.ofMinutes(15));

  private final SettableClock clock = new SettableClock();
  private final CheckpointSigner signer = CheckpointSigner.generate();
  private final InMemoryCheckpointStore checkpoints = new InMemoryCheckpointStore();
  private final InMemoryRequestStore store = new InMemoryRequestStore();

  @Test
  @GdprReference(
      article = "5(2)",
      text = "responsible for, and be able to demonstrate compliance with, paragraph 1")
  void exportsWhatTheVerifierFindsSound() throws IOException {
    EvidenceLog log = log(store);
    record(log, store, 1203);
    log.checkpoint();

    EvidenceReport report = verify(export(log));

    assertThat(report.findings()).isEmpty();
    assertThat(report.entries()).isEqualTo(1203);
    assertThat(report.unpinned()).isZero();
    assertThat(report).isEqualTo(verifier().verify(store));
  }

  @Test
  void exportsInTheDocumentedForm() throws IOException {
    EvidenceLog log = log(store);
    log.record(List.of(draft(0)));
    EvidenceEntry entry = store.read(CONTROLLER, 0, 1).get(0);

    assertThat(new String(export(log), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            gdprkit-evidence-export: 1
            controller: example

            gdprkit-evidence: 1
            controller: example
            seq: 1
            previous: 0000000000000000000000000000000000000000000000000000000000000000
            at: 2026-01-31T09:00:00.000000Z
            stream: thing/a
            version: 1
            type: happened
            -count: 0
            hash: %s

            end: 1

            """
                .formatted(entry.hash()));
  }

  @Test
  void exportsUpToAnEntry() throws IOException {
    EvidenceLog log = log(store);
    record(log, store, 25);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    log.export(out, 20);

    EvidenceReport report = verify(out.toByteArray());
    assertThat(report.findings()).isEmpty();
    assertThat(report.lastSeq()).isEqualTo(20);
    assertThat(report.unpinned()).isZero();
  }

  @Test
  void streamsTheEntriesBehindAnother() {
    EvidenceLog log = log(store);
    record(log, store, 1100);

    assertThat(log.entries(1098).map(EvidenceEntry::seq)).containsExactly(1099L, 1100L);
    assertThat(log.entries(0)).hasSize(1100);
    assertThat(log.entries(1100)).isEmpty();
  }

  @Test
  void makesACheckpointEverySoManyEntries() {
    EvidenceLog log = log(store);

    record(log, store, 35);

    assertThat(pinned()).containsExactly(10L, 20L, 30L);
    assertThat(kept()).allMatch(signer.key()::hasSigned);
  }

  @Test
  void makesACheckpointWithTheFirstEntryAfterSomeTime() {
    EvidenceLog log = log(store);
    record(log, store, 2);
    clock.advance(Duration.ofMinutes(15).minusNanos(1));
    record(log, store, 1);
    assertThat(pinned()).isEmpty();

    clock.advance(Duration.ofNanos(1));
    record(log, store, 1);
    record(log, store, 1);

    assertThat(pinned()).containsExactly(4L);
  }

  @Test
  void goesOnCountingWhereTheProcessBeforeItStopped() {
    record(log(store), store, 14);

    EvidenceLog next = log(store);
    record(next, store, 5);
    assertThat(pinned()).containsExactly(10L);
    record(next, store, 1);

    assertThat(pinned()).containsExactly(10L, 20L);
  }

  @Test
  void makesCheckpointsOfWhatOthersAppended() {
    EvidenceLog log = log(store);
    for (int i = 0; i < 12; i++) {
      store.append(CONTROLLER, List.of(draft(i)));
      log.afterAppend(store.head(CONTROLLER));
    }

    assertThat(pinned()).containsExactly(10L);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> log.afterAppend(EvidenceHead.none(new PartyId("other"))));
  }

  @Test
  void makesACheckpointWhenItIsAskedTo() {
    EvidenceLog log = log(store);
    assertThat(log.checkpoint()).isEmpty();
    record(log, store, 3);

    assertThat(log.checkpoint()).contains(kept().get(0));
    assertThat(log.checkpoint()).as("nothing is new").contains(kept().get(0));

    assertThat(pinned()).containsExactly(3L);
  }

  @Test
  void takesHeadsThatArriveLate() {
    EvidenceLog log = log(store);
    record(log, store, 12);
    EvidenceHead early = store.read(CONTROLLER, 4, 1).get(0).head();
    clock.advance(Duration.ofHours(1));

    log.afterAppend(early);

    assertThat(pinned()).containsExactly(10L);
  }

  @Test
  void recordsNothingWhenTheStoreFails() {
    EvidenceLog log = log(CrashingStore.atCall(store, 1, Moment.UNAVAILABLE));

    assertThatThrownBy(() -> log.record(List.of(draft(0))))
        .isInstanceOf(EvidenceStoreException.class);
    assertThat(store.head(CONTROLLER).seq()).isZero();
    log.record(List.of(draft(0)));
    assertThatThrownBy(() -> log.record(List.of(draft(0))))
        .isInstanceOf(StaleStreamException.class);
    assertThat(store.head(CONTROLLER).seq()).isEqualTo(1);
  }

  @Test
  void saysThatACheckpointFailedAndTriesAgainWithTheNextAppend() {
    EvidenceLog log = log(store);
    record(log, store, 9);
    checkpoints.fill();

    assertThatThrownBy(() -> log.record(List.of(draft(9))))
        .isInstanceOf(CheckpointFailedException.class)
        .hasMessageContaining("up to entry 10 is recorded");
    assertThat(store.head(CONTROLLER).seq()).isEqualTo(10);
    assertThatThrownBy(() -> log.record(List.of(draft(10))))
        .isInstanceOf(CheckpointFailedException.class);
    checkpoints.makeRoom();
    log.record(List.of(draft(11)));

    assertThat(pinned()).containsExactly(12L);
  }

  @Test
  void startsWhenTheDatabaseHasWhatWasPinned() {
    log(store).check();
    record(log(store), store, 25);

    log(store).check();
  }

  @Test
  void refusesToStartWithADatabaseThatEndsBeforeWhatWasPinned() {
    record(log(store), store, 15);
    InMemoryRequestStore backup = store.copy();
    record(log(store), store, 10);

    EvidenceLog restored = log(backup);

    assertThatThrownBy(restored::check)
        .isInstanceOfSatisfying(
            EvidenceRolledBackException.class,
            e -> {
              assertThat(e.lastSeq()).isEqualTo(15);
              assertThat(e.checkpointSeq()).isEqualTo(20);
            })
        .hasMessageContaining("ends at entry 15")
        .hasMessageContaining("acknowledge");
    assertThatThrownBy(restored::checkpoint).isInstanceOf(EvidenceRolledBackException.class);
    assertThatThrownBy(log(new InMemoryRequestStore())::check)
        .isInstanceOf(EvidenceRolledBackException.class);
  }

  @Test
  void refusesToStartWithADatabaseThatHasOtherEntriesThanWerePinned() {
    record(log(store), store, 5);
    InMemoryRequestStore backup = store.copy();
    record(log(store), store, 6);
    clock.advance(Duration.ofSeconds(1));
    append(backup, 30);

    EvidenceLog rewritten = log(backup);

    assertThatThrownBy(rewritten::check)
        .isInstanceOf(EvidenceRolledBackException.class)
        .hasMessageContaining("has another entry 10");
    assertThatThrownBy(() -> rewritten.afterAppend(backup.head(CONTROLLER)))
        .isInstanceOf(EvidenceRolledBackException.class);
    assertThat(pinned()).as("nothing was signed").containsExactly(10L);
  }

  @Test
  void refusesAForgedLastCheckpoint() {
    record(log(store), store, 10);
    EvidenceCheckpoint right = kept().get(0);
    checkpoints.add(
        new EvidenceCheckpoint(
            CONTROLLER, 7, right.hash(), right.at(), right.keyId(), right.signature()));

    assertThatThrownBy(log(store)::check)
        .isInstanceOf(EvidenceStoreException.class)
        .hasMessageContaining("signature");
  }

  @Test
  void recordsAnAcknowledgedRestoreAndGoesOn() throws IOException {
    record(log(store), store, 15);
    InMemoryRequestStore backup = store.copy();
    record(log(store), store, 17);
    EvidenceLog restored = log(backup);

    EvidenceEntry entry = restored.acknowledgeRestore(DPO);
    log(backup).check();
    record(log(backup), backup, 12);

    assertThat(entry.type()).isEqualTo(EvidenceLog.DATABASE_RESTORED);
    assertThat(entry.details())
        .isEqualTo(
            Map.of(
                "by", "dpo",
                "checkpoint-seq", "30",
                "checkpoint-hash", kept().get(2).hash(),
                "confirmed-seq", "10",
                "lost-from", "16"));
    assertThat(pinned()).containsExactly(10L, 20L, 30L, 16L, 26L);
    EvidenceReport report = verify(export(log(backup)));
    assertThat(report.findings()).isEmpty();
    assertThat(report.restores())
        .extracting(EvidenceRestore::seq, EvidenceRestore::lostFrom, EvidenceRestore::by)
        .containsExactly(tuple(16L, 16L, DPO));
    assertThat(report.confirmed()).isEqualTo(3);
    assertThat(report.checkpoints()).isEqualTo(5);
    assertThat(report.text()).contains("RESTORED: entry 16").contains("Ask whether that is true");
  }

  @Test
  void tellsOfEveryRestoreWhenThereWereSeveral() throws IOException {
    record(log(store), store, 15);
    InMemoryRequestStore once = store.copy();
    record(log(store), store, 10);
    log(once).acknowledgeRestore(DPO);
    record(log(once), once, 15);
    InMemoryRequestStore twice = once.copy();
    record(log(once), once, 40);
    log(twice).acknowledgeRestore(DPO);
    record(log(twice), twice, 20);

    EvidenceReport report = verify(export(log(twice)));

    assertThat(report.findings()).isEmpty();
    assertThat(report.restores()).hasSize(2);
    InMemoryRequestStore first = new InMemoryRequestStore();
    append(first, 3);
    log(first).acknowledgeRestore(DPO);
    EvidenceReport ofFirst = verify(export(log(first)));
    assertThat(ofFirst.findings()).isEmpty();
    assertThat(ofFirst.restores()).extracting(EvidenceRestore::lostFrom).containsExactly(4L);
    assertThat(ofFirst.unpinned()).isZero();
  }

  @Test
  void letsARestoreExplainNothingButWhatItNames() throws IOException {
    record(log(store), store, 15);
    InMemoryRequestStore backup = store.copy();
    record(log(store), store, 10);
    log(backup).acknowledgeRestore(DPO);
    InMemoryRequestStore again = backup.copy();
    record(log(backup), backup, 15);

    // The second time nobody acknowledges it.
    EvidenceReport report = verify(export(log(again)));

    assertThat(report.restores()).hasSize(1);
    assertThat(report.findings())
        .extracting(EvidenceFinding::kind, EvidenceFinding::seq)
        .containsExactly(tuple(Kind.TRUNCATED, 17L));
  }

  @Test
  void startsWhenTheProcessDiedBetweenTheRestoreEntryAndItsCheckpoint() throws IOException {
    record(log(store), store, 15);
    InMemoryRequestStore backup = store.copy();
    record(log(store), store, 10);
    assertThatThrownBy(
            () -> log(CrashingStore.atCall(backup, 1, Moment.AFTER)).acknowledgeRestore(DPO))
        .isInstanceOf(SimulatedCrash.class);
    assertThat(pinned()).containsExactly(10L, 20L);

    EvidenceLog next = log(backup);
    next.check();
    next.checkpoint();

    assertThat(pinned()).containsExactly(10L, 20L, 16L);
    assertThatIllegalStateException().isThrownBy(() -> next.acknowledgeRestore(DPO));
    EvidenceReport report = verify(export(next));
    assertThat(report.findings()).isEmpty();
    assertThat(report.restores()).hasSize(1);
  }

  @Test
  void acknowledgesNoRestoreThatDidNotHappen() {
    assertThatIllegalStateException().isThrownBy(() -> log(store).acknowledgeRestore(DPO));
    record(log(store), store, 15);

    assertThatIllegalStateException()
        .isThrownBy(() -> log(store).acknowledgeRestore(DPO))
        .withMessageContaining("no restore");
    assertThat(store.head(CONTROLLER).seq()).isEqualTo(15);
  }

  @Test
  void findsAHeadThatDoesNotFitItsChain() {
    EvidenceLog log = log(store);
    record(log, store, 12);
    for (long shown : new long[] {11, 13}) {
      EvidenceStore lying = new OtherHead(store, shown);

      assertThat(verifier().verify(lying).findings()).as("head %d", shown).isNotEmpty();
    }
  }

  private EvidenceLog log(EvidenceStore evidence) {
    return EvidenceLog.open(CONTROLLER, evidence, signer, checkpoints, TEN, clock);
  }

  private static void record(EvidenceLog log, EvidenceStore evidence, int count) {
    for (int i = 0; i < count; i++) {
      int version = evidence.stream(CONTROLLER, stream(version(evidence))).size();
      log.record(List.of(draft(version(evidence), version)));
    }
  }

  /** Streams of a hundred entries each, so that looking one up stays cheap. */
  private static long version(EvidenceStore evidence) {
    return evidence.head(CONTROLLER).seq() / 100;
  }

  private void append(EvidenceStore evidence, int count) {
    List<EvidenceDraft> drafts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      drafts.add(
          new EvidenceDraft(new StreamId("other", "o"), i, "moved", clock.instant(), Map.of()));
    }
    evidence.append(CONTROLLER, drafts);
  }

  private static StreamId stream(long number) {
    return new StreamId("thing", number == 0 ? "a" : "a" + number);
  }

  private static EvidenceDraft draft(long version) {
    return draft(0, version);
  }

  private static EvidenceDraft draft(long stream, long version) {
    return new EvidenceDraft(
        stream(stream),
        version,
        "happened",
        SettableClock.START,
        Map.of("count", Long.toString(version)));
  }

  private List<EvidenceCheckpoint> kept() {
    return checkpoints.read(CONTROLLER).checkpoints();
  }

  private List<Long> pinned() {
    return kept().stream().map(EvidenceCheckpoint::seq).toList();
  }

  private EvidenceVerifier verifier() {
    return EvidenceVerifier.of(CONTROLLER, List.of(signer.key()), checkpoints.read(CONTROLLER));
  }

  private EvidenceReport verify(byte[] export) throws IOException {
    return verifier().verify(new ByteArrayInputStream(export));
  }

  private static byte[] export(EvidenceLog log) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    log.export(out);
    return out.toByteArray();
  }

  private record OtherHead(EvidenceStore store, long seq) implements EvidenceStore {
    @Override
    public List<EvidenceEntry> append(PartyId controller, List<EvidenceDraft> drafts) {
      return store.append(controller, drafts);
    }

    @Override
    public EvidenceHead head(PartyId controller) {
      return new EvidenceHead(controller, seq, "ab".repeat(32));
    }

    @Override
    public List<EvidenceEntry> stream(PartyId controller, StreamId stream) {
      return store.stream(controller, stream);
    }

    @Override
    public List<EvidenceEntry> read(PartyId controller, long afterSeq, int limit) {
      return store.read(controller, afterSeq, limit);
    }
  }
}
