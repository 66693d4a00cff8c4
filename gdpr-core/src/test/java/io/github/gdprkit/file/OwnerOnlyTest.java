package io.github.gdprkit.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerOnlyTest {

  @TempDir private Path folder;

  @Test
  void createsAFileOnce() throws IOException {
    Path file = folder.resolve("a/b/file");

    assertThat(OwnerOnly.create(file, new byte[] {1, 2})).isTrue();
    assertThat(OwnerOnly.create(file, new byte[] {3})).isFalse();

    assertThat(Files.readAllBytes(file)).containsExactly(1, 2);
    try (Stream<Path> files = Files.list(folder.resolve("a/b"))) {
      assertThat(files).containsExactly(file);
    }
  }
}
