package io.github.gdprkit.example.chat.generate;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person who wrote exactly so many of the messages. */
public record HeavyUser(String username, int messages) {

  private static final Pattern FORM = Pattern.compile("([a-z][a-z0-9._-]{0,63}):([0-9]{1,9})");

  /** Reads {@code name:count}. */
  public static HeavyUser parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "write it as name:count, for example anna:20000, with a lower-case name");
    }
    return new HeavyUser(matcher.group(1), Integer.parseInt(matcher.group(2)));
  }
}
