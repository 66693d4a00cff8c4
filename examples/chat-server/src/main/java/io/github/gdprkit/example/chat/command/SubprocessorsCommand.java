package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.Organisation;
import io.github.gdprkit.example.chat.vendor.HarbourChat;
import io.github.gdprkit.example.chat.vendor.SampleSubprocessors;
import io.github.gdprkit.example.chat.vendor.VendorDesk;
import io.github.gdprkit.party.Deployment;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.register.SubprocessorDetails;
import io.github.gdprkit.register.SubprocessorDiligence;
import io.github.gdprkit.register.SubprocessorDiligence.Evaluation;
import io.github.gdprkit.register.SubprocessorEntry;
import io.github.gdprkit.register.SubprocessorId;
import io.github.gdprkit.register.SubprocessorList;
import io.github.gdprkit.register.SubprocessorReply;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whom the vendor of the cloud engages, and what its customers say to that. */
@Command(
    name = "subprocessors",
    description = {
      "Who else processes for the customers of the cloud (Art. 28(2) and (4) GDPR). The vendor,"
          + " Harbour Chat GmbH, is made up; every organisation of the database has a contract with"
          + " it that gives 14 days to object.",
      "The vendor proposes, assesses, notifies, settles and engages; a controller lists and objects."
    })
public final class SubprocessorsCommand extends GroupCommand {

  private SubprocessorsCommand() {}

  /** With its commands. */
  public static CommandLine in(ChatEnvironment environment) {
    CommandLine commands =
        new CommandLine(new SubprocessorsCommand()).addSubcommand(new Listing(environment));
    SubprocessorMoves.in(environment).forEach(commands::addSubcommand);
    return commands
        .addSubcommand(new Show(environment))
        .addSubcommand(new Publish(environment))
        .addSubcommand(new LoadSample(environment));
  }

  /** What a controller may see; everything only with --all. */
  @Command(
      name = "list",
      description = {
        "Lists who processes for the controller below the vendor, what is about to change, and what"
            + " the controller itself was told and answered.",
        "On premises nobody does, unless a --service is used."
      })
  static final class Listing extends VendorCommand {

    @Option(
        names = "--on",
        paramLabel = "<day>",
        description = "The list of this day, such as 2026-03-02. Default: today.")
    private @Nullable LocalDate on;

    @Option(
        names = "--all",
        description =
            "For the vendor's own people: all that were ever proposed, and what comes next.")
    private boolean all;

    Listing(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    int answer(ChatDatabase database, VendorDesk desk) throws SQLException, IOException {
      if (all) {
        everything(desk);
        return Commands.DONE;
      }
      LocalDate day = on == null ? desk.today() : on;
      Organisation organisation = environment.organisation(database);
      Deployment deployment = environment.deployment(database, organisation);
      if (deployment.services().isEmpty()) {
        out()
            .printf(
                "On premises nobody processes for %s: no service of %s is used.%n",
                organisation.name(), HarbourChat.VENDOR.name());
        out()
            .printf(
                "In the cloud it would be different:%n  %s%n",
                environment.commandAnywhere("subprocessors list --deployment cloud"));
        return Commands.DONE;
      }
      SubprocessorList list = desk.register().listOn(day, deployment);
      out()
          .printf(
              "%s processes for %s (%s), as of %s.%n",
              HarbourChat.VENDOR.name(), organisation.name(), HarbourChat.text(deployment), day);
      print(list);
      List<SubprocessorReply> notices =
          desk.register().noticesFor(new PartyId(organisation.name())).stream()
              .filter(reply -> !reply.notice().on().isAfter(day))
              .toList();
      if (!notices.isEmpty()) {
        out().printf("What %s was told:%n", organisation.name());
        notices.forEach(reply -> print(reply, desk));
      }
      return Commands.DONE;
    }

    private void everything(VendorDesk desk) {
      List<SubprocessorEntry> entries = desk.register().all();
      SubprocessorPrinter printer = new SubprocessorPrinter(desk, environment, out());
      entries.forEach(printer::line);
      if (entries.isEmpty()) {
        out().println("Nobody was ever proposed.");
        out().printf("Next:%n  %s%n", environment.commandNaming("subprocessors load-sample"));
      }
    }

    private void print(SubprocessorList list) {
      if (list.engaged().isEmpty()) {
        out().println("It engages nobody for that.");
      }
      for (SubprocessorList.Engaged one : list.engaged()) {
        out()
            .printf(
                "  %-44s %-46s %-14s since %s%s%n",
                PlainText.of(one.subprocessor().organisation().name()),
                PlainText.of(one.subprocessor().role()),
                one.subprocessor().organisation().country().name(),
                one.since(),
                one.subprocessor().tier() == 1
                    ? ""
                    : ", engaged by " + PlainText.of(one.subprocessor().engagedByName()));
      }
      for (SubprocessorList.Upcoming change : list.upcoming()) {
        out()
            .printf(
                "  %-44s %s%n",
                PlainText.of(change.subprocessor().organisation().name()), text(change));
      }
    }

    private static String text(SubprocessorList.Upcoming change) {
      return switch (change.change()) {
        case INTENDED ->
            change.objectionsUntil() == null
                ? "is intended"
                : "is intended; objections until " + change.objectionsUntil();
        case BEGINS -> "begins on " + change.on();
        case ENDS -> "ends on " + change.on();
      };
    }

    private void print(SubprocessorReply reply, VendorDesk desk) {
      SubprocessorId id = reply.notice().subprocessor();
      out()
          .printf(
              "  %s of %s: %s%s%n",
              reply.notice().on(),
              id,
              Texts.code(reply.standing()),
              reply.settlement() == null ? "" : ", " + Texts.code(reply.settlement()));
      if (reply.standing() == SubprocessorReply.Standing.TOLD && reply.isWindowOpen(desk.today())) {
        out()
            .printf(
                "    to object, until %s:%n    %s%n",
                reply.notice().objectionUntil(),
                environment.command("subprocessors object " + id + " --reason <text>"));
      }
    }
  }

