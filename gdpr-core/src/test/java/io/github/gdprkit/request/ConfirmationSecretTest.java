package io.github.gdprkit.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfirmationSecretTest {

  private static final int DRAWS = 50_000;
  private static final int DIGITS = 8;

  /**
   * Chi-square with nine degrees of freedom is above 60 once in more than a thousand million times.
   */
  private static final double BOUND = 60;

  private final SecureRandom random = new SecureRandom();

  @Test
  void drawsEveryDigitEquallyOftenAtEveryPlace() {
    long[][] counts = new long[DIGITS][10];
    for (int i = 0; i < DRAWS; i++) {
      String code = ConfirmationSecret.CODE.draw(random);
      assertThat(code).hasSize(DIGITS);
      for (int place = 0; place < DIGITS; place++) {
        counts[place][code.charAt(place) - '0']++;
      }
    }

    for (long[] place : counts) {
      assertThat(chiSquare(place)).isLessThan(BOUND);
    }
  }

  @Test
  void wouldNoticeADigitThatComesATenthMoreOften() {
    long[] skewed = new long[10];
    for (int digit = 0; digit < 10; digit++) {
      skewed[digit] = DRAWS / 10;
    }
    skewed[3] += DRAWS / 100;
    skewed[4] -= DRAWS / 100;

    assertThat(chiSquare(skewed)).isGreaterThan(BOUND);
  }

  @Test
  void keepsLeadingZeros() {
    SecureRandom small =
        new SecureRandom() {
          private static final long serialVersionUID = 1L;

          @Override
          public int nextInt(int bound) {
            assertThat(bound).isEqualTo(100_000_000);
            return 42;
          }
        };

    assertThat(ConfirmationSecret.CODE.draw(small)).isEqualTo("00000042");
  }

  @Test
  void drawsLinksOf256BitsAndNoneTwice() {
    Set<String> links = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      String link = ConfirmationSecret.LINK.draw(random);
      assertThat(link).matches("[A-Za-z0-9_-]{43}");
      links.add(link);
    }

    assertThat(links).hasSize(10_000);
  }

  @Test
  void readsACodeAsPeopleTypeIt() {
    assertThat(ConfirmationSecret.CODE.readBounded(" 1234 5678\n")).isEqualTo("12345678");
    assertThat(ConfirmationSecret.CODE.readBounded("1234-5678")).isEqualTo("12345678");
    assertThat(ConfirmationSecret.LINK.readBounded(" a-b_c ")).isEqualTo("a-b_c");
    assertThat(ConfirmationSecret.CODE.readBounded("1".repeat(10_000_000))).isEmpty();
  }

  private static double chiSquare(long[] counts) {
    double expected = DRAWS / 10.0;
    double sum = 0;
    for (long count : counts) {
      sum += (count - expected) * (count - expected) / expected;
    }
    return sum;
  }
}
