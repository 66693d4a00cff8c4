package io.github.gdprkit.evidence;

import static io.github.gdprkit.evidence.Chains.CONTROLLER;
import static io.github.gdprkit.evidence.Chains.FIRST_PIN;
import static io.github.gdprkit.evidence.Chains.LAST_PIN;
import static io.github.gdprkit.evidence.Chains.LENGTH;
import static io.github.gdprkit.evidence.Chains.SIGNER;
import static io.github.gdprkit.evidence.Chains.START;
import static io.github.gdprkit.evidence.Chains.bytes;
import static io.github.gdprkit.evidence.Chains.chain;
import static io.github.gdprkit.evidence.Chains.export;
import static io.github.gdprkit.evidence.Chains.pieces;
import static io.github.gdprkit.evidence.Chains.pins;
import static io.github.gdprkit.evidence.Chains.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.gdprkit.evidence.EvidenceFinding.Kind;
import io.github.gdprkit.party.PartyId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EvidenceVerifierTest {

  static IntStream everyEntry() {
    return IntStream.rangeClosed(1, LENGTH);
  }

  static IntStream everyEntryButTheLast() {
    return IntStream.range(1, LENGTH);
  }

  static IntStream everyPinnedEntry() {
    return IntStream.rangeClosed(1, (int) LAST_PIN);
  }

  static Stream<String> requests() {
    return chain().stream().map(entry -> entry.stream().id()).distinct();
  }

  @Test
  void findsNothingWrongWithAnUntouchedChain() {
    EvidenceReport report = verify(chain());

    assertThat(report.findings()).isEmpty();
    assertThat(report.isSound()).isTrue();
    assertThat(report.entries()).isEqualTo(LENGTH);
    assertThat(report.lastSeq()).isEqualTo(LENGTH);
    assertThat(report.checkpoints()).isEqualTo(2);
    assertThat(report.confirmed()).isEqualTo(2);
    assertThat(report.unpinned()).isEqualTo(LENGTH - LAST_PIN);
    assertThat(report.restores()).isEmpty();
    assertThat(report.text())
        .isEqualTo(
            """
            SOUND: 40 entries, 2 of 2 checkpoints confirmed
            UNPINNED: the last 5 entries are not covered by a checkpoint
            """);
  }

  @Test
  void findsNothingWrongWithUntouchedChainsOfManyKinds() {
    for (int seed = 0; seed < 200; seed++) {
      List<EvidenceEntry> chain = randomChain(new Random(seed));
      long[] seqs = new Random(seed).longs(3, 1, chain.size() + 1L).sorted().toArray();

      EvidenceReport report = verify(export(chain), pins(chain, seqs));

      assertThat(report.findings()).as("seed %d", seed).isEmpty();
      assertThat(report.entries()).isEqualTo(chain.size());
      assertThat(report.confirmed()).isEqualTo(3);
      assertThat(report.unpinned()).isEqualTo(chain.size() - seqs[2]);
    }
  }

  @Test
  void findsNothingWrongWithAnEmptyChain() {
    EvidenceReport report = verify(export(List.of()), KeptCheckpoints.of(List.of()));

    assertThat(report.findings()).isEmpty();
    assertThat(report.entries()).isZero();
  }

  @ParameterizedTest
  @MethodSource("everyEntry")
  void locatesAChangedByteInAnyLine(int seq) {
    List<byte[]> pieces = pieces(chain());
    byte[] whole = pieces.get(seq - 1);
    for (int i : placesInEachLine(whole, new Random(seq))) {
      byte[] changed = whole.clone();
      changed[i] ^= 1;
      pieces.set(seq - 1, changed);

      EvidenceReport report = verify(export(CONTROLLER, pieces, LENGTH));

      assertThat(report.isSound()).as("byte %d", i).isFalse();
      assertThat(report.findings().get(0).seq()).as("byte %d: %s", i, report).isEqualTo(seq);
      assertThat(report.findings().get(0).kind()).isIn(Kind.CHANGED, Kind.NOT_AN_ENTRY);
    }
  }

  @ParameterizedTest
  @MethodSource("everyEntryButTheLast")
  void locatesAnyChangedLineWithARightHash(int seq) {
    List<EvidenceEntry> chain = chain();
    for (EvidenceEntry forged : forgeries(chain.get(seq - 1))) {
      List<EvidenceEntry> tampered = new ArrayList<>(chain);
      tampered.set(seq - 1, forged);

      EvidenceReport report = verify(export(CONTROLLER, pieces(tampered), LENGTH));

      assertThat(kindsAt(report, seq))
          .as("%s", report)
          .containsAnyOf(Kind.CHANGED, Kind.WRONG_CONTROLLER);
      assertThat(report.findings().get(0).seq()).as("%s", report).isEqualTo(seq);
      assertThat(report.findings())
          .filteredOn(finding -> finding.kind() != Kind.STREAM_GAP)
          .as("no other entry is suspected")
          .allMatch(finding -> finding.seq() == seq);
    }
  }

  /** Nothing is behind the last entry that could tell, but a checkpoint can. */
  @Test
  void locatesAChangedLastEntryOnlyThroughACheckpoint() {
    List<EvidenceEntry> chain = chain();
    for (EvidenceEntry forged : forgeries(chain.get(LENGTH - 1))) {
      List<EvidenceEntry> tampered = new ArrayList<>(chain);
      tampered.set(LENGTH - 1, forged);

      EvidenceReport pinned =
          verify(export(CONTROLLER, pieces(tampered), LENGTH), pins(chain, LENGTH));

      assertThat(pinned.isSound()).isFalse();
      assertThat(pinned.findings().get(0).seq()).as("%s", pinned).isEqualTo(LENGTH);
    }
  }

  @ParameterizedTest
  @MethodSource("everyEntry")
  void locatesAMissingEntry(int seq) {
    List<EvidenceEntry> tampered = chain();
    tampered.remove(seq - 1);

    EvidenceReport report = verify(export(CONTROLLER, pieces(tampered), LENGTH));

    assertThat(kindsAt(report, seq)).contains(seq == LENGTH ? Kind.TRUNCATED : Kind.MISSING);
    assertThat(report.findings().get(0).seq()).isEqualTo(seq);
    assertThat(report.findings())
        .filteredOn(finding -> finding.kind() != Kind.STREAM_GAP)
        .hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("everyEntry")
  void locatesADuplicatedEntry(int seq) {
    List<EvidenceEntry> chain = chain();
    for (int behind : new int[] {seq, LENGTH}) {
      List<EvidenceEntry> tampered = new ArrayList<>(chain);
      tampered.add(behind, chain.get(seq - 1));

      assertThat(verify(tampered).findings())
          .extracting(EvidenceFinding::kind, EvidenceFinding::seq)
          .containsExactly(tuple(Kind.DUPLICATED, (long) seq));
    }
  }

  @ParameterizedTest
  @MethodSource("everyEntry")
  void locatesAForgedEntryThatWasInserted(int seq) {
    List<EvidenceEntry> chain = chain();
    EvidenceHead before = seq == 1 ? EvidenceHead.none(CONTROLLER) : chain.get(seq - 2).head();
    EvidenceHead nowhere = new EvidenceHead(CONTROLLER, seq - 1, "ab".repeat(32));
    EvidenceHead farOff = new EvidenceHead(CONTROLLER, 1000 + seq, "ab".repeat(32));
    EvidenceDraft draft =
        new EvidenceDraft(new StreamId("request", "forged"), 0, "refused", START, Map.of());
    for (EvidenceHead head : List.of(before, nowhere, farOff)) {
      List<EvidenceEntry> tampered = new ArrayList<>(chain);
      tampered.add(seq - 1, EvidenceEntry.after(head, draft));

      EvidenceReport report = verify(export(CONTROLLER, pieces(tampered), LENGTH));

      assertThat(report.findings())
          .as("behind %s", head)
          .extracting(EvidenceFinding::kind, EvidenceFinding::seq)
          .containsExactly(tuple(Kind.INSERTED, (long) seq));
      assertThat(report.confirmed()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @MethodSource("everyEntryButTheLast")
  void locatesAnEntryThatChangedPlacesWithTheNext(int seq) {
    List<EvidenceEntry> tampered = chain();
    Collections.swap(tampered, seq - 1, seq);

    assertThat(verify(tampered).findings())
        .extracting(EvidenceFinding::kind, EvidenceFinding::seq)
        .containsExactly(tuple(Kind.OUT_OF_ORDER, (long) seq));
  }

  @Test
  void locatesAnEntryThatWasMovedFarBehind() {
    List<EvidenceEntry> tampered = chain();
    tampered.add(30, tampered.remove(4));

    assertThat(verify(tampered).findings())
        .filteredOn(finding -> finding.kind() != Kind.STREAM_GAP)
        .extracting(EvidenceFinding::kind, EvidenceFinding::seq)
        .containsExactly(tuple(Kind.OUT_OF_ORDER, 5L));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void locatesAWholeRequestThatWasDropped(String request) {
    List<EvidenceEntry> tampered = chain();
    List<Long> dropped = new ArrayList<>();
    tampered.removeIf(entry -> entry.stream().id().equals(request) && dropped.add(entry.seq()));

    EvidenceReport report = verify(export(CONTROLLER, pieces(tampered), LENGTH));

    // A run of dropped entries is one finding, at its first.
    List<Long> firsts = dropped.stream().filter(seq -> !dropped.contains(seq - 1)).toList();
    assertThat(report.findings()).extracting(EvidenceFinding::seq).containsAll(firsts);
    assertThat(report.findings())
        .extracting(EvidenceFinding::kind)
        .isSubsetOf(Kind.MISSING, Kind.TRUNCATED);
  }

  /** The chain hangs together again; only what was signed before tells. */
  @ParameterizedTest
  @MethodSource("requests")
  void findsARequestThatWasDroppedAndTheRestMadeAnewThroughTheCheckpoints(String request) {
    List<EvidenceEntry> kept = chain();
    kept.removeIf(entry -> entry.stream().id().equals(request));

    EvidenceReport report = verify(Chains.rehashed(kept));

    assertThat(kindsAt(report, FIRST_PIN)).containsExactly(Kind.REWRITTEN);
    assertThat(report.confirmed()).isZero();
    assertThat(report.unpinned()).isEqualTo(kept.size());
  }

  /** The versions of the request were not made anew. */
  @ParameterizedTest
  @MethodSource("everyPinnedEntry")
  void locatesTheGapOfARequestThatLostAnEntryThoughTheChainWasMadeAnew(int seq) {
    List<EvidenceEntry> kept = chain();
    StreamId stream = kept.remove(seq - 1).stream();
    List<EvidenceEntry> tampered = Chains.rehashed(kept);
    // No checkpoint helps here.
    EvidenceReport report = verify(export(tampered), KeptCheckpoints.of(List.of()));

    List<Long> later =
        tampered.stream()
            .filter(entry -> entry.seq() >= seq && entry.stream().equals(stream))
            .map(EvidenceEntry::seq)
            .toList();
    if (later.isEmpty()) {
      assertThat(report.isSound()).as("nothing is left that could tell").isTrue();
    } else {
      assertThat(report.findings())
          .extracting(EvidenceFinding::kind, EvidenceFinding::seq, EvidenceFinding::stream)
          .containsExactly(tuple(Kind.STREAM_GAP, later.get(0), stream));
    }
  }

  @ParameterizedTest
  @MethodSource("everyEntryButTheLast")
  void findsACutOffTailThatACheckpointCovers(int last) {
    EvidenceReport report = verify(chain().subList(0, last));

    if (last < LAST_PIN) {
      assertThat(report.findings())
          .extracting(EvidenceFinding::kind, EvidenceFinding::seq)
          .containsOnly(tuple(Kind.TRUNCATED, last + 1L));
    } else {
      assertThat(report.findings()).as("what nobody pinned").isEmpty();
      assertThat(report.unpinned()).isEqualTo(last - LAST_PIN);
    }
  }

  @Test
  void findsAnExportThatWasCutOff() {
    byte[] whole = export(chain());
    for (int length = 0; length < whole.length - 1; length += 37) {
      EvidenceReport report = verify(Arrays.copyOf(whole, length), KeptCheckpoints.of(List.of()));

      assertThat(report.findings())
          .as("%d bytes", length)
          .extracting(EvidenceFinding::kind)
          .contains(Kind.TRUNCATED);
    }
  }

  @ParameterizedTest
  @MethodSource("everyPinnedEntry")
  void findsAChainThatWasMadeAnewFromAnyEntryOnThroughACheckpoint(int seq) {
    List<EvidenceEntry> chain = chain();
    EvidenceEntry victim = chain.get(seq - 1);
    chain.set(
        seq - 1,
        EvidenceEntry.read(
            bytes(text(victim).replace("-status: in-progress", "-status: refused"))));

    EvidenceReport report = verify(Chains.rehashed(chain));

    long pin = seq <= FIRST_PIN ? FIRST_PIN : LAST_PIN;
    assertThat(report.findings().get(0).kind()).isEqualTo(Kind.REWRITTEN);
    assertThat(report.findings().get(0).seq()).isEqualTo(pin);
    assertThat(report.findings().get(0).text())
        .contains("from " + (pin == FIRST_PIN ? 1 : FIRST_PIN + 1) + " to " + pin);
    assertThat(report.unpinned()).isEqualTo(LENGTH - (pin == FIRST_PIN ? 0 : FIRST_PIN));
  }

  @Test
  void findsAWholeLogThatWasReplaced() {
    EvidenceReport report = verify(chain(CONTROLLER, LENGTH, "other"));

    assertThat(report.findings())
        .extracting(EvidenceFinding::kind, EvidenceFinding::seq)
        .containsExactly(tuple(Kind.REWRITTEN, FIRST_PIN), tuple(Kind.REWRITTEN, LAST_PIN));
  }

  @Test
  void findsALogThatWasReplacedByNothing() {
    assertThat(verify(List.of()).findings())
        .extracting(EvidenceFinding::kind, EvidenceFinding::seq)
        .containsOnly(tuple(Kind.TRUNCATED, 1L));
  }

  @Test
  void findsTheLogOfAnotherController() {
    PartyId other = new PartyId("other");
    List<EvidenceEntry> others = chain(other, LENGTH, "count");

    EvidenceReport named = verify(export(other, pieces(others), LENGTH));
    EvidenceReport relabelled = verify(export(CONTROLLER, pieces(others), LENGTH));

    assertThat(kindsAt(named, 0)).containsExactly(Kind.WRONG_CONTROLLER);
    for (int seq = 1; seq <= LENGTH; seq++) {
      assertThat(kindsAt(relabelled, seq)).contains(Kind.WRONG_CONTROLLER);
    }
  }

  @Test
  void trustsNoCheckpointThatIsNotSignedByAGivenKey() {
    List<EvidenceEntry> chain = chain();
    CheckpointSigner stranger = CheckpointSigner.generate();
    EvidenceCheckpoint right = SIGNER.sign(chain.get(19).head(), START);
    EvidenceCheckpoint moved =
        new EvidenceCheckpoint(
            CONTROLLER, 21, chain.get(20).hash(), right.at(), right.keyId(), right.signature());
    EvidenceCheckpoint strange = stranger.sign(chain.get(24).head(), START);

    EvidenceReport report =
        verify(export(chain), KeptCheckpoints.of(List.of(right, moved, strange)));

    assertThat(report.findings())
        .extracting(EvidenceFinding::kind, EvidenceFinding::seq)
        .containsExactly(tuple(Kind.BAD_SIGNATURE, 21L), tuple(Kind.BAD_SIGNATURE, 25L));
    assertThat(report.confirmed()).isEqualTo(1);
    assertThat(report.unpinned()).isEqualTo(20);
  }

  @Test
  void takesCheckpointsOfSeveralKeysAndPassesOtherControllersOver() throws IOException {
    List<EvidenceEntry> chain = chain();
    CheckpointSigner newer = CheckpointSigner.generate();
    KeptCheckpoints pins =
        KeptCheckpoints.of(
            List.of(
                SIGNER.sign(chain.get(9).head(), START),
                newer.sign(new EvidenceHead(new PartyId("other"), 99, chain.get(0).hash()), START),
                newer.sign(chain.get(39).head(), START)));

    EvidenceReport report =
        EvidenceVerifier.of(CONTROLLER, List.of(SIGNER.key(), newer.key()), pins)
            .verify(new ByteArrayInputStream(export(chain)));

    assertThat(report.findings()).isEmpty();
    assertThat(report.checkpoints()).isEqualTo(2);
    assertThat(report.unpinned()).isZero();
  }

  @Test
  void saysThatNothingConfirmsAChainWithoutCheckpoints() {
    EvidenceReport report = verify(export(chain()), new KeptCheckpoints(List.of(), 0, false));

    assertThat(report.findings()).isEmpty();
    assertThat(report.text()).contains("NO CHECKPOINT: nothing outside of the chain confirms it");
  }

  @Test
  void countsWhatCannotBeReadAmongTheCheckpoints() {
    EvidenceReport report =
        verify(export(chain()), new KeptCheckpoints(pins().checkpoints(), 2, true));

    assertThat(report.unreadable()).isEqualTo(3);
    assertThat(report.text()).contains("UNREADABLE: 3");
  }

  @Test
  void findsWhatStandsBehindTheEnd() {
    byte[] more = bytes(text(chain().get(0)) + "hash: x\n\n");
    byte[] whole = export(chain());
    byte[] export = Arrays.copyOf(whole, whole.length + more.length);
    System.arraycopy(more, 0, export, whole.length, more.length);

    assertThat(kindsAt(verify(export), LENGTH + 1)).containsExactly(Kind.NOT_AN_ENTRY);
  }

  @Test
  void readsAnyBytesToTheEnd() {
    Random random = new Random(11);
    for (int i = 0; i < 200; i++) {
      byte[] garbage = new byte[random.nextInt(5000)];
      random.nextBytes(garbage);

      assertThat(verify(garbage).isSound()).isFalse();
    }
    byte[] endless = new byte[3 << 20];
    Arrays.fill(endless, (byte) 'a');
    assertThat(verify(endless).isSound()).isFalse();
  }

  @Test
  void keepsABoundedNumberOfFindingsAndCountsTheRest() {
    List<EvidenceEntry> chain = chain(CONTROLLER, 2000, "count");
    List<byte[]> pieces = pieces(chain);
    for (byte[] piece : pieces) {
      piece[piece.length - 3] ^= 1;
    }

    EvidenceReport report = verify(export(CONTROLLER, pieces, 2000), KeptCheckpoints.of(List.of()));

    assertThat(report.findings()).hasSize(EvidenceVerifier.MOST_OF_A_KIND);
    assertThat(report.findingsInAll()).isEqualTo(2000);
    assertThat(report.text()).contains("... and 1900 more");
  }

  @Test
  void repeatsNothingOfWhatAnEntrySays() {
    List<byte[]> pieces = pieces(chain());
    pieces.set(6, bytes("anna@example.org\n\n"));
    pieces.set(
        8,
        bytes(
            new String(pieces.get(8), StandardCharsets.UTF_8)
                .replace("seq: 9", "seq: anna@example.org")));

    EvidenceReport report = verify(export(CONTROLLER, pieces, LENGTH));

    assertThat(report.findings()).extracting(EvidenceFinding::seq).contains(7L, 9L);
    assertThat(report.text() + report).doesNotContain("anna");
  }

  private static List<Kind> kindsAt(EvidenceReport report, long seq) {
    return report.findings().stream()
        .filter(finding -> finding.seq() == seq)
        .map(EvidenceFinding::kind)
        .toList();
  }

  /** The first byte of each line, one in between, and the line feed. */
  private static List<Integer> placesInEachLine(byte[] piece, Random random) {
    List<Integer> places = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i < piece.length; i++) {
      if (piece[i] == '\n') {
        places.addAll(List.of(begin, begin + random.nextInt(i - begin + 1), i));
        begin = i + 1;
      }
    }
    assertThat(places).hasSize(3 * 12);
    return places;
  }

  private static String text(EvidenceEntry entry) {
    return new String(entry.bytes(), StandardCharsets.UTF_8);
  }

  /** One line changed each time, in the canonical form, so that the hash can be made anew. */
  private static List<EvidenceEntry> forgeries(EvidenceEntry entry) {
    String text = text(entry);
    Map<String, String> changes =
        Map.of(
            "controller: example\n",
            "controller: examplf\n",
            "seq: " + entry.seq() + "\n",
            "seq: " + (entry.seq() + 3) + "\n",
            "previous: " + entry.previous(),
            "previous: " + "ab".repeat(32),
            ".000001Z",
            ".000002Z",
            "stream: request/",
            "stream: request/x",
            "version: " + entry.version() + "\n",
            "version: " + (entry.version() + 1) + "\n",
            "type: " + entry.type(),
            "type: forged",
            "-count: ",
            "-count: 1",
            "-status: in-progress\n",
            "");
    return changes.entrySet().stream()
        .map(
            change -> {
              String forged = text.replace(change.getKey(), change.getValue());
              assertThat(forged).isNotEqualTo(text);
              return EvidenceEntry.read(bytes(forged));
            })
        .collect(Collectors.toList());
  }

  private static List<EvidenceEntry> randomChain(Random random) {
    List<EvidenceDraft> drafts = new ArrayList<>();
    int length = 1 + random.nextInt(120);
    for (int i = 0; i < length; i++) {
      drafts.add(
          new EvidenceDraft(
              new StreamId(random.nextBoolean() ? "request" : "hold", "s" + random.nextInt(9)),
              0,
              "type-" + random.nextInt(4),
              START.plusNanos(random.nextLong() >> 8),
              random.nextBoolean() ? Map.of() : Map.of("a", "", "b", "x".repeat(i))));
    }
    return Chains.written(CONTROLLER, drafts);
  }
}
