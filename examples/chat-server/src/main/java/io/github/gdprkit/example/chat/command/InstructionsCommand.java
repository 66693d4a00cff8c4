package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.desk.ChatDesk;
import io.github.gdprkit.example.chat.store.ChatException;
import io.github.gdprkit.propagation.FollowUp;
import io.github.gdprkit.propagation.GatewayAnswer;
import io.github.gdprkit.propagation.IllegalInstructionMoveException;
import io.github.gdprkit.propagation.InstructionState;
import io.github.gdprkit.propagation.Propagation;
import io.github.gdprkit.propagation.Settlement;
import io.github.gdprkit.request.RequestHeader;
import java.io.IOException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What recipients were told, and what they answered (Art. 19). */
@Command(
    name = "instructions",
    description = {
      "Whoever got data that is erased, put right or restricted is told so (Art. 19 GDPR). fulfil puts"
          + " on this list whom a person has to tell; here you say what they answered.",
      "The request is closed when all have answered, or you settled it with a reason."
    })
public final class InstructionsCommand extends GroupCommand {

  private InstructionsCommand() {}

  /** With its commands. */
  public static CommandLine in(ChatEnvironment environment) {
    return new CommandLine(new InstructionsCommand())
        .addSubcommand(new All(environment))
        .addSubcommand(new Follow(environment))
        .addSubcommand(new Acknowledge(environment))
        .addSubcommand(new Done(environment))
        .addSubcommand(new Refuse(environment))
        .addSubcommand(new Settle(environment));
  }

  @Command(
      name = "list",
      description = "Lists who is to be told what, by when they should answer, and who is late.")
  static final class All extends DeskCommand {

    @Option(
        names = "--request",
        paramLabel = "<id>",
        description = "All of one request, also those that are settled.")
    private @Nullable String request;

    @Option(names = "--overdue", description = "Only those whose answer is late.")
    private boolean isOverdue;

    All(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    int answer(ChatDesk desk) {
      Propagation propagation = desk.kit().propagation();
      List<InstructionState> found =
          request == null ? propagation.open() : propagation.of(request(desk, request));
      LocalDate today =
          LocalDate.ofInstant(environment.clock().instant(), ZoneId.of(desk.settings().zone()));
      InstructionPrinter printer = new InstructionPrinter(desk, environment, out());
      int printed = 0;
      for (InstructionState state : found) {
        if (!isOverdue || state.isOverdue(today)) {
          printer.full(state, today);
          printed++;
        }
      }
      if (printed == 0) {
        out().println("There is nobody to tell, and no answer to wait for.");
      }
      return Commands.DONE;
    }
  }

  @Command(
      name = "follow",
      description = {
        "Goes on with all of them as far as it goes: notes who is late, and closes what is done.",
        "Run it from time to time, such as every night."
      })
  static final class Follow extends DeskCommand {

    Follow(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    int answer(ChatDesk desk) throws SQLException, IOException {
      FollowUp followed = desk.followRecipients();
      followed
          .failures()
          .forEach(
              (id, type) ->
                  err().printf("error: request %s could not be gone on with (%s)%n", id, type));
      out().printf("Answers that are waited for: %d%n", followed.open().size());
      if (!followed.open().isEmpty()) {
        out().printf("Next:%n  %s%n", environment.command("instructions list"));
      }
      return followed.failures().isEmpty() ? Commands.DONE : Commands.FAILED;
    }
  }

  /** A step on one instruction. */
  @Command
  abstract static class Step extends DeskCommand {

    @Parameters(
        index = "0",
        paramLabel = "<instruction>",
        description = "The instruction, or how its id begins.")
    private String id = "";

    Step(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    final int answer(ChatDesk desk) throws SQLException, IOException {
      InstructionState before = find(desk);
      InstructionState after;
      try {
        after =
            desk.changing(
                before.request(), requests -> typed(() -> step(desk.kit().propagation(), before)));
      } catch (IllegalInstructionMoveException e) {
        err().println("error: " + PlainText.of(String.valueOf(e.getMessage())));
        return Commands.FAILED;
      }
      LocalDate today =
          LocalDate.ofInstant(environment.clock().instant(), ZoneId.of(desk.settings().zone()));
      new InstructionPrinter(desk, environment, out()).line(after, today);
      RequestPrinter printer = new RequestPrinter(desk, environment, out());
      printer.received(desk.requests().get(after.request()));
      return Commands.DONE;
    }

    abstract InstructionState step(Propagation propagation, InstructionState before);

    private InstructionState find(ChatDesk desk) {
      List<InstructionState> found = new ArrayList<>();
      for (RequestHeader header : all(desk)) {
        for (InstructionState state : desk.kit().propagation().of(header.id())) {
          if (state.id().value().equals(id)) {
            return state;
          }
          if (state.id().value().startsWith(id)) {
            found.add(state);
          }
        }
      }
      if (found.size() == 1) {
        return found.get(0);
      }
      throw new ChatException(
          "%s instruction begins with %s. The command instructions list shows them"
              .formatted(found.isEmpty() ? "no" : "more than one", id));
    }
  }

  @Command(name = "acknowledge", description = "The recipient has it, and works on it.")
  static final class Acknowledge extends Step {

    Acknowledge(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    InstructionState step(Propagation propagation, InstructionState before) {
      return propagation.record(before.id(), new GatewayAnswer.Acknowledged(), by);
    }
  }

  @Command(name = "done", description = "The recipient says that it did it.")
  static final class Done extends Step {

    @Option(
        names = "--records",
        paramLabel = "<n>",
        defaultValue = "0",
        description = "How many records it dealt with, if it says so.")
    private long records;

    Done(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    InstructionState step(Propagation propagation, InstructionState before) {
      return propagation.record(before.id(), new GatewayAnswer.Done(records), by);
    }
  }

  @Command(
      name = "refuse",
      description = "The recipient says that it will not. Then somebody has to decide: settle.")
  static final class Refuse extends Step {

    @Option(
        names = "--code",
        required = true,
        paramLabel = "<code>",
        description = "Why, for the evidence: lower case words joined by hyphens, such as tax-law.")
    private String code = "";

    @Option(
        names = "--words",
        paramLabel = "<text>",
        description = "Why, in words for the person. Kept in the papers.")
    private String words = "";

    Refuse(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    InstructionState step(Propagation propagation, InstructionState before) {
      return propagation.record(before.id(), new GatewayAnswer.Refused(code, words), by);
    }
  }

  @Command(
      name = "settle",
      description = "Decides that it is settled without the recipient. The person is told why.")
  static final class Settle extends Step {

    @Option(
        names = "--how",
        required = true,
        paramLabel = "<how>",
        converter = SettlementConverter.class,
        description = {
          "impossible: it cannot be told; disproportionate-effort: that would take too much;",
          "given-up: it refused or is silent, and you can do no more; enforced-otherwise: the same was"
              + " reached in another way."
        })
    private Settlement how = Settlement.IMPOSSIBLE;

    @Option(
        names = "--reason",
        required = true,
        paramLabel = "<text>",
        description = "Why, in words that the person will read.")
    private String reason = "";

    Settle(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    InstructionState step(Propagation propagation, InstructionState before) {
      return propagation.settle(before.id(), how, reason, by);
    }
  }

  /** Finds a settlement by its name. */
  static final class SettlementConverter implements ITypeConverter<Settlement> {

    @Override
    public Settlement convert(String value) {
      return Texts.parse(
          Settlement.class, value, settlement -> settlement != Settlement.CALLED_OFF);
    }
  }
}
