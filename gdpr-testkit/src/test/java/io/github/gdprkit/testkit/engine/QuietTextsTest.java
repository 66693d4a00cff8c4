package io.github.gdprkit.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.archive.ArchivedFile;
import io.github.gdprkit.archive.Manifest;
import io.github.gdprkit.archive.PreviewRecord;
import io.github.gdprkit.archive.VerificationReport;
import io.github.gdprkit.fulfilment.ExportOrder;
import io.github.gdprkit.fulfilment.ExportOutcome;
import io.github.gdprkit.fulfilment.HookFailure;
import io.github.gdprkit.hook.Approval;
import io.github.gdprkit.hook.Attachment;
import io.github.gdprkit.hook.ExportSlice;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.hook.ThirdPartyPolicy;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.Identifier;
import io.github.gdprkit.subject.IdentifierType;
import io.github.gdprkit.testkit.fixture.FixtureChat;
import io.github.gdprkit.testkit.fixture.Orders;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands in a log, sooner or later, is what {@code toString} gives. */
@GdprReference(
    article = "5(1)(f)",
    text = "processed in a manner that ensures appropriate security of the personal data")
class QuietTextsTest {

  private static final String CANARY = "canary";
  private static final HookId HOOK = new HookId("hook");
  private static final DataSubject SUBJECT =
      DataSubject.ofAccount("canary-account")
          .alsoKnownAs(IdentifierType.EMAIL, "canary@example.org");
  private static final Approval APPROVAL = new Approval("REQ-1", "Ms Canary canary", Instant.EPOCH);

  static Stream<Object> values() {
    ExportOrder order =
        ExportOrder.of(Orders.ARCHIVE, SUBJECT, "canary label", ThirdPartyPolicy.OWN, APPROVAL);
    Engine engine = new Engine();
    FixtureChat chat = new FixtureChat();
    chat.join(SUBJECT, "canary about");
    chat.direct(SUBJECT, SUBJECT, "canary text");
    ExportOutcome.Completed completed = engine.complete(chat.catalog(), order);
    Manifest manifest = completed.manifest();
    return Stream.of(
        SUBJECT,
        new Identifier(IdentifierType.PHONE, CANARY),
        Scope.of(SUBJECT),
        APPROVAL,
        order,
        ExportSlice.first(APPROVAL, Scope.of(SUBJECT), ThirdPartyPolicy.OWN, CANARY, 1),
        ExportSlice.first(APPROVAL, Scope.of(SUBJECT), ThirdPartyPolicy.OWN, CANARY, 1)
            .next(CANARY),
        Page.after(CANARY),
        new Attachment(CANARY, CANARY, null, 1, () -> new ByteArrayInputStream(new byte[0])),
        new ArchivedFile.StoredAttachment("canary.pdf", HOOK, CANARY, CANARY, null, 1, "0"),
        new ArchivedFile.MissingAttachment("canary.pdf", HOOK, CANARY, CANARY, "gone"),
        new PreviewRecord(Map.of("text", CANARY)),
        new HookFailure(
            HOOK, 1, HookFailure.Kind.THREW, "message", new IllegalStateException(CANARY)),
        manifest,
        completed,
        engine.progress,
        chat.catalog().hooks().iterator().next().declaration(),
        new VerificationReport(manifest, 1, 1, List.of()));
  }

  @ParameterizedTest
  @MethodSource("values")
  void tellsNobodysData(Object value) {
    assertThat(value.toString()).isNotBlank().doesNotContainIgnoringCase(CANARY);
  }

  @Test
  void keepsTheBoundOfFindingsToItself() {
    assertThat(Findings.of(7).upTo("canary@example.org").toString())
        .contains("7")
        .doesNotContain(CANARY);
  }
}
