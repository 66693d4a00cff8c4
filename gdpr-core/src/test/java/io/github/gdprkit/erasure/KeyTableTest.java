package io.github.gdprkit.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.subject.SubjectKey;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyTableTest {

  private final KeyTable<Integer> table = new KeyTable<>();

  @Test
  void findsWhatWasPutInAndNothingElse() {
    Random random = new Random(7);
    Map<SubjectKey, Integer> expected = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = new byte[32];
      random.nextBytes(bytes);
      expected.put(key(bytes), i);
    }

    expected.forEach(table::put);

    assertThat(table.size()).isEqualTo(expected.size());
    expected.forEach((key, value) -> assertThat(table.get(key)).isEqualTo(value));
    for (int i = 0; i < 1_000; i++) {
      byte[] bytes = new byte[32];
      random.nextBytes(bytes);
      assertThat(table.get(key(bytes))).isNull();
    }
  }

  @Test
  void tellsKeysApartThatLandInTheSameSlot() {
    for (int i = 0; i < 200; i++) {
      byte[] bytes = new byte[32];
      bytes[0] = (byte) i;
      table.put(key(bytes), i);
    }

    for (int i = 0; i < 200; i++) {
      byte[] bytes = new byte[32];
      bytes[0] = (byte) i;
      assertThat(table.get(key(bytes))).isEqualTo(i);
    }
  }

  @Test
  void keepsTheLastValueOfAKey() {
    table.put(key(new byte[32]), 1);
    table.put(key(new byte[32]), 2);

    assertThat(table.get(key(new byte[32]))).isEqualTo(2);
    assertThat(table.size()).isEqualTo(1);
  }

  private static SubjectKey key(byte[] bytes) {
    return new SubjectKey(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }
}
