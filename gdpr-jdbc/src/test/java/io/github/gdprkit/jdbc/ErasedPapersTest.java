package io.github.gdprkit.jdbc;

import static io.github.gdprkit.jdbc.Requests.CHOIR;
import static io.github.gdprkit.jdbc.Requests.PAPERS;
import static io.github.gdprkit.jdbc.Requests.erase;
import static io.github.gdprkit.jdbc.Requests.header;
import static io.github.gdprkit.jdbc.Requests.put;
import static io.github.gdprkit.jdbc.Requests.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.Sheet;
import io.github.gdprkit.evidence.SheetChange;
import io.github.gdprkit.evidence.SheetId;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.request.RequestChange;
import io.github.gdprkit.request.RequestHeader;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.TaskCheckpoint;
import io.github.gdprkit.request.TaskId;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Looks for what was erased in the bytes of all files that the database has. */
@GdprReference(
    article = "5(1)(e)",
    text =
        "kept in a form which permits identification of data subjects for no longer than is"
            + " necessary")
class ErasedPapersTest {

  private static final Pattern CANARY = Pattern.compile("canary-([0-9]+)-[0-9]+!");

  @TempDir private Path folder;
  private Path file;
  private GdprSqlite source;
  private JdbcRequestStore store;

  @BeforeEach
  void open() {
    file = folder.resolve("gdpr.db");
    source = GdprSqlite.dataSource(file);
    GdprSchema.migrate(source);
    store = JdbcRequestStore.open(source);
  }

  @AfterEach
  void close() {
    source.close();
  }

  @Test
  void areInNoFileAnyMore() throws Exception {
    write(1, 30);
    write(2, 30);
    assertThat(found()).as("the scan finds what is there").containsExactly(1, 2);

    store.commit(List.of(step(header("r-1", 1), 0, erase())));

    assertThat(found()).containsExactly(2);
    assertThat(file.resolveSibling("gdpr.db-wal")).isEmptyFile();
  }

