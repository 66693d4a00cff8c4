package io.github.gdprkit.testkit.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.deadline.AskedWhen;
import io.github.gdprkit.erasure.HoldGround;
import io.github.gdprkit.erasure.LegalHold;
import io.github.gdprkit.fulfilment.FulfilmentOutcome;
import io.github.gdprkit.fulfilment.HookFailure;
import io.github.gdprkit.fulfilment.Intake;
import io.github.gdprkit.fulfilment.Requests;
import io.github.gdprkit.hook.DataHook;
import io.github.gdprkit.hook.ErasureStage;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.Correction;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.Decision;
import io.github.gdprkit.request.ExtensionReason;
import io.github.gdprkit.request.IntakeChannel;
import io.github.gdprkit.request.RefusalGround;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.IdentifierType;
import io.github.gdprkit.testkit.canary.Canaries;
import io.github.gdprkit.testkit.canary.CanaryScan;
import io.github.gdprkit.testkit.fixture.FixtureChat;
import io.github.gdprkit.testkit.fixture.SmallHook;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.log.CapturedLogs;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A person of canaries uses every right, and things go wrong: they are in the papers alone. */
class QuietRequestsTest {

  @TempDir Path folder;
  private final Canaries canaries = Canaries.of("quiet requests");
  private final String account = canaries.token("account");
  private final DataSubject person =
      DataSubject.ofAccount(account)
          .alsoKnownAs(IdentifierType.EMAIL, canaries.email())
          .alsoKnownAs(IdentifierType.PHONE, canaries.token("phone"));
  private final List<Object> seen = new ArrayList<>();
  private final List<Throwable> thrown = new ArrayList<>();
  private Desk desk;
  private GdprKit kit;
  private Requests requests;

  private RequestId verified(Claim claim, List<Correction> corrections) {
    Intake intake =
        Intake.of(claim, person, canaries.name(), IntakeChannel.EMAIL, desk.clock.instant())
            .withMessage(canaries.text())
            .withCorrections(corrections);
    DataSubjectRequest received = requests.receive(intake, Desk.DPO);
    requests.askForIdentity(received.id(), AskedWhen.WITHOUT_UNDUE_DELAY, Desk.DPO);
    DataSubjectRequest confirmed = desk.confirm(requests, received.id(), person);
    seen.addAll(List.of(intake, received, confirmed, requests.papers(received.id())));
    return received.id();
  }

  private FulfilmentOutcome fulfil(RequestId id) {
    FulfilmentOutcome outcome = requests.fulfil(id);
    seen.add(outcome);
    seen.addAll(outcome.request().tasks());
    seen.addAll(outcome.failures());
    outcome.failures().stream().map(HookFailure::message).forEach(seen::add);
    return outcome;
  }

  private void refused(ThrowingCallable verb) {
    Throwable refusal = catchThrowable(verb);
    assertThat(refusal).isNotNull();
    thrown.add(refusal);
  }

  private void throwing(String call) throws Exception {
    String text = "ERROR: key (email)=(" + canaries.email() + ") in " + call;
    throw new IllegalStateException(text, new IOException(canaries.text()));
  }

