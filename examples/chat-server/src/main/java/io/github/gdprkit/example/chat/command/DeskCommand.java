package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.example.chat.desk.ChatDesk;
import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.ChatException;
import io.github.gdprkit.example.chat.store.User;
import io.github.gdprkit.fulfilment.FulfilmentSettings;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.IllegalTransitionException;
import io.github.gdprkit.request.RequestHeader;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.TaskId;
import io.github.gdprkit.request.TaskState;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** What the commands about requests share: the desk, who acts, and ids that may be cut short. */
@Command
abstract class DeskCommand implements Callable<Integer> {

  private static final int PAGE = 500;

  final ChatEnvironment environment;

  @Spec @Nullable CommandSpec spec;

  @Option(
      names = "--by",
      paramLabel = "<role>",
      defaultValue = "operator",
      converter = ActorConverter.class,
      description = {
        "Who does this, as evidence shall say it: a role or a staff number, no name.",
        "Default: ${DEFAULT-VALUE}"
      })
  Actor by = new Actor("operator");

  DeskCommand(ChatEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public final Integer call() throws Exception {
    try (ChatDatabase database = environment.openUnchecked();
        ChatDesk desk =
            ChatDesk.open(
                database,
                environment.organisation(database),
                settings(),
                environment.deployment(),
                environment.clock())) {
      environment.requireServing(desk);
      try {
        return answer(desk);
      } catch (IllegalTransitionException e) {
        DataSubjectRequest request = desk.requests().get(e.request());
        new RequestPrinter(desk, environment, err()).outOfTurn(request);
        return Commands.FAILED;
      }
    }
  }

  /** How requests are fulfilled. */
  FulfilmentSettings settings() {
    return FulfilmentSettings.defaults();
  }

  /** Does it, and returns the exit code. */
  abstract int answer(ChatDesk desk) throws Exception;

  PrintWriter out() {
    return Commands.out(spec);
  }

  PrintWriter err() {
    return Commands.err(spec);
  }

  ParameterException usage(String problem) {
    return new ParameterException(Commands.commandLine(spec), problem);
  }

  /** What the library refuses because of what was typed is wrong usage, and no bug. */
  <T> T typed(Supplier<T> act) {
    try {
      return act.get();
    } catch (IllegalArgumentException | TypeConversionException e) {
      throw new ParameterException(Commands.commandLine(spec), String.valueOf(e.getMessage()), e);
    }
  }

  /** The person of the controller with this username or e-mail address. */
  static User person(ChatDesk desk, String usernameOrEmail) throws SQLException {
    return Commands.person(desk.database(), desk.organisation(), usernameOrEmail);
  }

  /** The request whose id begins like this. */
  static RequestId request(ChatDesk desk, String beginning) {
    List<RequestId> found = new ArrayList<>();
    for (RequestHeader header : all(desk)) {
      if (header.id().value().equals(beginning)) {
        return header.id();
      }
      if (header.id().value().startsWith(beginning)) {
        found.add(header.id());
      }
    }
    if (found.size() == 1) {
      return found.get(0);
    }
    throw new ChatException(
        found.isEmpty()
            ? "there is no request %s. The command requests --all lists them".formatted(beginning)
            : "there are %d requests that begin with %s. Type more of the id"
                .formatted(found.size(), beginning));
  }

  /** The task of this name, or the only one with this beginning or of this kind of data. */
  static TaskId task(DataSubjectRequest request, String typed) {
    List<TaskId> found = new ArrayList<>();
    for (TaskState task : request.tasks()) {
      String name = task.id().value();
      if (name.equals(typed)) {
        return task.id();
      }
      if (name.startsWith(typed) || name.endsWith("." + typed)) {
        found.add(task.id());
      }
    }
    if (found.size() == 1) {
      return found.get(0);
    }
    throw new ChatException(
        "request %s has %s such task. It has: %s"
            .formatted(
                request.id(),
                found.isEmpty() ? "no" : "more than one",
                String.join(
                    ", ", request.tasks().stream().map(task -> task.id().value()).toList())));
  }

  static List<RequestHeader> all(ChatDesk desk) {
    List<RequestHeader> all = new ArrayList<>();
    RequestId after = null;
    List<RequestHeader> page;
    do {
      page = desk.requests().list(after, PAGE);
      all.addAll(page);
      after = page.isEmpty() ? null : page.get(page.size() - 1).id();
    } while (page.size() == PAGE);
    return all;
  }

  /** Takes what evidence can take. */
  static final class ActorConverter implements ITypeConverter<Actor> {

    @Override
    public Actor convert(String value) {
      try {
        return new Actor(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
