package io.github.gdprkit.evidence;

import io.github.gdprkit.file.OwnerOnly;
import io.github.gdprkit.party.PartyId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;

/**
 * Checkpoints in one file, which is only ever appended to and forced to disk with each of them;
 * readable by its owner only. Put it on another disk or host than the database, and copy it away
 * often: it proves as much as it is out of reach of whoever writes to the database. Several
 * controllers and several processes can share one.
 *
 * <p>What a crash tore is passed over, counted, and never cut off, so that a file system can be
 * told to let the file only grow.
 */
public final class FileCheckpointStore implements CheckpointStore {

  private final Path file;

  /** Checkpoints in this file, which is created, owner-only, with the first of them. */
  public FileCheckpointStore(Path file) {
    this.file = file.toAbsolutePath().normalize();
  }

  @Override
  public synchronized void add(EvidenceCheckpoint checkpoint) {
    try {
      boolean isNew = !Files.exists(file, LinkOption.NOFOLLOW_LINKS);
      Path folder = Objects.requireNonNull(file.getParent(), "A file has a folder");
      OwnerOnly.createDirectories(folder);
      try (FileChannel channel = OwnerOnly.openForAppending(file)) {
        String text = separator() + checkpoint.text() + '\n';
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      if (isNew) {
        OwnerOnly.force(folder);
      }
    } catch (IOException e) {
      throw failed("written to", e);
    }
  }

  /** What ends a torn piece, so that the next one stands alone. */
  private String separator() throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size == 0) {
        return "";
      }
      ByteBuffer end = ByteBuffer.allocate(2);
      channel.read(end, Math.max(0, size - 2));
      boolean isWhole = end.position() == 2 && end.get(0) == '\n' && end.get(1) == '\n';
      return isWhole ? "" : "\n\n";
    }
  }

  @Override
  public synchronized KeptCheckpoints read(PartyId controller) {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return KeptCheckpoints.of(List.of());
    }
    try (InputStream in = Files.newInputStream(file)) {
      return KeptCheckpoints.read(in, controller);
    } catch (IOException e) {
      throw failed("read", e);
    }
  }

  private static EvidenceStoreException failed(String what, IOException cause) {
    return new EvidenceStoreException(
        "The file of checkpoints could not be "
            + what
            + "; see that its disk has room and that it belongs to this process, and try again",
        cause);
  }
}
