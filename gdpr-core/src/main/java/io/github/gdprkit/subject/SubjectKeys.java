package io.github.gdprkit.subject;

import io.github.gdprkit.file.OwnerOnly;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes {@link SubjectKey subject keys}: HMAC-SHA-256 of an identifier under a secret that the host
 * supplies and keeps outside of its database. With another secret nobody is found again, so it is
 * kept as long as evidence and the ledger of erasures are; destroying it makes both anonymous.
 *
 * <p>An identifier is normalised first, per type, and never more than this: white space around it
 * goes, Unicode is composed (NFC); an {@link IdentifierType#EMAIL} is compared without regard to
 * case, a {@link IdentifierType#PHONE} by its digits and a leading plus. Look-alikes stay apart.
 *
 * <p>Safe for use by many threads.
 */
public final class SubjectKeys {

  private static final Pattern PHONE = Pattern.compile("\\+?[ ()./-]*+[0-9][ 0-9()./-]*+");
  private static final String ALGORITHM = "HmacSHA256";
  private static final int MIN_SECRET_BYTES = 32;

  private final SecretKeySpec secret;

  private SubjectKeys(SecretKeySpec secret) {
    this.secret = secret;
  }

  /**
   * Keys under this secret, which is copied.
   *
   * @param secret at least 32 random bytes
   */
  public static SubjectKeys under(byte[] secret) {
    if (secret.length < MIN_SECRET_BYTES) {
      throw new IllegalArgumentException(
          "The secret of subject keys is at least "
              + MIN_SECRET_BYTES
              + " random bytes, not "
              + secret.length);
    }
    return new SubjectKeys(new SecretKeySpec(secret, ALGORITHM));
  }

  /**
   * Keys under the secret in this file: 32 random bytes, made, owner-only, when there is no such
   * file yet. Of several processes that make it at the same time, one wins and all use what it
   * made. Back it up apart from the database.
   *
   * @throws SubjectSecretException when the file holds anything but 32 bytes
   * @throws IOException when the file can neither be read nor made
   */
  public static SubjectKeys fromFile(Path file) throws IOException {
    if (!Files.exists(file)) {
      byte[] fresh = new byte[MIN_SECRET_BYTES];
      new SecureRandom().nextBytes(fresh);
      // When another process was faster, its secret is read below.
      OwnerOnly.create(file, fresh);
    }
    byte[] secret = new byte[MIN_SECRET_BYTES + 1];
    int length;
    try (InputStream in = Files.newInputStream(file)) {
      length = in.readNBytes(secret, 0, secret.length);
    }
    if (length != MIN_SECRET_BYTES) {
      throw new SubjectSecretException(file);
    }
    return under(Arrays.copyOf(secret, MIN_SECRET_BYTES));
  }

  /** The pseudonym of one identifier. */
  public SubjectKey of(Identifier identifier) {
    String text = identifier.type().name() + '\0' + normalised(identifier);
    return new SubjectKey(mac("subject\0" + text));
  }

  /**
   * The pseudonym under which a person's requests are kept: that of the account where there is one,
   * else of the first identifier in the stable order.
   */
  public SubjectKey of(DataSubject subject) {
    for (Identifier identifier : subject.identifiers()) {
      if (identifier.type().equals(IdentifierType.ACCOUNT)) {
        return of(identifier);
      }
    }
    return of(subject.identifiers().iterator().next());
  }

  /** The pseudonyms of all of a person's identifiers. */
  public Set<SubjectKey> allOf(DataSubject subject) {
    Set<SubjectKey> keys = new LinkedHashSet<>();
    for (Identifier identifier : subject.identifiers()) {
      keys.add(of(identifier));
    }
    return keys;
  }

  /**
   * A keyed fingerprint of a text, for evidence that a text was this one without holding it. The
   * purpose keeps fingerprints of different uses apart.
   */
  public String fingerprint(String purpose, String text) {
    return mac("fingerprint\0" + purpose + '\0' + text);
  }

  private String mac(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      byte[] hash = mac.doFinal(bytes(text));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HmacSHA256", e);
    }
  }

  /** Half characters have no UTF-8, which would make one of all of them. */
  private static byte[] bytes(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text)
        ? text.getBytes(StandardCharsets.UTF_8)
        : ("utf-16\0" + HexFormat.of().formatHex(utf16(text))).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] utf16(String text) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * text.length());
    bytes.asCharBuffer().put(text);
    return bytes.array();
  }

  private static String normalised(Identifier identifier) {
    String value = Normalizer.normalize(identifier.value().strip(), Normalizer.Form.NFC);
    if (identifier.type().equals(IdentifierType.EMAIL)) {
      return value.toLowerCase(Locale.ROOT);
    }
    // With anything else in it, such as "unknown", it is no number and stays as it is.
    if (identifier.type().equals(IdentifierType.PHONE) && PHONE.matcher(value).matches()) {
      String digits = value.replaceAll("[^0-9]", "");
      return value.startsWith("+") ? '+' + digits : digits;
    }
    return value;
  }

  /** Says nothing of the secret. */
  @Override
  public String toString() {
    return "SubjectKeys[redacted]";
  }
}
