package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.store.Accounts;
import io.github.gdprkit.example.chat.store.User;
import java.io.IOException;
import java.sql.SQLException;
import picocli.CommandLine.Command;

/** Lets an administrator switch an account on again. */
@Command(
    name = "reactivate",
    description = {"Makes an account usable again that was deactivated."})
public final class ReactivateCommand extends ChangeCommand {

  public ReactivateCommand(ChatEnvironment environment) {
    super(environment);
  }

  @Override
  void answer(Accounts accounts, User user) throws SQLException, IOException {
    out()
        .println(
            accounts.reactivate(user.id())
                ? "The account can be used again."
                : "The account was not deactivated; nothing was done.");
  }
}
