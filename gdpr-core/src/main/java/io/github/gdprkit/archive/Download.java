package io.github.gdprkit.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;

/**
 * An archive on its way to the data subject. Closed before it was {@link #completed}, it was
 * broken: evidence says so, and the use of the grant is given back. For one thread.
 *
 * <pre>
 * try (Download download = opened.get()) {
 *   download.writeTo(response);
 * }
 * </pre>
 */
public final class Download implements Closeable {

  private final DownloadGrants grants;
  private final String grant;
  private final int number;
  private final SeekableByteChannel channel;
  private boolean isCompleted;
  private boolean isClosed;

  Download(DownloadGrants grants, String grant, int number, SeekableByteChannel channel) {
    this.grants = grants;
    this.grant = grant;
    this.number = number;
    this.channel = channel;
  }

  /** The archive, to be read. Closed together with this. */
  public SeekableByteChannel channel() {
    return channel;
  }

  /**
   * The length of the archive, in bytes. Say it in the answer, so that the other side notices a
   * download that broke.
   *
   * @throws IOException when the store fails
   */
  public long size() throws IOException {
    return channel.size();
  }

  /**
   * Writes the rest of the archive to here, flushes, and says that it is {@link #completed}. Does
   * not close what it writes to.
   *
   * @throws IOException when either side fails; the download is broken then
   */
  public void writeTo(OutputStream out) throws IOException {
    Channels.newInputStream(channel).transferTo(out);
    out.flush();
    completed();
  }

  /**
   * Says that the last byte was handed to the network, for whoever reads the {@link #channel}
   * themselves. From here on the use is used up. A second time does nothing.
   *
   * @throws IllegalStateException when it was closed before, and so was broken
   */
  public void completed() {
    if (isCompleted) {
      return;
    }
    if (isClosed) {
      throw new IllegalStateException(
          "This download was closed before it was completed; say completed first, then close");
    }
    grants.recordCompleted(grant, number);
    isCompleted = true;
  }

  @Override
  public void close() throws IOException {
    if (isClosed) {
      return;
    }
    isClosed = true;
    try {
      channel.close();
    } finally {
      if (!isCompleted) {
        grants.recordBroken(grant, number);
      }
    }
  }
}
