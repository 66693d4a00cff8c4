package io.github.gdprkit.testkit.register;

import static io.github.gdprkit.testkit.fixture.Vendors.HOSTING;
import static io.github.gdprkit.testkit.fixture.Vendors.MAIL;
import static io.github.gdprkit.testkit.fixture.Vendors.NORTH;
import static io.github.gdprkit.testkit.fixture.Vendors.PRIVACY;
import static io.github.gdprkit.testkit.fixture.Vendors.VAULT;
import static io.github.gdprkit.testkit.fixture.Vendors.VENDOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.GdprException;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.register.DuplicateSubprocessorException;
import io.github.gdprkit.register.IllegalSubprocessorMoveException;
import io.github.gdprkit.register.SubprocessorClient;
import io.github.gdprkit.register.SubprocessorDetails;
import io.github.gdprkit.register.SubprocessorEntry;
import io.github.gdprkit.register.SubprocessorId;
import io.github.gdprkit.register.SubprocessorNotEngageableException;
import io.github.gdprkit.register.SubprocessorObstacle;
import io.github.gdprkit.register.SubprocessorObstacle.Kind;
import io.github.gdprkit.register.SubprocessorRegister;
import io.github.gdprkit.register.SubprocessorReply.Standing;
import io.github.gdprkit.register.SubprocessorStatus;
import io.github.gdprkit.testkit.AtOnce;
import io.github.gdprkit.testkit.fixture.Vendors;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import io.github.gdprkit.testkit.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Two who act at once: on two threads, and as if on two nodes. */
class SubprocessorRacesTest {

  private static final int THREADS = 8;

  private final InMemoryRequestStore store = new InMemoryRequestStore();
  private final SettableClock clock = new SettableClock();
  private final SubprocessorRegister register = Vendors.register(store, clock);

  private interface Verb {
    void run() throws Exception;
  }

  private static Optional<GdprException> refusalOf(Verb verb) throws Exception {
    try {
      verb.run();
      return Optional.empty();
    } catch (GdprException e) {
      return Optional.of(e);
    }
  }

  private void notified(SubprocessorId id, SubprocessorDetails details) {
    register.propose(id, details, PRIVACY);
    register.recordDiligence(id, Vendors.diligence(Vendors.today(clock)));
    register.notifyControllers(id, PRIVACY);
  }

  @RepeatedTest(5)
  void letsOneOfManyPropose() throws Exception {
    List<Optional<GdprException>> results =
        AtOnce.run(
            THREADS, number -> refusalOf(() -> register.propose(MAIL, Vendors.mail(), PRIVACY)));

    assertThat(results).filteredOn(Optional::isEmpty).hasSize(1);
    assertThat(results)
        .filteredOn(Optional::isPresent)
        .allMatch(result -> result.get() instanceof DuplicateSubprocessorException);
  }

  @RepeatedTest(5)
  void letsOneOfManyEngage() throws Exception {
    notified(MAIL, Vendors.mail());
    clock.advance(Duration.ofDays(20));
    LocalDate from = Vendors.today(clock);

    List<Optional<GdprException>> results =
        AtOnce.run(
            THREADS,
            number -> refusalOf(() -> register.engage(MAIL, from.plusDays(number), PRIVACY)));

    assertThat(results).filteredOn(Optional::isEmpty).hasSize(1);
    assertThat(results)
        .filteredOn(Optional::isPresent)
        .allMatch(result -> result.get() instanceof IllegalSubprocessorMoveException);
    assertThat(store.stream(VENDOR.id(), MAIL.stream()))
        .filteredOn(entry -> entry.type().equals("subprocessor-engaged"))
        .hasSize(1);
  }

  @RepeatedTest(40)
  void takesAnObjectionInTheMomentOfTheEngagementAsBeforeOrAfterIt() throws Exception {
    notified(MAIL, Vendors.mail());
    LocalDate until =
        Objects.requireNonNull(
            register
                .find(MAIL)
                .orElseThrow()
                .reply(NORTH.id())
                .orElseThrow()
                .notice()
                .objectionUntil());
    SubprocessorRegister lastMoment = Vendors.register(store, at(until + "T23:59:59.999999Z"));
    SubprocessorRegister nextDay = Vendors.register(store, at(until.plusDays(1) + "T00:00:00Z"));

    List<Optional<GdprException>> results =
        AtOnce.run(
            2,
            number ->
                refusalOf(
                    () -> {
                      if (number == 0) {
                        lastMoment.object(MAIL, NORTH.id(), "No", PRIVACY);
                      } else {
                        nextDay.engage(MAIL, until.plusDays(1), PRIVACY);
                      }
                    }));

    assertThat(results.get(0)).as("an objection is always taken").isEmpty();
    SubprocessorEntry entry = nextDay.find(MAIL).orElseThrow();
    Standing standing = entry.reply(NORTH.id()).orElseThrow().standing();
    if (results.get(1).isEmpty()) {
      assertThat(entry.status()).isEqualTo(SubprocessorStatus.ENGAGED);
      assertThat(standing).isEqualTo(Standing.LATE);
    } else {
      assertThat(entry.status()).isEqualTo(SubprocessorStatus.NOTIFIED);
      assertThat(standing).isEqualTo(Standing.OBJECTED);
      assertThat(results.get(1).orElseThrow())
          .isInstanceOfSatisfying(
              SubprocessorNotEngageableException.class,
              refused ->
                  assertThat(refused.obstacles())
                      .extracting(SubprocessorObstacle::kind)
                      .containsExactly(Kind.OBJECTIONS_OPEN));
    }
  }

