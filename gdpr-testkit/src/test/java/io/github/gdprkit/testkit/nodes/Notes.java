package io.github.gdprkit.testkit.nodes;

import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ErasureBatch;
import io.github.gdprkit.hook.ErasureHook;
import io.github.gdprkit.hook.ErasureRule;
import io.github.gdprkit.hook.ErasureSlice;
import io.github.gdprkit.hook.ErasureStage;
import io.github.gdprkit.hook.ExportHook;
import io.github.gdprkit.hook.ExportSlice;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.Mandate;
import io.github.gdprkit.hook.OperationId;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.RectificationHook;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.PersonalDataCategory;
import io.github.gdprkit.processing.Recipient;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.DataSubjectRight;
import io.github.gdprkit.testkit.fixture.Subjects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A host's table of notes, with every call that changes it written down. */
final class Notes implements ExportHook, ErasureHook, RectificationHook {

  /** A call that changes something. */
  record Call(OperationId operation, OptionalLong fence, long changed) {}

  private record Note(String account, String text) {}

  private final Declaration declaration;
  private final Map<Long, Note> notes = new TreeMap<>();
  private final List<Call> calls = new ArrayList<>();
  private long last;

  Notes(String id, ErasureStage stage, Recipient... recipients) {
    Declaration.Builder builder =
        Declaration.of(id, "Notes " + id, new PersonalDataCategory(id, "Notes " + id))
            .text("What you noted.")
            .field("text", "What you noted")
            .relations(Relation.AUTHOR)
            .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT)
            .legalBases(LegalBasis.CONTRACT)
            .retention("Until you delete it")
            .stage(stage)
            .byHook("You get it.", DataSubjectRight.ACCESS, DataSubjectRight.PORTABILITY)
            .byHook("It is put right.", DataSubjectRight.RECTIFICATION)
            .erasedByHook(ErasureRule.erase(), "It is deleted.")
            .byHand("An administrator does it.", DataSubjectRight.RESTRICTION)
            .notApplicable(
                "There is nothing to act on.",
                DataSubjectRight.OBJECTION,
                DataSubjectRight.HUMAN_REVIEW);
    List.of(recipients).forEach(builder::recipient);
    declaration = builder.build();
  }

  synchronized void plant(DataSubject subject, int count) {
    for (int i = 1; i <= count; i++) {
      last++;
      notes.put(last, new Note(Subjects.accountOf(subject), "note " + last));
    }
  }

  synchronized long count(DataSubject subject) {
    return keys(Subjects.accountOf(subject), 0).size();
  }

  /** The calls that change something, in their order. */
  synchronized List<Call> calls() {
    return List.copyOf(calls);
  }

  private List<Long> keys(String account, long after) {
    return keys(Scope.of(DataSubject.ofAccount(account)), after);
  }

  private List<Long> keys(Scope scope, long after) {
    String account = scope instanceof Scope.OneDataSubject one ? one.subject().account() : null;
    return notes.entrySet().stream()
        .filter(note -> note.getKey() > after)
        .filter(note -> account == null || note.getValue().account().equals(account))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static long key(String cursor) {
    return cursor == null ? 0 : Long.parseLong(cursor);
  }

  @Override
  public Declaration declaration() {
    return declaration;
  }

  @Override
  public synchronized Findings locate(Scope scope) {
    return Findings.of(remaining(scope)).upTo(Long.toString(last));
  }

  @Override
  public synchronized Page export(ExportSlice slice, RecordSink sink) {
    for (long key : keys(slice.subject().account(), key(slice.after()))) {
      if (key > key(slice.upTo())) {
        return Page.last();
      }
      sink.record(Relation.AUTHOR).text("text", notes.get(key).text()).end();
      if (sink.pageIsFull()) {
        return Page.after(Long.toString(key));
      }
    }
    return Page.last();
  }

  @Override
  public synchronized ErasureBatch erase(ErasureSlice slice) {
    List<Long> keys = keys(slice.scope(), key(slice.after()));
    List<Long> batch = keys.subList(0, Math.min(keys.size(), slice.maxRecords()));
    calls.add(new Call(slice.operation(), slice.fence(), batch.size()));
    notes.keySet().removeAll(List.copyOf(batch));
    return batch.size() < slice.maxRecords()
        ? ErasureBatch.last(batch.size())
        : ErasureBatch.more(batch.size(), Long.toString(batch.get(batch.size() - 1)));
  }

  @Override
  public synchronized long remaining(Scope scope) {
    return keys(scope, 0).size();
  }

  @Override
  public synchronized long rectify(Mandate mandate, Map<String, String> corrections) {
    List<Long> keys = keys(mandate.subject().account(), 0);
    calls.add(new Call(mandate.operation(), mandate.fence(), keys.size()));
    Map<Long, Note> changed = new LinkedHashMap<>();
    keys.forEach(
        key -> changed.put(key, new Note(mandate.subject().account(), corrections.get("text"))));
    notes.putAll(changed);
    return keys.size();
  }
}
