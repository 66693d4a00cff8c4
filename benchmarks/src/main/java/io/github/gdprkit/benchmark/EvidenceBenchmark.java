package io.github.gdprkit.benchmark;

import io.github.gdprkit.evidence.CheckpointPolicy;
import io.github.gdprkit.evidence.CheckpointSigner;
import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.EvidenceLog;
import io.github.gdprkit.evidence.EvidenceReport;
import io.github.gdprkit.evidence.EvidenceVerifier;
import io.github.gdprkit.evidence.FileCheckpointStore;
import io.github.gdprkit.evidence.KeptCheckpoints;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.jdbc.GdprSchema;
import io.github.gdprkit.jdbc.GdprSqlite;
import io.github.gdprkit.jdbc.JdbcRequestStore;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.RequestChange;
import io.github.gdprkit.request.RequestHeader;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStatus;
import io.github.gdprkit.request.RequestStore;
import io.github.gdprkit.servers.DatabaseServer;
import io.github.gdprkit.servers.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * How fast evidence is written and verified, and how fast a large store finds what is due, on a
 * real database: {@code EvidenceBenchmark <sqlite|postgresql|mariadb> [entries] [requests]}, five
 * million entries and one million requests unless it is said.
 */
public final class EvidenceBenchmark {

  private static final PartyId CONTROLLER = new PartyId("benchmark");
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 3, 2);
  private static final int DAYS = 3_000;
  private static final int BATCH = 1_000;
  private static final int OF_A_STREAM = 10;
  private static final int DURABLE = 5_000;
  private static final int PIECE = 250;
  private static final int WARM_UP = 3;
  private static final int ROUNDS = 5;
  private static final int LOOKS = 501;
  private static final double SECOND = 1e9;

  private final DataSource source;
  private final JdbcRequestStore store;

  private EvidenceBenchmark(DataSource source) {
    this.source = source;
    GdprSchema.migrate(source);
    this.store = JdbcRequestStore.open(source);
  }

  /** Measures, and prints what it measured. */
  public static void main(String[] arguments) throws SQLException, IOException {
    String product = arguments.length > 0 ? arguments[0] : "sqlite";
    long entries = arguments.length > 1 ? Long.parseLong(arguments[1]) : 5_000_000;
    long requests = arguments.length > 2 ? Long.parseLong(arguments[2]) : 1_000_000;
    switch (product) {
      case "sqlite" -> onSqlite(entries, requests);
      case "postgresql" -> on(DatabaseServer.postgresql(), entries, requests);
      case "mariadb" -> on(DatabaseServer.mariadb(), entries, requests);
      default ->
          throw new IllegalArgumentException("Name sqlite, postgresql or mariadb, not " + product);
    }
  }

  private static void onSqlite(long entries, long requests) throws SQLException, IOException {
    Path folder = Files.createTempDirectory("gdprkit-evidence");
    Path file = folder.resolve("gdpr.db");
    try (GdprSqlite source = GdprSqlite.dataSource(file)) {
      new EvidenceBenchmark(source).measure(entries, requests);
    } finally {
      for (String ending : List.of("-wal", "-shm", "")) {
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + ending));
      }
      Files.delete(folder);
    }
  }

  private static void on(DatabaseServer server, long entries, long requests)
      throws SQLException, IOException {
    try (TestDatabase database = server.newDatabase()) {
      new EvidenceBenchmark(database.dataSource()).measure(entries, requests);
    }
  }

  private void measure(long entries, long requests) throws SQLException, IOException {
    durable();
    for (int threads : new int[] {1, 2, 4, 8}) {
      durableFrom(threads);
    }
    long first = store.head(CONTROLLER).seq();
    long from = System.nanoTime();
    append(entries);
    say("append, %d in a transaction: %,.0f entries/s", BATCH, entries / seconds(from));
    verify(first + entries);
    from = System.nanoTime();
    receive(requests);
    say("receive, %d in a transaction: %,.0f requests/s", BATCH, requests / seconds(from));
    due(requests);
  }

  /** From the store and from an export in a file, in turns, on one thread and on two. */
  private void verify(long entries) throws IOException {
    Path file = Files.createTempFile("gdprkit-evidence", ".txt");
    try {
      try (OutputStream out = Files.newOutputStream(file)) {
        log().export(out);
      }
      for (int threads = 1; threads <= 2; threads++) {
        double[] ofFile = new double[ROUNDS];
        double[] ofStore = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
          ofFile[round] = verified(entries, threads, file);
          ofStore[round] = verified(entries, threads, null);
        }
        say(
            "verify on %d thread(s): from the file %s entries/s; from the store %s entries/s",
            threads, spread("%,.0f", ofFile), spread("%,.0f", ofStore));
      }
      say("the file has %,d MB", Files.size(file) / 1_000_000);
    } finally {
      Files.delete(file);
    }
  }

  private EvidenceLog log() throws IOException {
    Path checkpoints = Files.createTempFile("gdprkit-checkpoints", ".txt");
    Files.delete(checkpoints);
    return EvidenceLog.open(
        CONTROLLER,
        store,
        CheckpointSigner.generate(),
        new FileCheckpointStore(checkpoints),
        CheckpointPolicy.USUAL,
        Clock.systemUTC());
  }

  private double verified(long entries, int threads, @Nullable Path file) throws IOException {
    EvidenceVerifier verifier =
        EvidenceVerifier.of(CONTROLLER, List.of(), KeptCheckpoints.of(List.of()))
            .onThreads(threads);
    long from = System.nanoTime();
    EvidenceReport report;
    if (file == null) {
      report = verifier.verify(store);
    } else {
      try (InputStream in = Files.newInputStream(file)) {
        report = verifier.verify(in);
      }
    }
    double taken = seconds(from);
    if (!report.findings().isEmpty() || report.entries() != entries) {
      throw new IllegalStateException("The chain that was measured is not whole");
    }
    return entries / taken;
  }

  /** One durable append after the other beside bare inserts of the same bytes, in turns. */
  private void durable() throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      boolean isMariadb = connection.getMetaData().getDatabaseProductName().equals("MariaDB");
      boolean isPostgresql = connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
      String bytes = isPostgresql ? "BYTEA" : isMariadb ? "LONGBLOB" : "BLOB";
      statement.execute("CREATE TABLE bare (seq BIGINT PRIMARY KEY, bytes " + bytes + " NOT NULL)");
    }
    double[] kit = new double[ROUNDS];
    double[] bare = new double[ROUNDS];
    double[] ratio = new double[ROUNDS];
    long written = 0;
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      double kitTaken = 0;
      double bareTaken = 0;
      for (int piece = 0; piece < DURABLE / PIECE; piece++) {
        List<List<EvidenceDraft>> drafts = new ArrayList<>(PIECE);
        for (int i = 0; i < PIECE; i++) {
          drafts.add(List.of(draft("single", written++)));
        }
        List<EvidenceEntry> entries = new ArrayList<>(PIECE);
        long from = System.nanoTime();
        for (List<EvidenceDraft> draft : drafts) {
          entries.addAll(store.append(CONTROLLER, draft));
        }
        kitTaken += seconds(from);
        bareTaken += insertBare(entries);
      }
      if (round >= 0) {
        kit[round] = DURABLE / kitTaken;
        bare[round] = DURABLE / bareTaken;
        ratio[round] = bareTaken / kitTaken;
      }
    }
    say(
        "durable appends, one at a time: %s/s; bare inserts of the same bytes: %s/s; ratio %s",
        spread("%,.0f", kit), spread("%,.0f", bare), spread("%.2f", ratio));
  }

  /** Durable appends one at a time from several threads, each to a stream of its own. */
  private void durableFrom(int threads) {
    int each = DURABLE / threads;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    double[] rates = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      String name = "from-" + threads + "-" + round + "-";
      List<Callable<Boolean>> writers = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        String stream = name + thread;
        writers.add(
            () -> {
              for (int i = 0; i < each; i++) {
                store.append(CONTROLLER, List.of(draft(stream, i)));
              }
              return true;
            });
      }
      long from = System.nanoTime();
      try {
        for (Future<Boolean> writer : pool.invokeAll(writers)) {
          writer.get();
        }
      } catch (InterruptedException | ExecutionException e) {
        throw new IllegalStateException("A writer failed", e);
      }
      rates[round] = each * threads / seconds(from);
    }
    pool.shutdown();
    say("durable appends from %d thread(s): %s/s in all", threads, spread("%,.0f", rates));
  }

  /** The median, in brackets the least and the most. */
  private static String spread(String format, double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return String.format(
        Locale.ROOT,
        format + " (" + format + " to " + format + ")",
        sorted[sorted.length / 2],
        sorted[0],
        sorted[sorted.length - 1]);
  }

  /** How long it takes to insert these one by one, with a connection and a statement kept. */
  private double insertBare(List<EvidenceEntry> entries) throws SQLException {
    List<byte[]> rows = entries.stream().map(EvidenceEntry::bytes).toList();
    long seq = entries.get(0).seq();
    try (Connection connection = source.getConnection();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO bare (seq, bytes) VALUES (?, ?)")) {
      long from = System.nanoTime();
      for (byte[] row : rows) {
        insert.setLong(1, seq++);
        insert.setBytes(2, row);
        insert.executeUpdate();
      }
      return seconds(from);
    }
  }

  private void append(long entries) {
    List<EvidenceDraft> batch = new ArrayList<>(BATCH);
    for (long i = 0; i < entries; i++) {
      batch.add(draft("stream-" + i / OF_A_STREAM, i % OF_A_STREAM));
      if (batch.size() == BATCH || i == entries - 1) {
        store.append(CONTROLLER, batch);
        batch.clear();
      }
    }
  }

  private static EvidenceDraft draft(String id, long version) {
    return new EvidenceDraft(
        new StreamId("measured", id),
        version,
        "task-done",
        NOON.plusMillis(version),
        Map.of("task", "erase-messages", "records", "500", "by", "system"));
  }

  private void receive(long requests) {
    List<RequestChange> batch = new ArrayList<>(BATCH);
    for (long i = 0; i < requests; i++) {
      batch.add(received(i));
      if (batch.size() == BATCH || i == requests - 1) {
        store.commit(batch);
        batch.clear();
      }
    }
  }

  private static RequestChange received(long number) {
    RequestId id = new RequestId("r-%08d".formatted(number));
    LocalDate day = FIRST_DAY.plusDays(number * 7919 % DAYS);
    RequestHeader header =
        new RequestHeader(
            id,
            CONTROLLER,
            Claim.ERASURE,
            RequestStatus.RECEIVED,
            1,
            day,
            day.plusMonths(1),
            null,
            null);
    EvidenceDraft draft =
        new EvidenceDraft(id.stream(), 0, "received", NOON, Map.of("claim", "erasure"));
    return new RequestChange(header, List.of(draft), new RequestChange.Papers.Keep(), null);
  }

  /** What is due within the first days, by a day that a share of the requests lies before. */
  private void due(long requests) {
    LocalDate soon = FIRST_DAY.plusMonths(1).plusDays(2);
    LocalDate late = FIRST_DAY.plusDays(DAYS / 2);
    say("due(before) of %,d requests:", requests);
    look("the first 100 of those due within three days", store, soon);
    look("the first 100 of those due within half of all days", store, late);
  }

  private static void look(String what, RequestStore store, LocalDate day) {
    double[] millis = new double[LOOKS];
    int found = 0;
    for (int i = 0; i < LOOKS; i++) {
      long from = System.nanoTime();
      found = store.due(CONTROLLER, day, 100).size();
      millis[i] = seconds(from) * 1_000;
    }
    Arrays.sort(millis);
    say(
        "  %s: %d found, median %.2f ms (%.2f to %.2f)",
        what, found, millis[LOOKS / 2], millis[0], millis[LOOKS - 1]);
  }

  private static double seconds(long from) {
    return (System.nanoTime() - from) / SECOND;
  }

  private static void say(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }
}
