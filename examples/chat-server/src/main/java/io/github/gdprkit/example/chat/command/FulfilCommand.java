package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.desk.ChatDesk;
import io.github.gdprkit.fulfilment.FulfilmentOutcome;
import io.github.gdprkit.fulfilment.FulfilmentSettings;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStatus;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Does what was granted. */
@Command(
    name = "fulfil",
    description = {
      "Does what was granted: writes the archive, erases, puts right, restricts. Interrupted, by"
          + " whatever, run it again: what is done is not done twice.",
      "After an erasure the database is written anew, so that nothing of it can be read in its files."
    })
public final class FulfilCommand extends DeskCommand {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "<id>",
      description = "The request, or how its id begins.")
  private @Nullable String id;

  @Option(names = "--all", description = "All requests that have work left.")
  private boolean all;

  @Option(
      names = "--batch",
      paramLabel = "<n>",
      defaultValue = "10000",
      description =
          "How many records are erased in one transaction at most. Default: ${DEFAULT-VALUE}")
  private int batch;

  @Option(
      names = "--page",
      paramLabel = "<n>",
      defaultValue = "10000",
      description = "How many records an export makes durable at a time. Default: ${DEFAULT-VALUE}")
  private int page;

  public FulfilCommand(ChatEnvironment environment) {
    super(environment);
  }

  @Override
  FulfilmentSettings settings() {
    if ((id == null) != all) {
      throw usage("Name one request, or --all");
    }
    return typed(
        () -> {
          FulfilmentSettings usual = FulfilmentSettings.defaults();
          return usual.withBatchRecords(batch).withExports(usual.exports().withPageRecords(page));
        });
  }

  @Override
  int answer(ChatDesk desk) throws SQLException, IOException {
    List<RequestId> requests =
        id == null ? desk.requests().unfinished() : List.of(request(desk, id));
    desk.forgetErased();
    if (requests.isEmpty()) {
      out().println("There is no work left.");
    }
    boolean isFine = true;
    for (RequestId request : requests) {
      try (ProgressPrinter progress = ProgressPrinter.on(err(), environment)) {
        DataSubjectRequest before = desk.requests().get(request);
        if (before.status() == RequestStatus.WITHDRAWN
            || !before.isGranted()
            || before.original().isPresent()) {
          new RequestPrinter(desk, environment, err()).outOfTurn(before);
          isFine = false;
          continue;
        }
        if (before.status().isFinal() && before.isGranted() && !before.hasOpenWork()) {
          out().println("Nothing is left to do on this request.");
        }
        FulfilmentOutcome outcome = desk.fulfil(request, progress);
        isFine &= new RequestPrinter(desk, environment, out()).outcome(outcome, err());
      }
    }
    return isFine ? Commands.DONE : Commands.FAILED;
  }
}
