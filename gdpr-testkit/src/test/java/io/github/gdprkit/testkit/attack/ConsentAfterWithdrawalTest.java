package io.github.gdprkit.testkit.attack;

import static io.github.gdprkit.testkit.fixture.Subjects.ANNA;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.register.Consent;
import io.github.gdprkit.register.ConsentPurpose;
import io.github.gdprkit.register.ConsentText;
import io.github.gdprkit.register.ConsentTextId;
import io.github.gdprkit.register.Consents;
import io.github.gdprkit.subject.SubjectKeys;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import io.github.gdprkit.testkit.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tries to have a consent count that its person took back. */
class ConsentAfterWithdrawalTest {

  private static final ConsentPurpose NEWSLETTER = new ConsentPurpose("newsletter");
  private static final ConsentTextId FIRST = ConsentTextId.of("newsletter", "1", "en");
  private static final ConsentTextId SECOND = ConsentTextId.of("newsletter", "2", "en");

  private final SettableClock clock = new SettableClock();
  private final Consents consents =
      new Consents(
          new InMemoryRequestStore(),
          new PartyId("example"),
          SubjectKeys.under(new byte[32]),
          clock,
          List.of());

  @BeforeEach
  void registersTheWords() {
    consents.register(new ConsentText(FIRST, "Send me news."), new Actor("dpo"));
    consents.register(new ConsentText(SECOND, "Send me more news."), new Actor("dpo"));
  }

  @Test
  @GdprReference(
      article = "7(3)",
      text = "The data subject shall have the right to withdraw his or her consent at any time.")
  void doesNotReviveAConsentThatIsDeliveredAgainAfterItsWithdrawal() {
    Instant clicked = clock.instant();
    Consent given = consents.give(ANNA, FIRST, "settings page", clicked);
    clock.advance(Duration.ofMinutes(5));
    consents.withdraw(ANNA, NEWSLETTER, "settings page", clock.instant());
    clock.advance(Duration.ofMinutes(5));

    Consent again = consents.give(ANNA, FIRST, "settings page", clicked);

    assertThat(consents.isGiven(ANNA, NEWSLETTER)).isFalse();
    assertThat(again.id()).isEqualTo(given.id());
    assertThat(again.stands()).isFalse();
  }

  @Test
  void doesNotCountAConsentThatComesInLateAndWasGivenBeforeTheWithdrawal() {
    consents.give(ANNA, FIRST, "settings page", clock.instant());
    clock.advance(Duration.ofMinutes(5));
    Instant offline = clock.instant();
    clock.advance(Duration.ofMinutes(5));
    consents.withdraw(ANNA, NEWSLETTER, "settings page", clock.instant());
    clock.advance(Duration.ofMinutes(5));

    consents.give(ANNA, SECOND, "app", offline);

    assertThat(consents.isGiven(ANNA, NEWSLETTER)).isFalse();
    consents.give(ANNA, SECOND, "app", clock.instant());
    assertThat(consents.isGiven(ANNA, NEWSLETTER)).isTrue();
  }
}
