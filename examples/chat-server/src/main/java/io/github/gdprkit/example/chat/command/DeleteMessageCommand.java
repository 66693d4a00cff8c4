package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.store.Accounts;
import io.github.gdprkit.example.chat.store.ChatException;
import io.github.gdprkit.example.chat.store.User;
import java.io.IOException;
import java.sql.SQLException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lets somebody take back what they wrote. */
@Command(
    name = "delete-message",
    description = {
      "Deletes a message of this person, with its files and the reactions to it. Answers of others"
          + " stay.",
      "The command messages lists the numbers of the newest messages; the archive has them all."
    })
public final class DeleteMessageCommand extends ChangeCommand {

  @Parameters(index = "1", paramLabel = "<message-id>", description = "The number of the message.")
  private long message;

  public DeleteMessageCommand(ChatEnvironment environment) {
    super(environment);
  }

  @Override
  void answer(Accounts accounts, User user) throws SQLException, IOException {
    if (!accounts.deleteMessage(user.id(), message)) {
      throw new ChatException(
          "this person has no message with this number. The command messages lists the newest");
    }
    out().println("The message is deleted.");
  }
}
