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

/** Lists what somebody wrote last. */
@Command(
    name = "messages",
    description = {
      "Lists the newest 20 messages of a person, the newest first, for the numbers that delete-message asks"
          + " for. The archive of the person has all of them."
    })
public final class MessagesCommand implements Callable<Integer> {

  private final ChatEnvironment environment;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "<person>",
      description = "The username or e-mail address of the person.")
  private String person = "";

  public MessagesCommand(ChatEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws SQLException, IOException {
    try (ChatDatabase database = environment.openExistingDatabase()) {
      User user = Commands.person(database, person);
      RecentRows rows = new RecentRows(Commands.out(spec));
      database.accounts().newestMessages(user.id(), RecentRows.SHOWN, rows);
      rows.end("messages");
    }
    return Commands.DONE;
  }
}
