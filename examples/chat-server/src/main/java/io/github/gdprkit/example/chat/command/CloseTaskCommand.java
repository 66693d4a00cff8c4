package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.desk.ChatDesk;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.ManualResult;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.TaskId;
import java.io.IOException;
import java.sql.SQLException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says that a person did what no program could. */
@Command(
    name = "close-task",
    description = {
      "Says that you have done by hand what a task of a request asks for. The last one closes the"
          + " request.",
      "The command requests <id> lists the tasks, and says what each asks for."
    })
public final class CloseTaskCommand extends OneRequestCommand {

  @Parameters(
      index = "1",
      paramLabel = "<task>",
      description = "The task, such as by-hand.sessions, or the kind of data alone: sessions.")
  private String task = "";

  @Option(
      names = "--note",
      required = true,
      paramLabel = "<text>",
      description = "What you did. Kept in the working papers.")
  private String note = "";

  @Option(
      names = "--result",
      paramLabel = "done|nothing-there|not-possible",
      defaultValue = "done",
      converter = ResultConverter.class,
      description = "What came of it. Default: ${DEFAULT-VALUE}")
  private ManualResult result = ManualResult.DONE;

  public CloseTaskCommand(ChatEnvironment environment) {
    super(environment);
  }

  @Override
  int answer(ChatDesk desk, RequestId request) throws SQLException, IOException {
    if (note.isBlank()) {
      throw usage("--note says what you did, so that it can be told later; it is not empty");
    }
    TaskId which = task(desk.requests().get(request), task);
    DataSubjectRequest closed =
        desk.changing(request, requests -> requests.closeTask(request, which, result, note, by));
    RequestPrinter printer = new RequestPrinter(desk, environment, out());
    printer.head(closed);
    printer.tasks(closed);
    printer.next(closed);
    return Commands.DONE;
  }

  /** Finds a result by its name. */
  static final class ResultConverter implements ITypeConverter<ManualResult> {

    @Override
    public ManualResult convert(String value) {
      return Texts.parse(ManualResult.class, value);
    }
  }
}
