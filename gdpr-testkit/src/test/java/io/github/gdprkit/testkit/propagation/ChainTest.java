package io.github.gdprkit.testkit.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.erasure.RestoreState;
import io.github.gdprkit.fulfilment.Requests;
import io.github.gdprkit.hook.DataHook;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ErasureRule;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.RetentionGround;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.PersonalDataCategory;
import io.github.gdprkit.processing.RecipientResult;
import io.github.gdprkit.processing.RecipientTold;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.propagation.GatewayAnswer;
import io.github.gdprkit.propagation.InstructionState;
import io.github.gdprkit.propagation.InstructionStatus;
import io.github.gdprkit.propagation.Settlement;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.Correction;
import io.github.gdprkit.request.IdentityLevel;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStatus;
import io.github.gdprkit.request.RequestStore;
import io.github.gdprkit.request.Verification;
import io.github.gdprkit.subject.DataSubjectRight;
import io.github.gdprkit.testkit.fault.CrashingStore;
import io.github.gdprkit.testkit.fault.CrashingStore.Moment;
import io.github.gdprkit.testkit.fault.SimulatedCrash;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.time.SettableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A controller, its processor, and that one's subprocessor: three kits over three stores. */
class ChainTest {

  @TempDir Path folder;

  private final SettableClock clock = new SettableClock();
  private Notes own;
  private Notes hosted;
  private Notes stored;
  private House controller;
  private House processor;
  private House subprocessor;

  private void found(Path where, DataHook... moreOfTheSubprocessor) {
    stored = new Notes("notes").holding(Subjects.ANNA, "a", "b", "c").holding(Subjects.BORIS, "x");
    DataHook[] hooks = new DataHook[moreOfTheSubprocessor.length + 1];
    hooks[0] = stored;
    System.arraycopy(moreOfTheSubprocessor, 0, hooks, 1, moreOfTheSubprocessor.length);
    subprocessor = new House(where, "subprocessor", clock, hooks);
    hosted =
        new Notes("notes", LegalBasis.LEGITIMATE_INTERESTS, subprocessor.recipient())
            .holding(Subjects.ANNA, "a", "b")
            .holding(Subjects.BORIS, "x");
    processor = new House(where, "processor", clock, hosted);
    own =
        new Notes("notes", processor.recipient())
            .holding(Subjects.ANNA, "a")
            .holding(Subjects.BORIS, "x");
    controller = new House(where, "controller", clock, own);
  }

  /** All three kits anew over their stores; the processor's over this one. */
  private GdprKit start(RequestStore storeOfTheProcessor) {
    processor.telling("subprocessor", subprocessor.kit().asProcessor());
    controller.telling("processor", processor.kit(storeOfTheProcessor).asProcessor());
    return controller.kit();
  }

  private GdprKit start() {
    return start(processor.store);
  }

