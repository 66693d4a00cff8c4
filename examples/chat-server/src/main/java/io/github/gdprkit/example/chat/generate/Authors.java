package io.github.gdprkit.example.chat.generate;

import java.util.SplittableRandom;

/**
 * Says who wrote the next message, so that each heavy user has written exactly the planned number
 * at the end, spread evenly from the first message to the last.
 */
final class Authors {

  private final SplittableRandom random;
  private final int[] heavyLeft;
  private final Zipf others;
  private int left;

  Authors(LoadPlan plan, SplittableRandom random) {
    this.random = random;
    heavyLeft = plan.heavy().stream().mapToInt(HeavyUser::messages).toArray();
    // At least one rank, which is not drawn when the heavy users write everything.
    others = new Zipf(Math.max(1, plan.users() - heavyLeft.length));
    left = plan.messages();
  }

  /** The index of the author; heavy users come first. */
  int next() {
    int draw = random.nextInt(left--);
    for (int i = 0; i < heavyLeft.length; i++) {
      draw -= heavyLeft[i];
      if (draw < 0) {
        heavyLeft[i]--;
        return i;
      }
    }
    return heavyLeft.length + others.draw(random);
  }
}
