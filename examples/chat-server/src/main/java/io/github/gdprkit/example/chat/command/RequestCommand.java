package io.github.gdprkit.example.chat.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Takes requests in: one command for each right. */
@Command(
    name = "request",
    description = {
      "Takes in what a person asks for, and starts the clock: one month from receipt to answer (Art."
          + " 12(3) GDPR).",
      "Then: confirm-identity unless that is done, decide, fulfil, report."
    })
public final class RequestCommand extends GroupCommand {

  private RequestCommand() {}

  /** With its commands. */
  public static CommandLine in(ChatEnvironment environment) {
    return new CommandLine(new RequestCommand())
        .addSubcommand(new ReceiveCommands.Access(environment))
        .addSubcommand(new ReceiveCommands.Erase(environment))
        .addSubcommand(new ReceiveCommands.Export(environment))
        .addSubcommand(new ReceiveCommands.Rectify(environment))
        .addSubcommand(new ReceiveCommands.Restrict(environment))
        .addSubcommand(new ReceiveCommands.Objection(environment));
  }
}
