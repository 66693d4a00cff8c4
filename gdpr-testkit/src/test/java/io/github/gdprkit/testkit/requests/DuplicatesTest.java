package io.github.gdprkit.testkit.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.fulfilment.Requests;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.Correction;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.Decision;
import io.github.gdprkit.request.IllegalTransitionException;
import io.github.gdprkit.request.RefusalGround;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStatus;
import io.github.gdprkit.request.StaleRequestException;
import io.github.gdprkit.testkit.AtOnce;
import io.github.gdprkit.testkit.fixture.FixtureChat;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests of one person that ask for the same, and those who race for one. */
class DuplicatesTest {

  @TempDir Path folder;
  private final FixtureChat chat = new FixtureChat().withSomethingOfEverything();
  private Desk desk;
  private GdprKit kit;
  private Requests requests;

  @BeforeEach
  void open() {
    desk = new Desk(folder);
    kit = desk.kit(chat.catalog());
    requests = kit.requests();
  }

  private RequestId verified(Claim claim) {
    return desk.verified(requests, claim, Subjects.ANNA).id();
  }

  private RequestId received(Claim claim) {
    return requests.receive(desk.intake(claim, Subjects.ANNA), Desk.DPO).id();
  }

  private RequestStatus statusOf(RequestId id) {
    return requests.get(id).status();
  }

  @Test
  void answersTheSecondWithTheFirst() {
    RequestId first = verified(Claim.ACCESS);
    RequestId second = verified(Claim.ACCESS);
    RequestId third = verified(Claim.ACCESS);
    assertThat(requests.get(second).original()).contains(first);
    assertThat(requests.get(third).original()).contains(first);

    desk.grant(requests, first);
    requests.fulfil(first);
    desk.closeByHand(requests, first);

    assertThat(statusOf(first)).isEqualTo(RequestStatus.FULFILLED);
    assertThat(statusOf(second)).isEqualTo(RequestStatus.FULFILLED);
    assertThat(statusOf(third)).isEqualTo(RequestStatus.FULFILLED);
    assertThat(desk.archives.sealedArchives()).hasSize(1);
    assertThat(requests.get(verified(Claim.ACCESS)).original()).isEmpty();
  }

  @Test
  void refusesTheSecondWithTheFirst() {
    RequestId first = verified(Claim.ACCESS);
    RequestId second = verified(Claim.ACCESS);

    requests.decide(first, Decision.refuse(RefusalGround.EXCESSIVE, "Again."), Desk.DPO);

    assertThat(statusOf(second)).isEqualTo(RequestStatus.REFUSED);
  }

  @Test
  void letsTheNextStandOnItsOwnWhenTheFirstIsTakenBack() {
    RequestId first = verified(Claim.ACCESS);
    desk.clock.advance(Duration.ofDays(1));
    RequestId second = verified(Claim.ACCESS);
    desk.clock.advance(Duration.ofDays(1));
    RequestId third = verified(Claim.ACCESS);

    requests.withdraw(first, Desk.DPO);

    assertThat(requests.get(second).original()).isEmpty();
    assertThat(requests.get(third).original()).contains(second);
    assertThat(desk.grant(requests, second).isGranted()).isTrue();
  }

  @Test
  void doesNotTakeOneForAnotherClaimOrPerson() {
    RequestId access = verified(Claim.ACCESS);

    assertThat(requests.get(verified(Claim.ERASURE)).original()).isEmpty();
    assertThat(desk.verified(requests, Claim.ACCESS, Subjects.BORIS).original()).isEmpty();
    assertThat(requests.get(access).original()).isEmpty();
  }

  @Test
  @GdprReference(article = "12(6)", text = "reasonable doubts concerning the identity")
  void letsNoUnverifiedRequestStandInTheWay() {
    for (int i = 0; i < 50; i++) {
      received(Claim.ERASURE);
    }

    RequestId mine = verified(Claim.ERASURE);

    assertThat(requests.get(mine).original()).isEmpty();
    assertThat(requests.of(Subjects.ANNA)).hasSize(1);
    desk.grant(requests, mine, Condition.NO_LONGER_NECESSARY);
    assertThat(requests.fulfil(mine).waitsFor()).isEmpty();
  }

  @Test
  @GdprReference(article = "16", text = "the rectification of inaccurate personal data")
  void doesNotCallASecondCorrectionDoneThatIsAnother() {
    RequestId name = verified(Claim.RECTIFICATION);
    RequestId about = verified(Claim.RECTIFICATION);
    requests.correct(name, List.of(new Correction(FixtureChat.PROFILE, "name", "Anna B")));
    requests.correct(about, List.of(new Correction(FixtureChat.PROFILE, "about", "A teacher")));

    desk.grant(requests, name, Condition.INACCURATE);
    requests.fulfil(name);
    desk.closeByHand(requests, name);

    assertThat(statusOf(name)).isEqualTo(RequestStatus.FULFILLED);
    assertThat(statusOf(about)).isEqualTo(RequestStatus.IN_PROGRESS);
    assertThat(requests.get(about).original()).isEmpty();
    desk.grant(requests, about, Condition.INACCURATE);
    requests.fulfil(about);
    assertThat(chat.profileOf(Subjects.ANNA))
        .containsEntry("name", "Anna B")
        .containsEntry("about", "A teacher");
  }

