package io.github.gdprkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.archive.ArchiveDamagedException;
import io.github.gdprkit.archive.ArchiveDraft;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.ArchiveInUseException;
import io.github.gdprkit.archive.ArchiveNotFoundException;
import io.github.gdprkit.archive.ArchiveSealedException;
import io.github.gdprkit.archive.ArchiveStore;
import io.github.gdprkit.jdbc.CutDataSource.Cut;
import io.github.gdprkit.testkit.contract.ArchiveStoreContract;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of archives promises, and what one in a database promises besides. */
abstract class ArchivesInDatabase implements ArchiveStoreContract {

  private static final ArchiveId ID = new ArchiveId("REQ-1");
  private static final int CHUNK = JdbcArchiveDraft.CHUNK_BYTES;

  private Place place;

  abstract Place newPlace();

  @BeforeEach
  void makeTables() {
    place = newPlace();
    GdprSchema.migrate(place.source());
  }

  @AfterEach
  void close() {
    place.close();
  }

  @Override
  public ArchiveStore store() {
    return JdbcArchiveStore.open(place.source());
  }

  @Override
  public ArchiveStore reopened() {
    return JdbcArchiveStore.open(place.source());
  }

  @Test
  void takesADraftOverFromAProcessThatMayBeDead() throws IOException {
    ArchiveStore one = store();
    ArchiveStore other = store();
    ArchiveDraft before = one.draft(ID);
    append(before, "kept");
    before.checkpoint(4, bytes("1"));
    append(before, " and lost");

    ArchiveDraft after = other.draft(ID);

    assertThat(text(after)).isEqualTo("kept");
    assertThatExceptionOfType(ArchiveInUseException.class)
        .isThrownBy(() -> before.checkpoint(before.length(), bytes("2")))
        .withMessageContaining("try again");
    assertThatExceptionOfType(ArchiveInUseException.class)
        .isThrownBy(() -> before.seal(before.length()));
    assertThatExceptionOfType(ArchiveInUseException.class)
        .as("its own draft is open")
        .isThrownBy(() -> one.delete(ID));
    before.close();
    append(after, " by the other");
    after.checkpoint(after.length(), bytes("2"));
    assertThat(checkpoints(after)).containsExactly("1", "2");
    after.seal(after.length());
    assertThat(served(one)).isEqualTo("kept by the other");
  }

  /** Whoever wakes up late meets whatever the other one has made of it meanwhile. */
  @Test
  void refusesAWriterWhoWasTakenOverInWhateverItWrites() throws IOException {
    List<Attempt> attempts =
        List.of(
            draft -> draft.append(draft.length(), new byte[2 * CHUNK], 0, 2 * CHUNK),
            draft -> draft.checkpoint(draft.length(), bytes("late")),
            draft -> draft.truncate(CHUNK),
            draft -> draft.read(0).close(),
            draft -> draft.seal(draft.length()));
    for (Attempt attempt : attempts) {
      ArchiveStore one = store();
      ArchiveStore other = store();
      ArchiveDraft late = one.draft(ID);
      append(late, "kept");
      late.checkpoint(4, bytes("1"));
      late.append(4, new byte[2 * CHUNK], 0, 2 * CHUNK);

      ArchiveDraft draft = other.draft(ID);
      assertThatThrownBy(() -> attempt.on(late)).isInstanceOf(ArchiveInUseException.class);
      append(draft, " whole");
      draft.checkpoint(draft.length(), bytes("2"));
      assertThatThrownBy(() -> attempt.on(late)).isInstanceOf(ArchiveInUseException.class);
      draft.seal(draft.length());
      draft.close();
      assertThatThrownBy(() -> attempt.on(late)).isInstanceOf(ArchiveSealedException.class);
      assertThat(served(one)).isEqualTo("kept whole");

      other.delete(ID);
      assertThatThrownBy(() -> attempt.on(late)).isInstanceOf(ArchiveInUseException.class);
      ArchiveDraft anew = other.draft(ID);
      assertThatThrownBy(() -> attempt.on(late)).isInstanceOf(ArchiveInUseException.class);
      append(anew, "of the same name");
      anew.seal(anew.length());
      anew.close();
      late.close();
      assertThat(served(one)).isEqualTo("of the same name");
      other.delete(ID);
    }
  }

  private interface Attempt {
    void on(ArchiveDraft draft) throws IOException;
  }

