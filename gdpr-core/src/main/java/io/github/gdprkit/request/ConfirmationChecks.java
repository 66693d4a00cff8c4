package io.github.gdprkit.request;

import io.github.gdprkit.code.Codes;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.EvidenceStore;
import io.github.gdprkit.evidence.StaleStreamException;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.SubjectKey;
import io.github.gdprkit.subject.SubjectKeys;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What codes and links have in common. A check is a run of entries in the stream of its request: it
 * was begun, attempts were made, it was confirmed. Each entry is appended at the version that was
 * read, so two nodes never count the same attempt; whoever comes second reads again.
 *
 * <p>The checks of an identity are counted in a stream for each of its identifiers, and in one for
 * the channel, in the same append that begins the check.
 */
final class ConfirmationChecks {

  private static final Logger LOG = LoggerFactory.getLogger(ConfirmationChecks.class);

  private static final String REQUEST_STREAM = "identity-check";
  private static final String IDENTITY_STREAM = "claimed-identity";
  private static final String CHANNEL_STREAM = "confirmation-channel";

  private static final String BEGUN = "identity-check-begun";
  private static final String ATTEMPT = "identity-check-attempt";
  private static final String CONFIRMED = "identity-check-confirmed";

  private static final String METHOD = "method";
  private static final String CHANNEL = "channel";
  private static final String SALT = "salt";
  private static final String HASH = "hash";
  private static final String EXPIRES_AT = "expires-at";

  private static final Duration DAY = Duration.ofHours(24);
  private static final int SALT_BYTES = 16;
  private static final int UNGUESSABLE_BYTES = 32;

  private final ConfirmationSecret secret;
  private final ConfirmationRules rules;
  private final PartyId controller;
  private final EvidenceStore evidence;
  private final SubjectKeys keys;
  private final ConfirmationChannels channels;
  private final Executor deliveries;
  private final Clock clock;
  private final SecureRandom random;

  ConfirmationChecks(
      ConfirmationSecret secret,
      ConfirmationRules rules,
      PartyId controller,
      EvidenceStore evidence,
      SubjectKeys keys,
      ConfirmationChannels channels,
      Executor deliveries,
      Clock clock,
      SecureRandom random) {
    this.secret = secret;
    this.rules = rules;
    this.controller = controller;
    this.evidence = evidence;
    this.keys = keys;
    this.channels = channels;
    this.deliveries = deliveries;
    this.clock = clock;
    this.random = random;
  }

  ConfirmationChecks under(ConfirmationRules other) {
    return new ConfirmationChecks(
        secret, other, controller, evidence, keys, channels, deliveries, clock, random);
  }

  IdentityCheck ask(RequestId request, DataSubject claimed) {
    List<ConfirmationChannel> onFile = channels.onFile(claimed);
    return untilNobodyWasFaster(() -> begin(request, claimed, onFile));
  }

  IdentityAnswer answer(RequestId request, DataSubject claimed, String given) {
    String read = secret.readBounded(given);
    Optional<Check> attempted = untilNobodyWasFaster(() -> countAttempt(request));
    // A check that is over is compared as well, with something that nothing equals.
    Check check = attempted.orElseGet(Check::over);
    String hash = hash(request, claimed, check.channel(), check.salt(), read);
    boolean fits = MessageDigest.isEqual(bytes(hash), bytes(check.hash()));
    if (attempted.isEmpty() || !fits) {
      return new IdentityAnswer.NotConfirmed();
    }
    return untilNobodyWasFaster(() -> confirm(request, check));
  }

