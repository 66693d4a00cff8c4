package io.github.gdprkit.example.chat.sample;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;

/**
 * The chat of a made-up choir in the format of the import, with what real chats have and exports
 * stumble over. It lies in the jar, so it is unpacked before use.
 *
 * @param export the file to import
 * @param attachments the folder for {@code --attachments}; one attachment is missing on purpose
 */
public record Sample(Path export, Path attachments) {

  private static final String EXPORT = "sample.jsonl";
  private static final String ATTACHMENTS = "attachments";
  private static final List<String> FILES =
      List.of(
          EXPORT,
          ATTACHMENTS + "/poster.png",
          ATTACHMENTS + "/programme.txt",
          ATTACHMENTS + "/parking.csv");

  /** Copies the sample into a folder, which is created when it is not there. */
  public static Sample unpackTo(Path folder) throws IOException {
    for (String name : FILES) {
      Path target = folder.resolve(name);
      Files.createDirectories(Objects.requireNonNull(target.getParent()));
      try (InputStream in =
          Objects.requireNonNull(Sample.class.getResourceAsStream("/sample/" + name), name)) {
        Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return new Sample(folder.resolve(EXPORT), folder.resolve(ATTACHMENTS));
  }
}
