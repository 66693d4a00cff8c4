package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.desk.ChatDesk;
import io.github.gdprkit.request.RequestId;
import picocli.CommandLine.Command;

/** The person takes a request back. */
@Command(
    name = "withdraw",
    description =
        "The person takes a request back. Nothing more is done on it; what was done stays done, and"
            + " what was erased stays erased.")
public final class WithdrawCommand extends OneRequestCommand {

  public WithdrawCommand(ChatEnvironment environment) {
    super(environment);
  }

  @Override
  int answer(ChatDesk desk, RequestId request) {
    new RequestPrinter(desk, environment, out()).received(desk.requests().withdraw(request, by));
    return Commands.DONE;
  }
}
