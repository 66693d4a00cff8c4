package io.github.gdprkit.benchmark.chat;

import io.github.gdprkit.benchmark.MeasuredChild;
import io.github.gdprkit.benchmark.RepeatedChild;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Exports the messages of one person with gdprkit and with models of what people run today, over
 * PostgreSQL and SQLite, and prints tables of it. Cold, each run is a process of its own, from its
 * start to its end; warm, each program has a JVM that exports again and again, as a server would,
 * and the first exports are not counted. All programs take turns, so that they share what else goes
 * on on the machine. Each archive is unpacked and its messages are counted; a wrong number ends
 * everything.
 *
 * <p>Arguments, all optional: how many runs (default 5), {@code
 * sections=exports,growth,threads,checkpoints,ceiling}, {@code databases=postgresql,sqlite}, {@code
 * programs=} names of {@link ExportProgram}, {@code plot=} the file for the picture, {@code
 * person=3} for another person than the heavy one in the first table. {@link Chats} tells how
 * databases that are there already are used.
 */
public final class ExportHarness {

  private static final long HEAVY = 1;
  private static final long LIGHT = 2;
  private static final long MIDDLE = 3;

  /** How often programs run that take most of the time, however often the others do. */
  private static final int RUNS_OF_SLOW = 3;

  private static final int RUNS_OF_SLOWEST = 2;

  /** How long a JVM exports before it is measured, and how often at least. */
  private static final double SECONDS_OF_WARMING_UP = 15;

  private static final int LEAST_OF_WARMING_UP = 2;

  private final Options options;
  private final Path folder;
  private final Chats chats;
  private final Map<Case, List<ExportRun>> runs = new LinkedHashMap<>();
  private final Map<String, Stages> stages = new HashMap<>();

  /** What a run finds. */
  enum Start {
    /** A process of its own. */
    COLD,
    /** A JVM that has exported before. */
    WARM
  }

  /** A program over somebody's data. */
  record Case(Chat chat, ExportProgram program, long person, Start start) {
    int messages() {
      return chat.messagesOf(person);
    }
  }

  private record Options(
      int runs,
      Set<String> sections,
      Set<String> databases,
      Set<ExportProgram> programs,
      Path plot,
      long person) {

    static Options of(String[] arguments) {
      int runs = 5;
      Map<String, String> named = new HashMap<>();
      for (String argument : arguments) {
        int equals = argument.indexOf('=');
        if (equals < 0) {
          runs = Integer.parseInt(argument);
        } else {
          named.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
      }
      Set<ExportProgram> programs = EnumSet.allOf(ExportProgram.class);
      if (named.containsKey("programs")) {
        programs.clear();
        for (String name : named.remove("programs").split(",", -1)) {
          programs.add(ExportProgram.valueOf(name.toUpperCase(Locale.ROOT)));
        }
      }
      Options options =
          new Options(
              runs,
              set(
                  named.remove("sections"),
                  "exports",
                  "growth",
                  "threads",
                  "checkpoints",
                  "ceiling"),
              set(named.remove("databases"), "postgresql", "sqlite"),
              programs,
              Path.of(named.getOrDefault("plot", "benchmarks/results/growth.svg")),
              Long.parseLong(named.getOrDefault("person", String.valueOf(HEAVY))));
      named.remove("plot");
      named.remove("person");
      if (!named.isEmpty()) {
        throw new IllegalArgumentException("Unknown arguments: " + named.keySet());
      }
      return options;
    }

    private static Set<String> set(@Nullable String given, String... all) {
      Set<String> known = new LinkedHashSet<>(List.of(all));
      Set<String> chosen =
          given == null ? known : new LinkedHashSet<>(List.of(given.split(",", -1)));
      if (!known.containsAll(chosen)) {
        throw new IllegalArgumentException("Of " + chosen + " only " + known + " are known");
      }
      return chosen;
    }
  }

  private ExportHarness(Options options, Path folder, Chats chats) {
    this.options = options;
    this.folder = folder;
    this.chats = chats;
  }

  /** Measures. */
  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    Path folder = Files.createTempDirectory("gdprkit-benchmark");
    try (Chats chats = new Chats(folder.resolve("databases"))) {
      new ExportHarness(options, folder, chats).run();
    } finally {
      empty(folder);
      Files.deleteIfExists(folder);
    }
  }

  private void run() throws Exception {
    List<String> databases = new ArrayList<>();
    if (options.databases.contains("postgresql")) {
      databases.add(Chats.POSTGRESQL);
    }
    if (options.databases.contains("sqlite")) {
      databases.add(Chats.SQLITE);
    }
    ExportTables tables = new ExportTables(runs, stages);
    for (String database : databases) {
      Set<Case> cases = cases(database);
      for (Case one : cases) {
        readAll(one.chat);
      }
      warmUp(cases);
      measure(cases.stream().filter(one -> one.start == Start.COLD).toList());
      measureWarm(cases.stream().filter(one -> one.start == Start.WARM).toList());
      if (has("ceiling")) {
        stages.put(database, stages(chats.standard(database)));
      }
      tables.print(database, options.sections, options.person);
    }
    tables.printGoals(databases, options.person);
    if (has("growth")) {
      GrowthPlot.write(runs, databases.get(0), options.plot);
      System.err.println("The picture is " + options.plot);
    }
  }

  private boolean has(String section) {
    return options.sections.contains(section);
  }

