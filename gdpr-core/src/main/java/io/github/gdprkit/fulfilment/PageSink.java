package io.github.gdprkit.fulfilment;

import io.github.gdprkit.archive.ArchiveLayout;
import io.github.gdprkit.archive.PageBuffer;
import io.github.gdprkit.archive.RecordEncoder;
import io.github.gdprkit.hook.Attachment;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.DeclaredField;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.RecordWriter;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.hook.SinkMisuseException;
import io.github.gdprkit.hook.ThirdPartyPolicy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The sink of one hook: checks every call against the declaration, applies the third-party policy,
 * counts, and passes what is left to the encoder. Opened for one page after the other; a hook that
 * keeps it and writes later, or from another thread, is refused.
 */
final class PageSink implements RecordSink, RecordWriter {

  /** So that a crash makes only so much of copying attachments be done again. */
  private static final int ATTACHMENTS_PER_PAGE = 1_000;

  private static final long ATTACHMENT_BYTES_PER_PAGE = 64L << 20;

  /** How far beyond full a page may go before the hook is told that it does not listen. */
  private static final int PATIENCE = 4;

  /** How many fields a record may leave out before looking one up is cheaper. */
  private static final int NEAR = 4;

  private static final String[] RELATION_NAMES = relationNames();

  private final Declaration declaration;
  private final ThirdPartyPolicy policy;
  private final Scope scope;
  private final RecordEncoder encoder;
  private final Pseudonyms pseudonyms;
  private final ExportOptions options;
  private final Map<String, Integer> fields = new HashMap<>();

  /** The instances by which the hook named the declared fields last. */
  private final String[] names;

  private int nextField;
  private final long[] leftOut = new long[Relation.values().length];
  private List<PendingAttachment> attachments = new ArrayList<>();
  private long attachmentBytes;
  private long nextAttachment;
  private long kept;
  private long seen;
  private long othersTexts;
  private long personsHidden;
  private @Nullable PageBuffer page;
  private @Nullable Thread owner;
  private boolean inRecord;
  private boolean muted;
  private long fieldsWritten;
  private @Nullable SinkMisuseException misuse;

  /** An attachment whose bytes are still to be read, and where they will be. */
  record PendingAttachment(String path, Attachment attachment) {}

  PageSink(
      Declaration declaration,
      ThirdPartyPolicy policy,
      Scope scope,
      RecordEncoder encoder,
      Pseudonyms pseudonyms,
      ExportOptions options) {
    this.declaration = declaration;
    this.policy = policy;
    this.scope = scope;
    this.encoder = encoder;
    this.pseudonyms = pseudonyms;
    this.options = options;
    for (DeclaredField field : declaration.fields()) {
      fields.put(field.name(), fields.size());
    }
    this.names = declaration.fields().stream().map(DeclaredField::name).toArray(String[]::new);
  }

  /** Begins a page whose first attachment will have this number. */
  void open(PageBuffer newPage, long firstAttachment) {
    page = newPage;
    owner = Thread.currentThread();
    nextAttachment = firstAttachment;
    attachments = new ArrayList<>();
    attachmentBytes = 0;
    kept = 0;
    seen = 0;
    othersTexts = 0;
    personsHidden = 0;
    Arrays.fill(leftOut, 0);
    inRecord = false;
    misuse = null;
    encoder.startPage(newPage);
  }

  /**
   * Ends the page. Later calls of the hook are refused.
   *
   * @param returned whether the hook returned; one that threw is not to blame for an open record
   */
  void close(boolean returned) {
    if (returned && inRecord && misuse == null) {
      misuse = misuse("it returned with a record that has not ended; call end() on each record");
    }
    encoder.endPage();
    page = null;
    owner = null;
  }

  /** What the hook did wrong on this page, even if it caught the exception. */
  @Nullable SinkMisuseException misuse() {
    return misuse;
  }

  long kept() {
    return kept;
  }

  long othersTexts() {
    return othersTexts;
  }

  long personsHidden() {
    return personsHidden;
  }

  long leftOut(Relation relation) {
    return leftOut[relation.ordinal()];
  }

  List<PendingAttachment> attachments() {
    return attachments;
  }

  @Override
  public RecordWriter record(Relation relation) {
    Objects.requireNonNull(relation, "relation");
    PageBuffer current = openPage();
    if (inRecord) {
      throw misuse("a record was begun while another has not ended; call end() on each record");
    }
    if (!declaration.relations().contains(relation)) {
      throw misuse(
          "a record has the relation "
              + relation
              + ", which is not declared; add it to the declaration's relations");
    }
    if (seen >= (long) PATIENCE * options.pageRecords()
        || current.size() >= (long) PATIENCE * options.pageBytes()) {
      throw misuse(
          "it goes on although the page is full; stop when pageIsFull() says so and return"
              + " Page.after(cursor)");
    }
    inRecord = true;
    fieldsWritten = 0;
    seen++;
    muted = !policy.includes(relation);
    if (muted) {
      leftOut[relation.ordinal()]++;
    } else {
      kept++;
      encoder.startRecord();
      encoder.text("relation", RELATION_NAMES[relation.ordinal()]);
    }
    return this;
  }

  @Override
  public boolean pageIsFull() {
    return openPage().size() >= options.pageBytes()
        || seen >= options.pageRecords()
        || attachments.size() >= ATTACHMENTS_PER_PAGE
        || attachmentBytes >= ATTACHMENT_BYTES_PER_PAGE;
  }

  @Override
  public int remainingBytes() {
    return Math.max(0, options.pageBytes() - openPage().size());
  }

  @Override
  public RecordWriter text(String field, @Nullable String value) {
    if (writes(field)) {
      encoder.text(field, value);
    }
    return this;
  }

