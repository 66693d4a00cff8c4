package io.github.gdprkit.example.chat.generate;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Made-up words, a few of which are used most of the time, as in a real language. */
final class Vocabulary {

  static final int LONGEST_WORD = 9;

  private static final int SIZE = 5_000;
  private static final String CONSONANTS = "bdfghklmnprstvz";
  private static final String VOWELS = "aeiou";
  private static final int MOST_SYLLABLES = 4;

  private final SplittableRandom random;
  private final List<String> words;
  private final Zipf ranks = new Zipf(SIZE);

  Vocabulary(SplittableRandom random) {
    this.random = random;
    Set<String> distinct = new LinkedHashSet<>();
    while (distinct.size() < SIZE) {
      distinct.add(newWord(random));
    }
    words = List.copyOf(distinct);
  }

  String word() {
    return words.get(ranks.draw(random));
  }

  /** A word of two to {@link #LONGEST_WORD} letters that need not be in the vocabulary. */
  static String newWord(SplittableRandom random) {
    StringBuilder word = new StringBuilder();
    int syllables = 1 + random.nextInt(MOST_SYLLABLES);
    for (int i = 0; i < syllables; i++) {
      word.append(letter(CONSONANTS, random)).append(letter(VOWELS, random));
    }
    if (random.nextInt(3) == 0) {
      word.append(letter(CONSONANTS, random));
    }
    return word.toString();
  }

  private static char letter(String letters, SplittableRandom random) {
    return letters.charAt(random.nextInt(letters.length()));
  }
}
