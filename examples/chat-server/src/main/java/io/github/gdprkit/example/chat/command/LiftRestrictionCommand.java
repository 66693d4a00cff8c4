package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.desk.ChatDesk;
import io.github.gdprkit.example.chat.store.ChatException;
import io.github.gdprkit.fulfilment.LiftingNotAnnouncedException;
import io.github.gdprkit.request.Answers;
import io.github.gdprkit.request.RequestId;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lifts a restriction, after the person was told. */
@Command(
    name = "lift-restriction",
    description = {
      "Lifts the restriction that a request put in force. The person has to be told before (Art. 18(3)"
          + " GDPR): run it with --announce first, send the letter that it prints, and run it again"
          + " without on the day."
    })
public final class LiftRestrictionCommand extends OneRequestCommand {

  @Option(
      names = "--announce",
      description = "The person is told now that it will be lifted. Nothing is lifted yet.")
  private boolean announce;

  @Option(
      names = "--on",
      paramLabel = "<day>",
      description = "With --announce: when it will be lifted. Default: in a week.")
  private @Nullable LocalDate on;

  public LiftRestrictionCommand(ChatEnvironment environment) {
    super(environment);
  }

  @Override
  int answer(ChatDesk desk, RequestId request) {
    if (on != null && !announce) {
      throw usage("--on goes with --announce; the restriction is lifted at once without it");
    }
    if (announce) {
      LocalDate today =
          LocalDate.ofInstant(environment.clock().instant(), ZoneId.of(desk.settings().zone()));
      if (on != null && on.isBefore(today)) {
        throw usage(
            "the person has to be told before (Art. 18(3)), and %s is over. Name a day to come"
                .formatted(on));
      }
      LocalDate day = on == null ? today.plusWeeks(1) : on;
      desk.requests().announceLifting(request, day, by);
      Letter.print(Answers.lifting(desk.requests().get(request).claim(), day), out());
      out()
          .printf(
              "Next, on that day:%n  %s%n",
              environment.command("lift-restriction " + Texts.brief(request)));
    } else {
      lift(desk, request);
      out().println("The restriction is lifted.");
    }
    return Commands.DONE;
  }

  private void lift(ChatDesk desk, RequestId request) {
    try {
      desk.requests().liftRestriction(request, by);
    } catch (LiftingNotAnnouncedException e) {
      throw new ChatException(
          "the person has to be told before (Art. 18(3)), and the day that was announced has to come."
              + " To announce one, run: "
              + environment.command("lift-restriction " + Texts.brief(request) + " --announce"),
          e);
    }
  }
}