  @Override
  public RecordWriter utf8(String field, byte @Nullable [] value) {
    if (value == null) {
      return text(field, null);
    }
    if (writes(field)) {
      encoder.utf8(field, value);
    }
    return this;
  }

  @Override
  public RecordWriter texts(String field, Iterable<String> values) {
    if (writes(field)) {
      List<String> list = new ArrayList<>();
      values.forEach(value -> list.add(Objects.requireNonNull(value, "value")));
      encoder.texts(field, list);
    }
    return this;
  }

  @Override
  public RecordWriter number(String field, long value) {
    if (writes(field)) {
      encoder.number(field, value);
    }
    return this;
  }

  @Override
  public RecordWriter decimal(String field, double value) {
    if (!Double.isFinite(value)) {
      throw misuse("the field " + field + " is not a finite number; write it as text or null");
    }
    if (writes(field)) {
      encoder.decimal(field, value);
    }
    return this;
  }

  @Override
  public RecordWriter flag(String field, boolean value) {
    if (writes(field)) {
      encoder.flag(field, value);
    }
    return this;
  }

  @Override
  public RecordWriter time(String field, @Nullable Instant value) {
    if (value != null && value.getNano() % 1_000_000 == 0) {
      return timeMillis(field, value.toEpochMilli());
    }
    return text(field, value == null ? null : value.toString());
  }

  @Override
  public RecordWriter timeMillis(String field, long epochMillis) {
    if (writes(field)) {
      encoder.time(field, epochMillis);
    }
    return this;
  }

  @Override
  public RecordWriter date(String field, @Nullable LocalDate value) {
    return text(field, value == null ? null : value.toString());
  }

  @Override
  public RecordWriter person(
      String field, Relation relation, String account, @Nullable String label) {
    Objects.requireNonNull(account, "account");
    if (!writes(field)) {
      return this;
    }
    if (isTheDataSubject(account)) {
      encoder.person(field, account, label);
      return this;
    }
    switch (policy.treatmentOf(relation)) {
      case NAMED -> encoder.person(field, account, label);
      case PSEUDONYMISED -> {
        personsHidden++;
        encoder.pseudonym(field, pseudonyms.of(account));
      }
      case SOMEONE_ELSE -> {
        personsHidden++;
        encoder.someoneElse(field);
      }
      case LEFT_OUT -> personsHidden++;
    }
    return this;
  }

  @Override
  public RecordWriter othersText(String field, Relation relation, @Nullable String value) {
    if (writes(field)) {
      if (policy.includesOthersText() && (isAboutEveryone() || policy.includes(relation))) {
        encoder.text(field, value);
      } else if (value != null) {
        othersTexts++;
      }
    }
    return this;
  }

  @Override
  public RecordWriter attachment(String field, Attachment attachment) {
    if (writes(field)) {
      String path = ArchiveLayout.attachment(nextAttachment++, attachment.name());
      attachments.add(new PendingAttachment(path, attachment));
      attachmentBytes += attachment.bytes();
      encoder.attachment(
          field,
          attachment.id(),
          attachment.name(),
          attachment.mediaType(),
          attachment.bytes(),
          path);
    }
    return this;
  }

  @Override
  public void end() {
    openPage();
    if (!inRecord) {
      throw misuse("end() was called without a record; call record(...) first");
    }
    inRecord = false;
    if (!muted) {
      encoder.endRecord();
    }
  }

  /** Checks the call; says whether the field is part of the archive. */
  private boolean writes(String field) {
    openPage();
    if (!inRecord) {
      throw misuse(
          "the field " + field + " was written outside a record; call record(...) before it");
    }
    long bit = 1L << indexOf(field);
    if ((fieldsWritten & bit) != 0) {
      throw misuse("the field " + field + " was written twice in one record; write it once");
    }
    fieldsWritten |= bit;
    return !muted;
  }

  /**
   * Records have the same fields in the same order, mostly, and name them by the same constants: so
   * a field is looked for behind the one before it, by identity, and only then by what it says.
   */
  private int indexOf(String field) {
    int near = Math.min(NEAR, names.length);
    int index = nextField;
    for (int i = 0; i < near; i++) {
      if (index >= names.length) {
        index = 0;
      }
      if (isSame(names[index], field)) {
        nextField = index + 1;
        return index;
      }
      index++;
    }
    return lookUp(field);
  }

  private int lookUp(String field) {
    Integer index = fields.get(field);
    if (index == null) {
      throw misuse(
          "the field " + field + " is not declared; add it to the declaration with its meaning");
    }
    names[index] = field;
    nextField = index + 1;
    return index;
  }

  /** Another string that says the same is found too, the slow way. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(String known, String field) {
    return known == field;
  }

  private PageBuffer openPage() {
    if (page == null || owner != Thread.currentThread()) {
      throw misuse("it was used after its page or from another thread; write in export(...) only");
    }
    return page;
  }

  private boolean isAboutEveryone() {
    return scope instanceof Scope.Everyone;
  }

  private boolean isTheDataSubject(String account) {
    return scope instanceof Scope.OneDataSubject one && one.subject().hasAccount(account);
  }

  private SinkMisuseException misuse(String whatAndWhatToDo) {
    SinkMisuseException exception = new SinkMisuseException(declaration.id(), whatAndWhatToDo);
    if (misuse == null) {
      misuse = exception;
    }
    return exception;
  }

  private static String[] relationNames() {
    Relation[] relations = Relation.values();
    String[] names = new String[relations.length];
    for (Relation relation : relations) {
      names[relation.ordinal()] = relation.name().toLowerCase(Locale.ROOT);
    }
    return names;
  }
}
