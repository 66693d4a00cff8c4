package io.github.gdprkit.example.chat.importer;

import io.github.gdprkit.example.chat.store.ChatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The folder with the bytes of the attachments. Nothing outside of it is ever opened. */
final class AttachmentFolder {

  private final @Nullable Path folder;

  private AttachmentFolder(@Nullable Path folder) {
    this.folder = folder;
  }

  static AttachmentFolder of(@Nullable Path folder) throws IOException {
    if (folder == null) {
      return new AttachmentFolder(null);
    }
    if (!Files.isDirectory(folder)) {
      throw new ChatException(
          "%s is not a folder. Name the folder of the attachments with --attachments"
              .formatted(folder));
    }
    return new AttachmentFolder(folder.toRealPath());
  }

  InputStream open(String path) throws NotThereException {
    if (folder == null) {
      throw new NotThereException("no --attachments folder was given");
    }
    try {
      Path lexical = folder.resolve(path).normalize();
      refuseOutside(folder, lexical);
      // Again after following symbolic links.
      Path real = lexical.toRealPath();
      refuseOutside(folder, real);
      if (!Files.isRegularFile(real)) {
        throw new NotThereException("it is not a file");
      }
      return Files.newInputStream(real);
    } catch (NoSuchFileException e) {
      throw new NotThereException("there is no such file in the --attachments folder");
    } catch (InvalidPathException e) {
      throw new NotThereException("refused: it is not a path");
    } catch (IOException e) {
      throw new NotThereException("it cannot be read: " + e.getClass().getSimpleName());
    }
  }

  private static void refuseOutside(Path folder, Path path) throws NotThereException {
    if (!path.startsWith(folder)) {
      throw new NotThereException("refused: it leads out of the --attachments folder");
    }
  }

  /** The bytes of an attachment cannot be had. */
  static final class NotThereException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    NotThereException(String reason) {
      super(reason);
      this.reason = reason;
    }

    String reason() {
      return reason;
    }
  }
}
