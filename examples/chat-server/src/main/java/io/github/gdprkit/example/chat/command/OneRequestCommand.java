package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.desk.ChatDesk;
import io.github.gdprkit.request.RequestId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What the commands about one request share: which it is. */
@Command
abstract class OneRequestCommand extends DeskCommand {

  @Parameters(index = "0", paramLabel = "<id>", description = "The request, or how its id begins.")
  private String id = "";

  OneRequestCommand(ChatEnvironment environment) {
    super(environment);
  }

  @Override
  final int answer(ChatDesk desk) throws Exception {
    return answer(desk, request(desk, id));
  }

  /** Does it, and returns the exit code. */
  abstract int answer(ChatDesk desk, RequestId request) throws Exception;
}
