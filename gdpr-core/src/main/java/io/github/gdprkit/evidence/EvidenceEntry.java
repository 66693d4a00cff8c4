package io.github.gdprkit.evidence;

import io.github.gdprkit.digest.Sha256;
import io.github.gdprkit.party.PartyId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
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

  static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final PartyId controller;
  private final long seq;
  private final String previous;
  private final long version;
  private final byte[] bytes;
  private final String hash;

  /** Where what stands in bytes that were read; {@code null} when they were written, or unusual. */
  private final @Nullable CanonicalForm form;

  /** Made of the bytes when somebody asks for it: a chain is verified without. */
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
    this.hash = Sha256.of(bytes);
    this.form = null;
  }

  private EvidenceEntry(CanonicalForm form, byte[] bytes, MessageDigest sha256) {
    this.controller = new PartyId(form.controller());
    this.seq = form.seq();
    this.previous = form.previous();
    this.version = form.version();
    this.form = form;
    this.bytes = bytes;
    this.hash = Sha256.hex(sha256.digest(bytes));
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
    if (controller.value().codePoints().anyMatch(EvidenceEntry::breaksLines)) {
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
    line(text, "at", MICROS.format(draft.at()));
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
    return read(bytes.clone(), Sha256.digest());
  }

  /** Reads an entry from bytes that nobody else changes, with a digest that can be used again. */
  static EvidenceEntry read(byte[] bytes, MessageDigest sha256) {
    CanonicalForm usual = CanonicalForm.of(bytes);
    return usual == null ? readUnusual(bytes) : new EvidenceEntry(usual, bytes, sha256);
  }

  /** The long way, which knows every entry. */
  static EvidenceEntry readUnusual(byte[] bytes) {
    try {
      EvidenceEntry entry = parse(new String(bytes, StandardCharsets.UTF_8), bytes);
      EvidenceHead before = new EvidenceHead(entry.controller, entry.seq - 1, entry.previous);
      if (!MessageDigest.isEqual(after(before, entry.draft()).bytes, bytes)) {
        throw new IllegalArgumentException("The entry is not written in the one canonical form");
      }
      return entry;
    } catch (DateTimeException | IndexOutOfBoundsException | NumberFormatException e) {
      // Without the cause, whose message repeats what was read.
      throw new IllegalArgumentException("The bytes are not an entry of evidence");
    }
  }

  private static boolean breaksLines(int codePoint) {
    return Character.isISOControl(codePoint)
        || codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
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
      // Two threads may both make it; they make the same.
      known = parse(new String(bytes, StandardCharsets.UTF_8), bytes).draft();
      draft = known;
    }
    return known;
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
    return controller;
  }

  /** The place in the chain, from 1 without gaps. */
  public long seq() {
    return seq;
  }

  /** The hash of the entry before, or {@link #NO_PREVIOUS}. */
  public String previous() {
    return previous;
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
    return hash;
  }

  /** The head of the chain once this entry is its last. */
  public EvidenceHead head() {
    return new EvidenceHead(controller, seq, hash);
  }

  @Override
  public String toString() {
    return "EvidenceEntry[" + seq + ", " + stream() + ", " + type() + "]";
  }
}
