package io.github.gdprkit.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.party.PartyId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StreamVersionsTest {

  @Test
  void remembersWhatAMapWould() {
    Random random = new Random(3);
    StreamVersions versions = new StreamVersions();
    Map<StreamId, Long> expected = new HashMap<>();
    for (int i = 0; i < 50_000; i++) {
      StreamId stream = new StreamId("request", "r" + random.nextInt(20_000));
      long version = 1 + random.nextInt(100);
      Long before = expected.put(stream, version);

      assertThat(versions.put(entry(stream, version))).isEqualTo(before == null ? 0 : before);
    }
    expected.forEach(
        (stream, version) -> assertThat(versions.of(entry(stream, 1))).isEqualTo(version));
    assertThat(versions.of(entry(new StreamId("request", "never"), 1))).isZero();
  }

  @Test
  void knowsAStreamAgainHoweverItsEntryCameAbout() {
    StreamVersions versions = new StreamVersions();
    EvidenceEntry written = entry(new StreamId("request", "r1"), 7);
    EvidenceEntry read = EvidenceEntry.read(written.bytes());

    versions.put(written);

    assertThat(versions.of(read)).isEqualTo(7);
    assertThat(versions.put(read)).isEqualTo(7);
  }

  private static EvidenceEntry entry(StreamId stream, long version) {
    EvidenceDraft draft =
        new EvidenceDraft(stream, version - 1, "noted", Instant.EPOCH, Map.of("by", "system"));
    return EvidenceEntry.after(EvidenceHead.none(new PartyId("choir")), draft);
  }
}
