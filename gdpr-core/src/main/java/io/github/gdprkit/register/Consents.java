package io.github.gdprkit.register;

import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.Sheet;
import io.github.gdprkit.evidence.SheetChange;
import io.github.gdprkit.evidence.SheetId;
import io.github.gdprkit.evidence.SheetStore;
import io.github.gdprkit.evidence.StaleStreamException;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.Identifier;
import io.github.gdprkit.subject.IdentifierType;
import io.github.gdprkit.subject.SubjectKey;
import io.github.gdprkit.subject.SubjectKeys;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who consented to what, to which words, when and how, and who withdrew (Art. 7). Giving and
 * withdrawing are one call each, with the same to say, so that one is as easy as the other.
 *
 * <p>Evidence names a consent by a random id, with codes and instants. Who it is lies in sheets
 * beside it, by pseudonym, and can be erased: the duty to prove a consent ends with the processing
 * that rests on it, and what is left of it then says nothing about anybody.
 *
 * <p>A person is found by any of their identifiers. Where several lead to different consents, what
 * the person did last decides, and a withdrawal ends all of them.
 *
 * <p>Whether somebody is old enough to consent, or a parent has to (Art. 8), is for the host to
 * find out before it calls. Safe for use by many threads and processes.
 */
public final class Consents {

  private static final Logger LOG = LoggerFactory.getLogger(Consents.class);

  /** The withdrawals that not everybody was told of. */
  private static final String PENDING = "consent-withdrawal";

  private static final String REGISTERED = "consent-text-registered";
  private static final String WORDS = "words";
  private static final String BY = "by";
  private static final String SHEET = "sheet";
  private static final String TYPE = "type.";
  private static final String VALUE = "value.";
  private static final int LONGEST_CHANNEL = 200;
  private static final int PAGE = 100;

  /** Losing more often than this against other writers is no accident. */
  private static final int ATTEMPTS = 100;

  private final SheetStore store;
  private final PartyId controller;
  private final SubjectKeys keys;
  private final Clock clock;
  private final List<ConsentWithdrawalListener> listeners;
  private final ConsentLinks links;

  /**
   * The consents that people gave to this controller.
   *
   * @param listeners who stops what rests on a consent; the same in every process
   * @throws IllegalArgumentException when two listeners have one name, or one has none
   */
  public Consents(
      SheetStore store,
      PartyId controller,
      SubjectKeys keys,
      Clock clock,
      List<ConsentWithdrawalListener> listeners) {
    this.store = Objects.requireNonNull(store, "store");
    this.controller = Objects.requireNonNull(controller, "controller");
    this.keys = Objects.requireNonNull(keys, "keys");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.listeners = List.copyOf(listeners);
    this.links = new ConsentLinks(store, controller);
    Set<String> names = new HashSet<>();
    for (ConsentWithdrawalListener listener : listeners) {
      if (!listener.name().matches("[a-z][a-z0-9-]{0,39}") || !names.add(listener.name())) {
        throw new IllegalArgumentException(
            "A listener has a name of its own: 1 to 40 lower case letters, digits and hyphens");
      }
    }
  }

  /** Whose register it is. */
  PartyId controller() {
    return controller;
  }

  /**
   * Registers the words of a purpose in one version and language. The version that is registered
   * last is the newest. Registering the same once more is quiet.
   *
   * @throws ConsentTextChangedException when they are registered with other words
   */
  public ConsentText register(ConsentText text, Actor by) {
    return untilNobodyWasFaster(
        () -> {
          StreamId stream = textsOf(text.id().purpose());
          List<EvidenceEntry> entries = store.stream(controller, stream);
          String known = registered(entries, text.id());
          if (known != null) {
            if (!known.equals(text.sha256())) {
              throw new ConsentTextChangedException(text.id());
            }
            return text;
          }
          Sheet sheet = new Sheet(text.id().sheet(), Map.of(WORDS, text.words()));
          Map<String, String> details = new TreeMap<>();
          details.put(ConsentFile.VERSION, text.id().version());
          details.put(ConsentFile.LANGUAGE, text.id().language());
          details.put(ConsentFile.TEXT, text.sha256());
          details.put(SHEET, sheet.fingerprint());
          details.put(BY, by.value());
          EvidenceDraft draft =
              new EvidenceDraft(stream, entries.size(), REGISTERED, now(), details);
          store.commit(controller, List.of(draft), List.of(new SheetChange.Put(sheet)));
          return text;
        });
  }

