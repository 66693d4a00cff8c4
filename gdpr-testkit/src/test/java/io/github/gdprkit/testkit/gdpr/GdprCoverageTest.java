package io.github.gdprkit.testkit.gdpr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class GdprCoverageTest {

  private static final String SWITCH = "gdprkit.coverage.test";

  @TempDir private Path folder;

  @Test
  @GdprReference(
      article = "5(2)",
      text = "be able to demonstrate compliance with, paragraph 1 (‘accountability’)")
  void countsTestsByProvisionAndResult() throws IOException {
    run(selectClass(Samples.class));

    assertThat(report())
        .contains(
            "| 15(3) | a copy of the personal data | 1 | 1 | 0 |",
            "| 17(1) | erasure | 2 | 1 | 2 |",
            "| 17(3) | where erasure does not apply | 1 | 0 | 0 |",
            "| 19 | telling recipients | 1 | 0 | 0 |",
            "| 20(1) | portability | 0 | 0 | 0 |");
  }

  @Test
  void listsWhatNoTestProves() throws IOException {
    run(selectClass(Samples.class));

    List<String> report = report();
    List<String> without =
        report.subList(report.indexOf("## Without a test that passed"), report.indexOf("## Tests"));
    assertThat(without)
        .contains("- 20(1): portability", "- 12(3): within one month, and its extension")
        .noneMatch(line -> line.startsWith("- 17(1)") || line.startsWith("- 15(3)"));
  }

  @Test
  void namesTheTestsOfEachProvisionAlsoOfThoseThatAreNotOnTheList() throws IOException {
    run(selectClass(Samples.class));

    String name = Samples.class.getName();
    assertThat(report())
        .containsSubsequence(
            "### 5(1)(f)",
            "- `" + name + ".passes`",
            "### 15(3)",
            "- `" + name + ".failsForOneArgument`: failed",
            "- `" + name + ".passes`",
            "### 17(3)(b)",
            "- `" + name + "$Inner.provesWithTheClassAround`")
        .doesNotContain("- `" + name + ".provesNothing`");
  }

  @Test
  void takesProvisionsOfContractsToo() throws IOException {
    run(selectClass(OfAContract.class));

    assertThat(report())
        .contains("| 21(1) | objection | 1 | 0 | 0 |")
        .contains("- `" + OfAContract.class.getName() + ".isAContract`");
  }

  @Test
  void keepsWhatOtherRunsFoundAndReplacesWhatRunsAgain() throws IOException {
    run(selectClass(OfAContract.class));
    run(selectClass(Samples.class));
    assertThat(report()).contains("| 21(1) | objection | 1 | 0 | 0 |");

    run(selectMethod(Samples.class, "passes"));

    assertThat(report())
        .contains("| 15(3) | a copy of the personal data | 1 | 0 | 0 |")
        .contains("| 21(1) | objection | 1 | 0 | 0 |");
  }

  @Test
  void isNotCorruptedByRunsAtTheSameTime() throws Exception {
    ExecutorService runs = Executors.newFixedThreadPool(4);
    List<Callable<Object>> work = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Class<?> test = i % 2 == 0 ? Samples.class : OfAContract.class;
      work.add(
          () -> {
            run(selectClass(test));
            return test;
          });
    }
    try {
      for (Future<Object> done : runs.invokeAll(work)) {
        done.get();
      }
    } finally {
      runs.shutdown();
    }

    assertThat(report())
        .contains("| 17(1) | erasure | 2 | 1 | 2 |", "| 21(1) | objection | 1 | 0 | 0 |");
    assertThat(folder.resolve("deep/gdpr-coverage.md.tsv")).content().endsWith("\n");
  }

  @Test
  void isSilentUnlessAFileIsNamed() throws IOException {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(OfAContract.class))
            .configurationParameter(GdprCoverage.FILE, "")
            .configurationParameter(SWITCH, "on")
            .build();
    LauncherFactory.create().execute(request);

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void readsProvisionsInTheOrderOfTheRegulation() {
    List<String> articles = Provision.all().stream().map(Provision::article).toList();

    assertThat(articles)
        .doesNotHaveDuplicates()
        .isSortedAccordingTo(Provision.ORDER)
        .allMatch(article -> article.matches("\\d+(\\(\\d+\\))?(\\([a-z]\\))?"))
        .contains("12(3)", "12(8)", "14(5)", "16", "17(3)", "19", "22(4)", "28(3)(g)", "33(5)");
    assertThat(new Provision("1", "x").covers("12(1)")).isFalse();
    assertThat(new Provision("17(1)", "x").covers("17(1)(a)")).isTrue();
    assertThat(new Provision("17(1)(a)", "x").covers("17(1)")).isFalse();
  }

  private void run(DiscoverySelector selector) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selector)
            .configurationParameter(
                GdprCoverage.FILE, folder.resolve("deep/gdpr-coverage.md").toString())
            .configurationParameter(SWITCH, "on")
            .build();
    LauncherFactory.create().execute(request);
  }

  private List<String> report() throws IOException {
    return Files.readAllLines(folder.resolve("deep/gdpr-coverage.md"));
  }

  /** Not a test of this build: run by the tests above alone, and some of it fails. */
  @ExtendWith(OnlyWhenAskedFor.class)
  static class Samples {

    @Test
    @GdprReference(article = "15(3)", text = "a copy")
    @GdprReference(article = "5(1)(f)", text = "security")
    @GdprReference(article = "17(1)", text = "erasure")
    void passes() {}

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    @GdprReference(article = "15(3)", text = "a copy")
    void failsForOneArgument(int argument) {
      assertThat(argument).isNotEqualTo(2);
    }

    @Test
    @GdprReference(article = "17(1)", text = "erasure")
    void fails() {
      throw new AssertionError("as it should");
    }

    @Test
    @GdprReference(article = "17(1)", text = "erasure")
    void isAborted() {
      abort();
    }

    @Test
    @Disabled
    @GdprReference(article = "17(1)(b)", text = "consent")
    void isDisabled() {}

    @Test
    void provesNothing() {}

    @Nested
    @GdprReference(article = "17(1)(a)", text = "no longer necessary")
    @GdprReference(article = "19", text = "recipients")
    class Inner {
      @Test
      @GdprReference(article = "17(3)(b)", text = "obligation")
      void provesWithTheClassAround() {
        assumeTrue(true);
      }
    }
  }

  interface Contract {
    @Test
    @GdprReference(article = "21(1)", text = "objection")
    @GdprReference(article = "21(2)", text = "marketing")
    default void isAContract() {}
  }

  /** So that a pattern of names that also fits the classes in here does not run them. */
  static class OnlyWhenAskedFor implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return context.getConfigurationParameter(SWITCH).isPresent()
          ? ConditionEvaluationResult.enabled("asked for")
          : ConditionEvaluationResult.disabled("Only GdprCoverageTest runs it");
    }
  }

  @ExtendWith(OnlyWhenAskedFor.class)
  static class OfAContract implements Contract {}
}
