package io.github.gdprkit.testkit.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.gdprkit.deadline.AskedWhen;
import io.github.gdprkit.fulfilment.NotGrantedException;
import io.github.gdprkit.fulfilment.Requests;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.Correction;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.Decision;
import io.github.gdprkit.request.ExtensionReason;
import io.github.gdprkit.request.IllegalTransitionException;
import io.github.gdprkit.request.ImpossibleDecisionException;
import io.github.gdprkit.request.ManualResult;
import io.github.gdprkit.request.RefusalGround;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStatus;
import io.github.gdprkit.request.TaskId;
import io.github.gdprkit.request.TaskStatus;
import io.github.gdprkit.testkit.fixture.FixtureChat;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every verb at every stage of a request: what is allowed, and how the rest is refused. */
class LifeCycleTest {

  @TempDir Path folder;
  private final FixtureChat chat = new FixtureChat().withSomethingOfEverything();
  private Desk desk;
  private Requests requests;

  /** What can be done with a request. */
  enum Verb {
    ASK_FOR_IDENTITY,
    CONFIRM_IDENTITY,
    ASK_FOR_CLARIFICATION,
    CLARIFIED,
    EXTEND,
    GRANT,
    REFUSE,
    FULFIL,
    CLOSE_TASK,
    WITHDRAW
  }

  /** Where a request can stand, as far as the verbs tell it apart. */
  enum Stage {
    RECEIVED(
        RequestStatus.RECEIVED,
        Verb.ASK_FOR_IDENTITY,
        Verb.CONFIRM_IDENTITY,
        Verb.EXTEND,
        Verb.REFUSE,
        Verb.WITHDRAW),
    AWAITING_IDENTITY(
        RequestStatus.AWAITING_IDENTITY,
        Verb.CONFIRM_IDENTITY,
        Verb.EXTEND,
        Verb.REFUSE,
        Verb.WITHDRAW),
    VERIFIED(
        RequestStatus.IN_PROGRESS,
        Verb.ASK_FOR_CLARIFICATION,
        Verb.EXTEND,
        Verb.GRANT,
        Verb.REFUSE,
        Verb.WITHDRAW),
    AWAITING_CLARIFICATION(
        RequestStatus.AWAITING_CLARIFICATION,
        Verb.CLARIFIED,
        Verb.EXTEND,
        Verb.REFUSE,
        Verb.WITHDRAW),
    LINKED(RequestStatus.IN_PROGRESS, Verb.EXTEND, Verb.WITHDRAW),
    GRANTED(RequestStatus.IN_PROGRESS, Verb.EXTEND, Verb.FULFIL, Verb.CLOSE_TASK, Verb.WITHDRAW),
    FULFILLED(RequestStatus.FULFILLED, Verb.FULFIL),
    REFUSED(RequestStatus.REFUSED),
    WITHDRAWN(RequestStatus.WITHDRAWN),
    WITHDRAWN_AFTER_THE_GRANT(RequestStatus.WITHDRAWN, Verb.FULFIL);

    private final RequestStatus status;
    private final Set<Verb> allowed = EnumSet.noneOf(Verb.class);

    Stage(RequestStatus status, Verb... allowed) {
      this.status = status;
      this.allowed.addAll(List.of(allowed));
    }
  }

  @ParameterizedTest
  @EnumSource
  @GdprReference(article = "12(3)", text = "information on action taken on a request")
  void takesTheStepsOfItsStageAndRefusesAllOthers(Stage stage) {
    List<Verb> taken = new ArrayList<>();
    for (Verb verb : Verb.values()) {
      open();
      RequestId id = at(stage);
      DataSubjectRequest before = requests.get(id);
      assertThat(before.status()).isEqualTo(stage.status);

      Throwable refusal = catchThrowable(() -> run(verb, id));

      if (refusal == null) {
        taken.add(verb);
      } else {
        assertRefusal(stage, verb, id, refusal);
        assertThat(requests.get(id).version()).isEqualTo(before.version());
      }
      assertThat(desk.store().find(id)).contains(requests.get(id).header());
    }
    assertThat(taken).containsExactlyElementsOf(stage.allowed);
  }

