package io.github.gdprkit.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Field by field after APPNOTE 6.3.10, read by other code than wrote them. */
class ZipBytesTest {

  private static final long GIB = 1L << 30;
  private static final int NAME = "a/000001.jsonl".length();

  @Test
  void writesADirectoryHeaderOfAnOrdinaryEntry() {
    ByteBuffer header = directoryHeader(100, 200, 300);

    assertThat(header.getInt(0)).isEqualTo(0x02014b50);
    assertThat(header.getShort(6)).as("version needed").isEqualTo((short) 20);
    assertThat(header.getShort(8)).as("flags: names are UTF-8").isEqualTo((short) 0x0800);
    assertThat(header.getShort(10)).as("deflated").isEqualTo((short) 8);
    assertThat(header.getInt(16)).as("crc").isEqualTo(0xCAFEBABE);
    assertThat(header.getInt(20)).as("packed").isEqualTo(200);
    assertThat(header.getInt(24)).as("size").isEqualTo(300);
    assertThat(header.getShort(28)).as("length of the name").isEqualTo((short) NAME);
    assertThat(header.getShort(30)).as("length of the extra field").isZero();
    assertThat(header.getInt(38) >>> 16).as("Unix: a file of its owner").isEqualTo(0100600);
    assertThat(header.getInt(42)).as("offset").isEqualTo(100);
    assertThat(header.limit()).isEqualTo(46 + NAME);
  }

  @Test
  void writesAnOffsetBehindFourGibibytesIntoTheZip64Field() {
    ByteBuffer header = directoryHeader(5 * GIB, 200, 300);

    assertThat(header.getShort(6)).as("version needed").isEqualTo((short) 45);
    assertThat(header.getInt(20)).isEqualTo(200);
    assertThat(header.getInt(24)).isEqualTo(300);
    assertThat(header.getInt(42)).isEqualTo(-1);
    assertThat(header.getShort(30)).as("length of the extra field").isEqualTo((short) 12);
    assertThat(header.getShort(46 + NAME)).as("ZIP64").isEqualTo((short) 1);
    assertThat(header.getShort(48 + NAME)).isEqualTo((short) 8);
    assertThat(header.getLong(50 + NAME)).isEqualTo(5 * GIB);
    assertThat(header.limit()).isEqualTo(58 + NAME);
  }

  @Test
  void writesLargeSizesBeforeTheOffsetInTheOrderOfTheFormat() {
    ByteBuffer header = directoryHeader(7 * GIB, 5 * GIB, 6 * GIB);

    assertThat(header.getShort(30)).isEqualTo((short) 28);
    assertThat(header.getInt(20)).isEqualTo(-1);
    assertThat(header.getInt(24)).isEqualTo(-1);
    assertThat(header.getInt(42)).isEqualTo(-1);
    assertThat(header.getLong(50 + NAME)).as("size").isEqualTo(6 * GIB);
    assertThat(header.getLong(58 + NAME)).as("packed").isEqualTo(5 * GIB);
    assertThat(header.getLong(66 + NAME)).as("offset").isEqualTo(7 * GIB);
  }

  @ParameterizedTest
  @CsvSource({"4294967294, false", "4294967295, true", "4294967296, true"})
  void takesTheLargeFormWhereTheSmallOneEnds(long offset, boolean large) {
    ByteBuffer header = directoryHeader(offset, 1, 1);

    assertThat(header.getShort(30) > 0).isEqualTo(large);
    assertThat(header.getInt(42) == -1).isEqualTo(large);
  }

