package io.github.gdprkit.register;

import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.Sheet;
import io.github.gdprkit.evidence.SheetChange;
import io.github.gdprkit.evidence.SheetStore;
import io.github.gdprkit.evidence.StaleStreamException;
import io.github.gdprkit.party.Organisation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads subprocessors from the store, and writes what a decision on one of them added. */
final class SubprocessorBook {

  private static final Logger LOG = LoggerFactory.getLogger(SubprocessorBook.class);

  /** Losing more often than this against other writers is no accident. */
  private static final int ATTEMPTS = 100;

  private final SheetStore store;
  private final Organisation processor;
  private final ZoneId zone;

  SubprocessorBook(SheetStore store, Organisation processor, ZoneId zone) {
    this.store = store;
    this.processor = processor;
    this.zone = zone;
  }

  /** What is known of a subprocessor at one moment. */
  record State(SubprocessorId id, SubprocessorHistory history, SubprocessorEntry entry) {}

  /** The first entries of a subprocessor; false when there is one of this id. */
  boolean begin(SubprocessorId id, Instant at, Consumer<Write> decision) {
    for (int attempt = 1; ; attempt++) {
      Write write =
          new Write(
              id, new SubprocessorHistory(id, processor, zone, List.of(), Map.of()), null, at);
      decision.accept(write);
      try {
        write.commit();
        return true;
      } catch (StaleStreamException e) {
        LOG.trace("{} is taken", e.stream());
        if (e.stream().equals(id.stream())) {
          return false;
        }
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** Entries and words that belong together: another writer can come between the two reads. */
  Optional<SubprocessorHistory> read(SubprocessorId id) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      List<EvidenceEntry> entries = store.stream(processor.id(), id.stream());
      if (entries.isEmpty()) {
        return Optional.empty();
      }
      String fingerprint = "";
      for (EvidenceEntry entry : entries) {
        fingerprint = entry.details().getOrDefault(SubprocessorHistory.SHEET, fingerprint);
      }
      Sheet sheet = store.sheet(processor.id(), id.sheet()).orElse(null);
      if (sheet != null && sheet.fingerprint().equals(fingerprint)) {
        return Optional.of(new SubprocessorHistory(id, processor, zone, entries, sheet.fields()));
      }
    }
    throw new SubprocessorSheetAlteredException(id);
  }

  State load(SubprocessorId id, LocalDate today) {
    SubprocessorHistory history = read(id).orElseThrow(() -> new SubprocessorNotFoundException(id));
    return new State(id, history, history.seenFrom(today));
  }

  /** All of them, by id. */
  List<SubprocessorHistory> histories() {
    List<SubprocessorHistory> histories = new ArrayList<>();
    store.eachSheet(
        processor.id(),
        SubprocessorId.KIND,
        sheet -> read(new SubprocessorId(sheet.id().id())).ifPresent(histories::add));
    return histories;
  }

  /** Decides on what is there, and decides again when somebody else was faster. */
  SubprocessorEntry change(SubprocessorId id, Instant at, Consumer<Write> decision) {
    LocalDate today = LocalDate.ofInstant(at, zone);
    for (int attempt = 1; ; attempt++) {
      State state = load(id, today);
      Write write = new Write(id, state.history(), state.entry(), at);
      decision.accept(write);
      try {
        write.commit();
        return load(id, today).entry();
      } catch (StaleStreamException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        LOG.trace("Deciding on {} again", e.stream());
      }
    }
  }

  /** One attempt to change one subprocessor, and to mark others with it. */
  final class Write {

    private record Pending(String type, Map<String, String> details) {}

    private final SubprocessorId id;
    private final SubprocessorHistory history;
    private final @Nullable SubprocessorEntry entry;
    private final Instant at;
    private final Map<String, String> words;
    private final List<Pending> own = new ArrayList<>();
    private final List<EvidenceDraft> others = new ArrayList<>();
    private final Map<SubprocessorId, Integer> marks = new HashMap<>();

    private Write(
        SubprocessorId id,
        SubprocessorHistory history,
        @Nullable SubprocessorEntry entry,
        Instant at) {
      this.id = id;
      this.history = history;
      this.entry = entry;
      this.at = at;
      words = new TreeMap<>(history.words());
    }

    /** What is there already; not for a subprocessor that begins with this. */
    SubprocessorEntry entry() {
      return Objects.requireNonNull(entry, "entry");
    }

    /** The controllers that could not be told, by their keys. */
    Set<String> notTold() {
      return history.notTold();
    }

    Map<String, String> words() {
      return words;
    }

    int nextVersion() {
      return history.version() + own.size() + 1;
    }

    /** A word of the entry that is added next. */
    void word(String name, String text) {
      words.put(SubprocessorHistory.word(name, nextVersion()), text);
    }

    void add(String type, Map<String, String> details) {
      own.add(new Pending(type, details));
    }

    /** An entry of another subprocessor, which fences that one as well. */
    void mark(State other, String type, Map<String, String> details) {
      int before = marks.merge(other.id(), 1, Integer::sum) - 1;
      others.add(
          new EvidenceDraft(
              other.id().stream(), other.history().version() + before, type, at, details));
    }

    private void commit() {
      if (own.isEmpty()) {
        return;
      }
      List<SheetChange> sheets = new ArrayList<>();
      if (!words.equals(history.words())) {
        Sheet sheet = new Sheet(id.sheet(), words);
        sheets.add(new SheetChange.Put(sheet));
        own.get(own.size() - 1).details().put(SubprocessorHistory.SHEET, sheet.fingerprint());
      }
      List<EvidenceDraft> drafts = new ArrayList<>();
      for (Pending pending : own) {
        drafts.add(
            new EvidenceDraft(
                id.stream(),
                history.version() + drafts.size(),
                pending.type(),
                at,
                pending.details()));
      }
      drafts.addAll(others);
      store.commit(processor.id(), drafts, sheets);
    }
  }
}
