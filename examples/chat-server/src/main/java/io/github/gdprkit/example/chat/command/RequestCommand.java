package io.github.gdprkit.example.chat.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Takes requests in: one command for each right. */
@Command(
    name = "request",
    description = {
      "Takes in what a person asks for, and starts the clock: one month from receipt to answer (Art."
          + " 12(3) GDPR).",
      "Then: confirm-identity unless that is done, decide, fulfil, report."
    },
    synopsisSubcommandLabel = "<right>")
public final class RequestCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  private RequestCommand() {}

  public static CommandLine in(ChatEnvironment environment) {
    return new CommandLine(new RequestCommand())
        .addSubcommand(new ReceiveCommands.Access(environment))
        .addSubcommand(new ReceiveCommands.Erase(environment))
        .addSubcommand(new ReceiveCommands.Export(environment))
        .addSubcommand(new ReceiveCommands.Rectify(environment))
        .addSubcommand(new ReceiveCommands.Restrict(environment))
        .addSubcommand(new ReceiveCommands.Objection(environment));
  }

  @Override
  public Integer call() {
    throw new ParameterException(
        Commands.commandLine(spec),
        "Name what the person asks for: access, erase, export, rectify, restrict, object");
  }
}
