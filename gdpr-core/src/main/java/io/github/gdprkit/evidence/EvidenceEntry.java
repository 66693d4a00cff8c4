package io.github.gdprkit.evidence;

import io.github.gdprkit.digest.Sha256;
import io.github.gdprkit.party.PartyId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a controller's chain. Its bytes are what is stored and what is hashed, exactly:
 * UTF-8 lines of {@code name: value}, the first naming the form, each ended by a line feed. One of
 * the lines is the hash of the entry before, so {@code sha256sum} is enough to check a chain by
 * hand.
 *
 * <pre>
 * gdprkit-evidence: 1
 * controller: example
 * seq: 2
 * previous: 5d41...
 * at: 2026-11-23T14:45:24.123456Z
 * stream: request/4f1c...
 * version: 2
 * type: identity-confirmed
 * -level: account
 * </pre>
 *
 * <p>Details come last, each with a hyphen before its name, sorted by name.
 */
public final class EvidenceEntry {

  /** What the first entry of a chain names as the hash before it. */
  public static final String NO_PREVIOUS = "0".repeat(64);

  static final String FORM = "gdprkit-evidence: 1\n";

  private static final long SECONDS_OF_A_DAY = 86_400;

  /** Days of the years that are written with four digits and no sign. */
  private static final long FIRST_USUAL_DAY = LocalDate.of(0, 1, 1).toEpochDay();

  private static final long LAST_USUAL_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

  static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final long seq;
  private final long version;
  private final byte[] bytes;

  /** Where what stands in bytes that were read; {@code null} when they were written, or unusual. */
  private final @Nullable CanonicalForm form;

  // Made of the bytes when somebody asks for it: a chain is verified without. Two threads may both
  // make it; they make the same.
  private @Nullable PartyId controller;
  private @Nullable String previous;
  private @Nullable String hash;
  private @Nullable EvidenceDraft draft;

  private EvidenceEntry(
      PartyId controller,
      long seq,
      String previous,
      long version,
      EvidenceDraft draft,
      byte[] bytes) {
    this.controller = controller;
    this.seq = seq;
    this.previous = previous;
    this.version = version;
    this.draft = draft;
    this.bytes = bytes;
    this.form = null;
  }

  private EvidenceEntry(CanonicalForm form, byte[] bytes) {
    this.seq = form.seq();
    this.version = form.version();
    this.form = form;
    this.bytes = bytes;
  }

  /**
   * The entry that this draft becomes behind this head. For stores, which call it while they hold
   * the head.
   *
   * @throws IllegalArgumentException when the controller's id has a line break in it, or half of a
   *     character
   */
  public static EvidenceEntry after(EvidenceHead head, EvidenceDraft draft) {
    PartyId controller = head.controller();
    if (breaksLines(controller.value())) {
      throw new IllegalArgumentException(
          "The controller's id has a control character or half a character in it; evidence is kept"
              + " line by line, in UTF-8");
    }
    long seq = head.seq() + 1;
    long version = draft.expectedVersion() + 1;
    StringBuilder text = new StringBuilder(512).append(FORM);
    line(text, "controller", controller.value());
    line(text, "seq", Long.toString(seq));
    line(text, "previous", head.hash());
    at(text, draft.at());
    line(text, "stream", draft.stream().toString());
    line(text, "version", Long.toString(version));
    line(text, "type", draft.type());
    draft.details().forEach((name, value) -> line(text.append('-'), name, value));
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    return new EvidenceEntry(controller, seq, head.hash(), version, draft, bytes);
  }

  /**
   * Reads an entry from its stored bytes. Whether it fits its neighbours is for {@link
   * EvidenceVerifier} to say.
   *
   * @throws IllegalArgumentException when the bytes are not an entry in the one canonical form
   */
  public static EvidenceEntry read(byte[] bytes) {
    byte[] copy = bytes.clone();
    CanonicalForm usual = CanonicalForm.of(copy);
    return usual == null ? readUnusual(copy) : new EvidenceEntry(usual, copy);
  }

  /** The long way, which knows every entry. */
  static EvidenceEntry readUnusual(byte[] bytes) {
    try {
      EvidenceEntry entry = parse(new String(bytes, StandardCharsets.UTF_8), bytes);
      EvidenceHead before = new EvidenceHead(entry.controller(), entry.seq - 1, entry.previous());
      if (!MessageDigest.isEqual(after(before, entry.draft()).bytes, bytes)) {
        throw new IllegalArgumentException("The entry is not written in the one canonical form");
      }
      return entry;
    } catch (DateTimeException | IndexOutOfBoundsException | NumberFormatException e) {
      // Without the cause, whose message repeats what was read.
      throw new IllegalArgumentException("The bytes are not an entry of evidence");
    }
  }

