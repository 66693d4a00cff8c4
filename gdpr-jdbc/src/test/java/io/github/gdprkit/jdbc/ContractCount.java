package io.github.gdprkit.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Counts the tests of contracts by the database that their class is named after, and says at the
 * end how many each had.
 */
public final class ContractCount implements BeforeEachCallback {

  static final Path FILE = Path.of("target", "contract-tests.txt");
  static final List<String> DATABASES = List.of("Sqlite", "Postgresql", "Mariadb");
  private static final String CONTRACTS = "io.github.gdprkit.testkit.contract.";

  /** For JUnit, which finds it by its service file. */
  public ContractCount() {}

  @Override
  public void beforeEach(ExtensionContext context) {
    Counts counts =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(ContractCount.class))
            .computeIfAbsent(Counts.class, key -> new Counts(), Counts.class);
    Class<?> test = context.getRequiredTestClass();
    // What a class has of its own is about its database alone.
    if (!context.getRequiredTestMethod().getDeclaringClass().equals(test)) {
      counts.add(test);
    }
  }

  private static final class Counts implements AutoCloseable {

    private final Map<String, Integer> tests = new TreeMap<>();

    synchronized void add(Class<?> test) {
      for (String database : DATABASES) {
        if (test.getSimpleName().startsWith(database) && isOfContract(test)) {
          tests.merge(database, 1, Integer::sum);
        }
      }
    }

    private static boolean isOfContract(Class<?> type) {
      List<Class<?>> all = new ArrayList<>(List.of(type.getInterfaces()));
      if (type.getSuperclass() != null) {
        all.add(type.getSuperclass());
      }
      return type.getName().startsWith(CONTRACTS) || all.stream().anyMatch(Counts::isOfContract);
    }

    @Override
    public synchronized void close() throws IOException {
      if (tests.isEmpty()) {
        return;
      }
      List<String> lines = new ArrayList<>();
      for (String database : DATABASES) {
        lines.add(database + " " + tests.getOrDefault(database, 0));
      }
      lines.forEach(line -> System.out.println("Contract tests on " + line));
      Files.write(FILE, lines);
    }
  }
}
