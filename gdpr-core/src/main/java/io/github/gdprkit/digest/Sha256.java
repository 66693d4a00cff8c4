package io.github.gdprkit.digest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, which every Java platform has to bring. */
public final class Sha256 {

  /** Copied for each that is needed, which is faster than to look it up among the providers. */
  private static final MessageDigest FRESH = lookUp();

  private Sha256() {}

  /** One that has digested nothing yet. */
  public static MessageDigest digest() {
    try {
      return (MessageDigest) FRESH.clone();
    } catch (CloneNotSupportedException e) {
      return lookUp();
    }
  }

  private static MessageDigest lookUp() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java platform has no SHA-256, which it must have", e);
    }
  }

  /** The digest of these bytes, in lower case hexadecimal digits. */
  public static String of(byte[] bytes) {
    return hex(digest().digest(bytes));
  }

  /** A finished digest in lower case hexadecimal digits. */
  public static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }
}
