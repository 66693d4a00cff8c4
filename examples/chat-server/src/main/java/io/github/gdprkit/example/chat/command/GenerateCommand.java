package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.generate.HeavyUser;
import io.github.gdprkit.example.chat.generate.LoadGenerator;
import io.github.gdprkit.example.chat.generate.LoadPlan;
import io.github.gdprkit.example.chat.store.ChatDatabase;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Generates a chat to measure with. */
@Command(
    name = "generate",
    description = {
      "Fills an empty chat database, or that of an organisation without people, with made-up people and"
          + " messages.",
      "The same options always give the same rows, so that a measurement can be repeated."
    })
public final class GenerateCommand implements Callable<Integer> {

  private final ChatEnvironment environment;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--users",
      paramLabel = "<n>",
      required = true,
      description = "How many people, 2 or more.")
  private int users;

  @Option(
      names = "--messages",
      paramLabel = "<m>",
      required = true,
      description = "How many messages, 1 or more.")
  private int messages;

  @Option(
      names = "--heavy",
      paramLabel = "<name>:<k>",
      converter = HeavyUserConverter.class,
      description =
          "A person who wrote exactly k of the messages, spread over all of them. Can be given more"
              + " than once.")
  private List<HeavyUser> heavy = List.of();

  @Option(
      names = "--seed",
      paramLabel = "<number>",
      defaultValue = "1",
      description = "Another number gives another chat. Default: ${DEFAULT-VALUE}")
  private long seed;

  public GenerateCommand(ChatEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws SQLException, IOException {
    LoadPlan plan = plan();
    try (ChatDatabase database = environment.openDatabase()) {
      new LoadGenerator(database, environment.newOrganisation(database), plan).run();
      Commands.out(spec)
          .printf(
              Locale.ROOT,
              "Generated %d users and %d messages in %s%n",
              users,
              messages,
              database.location());
    }
    return Commands.DONE;
  }

  private LoadPlan plan() {
    try {
      return new LoadPlan(users, messages, heavy, seed);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(Commands.commandLine(spec), String.valueOf(e.getMessage()), e);
    }
  }

  /** Turns {@code anna:20000} into a heavy user. */
  static final class HeavyUserConverter implements ITypeConverter<HeavyUser> {

    @Override
    public HeavyUser convert(String value) {
      try {
        return HeavyUser.parse(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}
