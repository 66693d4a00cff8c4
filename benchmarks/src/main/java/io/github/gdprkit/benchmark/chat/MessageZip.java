package io.github.gdprkit.benchmark.chat;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A ZIP file as most Java programs write it: one file of messages and its SHA-256. */
final class MessageZip implements Closeable {

  private final ZipOutputStream zip;
  private final MessageDigest digest;

  MessageZip(Path file, int level) throws IOException {
    zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
    zip.setLevel(level);
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where the messages go; closing it is not needed. */
  OutputStream messages() throws IOException {
    zip.putNextEntry(new ZipEntry("messages.json"));
    return new DigestOutputStream(zip, digest);
  }

  @Override
  public void close() throws IOException {
    zip.closeEntry();
    zip.putNextEntry(new ZipEntry("messages.json.sha256"));
    zip.write(HexFormat.of().formatHex(digest.digest()).getBytes(StandardCharsets.US_ASCII));
    zip.closeEntry();
    zip.close();
  }
}