  private static InstructionState only(GdprKit kit, RequestId id) {
    List<InstructionState> all = kit.propagation().of(id);
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private RequestId requestAt(House house) {
    List<String> ids =
        house.evidence("request").stream().map(entry -> entry.stream().id()).distinct().toList();
    assertThat(ids).as("requests at %s", house.controller.name()).hasSize(1);
    return new RequestId(ids.get(0));
  }

  @Test
  @GdprReference(
      article = "28(3)(e)",
      text = "for the fulfilment of the controller's obligation to respond to requests")
  void passesAnErasureDownAndTheAnswersUp() {
    found(folder);
    GdprKit kit = start();
    RequestId id = controller.grantedErasure(kit.requests(), Subjects.ANNA);

    kit.requests().fulfil(id);

    assertThat(own.of(Subjects.ANNA)).isEmpty();
    assertThat(hosted.of(Subjects.ANNA)).isEmpty();
    assertThat(stored.of(Subjects.ANNA)).isEmpty();
    assertThat(kit.requests().get(id).status()).isEqualTo(RequestStatus.FULFILLED);
    assertThat(only(kit, id).records()).isEqualTo(2);
    for (House house : List.of(processor, subprocessor)) {
      Verification verification =
          house.kit().requests().get(requestAt(house)).verification().orElseThrow();
      assertThat(verification.level()).isEqualTo(IdentityLevel.INSTRUCTED_BY_CONTROLLER);
      assertThat(house.kit().ledger().isErased(Subjects.ANNA)).isTrue();
    }
    assertThat(List.of(own, hosted, stored))
        .allSatisfy(notes -> assertThat(notes.of(Subjects.BORIS)).hasSize(1));
  }

  @Test
  @GdprReference(article = "28(4)", text = "the same data protection obligations")
  void letsTheAnswersComeUpAfterEveryoneWasRestartedInTheMiddle() {
    found(folder);
    stored.broken(true);
    GdprKit kit = start();
    RequestId id = controller.grantedErasure(kit.requests(), Subjects.ANNA);

    kit.requests().fulfil(id);

    assertThat(own.of(Subjects.ANNA)).isEmpty();
    assertThat(hosted.of(Subjects.ANNA)).isEmpty();
    assertThat(stored.of(Subjects.ANNA)).hasSize(3);
    assertThat(only(kit, id).status()).isEqualTo(InstructionStatus.ACKNOWLEDGED);
    assertThat(kit.requests().unfinished()).isEmpty();

    GdprKit restarted = start();
    assertThat(restarted.propagation().follow().open()).hasSize(1);
    assertThat(restarted.requests().get(id).status()).isEqualTo(RequestStatus.IN_PROGRESS);

    stored.broken(false);
    GdprKit again = start();
    assertThat(again.propagation().follow().open()).isEmpty();

    assertThat(stored.of(Subjects.ANNA)).isEmpty();
    assertThat(again.requests().get(id).status()).isEqualTo(RequestStatus.FULFILLED);
    assertThat(again.requests().papers(id)).isEmpty();
    assertThat(processor.kit().requests().get(requestAt(processor)).status())
        .isEqualTo(RequestStatus.FULFILLED);
    assertThat(subprocessor.kit().requests().get(requestAt(subprocessor)).status())
        .isEqualTo(RequestStatus.FULFILLED);
    assertThat(again.propagation().recipientsTold(id))
        .extracting(RecipientTold::result)
        .containsExactly(RecipientResult.DONE);
  }

  private boolean crashes(int call, Moment moment) throws Exception {
    String where = moment + " call " + call;
    found(Files.createTempDirectory(folder, "round"));
    RequestId id = controller.grantedErasure(start().requests(), Subjects.ANNA);

    boolean crashed = false;
    try {
      start(CrashingStore.atCall(processor.store, call, moment)).requests().fulfil(id);
    } catch (SimulatedCrash e) {
      crashed = true;
    }

    GdprKit kit = start();
    assertThat(processor.kit().restores().check()).isInstanceOf(RestoreState.UpToDate.class);
    clock.advance(Duration.ofHours(1));
    kit.requests().unfinished().forEach(kit.requests()::fulfil);
    kit.propagation().follow();

    assertThat(kit.requests().get(id).status()).as(where).isEqualTo(RequestStatus.FULFILLED);
    assertThat(hosted.of(Subjects.ANNA)).as(where).isEmpty();
    assertThat(stored.of(Subjects.ANNA)).as(where).isEmpty();
    assertThat(requestAt(processor)).as(where).isNotNull();
    assertThat(requestAt(subprocessor)).as(where).isNotNull();
    assertThat(processor.kit().requests().get(requestAt(processor)).status())
        .as(where)
        .isEqualTo(RequestStatus.FULFILLED);
    assertThat(processor.kit().requests().unfinished()).as(where).isEmpty();
    assertThat(processor.kit().propagation().open()).as(where).isEmpty();
    assertThat(kit.propagation().open()).as(where).isEmpty();
    return crashed;
  }

  @ParameterizedTest
  @EnumSource(
      value = Moment.class,
      names = {"BEFORE", "AFTER"})
  @GdprReference(article = "17(1)", text = "without undue delay")
  void survivesThatTheProcessorDiesAtAnyOfItsWrites(Moment moment) throws Exception {
    int call = 1;
    while (crashes(call, moment)) {
      call++;
    }
    assertThat(call).isGreaterThan(12);
  }

  @Test
  void goesOnWhenTheProcessorsStoreCannotBeReached() {
    found(folder);
    RequestId id = controller.grantedErasure(start().requests(), Subjects.ANNA);
    GdprKit failing = start(CrashingStore.atCall(processor.store, 3, Moment.UNAVAILABLE));

    failing.requests().fulfil(id);

    assertThat(only(failing, id).failures()).isEqualTo(1);
    assertThat(failing.propagation().follow(id)).hasSize(1);
    assertThat(hosted.of(Subjects.ANNA)).isNotEmpty();
    clock.advance(Duration.ofMinutes(15));
    assertThat(failing.propagation().follow(id)).isEmpty();
    assertThat(stored.of(Subjects.ANNA)).isEmpty();
    assertThat(failing.requests().get(id).status()).isEqualTo(RequestStatus.FULFILLED);
  }

  @Test
  void doesWithNothingWhatItHasNothingOf() {
    found(folder);
    GdprKit kit = start();
    RequestId id = controller.grantedErasure(kit.requests(), Subjects.person("carla-1"));

    kit.requests().fulfil(id);

    assertThat(only(kit, id).status()).isEqualTo(InstructionStatus.DONE);
    assertThat(only(kit, id).records()).isZero();
    assertThat(kit.requests().get(id).status()).isEqualTo(RequestStatus.FULFILLED);
  }

  @Test
  @GdprReference(
      article = "17(3)(b)",
      text = "for compliance with a legal obligation which requires processing")
  void hearsFromBelowWhatHasToBeKept() {
    found(folder, new Invoices());
    GdprKit kit = start();
    RequestId id = controller.grantedErasure(kit.requests(), Subjects.ANNA);

    kit.requests().fulfil(id);

    GdprKit middle = processor.kit();
    InstructionState below = only(middle, requestAt(processor));
    assertThat(below.status()).isEqualTo(InstructionStatus.REFUSED);
    assertThat(below.records()).isEqualTo(3);
    GatewayAnswer.Refused refusal = below.refusal();
    assertThat(refusal).isNotNull();
    assertThat(refusal.code()).isEqualTo("kept-in-part");
    assertThat(refusal.kept())
        .containsExactly(new GatewayAnswer.Kept("invoices", "legal-obligation-or-public-task"));
    assertThat(refusal.words()).contains("Invoices", "ten years");
    assertThat(stored.of(Subjects.ANNA)).isEmpty();
    assertThat(only(kit, id).status()).isEqualTo(InstructionStatus.ACKNOWLEDGED);

    middle.propagation().settle(below.id(), Settlement.GIVEN_UP, "The law is the law.", House.DPO);
    kit.propagation().follow();

    InstructionState above = only(kit, id);
    assertThat(above.status()).isEqualTo(InstructionStatus.REFUSED);
    assertThat(above.refusal()).isNotNull();
    assertThat(above.refusal().kept())
        .containsExactly(new GatewayAnswer.Kept("subprocessor", "refused"));
    assertThat(above.refusal().words()).contains("Invoices", "ten years", "The law is the law.");
    assertThat(kit.requests().get(id).status()).isEqualTo(RequestStatus.IN_PROGRESS);
  }

  @Test
  @GdprReference(article = "19", text = "any rectification")
  void passesOnWhatIsRight() {
    found(folder);
    GdprKit kit = start();
    RequestId id =
        controller.granted(
            kit.requests(),
            Claim.RECTIFICATION,
            Subjects.ANNA,
            List.of(new Correction(new HookId("notes"), "text", "right")),
            Condition.INACCURATE);

    kit.requests().fulfil(id);

    assertThat(own.of(Subjects.ANNA)).containsOnly("right");
    assertThat(hosted.of(Subjects.ANNA)).containsOnly("right").hasSize(2);
    assertThat(stored.of(Subjects.ANNA)).containsOnly("right").hasSize(3);
    assertThat(stored.of(Subjects.BORIS)).containsExactly("x");
    assertThat(kit.requests().get(id).status()).isEqualTo(RequestStatus.FULFILLED);
  }

  @Test
  @GdprReference(article = "19", text = "restriction of processing")
  void passesOnARestrictionAndItsEnd() {
    found(folder);
    GdprKit kit = start();
    Requests requests = kit.requests();
    RequestId id =
        controller.granted(
            requests, Claim.RESTRICTION, Subjects.ANNA, List.of(), Condition.ACCURACY_CONTESTED);
    requests.fulfil(id);
    assertThat(requests.get(id).status()).isEqualTo(RequestStatus.FULFILLED);
    assertThat(List.of(own, hosted, stored))
        .allSatisfy(notes -> assertThat(notes.isRestricted(Subjects.ANNA)).isTrue());
    assertThat(processor.kit().restrictions().isRestricted(Subjects.ANNA)).isTrue();

    requests.announceLifting(id, House.DPO);
    requests.liftRestriction(id, House.DPO);
    assertThat(own.isRestricted(Subjects.ANNA)).isFalse();
    assertThat(hosted.isRestricted(Subjects.ANNA)).isTrue();
    clock.advance(Duration.ofSeconds(1));
    assertThat(requests.erasePapersClosedBefore(clock.instant())).isZero();

    GdprKit again = start();
    assertThat(again.propagation().follow().open()).isEmpty();
    assertThat(hosted.isRestricted(Subjects.ANNA)).isFalse();
    assertThat(processor.kit().restrictions().isRestricted(Subjects.ANNA)).isFalse();
    assertThat(stored.isRestricted(Subjects.ANNA)).isTrue();
    assertThat(processor.kit().propagation().follow().open()).isEmpty();
    assertThat(stored.isRestricted(Subjects.ANNA)).isFalse();
    assertThat(again.requests().erasePapersClosedBefore(clock.instant())).isEqualTo(1);
  }

  /** What the law has the subprocessor keep. */
  private static final class Invoices implements DataHook {

    @Override
    public Declaration declaration() {
      return Declaration.of(
              "invoices", "Invoices", new PersonalDataCategory("invoices", "Invoices"))
          .text("What was billed.")
          .sources(SourceOfData.DERIVED)
          .legalBases(LegalBasis.LEGAL_OBLIGATION)
          .retention("For ten years")
          .keptOnErasure(
              "The law has us keep invoices.",
              new ErasureRule.Retention(
                  RetentionGround.LEGAL_OBLIGATION_OR_PUBLIC_TASK,
                  "Invoices",
                  "until ten years are over"))
          .byHand(
              "An administrator does it.",
              DataSubjectRight.ACCESS,
              DataSubjectRight.RECTIFICATION,
              DataSubjectRight.RESTRICTION)
          .notApplicable(
              "There is nothing to act on.",
              DataSubjectRight.PORTABILITY,
              DataSubjectRight.OBJECTION,
              DataSubjectRight.HUMAN_REVIEW)
          .build();
    }

    @Override
    public Findings locate(Scope scope) {
      return Findings.of(1);
    }
  }
}
