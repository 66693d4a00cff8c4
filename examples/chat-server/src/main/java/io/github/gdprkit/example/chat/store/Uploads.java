package io.github.gdprkit.example.chat.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLConnection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds what people attached to their posts: a row, and the bytes when there are any. */
public final class Uploads {

  private final Statements statements;
  private final UploadFolder folder;

  Uploads(Statements statements, UploadFolder folder) {
    this.statements = statements;
    this.folder = folder;
  }

  /** Adds the row; {@link #store} brings the bytes, unless they are missing. */
  public long add(long postId, long ownerId, String name, long createdAt) throws SQLException {
    return statements
        .number(
            """
            INSERT INTO uploads (post_id, owner_id, name, media_type, created_at)
            VALUES (?, ?, ?, ?, ?) RETURNING id
            """,
            postId,
            ownerId,
            name,
            mediaType(name),
            createdAt)
        .orElseThrow();
  }

  public void store(long uploadId, InputStream bytes) throws SQLException, IOException {
    String storedName = UploadFolder.nameFor(uploadId);
    long size = folder.write(storedName, bytes);
    statements.change(
        "UPDATE uploads SET bytes = ?, stored_name = ? WHERE id = ?", size, storedName, uploadId);
  }

  /** The uploads of one post, in the order in which they were added. */
  public List<Upload> ofPost(long postId) throws SQLException {
    List<Upload> uploads = new ArrayList<>();
    try (ResultSet rows =
        statements.rows(
            "SELECT id, stored_name IS NOT NULL FROM uploads WHERE post_id = ? ORDER BY id",
            postId)) {
      while (rows.next()) {
        uploads.add(new Upload(rows.getLong(1), rows.getBoolean(2)));
      }
    }
    return uploads;
  }

  /** From the name alone, with the table that comes with Java: the same on every machine. */
  private static String mediaType(String name) {
    @Nullable String guess = URLConnection.getFileNameMap().getContentTypeFor(name);
    return guess == null ? "application/octet-stream" : guess;
  }

  /** One upload of a post, and whether its bytes ever arrived. */
  public record Upload(long id, boolean hasBytes) {}
}