  /** What the words were when they were registered, if they were. */
  private static @Nullable String registered(List<EvidenceEntry> entries, ConsentTextId id) {
    for (EvidenceEntry entry : entries) {
      if (id.version().equals(entry.details().get(ConsentFile.VERSION))
          && id.language().equals(entry.details().get(ConsentFile.LANGUAGE))) {
        return entry.details().get(ConsentFile.TEXT);
      }
    }
    return null;
  }

  /** The words that are registered under this id. */
  public Optional<ConsentText> text(ConsentTextId id) {
    return store
        .sheet(controller, id.sheet())
        .flatMap(sheet -> sheet.field(WORDS))
        .map(words -> new ConsentText(id, words));
  }

  /** The version of a purpose's words that was registered last, if there is any. */
  public Optional<String> newestVersion(ConsentPurpose purpose) {
    // A translation that comes later does not make an old version the newest again.
    Set<String> versions = new LinkedHashSet<>();
    for (EvidenceEntry entry : store.stream(controller, textsOf(purpose))) {
      versions.add(entry.detail(ConsentFile.VERSION));
    }
    return versions.stream().reduce((earlier, later) -> later);
  }

  /**
   * Records that a person consented. The same once more is quiet; other words than before end the
   * consent to those; after a withdrawal it is a new consent. One that was given before a
   * withdrawal and comes in after it, late or once more, changes nothing: it is withdrawn.
   *
   * @param text which words they saw
   * @param channel by which means, in words such as "settings page"; 1 to 200 characters
   * @param at when they did, UTC, not to come
   * @return the consent that stands now; the withdrawn one when this one came in too late
   * @throws ConsentTextNotFoundException when the words are not registered
   */
  public Consent give(DataSubject subject, ConsentTextId text, String channel, Instant at) {
    requireAct(channel, at);
    ConsentText words = text(text).orElseThrow(() -> new ConsentTextNotFoundException(text));
    Set<SubjectKey> all = keys.allOf(subject);
    return untilNobodyWasFaster(
        () -> {
          long fence = version(fenceOf(text.purpose()));
          List<ConsentFile> files = files(links.of(all, text.purpose()));
          ConsentFile standing = newest(files).filter(ConsentFile::stands).orElse(null);
          if (standing != null && standing.text().equals(text)) {
            linkAlso(standing, all, fence);
            return standing.consent();
          }
          ConsentFile withdrawn = standing == null ? withdrawnAfter(at, files) : null;
          if (withdrawn != null) {
            if (version(fenceOf(text.purpose())) != fence) {
              throw new StaleStreamException(
                  fenceOf(text.purpose()), fence, version(fenceOf(text.purpose())));
            }
            return withdrawn.consent();
          }
          return give(words, all, files, fence, channel, at);
        });
  }

  /** What the person withdrew last, when that was after this instant. */
  private static @Nullable ConsentFile withdrawnAfter(Instant at, List<ConsentFile> files) {
    ConsentFile last = newest(files).orElse(null);
    Instant withdrawnAt = last == null ? null : last.withdrawnAt();
    boolean isAfter = withdrawnAt != null && withdrawnAt.isAfter(at.truncatedTo(ChronoUnit.MICROS));
    return isAfter ? last : null;
  }

