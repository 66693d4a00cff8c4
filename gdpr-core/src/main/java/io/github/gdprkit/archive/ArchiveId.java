package io.github.gdprkit.archive;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The name of an archive in its {@link ArchiveStore}. Choose one that holds no personal data: it
 * appears in messages and logs. A new archive gets a new id; an id is never reused for new content.
 *
 * @param value 1 to 100 letters, digits and {@code . _ - + @ ( )} or inner spaces, starting with a
 *     letter or digit and not ending in a dot, 200 bytes of UTF-8 at most, no device name of
 *     Windows: what every file system accepts as a name. Ids that differ in case only are one file
 *     on some systems
 */
public record ArchiveId(String value) {

  private static final Pattern FORM =
      Pattern.compile(
          "[\\p{L}\\p{N}](?:[\\p{L}\\p{N}\\p{M} ._+@()-]{0,98}[\\p{L}\\p{N}\\p{M}_+@()-])?");

  private static final Pattern DEVICE =
      Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");

  /** File systems allow 255 bytes for a name, endings included. */
  private static final int MAX_BYTES = 200;

  /** Refuses any other value with {@link IllegalArgumentException}. */
  public ArchiveId {
    if (!FORM.matcher(value).matches()
        || DEVICE.matcher(value).matches()
        || value.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "An archive id is 1 to 100 letters, digits, spaces or . _ - + @ ( ), 200 bytes at most,"
              + " starts with a letter or digit, does not end in a dot or space and is no device"
              + " name; choose another name");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
