package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.desk.ChatDesk;
import io.github.gdprkit.fulfilment.EndOfServiceChoice;
import io.github.gdprkit.fulfilment.EndOfServiceReport;
import io.github.gdprkit.fulfilment.EndOfServiceStatus;
import io.github.gdprkit.fulfilment.EndOfServiceStep;
import io.github.gdprkit.fulfilment.EndingService;
import io.github.gdprkit.hook.HookId;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints the end of a service, and what to run next. */
final class EndServicePrinter {

  private final ChatDesk desk;
  private final ChatEnvironment environment;
  private final PrintWriter out;

  EndServicePrinter(ChatDesk desk, ChatEnvironment environment, PrintWriter out) {
    this.desk = desk;
    this.environment = environment;
    this.out = out;
  }

  void head(EndingService service) {
    out.printf("End of service %s%n", service.id());
    out.printf("  of         %s%n", PlainText.of(desk.settings().controller()));
    out.printf("  choice     %s%n", Texts.code(service.choice()));
    out.printf("  status     %s%n", Texts.code(service.status()));
    service
        .returned()
        .filter(returned -> service.status() != EndOfServiceStatus.CANCELLED)
        .ifPresent(this::returned);
  }

  private void returned(EndingService.Returned returned) {
    out.printf(
        Locale.ROOT,
        "  returned   %s, %s%s%n",
        Texts.records(returned.records()),
        Sizes.text(returned.bytes()),
        returned.missingAttachments() == 0
            ? ""
            : ", %,d files missing".formatted(returned.missingAttachments()));
    out.printf("  sha-256    %s%n", returned.sha256());
  }

  /** What the organisation is told. */
  void report(EndOfServiceReport report) {
    out.printf("End of service %s (Art. 28(3)(g) GDPR)%n", report.reference());
    out.printf("  of         %s%n", PlainText.of(report.controller().name()));
    out.printf(
        "  choice     %s, instructed %s, taken by %s%n",
        Texts.code(report.choice()), time(report.instructedAt()), report.instructedBy());
    out.printf("  status     %s%s%n", Texts.code(report.status()), at(report.endedAt()));
    EndingService.Returned returned = report.returned();
    if (returned != null) {
      returned(returned);
      out.printf("  handed over%s%n", at(report.handedOverAt(), ", not yet"));
    }
    for (EndOfServiceReport.Part part : report.parts()) {
      part(part);
    }
    out.printf(
        Locale.ROOT,
        "  archives erased: %,d; requests whose papers are erased: %,d%n",
        report.archivesErased(),
        report.papersErased());
    if (report.status() == EndOfServiceStatus.ENDED) {
      out.println("  Nothing is left that has to go. The evidence stays; it names nobody.");
      out.println(
          "  Not erased by this: copies that export-user and export-organisation wrote elsewhere,"
              + " and backups.");
    }
  }

  private void part(EndOfServiceReport.Part part) {
    EndOfServiceStep step = part.step();
    boolean isEmpty =
        part.returned() == 0
            && step.erased() == 0
            && step.retained() == 0
            && (step.state() == EndOfServiceStep.State.NOTHING_LEFT
                || step.state() == EndOfServiceStep.State.ERASED);
    if (isEmpty) {
      return;
    }
    out.printf(
        Locale.ROOT,
        "  %-28s  %,9d returned  %,9d erased  %s%s%n",
        PlainText.of(part.title()),
        part.returned(),
        step.erased(),
        Texts.code(step.state()),
        step.error() == null ? "" : ", " + step.error());
    if (step.retained() > 0) {
      out.printf(
          Locale.ROOT,
          "    %,d kept%s: %s %s%n",
          step.retained(),
          step.ground() == null ? "" : " (" + Texts.code(step.ground()) + ")",
          PlainText.of(text(part.retainedWhat())),
          PlainText.of(text(part.retainedUntil())));
    }
  }

  /** The command that goes on from here. */
  void next(EndingService service) {
    switch (service.status()) {
      case BEGUN -> say(service, service.choice() == EndOfServiceChoice.ERASE ? "erase" : "return");
      case RETURNED -> {
        out.printf(
            "Give the archive to the organisation:%n  %s%n",
            service.returned().map(this::file).map(Path::toString).orElse(""));
        byHand(service, List.copyOf(service.toHandOverByHand()));
        out.println("When it has it and says so:");
        command(service, "handed-over");
      }
      case HANDED_OVER -> say(service, "erase");
      case ERASING -> {
        byHand(
            service,
            service.steps().stream()
                .filter(step -> step.state() == EndOfServiceStep.State.BY_HAND)
                .map(EndOfServiceStep::hook)
                .toList());
        say(service, "erase");
      }
      case ENDED -> say(service, "report");
      case CANCELLED -> out.println("It is cancelled; nothing is left to do.");
    }
  }

  private Path file(EndingService.Returned returned) {
    return desk.archive(returned.archive());
  }

  private void byHand(EndingService service, List<HookId> hooks) {
    for (HookId hook : hooks) {
      out.printf(
          "Nothing does this for %s but a person; when it is done:%n  %s%n",
          hook,
          environment.command(
              "end-service by-hand %s %s --note <code>".formatted(service.id(), hook)));
    }
  }

  private void say(EndingService service, String verb) {
    out.println("Next:");
    command(service, verb);
  }

  private void command(EndingService service, String verb) {
    out.println("  " + environment.command("end-service " + verb + " " + service.id()));
  }

  private String at(@Nullable Instant instant) {
    return at(instant, "");
  }

  private String at(@Nullable Instant instant, String otherwise) {
    return instant == null ? otherwise : ", " + time(instant);
  }

  private String time(Instant instant) {
    return Texts.time(instant, desk.settings().zone()) + " " + desk.settings().zone();
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
