package io.github.gdprkit.evidence;

import io.github.gdprkit.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a register has to say in words: names, addresses, reasons, texts. Evidence holds no free
 * text, so the words lie beside the chain, where they can be put right and erased; the entry that
 * wrote a sheet names its {@link #fingerprint}, so that a change behind its back is seen.
 *
 * @param id which sheet
 * @param fields texts by names of 1 to 100 lower case letters, digits and {@code . -}; sorted. No
 *     text has half of a character in it
 */
public record Sheet(SheetId id, Map<String, String> fields) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,99}");

  /** Refuses what does not fit with {@link IllegalArgumentException}, without repeating it. */
  public Sheet {
    Objects.requireNonNull(id, "id");
    for (Map.Entry<String, String> field : fields.entrySet()) {
      if (!NAME.matcher(field.getKey()).matches()) {
        throw new IllegalArgumentException(
            "A field of the sheet " + id + " is named by lower case letters, digits and . -");
      }
      if (field.getValue().codePoints().anyMatch(Sheet::isHalf)) {
        throw new IllegalArgumentException(
            "The field "
                + field.getKey()
                + " of the sheet "
                + id
                + " has half of a character in it; sheets are kept in UTF-8");
      }
    }
    fields = Collections.unmodifiableMap(new TreeMap<>(fields));
  }

  private static boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  /** The text of a field, if it has one. */
  public Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /** SHA-256 over names and texts with their lengths, 64 lower case hexadecimal digits. */
  public String fingerprint() {
    StringBuilder text = new StringBuilder(256).append(id).append('\n');
    fields.forEach(
        (name, value) ->
            text.append(name)
                .append(' ')
                .append(value.length())
                .append('\n')
                .append(value)
                .append('\n'));
    return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Says nothing of what is in it. */
  @Override
  public String toString() {
    return "Sheet[" + id + "]";
  }
}