  @Command(
      name = "show",
      description = "For the vendor's own people: one subprocessor, with all answers to it.")
  static final class Show extends VendorCommand {

    @Parameters(index = "0", paramLabel = "<id>", description = "The subprocessor.")
    private String id = "";

    Show(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    int answer(ChatDatabase database, VendorDesk desk) {
      SubprocessorEntry entry = SubprocessorMoves.get(desk, id(id));
      for (SubprocessorReply reply : entry.replies()) {
        out()
            .printf(
                "%-40s %s %s%n",
                reply.notice().to().id().value(),
                Texts.code(reply.standing()),
                PlainText.of(reply.reason()));
      }
      new SubprocessorPrinter(desk, environment, out()).stands(entry);
      return Commands.DONE;
    }
  }

  @Command(
      name = "publish",
      description = {
        "Writes the vendor's list of today into a folder: subprocessors.html, subprocessors.md and"
            + " subprocessors.json. Put them where everybody can read them.",
        "The same register gives the same bytes. No controller is named, and no answer of one."
      })
  static final class Publish extends VendorCommand {

    @Option(
        names = "--output",
        required = true,
        paramLabel = "<folder>",
        description = "The folder to write into.")
    private Path folder = Path.of("");

    @Option(
        names = "--on",
        paramLabel = "<day>",
        description = "The list of this day. Default: today.")
    private @Nullable LocalDate on;

    Publish(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    int answer(ChatDatabase database, VendorDesk desk) throws IOException {
      SubprocessorList list = desk.register().listOn(on == null ? desk.today() : on);
      Documents.write(list.document().html(), folder.resolve("subprocessors.html"), out());
      Documents.write(list.document().markdown(), folder.resolve("subprocessors.md"), out());
      Documents.write(Documents.json(list), folder.resolve("subprocessors.json"), out());
      return Commands.DONE;
    }
  }

  @Command(
      name = "load-sample",
      description = {
        "Takes nine subprocessors of a real vendor's page into the register. Unless --notify is"
            + " given, as accepted by all customers with their agreement.",
        "Their contracts and the clauses for their transfers are made up."
      })
  static final class LoadSample extends VendorCommand {

    @Option(
        names = "--since",
        paramLabel = "<day>",
        defaultValue = "2024-05-01",
        description = "Since when they process. Default: ${DEFAULT-VALUE}")
    private LocalDate since = HarbourChat.AGREED_ON;

    @Option(
        names = "--notify",
        description = "Proposes and assesses them, and tells the customers, who can object.")
    private boolean notified;

    LoadSample(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    int answer(ChatDatabase database, VendorDesk desk) throws IOException {
      SubprocessorPrinter printer = new SubprocessorPrinter(desk, environment, out());
      List<SubprocessorEntry> taken = new ArrayList<>();
      for (Map.Entry<SubprocessorId, SubprocessorDetails> one :
          SampleSubprocessors.read(since).entrySet()) {
        if (desk.register().find(one.getKey()).isEmpty()) {
          taken.add(take(desk, one.getKey(), one.getValue()));
          printer.line(taken.get(taken.size() - 1));
        }
      }
      if (taken.isEmpty()) {
        out().println("All of them are in the register already.");
      }
      out()
          .printf(
              "Next:%n  %s%n  %s%n",
              environment.commandNaming("subprocessors list --deployment cloud"),
              environment.commandNaming("subprocessors publish --output subprocessors"));
      return Commands.DONE;
    }

    private SubprocessorEntry take(
        VendorDesk desk, SubprocessorId id, SubprocessorDetails details) {
      SubprocessorDiligence diligence =
          SubprocessorDiligence.of(
              by,
              desk.today(),
              Evaluation.positive("Sample"),
              Evaluation.positive("Sample"),
              Evaluation.positive("Sample"));
      if (!notified) {
        return typed(
            () -> desk.register().acceptedWithAgreement(id, details, diligence, since, by));
      }
      desk.register().propose(id, details, by);
      desk.register().recordDiligence(id, diligence);
      desk.register().notifyControllers(id, by);
      return SubprocessorMoves.get(desk, id);
    }
  }
}
