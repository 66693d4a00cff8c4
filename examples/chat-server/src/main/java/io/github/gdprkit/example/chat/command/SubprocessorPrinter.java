package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.vendor.VendorDesk;
import io.github.gdprkit.register.SubprocessorEntry;
import io.github.gdprkit.register.SubprocessorId;
import io.github.gdprkit.register.SubprocessorObstacle;
import io.github.gdprkit.register.SubprocessorReply;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Prints where a subprocessor stands, and what to do next. */
final class SubprocessorPrinter {

  private final VendorDesk desk;
  private final ChatEnvironment environment;
  private final PrintWriter to;

  SubprocessorPrinter(VendorDesk desk, ChatEnvironment environment, PrintWriter to) {
    this.desk = desk;
    this.environment = environment;
    this.to = to;
  }

  /** One line about it. */
  void line(SubprocessorEntry entry) {
    to.printf(
        "%-16s %-10s %s, %s%n",
        entry.id(),
        Texts.code(entry.status()),
        PlainText.of(entry.details().organisation().name()),
        PlainText.of(entry.details().role()));
  }

  /** The line and what comes next. */
  void stands(SubprocessorEntry entry) {
    line(entry);
    next(entry);
  }

  /** What is missing for an engagement, each with the command that puts it right. */
  void missing(SubprocessorId id, List<SubprocessorObstacle> obstacles) {
    to.printf("error: %s cannot be engaged. What is missing:%n", id);
    obstacles.forEach(obstacle -> to.printf("  - %s%n", PlainText.of(obstacle.text())));
    Set<String> commands = new LinkedHashSet<>();
    obstacles.forEach(obstacle -> commands.add(command(id, obstacle.kind())));
    print(commands);
  }

  /** Why it was refused, and what can be done instead. */
  void refused(@Nullable String why, SubprocessorId id) {
    to.println("error: " + PlainText.of(String.valueOf(why)));
    desk.register().find(id).ifPresent(this::next);
  }

  /** The same to a controller. */
  void refusedController(@Nullable String why) {
    to.println("error: " + PlainText.of(String.valueOf(why)));
    print(Set.of(environment.command("subprocessors list")));
  }

  /** The same about a subprocessor that is not there, or is there already. */
  void refused(@Nullable String why) {
    to.println("error: " + PlainText.of(String.valueOf(why)));
    print(Set.of(environment.commandNaming("subprocessors list --all")));
  }

  private void next(SubprocessorEntry entry) {
    SubprocessorId id = entry.id();
    switch (entry.status()) {
      case PROPOSED -> print(Set.of(assess(id)));
      case REJECTED -> print(inOrder(assess(id), withdraw(id)));
      case ASSESSED -> {
        // The notice says what allows transfers, and later no other country can be added.
        Set<String> commands = new LinkedHashSet<>();
        desk.register().obstacles(id, desk.today()).stream()
            .filter(obstacle -> isTerms(obstacle.kind()))
            .forEach(obstacle -> commands.add(command(id, obstacle.kind())));
        commands.add(naming("notify " + id));
        print(commands);
      }
      case NOTIFIED -> {
        List<SubprocessorObstacle> obstacles = desk.register().obstacles(id, desk.today());
        obstacles.forEach(obstacle -> to.printf("  waits: %s%n", PlainText.of(obstacle.text())));
        Set<String> commands = new LinkedHashSet<>();
        obstacles.forEach(obstacle -> commands.add(command(id, obstacle.kind())));
        if (obstacles.isEmpty()) {
          commands.add(naming((entry.details().replaces() == null ? "engage " : "replace ") + id));
        }
        print(commands);
      }
      case ENGAGED -> print(Set.of(naming("publish --output subprocessors")));
      case ENDED, WITHDRAWN -> {
        // Nothing comes after that.
      }
    }
  }

  private String command(SubprocessorId id, SubprocessorObstacle.Kind kind) {
    return switch (kind) {
      case DILIGENCE_MISSING, DILIGENCE_NEGATIVE -> assess(id);
      case AGREEMENT_MISSING, AGREEMENT_INCOMPLETE, AGREEMENT_NOT_IN_FORCE ->
          naming("terms " + id + " --agreement <reference> --concluded <day>");
      case TRANSFER_WITHOUT_MECHANISM ->
          naming("terms %s --transfer %s=standard-contractual-clauses".formatted(id, country(id)));
      case ENGAGER_NOT_ENGAGED -> naming("list --all");
      case NOTICE_MISSING, CONTROLLERS_NOT_TOLD -> naming("notify " + id);
      case AGREED_BEFORE -> naming("load-sample --notify");
      case WINDOWS_OPEN ->
          naming("engage " + id) + until(id).map(day -> "   # after " + day).orElse("");
      case OBJECTIONS_OPEN, AUTHORISATIONS_REFUSED, AUTHORISATIONS_OUTSTANDING ->
          naming("settle " + id + " --controller <name> --outcome remedied --reason <text>");
    };
  }

  private static boolean isTerms(SubprocessorObstacle.Kind kind) {
    return switch (kind) {
      case AGREEMENT_MISSING,
          AGREEMENT_INCOMPLETE,
          AGREEMENT_NOT_IN_FORCE,
          TRANSFER_WITHOUT_MECHANISM ->
          true;
      default -> false;
    };
  }

  private String country(SubprocessorId id) {
    return desk.register()
        .find(id)
        .map(entry -> entry.details().organisation().country().code())
        .orElse("<country>");
  }

  private static Set<String> inOrder(String... commands) {
    return new LinkedHashSet<>(List.of(commands));
  }

  private Optional<String> until(SubprocessorId id) {
    return desk.register().find(id).stream()
        .flatMap(entry -> entry.replies().stream())
        .map(SubprocessorReply::notice)
        .flatMap(notice -> Optional.ofNullable(notice.objectionUntil()).stream())
        .max(Comparator.naturalOrder())
        .map(Object::toString);
  }

  private String assess(SubprocessorId id) {
    return naming(
        "assess "
            + id
            + " --security positive --confidentiality positive --privacy positive --note <text>");
  }

  private String withdraw(SubprocessorId id) {
    return naming("withdraw " + id + " --reason <text>");
  }

  private String naming(String words) {
    return environment.commandNaming("subprocessors " + words);
  }

  private void print(Set<String> commands) {
    if (!commands.isEmpty()) {
      to.println("Next:");
      commands.forEach(command -> to.println("  " + command));
    }
  }
}