  @Test
  void takesAnObjectionBehindTheEngagementAsLateWhateverTheClockOfItsNodeSays() {
    notified(MAIL, Vendors.mail());
    SubprocessorRegister behind = Vendors.register(store, at("2026-02-16T23:59:59Z"));
    SubprocessorRegister ahead = Vendors.register(store, at("2026-02-17T00:00:00Z"));
    ahead.engage(MAIL, LocalDate.of(2026, 2, 17), PRIVACY);

    SubprocessorEntry entry = behind.object(MAIL, NORTH.id(), "No", PRIVACY);

    assertThat(entry.status()).isEqualTo(SubprocessorStatus.ENGAGED);
    assertThat(entry.reply(NORTH.id()).orElseThrow().standing()).isEqualTo(Standing.LATE);
  }

  @Test
  void losesNoObjectionOfManyAtOnce() throws Exception {
    List<SubprocessorClient> many = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      many.add(SubprocessorClient.of(Controller.of("c" + i, "Client " + i), Vendors.general(14)));
    }
    SubprocessorRegister big = Vendors.builder(store, clock).clients(() -> many).build();
    big.propose(MAIL, Vendors.mail(), PRIVACY);
    big.recordDiligence(MAIL, Vendors.diligence(Vendors.today(clock)));
    big.notifyControllers(MAIL, PRIVACY);

    AtOnce.run(
        THREADS,
        number ->
            big.object(MAIL, many.get(number).controller().id(), "Reason " + number, PRIVACY));

    SubprocessorEntry entry = big.find(MAIL).orElseThrow();
    for (int i = 0; i < THREADS; i++) {
      assertThat(entry.replies().get(i).standing()).isEqualTo(Standing.OBJECTED);
      assertThat(entry.replies().get(i).reason()).isEqualTo("Reason " + i);
    }
  }

  @RepeatedTest(20)
  void letsOneOfTwoReplace() throws Exception {
    Vendors.engage(register, clock, MAIL, Vendors.mail());
    List<SubprocessorId> next = List.of(new SubprocessorId("mail-2"), new SubprocessorId("mail-3"));
    next.forEach(id -> notified(id, Vendors.mail().replacing(MAIL)));
    clock.advance(Duration.ofDays(20));
    LocalDate today = Vendors.today(clock);

    List<Optional<GdprException>> results =
        AtOnce.run(
            2, number -> refusalOf(() -> register.replace(next.get(number), today, PRIVACY)));

    assertThat(results).filteredOn(Optional::isEmpty).hasSize(1);
    int winner = results.get(0).isEmpty() ? 0 : 1;
    assertThat(register.find(MAIL).orElseThrow().replacedBy()).isEqualTo(next.get(winner));
    assertThat(register.find(next.get(1 - winner)).orElseThrow().status())
        .isEqualTo(SubprocessorStatus.NOTIFIED);
  }

  @RepeatedTest(20)
  void neverLeavesAChainWithoutItsUpperEnd() throws Exception {
    Vendors.engage(register, clock, HOSTING, Vendors.hosting());
    notified(VAULT, Vendors.vault());
    clock.advance(Duration.ofDays(20));
    LocalDate today = Vendors.today(clock);

    List<Optional<GdprException>> results =
        AtOnce.run(
            2,
            number ->
                refusalOf(
                    () -> {
                      if (number == 0) {
                        register.end(HOSTING, today.plusDays(1), "Moving", PRIVACY);
                      } else {
                        register.engage(VAULT, today, PRIVACY);
                      }
                    }));

    assertThat(results).filteredOn(Optional::isEmpty).hasSize(1);
  }

  @Test
  void readsWordsAndEntriesThatBelongTogetherWhileOthersWrite() throws Exception {
    register.propose(MAIL, Vendors.mail(), PRIVACY);

    List<Integer> seen =
        AtOnce.run(
            4,
            number -> {
              int most = 0;
              for (int i = 0; i < 25; i++) {
                if (number == 0) {
                  register.recordDiligence(MAIL, Vendors.diligence(Vendors.today(clock)));
                } else {
                  most = Math.max(most, register.find(MAIL).orElseThrow().diligences().size());
                }
              }
              return most;
            });

    assertThat(seen).allMatch(count -> count <= 25);
    assertThat(register.find(MAIL).orElseThrow().diligences()).hasSize(25);
  }

  private static SettableClock at(String instant) {
    return new SettableClock(Instant.parse(instant));
  }
}
