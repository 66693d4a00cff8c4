package io.github.gdprkit.benchmark.chat;

import io.github.gdprkit.benchmark.chat.ExportHarness.Case;
import io.github.gdprkit.benchmark.chat.ExportHarness.Start;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What was measured, as Markdown. */
final class ExportTables {

  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  private final Map<Case, List<ExportRun>> runs;
  private final Map<String, Stages> stages;

  ExportTables(Map<Case, List<ExportRun>> runs, Map<String, Stages> stages) {
    this.runs = runs;
    this.stages = stages;
  }

  void print(String database, Set<String> sections, long person) {
    line("%n## %s%n", database);
    if (sections.contains("exports")) {
      line("Exports of one person, each in a process of its own, from its start to its end.%n");
      exports(database, person, Start.COLD);
      line("The same in a JVM that has exported before.%n");
      exports(database, person, Start.WARM);
      offsets(database);
    }
    if (sections.contains("growth")) {
      growth(database);
    }
    if (sections.contains("threads")) {
      threads(database, person);
    }
    if (sections.contains("checkpoints")) {
      checkpoints(database, person);
    }
    if (sections.contains("ceiling")) {
      ceiling(database, person);
    }
  }

  private void exports(String database, long person, Start start) {
    ExportRuns kit = find(database, ExportProgram.KIT, person, start);
    line(
        "| program | runs | messages | wall s, median (min to max) | rows/s | JSON MB/s | client CPU s"
            + " | server CPU s | live heap MB | RSS MB | archive MB | gdprkit's rows/s to its | gdprkit's"
            + " JSON MB/s to its |");
    line("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    for (Case one : runs.keySet()) {
      if (is(one, database, person, start)
          && one.program() != ExportProgram.OFFSET
          && one.program() != ExportProgram.KIT_UNFORCED) {
        exportsRow(one, kit);
      }
    }
    line("");
  }

  private void exportsRow(Case one, @Nullable ExportRuns kit) {
    ExportRuns all = of(one);
    line(
        "| %s | %d | %,d | %.2f (%.2f to %.2f) | %,.0f | %.1f | %.2f | %s | %s | %s | %.1f | %s |"
            + " %s |",
        one.program().title(),
        all.runs().size(),
        all.records(),
        all.seconds(),
        all.fastest(),
        all.slowest(),
        all.rowsPerSecond(),
        all.jsonPerSecond() / 1e6,
        all.clientCpu(),
        server(one.chat(), all),
        live(all),
        all.rss() == 0 ? "-" : format("%.0f", all.rss() / 1e6),
        all.archiveBytes() / 1e6,
        kit == null ? "" : times(kit.rowsPerSecond() / all.rowsPerSecond()),
        kit == null ? "" : times(kit.jsonPerSecond() / all.jsonPerSecond()));
  }

  private void offsets(String database) {
    if (runs.keySet().stream().noneMatch(one -> one.program() == ExportProgram.OFFSET)) {
      return;
    }
    line("Pages by OFFSET, whose time grows with the square of the messages.%n");
    line(
        "| messages | program | wall s, median (min to max) | rows/s | client CPU s | server CPU s"
            + " | gdprkit's rows/s to its |");
    line("|---|---|---|---|---|---|---|");
    for (Case one : runs.keySet()) {
      if (one.chat().database().equals(database) && one.program() == ExportProgram.OFFSET) {
        ExportRuns all = of(one);
        ExportRuns kit = find(database, ExportProgram.KIT, one.person(), Start.COLD);
        line(
            "| %,d | %s | %.2f (%.2f to %.2f) | %,.0f | %.2f | %s | %s |",
            all.records(),
            one.program().title(),
            all.seconds(),
            all.fastest(),
            all.slowest(),
            all.rowsPerSecond(),
            all.clientCpu(),
            server(one.chat(), all),
            kit == null ? "" : times(kit.rowsPerSecond() / all.rowsPerSecond()));
      }
    }
    line("");
  }

  private void growth(String database) {
    line(
        "Growth. 2,000,000 messages are in a larger chat, which has another 100,000 of its own.%n");
    line(
        "| program | messages | runs | wall s, median (min to max) | without the start of the JVM s"
            + " | µs a row | without the start | live heap MB | RSS MB |");
    line("|---|---|---|---|---|---|---|---|---|");
    for (ExportProgram program : ExportHarness.growing()) {
      for (Case one : bySize(program, database)) {
        ExportRuns all = of(one);
        line(
            "| %s | %,d%s | %d | %.2f (%.2f to %.2f) | %.2f | %.2f | %.2f | %s | %.0f |",
            program.title(),
            all.records(),
            isLarge(one.chat()) ? " (larger chat)" : "",
            all.runs().size(),
            all.seconds(),
            all.fastest(),
            all.slowest(),
            all.ownSeconds(),
            all.seconds() * 1e6 / all.records(),
            all.ownSeconds() * 1e6 / all.records(),
            live(all),
            all.rss() / 1e6);
      }
    }
    line("");
    for (ExportProgram program : ExportHarness.growing()) {
      ExportRuns small = findLarge(database, program, 3, Start.COLD);
      ExportRuns large = findLarge(database, program, 1, Start.COLD);
      if (small != null && large != null) {
        line(
            "- %s: time a row at %,d to that at %,d: %.2f, without the start of the JVM %.2f",
            program.title(),
            large.records(),
            small.records(),
            perRow(large) / perRow(small),
            large.ownSeconds() / large.records() / (small.ownSeconds() / small.records()));
      }
    }
    Double linear = growth(database, ExportProgram.KIT_64_MB, Start.WARM);
    if (linear != null) {
      line("- gdprkit in a JVM that has exported before: %.2f", linear);
    }
    line("");
  }

