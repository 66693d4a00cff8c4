package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.archive.Manifest;
import io.github.gdprkit.archive.Manifest.LeftOut;
import io.github.gdprkit.archive.Manifest.Outcome;
import io.github.gdprkit.archive.Manifest.Part;
import java.io.PrintWriter;
import java.util.Locale;

/** Prints what is in an archive, and what is not. */
final class ArchiveSummary {

  private ArchiveSummary() {}

  static void print(Manifest manifest, long bytes, PrintWriter out) {
    out.printf(
        "  of %s, policy %s, %s%n",
        PlainText.of(manifest.label()), PlainText.of(manifest.policy().id()), Sizes.text(bytes));
    for (Part part : manifest.parts()) {
      if (part.outcome() == Outcome.EXPORTED) {
        out.printf(
            Locale.ROOT, "  %,9d  %s%s%n", part.records(), PlainText.of(part.title()), files(part));
      }
      for (LeftOut leftOut : part.leftOut()) {
        out.printf(
            Locale.ROOT,
            "  %,9d  %s: left out (%s)%n",
            leftOut.count(),
            PlainText.of(part.title()),
            PlainText.of(leftOut.what()));
      }
    }
    long empty =
        manifest.parts().stream().filter(part -> part.outcome() == Outcome.HOLDS_NOTHING).count();
    out.printf(
        "  %d other kinds of data are not kept by this server; index.html says why.%n", empty);
  }

  private static String files(Part part) {
    String files = part.attachments() > 0 ? ", with " + files(part.attachments()) : "";
    return part.missingAttachments() > 0
        ? files + ", " + files(part.missingAttachments()) + " missing (listed in manifest.json)"
        : files;
  }

  private static String files(long count) {
    return count + (count == 1 ? " file" : " files");
  }
}
