package io.github.gdprkit.testkit.attack;

import static io.github.gdprkit.testkit.fixture.Vendors.MAIL;
import static io.github.gdprkit.testkit.fixture.Vendors.NORTH;
import static io.github.gdprkit.testkit.fixture.Vendors.PRIVACY;
import static io.github.gdprkit.testkit.fixture.Vendors.SOUTH;
import static io.github.gdprkit.testkit.fixture.Vendors.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.party.ProcessingAgreement;
import io.github.gdprkit.register.SubprocessorClient;
import io.github.gdprkit.register.SubprocessorEntry;
import io.github.gdprkit.register.SubprocessorNotice;
import io.github.gdprkit.register.SubprocessorObstacle;
import io.github.gdprkit.register.SubprocessorObstacle.Kind;
import io.github.gdprkit.register.SubprocessorRegister;
import io.github.gdprkit.register.SubprocessorReply.Settlement;
import io.github.gdprkit.register.SubprocessorReply.Standing;
import io.github.gdprkit.register.SubprocessorStatus;
import io.github.gdprkit.testkit.fixture.Vendors;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import io.github.gdprkit.testkit.time.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tries to get a subprocessor at the data of a controller that was not asked, or said no. */
class SubprocessorWithoutConsentTest {

  private final InMemoryRequestStore store = new InMemoryRequestStore();
  private final SettableClock clock = new SettableClock();
  private final List<SubprocessorClient> clients = new ArrayList<>(Vendors.clients());
  private final List<SubprocessorNotice> sent = new ArrayList<>();
  private final Set<PartyId> unreachable = new HashSet<>();
  private final SubprocessorRegister register =
      Vendors.builder(store, clock)
          .clients(() -> clients)
          .notices(
              notice -> {
                if (unreachable.contains(notice.to().id())) {
                  throw new IOException("the mailbox is full");
                }
                sent.add(notice);
              })
          .build();

  private LocalDate today() {
    return Vendors.today(clock);
  }

  private void notified() {
    register.propose(MAIL, Vendors.mail(), PRIVACY);
    register.recordDiligence(MAIL, Vendors.diligence(today()));
    register.notifyControllers(MAIL, PRIVACY);
  }

  @Test
  @GdprReference(
      article = "28(2)",
      text = "the processor shall inform the controller of any intended changes")
  void stillTellsAControllerThatCouldNotBeToldWhenItRenewsItsAgreement() {
    unreachable.add(SOUTH.id());
    notified();
    clock.advance(Duration.ofDays(5));
    clients.set(
        1,
        SubprocessorClient.of(
            SOUTH, ProcessingAgreement.general("DPA-2027", today(), "Chat in the cloud", 14)));
    clock.advance(Duration.ofDays(15));

    assertThat(register.obstacles(MAIL, today()))
        .extracting(SubprocessorObstacle::kind)
        .containsExactly(Kind.CONTROLLERS_NOT_TOLD);

    unreachable.clear();
    assertThat(register.notifyControllers(MAIL, PRIVACY).told())
        .extracting(notice -> notice.to().id())
        .containsExactly(SOUTH.id());
    assertThat(register.obstacles(MAIL, today()))
        .extracting(SubprocessorObstacle::kind)
        .containsExactly(Kind.WINDOWS_OPEN);
  }

  @Test
  @GdprReference(
      article = "28(2)",
      text = "thereby giving the controller the opportunity to object to such changes")
  void takesAnObjectionForTimelyThatCameInTimeAndIsFoundInTheMailAfterTheEngagement() {
    notified();
    LocalDate until = sent.get(0).objectionUntil();
    clock.advance(Duration.ofDays(20));
    register.engage(MAIL, today(), PRIVACY);

    SubprocessorEntry entry = register.object(MAIL, NORTH.id(), until, "Not with them", PRIVACY);

    assertThat(entry.status()).isEqualTo(SubprocessorStatus.ENGAGED);
    assertThat(entry.reply(NORTH.id()).orElseThrow().standing()).isEqualTo(Standing.OBJECTED);
    assertThat(entry.isEngagedFor(NORTH.id(), today())).isFalse();
    assertThat(entry.isEngagedFor(WEST.id(), today())).isTrue();
    register.settleObjection(MAIL, NORTH.id(), Settlement.REMEDIED, "Other keys", PRIVACY);
    assertThat(register.find(MAIL).orElseThrow().isEngagedFor(NORTH.id(), today())).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"CONTROLLER_LEAVES", "NOT_ENGAGED_FOR_IT"})
  @GdprReference(
      article = "28(2)",
      text = "without prior specific or general written authorisation of the controller")
  void givesNoDataOfAControllerThatNeverAuthorised(Settlement outcome) {
    clients.set(0, SubprocessorClient.of(NORTH, Vendors.specific()));
    notified();
    clock.advance(Duration.ofDays(20));
    register.settleObjection(MAIL, NORTH.id(), outcome, "Leaves at the end of the year", PRIVACY);

    SubprocessorEntry engaged = register.engage(MAIL, today(), PRIVACY);

    assertThat(engaged.isEngagedFor(NORTH.id(), today())).isFalse();
  }
}
