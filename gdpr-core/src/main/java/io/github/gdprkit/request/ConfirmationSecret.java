package io.github.gdprkit.request;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;

/** What the person is sent, and how it is read again. */
enum ConfirmationSecret {
  /** Eight digits. */
  CODE("confirmation-code") {
    @Override
    String draw(SecureRandom random) {
      // A bound makes nextInt draw again instead of folding the rest over, so no code is likelier.
      return String.format(Locale.ROOT, "%08d", random.nextInt(CODES));
    }

    @Override
    String read(String given) {
      return given.replaceAll("[\\s-]", "");
    }
  },

  /** 256 bits in base64url. */
  LINK("confirmation-link") {
    @Override
    String draw(SecureRandom random) {
      return bits(random, LINK_BYTES);
    }

    @Override
    String read(String given) {
      return given.strip();
    }
  };

  private static final int CODES = 100_000_000;
  private static final int LINK_BYTES = 32;

  /** No code or link is longer, whatever is put between its digits. */
  private static final int LONGEST = 100;

  private final String method;

  ConfirmationSecret(String method) {
    this.method = method;
  }

  abstract String draw(SecureRandom random);

  abstract String read(String given);

  String method() {
    return method;
  }

  /** What was given, without what people put between digits; empty when it cannot be one. */
  String readBounded(String given) {
    return given.length() > LONGEST ? "" : read(given);
  }

  static String bits(SecureRandom random, int bytes) {
    byte[] drawn = new byte[bytes];
    random.nextBytes(drawn);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
  }
}