  private Consent give(
      ConsentText text,
      Set<SubjectKey> all,
      List<ConsentFile> before,
      long fence,
      String channel,
      Instant at) {
    ConsentPurpose purpose = text.id().purpose();
    ConsentId id = ConsentId.random();
    Sheet sheet = ConsentFile.sheet(id, all, channel);
    Map<String, String> details = new TreeMap<>();
    details.put(ConsentFile.PURPOSE, purpose.code());
    details.put(ConsentFile.VERSION, text.id().version());
    details.put(ConsentFile.LANGUAGE, text.id().language());
    details.put(ConsentFile.TEXT, text.sha256());
    details.put(ConsentFile.AT, at.truncatedTo(ChronoUnit.MICROS).toString());
    details.put(SHEET, sheet.fingerprint());
    List<EvidenceDraft> drafts = new ArrayList<>();
    drafts.add(new EvidenceDraft(id.stream(), 0, ConsentFile.GIVEN, now(), details));
    for (ConsentFile old : before) {
      if (old.stands()) {
        drafts.add(draft(old, ConsentFile.REPLACED, acted(at)));
      }
    }
    drafts.add(fence(purpose, fence, ConsentFile.GIVEN));
    List<SheetChange> sheets = new ArrayList<>(links.link(id, all, purpose));
    sheets.add(new SheetChange.Put(sheet));
    store.commit(controller, drafts, sheets);
    return file(id).orElseThrow().consent();
  }

  /** A person who comes with an identifier more is found by it as well from now on. */
  private void linkAlso(ConsentFile file, Set<SubjectKey> all, long fence) {
    if (file.keys().containsAll(all)) {
      return;
    }
    Sheet sheet = file.linkedTo(all);
    List<SheetChange> sheets = new ArrayList<>(links.link(file.id(), all, file.purpose()));
    sheets.add(new SheetChange.Put(sheet));
    store.commit(
        controller,
        List.of(
            draft(file, ConsentFile.LINKED, Map.of(SHEET, sheet.fingerprint())),
            fence(file.purpose(), fence, ConsentFile.LINKED)),
        sheets);
  }

  /**
   * Records that a person withdrew their consent, which holds from this moment (Art. 7(3)); then
   * tells the listeners. One that fails does not undo it, and is told again by {@link
   * #followWithdrawals}. What was done on the consent before stays lawful.
   *
   * @param channel by which means, in words such as "settings page"; 1 to 200 characters
   * @param at when they did, UTC, not to come
   * @return what was withdrawn; nothing when no consent stood
   */
  public List<Consent> withdraw(
      DataSubject subject, ConsentPurpose purpose, String channel, Instant at) {
    requireAct(channel, at);
    List<ConsentFile> standing =
        untilNobodyWasFaster(
            () -> {
              long fence = version(fenceOf(purpose));
              List<ConsentFile> found =
                  files(links.of(keys.allOf(subject), purpose)).stream()
                      .filter(ConsentFile::stands)
                      .sorted(Comparator.comparingLong(ConsentFile::number))
                      .toList();
              if (!found.isEmpty()) {
                recordWithdrawal(subject, found, fence, channel, at);
              } else if (version(fenceOf(purpose)) != fence) {
                throw new StaleStreamException(fenceOf(purpose), fence, version(fenceOf(purpose)));
              }
              return found;
            });
    if (!standing.isEmpty() && !listeners.isEmpty()) {
      follow(last(standing).id());
    }
    return files(standing.stream().map(ConsentFile::id).toList()).stream()
        .map(ConsentFile::consent)
        .toList();
  }

  private void recordWithdrawal(
      DataSubject subject, List<ConsentFile> standing, long fence, String channel, Instant at) {
    List<EvidenceDraft> drafts = new ArrayList<>();
    List<SheetChange> sheets = new ArrayList<>();
    for (ConsentFile file : standing) {
      Sheet sheet = file.withdrawnBy(channel);
      Map<String, String> details = new TreeMap<>(acted(at));
      details.put(SHEET, sheet.fingerprint());
      drafts.add(draft(file, ConsentFile.WITHDRAWN, details));
      sheets.add(new SheetChange.Put(sheet));
    }
    drafts.add(fence(last(standing).purpose(), fence, ConsentFile.WITHDRAWN));
    if (!listeners.isEmpty()) {
      sheets.add(new SheetChange.Put(pending(last(standing).id(), subject)));
    }
    store.commit(controller, drafts, sheets);
  }

