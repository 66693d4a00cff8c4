package io.github.gdprkit.jdbc.table.openfire;

import static io.github.gdprkit.jdbc.table.openfire.OpenfireRows.DOMAIN;
import static io.github.gdprkit.jdbc.table.openfire.OpenfireRows.JID;
import static io.github.gdprkit.jdbc.table.openfire.OpenfireRows.USERNAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.gdprkit.GdprKit;
import io.github.gdprkit.archive.ArchiveVerifier;
import io.github.gdprkit.archive.DirectoryArchiveStore;
import io.github.gdprkit.archive.VerificationReport;
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
import io.github.gdprkit.hook.DataHook;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.jackson.JacksonArchiveFormat;
import io.github.gdprkit.jdbc.GdprSchema;
import io.github.gdprkit.jdbc.GdprSqlite;
import io.github.gdprkit.jdbc.JdbcRequestStore;
import io.github.gdprkit.jdbc.table.SchemaCoverageReport;
import io.github.gdprkit.jdbc.table.UnclassifiedColumn;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.Decision;
import io.github.gdprkit.request.IdentityLevel;
import io.github.gdprkit.request.IntakeChannel;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.Verification;
import io.github.gdprkit.servers.DatabaseServer;
import io.github.gdprkit.servers.TestDatabase;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.SubjectKeys;
import io.github.gdprkit.testkit.canary.Canaries;
import io.github.gdprkit.testkit.canary.CanaryScan;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * A public chat server's schema that nobody here wrote, covered with table hooks alone. Runs where
 * the list of its columns lies beside the checkout, or where {@code -Dgdprkit.shared} names the
 * folder.
 */
@EnabledIf("io.github.gdprkit.jdbc.table.openfire.OpenfireSchema#isThere")
class OpenfireTest {

  private static final Controller ACME = Controller.of("acme", "Acme Ltd");
  private static final Actor DPO = new Actor("dpo");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-02T09:00:00Z"), ZoneOffset.UTC);

  /** Her address, and her name where it is not a part of another's. */
  private static final Pattern NAMES =
      Pattern.compile(
          "(?<![\\w.%+/\\u202E-])anna_k@chat\\.example\\.org(?![\\w.-])"
              + "|(?<![\\w.%+@/\\u202E-])anna_k(?![\\w.%@-])");

  /** As a row of the database shows it: quotes twice, and what XML escapes. */
  private static final String QUOTED_IN_A_ROW =
      OpenfireRows.QUOTED.substring(OpenfireRows.QUOTED.indexOf("x from")).replace("\"", "\"\"");

  private static final String BETWEEN = "\u001F";

  private OpenfireSchema schema;
  private TestDatabase database;

  @TempDir private Path folder;

  @BeforeEach
  void create() throws IOException, SQLException {
    schema = OpenfireSchema.read();
    database = DatabaseServer.postgresql().newDatabase();
    schema.create(database.dataSource());
  }

  @AfterEach
  void drop() {
    database.close();
  }

  private HookCatalog hooks() {
    return OpenfireHooks.over(database.dataSource(), ACME);
  }

  @Test
  @GdprReference(
      article = "15(1)",
      text = "confirmation as to whether or not personal data concerning him or her are being")
  void speaksForEveryColumn() throws SQLException {
    SchemaCoverageReport report =
        OpenfireHooks.coverage(database.dataSource()).check(hooks()).requireComplete();

    assertThat(report.columns()).isEqualTo(schema.countOfColumns());
    assertThat(hooks().hooks()).as("hooks, as docs/schema-coverage.md says").hasSize(26);
    assertThat(report.findings()).isEmpty();
    System.out.println(report);

    execute("ALTER TABLE ofuser ADD COLUMN phone VARCHAR(20)");

    assertThat(OpenfireHooks.coverage(database.dataSource()).check(hooks()).unclassified())
        .extracting(UnclassifiedColumn::qualifiedName)
        .containsExactly("ofuser.phone");
  }

