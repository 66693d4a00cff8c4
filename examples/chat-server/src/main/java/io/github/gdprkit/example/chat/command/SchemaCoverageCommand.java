package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.gdpr.ChatColumns;
import io.github.gdprkit.example.chat.gdpr.ChatHooks;
import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.jdbc.table.OnGaps;
import io.github.gdprkit.jdbc.table.SchemaCoverageReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Which columns of the database are spoken for, and by whom. */
@Command(
    name = "schema-coverage",
    description = {
      "Compares every column of the database with what the program declares: what it gives out and"
          + " erases, and what it leaves alone and why.",
      "Fails with the columns that nobody speaks for: they would be missing from the answers, and"
          + " left behind by erasures."
    })
public final class SchemaCoverageCommand implements Callable<Integer> {

  private final ChatEnvironment environment;

  @Spec private @Nullable CommandSpec spec;

  public SchemaCoverageCommand(ChatEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws SQLException, IOException {
    try (ChatDatabase database = environment.openExistingDatabase()) {
      SchemaCoverageReport report =
          ChatColumns.check(
              database,
              ChatHooks.over(database, environment.organisation(database)),
              OnGaps.REPORT);
      PrintWriter to = report.isComplete() ? Commands.out(spec) : Commands.err(spec);
      if (!report.isComplete()) {
        to.println("error: not every column is spoken for:");
      }
      report.text().lines().forEach(line -> to.println(PlainText.of(line)));
      return report.isComplete() ? Commands.DONE : Commands.FAILED;
    }
  }
}
