package io.github.gdprkit.jdbc;

import static io.github.gdprkit.jdbc.Requests.ANNA;
import static io.github.gdprkit.jdbc.Requests.BORIS;
import static io.github.gdprkit.jdbc.Requests.CHOIR;
import static io.github.gdprkit.jdbc.Requests.LAST_DAY;
import static io.github.gdprkit.jdbc.Requests.PAPERS;
import static io.github.gdprkit.jdbc.Requests.draft;
import static io.github.gdprkit.jdbc.Requests.erase;
import static io.github.gdprkit.jdbc.Requests.header;
import static io.github.gdprkit.jdbc.Requests.keep;
import static io.github.gdprkit.jdbc.Requests.put;
import static io.github.gdprkit.jdbc.Requests.step;
import static io.github.gdprkit.jdbc.Requests.under;
import static io.github.gdprkit.jdbc.Requests.verified;
import static io.github.gdprkit.jdbc.Requests.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.EvidenceHead;
import io.github.gdprkit.evidence.EvidenceStoreException;
import io.github.gdprkit.evidence.Sheet;
import io.github.gdprkit.evidence.SheetChange;
import io.github.gdprkit.evidence.SheetId;
import io.github.gdprkit.evidence.StaleStreamException;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.request.DuplicateRequestException;
import io.github.gdprkit.request.LostClaimException;
import io.github.gdprkit.request.RequestChange;
import io.github.gdprkit.request.RequestFile;
import io.github.gdprkit.request.RequestHeader;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStatus;
import io.github.gdprkit.request.StaleRequestException;
import io.github.gdprkit.request.TaskCheckpoint;
import io.github.gdprkit.request.TaskId;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcRequestStoreTest {

  @TempDir private Path folder;
  private GdprSqlite source;
  private JdbcRequestStore store;

  @BeforeEach
  void open() {
    source = GdprSqlite.dataSource(folder.resolve("gdpr.db"));
    GdprSchema.migrate(source);
    store = JdbcRequestStore.open(source);
  }

  @AfterEach
  void close() {
    source.close();
  }

  @Test
  void findsARequestItsPapersAndItsEventsAgain() {
    RequestHeader header = verified("r-1", 2, ANNA);
    store.commit(List.of(step(header, 2, put(PAPERS))));

    JdbcRequestStore reopened = JdbcRequestStore.open(source);

    assertThat(reopened.find(header.id())).contains(header);
    assertThat(reopened.papers(header.id())).contains(PAPERS);
    assertThat(reopened.stream(CHOIR, header.id().stream()))
        .extracting(EvidenceEntry::version)
        .containsExactly(1L, 2L);
    assertThat(reopened.find(new RequestId("other"))).isEmpty();
    assertThat(reopened.papers(new RequestId("other"))).isEmpty();
  }

  @Test
  @GdprReference(
      article = "5(2)",
      text =
          "The controller shall be responsible for, and be able to demonstrate compliance with,"
              + " paragraph 1 (‘accountability’).")
  void storesEntriesAsTheyWereHashed() {
    EvidenceHead before = store.head(CHOIR);
    EvidenceDraft draft = draft(header("r-1", 1), 0);

    List<EvidenceEntry> appended = store.append(CHOIR, List.of(draft));

    EvidenceEntry expected = EvidenceEntry.after(before, draft);
    assertThat(appended.get(0).bytes()).isEqualTo(expected.bytes());
    assertThat(store.read(CHOIR, 0, 9).get(0).bytes()).isEqualTo(expected.bytes());
    assertThat(store.head(CHOIR)).isEqualTo(expected.head());
    assertThat(store.head(new PartyId("nobody")))
        .isEqualTo(EvidenceHead.none(new PartyId("nobody")));
  }

  @Test
  void writesNothingOfACommitWhenOneOfItsChangesFails() {
    store.commit(List.of(step(header("r-1", 1), 1, put(PAPERS))));
    RequestHeader second = header("r-2", 1);
    EvidenceHead before = store.head(CHOIR);

    assertThatExceptionOfType(StaleRequestException.class)
        .isThrownBy(
            () -> store.commit(List.of(step(second, 1, put(PAPERS)), step(header("r-1", 1)))))
        .satisfies(e -> assertThat(e.request()).isEqualTo(new RequestId("r-1")));

    assertThat(store.find(second.id())).isEmpty();
    assertThat(store.papers(second.id())).isEmpty();
    assertThat(store.head(CHOIR)).isEqualTo(before);
  }

  @Test
  void refusesAStepThatBeginsElsewhere() {
    store.commit(List.of(step(header("r-1", 1))));
    store.commit(List.of(step(header("r-1", 2))));

    assertThatExceptionOfType(StaleRequestException.class)
        .isThrownBy(() -> store.commit(List.of(step(header("r-1", 2)))));
    assertThatExceptionOfType(StaleRequestException.class)
        .isThrownBy(() -> store.commit(List.of(step(header("r-1", 4)))));
    assertThatExceptionOfType(StaleRequestException.class)
        .isThrownBy(() -> store.commit(List.of(step(header("new", 2)))));
    assertThatExceptionOfType(StaleRequestException.class)
        .as("papers alone are a step from the version that the header has")
        .isThrownBy(() -> store.commit(List.of(step(header("r-1", 1), 0, put(PAPERS)))));
  }

  @Test
  void refusesAnEntryOfAnotherStreamThatMovedOn() {
    StreamId hold = new StreamId("legal-hold", "h-1");
    EvidenceDraft placed = new EvidenceDraft(hold, 0, "placed", Requests.NOON, Map.of());
    store.append(CHOIR, List.of(placed));
    RequestHeader header = header("r-1", 1);

    assertThatExceptionOfType(StaleStreamException.class)
        .isThrownBy(
            () ->
                store.commit(
                    List.of(
                        new RequestChange(
                            header, List.of(draft(header, 0), placed), keep(), null))))
        .satisfies(e -> assertThat(e.stream()).isEqualTo(hold));
    assertThat(store.find(header.id())).isEmpty();
    assertThat(store.stream(CHOIR, hold)).hasSize(1);
  }

  @Test
  void letsOnlyOneVerifiedRequestOfAPersonBeOpen() {
    store.commit(List.of(step(verified("r-1", 1, ANNA))));
    store.commit(List.of(step(verified("r-2", 1, BORIS)), step(header("r-3", 1))));

    assertThatExceptionOfType(DuplicateRequestException.class)
        .isThrownBy(() -> store.commit(List.of(step(verified("r-3", 2, ANNA)))))
        .satisfies(
            e -> {
              assertThat(e.request()).isEqualTo(new RequestId("r-3"));
              assertThat(e.original()).isEqualTo(new RequestId("r-1"));
            });

    RequestHeader closed = with(header("r-1", 2), RequestStatus.FULFILLED, null, ANNA);
    store.commit(List.of(step(closed)));
    store.commit(List.of(step(verified("r-3", 2, ANNA))));
    assertThat(store.ofSubject(CHOIR, ANNA))
        .extracting(header -> header.id().value())
        .containsExactly("r-1", "r-3");
  }

  @Test
  void takesTheWorkFromWhoeverHeldItBefore() {
    RequestHeader header = header("r-1", 1);
    store.commit(List.of(step(header)));
    long first = store.claim(header.id());
    long second = store.claim(header.id());
    TaskCheckpoint checkpoint = checkpoint("erase.messages", "42");

    assertThat(second).isGreaterThan(first);
    assertThatExceptionOfType(LostClaimException.class)
        .isThrownBy(() -> store.checkpoint(header.id(), first, checkpoint));
    assertThatExceptionOfType(LostClaimException.class)
        .isThrownBy(() -> store.commit(List.of(under(first, step(header("r-1", 2))))));
    store.checkpoint(header.id(), second, checkpoint);
    store.checkpoint(header.id(), second, checkpoint("erase.messages", "43"));
    store.checkpoint(header.id(), second, checkpoint("erase.drafts", null));
    store.commit(List.of(under(second, step(header("r-1", 2)))));
    assertThat(store.checkpoints(header.id()))
        .containsExactly(checkpoint("erase.drafts", null), checkpoint("erase.messages", "43"));
  }

  private static TaskCheckpoint checkpoint(String task, String cursor) {
    return new TaskCheckpoint(new TaskId(task), cursor, 7, 1, TaskCheckpoint.Phase.ACTING);
  }

  @Test
  void erasesPapersWithTheCheckpoints() {
    RequestHeader header = header("r-1", 1);
    store.commit(List.of(step(header, 1, put(PAPERS))));
    store.checkpoint(header.id(), store.claim(header.id()), checkpoint("erase.messages", "42"));

    store.commit(List.of(step(header("r-1", 1), 0, erase())));

    assertThat(store.papers(header.id())).isEmpty();
    assertThat(store.checkpoints(header.id())).isEmpty();
    assertThat(store.find(header.id())).contains(header);
  }

  @Test
  void keepsEveryTextAsItWas() {
    String odd = "a\u0000b 'quoted' \uD83D\uDE00 \uD800 lone ü \n";
    RequestFile papers = PAPERS.withMessage(odd).withNote("k", odd);
    store.commit(List.of(step(header("r-1", 1), 1, put(papers))));

    assertThat(store.papers(new RequestId("r-1"))).contains(papers);
  }

  @Test
  void givesWhatIsDueSoonestFirst() {
    store.commit(
        List.of(
            step(with(header("late", 1), RequestStatus.RECEIVED, LAST_DAY.plusDays(1), null)),
            step(header("b", 1)),
            step(header("a", 1)),
            step(with(header("closed", 1), RequestStatus.REFUSED, LAST_DAY, null)),
            step(with(header("paused", 1), RequestStatus.AWAITING_IDENTITY, null, null))));

    assertThat(ids(store.due(CHOIR, LAST_DAY, 9))).containsExactly("a", "b");
    assertThat(ids(store.due(CHOIR, LocalDate.MAX, 9))).containsExactly("a", "b", "late");
    assertThat(ids(store.due(CHOIR, LocalDate.MAX, 1))).containsExactly("a");
    assertThat(store.due(CHOIR, LocalDate.MIN, 9)).isEmpty();
    assertThat(store.due(new PartyId("other"), LocalDate.MAX, 9)).isEmpty();
    assertThat(ids(store.list(CHOIR, new RequestId("a"), 2))).containsExactly("b", "closed");
    assertThat(ids(store.list(CHOIR, null, 1))).containsExactly("a");
  }

  private static List<String> ids(List<RequestHeader> headers) {
    return headers.stream().map(header -> header.id().value()).toList();
  }

  @Test
  void saysTheCodesOfAFailureAndNotItsWords() throws Exception {
    store.commit(List.of(step(header("r-1", 1), 1, put(PAPERS.withMessage("canary-x17")))));
    execute(
        "CREATE TRIGGER quoting BEFORE UPDATE ON gdpr_request_papers"
            + " BEGIN SELECT RAISE(ABORT, 'quoting canary-x17'); END");

    assertThatExceptionOfType(EvidenceStoreException.class)
        .isThrownBy(() -> store.commit(List.of(step(header("r-1", 1), 0, put(PAPERS)))))
        .withMessageContaining("code 19")
        .satisfies(e -> assertThat(e).hasStackTraceContaining("RequestTables"))
        .satisfies(e -> assertThat(e.getCause()).hasMessageNotContaining("canary-x17"));
  }

  @Test
  void readsNoPapersThatWereDamagedAndQuotesNothingOfThem() throws Exception {
    store.commit(List.of(step(header("r-1", 1), 1, put(PAPERS))));
    execute("UPDATE gdpr_request_papers SET json = '{\"canary-x17\"'");

    assertThatExceptionOfType(EvidenceStoreException.class)
        .isThrownBy(() -> store.papers(new RequestId("r-1")))
        .withNoCause()
        .satisfies(e -> assertThat(e).hasMessageNotContaining("canary-x17"));
  }

  @Test
  void saysThatAnEntryCannotBeRead() throws Exception {
    store.append(CHOIR, List.of(draft(header("r-1", 1), 0)));
    execute("DROP TRIGGER gdpr_evidence_is_not_changed");
    execute("UPDATE gdpr_evidence SET bytes = x'00'");

    assertThatExceptionOfType(EvidenceStoreException.class)
        .isThrownBy(() -> store.read(CHOIR, 0, 9))
        .withMessageContaining("changed by hand or damaged");
  }

  @Test
  void writesNothingBehindAHeadThatWasSetBack() throws Exception {
    store.append(CHOIR, List.of(draft(header("r-1", 1), 0)));
    execute("UPDATE gdpr_evidence_head SET seq = 0");

    assertThatExceptionOfType(EvidenceStoreException.class)
        .isThrownBy(() -> store.append(CHOIR, List.of(draft(header("r-2", 1), 0))))
        .withMessageContaining("nothing was written");
    assertThat(store.read(CHOIR, 0, 9)).hasSize(1);
  }

  @Test
  void changesAndDeletesNoEvidence() {
    store.append(CHOIR, List.of(draft(header("r-1", 1), 0)));

    for (String sql : List.of("UPDATE gdpr_evidence SET seq = 2", "DELETE FROM gdpr_evidence")) {
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> execute(sql))
          .withMessageContaining("append-only");
    }
  }

  @Test
  void writesNoEvidenceWhenTheSheetFails() throws Exception {
    Sheet sheet = sheet("canary-x17");
    execute(
        "CREATE TRIGGER quoting BEFORE INSERT ON gdpr_sheet"
            + " BEGIN SELECT RAISE(ABORT, 'quoting canary-x17'); END");

    assertThatExceptionOfType(EvidenceStoreException.class)
        .isThrownBy(() -> commit(0, sheet))
        .withMessageContaining("code 19")
        .satisfies(e -> assertThat(e.getCause()).hasMessageNotContaining("canary-x17"));

    assertThat(store.head(CHOIR).seq()).isZero();
    execute("DROP TRIGGER quoting");
    commit(0, sheet);
    assertThat(store.sheet(CHOIR, sheet.id())).contains(sheet);
  }

  @Test
  void writesNoSheetWhenTheEvidenceFails() throws Exception {
    commit(0, sheet("before"));
    execute(
        "CREATE TRIGGER failing BEFORE UPDATE ON gdpr_evidence_head"
            + " BEGIN SELECT RAISE(ABORT, 'failing'); END");

    assertThatExceptionOfType(EvidenceStoreException.class)
        .isThrownBy(() -> commit(1, sheet("after")));

    assertThat(store.sheet(CHOIR, sheet("before").id())).contains(sheet("before"));
    assertThat(store.read(CHOIR, 0, 9)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"canary-x17\"",
        "null",
        "[]",
        "{\"name\":null}",
        "{\"name\":[\"canary-x17\"]}",
        "{\"Canary-X17\":\"x\"}",
        "{\"name\":\"\\ud800 canary-x17\"}"
      })
  void readsNoSheetThatWasDamagedAndQuotesNothingOfIt(String json) throws Exception {
    commit(0, sheet("A"));
    execute("UPDATE gdpr_sheet SET json = '" + json + "'");

    assertThatExceptionOfType(EvidenceStoreException.class)
        .isThrownBy(() -> store.sheet(CHOIR, sheet("A").id()))
        .withNoCause()
        .withMessageContaining("thing/a")
        .satisfies(e -> assertThat(e).hasMessageNotContainingAny("canary", "Canary"));
    assertThatExceptionOfType(EvidenceStoreException.class)
        .isThrownBy(() -> store.sheets(CHOIR, "thing", null, 9));
  }

  @Test
  void readsNoSheetWhoseIdWasChangedByHand() throws Exception {
    commit(0, sheet("A"));
    execute("UPDATE gdpr_sheet SET id = 'canary x17'");

    assertThatExceptionOfType(EvidenceStoreException.class)
        .isThrownBy(() -> store.sheets(CHOIR, "thing", null, 9))
        .withNoCause()
        .satisfies(e -> assertThat(e).hasMessageNotContaining("canary"));
  }

  private void commit(long expectedVersion, Sheet sheet) {
    store.commit(
        CHOIR,
        List.of(draft(header("r-1", 1), expectedVersion)),
        List.of(new SheetChange.Put(sheet)));
  }

  private static Sheet sheet(String name) {
    return new Sheet(new SheetId("thing", "a"), Map.of("name", name));
  }

  private void execute(String sql) throws Exception {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
