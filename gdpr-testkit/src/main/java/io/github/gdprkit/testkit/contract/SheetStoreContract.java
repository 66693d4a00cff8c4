package io.github.gdprkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.EvidenceHead;
import io.github.gdprkit.evidence.Sheet;
import io.github.gdprkit.evidence.SheetChange;
import io.github.gdprkit.evidence.SheetId;
import io.github.gdprkit.evidence.SheetStore;
import io.github.gdprkit.evidence.StaleStreamException;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.party.PartyId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * What every {@link SheetStore} promises, beside what {@link EvidenceStoreContract} says. Implement
 * it in a test class; each test gets a storage of its own, so make it where JUnit makes a new
 * instance for each test.
 */
public interface SheetStoreContract extends EvidenceStoreContract {

  @Override
  SheetStore store() throws Exception;

  @Override
  SheetStore reopened() throws Exception;

  /** A sheet becomes durable together with the entry that names it. */
  @Test
  default void keepsASheetWithItsEvidence() throws Exception {
    Sheet sheet = sheet("aws", "name", "Amazon Web Services EMEA SARL");

    List<EvidenceEntry> written = store().commit(owner(), drafts("aws", 0), puts(sheet));

    SheetStore reopened = reopened();
    assertThat(reopened.sheet(owner(), sheet.id())).contains(sheet);
    assertThat(all(reopened)).containsExactly(sheet);
    assertThat(ChainCheck.read(reopened, owner()))
        .extracting(EvidenceEntry::hash)
        .isEqualTo(written.stream().map(EvidenceEntry::hash).toList());
  }

  /** One commit is several entries and several sheets, of several streams and kinds. */
  @Test
  default void writesSeveralSheetsWithSeveralEntries() throws Exception {
    SheetStore store = store();
    Sheet first = sheet("a", "name", "A");
    Sheet second = new Sheet(new SheetId("breach", "a"), Map.of("name", "B"));

    List<EvidenceEntry> entries =
        store.commit(
            owner(),
            List.of(draft("a", 0), draft("b", 0), draft("a", 1)),
            List.of(new SheetChange.Put(first), new SheetChange.Put(second)));

    assertThat(entries).extracting(EvidenceEntry::seq).containsExactly(1L, 2L, 3L);
    assertThat(store.head(owner())).isEqualTo(entries.get(2).head());
    assertThat(store.sheet(owner(), first.id())).contains(first);
    assertThat(store.sheet(owner(), second.id())).contains(second);
    assertThat(all(store)).containsExactly(first);
  }

  /** A step that has nothing to say in words leaves all sheets as they are. */
  @Test
  default void takesEvidenceWithoutSheets() throws Exception {
    SheetStore store = store();
    Sheet sheet = sheet("a", "name", "A");
    store.commit(owner(), drafts("a", 0), puts(sheet));

    assertThat(store.commit(owner(), drafts("a", 1), List.of())).hasSize(1);

    assertThat(store.sheet(owner(), sheet.id())).contains(sheet);
    assertThat(ChainCheck.read(store, owner())).hasSize(2);
  }

