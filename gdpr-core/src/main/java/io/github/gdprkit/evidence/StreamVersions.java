package io.github.gdprkit.evidence;

import io.github.gdprkit.digest.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * How many entries each stream has so far, in 32 to 64 bytes a stream: by 64 bits of its name's
 * SHA-256. Two streams of the same 64 bits would raise a false alarm, never hide anything.
 */
final class StreamVersions {

  private final MessageDigest sha256 = Sha256.digest();
  private long[] keys = new long[1024];
  private long[] versions = new long[1024];
  private int size;

  /** The version that was noted last for the stream of this entry, 0 if none; notes its own. */
  long put(EvidenceEntry entry) {
    return put(key(entry), entry.version());
  }

  /** Notes the version if it is the next one of this stream; if not, notes nothing. */
  boolean putNext(long key, long version) {
    int slot = slot(keys, key);
    if (keys[slot] == key && versions[slot] == version - 1) {
      versions[slot] = version;
      return true;
    }
    if (version == 1 && versions[slot] == 0) {
      put(key, version);
      return true;
    }
    return false;
  }

  private long put(long key, long version) {
    int slot = slot(keys, key);
    if (keys[slot] == 0) {
      if (2 * (size + 1) > keys.length) {
        grow();
        slot = slot(keys, key);
      }
      keys[slot] = key;
      size++;
    }
    long before = versions[slot];
    versions[slot] = version;
    return before;
  }

  /** The version that was noted last for the stream of this entry, 0 if none. */
  long of(EvidenceEntry entry) {
    return versions[slot(keys, key(entry))];
  }

  private long key(EvidenceEntry entry) {
    return key(ByteBuffer.wrap(entry.digestOfStream(sha256)));
  }

  /** The key of a stream whose name has this digest. Never 0, which is an empty slot. */
  static long key(ByteBuffer digest) {
    return digest.getLong(0) | 1;
  }

  private void grow() {
    long[] moreKeys = new long[2 * keys.length];
    long[] moreVersions = new long[2 * keys.length];
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != 0) {
        int slot = slot(moreKeys, keys[i]);
        moreKeys[slot] = keys[i];
        moreVersions[slot] = versions[i];
      }
    }
    keys = moreKeys;
    versions = moreVersions;
  }

  private static int slot(long[] keys, long key) {
    int slot = (int) (key >>> 1) & (keys.length - 1);
    while (keys[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }
}
