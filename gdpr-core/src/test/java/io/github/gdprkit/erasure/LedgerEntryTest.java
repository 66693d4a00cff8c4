package io.github.gdprkit.erasure;

import static io.github.gdprkit.erasure.Entries.ANNA;
import static io.github.gdprkit.erasure.Entries.EXAMPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.Tombstone;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.Identifier;
import io.github.gdprkit.subject.IdentifierType;
import io.github.gdprkit.subject.SubjectKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerEntryTest {

  private final LedgerEntry entry =
      LedgerEntry.after(
          LedgerHead.none(EXAMPLE),
          Entries.draft(LedgerKind.INTENT, "4f1c", ANNA, "messages-sent", "profile"));

  @Test
  void isOneLineThatPeopleCanReadAndSha256sumCanCheck() throws Exception {
    String account = Entries.KEYS.of(DataSubject.ofAccount("anna-4711")).value();
    String email =
        Entries.KEYS.of(new Identifier(IdentifierType.EMAIL, "anna@example.org")).value();
    String text =
        "seq=1 previous="
            + "0".repeat(64)
            + " at=2026-01-31T09:00:00.123456Z kind=intent reference=4f1c tombstone=gone-4f1c"
            + (" accounts=" + account + " others=" + email + " hooks=messages-sent,profile");
    byte[] hashed =
        ("gdprkit-erasure-ledger 1 example\n" + text).getBytes(StandardCharsets.US_ASCII);
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(hashed));

    assertThat(entry.line()).isEqualTo(text + " hash=" + hash);
    assertThat(entry.hash()).isEqualTo(hash);
  }

  @ParameterizedTest
  @EnumSource(LedgerKind.class)
  void comesBackAsItWasWritten(LedgerKind kind) {
    for (DataSubject subject :
        List.of(
            ANNA,
            DataSubject.ofAccount("one").alsoKnownAs(IdentifierType.ACCOUNT, "two"),
            new DataSubject(Set.of(new Identifier(IdentifierType.PHONE, "+49 1"))))) {
      LedgerEntry written = LedgerEntry.after(entry.head(), Entries.draft(kind, "r", subject));

      LedgerEntry read = LedgerEntry.read(EXAMPLE, written.line());

      assertThat(read.line()).isEqualTo(written.line());
      assertThat(read.head()).isEqualTo(written.head());
      assertThat(read.seq()).isEqualTo(2);
      assertThat(read.previous()).isEqualTo(entry.hash());
      assertThat(read.kind()).isEqualTo(kind);
      assertThat(read.at()).isEqualTo(written.at());
      assertThat(read.reference()).isEqualTo("r");
      assertThat(read.subject()).isEqualTo(LedgerSubject.of(subject, Entries.KEYS));
      assertThat(read.tombstone()).isEqualTo(new Tombstone("gone-r"));
      assertThat(read.hooks()).isEmpty();
    }
    assertThat(LedgerEntry.read(EXAMPLE, entry.line()).hooks())
        .containsExactly(new HookId("messages-sent"), new HookId("profile"));
  }

  @Test
  void canBeAboutEveryoneOfTheController() {
    LedgerEntry written =
        LedgerEntry.after(
            entry.head(), Entries.ofEveryone(LedgerKind.COMPLETED, "notice-17", "profile"));

    LedgerEntry read = LedgerEntry.read(EXAMPLE, written.line());

    assertThat(written.line()).contains(" accounts=everyone others=everyone hooks=profile hash=");
    assertThat(read.isAboutEveryone()).isTrue();
    assertThat(read.scope()).isEqualTo(LedgerScope.everyone());
    assertThat(read.line()).isEqualTo(written.line());
    assertThatIllegalStateException().isThrownBy(read::subject);
    assertThat(entry.isAboutEveryone()).isFalse();
  }

  @Test
  void isAboutEveryoneOrAboutOnePersonAndNotHalfOfEach() {
    LedgerEntry written =
        LedgerEntry.after(entry.head(), Entries.ofEveryone(LedgerKind.INTENT, "notice-17"));
    String half = written.line().replace("others=everyone", "others=-");

    assertThatIllegalArgumentException().isThrownBy(() -> LedgerEntry.parse(EXAMPLE, half));
  }

  /** As the first version of the library wrote it; the form of such lines never changes. */
  @Test
  void readsALineOfBeforeThereWereEntriesAboutEveryone() {
    String line =
        "seq=1 previous="
            + "0".repeat(64)
            + " at=2026-01-31T09:00:00.123456Z kind=intent reference=4f1c tombstone=gone-4f1c"
            + " accounts=KEY others=- hooks=messages-sent,profile hash=HASH";
    String account = Entries.KEYS.of(DataSubject.ofAccount("anna-4711")).value();
    byte[] text =
        line.replace("KEY", account).replace(" hash=HASH", "").getBytes(StandardCharsets.US_ASCII);
    String hash = LedgerEntry.hash(EXAMPLE, text, 0, text.length);

    LedgerEntry read =
        LedgerEntry.read(EXAMPLE, line.replace("KEY", account).replace("HASH", hash));

    assertThat(read.subject().accounts()).hasSize(1);
    assertThat(read.subject().others()).isEmpty();
  }

  @Test
  void noticesEveryChangedCharacter() {
    String line = entry.line();
    for (int i = 0; i < line.length(); i++) {
      String changed =
          line.substring(0, i) + (line.charAt(i) == 'a' ? 'b' : 'a') + line.substring(i + 1);

      assertThatIllegalArgumentException()
          .as("character %s", i)
          .isThrownBy(() -> LedgerEntry.read(EXAMPLE, changed));
    }
  }

  @Test
  void fitsTheLedgerOfOneControllerOnly() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LedgerEntry.read(new PartyId("another"), entry.line()))
        .withMessageContaining("hash");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "seq=1", "Anna Arnold asked for it"})
  void refusesOtherLinesWithoutRepeatingThem(String line) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LedgerEntry.read(EXAMPLE, line))
        .withMessageNotContaining("Anna");
  }

  @Test
  void refusesAControllerWhoseIdBreaksTheLine() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LedgerEntry.after(LedgerHead.none(new PartyId("a\nb")), Entries.draft(1)))
        .withMessageContaining("control character");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "anna@example.org", "two words", "a\nb", "ä"})
  void refusesAReferenceThatCouldBePersonalData(String reference) {
    LedgerSubject anna = LedgerSubject.of(ANNA, Entries.KEYS);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new LedgerDraft(
                    LedgerKind.INTENT,
                    Entries.AT,
                    reference,
                    anna,
                    new Tombstone("gone"),
                    List.of()))
        .withMessageNotContaining("anna");
  }

  @Test
  void keepsTheAccountsApartFromTheRest() {
    LedgerSubject subject =
        LedgerSubject.of(ANNA.alsoKnownAs(IdentifierType.ACCOUNT, "second"), Entries.KEYS);

    assertThat(subject.accounts()).hasSize(2);
    assertThat(subject.others()).hasSize(1);
    assertThat(subject.all()).hasSize(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LedgerSubject(subject.accounts(), subject.accounts()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LedgerSubject(Set.<SubjectKey>of(), Set.of()));
  }
}
