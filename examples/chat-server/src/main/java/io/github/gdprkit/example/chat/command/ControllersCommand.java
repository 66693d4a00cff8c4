package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.Organisation;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists whose people are here. */
@Command(
    name = "controllers",
    description = {
      "Lists the organisations in the chat database, each the controller of its own people, by the"
          + " name that --controller takes.",
      "The command import creates one that is not there yet."
    })
public final class ControllersCommand implements Callable<Integer> {

  private final ChatEnvironment environment;

  @Spec private @Nullable CommandSpec spec;

  public ControllersCommand(ChatEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws SQLException, IOException {
    try (ChatDatabase database = environment.openUnchecked()) {
      for (Organisation organisation : database.organisations().all()) {
        Commands.out(spec)
            .printf(
                Locale.ROOT,
                "%-40s %s%n",
                organisation.name(),
                PlainText.of(organisation.displayName()));
      }
    }
    return Commands.DONE;
  }
}
