package io.github.gdprkit.jdbc.table;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file that belongs to a row: a column names it, others describe it. With the row its bytes are
 * erased.
 */
public final class StoredFile {

  final String column;
  final StoredFiles files;
  final @Nullable String name;
  final @Nullable String mediaType;
  final @Nullable String bytes;

  private StoredFile(
      String column,
      StoredFiles files,
      @Nullable String name,
      @Nullable String mediaType,
      @Nullable String bytes) {
    this.column = Objects.requireNonNull(column, "column");
    this.files = Objects.requireNonNull(files, "files");
    this.name = name;
    this.mediaType = mediaType;
    this.bytes = bytes;
  }

  /**
   * The file that this column names; where it is null, the manifest says that bytes are missing.
   */
  public static StoredFile at(String column, StoredFiles files) {
    return new StoredFile(column, files, null, null, null);
  }

  /** The column with the name that the person gave the file. */
  public StoredFile named(String newName) {
    return new StoredFile(column, files, newName, mediaType, bytes);
  }

  /** The column with the media type. */
  public StoredFile ofType(String newMediaType) {
    return new StoredFile(column, files, name, newMediaType, bytes);
  }

  /** The column with the size in bytes. */
  public StoredFile sized(String newBytes) {
    return new StoredFile(column, files, name, mediaType, newBytes);
  }
}