  @Test
  void deletesTheDraftOfAnotherProcessAndRefusesItFromThenOn() throws IOException {
    ArchiveStore one = store();
    ArchiveStore other = store();
    ArchiveDraft draft = one.draft(ID);
    append(draft, "personal data");
    draft.checkpoint(draft.length(), bytes("1"));

    assertThat(other.delete(ID)).isTrue();

    append(draft, " and more");
    assertThatExceptionOfType(ArchiveInUseException.class)
        .isThrownBy(() -> draft.checkpoint(draft.length(), bytes("2")));
    draft.close();
    assertThat(rows()).isZero();
  }

  @Test
  void leavesNothingBehindWhenAnArchiveIsDeleted() throws IOException {
    ArchiveStore store = store();
    try (ArchiveDraft draft = store.draft(ID)) {
      draft.checkpoint(0, new byte[200_000]);
      draft.append(0, new byte[40 * CHUNK], 0, 40 * CHUNK);
      draft.checkpoint(40L * CHUNK, bytes("2"));
    }
    assertThat(rows()).as("an archive, 40 chunks, 4 + 1 parts of checkpoints").isEqualTo(46);
    try (ArchiveDraft draft = store.draft(ID)) {
      draft.seal(draft.length());
    }
    assertThat(rows()).as("an archive and 40 chunks").isEqualTo(41);

    store.delete(ID);

    assertThat(rows()).isZero();
  }

  @Test
  void endsADeletionInWhichAProcessDied() throws IOException {
    seal("personal data");
    execute("UPDATE gdpr_archive SET id = NULL, state = 'deleted', durable = 0");
    assertThatExceptionOfType(ArchiveNotFoundException.class).isThrownBy(() -> store().open(ID));

    reopened();

    assertThat(rows()).isZero();
  }

  @Test
  void tellsWhoReadsAnArchiveThatItIsDeletedMeanwhile() throws IOException {
    seal("personal data");
    try (var channel = store().open(ID)) {
      store().delete(ID);

      assertThatExceptionOfType(ArchiveNotFoundException.class)
          .isThrownBy(() -> channel.read(ByteBuffer.allocate(1)));
    }
  }

  @Test
  void saysThatAnArchiveIsDamagedWhichLacksBytes() throws IOException {
    ArchiveStore store = store();
    try (ArchiveDraft draft = store.draft(ID)) {
      draft.append(0, new byte[3 * CHUNK], 0, 3 * CHUNK);
      draft.checkpoint(3L * CHUNK, bytes("1"));
    }
    execute("DELETE FROM gdpr_archive_chunk WHERE starts_at = " + 2 * CHUNK);
    assertThatExceptionOfType(ArchiveDamagedException.class)
        .isThrownBy(() -> store.draft(ID))
        .withMessageContaining("fewer bytes");

    execute("UPDATE gdpr_archive SET state = 'sealed'");
    try (var channel = store.open(ID)) {
      channel.position(2 * CHUNK - 1);
      assertThatExceptionOfType(ArchiveDamagedException.class)
          .isThrownBy(() -> channel.read(ByteBuffer.allocate(2)))
          .withMessageContaining("from " + 2 * CHUNK + " on");
    }
  }

  @Test
  void saysThatADraftIsDamagedWhichLacksACheckpoint() throws IOException {
    ArchiveStore store = store();
    try (ArchiveDraft draft = store.draft(ID)) {
      draft.checkpoint(0, bytes("1"));
      draft.checkpoint(0, bytes("2"));
    }
    execute("DELETE FROM gdpr_archive_checkpoint WHERE number = 2");

    try (ArchiveDraft draft = store.draft(ID)) {
      assertThatExceptionOfType(ArchiveDamagedException.class)
          .isThrownBy(() -> draft.replay(checkpoint -> {}));
    }
  }

  @Test
  void takesBackBytesThatAreInTheDatabaseAlready() throws IOException {
    byte[] large = new byte[3 * CHUNK];
    new Random(3).nextBytes(large);
    for (int kept : new int[] {4, 5, CHUNK, CHUNK + 4, 2 * CHUNK + 9, 3 * CHUNK}) {
      ArchiveStore store = store();
      ArchiveDraft draft = store.draft(ID);
      draft.append(0, large, 0, 4);
      draft.checkpoint(4, bytes("1"));
      draft.append(4, large, 4, large.length - 4);

      draft.truncate(kept);
      draft.append(kept, large, 0, CHUNK);
      draft.seal(draft.length());
      draft.close();

      byte[] expected = Arrays.copyOf(large, kept + CHUNK);
      System.arraycopy(large, 0, expected, kept, CHUNK);
      try (InputStream in = Channels.newInputStream(store.open(ID))) {
        assertThat(in.readAllBytes()).isEqualTo(expected);
      }
      store.delete(ID);
    }
  }

