package io.github.gdprkit.archive;

/**
 * A page that is ready to be appended.
 *
 * @param bytes the deflated bytes
 * @param size of the page itself, in bytes
 * @param crc CRC-32 of the page itself
 * @param packedCrc CRC-32 of the deflated bytes
 * @param sha256 of the page itself, 64 lower case hexadecimal digits
 */
public record PackedPage(PageBuffer bytes, int size, long crc, long packedCrc, String sha256) {}
