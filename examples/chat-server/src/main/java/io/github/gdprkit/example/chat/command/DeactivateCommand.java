package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.store.Accounts;
import io.github.gdprkit.example.chat.store.User;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import picocli.CommandLine.Command;

/** Lets an administrator switch an account off. */
@Command(
    name = "deactivate",
    description = {
      "Deactivates an account and ends its sessions. Everything else stays; this is no erasure.",
      "The command reactivate makes the account usable again."
    })
public final class DeactivateCommand extends ChangeCommand {

  public DeactivateCommand(ChatEnvironment environment) {
    super(environment);
  }

  @Override
  void answer(Accounts accounts, User user) throws SQLException, IOException {
    Optional<Integer> sessions = accounts.deactivate(user.id(), environment.clock().instant());
    out()
        .println(
            sessions
                .map(ended -> "The account is deactivated. Sessions ended: " + ended)
                .orElse("The account was deactivated already; nothing was done."));
  }
}
