package io.github.gdprkit.example.chat.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadFolderTest {

  @TempDir private Path folder;

  @Test
  void replacesWhatACrashLeftUnderTheSameName() throws Exception {
    UploadFolder uploads = new UploadFolder(folder.resolve("uploads"));
    String name = UploadFolder.nameFor(7);
    uploads.write(name, new ByteArrayInputStream("something longer".getBytes()));

    long size = uploads.write(name, new ByteArrayInputStream("short".getBytes()));

    assertThat(size).isEqualTo(5);
    assertThat(uploads.path(name)).hasContent("short");
    assertThat(uploads.folder()).isDirectoryNotContaining("glob:**.part");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../000000000001", "/etc/passwd", "1", "000000000001.part", ""})
  void leadsToNoFileThatItDidNotName(String name) throws Exception {
    UploadFolder uploads = new UploadFolder(folder.resolve("uploads"));

    assertThatThrownBy(() -> uploads.path(name)).isInstanceOf(IllegalArgumentException.class);
  }
}