  private IdentityCheck begin(
      RequestId request, DataSubject claimed, List<ConfirmationChannel> onFile) {
    StreamId stream = streamOf(request);
    List<EvidenceEntry> before = evidence.stream(controller, stream);
    Instant now = now();
    Instant possibleFrom = now;
    List<EvidenceDraft> drafts = new ArrayList<>();
    for (SubjectKey identity : identitiesOf(claimed)) {
      StreamId counted = new StreamId(IDENTITY_STREAM, identity.value());
      List<EvidenceEntry> counts = evidence.stream(controller, counted);
      Instant possible = possibleFrom(counts);
      possibleFrom = possible.isAfter(possibleFrom) ? possible : possibleFrom;
      drafts.add(
          new EvidenceDraft(
              counted,
              counts.size(),
              BEGUN,
              now,
              Map.of(METHOD, secret.method(), "request", request.value())));
    }
    if (possibleFrom.isAfter(now)) {
      return new IdentityCheck.NotYet(possibleFrom);
    }

    Instant expiresAt = now.plus(rules.life());
    Optional<ConfirmationChannel> usable =
        onFile.stream()
            .filter(one -> !one.onFileSince().isAfter(now.minus(rules.settled())))
            .findFirst();
    ConfirmationChannel channel = usable.orElseGet(this::nowhere);
    StreamId toChannel = countedAt(usable, claimed);
    List<EvidenceEntry> sentThere = evidence.stream(controller, toChannel);
    // Silently: nobody shall learn that there is a channel.
    boolean isReal = usable.isPresent() && !possibleFrom(sentThere).isAfter(now);
    drafts.add(
        new EvidenceDraft(
            toChannel,
            sentThere.size(),
            BEGUN,
            now,
            Map.of(METHOD, secret.method(), "request", request.value())));
    String salt = ConfirmationSecret.bits(random, SALT_BYTES);
    String channelHash =
        keys.fingerprint(CHANNEL, salt + '\0' + channel.kind() + '\0' + channel.address());
    String drawn = secret.draw(random);
    String real = hash(request, claimed, channelHash, salt, drawn);
    // No answer has this hash: a decoy could otherwise be confirmed by a lucky guess.
    String unreachable =
        hash(
            request,
            claimed,
            channelHash,
            salt,
            ConfirmationSecret.bits(random, UNGUESSABLE_BYTES));
    drafts.add(
        new EvidenceDraft(
            stream,
            before.size(),
            BEGUN,
            now,
            Map.of(
                METHOD,
                secret.method(),
                CHANNEL,
                channelHash,
                SALT,
                salt,
                HASH,
                isReal ? real : unreachable,
                EXPIRES_AT,
                expiresAt.toString())));
    evidence.append(controller, drafts);

    ConfirmationMessage message =
        new ConfirmationMessage(request, channel, secret.method(), drawn, expiresAt);
    deliveries.execute(() -> deliver(message, isReal));
    return new IdentityCheck.Begun(expiresAt);
  }

  private void deliver(ConfirmationMessage message, boolean isReal) {
    if (!isReal) {
      return;
    }
    try {
      channels.deliver(message);
    } catch (Exception e) {
      // The type only: messages of mail servers quote addresses.
      LOG.warn(
          "The {} of request {} could not be delivered ({}); ask again for a new one",
          message.method(),
          message.request(),
          e.getClass().getName());
    }
  }

  /** The check that goes on, with one attempt less; empty, and nothing counted, when none does. */
  private Optional<Check> countAttempt(RequestId request) {
    StreamId stream = streamOf(request);
    List<EvidenceEntry> entries = evidence.stream(controller, stream);
    Instant now = now();
    Optional<Check> open =
        Check.last(entries)
            .filter(check -> check.attempts() < rules.attempts())
            .filter(check -> now.isBefore(check.expiresAt()));
    open.ifPresent(
        check ->
            append(
                stream,
                entries,
                ATTEMPT,
                now,
                Map.of(METHOD, secret.method(), "number", Integer.toString(check.attempts() + 1))));
    return open;
  }

  private IdentityAnswer confirm(RequestId request, Check check) {
    StreamId stream = streamOf(request);
    List<EvidenceEntry> entries = evidence.stream(controller, stream);
    if (Check.last(entries).filter(last -> last.begunAs() == check.begunAs()).isEmpty()) {
      return new IdentityAnswer.NotConfirmed();
    }
    Instant now = now();
    IdentityLevel level = IdentityLevel.CHANNEL_ON_FILE;
    append(
        stream, entries, CONFIRMED, now, Map.of(METHOD, secret.method(), "level", Codes.of(level)));
    return new IdentityAnswer.Confirmed(
        new Verification(level, secret.method(), Actor.SYSTEM, now));
  }