  /** No sheet changes without evidence of it. */
  @Test
  default void refusesSheetsWithoutEvidence() throws Exception {
    SheetStore store = store();
    Sheet sheet = sheet("a", "name", "A");
    store.commit(owner(), drafts("a", 0), puts(sheet));
    EvidenceHead before = store.head(owner());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.commit(owner(), List.of(), puts(sheet("a", "name", "B"))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.commit(owner(), List.of(), erases("a")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.commit(owner(), List.of(), List.of()));

    assertThat(store.sheet(owner(), sheet.id())).contains(sheet);
    assertThat(store.head(owner())).isEqualTo(before);
  }

  /** The expected versions of the streams are the fence of the sheets as well. */
  @Test
  default void changesNoSheetOnAStaleStream() throws Exception {
    SheetStore store = store();
    Sheet kept = sheet("a", "name", "A");
    Sheet other = sheet("b", "name", "B");
    store.commit(
        owner(), drafts("a", 0), List.of(new SheetChange.Put(kept), new SheetChange.Put(other)));
    EvidenceHead before = store.head(owner());
    List<SheetChange> changes =
        List.of(
            new SheetChange.Put(sheet("a", "name", "changed")),
            new SheetChange.Put(sheet("new", "name", "new")),
            new SheetChange.Erase(other.id()));

    for (List<EvidenceDraft> drafts :
        List.of(
            drafts("a", 0),
            drafts("a", 2),
            List.of(draft("a", 1), draft("b", 1)),
            List.of(draft("b", 0), draft("a", 0)))) {
      assertThatThrownBy(() -> store.commit(owner(), drafts, changes))
          .isInstanceOf(StaleStreamException.class)
          .hasMessageContaining("retry");
    }

    SheetStore reopened = reopened();
    assertThat(all(reopened)).containsExactly(kept, other);
    assertThat(reopened.head(owner())).isEqualTo(before);
    assertThat(reopened.stream(owner(), stream("b"))).isEmpty();
  }

  /** A sheet is written anew as a whole: what it does not say any more is gone. */
  @Test
  default void putsASheetAnew() throws Exception {
    SheetStore store = store();
    Sheet first = new Sheet(id("a"), Map.of("name", "A", "address", "Street 1", "note", "x"));
    Sheet second = new Sheet(first.id(), Map.of("name", "A renamed", "phone", "0"));
    store.commit(owner(), drafts("a", 0), puts(first));

    store.commit(owner(), drafts("a", 1), puts(second));

    assertThat(reopened().sheet(owner(), first.id()).map(Sheet::fields))
        .contains(Map.of("name", "A renamed", "phone", "0"));
    assertThat(all(reopened())).containsExactly(second);
  }

  /** The evidence of an erased sheet stays, and nothing else of it. */
  @Test
  default void erasesASheetAndKeepsItsEvidence() throws Exception {
    SheetStore store = store();
    Sheet neighbour = sheet("ab", "name", "neighbour");
    store.commit(owner(), drafts("a", 0), puts(sheet("a", "name", "A")));
    store.commit(owner(), drafts("ab", 0), puts(neighbour));

    store.commit(owner(), drafts("a", 1), erases("a"));

    SheetStore reopened = reopened();
    assertThat(reopened.sheet(owner(), id("a"))).isEmpty();
    assertThat(all(reopened)).containsExactly(neighbour);
    assertThat(reopened.stream(owner(), stream("a"))).hasSize(2);
    assertThat(ChainCheck.read(reopened, owner())).hasSize(3);
  }

  /** Erasing what is not there is done with nothing to do; what was erased can be written again. */
  @Test
  default void erasesWhatIsNotThereAndWritesWhatWasErased() throws Exception {
    SheetStore store = store();
    store.commit(owner(), drafts("a", 0), erases("a"));
    assertThat(store.sheet(owner(), id("a"))).isEmpty();
    Sheet sheet = sheet("a", "name", "A");
    store.commit(owner(), drafts("a", 1), puts(sheet));
    store.commit(owner(), drafts("a", 2), erases("a"));
    store.commit(owner(), drafts("a", 3), erases("a"));
    store.commit(owner(), drafts("a", 4), puts(sheet));

    assertThat(store.sheet(owner(), sheet.id())).contains(sheet);
    assertThat(ChainCheck.read(store, owner())).hasSize(5);
  }

  /** Changes of one commit happen in their order, so the last word counts. */
  @Test
  default void takesTheLastWordOfACommit() throws Exception {
    SheetStore store = store();
    Sheet last = sheet("a", "name", "last");
    SheetChange erase = new SheetChange.Erase(last.id());

    store.commit(
        owner(),
        drafts("a", 0),
        List.of(
            new SheetChange.Put(sheet("a", "name", "first")), erase, new SheetChange.Put(last)));
    assertThat(all(store)).containsExactly(last);

    store.commit(owner(), drafts("a", 1), List.of(new SheetChange.Put(last), erase));
    assertThat(all(store)).isEmpty();
  }

  /** What one party wrote is not found, not changed and not erased through another. */
  @Test
  default void keepsTheSheetsOfOwnersApart() throws Exception {
    SheetStore store = store();
    List<String> owners =
        List.of("example", "Example", "example ", " example", "caf\u00e9", "cafe\u0301", "%", "_");
    for (String owner : owners) {
      store.commit(new PartyId(owner), drafts("a", 0), puts(sheet("a", "name", owner)));
    }
    PartyId stranger = new PartyId("stranger");
    store.commit(stranger, drafts("a", 0), erases("a"));

    SheetStore reopened = reopened();
    for (String owner : owners) {
      Sheet own = sheet("a", "name", owner);
      assertThat(reopened.sheet(new PartyId(owner), own.id())).contains(own);
      assertThat(reopened.sheets(new PartyId(owner), "thing", null, 10)).containsExactly(own);
    }
    for (String owner : List.of("stranger", "EXAMPLE", "xample", "exampl_")) {
      assertThat(reopened.sheet(new PartyId(owner), id("a"))).as(owner).isEmpty();
    }
    assertThat(reopened.sheets(stranger, "thing", null, 10)).isEmpty();
    assertThat(reopened.sheets(new PartyId("nobody"), "thing", null, 10)).isEmpty();
  }

  /** Sheets whose kinds and ids look alike are different ones. */
  @Test
  default void tellsSheetsApartThatLookAlike() throws Exception {
    SheetStore store = store();
    List<SheetId> ids =
        List.of(
            new SheetId("thing", "a"),
            new SheetId("thing", "A"),
            new SheetId("thing", "a_"),
            new SheetId("thing", "ab"),
            new SheetId("thing", "a."),
            new SheetId("thing-s", "a"),
            new SheetId("things", "a"));
    for (int i = 0; i < ids.size(); i++) {
      Sheet sheet = new Sheet(ids.get(i), Map.of("number", Integer.toString(i)));
      store.commit(owner(), drafts("a", i), puts(sheet));
    }

    for (int i = 0; i < ids.size(); i++) {
      assertThat(store.sheet(owner(), ids.get(i)).flatMap(sheet -> sheet.field("number")))
          .as(ids.get(i).toString())
          .contains(Integer.toString(i));
    }
    assertThat(store.sheets(owner(), "things", null, 10)).hasSize(1);
    assertThat(store.sheets(owner(), "%", null, 10)).isEmpty();
    assertThat(store.sheets(owner(), "thin_", null, 10)).isEmpty();
  }

  /** In the order of Unicode code points: no locale, no case, no numbers within words. */
  @Test
  default void listsSheetsInTheOrderOfCodePoints() throws Exception {
    SheetStore store = store();
    List<String> ids =
        List.of(
            "-", ".", "0", "10", "9", "A", "B", "Z", "_", "a", "a-", "a.", "a0", "aA", "aa", "z");
    List<String> shuffled = new ArrayList<>(ids);
    Collections.shuffle(shuffled, new Random(7));
    for (String id : shuffled) {
      store.commit(owner(), List.of(draft("s" + id, 0)), puts(sheet(id, "name", id)));
    }

    assertThat(ids(store.sheets(owner(), "thing", null, Integer.MAX_VALUE))).isEqualTo(ids);
    assertThat(ids(store.sheets(owner(), "thing", "B", Integer.MAX_VALUE)))
        .isEqualTo(ids.subList(7, ids.size()));
    assertThat(ids(store.sheets(owner(), "thing", "a", 2))).containsExactly("a-", "a.");
  }

  /** Pages meet without a gap or a repetition, wherever the reader stands. */
  @Test
  default void listsSheetsPageByPage() throws Exception {
    SheetStore store = store();
    List<SheetChange> changes = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 23; i++) {
      ids.add("%03d".formatted(i));
      changes.add(new SheetChange.Put(sheet(ids.get(i), "name", "x")));
    }
    store.commit(owner(), drafts("a", 0), changes);

    List<String> read = new ArrayList<>();
    for (List<Sheet> page = store.sheets(owner(), "thing", null, 5);
        !page.isEmpty();
        page = store.sheets(owner(), "thing", read.get(read.size() - 1), 5)) {
      assertThat(page).hasSizeLessThanOrEqualTo(5);
      read.addAll(ids(page));
    }

    assertThat(read).isEqualTo(ids);
    assertThat(ids(store.sheets(owner(), "thing", "", 1))).containsExactly("000");
    assertThat(ids(store.sheets(owner(), "thing", "0105", 2)))
        .as("behind an id that is not there")
        .containsExactly("011", "012");
    assertThat(store.sheets(owner(), "thing", "022", 5)).isEmpty();
    assertThat(store.sheets(owner(), "thing", "\uD83D\uDE00", 5)).isEmpty();
    assertThat(store.sheets(owner(), "thing", null, 0)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> store.sheets(owner(), "thing", null, -1));
  }