  private static void assertRefusal(Stage stage, Verb verb, RequestId id, Throwable refusal) {
    assertThat(refusal)
        .as("%s at %s", verb, stage)
        .isInstanceOfAny(IllegalTransitionException.class, NotGrantedException.class)
        .hasMessageContaining(id.value())
        .hasMessageContaining(stage.status.name());
    if (refusal instanceof IllegalTransitionException) {
      assertThat(refusal).hasMessageContaining("can go to " + stage.status.next());
    }
  }

  private void open() {
    desk = new Desk(folder);
    requests = desk.kit(chat.catalog()).requests();
  }

  private RequestId at(Stage stage) {
    RequestId id = requests.receive(desk.intake(Claim.ACCESS, Subjects.ANNA), Desk.DPO).id();
    switch (stage) {
      case RECEIVED -> {}
      case AWAITING_IDENTITY -> run(Verb.ASK_FOR_IDENTITY, id);
      case VERIFIED -> run(Verb.CONFIRM_IDENTITY, id);
      case AWAITING_CLARIFICATION -> run(id, Verb.CONFIRM_IDENTITY, Verb.ASK_FOR_CLARIFICATION);
      case LINKED -> {
        desk.verified(requests, Claim.ACCESS, Subjects.ANNA);
        run(Verb.CONFIRM_IDENTITY, id);
      }
      case GRANTED -> run(id, Verb.CONFIRM_IDENTITY, Verb.GRANT);
      case FULFILLED -> run(id, Verb.CONFIRM_IDENTITY, Verb.GRANT, Verb.FULFIL, Verb.CLOSE_TASK);
      case REFUSED -> run(Verb.REFUSE, id);
      case WITHDRAWN -> run(Verb.WITHDRAW, id);
      case WITHDRAWN_AFTER_THE_GRANT -> run(id, Verb.CONFIRM_IDENTITY, Verb.GRANT, Verb.WITHDRAW);
    }
    return id;
  }

  private void run(RequestId id, Verb... verbs) {
    for (Verb verb : verbs) {
      run(verb, id);
    }
  }

  private void run(Verb verb, RequestId id) {
    switch (verb) {
      case ASK_FOR_IDENTITY -> requests.askForIdentity(id, AskedWhen.WITHOUT_UNDUE_DELAY, Desk.DPO);
      case CONFIRM_IDENTITY -> desk.confirm(requests, id, Subjects.ANNA);
      case ASK_FOR_CLARIFICATION ->
          requests.askForClarification(
              id, "Which messages do you mean?", AskedWhen.WITHOUT_UNDUE_DELAY, Desk.DPO);
      case CLARIFIED -> requests.clarified(id, "the messages of May", Desk.DPO);
      case EXTEND -> requests.extend(id, ExtensionReason.COMPLEXITY, "It is much.", Desk.DPO);
      case GRANT -> desk.grant(requests, id);
      case REFUSE ->
          requests.decide(
              id, Decision.refuse(RefusalGround.NOT_IDENTIFIED, "You sent no proof."), Desk.DPO);
      case FULFIL -> requests.fulfil(id);
      case CLOSE_TASK ->
          requests.closeTask(
              id,
              requests.get(id).tasks().stream()
                  .filter(task -> task.status() == TaskStatus.MANUAL)
                  .map(task -> task.id())
                  .findFirst()
                  .orElse(new TaskId("by-hand.nothing")),
              ManualResult.DONE,
              "searched",
              Desk.DPO);
      case WITHDRAW -> requests.withdraw(id, Desk.DPO);
    }
  }

  @Test
  void doesNothingForARequestThatWasWithdrawnAfterTheGrant() {
    open();
    RequestId id = at(Stage.WITHDRAWN_AFTER_THE_GRANT);

    assertThat(requests.fulfil(id).archive()).isNull();
    assertThat(requests.get(id).status()).isEqualTo(RequestStatus.WITHDRAWN);
    assertThat(desk.archives.sealedArchives()).isEmpty();
  }

