package io.github.gdprkit.testkit.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.archive.ArchiveDraft;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.ArchiveNotFoundException;
import io.github.gdprkit.archive.ArchiveStore;
import io.github.gdprkit.archive.Download;
import io.github.gdprkit.archive.DownloadGrants;
import io.github.gdprkit.archive.DownloadOffer;
import io.github.gdprkit.archive.DownloadToken;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.EvidenceStoreException;
import io.github.gdprkit.evidence.StaleStreamException;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.testkit.AtOnce;
import io.github.gdprkit.testkit.Written;
import io.github.gdprkit.testkit.fault.CrashingStore;
import io.github.gdprkit.testkit.fault.CrashingStore.Moment;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.memory.InMemoryArchiveStore;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import io.github.gdprkit.testkit.time.SettableClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DownloadGrantsTest {

  private static final PartyId HERE = new PartyId("here");
  private static final ArchiveId ARCHIVE = new ArchiveId("request-17.v1");
  private static final ArchiveId OTHER = new ArchiveId("request-18.v1");
  private static final byte[] CONTENT = "what a ZIP holds".getBytes(StandardCharsets.UTF_8);

  private final SettableClock clock = new SettableClock();
  private final InMemoryRequestStore chains = new InMemoryRequestStore();
  private final InMemoryArchiveStore archives = new InMemoryArchiveStore();
  private final DownloadGrants grants = new DownloadGrants(HERE, chains, archives, clock);

  DownloadGrantsTest() throws IOException {
    seal(ARCHIVE);
    seal(OTHER);
  }

  private void seal(ArchiveId id) throws IOException {
    try (ArchiveDraft draft = archives.draft(id)) {
      draft.append(0, CONTENT, 0, CONTENT.length);
      draft.seal(CONTENT.length);
    }
  }

  private byte[] download(String token) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Download download = grants.open(token).orElseThrow()) {
      download.writeTo(out);
    }
    return out.toByteArray();
  }

  private List<String> types() {
    return Written.entries(chains, HERE).stream().map(EvidenceEntry::type).toList();
  }

  @GdprReference(
      article = "15(3)",
      text = "The controller shall provide a copy of the personal data undergoing processing.")
  @Test
  void letsTheBearerDownloadTheArchiveThreeTimes() throws IOException {
    String token = grants.issue(ARCHIVE).value();

    for (int i = 0; i < 3; i++) {
      assertThat(download(token)).isEqualTo(CONTENT);
    }
    assertThat(grants.open(token)).isEmpty();
    assertThat(grants.peek(token)).isEmpty();
  }

  @Test
  void keepsEvidenceOfEveryDownload() throws IOException {
    String token = grants.issue(ARCHIVE).value();
    download(token);
    grants.open(token).orElseThrow().close();

    assertThat(types())
        .containsExactly(
            "download-granted",
            "download-granted",
            "download-begun",
            "download-completed",
            "download-begun",
            "download-broken");
  }

  @Test
  void opensUntilJustBeforeItExpiresAndNotAtThatMoment() throws IOException {
    String token = grants.issue(ARCHIVE).value();
    Instant expiresAt = clock.instant().plus(Duration.ofDays(7));

    clock.set(expiresAt.minusNanos(1000));
    assertThat(grants.peek(token)).contains(new DownloadOffer(CONTENT.length, expiresAt, 3));
    assertThat(download(token)).isEqualTo(CONTENT);
    clock.set(expiresAt);
    assertThat(grants.open(token)).isEmpty();
    assertThat(grants.peek(token)).isEmpty();
  }

  @Test
  void letsADownloadEndThatBeganBeforeItExpired() throws IOException {
    String token = grants.issue(ARCHIVE).value();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Download download = grants.open(token).orElseThrow()) {
      clock.advance(Duration.ofDays(8));
      download.writeTo(out);
    }

    assertThat(out.toByteArray()).isEqualTo(CONTENT);
  }

  @Test
  void usesNothingUpByLooking() throws IOException {
    DownloadToken token = grants.issue(ARCHIVE, clock.instant().plusSeconds(60), 1);
    int before = Written.entries(chains, HERE).size();

    for (int i = 0; i < 50; i++) {
      assertThat(grants.peek(token.value())).map(DownloadOffer::usesLeft).contains(1);
    }

    assertThat(Written.entries(chains, HERE)).hasSize(before);
    assertThat(download(token.value())).isEqualTo(CONTENT);
    assertThat(grants.open(token.value())).isEmpty();
  }

  @Test
  void letsExactlyThreeOfSixtyFourBeginAtOnce() throws Exception {
    String token = grants.issue(ARCHIVE).value();

    List<Optional<Download>> opened = AtOnce.run(64, i -> grants.open(token));

    assertThat(opened).filteredOn(Optional::isPresent).hasSize(3);
    assertThat(Written.count(chains, HERE, "download-begun")).isEqualTo(3);
    for (Optional<Download> one : opened) {
      if (one.isPresent()) {
        one.get().writeTo(OutputStream.nullOutputStream());
        one.get().close();
      }
    }
    assertThat(grants.open(token)).isEmpty();
  }

  @Test
  void completesExactlyThreeWhenSixtyFourDownloadAtOnce() throws Exception {
    String token = grants.issue(ARCHIVE).value();

    AtOnce.run(
        64,
        i -> {
          Optional<Download> opened = grants.open(token);
          if (opened.isPresent()) {
            try (Download download = opened.get()) {
              download.writeTo(OutputStream.nullOutputStream());
            }
          }
          return opened.isPresent();
        });

    assertThat(Written.count(chains, HERE, "download-completed")).isEqualTo(3);
  }

  @Test
  void givesTheUseOfABrokenDownloadBack() throws IOException {
    String token = grants.issue(ARCHIVE, clock.instant().plusSeconds(60), 1).value();
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Connection reset");
          }
        };

    try (Download download = grants.open(token).orElseThrow()) {
      assertThat(grants.open(token)).isEmpty();
      assertThatIOException().isThrownBy(() -> download.writeTo(broken));
      assertThat(grants.open(token)).isEmpty();
    }

    assertThat(download(token)).isEqualTo(CONTENT);
    assertThat(grants.open(token)).isEmpty();
  }

  @Test
  void beginsFiveTimesForEachUseAndNoMore() throws IOException {
    String token = grants.issue(ARCHIVE).value();
    for (int i = 0; i < 15; i++) {
      grants.open(token).orElseThrow().close();
    }

    assertThat(grants.open(token)).isEmpty();
    assertThat(grants.peek(token)).isEmpty();
  }

  @Test
  void givesTheUseBackAnHourAfterAProcessDied() throws IOException {
    String token = grants.issue(ARCHIVE, clock.instant().plus(Duration.ofDays(1)), 1).value();
    // Neither completed nor closed, as after kill -9.
    assertThat(grants.open(token)).isPresent();

    clock.advance(Duration.ofHours(1).minusNanos(1000));
    assertThat(grants.open(token)).isEmpty();
    clock.advance(Duration.ofNanos(1000));
    assertThat(download(token)).isEqualTo(CONTENT);
  }

  @Test
  void countsASlowDownloadThatCompletesAfterItsUseWasGivenBack() throws IOException {
    String token = grants.issue(ARCHIVE, clock.instant().plus(Duration.ofDays(1)), 1).value();
    try (Download slow = grants.open(token).orElseThrow()) {
      clock.advance(Duration.ofHours(2));
      slow.completed();
    }

    assertThat(grants.open(token)).isEmpty();
  }

  @Test
  void completesOnceAndNotAfterItWasClosed() throws IOException {
    String token = grants.issue(ARCHIVE).value();
    Download download = grants.open(token).orElseThrow();
    download.completed();
    download.completed();
    download.close();
    download.close();
    Download broken = grants.open(token).orElseThrow();
    broken.close();
    broken.close();

    assertThatIllegalStateException().isThrownBy(broken::completed);
    assertThat(broken.channel().isOpen()).isFalse();
    assertThat(Written.count(chains, HERE, "download-completed")).isEqualTo(1);
    assertThat(Written.count(chains, HERE, "download-broken")).isEqualTo(1);
    assertThat(grants.peek(token)).map(DownloadOffer::usesLeft).contains(2);
  }

  @Test
  void revokesWhatWasIssuedForAnArchiveAndNothingElse() throws IOException {
    String token = grants.issue(ARCHIVE).value();
    String other = grants.issue(OTHER).value();

    assertThat(grants.revoke(ARCHIVE)).isEqualTo(1);

    assertThat(grants.open(token)).isEmpty();
    assertThat(grants.peek(token)).isEmpty();
    assertThat(download(other)).isEqualTo(CONTENT);
    assertThat(grants.revoke(ARCHIVE)).isZero();
    assertThat(grants.revoke(new ArchiveId("Ärger mit Leerzeichen"))).isZero();
    assertThat(download(grants.issue(ARCHIVE).value())).isEqualTo(CONTENT);
  }

  @Test
  void revokesAnEarlierTokenByIssuingANewOne() throws IOException {
    String first = grants.issue(ARCHIVE).value();
    String second = grants.issue(ARCHIVE).value();

    assertThat(grants.open(first)).isEmpty();
    assertThat(download(second)).isEqualTo(CONTENT);
  }

  @Test
  void leavesOneGoodTokenWhenManyAreIssuedAtOnce() throws Exception {
    List<DownloadToken> tokens = AtOnce.run(16, i -> grants.issue(ARCHIVE));

    List<DownloadToken> good = new ArrayList<>();
    for (DownloadToken token : tokens) {
      if (grants.peek(token.value()).isPresent()) {
        good.add(token);
      }
    }
    assertThat(good).hasSize(1);
  }

  @Test
  void beginsNothingOnceRevokingReturnedHoweverTheyRace() throws Exception {
    for (int round = 0; round < 20; round++) {
      String token = grants.issue(ARCHIVE).value();
      AtOnce.run(
          8,
          i -> {
            if (i == 0) {
              grants.revoke(ARCHIVE);
              return 0;
            }
            return grants.open(token).isPresent() ? 1 : 0;
          });
      assertThat(grants.open(token)).isEmpty();
    }
    assertThat(typesByStream())
        .allSatisfy(
            types -> assertThat(types.indexOf("download-revoked")).isEqualTo(types.size() - 1));
  }

  private List<List<String>> typesByStream() {
    return Written.entries(chains, HERE).stream()
        .map(EvidenceEntry::stream)
        .filter(stream -> stream.kind().equals("download-grant"))
        .distinct()
        .map(stream -> chains.stream(HERE, stream).stream().map(EvidenceEntry::type).toList())
        .toList();
  }

  @Test
  void givesTheRevocationToWhoeverCommitsItWithSomethingElse() throws IOException {
    String token = grants.issue(ARCHIVE).value();
    var stale = grants.revocation(ARCHIVE);
    download(token);

    assertThatThrownBy(() -> chains.append(HERE, stale)).isInstanceOf(StaleStreamException.class);
    assertThat(grants.peek(token)).isPresent();
    chains.append(HERE, grants.revocation(ARCHIVE));
    assertThat(grants.open(token)).isEmpty();
    assertThat(grants.revocation(ARCHIVE)).isEmpty();
  }

  @Test
  void givesOneAnswerForEverythingThatIsNoGoodToken() throws IOException {
    String token = grants.issue(ARCHIVE).value();
    String otherSecret = token.substring(0, 22) + grants.issue(OTHER).value().substring(22);
    char last = token.charAt(30);
    String oneOff = token.substring(0, 30) + (last == 'A' ? 'B' : 'A') + token.substring(31);
    DownloadGrants elsewhere =
        new DownloadGrants(new PartyId("elsewhere"), chains, archives, clock);
    int before = Written.entries(chains, HERE).size();

    List<String> bad =
        List.of("", "\0", "../../etc", "A".repeat(65), "9".repeat(1_000_000), oneOff, otherSecret);
    for (String given : bad) {
      assertThat(grants.open(given)).isEqualTo(Optional.empty());
      assertThat(grants.peek(given)).isEqualTo(Optional.empty());
    }
    assertThat(elsewhere.open(token)).isEmpty();
    assertThat(Written.entries(chains, HERE)).hasSize(before);
    assertThat(download(token)).isEqualTo(CONTENT);
  }

  @Test
  void givesTheSameAnswerWhenTheArchiveIsGone() throws IOException {
    String token = grants.issue(ARCHIVE).value();
    archives.delete(ARCHIVE);

    assertThat(grants.open(token)).isEmpty();
    assertThat(grants.peek(token)).isEmpty();
    assertThat(Written.count(chains, HERE, "download-begun")).isZero();
  }

  @Test
  void grantsNothingOfAnArchiveThatIsNotFinished() throws IOException {
    ArchiveId unfinished = new ArchiveId("unfinished");
    archives.draft(unfinished).close();

    assertThatThrownBy(() -> grants.issue(unfinished)).isInstanceOf(ArchiveNotFoundException.class);
    assertThat(Written.entries(chains, HERE)).isEmpty();
  }

  @Test
  void usesNothingUpWhenTheStoreOfArchivesFails() throws IOException {
    String token = grants.issue(ARCHIVE).value();
    DownloadGrants failing = new DownloadGrants(HERE, chains, new Unplugged(), clock);

    assertThatIOException().isThrownBy(() -> failing.open(token));

    assertThat(grants.peek(token)).map(DownloadOffer::usesLeft).contains(3);
  }

  @Test
  void beginsNothingThatCannotBeRecorded() throws IOException {
    String token = grants.issue(ARCHIVE).value();
    DownloadGrants failing =
        new DownloadGrants(
            HERE, CrashingStore.atCall(chains, 1, Moment.UNAVAILABLE), archives, clock);

    assertThatThrownBy(() -> failing.open(token)).isInstanceOf(EvidenceStoreException.class);

    assertThat(grants.peek(token)).map(DownloadOffer::usesLeft).contains(3);
  }

  @Test
  void refusesGrantsThatAreNone() {
    Instant soon = clock.instant().plusSeconds(60);
    assertThatIllegalArgumentException().isThrownBy(() -> grants.issue(ARCHIVE, soon, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> grants.issue(ARCHIVE, soon, 101));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> grants.issue(ARCHIVE, clock.instant(), 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> grants.issue(new ArchiveId("anna@example.org"), soon, 1))
        .withMessageNotContaining("anna");
  }

  @GdprReference(
      article = "32(1)",
      text =
          "implement appropriate technical and organisational measures to ensure a level of"
              + " security appropriate to the risk")
  @Test
  void keepsNoTokenAnywhere() throws IOException {
    DownloadToken token = grants.issue(ARCHIVE);
    download(token.value());

    assertThat(Written.text(chains, HERE))
        .contains(token.value().substring(0, 22))
        .doesNotContain(token.value(), token.value().substring(22));
    assertThat(token.toString()).doesNotContain(token.value().substring(0, 22));
    assertThat(grants.open(token.value()).orElseThrow().toString())
        .doesNotContain(token.value().substring(22));
  }

  @Test
  void issuesNoTokenTwice() throws IOException {
    Set<String> secrets = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      String token = grants.issue(ARCHIVE).value();
      assertThat(token).matches("[A-Za-z0-9_-]{65}");
      secrets.add(token.substring(22));
    }

    assertThat(secrets).hasSize(200);
  }

  /** A store whose disk is gone. */
  private static final class Unplugged implements ArchiveStore {
    @Override
    public ArchiveDraft draft(ArchiveId id) throws IOException {
      throw new IOException("No such device");
    }

    @Override
    public SeekableByteChannel open(ArchiveId id) throws IOException {
      throw new IOException("No such device");
    }

    @Override
    public boolean delete(ArchiveId id) throws IOException {
      throw new IOException("No such device");
    }
  }
}