  private static boolean breaksLines(String text) {
    int at = 0;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      boolean isHalf = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
      if (isHalf || Character.isISOControl(codePoint)) {
        return true;
      }
      at += Character.charCount(codePoint);
    }
    return false;
  }

  /** As {@link #MICROS} says it, which is slower. */
  private static void at(StringBuilder text, Instant at) {
    long day = Math.floorDiv(at.getEpochSecond(), SECONDS_OF_A_DAY);
    if (day < FIRST_USUAL_DAY || day > LAST_USUAL_DAY) {
      line(text, "at", MICROS.format(at));
      return;
    }
    int second = (int) Math.floorMod(at.getEpochSecond(), SECONDS_OF_A_DAY);
    text.append("at: ").append(LocalDate.ofEpochDay(day)).append('T');
    digits(text, second / 3600, 10).append(':');
    digits(text, second / 60 % 60, 10).append(':');
    digits(text, second % 60, 10).append('.');
    digits(text, at.getNano() / 1000, 100_000).append("Z\n");
  }

  /** A number with zeros before, so that its first digit counts so many. */
  private static StringBuilder digits(StringBuilder text, int number, int first) {
    for (int worth = first; worth > 0; worth /= 10) {
      text.append((char) ('0' + number / worth % 10));
    }
    return text;
  }

  private static EvidenceEntry parse(String text, byte[] bytes) {
    if (!text.startsWith(FORM) || !text.endsWith("\n")) {
      throw new IllegalArgumentException("The bytes are not an entry of evidence of form 1");
    }
    Map<String, String> head = new TreeMap<>();
    Map<String, String> details = new TreeMap<>();
    for (String line : text.substring(FORM.length(), text.length() - 1).split("\n", -1)) {
      int colon = line.indexOf(": ");
      String name = line.substring(0, colon);
      String value = line.substring(colon + 2);
      boolean isDetail = name.startsWith("-");
      (isDetail ? details : head).put(isDetail ? name.substring(1) : name, value);
    }
    long version = number(head, "version");
    EvidenceDraft draft =
        new EvidenceDraft(
            StreamId.parse(value(head, "stream")),
            version - 1,
            value(head, "type"),
            Instant.parse(value(head, "at")),
            details);
    return new EvidenceEntry(
        new PartyId(value(head, "controller")),
        number(head, "seq"),
        value(head, "previous"),
        version,
        draft,
        bytes);
  }

  private static String value(Map<String, String> head, String name) {
    String value = head.get(name);
    if (value == null) {
      throw new IllegalArgumentException("The entry has no line for " + name);
    }
    return value;
  }

  private static long number(Map<String, String> head, String name) {
    return Long.parseLong(value(head, name));
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(name).append(": ").append(value).append('\n');
  }

  private EvidenceDraft draft() {
    EvidenceDraft known = draft;
    if (known == null) {
      known = parse(new String(bytes, StandardCharsets.UTF_8), bytes).draft();
      draft = known;
    }
    return known;
  }

  private CanonicalForm read() {
    return Objects.requireNonNull(form, "form");
  }

  /** Adds what was seen of this entry. */
  void addTo(SeenEntries seen) {
    if (form == null) {
      seen.addOdd();
    } else {
      seen.add(form, bytes);
    }
  }

  /** Whether the entry is about this stream. */
  boolean isAbout(StreamId stream) {
    return form == null ? stream().equals(stream) : form.isAbout(stream.toString());
  }

  /** The digest of the name of the stream. */
  byte[] digestOfStream(MessageDigest sha256) {
    return form == null
        ? sha256.digest(stream().toString().getBytes(StandardCharsets.UTF_8))
        : form.digestOfStream(sha256);
  }

  /** Whose chain. */
  public PartyId controller() {
    PartyId known = controller;
    if (known == null) {
      known = new PartyId(read().controller());
      controller = known;
    }
    return known;
  }

  /** The place in the chain, from 1 without gaps. */
  public long seq() {
    return seq;
  }

  /** The hash of the entry before, or {@link #NO_PREVIOUS}. */
  public String previous() {
    String known = previous;
    if (known == null) {
      known = read().previous();
      previous = known;
    }
    return known;
  }

  /** What it is about. */
  public StreamId stream() {
    return draft().stream();
  }

  /** The place in the stream, from 1 without gaps. */
  public long version() {
    return version;
  }

  /** What happened. */
  public String type() {
    return draft().type();
  }

  /** UTC instant, in microseconds. A claim of the writer's clock: the order is {@link #seq}. */
  public Instant at() {
    return draft().at();
  }

  /** Codes, numbers, dates and hashes by name, sorted. */
  public Map<String, String> details() {
    return draft().details();
  }

  /**
   * The detail of this name, which every entry of this type has.
   *
   * @throws IllegalStateException when it has none: somebody else wrote it
   */
  public String detail(String name) {
    String value = draft().details().get(name);
    if (value == null) {
      throw new IllegalStateException(
          "The entry " + this + " has no detail " + name + "; it was not written by its register");
    }
    return value;
  }

  /** What is stored and hashed; a copy. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** SHA-256 of {@link #bytes}, 64 lower case hexadecimal digits. */
  public String hash() {
    String known = hash;
    if (known == null) {
      known = Sha256.of(bytes);
      hash = known;
    }
    return known;
  }

  /** The head of the chain once this entry is its last. */
  public EvidenceHead head() {
    return new EvidenceHead(controller(), seq, hash());
  }

  @Override
  public String toString() {
    return "EvidenceEntry[" + seq + ", " + stream() + ", " + type() + "]";
  }
}
