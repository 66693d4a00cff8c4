package io.github.gdprkit.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BatchSizeTest {

  private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(99);
  private static final long NEITHER = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long LONG = TimeUnit.MILLISECONDS.toNanos(401);

  private final BatchSize size = new BatchSize(3_000);

  @Test
  void growsWhileFullBatchesAreShort() {
    assertThat(size.records()).isEqualTo(500);

    size.took(500, SHORT);
    assertThat(size.records()).isEqualTo(1_000);

    size.took(1_000, SHORT);
    size.took(2_000, SHORT);
    size.took(3_000, SHORT);
    assertThat(size.records()).as("no more than is allowed").isEqualTo(3_000);
  }

  @Test
  void staysWhereBatchesAreNeitherShortNorLong() {
    size.took(500, SHORT);

    size.took(1_000, NEITHER);

    assertThat(size.records()).isEqualTo(1_000);
  }

  @Test
  void learnsNothingFromAShortBatchThatWasNotFull() {
    size.took(499, SHORT);

    assertThat(size.records()).isEqualTo(500);
  }

  @Test
  void shrinksAfterLongBatchesAndNotBelowTheFirst() {
    size.took(500, SHORT);
    size.took(1_000, SHORT);

    size.took(2_000, LONG);
    assertThat(size.records()).isEqualTo(1_000);

    size.took(10, LONG);
    size.took(10, LONG);
    assertThat(size.records()).isEqualTo(500);
  }

  @Test
  void neverHasMoreThanASmallNumberThatIsAllowed() {
    BatchSize small = new BatchSize(3);

    small.took(3, SHORT);
    assertThat(small.records()).isEqualTo(3);

    small.took(3, LONG);
    assertThat(small.records()).isEqualTo(3);
  }

  @Test
  void doublesUpToTheLargestNumberThereIs() {
    BatchSize large = new BatchSize(Integer.MAX_VALUE);

    for (int batch = 0; batch < 30; batch++) {
      large.took(large.records(), SHORT);
    }

    assertThat(large.records()).isEqualTo(Integer.MAX_VALUE);
  }
}
