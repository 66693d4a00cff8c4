package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.desk.ChatDesk;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.RequestHeader;
import io.github.gdprkit.request.TaskStatus;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the requests, or shows one. */
@Command(
    name = "requests",
    description = {
      "Lists the requests that are open, the most urgent first; or shows one in full: what was asked,"
          + " decided and done, when, and what a person has to do."
    })
public final class RequestsCommand extends DeskCommand {

  private static final String COLUMNS = "%-36s  %-29s  %-22s  %-10s  %s%n";

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "<id>",
      description = "One request, or how its id begins.")
  private @Nullable String id;

  @Option(
      names = "--due-before",
      paramLabel = "<day>",
      description = "Only those that have to be answered before this day, such as 2026-03-02.")
  private @Nullable LocalDate dueBefore;

  @Option(names = "--all", description = "Those that are closed as well.")
  private boolean all;

  public RequestsCommand(ChatEnvironment environment) {
    super(environment);
  }

  @Override
  int answer(ChatDesk desk) {
    if (desk.remembersErased()) {
      err()
          .printf(
              "An erasure is running, or was interrupted before the database was written anew. If none"
                  + " is running, run: %s%n",
              environment.command("fulfil --all"));
    }
    if (id != null) {
      new RequestPrinter(desk, environment, out()).full(desk.requests().get(request(desk, id)));
      return Commands.DONE;
    }
    List<DataSubjectRequest> requests =
        headers(desk).stream()
            .map(header -> desk.requests().get(header.id()))
            .filter(request -> all || !request.status().isFinal() || request.hasOpenWork())
            .sorted(
                Comparator.comparing(
                        RequestsCommand::lastDay, Comparator.nullsLast(Comparator.naturalOrder()))
                    .thenComparing(DataSubjectRequest::receivedAt))
            .toList();
    if (requests.isEmpty()) {
      out().println(all ? "There are no requests." : "There are no such open requests.");
      return Commands.DONE;
    }
    out().printf(Locale.ROOT, COLUMNS, "REQUEST", "ASKS FOR", "STATUS", "ANSWER BY", "WORK LEFT");
    LocalDate today = LocalDate.now(environment.clock().withZone(zone(desk)));
    requests.forEach(request -> print(request, today));
    return Commands.DONE;
  }

  private List<RequestHeader> headers(ChatDesk desk) {
    return dueBefore == null ? all(desk) : desk.requests().due(dueBefore.minusDays(1));
  }

  private static ZoneId zone(ChatDesk desk) {
    return ZoneId.of(desk.settings().zone());
  }

  private static @Nullable LocalDate lastDay(DataSubjectRequest request) {
    return request.status().isFinal() ? null : request.deadline().lastDay();
  }

  private void print(DataSubjectRequest request, LocalDate today) {
    LocalDate lastDay = lastDay(request);
    String due =
        Optional.ofNullable(lastDay)
            .map(day -> day + (today.isAfter(day) ? " OVERDUE" : ""))
            .orElse("-");
    long left =
        request.hasOpenWork()
            ? request.tasks().stream().filter(task -> task.status() != TaskStatus.DONE).count()
            : 0;
    out()
        .printf(
            Locale.ROOT,
            COLUMNS,
            request.id(),
            Texts.code(request.claim()),
            Texts.code(request.status()),
            due,
            left == 0 ? "-" : left + " of " + request.tasks().size());
  }
}
