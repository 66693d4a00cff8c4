package io.github.gdprkit.testkit.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.gdprkit.testkit.page.PageFinding.Severity;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageCheckTest {

  private static final String BEGIN =
      "<!doctype html>\n<html lang=\"en\"><head><title>x</title></head><body>\n";

  private final PageCheck tidy = PageCheck.withTidy();

  @BeforeEach
  void needsTheProgramExceptWhereItHasToBe() {
    assumeThat(tidy.isInstalled() || "true".equals(System.getenv("CI"))).isTrue();
  }

  @Test
  void findsNothingInAPageThatIsRight() {
    assertThat(tidy.findings(BEGIN + "<p>Gr\u00fc\u00dfe <bdi>\u05d0</bdi></p></body></html>"))
        .isEmpty();
  }

  @Test
  void findsWhatNobodyCanRead() {
    List<PageFinding> findings = tidy.findings(BEGIN + "<p><foo>x</foo></p></body></html>");

    assertThat(findings)
        .contains(new PageFinding(Severity.ERROR, 3, 4, "<foo> is not recognized!"));
  }

  @Test
  void findsWhatBrowsersWouldRepair() {
    List<PageFinding> findings =
        tidy.findings(BEGIN + "<div class=\"a\" class=\"b\">x</div></body></html>");

    assertThat(findings)
        .singleElement()
        .hasToString(
            "WARNING in line 3, column 1: <div> dropping value \"a\" for repeated attribute"
                + " \"class\"");
  }

  @Test
  void findsAPageThatIsNone() {
    assertThat(tidy.findings("Hello")).isNotEmpty();
    assertThat(tidy.findings("")).isNotEmpty();
  }

  @Test
  void readsAPageThatFindsMoreThanAPipeHolds() {
    String page = BEGIN + "<p><foo>x</foo></p>\n".repeat(20_000) + "</body></html>";

    assertThat(tidy.findings(page)).hasSizeGreaterThanOrEqualTo(1_000);
  }

  @Test
  void saysHowToGetAProgramThatIsMissing(@TempDir Path folder) {
    PageCheck missing = PageCheck.with(folder.resolve("nothing").toString());

    assertThat(missing.isInstalled()).isFalse();
    assertThatThrownBy(() -> missing.findings("x"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("apt-get install tidy");
  }

  @Test
  void doesNotTakeTheSilenceOfAnotherProgramForPraise() {
    assertThatThrownBy(() -> PageCheck.with("false").findings("x"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("found something and did not say what");
  }
}
