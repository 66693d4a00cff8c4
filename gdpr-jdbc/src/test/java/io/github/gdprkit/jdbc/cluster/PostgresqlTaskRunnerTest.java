package io.github.gdprkit.jdbc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.fulfilment.TaskRunner;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.servers.DatabaseServer;
import io.github.gdprkit.servers.TestDatabase;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostgresqlTaskRunnerTest extends DbSchedulerTaskRunnerContract {

  private static final Duration BEAT = Duration.ofMillis(100);
  private static final int MISSED = 40;

  private final TestDatabase database = DatabaseServer.postgresql().newDatabase();

  @Override
  DataSource source() {
    return database.dataSource();
  }

  @Override
  @AfterEach
  void closeAll() {
    super.closeAll();
    database.close();
  }

  @Test
  void isNotTakenOverWhileItShowsThatItLives() throws Exception {
    RequestId request = new RequestId("r-1");
    AtomicInteger begun = new AtomicInteger();
    CountDownLatch goOn = new CountDownLatch(1);
    TaskRunner.Work work =
        id -> {
          begun.incrementAndGet();
          goOn.await();
        };
    DbSchedulerTaskRunner one = start(quick(work).heartbeat(BEAT, MISSED));
    start(quick(work).heartbeat(BEAT, MISSED));
    one.submit(request);
    Await.until("the work", () -> begun.get() == 1);
    long first = beatOf(request);

    Await.until(
        "as many heartbeats as may be missed",
        () -> beatOf(request) - first > BEAT.multipliedBy(MISSED).toMillis());
    assertThat(begun).hasValue(1);
    goOn.countDown();
  }
}
