package io.github.gdprkit.example.chat.importer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.example.chat.ChildJvm;
import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.ContentDigest;
import io.github.gdprkit.example.chat.store.Organisation;
import io.github.gdprkit.example.chat.store.Rows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledImportTest {

  private static final int POSTS = 6_000;
  private static final int KILLED_AT = 4_000;

  @TempDir private Path folder;

  @Test
  void hasTheSameContentAfterBeingKilledAndRunAgain() throws Exception {
    Path export = writeExport();
    Path attachments = Files.createDirectory(folder.resolve("attachments"));
    Files.writeString(attachments.resolve("notes.txt"), "la la");

    int exitCode = runAndDie(folder.resolve("killed.db"), export, attachments);

    assertThat(exitCode).isEqualTo(KilledMain.EXIT_CODE);
    try (ChatDatabase killed = ChatDatabase.open(folder.resolve("killed.db"));
        ChatDatabase whole = ChatDatabase.open(folder.resolve("whole.db"))) {
      assertThat(Rows.count(killed, "posts")).isBetween(1L, KILLED_AT - 1L);
      new MattermostImport(killed, Organisation.DEFAULT, new RecordingListener())
          .run(export, attachments);
      new MattermostImport(whole, Organisation.DEFAULT, new RecordingListener())
          .run(export, attachments);
      assertThat(ContentDigest.of(killed)).isEqualTo(ContentDigest.of(whole));
    }
  }

  private Path writeExport() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < POSTS; i++) {
      lines.add(
          i == KILLED_AT
              ? "broken, which is where it dies"
              : """
              {"type":"post","post":{"team":"t","channel":"c","user":"u%s","message":"@u%s",\
              "create_at":%s,"attachments":%s}}"""
                  .formatted(i % 7, i % 9, i, i % 500 == 0 ? "[{\"path\":\"notes.txt\"}]" : "[]"));
    }
    return Files.write(folder.resolve("export.jsonl"), lines);
  }

  private int runAndDie(Path database, Path export, Path attachments) throws Exception {
    Process process =
        ChildJvm.of(
                List.of(),
                KilledMain.class,
                database.toString(),
                export.toString(),
                attachments.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output.txt").toFile())
            .start();
    return process.waitFor();
  }

  /** Imports until the first broken line and then ends like a process that was killed. */
  static final class KilledMain {

    static final int EXIT_CODE = 137;

    public static void main(String[] arguments) throws Exception {
      ChatDatabase database = ChatDatabase.open(Path.of(arguments[0]));
      ImportListener dying =
          new ImportListener() {
            @Override
            public void rejected(long lineNumber, String reason) {
              Runtime.getRuntime().halt(EXIT_CODE);
            }

            @Override
            public void missingAttachment(long lineNumber, String path, String reason) {}
          };
      new MattermostImport(database, Organisation.DEFAULT, dying)
          .run(Path.of(arguments[1]), Path.of(arguments[2]));
    }
  }
}
