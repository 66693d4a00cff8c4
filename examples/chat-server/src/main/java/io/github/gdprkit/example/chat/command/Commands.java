package io.github.gdprkit.example.chat.command;

import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What every command needs to answer: exit codes, and where to print. */
final class Commands {

  static final int DONE = CommandLine.ExitCode.OK;
  static final int FAILED = CommandLine.ExitCode.SOFTWARE;

  private Commands() {}

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
