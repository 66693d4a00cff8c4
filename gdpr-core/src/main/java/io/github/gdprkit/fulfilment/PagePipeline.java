package io.github.gdprkit.fulfilment;

import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.ArchiveStoreException;
import io.github.gdprkit.archive.ArchiveWriter;
import io.github.gdprkit.archive.PackedPage;
import io.github.gdprkit.archive.PagePacker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes filled pages from the thread that reads, packs them, and appends them in the order in which
 * they came, each with its checkpoint. Of the threads that are allowed the one that reads is the
 * first: alone it packs each page itself, with others it packs when it would have to wait for them.
 * Appending is done by one more, which mostly waits for the disk. There are {@code threads + 2}
 * pages in all: {@link #emptyPage} waits until one is free.
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
  private final BlockingQueue<Runnable> toPack = new LinkedBlockingQueue<>();
  private final @Nullable ExecutorService packing;
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
    int others = options.threads() - 1;
    packing =
        others == 0
            ? null
            : new ThreadPoolExecutor(
                others, others, 0, TimeUnit.SECONDS, toPack, daemons("gdprkit-pack"));
    appender = daemons("gdprkit-append").newThread(this::appendAll);
    appender.start();
  }

  /** A page to fill; waits until one is free, and fails when the archive cannot be written. */
  PageWork emptyPage() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("The export stops");
    }
    PageWork page = free.poll();
    while (page == null) {
      page = packOne() ? free.poll() : free.take();
    }
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
      FutureTask<PackedPage> task = new FutureTask<>(() -> pack(page));
      page.packedBy(task);
      if (packing == null) {
        task.run();
      } else {
        packing.execute(task);
      }
    }
    filled.add(page);
  }

  /** Packs a page that no thread has begun; says whether there was one. */
  private boolean packOne() {
    Runnable task = toPack.poll();
    if (task != null) {
      task.run();
    }
    return task != null;
  }

  /** Waits until everything that was submitted is durable. */
  void finish() throws InterruptedException {
    filled.add(end);
    while (packOne()) {
      LOG.trace("The thread that reads has packed a page");
    }
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
      if (packingEnds()) {
        allPackers.forEach(PagePacker::close);
      }
    } catch (InterruptedException e) {
      aborted = true;
      appender.interrupt();
      if (packing != null) {
        packing.shutdownNow();
      }
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean packingEnds() throws InterruptedException {
    if (packing == null) {
      return true;
    }
    packing.shutdown();
    return packing.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private PackedPage pack(PageWork page) {
    // There are as many as there are threads that call this.
    PagePacker packer = Objects.requireNonNull(packers.poll(), "packer");
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
