package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.erasure.LegalHold;
import io.github.gdprkit.example.chat.desk.ChatDesk;
import io.github.gdprkit.example.chat.gdpr.ChatPersons;
import io.github.gdprkit.fulfilment.ErasurePlan;
import io.github.gdprkit.hook.Disposition;
import io.github.gdprkit.hook.ErasureBlocker;
import io.github.gdprkit.hook.ErasureMode;
import io.github.gdprkit.hook.ErasureRule;
import io.github.gdprkit.request.RequestId;
import java.sql.SQLException;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says what an erasure would do. */
@Command(
    name = "plan-erasure",
    description = {
      "Says what an erasure of a person would do: how many records of each kind of data, what becomes"
          + " of them, what is kept on which ground and until when, and what stands in the way.",
      "Counts, and touches nothing."
    })
public final class PlanErasureCommand extends DeskCommand {

  @Parameters(
      index = "0",
      paramLabel = "<person>",
      description = "The username or e-mail address of the person.")
  private String person = "";

  public PlanErasureCommand(ChatEnvironment environment) {
    super(environment);
  }

  @Override
  int answer(ChatDesk desk) throws SQLException {
    ErasurePlan plan = desk.requests().planErasure(ChatPersons.dataSubject(person(desk, person)));
    boolean isCounted = true;
    out().println("In this order:");
    for (ErasurePlan.Line line : plan.lines()) {
      if (line.disposition() instanceof Disposition.NotApplicable) {
        continue;
      }
      isCounted &= line.error() == null;
      print(line);
    }
    out().printf("Archives of earlier requests that go as well: %d%n", plan.archives());
    for (LegalHold hold : plan.holds()) {
      out()
          .printf(
              "HOLD %s (%s): it waits until the hold is released.%n",
              hold.id(), Texts.code(hold.ground()));
    }
    for (RequestId open : plan.openRequests()) {
      out().printf("OPEN request %s needs the data, so it is answered first.%n", open);
    }
    for (ErasureBlocker blocker : plan.blockers()) {
      out()
          .printf(
              "BLOCKED %s: %s (%d)%n",
              blocker.hook(), PlainText.of(blocker.text()), blocker.count());
    }
    out()
        .println(
            plan.canBegin() && plan.holds().isEmpty()
                ? "Nothing stands in the way. Nothing was touched."
                : "Something stands in the way, see above. Nothing was touched.");
    return isCounted ? Commands.DONE : Commands.FAILED;
  }

  private void print(ErasurePlan.Line line) {
    out()
        .printf(
            Locale.ROOT,
            "%,9d  %-28s  %s%s%n",
            line.records(),
            PlainText.of(line.title()),
            what(line),
            line.held() ? ", HELD" : "");
    if (line.error() != null) {
      out().printf("           could not be counted: %s%n", line.error());
    }
    ErasureRule.Retention kept = line.retention();
    if (kept != null) {
      out()
          .printf(
              "           kept (%s): %s. %s%n",
              Texts.code(kept.ground()), PlainText.of(kept.what()), PlainText.of(kept.until()));
    }
  }

  private static String what(ErasurePlan.Line line) {
    if (line.disposition() instanceof Disposition.Kept) {
      return "kept";
    }
    if (line.disposition() instanceof Disposition.ByHand) {
      return "by hand";
    }
    ErasureRule rule = line.rule();
    ErasureMode mode = rule == null ? ErasureMode.ERASE : rule.mode();
    return switch (mode) {
      case ERASE -> "erased";
      case ANONYMISE -> "anonymised";
      case PLACEHOLDER -> "replaced by a mark";
    };
  }
}
