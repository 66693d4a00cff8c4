package io.github.gdprkit.archive;

import io.github.gdprkit.digest.Sha256;
import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.EvidenceStore;
import io.github.gdprkit.evidence.StaleStreamException;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.party.PartyId;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets people download their archives by a token (Art. 12(2), 15(3), 20(1)), and keeps evidence of
 * every download. What is kept of a token is a hash; how often it was used is counted in evidence,
 * so for all nodes together.
 *
 * <p>A grant counts <em>completed</em> downloads. One that is under way holds a use, and gives it
 * back when it breaks; one that nobody ended, because the process died, holds it for an hour. So a
 * person whose connection broke begins again, and at no moment do more downloads run than are left.
 * (One that runs for longer than an hour may be joined by another.) Within the life of a grant five
 * downloads can begin for each use, whatever becomes of them.
 *
 * <p>Unknown, expired, revoked, used up and without an archive are one answer: empty.
 *
 * <p>Safe for use by many threads and nodes.
 */
public final class DownloadGrants {

  private static final Logger LOG = LoggerFactory.getLogger(DownloadGrants.class);

  private static final String GRANT_STREAM = "download-grant";
  private static final String ARCHIVE_STREAM = "archive-downloads";
  private static final String ALL_REVOKED = "downloads-revoked";
  private static final String GRANT = "grant";

  private static final Duration LIFE = Duration.ofDays(7);
  private static final int USES = 3;
  private static final int MOST_USES = 100;

  private static final int GRANT_BYTES = 16;
  private static final int SECRET_BYTES = 32;

  /** What a stream can be named. */
  private static final String PLAIN = "[A-Za-z0-9._-]{1,100}";

  private final PartyId controller;
  private final EvidenceStore evidence;
  private final ArchiveStore archives;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /** Grants for one controller's archives. */
  public DownloadGrants(
      PartyId controller, EvidenceStore evidence, ArchiveStore archives, Clock clock) {
    this.controller = controller;
    this.evidence = evidence;
    this.archives = archives;
    this.clock = clock;
  }

  /** A grant of three downloads within seven days. See {@link #issue(ArchiveId, Instant, int)}. */
  public DownloadToken issue(ArchiveId archive) throws IOException {
    return issue(archive, now().plus(LIFE), USES);
  }

  /**
   * Grants downloads of a sealed archive. Grants that were issued for it before are revoked: who
   * needs another token lost the first, perhaps to somebody.
   *
   * @param archive one whose id is of ASCII letters, digits and {@code . _ -} only: it is written
   *     into evidence
   * @param expiresAt UTC instant from which on no download can begin
   * @param uses how many downloads, 1 to 100
   * @return the token, which is kept nowhere
   * @throws ArchiveNotFoundException when there is no sealed archive
   * @throws IOException when the store of archives fails
   */
  public DownloadToken issue(ArchiveId archive, Instant expiresAt, int uses) throws IOException {
    if (!archive.value().matches(PLAIN)) {
      throw new IllegalArgumentException(
          "An archive is offered for download under an id of ASCII letters, digits and . _ - only,"
              + " because the id is written into evidence; choose such ids for archives");
    }
    if (uses < 1 || uses > MOST_USES) {
      throw new IllegalArgumentException("A grant is for 1 to " + MOST_USES + " downloads");
    }
    if (!expiresAt.isAfter(now())) {
      throw new IllegalArgumentException("A grant expires in the future, not at " + expiresAt);
    }
    archives.open(archive).close();

    String grant = bits(GRANT_BYTES);
    DownloadToken token = new DownloadToken(grant + bits(SECRET_BYTES));
    Map<String, String> details =
        Map.of(
            DownloadGrant.ARCHIVE,
            archive.value(),
            DownloadGrant.EXPIRES_AT,
            expiresAt.toString(),
            DownloadGrant.USES,
            Integer.toString(uses),
            DownloadGrant.HASH,
            hash(token.value(), archive));
    return untilNobodyWasFaster(
        () -> {
          StreamId index = indexOf(archive);
          List<EvidenceEntry> issued = evidence.stream(controller, index);
          List<EvidenceDraft> drafts = revocation(archive, issued);
          long version = issued.size() + (drafts.isEmpty() ? 0 : 1);
          drafts.add(draft(index, version, DownloadGrant.GRANTED, Map.of(GRANT, grant)));
          drafts.add(draft(streamOf(grant), 0, DownloadGrant.GRANTED, details));
          evidence.append(controller, drafts);
          return token;
        });
  }

