package io.github.gdprkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.erasure.ErasureLedger;
import io.github.gdprkit.erasure.LedgerDraft;
import io.github.gdprkit.erasure.LedgerEntry;
import io.github.gdprkit.erasure.LedgerHead;
import io.github.gdprkit.erasure.LedgerKind;
import io.github.gdprkit.erasure.LedgerScope;
import io.github.gdprkit.erasure.LedgerSubject;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.Tombstone;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.IdentifierType;
import io.github.gdprkit.subject.SubjectKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ErasureLedger} promises. Implement it in a test class; each test gets a storage
 * of its own, so make it where JUnit makes a new instance for each test.
 */
public interface ErasureLedgerContract {

  /** A ledger of this controller with nothing in it. Called once for each test. */
  ErasureLedger ledger(PartyId controller) throws Exception;

  /**
   * A second ledger over the same storage, as another process would open it. Where a storage
   * belongs to one object, that object.
   */
  ErasureLedger reopened(PartyId controller) throws Exception;

  /** A ledger that has nothing says so. */
  @Test
  default void beginsWithNothing() throws Exception {
    ErasureLedger ledger = ledger(CONTROLLER);

    assertThat(ledger.controller()).isEqualTo(CONTROLLER);
    assertThat(ledger.head()).isEqualTo(LedgerHead.none(CONTROLLER));
    assertThat(after(ledger, 0)).isEmpty();
  }

  /** What was appended is there for whoever opens the ledger next, word for word and in order. */
  @Test
  default void keepsWhatWasAppendedInItsOrder() throws Exception {
    ErasureLedger ledger = ledger(CONTROLLER);
    List<String> appended = new ArrayList<>();
    for (LedgerKind kind : LedgerKind.values()) {
      appended.add(ledger.append(draft(kind, "request-" + kind.ordinal())).line());
    }

    ErasureLedger other = reopened(CONTROLLER);

    assertThat(after(other, 0)).extracting(LedgerEntry::line).isEqualTo(appended);
    assertThat(other.head()).isEqualTo(ledger.head());
    assertThat(other.head().seq()).isEqualTo(appended.size());
  }

  /** An entry can be about everyone of the controller, and about nobody by name. */
  @Test
  default void keepsAnEntryAboutEveryone() throws Exception {
    ErasureLedger ledger = ledger(CONTROLLER);
    ledger.append(draft(LedgerKind.INTENT, "request-1"));
    LedgerDraft everyone =
        new LedgerDraft(
            LedgerKind.INTENT,
            Instant.parse("2026-03-01T09:30:00.123456Z"),
            "notice-17",
            LedgerScope.everyone(),
            new Tombstone("erased-1"),
            List.of(new HookId("profile")));
    String line = ledger.append(everyone).line();

    LedgerEntry read = after(reopened(CONTROLLER), 1).get(0);

    assertThat(read.line()).isEqualTo(line);
    assertThat(read.isAboutEveryone()).isTrue();
    assertThat(read.hooks()).containsExactly(new HookId("profile"));
  }

  /** Entries are chained: each names the hash of the one before it. */
  @Test
  default void chainsItsEntries() throws Exception {
    ErasureLedger ledger = ledger(CONTROLLER);
    LedgerEntry first = ledger.append(draft(LedgerKind.INTENT, "request-1"));
    LedgerEntry second = ledger.append(draft(LedgerKind.COMPLETED, "request-1"));

    assertThat(first.previous()).isEqualTo(LedgerEntry.NO_PREVIOUS);
    assertThat(second.previous()).isEqualTo(first.hash());
    assertThat(ledger.head()).isEqualTo(second.head());
  }

  /** A reader goes on behind the last entry that it knows. */
  @Test
  default void readsOnBehindAnyEntry() throws Exception {
    ErasureLedger ledger = ledger(CONTROLLER);
    for (int i = 1; i <= 7; i++) {
      ledger.append(draft(LedgerKind.INTENT, "request-" + i));
    }

    for (long seq = 0; seq <= 7; seq++) {
      assertThat(after(ledger, seq))
          .extracting(LedgerEntry::seq)
          .containsExactlyElementsOf(
              LongStream.rangeClosed(seq + 1, 7).boxed().collect(Collectors.toList()));
    }
    assertThat(after(ledger, 8)).isEmpty();
  }

  /** Somebody who holds the ledger open sees what another one appends. */
  @Test
  default void seesWhatAnotherAppends() throws Exception {
    ErasureLedger ledger = ledger(CONTROLLER);
    ErasureLedger other = reopened(CONTROLLER);
    ledger.append(draft(LedgerKind.INTENT, "request-1"));
    other.append(draft(LedgerKind.COMPLETED, "request-1"));

    assertThat(after(ledger, 0))
        .extracting(LedgerEntry::kind)
        .containsExactly(LedgerKind.INTENT, LedgerKind.COMPLETED);
    assertThat(ledger.head().seq()).isEqualTo(2);
  }

  /** Many writers get one after the other, and the chain never forks. */
  @Test
  default void keepsWritersApart() throws Exception {
    ErasureLedger ledger = ledger(CONTROLLER);
    List<ErasureLedger> two = List.of(ledger, reopened(CONTROLLER));

    Race.of(8, thread -> two.get(thread % 2).append(draft(LedgerKind.INTENT, "request-" + thread)));

    List<LedgerEntry> entries = after(ledger, 0);
    assertThat(entries).hasSize(8);
    for (int i = 1; i < entries.size(); i++) {
      assertThat(entries.get(i).previous()).isEqualTo(entries.get(i - 1).hash());
    }
  }

  /** Somebody who is being told of entries can append one, and is not told of their own. */
  @Test
  default void letsAVisitorAppend() throws Exception {
    ErasureLedger ledger = ledger(CONTROLLER);
    ledger.append(draft(LedgerKind.INTENT, "request-1"));
    List<Long> visited = new ArrayList<>();

    ledger.entriesAfter(
        0,
        entry -> {
          visited.add(entry.seq());
          ledger.append(draft(LedgerKind.COMPLETED, entry.reference()));
        });

    assertThat(visited).containsExactly(1L);
    assertThat(ledger.head().seq()).isEqualTo(2);
  }

  /** The controller of the tests. */
  PartyId CONTROLLER = new PartyId("example");

  private static List<LedgerEntry> after(ErasureLedger ledger, long seq) {
    List<LedgerEntry> entries = new ArrayList<>();
    ledger.entriesAfter(seq, entries::add);
    return entries;
  }

  private static LedgerDraft draft(LedgerKind kind, String reference) {
    SubjectKeys keys =
        SubjectKeys.under(
            "the secret of a test of ledgers".repeat(2).getBytes(StandardCharsets.UTF_8));
    DataSubject anna =
        DataSubject.ofAccount("4711").alsoKnownAs(IdentifierType.EMAIL, "anna@example.org");
    return new LedgerDraft(
        kind,
        Instant.parse("2026-03-01T09:30:00.123456Z"),
        reference,
        LedgerSubject.of(anna, keys),
        new Tombstone("erased-1"),
        List.copyOf(Set.of(new HookId("profile"))));
  }
}
