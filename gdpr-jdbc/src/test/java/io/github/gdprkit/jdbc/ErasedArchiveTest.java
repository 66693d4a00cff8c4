package io.github.gdprkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.archive.ArchiveDraft;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.ArchiveStore;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks for deleted archives in the bytes of all files that a SQLite database has. */
@GdprReference(
    article = "5(1)(e)",
    text =
        "kept in a form which permits identification of data subjects for no longer than is"
            + " necessary")
class ErasedArchiveTest {

  private static final int CHUNK = JdbcArchiveDraft.CHUNK_BYTES;

  @TempDir private Path folder;

  @Test
  void isInNoFileAnyMore() throws IOException {
    Path file = folder.resolve("gdpr.db");
    try (GdprSqlite source = GdprSqlite.dataSource(file)) {
      GdprSchema.migrate(source);
      ArchiveStore store = JdbcArchiveStore.open(source);
      seal(store, "one", "canary-one");
      seal(store, "other", "canary-other");
      try (ArchiveDraft draft = store.draft(new ArchiveId("draft"))) {
        draft.checkpoint(0, "canary-checkpoint".getBytes(StandardCharsets.UTF_8));
        byte[] bytes = "canary-draft".getBytes(StandardCharsets.UTF_8);
        draft.append(0, bytes, 0, bytes.length);
        draft.checkpoint(bytes.length, new byte[0]);
      }
      assertThat(found()).as("the scan finds what is there").hasSize(4);

      store.delete(new ArchiveId("one"));
      store.delete(new ArchiveId("draft"));

      assertThat(found()).containsExactly("canary-other");
      assertThat(folder.resolve("gdpr.db-wal")).isEmptyFile();
    }
  }

  private static void seal(ArchiveStore store, String id, String canary) throws IOException {
    byte[] bytes = new byte[3 * CHUNK];
    byte[] mark = canary.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at + mark.length < bytes.length; at += 10_000) {
      System.arraycopy(mark, 0, bytes, at, mark.length);
    }
    try (ArchiveDraft draft = store.draft(new ArchiveId(id))) {
      draft.append(0, bytes, 0, bytes.length);
      draft.seal(bytes.length);
    }
  }

  private List<String> found() throws IOException {
    StringBuilder all = new StringBuilder();
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return List.of("canary-one", "canary-other", "canary-draft", "canary-checkpoint").stream()
        .filter(canary -> all.indexOf(canary) >= 0)
        .toList();
  }
}
