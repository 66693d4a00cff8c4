package io.github.gdprkit.evidence;

import static io.github.gdprkit.evidence.Chains.CONTROLLER;
import static io.github.gdprkit.evidence.Chains.SIGNER;
import static io.github.gdprkit.evidence.Chains.chain;
import static io.github.gdprkit.evidence.Chains.pins;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.gdprkit.party.PartyId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A chain in a store is walked page by page, and the next page is read meanwhile. */
class StoreReaderTest {

  private static final int LONG = 4_500;

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void findsTheSameInATamperedStoreAsTheSlowWay(int threads) {
    Random random = new Random(threads);
    List<EvidenceEntry> whole = chain(CONTROLLER, LONG, "count");
    KeptCheckpoints pins = pins(whole, 20, 3_000);
    for (int i = 0; i < 40; i++) {
      List<EvidenceEntry> entries = new ArrayList<>(whole);
      for (int changes = i % 4; changes > 0; changes--) {
        int at = random.nextInt(entries.size());
        if (random.nextBoolean()) {
          entries.remove(at);
        } else {
          EvidenceHead before =
              new EvidenceHead(
                  random.nextBoolean() ? CONTROLLER : new PartyId("other"),
                  entries.get(at).seq() - 1,
                  random.nextBoolean() ? entries.get(at).previous() : "ab".repeat(32));
          entries.set(at, EvidenceEntry.after(before, Chains.draft(entries.get(at))));
        }
      }
      long saidEnd = random.nextInt(4) == 0 ? random.nextInt(LONG + 9) : LONG;

      EvidenceReport report =
          EvidenceVerifier.of(CONTROLLER, List.of(SIGNER.key()), pins)
              .onThreads(threads)
              .verify(new Fixed(entries, saidEnd));

      assertThat(report).as("store %d", i).isEqualTo(slowly(entries, saidEnd, pins));
    }
  }

  private static EvidenceReport slowly(
      List<EvidenceEntry> entries, long saidEnd, KeptCheckpoints pins) {
    ChainWalk walk = new ChainWalk(CONTROLLER, new Pins(CONTROLLER, List.of(SIGNER.key()), pins));
    EvidenceEntry last = null;
    for (EvidenceEntry entry : entries) {
      if (last == null || last.seq() < saidEnd) {
        walk.take(entry, entry.hash());
        last = entry;
      }
    }
    if (last != null && last.seq() == saidEnd && !last.hash().equals(Fixed.HASH)) {
      walk.find(
          EvidenceFinding.Kind.CHANGED,
          last.seq(),
          null,
          "The head of the chain was written behind another entry");
    }
    return walk.end(saidEnd);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void throwsWhatTheStoreThrows(int threads) {
    EvidenceStoreException broken = new EvidenceStoreException("broken", null);
    EvidenceStore store =
        new Fixed(chain(CONTROLLER, LONG, "count"), LONG) {
          @Override
          public List<EvidenceEntry> read(PartyId controller, long afterSeq, int limit) {
            if (afterSeq > 2_500) {
              throw broken;
            }
            return super.read(controller, afterSeq, limit);
          }
        };

    assertThatExceptionOfType(EvidenceStoreException.class)
        .isThrownBy(
            () ->
                EvidenceVerifier.of(CONTROLLER, List.of(), KeptCheckpoints.of(List.of()))
                    .onThreads(threads)
                    .verify(store))
        .isSameAs(broken);
  }

  @Test
  void endsWhenItIsInterrupted() {
    Thread.currentThread().interrupt();

    assertThatExceptionOfType(EvidenceStoreException.class)
        .isThrownBy(
            () ->
                EvidenceVerifier.of(CONTROLLER, List.of(), KeptCheckpoints.of(List.of()))
                    .verify(new Fixed(chain(), 40)))
        .withMessageContaining("interrupted");

    assertThat(Thread.interrupted()).isTrue();
  }

  /** A store that has these entries, whatever they are, and says that it ends there. */
  private static class Fixed implements EvidenceStore {

    static final String HASH = "cd".repeat(32);

    private final List<EvidenceEntry> entries;
    private final long saidEnd;

    Fixed(List<EvidenceEntry> entries, long saidEnd) {
      this.entries = entries.stream().map(entry -> EvidenceEntry.read(entry.bytes())).toList();
      this.saidEnd = saidEnd;
    }

    @Override
    public List<EvidenceEntry> append(PartyId controller, List<EvidenceDraft> drafts) {
      throw new UnsupportedOperationException();
    }

    @Override
    public EvidenceHead head(PartyId controller) {
      return new EvidenceHead(controller, saidEnd, HASH);
    }

    @Override
    public List<EvidenceEntry> stream(PartyId controller, StreamId stream) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<EvidenceEntry> read(PartyId controller, long afterSeq, int limit) {
      return entries.stream().filter(entry -> entry.seq() > afterSeq).limit(limit).toList();
    }
  }
}
