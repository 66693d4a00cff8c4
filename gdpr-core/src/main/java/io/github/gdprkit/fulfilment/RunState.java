package io.github.gdprkit.fulfilment;

import io.github.gdprkit.hook.Approval;
import io.github.gdprkit.hook.HookId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an export remembers between runs: the order it was begun for, and how far each hook is. Kept
 * in the archive's checkpoints, written in a versioned binary form.
 */
final class RunState {

  private static final byte BEGUN = 1;
  private static final byte HOOK = 2;
  private static final byte VERSION = 1;
  private static final int SECRET_BYTES = 32;

  private final Map<HookId, HookState> hooks = new LinkedHashMap<>();
  private @Nullable Begun begun;

  /**
   * How the export began.
   *
   * @param fingerprint of the order, to tell another one
   * @param secret of this archive, from which made-up names are computed
   */
  record Begun(String fingerprint, Approval approval, Instant at, byte[] secret) {}

  @Nullable Begun begun() {
    return begun;
  }

  Map<HookId, HookState> hooks() {
    return hooks;
  }

  /** Begins, and returns the checkpoint that says so. */
  byte[] begin(String fingerprint, Approval approval, Instant at) throws IOException {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    begun = new Begun(fingerprint, approval, at, secret);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(BEGUN);
    out.writeByte(VERSION);
    out.writeUTF(fingerprint);
    out.writeUTF(approval.reference());
    out.writeUTF(approval.approvedBy());
    writeInstant(out, approval.approvedAt());
    writeInstant(out, at);
    out.write(secret);
    return bytes.toByteArray();
  }

  /** The checkpoint that says how far this hook is. */
  static byte[] checkpoint(HookState hook) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeByte(HOOK);
      hook.write(out);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException("Writing to memory does not fail", e);
    }
  }

  /** Takes one checkpoint, in the order in which they were made. */
  void replay(byte[] checkpoint) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(checkpoint));
    int kind = in.readByte();
    if (kind == BEGUN) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new IOException(
            "The unfinished export was begun by another version of the library (checkpoints of"
                + " version "
                + version
                + "); delete the draft and begin anew");
      }
      String fingerprint = in.readUTF();
      Approval approval = new Approval(in.readUTF(), in.readUTF(), readInstant(in));
      Instant at = readInstant(in);
      byte[] secret = new byte[SECRET_BYTES];
      in.readFully(secret);
      begun = new Begun(fingerprint, approval, at, secret);
    } else {
      HookState hook = HookState.read(in);
      hooks.put(hook.hook(), hook);
    }
  }

  private static void writeInstant(DataOutputStream out, Instant instant) throws IOException {
    out.writeLong(instant.getEpochSecond());
    out.writeInt(instant.getNano());
  }

  private static Instant readInstant(DataInputStream in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }
}
