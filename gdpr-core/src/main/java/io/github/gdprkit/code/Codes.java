package io.github.gdprkit.code;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How constants and names are written in evidence and sheets. What is kept is read for years: a
 * code never changes its form.
 */
public final class Codes {

  private static final int LONGEST = 200;

  private Codes() {}

  /** Lower case words joined by hyphens: {@code STANDARD_CLAUSES} is standard-clauses. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The constant of a code; refuses what is none with {@link IllegalArgumentException}. */
  public static <E extends Enum<E>> E read(Class<E> type, String code) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> of(constant).equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no " + type.getSimpleName() + " of the code " + code));
  }

  /** Several codes with commas between them, in the order of the constants that are given. */
  public static String join(Collection<? extends Enum<?>> constants) {
    return constants.stream().map(Codes::of).collect(Collectors.joining(","));
  }

  /** The constants of several codes; none of an empty text. */
  public static <E extends Enum<E>> Set<E> split(Class<E> type, String codes) {
    Set<E> constants = EnumSet.noneOf(type);
    if (!codes.isEmpty()) {
      Arrays.stream(codes.split(",", -1)).map(code -> read(type, code)).forEach(constants::add);
    }
    return constants;
  }

  /**
   * What is left of a name that somebody else chose, such as that of a calendar or of a class, when
   * only the letters of codes are allowed.
   */
  public static String ofName(String name) {
    String code = name.replaceAll("[^A-Za-z0-9._:-]", ".");
    return code.substring(0, Math.min(code.length(), LONGEST));
  }
}
