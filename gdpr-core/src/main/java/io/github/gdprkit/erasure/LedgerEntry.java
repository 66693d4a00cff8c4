package io.github.gdprkit.erasure;

import io.github.gdprkit.digest.Sha256;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.Tombstone;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.subject.SubjectKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One entry of a ledger of erasures, as one line of ASCII text (here broken):
 *
 * <pre>
 * seq=2 previous=5d41... at=2026-11-23T14:45:24.123456Z kind=completed reference=4f1c...
 * tombstone=gone-1x7 accounts=kA3... others=- hooks=messages-sent,profile hash=b94d...
 * </pre>
 *
 * <p>An entry about everyone of the controller has the word {@code everyone} where the pseudonyms
 * stand: {@code accounts=everyone others=everyone}.
 *
 * <p>The hash is SHA-256 of the words {@code gdprkit-erasure-ledger 1} and the controller's id, a
 * line feed, and what stands before {@code hash=}. So an entry fits one place of one controller's
 * ledger only.
 */
public final class LedgerEntry {

  /** What the first entry of a ledger names as the hash before it. */
  public static final String NO_PREVIOUS = "0".repeat(64);

  static final String FORM = "gdprkit-erasure-ledger 1 ";
  static final String HASH = " hash=";
  static final int HASH_DIGITS = 64;

  private static final String NOTHING = "-";
  private static final String EVERYONE = "everyone";

  private static final Pattern LINE =
      Pattern.compile(
          "seq=([0-9]{1,18}) previous=([0-9a-f]{64}) at=([0-9TZ:.+-]{1,40}) kind=([a-z]{1,20})"
              + " reference=([A-Za-z0-9._-]{1,100}) tombstone=([a-z0-9-]{1,40})"
              + " accounts=([A-Za-z0-9_,-]+) others=([A-Za-z0-9_,-]+) hooks=([a-z0-9,-]+)"
              + " hash=([0-9a-f]{64})");

  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final PartyId controller;
  private final long seq;
  private final String previous;
  private final LedgerDraft draft;
  private final String line;

  private LedgerEntry(
      PartyId controller, long seq, String previous, LedgerDraft draft, String line) {
    this.controller = controller;
    this.seq = seq;
    this.previous = previous;
    this.draft = draft;
    this.line = line;
  }

