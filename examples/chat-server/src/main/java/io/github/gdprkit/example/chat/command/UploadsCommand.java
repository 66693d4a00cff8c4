package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.store.Accounts;
import io.github.gdprkit.example.chat.store.User;
import java.sql.SQLException;
import picocli.CommandLine.Command;

/** Lists what somebody uploaded last. */
@Command(
    name = "uploads",
    description = {
      "Lists the newest 20 files of a person, the newest first, for the numbers that delete-upload asks"
          + " for. The archive of the person has all of them."
    })
public final class UploadsCommand extends PersonCommand {

  public UploadsCommand(ChatEnvironment environment) {
    super(environment);
  }

  @Override
  void answer(Accounts accounts, User user) throws SQLException {
    RecentRows rows = new RecentRows(out());
    accounts.newestUploads(user.id(), RecentRows.SHOWN, rows);
    rows.end("files");
  }
}
