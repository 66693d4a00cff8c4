package io.github.gdprkit.fulfilment;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Made-up names for persons: a keyed hash of the host's key under the archive's own secret. So a
 * name is the same on every page, on every thread and after a crash without a table of persons, and
 * nobody can compute it once the secret went with the draft.
 */
final class Pseudonyms {

  private static final int KEPT = 4096;
  private static final int HASH_BYTES = 6;

  private final Mac mac;
  private final Map<String, String> recent =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > KEPT;
        }
      };

  Pseudonyms(byte[] secret) {
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "This Java platform has no HmacSHA256, which it must have", e);
    }
  }

  String of(String account) {
    return recent.computeIfAbsent(account, this::compute);
  }

  private String compute(String account) {
    byte[] hash = mac.doFinal(account.getBytes(StandardCharsets.UTF_8));
    return "person-" + HexFormat.of().formatHex(hash, 0, HASH_BYTES);
  }
}
