package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.example.chat.store.UploadFolder;
import io.github.gdprkit.hook.Attachment;
import io.github.gdprkit.hook.ChatCategories;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ErasureRule;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.RecordWriter;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.processing.SourceOfData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The files that a person uploaded, with their bytes. No table hook: also bytes go that no row
 * knows of, because a crash came between file and row, and they are gone for good before the row
 * is.
 */
final class UploadsHook extends OwnRowsHook {

  private static final Declaration DECLARATION =
      Policies.correctedByYourself(
              Policies.ofChat(
                  Declaration.of("uploads", "Files you uploaded", ChatCategories.UPLOADS)
                      .text("The files you uploaded. The files themselves are in the archive.")
                      .field("id", "The number of the file")
                      .field("person", "Who uploaded it")
                      .field("message", "The number of the message it belongs to")
                      .field("file", "The file")
                      .field("uploaded", "When, in UTC")
                      .storedInColumns(
                          "uploads",
                          "id",
                          "post_id",
                          "owner_id",
                          "name",
                          "media_type",
                          "bytes",
                          "created_at")
                      .withheld(
                          "uploads", "stored_name", "A name that this server made for the file.")
                      .storedIn(ChatStores.UPLOAD_FILES)
                      .relations(Relation.AUTHOR)
                      .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT)))
          .erasedByHook(
              ErasureRule.erase(),
              "Your files are deleted with all their bytes, also where a message of yours leaves a mark.")
          .build();

  private final UploadFolder folder;

  UploadsHook(Chat chat) {
    super(chat, DECLARATION, Rows.numbered("*", "uploads", "owner_id"));
    this.folder = chat.database().uploads();
  }

  @Override
  void write(ResultSet row, RecordSink sink, Lookups lookups) throws SQLException {
    long id = row.getLong("id");
    long person = row.getLong("owner_id");
    RecordWriter out =
        sink.record(Relation.AUTHOR)
            .number("id", id)
            .person(
                "person", Relation.AUTHOR, ChatPersons.account(person), lookups.username(person));
    long post = row.getLong("post_id");
    if (!row.wasNull()) {
      out.number("message", post);
    }
    out.attachment(
            "file",
            new Attachment(
                Long.toString(id),
                row.getString("name"),
                row.getString("media_type"),
                row.getLong("bytes"),
                content(row.getString("stored_name"))))
        .timeMillis("uploaded", row.getLong("created_at"))
        .end();
  }

  /** The file goes before its row: after a crash in between the row is there to try again. */
  @Override
  void release(ResultSet row) throws SQLException, IOException {
    folder.delete(row.getLong("id"), row.getString("stored_name"));
  }

  @Override
  void released() throws IOException {
    folder.force();
  }

  private Attachment.Content content(@Nullable String storedName) {
    return () -> {
      if (storedName == null) {
        throw new NoSuchFileException("The bytes never arrived");
      }
      return Files.newInputStream(folder.path(storedName));
    };
  }
}
