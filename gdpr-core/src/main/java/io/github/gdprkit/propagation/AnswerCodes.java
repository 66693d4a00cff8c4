package io.github.gdprkit.propagation;

import java.util.regex.Pattern;

/** What evidence keeps of the reasons in an answer. */
final class AnswerCodes {

  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9.-]{0,79}");

  private AnswerCodes() {}

  /** Refuses what is no code with {@link IllegalArgumentException}, without repeating it. */
  static void require(String code) {
    if (!FORM.matcher(code).matches()) {
      throw new IllegalArgumentException(
          "A code is 1 to 80 lower case letters, digits and . -, starting with a letter; words"
              + " belong beside it");
    }
  }
}