  /**
   * What this token offers, for the page behind a link. Uses nothing up and writes nothing, so
   * programs that open links do no harm. Empty when {@link #open} would be.
   *
   * @param token as it came in; anything at all
   * @throws IOException when the store of archives fails
   */
  public Optional<DownloadOffer> peek(String token) throws IOException {
    Instant now = now();
    Optional<DownloadGrant> granted = find(token);
    if (granted.isEmpty() || granted.get().usesLeft(now) == 0) {
      return Optional.empty();
    }
    DownloadGrant grant = granted.get();
    try (SeekableByteChannel channel = archives.open(grant.archive())) {
      return Optional.of(new DownloadOffer(channel.size(), grant.expiresAt(), grant.usesLeft(now)));
    } catch (ArchiveNotFoundException e) {
      return Optional.empty();
    }
  }

  /**
   * Begins a download; the caller closes it. Call it from a POST, not from opening a link. Each
   * call is checked anew, so one that resumes a download is a download as well.
   *
   * @param token as it came in; anything at all
   * @throws IOException when the store of archives fails; nothing is used up
   * @throws io.github.gdprkit.evidence.EvidenceStoreException when the download cannot be recorded;
   *     it has not begun
   */
  public Optional<Download> open(String token) throws IOException {
    Optional<DownloadGrant> granted = find(token);
    if (granted.isEmpty() || granted.get().usesLeft(now()) == 0) {
      return Optional.empty();
    }
    SeekableByteChannel channel;
    try {
      channel = archives.open(granted.get().archive());
    } catch (ArchiveNotFoundException e) {
      return Optional.empty();
    }
    String grant = new DownloadToken(token).grant();
    Optional<Download> download = Optional.empty();
    try {
      download =
          untilNobodyWasFaster(() -> begin(grant))
              .map(number -> new Download(this, grant, number, channel));
      return download;
    } finally {
      if (download.isEmpty()) {
        channel.close();
      }
    }
  }

  /**
   * Revokes all grants of an archive at once. Downloads that are under way go on; none begins any
   * more. Part of deleting an archive, of erasing its person's data and of withdrawing the request.
   *
   * @return how many grants were revoked, the expired and used up ones included
   */
  public int revoke(ArchiveId archive) {
    return untilNobodyWasFaster(
        () -> {
          List<EvidenceDraft> drafts = revocation(archive);
          if (drafts.isEmpty()) {
            return 0;
          }
          evidence.append(controller, drafts);
          return drafts.size() - 1;
        });
  }

  /** Whether a download of the whole archive was completed, under whichever grant. */
  public boolean isDownloaded(ArchiveId archive) {
    if (!archive.value().matches(PLAIN)) {
      return false;
    }
    return evidence.stream(controller, indexOf(archive)).stream()
        .map(entry -> entry.details().get(GRANT))
        .filter(Objects::nonNull)
        .flatMap(grant -> evidence.stream(controller, streamOf(grant)).stream())
        .anyMatch(entry -> entry.type().equals(DownloadGrant.COMPLETED));
  }

  /**
   * Until when downloads of an archive can begin: the last end of the grants that are not revoked,
   * also of one that is used up or over. Empty when there is none.
   */
  public Optional<Instant> grantedUntil(ArchiveId archive) {
    if (!archive.value().matches(PLAIN)) {
      return Optional.empty();
    }
    return evidence.stream(controller, indexOf(archive)).stream()
        .map(entry -> entry.details().get(GRANT))
        .filter(Objects::nonNull)
        .flatMap(grant -> DownloadGrant.of(evidence.stream(controller, streamOf(grant))).stream())
        .filter(grant -> !grant.isRevoked())
        .map(DownloadGrant::expiresAt)
        .max(Comparator.naturalOrder());
  }

