package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.ChatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What all commands share: the options that stand before or after any of them, and the time. */
public final class ChatEnvironment {

  private final Clock clock;

  @Option(
      names = "--db",
      scope = ScopeType.INHERIT,
      paramLabel = "<file>",
      defaultValue = "chat-data/chat.db",
      description = {
        "The chat database; import and generate create it. The bytes of uploads lie beside it in"
            + " <file>-uploads.",
        "Default: ${DEFAULT-VALUE}"
      })
  private Path file = Path.of("chat-data", "chat.db");

  public ChatEnvironment(Clock clock) {
    this.clock = clock;
  }

  /** The time that commands go by. */
  public Clock clock() {
    return clock;
  }

  ChatDatabase openDatabase() throws SQLException, IOException {
    return ChatDatabase.open(file);
  }

  /** For commands that read: an empty database made by a slip of the pen would answer wrongly. */
  ChatDatabase openExistingDatabase() throws SQLException, IOException {
    if (!Files.exists(file)) {
      throw new ChatException(
          "there is no chat database %s. Import or generate one, or name another with --db"
              .formatted(file));
    }
    return ChatDatabase.open(file);
  }

  /**
   * Whether somebody looks on, and not a file or another program. Since Java 22 there is a console
   * without a terminal; picocli tells the two apart.
   */
  boolean isTerminal() {
    return CommandLine.Help.Ansi.AUTO.enabled();
  }
}