  /**
   * The entry that this draft becomes behind this head. For ledgers, which call it while nobody
   * else can append.
   *
   * @throws IllegalArgumentException when the controller's id has a line break in it
   */
  public static LedgerEntry after(LedgerHead head, LedgerDraft draft) {
    if (head.controller().value().chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "The controller's id has a control character in it; the ledger is kept line by line");
    }
    long seq = head.seq() + 1;
    String text =
        "seq="
            + seq
            + " previous="
            + head.hash()
            + " at="
            + MICROS.format(draft.at())
            + " kind="
            + draft.kind().name().toLowerCase(Locale.ROOT)
            + " reference="
            + draft.reference()
            + " tombstone="
            + draft.tombstone().value()
            + " accounts="
            + keys(draft.scope(), LedgerSubject::accounts)
            + " others="
            + keys(draft.scope(), LedgerSubject::others)
            + " hooks="
            + joined(draft.hooks(), HookId::value);
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    String line = text + HASH + hash(head.controller(), bytes, 0, bytes.length);
    return new LedgerEntry(head.controller(), seq, head.hash(), draft, line);
  }

  /**
   * Reads an entry from its line, without a line feed. Whether it fits its neighbours is for {@link
   * #previous} and {@link #seq} to say.
   *
   * @throws IllegalArgumentException when the line is not an entry of this controller's ledger, in
   *     the one form that an entry is written in
   */
  public static LedgerEntry read(PartyId controller, String line) {
    LedgerEntry entry = parse(controller, line);
    LedgerHead before = new LedgerHead(controller, entry.seq - 1, entry.previous);
    if (!after(before, entry.draft).line.equals(line)) {
      throw new IllegalArgumentException("The entry does not have the hash that it names");
    }
    return entry;
  }

  /** Reads an entry whose hash was compared already. */
  static LedgerEntry parse(PartyId controller, String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("The line is not an entry of a ledger of erasures");
    }
    try {
      LedgerDraft draft =
          new LedgerDraft(
              LedgerKind.valueOf(matcher.group(4).toUpperCase(Locale.ROOT)),
              Instant.parse(matcher.group(3)),
              matcher.group(5),
              scope(matcher.group(7), matcher.group(8)),
              new Tombstone(matcher.group(6)),
              List.copyOf(split(matcher.group(9), HookId::new)));
      long seq = Long.parseLong(matcher.group(1));
      return new LedgerEntry(controller, seq, matcher.group(2), draft, line);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("The line is not an entry of a ledger of erasures", e);
    }
  }

  static String hash(PartyId controller, byte[] bytes, int offset, int count) {
    MessageDigest sha256 = Sha256.digest();
    sha256.update((FORM + controller.value() + '\n').getBytes(StandardCharsets.UTF_8));
    sha256.update(bytes, offset, count);
    return Sha256.hex(sha256.digest());
  }

  private static String keys(
      LedgerScope scope, Function<LedgerSubject, Collection<SubjectKey>> some) {
    return scope instanceof LedgerSubject subject
        ? joined(some.apply(subject), SubjectKey::value)
        : EVERYONE;
  }

  private static LedgerScope scope(String accounts, String others) {
    return accounts.equals(EVERYONE) && others.equals(EVERYONE)
        ? LedgerScope.everyone()
        : new LedgerSubject(split(accounts, SubjectKey::new), split(others, SubjectKey::new));
  }

  private static <T> String joined(Collection<T> values, Function<T, String> text) {
    return values.isEmpty() ? NOTHING : values.stream().map(text).collect(Collectors.joining(","));
  }

  private static <T> Set<T> split(String text, Function<String, T> type) {
    Set<T> values = new LinkedHashSet<>();
    if (!text.equals(NOTHING)) {
      for (String value : text.split(",", -1)) {
        values.add(type.apply(value));
      }
    }
    return values;
  }

  /** Whose ledger. */
  public PartyId controller() {
    return controller;
  }

  /** The place in the ledger, from 1 without gaps. */
  public long seq() {
    return seq;
  }

  /** The hash of the entry before, or {@link #NO_PREVIOUS}. */
  public String previous() {
    return previous;
  }

  /** What it says. */
  public LedgerKind kind() {
    return draft.kind();
  }

  /** UTC instant, in microseconds. A claim of the writer's clock: the order is {@link #seq}. */
  public Instant at() {
    return draft.at();
  }

  /** Which request, or which end of a service. */
  public String reference() {
    return draft.reference();
  }

  /** Who, by pseudonyms, or everyone. */
  public LedgerScope scope() {
    return draft.scope();
  }

  /** Whether it is about everyone of the controller: the end of a service (Art. 28(3)(g)). */
  public boolean isAboutEveryone() {
    return draft.scope() instanceof LedgerScope.Everyone;
  }

  /**
   * The one person it is about, by pseudonyms.
   *
   * @throws IllegalStateException when it is about everyone
   */
  public LedgerSubject subject() {
    if (draft.scope() instanceof LedgerSubject subject) {
      return subject;
    }
    throw new IllegalStateException(
        "The entry is about everyone; ask isAboutEveryone() before asking for the one");
  }

  /** Who stands in the person's place in content that stays. */
  public Tombstone tombstone() {
    return draft.tombstone();
  }

  /** Whose data is about to be erased, or was. */
  public List<HookId> hooks() {
    return draft.hooks();
  }

  /** 64 lower case hexadecimal digits. */
  public String hash() {
    return line.substring(line.length() - HASH_DIGITS);
  }

  /** How it is kept: one line of ASCII, without the line feed. */
  public String line() {
    return line;
  }

  /** The head of the ledger once this entry is its last. */
  public LedgerHead head() {
    return new LedgerHead(controller, seq, hash());
  }

  @Override
  public String toString() {
    return "LedgerEntry[" + seq + ", " + kind() + ", " + reference() + "]";
  }
}
