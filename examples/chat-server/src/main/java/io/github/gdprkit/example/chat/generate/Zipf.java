package io.github.gdprkit.example.chat.generate;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws ranks from 0 as people use words, or talk: the n-th with the weight 1/n. */
final class Zipf {

  private final double[] upTo;

  Zipf(int ranks) {
    upTo = new double[ranks];
    double sum = 0;
    for (int rank = 0; rank < ranks; rank++) {
      sum += 1.0 / (rank + 1);
      upTo[rank] = sum;
    }
  }

  int draw(SplittableRandom random) {
    int found = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
    return Math.min(found < 0 ? -found - 1 : found, upTo.length - 1);
  }
}
