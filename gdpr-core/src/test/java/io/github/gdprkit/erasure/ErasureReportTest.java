package io.github.gdprkit.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.gdprkit.hook.ErasureRule;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.RetentionGround;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErasureReportTest {

  private static final Instant AT = Instant.parse("2026-01-31T09:00:00Z");
  private static final HookId MESSAGES = new HookId("messages");
  private static final ErasureRule.Retention INVOICES =
      new ErasureRule.Retention(
          RetentionGround.LEGAL_OBLIGATION_OR_PUBLIC_TASK, "Invoices", "ten years");

  static Stream<ErasureOutcome> settled() {
    return Stream.of(
        new ErasureOutcome.Erased(MESSAGES, 3),
        new ErasureOutcome.Anonymised(MESSAGES, 3),
        new ErasureOutcome.Replaced(MESSAGES, 3),
        new ErasureOutcome.Retained(MESSAGES, 3, INVOICES),
        new ErasureOutcome.NothingHeld(MESSAGES, "no such data"));
  }

  static Stream<ErasureOutcome> open() {
    return Stream.of(
        new ErasureOutcome.Deferred(MESSAGES, new HoldId("h1")),
        new ErasureOutcome.ByHand(MESSAGES, "on paper"),
        ErasureOutcome.Failed.threw(MESSAGES, new IllegalStateException("anna@example.org")),
        ErasureOutcome.Failed.leftOver(MESSAGES, 1));
  }

  @ParameterizedTest
  @MethodSource("settled")
  void isCompleteWhenEverythingIsSettled(ErasureOutcome outcome) {
    ErasureReport report = report(AT, outcome);

    assertThat(report.isComplete()).isTrue();
    assertThat(report.isVerified()).isTrue();
    assertThat(report(null, outcome).isVerified()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("open")
  void isNotCompleteWhileOneOutcomeIsOpen(ErasureOutcome outcome) {
    ErasureReport report = report(AT, new ErasureOutcome.Erased(MESSAGES, 3), outcome);

    assertThat(report.isComplete()).isFalse();
    assertThat(report.isVerified()).isFalse();
    assertThat(report + " " + report.parts() + outcome).doesNotContain("anna");
  }

  @Test
  void isNotCompleteWhileAKindOfDataHasNoOutcome() {
    assertThat(report(AT).isComplete()).isFalse();
  }

  @Test
  void givesTheOutcomesOfOneKind() {
    ErasureReport report =
        report(
            AT,
            new ErasureOutcome.Erased(MESSAGES, 3),
            new ErasureOutcome.Retained(MESSAGES, 1, INVOICES));

    assertThat(report.outcomes(ErasureOutcome.Retained.class))
        .extracting(retained -> retained.retention().until())
        .containsExactly("ten years");
    assertThat(report).hasToString("ErasureReport[r1, 1 parts, complete, verified]");
  }

  @Test
  void refusesOutcomesThatSayNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ErasureOutcome.Failed(MESSAGES, null, 0))
        .withMessageContaining("messages");
    assertThatIllegalArgumentException().isThrownBy(() -> new ErasureOutcome.ByHand(MESSAGES, " "));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ErasureOutcome.NothingHeld(MESSAGES, ""));
    assertThatIllegalArgumentException().isThrownBy(() -> new ErasureOutcome.Erased(MESSAGES, -1));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new ErasureReport.Part(
                    new HookId("profile"),
                    "Profile",
                    "Erased",
                    List.of(new ErasureOutcome.Erased(MESSAGES, 1))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no mail to anna@example.org", "a\nb"})
  void refusesAMessageInPlaceOfATypeWithoutRepeatingIt(String error) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ErasureOutcome.Failed(MESSAGES, error, 0))
        .withMessageNotContaining("anna");
  }

  private static ErasureReport report(Instant verifiedAt, ErasureOutcome... outcomes) {
    return new ErasureReport(
        "r1",
        AT,
        verifiedAt,
        List.of(new ErasureReport.Part(MESSAGES, "Messages", "Erased", List.of(outcomes))));
  }
}
