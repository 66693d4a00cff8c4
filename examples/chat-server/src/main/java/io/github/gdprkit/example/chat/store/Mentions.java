package io.github.gdprkit.example.chat.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds {@code @username} in a text. */
public final class Mentions {

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

  /** The text with another name in the mentions that the meaning picks, and else as it is. */
  public static String rename(String text, Meaning meaning, String newName) throws SQLException {
    if (text.indexOf('@') < 0) {
      return text;
    }
    StringBuilder renamed = new StringBuilder();
    int copied = 0;
    Matcher matcher = MENTION.matcher(text);
    while (matcher.find()) {
      Optional<String> meant = meaning.of(spellings(matcher.group(1)));
      if (meant.isPresent()) {
        renamed.append(text, copied, matcher.start(1)).append(newName);
        copied = matcher.start(1) + meant.get().length();
      }
    }
    return renamed.append(text, copied, text.length()).toString();
  }

  /**
   * Means one person: by one of these usernames, unless the mention is rather somebody else's of
   * the same organisation, whose username only begins like it.
   *
   * @param usernames normalised
   */
  public static Meaning meaning(
      Statements statements, Organisation organisation, long userId, Set<String> usernames) {
    return spellings -> {
      if (spellings.stream().map(Profile::normalised).noneMatch(usernames::contains)) {
        return Optional.empty();
      }
      for (String spelling : spellings) {
        String username = Profile.normalised(spelling);
        if (usernames.contains(username)) {
          return Optional.of(spelling);
        }
        if (isSomebodyElse(statements, organisation, userId, username)) {
          return Optional.empty();
        }
      }
      return Optional.empty();
    };
  }

  private static boolean isSomebodyElse(
      Statements statements, Organisation organisation, long userId, String username)
      throws SQLException {
    return statements
        .number(
            "SELECT 1 FROM users WHERE organisation_id = ? AND username = ? AND id <> ?",
            organisation.id(),
            username,
            userId)
        .isPresent();
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

  /** Tells which of the spellings of a mention means somebody, if any does. */
  @FunctionalInterface
  public interface Meaning {
    Optional<String> of(List<String> spellings) throws SQLException;
  }
}
