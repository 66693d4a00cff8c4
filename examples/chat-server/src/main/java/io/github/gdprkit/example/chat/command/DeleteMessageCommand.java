package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.ChatException;
import io.github.gdprkit.example.chat.store.User;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets somebody take back what they wrote. */
@Command(
    name = "delete-message",
    description = {
      "Deletes a message of this person, with its files and the reactions to it. Answers of others"
          + " stay.",
      "The command messages lists the numbers of the newest messages; the archive has them all."
    })
public final class DeleteMessageCommand implements Callable<Integer> {

  private final ChatEnvironment environment;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "<person>",
      description = "The username or e-mail address of the person.")
  private String person = "";

  @Parameters(index = "1", paramLabel = "<message-id>", description = "The number of the message.")
  private long message;

  public DeleteMessageCommand(ChatEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws SQLException, IOException {
    try (ChatDatabase database = environment.openExistingDatabase()) {
      User user = environment.unrestricted(database, person);
      if (!database.accounts().deleteMessage(user.id(), message)) {
        throw new ChatException(
            "this person has no message with this number. The command messages lists the newest");
      }
      Commands.out(spec).println("The message is deleted.");
    }
    return Commands.DONE;
  }
}
