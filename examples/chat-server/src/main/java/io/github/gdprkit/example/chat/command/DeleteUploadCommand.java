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

/** Lets somebody take back a file. */
@Command(
    name = "delete-upload",
    description = {
      "Deletes a file that this person uploaded, and its bytes. The message that it belongs to stays.",
      "The command uploads lists the numbers of the newest files; the archive has them all."
    })
public final class DeleteUploadCommand implements Callable<Integer> {

  private final ChatEnvironment environment;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "<person>",
      description = "The username or e-mail address of the person.")
  private String person = "";

  @Parameters(index = "1", paramLabel = "<upload-id>", description = "The number of the file.")
  private long upload;

  public DeleteUploadCommand(ChatEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws SQLException, IOException {
    try (ChatDatabase database = environment.openExistingDatabase()) {
      User user = environment.unrestricted(database, person);
      if (!database.accounts().deleteUpload(user.id(), upload)) {
        throw new ChatException(
            "this person has no file with this number. The command uploads lists the newest");
      }
      Commands.out(spec).println("The file is deleted.");
    }
    return Commands.DONE;
  }
}
