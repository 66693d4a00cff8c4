package io.github.gdprkit.testkit.canary;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Values to plant as one person's data, none of which occurs anywhere else: after an access request
 * they must be in the archive, after an erasure nowhere. Each holds a word of 20 letters and digits
 * that {@link CanaryScan} looks for. The same seed gives the same values, so a test can be
 * repeated.
 *
 * <p>{@link #control()} is for a place that is searched and not erased, such as another person's
 * text: a search that does not find it there has looked in the wrong place. Safe for use by many
 * threads.
 */
public final class Canaries {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int WORD = 20;
  private static final String CONTROL = "control";

  private final String seed;
  private final Map<String, String> words = new LinkedHashMap<>();

  private Canaries(String seed) {
    this.seed = seed;
  }

  /** Canaries that differ from those of every other seed; none is handed out yet. */
  public static Canaries of(String seed) {
    if (seed.isBlank()) {
      throw new IllegalArgumentException("Canaries need a seed, such as the name of the test");
    }
    return new Canaries(seed);
  }

  /** One more name of a person. */
  public String name() {
    return "Zoë " + plant("name");
  }

  /** One more e-mail address. */
  public String email() {
    return plant("email") + "@example.org";
  }

  /** One more text, with characters that have to be escaped in JSON, HTML, CSV and URLs. */
  public String text() {
    return "Says “" + plant("text") + "”, \"quoted\" & <b>ÄÖÜ</b>; 100%";
  }

  /**
   * One more value of letters and digits alone, for keys and user names.
   *
   * @param label what it is planted as; findings are reported by it, with a number behind
   */
  public String token(String label) {
    return plant(label);
  }

  /** What a search must find. The same at every call; a search reports it missing, not found. */
  public String control() {
    return wordOf(CONTROL);
  }

  /** Names the seed and the number of canaries, and shows none. */
  @Override
  public synchronized String toString() {
    return "Canaries[" + seed + ", " + words.size() + " planted]";
  }

  /** The words that were handed out, by label. */
  synchronized Map<String, String> words() {
    return new LinkedHashMap<>(words);
  }

  private synchronized String plant(String label) {
    if (label.isBlank()) {
      throw new IllegalArgumentException("A canary needs a label, such as name");
    }
    int number = 1;
    while (words.containsKey(label + "-" + number)) {
      number++;
    }
    String numbered = label + "-" + number;
    String word = wordOf(numbered);
    words.put(numbered, word);
    return word;
  }

  /** Begins with a letter, has letters of both cases and a digit. */
  private String wordOf(String label) {
    byte[] hash = sha256(seed.length() + ":" + seed + label);
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < WORD; i++) {
      word.append(ALPHABET.charAt(Math.floorMod(hash[i], ALPHABET.length())));
    }
    word.setCharAt(0, ALPHABET.charAt(Math.floorMod(hash[WORD], 26)));
    word.setCharAt(1, ALPHABET.charAt(26 + Math.floorMod(hash[WORD + 1], 26)));
    word.setCharAt(2, ALPHABET.charAt(52 + Math.floorMod(hash[WORD + 2], 10)));
    return word.toString();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java platform has no SHA-256, which it must have", e);
    }
  }
}
