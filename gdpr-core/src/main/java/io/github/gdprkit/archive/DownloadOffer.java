package io.github.gdprkit.archive;

import java.time.Instant;
import java.util.Objects;

/**
 * What a page can say about a download before it begins.
 *
 * @param size of the archive, in bytes
 * @param expiresAt UTC instant from which on no download can begin
 * @param usesLeft how often it can be downloaded, at least once
 */
public record DownloadOffer(long size, Instant expiresAt, int usesLeft) {

  /** Refuses {@code null}. */
  public DownloadOffer {
    Objects.requireNonNull(expiresAt, "expiresAt");
  }
}
