package io.github.gdprkit.request;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Sets of constants, in their order and unmodifiable. */
final class Sets {

  private Sets() {}

  static <E extends Enum<E>> Set<E> copy(Class<E> type, Collection<E> constants) {
    Set<E> copy = EnumSet.noneOf(type);
    copy.addAll(constants);
    return Collections.unmodifiableSet(copy);
  }
}
