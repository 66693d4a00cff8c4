package io.github.gdprkit.example.chat.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that only holds others together. */
@Command(synopsisSubcommandLabel = "<command>")
abstract class GroupCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public final Integer call() {
    CommandLine self = Commands.commandLine(spec);
    throw new ParameterException(
        self, "Say what: %s".formatted(String.join(", ", self.getSubcommands().keySet())));
  }
}
