package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.deadline.BreachDeadline;
import io.github.gdprkit.example.chat.desk.ChatDesk;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.register.Breach;
import io.github.gdprkit.register.BreachDue;
import io.github.gdprkit.register.BreachPoint;
import io.github.gdprkit.register.BreachStatus;
import io.github.gdprkit.register.BreachStep;
import io.github.gdprkit.register.BreachTask;
import io.github.gdprkit.register.BreachWords;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Prints breaches, how long there is left, and what to run next. */
final class BreachPrinter {

  private static final int SHORT_ID = 13;

  private final ChatDesk desk;
  private final ChatEnvironment environment;
  private final PrintWriter out;

  BreachPrinter(ChatDesk desk, ChatEnvironment environment, PrintWriter out) {
    this.desk = desk;
    this.environment = environment;
    this.out = out;
  }

  /** One line. */
  void line(Breach breach) {
    out.printf(
        "%-36s  %-9s  %-28s  %s%n",
        breach.id(), Texts.code(breach.status()), time(breach.recordedAt()), left(breach));
  }

  private String left(Breach breach) {
    Optional<BreachDue> due = breach.due(environment.clock().instant());
    if (due.isPresent()) {
      return left(due.get());
    }
    if (breach.isNotifiedLate()) {
      return "notified late";
    }
    return breach.notifications().isEmpty() ? "" : "notified";
  }

  private static String left(BreachDue due) {
    Duration left = due.left();
    if (left.isNegative()) {
      return "OVERDUE by "
          + hours(left.negated())
          + (due.needsReasonsForDelay() ? "" : " (nearly)");
    }
    return hours(left) + " left";
  }

  private static String hours(Duration time) {
    return String.format(Locale.ROOT, "%d h %02d min", time.toHours(), time.toMinutesPart());
  }

  /** Where it stands, what is to be done, and how. */
  void full(Breach breach) {
    head(breach);
    texts("facts", breach.facts());
    texts("effects", breach.effects());
    texts("action", breach.remedialAction());
    for (BreachStep step : breach.steps()) {
      out.printf(
          "    %s  %s, by %s%s%n",
          time(step.at()),
          name(step),
          step.by(),
          step.words() == BreachWords.ALTERED
              ? " WORDS ALTERED: they are not those of the evidence"
              : "");
    }
    next(breach);
  }

  private static String name(BreachStep step) {
    return step.event()
        .getClass()
        .getSimpleName()
        .replaceAll("([a-z])([A-Z])", "$1-$2")
        .toLowerCase(Locale.ROOT);
  }

  void head(Breach breach) {
    out.printf("Breach %s%n", breach.id());
    out.printf(
        "  status     %s%s%n",
        Texts.code(breach.status()),
        breach.isProcessors() ? ", a processor's record (Art. 33(2))" : "");
    out.printf(
        "  kinds      %s%n",
        breach.kinds().stream().map(Texts::code).collect(Collectors.joining(", ")));
    out.printf("  detected   %s%n", time(breach.detectedAt()));
    breach.awareAt().ifPresent(at -> out.printf("  aware      %s%n", time(at)));
    breach.deadline().ifPresent(this::deadline);
    breach.risk().ifPresent(risk -> out.printf("  risk       %s%n", Texts.code(risk)));
    breach
        .notNotified()
        .ifPresent(decision -> out.printf("  authority  not told, because no risk is likely%n"));
    breach
        .notifications()
        .forEach(
            told ->
                out.printf(
                    "  authority  told %s: %s%s%n",
                    time(told.at()),
                    PlainText.of(told.authority()),
                    told.reasonsForDelay().isEmpty() ? "" : ", late, with reasons"));
    List<PartyId> waiting = breach.notYetTold();
    if (!waiting.isEmpty()) {
      out.printf(
          "  not told   %s%n",
          waiting.stream().map(PartyId::value).collect(Collectors.joining(", ")));
    }
    breach
        .due(environment.clock().instant())
        .ifPresent(due -> out.printf("  clock      %s%n", left(due)));
  }

  private void deadline(BreachDeadline deadline) {
    out.printf(
        "  tell by    %s (72 hours), at the latest %s%n",
        time(deadline.plainEnd()), time(deadline.strictEnd()));
  }

  private void texts(String title, List<String> texts) {
    texts.forEach(text -> out.printf("  %-9s  %s%n", title, PlainText.of(text)));
  }

  /** Each thing to do, with the command that says it is done. */
  void next(Breach breach) {
    String id = brief(breach);
    for (BreachTask task : breach.tasks()) {
      out.printf("To do: %s%n", task.text());
      out.printf("  %s%n", environment.command("breach " + command(task, breach, id)));
      if (task == BreachTask.INVESTIGATE) {
        out.printf("  %s%n", environment.command("breach dismiss " + id + " --reason '...'"));
      }
    }
    if (breach.tasks().contains(BreachTask.COMPLETE_NOTIFICATION)) {
      out.printf(
          "  missing: %s%n",
          breach.told().missing().stream()
              .filter(BreachPoint::isAlways)
              .map(BreachPoint::text)
              .collect(Collectors.joining("; ")));
    }
    if (breach.status() == BreachStatus.CONFIRMED && breach.tasks().isEmpty()) {
      out.printf("Next:%n  %s%n", environment.command("breach close " + id));
    }
  }

  private String command(BreachTask task, Breach breach, String id) {
    return switch (task) {
      case INVESTIGATE -> "confirm " + id + " --aware <time>";
      case DOCUMENT -> "amend " + id + " --effects '...' --action '...'";
      case TELL_CONTROLLERS ->
          "tell "
              + id
              + " "
              + breach.notYetTold().get(0).value()
              + " --nature '...' --output notice.json";
      case ASSESS -> "assess " + id + " --risk none-likely|risk|high-risk --reason '...'";
      case NOTIFY_AUTHORITY ->
          "notify "
              + id
              + " --nature '...' --contact '...' --reach '...' --consequences '...' --measures '...'"
              + (needsReasons(breach) ? " --delay '...'" : "");
      case COMPLETE_NOTIFICATION -> "notify " + id + missing(breach);
      case DECIDE_COMMUNICATION ->
          "communicate "
              + id
              + " --nature '...' --contact '...' --reach '...' --consequences '...' --measures '...'";
      case COMMUNICATE -> "communicate " + id + " --told <n> --channel '...'";
    };
  }

  private static String missing(Breach breach) {
    return breach.told().missing().stream()
        .filter(BreachPoint::isAlways)
        .map(BreachPrinter::option)
        .collect(Collectors.joining());
  }

  private static String option(BreachPoint point) {
    return switch (point) {
      case NATURE -> " --nature '...'";
      case CONTACT -> " --contact '...' --reach '...'";
      case CONSEQUENCES -> " --consequences '...'";
      case MEASURES -> " --measures '...'";
      case SUBJECT_CATEGORIES, SUBJECTS, RECORD_CATEGORIES, RECORDS -> "";
    };
  }

  private boolean needsReasons(Breach breach) {
    return breach
        .due(environment.clock().instant())
        .filter(BreachDue::needsReasonsForDelay)
        .isPresent();
  }

  /** As much of the id as is unique in practice. */
  static String brief(Breach breach) {
    String id = breach.id().value();
    return id.length() > 20 ? id.substring(0, SHORT_ID) : id;
  }

  private String time(Instant at) {
    return Texts.time(at, desk.settings().zone()) + " " + desk.settings().zone();
  }
}
