package io.github.gdprkit.benchmark.chat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * How fast this one export can be: the same query as the kit's, the bytes of the database written
 * as JSON by hand into pages of 2 MiB, the same deflater on as many threads. Nothing is declared,
 * nothing forced to disk, nothing read back; there is no manifest, only a SHA-256 of each page, as
 * all others make one, and the CRC-32 without which a ZIP cannot be read. The files have the same
 * records as the kit's.
 */
public final class HandWrittenExport {

  private static final int PAGE_BYTES = 2 << 20;
  private static final int ROOM = 1 << 16;

  private final HandWrittenZip zip;
  private final ExecutorService threads;
  private final ArrayDeque<Page> free = new ArrayDeque<>();
  private final ArrayDeque<Page> packing = new ArrayDeque<>();
  private final List<String> digests = new ArrayList<>();
  private int pages;

  private HandWrittenExport(HandWrittenZip zip, ExecutorService threads) {
    this.zip = zip;
    this.threads = threads;
  }

  /**
   * Exports.
   *
   * @param arguments the address of the database, the person, the file, the number of threads, the
   *     level of compression
   */
  public static void main(String[] arguments) throws Exception {
    int count = Integer.parseInt(arguments[3]);
    int level = Integer.parseInt(arguments[4]);
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try (HandWrittenReader reader =
            new HandWrittenReader(arguments[0], Long.parseLong(arguments[1]));
        HandWrittenZip zip = new HandWrittenZip(Path.of(arguments[2]))) {
      HandWrittenExport export = new HandWrittenExport(zip, threads);
      for (int i = 0; i < count + 2; i++) {
        export.free.add(new Page(level));
      }
      export.run(reader);
    } finally {
      threads.shutdown();
    }
  }

  private void run(HandWrittenReader reader) throws Exception {
    reader.read(
        (id, channel, topic, content, edits, sent, edited) -> {
          Page page = current();
          page.json.message(id, channel, topic, content, edits, sent, edited);
          if (page.json.count() >= PAGE_BYTES) {
            pack();
          }
        });
    if (current().json.count() > 0) {
      pack();
    }
    while (!packing.isEmpty()) {
      writeOldest();
    }
  }

  private Page current() throws Exception {
    Page page = free.peek();
    if (page == null) {
      writeOldest();
      page = free.element();
    }
    return page;
  }

  private void pack() {
    Page page = free.remove();
    page.done = threads.submit(page::deflate);
    packing.add(page);
  }

  private void writeOldest() throws IOException, InterruptedException, ExecutionException {
    Page page = packing.remove();
    if (page.done != null) {
      page.done.get();
    }
    pages++;
    digests.add(HexFormat.of().formatHex(page.digest));
    zip.add(
        "messages/%06d.jsonl".formatted(pages),
        page.crc,
        page.json.count(),
        page.deflated,
        page.count);
    page.json.clear();
    free.add(page);
  }

  /** One page, used again and again. */
  private static final class Page {
    private final HandWrittenJson json = new HandWrittenJson(PAGE_BYTES + ROOM);
    private final Deflater deflater;
    private final CRC32 crc32 = new CRC32();
    private final MessageDigest sha256;
    private byte[] deflated = new byte[PAGE_BYTES];
    private byte[] digest = {};
    private int count;
    private int crc;
    private @Nullable Future<?> done;

    Page(int level) throws NoSuchAlgorithmException {
      deflater = new Deflater(level, true);
      sha256 = MessageDigest.getInstance("SHA-256");
    }

    void deflate() {
      crc32.reset();
      crc32.update(json.bytes(), 0, json.count());
      crc = (int) crc32.getValue();
      sha256.update(json.bytes(), 0, json.count());
      digest = sha256.digest();
      if (deflated.length < json.count() + ROOM) {
        deflated = new byte[json.count() + ROOM];
      }
      deflater.reset();
      deflater.setInput(json.bytes(), 0, json.count());
      deflater.finish();
      count = 0;
      while (!deflater.finished()) {
        count += deflater.deflate(deflated, count, deflated.length - count);
      }
    }
  }
}
