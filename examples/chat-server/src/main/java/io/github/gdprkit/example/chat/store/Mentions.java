package io.github.gdprkit.example.chat.store;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds {@code @username} in a text. */
final class Mentions {

  private static final Pattern MENTION =
      Pattern.compile("(?<![\\p{L}\\p{N}._-])@([\\p{L}\\p{N}][\\p{L}\\p{N}._-]*)");

  private Mentions() {}

  /**
   * For each mention the usernames that it may mean, the likeliest first: {@code "@ron."} is {@code
   * ron.} or, more often, {@code ron} at the end of a sentence.
   */
  static Set<List<String>> in(String text) {
    Set<List<String>> mentions = new LinkedHashSet<>();
    if (text.indexOf('@') < 0) {
      return mentions;
    }
    Matcher matcher = MENTION.matcher(text);
    while (matcher.find()) {
      mentions.add(spellings(matcher.group(1)));
    }
    return mentions;
  }

  private static List<String> spellings(String name) {
    List<String> spellings = new ArrayList<>();
    spellings.add(name);
    String shorter = name;
    while ("._-".indexOf(shorter.charAt(shorter.length() - 1)) >= 0) {
      shorter = shorter.substring(0, shorter.length() - 1);
      spellings.add(shorter);
    }
    return spellings;
  }
}
