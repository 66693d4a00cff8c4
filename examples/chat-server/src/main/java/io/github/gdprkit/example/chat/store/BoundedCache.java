package io.github.gdprkit.example.chat.store;

import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers what was used last and forgets the rest, so that memory stays bounded. */
public final class BoundedCache<K, V> extends LinkedHashMap<K, V> {

  private static final long serialVersionUID = 1L;

  private final int limit;

  public BoundedCache(int limit) {
    super(16, 0.75f, true);
    this.limit = limit;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > limit;
  }
}