  /** {@code -Dgdprkit.seeds=100} tries more orders. */
  static Stream<Integer> seeds() {
    return Stream.iterate(1, seed -> seed + 1).limit(Integer.getInteger("gdprkit.seeds", 2));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void areInNoFileAfterLongUseInAnyOrderAndSize(int seed) throws Exception {
    Set<Integer> open = useForLong(seed);

    assertThat(found()).containsExactlyElementsOf(open);
    source.close();
    assertThat(found()).containsExactlyElementsOf(open);
  }

  @Test
  void areInNoFileAnyMoreWhenTheyWereASheet() throws Exception {
    putSheet(1, 30);
    putSheet(2, 30);
    assertThat(found()).as("the scan finds what is there").containsExactly(1, 2);

    eraseSheet(1);

    assertThat(found()).containsExactly(2);
    assertThat(file.resolveSibling("gdpr.db-wal")).isEmptyFile();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void areInNoFileAfterLongUseWhenTheyWereSheets(int seed) throws Exception {
    Random random = new Random(seed);
    int longest = 5 + random.nextInt(500);
    List<Integer> open = new ArrayList<>();
    for (int number = 0; number < 60; number++) {
      putSheet(number, random.nextInt(longest));
      open.add(number);
      Collections.shuffle(open, random);
      putSheet(open.get(0), 1 + random.nextInt(longest));
      if (random.nextInt(3) > 0) {
        eraseSheet(open.remove(0));
      }
    }
    // Rewritten sheets leave the log with the next that are erased.
    eraseSheet(open.remove(0));
    open.removeIf(number -> !text(number).contains("canary"));

    assertThat(found()).containsExactlyElementsOf(new TreeSet<>(open));
  }

  private void putSheet(int number, int length) {
    SheetId id = new SheetId("thing", "s-" + number);
    change(number, new SheetChange.Put(new Sheet(id, Map.of("text", canaries(number, length)))));
  }

  private void eraseSheet(int number) {
    change(number, new SheetChange.Erase(new SheetId("thing", "s-" + number)));
    assertThat(text(number)).isEmpty();
  }

  private String text(int number) {
    return store
        .sheet(CHOIR, new SheetId("thing", "s-" + number))
        .flatMap(sheet -> sheet.field("text"))
        .orElse("");
  }

  private void change(int number, SheetChange change) {
    StreamId stream = new StreamId("thing", "s-" + number);
    long version = store.stream(CHOIR, stream).size();
    EvidenceDraft draft = new EvidenceDraft(stream, version, "changed", Requests.NOON, Map.of());
    store.commit(CHOIR, List.of(draft), List.of(change));
  }

  @Test
  void wouldBeFoundWithoutTheSettingThatOverwritesThem() throws Exception {
    DataSource unsafe = with(config -> config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "OFF"));
    store = JdbcRequestStore.allowUnsafeDurabilityForTests(unsafe);

    Set<Integer> open = useForLong(1);

    assertThat(found()).hasSizeGreaterThan(open.size());
  }

  /** Writes, rewrites and erases papers; returns those that are there at the end. */
  private Set<Integer> useForLong(int seed) {
    Random random = new Random(seed);
    int longest = 5 + random.nextInt(500);
    List<Integer> open = new ArrayList<>();
    for (int number = 0; number < 60; number++) {
      write(number, random.nextInt(longest));
      open.add(number);
      Collections.shuffle(open, random);
      rewrite(open.get(0), random.nextInt(longest));
      if (random.nextInt(3) > 0) {
        erasePapers(open.remove(0));
      }
    }
    // Rewritten papers leave the log with the next that are erased.
    erasePapers(open.remove(0));
    return new TreeSet<>(open);
  }

  @Test
  void stayInTheLogOnlyWhileSomebodyReads() throws Exception {
    write(1, 30);
    JdbcRequestStore impatient = JdbcRequestStore.open(with(config -> config.setBusyTimeout(1)));
    try (Connection reader = source.getConnection();
        Statement statement = reader.createStatement()) {
      statement.execute("BEGIN");
      try (ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM gdpr_request")) {
        assertThat(rows.next()).isTrue();
      }
      impatient.commit(List.of(step(header("r-1", 1), 0, erase())));
      assertThat(found()).as("the reader's version is kept for it").containsExactly(1);
      statement.execute("COMMIT");

      impatient.commit(List.of(step(header("r-1", 2))));
      assertThat(found()).isEmpty();
    }
  }

  @Test
  void leaveTheLogWhenTheStoreIsOpenedAfterACrash() throws Exception {
    write(1, 30);
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM gdpr_request_checkpoint");
      statement.execute("DELETE FROM gdpr_request_papers");
      assertThat(found()).as("killed between the commit and the emptying").containsExactly(1);

      JdbcRequestStore.open(source);

      assertThat(found()).isEmpty();
    }
  }

  private DataSource with(Consumer<SQLiteConfig> settings) {
    SQLiteConfig config = new SQLiteConfig();
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "ON");
    config.enforceForeignKeys(true);
    settings.accept(config);
    SQLiteDataSource connections = new SQLiteDataSource(config);
    connections.setUrl("jdbc:sqlite:" + file);
    return connections;
  }

  private void write(int number, int length) {
    RequestHeader header = header("r-" + number, 1);
    store.commit(List.of(step(header, 1, papers(number, length))));
    TaskId task = new TaskId("erase.messages");
    store.checkpoint(
        header.id(),
        store.claim(header.id()),
        new TaskCheckpoint(task, canaries(number, 1), 1, 0, TaskCheckpoint.Phase.ACTING));
  }

  private void rewrite(int number, int length) {
    store.commit(List.of(step(header("r-" + number, 1), 0, papers(number, length))));
  }

  private void erasePapers(int number) {
    store.commit(List.of(step(header("r-" + number, 1), 0, erase())));
    assertThat(store.papers(new RequestId("r-" + number))).isEmpty();
  }

  private static RequestChange.Papers papers(int number, int length) {
    return put(PAPERS.withMessage(canaries(number, length)));
  }

  /** A canary for each few bytes, so that a remnant of a few bytes has a whole one. */
  private static String canaries(int number, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append("canary-").append(number).append('-').append(i).append("!");
    }
    return text.toString();
  }

  /** The numbers of the requests of which anything is in any file. */
  private TreeSet<Integer> found() throws IOException {
    TreeSet<Integer> numbers = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path each : files.toList()) {
        String bytes = new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1);
        Matcher matcher = CANARY.matcher(bytes);
        while (matcher.find()) {
          numbers.add(Integer.valueOf(matcher.group(1)));
        }
      }
    }
    return numbers;
  }
}
