package io.github.gdprkit.testkit.gdpr;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The results of one run, put together with those of earlier and concurrent ones on closing. */
final class CoverageFile implements AutoCloseable {

  /** Within one machine; between machines the lock of a file does it. */
  private static final Object LOCK = new Object();

  private final Path report;
  private final Map<Test, CoverageResult> results = new TreeMap<>();

  CoverageFile(Path report) {
    this.report = report.toAbsolutePath();
  }

  /** A test and one provision that it proves. */
  record Test(String article, String type, String method) implements Comparable<Test> {
    @Override
    public int compareTo(Test other) {
      int byArticle = Provision.ORDER.compare(article, other.article);
      int byType = byArticle == 0 ? type.compareTo(other.type) : byArticle;
      return byType == 0 ? method.compareTo(other.method) : byType;
    }
  }

  synchronized void add(String article, String type, String method, CoverageResult result) {
    results.merge(
        new Test(article.strip(), type, method), result, (a, b) -> a.compareTo(b) > 0 ? a : b);
  }

  @Override
  public synchronized void close() throws IOException {
    Files.createDirectories(report.resolveSibling(""));
    synchronized (LOCK) {
      try (FileChannel channel = FileChannel.open(beside(".lock"), CREATE, WRITE);
          FileLock lock = channel.lock()) {
        Map<Test, CoverageResult> all = earlier();
        all.putAll(results);
        replace(beside(".tsv"), lines(all));
        replace(report, CoverageReport.of(all));
        if (!lock.isValid()) {
          throw new IOException("The lock on the coverage of provisions was lost");
        }
      }
    }
  }

  /** What the file has of other test classes than those that ran now. */
  private Map<Test, CoverageResult> earlier() throws IOException {
    Set<String> types = new TreeSet<>();
    results.keySet().forEach(test -> types.add(test.type()));
    Map<Test, CoverageResult> earlier = new TreeMap<>();
    if (Files.exists(beside(".tsv"))) {
      for (String line : Files.readAllLines(beside(".tsv"))) {
        String[] columns = line.split("\t", -1);
        if (columns.length == 4 && !types.contains(columns[1])) {
          earlier.put(
              new Test(columns[0], columns[1], columns[2]), CoverageResult.valueOf(columns[3]));
        }
      }
    }
    return earlier;
  }

  private static List<String> lines(Map<Test, CoverageResult> all) {
    List<String> lines = new ArrayList<>();
    all.forEach(
        (test, result) ->
            lines.add(
                String.join("\t", test.article(), test.type(), test.method(), result.name())));
    return lines;
  }

  private Path beside(String extension) {
    return report.resolveSibling(report.getFileName() + extension);
  }

  private static void replace(Path file, List<String> lines) throws IOException {
    Path half = file.resolveSibling(file.getFileName() + ".half");
    Files.write(half, lines);
    Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
