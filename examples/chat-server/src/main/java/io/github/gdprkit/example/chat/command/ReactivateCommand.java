package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.User;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets an administrator switch an account on again. */
@Command(
    name = "reactivate",
    description = {"Makes an account usable again that was deactivated."})
public final class ReactivateCommand implements Callable<Integer> {

  private final ChatEnvironment environment;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "<person>",
      description = "The username or e-mail address of the person.")
  private String person = "";

  public ReactivateCommand(ChatEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws SQLException, IOException {
    try (ChatDatabase database = environment.openExistingDatabase()) {
      User user = environment.unrestricted(database, person);
      Commands.out(spec)
          .println(
              database.accounts().reactivate(user.id())
                  ? "The account can be used again."
                  : "The account was not deactivated; nothing was done.");
    }
    return Commands.DONE;
  }
}
