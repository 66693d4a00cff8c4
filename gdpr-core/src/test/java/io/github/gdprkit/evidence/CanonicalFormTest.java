package io.github.gdprkit.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.gdprkit.party.PartyId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CanonicalFormTest {

  private static final int MUTATIONS = 60_000;

  private static final List<EvidenceEntry> ENTRIES =
      List.of(
          entry("choir", "request", "r-1", 1, "2026-02-28T23:59:59.999999Z", Map.of()),
          entry("A choir: of 12", "legal-hold", "x._-", 9, "2024-02-29T00:00:00Z", detail("")),
          entry("k", "a-b-c", "z", 123_456_789, "0000-01-01T00:00:00Z", detail("a:b/c+d=e,f")),
          entry(
              "choir",
              "request",
              "r".repeat(100),
              2,
              "9999-12-31T12:30:30.5Z",
              Map.of("a", "1", "a-b", "2", "a1", "3", "b", "x".repeat(200))));

  @Test
  void findsInUsualEntriesWhatTheLongWayFinds() {
    for (EvidenceEntry entry : ENTRIES) {
      assertThat(CanonicalForm.of(entry.bytes())).as(entry.toString()).isNotNull();
      requireSame(EvidenceEntry.read(entry.bytes()), entry);
    }
  }

  /** What is looked through quickly must never pass where the long way would refuse. */
  @Test
  void acceptsNothingThatTheLongWayRefuses() {
    Random random = new Random(11);
    int accepted = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] bytes = mutated(ENTRIES.get(random.nextInt(ENTRIES.size())).bytes(), random);
      CanonicalForm form = CanonicalForm.of(bytes);
      if (form != null) {
        accepted++;
        requireSame(EvidenceEntry.read(bytes), EvidenceEntry.readUnusual(bytes));
      }
    }
    assertThat(accepted).as("mutations that are entries all the same").isGreaterThan(1_000);
  }

  @Test
  void leavesUnusualEntriesToTheLongWay() {
    EvidenceEntry greek = entry("χορός", "request", "r", 1, "2026-01-01T00:00:00Z", Map.of());
    EvidenceEntry late = entry("choir", "request", "r", 1, "+10000-01-01T00:00:00Z", Map.of());

    for (EvidenceEntry entry : List.of(greek, late)) {
      assertThat(CanonicalForm.of(entry.bytes())).isNull();
      requireSame(EvidenceEntry.read(entry.bytes()), entry);
    }
  }

  @Test
  void refusesWhatOnlyLooksLikeAnEntry() {
    String whole = new String(ENTRIES.get(3).bytes(), StandardCharsets.UTF_8);
    for (String broken :
        List.of(
            whole.replace("-12-31T", "-02-30T"),
            whole.replace("9999-12-31T", "2023-02-29T"),
            whole.replace("T12:", "T24:"),
            whole.replace("seq: 1\n", "seq: 01\n"),
            whole.replace("seq: 1\n", "seq: 0\n"),
            whole.replace("-a-b: 2\n", "").replace("-b: ", "-a-b: 2\n-b: "),
            whole.replace("-a1: 3\n", "-a1: 3\n-a1: 3\n"),
            whole.replace("x".repeat(200), "x".repeat(201)),
            whole.replace("r".repeat(100), "r".repeat(101)),
            whole + "\n",
            whole.substring(0, whole.length() - 1))) {
      byte[] bytes = broken.getBytes(StandardCharsets.UTF_8);
      assertThat(broken).isNotEqualTo(whole);
      assertThat(CanonicalForm.of(bytes)).isNull();
      assertThatIllegalArgumentException().isThrownBy(() -> EvidenceEntry.read(bytes));
    }
  }

  private static void requireSame(EvidenceEntry quick, EvidenceEntry slow) {
    assertThat(quick.controller()).isEqualTo(slow.controller());
    assertThat(quick.seq()).isEqualTo(slow.seq());
    assertThat(quick.previous()).isEqualTo(slow.previous());
    assertThat(quick.version()).isEqualTo(slow.version());
    assertThat(quick.hash()).isEqualTo(slow.hash());
    assertThat(quick.stream()).isEqualTo(slow.stream());
    assertThat(quick.type()).isEqualTo(slow.type());
    assertThat(quick.at()).isEqualTo(slow.at());
    assertThat(quick.details()).isEqualTo(slow.details());
    assertThat(quick.isAbout(slow.stream())).isTrue();
    assertThat(quick.isAbout(EvidenceLog.RESTORES)).isFalse();
  }

  /** Changes, takes out, doubles or swaps a few bytes, mostly by those that entries have. */
  private static byte[] mutated(byte[] bytes, Random random) {
    StringBuilder text = new StringBuilder(new String(bytes, StandardCharsets.ISO_8859_1));
    for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(4)) {
        case 0 -> text.setCharAt(at, text.charAt(random.nextInt(text.length())));
        case 1 -> text.deleteCharAt(at);
        case 2 -> text.insert(at, text.charAt(random.nextInt(text.length())));
        default -> text.setCharAt(at, (char) random.nextInt(256));
      }
    }
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Map<String, String> detail(String value) {
    return Map.of("by", value);
  }

  private static EvidenceEntry entry(
      String controller,
      String kind,
      String id,
      long version,
      String at,
      Map<String, String> details) {
    EvidenceDraft draft =
        new EvidenceDraft(
            new StreamId(kind, id), version - 1, "noted-2", Instant.parse(at), details);
    return EvidenceEntry.after(EvidenceHead.none(new PartyId(controller)), draft);
  }
}
