package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.store.Accounts;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Prints rows that people can name by their number: the beginning of each, in one line. */
final class RecentRows implements Accounts.RowReader {

  static final int SHOWN = 20;

  private static final int BEGINNING = 50;
  private static final String COLUMNS = "%9s  %-16s  %-24s  %s%n";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final PrintWriter out;
  private boolean isEmpty = true;

  RecentRows(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void read(long id, Instant when, String place, String what) {
    if (isEmpty) {
      out.printf(Locale.ROOT, COLUMNS, "NUMBER", "TIME (UTC)", "WHERE", "WHAT");
      isEmpty = false;
    }
    out.printf(Locale.ROOT, COLUMNS, id, TIME.format(when), PlainText.of(place), beginning(what));
  }

  void end(String what) {
    if (isEmpty) {
      out.printf("There are no %s.%n", what);
    }
  }

  private static String beginning(String text) {
    if (text.codePointCount(0, text.length()) <= BEGINNING) {
      return PlainText.of(text);
    }
    return PlainText.of(text.substring(0, text.offsetByCodePoints(0, BEGINNING))) + "...";
  }
}
