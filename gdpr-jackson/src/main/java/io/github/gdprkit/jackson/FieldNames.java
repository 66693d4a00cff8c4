package io.github.gdprkit.jackson;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The names of fields, each encoded once. Records of a hook have the same fields in the same order
 * and mostly name them with the same constants, so a name is looked for behind the one before it,
 * by identity, and only then by what it says. Not for more than one thread.
 */
final class FieldNames {

  /** How many names a record may leave out before looking one up is cheaper. */
  private static final int NEAR = 4;

  private final Map<String, Integer> places = new HashMap<>();
  private String[] names = new String[0];
  private SerializableString[] encoded = new SerializableString[0];
  private int next;

  /** The name, encoded. */
  SerializableString of(String name) {
    int near = Math.min(NEAR, names.length);
    int at = next;
    for (int i = 0; i < near; i++) {
      if (at >= names.length) {
        at = 0;
      }
      if (isSame(names[at], name)) {
        next = at + 1;
        return encoded[at];
      }
      at++;
    }
    return lookUp(name);
  }

  private SerializableString lookUp(String name) {
    Integer place = places.get(name);
    if (place == null) {
      place = names.length;
      places.put(name, place);
      names = Arrays.copyOf(names, place + 1);
      encoded = Arrays.copyOf(encoded, place + 1);
      encoded[place] = new SerializedString(name);
    }
    names[place] = name;
    next = place + 1;
    return encoded[place];
  }

  /** Another string that says the same is found too, the slow way. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(String known, String name) {
    return known == name;
  }
}
