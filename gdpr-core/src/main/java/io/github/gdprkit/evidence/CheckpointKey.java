package io.github.gdprkit.evidence;

import io.github.gdprkit.digest.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Base64;

/**
 * The public half of a {@link CheckpointSigner}: what a verifier needs to be given, on a way that
 * whoever can write to the database or the checkpoints has no hand in. As text X.509 in PEM, which
 * other tools read.
 */
public final class CheckpointKey {

  private final PublicKey key;
  private final String id;

  CheckpointKey(PublicKey key) {
    this.key = key;
    this.id = Sha256.of(key.getEncoded()).substring(0, 16);
  }

  /**
   * Reads the key from a file.
   *
   * @throws CheckpointKeyException when there is no Ed25519 key in it
   * @throws IOException when the file cannot be read
   */
  public static CheckpointKey read(Path file) throws IOException {
    return parse(Files.readString(file, StandardCharsets.US_ASCII));
  }

  /**
   * Reads the key from PEM.
   *
   * @throws CheckpointKeyException when there is no Ed25519 key in it
   */
  public static CheckpointKey parse(String pem) {
    return new CheckpointKey(Pem.publicKey(pem));
  }

  /** 16 hexadecimal digits: the first of the SHA-256 of the key's X.509 form. */
  public String id() {
    return id;
  }

  /** X.509 in PEM. */
  public String pem() {
    return Pem.of(key);
  }

  /** Whether this key signed exactly this checkpoint. */
  public boolean hasSigned(EvidenceCheckpoint checkpoint) {
    if (!checkpoint.keyId().equals(id)) {
      return false;
    }
    try {
      Signature signature = Signature.getInstance(Pem.ALGORITHM);
      signature.initVerify(key);
      signature.update(checkpoint.signedBytes());
      return signature.verify(Base64.getDecoder().decode(checkpoint.signature()));
    } catch (SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw Pem.withoutEd25519(e);
    }
  }

  @Override
  public String toString() {
    return "CheckpointKey[" + id + "]";
  }
}