  /** The cases of a program, small ones first. */
  private List<Case> bySize(ExportProgram program, String database) {
    return runs.keySet().stream()
        .filter(
            one ->
                one.program() == program
                    && one.start() == Start.COLD
                    && one.chat().database().equals(database))
        .sorted(
            Comparator.comparing((Case one) -> isLarge(one.chat())).thenComparing(Case::messages))
        .toList();
  }

  private static double perRow(ExportRuns all) {
    return all.seconds() / all.records();
  }

  /** How a row of a long history compares with one of a short one, from run to run the same. */
  private @Nullable Double growth(String database, ExportProgram program, Start start) {
    ExportRuns small = findLarge(database, program, 3, start);
    ExportRuns large = findLarge(database, program, 1, start);
    return small == null || large == null ? null : (Double) (perRow(large) / perRow(small));
  }

  private void threads(String database, long person) {
    line("Threads.%n");
    alternatives(
        database,
        person,
        "threads",
        Map.of("1", ExportProgram.KIT_ONE_THREAD, "2", ExportProgram.KIT));
  }

  private void checkpoints(String database, long person) {
    line("Checkpoints, durable after each page or not at all.%n");
    alternatives(
        database,
        person,
        "checkpoints",
        Map.of("durable", ExportProgram.KIT, "not durable", ExportProgram.KIT_UNFORCED));
  }

  private void alternatives(
      String database, long person, String what, Map<String, ExportProgram> programs) {
    line(
        "| %s | start | wall s, median (min to max) | client CPU s | server CPU s | rows/s |",
        what);
    line("|---|---|---|---|---|---|");
    for (Start start : Start.values()) {
      new TreeMap<>(programs)
          .forEach(
              (name, program) -> {
                Case one = findCase(database, program, person, start);
                if (one != null) {
                  ExportRuns all = of(one);
                  line(
                      "| %s | %s | %.2f (%.2f to %.2f) | %.2f | %s | %,.0f |",
                      name,
                      word(start),
                      all.seconds(),
                      all.fastest(),
                      all.slowest(),
                      all.clientCpu(),
                      server(one.chat(), all),
                      all.rowsPerSecond());
                }
              });
    }
    line("");
  }

  private static String word(Start start) {
    return start == Start.COLD ? "cold" : "warm";
  }

  private void ceiling(String database, long person) {
    Stages measured = stages.get(database);
    if (measured == null) {
      return;
    }
    line("Stages for themselves, in a warm JVM: processor time a row.%n");
    line("| stage | client ns | server ns | JSON MB/s of processor time |");
    line("|---|---|---|---|");
    for (Map.Entry<String, Stages.Stage> entry : measured.stages().entrySet()) {
      Stages.Stage stage = entry.getValue();
      line(
          "| %s | %,.0f | %,.0f | %s |",
          entry.getKey(),
          stage.own(),
          stage.server(),
          stage.bytes() == 0 ? "" : format("%.0f", stage.bytes() * 1e3 / stage.nanos()));
    }
    line("");
    line("| level | ceiling on %d processors, rows/s | cold | warm |", PROCESSORS);
    line("|---|---|---|---|");
    for (int level : new int[] {1, 6}) {
      line(
          "| %d | %,.0f | %s | %s |",
          level,
          measured.ceiling(level, PROCESSORS),
          share(shareOfCeiling(database, person, level, Start.COLD)),
          share(shareOfCeiling(database, person, level, Start.WARM)));
    }
    line("");
  }

  private @Nullable Double shareOfCeiling(String database, long person, int level, Start start) {
    Stages measured = stages.get(database);
    ExportRuns kit =
        find(database, level == 1 ? ExportProgram.KIT : ExportProgram.KIT_LEVEL_6, person, start);
    return measured == null || kit == null
        ? null
        : (Double) (kit.rowsPerSecond() / measured.ceiling(level, PROCESSORS));
  }

  /** The goals of the whole, beside what this run reached. */
  void printGoals(List<String> databases, long person) {
    Map<String, List<String>> goals = new LinkedHashMap<>();
    for (String database : databases) {
      goals(database, person)
          .forEach(
              (goal, value) -> goals.computeIfAbsent(goal, key -> new ArrayList<>()).add(value));
    }
    line("%n## What it must show (cold, warm)%n");
    line("| goal | %s |", String.join(" | ", databases));
    line("|---|%s", "---|".repeat(databases.size()));
    goals.forEach((goal, values) -> line("| %s | %s |", goal, String.join(" | ", values)));
  }

