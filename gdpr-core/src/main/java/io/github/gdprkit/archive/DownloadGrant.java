package io.github.gdprkit.archive;

import io.github.gdprkit.evidence.EvidenceEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A grant as its entries tell it. */
final class DownloadGrant {

  static final String GRANTED = "download-granted";
  static final String BEGUN = "download-begun";
  static final String COMPLETED = "download-completed";
  static final String BROKEN = "download-broken";
  static final String REVOKED = "download-revoked";

  static final String ARCHIVE = "archive";
  static final String EXPIRES_AT = "expires-at";
  static final String HASH = "hash";
  static final String NUMBER = "number";
  static final String USES = "uses";

  /** How long a download that nobody ended holds its use: the process may have died. */
  static final Duration LOST_AFTER = Duration.ofHours(1);

  /** How often a download can begin for each use. */
  static final int BEGINNINGS = 5;

  private final ArchiveId archive;
  private final String hash;
  private final Instant expiresAt;
  private final int uses;
  private final Map<String, Instant> underWay = new HashMap<>();
  private long version;
  private int begun;
  private int completed;
  private boolean isRevoked;

  private DownloadGrant(Map<String, String> details) {
    archive = new ArchiveId(details.getOrDefault(ARCHIVE, ""));
    hash = details.getOrDefault(HASH, "");
    expiresAt = Instant.parse(details.getOrDefault(EXPIRES_AT, ""));
    uses = Integer.parseInt(details.getOrDefault(USES, ""));
  }

  /** Empty when nothing was granted. */
  static Optional<DownloadGrant> of(List<EvidenceEntry> entries) {
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    DownloadGrant grant = new DownloadGrant(entries.get(0).details());
    entries.forEach(grant::add);
    return Optional.of(grant);
  }

  private void add(EvidenceEntry entry) {
    version = entry.version();
    String number = entry.details().getOrDefault(NUMBER, "");
    switch (entry.type()) {
      case BEGUN -> {
        begun++;
        underWay.put(number, entry.at());
      }
      case COMPLETED -> {
        completed++;
        underWay.remove(number);
      }
      case BROKEN -> underWay.remove(number);
      case REVOKED -> isRevoked = true;
      default -> {
        // An entry of a later version of the library uses nothing up.
      }
    }
  }

  ArchiveId archive() {
    return archive;
  }

  String hash() {
    return hash;
  }

  Instant expiresAt() {
    return expiresAt;
  }

  long version() {
    return version;
  }

  /** The number of the next download, from 1. */
  int next() {
    return begun + 1;
  }

  boolean isRevoked() {
    return isRevoked;
  }

  /** How many downloads can begin now, side by side. */
  int usesLeft(Instant now) {
    if (isRevoked || !now.isBefore(expiresAt)) {
      return 0;
    }
    long held = underWay.values().stream().filter(at -> now.isBefore(at.plus(LOST_AFTER))).count();
    return (int) Math.max(0, Math.min(uses - completed - held, uses * BEGINNINGS - begun));
  }
}
