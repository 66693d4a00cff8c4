package io.github.gdprkit.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.gdprkit.party.PartyId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceEntryTest {

  private static final PartyId CONTROLLER = new PartyId("example");
  private static final StreamId STREAM = new StreamId("request", "4f1c");
  private static final Instant AT = Instant.parse("2026-11-23T14:45:24.123456789Z");

  @Test
  void isWrittenInTheOneFormThatThousandsOfStoredEntriesHave() {
    EvidenceEntry entry = entry();

    assertThat(text(entry))
        .isEqualTo(
            """
            gdprkit-evidence: 1
            controller: example
            seq: 8
            previous: abababababababababababababababababababababababababababababababab
            at: 2026-11-23T14:45:24.123456Z
            stream: request/4f1c
            version: 3
            type: identity-confirmed
            -by: dpo
            -level: account
            """);
    assertThat(entry.hash())
        .isEqualTo("f6ca4692bfc8ed9c1ac7b4d9d03e7fd47f22a00b5b3a6e9d266c23039053c5ba");
  }

  @Test
  void readsWhatItWrote() {
    EvidenceEntry entry = entry();
    EvidenceEntry read = EvidenceEntry.read(entry.bytes());

    assertThat(read.bytes()).isEqualTo(entry.bytes());
    assertThat(read.hash()).isEqualTo(entry.hash());
    assertThat(read.head()).isEqualTo(entry.head());
    assertThat(read.seq()).isEqualTo(8);
    assertThat(read.version()).isEqualTo(3);
    assertThat(read.controller()).isEqualTo(CONTROLLER);
    assertThat(read.stream()).isEqualTo(STREAM);
    assertThat(read.type()).isEqualTo("identity-confirmed");
    assertThat(read.at()).isEqualTo(Instant.parse("2026-11-23T14:45:24.123456Z"));
    assertThat(read.details()).isEqualTo(Map.of("by", "dpo", "level", "account"));
    assertThat(read.previous()).isEqualTo("ab".repeat(32));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "seq: 8|seq: 08",
        "seq: 8|seq: +8",
        "seq: 8|seq: 0",
        "seq: 8|seq: -8",
        "seq: 8|seq: ",
        "seq: 8|seq:8",
        "seq: 8\n|",
        "seq: 8|seq: 8\nseq: 9",
        "seq: 8|seq: 8\nmore: 9",
        "version: 3|version: 0",
        "version: 3|version: anna@example.org",
        "24.123456Z|24.123456+00:00",
        "24.123456Z|24.1234567Z",
        "2026-11-23T|anna@example.orgT",
        "request/4f1c|request",
        "request/4f1c|request/anna@example.org",
        "-by: dpo\n-level: account|-level: account\n-by: dpo",
        "-by: dpo|-by: Anna Meier",
        "-by: dpo|-anna@example.org: dpo",
        "-by: dpo\n|-by: dpo\r\n",
        "gdprkit-evidence: 1|gdprkit-evidence: 2",
        "ababab|ABABAB",
        "controller: example|controller: ",
        "account\n|account",
        "account\n|account\n\n"
      })
  void readsNothingElseAndRepeatsNothingOfIt(String change) {
    String[] parts = change.split("\\|", 2);
    String text = text(entry()).replace(parts[0], parts[1]);
    assertThat(text).isNotEqualTo(text(entry()));

    Throwable refusal =
        catchThrowable(() -> EvidenceEntry.read(text.getBytes(StandardCharsets.UTF_8)));

    assertThat(refusal).isInstanceOf(IllegalArgumentException.class);
    for (Throwable t = refusal; t != null; t = t.getCause()) {
      assertThat(t.getMessage()).doesNotContainIgnoringCase("anna");
    }
  }

  @Test
  void readsNoBytesThatAreNotUtf8() {
    byte[] bytes = entry().bytes();
    bytes[35] = (byte) 0xff;

    assertThatIllegalArgumentException().isThrownBy(() -> EvidenceEntry.read(bytes));
    assertThatIllegalArgumentException().isThrownBy(() -> EvidenceEntry.read(new byte[0]));
  }

  @Test
  void givesCopiesOfItsBytes() {
    EvidenceEntry entry = entry();
    entry.bytes()[0] = 'x';

    assertThat(text(entry)).startsWith("gdprkit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\rb", "a\u0000", "a\u0085b", "a\ud800", "\udc00a"})
  void refusesControllersThatBreakLinesOrCharacters(String id) {
    EvidenceHead head = EvidenceHead.none(new PartyId(id));

    assertThatIllegalArgumentException().isThrownBy(() -> EvidenceEntry.after(head, draft("dpo")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Anna Meier",
        "anna@example.org",
        "Söhne",
        "a\nb",
        "<b>",
        "\"x\"",
        "'x'",
        "a;b",
        "a\tb",
        "株式会社"
      })
  void refusesFreeTextWithoutRepeatingIt(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> draft(text))
        .withMessageContaining("by")
        .withMessageNotContaining(text);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EvidenceDraft(STREAM, 0, "happened", AT, Map.of(text, "x")))
        .withMessageNotContaining(text);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EvidenceDraft(STREAM, 0, text, AT, Map.of()))
        .withMessageNotContaining(text);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StreamId("request", text))
        .withMessageNotContaining(text);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StreamId.parse("request/" + text))
        .withMessageNotContaining(text);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Actor(text))
        .withMessageNotContaining(text);
  }

  @Test
  void refusesValuesThatAreTooLong() {
    assertThat(draft("x".repeat(200)).details()).containsKey("by");
    assertThatIllegalArgumentException().isThrownBy(() -> draft("x".repeat(201)));
  }

  @Test
  void hasActorsForThePersonAndItself() {
    assertThat(Actor.DATA_SUBJECT).hasToString("data-subject");
    assertThat(Actor.SYSTEM).hasToString("system");
  }

  @Test
  void showsNoDetails() {
    assertThat(entry()).hasToString("EvidenceEntry[8, request/4f1c, identity-confirmed]");
  }

  private static EvidenceEntry entry() {
    return EvidenceEntry.after(
        new EvidenceHead(CONTROLLER, 7, "ab".repeat(32)),
        new EvidenceDraft(
            STREAM, 2, "identity-confirmed", AT, Map.of("level", "account", "by", "dpo")));
  }

  private static EvidenceDraft draft(String by) {
    return new EvidenceDraft(STREAM, 0, "happened", AT, Map.of("by", by));
  }

  private static String text(EvidenceEntry entry) {
    return new String(entry.bytes(), StandardCharsets.UTF_8);
  }
}
