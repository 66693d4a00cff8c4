package io.github.gdprkit.benchmark.jmh;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Messages of one person as a chat has them, the same ones every time. 15 % have more than ASCII in
 * them, 5 % a line break, 5 % quotes, 4 % a link; a line of JSON has about 293 bytes.
 */
final class ChatMessages {

  static final int COUNT = 1_000;

  private static final long SEED = 20_260_301;
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final int WORDS = 5_000;
  private static final Instant FIRST = Instant.parse("2026-03-01T09:30:00Z");
  private static final String[] BEYOND_ASCII = {
    "déjà vu", "größer", "καλημέρα", "привет", "日本語のテキスト", "👩🏽‍🚀", "naïve", "¿qué?", "😀"
  };
  private static final String[] SYLLABLES = {
    "ba", "cor", "de", "fin", "gal", "ho", "jun", "ka", "lem", "mo", "nar", "pel", "qui", "ro",
    "sta", "tu", "vel", "wo", "xi", "zan"
  };

  private ChatMessages() {}

  /**
   * One message.
   *
   * @param sentText what {@code sent} is in ISO 8601, in bytes
   */
  record Message(
      long id, String channel, String topic, String content, long sent, byte[] sentText) {}

  static List<Message> all() {
    return all(0);
  }

  /** As many other messages, for each number others. */
  static List<Message> all(int number) {
    Random random = new Random(SEED + number);
    String[] words = new String[WORDS];
    for (int i = 0; i < WORDS; i++) {
      words[i] = word(random);
    }
    List<Message> messages = new ArrayList<>(COUNT);
    long sent = FIRST.toEpochMilli();
    for (int i = 0; i < COUNT; i++) {
      sent += 1 + random.nextInt(60_000);
      String iso = ISO.format(Instant.ofEpochMilli(sent));
      messages.add(
          new Message(
              1_000_000 + 4L * i,
              "channel-" + word(random) + "-" + random.nextInt(100),
              "topic: " + text(random, words, 20, 40),
              content(random, words),
              sent,
              iso.getBytes(StandardCharsets.US_ASCII)));
    }
    return messages;
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    int syllables = 1 + random.nextInt(4);
    for (int i = 0; i < syllables; i++) {
      word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
    }
    return word.toString();
  }

  private static String content(Random random, String[] words) {
    StringBuilder content = new StringBuilder(text(random, words, 35, 195));
    int kind = random.nextInt(100);
    int middle = content.indexOf(" ") + 1;
    if (kind < 15) {
      content.insert(middle, BEYOND_ASCII[random.nextInt(BEYOND_ASCII.length)] + " ");
    } else if (kind < 20) {
      content.insert(middle, "\n");
    } else if (kind < 25) {
      content.insert(middle, "\"quoted\" ");
    } else if (kind < 29) {
      content.append(" https://example.org/a/").append(random.nextInt(100_000));
    }
    return content.toString();
  }

  /** Few words come often, as in any language. */
  private static String text(Random random, String[] words, int least, int most) {
    int length = least + random.nextInt(most - least);
    StringBuilder text = new StringBuilder(words[random.nextInt(WORDS)]);
    while (text.length() < length) {
      double rank = Math.pow(WORDS, random.nextDouble());
      text.append(' ').append(words[(int) rank - 1]);
    }
    return text.toString();
  }
}
