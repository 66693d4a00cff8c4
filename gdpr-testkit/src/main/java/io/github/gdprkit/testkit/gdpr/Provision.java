package io.github.gdprkit.testkit.gdpr;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A provision that an engine for data subject rights has to do with.
 *
 * @param article such as {@code 15(3)}
 * @param about what it is about, in a few words
 */
record Provision(String article, String about) {

  /** As in the Regulation: 5(2), 12(1), 12(10), 12(10)(a). */
  static final Comparator<String> ORDER =
      Comparator.comparing(Provision::sortable).thenComparing(Comparator.naturalOrder());

  private static final Pattern PARTS = Pattern.compile("\\d+|[a-z]+");

  /**
   * Whether a test of this article proves something of the provision: of it, or of a part of it.
   */
  boolean covers(String tested) {
    return tested.equals(article) || tested.startsWith(article + "(");
  }

  /** All provisions on the list, in the order of the Regulation. */
  static List<Provision> all() {
    List<Provision> all = new ArrayList<>();
    InputStream stream = Provision.class.getResourceAsStream("provisions.tsv");
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(stream, "provisions.tsv"), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        int tab = line.indexOf('\t');
        all.add(new Provision(line.substring(0, tab), line.substring(tab + 1)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private static String sortable(String article) {
    StringBuilder key = new StringBuilder();
    for (MatchResult part : PARTS.matcher(article).results().toList()) {
      key.append(" ".repeat(Math.max(0, 4 - part.group().length()))).append(part.group());
    }
    return key.toString();
  }
}