  /**
   * What {@link #revoke} appends, for whoever appends it together with something else, such as a
   * step of a request; empty when there is nothing to revoke. When that append finds a stream
   * {@link StaleStreamException stale}, call this again.
   */
  public List<EvidenceDraft> revocation(ArchiveId archive) {
    if (!archive.value().matches(PLAIN)) {
      return List.of();
    }
    return List.copyOf(revocation(archive, evidence.stream(controller, indexOf(archive))));
  }

  private List<EvidenceDraft> revocation(ArchiveId archive, List<EvidenceEntry> issued) {
    List<String> grants = new ArrayList<>();
    for (EvidenceEntry entry : issued) {
      if (entry.type().equals(ALL_REVOKED)) {
        grants.clear();
      } else {
        grants.add(entry.details().getOrDefault(GRANT, ""));
      }
    }
    List<EvidenceDraft> drafts = new ArrayList<>();
    for (String grant : grants) {
      StreamId stream = streamOf(grant);
      int version = evidence.stream(controller, stream).size();
      drafts.add(draft(stream, version, DownloadGrant.REVOKED, Map.of()));
    }
    if (!drafts.isEmpty()) {
      drafts.add(draft(indexOf(archive), issued.size(), ALL_REVOKED, Map.of()));
    }
    return drafts;
  }

  private Optional<Integer> begin(String grant) {
    StreamId stream = streamOf(grant);
    Optional<DownloadGrant> open =
        DownloadGrant.of(evidence.stream(controller, stream))
            .filter(read -> read.usesLeft(now()) > 0);
    open.ifPresent(read -> append(stream, read.version(), DownloadGrant.BEGUN, read.next()));
    return open.map(DownloadGrant::next);
  }

  void recordCompleted(String grant, int number) {
    recordEnd(grant, DownloadGrant.COMPLETED, number);
  }

  void recordBroken(String grant, int number) {
    recordEnd(grant, DownloadGrant.BROKEN, number);
  }

  private void recordEnd(String grant, String type, int number) {
    StreamId stream = streamOf(grant);
    untilNobodyWasFaster(
        () -> {
          append(stream, evidence.stream(controller, stream).size(), type, number);
          return number;
        });
  }

  private void append(StreamId stream, long version, String type, int number) {
    Map<String, String> details = Map.of(DownloadGrant.NUMBER, Integer.toString(number));
    evidence.append(controller, List.of(draft(stream, version, type, details)));
  }

  /** The grant whose token this is; whether it is still good is another question. */
  private Optional<DownloadGrant> find(String token) {
    // What cannot be a token takes the same way as one that was never issued.
    boolean isWellFormed = DownloadToken.isWellFormed(token);
    String given = isWellFormed ? token : bits(GRANT_BYTES) + bits(SECRET_BYTES);
    String grant = new DownloadToken(given).grant();
    Optional<DownloadGrant> found = DownloadGrant.of(evidence.stream(controller, streamOf(grant)));
    ArchiveId archive = found.map(DownloadGrant::archive).orElse(new ArchiveId("none"));
    String expected = found.map(DownloadGrant::hash).orElse("");
    boolean fits = MessageDigest.isEqual(bytes(hash(given, archive)), bytes(expected));
    return fits ? found : Optional.empty();
  }

  /** 256 random bits cannot be guessed from their hash, so that needs no key. */
  private String hash(String token, ArchiveId archive) {
    String text = String.join("\0", "download", controller.value(), archive.value(), token);
    return Sha256.of(bytes(text));
  }

  private EvidenceDraft draft(
      StreamId stream, long version, String type, Map<String, String> details) {
    return new EvidenceDraft(stream, version, type, now(), details);
  }

  /** Ends: whoever is slower reads what the faster one wrote, and a grant bounds how much. */
  private static <T> T untilNobodyWasFaster(Supplier<T> step) {
    while (true) {
      try {
        return step.get();
      } catch (StaleStreamException e) {
        LOG.trace("Reading {} again", e.stream());
      }
    }
  }

  private static StreamId streamOf(String grant) {
    return new StreamId(GRANT_STREAM, grant);
  }

  private static StreamId indexOf(ArchiveId archive) {
    return new StreamId(ARCHIVE_STREAM, archive.value());
  }

  private String bits(int count) {
    byte[] drawn = new byte[count];
    random.nextBytes(drawn);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