  private Set<Case> cases(String database) throws Exception {
    Set<Case> cases = new LinkedHashSet<>();
    Chat chat = chats.standard(database);
    if (has("exports")) {
      for (ExportProgram program : ExportProgram.values()) {
        if (program != ExportProgram.OFFSET && program != ExportProgram.KIT_UNFORCED) {
          addBoth(cases, chat, program, options.person);
        }
      }
      for (long person : new long[] {LIGHT, MIDDLE}) {
        add(cases, chat, ExportProgram.KIT, person);
        add(cases, chat, ExportProgram.OFFSET, person);
      }
    }
    if (has("threads") || has("ceiling") || has("checkpoints")) {
      addBoth(cases, chat, ExportProgram.KIT, options.person);
    }
    if (has("checkpoints")) {
      addBoth(cases, chat, ExportProgram.KIT_UNFORCED, options.person);
    }
    if (has("threads")) {
      addBoth(cases, chat, ExportProgram.KIT_ONE_THREAD, options.person);
    }
    if (has("ceiling")) {
      addBoth(cases, chat, ExportProgram.KIT_LEVEL_6, options.person);
    }
    if (has("growth")) {
      for (ExportProgram program : growing()) {
        for (long person : new long[] {LIGHT, MIDDLE, HEAVY}) {
          add(cases, chat, program, person);
        }
        boolean isKit = program == ExportProgram.KIT_64_MB;
        if (isKit || database.equals(Chats.POSTGRESQL)) {
          Chat large = chats.large(database);
          if (isKit) {
            addBoth(cases, large, program, MIDDLE);
            addBoth(cases, large, program, HEAVY);
          } else {
            add(cases, large, program, MIDDLE);
            add(cases, large, program, HEAVY);
          }
        }
      }
    }
    return cases;
  }

  static List<ExportProgram> growing() {
    return List.of(ExportProgram.KIT_64_MB, ExportProgram.NAIVE, ExportProgram.STREAMING);
  }

  private void add(Set<Case> cases, Chat chat, ExportProgram program, long person) {
    if (options.programs.contains(program) && program.runsOver(chat)) {
      cases.add(new Case(chat, program, person, Start.COLD));
    }
  }

  private void addBoth(Set<Case> cases, Chat chat, ExportProgram program, long person) {
    add(cases, chat, program, person);
    if (options.programs.contains(program) && program.isJava()) {
      cases.add(new Case(chat, program, person, Start.WARM));
    }
  }

  /** So that the first program finds the rows in memory as the others do. */
  private static void readAll(Chat chat) throws SQLException {
    try (Connection connection = Databases.connection(chat.url());
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT SUM(LENGTH(content)) FROM zerver_message");
    }
  }

  private void warmUp(Set<Case> cases) throws Exception {
    Set<ExportProgram> seen = EnumSet.noneOf(ExportProgram.class);
    for (Case one : cases) {
      if (one.chat.data().written().containsKey(LIGHT) && seen.add(one.program)) {
        run(one.program, one.chat, LIGHT);
      }
    }
  }

  private void measure(List<Case> cases) throws Exception {
    for (int turn = 0; turn < options.runs; turn++) {
      for (Case one : cases) {
        if (turn < limit(one)) {
          runs.computeIfAbsent(one, key -> new ArrayList<>())
              .add(run(one.program, one.chat, one.person));
        }
      }
      System.err.printf("Turn %d of %d%n", turn + 1, options.runs);
    }
  }

  private static int limit(Case one) {
    boolean isLarge = one.messages() > 1_000_000;
    return switch (one.program) {
      case NAIVE, STREAMING -> isLarge ? RUNS_OF_SLOWEST : Integer.MAX_VALUE;
      case OFFSET -> one.person == MIDDLE ? 1 : Integer.MAX_VALUE;
      case CHUNKED_DJANGO -> RUNS_OF_SLOW;
      default -> Integer.MAX_VALUE;
    };
  }

  private ExportRun run(ExportProgram program, Chat chat, long person) throws Exception {
    Path work = folder.resolve("work");
    empty(work);
    Files.createDirectories(work);
    return program.run(work, chat, person);
  }

  private void measureWarm(List<Case> cases) throws Exception {
    Map<Case, RepeatedChild> children = new LinkedHashMap<>();
    try {
      for (Case one : cases) {
        RepeatedChild child = one.program.repeatedly(warmFolder(cases, one), one.chat, one.person);
        children.put(one, child);
        double seconds = 0;
        for (int run = 0; run < LEAST_OF_WARMING_UP || seconds < SECONDS_OF_WARMING_UP; run++) {
          seconds += run(child, cases, one).child().seconds();
        }
      }
      for (int turn = 0; turn < options.runs; turn++) {
        for (Map.Entry<Case, RepeatedChild> one : children.entrySet()) {
          runs.computeIfAbsent(one.getKey(), key -> new ArrayList<>())
              .add(run(one.getValue(), cases, one.getKey()));
        }
        System.err.printf("Warm turn %d of %d%n", turn + 1, options.runs);
      }
    } finally {
      for (RepeatedChild child : children.values()) {
        child.close();
      }
    }
  }

  private Path warmFolder(List<Case> cases, Case one) throws IOException {
    return Files.createDirectories(folder.resolve("warm-" + cases.indexOf(one)));
  }

  private ExportRun run(RepeatedChild child, List<Case> cases, Case one) throws Exception {
    Path work = warmFolder(cases, one);
    ExportRun run = one.program.run(child, work, one.chat, one.person);
    empty(work);
    return run;
  }

  private Stages stages(Chat chat) throws Exception {
    Path work = folder.resolve("work");
    empty(work);
    Files.createDirectories(work);
    return Stages.parse(
        MeasuredChild.java(
                work,
                List.of("-Xmx256m"),
                StageCosts.class.getName(),
                List.of(chat.url(), Long.toString(options.person)))
            .output());
  }

  private static void empty(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder())
          .filter(path -> !path.equals(folder))
          .forEach(
              path -> {
                try {
                  Files.delete(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