  @Test
  @GdprReference(article = "15(3)", text = "a copy of the personal data undergoing processing")
  @GdprReference(article = "17(1)", text = "the erasure of personal data concerning him or her")
  void givesAllOfAPersonAndErasesItAndTouchesNobodyElse() throws Exception {
    Canaries canaries = Canaries.of("openfire");
    OpenfireRows.insert(schema, database.dataSource(), canaries);
    String before = everything();
    CanaryScan.of(canaries).inText("the database", before).assertAll();
    assertThat(NAMES.matcher(before).results().count()).isGreaterThan(1_000);
    Map<String, List<String>> expected = expectedRecords();
    Map<String, List<String>> others = rows(false);
    Map<String, List<String>> hers = rows(true);
    Map<String, String> lists = listsThatNameHer();
    HookCatalog hooks = hooks();

    try (GdprSqlite papers = GdprSqlite.dataSource(folder.resolve("requests.db"))) {
      DirectoryArchiveStore archives = new DirectoryArchiveStore(folder.resolve("archives"));
      Requests requests = kit(papers, archives, hooks).requests();
      DataSubject anna = OpenfireHooks.person(USERNAME, DOMAIN);

      FulfilmentOutcome access = fulfil(requests, Claim.ACCESS, anna);

      assertThat(access.isComplete()).isTrue();
      Path archive = archives.file(access.archive());
      VerificationReport verified = new ArchiveVerifier(new JacksonArchiveFormat()).verify(archive);
      assertThat(verified.problems()).isEmpty();
      assertThat(verified.manifest().records())
          .isEqualTo(expected.values().stream().mapToInt(rows -> rows.size() - 1).sum());
      assertThat(expected.keySet())
          .containsExactlyInAnyOrderElementsOf(
              hooks.hooks().stream().map(OpenfireTest::id).toList());
      Map<String, List<JsonNode>> records = records(archive);
      expected.forEach(
          (hook, rows) ->
              assertThat(texts(records.get(hook), rows.get(0)))
                  .as(hook)
                  .containsExactlyInAnyOrderElementsOf(rows));

      FulfilmentOutcome erasure =
          fulfil(requests, Claim.ERASURE, anna, Condition.NO_LONGER_NECESSARY);

      assertThat(erasure.failures()).isEmpty();
      assertThat(erasure.isComplete()).isTrue();
      assertThat(archive).doesNotExist();
      System.out.println(
          "Openfire: "
              + schema.tables().size()
              + " tables, "
              + verified.manifest().records()
              + " records of one of "
              + OpenfireRows.PEOPLE
              + " people given and erased");
    }

    String after = everything();
    CanaryScan.of(canaries).inText("the database", after).assertNone();
    assertThat(after).as("what others quoted is theirs").contains(QUOTED_IN_A_ROW);
    String rest = after.replace(QUOTED_IN_A_ROW, "");
    assertThat(NAMES.matcher(rest).results().map(found -> around(rest, found.start()))).isEmpty();
    assertOthersAreAsTheyWere(others, hers, lists);
  }

  private GdprKit kit(GdprSqlite papers, DirectoryArchiveStore archives, HookCatalog hooks)
      throws IOException {
    GdprSchema.migrate(papers);
    return GdprKit.builder()
        .controller(ACME)
        .hooks(hooks)
        .archives(archives)
        .format(new JacksonArchiveFormat())
        .store(JdbcRequestStore.open(papers))
        .subjectKeys(SubjectKeys.fromFile(folder.resolve("subject-keys.secret")))
        .ledger(FileErasureLedger.open(folder.resolve("erasures.ledger"), ACME.id()))
        .checkpoints(
            CheckpointSigner.fromFile(folder.resolve("checkpoint.key")),
            new FileCheckpointStore(folder.resolve("evidence.checkpoints")))
        .responseClock(ResponseClock.eu(ZoneId.of("Europe/Berlin"), WorkingDays.weekendsOnly()))
        .answers(AnswerWords.of("the authority of our Land", "We carry your messages."))
        .clock(CLOCK)
        .build();
  }

  private static FulfilmentOutcome fulfil(
      Requests requests, Claim claim, DataSubject anna, Condition... conditions) {
    Intake intake = Intake.of(claim, anna, "Anna K.", IntakeChannel.IN_APP, CLOCK.instant());
    RequestId id = requests.receive(intake, DPO).id();
    Verification session =
        new Verification(IdentityLevel.SIGNED_IN, "session", DPO, CLOCK.instant());
    requests.confirmIdentity(id, session, anna, DPO);
    requests.decide(
        id, Decision.grant().onEach(requests.basesConcerned(id), conditions).build(), DPO);
    return requests.fulfil(id);
  }

