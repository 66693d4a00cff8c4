package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.desk.ChatDesk;
import io.github.gdprkit.fulfilment.EndOfServiceBlocker;
import io.github.gdprkit.fulfilment.EndOfServiceChoice;
import io.github.gdprkit.fulfilment.EndOfServiceId;
import io.github.gdprkit.fulfilment.EndOfServiceOutcome;
import io.github.gdprkit.fulfilment.EndOfServiceStatus;
import io.github.gdprkit.fulfilment.EndingService;
import io.github.gdprkit.fulfilment.FulfilmentSettings;
import io.github.gdprkit.fulfilment.HookFailure;
import io.github.gdprkit.fulfilment.IllegalEndOfServiceMoveException;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.request.RequestId;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** An organisation leaves: its data is returned and erased, or erased at once. */
@Command(
    name = "end-service",
    description = {
      "For when an organisation leaves this server. It chooses whether all its data is returned first"
          + " or erased at once (Art. 28(3)(g) GDPR); other organisations are not touched.",
      "begin, return, handed-over, erase; each says what comes next. Interrupted, by whatever, run the"
          + " same again."
    })
public final class EndServiceCommand extends GroupCommand {

  private EndServiceCommand() {}

  /** With its commands. */
  public static CommandLine in(ChatEnvironment environment) {
    return new CommandLine(new EndServiceCommand())
        .addSubcommand(new Begin(environment))
        .addSubcommand(new Return(environment))
        .addSubcommand(new HandedOver(environment))
        .addSubcommand(new Erase(environment))
        .addSubcommand(new ByHand(environment))
        .addSubcommand(new Cancel(environment))
        .addSubcommand(new Report(environment))
        .addSubcommand(new All(environment));
  }

  /** A step on one end of a service. */
  @Command
  abstract static class Step extends DeskCommand {

    @Parameters(
        index = "0",
        paramLabel = "<reference>",
        description = "The organisation's reference of its instruction, as at begin.")
    private String reference = "";

    Step(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    final int answer(ChatDesk desk) throws SQLException, IOException {
      EndOfServiceId id = typed(() -> new EndOfServiceId(reference));
      try {
        return answer(desk, id);
      } catch (IllegalEndOfServiceMoveException e) {
        err().println("error: " + PlainText.of(String.valueOf(e.getMessage())));
        new EndServicePrinter(desk, environment, err()).next(desk.kit().endOfService().get(e.id()));
        return Commands.FAILED;
      }
    }

    abstract int answer(ChatDesk desk, EndOfServiceId id) throws SQLException, IOException;

    /** Says where it stands, and what comes next. */
    int done(ChatDesk desk, EndingService service) {
      EndServicePrinter printer = new EndServicePrinter(desk, environment, out());
      printer.head(service);
      printer.next(service);
      return Commands.DONE;
    }

    /** The same when something went wrong or is in the way. */
    int notDone(ChatDesk desk, EndOfServiceOutcome outcome) {
      EndingService service = outcome.service();
      new EndServicePrinter(desk, environment, out()).head(service);
      for (HookFailure failure : outcome.failures()) {
        err().println("error: " + PlainText.of(failure.message()));
      }
      for (EndOfServiceBlocker blocker : outcome.blockers()) {
        blocked(desk, blocker);
      }
      err().println("The service has not ended. What is done stays done; settle this, then:");
      new EndServicePrinter(desk, environment, err()).next(service);
      return Commands.FAILED;
    }

    private void blocked(ChatDesk desk, EndOfServiceBlocker blocker) {
      err().println("error: " + PlainText.of(blocker.text()));
      switch (blocker.kind()) {
        case LEGAL_HOLD ->
            err().println("  " + environment.command("hold release " + blocker.reference()));
        case OPEN_REQUEST ->
            new RequestPrinter(desk, environment, err())
                .next(desk.requests().get(new RequestId(blocker.reference())));
        case RESTRICTION ->
            err()
                .println(
                    "  "
                        + environment.command(
                            "lift-restriction " + blocker.reference() + " --announce"));
      }
    }
  }

  @Command(
      name = "begin",
      description = {
        "Says on record that the organisation leaves, and what it chose. Nothing is erased yet.",
        "Let nobody write from here on: what comes after return is not in the archive, and is erased"
            + " all the same."
      })
  static final class Begin extends Step {

    @Option(
        names = "--choice",
        required = true,
        paramLabel = "return-and-erase|erase",
        converter = ChoiceConverter.class,
        description = "Whether the organisation gets its data back before it is erased.")
    private EndOfServiceChoice choice = EndOfServiceChoice.RETURN_AND_ERASE;

    Begin(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    int answer(ChatDesk desk, EndOfServiceId id) {
      return done(desk, typed(() -> desk.kit().endOfService().begin(id.value(), choice, by)));
    }
  }

