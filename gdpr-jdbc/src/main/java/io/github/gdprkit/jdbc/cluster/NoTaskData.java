package io.github.gdprkit.jdbc.cluster;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes nothing into the column for data and reads nothing from it: a request is its id. So
 * whoever can write to the table cannot have objects of his made here.
 */
final class NoTaskData implements Serializer {

  @Override
  public byte @Nullable [] serialize(@Nullable Object data) {
    if (data != null) {
      throw new IllegalArgumentException("A task of the queue has no data");
    }
    return null;
  }

  @Override
  public <T> @Nullable T deserialize(Class<T> type, byte @Nullable [] data) {
    return null;
  }
}
