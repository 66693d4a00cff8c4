package io.github.gdprkit.jdbc.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BatchSizeTest {

  private static final int MOST = 3_000;
  private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(199);
  private static final long NEITHER = TimeUnit.MILLISECONDS.toNanos(300);
  private static final long LONG = TimeUnit.MILLISECONDS.toNanos(401);

  private final BatchSize size = new BatchSize();

  @Test
  void growsWhileFullBatchesAreShort() {
    assertThat(size.rows(MOST)).isEqualTo(500);

    size.took(500, 500, SHORT);
    assertThat(size.rows(MOST)).isEqualTo(1_000);

    size.took(1_000, 1_000, SHORT);
    size.took(2_000, 2_000, SHORT);
    assertThat(size.rows(MOST)).as("no more than is asked for").isEqualTo(MOST);
  }

  @Test
  void staysWhereBatchesAreNeitherShortNorLong() {
    size.took(500, 500, SHORT);

    size.took(1_000, 1_000, NEITHER);

    assertThat(size.rows(MOST)).isEqualTo(1_000);
  }

  @Test
  void learnsNothingFromAShortBatchThatWasNotFull() {
    size.took(500, 499, SHORT);

    assertThat(size.rows(MOST)).isEqualTo(500);
  }

  @Test
  void learnsNothingFromAShortBatchOfWhichLessWasAsked() {
    size.took(3, 3, SHORT);

    assertThat(size.rows(MOST)).isEqualTo(500);
  }

  @Test
  void shrinksAfterLongBatchesAndNotBelowTheFirst() {
    size.took(500, 500, SHORT);
    size.took(1_000, 1_000, SHORT);

    size.took(2_000, 2_000, LONG);
    assertThat(size.rows(MOST)).isEqualTo(1_000);

    size.took(1_000, 10, LONG);
    size.took(500, 10, LONG);
    assertThat(size.rows(MOST)).isEqualTo(500);
  }

  @Test
  void doesNotGrowAfterALongBatchOfWhichLittleWasAsked() {
    size.took(3, 3, LONG);

    assertThat(size.rows(MOST)).isEqualTo(500);
  }
}
