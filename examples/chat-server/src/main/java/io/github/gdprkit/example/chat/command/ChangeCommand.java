package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.User;
import java.io.IOException;
import java.sql.SQLException;
import picocli.CommandLine.Command;

/** What the commands share that change what is somebody's: they refuse while it is restricted. */
@Command
abstract class ChangeCommand extends PersonCommand {

  ChangeCommand(ChatEnvironment environment) {
    super(environment);
  }

  @Override
  final User find(ChatDatabase database, String usernameOrEmail) throws SQLException, IOException {
    return environment.unrestricted(database, usernameOrEmail);
  }
}
