package io.github.gdprkit.jdbc.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** What a node did, line by line, in a file that outlives it. */
final class Journal {

  private final FileChannel file;

  Journal(Path file) throws IOException {
    this.file = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  synchronized void write(String... words) {
    try {
      file.write(
          ByteBuffer.wrap((String.join(" ", words) + "\n").getBytes(StandardCharsets.UTF_8)));
      file.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines that begin with this word, without it. A torn last line does not count. */
  static List<String> read(Path file, String word) throws IOException {
    if (Files.notExists(file)) {
      return List.of();
    }
    String text = Files.readString(file);
    return text.substring(0, text.lastIndexOf('\n') + 1)
        .lines()
        .filter(line -> line.startsWith(word + ' '))
        .map(line -> line.substring(word.length() + 1))
        .toList();
  }
}
