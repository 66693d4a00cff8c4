package io.github.gdprkit.jdbc.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.hook.ExportSlice;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.RecordWriter;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.hook.ThirdPartyPolicy;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.IdentifierType;
import io.github.gdprkit.testkit.fixture.Orders;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that are read on a thread of their own. */
class ReadAheadTest {

  private static final Scope ANNA = Scope.of(DataSubject.ofAccount("1"));
  private static final int ROWS = 3_000;
  private static final Set<Class<?>> PASSED_ON =
      Set.of(Connection.class, PreparedStatement.class, ResultSet.class);

  @TempDir private Path folder;
  private Site site;

  @BeforeEach
  void open() throws Exception {
    site = Sites.sqlite(folder);
    site.run("CREATE TABLE notes (id {id}, owner bigint NOT NULL)");
    site.fill("INSERT INTO notes (owner) VALUES (?)", 2 * ROWS, i -> List.of(i % 2));
  }

  @AfterEach
  void close() throws Exception {
    site.close();
  }

  @Test
  void losesAndRepeatsNoRowWhereverPagesEnd() throws Exception {
    List<String> expected = IntStream.range(0, ROWS).mapToObj(i -> "id=" + (2 * i + 2)).toList();

    for (int pageRecords : new int[] {1_000, 257, 256, 4_000, 777}) {
      assertThat(Reading.of(notes(site.source()), ANNA, pageRecords).lines()).isEqualTo(expected);
    }
  }

  @Test
  void readsOnAnotherThreadOnlyWhereTheExportHasOne() throws Exception {
    Set<String> names = ConcurrentHashMap.newKeySet();
    TableHook hook =
        notes(before(() -> names.add(Thread.currentThread().getName()), site.source()));
    String own = Thread.currentThread().getName();

    hook.export(slice(hook).onThreads(1), new Counting(at -> {}));
    assertThat(names).containsExactly(own);

    hook.export(slice(hook).onThreads(2), new Counting(at -> {}));
    assertThat(names).containsExactlyInAnyOrder(own, "gdprkit-read");
  }

  @Test
  void tellsWhatWentWrongWhileItReadAndWritesWhatCameBefore() throws Exception {
    AtomicInteger read = new AtomicInteger();
    TableHook hook =
        notes(
            before(
                () -> {
                  if (read.incrementAndGet() > 1_500) {
                    throw new SQLException("The disk says: anna", "58030", 7);
                  }
                },
                site.source()));
    ExportSlice slice = slice(hook).onThreads(2);
    Counting sink = new Counting(at -> {});
    read.set(0);

    assertThatThrownBy(() -> hook.export(slice, sink))
        .isInstanceOf(SQLException.class)
        .hasMessage("SQLState 58030, code 7");

    assertThat(sink.records).isBetween(1_000, 1_500);
    assertThat(threadsThatRead()).isEmpty();
  }

  @Test
  void endsTheThreadWhenWhoWritesFails() throws Exception {
    TableHook hook = notes(site.source());
    IllegalStateException full = new IllegalStateException("The disk is full");
    Counting sink =
        new Counting(
            at -> {
              if (at == 700) {
                throw full;
              }
            });
    ExportSlice slice = slice(hook).onThreads(2);

    assertThatThrownBy(() -> hook.export(slice, sink)).isSameAs(full);

    assertThat(threadsThatRead()).isEmpty();
    assertThat(hook.export(slice, new Counting(at -> {}))).isEqualTo(Page.last());
  }

  @Test
  void stopsWhenWhoWritesIsInterrupted() throws Exception {
    TableHook hook = notes(site.source());
    Counting sink =
        new Counting(
            at -> {
              if (at == 700) {
                Thread.currentThread().interrupt();
              }
            });
    ExportSlice slice = slice(hook).onThreads(2);

    assertThatThrownBy(() -> hook.export(slice, sink)).isInstanceOf(InterruptedException.class);

    assertThat(sink.records).isLessThan(ROWS);
    assertThat(threadsThatRead()).isEmpty();
  }

  private static TableHook notes(DataSource source) {
    return TableHook.of(Words.of("notes"))
        .table("notes")
        .key("id")
        .everyoneOf(Orders.CONTROLLER)
        .subject("owner", IdentifierType.ACCOUNT, Relation.SUBJECT)
        .number("id", "id", "The number")
        .over(source);
  }

  private static ExportSlice slice(TableHook hook) throws SQLException {
    return ExportSlice.first(
        Orders.APPROVAL, ANNA, ThirdPartyPolicy.VISIBLE, hook.locate(ANNA).upTo(), 10_000);
  }

  private static Stream<String> threadsThatRead() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter("gdprkit-read"::equals);
  }

  /** Counts records, and the page has room for all. */
  private static final class Counting implements RecordSink {

    private final IntConsumer atRecord;
    private final RecordWriter writer =
        proxy(
            RecordWriter.class,
            (self, method, arguments) -> method.getName().equals("end") ? ended() : self);
    private int records;

    /**
     * @param atRecord is told how many records there are when another begins
     */
    Counting(IntConsumer atRecord) {
      this.atRecord = atRecord;
    }

    private @Nullable Object ended() {
      records++;
      return null;
    }

    @Override
    public RecordWriter record(Relation relation) {
      atRecord.accept(records);
      return writer;
    }

    @Override
    public boolean pageIsFull() {
      return false;
    }

    @Override
    public int remainingBytes() {
      return 100 * (2 * ROWS - records);
    }
  }

  /** What happens before a row is read. */
  private interface AtRow {
    void run() throws SQLException;
  }

  private static DataSource before(AtRow row, DataSource source) {
    return intercepted(DataSource.class, source, row);
  }

  /** The same with everything that comes from it, down to the rows. */
  private static <T> T intercepted(Class<T> type, Object target, AtRow row) {
    return proxy(
        type,
        (self, method, arguments) -> {
          if (type == ResultSet.class && method.getName().equals("next")) {
            row.run();
          }
          Object result;
          try {
            result = method.invoke(target, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
          Class<?> returned = method.getReturnType();
          return PASSED_ON.contains(returned) ? intercepted(returned, result, row) : result;
        });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
