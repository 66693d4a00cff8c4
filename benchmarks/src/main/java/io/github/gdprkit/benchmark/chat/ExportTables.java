package io.github.gdprkit.benchmark.chat;

import io.github.gdprkit.benchmark.chat.ExportHarness.Case;
import io.github.gdprkit.benchmark.chat.ExportHarness.Warm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was measured, as Markdown. */
final class ExportTables {

  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  private final Map<Case, List<ExportRun>> runs;
  private final Map<String, Stages> stages;
  private final Map<Warm, List<Double>> warm;

  ExportTables(
      Map<Case, List<ExportRun>> runs, Map<String, Stages> stages, Map<Warm, List<Double>> warm) {
    this.runs = runs;
    this.stages = stages;
    this.warm = warm;
  }

  void print(String database, Set<String> sections, long person) {
    line("%n## %s%n", database);
    if (sections.contains("exports")) {
      exports(database, person);
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

  private void exports(String database, long person) {
    ExportRuns kit = find(database, ExportProgram.KIT, person, false);
    line("Exports of one person.%n");
    line(
        "| program | runs | messages | wall s, median (min to max) | rows/s | JSON MB/s | client CPU s"
            + " | server CPU s | live heap MB | RSS MB | archive MB | gdprkit's rows/s to its | gdprkit's"
            + " JSON MB/s to its |");
    line("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    for (Case one : runs.keySet()) {
      if (is(one, database, person, false)
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
        "| %s | %d | %,d | %.2f (%.2f to %.2f) | %,.0f | %.1f | %.2f | %s | %s | %.0f | %.1f | %s |"
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
        all.rss() / 1e6,
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
        ExportRuns kit = find(database, ExportProgram.KIT, one.person(), false);
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
      ExportRuns small = find(database, program, 3, true);
      ExportRuns large = find(database, program, 1, true);
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
    Double linear = warmGrowth(database);
    if (linear != null) {
      line("- gdprkit in a JVM that is warm: %.2f", linear);
    }
    line("");
  }

  /** The cases of a program, small ones first. */
  private List<Case> bySize(ExportProgram program, String database) {
    return runs.keySet().stream()
        .filter(one -> one.program() == program && one.chat().database().equals(database))
        .sorted(
            Comparator.comparing((Case one) -> isLarge(one.chat())).thenComparing(Case::messages))
        .toList();
  }

  private static double perRow(ExportRuns all) {
    return all.seconds() / all.records();
  }

  private @Nullable Double warmGrowth(String database) {
    Double small = null;
    Double large = null;
    for (Map.Entry<Warm, List<Double>> entry : warm.entrySet()) {
      Warm one = entry.getKey();
      if (one.chat().database().equals(database) && isLarge(one.chat())) {
        double perRow =
            ExportHarness.median(entry.getValue()) / one.chat().messagesOf(one.person());
        if (one.person() == 1) {
          large = perRow;
        } else {
          small = perRow;
        }
      }
    }
    return small == null || large == null ? null : (Double) (large / small);
  }

  private void threads(String database, long person) {
    line(
        "Threads: cold is a process from its start to its end, warm the later exports of a JVM.%n");
    line(
        "| threads | cold wall s | client CPU s | server CPU s | cold rows/s | warm s | warm rows/s |");
    line("|---|---|---|---|---|---|---|");
    for (int threads = 1; threads <= 2; threads++) {
      ExportProgram program = threads == 1 ? ExportProgram.KIT_ONE_THREAD : ExportProgram.KIT;
      Case one = findCase(database, program, person, false);
      Double seconds = warmSeconds(database, person, threads, 1);
      if (one != null && seconds != null) {
        ExportRuns all = of(one);
        line(
            "| %d | %.2f (%.2f to %.2f) | %.2f | %s | %,.0f | %.2f | %,.0f |",
            threads,
            all.seconds(),
            all.fastest(),
            all.slowest(),
            all.clientCpu(),
            server(one.chat(), all),
            all.rowsPerSecond(),
            seconds,
            all.records() / seconds);
      }
    }
    line("");
  }

  private void checkpoints(String database, long person) {
    line("Checkpoints, durable after each page or not at all.%n");
    line("| checkpoints | wall s, median (min to max) | client CPU s | rows/s |");
    line("|---|---|---|---|");
    for (ExportProgram program : List.of(ExportProgram.KIT, ExportProgram.KIT_UNFORCED)) {
      ExportRuns all = find(database, program, person, false);
      if (all != null) {
        line(
            "| %s | %.2f (%.2f to %.2f) | %.2f | %,.0f |",
            program == ExportProgram.KIT ? "durable" : "not durable",
            all.seconds(),
            all.fastest(),
            all.slowest(),
            all.clientCpu(),
            all.rowsPerSecond());
      }
    }
    line("");
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
          share(coldShare(database, person, level)),
          share(warmShare(database, person, level)));
    }
    line("");
  }

  private @Nullable Double coldShare(String database, long person, int level) {
    Stages measured = stages.get(database);
    ExportRuns cold =
        find(database, level == 1 ? ExportProgram.KIT : ExportProgram.KIT_LEVEL_6, person, false);
    return measured == null || cold == null
        ? null
        : (Double) (cold.rowsPerSecond() / measured.ceiling(level, PROCESSORS));
  }

  private @Nullable Double warmShare(String database, long person, int level) {
    Stages measured = stages.get(database);
    Double seconds = warmSeconds(database, person, 2, level);
    Case one = findCase(database, ExportProgram.KIT, person, false);
    return measured == null || seconds == null || one == null
        ? null
        : (Double) (one.messages() / seconds / measured.ceiling(level, PROCESSORS));
  }

  /** The goals of the whole, beside what this run reached. */
  void printGoals(List<String> databases, long person) {
    Map<String, List<String>> goals = new LinkedHashMap<>();
    for (String database : databases) {
      goals(database, person)
          .forEach(
              (goal, value) -> goals.computeIfAbsent(goal, key -> new ArrayList<>()).add(value));
    }
    line("%n## What it must show%n");
    line("| goal | %s |", String.join(" | ", databases));
    line("|---|%s", "---|".repeat(databases.size()));
    goals.forEach((goal, values) -> line("| %s | %s |", goal, String.join(" | ", values)));
  }

  private Map<String, String> goals(String database, long person) {
    Map<String, String> goals = new LinkedHashMap<>();
    ExportRuns kit = find(database, ExportProgram.KIT, person, false);
    goals.put("naive Java in rows/s, at least 4", rows(kit, database, ExportProgram.NAIVE, person));
    goals.put(
        "streaming Java in rows/s, at least 3",
        rows(kit, database, ExportProgram.STREAMING, person));
    for (ExportProgram program : List.of(ExportProgram.CHUNKED, ExportProgram.CHUNKED_PYTHON)) {
      goals.put(program.title() + ", in rows/s, at least 10", rows(kit, database, program, person));
      ExportRuns other = find(database, program, person, false);
      goals.put(
          program.title() + ", in bytes of JSON, at least 4",
          kit == null || other == null ? "-" : times(kit.jsonPerSecond() / other.jsonPerSecond()));
    }
    for (int level : new int[] {1, 6}) {
      goals.put(
          "ceiling at level " + level + ", aim 80 %, cold and warm",
          share(coldShare(database, person, level))
              + ", "
              + share(warmShare(database, person, level)));
    }
    goals.put(
        "hand-written upper bound, at least 90 %",
        shareOf(kit, find(database, ExportProgram.HAND_WRITTEN, person, false)));
    goals.put(
        "hand-written upper bound at level 6",
        shareOf(
            find(database, ExportProgram.KIT_LEVEL_6, person, false),
            find(database, ExportProgram.HAND_WRITTEN_LEVEL_6, person, false)));
    memory(database, goals);
    ExportRuns one = find(database, ExportProgram.KIT_ONE_THREAD, person, false);
    Double warmOne = warmSeconds(database, person, 1, 1);
    Double warmTwo = warmSeconds(database, person, 2, 1);
    goals.put(
        "two threads to one, at least 1.6, cold and warm",
        (kit == null || one == null ? "-" : times(one.seconds() / kit.seconds()))
            + ", "
            + (warmOne == null || warmTwo == null ? "-" : times(warmOne / warmTwo)));
    ExportRuns unforced = find(database, ExportProgram.KIT_UNFORCED, person, false);
    goals.put(
        "durable checkpoints cost at most 5 %",
        kit == null || unforced == null
            ? "-"
            : format("%+.1f %%", (kit.seconds() / unforced.seconds() - 1) * 100));
    return goals;
  }

  private void memory(String database, Map<String, String> goals) {
    List<String> heaps = new ArrayList<>();
    for (Case one : bySize(ExportProgram.KIT, database)) {
      heaps.add(live(of(one)));
    }
    goals.put(
        "live heap at most 64 MB, and flat",
        heaps.isEmpty() ? "-" : String.join(", ", heaps) + " MB, all with -Xmx64m");
    ExportRuns small = find(database, ExportProgram.KIT, 3, true);
    ExportRuns large = find(database, ExportProgram.KIT, 1, true);
    Double linear = warmGrowth(database);
    goals.put(
        "time a row at 2,000,000 to 100,000, at most 1.15, cold and warm",
        (small == null || large == null ? "-" : times(perRow(large) / perRow(small)))
            + ", "
            + (linear == null ? "-" : times(linear)));
  }

  private String rows(
      @Nullable ExportRuns kit, String database, ExportProgram program, long person) {
    ExportRuns other = find(database, program, person, false);
    return kit == null || other == null ? "-" : times(kit.rowsPerSecond() / other.rowsPerSecond());
  }

  private static String shareOf(@Nullable ExportRuns kit, @Nullable ExportRuns bound) {
    return kit == null || bound == null
        ? "-"
        : share((Double) (kit.rowsPerSecond() / bound.rowsPerSecond()));
  }

  private @Nullable Double warmSeconds(String database, long person, int threads, int level) {
    for (Map.Entry<Warm, List<Double>> entry : warm.entrySet()) {
      Warm one = entry.getKey();
      if (one.chat().database().equals(database)
          && !isLarge(one.chat())
          && one.person() == person
          && one.threads() == threads
          && one.level() == level) {
        return ExportHarness.median(entry.getValue());
      }
    }
    return null;
  }

  private @Nullable ExportRuns find(
      String database, ExportProgram program, long person, boolean large) {
    Case one = findCase(database, program, person, large);
    return one == null ? null : of(one);
  }

  private @Nullable Case findCase(
      String database, ExportProgram program, long person, boolean large) {
    for (Case one : runs.keySet()) {
      if (one.program() == program && is(one, database, person, large)) {
        return one;
      }
    }
    return null;
  }

  private static boolean is(Case one, String database, long person, boolean large) {
    return one.chat().database().equals(database)
        && one.person() == person
        && isLarge(one.chat()) == large;
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