  @Test
  void answersTheSameCorrectionOnce() {
    List<Correction> same = List.of(new Correction(FixtureChat.PROFILE, "name", "Anna B"));
    RequestId first = verified(Claim.RECTIFICATION);
    RequestId second = verified(Claim.RECTIFICATION);
    requests.correct(first, same);
    requests.correct(second, same);

    desk.grant(requests, first, Condition.INACCURATE);
    requests.fulfil(first);
    desk.closeByHand(requests, first);

    assertThat(statusOf(second)).isEqualTo(RequestStatus.FULFILLED);
  }

  @Test
  @GdprReference(article = "18(1)(d)", text = "the data subject has objected to processing")
  void staysRestrictedWhileAnotherObjectionIsWeighed() {
    RequestId first = verified(Claim.OBJECTION);
    RequestId second = verified(Claim.OBJECTION);
    assertThat(kit.restrictions().isRestricted(Subjects.ANNA)).isTrue();

    requests.withdraw(first, Desk.DPO);
    assertThat(requests.get(second).original()).isEmpty();
    assertThat(kit.restrictions().isRestricted(Subjects.ANNA)).isTrue();

    requests.withdraw(second, Desk.DPO);
    assertThat(kit.restrictions().isRestricted(Subjects.ANNA)).isFalse();
  }

  @Test
  void leavesNoDuplicateBehindWhenTheOriginalClosesAtTheSameMoment() {
    InMemoryRequestStore store = new InMemoryRequestStore();
    Requests other = desk.over(store).kit(chat.catalog()).requests();
    RequestId first = desk.verified(other, Claim.ACCESS, Subjects.ANNA).id();
    RequestId second = other.receive(desk.intake(Claim.ACCESS, Subjects.ANNA), Desk.DPO).id();
    Slow slow =
        new Slow(
            store,
            event -> {
              if (event.equals("linked-to-original") && other.get(first).decided().isEmpty()) {
                other.decide(first, Decision.refuse(RefusalGround.EXCESSIVE, "Again."), Desk.DPO);
              }
            });
    requests = desk.over(slow).kit(chat.catalog()).requests();

    DataSubjectRequest linked = desk.confirm(requests, second, Subjects.ANNA);

    assertThat(linked.original().isEmpty() || linked.status() == RequestStatus.REFUSED).isTrue();
    assertThat(requests.get(second)).usingRecursiveComparison().isEqualTo(linked);
  }

  @Test
  void leavesNoDuplicateBehindThatIsLinkedWhileTheOriginalCloses() {
    InMemoryRequestStore store = new InMemoryRequestStore();
    Requests other = desk.over(store).kit(chat.catalog()).requests();
    RequestId first = desk.verified(other, Claim.ACCESS, Subjects.ANNA).id();
    RequestId second = other.receive(desk.intake(Claim.ACCESS, Subjects.ANNA), Desk.DPO).id();
    Slow slow =
        new Slow(
            store,
            event -> {
              if (event.equals("decided")) {
                desk.confirm(other, second, Subjects.ANNA);
              }
            });
    requests = desk.over(slow).kit(chat.catalog()).requests();

    requests.decide(first, Decision.refuse(RefusalGround.EXCESSIVE, "Again."), Desk.DPO);

    assertThat(statusOf(second)).isEqualTo(RequestStatus.REFUSED);
  }

  @Test
  void letsOneOfTwoDecisionsWin() throws Exception {
    for (int round = 0; round < 20; round++) {
      RequestId id = desk.verified(requests, Claim.ACCESS, Subjects.person("p" + round)).id();
      List<Boolean> won =
          AtOnce.run(
              4,
              number -> {
                try {
                  if (number % 2 == 0) {
                    desk.grant(requests, id);
                  } else {
                    requests.decide(id, Decision.refuse(RefusalGround.EXCESSIVE, "No."), Desk.DPO);
                  }
                  return true;
                } catch (StaleRequestException | IllegalTransitionException e) {
                  return false;
                }
              });
      assertThat(won).containsOnlyOnce(true);
      assertThat(requests.get(id).decided()).isPresent();
    }
  }

  @Test
  void makesOneOfManyAtOnceTheOriginal() throws Exception {
    List<RequestId> ids = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      ids.add(received(Claim.ACCESS));
    }
    AtOnce.run(8, number -> desk.confirm(requests, ids.get(number), Subjects.ANNA));

    assertThat(ids.stream().filter(id -> requests.get(id).original().isEmpty())).hasSize(1);
    RequestId original =
        ids.stream().filter(id -> requests.get(id).original().isEmpty()).findFirst().orElseThrow();
    assertThat(ids.stream().filter(id -> !id.equals(original)))
        .allMatch(id -> requests.get(id).original().orElseThrow().equals(original));
  }
}
