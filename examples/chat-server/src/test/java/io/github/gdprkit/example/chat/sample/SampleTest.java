package io.github.gdprkit.example.chat.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.gdprkit.example.chat.importer.ImportListener;
import io.github.gdprkit.example.chat.importer.ImportSummary;
import io.github.gdprkit.example.chat.importer.Kind;
import io.github.gdprkit.example.chat.importer.MattermostImport;
import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.Organisation;
import io.github.gdprkit.example.chat.store.Rows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleTest {

  @TempDir private Path folder;

  @Test
  void isImportedWhole() throws Exception {
    Sample sample = Sample.unpackTo(folder.resolve("sample"));
    List<String> missing = new ArrayList<>();
    try (ChatDatabase database = ChatDatabase.open(folder.resolve("chat.db"))) {
      ImportSummary summary =
          new MattermostImport(database, Organisation.DEFAULT, listenerFor(missing))
              .run(sample.export(), sample.attachments());

      assertThat(summary.rejectedLines()).isZero();
      assertThat(summary.oddities()).isEmpty();
      assertThat(summary.added(Kind.USER)).isEqualTo(6);
      assertThat(summary.added(Kind.POST)).isEqualTo(24);
      assertThat(summary.added(Kind.REPLY)).isEqualTo(23);
      assertThat(summary.added(Kind.DIRECT_POST)).isEqualTo(7);
      assertThat(summary.unknownTypes()).containsOnlyKeys("bot");
      assertThat(summary.unknownFields())
          .containsOnly(entry("info", 1L), entry("user.custom_status", 1L));
      assertThat(missing).containsExactly("poster-page-2.pdf");
      assertThat(Rows.of(database, "SELECT kind, count(*) FROM channels GROUP BY kind"))
          .containsExactly("D|3", "G|1", "O|3", "P|3");
    }
  }

  @Test
  void holdsWhatExportsStumbleOver() throws Exception {
    Sample sample = Sample.unpackTo(folder.resolve("sample"));
    try (ChatDatabase database = ChatDatabase.open(folder.resolve("chat.db"))) {
      new MattermostImport(database, Organisation.DEFAULT, listenerFor(new ArrayList<>()))
          .run(sample.export(), sample.attachments());

      assertThat(Rows.of(database, "SELECT nickname FROM users WHERE username = 'boris'"))
          .containsExactly("<script>alert(1)</script>");
      assertThat(Rows.of(database, "SELECT name FROM uploads ORDER BY id"))
          .contains("../../../etc/passwd", "plan \"final\" \u202egnp.exe.csv");
    }
  }

  @Test
  void canBeUnpackedTwice() throws Exception {
    Sample.unpackTo(folder);

    assertThat(Sample.unpackTo(folder).export()).isNotEmptyFile();
  }

  private static ImportListener listenerFor(List<String> missing) {
    return new ImportListener() {
      @Override
      public void rejected(long lineNumber, String reason) {
        throw new AssertionError(lineNumber + ": " + reason);
      }

      @Override
      public void missingAttachment(long lineNumber, String path, String reason) {
        missing.add(path);
      }
    };
  }
}
