package io.github.gdprkit.fulfilment;

import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.Relation;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far one hook's export is. Each checkpoint holds the whole state of the hook whose page it
 * made durable; the last one counts.
 */
final class HookState {

  private final HookId hook;
  private final Findings findings;
  private final Instant locatedAt;
  private final long[] leftOut = new long[Relation.values().length];
  private @Nullable String cursor;
  private @Nullable String milestone;
  private boolean ended;
  private boolean wentRound;
  private int turns;
  private int pages;
  private long records;
  private long attachments;
  private long othersTexts;
  private long personsHidden;

  HookState(HookId hook, Findings findings, Instant locatedAt) {
    this.hook = hook;
    this.findings = findings;
    this.locatedAt = locatedAt;
  }

  HookId hook() {
    return hook;
  }

  Findings findings() {
    return findings;
  }

  /** When the hook counted, and so said where its work ends. */
  Instant locatedAt() {
    return locatedAt;
  }

  @Nullable String cursor() {
    return cursor;
  }

  boolean ended() {
    return ended;
  }

  /** How often the hook answered, pages without a record included. */
  int turns() {
    return turns;
  }

  int pages() {
    return pages;
  }

  long records() {
    return records;
  }

  /** Attachments that records referred to, whether their bytes could be read or not. */
  long attachments() {
    return attachments;
  }

  long othersTexts() {
    return othersTexts;
  }

  long personsHidden() {
    return personsHidden;
  }

  long leftOut(Relation relation) {
    return leftOut[relation.ordinal()];
  }

  /** Records that were read, kept or left out. */
  long seen() {
    long sum = records;
    for (long count : leftOut) {
      sum += count;
    }
    return sum;
  }

  /** Whether a hook that says this cursor does not move. */
  boolean standsAt(String next) {
    return next.equals(cursor);
  }

  /** Whether a hook that says this cursor was there long before, and gave pages twice since. */
  boolean wasAt(String next) {
    return next.equals(milestone);
  }

  /** Remembers that records may be in the draft twice, which cannot be put right. */
  void wentRound() {
    wentRound = true;
  }

  boolean hasGoneRound() {
    return wentRound;
  }

  void count(PageSink page) {
    records += page.kept();
    pages += page.kept() > 0 ? 1 : 0;
    attachments += page.attachments().size();
    othersTexts += page.othersTexts();
    personsHidden += page.personsHidden();
    for (Relation relation : Relation.values()) {
      leftOut[relation.ordinal()] += page.leftOut(relation);
    }
  }

  /** Remembers one cursor at every power of two: a hook that goes in circles meets it again. */
  void turnTo(@Nullable String next) {
    turns++;
    cursor = next;
    ended = next == null;
    if (Integer.bitCount(turns) == 1) {
      milestone = next;
    }
  }

  void write(DataOutput out) throws IOException {
    out.writeUTF(hook.value());
    out.writeLong(findings.records());
    out.writeLong(findings.bytes());
    writeText(out, findings.upTo());
    out.writeLong(locatedAt.getEpochSecond());
    out.writeInt(locatedAt.getNano());
    writeText(out, cursor);
    writeText(out, milestone);
    out.writeBoolean(ended);
    out.writeBoolean(wentRound);
    out.writeInt(turns);
    out.writeInt(pages);
    out.writeLong(records);
    out.writeLong(attachments);
    out.writeLong(othersTexts);
    out.writeLong(personsHidden);
    for (Relation relation : Relation.values()) {
      out.writeLong(leftOut(relation));
    }
  }

  static HookState read(DataInput in) throws IOException {
    HookId hook = new HookId(in.readUTF());
    Findings findings = new Findings(in.readLong(), in.readLong(), readText(in));
    Instant locatedAt = Instant.ofEpochSecond(in.readLong(), in.readInt());
    HookState state = new HookState(hook, findings, locatedAt);
    state.cursor = readText(in);
    state.milestone = readText(in);
    state.ended = in.readBoolean();
    state.wentRound = in.readBoolean();
    state.turns = in.readInt();
    state.pages = in.readInt();
    state.records = in.readLong();
    state.attachments = in.readLong();
    state.othersTexts = in.readLong();
    state.personsHidden = in.readLong();
    for (Relation relation : Relation.values()) {
      state.leftOut[relation.ordinal()] = in.readLong();
    }
    return state;
  }

  private static void writeText(DataOutput out, @Nullable String text) throws IOException {
    byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(text == null ? -1 : bytes.length);
    out.write(bytes);
  }

  private static @Nullable String readText(DataInput in) throws IOException {
    int count = in.readInt();
    if (count < 0) {
      return null;
    }
    byte[] bytes = new byte[count];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
