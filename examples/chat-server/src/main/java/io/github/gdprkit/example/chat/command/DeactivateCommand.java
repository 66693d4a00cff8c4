package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.User;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets an administrator switch an account off. */
@Command(
    name = "deactivate",
    description = {
      "Deactivates an account and ends its sessions. Everything else stays; this is no erasure.",
      "The command reactivate makes the account usable again."
    })
public final class DeactivateCommand implements Callable<Integer> {

  private final ChatEnvironment environment;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "<person>",
      description = "The username or e-mail address of the person.")
  private String person = "";

  public DeactivateCommand(ChatEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws SQLException, IOException {
    try (ChatDatabase database = environment.openExistingDatabase()) {
      User user = environment.unrestricted(database, person);
      Optional<Integer> sessions =
          database.accounts().deactivate(user.id(), environment.clock().instant());
      Commands.out(spec)
          .println(
              sessions
                  .map(ended -> "The account is deactivated. Sessions ended: " + ended)
                  .orElse("The account was deactivated already; nothing was done."));
    }
    return Commands.DONE;
  }
}
