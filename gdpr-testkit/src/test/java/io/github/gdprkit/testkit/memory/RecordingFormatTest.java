package io.github.gdprkit.testkit.memory;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.gdprkit.archive.ArchiveVerifier;
import io.github.gdprkit.archive.RecordEncoder;
import io.github.gdprkit.archive.VerificationReport;
import io.github.gdprkit.fulfilment.Exports;
import io.github.gdprkit.testkit.fixture.FixtureChat;
import io.github.gdprkit.testkit.fixture.Orders;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.time.SettableClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingFormatTest {

  private final RecordingFormat format = new RecordingFormat();

  @Test
  void readsBackWhatItWroteWhateverIsInATextAndKeepsTheOrder() {
    String nasty = "a\tb\nc\\d=e\rf\\n \u0000 \u2028 \uD83D\uDE00";
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    RecordEncoder encoder = format.encoder();
    encoder.startPage(page);
    encoder.startRecord();
    encoder.text("text", nasty);
    encoder.text("nothing", null);
    encoder.texts("tags", List.of("x\n", "y"));
    encoder.number("number", -7);
    encoder.decimal("decimal", 0.5);
    encoder.flag("flag", true);
    encoder.time("time", 0);
    encoder.person("who", "key", "La\tbel");
    encoder.pseudonym("other", "person-1");
    encoder.someoneElse("third");
    encoder.endRecord();
    encoder.endPage();

    String line = page.toString(StandardCharsets.UTF_8);

    assertThat(line).endsWith("\n").containsOnlyOnce("\n");
    assertThat(LineEncoder.read(line.substring(0, line.length() - 1)))
        .containsExactly(
            entry("text", nasty),
            entry("tags.size", "2"),
            entry("tags.0", "x\n"),
            entry("tags.1", "y"),
            entry("number", "-7"),
            entry("decimal", "0.5"),
            entry("flag", "true"),
            entry("time", "1970-01-01T00:00:00Z"),
            entry("who.account", "key"),
            entry("who.label", "La\tbel"),
            entry("other.pseudonym", "person-1"),
            entry("third.someoneElse", "true"));
  }

  @Test
  void replacesWhatUtf8CannotCarry() {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    RecordEncoder encoder = format.encoder();
    encoder.startPage(page);
    encoder.startRecord();
    encoder.text("text", "a\uD800b");
    encoder.endRecord();

    assertThat(page.toString(StandardCharsets.UTF_8)).isEqualTo("text=a\uFFFDb\n");
  }

  @Test
  void forgetsARecordThatAnEndedPageCutOff() {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    RecordEncoder encoder = format.encoder();
    encoder.startPage(new ByteArrayOutputStream());
    encoder.startRecord();
    encoder.text("text", "half");
    encoder.endPage();
    encoder.startPage(page);
    encoder.startRecord();
    encoder.text("text", "whole");
    encoder.endRecord();

    assertThat(page.toString(StandardCharsets.UTF_8)).isEqualTo("text=whole\n");
  }

  @Test
  void writesArchivesThatTheVerifierFindsSoundAndNoticesAForeignManifest(@TempDir Path folder)
      throws Exception {
    InMemoryArchiveStore store = new InMemoryArchiveStore();
    new Exports(
            Orders.CONTROLLER,
            new FixtureChat().withSomethingOfEverything().catalog(),
            store,
            format,
            new SettableClock())
        .run(Orders.anExportOf(Subjects.ANNA));
    Path file = Files.write(folder.resolve("a.zip"), store.bytes(Orders.ARCHIVE));

    VerificationReport sound = new ArchiveVerifier(format).verify(file);
    VerificationReport foreign = new ArchiveVerifier(new RecordingFormat()).verify(file);

    assertThat(sound.problems()).isEmpty();
    assertThat(sound.files()).isGreaterThan(5);
    assertThat(foreign.problems()).anyMatch(problem -> problem.contains("manifest.json"));
    assertThatIOException()
        .isThrownBy(
            () -> format.readManifest(new ByteArrayInputStream(new byte[] {65}), entry -> {}))
        .withMessageContaining("not a manifest");
  }
}