  private static ConsentFile last(List<ConsentFile> files) {
    return files.get(files.size() - 1);
  }

  /**
   * Tells listeners of withdrawals that did not reach them: because they failed, or because the
   * process died. Call it at every start and from time to time.
   *
   * @return how many withdrawals still have not reached everybody
   */
  public int followWithdrawals() {
    List<ConsentId> pending = new ArrayList<>();
    store.eachSheet(controller, PENDING, sheet -> pending.add(new ConsentId(sheet.id().id())));
    int open = 0;
    for (ConsentId id : pending) {
      if (!follow(id)) {
        open++;
      }
    }
    return open;
  }

  /** Whether everybody has been told. */
  private boolean follow(ConsentId id) {
    Sheet pending = store.sheet(controller, pendingId(id)).orElse(null);
    ConsentFile file = file(id).orElse(null);
    Instant at = file == null ? null : file.withdrawnAt();
    if (pending == null || file == null || at == null) {
      return true;
    }
    DataSubject subject = subject(pending);
    if (isGiven(subject, file.purpose())) {
      settle(id, ConsentFile.OVERTAKEN);
      return true;
    }
    ConsentWithdrawal withdrawal = new ConsentWithdrawal(id, subject, file.purpose(), at);
    Set<String> told = file.told();
    boolean isComplete = true;
    for (ConsentWithdrawalListener listener : listeners) {
      isComplete &= told.contains(listener.name()) || tell(listener, withdrawal);
    }
    if (isComplete) {
      settle(id, ConsentFile.FOLLOWED);
    }
    return isComplete;
  }

  private boolean tell(ConsentWithdrawalListener listener, ConsentWithdrawal withdrawal) {
    try {
      listener.withdrawn(withdrawal);
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      recordFailure(listener.name(), withdrawal.consent(), e);
      return false;
    }
    append(
        withdrawal.consent(),
        file -> draft(file, ConsentFile.TOLD, Map.of(ConsentFile.LISTENER, listener.name())),
        List.of());
    return true;
  }

  /** Once for each way of failing, so that a listener that is down for weeks fills no chain. */
  private void recordFailure(String listener, ConsentId id, Exception failure) {
    String type = failure.getClass().getName().replaceAll("[^A-Za-z0-9.]", ".");
    String error = type.substring(0, Math.min(type.length(), 200));
    LOG.warn("The listener {} failed at the withdrawal of consent {}: {}", listener, id, error);
    append(
        id,
        file ->
            file.lastFailure(listener).equals(error)
                ? null
                : draft(
                    file,
                    ConsentFile.FAILED,
                    Map.of(ConsentFile.LISTENER, listener, ConsentFile.ERROR, error)),
        List.of());
  }

  private void settle(ConsentId id, String how) {
    append(id, file -> draft(file, how, Map.of()), List.of(new SheetChange.Erase(pendingId(id))));
  }

  private interface Next {
    /** What to append behind what is there, or nothing. */
    @Nullable EvidenceDraft draft(ConsentFile file);
  }

  private void append(ConsentId id, Next next, List<SheetChange> sheets) {
    untilNobodyWasFaster(
        () -> {
          ConsentFile file = file(id).orElse(null);
          EvidenceDraft draft = file == null ? null : next.draft(file);
          if (draft != null) {
            store.commit(controller, List.of(draft), sheets);
          }
          return draft == null;
        });
  }

  /** Whether the person's consent to this purpose stands, whatever the version of its words. */
  public boolean isGiven(DataSubject subject, ConsentPurpose purpose) {
    return standing(subject, purpose).isPresent();
  }

