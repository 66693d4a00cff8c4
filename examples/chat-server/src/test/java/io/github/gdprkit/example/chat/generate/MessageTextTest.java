package io.github.gdprkit.example.chat.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MessageTextTest {

  @Test
  void staysWithinItsLengthEvenWithTheLongestUsername() {
    SplittableRandom random = new SplittableRandom(1);
    MessageText texts = new MessageText(random, new Vocabulary(random), () -> "a".repeat(64));

    for (int i = 0; i < 50_000; i++) {
      assertThat(texts.next().length()).isBetween(MessageText.SHORTEST, MessageText.LONGEST);
    }
  }
}
