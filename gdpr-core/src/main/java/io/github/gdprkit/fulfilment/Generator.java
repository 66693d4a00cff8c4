package io.github.gdprkit.fulfilment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The program that writes archives, with its version: this library. */
final class Generator {

  private static final String NAME = "gdprkit " + version();

  private Generator() {}

  static String name() {
    return NAME;
  }

  private static String version() {
    try (InputStream in =
        Objects.requireNonNull(
            Generator.class.getResourceAsStream("version.txt"), "the version is in this jar")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
