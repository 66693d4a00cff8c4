package io.github.gdprkit.testkit.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.evidence.EvidenceReport;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.testkit.fixture.FixtureChat;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evidence of real requests, exported, tampered with and verified without the application. */
class EvidenceOfRequestsTest {

  @TempDir Path folder;
  private Desk desk;
  private GdprKit kit;
  private RequestId access;
  private List<String> pieces;

  @BeforeEach
  void answerRequests() throws IOException {
    FixtureChat chat = new FixtureChat().withSomethingOfEverything();
    desk = new Desk(folder);
    kit = desk.kit(chat.catalog());
    access = desk.fulfilled(kit.requests(), Claim.ACCESS, Subjects.ANNA).request().id();
    desk.closeByHand(kit.requests(), access);
    desk.fulfilled(kit.requests(), Claim.ERASURE, Subjects.ANNA, Condition.NO_LONGER_NECESSARY);
    kit.evidence().checkpoint();
    pieces =
        new ArrayList<>(
            List.of(new String(Evidence.export(kit), StandardCharsets.UTF_8).split("\n\n", -1)));
  }

  private EvidenceReport verify(List<String> tampered) throws IOException {
    return Evidence.verify(desk, String.join("\n\n", tampered).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  @GdprReference(article = "5(2)", text = "be able to demonstrate compliance")
  void verifiesWhatWasNotTouched() throws IOException {
    assertThat(verify(pieces).isSound()).isTrue();
    assertThat(pieces).hasSizeGreaterThan(40);
  }

  @Test
  void findsEachEntryThatIsTakenOutChangedDoubledOrMoved() throws IOException {
    for (int i = 1; i < pieces.size() - 2; i++) {
      List<String> without = new ArrayList<>(pieces);
      without.remove(i);
      assertFound(verify(without), i);

      List<String> changed = new ArrayList<>(pieces);
      changed.set(i, pieces.get(i).replaceFirst(".\\nhash: ", "x\nhash: "));
      assertThat(changed.get(i)).isNotEqualTo(pieces.get(i));
      assertFound(verify(changed), i);

      List<String> doubled = new ArrayList<>(pieces);
      doubled.add(i, pieces.get(i));
      assertFound(verify(doubled), i);

      if (i < pieces.size() - 3) {
        List<String> moved = new ArrayList<>(pieces);
        Collections.swap(moved, i, i + 1);
        assertFound(verify(moved), i);
      }
    }
  }

  private static void assertFound(EvidenceReport report, int entry) {
    assertThat(report.isSound()).as("entry %d", entry).isFalse();
    assertThat(report.findings())
        .as("entry %d", entry)
        .anyMatch(finding -> Math.abs(finding.seq() - entry) <= 1);
  }

  @Test
  void findsARequestThatIsDroppedAltogether() throws IOException {
    List<String> without =
        pieces.stream().filter(piece -> !piece.contains(access.value())).toList();
    assertThat(without).hasSizeLessThan(pieces.size() - 10);

    EvidenceReport report = verify(without);

    assertThat(report.isSound()).isFalse();
    assertThat(report.findings()).isNotEmpty();
  }
}
