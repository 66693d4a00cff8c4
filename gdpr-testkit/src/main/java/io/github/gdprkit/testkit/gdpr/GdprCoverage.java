package io.github.gdprkit.testkit.gdpr;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Reports which provisions are proved by tests that carry {@link GdprReference}, and which are not.
 * Nothing has to be registered: the annotation brings it along. It is silent until the
 * configuration parameter {@value #FILE} of JUnit names the file to write, in {@code
 * junit-platform.properties} say:
 *
 * <pre>gdprkit.coverage = target/gdpr-coverage.md</pre>
 *
 * <p>The file is written when all tests of a Java machine are done. Several machines may share it:
 * results are gathered in a file beside it, with the extension {@code .tsv}, where those of a test
 * class that runs again replace its earlier ones. What was deleted from the sources stays there
 * until the folder is cleaned. A class that is disabled as a whole is not in it. Needs JUnit 5.13
 * or newer.
 */
public final class GdprCoverage implements TestWatcher {

  /** The configuration parameter of JUnit that names the file. */
  public static final String FILE = "gdprkit.coverage";

  private static final Namespace NAMESPACE = Namespace.create(GdprCoverage.class);

  /** Made by JUnit. */
  public GdprCoverage() {}

  @Override
  public void testSuccessful(ExtensionContext context) {
    record(context, CoverageResult.PASSED);
  }

  @Override
  public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
    record(context, CoverageResult.FAILED);
  }

  @Override
  public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
    record(context, CoverageResult.NOT_RUN);
  }

  @Override
  public void testDisabled(ExtensionContext context, Optional<String> reason) {
    record(context, CoverageResult.NOT_RUN);
  }

  private static void record(ExtensionContext context, CoverageResult result) {
    Optional<String> file = context.getConfigurationParameter(FILE);
    if (file.isPresent() && !file.get().isBlank()) {
      Class<?> test = context.getRequiredTestClass();
      Method method = context.getRequiredTestMethod();
      CoverageFile coverage = coverage(context, Path.of(file.get().strip()));
      for (String article : articles(test, method)) {
        coverage.add(article, test.getName(), method.getName(), result);
      }
    }
  }

  /** One for all tests of a run; JUnit closes it at the end. */
  private static CoverageFile coverage(ExtensionContext context, Path file) {
    ExtensionContext.Store store = context.getRoot().getStore(NAMESPACE);
    synchronized (GdprCoverage.class) {
      CoverageFile coverage = store.get(FILE, CoverageFile.class);
      if (coverage == null) {
        coverage = new CoverageFile(file);
        store.put(FILE, coverage);
      }
      return coverage;
    }
  }

  /** Those of the method, its class and the classes around that. */
  private static Set<String> articles(Class<?> test, Method method) {
    Set<String> articles = new TreeSet<>();
    add(method, articles);
    for (Class<?> type = test; type != null; type = type.getEnclosingClass()) {
      add(type, articles);
    }
    return articles;
  }

  private static void add(AnnotatedElement element, Set<String> articles) {
    for (GdprReference reference : element.getAnnotationsByType(GdprReference.class)) {
      articles.add(reference.article());
    }
  }
}
