package io.github.gdprkit.benchmark.chat;

import io.github.gdprkit.benchmark.chat.ErasureTimes.Span;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * Somebody else who writes while messages are erased, every few milliseconds: a change of another
 * person's message, a row of a table of its own, in turns. Remembers how long each write took.
 */
final class ErasureBystander implements AutoCloseable {

  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

  private final DataSource database;
  private final int messages;
  private final long person;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Future<List<Span>> waits;
  private volatile boolean isOver;

  /**
   * Begins to write.
   *
   * @param messages how many there are, with the numbers from 1 on
   * @param person whose messages are left alone
   */
  ErasureBystander(DataSource database, int messages, long person) throws SQLException {
    this.database = database;
    this.messages = messages;
    this.person = person;
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE bystander (id BIGINT PRIMARY KEY, what TEXT NOT NULL)");
    }
    waits = thread.submit(this::write);
  }

  private List<Span> write() throws SQLException {
    List<Span> all = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE zerver_message SET subject = ? WHERE id = ? AND sender_id <> ?");
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO bystander (id, what) VALUES (?, ?)")) {
      for (long number = 1; !isOver; number++) {
        long began = System.nanoTime();
        if (number % 2 == 0) {
          insert.setLong(1, number);
          insert.setString(2, "row " + number);
          insert.executeUpdate();
        } else {
          update.setString(1, "topic " + number);
          update.setLong(2, 1 + number * 7_919 % messages);
          update.setLong(3, person);
          update.executeUpdate();
        }
        all.add(new Span(began, System.nanoTime()));
        LockSupport.parkNanos(PAUSE);
      }
    }
    return all;
  }

  /** Ends, and tells what each write took. */
  List<Span> waits() throws InterruptedException, ExecutionException {
    isOver = true;
    return waits.get();
  }

  @Override
  public void close() {
    isOver = true;
    thread.shutdown();
  }
}
