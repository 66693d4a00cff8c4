package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.example.chat.desk.ChatDesk;
import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.fulfilment.HookFailure;
import io.github.gdprkit.fulfilment.Restores;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What to do after a backup of the database was restored. */
@Command(
    name = "restore",
    description = {
      "For after a backup of the database was restored: people who were erased since are in it again,"
          + " and nothing is served until they are erased once more, from the ledger in"
          + " <db>-gdpr/erasures.ledger.",
      "That is why the folder <db>-gdpr is not in the same backup: restored together with the database"
          + " it would not know of them either."
    })
public final class RestoreCommand extends GroupCommand {

  private RestoreCommand() {}

  /** With its commands. */
  public static CommandLine in(ChatEnvironment environment) {
    return new CommandLine(new RestoreCommand())
        .addSubcommand(new Replay(environment))
        .addSubcommand(new AcceptLostLedger(environment));
  }

  @Command(
      name = "replay",
      description = {
        "Says on record that a backup was restored, and erases again whoever was erased since."
            + " Interrupted, by whatever, run it again.",
        "Run it only if you know of the restore: nobody should rewrite a database and call it one."
      })
  static final class Replay extends Step {

    Replay(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    int step(ChatDesk desk) throws Exception {
      Restores.Outcome outcome = desk.replay(by);
      for (HookFailure failure : outcome.failures()) {
        Commands.err(spec).println("error: " + PlainText.of(failure.message()));
      }
      Commands.out(spec)
          .printf(
              "%d people looked at, %d erased again.%n", outcome.looked(), outcome.erasedAgain());
      if (outcome.isComplete()) {
        Commands.out(spec).println("The replay is complete.");
        return Commands.DONE;
      }
      Commands.err(spec)
          .printf(
              "The replay is not complete, so nothing is served. Put the cause right and run: %s%n",
              environment.command("restore replay"));
      return Commands.FAILED;
    }
  }

  @Command(
      name = "accept-lost-ledger",
      description = {
        "Says on record that the ledger of erasures is gone for good, and goes on with a new one.",
        "Only when there is no copy of it. Backups of the database from before bring erased people"
            + " back unnoticed from then on, so destroy them."
      })
  static final class AcceptLostLedger extends Step {

    AcceptLostLedger(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    int step(ChatDesk desk) {
      desk.acceptLoss(by);
      environment.requireServing(desk);
      Commands.out(spec)
          .println("It is on record. Destroy the old backups of the database, every one.");
      return Commands.DONE;
    }
  }

  /** A command that runs while nothing is served. */
  @Command
  abstract static class Step implements Callable<Integer> {

    final ChatEnvironment environment;

    @Spec @Nullable CommandSpec spec;

    @Option(
        names = "--by",
        paramLabel = "<role>",
        defaultValue = "operator",
        converter = DeskCommand.ActorConverter.class,
        description =
            "Who says so, as evidence shall say it: a role or a staff number, no name. Default:"
                + " ${DEFAULT-VALUE}")
    Actor by = new Actor("operator");

    Step(ChatEnvironment environment) {
      this.environment = environment;
    }

    abstract int step(ChatDesk desk) throws Exception;

    @Override
    public final Integer call() throws Exception {
      try (ChatDatabase database = environment.openUnchecked();
          ChatDesk desk =
              ChatDesk.open(database, environment.organisation(database), environment.clock())) {
        return step(desk);
      }
    }
  }
}
