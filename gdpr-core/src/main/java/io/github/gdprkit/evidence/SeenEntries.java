package io.github.gdprkit.evidence;

import io.github.gdprkit.digest.Sha256;
import io.github.gdprkit.party.PartyId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * What a walk along a chain wants to know of many entries, in columns: so an untouched chain is
 * walked without an object for each of them. What is odd about an entry, or seems to be, is left to
 * the walk, which looks at the whole entry then.
 */
final class SeenEntries {

  private static final int FIRST_CAPACITY = 512;
  private static final String RESTORES = EvidenceLog.RESTORES.toString();

  private final byte[] controller;
  private final MessageDigest sha256 = Sha256.digest();
  private final byte[] digest = new byte[Hash.BYTES];
  private final ByteBuffer digested = ByteBuffer.wrap(digest);
  private final long[] stated = new long[Hash.LONGS];

  private int count;
  private long[] seqs = new long[FIRST_CAPACITY];
  private long[] versions = new long[FIRST_CAPACITY];
  private long[] streams = new long[FIRST_CAPACITY];
  private long[] previous = new long[Hash.LONGS * FIRST_CAPACITY];
  private long[] hashes = new long[Hash.LONGS * FIRST_CAPACITY];

  /** The stream that was seen last, since its key costs a digest. */
  private byte[] lastStream = {};

  private long lastKey;

  SeenEntries(PartyId controller) {
    this.controller = controller.value().getBytes(StandardCharsets.UTF_8);
  }

  int count() {
    return count;
  }

  void clear() {
    count = 0;
  }

  /** One of which nothing is said here. */
  void addOdd() {
    next();
    count++;
  }

  /**
   * The next entry, which stands in these bytes as the form has found it.
   *
   * @param statedAt where 64 bytes say which hash it has
   */
  void add(CanonicalForm form, byte[] bytes, int from, int to, int statedAt) {
    int at = next();
    long stream = form.isOf(controller) && !form.isAbout(RESTORES) ? key(form, bytes) : 0;
    if (stream != 0 && Hash.read(bytes, statedAt, stated, 0)) {
      digest(bytes, from, to);
      Hash.read(digested, hashes, Hash.LONGS * at);
      if (Hash.same(stated, 0, hashes, Hash.LONGS * at)) {
        seqs[at] = form.seq();
        versions[at] = form.version();
        System.arraycopy(form.previousHash(), 0, previous, Hash.LONGS * at, Hash.LONGS);
        streams[at] = stream;
      }
    }
    count++;
  }

  /** The next entry, which is all of these bytes and does not say which hash it has. */
  void add(CanonicalForm form, byte[] bytes) {
    int at = next();
    if (form.isOf(controller) && !form.isAbout(RESTORES)) {
      seqs[at] = form.seq();
      versions[at] = form.version();
      System.arraycopy(form.previousHash(), 0, previous, Hash.LONGS * at, Hash.LONGS);
      digest(bytes, 0, bytes.length);
      Hash.read(digested, hashes, Hash.LONGS * at);
      streams[at] = key(form, bytes);
    }
    count++;
  }

  private int next() {
    if (count == seqs.length) {
      seqs = Arrays.copyOf(seqs, 2 * count);
      versions = Arrays.copyOf(versions, 2 * count);
      streams = Arrays.copyOf(streams, 2 * count);
      previous = Arrays.copyOf(previous, 2 * Hash.LONGS * count);
      hashes = Arrays.copyOf(hashes, 2 * Hash.LONGS * count);
    }
    streams[count] = 0;
    return count;
  }

  private void digest(byte[] bytes, int from, int to) {
    sha256.update(bytes, from, to - from);
    try {
      sha256.digest(digest, 0, digest.length);
    } catch (DigestException e) {
      throw new IllegalStateException("32 bytes are too few for SHA-256, which cannot be", e);
    }
  }

  private long key(CanonicalForm form, byte[] bytes) {
    int from = form.streamFrom();
    int to = form.streamTo();
    if (!Arrays.equals(lastStream, 0, lastStream.length, bytes, from, to)) {
      digest(bytes, from, to);
      lastStream = Arrays.copyOfRange(bytes, from, to);
      lastKey = StreamVersions.key(digested);
    }
    return lastKey;
  }

  /** Whether the entry has to be looked at as a whole. */
  boolean isOdd(int at) {
    return streams[at] == 0;
  }

  long seq(int at) {
    return seqs[at];
  }

  long version(int at) {
    return versions[at];
  }

  /** The key of its stream, as {@link StreamVersions} knows it. */
  long stream(int at) {
    return streams[at];
  }

  boolean isBehind(long[] hash, int at) {
    return Hash.same(previous, Hash.LONGS * at, hash, 0);
  }

  void copyHash(int at, long[] to, int toAt) {
    System.arraycopy(hashes, Hash.LONGS * at, to, toAt, Hash.LONGS);
  }
}
