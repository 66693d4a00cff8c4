package io.github.gdprkit.jackson;

import java.util.Locale;

/**
 * A constant as lower case words joined by hyphens: {@code ONE_DATA_SUBJECT} is {@code
 * one-data-subject}.
 */
final class Word {

  private Word() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
