package io.github.gdprkit.jdbc.table;

import io.github.gdprkit.hook.Attachment;
import io.github.gdprkit.hook.RecordWriter;
import io.github.gdprkit.hook.Relation;
import java.nio.file.NoSuchFileException;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Files of rows. */
final class FileCells extends Cells {

  /** Where the parts of a file stand in the result; 0 for those that have no column. */
  record Parts(int id, int path, int name, int mediaType, int bytes) {}

  private final Parts parts;
  private final StoredFiles files;
  private final @Nullable Attachment[] attachments;

  FileCells(String field, int rows, Parts parts, StoredFiles files) {
    super(field, parts.path());
    this.parts = parts;
    this.files = files;
    attachments = new Attachment[rows];
  }

  @Override
  int read(ResultSet row, int at) throws SQLException {
    String path = row.getString(parts.path());
    String id = row.getString(parts.id());
    String name = text(row, parts.name());
    if (name == null) {
      name = path == null ? "" : path.substring(path.lastIndexOf('/') + 1);
    }
    long bytes = parts.bytes() == 0 ? 0 : Math.max(0, row.getLong(parts.bytes()));
    attachments[at] =
        new Attachment(
            id == null ? "" : id,
            name,
            text(row, parts.mediaType()),
            bytes,
            () -> {
              if (path == null) {
                throw new NoSuchFileException("The row names no file");
              }
              return files.open(path);
            });
    return name.length();
  }

  private static @Nullable String text(ResultSet row, int index) throws SQLException {
    return index == 0 ? null : row.getString(index);
  }

  @Override
  void write(int at, RecordWriter out, Relation relation) {
    Attachment attachment = attachments[at];
    if (attachment != null) {
      out.attachment(field, attachment);
    }
  }
}
