package io.github.gdprkit.fulfilment;

import io.github.gdprkit.archive.ArchiveFormat;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.ArchiveInUseException;
import io.github.gdprkit.archive.ArchiveNotFoundException;
import io.github.gdprkit.archive.ArchiveStore;
import io.github.gdprkit.archive.ArchiveStoreException;
import io.github.gdprkit.archive.DownloadGrants;
import io.github.gdprkit.archive.Manifest;
import io.github.gdprkit.archive.Manifest.Outcome;
import io.github.gdprkit.archive.ManifestReader;
import io.github.gdprkit.digest.Sha256;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.TaskKind;
import io.github.gdprkit.request.TaskState;
import io.github.gdprkit.request.TaskStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The archives that requests export into, one for each request. */
final class RequestArchives {

  private static final Logger LOG = LoggerFactory.getLogger(RequestArchives.class);

  private static final String ARCHIVE = "request";
  private static final int OWNER_DIGITS = 16;
  private static final int BUFFER = 1 << 16;

  private final PartyId controller;
  private final ArchiveStore store;
  private final ArchiveFormat format;
  private final DownloadGrants grants;

  RequestArchives(
      PartyId controller, ArchiveStore store, ArchiveFormat format, DownloadGrants grants) {
    this.controller = controller;
    this.store = store;
    this.format = format;
    this.grants = grants;
  }

  /** Where what a request exports is, or will be. */
  ArchiveId id(RequestId request) {
    return id(ARCHIVE, request.value());
  }

  /** The archive of something of this controller: a store can be shared by several. */
  ArchiveId id(String kind, String reference) {
    byte[] owner = controller.value().getBytes(StandardCharsets.UTF_8);
    return new ArchiveId(
        kind + '-' + Sha256.of(owner).substring(0, OWNER_DIGITS) + '-' + reference);
  }

  /** The archive of a request whose exports are all done. */
  @Nullable ArchiveId of(DataSubjectRequest request) {
    List<TaskState> exporting =
        request.tasks().stream().filter(task -> task.kind() == TaskKind.EXPORT).toList();
    boolean isThere =
        exporting.stream().anyMatch(task -> task.manualResult() == null)
            && exporting.stream().allMatch(task -> task.status() == TaskStatus.DONE);
    return isThere ? id(request.id()) : null;
  }

  /** Erases an archive, finished or not, with whatever lets people download it. */
  boolean erase(ArchiveId archive) throws IOException {
    grants.revoke(archive);
    return store.delete(archive);
  }

  /** Erases what a request exported, if it did; tells whether nothing is left of it. */
  boolean discard(RequestId request) {
    ArchiveId archive = id(request);
    try {
      if (erase(archive)) {
        LOG.info("The archive of request {} is erased", request);
      }
      return true;
    } catch (IOException | ArchiveInUseException e) {
      LOG.warn(
          "The archive of request {} could not be erased: {}", request, e.getClass().getName());
      return false;
    }
  }

  /** Whether an archive is finished. */
  boolean isSealed(ArchiveId archive) {
    try {
      store.open(archive).close();
      return true;
    } catch (ArchiveNotFoundException e) {
      return false;
    } catch (IOException e) {
      throw new ArchiveStoreException(archive, e);
    }
  }

  Map<HookId, Long> recordsIn(ArchiveId archive, RequestId request) {
    Map<HookId, Long> records = new LinkedHashMap<>();
    for (Manifest.Part part :
        manifest(archive, request.value()).map(Manifest::parts).orElse(List.of())) {
      if (part.outcome() == Outcome.EXPORTED || part.outcome() == Outcome.LEFT_OUT) {
        records.put(part.id(), part.records());
      }
    }
    return records;
  }

  /**
   * What a finished archive says of itself.
   *
   * @param reference what it rests on: a request, or the end of a service
   * @throws DraftOfAnotherOrderException when it is not that one's
   */
  Optional<Manifest> manifest(ArchiveId archive, String reference) {
    try (SeekableByteChannel channel = store.open(archive)) {
      Optional<Manifest> manifest = ManifestReader.read(channel, format);
      boolean isOwn =
          manifest
              .map(
                  said ->
                      said.approval().reference().equals(reference)
                          && said.controller().id().equals(controller))
              .orElse(true);
      if (!isOwn) {
        // Two ids are one file where case does not count; two controllers can share a store.
        throw new DraftOfAnotherOrderException(archive, "another request");
      }
      return manifest;
    } catch (IOException e) {
      throw new UncheckedIOException("The archive " + archive + " could not be read", e);
    }
  }

  /** How large a finished archive is, and its SHA-256: what a copy is compared with. */
  Fingerprint fingerprint(ArchiveId archive) {
    MessageDigest sha256 = Sha256.digest();
    long bytes = 0;
    try (SeekableByteChannel channel = store.open(archive);
        InputStream in = Channels.newInputStream(channel)) {
      byte[] buffer = new byte[BUFFER];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        sha256.update(buffer, 0, count);
        bytes += count;
      }
    } catch (IOException e) {
      throw new ArchiveStoreException(archive, e);
    }
    return new Fingerprint(bytes, Sha256.hex(sha256.digest()));
  }

  /** Size and hash of an archive. */
  record Fingerprint(long bytes, String sha256) {}

  /** Until when somebody can download an archive, if anybody can. */
  Optional<Instant> grantedUntil(ArchiveId archive) {
    return grants.grantedUntil(archive);
  }

  /** Whether somebody downloaded all of an archive under a grant. */
  boolean isDownloaded(ArchiveId archive) {
    return grants.isDownloaded(archive);
  }
}
