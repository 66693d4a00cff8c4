package io.github.gdprkit.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * How records and the manifest become bytes. The core has no JSON library; gdpr-jackson brings the
 * format.
 */
public interface ArchiveFormat {

  /** A new encoder, for one thread. */
  RecordEncoder encoder();

  /**
   * Reads the first records of a page that {@link #encoder()} wrote, for the page for people.
   *
   * @param records how many at most
   * @throws IOException when it is not such a page
   */
  List<PreviewRecord> preview(InputStream page, int records) throws IOException;

  /**
   * Writes {@code manifest.json}; leaves the stream open.
   *
   * @throws IOException from the stream or the files
   */
  void writeManifest(Manifest manifest, ArchivedFiles files, OutputStream out) throws IOException;

  /**
   * Reads {@code manifest.json} of this format version, giving each file to the visitor as it
   * comes; leaves the stream open.
   *
   * @throws IOException when it is not a manifest, or one of another format version; the message
   *     says so
   */
  Manifest readManifest(InputStream in, ArchivedFiles.Visitor files) throws IOException;
}
