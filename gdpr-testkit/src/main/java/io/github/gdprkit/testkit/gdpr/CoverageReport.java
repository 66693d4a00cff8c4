package io.github.gdprkit.testkit.gdpr;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The report for people, as Markdown. */
final class CoverageReport {

  private CoverageReport() {}

  static List<String> of(Map<CoverageFile.Test, CoverageResult> results) {
    List<Provision> provisions = Provision.all();
    List<String> lines = new ArrayList<>();
    lines.add("# Provisions of the GDPR and the tests that prove them");
    lines.add("");
    lines.add(
        "A test counts for the provision that it names and for those which that is a part of.");
    lines.add("");
    lines.add("| provision | about | passed | failed | not run |");
    lines.add("|---|---|--:|--:|--:|");
    List<Provision> without = new ArrayList<>();
    for (Provision provision : provisions) {
      Map<String, CoverageResult> tests = testsOf(provision, results);
      if (count(tests, CoverageResult.PASSED) == 0) {
        without.add(provision);
      }
      lines.add(row(provision, tests));
    }
    lines.add("");
    lines.add("## Without a test that passed");
    lines.add("");
    for (Provision provision : without) {
      lines.add("- " + provision.article() + ": " + provision.about());
    }
    addTests(lines, results);
    return lines;
  }

  private static Map<String, CoverageResult> testsOf(
      Provision provision, Map<CoverageFile.Test, CoverageResult> results) {
    Map<String, CoverageResult> tests = new TreeMap<>();
    results.forEach(
        (test, result) -> {
          if (provision.covers(test.article())) {
            tests.put(name(test), result);
          }
        });
    return tests;
  }

  private static String row(Provision provision, Map<String, CoverageResult> tests) {
    return "| %s | %s | %d | %d | %d |"
        .formatted(
            provision.article(),
            provision.about(),
            count(tests, CoverageResult.PASSED),
            count(tests, CoverageResult.FAILED),
            count(tests, CoverageResult.NOT_RUN));
  }

  private static long count(Map<String, CoverageResult> tests, CoverageResult result) {
    return tests.values().stream().filter(other -> other == result).count();
  }

  private static void addTests(List<String> lines, Map<CoverageFile.Test, CoverageResult> results) {
    String article = "";
    lines.add("");
    lines.add("## Tests");
    for (Map.Entry<CoverageFile.Test, CoverageResult> entry : results.entrySet()) {
      if (!entry.getKey().article().equals(article)) {
        article = entry.getKey().article();
        lines.add("");
        lines.add("### " + article);
        lines.add("");
      }
      String result = entry.getValue().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      lines.add(
          "- `"
              + name(entry.getKey())
              + "`"
              + (entry.getValue() == CoverageResult.PASSED ? "" : ": " + result));
    }
  }

  private static String name(CoverageFile.Test test) {
    return test.type() + "." + test.method();
  }
}
