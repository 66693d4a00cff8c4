package io.github.gdprkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.erasure.ErasureLedger;
import io.github.gdprkit.erasure.LedgerDamagedException;
import io.github.gdprkit.erasure.LedgerDraft;
import io.github.gdprkit.erasure.LedgerEntry;
import io.github.gdprkit.erasure.LedgerKind;
import io.github.gdprkit.erasure.LedgerScope;
import io.github.gdprkit.erasure.LedgerStoreException;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.Tombstone;
import io.github.gdprkit.jdbc.CutDataSource.Cut;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.testkit.contract.ErasureLedgerContract;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger promises, and what one in a second database promises besides. */
abstract class LedgerInDatabase implements ErasureLedgerContract {

  private Place place;

  abstract Place newPlace();

  /** Lets go of what protects the lines, as somebody could who owns the database. */
  abstract void dropTriggers(Place place);

  @BeforeEach
  void makeTables() {
    place = newPlace();
    GdprSchema.migrateOutside(place.source());
  }

  @AfterEach
  void close() {
    place.close();
  }

  @Override
  public ErasureLedger ledger(PartyId controller) {
    return JdbcErasureLedger.open(place.source(), controller);
  }

  @Override
  public ErasureLedger reopened(PartyId controller) {
    return JdbcErasureLedger.open(place.source(), controller);
  }

  @Test
  void keepsControllersApart() {
    List<String> controllers = List.of("example", "Example", "example ", "Größe: & 株式会社 🏛");
    for (String controller : controllers) {
      ledger(new PartyId(controller)).append(draft(controller.length()));
    }
    for (String controller : controllers) {
      assertThat(entries(reopened(new PartyId(controller))))
          .as(controller)
          .extracting(LedgerEntry::reference)
          .containsExactly("request-" + controller.length());
    }
  }

  @Test
  void readsALedgerOfManyPages() {
    ErasureLedger ledger = ledger(CONTROLLER);
    for (int i = 1; i <= 300; i++) {
      ledger.append(draft(i));
    }
    assertThat(entries(reopened(CONTROLLER)))
        .extracting(LedgerEntry::seq)
        .hasSize(300)
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void letsNobodyChangeOrDeleteALine() {
    ledger(CONTROLLER).append(draft(1));

    for (String sql :
        List.of("UPDATE gdpr_erasure_ledger SET line = 'x'", "DELETE FROM gdpr_erasure_ledger")) {
      assertThatThrownBy(() -> Databases.execute(place.source(), sql))
          .hasRootCauseInstanceOf(SQLException.class)
          .rootCause()
          .hasMessageContaining("append-only");
    }
    assertThat(entries(reopened(CONTROLLER))).hasSize(1);
  }

  /** Each of these is done to four entries by somebody who dropped the triggers before. */
  @Test
  void findsOutWhoeverGetsPastTheTriggers() {
    List<String> changes =
        List.of(
            "UPDATE gdpr_erasure_ledger SET line = REPLACE(line, 'request-2', 'request-9')"
                + " WHERE seq = 2",
            "UPDATE gdpr_erasure_ledger SET line = 'nothing' WHERE seq = 4",
            "DELETE FROM gdpr_erasure_ledger WHERE seq = 2",
            "DELETE FROM gdpr_erasure_ledger WHERE seq = 1",
            "DELETE FROM gdpr_erasure_ledger WHERE seq = 4",
            "DELETE FROM gdpr_erasure_ledger",
            "DELETE FROM gdpr_erasure_ledger_head",
            "UPDATE gdpr_erasure_ledger_head SET seq = 3",
            "UPDATE gdpr_erasure_ledger_head SET seq = 5",
            "UPDATE gdpr_erasure_ledger_head SET hash = '" + "0".repeat(64) + "'",
            "UPDATE gdpr_erasure_ledger_head SET hash = 'nothing'");
    for (String change : changes) {
      close();
      makeTables();
      ErasureLedger ledger = ledger(CONTROLLER);
      for (int i = 1; i <= 4; i++) {
        ledger.append(draft(i));
      }
      dropTriggers(place);
      Databases.execute(place.source(), change);

      assertThatExceptionOfType(LedgerDamagedException.class)
          .as(change)
          .isThrownBy(() -> reopened(CONTROLLER).append(draft(5)))
          .withMessageContaining("put the ledger back");
    }
  }

  /** An older copy was put in the place of the ledger under whoever has it open. */
  @Test
  void findsOutThatItsEndIsGoneWhileItIsOpen() {
    ErasureLedger ledger = ledger(CONTROLLER);
    LedgerEntry first = ledger.append(draft(1));
    ledger.append(draft(2));
    dropTriggers(place);
    Databases.execute(
        place.source(),
        "DELETE FROM gdpr_erasure_ledger WHERE seq = 2",
        "UPDATE gdpr_erasure_ledger_head SET seq = 1, hash = '" + first.hash() + "'");

    assertThatExceptionOfType(LedgerDamagedException.class).isThrownBy(ledger::head);
    assertThatExceptionOfType(LedgerDamagedException.class)
        .isThrownBy(() -> ledger.append(draft(3)));
    assertThat(entries(reopened(CONTROLLER))).as("the watermark knows better").hasSize(1);
  }

  @Test
  void findsOutWhatBecameOfACommitWhoseAnswerGotLost() {
    AtomicReference<Cut> next = new AtomicReference<>(Cut.NEVER);
    ErasureLedger ledger =
        JdbcErasureLedger.open(
            CutDataSource.of(place.source(), () -> next.getAndSet(Cut.NEVER)), CONTROLLER);
    next.set(Cut.AFTER_THE_COMMIT);
    LedgerEntry entry = ledger.append(draft(1));
    next.set(Cut.BEFORE_THE_COMMIT);
    assertThatExceptionOfType(LedgerStoreException.class)
        .isThrownBy(() -> ledger.append(draft(2)))
        .withMessageContaining("Nothing is erased")
        .withStackTraceContaining("nothing was written");

    assertThat(entries(reopened(CONTROLLER)))
        .extracting(LedgerEntry::line)
        .containsExactly(entry.line());
    assertThat(ledger.append(draft(3)).seq()).isEqualTo(2);
  }

  @Test
  void isNotKeptInTheDatabaseThatItProtects() {
    GdprSchema.migrate(place.source());

    assertThatExceptionOfType(SameDatabaseException.class)
        .isThrownBy(() -> ledger(CONTROLLER))
        .withMessageContaining("The ledger of erasures")
        .withMessageContaining("second database");

    ErasureLedger unsafe = JdbcErasureLedger.allowUnsafeForTests(place.source(), CONTROLLER);
    unsafe.append(draft(1));
    assertThat(unsafe.head().seq()).isOne();
  }

  @Test
  void opensNoLedgerOfAControllerWhoseIdBreaksLines() {
    assertThatIllegalArgumentException().isThrownBy(() -> ledger(new PartyId("a\nb")));
  }

  static LedgerDraft draft(int number) {
    return new LedgerDraft(
        LedgerKind.INTENT,
        Instant.parse("2026-03-01T09:30:00.123456Z"),
        "request-" + number,
        LedgerScope.everyone(),
        new Tombstone("erased-1"),
        List.of(new HookId("profile")));
  }

  private static List<LedgerEntry> entries(ErasureLedger ledger) {
    List<LedgerEntry> entries = new ArrayList<>();
    ledger.entriesAfter(0, entries::add);
    return entries;
  }
}
