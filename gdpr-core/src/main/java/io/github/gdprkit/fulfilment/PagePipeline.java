package io.github.gdprkit.fulfilment;

import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.ArchiveStoreException;
import io.github.gdprkit.archive.ArchiveWriter;
import io.github.gdprkit.archive.PackedPage;
import io.github.gdprkit.archive.PagePacker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes filled pages from the thread that reads, packs them on as many threads as allowed, and
 * appends them in the order in which they came, each with its checkpoint. There are {@code threads
 * + 2} pages in all: {@link #emptyPage} waits until one is free.
 */
final class PagePipeline implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PagePipeline.class);

  private static final int PATIENCE_SECONDS = 5;

  private final ArchiveId archive;
  private final ArchiveWriter writer;
  private final Consumer<PageWork> appended;
  private final BlockingQueue<PageWork> free;
  private final BlockingQueue<PageWork> filled;
  private final BlockingQueue<PagePacker> packers;
  private final List<PagePacker> allPackers = new ArrayList<>();
  private final ExecutorService packing;
  private final Thread appender;
  private final PageWork end = new PageWork(1);
  private volatile @Nullable Throwable broken;
  private volatile boolean aborted;
  private volatile long appendedPages;
  private long submittedPages;

  PagePipeline(
      ArchiveId archive, ArchiveWriter writer, ExportOptions options, Consumer<PageWork> appended) {
    this.archive = archive;
    this.writer = writer;
    this.appended = appended;
    int pages = options.threads() + 2;
    free = new ArrayBlockingQueue<>(pages);
    filled = new LinkedBlockingQueue<>();
    packers = new ArrayBlockingQueue<>(options.threads());
    for (int i = 0; i < pages; i++) {
      free.add(new PageWork(options.pageBytes()));
    }
    for (int i = 0; i < options.threads(); i++) {
      allPackers.add(new PagePacker(options.compressionLevel()));
    }
    packers.addAll(allPackers);
    packing = Executors.newFixedThreadPool(options.threads(), daemons("gdprkit-pack"));
    appender = daemons("gdprkit-append").newThread(this::appendAll);
    appender.start();
  }

  /** A page to fill; waits until one is free, and fails when the archive cannot be written. */
  PageWork emptyPage() throws InterruptedException {
    PageWork page = free.take();
    requireWorking();
    page.reset();
    return page;
  }

  /** Gives a page back unused. */
  void giveBack(PageWork page) {
    free.add(page);
  }

  /** Takes a filled page. Its records become durable together with its checkpoint. */
  void submit(PageWork page) {
    submittedPages++;
    if (page.recordCount() > 0) {
      page.packedBy(packing.submit(() -> pack(page)));
    }
    filled.add(page);
  }

  /** Waits until everything that was submitted is durable. */
  void finish() throws InterruptedException {
    filled.add(end);
    appender.join();
    requireWorking();
    if (appendedPages != submittedPages) {
      throw new IllegalStateException(
          "Of " + submittedPages + " pages " + appendedPages + " were stored; nothing is complete");
    }
  }

  /**
   * Stops; what was appended stays durable. A thread that an attachment holds up is given {@link
   * #PATIENCE_SECONDS} to end by itself, then it is interrupted, then it is left to itself: it can
   * do no harm once the draft is closed.
   */
  @Override
  public void close() {
    filled.add(end);
    boolean interrupted = Thread.interrupted();
    try {
      appender.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
      if (appender.isAlive()) {
        aborted = true;
        appender.interrupt();
        appender.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
      }
      packing.shutdown();
      if (packing.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        allPackers.forEach(PagePacker::close);
      }
    } catch (InterruptedException e) {
      aborted = true;
      appender.interrupt();
      packing.shutdownNow();
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private PackedPage pack(PageWork page) throws InterruptedException {
    PagePacker packer = packers.take();
    try {
      return packer.pack(page.records(), page.packed());
    } finally {
      packers.add(packer);
    }
  }

  /** Ends with the last page and with nothing else: the reader waits for each page to come back. */
  private void appendAll() {
    for (PageWork page = nextFilled(); page != end; page = nextFilled()) {
      if (broken == null) {
        try {
          append(page);
          appendedPages++;
        } catch (ExecutionException e) {
          broken = e.getCause() == null ? e : e.getCause();
        } catch (Throwable e) {
          // Whatever it is, also what was not declared: it is told on the reader's thread.
          broken = e;
        }
      }
      free.add(page);
    }
  }

  private PageWork nextFilled() {
    while (true) {
      try {
        return filled.take();
      } catch (InterruptedException e) {
        // By an attachment or listener that took this thread for its own, or by close(), which has
        // queued the end already.
        LOG.debug("The thread that writes the archive was interrupted");
      }
    }
  }

  private void append(PageWork page) throws IOException, InterruptedException, ExecutionException {
    Future<PackedPage> packed = page.packing();
    if (packed != null) {
      writer.addRecords(page.hook(), page.path(), page.recordCount(), packed.get());
    }
    for (PageSink.PendingAttachment pending : page.attachments()) {
      writer.addAttachment(page.hook(), pending.path(), pending.attachment());
      requireNotAborted();
    }
    writer.checkpoint(page.checkpoint());
    appended.accept(page);
  }

  private void requireWorking() {
    Throwable cause = broken;
    if (cause instanceof IOException e) {
      throw new ArchiveStoreException(archive, e);
    }
    if (cause instanceof RuntimeException e) {
      throw e;
    }
    if (cause instanceof Error e) {
      throw e;
    }
    if (cause != null) {
      throw new IllegalStateException(
          "The thread that writes the archive was stopped by a "
              + cause.getClass().getName()
              + "; run the same export again, it goes on from its last checkpoint",
          cause);
    }
  }

  /** An attachment that was cut off because the export stops is not missing; it comes next time. */
  private void requireNotAborted() throws InterruptedException {
    if (aborted) {
      throw new InterruptedException("The export stops");
    }
    // What host code left behind would close the draft's file at the next write.
    if (Thread.interrupted()) {
      LOG.debug("An attachment left its thread interrupted");
    }
  }

  private static ThreadFactory daemons(String name) {
    return work -> {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
