package io.github.gdprkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.gdprkit.archive.ArchiveDraft;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.ArchiveInUseException;
import io.github.gdprkit.archive.ArchiveNotFoundException;
import io.github.gdprkit.archive.ArchiveSealedException;
import io.github.gdprkit.archive.ArchiveStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ArchiveStore} promises. Implement it in a test class; each test gets a storage
 * of its own, so make it where JUnit makes a new instance for each test.
 */
public interface ArchiveStoreContract {

  /** A store over a storage with nothing in it. Called once for each test, before anything else. */
  ArchiveStore store() throws IOException;

  /**
   * A store over the same storage as a new process would find it if this one were killed now. The
   * test has not closed its drafts, and must not have to: let go of their locks here without
   * calling anything that saves, or, better, open a copy of the storage as it is at this moment.
   */
  ArchiveStore reopened() throws IOException;

  /** Bytes and checkpoint become durable together. */
  @Test
  default void keepsWhatACheckpointCoveredWhenTheProcessDies() throws IOException {
    ArchiveDraft draft = store().draft(anId());
    append(draft, "first page");
    draft.checkpoint(draft.length(), bytes("behind the first page"));

    ArchiveDraft found = reopened().draft(anId());

    assertThat(textOf(found)).isEqualTo("first page");
    assertThat(checkpointsOf(found)).containsExactly("behind the first page");
    found.close();
  }

  /** What no checkpoint covers is gone after a crash, so that nobody builds on it. */
  @Test
  default void losesWhatNoCheckpointCoveredWhenTheProcessDies() throws IOException {
    ArchiveDraft draft = store().draft(anId());
    append(draft, "first page");
    draft.checkpoint(draft.length(), bytes("1"));
    append(draft, "half of the second pa");

    ArchiveDraft found = reopened().draft(anId());

    assertThat(found.length()).isEqualTo("first page".length());
    assertThat(textOf(found)).isEqualTo("first page");
    found.close();
  }

  /** A draft that has no checkpoint yet begins anew. */
  @Test
  default void beginsAnewWhenTheProcessDiesBeforeTheFirstCheckpoint() throws IOException {
    ArchiveDraft draft = store().draft(anId());
    append(draft, "lost");

    ArchiveDraft found = reopened().draft(anId());

    assertThat(found.length()).isZero();
    assertThat(checkpointsOf(found)).isEmpty();
    found.close();
  }

  /** An orderly end keeps what a crash keeps: work that was not checkpointed was not finished. */
  @Test
  default void goesOnWithADraftThatWasClosed() throws IOException {
    ArchiveStore store = store();
    ArchiveDraft draft = store.draft(anId());
    append(draft, "kept");
    draft.checkpoint(draft.length(), bytes("1"));
    append(draft, " and lost");
    draft.close();

    ArchiveDraft again = store.draft(anId());
    append(again, " and new");
    again.checkpoint(again.length(), bytes("2"));

    assertThat(textOf(again)).isEqualTo("kept and new");
    assertThat(checkpointsOf(again)).containsExactly("1", "2");
    again.close();
  }

  /** Work can die again and again and goes on each time. */
  @Test
  default void goesOnAfterSeveralDeaths() throws IOException {
    ArchiveDraft draft = store().draft(anId());
    append(draft, "a");
    draft.checkpoint(draft.length(), bytes("1"));
    append(draft, "lost");

    ArchiveStore second = reopened();
    ArchiveDraft again = second.draft(anId());
    append(again, "b");
    again.checkpoint(again.length(), bytes("2"));
    again.close();
    ArchiveDraft third = second.draft(anId());

    assertThat(textOf(third)).isEqualTo("ab");
    assertThat(checkpointsOf(third)).containsExactly("1", "2");
    third.close();
  }

  /** Checkpoints come back in their order, also before they are read by another process. */
  @Test
  default void replaysCheckpointsInTheirOrderAsOftenAsAsked() throws IOException {
    ArchiveDraft draft = store().draft(anId());
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      append(draft, "page");
      made.add("checkpoint " + i);
      draft.checkpoint(draft.length(), bytes("checkpoint " + i));
    }

    List<String> first = checkpointsOf(draft);
    List<String> second = checkpointsOf(draft);

