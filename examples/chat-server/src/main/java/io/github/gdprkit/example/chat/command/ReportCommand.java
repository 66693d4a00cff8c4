package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.erasure.ErasureOutcome;
import io.github.gdprkit.erasure.ErasureReport;
import io.github.gdprkit.example.chat.desk.ChatDesk;
import io.github.gdprkit.hook.ErasureRule;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.RequestId;
import java.util.Locale;
import picocli.CommandLine.Command;

/** Says what the person has to be told. */
@Command(
    name = "report",
    description = {
      "Prints what the person has to be told about a request as it stands now: that it arrived, a"
          + " question, what was done, what was refused and how to complain.",
      "After an erasure also what became of each kind of data. Send it; this program sends nothing."
    })
public final class ReportCommand extends OneRequestCommand {

  public ReportCommand(ChatEnvironment environment) {
    super(environment);
  }

  @Override
  int answer(ChatDesk desk, RequestId which) {
    DataSubjectRequest request = desk.requests().get(which);
    new RequestPrinter(desk, environment, out()).head(request);
    if (request.claim() == Claim.ERASURE && request.isGranted()) {
      print(desk.requests().erasureReport(which));
    }
    Letter.print(desk.requests().answer(which), out());
    return Commands.DONE;
  }

  private void print(ErasureReport report) {
    out()
        .println(
            report.isVerified()
                ? "Everything is done, and was looked for afterwards:"
                : "It is not done yet:");
    for (ErasureReport.Part part : report.parts()) {
      if (part.outcomes().isEmpty()) {
        out().printf("  %-28s  waits%n", PlainText.of(part.title()));
      }
      for (ErasureOutcome outcome : part.outcomes()) {
        if (!(outcome instanceof ErasureOutcome.NothingHeld)) {
          out().printf("  %-28s  %s%n", PlainText.of(part.title()), text(outcome));
        }
      }
    }
  }

  private static String text(ErasureOutcome outcome) {
    if (outcome instanceof ErasureOutcome.Erased some) {
      return records(some.records()) + "erased";
    }
    if (outcome instanceof ErasureOutcome.Anonymised some) {
      return records(some.records()) + "anonymised";
    }
    if (outcome instanceof ErasureOutcome.Replaced some) {
      return records(some.records()) + "replaced by a mark";
    }
    if (outcome instanceof ErasureOutcome.Retained some) {
      ErasureRule.Retention kept = some.retention();
      return "kept (%s): %s".formatted(Texts.code(kept.ground()), PlainText.of(kept.until()));
    }
    if (outcome instanceof ErasureOutcome.Deferred held) {
      return "waits for the legal hold " + held.hold();
    }
    if (outcome instanceof ErasureOutcome.ByHand byHand) {
      return "by hand, not done yet: " + PlainText.of(byHand.reason());
    }
    return outcome instanceof ErasureOutcome.Failed failed
        ? "failed" + (failed.error() == null ? "" : ", " + failed.error())
        : "nothing is kept";
  }

  private static String records(long records) {
    return String.format(Locale.ROOT, "%,d ", records);
  }
}
