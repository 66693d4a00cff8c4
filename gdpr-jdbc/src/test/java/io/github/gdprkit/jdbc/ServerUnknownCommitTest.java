package io.github.gdprkit.jdbc;

import static io.github.gdprkit.jdbc.Requests.CHOIR;
import static io.github.gdprkit.jdbc.Requests.draft;
import static io.github.gdprkit.jdbc.Requests.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.jdbc.CutDataSource.Cut;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server can still be at the commit when its client has long lost it. */
abstract class ServerUnknownCommitTest extends UnknownCommitTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A query for how many transactions wait for another. */
  abstract String waiting();

  @ParameterizedTest
  @ValueSource(longs = {0, 1})
  void waitsForTheCommitThatIsUnderWay(long before) throws Exception {
    DataSource source = source();
    AtomicReference<Cut> next = new AtomicReference<>(Cut.NEVER);
    JdbcRequestStore store =
        JdbcRequestStore.open(CutDataSource.of(source, () -> next.getAndSet(Cut.NEVER)));
    for (long version = 0; version < before; version++) {
      store.append(CHOIR, List.of(draft(header("r-1", 1), version)));
    }
    next.set(Cut.WHILE_IT_IS_UNDER_WAY);

    ExecutorService thread = Executors.newSingleThreadExecutor();
    Future<List<EvidenceEntry>> append =
        thread.submit(
            () ->
                store.append(
                    CHOIR,
                    List.of(draft(header("r-1", 1), before), draft(header("r-1", 1), before + 1))));
    try {
      awaitSomebodyWaiting(source, append);
    } finally {
      CutDataSource.UNDER_WAY.getAndSet(null).call();
    }

    assertThat(append.get()).hasSize(2);
    assertThat(store.head(CHOIR).seq()).isEqualTo(before + 2);
    thread.shutdown();
  }

  private void awaitSomebodyWaiting(DataSource source, Future<?> append) throws Exception {
    long from = System.nanoTime();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      while (true) {
        try (ResultSet row = statement.executeQuery(waiting())) {
          row.next();
          if (row.getInt(1) > 0) {
            return;
          }
        }
        assertThat(append).isNotDone();
        assertThat(System.nanoTime() - from).isLessThan(PATIENCE.toNanos());
        LockSupport.parkNanos(1_000_000);
      }
    }
  }
}
