package io.github.gdprkit.example.chat.command;

import java.util.Locale;

/** Sizes for people: in bytes, kB or MB, as powers of ten. */
final class Sizes {

  private Sizes() {}

  static String text(long bytes) {
    if (bytes < 10_000) {
      return bytes + " bytes";
    }
    if (bytes < 10_000_000) {
      return String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
    }
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
