package io.github.gdprkit.fulfilment;

/**
 * How an export uses the machine. The archive's records are the same whatever is chosen. Memory is
 * about {@code (threads + 2)} pages and what they deflate to. A record is never split: one that is
 * larger than a page makes its page larger.
 *
 * @param threads how many threads work: the one that runs the export reads, and deflates when it
 *     would have to wait; the others deflate. One more writes, and mostly waits for the disk
 * @param compressionLevel 0 (none) to 9 (smallest); 1 takes about a quarter of the processor time
 *     of 6 and gives archives about a sixth larger
 * @param pageBytes when a page is full, in bytes of records
 * @param pageRecords when a page is full, in records
 */
public record ExportOptions(int threads, int compressionLevel, int pageBytes, int pageRecords) {

  private static final int MAX_THREADS = 64;
  private static final int MAX_PAGE_BYTES = 256 << 20;

  /**
   * With the room that a page has to go beyond, just below two regions of a small heap: a little
   * more would take three, and a heap of 64 MB would be looked through again and again.
   */
  private static final int PAGE_BYTES = 7 << 18;

  /** Refuses what cannot work with {@link IllegalArgumentException}. */
  public ExportOptions {
    if (threads < 1 || threads > MAX_THREADS) {
      throw new IllegalArgumentException("Threads are 1 to " + MAX_THREADS + ", not " + threads);
    }
    if (compressionLevel < 0 || compressionLevel > 9) {
      throw new IllegalArgumentException("A compression level is 0 to 9, not " + compressionLevel);
    }
    if (pageBytes < 1 || pageBytes > MAX_PAGE_BYTES || pageRecords < 1) {
      throw new IllegalArgumentException(
          "A page has at least 1 record, and 1 to " + MAX_PAGE_BYTES + " bytes");
    }
  }

  /** Two threads, level 1, pages of 1.75 MiB or 10,000 records. */
  public static ExportOptions defaults() {
    return new ExportOptions(2, 1, PAGE_BYTES, 10_000);
  }

  /** The same with this many threads. */
  public ExportOptions withThreads(int newThreads) {
    return new ExportOptions(newThreads, compressionLevel, pageBytes, pageRecords);
  }

  /** The same with this level of compression. */
  public ExportOptions withCompressionLevel(int newLevel) {
    return new ExportOptions(threads, newLevel, pageBytes, pageRecords);
  }

  /** The same with pages of at most this many records. */
  public ExportOptions withPageRecords(int newPageRecords) {
    return new ExportOptions(threads, compressionLevel, pageBytes, newPageRecords);
  }

  /** The same with pages of about this many bytes. */
  public ExportOptions withPageBytes(int newPageBytes) {
    return new ExportOptions(threads, compressionLevel, newPageBytes, pageRecords);
  }
}
