package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.ChatException;
import io.github.gdprkit.example.chat.store.Organisation;
import io.github.gdprkit.example.chat.store.User;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What every command needs to answer: whom it is about, exit codes, and where to print. */
final class Commands {

  static final int DONE = CommandLine.ExitCode.OK;
  static final int FAILED = CommandLine.ExitCode.SOFTWARE;

  private Commands() {}

  /** The person of this organisation with this username or e-mail address. */
  static User person(ChatDatabase database, Organisation organisation, String usernameOrEmail)
      throws SQLException {
    return database
        .findUser(organisation, usernameOrEmail)
        .orElseThrow(
            () ->
                new ChatException(
                    "nobody here has this username or e-mail address. The command users lists"
                        + " everybody"));
  }

  static PrintWriter out(@Nullable CommandSpec spec) {
    return commandLine(spec).getOut();
  }

  static PrintWriter err(@Nullable CommandSpec spec) {
    return commandLine(spec).getErr();
  }

  /** The command line that a command was called from; picocli fills the field before the call. */
  static CommandLine commandLine(@Nullable CommandSpec spec) {
    return Objects.requireNonNull(spec, "spec").commandLine();
  }
}
