package io.github.gdprkit.example.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Opens archives with the tools that people have. A tool that is not installed skips its test,
 * except where the variable CI says that all of them have to be there.
 */
class ArchiveToolsTest {

  @TempDir private static Path folder;
  private static Path archive;

  @BeforeAll
  static void exportThePersonWithTheHostileNames() {
    String demo = folder.toString();
    assertThat(CommandRun.of("demo", "--folder", demo).exitCode()).isZero();
    archive = folder.resolve("boris.zip");
    CommandRun run =
        CommandRun.of(
            "export-user",
            "boris",
            "--policy=visible",
            "--db",
            folder.resolve("chat.db").toString(),
            "--output",
            archive.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  @Test
  void opensWithUnzip() throws Exception {
    Path target = folder.resolve("unzipped");

    String tested = run("unzip", "-t", archive.toString());
    run("unzip", "-q", archive.toString(), "-d", target.toString());

    assertThat(tested).contains("No errors detected");
    assertThat(relativeFiles(target)).containsExactlyElementsOf(new Archive(archive).names());
  }

  @Test
  void opensWithPython() throws Exception {
    String program =
        """
        import json, sys, zipfile
        archive = zipfile.ZipFile(sys.argv[1])
        assert archive.testzip() is None
        records = 0
        for name in archive.namelist():
            if name.endswith('.jsonl'):
                for line in archive.read(name).decode('utf-8').splitlines():
                    json.loads(line)
                    records += 1
        manifest = json.loads(archive.read('manifest.json'))
        assert records == sum(part['records'] for part in manifest['parts'])
        print('records', records)
        """;

    assertThat(run("python3", "-c", program, archive.toString())).contains("records ");
  }

  @Test
  void opensWithJar() throws Exception {
    String jar = Path.of(System.getProperty("java.home"), "bin", "jar").toString();
    assumeThat(Path.of(jar)).isExecutable();

    assertThat(run(jar, "tf", archive.toString()).lines().sorted())
        .containsExactlyElementsOf(new Archive(archive).names());
  }

  @Test
  void showsItsPageInABrowserWithoutObeyingHostileNames() throws Exception {
    Path page = folder.resolve("page.html");
    Files.write(page, new Archive(archive).bytes("index.html"));

    String dom =
        run(
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--user-data-dir=" + folder.resolve("browser"),
            "--dump-dom",
            page.toUri().toString());

    assertThat(dom)
        .contains("Personal data of <bdi>Boris")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .contains("[U+202E]")
        .doesNotContain("<script", "\u202E", "onerror=", "<img", "<b>Reminder");
  }

  private static List<String> relativeFiles(Path target) throws IOException {
    try (var files = Files.walk(target)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> target.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private static String run(String... command) throws Exception {
    Path output = Files.createTempFile(folder, "output", ".txt");
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectOutput(output.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      assertThat(System.getenv("CI")).as("%s is not installed", command[0]).isNotEqualTo("true");
      assumeThat(false).as("%s is not installed", command[0]).isTrue();
      throw e;
    }
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as("exit code of %s", command[0]).isZero();
    return Files.readString(output, StandardCharsets.UTF_8);
  }
}
