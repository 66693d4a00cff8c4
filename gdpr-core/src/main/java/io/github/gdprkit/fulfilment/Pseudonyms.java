package io.github.gdprkit.fulfilment;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Made-up names for persons: a keyed hash of the host's key under the archive's own secret. So a
 * name is the same on every page, on every thread and after a crash without a table of persons, and
 * nobody can compute it once the secret went with the draft.
 */
final class Pseudonyms {

  private static final int KEPT = 4096;
  private static final int HASH_BYTES = 6;

  private final byte[] secret;

  /** Made for the first person: the platform looks through its providers for one. */
  private @Nullable Mac mac;

  private final Map<String, String> recent =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > KEPT;
        }
      };

  Pseudonyms(byte[] secret) {
    this.secret = secret.clone();
  }

  String of(String account) {
    return recent.computeIfAbsent(account, this::compute);
  }

  private String compute(String account) {
    if (mac == null) {
      mac = mac();
    }
    byte[] hash = mac.doFinal(account.getBytes(StandardCharsets.UTF_8));
    return "person-" + HexFormat.of().formatHex(hash, 0, HASH_BYTES);
  }

  private Mac mac() {
    try {
      Mac made = Mac.getInstance("HmacSHA256");
      made.init(new SecretKeySpec(secret, "HmacSHA256"));
      return made;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "This Java platform has no HmacSHA256, which it must have", e);
    }
  }
}
