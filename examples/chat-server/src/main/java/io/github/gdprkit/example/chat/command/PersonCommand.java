package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.store.Accounts;
import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.Organisation;
import io.github.gdprkit.example.chat.store.User;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the commands about one account share: the database, and whose account it is. */
@Command
abstract class PersonCommand implements Callable<Integer> {

  final ChatEnvironment environment;

  @Spec @Nullable CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "<person>",
      description = "The username or e-mail address of the person.")
  private String person = "";

  PersonCommand(ChatEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws SQLException, IOException {
    try (ChatDatabase database = environment.openExistingDatabase()) {
      Organisation organisation = environment.organisation(database);
      answer(database.accounts(organisation), find(database, person));
    }
    return Commands.DONE;
  }

  /** The person with this username or e-mail address. */
  User find(ChatDatabase database, String usernameOrEmail) throws SQLException, IOException {
    return Commands.person(database, environment.organisation(database), usernameOrEmail);
  }

  /** Does it, and says so. */
  abstract void answer(Accounts accounts, User user) throws SQLException, IOException;

  PrintWriter out() {
    return Commands.out(spec);
  }
}