  @Test
  void writesSizesBehindTheDataOfAStreamedEntry() {
    ByteBuffer small = little(ZipBytes.dataDescriptor(0xCAFEBABEL, 200, 300));
    ByteBuffer large = little(ZipBytes.dataDescriptor(0xCAFEBABEL, 200, 5 * GIB));

    assertThat(small.getInt(0)).isEqualTo(0x08074b50);
    assertThat(small.getInt(4)).isEqualTo(0xCAFEBABE);
    assertThat(small.getInt(8)).isEqualTo(200);
    assertThat(small.getInt(12)).isEqualTo(300);
    assertThat(small.limit()).isEqualTo(16);
    assertThat(large.getLong(8)).isEqualTo(200);
    assertThat(large.getLong(16)).isEqualTo(5 * GIB);
    assertThat(large.limit()).isEqualTo(24);
  }

  @Test
  void leavesSizesOutOfTheHeaderOfAStreamedEntry() {
    ByteBuffer header = little(ZipBytes.localHeader(new ZipRecord("a", 0, 1, 2, 3, 0, true)));

    assertThat(header.getInt(0)).isEqualTo(0x04034b50);
    assertThat(header.getShort(6)).isEqualTo((short) 0x0808);
    assertThat(header.getInt(14)).isZero();
    assertThat(header.getInt(18)).isZero();
    assertThat(header.getInt(22)).isZero();
  }

  @Test
  void endsASmallArchiveShortly() {
    ByteBuffer end = little(ZipBytes.end(3, 1000, 200));

    assertThat(end.limit()).isEqualTo(22);
    assertThat(end.getInt(0)).isEqualTo(0x06054b50);
    assertThat(end.getShort(8)).isEqualTo((short) 3);
    assertThat(end.getShort(10)).isEqualTo((short) 3);
    assertThat(end.getInt(12)).isEqualTo(200);
    assertThat(end.getInt(16)).isEqualTo(1000);
  }

  @ParameterizedTest
  @CsvSource({
    "65534, 1000, 200, false",
    "65535, 1000, 200, true",
    "70000, 1000, 200, true",
    "3, 4294967294, 200, false",
    "3, 4294967295, 200, true",
    "3, 6442450944, 200, true",
    "3, 1000, 4294967295, true"
  })
  void endsALargeArchiveInTheLargeForm(long entries, long offset, long size, boolean large) {
    ByteBuffer end = little(ZipBytes.end(entries, offset, size));

    assertThat(end.limit()).isEqualTo(large ? 98 : 22);
    if (large) {
      assertThat(end.getInt(0)).isEqualTo(0x06064b50);
      assertThat(end.getLong(4)).as("what follows of this record").isEqualTo(44);
      assertThat(end.getLong(24)).isEqualTo(entries);
      assertThat(end.getLong(32)).isEqualTo(entries);
      assertThat(end.getLong(40)).isEqualTo(size);
      assertThat(end.getLong(48)).isEqualTo(offset);
      assertThat(end.getInt(56)).as("locator").isEqualTo(0x07064b50);
      assertThat(end.getLong(64)).as("where the record is").isEqualTo(offset + size);
      assertThat(end.getInt(72)).as("disks").isEqualTo(1);
      assertThat(end.getInt(76)).isEqualTo(0x06054b50);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T09:15:31Z, 2026, 1, 31, 9, 15, 30",
    "1970-01-01T00:00:00Z, 1980, 1, 1, 0, 0, 0",
    "2107-12-31T23:59:59Z, 2107, 12, 31, 23, 59, 58"
  })
  void datesEntriesInUtc(
      Instant instant, int year, int month, int day, int hour, int minute, int second) {
    int time = ZipBytes.dosTime(instant);

    assertThat((time >>> 25) + 1980).isEqualTo(year);
    assertThat(time >> 21 & 15).isEqualTo(month);
    assertThat(time >> 16 & 31).isEqualTo(day);
    assertThat(time >> 11 & 31).isEqualTo(hour);
    assertThat(time >> 5 & 63).isEqualTo(minute);
    assertThat((time & 31) * 2).isEqualTo(second);
  }

  private static ByteBuffer directoryHeader(long offset, long packed, long size) {
    return little(
        ZipBytes.directoryHeader(
            new ZipRecord("a/000001.jsonl", offset, 0xCAFEBABEL, packed, size, 0, false)));
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
