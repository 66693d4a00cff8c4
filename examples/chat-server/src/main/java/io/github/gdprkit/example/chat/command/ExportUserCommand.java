package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.ArchiveSealedException;
import io.github.gdprkit.archive.DirectoryArchiveStore;
import io.github.gdprkit.example.chat.desk.DeskSettings;
import io.github.gdprkit.example.chat.gdpr.ChatHooks;
import io.github.gdprkit.example.chat.gdpr.ChatPersons;
import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.ChatException;
import io.github.gdprkit.example.chat.store.Organisation;
import io.github.gdprkit.example.chat.store.User;
import io.github.gdprkit.fulfilment.DraftOfAnotherOrderException;
import io.github.gdprkit.fulfilment.ExportOptions;
import io.github.gdprkit.fulfilment.ExportOrder;
import io.github.gdprkit.hook.ThirdPartyPolicy;
import io.github.gdprkit.jackson.JacksonArchiveFormat;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Exports everything that this server keeps about one person. */
@Command(
    name = "export-user",
    description = {
      "Writes all data of one person into a ZIP archive with a manifest and a page to read.",
      "Interrupted, by whatever, run the same command again: it goes on from the last page that was"
          + " written. The archive appears under its name only when it is complete and was read"
          + " back."
    })
public final class ExportUserCommand implements Callable<Integer> {

  private final ChatEnvironment environment;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "<person>",
      description = "The username or e-mail address of the person.")
  private String person = "";

  @Mixin private ArchiveOutput output = new ArchiveOutput();

  @Option(
      names = "--policy",
      paramLabel = "own|addressed|visible",
      defaultValue = "own",
      converter = PolicyConverter.class,
      description = {
        "What of other people's data goes in: only what the person provided (own); also what others"
            + " sent to the person or wrote about them (addressed); everything the person could see"
            + " (visible).",
        "Default: ${DEFAULT-VALUE}"
      })
  private ThirdPartyPolicy policy = ThirdPartyPolicy.OWN;

  public ExportUserCommand(ChatEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws SQLException, IOException {
    ExportOptions options = output.options();
    ArchiveId archive = output.id();
    DirectoryArchiveStore archives = output.store();
    try (ChatDatabase database = environment.openExistingDatabase()) {
      Organisation organisation = environment.organisation(database);
      User user = Commands.person(database, organisation, person);
      output.makeWay(archives, database);
      GdprKit kit =
          GdprKit.builder()
              .controller(DeskSettings.of(database, organisation).party(organisation))
              .hooks(ChatHooks.over(database, organisation))
              .archives(archives)
              .format(new JacksonArchiveFormat())
              .clock(environment.clock())
              .build();
      ExportOrder order =
          ExportOrder.of(
              archive,
              ChatPersons.dataSubject(user),
              ChatPersons.label(user),
              policy,
              ArchiveOutput.approval(environment.clock().instant()));
      return run(archives, kit, order, options);
    }
  }

  private int run(
      DirectoryArchiveStore archives, GdprKit kit, ExportOrder order, ExportOptions options)
      throws IOException {
    try (ProgressPrinter progress = ProgressPrinter.on(Commands.err(spec), environment)) {
      return output.report(archives, kit.exports().run(order, options, progress));
    } catch (ArchiveSealedException e) {
      return output.alreadyThere(archives.file(order.archive()), kit.controller(), order);
    } catch (DraftOfAnotherOrderException e) {
      throw new ChatException(e.getMessage() + " (here: --replace)", e);
    }
  }

  /** Finds a policy by its name. */
  static final class PolicyConverter implements ITypeConverter<ThirdPartyPolicy> {

    @Override
    public ThirdPartyPolicy convert(String value) {
      return ThirdPartyPolicy.NAMED_POLICIES.stream()
          .filter(policy -> policy.id().equals(value))
          .findFirst()
          .orElseThrow(
              () -> new TypeConversionException("it is own, addressed or visible, not " + value));
    }
  }
}
