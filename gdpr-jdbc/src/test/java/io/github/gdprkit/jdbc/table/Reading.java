package io.github.gdprkit.jdbc.table;

import io.github.gdprkit.hook.Attachment;
import io.github.gdprkit.hook.ErasureBatch;
import io.github.gdprkit.hook.ErasureSlice;
import io.github.gdprkit.hook.ExportHook;
import io.github.gdprkit.hook.ExportSlice;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.RecordWriter;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.hook.ThirdPartyPolicy;
import io.github.gdprkit.hook.Tombstone;
import io.github.gdprkit.testkit.fixture.Orders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Drives one hook page by page, and keeps what it writes as lines of text. */
final class Reading implements RecordSink, RecordWriter {

  /** What happens between two pages. */
  interface Meanwhile {
    void run() throws Exception;
  }

  private final int pageRecords;
  private final List<String> lines = new ArrayList<>();
  private final List<Attachment> attachments = new ArrayList<>();
  private int onPage;
  private int pages;
  private StringJoiner line = new StringJoiner(", ");

  private Reading(int pageRecords) {
    this.pageRecords = pageRecords;
  }

  static Reading of(ExportHook hook, Scope scope, int pageRecords) throws Exception {
    return of(hook, scope, pageRecords, () -> {});
  }

  static Reading of(ExportHook hook, Scope scope, int pageRecords, Meanwhile meanwhile)
      throws Exception {
    Reading reading = new Reading(pageRecords);
    ExportSlice slice =
        ExportSlice.first(
            Orders.APPROVAL,
            scope,
            ThirdPartyPolicy.VISIBLE,
            hook.locate(scope).upTo(),
            2 * pageRecords);
    Set<String> cursors = new HashSet<>();
    Page page = hook.export(slice, reading);
    while (!page.isLast()) {
      reading.pages++;
      reading.onPage = 0;
      if (!cursors.add(page.cursor())) {
        throw new AssertionError("The hook goes round at page " + reading.pages);
      }
      meanwhile.run();
      // Each second page with a thread that reads ahead: the records are the same.
      slice = slice.next(page.cursor()).onThreads(1 + reading.pages % 2);
      page = hook.export(slice, reading);
    }
    return reading;
  }

  /** Erases batch by batch; returns how many records went. */
  static long erase(TableErasureHook hook, Scope scope, int maxRecords) throws Exception {
    ErasureSlice slice =
        ErasureSlice.first(Orders.APPROVAL, scope, new Tombstone("erased-1"), maxRecords);
    ErasureBatch batch = hook.erase(slice);
    long erased = batch.erased();
    Set<String> cursors = new HashSet<>();
    while (!batch.page().isLast()) {
      if (!cursors.add(batch.page().cursor())) {
        throw new AssertionError("The hook goes round after " + erased);
      }
      slice = slice.next(batch.page().cursor());
      batch = hook.erase(slice);
      erased += batch.erased();
    }
    return erased;
  }

  List<String> lines() {
    return lines;
  }

  List<Attachment> attachments() {
    return attachments;
  }

  int pages() {
    return pages;
  }

  @Override
  public RecordWriter record(Relation relation) {
    line = new StringJoiner(", ");
    return this;
  }

  @Override
  public boolean pageIsFull() {
    return onPage >= pageRecords;
  }

  @Override
  public int remainingBytes() {
    return 100 * Math.max(0, pageRecords - onPage);
  }

  private Reading field(String field, @Nullable Object value) {
    line.add(field + "=" + value);
    return this;
  }

  @Override
  public RecordWriter text(String field, @Nullable String value) {
    return field(field, value);
  }

  @Override
  public RecordWriter utf8(String field, byte @Nullable [] value) {
    return field(field, value == null ? null : new String(value, StandardCharsets.UTF_8));
  }

  @Override
  public RecordWriter texts(String field, Iterable<String> values) {
    return field(field, values);
  }

  @Override
  public RecordWriter number(String field, long value) {
    return field(field, value);
  }

  @Override
  public RecordWriter decimal(String field, double value) {
    return field(field, value);
  }

  @Override
  public RecordWriter flag(String field, boolean value) {
    return field(field, value);
  }

  @Override
  public RecordWriter time(String field, @Nullable Instant value) {
    return field(field, value);
  }

  @Override
  public RecordWriter timeMillis(String field, long epochMillis) {
    return field(field, Instant.ofEpochMilli(epochMillis));
  }

  @Override
  public RecordWriter date(String field, @Nullable LocalDate value) {
    return field(field, value);
  }

  @Override
  public RecordWriter person(
      String field, Relation relation, String account, @Nullable String label) {
    return field(field, relation + ":" + account + ":" + label);
  }

  @Override
  public RecordWriter othersText(String field, Relation relation, @Nullable String value) {
    return field(field, relation + "'s " + value);
  }

  @Override
  public RecordWriter attachment(String field, Attachment attachment) {
    attachments.add(attachment);
    return field(field, attachment.name() + "/" + attachment.bytes());
  }

  @Override
  public void end() {
    lines.add(line.toString());
    onPage++;
  }
}
