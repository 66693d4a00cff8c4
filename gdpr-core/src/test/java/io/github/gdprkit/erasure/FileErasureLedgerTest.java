package io.github.gdprkit.erasure;

import static io.github.gdprkit.erasure.Entries.ANNA;
import static io.github.gdprkit.erasure.Entries.EXAMPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.party.PartyId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileErasureLedgerTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("apart").resolve("erasures.ledger");
  }

  @Test
  void keepsWhatWasAppended() {
    FileErasureLedger ledger = open();
    assertThat(ledger.head()).isEqualTo(LedgerHead.none(EXAMPLE));

    List<String> lines = lines(append(ledger, 5));

    assertThat(ledger.head().seq()).isEqualTo(5);
    assertThat(lines(Entries.all(ledger))).isEqualTo(lines);
    assertThat(open().head()).isEqualTo(ledger.head());
    assertThat(lines(Entries.all(open()))).isEqualTo(lines);
    assertThat(ledger.tornBytes()).isZero();
    assertThat(ledger.controller()).isEqualTo(EXAMPLE);
  }

  @Test
  void isATextFileThatOnlyItsOwnerCanRead() throws Exception {
    LedgerEntry entry = open().append(Entries.draft(1));

    assertThat(file)
        .hasContent("gdprkit-erasure-ledger 1 example\n" + entry.line() + "\n")
        .satisfies(
            one ->
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
                    .isEqualTo("rw-------"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void holdsNoIdentifierInAnyOfItsBytes() throws Exception {
    FileErasureLedger ledger = open();
    ledger.append(Entries.draft(LedgerKind.INTENT, "r1", ANNA, "profile"));
    ledger.append(Entries.draft(LedgerKind.COMPLETED, "r1", ANNA, "profile"));

    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);

    assertThat(bytes)
        .contains("r1", "profile")
        .doesNotContainIgnoringCase("anna", "anna-4711", "@");
    assertThat(ledger + "" + ledger.head() + Entries.all(ledger))
        .doesNotContainIgnoringCase("anna", "anna-4711", "@");
  }

  @Test
  void readsOnFromAnyPlace() {
    FileErasureLedger ledger = open();
    List<String> lines = lines(append(ledger, 600));

    for (FileErasureLedger reader : List.of(ledger, open())) {
      for (int seq : new int[] {0, 1, 254, 255, 256, 257, 511, 512, 513, 598, 599, 600, 601}) {
        List<LedgerEntry> entries = new ArrayList<>();
        reader.entriesAfter(seq, entries::add);
        assertThat(lines(entries))
            .as("behind %s", seq)
            .isEqualTo(lines.subList(Math.min(seq, 600), 600));
      }
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ledger.entriesAfter(-1, entry -> {}))
        .withMessageContaining("counted from 1");
  }

  @Test
  void letsAVisitorAppendWithoutMeetingItsOwnEntry() {
    FileErasureLedger ledger = open();
    append(ledger, 3);
    List<Long> seen = new ArrayList<>();

    ledger.entriesAfter(
        0,
        entry -> {
          seen.add(entry.seq());
          ledger.append(Entries.draft(4));
        });

    assertThat(seen).containsExactly(1L, 2L, 3L);
    assertThat(ledger.head().seq()).isEqualTo(6);
  }

  /** Where a process dies between any two bytes. */
  @Test
  void opensAtEveryLengthAndGoesOn() throws Exception {
    append(open(), 2);
    List<String> lines = Files.readAllLines(file);
    byte[] whole = Files.readAllBytes(file);
    List<Integer> ends = lineEnds(whole);

    for (int length = 0; length <= whole.length; length++) {
      Path cut = folder.resolve("cut");
      Files.write(cut, Arrays.copyOf(whole, length));

      FileErasureLedger ledger = FileErasureLedger.open(cut, EXAMPLE);

      int limit = length;
      int entries = (int) Math.max(0, ends.stream().filter(end -> end <= limit).count() - 1);
      int good = ends.get(entries);
      assertThat(ledger.head().seq()).as("cut at %s", length).isEqualTo(entries);
      assertThat(ledger.tornBytes()).as("cut at %s", length).isEqualTo(Math.max(0, length - good));
      LedgerEntry next = ledger.append(Entries.draft(7));
      assertThat(next.seq()).isEqualTo(entries + 1L);
      assertThat(ledger.tornBytes()).isZero();
      List<String> expected = new ArrayList<>(lines.subList(0, entries + 1));
      expected.add(next.line());
      assertThat(Files.readAllLines(cut)).isEqualTo(expected);
    }
  }

  @Test
  void doesNotCountALastLineThatAPowerCutLeftFullOfZeros() throws Exception {
    append(open(), 2);
    Files.write(file, new byte[5_000], StandardOpenOption.APPEND);

    FileErasureLedger ledger = open();

    assertThat(ledger.head().seq()).isEqualTo(2);
    assertThat(ledger.tornBytes()).isEqualTo(5_000);
    append(ledger, 1);
    assertThat(open().head().seq()).isEqualTo(3);
    assertThat(open().tornBytes()).isZero();
  }

  @Test
  void noticesEveryByteThatIsChangedInTheMiddle() throws Exception {
    append(open(), 3);
    byte[] whole = Files.readAllBytes(file);
    List<Integer> ends = lineEnds(whole);

    for (int i = 0; i < ends.get(2); i++) {
      Path changed = folder.resolve("changed");
      byte[] bytes = whole.clone();
      bytes[i] ^= 1;
      Files.write(changed, bytes);

      if (i < ends.get(0)) {
        assertThatThrownBy(() -> FileErasureLedger.open(changed, EXAMPLE))
            .as("byte %s", i)
            .isInstanceOf(LedgerOfAnotherControllerException.class);
      } else {
        long seq = i < ends.get(1) ? 1 : 2;
        assertThatThrownBy(() -> FileErasureLedger.open(changed, EXAMPLE))
            .as("byte %s", i)
            .isInstanceOfSatisfying(
                LedgerDamagedException.class, e -> assertThat(e.seq()).isEqualTo(seq))
            .hasMessageContaining("Entry " + seq)
            .hasMessageContaining("put the ledger back from its own copy");
      }
      assertThat(changed).as("nothing is mended by itself").hasBinaryContent(bytes);
    }
  }

  @Test
  void noticesALastLineThatIsWholeAndNotWhatWasWritten() throws Exception {
    append(open(), 2);
    String text = Files.readString(file);

    for (String other : List.of(text.replace("gone-r1", "gone-r2"), text + "\n", text + "x\n")) {
      Files.writeString(file, other);
      assertThatThrownBy(this::open).isInstanceOf(LedgerDamagedException.class);
    }
  }

  @Test
  void noticesEntriesThatAreLeftOutRepeatedOrSwapped() throws Exception {
    append(open(), 4);
    List<String> lines = Files.readAllLines(file);

    for (int[] order :
        List.of(new int[] {0, 2, 3, 4}, new int[] {0, 1, 1, 2, 3, 4}, new int[] {0, 1, 3, 2, 4})) {
      Path other = folder.resolve("other");
      Files.write(other, Arrays.stream(order).mapToObj(lines::get).toList());
      assertThatThrownBy(() -> FileErasureLedger.open(other, EXAMPLE))
          .isInstanceOf(LedgerDamagedException.class);
    }
  }

  @Test
  void noticesDamageThatHappensWhileItIsInUse() throws Exception {
    FileErasureLedger ledger = open();
    append(ledger, 3);
    byte[] whole = Files.readAllBytes(file);
    List<Integer> ends = lineEnds(whole);
    byte[] edited = whole.clone();
    edited[whole.length - 10] ^= 1;

    for (byte[] bytes : List.of(Arrays.copyOf(whole, ends.get(2)), edited, new byte[0])) {
      Files.write(file, bytes);
      assertThatThrownBy(() -> ledger.append(Entries.draft(4)))
          .isInstanceOf(LedgerDamagedException.class);
      assertThat(file).hasBinaryContent(bytes);
    }
    byte[] inside = whole.clone();
    inside[ends.get(1) + 100] ^= 1;
    Files.write(file, inside);
    assertThatThrownBy(() -> Entries.all(ledger))
        .isInstanceOfSatisfying(
            LedgerDamagedException.class, e -> assertThat(e.seq()).isEqualTo(2));
    Files.delete(file);
    assertThatThrownBy(() -> ledger.append(Entries.draft(4)))
        .isInstanceOf(LedgerDamagedException.class)
        .hasMessageContaining("is gone");
    assertThatThrownBy(ledger::head).isInstanceOf(LedgerDamagedException.class);
    assertThat(file).doesNotExist();

    Files.write(file, whole);
    assertThat(ledger.append(Entries.draft(4)).seq()).isEqualTo(4);
  }

  @Test
  void refusesTheLedgerOfAnotherController() {
    append(open(), 2);

    for (String other : List.of("exampl", "example2", "another")) {
      assertThatThrownBy(() -> FileErasureLedger.open(file, new PartyId(other)))
          .isInstanceOf(LedgerOfAnotherControllerException.class)
          .hasMessageContaining(other)
          .hasMessageContaining("a file of its own");
    }
  }

  @Test
  void refusesALedgerWhoseHeaderWasRewrittenForAnotherController() throws Exception {
    append(open(), 2);
    String text = Files.readString(file);
    Files.writeString(file, text.replace("1 example\n", "1 another\n"));

    assertThatThrownBy(() -> FileErasureLedger.open(file, new PartyId("another")))
        .isInstanceOf(LedgerDamagedException.class);
  }

  @Test
  void refusesWhatIsNoFileOfItsOwn() throws Exception {
    append(open(), 1);
    Path link = folder.resolve("link");
    Files.createSymbolicLink(link, file);

    assertThatThrownBy(() -> FileErasureLedger.open(link, EXAMPLE))
        .isInstanceOf(LedgerStoreException.class);
    assertThatThrownBy(() -> FileErasureLedger.open(folder, EXAMPLE))
        .isInstanceOf(LedgerStoreException.class)
        .hasMessageContaining("could not be opened");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FileErasureLedger.open(Path.of("/"), EXAMPLE));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FileErasureLedger.open(file, new PartyId("a\nb")));
  }

  @Test
  void seesWhatAnotherOneAppends() {
    FileErasureLedger one = open();
    FileErasureLedger other = open();

    one.append(Entries.draft(1));
    other.append(Entries.draft(2));
    one.append(Entries.draft(3));

    assertThat(other.head()).isEqualTo(one.head());
    assertThat(lines(Entries.all(one))).hasSize(3).isEqualTo(lines(Entries.all(other)));
  }

  @Test
  void keepsManyWritersApart() throws Exception {
    int writers = 4;
    int each = 25;
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      List<Callable<List<LedgerEntry>>> work = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        FileErasureLedger ledger = open();
        work.add(() -> append(ledger, each));
      }
      List<Long> seqs = new ArrayList<>();
      for (Future<List<LedgerEntry>> done : threads.invokeAll(work)) {
        done.get().forEach(entry -> seqs.add(entry.seq()));
      }
      assertThat(seqs).doesNotHaveDuplicates().hasSize(writers * each);
    } finally {
      threads.shutdownNow();
    }
    assertThat(Entries.all(open())).hasSize(writers * each);
  }

  @Test
  void survivesAnInterruptedWriter() {
    FileErasureLedger ledger = open();
    append(ledger, 1);

    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> ledger.append(Entries.draft(2)))
        .isInstanceOf(LedgerStoreException.class)
        .hasMessageContaining("do the same again");
    assertThat(Thread.interrupted()).isTrue();

    assertThat(ledger.append(Entries.draft(2)).seq()).isEqualTo(2);
  }

  private FileErasureLedger open() {
    return FileErasureLedger.open(file, EXAMPLE);
  }

  private static List<LedgerEntry> append(ErasureLedger ledger, int count) {
    List<LedgerEntry> entries = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      entries.add(ledger.append(Entries.draft(i)));
    }
    return entries;
  }

  private static List<String> lines(List<LedgerEntry> entries) {
    return entries.stream().map(LedgerEntry::line).toList();
  }

  /** Where the lines end, that of the header first. */
  private static List<Integer> lineEnds(byte[] bytes) {
    List<Integer> ends = new ArrayList<>();
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        ends.add(i + 1);
      }
    }
    return ends;
  }
}