  /** Bytes without a checkpoint can be many, and are not kept in memory either. */
  @Test
  void cutsBackWhatADeadProcessWroteBehindItsCheckpoint() throws IOException {
    ArchiveDraft dead = store().draft(ID);
    append(dead, "kept");
    dead.checkpoint(4, bytes("1"));
    dead.append(4, new byte[40 * CHUNK], 0, 40 * CHUNK);
    assertThat(rows()).isGreaterThan(40);

    ArchiveDraft draft = reopened().draft(ID);

    assertThat(rows()).as("archive, chunk, checkpoint").isEqualTo(3);
    append(draft, " on");
    assertThat(text(draft)).isEqualTo("kept on");
  }

  @Test
  void readsAnywhereAcrossChunks() throws IOException {
    byte[] large = new byte[2 * CHUNK + 1000];
    new Random(5).nextBytes(large);
    ArchiveStore store = store();
    try (ArchiveDraft draft = store.draft(ID)) {
      draft.append(0, large, 0, 100);
      draft.checkpoint(100, bytes("1"));
      draft.append(100, large, 100, large.length - 100);
      draft.seal(large.length);
    }
    Random random = new Random(6);
    try (var channel = store.open(ID)) {
      assertThat(channel.size()).isEqualTo(large.length);
      for (int i = 0; i < 40; i++) {
        int from = random.nextInt(large.length);
        ByteBuffer some = ByteBuffer.allocate(random.nextInt(CHUNK * 3 / 2) + 1);
        int count = channel.position(from).read(some);

        assertThat(count).isEqualTo(Math.min(some.capacity(), large.length - from));
        assertThat(Arrays.copyOf(some.array(), count))
            .isEqualTo(Arrays.copyOfRange(large, from, from + count));
        assertThat(channel.position()).isEqualTo(from + count);
      }
      assertThat(channel.position(large.length).read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }
  }

  /** A pool of one is enough, for a draft that is written, replayed and read at the same time. */
  @Test
  void holdsNoConnectionBetweenTwoCalls() throws IOException {
    AtomicInteger held = new AtomicInteger();
    ArchiveStore store = JdbcArchiveStore.open(oneAtATime(place.source(), held));
    try (ArchiveDraft draft = store.draft(ID)) {
      draft.append(0, new byte[2 * CHUNK], 0, 2 * CHUNK);
      draft.checkpoint(2 * CHUNK, bytes("1"));
      try (InputStream in = draft.read(0)) {
        assertThat(in.read()).isZero();
        draft.replay(checkpoint -> assertThat(in.read()).isZero());
        append(draft, "!");
      }
      draft.seal(draft.length());
    }
    try (var channel = store.open(ID)) {
      channel.read(ByteBuffer.allocate(1));
      assertThat(held).hasValue(0);
    }
  }

  private static DataSource oneAtATime(DataSource source, AtomicInteger held) {
    return new FakeDataSource(
        () -> {
          if (held.incrementAndGet() > 1) {
            throw new SQLException("A second connection");
          }
          return counted(source.getConnection(), held);
        });
  }

  private static Connection counted(Connection real, AtomicInteger held) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (self, method, arguments) -> {
              if (method.getName().equals("close")) {
                held.decrementAndGet();
              }
              return method.invoke(real, arguments);
            });
  }

  /** The commit is done, and the word of it gets lost with the connection. */
  @Test
  void findsOutThatACommitWasDoneWhoseAnswerGotLost() throws IOException {
    AtomicReference<Cut> next = new AtomicReference<>(Cut.NEVER);
    ArchiveStore store = lossy(next);
    next.set(Cut.AFTER_THE_COMMIT);
    ArchiveDraft draft = store.draft(ID);
    append(draft, "first");
    next.set(Cut.AFTER_THE_COMMIT);
    draft.checkpoint(5, bytes("1"));
    append(draft, " second");
    next.set(Cut.AFTER_THE_COMMIT);
    draft.read(0).close();
    draft.checkpoint(12, bytes("2"));
    assertThat(checkpoints(draft)).containsExactly("1", "2");
    next.set(Cut.AFTER_THE_COMMIT);
    draft.seal(12);
    draft.close();

    assertThat(served(store())).isEqualTo("first second");
    next.set(Cut.AFTER_THE_COMMIT);
    assertThat(store.delete(ID)).isTrue();
    assertThat(next).as("every cut was made").hasValue(Cut.NEVER);
    assertThat(rows()).isZero();
  }

  @Test
  void findsOutThatACommitWasNotDone() throws IOException {
    AtomicReference<Cut> next = new AtomicReference<>(Cut.NEVER);
    ArchiveStore store = lossy(next);
    List<Attempt> attempts =
        List.of(
            draft -> draft.checkpoint(draft.length(), bytes("2")),
            draft -> draft.read(0).close(),
            draft -> draft.seal(draft.length()));
    for (Attempt attempt : attempts) {
      ArchiveDraft draft = store.draft(ID);
      append(draft, "kept");
      draft.checkpoint(4, bytes("1"));
      append(draft, " and lost");
      next.set(Cut.BEFORE_THE_COMMIT);
      assertThatIOException()
          .isThrownBy(() -> attempt.on(draft))
          .withMessageContaining("nothing was written")
          .withMessageNotContaining("canary");
      draft.close();
      assertThatExceptionOfType(ArchiveNotFoundException.class).isThrownBy(() -> store.open(ID));

      next.set(Cut.BEFORE_THE_COMMIT);
      ArchiveDraft again = store.draft(ID);
      assertThat(text(again)).isEqualTo("kept");
      assertThat(checkpoints(again)).containsExactly("1");
      attempt.on(again);
      again.close();
      next.set(Cut.BEFORE_THE_COMMIT);
      assertThatIOException().isThrownBy(() -> store.delete(ID));
      assertThat(store.delete(ID)).isTrue();
    }
    assertThat(next).as("every cut was made").hasValue(Cut.NEVER);
  }

  private ArchiveStore lossy(AtomicReference<Cut> next) {
    return JdbcArchiveStore.open(CutDataSource.of(place.source(), () -> next.getAndSet(Cut.NEVER)));
  }

  @Test
  void takesNothingMoreAfterAFailureUntilTheDraftIsOpenedAgain() throws IOException {
    boolean[] broken = {false};
    ArchiveStore store =
        JdbcArchiveStore.open(
            new FakeDataSource(
                () -> {
                  if (broken[0]) {
                    throw new SQLException("anna@example.org is in the message", "08001");
                  }
                  return place.source().getConnection();
                }));
    ArchiveDraft draft = store.draft(ID);
    append(draft, "kept");
    draft.checkpoint(4, bytes("1"));
    broken[0] = true;

    assertThatIOException()
        .isThrownBy(() -> draft.checkpoint(4, bytes("2")))
        .withMessageNotContaining("anna");
    assertThatIOException().isThrownBy(() -> store.open(ID));
    assertThatIOException().isThrownBy(() -> store.draft(new ArchiveId("REQ-2")));
    assertThatIOException().isThrownBy(() -> store.delete(new ArchiveId("REQ-2")));
    broken[0] = false;
    assertThatIOException()
        .isThrownBy(() -> append(draft, "!"))
        .withMessageContaining("open the draft again");
    draft.close();
    assertThatIllegalStateException().isThrownBy(() -> append(draft, "!"));

    try (ArchiveDraft again = store.draft(ID)) {
      assertThat(text(again)).isEqualTo("kept");
      assertThat(checkpoints(again)).containsExactly("1");
    }
  }

  private void seal(String text) throws IOException {
    try (ArchiveDraft draft = store().draft(ID)) {
      append(draft, text);
      draft.seal(draft.length());
    }
  }

  /** How many rows there are in all tables of archives. */
  private int rows() {
    int rows = 0;
    for (String table : List.of("", "_chunk", "_checkpoint")) {
      try (Connection connection = place.source().getConnection();
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM gdpr_archive" + table)) {
        row.next();
        rows += row.getInt(1);
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    }
    return rows;
  }

  private void execute(String sql) {
    try (Connection connection = place.source().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static void append(ArchiveDraft draft, String text) throws IOException {
    draft.append(draft.length(), bytes(text), 0, bytes(text).length);
  }

  private static String text(ArchiveDraft draft) throws IOException {
    try (InputStream in = draft.read(0)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String served(ArchiveStore store) throws IOException {
    try (InputStream in = Channels.newInputStream(store.open(ID))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<String> checkpoints(ArchiveDraft draft) throws IOException {
    List<String> checkpoints = new ArrayList<>();
    draft.replay(bytes -> checkpoints.add(new String(bytes, StandardCharsets.UTF_8)));
    return checkpoints;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