  /**
   * Whether it stands and is to the newest words. When it is not, ask again; whether the old words
   * still cover what is done is for the controller to say.
   */
  public boolean isGivenToNewest(DataSubject subject, ConsentPurpose purpose) {
    Optional<String> newest = newestVersion(purpose);
    return standing(subject, purpose)
        .filter(consent -> newest.filter(consent.text().version()::equals).isPresent())
        .isPresent();
  }

  /** The consent of a person that stands. */
  public Optional<Consent> standing(DataSubject subject, ConsentPurpose purpose) {
    return newest(files(links.of(keys.allOf(subject), purpose)))
        .filter(ConsentFile::stands)
        .map(ConsentFile::consent);
  }

  /** All that is known of a person's consents, in the order in which they were given. */
  public List<Consent> history(DataSubject subject) {
    return filesOf(subject).stream().map(ConsentFile::consent).toList();
  }

  /** What a person can keep of their consents, in the order in which they were given. */
  public List<ConsentReceipt> receipts(DataSubject subject) {
    return filesOf(subject).stream().map(this::receipt).toList();
  }

  ConsentReceipt receipt(ConsentFile file) {
    ConsentText text =
        text(file.text()).orElseThrow(() -> new ConsentTextNotFoundException(file.text()));
    return new ConsentReceipt(controller, file.consent(), text);
  }

  /**
   * Erases what ties this person to their consents (Art. 17): evidence of them stays and says
   * nothing about anybody. A consent that stands ends with it and no listener is told, so withdraw
   * it first where processing goes on.
   *
   * @return how many consents were forgotten
   * @throws ConsentWithdrawalPendingException when a withdrawal has not reached all listeners
   */
  public int forget(DataSubject subject) {
    List<ConsentFile> files = filesOf(subject);
    files.forEach(this::forget);
    return files.size();
  }

  /**
   * Erases what ties people to consents that ended before this instant, because the duty to prove
   * them has ended with the processing. Those whose withdrawal has not reached all listeners are
   * left for the next time.
   *
   * @return how many consents were forgotten
   */
  public int forgetEndedBefore(Instant instant) {
    int forgotten = 0;
    String after = null;
    while (true) {
      List<ConsentFile> page = everybodys(after, PAGE);
      for (ConsentFile file : page) {
        after = file.id().value();
        ConsentEnd end = file.consent().end();
        if (end != null && end.at().isBefore(instant) && !isPending(file.id())) {
          forget(file);
          forgotten++;
        }
      }
      if (page.size() < PAGE) {
        return forgotten;
      }
    }
  }

  void forget(ConsentFile known) {
    ConsentId id = known.id();
    untilNobodyWasFaster(
        () -> {
          long fence = version(fenceOf(known.purpose()));
          if (isPending(id) && !follow(id)) {
            throw new ConsentWithdrawalPendingException(id);
          }
          Optional<ConsentFile> found = file(id);
          found.ifPresent(file -> forget(file, fence));
          return found;
        });
  }

  private void forget(ConsentFile file, long fence) {
    List<SheetChange> sheets =
        new ArrayList<>(links.unlink(file.id(), file.keys(), file.purpose()));
    sheets.add(new SheetChange.Erase(file.id().sheet()));
    store.commit(
        controller,
        List.of(
            draft(file, ConsentFile.FORGOTTEN, Map.of()),
            fence(file.purpose(), fence, ConsentFile.FORGOTTEN)),
        sheets);
  }

  private boolean isPending(ConsentId id) {
    return store.sheet(controller, pendingId(id)).isPresent();
  }

  /** A person's consents, in the order in which they were given. */
  List<ConsentFile> filesOf(DataSubject subject) {
    return files(links.of(keys.allOf(subject))).stream()
        .sorted(Comparator.comparingLong(ConsentFile::number))
        .toList();
  }

