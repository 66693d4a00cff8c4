package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.sample.Sample;
import io.github.gdprkit.example.chat.store.ChatLocation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The main job in one go, with the other commands. */
@Command(
    name = "demo",
    description = {
      "Imports the sample that comes with this program, the chat of a made-up choir, exports one of"
          + " its members and verifies the archive.",
      "Shows each command that it runs, for you to run again with data of your own."
    })
public final class DemoCommand implements Callable<Integer> {

  private static final String PERSON = "anna";

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--folder",
      paramLabel = "<folder>",
      defaultValue = "chat-data/demo",
      description = "Where the sample, its database and the archive go. Default: ${DEFAULT-VALUE}")
  private Path folder = Path.of("chat-data", "demo");

  private final ChatEnvironment environment;

  public DemoCommand(ChatEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    Sample sample = Sample.unpackTo(folder.resolve("sample"));
    String archive = folder.resolve(PERSON + ".zip").toString();
    // The commands that it runs read the options anew.
    String whose = environment.option();
    List<String> database = environment.databaseOr(folder.resolve("chat.db"));
    int exitCode =
        run(
            whose,
            database,
            "import",
            sample.export().toString(),
            "--attachments",
            sample.attachments().toString());
    if (exitCode == Commands.DONE) {
      exitCode = run(whose, database, "export-user", PERSON, "--output", archive, "--replace");
    }
    if (exitCode == Commands.DONE) {
      exitCode = run("", List.of(), "verify", archive);
    }
    if (exitCode == Commands.DONE) {
      Commands.out(spec)
          .printf(
              "%nUnpack %s and open index.html in a browser.%n"
                  + "To answer a request from receipt to letter, go on with:%n"
                  + "  chat-server request access %s --verified-by seen-by-staff%s%s%n",
              Path.of(archive).toAbsolutePath().normalize(), PERSON, whose, shown(database));
    }
    return exitCode;
  }

  /** As it can be typed again, and without a password. */
  private static String shown(List<String> options) {
    StringBuilder shown = new StringBuilder();
    for (String option : options) {
      String harmless = ChatLocation.withoutPassword(option);
      shown.append(' ').append(ChatEnvironment.quoted(harmless));
    }
    return shown.toString();
  }

  private int run(String whose, List<String> database, String... arguments) {
    PrintWriter out = Commands.out(spec);
    String command = String.join(" ", arguments) + shown(database) + whose;
    out.printf("%n$ chat-server %s%n", command);
    out.flush();
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(database);
    if (!whose.isEmpty()) {
      all.addAll(List.of(whose.strip().split(" ")));
    }
    CommandLine root = Commands.commandLine(spec).getParent();
    return root.execute(all.toArray(String[]::new));
  }
}
