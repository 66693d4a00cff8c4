package io.github.gdprkit.example.chat;

import io.github.gdprkit.example.chat.command.BreachCommand;
import io.github.gdprkit.example.chat.command.ChatEnvironment;
import io.github.gdprkit.example.chat.command.ClarifyCommand;
import io.github.gdprkit.example.chat.command.CloseTaskCommand;
import io.github.gdprkit.example.chat.command.ConfirmIdentityCommand;
import io.github.gdprkit.example.chat.command.ControllersCommand;
import io.github.gdprkit.example.chat.command.DeactivateCommand;
import io.github.gdprkit.example.chat.command.DecideCommand;
import io.github.gdprkit.example.chat.command.DeleteMessageCommand;
import io.github.gdprkit.example.chat.command.DeleteUploadCommand;
import io.github.gdprkit.example.chat.command.DemoCommand;
import io.github.gdprkit.example.chat.command.EditProfileCommand;
import io.github.gdprkit.example.chat.command.EndServiceCommand;
import io.github.gdprkit.example.chat.command.EvidenceCommand;
import io.github.gdprkit.example.chat.command.ExportOrganisationCommand;
import io.github.gdprkit.example.chat.command.ExportUserCommand;
import io.github.gdprkit.example.chat.command.ExtendCommand;
import io.github.gdprkit.example.chat.command.Failures;
import io.github.gdprkit.example.chat.command.FulfilCommand;
import io.github.gdprkit.example.chat.command.GenerateCommand;
import io.github.gdprkit.example.chat.command.HoldCommand;
import io.github.gdprkit.example.chat.command.ImportCommand;
import io.github.gdprkit.example.chat.command.InstructionsCommand;
import io.github.gdprkit.example.chat.command.LiftRestrictionCommand;
import io.github.gdprkit.example.chat.command.MessagesCommand;
import io.github.gdprkit.example.chat.command.NoticeCommand;
import io.github.gdprkit.example.chat.command.PlanErasureCommand;
import io.github.gdprkit.example.chat.command.ReactivateCommand;
import io.github.gdprkit.example.chat.command.ReportCommand;
import io.github.gdprkit.example.chat.command.RequestCommand;
import io.github.gdprkit.example.chat.command.RequestsCommand;
import io.github.gdprkit.example.chat.command.RestoreCommand;
import io.github.gdprkit.example.chat.command.RopaCommand;
import io.github.gdprkit.example.chat.command.SchemaCoverageCommand;
import io.github.gdprkit.example.chat.command.SettingsCommand;
import io.github.gdprkit.example.chat.command.SubprocessorsCommand;
import io.github.gdprkit.example.chat.command.TidyCommand;
import io.github.gdprkit.example.chat.command.UploadsCommand;
import io.github.gdprkit.example.chat.command.UsersCommand;
import io.github.gdprkit.example.chat.command.VerifyCommand;
import io.github.gdprkit.example.chat.command.WithdrawCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The command line of the example chat server. It prints UTF-8 whatever the locale, because names
 * of people do not fit into less.
 *
 * <p>Exit codes: 0 done, 1 failed, 2 wrong usage.
 */
@Command(
    name = "chat-server",
    description = "A small chat server that shows how to embed gdprkit.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = ChatServer.Version.class,
    usageHelpAutoWidth = true,
    synopsisSubcommandLabel = "<command>",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed", "2:wrong usage"})
public final class ChatServer implements Callable<Integer> {

  @Mixin final ChatEnvironment environment;

  @Spec private @Nullable CommandSpec spec;

  private ChatServer(ChatEnvironment environment) {
    this.environment = environment;
  }

  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int exitCode = run(Clock.systemUTC(), out, err, args);
    System.exit(exitCode);
  }

  /** Runs one command and returns its exit code. */
  static int run(Clock clock, PrintWriter out, PrintWriter err, String... args) {
    return run(clock, System.getenv(), out, err, args);
  }

  /** The same with other environment variables. */
  static int run(
      Clock clock,
      Map<String, String> variables,
      PrintWriter out,
      PrintWriter err,
      String... args) {
    try {
      return commandLine(new ChatEnvironment(clock, variables))
          .setOut(out)
          .setErr(err)
          .execute(args);
    } finally {
      out.flush();
      err.flush();
    }
  }

  /** A new command is one class and one line here. */
  private static CommandLine commandLine(ChatEnvironment environment) {
    CommandLine commandLine =
        new CommandLine(new ChatServer(environment))
            .addSubcommand(new ImportCommand(environment))
            .addSubcommand(new GenerateCommand(environment))
            .addSubcommand(new UsersCommand(environment))
            .addSubcommand(new ExportUserCommand(environment))
            .addSubcommand(new ExportOrganisationCommand(environment))
            .addSubcommand(new EditProfileCommand(environment))
            .addSubcommand(new MessagesCommand(environment))
            .addSubcommand(new DeleteMessageCommand(environment))
            .addSubcommand(new UploadsCommand(environment))
            .addSubcommand(new DeleteUploadCommand(environment))
            .addSubcommand(new DeactivateCommand(environment))
            .addSubcommand(new ReactivateCommand(environment))
            .addSubcommand(RequestCommand.in(environment))
            .addSubcommand(new RequestsCommand(environment))
            .addSubcommand(new ConfirmIdentityCommand(environment))
            .addSubcommand(new DecideCommand(environment))
            .addSubcommand(new FulfilCommand(environment))
            .addSubcommand(new CloseTaskCommand(environment))
            .addSubcommand(new ReportCommand(environment))
            .addSubcommand(new ClarifyCommand(environment))
            .addSubcommand(new ExtendCommand(environment))
            .addSubcommand(new WithdrawCommand(environment))
            .addSubcommand(new LiftRestrictionCommand(environment))
            .addSubcommand(new PlanErasureCommand(environment))
            .addSubcommand(HoldCommand.in(environment))
            .addSubcommand(EvidenceCommand.in(environment))
            .addSubcommand(RestoreCommand.in(environment))
            .addSubcommand(EndServiceCommand.in(environment))
            .addSubcommand(InstructionsCommand.in(environment))
            .addSubcommand(BreachCommand.in(environment))
            .addSubcommand(new TidyCommand(environment))
            .addSubcommand(new SettingsCommand(environment))
            .addSubcommand(new ControllersCommand(environment))
            .addSubcommand(SubprocessorsCommand.in(environment))
            .addSubcommand(new RopaCommand(environment))
            .addSubcommand(new SchemaCoverageCommand(environment))
            .addSubcommand(new NoticeCommand(environment))
            .addSubcommand(new VerifyCommand())
            .addSubcommand(new DemoCommand(environment));
    commandLine.getCommandSpec().usageMessage().footer(ChatEnvironment.ABOUT_FILES);
    return Failures.explainOn(commandLine);
  }

  @Override
  public Integer call() {
    CommandLine commandLine = Objects.requireNonNull(spec, "spec").commandLine();
    throw new ParameterException(
        commandLine, "Name a command: " + String.join(", ", commandLine.getSubcommands().keySet()));
  }

  /** The version in the manifest of the jar. */
  static final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
      String version = ChatServer.class.getPackage().getImplementationVersion();
      return new String[] {"chat-server " + (version == null ? "(not from a jar)" : version)};
    }
  }
}
