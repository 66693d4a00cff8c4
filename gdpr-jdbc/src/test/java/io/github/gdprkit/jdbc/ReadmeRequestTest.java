package io.github.gdprkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.archive.DirectoryArchiveStore;
import io.github.gdprkit.deadline.ResponseClock;
import io.github.gdprkit.deadline.WorkingDays;
import io.github.gdprkit.erasure.FileErasureLedger;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.CheckpointSigner;
import io.github.gdprkit.evidence.FileCheckpointStore;
import io.github.gdprkit.fulfilment.AnswerWords;
import io.github.gdprkit.fulfilment.FulfilmentOutcome;
import io.github.gdprkit.fulfilment.Intake;
import io.github.gdprkit.fulfilment.Requests;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.jackson.JacksonArchiveFormat;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.Decision;
import io.github.gdprkit.request.IdentityLevel;
import io.github.gdprkit.request.IntakeChannel;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.Verification;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.SubjectKeys;
import io.github.gdprkit.testkit.fixture.SmallHook;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example of README.md that takes a request to its end. That it is shown, another test says.
 */
class ReadmeRequestTest {

  @TempDir Path folder;

  @Test
  @GdprReference(article = "17(1)", text = "the erasure of personal data concerning him or her")
  @GdprReference(article = "12(3)", text = "information on action taken on a request")
  void erasesAPersonAndSaysSo() throws Exception {
    HookCatalog hooks = HookCatalog.of(SmallHook.many(3, 5).toArray(new SmallHook[0]));
    DataSubject anna = Subjects.ANNA;
    Clock clock = Clock.systemUTC();
    // readme:request
    Path outside = Files.createDirectories(folder.resolve("outside-the-database"));
    GdprSqlite database = GdprSqlite.dataSource(folder.resolve("requests.db"));
    GdprSchema.migrate(database);
    Controller acme = Controller.of("acme", "Acme Ltd");
    GdprKit gdpr =
        GdprKit.builder()
            .controller(acme)
            .hooks(hooks)
            .archives(new DirectoryArchiveStore(outside.resolve("archives")))
            .format(new JacksonArchiveFormat())
            .store(JdbcRequestStore.open(database))
            .subjectKeys(SubjectKeys.fromFile(outside.resolve("subject-keys.secret")))
            .ledger(FileErasureLedger.open(outside.resolve("erasures.ledger"), acme.id()))
            .checkpoints(
                CheckpointSigner.fromFile(outside.resolve("checkpoint.key")),
                new FileCheckpointStore(outside.resolve("evidence.checkpoints")))
            .responseClock(ResponseClock.eu(ZoneId.of("Europe/Berlin"), WorkingDays.weekendsOnly()))
            .answers(AnswerWords.of("the authority of our Land", "We carry your messages."))
            .build();
    gdpr.restores().check(); // after a backup was restored it says so, and nothing is served

    Requests requests = gdpr.requests();
    Actor dpo = new Actor("dpo");
    Intake intake =
        Intake.of(Claim.ERASURE, anna, "Anna L.", IntakeChannel.IN_APP, clock.instant());
    RequestId id = requests.receive(intake, dpo).id(); // the clock of Art. 12(3) runs
    Verification session =
        new Verification(IdentityLevel.SIGNED_IN, "session", dpo, clock.instant());
    requests.confirmIdentity(id, session, anna, dpo);
    Decision decision =
        Decision.grant().onEach(requests.basesConcerned(id), Condition.NO_LONGER_NECESSARY).build();
    requests.decide(id, decision, dpo); // what the law makes impossible cannot be decided
    FulfilmentOutcome outcome = requests.fulfil(id); // after a failure or a crash: once more
    if (outcome.isComplete()) {
      System.out.println(requests.answer(id).text()); // what Anna has to be told
    } else {
      outcome.failures().forEach(failure -> System.err.println(failure.message()));
    }
    // readme:end

    assertThat(outcome.isComplete()).isTrue();
    assertThat(requests.papers(id)).isEmpty();
    assertThat(requests.answer(id).text()).contains("We erased 15 records about you");
    database.close();
  }
}
