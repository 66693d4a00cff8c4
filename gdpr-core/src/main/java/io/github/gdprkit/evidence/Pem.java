package io.github.gdprkit.evidence;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Ed25519 keys as text. */
final class Pem {

  static final String ALGORITHM = "Ed25519";

  private static final String PUBLIC = "PUBLIC KEY";
  private static final String PRIVATE = "PRIVATE KEY";

  private Pem() {}

  static String of(PublicKey key) {
    return block(PUBLIC, key.getEncoded());
  }

  static String of(PrivateKey key) {
    return block(PRIVATE, key.getEncoded());
  }

  static PublicKey publicKey(String text) {
    byte[] encoded = content(PUBLIC, text);
    try {
      return factory().generatePublic(new X509EncodedKeySpec(encoded));
    } catch (InvalidKeySpecException e) {
      throw new CheckpointKeyException("The public key is no Ed25519 key in X.509 form");
    }
  }

  static PrivateKey privateKey(String text) {
    byte[] encoded = content(PRIVATE, text);
    try {
      return factory().generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (InvalidKeySpecException e) {
      throw new CheckpointKeyException("The private key is no Ed25519 key in PKCS#8 form");
    }
  }

  static IllegalStateException withoutEd25519(GeneralSecurityException cause) {
    return new IllegalStateException(
        "This Java runtime cannot do Ed25519; a runtime of jlink needs the module jdk.crypto.ec",
        cause);
  }

  private static KeyFactory factory() {
    try {
      return KeyFactory.getInstance(ALGORITHM);
    } catch (NoSuchAlgorithmException e) {
      throw withoutEd25519(e);
    }
  }

  private static String block(String label, byte[] encoded) {
    String base64 =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(encoded);
    return begin(label) + '\n' + base64 + '\n' + end(label) + '\n';
  }

  private static byte[] content(String label, String text) {
    int begin = text.indexOf(begin(label));
    int end = text.indexOf(end(label));
    if (begin < 0 || end < begin) {
      throw new CheckpointKeyException("The text has no " + label + " in PEM");
    }
    try {
      return Base64.getMimeDecoder().decode(text.substring(begin + begin(label).length(), end));
    } catch (IllegalArgumentException e) {
      throw new CheckpointKeyException("The " + label + " is not whole");
    }
  }

  private static String begin(String label) {
    return "-----BEGIN " + label + "-----";
  }

  private static String end(String label) {
    return "-----END " + label + "-----";
  }
}
