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

/**
 * Takes filled pages from the thread that reads, packs them on as many threads as allowed, and
 * appends them in the order in which they came, each with its checkpoint. There are {@code threads
 * + 2} pages in all: {@link #emptyPage} waits until one is free.
 */
final class PagePipeline implements AutoCloseable {

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
  }

  /** Stops; what was appended stays durable. */
  @Override
  public void close() {
    filled.add(end);
    boolean interrupted = false;
    while (appender.isAlive()) {
      try {
        appender.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    packing.shutdown();
    while (!packing.isTerminated()) {
      try {
        packing.awaitTermination(1, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    allPackers.forEach(PagePacker::close);
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

  private void appendAll() {
    try {
      for (PageWork page = filled.take(); page != end; page = filled.take()) {
        if (broken == null) {
          try {
            append(page);
          } catch (ExecutionException e) {
            broken = e.getCause() == null ? e : e.getCause();
          } catch (IOException | RuntimeException | Error e) {
            broken = e;
          }
        }
        free.add(page);
      }
    } catch (InterruptedException e) {
      broken = e;
    }
  }

  private void append(PageWork page) throws IOException, InterruptedException, ExecutionException {
    Future<PackedPage> packed = page.packing();
    if (packed != null) {
      writer.addRecords(page.hook(), page.path(), page.recordCount(), packed.get());
    }
    for (PageSink.PendingAttachment pending : page.attachments()) {
      writer.addAttachment(page.hook(), pending.path(), pending.attachment());
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
      throw new IllegalStateException("The archive's writer stopped", cause);
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
