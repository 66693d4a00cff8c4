package io.github.gdprkit.fulfilment;

import io.github.gdprkit.archive.PackedPage;
import io.github.gdprkit.archive.PageBuffer;
import io.github.gdprkit.hook.HookId;
import java.util.List;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One page on its way from a hook into the archive. Only so many exist, each with its buffers, and
 * go round: that is what bounds the memory of an export.
 */
final class PageWork {

  private final PageBuffer records;
  private final PageBuffer packed;
  private @Nullable HookId hook;
  private @Nullable Future<PackedPage> packing;
  private String path = "";
  private long recordCount;
  private List<PageSink.PendingAttachment> attachments = List.of();
  private byte[] checkpoint = new byte[0];
  private long seenInAll;

  PageWork(int pageBytes) {
    // A page is full when it has reached its size, so it goes a little beyond.
    records = new PageBuffer(pageBytes + pageBytes / 8 + 1024);
    packed = new PageBuffer(pageBytes / 4 + 1024);
  }

  PageBuffer records() {
    return records;
  }

  PageBuffer packed() {
    return packed;
  }

  void fill(
      HookId newHook,
      String newPath,
      long newRecordCount,
      List<PageSink.PendingAttachment> newAttachments,
      byte[] newCheckpoint,
      long newSeenInAll) {
    hook = newHook;
    path = newPath;
    recordCount = newRecordCount;
    attachments = newAttachments;
    checkpoint = newCheckpoint;
    seenInAll = newSeenInAll;
  }

  void packedBy(@Nullable Future<PackedPage> task) {
    packing = task;
  }

  HookId hook() {
    if (hook == null) {
      throw new IllegalStateException("The page was not filled");
    }
    return hook;
  }

  /** {@code null} when the page has no records, only a checkpoint. */
  @Nullable Future<PackedPage> packing() {
    return packing;
  }

  String path() {
    return path;
  }

  long recordCount() {
    return recordCount;
  }

  List<PageSink.PendingAttachment> attachments() {
    return attachments;
  }

  byte[] checkpoint() {
    return checkpoint;
  }

  long seenInAll() {
    return seenInAll;
  }

  void reset() {
    records.reset();
    packed.reset();
    attachments = List.of();
    packing = null;
  }
}