  @Test
  @GdprReference(article = "20(1)", text = "based on consent")
  void cannotDecideWhatTheLawMakesImpossible() {
    open();
    RequestId id = desk.verified(requests, Claim.PORTABILITY, Subjects.ANNA).id();

    Decision beyond =
        Decision.grant().on(LegalBasis.CONTRACT).on(LegalBasis.LEGITIMATE_INTERESTS).build();
    assertThatThrownBy(() -> requests.decide(id, beyond, Desk.DPO))
        .isInstanceOf(ImpossibleDecisionException.class);
    assertThat(requests.get(id).decided()).isEmpty();
  }

  @Test
  @GdprReference(article = "17(1)", text = "where one of the following grounds applies")
  void cannotGrantAnErasureWithoutAGround() {
    open();
    RequestId id = desk.verified(requests, Claim.ERASURE, Subjects.ANNA).id();

    assertThatThrownBy(() -> desk.grant(requests, id))
        .isInstanceOf(ImpossibleDecisionException.class);
    assertThat(desk.grant(requests, id, Condition.NO_LONGER_NECESSARY).isGranted()).isTrue();
  }

  @Test
  @GdprReference(article = "12(4)", text = "of the reasons for not taking action")
  void cannotRefuseWithoutReasons() {
    open();
    RequestId id = desk.verified(requests, Claim.ACCESS, Subjects.ANNA).id();

    assertThatThrownBy(
            () -> requests.decide(id, Decision.refuse(RefusalGround.EXCESSIVE, ""), Desk.DPO))
        .isInstanceOf(ImpossibleDecisionException.class);
    requests.decide(id, Decision.refuse(RefusalGround.EXCESSIVE, "The tenth this week"), Desk.DPO);
    assertThat(requests.papers(id).orElseThrow().notes()).containsValue("The tenth this week");
  }

  @Test
  @GdprReference(article = "16", text = "the rectification of inaccurate personal data")
  void saysByFieldWhatToPutRightBeforeItIsGranted() {
    open();
    RequestId id = desk.verified(requests, Claim.RECTIFICATION, Subjects.ANNA).id();
    List<Correction> name = List.of(new Correction(FixtureChat.PROFILE, "name", "Anna B"));

    assertThatThrownBy(() -> desk.grant(requests, id, Condition.INACCURATE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("correct(");
    assertThatThrownBy(
            () ->
                requests.correct(
                    id, List.of(new Correction(FixtureChat.PROFILE, "shoe-size", "42")), Desk.DPO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("profile.shoe-size")
        .hasMessageNotContaining("42");
    assertThatThrownBy(
            () ->
                requests.correct(
                    id, List.of(new Correction(new HookId("no"), "name", "Anna")), Desk.DPO))
        .isInstanceOf(IllegalArgumentException.class);
    requests.correct(id, name, Desk.DPO);
    desk.grant(requests, id, Condition.INACCURATE);
    assertThatThrownBy(() -> requests.correct(id, name, Desk.DPO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("decided already");
    requests.fulfil(id);

    assertThat(chat.profileOf(Subjects.ANNA)).containsEntry("name", "Anna B");
    assertThat(chat.profileOf(Subjects.BORIS)).containsEntry("name", "Name of boris-0815");
  }

  @Test
  @GdprReference(article = "16", text = "the rectification of inaccurate personal data")
  void canPutRightByHandWhatNoHookCan() {
    open();
    RequestId id = desk.verified(requests, Claim.RECTIFICATION, Subjects.ANNA).id();

    requests.correct(
        id, List.of(new Correction(FixtureChat.MESSAGES_SENT, "text", "I said no")), Desk.DPO);
    desk.grant(requests, id, Condition.INACCURATE);

    assertThat(requests.fulfil(id).byHand())
        .extracting(task -> task.id().value())
        .contains("by-hand.messages-sent");
  }

  @Test
  void cannotCorrectWhatIsClosed() {
    open();
    RequestId id = requests.receive(desk.intake(Claim.RECTIFICATION, Subjects.ANNA), Desk.DPO).id();
    requests.withdraw(id, Desk.DPO);

    assertThatThrownBy(
            () ->
                requests.correct(
                    id, List.of(new Correction(FixtureChat.PROFILE, "name", "Anna B")), Desk.DPO))
        .isInstanceOfAny(IllegalArgumentException.class, IllegalTransitionException.class);
  }
}
