package io.github.gdprkit.benchmark.jmh;

import io.github.gdprkit.evidence.CheckpointPolicy;
import io.github.gdprkit.evidence.CheckpointSigner;
import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.EvidenceHead;
import io.github.gdprkit.evidence.EvidenceLog;
import io.github.gdprkit.evidence.EvidenceReport;
import io.github.gdprkit.evidence.EvidenceStore;
import io.github.gdprkit.evidence.EvidenceVerifier;
import io.github.gdprkit.evidence.KeptCheckpoints;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.testkit.memory.InMemoryCheckpointStore;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Entries of evidence a second, without a database: making and hashing them, appending them to a
 * chain in memory with signed checkpoints, and verifying a chain. One operation is one entry.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ChainBenchmark {

  private static final PartyId CONTROLLER = new PartyId("benchmark");
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
  private static final int OF_A_STREAM = 10;
  private static final int ENTRIES = 100_000;

  private final EvidenceStore store = new InMemoryRequestStore();
  private final CheckpointSigner signer = CheckpointSigner.generate();
  private final List<byte[]> entries = new ArrayList<>();
  private byte[] export = new byte[0];
  private EvidenceHead head = EvidenceHead.none(CONTROLLER);
  private EvidenceLog growing = log(new InMemoryRequestStore());
  private long appended;
  private int next;

  /** A chain to verify. */
  @Setup(Level.Trial)
  public void makeAChain() throws IOException {
    EvidenceLog log = log(store);
    for (int i = 0; i < ENTRIES; i += OF_A_STREAM) {
      log.record(drafts(i / OF_A_STREAM)).forEach(entry -> entries.add(entry.bytes()));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    log.export(out);
    export = out.toByteArray();
    System.out.println("# bytes of an entry: " + entries.get(entries.size() - 1).length);
  }

  /** A new chain for each iteration, so that it fits into memory. */
  @Setup(Level.Iteration)
  public void startAnew() {
    head = EvidenceHead.none(CONTROLLER);
    growing = log(new InMemoryRequestStore());
    appended = 0;
  }

  /** Ten entries made and hashed, each behind the one before. */
  @Benchmark
  @OperationsPerInvocation(OF_A_STREAM)
  public EvidenceHead hash() {
    for (EvidenceDraft draft : drafts(appended++)) {
      head = EvidenceEntry.after(head, draft).head();
    }
    return head;
  }

  /** Ten entries of one stream at a time, with the checkpoints that are due. */
  @Benchmark
  @OperationsPerInvocation(OF_A_STREAM)
  public List<EvidenceEntry> append() {
    return growing.record(drafts(appended++));
  }

  /** A chain of 100,000 entries, from the store. */
  @Benchmark
  @OperationsPerInvocation(ENTRIES)
  public EvidenceReport verify() {
    return whole(verifier().verify(store));
  }

  /** The same chain, from its export. */
  @Benchmark
  @OperationsPerInvocation(ENTRIES)
  public EvidenceReport verifyExport() throws IOException {
    return whole(verifier().verify(new ByteArrayInputStream(export)));
  }

  /** SHA-256 over an entry's bytes and nothing else, which no chain can be faster than. */
  @Benchmark
  public byte[] sha256() throws NoSuchAlgorithmException {
    next = next + 1 == entries.size() ? 0 : next + 1;
    return MessageDigest.getInstance("SHA-256").digest(entries.get(next));
  }

  private static EvidenceVerifier verifier() {
    return EvidenceVerifier.of(CONTROLLER, List.of(), KeptCheckpoints.of(List.of()));
  }

  private static EvidenceReport whole(EvidenceReport report) {
    if (!report.findings().isEmpty() || report.entries() != ENTRIES) {
      throw new IllegalStateException("The chain that was measured is not whole");
    }
    return report;
  }

  private EvidenceLog log(EvidenceStore of) {
    return EvidenceLog.open(
        CONTROLLER, of, signer, new InMemoryCheckpointStore(), CheckpointPolicy.USUAL, CLOCK);
  }

  private static List<EvidenceDraft> drafts(long stream) {
    List<EvidenceDraft> drafts = new ArrayList<>(OF_A_STREAM);
    for (int version = 0; version < OF_A_STREAM; version++) {
      drafts.add(
          new EvidenceDraft(
              new StreamId("measured", "stream-" + stream),
              version,
              "task-done",
              NOON.plusMillis(version),
              Map.of("task", "erase-messages", "records", "500", "by", "system")));
    }
    return drafts;
  }
}
