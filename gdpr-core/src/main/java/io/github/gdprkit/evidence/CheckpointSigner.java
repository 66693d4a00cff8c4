package io.github.gdprkit.evidence;

import io.github.gdprkit.file.OwnerOnly;
import io.github.gdprkit.party.PartyId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/**
 * Signs checkpoints with an Ed25519 key. The key does not live in the database: who has both can
 * rewrite the past up to the oldest checkpoint that somebody else keeps. Safe for use by many
 * threads.
 */
public final class CheckpointSigner {

  private final PrivateKey privateKey;
  private final CheckpointKey key;

  private CheckpointSigner(PrivateKey privateKey, CheckpointKey key) {
    this.privateKey = privateKey;
    this.key = key;
  }

  /** With a new key, which is lost with this object. */
  public static CheckpointSigner generate() {
    KeyPair pair = newPair();
    return new CheckpointSigner(pair.getPrivate(), new CheckpointKey(pair.getPublic()));
  }

  /**
   * With the key in this file, which is made when there is none: PKCS#8 and X.509, both in PEM,
   * readable by the owner only. Of several processes that make it at the same time, one wins and
   * all use what it made. Give {@link #key}'s text to whoever verifies.
   *
   * @throws CheckpointKeyException when the file holds no such pair
   * @throws IOException when the file can neither be read nor made
   */
  public static CheckpointSigner fromFile(Path file) throws IOException {
    if (!Files.exists(file)) {
      KeyPair pair = newPair();
      String text = Pem.of(pair.getPrivate()) + Pem.of(pair.getPublic());
      // When another process was faster, its key is read below.
      OwnerOnly.create(file, text.getBytes(StandardCharsets.US_ASCII));
    }
    String text = Files.readString(file, StandardCharsets.US_ASCII);
    CheckpointSigner signer = new CheckpointSigner(Pem.privateKey(text), CheckpointKey.parse(text));
    signer.requirePair();
    return signer;
  }

  private static KeyPair newPair() {
    try {
      return KeyPairGenerator.getInstance(Pem.ALGORITHM).generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw Pem.withoutEd25519(e);
    }
  }

  private void requirePair() {
    EvidenceHead any = new EvidenceHead(new PartyId("any"), 1, EvidenceEntry.NO_PREVIOUS);
    if (!key.hasSigned(sign(any, Instant.EPOCH))) {
      throw new CheckpointKeyException("The private and the public key do not belong together");
    }
  }

  /** Which checkpoints are this signer's. */
  public CheckpointKey key() {
    return key;
  }

  /**
   * Signs that the chain ends here.
   *
   * @param head of a chain with at least one entry
   * @param at UTC instant
   */
  public EvidenceCheckpoint sign(EvidenceHead head, Instant at) {
    Instant time = at.truncatedTo(ChronoUnit.MICROS);
    String text = EvidenceCheckpoint.signed(head, time, key.id());
    try {
      Signature signature = Signature.getInstance(Pem.ALGORITHM);
      signature.initSign(privateKey);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return new EvidenceCheckpoint(
          head.controller(),
          head.seq(),
          head.hash(),
          time,
          key.id(),
          Base64.getEncoder().encodeToString(signature.sign()));
    } catch (GeneralSecurityException e) {
      throw Pem.withoutEd25519(e);
    }
  }

  /** Says which key, and nothing of its private half. */
  @Override
  public String toString() {
    return "CheckpointSigner[" + key.id() + "]";
  }
}
