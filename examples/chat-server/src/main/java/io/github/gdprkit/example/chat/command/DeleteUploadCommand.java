package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.store.Accounts;
import io.github.gdprkit.example.chat.store.ChatException;
import io.github.gdprkit.example.chat.store.User;
import java.io.IOException;
import java.sql.SQLException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lets somebody take back a file. */
@Command(
    name = "delete-upload",
    description = {
      "Deletes a file that this person uploaded, and its bytes. The message that it belongs to stays.",
      "The command uploads lists the numbers of the newest files; the archive has them all."
    })
public final class DeleteUploadCommand extends ChangeCommand {

  @Parameters(index = "1", paramLabel = "<upload-id>", description = "The number of the file.")
  private long upload;

  public DeleteUploadCommand(ChatEnvironment environment) {
    super(environment);
  }

  @Override
  void answer(Accounts accounts, User user) throws SQLException, IOException {
    if (!accounts.deleteUpload(user.id(), upload)) {
      throw new ChatException(
          "this person has no file with this number. The command uploads lists the newest");
    }
    out().println("The file is deleted.");
  }
}
