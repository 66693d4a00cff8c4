package io.github.gdprkit.example.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.archive.DirectoryArchiveStore;
import io.github.gdprkit.deadline.ResponseClock;
import io.github.gdprkit.deadline.WorkingDays;
import io.github.gdprkit.erasure.FileErasureLedger;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.CheckpointSigner;
import io.github.gdprkit.evidence.FileCheckpointStore;
import io.github.gdprkit.example.chat.desk.DeskFolder;
import io.github.gdprkit.example.chat.gdpr.ChatHooks;
import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.Organisation;
import io.github.gdprkit.fulfilment.AnswerWords;
import io.github.gdprkit.jackson.JacksonArchiveFormat;
import io.github.gdprkit.jdbc.GdprSqlite;
import io.github.gdprkit.jdbc.JdbcRequestStore;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.processing.Recipient;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.Decision;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.subject.SubjectKeys;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recipients of what is erased, at the command line; two organisations. */
class InstructionsCommandTest {

  private static final String CHOIR = "--controller=choir";

  @TempDir private Path folder;
  private ThreeControllers chat;

  @BeforeEach
  void erasesAPersonOfWhomTwoOthersHaveData() throws Exception {
    chat = new ThreeControllers(folder);
    chat.importSampleFor("operator", "choir");
    chat.run("request", "erase", "anna", "--id=gone", "--verified-by=signed-in", CHOIR);
    fulfilTelling(
        "gone",
        new Recipient("Mail & Sons", new PartyId("mail")),
        new Recipient("Search", new PartyId("search")));
  }

  @Test
  @GdprReference(
      article = "19",
      text = "unless this proves impossible or involves disproportionate")
  void closesTheRequestWhenAllHaveAnsweredOrItWasDecided() {
    String shown = chat.run("requests", "gone", CHOIR);
    assertThat(shown).contains("instructions list --request gone --controller choir");
    assertThat(chat.run("instructions", "list")).contains("nobody to tell");
    String listed = chat.run("instructions", "list", CHOIR);
    assertThat(listed)
        .contains("instructed", "Mail & Sons, erasure, of request gone", "Tell Search to erase")
        .doesNotContain("OVERDUE", "Lindqvist");
    String mail = id(listed, "Mail & Sons");
    String search = id(listed, "Search");

    assertThat(chat.run("instructions", "acknowledge", mail, CHOIR)).contains("acknowledged");
    assertThat(chat.run("instructions", "done", mail, "--records=4", CHOIR))
        .contains("done", "status     in-progress");
    assertThat(chat.run("instructions", "refuse", search, "--code=tax-law", "--words=Kept.", CHOIR))
        .contains("refused: tax-law", "status     in-progress");
    assertThat(chat.refused("instructions", "done", mail, CHOIR)).contains("DONE");
    assertThat(chat.refused("instructions", "done", search)).contains("no instruction");
    assertThat(
            chat.runAtAll("instructions", "settle", search, "--how=called-off", "--reason=x", CHOIR)
                .exitCode())
        .isEqualTo(2);
    assertThat(
            chat.run(
                "instructions",
                "settle",
                search,
                "--how=given-up",
                "--reason=It keeps it for the tax office.",
                CHOIR))
        .contains("settled: given-up", "status     partly-fulfilled");

    assertThat(chat.run("report", "gone", CHOIR))
        .contains("Mail & Sons", "Search", "It keeps it for the tax office.");
    assertThat(chat.run("instructions", "list", "--request=gone", CHOIR)).contains("settled");
    assertThat(chat.run("instructions", "list", CHOIR)).contains("nobody to tell");
  }

  @Test
  void saysWhoIsLateAndFollowsUpWhatWasClosedTheOldWay() {
    chat.itIs(Instant.parse("2026-02-20T09:00:00Z"));

    assertThat(chat.run("instructions", "list", "--overdue", CHOIR)).contains("OVERDUE");
    assertThat(chat.run("instructions", "follow", CHOIR)).contains("waited for: 2");
    String tasks = chat.run("requests", "gone", CHOIR);
    tasks
        .lines()
        .filter(line -> line.contains("manual     tell-recipient."))
        .map(line -> line.strip().split("\\s+")[1])
        .forEach(task -> chat.run("close-task", "gone", task, "--note=Told by phone", CHOIR));

    assertThat(chat.run("requests", "gone", CHOIR)).contains("papers-erased, by system");
    assertThat(chat.run("instructions", "follow", CHOIR)).contains("waited for: 0");
    assertThat(chat.run("instructions", "list", "--request=gone", CHOIR)).contains("done");
  }

  private static String id(String listed, String name) {
    return listed
        .lines()
        .filter(line -> line.startsWith("tell-") && line.contains(name))
        .findFirst()
        .orElseThrow()
        .split(" ")[0];
  }

  /** The chat's own hooks name no recipients, so this kit over the same stores names some. */
  private void fulfilTelling(String request, Recipient... recipients) throws Exception {
    Controller choir = Controller.of("choir", "choir");
    Clock clock = Clock.fixed(CommandRun.NOW, ZoneOffset.UTC);
    try (ChatDatabase database = ChatDatabase.open(chat.database);
        GdprSqlite connections = GdprSqlite.dataSource(chat.database)) {
      Organisation organisation = database.organisations().get("choir");
      DeskFolder desk = DeskFolder.of(database, organisation);
      GdprKit kit =
          GdprKit.builder()
              .controller(choir)
              .hooks(ChatHooks.over(database, organisation))
              .archives(new DirectoryArchiveStore(desk.archives()))
              .format(new JacksonArchiveFormat())
              .store(JdbcRequestStore.open(connections))
              .subjectKeys(SubjectKeys.fromFile(desk.subjectSecret()))
              .ledger(FileErasureLedger.open(desk.ledger(), choir.id()))
              .responseClock(ResponseClock.eu(ZoneOffset.UTC, WorkingDays.weekendsOnly()))
              .checkpoints(
                  CheckpointSigner.fromFile(desk.signingKey()),
                  new FileCheckpointStore(desk.checkpoints()))
              .answers(AnswerWords.of("the authority", "To write."))
              .moreRecipients(
                  hook -> hook.value().equals("profile") ? List.of(recipients) : List.of())
              .clock(clock)
              .build();
      RequestId id = new RequestId(request);
      kit.restores().check();
      Decision grant =
          Decision.grant()
              .onEach(kit.requests().basesConcerned(id), Condition.NO_LONGER_NECESSARY)
              .build();
      assertThat(kit.requests().decide(id, grant, new Actor("operator")).isGranted()).isTrue();
      kit.requests().fulfil(id);
      kit.evidence().checkpoint();
    }
  }
}
