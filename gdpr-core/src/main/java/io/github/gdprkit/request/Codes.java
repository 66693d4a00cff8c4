package io.github.gdprkit.request;

import java.util.Arrays;
import java.util.Locale;

/** How constants are written in evidence: lower case words joined by hyphens. */
final class Codes {

  private Codes() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Refuses what is no constant with {@link IllegalArgumentException}. */
  static <E extends Enum<E>> E read(Class<E> type, String code) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> of(constant).equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no " + type.getSimpleName() + " of the code " + code));
  }
}