  private void append(
      StreamId stream,
      List<EvidenceEntry> entries,
      String type,
      Instant at,
      Map<String, String> details) {
    evidence.append(
        controller, List.of(new EvidenceDraft(stream, entries.size(), type, at, details)));
  }

  /** Ends: whoever is slower reads what the faster one wrote, and the rules bound how much. */
  private static <T> T untilNobodyWasFaster(Supplier<T> step) {
    while (true) {
      try {
        return step.get();
      } catch (StaleStreamException e) {
        LOG.trace("Reading {} again", e.stream());
      }
    }
  }

  /** When the oldest of the last ones that an identity may have in a day is a day old. */
  private Instant possibleFrom(List<EvidenceEntry> counts) {
    List<Instant> times = counts.stream().map(EvidenceEntry::at).sorted().toList();
    return times.size() < rules.perDay()
        ? Instant.MIN
        : times.get(times.size() - rules.perDay()).plus(DAY);
  }

  /** In the precision of evidence, so that what is answered is what is stored. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private String hash(
      RequestId request, DataSubject claimed, String channelHash, String salt, String read) {
    List<String> parts = new ArrayList<>();
    parts.add(controller.value());
    parts.add(request.value());
    parts.add(channelHash);
    parts.add(salt);
    identitiesOf(claimed).forEach(identity -> parts.add(identity.value()));
    parts.add(read);
    // None of the parts but the last can have this character in it; the controller's id may not.
    return keys.fingerprint(secret.method(), String.join("\0", parts));
  }

  private List<SubjectKey> identitiesOf(DataSubject claimed) {
    TreeSet<String> sorted = new TreeSet<>();
    keys.allOf(claimed).forEach(key -> sorted.add(key.value()));
    return sorted.stream().map(SubjectKey::new).toList();
  }

  private ConfirmationChannel nowhere() {
    String address = ConfirmationSecret.bits(random, UNGUESSABLE_BYTES);
    return new ConfirmationChannel("none", address, Instant.EPOCH);
  }

  /**
   * Counted as well, because one person can be claimed in many spellings that a host takes. Who has
   * no channel is counted as if there were one.
   */
  private StreamId countedAt(Optional<ConfirmationChannel> channel, DataSubject claimed) {
    String nobody = "\0" + keys.of(claimed).value();
    String address = channel.map(one -> one.kind() + '\0' + one.address()).orElse(nobody);
    return new StreamId(CHANNEL_STREAM, keys.fingerprint(CHANNEL_STREAM, address));
  }

  private static StreamId streamOf(RequestId request) {
    return new StreamId(REQUEST_STREAM, request.value());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The check that was begun last and not confirmed. */
  private record Check(
      long begunAs, String channel, String salt, String hash, Instant expiresAt, int attempts) {

    static Check over() {
      return new Check(0, "", "", "", Instant.EPOCH, 0);
    }

    static Optional<Check> last(List<EvidenceEntry> entries) {
      Optional<EvidenceEntry> begun = Optional.empty();
      int attempts = 0;
      for (EvidenceEntry entry : entries) {
        switch (entry.type()) {
          case BEGUN -> {
            begun = Optional.of(entry);
            attempts = 0;
          }
          case ATTEMPT -> attempts++;
          case CONFIRMED -> begun = Optional.empty();
          default -> {
            // An entry of a later version of the library neither begins nor ends a check.
          }
        }
      }
      int counted = attempts;
      return begun.map(entry -> of(entry, counted));
    }

    private static Check of(EvidenceEntry begun, int attempts) {
      Map<String, String> details = begun.details();
      return new Check(
          begun.version(),
          details.getOrDefault(CHANNEL, ""),
          details.getOrDefault(SALT, ""),
          details.getOrDefault(HASH, ""),
          Instant.parse(details.getOrDefault(EXPIRES_AT, "")),
          attempts);
    }
  }
}
