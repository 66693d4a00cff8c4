package io.github.gdprkit.jdbc;

import io.github.gdprkit.erasure.ErasureLedger;
import io.github.gdprkit.erasure.LedgerDamagedException;
import io.github.gdprkit.erasure.LedgerDraft;
import io.github.gdprkit.erasure.LedgerEntry;
import io.github.gdprkit.erasure.LedgerHead;
import io.github.gdprkit.erasure.LedgerStoreException;
import io.github.gdprkit.evidence.EvidenceStoreException;
import io.github.gdprkit.jdbc.LedgerTables.Line;
import io.github.gdprkit.party.PartyId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A ledger of erasures in a <em>second</em> database (Art. 5(2), 17): not the one that people are
 * erased from, and not restored together with it. All of it is checked when it is opened, and what
 * came since at each use; triggers refuse changes, and whoever gets past them is found out.
 *
 * <p>That two data sources lead to one database, or that one backup has both, cannot be found out
 * from here, except where the tables of requests lie beside those of the ledger: that is refused.
 *
 * <p>Holds no connection between two calls and needs no closing; its data source may. Safe for use
 * by many threads and processes.
 */
public final class JdbcErasureLedger implements ErasureLedger {

  private static final int PAGE = 256;

  private final Database database;
  private final LedgerTables tables;
  private final PartyId controller;

  /** The end of what is known to be good. */
  private LedgerHead end;

  private JdbcErasureLedger(Database database, PartyId controller) {
    this.database = database;
    this.tables = new LedgerTables(database.dialect(), controller);
    this.controller = controller;
    this.end = LedgerHead.none(controller);
  }

  /**
   * The ledger of this controller in this database, whose tables {@link GdprSchema#migrateOutside}
   * has made. A ledger that was there yesterday and is empty today is noticed by {@link
   * io.github.gdprkit.erasure.LedgerGuard}.
   *
   * @throws SameDatabaseException when the tables of requests are in this database too
   * @throws SchemaVersionException when the tables are missing, older or newer
   * @throws UnsafeDurabilityException when the database could lose what it acknowledged
   * @throws LedgerDamagedException when the ledger is not what was written
   * @throws LedgerStoreException when the database fails
   */
  public static JdbcErasureLedger open(DataSource dataSource, PartyId controller) {
    return open(controller, () -> OutsideDatabase.open(dataSource, "The ledger of erasures"));
  }

  /**
   * The same without a look at whether the database is durable and another one than that of the
   * requests. For tests of an application; never for anybody's data.
   *
   * @throws SchemaVersionException when the tables are missing, older or newer
   * @throws LedgerDamagedException when the ledger is not what was written
   * @throws LedgerStoreException when the database fails
   */
  public static JdbcErasureLedger allowUnsafeForTests(DataSource dataSource, PartyId controller) {
    return open(controller, () -> OutsideDatabase.openUnsafe(dataSource));
  }

  private static JdbcErasureLedger open(PartyId controller, Supplier<Database> database) {
    if (controller.value().chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "The controller's id has a control character in it; the ledger is kept line by line");
    }
    JdbcErasureLedger ledger = new JdbcErasureLedger(stored("opened", database), controller);
    ledger.head();
    return ledger;
  }

  @Override
  public PartyId controller() {
    return controller;
  }

  @Override
  public synchronized LedgerEntry append(LedgerDraft draft) {
    LedgerEntry entry =
        stored(
            "written",
            () ->
                database.write(
                    connection -> {
                      LedgerHead head = tables.lockHead(connection);
                      LedgerHead last = readOn(connection);
                      if (!last.equals(head)) {
                        throw damaged(Math.min(last.seq(), head.seq()) + 1);
                      }
                      LedgerEntry next = LedgerEntry.after(head, draft);
                      tables.append(connection, head, next);
                      return next;
                    },
                    tables::isThere));
    end = entry.head();
    return entry;
  }

  @Override
  public synchronized LedgerHead head() {
    end =
        stored(
            "read",
            () ->
                database.read(
                    connection -> {
                      // In this order: somebody may append in between.
                      LedgerHead head = tables.head(connection);
                      LedgerHead last = readOn(connection);
                      if (last.seq() < head.seq()
                          || last.seq() == head.seq() && !last.equals(head)) {
                        throw damaged(Math.min(last.seq() + 1, Math.max(1, head.seq())));
                      }
                      return last;
                    }));
    return end;
  }

  /** Checks what was appended since, by whomever, and gives the end. */
  private LedgerHead readOn(Connection connection) throws SQLException {
    Walk walk = new Walk(end.seq(), end.hash());
    List<Line> lines;
    do {
      lines = tables.lines(connection, walk.next, PAGE);
      lines.forEach(walk::step);
    } while (lines.size() == PAGE);
    return walk.end();
  }

  @Override
  public void entriesAfter(long seq, Consumer<LedgerEntry> visitor) {
    if (seq < 0) {
      throw new IllegalArgumentException("The entries of a ledger are counted from 1");
    }
    long to = head().seq();
    if (seq >= to) {
      return;
    }
    Walk walk = new Walk(seq, null);
    while (walk.next <= to) {
      List<Line> lines =
          stored(
              "read", () -> database.read(connection -> tables.lines(connection, walk.next, PAGE)));
      if (lines.isEmpty()) {
        throw damaged(walk.next);
      }
      for (Line line : lines) {
        LedgerEntry entry = walk.step(line);
        if (entry.seq() > seq && entry.seq() <= to) {
          visitor.accept(entry);
        }
      }
    }
  }

  /** Goes along the chain, and refuses what does not fit. */
  private final class Walk {

    private final @Nullable String known;
    private @Nullable LedgerHead last;
    private long next;

    /** From this entry on, whose hash is known or, when it is {@code null}, believed. */
    Walk(long seq, @Nullable String hash) {
      this.known = hash;
      this.last = seq == 0 ? LedgerHead.none(controller) : null;
      this.next = Math.max(1, seq);
    }

    LedgerEntry step(Line line) {
      LedgerEntry entry = read(line);
      boolean fits =
          last == null
              ? known == null || entry.hash().equals(known)
              : entry.previous().equals(last.hash());
      if (line.seq() != next || !fits) {
        throw damaged(next);
      }
      last = entry.head();
      next++;
      return entry;
    }

    LedgerHead end() {
      if (last == null) {
        throw damaged(next);
      }
      return last;
    }
  }

  private LedgerEntry read(Line line) {
    try {
      LedgerEntry entry = LedgerEntry.read(controller, line.text());
      if (entry.seq() == line.seq()) {
        return entry;
      }
    } catch (IllegalArgumentException e) {
      throw damaged(line.seq());
    }
    throw damaged(line.seq());
  }

  private static LedgerDamagedException damaged(long seq) {
    return new LedgerDamagedException(seq, "is not what was written");
  }

  private static <T> T stored(String what, Supplier<T> work) {
    try {
      return work.get();
    } catch (EvidenceStoreException e) {
      throw new LedgerStoreException(
          "The ledger of erasures could not be "
              + what
              + "; see the cause, mend its database and do the same again. Nothing is erased until"
              + " then",
          e);
    }
  }

  @Override
  public String toString() {
    return "JdbcErasureLedger[" + controller.value() + "]";
  }
}
