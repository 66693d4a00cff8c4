package io.github.gdprkit.evidence;

import io.github.gdprkit.party.PartyId;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Where a chain stood, signed with Ed25519 and kept outside of the database. Whoever rewrites the
 * database cannot rewrite what a checkpoint covers. As text, lines of {@code name: value} like an
 * entry; signed are the lines before the last, exactly.
 *
 * <pre>
 * gdprkit-checkpoint: 1
 * controller: example
 * seq: 40
 * hash: 5d41...
 * at: 2026-11-23T14:45:24.123456Z
 * key: 0c1e98fbe44b21d3
 * signature: base64
 * </pre>
 *
 * @param controller whose chain
 * @param seq how many entries it had, at least 1
 * @param hash the hash of the last one
 * @param at UTC instant of the signature, cut to microseconds; a claim of the signer's clock
 * @param keyId which key signed: {@link CheckpointKey#id}
 * @param signature in base64
 */
public record EvidenceCheckpoint(
    PartyId controller, long seq, String hash, Instant at, String keyId, String signature) {

  static final String FORM = "gdprkit-checkpoint: 1";

  private static final Pattern KEY = Pattern.compile("[0-9a-f]{16}");

  /** Refuses impossible values with {@link IllegalArgumentException}. */
  public EvidenceCheckpoint {
    Objects.requireNonNull(controller, "controller");
    at = at.truncatedTo(ChronoUnit.MICROS);
    EvidenceHead head = new EvidenceHead(controller, seq, hash);
    if (head.seq() == 0) {
      throw new IllegalArgumentException("A chain without entries has no checkpoint");
    }
    if (!KEY.matcher(keyId).matches()) {
      throw new IllegalArgumentException(
          "The id of a checkpoint's key is 16 lower case hexadecimal digits");
    }
    if (Base64.getDecoder().decode(signature).length != 64) {
      throw new IllegalArgumentException("A signature is 64 bytes in base64");
    }
  }

  /** The end of the chain that this checkpoint pins. */
  public EvidenceHead head() {
    return new EvidenceHead(controller, seq, hash);
  }

  /** As text: lines, each ended by a line feed. */
  public String text() {
    return signed(head(), at, keyId) + "signature: " + signature + '\n';
  }

  /**
   * Reads what {@link #text} made. Who signed it is for {@link CheckpointKey#hasSigned} to say.
   *
   * @throws IllegalArgumentException when it is anything else
   */
  public static EvidenceCheckpoint parse(String text) {
    String[] lines = text.split("\n", -1);
    if (lines.length != 8 || !lines[0].equals(FORM)) {
      throw new IllegalArgumentException("The text is not a checkpoint of form 1");
    }
    try {
      EvidenceCheckpoint checkpoint =
          new EvidenceCheckpoint(
              new PartyId(value(lines[1])),
              Long.parseLong(value(lines[2])),
              value(lines[3]),
              Instant.parse(value(lines[4])),
              value(lines[5]),
              value(lines[6]));
      if (checkpoint.text().equals(text)) {
        return checkpoint;
      }
    } catch (DateTimeException | NumberFormatException e) {
      throw new IllegalArgumentException("The text is not a checkpoint");
    }
    throw new IllegalArgumentException("The checkpoint is not written in the one canonical form");
  }

  byte[] signedBytes() {
    return signed(head(), at, keyId).getBytes(StandardCharsets.UTF_8);
  }

  static String signed(EvidenceHead head, Instant at, String keyId) {
    return FORM
        + "\ncontroller: "
        + head.controller().value()
        + "\nseq: "
        + head.seq()
        + "\nhash: "
        + head.hash()
        + "\nat: "
        + EvidenceEntry.MICROS.format(at)
        + "\nkey: "
        + keyId
        + '\n';
  }

  private static String value(String line) {
    return line.substring(line.indexOf(": ") + 2);
  }
}
