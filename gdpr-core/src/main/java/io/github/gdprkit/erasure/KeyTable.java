package io.github.gdprkit.erasure;

import io.github.gdprkit.subject.SubjectKey;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A map from subject keys that takes 16 bytes for a key instead of the hundred of an object. Half
 * of the 256 bits of a key are kept: among a hundred million people and as many entries, two keys
 * that share them are less likely than a broken disk that goes unnoticed.
 */
final class KeyTable<V> {

  private static final int FIRST_CAPACITY = 64;

  /** Two longs for each slot; a slot is free when it has no value. */
  private long[] keys = new long[2 * FIRST_CAPACITY];

  private @Nullable Object[] values = new @Nullable Object[FIRST_CAPACITY];
  private int size;

  @Nullable V get(SubjectKey key) {
    long[] bits = bits(key);
    return value(slot(bits[0], bits[1]));
  }

  void put(SubjectKey key, V value) {
    long[] bits = bits(key);
    int slot = slot(bits[0], bits[1]);
    if (values[slot] == null) {
      if (2 * (size + 1) > values.length) {
        grow();
        slot = slot(bits[0], bits[1]);
      }
      size++;
      keys[2 * slot] = bits[0];
      keys[2 * slot + 1] = bits[1];
    }
    values[slot] = value;
  }

  int size() {
    return size;
  }

  @SuppressWarnings("unchecked")
  private @Nullable V value(int slot) {
    return (V) values[slot];
  }

  /** Where this key is, or would be. Keys are hashes, so their bits are spread as they are. */
  private int slot(long high, long low) {
    int mask = values.length - 1;
    int slot = (int) low & mask;
    while (values[slot] != null && (keys[2 * slot] != high || keys[2 * slot + 1] != low)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    @Nullable Object[] oldValues = values;
    keys = new long[2 * oldKeys.length];
    values = new @Nullable Object[2 * oldValues.length];
    for (int i = 0; i < oldValues.length; i++) {
      if (oldValues[i] != null) {
        int slot = slot(oldKeys[2 * i], oldKeys[2 * i + 1]);
        keys[2 * slot] = oldKeys[2 * i];
        keys[2 * slot + 1] = oldKeys[2 * i + 1];
        values[slot] = oldValues[i];
      }
    }
  }

  private static long[] bits(SubjectKey key) {
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(key.value()));
    return new long[] {bytes.getLong(), bytes.getLong()};
  }
}
