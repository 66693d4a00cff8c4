package io.github.gdprkit.testkit.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.subject.Identifier;
import io.github.gdprkit.subject.IdentifierType;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two people who would be one, because their identifiers have one key. */
class SubjectKeysAttackTest {

  @ParameterizedTest
  @CsvSource({"unknown, n/a", "none, -", "030 1234 ext. 5, 030 12345", "\u0663\u0664, \u0665"})
  @GdprReference(article = "5(1)(d)", text = "accurate")
  void tellsPhonesApartThatAreNoNumbers(String one, String other) {
    assertThat(Rig.KEYS.of(new Identifier(IdentifierType.PHONE, one)))
        .isNotEqualTo(Rig.KEYS.of(new Identifier(IdentifierType.PHONE, other)));
  }

  @Test
  @GdprReference(article = "5(1)(d)", text = "accurate")
  void knowsOnePhoneHoweverItIsWritten() {
    assertThat(Rig.KEYS.of(new Identifier(IdentifierType.PHONE, "+49 (30) 12/34-5")))
        .isEqualTo(Rig.KEYS.of(new Identifier(IdentifierType.PHONE, "+493012345")));
  }

  @Test
  @GdprReference(article = "5(1)(d)", text = "accurate")
  void tellsHalfCharactersApart() {
    assertThat(Rig.KEYS.of(new Identifier(IdentifierType.ACCOUNT, "a\uD83D")))
        .isNotEqualTo(Rig.KEYS.of(new Identifier(IdentifierType.ACCOUNT, "a?")))
        .isNotEqualTo(Rig.KEYS.of(new Identifier(IdentifierType.ACCOUNT, "a\uD83E")));
  }
}