  /**
   * What an archive must hold, asked of the database in other words than the hooks ask: for each
   * hook a line with the names of fields, then one for each row.
   */
  private Map<String, List<String>> expectedRecords() throws SQLException {
    Map<String, String> queries = new LinkedHashMap<>();
    queries.put(
        "room-messages",
        "SELECT messageid AS number, sender, nickname, body AS text, stanza, subject,"
            + " to_char(timestamp 'epoch' + logtime::bigint * interval '1 millisecond',"
            + " 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"') AS sent,"
            + " (SELECT r.naturalname FROM ofmucroom r WHERE r.roomid = t.roomid) AS room"
            + " FROM ofmucconversationlog t WHERE "
            + Hers.OF.get("ofmucconversationlog"));
    queries.put(
        "messages-waiting",
        "SELECT username AS \"to\", messageid AS number, messagesize AS size, stanza"
            + " FROM ofoffline WHERE username = '"
            + USERNAME
            + "'");
    queries.put(
        "messages-undelivered",
        "SELECT username AS \"to\", messageid AS number, stanza FROM ofoffline WHERE "
            + Hers.SENT_OFFLINE);
    queries.put(
        "published-items",
        all(
            "ofpubsubitem",
            "serviceid AS service, nodeid AS node, id AS item, payload AS content"));
    queries.put(
        "audit-of-account",
        "SELECT msgid AS number, summary AS what, details FROM ofsecurityauditlog WHERE "
            + Hers.AUDITED);
    queries.put(
        "audit-of-administrator",
        "SELECT msgid AS number, username AS administrator, summary AS what, node AS server"
            + " FROM ofsecurityauditlog WHERE username = '"
            + USERNAME
            + "'");
    queries.put("groups", all("ofgroupuser", "groupname AS \"group\", username AS member"));
    queries.put(
        "room-memberships",
        all(
            "ofmucmember",
            "jid AS address, nickname, firstname AS \"firstName\", faqentry AS faq"));
    queries.put("room-affiliations", all("ofmucaffiliation", "jid AS address, affiliation"));
    queries.put(
        "contact-groups",
        all("ofrostergroups", "rosterid AS contact, rank, groupname AS \"group\""));
    queries.put("presence", all("ofpresence", "username, offlinepresence AS presence"));
    queries.put(
        "block-lists",
        "SELECT username, name, list FROM ofprivacylist WHERE username = '" + USERNAME + "'");
    queries.put(
        "block-lists-of-others",
        "SELECT CASE isdefault WHEN 1 THEN 'true' ELSE 'false' END AS \"inForce\""
            + " FROM ofprivacylist WHERE "
            + Hers.NAMED_IN_LIST);
    queries.put(
        "node-subscriptions",
        all(
            "ofpubsubsubscription",
            "serviceid AS service, nodeid AS node, id AS subscription, owner AS follower,"
                + " jid AS device, keyword"));
    queries.put(
        "node-rights",
        all("ofpubsubaffiliation", "serviceid AS service, nodeid AS node, jid AS person"));
    queries.put(
        "node-contacts",
        all("ofpubsubnodejids", "serviceid AS service, nodeid AS node, jid AS person"));
    queries.put(
        "node-groups",
        all(
            "ofpubsubnodegroups",
            "serviceid AS service, nodeid AS node, rostergroup AS \"group\""));
    queries.put("node-defaults", all("ofpubsubdefaultconf", "serviceid AS service, language"));
    queries.put(
        "nodes",
        "SELECT serviceid AS service, nodeid AS node, name, description, creator"
            + " FROM ofpubsubnode WHERE serviceid = '"
            + JID
            + "'");
    queries.put(
        "shared-nodes",
        "SELECT serviceid AS service, nodeid AS node, creator FROM ofpubsubnode"
            + " WHERE serviceid = 'pubsub' AND creator = '"
            + JID
            + "'");
    queries.put("user-properties", all("ofuserprop", "username, name, propvalue AS value"));
    queries.put("locks", all("ofuserflag", "username, name"));
    queries.put("card", all("ofvcard", "username, vcard AS card"));
    queries.put("credentials", all("ofuserscram", "username, mechanism, iterations"));
    queries.put(
        "contacts",
        all("ofroster", "rosterid AS number, username AS whose, jid AS contact, nick AS nickname"));
    queries.put("account", all("ofuser", "username, name, email"));

    Map<String, List<String>> expected = new LinkedHashMap<>();
    for (Map.Entry<String, String> query : queries.entrySet()) {
      List<String> rows = query(query.getValue());
      assertThat(rows).as(query.getKey() + " has rows to give").hasSizeGreaterThan(1);
      expected.put(query.getKey(), rows);
    }
    return expected;
  }

  private static String all(String table, String columns) {
    return "SELECT " + columns + " FROM " + table + " t WHERE " + Hers.OF.get(table);
  }

