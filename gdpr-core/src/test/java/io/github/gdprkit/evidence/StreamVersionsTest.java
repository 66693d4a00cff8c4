package io.github.gdprkit.evidence;

import static org.assertj.core.api.Assertions.assertThat;

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
      long version = random.nextInt(100);
      Long before = expected.put(stream, version);

      assertThat(versions.put(stream, version)).isEqualTo(before == null ? 0 : before);
    }
    expected.forEach((stream, version) -> assertThat(versions.of(stream)).isEqualTo(version));
    assertThat(versions.of(new StreamId("request", "never"))).isZero();
  }
}
