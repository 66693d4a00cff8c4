package io.github.gdprkit.testkit.canary;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The forms in which a word of letters and digits can stand in a file. */
final class Encodings {

  private Encodings() {}

  /** All forms of one canary's word. */
  static List<CanaryForm> of(String canary, String word) {
    List<CanaryForm> patterns = new ArrayList<>();
    // The first of two equal forms names it: a word without letters has no cases.
    Map<String, String> cases = new LinkedHashMap<>();
    cases.putIfAbsent(word, "");
    cases.putIfAbsent(word.toLowerCase(Locale.ROOT), ", lower case");
    cases.putIfAbsent(word.toUpperCase(Locale.ROOT), ", upper case");
    cases.putIfAbsent(reversedCase(word), ", reversed case");
    cases.forEach((text, name) -> add(patterns, canary, text, name));
    return patterns;
  }

  private static void add(List<CanaryForm> patterns, String canary, String text, String name) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    Map<String, String> ascii = new LinkedHashMap<>();
    ascii.put(text, "UTF-8");
    ascii.put(HexFormat.of().formatHex(utf8), "hex");
    ascii.put(HexFormat.of().withUpperCase().formatHex(utf8), "hex");
    for (int offset = 0; offset < 3; offset++) {
      String base64 = base64(utf8, offset);
      ascii.put(base64, "base64");
      ascii.put(base64.replace('+', '-').replace('/', '_'), "base64");
    }
    ascii.put(each(text, "%%%02x"), "percent-encoding");
    ascii.put(each(text, "%%%02X"), "percent-encoding");
    ascii.put(each(text, "\\u%04x"), "JSON escapes");
    ascii.put(each(text, "\\u%04X"), "JSON escapes");
    ascii.put(each(text, "&#%d;"), "HTML escapes");
    ascii.put(each(text, "&#x%x;"), "HTML escapes");
    ascii.put(each(text, "&#x%X;"), "HTML escapes");
    ascii.forEach(
        (encoded, encoding) ->
            patterns.add(
                new CanaryForm(
                    canary, encoding + name, encoded.getBytes(StandardCharsets.ISO_8859_1))));
    patterns.add(
        new CanaryForm(canary, "UTF-16LE" + name, text.getBytes(StandardCharsets.UTF_16LE)));
    patterns.add(
        new CanaryForm(canary, "UTF-16BE" + name, text.getBytes(StandardCharsets.UTF_16BE)));
  }

  /** The characters of base64 that depend on the word alone, when so many bytes stand before it. */
  private static String base64(byte[] bytes, int offset) {
    byte[] shifted = new byte[offset + bytes.length];
    System.arraycopy(bytes, 0, shifted, offset, bytes.length);
    String encoded = Base64.getEncoder().encodeToString(shifted);
    int from = (offset * 8 + 5) / 6;
    int to = shifted.length * 8 / 6;
    return encoded.substring(from, to);
  }

  private static String each(String text, String format) {
    StringBuilder all = new StringBuilder();
    text.chars().forEach(c -> all.append(String.format(Locale.ROOT, format, c)));
    return all.toString();
  }

  private static String reversedCase(String text) {
    StringBuilder reversed = new StringBuilder();
    text.chars()
        .map(c -> Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))
        .forEach(c -> reversed.append((char) c));
    return reversed.toString();
  }
}
