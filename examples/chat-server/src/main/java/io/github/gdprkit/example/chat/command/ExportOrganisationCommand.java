package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.ArchiveSealedException;
import io.github.gdprkit.archive.DirectoryArchiveStore;
import io.github.gdprkit.example.chat.desk.DeskSettings;
import io.github.gdprkit.example.chat.gdpr.ChatHooks;
import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.ChatException;
import io.github.gdprkit.example.chat.store.Organisation;
import io.github.gdprkit.fulfilment.DraftOfAnotherOrderException;
import io.github.gdprkit.fulfilment.ExportOptions;
import io.github.gdprkit.fulfilment.ExportOrder;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.hook.ThirdPartyPolicy;
import io.github.gdprkit.jackson.JacksonArchiveFormat;
import io.github.gdprkit.party.Controller;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Exports everything that this server keeps for one organisation. */
@Command(
    name = "export-organisation",
    description = {
      "Writes all data of everyone of one controller into a ZIP archive with a manifest and a page to"
          + " read: each record once, with names, page by page. It is the organisation's own.",
      "Interrupted, by whatever, run the same command again: it goes on from the last page that was"
          + " written. The archive appears under its name only when it is complete and was read"
          + " back.",
      "When an organisation leaves, end-service does this and keeps the evidence of it."
    })
public final class ExportOrganisationCommand implements Callable<Integer> {

  private final ChatEnvironment environment;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private ArchiveOutput output = new ArchiveOutput();

  public ExportOrganisationCommand(ChatEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws SQLException, IOException {
    ExportOptions options = output.options();
    ArchiveId archive = output.id();
    DirectoryArchiveStore archives = output.store();
    try (ChatDatabase database = environment.openExistingDatabase()) {
      Organisation organisation = environment.organisation(database);
      environment.requireServed(database, organisation);
      output.makeWay(archives, database);
      Controller controller = DeskSettings.of(database, organisation).party(organisation);
      GdprKit kit =
          GdprKit.builder()
              .controller(controller)
              .hooks(ChatHooks.over(database, organisation))
              .archives(archives)
              .format(new JacksonArchiveFormat())
              .clock(environment.clock())
              .build();
      ExportOrder order =
          new ExportOrder(
              archive,
              Scope.everyoneOf(controller),
              controller.name(),
              ThirdPartyPolicy.WHOLE,
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
}
