package io.github.gdprkit.example.chat.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Makes the texts of messages: 35 to 195 characters, about 120 in the mean, with what exports
 * stumble over mixed in (other scripts, line breaks, quotes, links, mentions).
 */
final class MessageText {

  static final int SHORTEST = 35;
  static final int LONGEST = 195;

  private static final List<String> OTHER_SCRIPTS =
      List.of(
          "déjà-vu",
          "Grüße",
          "mañana",
          "smørrebrød",
          "żółć",
          "καλημέρα",
          "φίλε μου",
          "доброе утро",
          "спасибо",
          "おはよう",
          "写真を見て",
          "ありがとう",
          "👍🏽",
          "👩🏾‍💻",
          "🎉🎉",
          "🤷🏻‍♀️");

  private final SplittableRandom random;
  private final Vocabulary vocabulary;
  private final Supplier<String> usernames;

  MessageText(SplittableRandom random, Vocabulary vocabulary, Supplier<String> usernames) {
    this.random = random;
    this.vocabulary = vocabulary;
    this.usernames = usernames;
  }

  String next() {
    int spread = LONGEST - SHORTEST - Vocabulary.LONGEST_WORD - 1;
    int length = LONGEST - random.nextInt(spread / 2) - random.nextInt(spread / 2);
    List<String> parts = specials();
    int used = parts.stream().mapToInt(part -> part.length() + 1).sum() - 1;
    for (String word = vocabulary.word();
        used + 1 + word.length() <= length;
        word = vocabulary.word()) {
      parts.add(random.nextInt(parts.size() + 1), word);
      used += 1 + word.length();
    }
    return join(parts);
  }

  private List<String> specials() {
    List<String> specials = new ArrayList<>();
    if (isOneOf(15)) {
      specials.add(OTHER_SCRIPTS.get(random.nextInt(OTHER_SCRIPTS.size())));
    }
    if (isOneOf(5)) {
      specials.add('"' + vocabulary.word() + ' ' + vocabulary.word() + '"');
    }
    if (isOneOf(4)) {
      specials.add("https://example.org/" + vocabulary.word() + '/' + random.nextInt(10_000));
    }
    if (isOneOf(10)) {
      specials.add('@' + usernames.get());
    }
    return specials;
  }

  private String join(List<String> parts) {
    // Before the first part there is no break, so a text of one part stays as it is.
    int lineBreak = isOneOf(5) ? random.nextInt(parts.size()) : 0;
    StringBuilder text = new StringBuilder(parts.get(0));
    for (int i = 1; i < parts.size(); i++) {
      text.append(i == lineBreak ? '\n' : ' ').append(parts.get(i));
    }
    return text.toString();
  }

  private boolean isOneOf(int percent) {
    return random.nextInt(100) < percent;
  }
}