  @Command(
      name = "return",
      description = "Writes everyone's data into one archive, for the organisation to collect.")
  static final class Return extends Step {

    Return(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    int answer(ChatDesk desk, EndOfServiceId id) {
      try (ProgressPrinter progress = ProgressPrinter.on(err(), environment)) {
        EndOfServiceOutcome outcome = desk.kit().endOfService().returnData(id, progress);
        return outcome.failures().isEmpty()
            ? done(desk, outcome.service())
            : notDone(desk, outcome);
      }
    }
  }

  @Command(
      name = "handed-over",
      description = "Says that the organisation has its data and said so. Only then it is erased.")
  static final class HandedOver extends Step {

    HandedOver(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    int answer(ChatDesk desk, EndOfServiceId id) {
      return done(desk, desk.kit().endOfService().handedOver(id, by));
    }
  }

  @Command(
      name = "erase",
      description = {
        "Erases everyone of the organisation: messages, uploads, accounts, then the archives and papers"
            + " of its requests. There is no way back.",
        "Afterwards the database is written anew, so that nothing of it can be read in its files."
      })
  static final class Erase extends Step {

    @Option(
        names = "--batch",
        paramLabel = "<n>",
        defaultValue = "10000",
        description =
            "How many records are erased in one transaction at most. Default: ${DEFAULT-VALUE}")
    private int batch;

    Erase(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    FulfilmentSettings settings() {
      return typed(() -> FulfilmentSettings.defaults().withBatchRecords(batch));
    }

    @Override
    int answer(ChatDesk desk, EndOfServiceId id) throws SQLException, IOException {
      EndOfServiceOutcome outcome;
      try (ProgressPrinter progress = ProgressPrinter.on(err(), environment)) {
        outcome = desk.endService(id, progress);
      }
      if (!outcome.failures().isEmpty() || !outcome.blockers().isEmpty()) {
        return notDone(desk, outcome);
      }
      if (!outcome.isEnded()) {
        return done(desk, outcome.service());
      }
      new EndServicePrinter(desk, environment, out()).report(desk.kit().endOfService().report(id));
      return Commands.DONE;
    }
  }

  @Command(
      name = "by-hand",
      description =
          "Says that a person handed over, or erased, what no program could of a kind of data.")
  static final class ByHand extends Step {

    @Parameters(index = "1", paramLabel = "<kind>", description = "Such as sessions.")
    private String kind = "";

    @Option(
        names = "--note",
        required = true,
        paramLabel = "<code>",
        description = "How, as a code for the evidence, such as the number of a ticket.")
    private String note = "";

    ByHand(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    int answer(ChatDesk desk, EndOfServiceId id) {
      HookId hook = typed(() -> new HookId(kind));
      boolean isErasing = desk.kit().endOfService().get(id).status() == EndOfServiceStatus.ERASING;
      return done(
          desk,
          typed(
              () ->
                  isErasing
                      ? desk.kit().endOfService().closeByHand(id, hook, note, by)
                      : desk.kit().endOfService().handedOverByHand(id, hook, note, by)));
    }
  }

  @Command(
      name = "cancel",
      description =
          "Says that the organisation stays after all. Possible until the first record goes.")
  static final class Cancel extends Step {

    Cancel(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    int answer(ChatDesk desk, EndOfServiceId id) {
      return done(desk, desk.kit().endOfService().cancel(id, by));
    }
  }

  @Command(
      name = "report",
      description =
          "Prints what the organisation is told: what it got, what was erased, what is kept and why.")
  static final class Report extends Step {

    Report(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    int answer(ChatDesk desk, EndOfServiceId id) {
      EndServicePrinter printer = new EndServicePrinter(desk, environment, out());
      printer.report(desk.kit().endOfService().report(id));
      EndingService service = desk.kit().endOfService().get(id);
      if (service.status() != EndOfServiceStatus.ENDED) {
        printer.next(service);
      }
      return Commands.DONE;
    }
  }

  @Command(name = "list", description = "Lists what was begun, and where it stands.")
  static final class All extends DeskCommand {

    All(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    int answer(ChatDesk desk) {
      List<EndingService> all = desk.kit().endOfService().list();
      if (all.isEmpty()) {
        out().println("No end of a service was begun.");
      }
      EndServicePrinter printer = new EndServicePrinter(desk, environment, out());
      all.forEach(printer::head);
      all.stream().filter(service -> !service.status().isFinal()).forEach(printer::next);
      return Commands.DONE;
    }
  }

  /** Finds a choice by its name. */
  static final class ChoiceConverter implements ITypeConverter<EndOfServiceChoice> {

    @Override
    public EndOfServiceChoice convert(String value) {
      return Texts.parse(EndOfServiceChoice.class, value);
    }
  }
}