  private Map<String, String> goals(String database, long person) {
    Map<String, String> goals = new LinkedHashMap<>();
    goals.put(
        "naive Java in rows/s, at least 4",
        rows(database, person, ExportProgram.KIT, ExportProgram.NAIVE));
    goals.put(
        "streaming Java in rows/s, at least 3",
        rows(database, person, ExportProgram.KIT, ExportProgram.STREAMING));
    for (ExportProgram program : ExportProgram.chunked()) {
      goals.put(
          program.title() + ", in rows/s, at least 10",
          rows(database, person, ExportProgram.KIT, program));
      goals.put(
          program.title() + ", in bytes of JSON, at least 4",
          ratios(database, person, ExportProgram.KIT, program, ExportRuns::jsonPerSecond));
    }
    for (int level : new int[] {1, 6}) {
      goals.put(
          "ceiling at level " + level + ", aim 80 %",
          share(shareOfCeiling(database, person, level, Start.COLD))
              + ", "
              + share(shareOfCeiling(database, person, level, Start.WARM)));
    }
    goals.put(
        "hand-written upper bound, at least 0.90",
        rows(database, person, ExportProgram.KIT, ExportProgram.HAND_WRITTEN));
    goals.put(
        "hand-written upper bound at level 6",
        rows(database, person, ExportProgram.KIT_LEVEL_6, ExportProgram.HAND_WRITTEN_LEVEL_6));
    memory(database, goals);
    goals.put(
        "two threads to one, at least 1.6",
        rows(database, person, ExportProgram.KIT, ExportProgram.KIT_ONE_THREAD));
    goals.put(
        "checkpoints not durable to durable, at most 1.05",
        rows(database, person, ExportProgram.KIT_UNFORCED, ExportProgram.KIT));
    return goals;
  }

  private String rows(String database, long person, ExportProgram one, ExportProgram other) {
    return ratios(database, person, one, other, ExportRuns::rowsPerSecond);
  }

  /** Cold to cold, and warm to warm; of a program that is always cold, to that. */
  private String ratios(
      String database,
      long person,
      ExportProgram one,
      ExportProgram other,
      ToDoubleFunction<ExportRuns> of) {
    List<String> ratios = new ArrayList<>();
    for (Start start : Start.values()) {
      ExportRuns first = find(database, one, person, start);
      ExportRuns second = find(database, other, person, other.isJava() ? start : Start.COLD);
      ratios.add(
          first == null || second == null
              ? "-"
              : times(of.applyAsDouble(first) / of.applyAsDouble(second)));
    }
    return String.join(", ", ratios);
  }

  private void memory(String database, Map<String, String> goals) {
    List<String> heaps = new ArrayList<>();
    for (Case one : bySize(ExportProgram.KIT_64_MB, database)) {
      heaps.add(live(of(one)));
    }
    goals.put(
        "live heap at most 64 MB, and flat",
        heaps.isEmpty() ? "-" : String.join(", ", heaps) + " MB, all with -Xmx64m");
    List<String> linear = new ArrayList<>();
    for (Start start : Start.values()) {
      Double growth = growth(database, ExportProgram.KIT_64_MB, start);
      linear.add(growth == null ? "-" : times(growth));
    }
    goals.put("time a row at 2,000,000 to 100,000, at most 1.15", String.join(", ", linear));
  }

  private @Nullable ExportRuns find(
      String database, ExportProgram program, long person, Start start) {
    Case one = findCase(database, program, person, start);
    return one == null ? null : of(one);
  }

  private @Nullable Case findCase(
      String database, ExportProgram program, long person, Start start) {
    for (Case one : runs.keySet()) {
      if (one.program() == program && is(one, database, person, start)) {
        return one;
      }
    }
    return null;
  }

  private static boolean is(Case one, String database, long person, Start start) {
    return one.chat().database().equals(database)
        && one.person() == person
        && one.start() == start
        && !isLarge(one.chat());
  }

  private @Nullable ExportRuns findLarge(
      String database, ExportProgram program, long person, Start start) {
    for (Case one : runs.keySet()) {
      if (one.program() == program
          && one.chat().database().equals(database)
          && one.person() == person
          && one.start() == start
          && isLarge(one.chat())) {
        return of(one);
      }
    }
    return null;
  }

  private static boolean isLarge(Chat chat) {
    return chat.data().equals(ChatData.LARGE);
  }

  private static String server(Chat chat, ExportRuns all) {
    return chat.server() == null ? "-" : format("%.2f", all.serverCpu());
  }

  private static String live(ExportRuns all) {
    return all.live() == 0 ? "-" : format("%.1f", all.live() / 1e6);
  }

  private static String times(double ratio) {
    return format("%.2f", ratio);
  }

  private static String share(@Nullable Double share) {
    return share == null ? "-" : format("%.0f %%", share * 100);
  }

  private ExportRuns of(Case one) {
    return new ExportRuns(runs.getOrDefault(one, List.of()));
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static void line(String format, Object... values) {
    System.out.println(format(format, values));
  }
}
