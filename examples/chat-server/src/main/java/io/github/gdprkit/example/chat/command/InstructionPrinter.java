package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.desk.ChatDesk;
import io.github.gdprkit.propagation.InstructionState;
import io.github.gdprkit.propagation.InstructionStatus;
import java.io.PrintWriter;
import java.time.LocalDate;

/** Prints who is to be told what, and what to run when they answer. */
final class InstructionPrinter {

  private static final int SHORT_ID = 13;

  private final ChatDesk desk;
  private final ChatEnvironment environment;
  private final PrintWriter out;

  InstructionPrinter(ChatDesk desk, ChatEnvironment environment, PrintWriter out) {
    this.desk = desk;
    this.environment = environment;
    this.out = out;
  }

  /** One line. */
  void line(InstructionState state, LocalDate today) {
    out.printf(
        "%s  %-12s  %s, %s, of request %s, answer by %s%s%n",
        brief(state),
        Texts.code(state.status()),
        PlainText.of(state.recipient().name()),
        Texts.code(state.kind()),
        Texts.brief(state.request()),
        state.answerBy(),
        state.isOverdue(today) ? " OVERDUE" : "");
    if (state.refusal() != null) {
      out.printf("  refused: %s%n", PlainText.of(state.refusal().code()));
    }
    if (state.settlement() != null) {
      out.printf(
          "  settled: %s. %s%n", Texts.code(state.settlement()), PlainText.of(state.reason()));
    }
  }

  /** The same with what to tell and what to run. */
  void full(InstructionState state, LocalDate today) {
    line(state, today);
    if (!state.status().isFinal()) {
      if (state.status() == InstructionStatus.INSTRUCTED) {
        out.printf("  %s%n", PlainText.of(desk.kit().propagation().words(state.id())));
      }
      next(state);
    }
  }

  /** What to run when the recipient answers, or does not. */
  void next(InstructionState state) {
    if (state.status() == InstructionStatus.REFUSED) {
      out.println("  It refused. If it did it after all, say done; else decide:");
    } else {
      out.println("  When it says that it did it; or refuse --code, or acknowledge:");
      command("done " + brief(state));
      out.println("  If it cannot be told, or does not answer:");
    }
    command("settle " + brief(state) + " --how given-up --reason '...'");
  }

  private void command(String words) {
    out.printf("    %s%n", environment.command("instructions " + words));
  }

  /** As much of an id as is unique in practice. */
  static String brief(InstructionState state) {
    return state.id().value().substring(0, Math.min(SHORT_ID, state.id().value().length()));
  }
}