  /** The next consents of anybody, by id; fewer than the limit only at the end. */
  List<ConsentFile> everybodys(@Nullable String after, int limit) {
    List<ConsentFile> files = new ArrayList<>();
    String last = after;
    while (true) {
      List<Sheet> page = store.sheets(controller, ConsentId.KIND, last, limit - files.size());
      for (Sheet sheet : page) {
        last = sheet.id().id();
        // One that was forgotten in this moment leaves its place to the next.
        file(new ConsentId(last)).ifPresent(files::add);
      }
      if (page.isEmpty() || files.size() == limit) {
        return files;
      }
    }
  }

  /** The end of the chain: what is given from now on has a higher {@link ConsentFile#number}. */
  long lastNumber() {
    return store.head(controller).seq();
  }

  private static Optional<ConsentFile> newest(List<ConsentFile> files) {
    return files.stream().max(Comparator.comparingLong(ConsentFile::lastAct));
  }

  private List<ConsentFile> files(Collection<ConsentId> ids) {
    List<ConsentFile> files = new ArrayList<>();
    ids.forEach(id -> file(id).ifPresent(files::add));
    return files;
  }

  /** A consent, unless it was forgotten. */
  private Optional<ConsentFile> file(ConsentId id) {
    List<EvidenceEntry> entries = store.stream(controller, id.stream());
    return entries.isEmpty()
        ? Optional.empty()
        : store.sheet(controller, id.sheet()).map(sheet -> new ConsentFile(id, entries, sheet));
  }

  private EvidenceDraft draft(ConsentFile file, String type, Map<String, String> details) {
    return new EvidenceDraft(file.id().stream(), file.version(), type, now(), details);
  }

  /**
   * Whoever changes consents of one purpose goes one after the other.
   *
   * @param version read before anything that the change rests on
   */
  private EvidenceDraft fence(ConsentPurpose purpose, long version, String type) {
    return new EvidenceDraft(fenceOf(purpose), version, type, now(), Map.of());
  }

  private static StreamId fenceOf(ConsentPurpose purpose) {
    return new StreamId("consent-purpose", purpose.code());
  }

  private long version(StreamId stream) {
    return store.last(controller, stream).map(EvidenceEntry::version).orElse(0L);
  }

  private static Map<String, String> acted(Instant at) {
    return Map.of(ConsentFile.AT, at.truncatedTo(ChronoUnit.MICROS).toString());
  }

  private static StreamId textsOf(ConsentPurpose purpose) {
    return new StreamId(ConsentTextId.KIND, purpose.code());
  }

  private static SheetId pendingId(ConsentId id) {
    return new SheetId(PENDING, id.value());
  }

  private static Sheet pending(ConsentId id, DataSubject subject) {
    Map<String, String> fields = new TreeMap<>();
    int number = 1;
    for (Identifier identifier : subject.identifiers()) {
      fields.put(TYPE + number, identifier.type().name());
      fields.put(VALUE + number, identifier.value());
      number++;
    }
    return new Sheet(pendingId(id), fields);
  }

  private static DataSubject subject(Sheet pending) {
    Set<Identifier> identifiers = new LinkedHashSet<>();
    pending
        .fields()
        .forEach(
            (name, value) -> {
              if (name.startsWith(TYPE)) {
                String number = name.substring(TYPE.length());
                identifiers.add(
                    new Identifier(
                        new IdentifierType(value), pending.field(VALUE + number).orElseThrow()));
              }
            });
    return new DataSubject(identifiers);
  }

  private void requireAct(String channel, Instant at) {
    if (channel.isBlank() || channel.length() > LONGEST_CHANNEL) {
      throw new IllegalArgumentException(
          "Say by which means the person acted, in 1 to 200 characters, such as settings page");
    }
    if (at.truncatedTo(ChronoUnit.MICROS).isAfter(now())) {
      throw new IllegalArgumentException("Nobody acted at " + at + ", which is to come");
    }
  }

  private <T> T untilNobodyWasFaster(Supplier<T> step) {
    for (int attempt = 1; ; attempt++) {
      try {
        return step.get();
      } catch (StaleStreamException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
