package io.github.gdprkit.benchmark.chat;

import io.github.gdprkit.benchmark.MeasuredChild;
import io.github.gdprkit.benchmark.RepeatedChild;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The programs that export the same messages, each with its settings. */
enum ExportProgram {
  KIT("gdprkit as it comes: level 1, 2 threads", "256m", KitExport.class, "2", "1"),
  KIT_64_MB("gdprkit as it comes", "64m", KitExport.class, "2", "1"),
  KIT_UNFORCED(
      "gdprkit, checkpoints not durable", "256m", KitExport.class, "2", "1", "1", "unforced"),
  KIT_ONE_THREAD("gdprkit, 1 thread", "256m", KitExport.class, "1", "1"),
  KIT_LEVEL_6("gdprkit, level 6", "256m", KitExport.class, "2", "6"),
  KIT_STORED("gdprkit, level 0", "256m", KitExport.class, "2", "0"),
  HAND_WRITTEN(
      "hand-written upper bound, level 1, 2 threads", "256m", HandWrittenExport.class, "2", "1"),
  HAND_WRITTEN_LEVEL_6(
      "hand-written upper bound, level 6", "256m", HandWrittenExport.class, "2", "6"),
  NAIVE("naive Java, level 6", "4g", NaiveExport.class),
  STREAMING("streaming Java, level 6", "256m", StreamingExport.class, "6"),
  STREAMING_LEVEL_1("streaming Java, level 1", "256m", StreamingExport.class, "1"),
  CHUNKED("Zulip-shaped, in Java", "256m", ChunkedExport.class),
  CHUNKED_DJANGO("Zulip-shaped, in Python with Django", "", null),
  OFFSET("pages by OFFSET, in Java", "4g", OffsetExport.class);

  /** The only thing that runs outside of a JVM, and only with PostgreSQL. */
  private static final String SCRIPT = "chunked_export.py";

  private final String title;
  private final String heap;
  private final @Nullable Class<?> main;
  private final List<String> settings;

  ExportProgram(String title, String heap, @Nullable Class<?> main, String... settings) {
    this.title = title;
    this.heap = heap;
    this.main = main;
    this.settings = List.of(settings);
  }

  /** What a table says of it. */
  String title() {
    return heap.isEmpty() ? title : title + " (-Xmx" + heap + ")";
  }

  /**
   * Of the JVM. Logging is off: drivers and pools start it for every program, and Logback, which
   * the chat server brings, takes longer to read its configuration than some of them export.
   */
  private List<String> options() {
    return List.of(
        "-Xmx" + heap,
        "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider",
        "-Dslf4j.internal.verbosity=ERROR");
  }

  private boolean isKit() {
    return main == KitExport.class;
  }

  private boolean isChunked() {
    return chunked().contains(this);
  }

  /** Those in the shape of Zulip's. */
  static List<ExportProgram> chunked() {
    return List.of(CHUNKED, CHUNKED_DJANGO);
  }

  /** Whether it can run over this database, on this machine. */
  boolean runsOver(Chat chat) {
    return this != CHUNKED_DJANGO || (!Databases.isSqlite(chat.url()) && python() != null);
  }

  /**
   * Exports once, in a process of its own, and counts what came of it.
   *
   * @param folder empty, for everything that it writes
   * @throws IllegalStateException when it fails or the archive has another number of messages
   */
  ExportRun run(Path folder, Chat chat, long person) throws Exception {
    return measured(folder, chat, person, () -> start(folder, chat.url(), person));
  }

  /** Whether {@link #repeatedly} can start it. */
  boolean isJava() {
    return main != null;
  }

  /** A JVM that exports each time it is told to, into this folder, which has to be empty then. */
  RepeatedChild repeatedly(Path folder, Chat chat, long person) throws IOException {
    return new RepeatedChild(
        options(),
        Objects.requireNonNull(main, "a program in Java").getName(),
        arguments(folder, chat.url(), person));
  }

  /** One more export of such a JVM; all other memory than the archive stays unknown. */
  ExportRun run(RepeatedChild jvm, Path folder, Chat chat, long person) throws Exception {
    return measured(
        folder,
        chat,
        person,
        () -> {
          RepeatedChild.Run run = jvm.run();
          return new MeasuredChild(run.seconds(), run.seconds(), run.cpuSeconds(), 0, 0, "");
        });
  }

  private Path file(Path folder) {
    return folder.resolve(
        isKit() ? "messages-0.zip" : isChunked() ? "messages.tar.gz" : "messages.zip");
  }

  private ExportRun measured(Path folder, Chat chat, long person, Callable<MeasuredChild> export)
      throws Exception {
    ServerCpu server = chat.server();
    double before = server == null ? 0 : server.seconds();
    MeasuredChild child = export.call();
    double serverSeconds = server == null ? 0 : server.seconds() - before;
    Path file = file(folder);
    ArchiveCount count = ArchiveCount.of(file, isChunked() ? "\"rendered_content\"" : "\"id\":");
    int expected = chat.messagesOf(person);
    if (count.records() != expected) {
      throw new IllegalStateException(
          title + " exported " + count.records() + " messages instead of " + expected);
    }
    return new ExportRun(child, serverSeconds, count, Files.size(file));
  }

  private MeasuredChild start(Path folder, String url, long person) throws Exception {
    if (main != null) {
      return MeasuredChild.java(folder, options(), main.getName(), arguments(folder, url, person));
    }
    List<String> command = new ArrayList<>();
    command.add(Objects.requireNonNull(python()));
    command.add(script(folder).toString());
    command.add(MeasuredChild.result(folder).toString());
    command.addAll(arguments(folder, url.substring("jdbc:".length()), person));
    return MeasuredChild.command(folder, command);
  }

  private List<String> arguments(Path folder, String url, long person) {
    List<String> arguments = new ArrayList<>();
    arguments.add(url);
    arguments.add(Long.toString(person));
    arguments.add(isKit() ? folder.toString() : file(folder).toString());
    arguments.addAll(settings);
    if (isChunked()) {
      arguments.add(folder.resolve("messages").toString());
    }
    return arguments;
  }

  private static Path script(Path folder) throws IOException {
    Path script = folder.resolve(SCRIPT);
    try (InputStream in =
        Objects.requireNonNull(ExportProgram.class.getResourceAsStream(SCRIPT), SCRIPT)) {
      Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
    }
    return script;
  }

  /** A Python that has Django and psycopg2, or {@code null}. */
  static @Nullable String python() {
    return Python.FOUND;
  }

  /** Looked for once. */
  private static final class Python {
    private static final @Nullable String FOUND = find();

    private static @Nullable String find() {
      String own = System.getProperty("gdprkit.benchmark.python");
      for (String one : own == null ? List.of("python3", "/usr/bin/python3") : List.of(own)) {
        try {
          Process process =
              new ProcessBuilder(one, "-c", "import django, psycopg2")
                  .redirectErrorStream(true)
                  .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                  .start();
          if (process.waitFor() == 0) {
            return one;
          }
        } catch (IOException e) {
          continue;
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      return null;
    }
  }
}