  @Test
  @GdprReference(article = "5(1)(f)", text = "in a manner that ensures appropriate security")
  void leavesThePersonOutOfEvidenceLogsExceptionsAndToString() throws Exception {
    CapturedLogs.look();
    FixtureChat chat = new FixtureChat();
    chat.join(person, canaries.text());
    chat.post(person, FixtureChat.TOWN_SQUARE, canaries.text());
    SmallHook notes = SmallHook.of("notes", ErasureStage.CONTENT);
    notes.plant(person, canaries.text());
    Recorded broken = new Recorded(notes, new ArrayList<>()).doing(this::throwing);
    List<DataHook> hooks = new ArrayList<>(chat.catalog().hooks());
    hooks.add(broken);
    InMemoryRequestStore store = new InMemoryRequestStore();
    desk = new Desk(folder).over(store);
    kit = desk.kit(hooks.toArray(DataHook[]::new));
    requests = kit.requests();

    RequestId access = verified(Claim.ACCESS, List.of());
    requests.askForClarification(
        access, "Which messages do you mean?", AskedWhen.WITHOUT_UNDUE_DELAY, Desk.DPO);
    seen.add(requests.clarified(access, canaries.text(), Desk.DPO));
    seen.add(requests.extend(access, ExtensionReason.COMPLEXITY, canaries.text(), Desk.DPO));
    desk.grant(requests, access);
    assertThat(fulfil(access).failures()).hasSize(1);
    broken.repair();
    fulfil(access);
    desk.closeByHand(requests, access);

    RequestId name =
        verified(
            Claim.RECTIFICATION,
            List.of(new Correction(FixtureChat.PROFILE, "name", canaries.name())));
    refused(
        () ->
            requests.correct(
                name, List.of(new Correction(FixtureChat.PROFILE, "no", canaries.text()))));
    desk.grant(requests, name, Condition.INACCURATE);
    fulfil(name);
    desk.closeByHand(requests, name);

    RequestId restriction = verified(Claim.RESTRICTION, List.of());
    desk.grant(requests, restriction, Condition.ACCURACY_CONTESTED);
    fulfil(restriction);
    desk.closeByHand(requests, restriction);
    refused(() -> requests.liftRestriction(restriction, Desk.DPO));

    RequestId objection = verified(Claim.OBJECTION, List.of());
    requests.decide(
        objection, Decision.refuse(RefusalGround.MANIFESTLY_UNFOUNDED, canaries.text()), Desk.DPO);
    refused(() -> fulfil(objection));
    refused(() -> requests.withdraw(objection, Desk.DPO));

    InMemoryRequestStore backup = store.copy();
    LegalHold hold = kit.holds().place(person, HoldGround.LITIGATION, Desk.DPO);
    RequestId erasure = verified(Claim.ERASURE, List.of());
    seen.add(requests.planErasure(person));
    desk.grant(requests, erasure, Condition.NO_LONGER_NECESSARY);
    fulfil(erasure);
    desk.closeByHand(requests, erasure);
    kit.holds().release(hold.id(), Desk.DPO);
    broken.doing(this::throwing);
    assertThat(fulfil(erasure).failures()).hasSize(1);
    seen.add(requests.erasureReport(erasure));
    broken.repair();
    fulfil(erasure);
    assertThat(kit.ledger().isErased(person)).isTrue();
    refused(() -> desk.grant(requests, erasure));
    byte[] evidence = Evidence.export(kit);
    kit.evidence().checkpoint();

    notes.plant(person, canaries.text());
    broken.doing(this::throwing);
    GdprKit restored = desk.restarted(backup, kit.hooks());
    refused(() -> restored.requests().fulfil(erasure));
    for (int run = 0; run < 2; run++) {
      seen.add(
          restored
              .restores()
              .replay(
                  (after, max, each) -> {
                    each.accept(person);
                    return Page.last();
                  },
                  Desk.DPO));
      broken.repair();
    }
    seen.addAll(List.of(person, hold, desk.archives.sealedArchives(), new HookId("notes")));
    List<String> logged = CapturedLogs.lines();

    assertThat(logged).hasSizeGreaterThan(30).anyMatch(line -> line.contains("notes"));
    assertThat(thrown).hasSize(6);
    CanaryScan scan =
        CanaryScan.of(canaries)
            .withoutControl()
            .inText("evidence", new String(evidence, StandardCharsets.UTF_8))
            .inText(
                "evidence after the restore",
                new String(Evidence.export(restored), StandardCharsets.UTF_8))
            .inFiles(folder)
            .inTexts("log", logged)
            .inObjects(seen.toArray());
    thrown.forEach(scan::inThrowable);
    scan.assertNone();
  }

  @Test
  void noticesACanaryThatIsLogged() {
    CapturedLogs.look();
    LoggerFactory.getLogger("test").trace("{}", account);

    assertThat(
            CanaryScan.of(canaries)
                .withoutControl()
                .inTexts("log", CapturedLogs.lines())
                .findings())
        .isNotEmpty();
  }
}
