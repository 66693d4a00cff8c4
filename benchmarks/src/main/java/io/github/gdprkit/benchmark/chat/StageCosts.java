package io.github.gdprkit.benchmark.chat;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * The processor time of each stage of an export for itself, in a JVM that is warm: what no export
 * on this machine can do without. Prints one line for each stage: its name, nanoseconds a row in
 * this process, nanoseconds a row in the server, bytes a row.
 */
public final class StageCosts {

  private static final int PAGE_BYTES = 2 << 20;
  private static final int ROWS_KEPT = 50_000;
  private static final int TURNS = 5;

  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final String url;
  private final long person;
  private final @Nullable ServerCpu server;
  private final List<Row> rows = new ArrayList<>();
  private final List<byte[]> pages = new ArrayList<>();
  private long pageBytes;

  private record Row(
      long id,
      byte[] channel,
      byte[] topic,
      byte[] content,
      byte @Nullable [] edits,
      long sent,
      long edited) {}

  /** Works on rows and says on how many. */
  private interface Stage {
    long run() throws Exception;
  }

  private StageCosts(String url, long person, @Nullable ServerCpu server) {
    this.url = url;
    this.person = person;
    this.server = server;
  }

  /**
   * Measures.
   *
   * @param arguments the address of the database, the person
   */
  public static void main(String[] arguments) throws Exception {
    new StageCosts(arguments[0], Long.parseLong(arguments[1]), ServerCpu.of(arguments[0])).run();
  }

  private void run() throws Exception {
    measure("read", 1, this::read);
    measure("encode", 40, this::encode);
    keepPages();
    measure("digest", 20, this::digest);
    measure("deflate 1", 5, () -> deflate(1));
    measure("deflate 6", 2, () -> deflate(6));
  }

  /** The median of some turns, after one of which nothing is kept. */
  private void measure(String name, int times, Stage stage) throws Exception {
    double[] own = new double[TURNS];
    double[] servers = new double[TURNS];
    for (int turn = -1; turn < TURNS; turn++) {
      long before = system.getProcessCpuTime();
      double serverBefore = server == null ? 0 : server.seconds();
      long done = 0;
      for (int i = 0; i < times; i++) {
        done += stage.run();
      }
      if (turn >= 0) {
        own[turn] = (double) (system.getProcessCpuTime() - before) / done;
        servers[turn] = server == null ? 0 : (server.seconds() - serverBefore) * 1e9 / done;
      }
    }
    Arrays.sort(own);
    Arrays.sort(servers);
    System.out.printf(
        Locale.ROOT,
        "%s;%.1f;%.1f;%.1f%n",
        name,
        own[TURNS / 2],
        servers[TURNS / 2],
        (double) pageBytes / Math.max(1, rows.size()));
  }

  private long read() throws Exception {
    rows.clear();
    try (HandWrittenReader reader = new HandWrittenReader(url, person)) {
      return reader.read(
          (id, channel, topic, content, edits, sent, edited) -> {
            if (rows.size() < ROWS_KEPT) {
              rows.add(new Row(id, channel, topic, content, edits, sent, edited));
            }
          });
    }
  }

  private long encode() {
    HandWrittenJson json = new HandWrittenJson(PAGE_BYTES + (1 << 16));
    for (Row row : rows) {
      add(row, json);
      if (json.count() >= PAGE_BYTES) {
        json.clear();
      }
    }
    return rows.size();
  }

  private static void add(Row row, HandWrittenJson json) {
    json.message(row.id, row.channel, row.topic, row.content, row.edits, row.sent, row.edited);
  }

  private void keepPages() {
    HandWrittenJson json = new HandWrittenJson(PAGE_BYTES + (1 << 16));
    for (Row row : rows) {
      add(row, json);
      if (json.count() >= PAGE_BYTES) {
        keep(json);
      }
    }
    keep(json);
  }

  private void keep(HandWrittenJson json) {
    pages.add(Arrays.copyOf(json.bytes(), json.count()));
    pageBytes += json.count();
    json.clear();
  }

  private long digest() throws Exception {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    for (byte[] page : pages) {
      CRC32 crc32 = new CRC32();
      crc32.update(page);
      sha256.update(page);
      sha256.digest();
    }
    return rows.size();
  }

  private long deflate(int level) {
    Deflater deflater = new Deflater(level, true);
    byte[] out = new byte[PAGE_BYTES];
    for (byte[] page : pages) {
      deflater.reset();
      deflater.setInput(page);
      deflater.finish();
      while (!deflater.finished()) {
        deflater.deflate(out);
      }
    }
    deflater.end();
    return rows.size();
  }
}