    assertThat(first).isEqualTo(made);
    assertThat(second).isEqualTo(made);
    draft.close();
  }

  /** Work can go on while checkpoints are read, and after it. */
  @Test
  default void takesCheckpointsAfterAReplay() throws IOException {
    ArchiveDraft draft = store().draft(anId());
    draft.checkpoint(0, bytes("1"));
    checkpointsOf(draft);
    append(draft, "more");
    draft.checkpoint(draft.length(), bytes("2"));

    ArchiveDraft found = reopened().draft(anId());

    assertThat(checkpointsOf(found)).containsExactly("1", "2");
    assertThat(textOf(found)).isEqualTo("more");
    found.close();
  }

  /** A checkpoint can be about the caller's state alone. */
  @Test
  default void takesACheckpointWithoutNewBytesAndAnEmptyOne() throws IOException {
    ArchiveDraft draft = store().draft(anId());
    draft.checkpoint(0, bytes("begun"));
    draft.checkpoint(0, new byte[0]);

    ArchiveDraft found = reopened().draft(anId());

    assertThat(checkpointsOf(found)).containsExactly("begun", "");
    found.close();
  }

  /** The fence against a second writer who got past the lock. */
  @Test
  default void refusesWritesThatExpectAnotherLength() throws IOException {
    ArchiveDraft draft = store().draft(anId());
    append(draft, "12345");

    assertThatIllegalStateException().isThrownBy(() -> draft.append(4, bytes("x"), 0, 1));
    assertThatIllegalStateException().isThrownBy(() -> draft.append(6, bytes("x"), 0, 1));
    assertThatIllegalStateException().isThrownBy(() -> draft.checkpoint(4, bytes("x")));
    assertThatIllegalStateException().isThrownBy(() -> draft.seal(6));
    assertThat(textOf(draft)).isEqualTo("12345");
    assertThat(checkpointsOf(draft)).isEmpty();
    draft.close();
  }

  /** One writer at a time. */
  @Test
  default void refusesASecondWriter() throws IOException {
    ArchiveStore store = store();
    ArchiveDraft draft = store.draft(anId());

    assertThatThrownBy(() -> store.draft(anId()))
        .isInstanceOf(ArchiveInUseException.class)
        .hasMessageContaining("try again");
    assertThatThrownBy(() -> store.delete(anId())).isInstanceOf(ArchiveInUseException.class);
    append(draft, "still mine");
    draft.close();
  }

  /** The refusal of a second writer takes nothing from the first. */
  @Test
  default void keepsOneWriterAfterItRefusedAnother() throws IOException {
    ArchiveStore store = store();
    ArchiveDraft draft = store.draft(anId());
    assertThatThrownBy(() -> store.draft(anId())).isInstanceOf(ArchiveInUseException.class);

    assertThatThrownBy(() -> store.draft(anId())).isInstanceOf(ArchiveInUseException.class);
    append(draft, "page");
    draft.checkpoint(draft.length(), bytes("1"));
    draft.close();

    ArchiveDraft next = store.draft(anId());
    assertThat(textOf(next)).isEqualTo("page");
    next.close();
  }

  /**
   * A process that was believed dead can wake up and go on. Whether the store refuses it or it
   * writes where nobody looks, the draft of whoever went on is whole.
   */
  @Test
  default void letsNoWriterWhoWasThoughtDeadTouchTheDraft() throws IOException {
    ArchiveDraft before = store().draft(anId());
    append(before, "kept");
    before.checkpoint(before.length(), bytes("1"));
    append(before, " and lost");
    long length = before.length();
    ArchiveStore reopened = reopened();
    ArchiveDraft after = reopened.draft(anId());
    append(after, " and new");

    attempt(() -> before.checkpoint(length, bytes("from the dead")));
    attempt(() -> before.append(length, bytes("!"), 0, 1));
    attempt(() -> before.truncate(length - 1));
    attempt(() -> before.seal(length - 1));
    attempt(before::close);
    after.checkpoint(after.length(), bytes("2"));

    assertThat(textOf(after)).isEqualTo("kept and new");
    assertThat(checkpointsOf(after)).containsExactly("1", "2");
    after.seal(after.length());
    assertThat(served(reopened, anId())).isEqualTo("kept and new");
  }

  /** Archives do not touch each other. */
  @Test
  default void writesSeveralArchivesBesideEachOther() throws IOException {
    ArchiveStore store = store();
    ArchiveDraft one = store.draft(new ArchiveId("one"));
    ArchiveDraft other = store.draft(new ArchiveId("one.2"));
    append(one, "one");
    append(other, "other");
    one.checkpoint(one.length(), bytes("of one"));
    other.checkpoint(other.length(), bytes("of other"));

    assertThat(textOf(one)).isEqualTo("one");
    assertThat(textOf(other)).isEqualTo("other");
    assertThat(checkpointsOf(one)).containsExactly("of one");
    assertThat(checkpointsOf(other)).containsExactly("of other");
    one.close();
    other.close();
  }

  /** What no checkpoint covers can be taken back. */
  @Test
  default void takesBackBytesBehindTheLastCheckpoint() throws IOException {
    ArchiveDraft draft = store().draft(anId());
    append(draft, "kept");
    draft.checkpoint(draft.length(), bytes("1"));
    append(draft, " taken back");

    draft.truncate(4);
    append(draft, " anew");
    draft.checkpoint(draft.length(), bytes("2"));

    assertThat(textOf(draft)).isEqualTo("kept anew");
    assertThat(textOf(reopened().draft(anId()))).isEqualTo("kept anew");
  }

  /** What a checkpoint covers is promised, and what is not there cannot be taken back. */
  @Test
  default void refusesToTakeBackWhatIsDurableOrNotThere() throws IOException {
    ArchiveDraft draft = store().draft(anId());
    append(draft, "12345");
    draft.checkpoint(5, bytes("1"));
    append(draft, "678");

    assertThatIllegalArgumentException().isThrownBy(() -> draft.truncate(4));
    assertThatIllegalArgumentException().isThrownBy(() -> draft.truncate(9));
    assertThat(textOf(draft)).isEqualTo("12345678");
    draft.close();
  }

  /** A draft is never served, checkpointed or not. */
  @Test
  default void neverServesADraft() throws IOException {
    ArchiveStore store = store();
    assertThatThrownBy(() -> store.open(anId())).isInstanceOf(ArchiveNotFoundException.class);
    ArchiveDraft draft = store.draft(anId());
    append(draft, "not yet");
    draft.checkpoint(draft.length(), bytes("1"));

    assertThatThrownBy(() -> store.open(anId())).isInstanceOf(ArchiveNotFoundException.class);
    draft.close();
    assertThatThrownBy(() -> store.open(anId())).isInstanceOf(ArchiveNotFoundException.class);
  }

  /** Sealing makes an archive visible with all its bytes, those behind a checkpoint included. */
  @Test
  default void servesWhatWasSealed() throws IOException {
    ArchiveStore store = store();
    seal(store, anId(), "all of it");

    assertThat(served(store, anId())).isEqualTo("all of it");
    assertThat(served(reopened(), anId())).isEqualTo("all of it");
  }

  /** A reader can look anywhere, as readers of ZIP files do, and change nothing. */
  @Test
  default void servesAnyPartOfAnArchiveToSeveralReaders() throws IOException {
    ArchiveStore store = store();
    seal(store, anId(), "0123456789");

    try (var one = store.open(anId());
        var other = store.open(anId())) {
      one.position(7);
      byte[] end = Channels.newInputStream(one).readAllBytes();
      byte[] all = Channels.newInputStream(other).readAllBytes();

      assertThat(one.size()).isEqualTo(10);
      assertThat(end).isEqualTo(bytes("789"));
      assertThat(all).isEqualTo(bytes("0123456789"));
      assertThatThrownBy(() -> one.write(ByteBuffer.wrap(bytes("x"))))
          .isInstanceOf(Exception.class);
    }
    assertThat(served(store, anId())).isEqualTo("0123456789");
  }

  /** A sealed archive is final. */
  @Test
  default void refusesToWriteASealedArchiveAgain() throws IOException {
    ArchiveStore store = store();
    seal(store, anId(), "final");

    assertThatThrownBy(() -> store.draft(anId()))
        .isInstanceOf(ArchiveSealedException.class)
        .hasMessageContaining(anId().value());
    ArchiveStore reopened = reopened();
    assertThatThrownBy(() -> reopened.draft(anId())).isInstanceOf(ArchiveSealedException.class);
    assertThat(served(reopened, anId())).isEqualTo("final");
  }

  /** Nor can the one who sealed it write on. */
  @Test
  default void takesNothingMoreFromTheDraftThatWasSealed() throws IOException {
    ArchiveStore store = store();
    ArchiveDraft draft = store.draft(anId());
    append(draft, "final");
    draft.seal(5);

    assertThatThrownBy(() -> draft.append(5, bytes("!"), 0, 1)).isInstanceOf(Exception.class);
    draft.close();

    assertThat(served(store, anId())).isEqualTo("final");
  }

  /** Deleting removes an archive, and its id is free. */
  @Test
  default void deletesAnArchive() throws IOException {
    ArchiveStore store = store();
    seal(store, anId(), "personal data");

    boolean first = store.delete(anId());
    boolean second = store.delete(anId());

    assertThat(first).isTrue();
    assertThat(second).isFalse();
    assertThatThrownBy(() -> store.open(anId())).isInstanceOf(ArchiveNotFoundException.class);
    ArchiveStore reopened = reopened();
    assertThatThrownBy(() -> reopened.open(anId())).isInstanceOf(ArchiveNotFoundException.class);
  }

  /** Deleting a draft takes its checkpoints along, which hold personal data too. */
  @Test
  default void deletesADraftWithItsCheckpoints() throws IOException {
    ArchiveStore store = store();
    ArchiveDraft draft = store.draft(anId());
    append(draft, "personal data");
    draft.checkpoint(draft.length(), bytes("1"));
    draft.close();

    boolean deleted = store.delete(anId());

    assertThat(deleted).isTrue();
    ArchiveDraft anew = store.draft(anId());
    assertThat(anew.length()).isZero();
    assertThat(checkpointsOf(anew)).isEmpty();
    anew.close();
  }

  /** Deleting one archive leaves the others. */
  @Test
  default void deletesNoOtherArchive() throws IOException {
    ArchiveStore store = store();
    seal(store, new ArchiveId("one"), "one");
    seal(store, new ArchiveId("one.2"), "other");

    boolean deleted = store.delete(new ArchiveId("one"));
    boolean deletedNothing = store.delete(new ArchiveId("on"));

    assertThat(deleted).isTrue();
    assertThat(deletedNothing).isFalse();
    assertThat(served(store, new ArchiveId("one.2"))).isEqualTo("other");
  }

  /** Archives are larger than buffers. */
  @Test
  default void takesLargeAppendsAndPartsOfArrays() throws IOException {
    byte[] large = new byte[3 << 20];
    new Random(7).nextBytes(large);
    ArchiveStore store = store();
    ArchiveDraft draft = store.draft(anId());
    draft.append(0, large, 0, large.length);
    draft.append(large.length, large, 5, 100);
    draft.append(large.length + 100L, large, 0, 0);
    draft.checkpoint(large.length + 100L, new byte[1 << 20]);
    draft.seal(large.length + 100L);
    draft.close();

    byte[] expected = Arrays.copyOf(large, large.length + 100);
    System.arraycopy(large, 5, expected, large.length, 100);
    try (InputStream in = Channels.newInputStream(store.open(anId()))) {
      assertThat(in.readAllBytes()).isEqualTo(expected);
    }
  }

  /** A draft can be read from any byte on, what is not durable yet included. */
  @Test
  default void readsADraftFromAnyByteOn() throws IOException {
    ArchiveDraft draft = store().draft(anId());
    append(draft, "01234");
    draft.checkpoint(5, bytes("1"));
    append(draft, "56789");

    assertThat(textOf(draft, 0)).isEqualTo("0123456789");
    assertThat(textOf(draft, 7)).isEqualTo("789");
    assertThat(textOf(draft, 10)).isEmpty();
    append(draft, "!");
    assertThat(textOf(draft, 9)).isEqualTo("9!");
    draft.close();
  }

  private static ArchiveId anId() {
    return new ArchiveId("REQ-1");
  }

  private static void seal(ArchiveStore store, ArchiveId id, String text) throws IOException {
    try (ArchiveDraft draft = store.draft(id)) {
      draft.checkpoint(0, bytes("begun"));
      append(draft, text);
      draft.seal(draft.length());
    }
  }

  private static void append(ArchiveDraft draft, String text) throws IOException {
    byte[] bytes = bytes(text);
    draft.append(draft.length(), bytes, 0, bytes.length);
  }

  private static String served(ArchiveStore store, ArchiveId id) throws IOException {
    try (InputStream in = Channels.newInputStream(store.open(id))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String textOf(ArchiveDraft draft) throws IOException {
    return textOf(draft, 0);
  }

  private static String textOf(ArchiveDraft draft, long from) throws IOException {
    try (InputStream in = draft.read(from)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<String> checkpointsOf(ArchiveDraft draft) throws IOException {
    List<String> checkpoints = new ArrayList<>();
    draft.replay(bytes -> checkpoints.add(new String(bytes, StandardCharsets.UTF_8)));
    return checkpoints;
  }

  /** What may be refused, which is one way to keep the promise. */
  private static void attempt(ThrowingCallable attempt) {
    Throwable unused = catchThrowable(attempt);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
