package io.github.gdprkit.example.chat.importer;

import io.github.gdprkit.example.chat.store.Added;
import io.github.gdprkit.example.chat.store.Uploads;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;

/**
 * Brings the attachments of posts. One without bytes gets its row all the same, and importing the
 * same file again with the bytes at hand fills them in.
 */
final class AttachmentImport {

  private final ImportTarget target;
  private final AttachmentFolder folder;
  private final MissingListener listener;

  AttachmentImport(ImportTarget target, AttachmentFolder folder, MissingListener listener) {
    this.target = target;
    this.folder = folder;
    this.listener = listener;
  }

  void add(Added post, long ownerId, PostContent content) throws SQLException, IOException {
    if (content.attachments().isEmpty()) {
      return;
    }
    Uploads uploads = target.writer().uploads();
    List<Uploads.Upload> known = uploads.ofPost(post.id());
    for (int i = 0; i < content.attachments().size(); i++) {
      PostContent.Attachment attachment = content.attachments().get(i);
      boolean isNew = i >= known.size();
      target.count(Kind.UPLOAD, isNew);
      if (isNew) {
        store(uploads.add(post.id(), ownerId, attachment.name(), content.createdAt()), attachment);
      } else if (!known.get(i).hasBytes()) {
        store(known.get(i).id(), attachment);
      }
    }
  }

  private void store(long uploadId, PostContent.Attachment attachment)
      throws SQLException, IOException {
    InputStream opened;
    try {
      opened = folder.open(attachment.path());
    } catch (AttachmentFolder.NotThereException e) {
      listener.missing(attachment.path(), e.reason());
      return;
    }
    try (InputStream bytes = opened) {
      target.writer().uploads().store(uploadId, bytes);
    }
  }

  /** Is told which attachments have no bytes, and why. */
  @FunctionalInterface
  interface MissingListener {
    void missing(String path, String reason);
  }
}
