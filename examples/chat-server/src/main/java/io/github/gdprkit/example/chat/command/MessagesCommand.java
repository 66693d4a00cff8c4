package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.store.Accounts;
import io.github.gdprkit.example.chat.store.User;
import java.sql.SQLException;
import picocli.CommandLine.Command;

/** Lists what somebody wrote last. */
@Command(
    name = "messages",
    description = {
      "Lists the newest 20 messages of a person, the newest first, for the numbers that delete-message asks"
          + " for. The archive of the person has all of them."
    })
public final class MessagesCommand extends PersonCommand {

  public MessagesCommand(ChatEnvironment environment) {
    super(environment);
  }

  @Override
  void answer(Accounts accounts, User user) throws SQLException {
    RecentRows rows = new RecentRows(out());
    accounts.newestMessages(user.id(), RecentRows.SHOWN, rows);
    rows.end("messages");
  }
}
