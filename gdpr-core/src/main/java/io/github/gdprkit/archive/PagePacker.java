package io.github.gdprkit.archive;

import io.github.gdprkit.digest.Sha256;
import java.security.MessageDigest;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Deflates pages and computes their checksums. Holds native memory: close it. For one thread; as
 * many packers work beside each other as there are threads for them.
 */
public final class PagePacker implements AutoCloseable {

  /**
   * How many bytes are deflated at once. While it deflates, the JDK lets no garbage collection
   * begin, and whoever needs memory waits: with a page at once, for most of the time.
   */
  private static final int PIECE = 32 << 10;

  private static final int LEAST_ROOM = 8 << 10;

  private final Deflater deflater;
  private final MessageDigest sha256 = Sha256.digest();
  private final CRC32 crc = new CRC32();

  /**
   * A packer.
   *
   * @param level of compression, 0 (none) to 9 (smallest)
   */
  public PagePacker(int level) {
    deflater = new Deflater(level, true);
  }

  /** Fills {@code packed} with the deflated bytes of {@code page}. Both stay the caller's. */
  public PackedPage pack(PageBuffer page, PageBuffer packed) {
    long pageCrc = crc(page);
    sha256.update(page.array(), 0, page.size());
    String digest = Sha256.hex(sha256.digest());
    packed.reset();
    deflater.reset();
    for (int at = 0; at < page.size(); at += PIECE) {
      deflater.setInput(page.array(), at, Math.min(PIECE, page.size() - at));
      while (!deflater.needsInput()) {
        deflateInto(packed);
      }
    }
    deflater.finish();
    while (!deflater.finished()) {
      deflateInto(packed);
    }
    return new PackedPage(packed, page.size(), pageCrc, crc(packed), digest);
  }

  private void deflateInto(PageBuffer packed) {
    packed.reserve(LEAST_ROOM);
    packed.advance(
        deflater.deflate(packed.array(), packed.size(), packed.array().length - packed.size()));
  }

  private long crc(PageBuffer bytes) {
    crc.reset();
    crc.update(bytes.array(), 0, bytes.size());
    return crc.getValue();
  }

  @Override
  public void close() {
    deflater.end();
  }
}
