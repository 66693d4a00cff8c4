package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.erasure.HoldGround;
import io.github.gdprkit.erasure.HoldId;
import io.github.gdprkit.erasure.LegalHold;
import io.github.gdprkit.example.chat.desk.ChatDesk;
import io.github.gdprkit.example.chat.gdpr.ChatPersons;
import io.github.gdprkit.example.chat.store.ChatException;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.subject.DataSubject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Legal holds: what must not be erased for now. */
@Command(
    name = "hold",
    description =
        "Forbids the erasure of a person's data for as long as somebody needs it for legal claims or"
            + " by order of an authority (Art. 17(3) GDPR). A request for erasure waits meanwhile.")
public final class HoldCommand extends GroupCommand {

  private HoldCommand() {}

  /** With its commands. */
  public static CommandLine in(ChatEnvironment environment) {
    return new CommandLine(new HoldCommand())
        .addSubcommand(new Place(environment))
        .addSubcommand(new Release(environment))
        .addSubcommand(new Active(environment));
  }

  private static String text(LegalHold hold, String zone) {
    String hooks =
        hold.hooks().isEmpty()
            ? "all data"
            : hold.hooks().stream().map(HookId::value).collect(Collectors.joining(", "));
    return "%s  %-21s  %s  by %s, on %s"
        .formatted(
            hold.id(),
            Texts.code(hold.ground()),
            Texts.time(hold.placedAt(), zone),
            hold.placedBy(),
            hooks);
  }

  @Command(name = "place", description = "Places a hold on a person.")
  static final class Place extends DeskCommand {

    @Parameters(
        index = "0",
        paramLabel = "<person>",
        description = "The username or e-mail address of the person.")
    private String person = "";

    @Option(
        names = "--ground",
        required = true,
        paramLabel = "<ground>",
        converter = GroundConverter.class,
        description = "Why: litigation, authority-order, investigation, claim-of-data-subject.")
    private HoldGround ground = HoldGround.LITIGATION;

    @Option(
        names = "--only",
        split = ",",
        paramLabel = "<kind>",
        description = "Only these kinds of data, such as messages-sent. Default: all.")
    private List<String> only = new ArrayList<>();

    Place(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    int answer(ChatDesk desk) throws SQLException {
      DataSubject subject = ChatPersons.dataSubject(person(desk, person));
      Set<HookId> hooks = new LinkedHashSet<>();
      for (String kind : only) {
        HookId hook = typed(() -> new HookId(kind));
        if (desk.kit().hooks().find(hook).isEmpty()) {
          throw usage("There is no kind of data " + hook + "; plan-erasure lists them");
        }
        hooks.add(hook);
      }
      LegalHold hold = desk.kit().holds().place(subject, ground, hooks, by);
      out().println(text(hold, desk.settings().zone()));
      out()
          .printf(
              "To end it:%n  %s%n",
              environment.command("hold release " + hold.id().value().substring(0, 8)));
      return Commands.DONE;
    }
  }

  @Command(
      name = "release",
      description = "Ends a hold. What waited for it goes on with fulfil --all.")
  static final class Release extends DeskCommand {

    @Parameters(index = "0", paramLabel = "<hold>", description = "The hold, or how its id begins.")
    private String id = "";

    Release(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    int answer(ChatDesk desk) {
      List<LegalHold> found =
          desk.kit().holds().active().stream()
              .filter(hold -> hold.id().value().startsWith(id))
              .toList();
      if (found.size() != 1) {
        throw new ChatException(
            "%s active hold begins with %s. The command hold list shows them"
                .formatted(found.isEmpty() ? "no" : "more than one", id));
      }
      HoldId released = found.get(0).id();
      desk.kit().holds().release(released, by);
      out().printf("Hold %s is released.%n", released);
      out().printf("Next:%n  %s%n", environment.command("fulfil --all"));
      return Commands.DONE;
    }
  }

  @Command(
      name = "list",
      description = "Lists the active holds. They know people by pseudonyms only.")
  static final class Active extends DeskCommand {

    Active(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    int answer(ChatDesk desk) {
      List<LegalHold> holds = desk.kit().holds().active();
      if (holds.isEmpty()) {
        out().println("There are no active holds.");
      }
      holds.forEach(hold -> out().println(text(hold, desk.settings().zone())));
      return Commands.DONE;
    }
  }

  /** Finds a ground by its name. */
  static final class GroundConverter implements ITypeConverter<HoldGround> {

    @Override
    public HoldGround convert(String value) {
      return Texts.parse(HoldGround.class, value);
    }
  }
}