  /** A line with the names of the columns, and one for each row. */
  private List<String> query(String sql) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      int columns = row.getMetaData().getColumnCount();
      List<String> line = new ArrayList<>();
      for (int i = 1; i <= columns; i++) {
        line.add(row.getMetaData().getColumnLabel(i));
      }
      lines.add(String.join(BETWEEN, line));
      while (row.next()) {
        line.clear();
        for (int i = 1; i <= columns; i++) {
          line.add(String.valueOf(row.getString(i)));
        }
        lines.add(String.join(BETWEEN, line));
      }
    }
    return lines;
  }

  /** The same lines, of records. */
  private static List<String> texts(List<JsonNode> records, String header) {
    List<String> lines = new ArrayList<>();
    lines.add(header);
    for (JsonNode record : records) {
      List<String> line = new ArrayList<>();
      for (String field : header.split(BETWEEN)) {
        JsonNode value = record.path(field);
        line.add(value.isObject() ? value.path("id").asText() : value.asText("null"));
      }
      lines.add(String.join(BETWEEN, line));
    }
    return lines;
  }

  private static Map<String, List<JsonNode>> records(Path archive) throws IOException {
    Map<String, List<JsonNode>> records = new TreeMap<>();
    ObjectMapper mapper = new ObjectMapper();
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (!entry.getName().endsWith(".jsonl")) {
          continue;
        }
        String hook = entry.getName().substring(0, entry.getName().indexOf('/'));
        try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(zip.getInputStream(entry), StandardCharsets.UTF_8))) {
          for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            records.computeIfAbsent(hook, key -> new ArrayList<>()).add(mapper.readTree(line));
          }
        }
      }
    }
    return records;
  }

  /** Digests of rows of each table: of hers, or of all others. */
  private Map<String, List<String>> rows(boolean hers) throws SQLException {
    Map<String, List<String>> rows = new TreeMap<>();
    for (String table : schema.tables().keySet()) {
      String whose = Hers.OF.getOrDefault(table, "false");
      rows.put(
          table,
          query(
              "SELECT md5(t::text) FROM "
                  + table
                  + " t WHERE ("
                  + whose
                  + ") IS "
                  + (hers ? "" : "NOT ")
                  + "TRUE ORDER BY 1"));
    }
    return rows;
  }

  /** Each row of others is as it was; of hers only those are left that stay without her. */
  private void assertOthersAreAsTheyWere(
      Map<String, List<String>> others, Map<String, List<String>> hers, Map<String, String> lists)
      throws SQLException {
    Map<String, List<String>> now = rows(false);
    Map<String, Integer> changed = new TreeMap<>();
    others.forEach(
        (table, rows) -> {
          Map<String, Long> count = counted(now.get(table));
          counted(rows).forEach((row, times) -> count.merge(row, -times, Long::sum));
          assertThat(count.values()).as(table).allMatch(times -> times >= 0);
          int more = now.get(table).size() - rows.size();
          if (more > 0) {
            changed.put(table, more);
          }
        });
    assertThat(changed)
        .containsOnly(
            entry("ofmucconversationlog", hers.get("ofmucconversationlog").size() - 1),
            entry("ofsecurityauditlog", hers.get("ofsecurityauditlog").size() - 1),
            entry("ofprivacylist", lists.size()),
            entry("ofpubsubnode", 1));
    assertThat(rows(true).values()).allMatch(rows -> rows.size() == 1);

    String tombstone = query("SELECT creator FROM ofpubsubnode WHERE nodeid = 'offers'").get(1);
    Map<String, String> listsNow = lists("username <> '" + USERNAME + "'");
    lists.forEach(
        (owner, list) ->
            assertThat(listsNow.get(owner))
                .isEqualTo(list.replace("\"" + JID + "\"", "\"" + tombstone + "\"")));
  }

  private static Map<String, Long> counted(List<String> rows) {
    return rows.stream().collect(Collectors.groupingBy(row -> row, Collectors.counting()));
  }

  /** The block lists of others that name her, by their owners. */
  private Map<String, String> listsThatNameHer() throws SQLException {
    return lists("username <> '" + USERNAME + "' AND " + Hers.NAMED_IN_LIST);
  }

  private Map<String, String> lists(String condition) throws SQLException {
    Map<String, String> lists = new TreeMap<>();
    List<String> rows = query("SELECT username, list FROM ofprivacylist WHERE " + condition);
    for (String row : rows.subList(1, rows.size())) {
      lists.put(row.split(BETWEEN)[0], row.split(BETWEEN)[1]);
    }
    return lists;
  }

  /** All columns of all rows of all tables, those without text too. */
  private String everything() throws SQLException {
    StringBuilder text = new StringBuilder();
    for (String table : schema.tables().keySet()) {
      for (String row : query("SELECT t::text FROM " + table + " t")) {
        text.append(table).append(' ').append(row).append('\n');
      }
    }
    return text.toString();
  }

  private static String around(String text, int at) {
    return text.substring(Math.max(0, at - 80), Math.min(text.length(), at + 80));
  }

  private static String id(DataHook hook) {
    return hook.declaration().id().value();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
