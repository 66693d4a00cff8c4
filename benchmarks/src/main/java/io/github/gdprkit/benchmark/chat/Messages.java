package io.github.gdprkit.benchmark.chat;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes up messages, the same ones for the same seed: words of a made-up vocabulary with Zipf's
 * weights, 35 to 195 characters; 15 % with other letters than those of English, 5 % with a new
 * line, 5 % with quotes, 4 % with a link, 4 % edited.
 */
final class Messages {

  static final int CHANNELS = 100;
  static final int PEOPLE = 1_000;
  static final long FIRST_SENT = 1_704_103_200_000L; // 2024-01-01T10:00:00Z

  private static final int VOCABULARY = 5_000;
  private static final int TOPICS = 1_000;
  private static final String[] ONSETS = {
    "b", "c", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "z", "br",
    "cr", "dr", "fr", "gr", "pr", "tr", "st", "sp", "sk", "pl", "cl", "bl", "fl", "ch", "sh", "th"
  };
  private static final String[] VOWELS = {"a", "e", "i", "o", "u", "ai", "ea", "ou"};
  private static final String[] ENDS = {"n", "r", "s", "t", "l", "m", "d", "ng"};
  private static final List<String> OTHER_LETTERS =
      List.of(
          "café",
          "über",
          "señor",
          "naïve",
          "λόγος",
          "ἀρχή",
          "Москва",
          "привет",
          "日本語",
          "東京",
          "👍🏽",
          "🎉",
          "👩‍💻",
          "garçon",
          "Łódź",
          "ελληνικά");

  private final SplittableRandom random;
  private final String[] words = new String[VOCABULARY];
  private final double[] weights = new double[VOCABULARY];
  private final StringBuilder text = new StringBuilder(256);

  // The message that next() made.
  long id;
  long sender;
  int channel;
  String topic = "";
  String content = "";
  long sentMillis = FIRST_SENT;
  long editedMillis;
  int reactions;
  boolean hasAttachment;
  boolean hasLink;

  Messages(long seed) {
    random = new SplittableRandom(seed);
    double sum = 0;
    for (int i = 0; i < VOCABULARY; i++) {
      words[i] = word(i);
      sum += 1.0 / (i + 1);
      weights[i] = sum;
    }
    for (int i = 0; i < VOCABULARY; i++) {
      weights[i] /= sum;
    }
  }

  /** Makes the next message. */
  void next(long by) {
    id++;
    sender = by;
    channel = 1 + random.nextInt(CHANNELS);
    topic = "topic " + words[random.nextInt(TOPICS)];
    sentMillis += 1 + random.nextInt(20_000);
    editedMillis = random.nextInt(100) < 4 ? sentMillis + random.nextInt(600_000) : 0;
    reactions = random.nextInt(100) < 15 ? 1 + random.nextInt(3) : 0;
    hasAttachment = random.nextInt(1_000) < 5;
    content = content();
  }

  /** What the host keeps beside the text, for browsers. */
  String rendered() {
    String escaped =
        content
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace("\"", "&quot;")
            .replace("\n", "<br>\n");
    return "<p>" + escaped + "</p>";
  }

  int reactingPerson() {
    return 1 + random.nextInt(PEOPLE);
  }

  private String content() {
    int length = 35 + (random.nextInt(161) + random.nextInt(161)) / 2;
    boolean other = random.nextInt(100) < 15;
    boolean newLine = random.nextInt(100) < 5;
    boolean quotes = random.nextInt(100) < 5;
    hasLink = random.nextInt(100) < 4;
    text.setLength(0);
    if (hasLink) {
      text.append("https://example.org/").append(words[random.nextInt(VOCABULARY)]).append(' ');
    }
    if (quotes) {
      text.append('"').append(zipf()).append(' ').append(zipf()).append("\" ");
    }
    if (other) {
      text.append(OTHER_LETTERS.get(random.nextInt(OTHER_LETTERS.size()))).append(' ');
    }
    if (newLine) {
      text.append(zipf()).append('\n');
    }
    while (text.length() < length) {
      text.append(zipf()).append(' ');
    }
    text.setLength(text.length() - 1);
    return text.toString();
  }

  private String zipf() {
    double at = random.nextDouble();
    int low = 0;
    int high = VOCABULARY - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (weights[middle] < at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return words[low];
  }

  /** Made of syllables, as words are, because it matters to a deflater; frequent ones are short. */
  private String word(int number) {
    int syllables = number < 50 ? 1 : number < 600 ? 2 : 2 + random.nextInt(2);
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < syllables; i++) {
      word.append(ONSETS[random.nextInt(ONSETS.length)]);
      word.append(VOWELS[random.nextInt(VOWELS.length)]);
      if (random.nextInt(3) == 0) {
        word.append(ENDS[random.nextInt(ENDS.length)]);
      }
    }
    return word.toString();
  }
}
