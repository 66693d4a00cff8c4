package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.deadline.AskedWhen;
import io.github.gdprkit.example.chat.desk.ChatDesk;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.RequestId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Asks the person what is meant, and takes the answer. */
@Command(
    name = "clarify",
    description = {
      "You asked the person which of a large quantity of data they mean, or they have answered"
          + " (recital 63 GDPR). The clock stands in between.",
      "The identity has to be confirmed before."
    })
public final class ClarifyCommand extends OneRequestCommand {

  @ArgGroup(multiplicity = "1")
  private Step step = new Step();

  @Option(
      names = "--late",
      description = "You could have asked earlier. Then the clock does not stand.")
  private boolean late;

  /** The question or the answer. */
  static final class Step {

    @Option(
        names = "--ask",
        paramLabel = "<question>",
        description = "What you asked today. Kept in the working papers.")
    private @Nullable String question;

    @Option(
        names = "--answered",
        paramLabel = "<text>",
        description = "What the person says. Kept in the working papers.")
    private @Nullable String answer;
  }

  public ClarifyCommand(ChatEnvironment environment) {
    super(environment);
  }

  @Override
  int answer(ChatDesk desk, RequestId request) {
    RequestPrinter printer = new RequestPrinter(desk, environment, out());
    if (step.question != null) {
      AskedWhen asked = late ? AskedWhen.WITH_UNDUE_DELAY : AskedWhen.WITHOUT_UNDUE_DELAY;
      DataSubjectRequest waiting =
          desk.requests().askForClarification(request, step.question, asked, by);
      printer.received(waiting);
      Letter.print(desk.requests().answer(request), out());
    } else if (step.answer != null) {
      printer.received(desk.requests().clarified(request, step.answer, by));
    }
    return Commands.DONE;
  }
}
