package io.github.gdprkit.example.chat.importer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files that lie beside the checkout and not in it, such as real exports of other systems. */
public final class SharedData {

  private SharedData() {}

  /** The file, or null on a machine that does not have it. */
  public static Path find(String name) {
    String property = System.getProperty("gdprkit.shared");
    Stream<String> folders =
        property != null
            ? Stream.of(property)
            : List.of("../../../shared", "../../shared", "../shared").stream();
    return folders
        .map(folder -> Path.of(folder).resolve(name))
        .filter(Files::isReadable)
        .findFirst()
        .orElse(null);
  }
}
