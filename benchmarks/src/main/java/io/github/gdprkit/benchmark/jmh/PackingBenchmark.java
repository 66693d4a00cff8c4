package io.github.gdprkit.benchmark.jmh;

import io.github.gdprkit.archive.PackedPage;
import io.github.gdprkit.archive.PageBuffer;
import io.github.gdprkit.archive.PagePacker;
import io.github.gdprkit.archive.RecordEncoder;
import io.github.gdprkit.benchmark.jmh.ChatMessages.Message;
import io.github.gdprkit.jackson.JacksonArchiveFormat;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Pages a second on one thread: CRC-32, SHA-256 and deflating of 2 MiB of records, beside each of
 * them alone. No two records of a page are the same.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class PackingBenchmark {

  private static final int PAGE = 2 << 20;

  /** The default, and what most programs use. */
  @Param({"1", "6"})
  public int level;

  private final PageBuffer page = new PageBuffer(PAGE + PAGE / 8);
  private final PageBuffer packed = new PageBuffer(PAGE / 2);
  private byte[] bytes = new byte[0];
  private byte[] deflated = new byte[0];
  private PagePacker packer = new PagePacker(Deflater.BEST_SPEED);
  private Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);

  /** Fills the page, and says how small it becomes. */
  @Setup(Level.Trial)
  public void fill() {
    end();
    packer = new PagePacker(level);
    deflater = new Deflater(level, true);
    List<Message> messages = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      messages.addAll(ChatMessages.all(i));
    }
    RecordEncoder encoder = new JacksonArchiveFormat().encoder();
    ByteArrayOutputStream records = new ByteArrayOutputStream(3 << 20);
    encoder.startPage(records);
    for (Message message : messages) {
      encoder.startRecord();
      encoder.text("relation", "author");
      encoder.number("id", message.id());
      encoder.text("channel", message.channel());
      encoder.text("topic", message.topic());
      encoder.text("content", message.content());
      encoder.time("sent", message.sent());
      encoder.endRecord();
    }
    encoder.endPage();
    page.reset();
    page.write(records.toByteArray(), 0, PAGE);
    bytes = new byte[PAGE];
    System.arraycopy(records.toByteArray(), 0, bytes, 0, PAGE);
    deflated = new byte[PAGE];
    System.out.println("# bytes of a packed page: " + packer.pack(page, packed).bytes().size());
  }

  /** Gives the native memory back. */
  @TearDown(Level.Trial)
  public void end() {
    packer.close();
    deflater.end();
  }

  /** What the archive does with a page. */
  @Benchmark
  public PackedPage pack() {
    return packer.pack(page, packed);
  }

  /** Deflating alone, with a deflater that is used again. */
  @Benchmark
  public int deflate() {
    deflater.reset();
    deflater.setInput(bytes);
    deflater.finish();
    int count = deflater.deflate(deflated);
    if (!deflater.finished()) {
      throw new IllegalStateException("The page does not become smaller");
    }
    return count;
  }

  /** SHA-256 alone. */
  @Benchmark
  public byte[] sha256() throws NoSuchAlgorithmException {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }

  /** CRC-32 alone. */
  @Benchmark
  public long crc32() {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }
}
