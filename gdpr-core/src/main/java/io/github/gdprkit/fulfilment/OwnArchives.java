package io.github.gdprkit.fulfilment;

import io.github.gdprkit.archive.ArchiveDraft;
import io.github.gdprkit.archive.ArchiveFormat;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.ArchiveNotFoundException;
import io.github.gdprkit.archive.ArchiveStore;
import io.github.gdprkit.archive.ManifestReader;
import io.github.gdprkit.party.PartyId;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/**
 * One controller's view of a store of archives that several may share: an archive that says of
 * itself that it is another controller's is not there, whoever knows its id.
 */
final class OwnArchives implements ArchiveStore {

  private final PartyId controller;
  private final ArchiveStore store;
  private final ArchiveFormat format;

  OwnArchives(PartyId controller, ArchiveStore store, ArchiveFormat format) {
    this.controller = controller;
    this.store = store;
    this.format = format;
  }

  @Override
  public ArchiveDraft draft(ArchiveId id) throws IOException {
    return store.draft(id);
  }

  @Override
  public SeekableByteChannel open(ArchiveId id) throws IOException {
    SeekableByteChannel channel = store.open(id);
    boolean isOwn = false;
    try {
      isOwn =
          ManifestReader.read(channel, format)
              .map(manifest -> manifest.controller().id().equals(controller))
              .orElse(false);
      channel.position(0);
    } finally {
      if (!isOwn) {
        channel.close();
      }
    }
    if (!isOwn) {
      throw new ArchiveNotFoundException(id);
    }
    return channel;
  }

  @Override
  public boolean delete(ArchiveId id) throws IOException {
    return store.delete(id);
  }
}
