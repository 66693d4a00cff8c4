package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.desk.ChatDesk;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.ExtensionReason;
import io.github.gdprkit.request.RequestId;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** Takes two further months. */
@Command(
    name = "extend",
    description = {
      "Takes two further months for a complex request (Art. 12(3) GDPR). Possible once, and only in"
          + " the first month: run it on the day on which you tell the person, and send them the"
          + " letter that it prints.",
      "A refusal cannot wait for longer than the first month."
    })
public final class ExtendCommand extends OneRequestCommand {

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "complexity|number-of-requests",
      converter = ReasonConverter.class,
      description = "Why it takes longer.")
  private ExtensionReason reason = ExtensionReason.COMPLEXITY;

  @Option(
      names = "--explain",
      required = true,
      paramLabel = "<text>",
      description = "What makes it so in this case. Kept in the working papers.")
  private String explanation = "";

  public ExtendCommand(ChatEnvironment environment) {
    super(environment);
  }

  @Override
  int answer(ChatDesk desk, RequestId request) {
    DataSubjectRequest extended = desk.requests().extend(request, reason, explanation, by);
    new RequestPrinter(desk, environment, out()).received(extended);
    Letter.print(desk.requests().answer(request), out());
    return Commands.DONE;
  }

  /** Finds a reason by its name. */
  static final class ReasonConverter implements ITypeConverter<ExtensionReason> {

    @Override
    public ExtensionReason convert(String value) {
      return Texts.parse(ExtensionReason.class, value);
    }
  }
}
