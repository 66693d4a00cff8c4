package io.github.gdprkit.archive;

import io.github.gdprkit.hook.HookId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One line of a manifest's list of files: what is in the archive, and what should have been. */
public sealed interface ArchivedFile {

  /** The entry's name in the ZIP; made by the library, never taken from a host. */
  String path();

  /** The hook whose data it is, or {@code null} for a file that the archive itself adds. */
  @Nullable HookId part();

  /**
   * A page of records, one JSON object a line.
   *
   * @param records how many lines
   * @param bytes size when unpacked
   * @param sha256 of the unpacked bytes, 64 lower case hexadecimal digits
   */
  record Records(String path, HookId part, long records, long bytes, String sha256)
      implements ArchivedFile {
    /** Refuses {@code null}. */
    public Records {
      requireAll(path, part, sha256);
    }
  }

  /**
   * A file that belongs to a record.
   *
   * @param id the host's key of the file, as it stands in the record
   * @param name the name that it has at the host
   * @param mediaType as far as the host knows it
   * @param bytes size when unpacked
   * @param sha256 of the unpacked bytes, 64 lower case hexadecimal digits
   */
  record StoredAttachment(
      String path,
      HookId part,
      String id,
      String name,
      @Nullable String mediaType,
      long bytes,
      String sha256)
      implements ArchivedFile {
    /** Refuses {@code null} but for the media type. */
    public StoredAttachment {
      requireAll(path, part, id, name, sha256);
    }

    @Override
    public String toString() {
      return "StoredAttachment[redacted, " + bytes + " bytes]";
    }
  }

  /**
   * A file that a record refers to and that is not in the archive, because its bytes could not be
   * read.
   *
   * @param path where it would be
   * @param id the host's key of the file, as it stands in the record
   * @param name the name that it has at the host
   * @param reason why it is missing, for the data subject
   */
  record MissingAttachment(String path, HookId part, String id, String name, String reason)
      implements ArchivedFile {
    /** Refuses {@code null}. */
    public MissingAttachment {
      requireAll(path, part, id, name, reason);
    }

    @Override
    public String toString() {
      return "MissingAttachment[redacted]";
    }
  }

  /**
   * A file that the archive adds, such as the page for people.
   *
   * @param bytes size when unpacked
   * @param sha256 of the unpacked bytes, 64 lower case hexadecimal digits
   */
  record Supplement(String path, long bytes, String sha256) implements ArchivedFile {
    /** Refuses {@code null}. */
    public Supplement {
      requireAll(path, sha256);
    }

    @Override
    public @Nullable HookId part() {
      return null;
    }
  }

  private static void requireAll(Object... values) {
    for (Object value : values) {
      Objects.requireNonNull(value);
    }
  }
}
