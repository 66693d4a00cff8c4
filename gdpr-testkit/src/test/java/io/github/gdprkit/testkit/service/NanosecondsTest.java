package io.github.gdprkit.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.deadline.BreachClock;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.register.BreachFacts;
import io.github.gdprkit.register.BreachId;
import io.github.gdprkit.register.BreachKind;
import io.github.gdprkit.register.BreachRegister;
import io.github.gdprkit.register.BreachStatus;
import io.github.gdprkit.register.ConsentPurpose;
import io.github.gdprkit.register.ConsentText;
import io.github.gdprkit.register.ConsentTextId;
import io.github.gdprkit.register.Consents;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.subject.SubjectKeys;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.time.SettableClock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clocks count nanoseconds, evidence keeps microseconds: what happens now is not to come. */
class NanosecondsTest {

  private static final PartyId EXAMPLE = new PartyId("example");

  private final House house = new House();

  @BeforeEach
  void setTheClock() {
    house.clock.set(SettableClock.START.plusNanos(123_456_789));
  }

  @Test
  @GdprReference(article = "7(3)", text = "at any time")
  void takeConsentAndItsWithdrawalOfThisVeryMoment() {
    ConsentTextId text = ConsentTextId.of("newsletter", "1", "en");
    ConsentPurpose newsletter = new ConsentPurpose("newsletter");
    Consents consents =
        new Consents(house.store, EXAMPLE, SubjectKeys.under(new byte[32]), house.clock, List.of());
    consents.register(new ConsentText(text, "Send me news."), House.DPO);

    consents.give(Subjects.ANNA, text, "settings page", house.clock.instant());
    assertThat(consents.isGiven(Subjects.ANNA, newsletter)).isTrue();
    consents.withdraw(Subjects.ANNA, newsletter, "settings page", house.clock.instant());
    assertThat(consents.isGiven(Subjects.ANNA, newsletter)).isFalse();
  }

  @Test
  @GdprReference(article = "33(1)", text = "after having become aware of it")
  void takeABreachOfThisVeryMoment() {
    BreachRegister breaches =
        new BreachRegister(house.store, EXAMPLE, BreachClock.in(ZoneOffset.UTC), house.clock);
    Instant now = house.clock.instant();
    BreachId id = new BreachId("2026-001");

    breaches.suspect(
        id, BreachFacts.of(Set.of(BreachKind.INTEGRITY), now, "A wrong link."), House.DPO);
    assertThat(breaches.confirm(id, now, House.DPO).status()).isEqualTo(BreachStatus.CONFIRMED);
  }

  @Test
  void takeARequestOfThisVeryMoment() {
    GdprKit kit = house.kit();

    assertThat(kit.requests().find(house.open(kit, Claim.ACCESS, Subjects.ANNA))).isPresent();
  }
}