  /** Also when the last page is a full one. */
  @Test
  default void readsEachSheetOfAKindOnce() throws Exception {
    SheetStore store = store();
    List<SheetChange> changes = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      ids.add("%03d".formatted(i));
      changes.add(new SheetChange.Put(sheet(ids.get(i), "name", "x")));
    }
    store.commit(owner(), drafts("a", 0), changes);
    List<Sheet> read = new ArrayList<>();

    store.eachSheet(owner(), "thing", read::add);
    store.eachSheet(owner(), "things", read::add);

    assertThat(ids(read)).isEqualTo(ids);
  }

  /** A store that has nothing of a party says so. */
  @Test
  default void knowsNoSheetsInAnEmptyStorage() throws Exception {
    SheetStore store = store();

    assertThat(store.sheet(owner(), id("a"))).isEmpty();
    assertThat(all(store)).isEmpty();
  }

  /** No text is a command, ends early, or comes back as another one. */
  @Test
  default void keepsHostileTextsAsTheyAre() throws Exception {
    SheetStore store = store();
    List<String> texts =
        List.of(
            "",
            " ",
            "null",
            "'; DROP TABLE gdpr_sheet; --",
            "\"}, {\"name\": \"other",
            "\\u0000 \\\\ \\\" %s ${x} {{x}}",
            "a\u0000b\u0001\u001f\u007f\u0085",
            "line\nline\r\nline\rline\u2028line\u2029",
            "\ufeffmark",
            "\uD83D\uDE00 \uD834\uDD1E \uDBFF\uDFFD",
            "\ufffe\uffff\ufffd",
            "e\u0301 \u00e9 \u202Eevil",
            "<script>alert(1)</script>",
            "=1+1");
    Map<String, String> fields = new TreeMap<>();
    for (int i = 0; i < texts.size(); i++) {
      fields.put("text-" + i, texts.get(i));
    }
    fields.put("a.b-c.9", "a name with all that names can have");
    fields.put("x".repeat(100), "a long name");
    Sheet sheet = new Sheet(id("a"), fields);

    store.commit(owner(), drafts("a", 0), puts(sheet));

    assertThat(reopened().sheet(owner(), sheet.id()).map(Sheet::fields)).contains(fields);
    assertThat(reopened().sheet(owner(), sheet.id()).map(Sheet::fingerprint))
        .contains(sheet.fingerprint());
    assertThat(reopened().sheets(owner(), "thing", null, 1)).containsExactly(sheet);
  }

  /** A sheet without fields is a sheet. */
  @Test
  default void keepsASheetThatSaysNothing() throws Exception {
    SheetStore store = store();
    Sheet empty = new Sheet(id("a"), Map.of());

    store.commit(owner(), drafts("a", 0), puts(empty));

    assertThat(reopened().sheet(owner(), empty.id())).contains(empty);
  }

  /** A megabyte of text, and ids and names as long as they can be. */
  @Test
  default void keepsALongText() throws Exception {
    SheetStore store = store();
    String id = "x".repeat(100);
    Sheet sheet = sheet(id, "text", "0123456\uD83D\uDE00 \u00e9".repeat(100_000));

    store.commit(owner(), drafts("a", 0), puts(sheet));

    assertThat(reopened().sheet(owner(), sheet.id()).map(Sheet::fingerprint))
        .contains(sheet.fingerprint());
    assertThat(ids(all(reopened()))).containsExactly(id);
  }

  /** Of those who begin from the same version one gets through, and the sheet is theirs. */
  @Test
  default void letsOnlyTheSheetOfTheWinningWriterIn() throws Exception {
    SheetStore one = store();
    SheetStore other = reopened();
    int writers = 8;
    int rounds = 5;
    AtomicInteger winners = new AtomicInteger();
    AtomicInteger losers = new AtomicInteger();

    for (int round = 0; round < rounds; round++) {
      long version = round;
      Race.of(
          writers,
          writer -> {
            Sheet sheet = sheet("a", "writer", writer + " in round " + version);
            try {
              (writer % 2 == 0 ? one : other)
                  .commit(owner(), List.of(naming(sheet, version)), puts(sheet));
              winners.incrementAndGet();
            } catch (StaleStreamException e) {
              losers.incrementAndGet();
            }
          });
      EvidenceEntry last = one.last(owner(), stream("a")).orElseThrow();
      assertThat(one.sheet(owner(), id("a")).map(Sheet::fingerprint))
          .contains(last.details().get("sheet"));
    }

    assertThat(winners).hasValue(rounds);
    assertThat(losers).hasValue(rounds * (writers - 1));
    assertThat(ChainCheck.read(other, owner())).hasSize(rounds);
  }

  /** Whoever reads while others write sees a sheet as one of them wrote it. */
  @Test
  default void showsNoSheetThatIsHalfWritten() throws Exception {
    SheetStore one = store();
    SheetStore other = reopened();
    int commits = 20;
    one.commit(owner(), drafts("a", 0), puts(twice("0")));
    assertThat(all(other)).containsExactly(twice("0"));

    Race.of(
        4,
        number -> {
          for (int i = 1; i <= commits; i++) {
            if (number == 0) {
              one.commit(owner(), drafts("a", i), puts(twice(Integer.toString(i))));
            } else {
              Sheet read = other.sheets(owner(), "thing", null, 1).get(0);
              assertThat(read.field("one")).isEqualTo(read.field("two"));
            }
          }
        });

    assertThat(other.sheet(owner(), id("a"))).contains(twice(Integer.toString(commits)));
  }

  private static PartyId owner() {
    return new PartyId("example");
  }

  private static StreamId stream(String id) {
    return new StreamId("thing", id);
  }

  private static EvidenceDraft draft(String stream, long expectedVersion) {
    return new EvidenceDraft(stream(stream), expectedVersion, "changed", noon(), Map.of());
  }

  /** An entry that says which sheet it wrote. */
  private static EvidenceDraft naming(Sheet sheet, long expectedVersion) {
    return new EvidenceDraft(
        stream(sheet.id().id()),
        expectedVersion,
        "changed",
        noon(),
        Map.of("sheet", sheet.fingerprint()));
  }

  private static Instant noon() {
    return Instant.parse("2026-05-01T12:00:00Z");
  }

  private static List<EvidenceDraft> drafts(String stream, long expectedVersion) {
    return List.of(draft(stream, expectedVersion));
  }

  private static SheetId id(String id) {
    return new SheetId("thing", id);
  }

  private static List<Sheet> all(SheetStore store) {
    return store.sheets(owner(), "thing", null, 10);
  }

  private static Sheet sheet(String id, String name, String text) {
    return new Sheet(id(id), Map.of(name, text));
  }

  private static Sheet twice(String text) {
    return new Sheet(id("a"), Map.of("one", text, "two", text));
  }

  private static List<SheetChange> puts(Sheet sheet) {
    return List.of(new SheetChange.Put(sheet));
  }

  private static List<SheetChange> erases(String id) {
    return List.of(new SheetChange.Erase(id(id)));
  }

  private static List<String> ids(List<Sheet> sheets) {
    return sheets.stream().map(sheet -> sheet.id().id()).toList();
  }
}
