package io.github.gdprkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.hook.DataHook;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.Mandate;
import io.github.gdprkit.hook.ObjectionHook;
import io.github.gdprkit.hook.RectificationHook;
import io.github.gdprkit.hook.RestrictionHook;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.PersonalDataCategory;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.DataSubjectRight;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Hooks that act once on one person, each wrong in one way that hosts are. */
class MandateHookContractsTest {

  @Nested
  @GdprReference(
      article = "16",
      text =
          "The data subject shall have the right to obtain from the controller without undue delay"
              + " the rectification of inaccurate personal data concerning him or her.")
  class Rectification {

    @Test
    void letsAHookThatKeepsItsPromisesThrough() {
      assertThat(failuresOf(Editor::new)).isEmpty();
    }

    @Test
    void refusesAHookThatChangesEverybody() {
      assertThat(
              failuresOf(
                  rows ->
                      new Editor(rows) {
                        @Override
                        boolean isOf(DataSubject subject, Row row) {
                          return true;
                        }
                      }))
          .contains("rectifiesNobodyElse", "rectifiesNothingOfAStranger");
    }

    @Test
    void refusesAHookThatChangesNothing() {
      assertThat(
              failuresOf(
                  rows ->
                      new Editor(rows) {
                        @Override
                        Row changed(Row row, Map<String, String> corrections) {
                          return row;
                        }
                      }))
          .contains("changesTheseFieldsAndNoOther", "rectifiesWhatItRectified");
    }

    @Test
    void refusesAHookThatChangesAnotherFieldToo() {
      assertThat(
              failuresOf(
                  rows ->
                      new Editor(rows) {
                        @Override
                        Row changed(Row row, Map<String, String> corrections) {
                          Row changed = super.changed(row, corrections);
                          return new Row(changed.id(), changed.owner(), changed.name(), "", "");
                        }
                      }))
          .containsExactly("changesTheseFieldsAndNoOther");
    }

    @Test
    void refusesAHookThatCountsWhatItDidNotChange() {
      assertThat(
              failuresOf(
                  rows ->
                      new Editor(rows) {
                        @Override
                        public long rectify(Mandate mandate, Map<String, String> corrections) {
                          super.rectify(mandate, corrections);
                          return 1;
                        }
                      }))
          .containsExactlyInAnyOrder("isQuietWhenItRectifiesAgain", "rectifiesNothingOfAStranger");
    }

    @Test
    void refusesAHookThatAddsInsteadOfReplacing() {
      assertThat(
              failuresOf(
                  rows ->
                      new Editor(rows) {
                        @Override
                        Row changed(Row row, Map<String, String> corrections) {
                          String more = row.name() + " " + corrections.get("name");
                          return new Row(row.id(), row.owner(), more, row.text(), row.mark());
                        }
                      }))
          .contains("rectifiesWhatItRectified");
    }

    @Test
    void refusesAHookThatIgnoresAnUnknownField() {
      assertThat(
              failuresOf(
                  rows ->
                      new Editor(rows) {
                        @Override
                        void check(Map<String, String> corrections) {}
                      }))
          .containsExactly("refusesAnUnknownFieldBeforeItChangesAnything");
    }

    @Test
    void refusesAHookThatWritesBeforeItRefuses() {
      assertThat(
              failuresOf(
                  rows ->
                      new Editor(rows) {
                        @Override
                        void check(Map<String, String> corrections) {}

                        @Override
                        public long rectify(Mandate mandate, Map<String, String> corrections) {
                          long changed = super.rectify(mandate, corrections);
                          super.check(corrections);
                          return changed;
                        }
                      }))
          .containsExactly("refusesAnUnknownFieldBeforeItChangesAnything");
    }

    private Set<String> failuresOf(Function<Map<Long, Row>, Editor> hook) {
      return ContractResults.of(
              RectificationHookContract.class,
              () -> {
                Table table = new Table();
                return new EditorHost(table, hook.apply(table.rows));
              })
          .failed();
    }
  }

  @Nested
  @GdprReference(
      article = "18(1)",
      text =
          "The data subject shall have the right to obtain from the controller restriction of"
              + " processing")
  class Restriction {

    @Test
    void letsAHookThatKeepsItsPromisesThrough() {
      assertThat(failuresOf(Marker::new)).isEmpty();
    }

    @Test
    void refusesAHookThatRestrictsEverybody() {
      assertThat(
              failuresOf(
                  rows ->
                      new Marker(rows) {
                        @Override
                        boolean isOf(DataSubject subject, Row row) {
                          return true;
                        }
                      }))
          .contains("restrictsNobodyElse", "restrictsNothingOfAStranger");
    }

    @Test
    void refusesAHookThatLiftsForEverybody() {
      assertThat(
              failuresOf(
                  rows ->
                      new Marker(rows) {
                        @Override
                        public long lift(Mandate mandate) {
                          long lifted = super.lift(mandate);
                          rows.replaceAll((id, row) -> row.marked(""));
                          return lifted;
                        }
                      }))
          .containsExactly("restrictsNobodyElse");
    }

    @Test
    void refusesAHookThatOnlySaysThatItRestricts() {
      assertThat(
              failuresOf(
                  rows ->
                      new Marker(rows) {
                        @Override
                        public long restrict(Mandate mandate) {
                          return 25;
                        }
                      }))
          .contains("marksWhatItRestrictsAndKeepsIt", "isQuietWhenItRestrictsAgain");
    }

    @Test
    void refusesAHookThatMarksAgainWhatIsMarked() {
      assertThat(
              failuresOf(
                  rows ->
                      new Marker(rows) {
                        @Override
                        long mark(Mandate mandate, String mark) {
                          rows.replaceAll(
                              (id, row) ->
                                  isOf(mandate.subject(), row)
                                      ? row.marked(mark.isEmpty() ? "" : row.mark() + mark)
                                      : row);
                          return rows.values().stream()
                              .filter(row -> isOf(mandate.subject(), row))
                              .count();
                        }
                      }))
          .contains("isQuietWhenItRestrictsAgain", "liftsWhatItRestricted");
    }

    @Test
    void refusesAHookThatDeletesWhatItShouldKeep() {
      assertThat(
              failuresOf(
                  rows ->
                      new Marker(rows) {
                        @Override
                        public long restrict(Mandate mandate) {
                          long before = rows.size();
                          rows.values().removeIf(row -> isOf(mandate.subject(), row));
                          return before - rows.size();
                        }
                      }))
          .contains("marksWhatItRestrictsAndKeepsIt", "liftsWhatItRestricted");
    }

    @Test
    void refusesAHookThatNeverLifts() {
      assertThat(
              failuresOf(
                  rows ->
                      new Marker(rows) {
                        @Override
                        public long lift(Mandate mandate) {
                          return 0;
                        }
                      }))
          .contains("liftsWhatItRestricted");
    }

    private Set<String> failuresOf(Function<Map<Long, Row>, Marker> hook) {
      return ContractResults.of(
              RestrictionHookContract.class,
              () -> {
                Table table = new Table();
                return new MarkerHost(table, hook.apply(table.rows));
              })
          .failed();
    }
  }

  @Nested
  @GdprReference(
      article = "21(1)",
      text = "The controller shall no longer process the personal data")
  class Objection {

    @Test
    void letsAHookThatKeepsItsPromisesThrough() {
      assertThat(failuresOf(Stopper::new)).isEmpty();
    }

    @Test
    void refusesAHookThatStopsForEverybody() {
      assertThat(
              failuresOf(
                  rows ->
                      new Stopper(rows) {
                        @Override
                        boolean isOf(DataSubject subject, Row row) {
                          return true;
                        }
                      }))
          .contains("stopsForNobodyElse", "stopsNothingOfAStranger");
    }

    @Test
    void refusesAHookThatStopsNothing() {
      assertThat(
              failuresOf(
                  rows ->
                      new Stopper(rows) {
                        @Override
                        public long stopProcessing(Mandate mandate) {
                          return rows.values().stream()
                              .filter(row -> isOf(mandate.subject(), row))
                              .count();
                        }
                      }))
          .contains("stopsTheProcessing", "isQuietWhenItStopsAgain");
    }

    private Set<String> failuresOf(Function<Map<Long, Row>, Stopper> hook) {
      return ContractResults.of(
              ObjectionHookContract.class,
              () -> {
                Table table = new Table();
                return new StopperHost(table, hook.apply(table.rows));
              })
          .failed();
    }
  }

  record Row(long id, String owner, String name, String text, String mark) {
    Row marked(String newMark) {
      return new Row(id, owner, name, text, newMark);
    }
  }

  /** A host with one table. */
  private static final class Table {

    private final Map<Long, Row> rows = new TreeMap<>();
    private int people;
    private long lastKey;

    DataSubject plant(String canary, int records) {
      DataSubject person = Subjects.person("account-of-" + ++people);
      add(person, canary, records);
      return person;
    }

    void add(DataSubject person, String canary, int records) {
      for (int i = 0; i < records; i++) {
        long id = ++lastKey;
        rows.put(
            id, new Row(id, Subjects.accountOf(person), canary + " name", canary + " text", ""));
      }
    }

    List<String> snapshot() {
      List<String> lines = new ArrayList<>();
      rows.values().forEach(row -> lines.add(row.toString()));
      return lines;
    }
  }

  private static Declaration declaration(DataSubjectRight right) {
    Declaration.Builder builder =
        Declaration.of("notes", "Notes", new PersonalDataCategory("notes", "Notes"))
            .text("What you noted.")
            .field("name", "Its name")
            .field("text", "Its text")
            .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT)
            .legalBases(LegalBasis.LEGITIMATE_INTERESTS)
            .retention("Until you delete them")
            .byHook("It is done.", right);
    for (DataSubjectRight other : DataSubjectRight.values()) {
      if (other != right) {
        builder.notApplicable("It is a test.", other);
      }
    }
    return builder.build();
  }

  /** What the hooks below share: the rows, and whose they are. */
  private abstract static class RowHook implements DataHook {

    final Map<Long, Row> rows;
    private final DataSubjectRight right;

    RowHook(DataSubjectRight right, Map<Long, Row> rows) {
      this.right = right;
      this.rows = rows;
    }

    @Override
    public Declaration declaration() {
      return MandateHookContractsTest.declaration(right);
    }

    @Override
    public Findings locate(Scope scope) {
      return Findings.nothing();
    }

    boolean isOf(DataSubject subject, Row row) {
      return subject.hasAccount(row.owner());
    }
  }

  /** Rectifies as it should, in steps that can be done wrong. */
  private static class Editor extends RowHook implements RectificationHook {

    Editor(Map<Long, Row> rows) {
      super(DataSubjectRight.RECTIFICATION, rows);
    }

    @Override
    public long rectify(Mandate mandate, Map<String, String> corrections) {
      check(corrections);
      long changed = 0;
      for (Row row : List.copyOf(rows.values())) {
        Row corrected = changed(row, corrections);
        if (isOf(mandate.subject(), row) && !corrected.equals(row)) {
          rows.put(row.id(), corrected);
          changed++;
        }
      }
      return changed;
    }

    void check(Map<String, String> corrections) {
      if (!Set.of("name", "text").containsAll(corrections.keySet())) {
        throw new IllegalArgumentException("An unknown field");
      }
    }

    Row changed(Row row, Map<String, String> corrections) {
      return new Row(
          row.id(),
          row.owner(),
          corrections.getOrDefault("name", row.name()),
          corrections.getOrDefault("text", row.text()),
          row.mark());
    }
  }

  /** Restricts as it should, in steps that can be done wrong. */
  private static class Marker extends RowHook implements RestrictionHook {

    Marker(Map<Long, Row> rows) {
      super(DataSubjectRight.RESTRICTION, rows);
    }

    @Override
    public long restrict(Mandate mandate) {
      return mark(mandate, "restricted");
    }

    @Override
    public long lift(Mandate mandate) {
      return mark(mandate, "");
    }

    long mark(Mandate mandate, String mark) {
      long changed = 0;
      for (Row row : List.copyOf(rows.values())) {
        if (isOf(mandate.subject(), row) && !row.mark().equals(mark)) {
          rows.put(row.id(), row.marked(mark));
          changed++;
        }
      }
      return changed;
    }
  }

  /** Stops processing as it should, in steps that can be done wrong. */
  private static class Stopper extends RowHook implements ObjectionHook {

    Stopper(Map<Long, Row> rows) {
      super(DataSubjectRight.OBJECTION, rows);
    }

    @Override
    public long stopProcessing(Mandate mandate) {
      long changed = 0;
      for (Row row : List.copyOf(rows.values())) {
        if (isOf(mandate.subject(), row) && row.mark().isEmpty()) {
          rows.put(row.id(), row.marked("objected"));
          changed++;
        }
      }
      return changed;
    }
  }

  private record EditorHost(Table table, Editor hook) implements RectificationHookContract {
    @Override
    public DataSubject plant(String canary, int records) {
      return table.plant(canary, records);
    }

    @Override
    public Map<String, String> corrections(String canary) {
      return Map.of("name", canary);
    }

    @Override
    public Map<String, String> stored(DataSubject subject) {
      Map<String, String> fields = new TreeMap<>();
      for (Row row : table.rows.values()) {
        if (subject.hasAccount(row.owner())) {
          fields.put("name", row.name());
          fields.put("text", row.text());
        }
      }
      return fields;
    }
  }

  private record MarkerHost(Table table, Marker hook) implements RestrictionHookContract {
    @Override
    public DataSubject plant(String canary, int records) {
      return table.plant(canary, records);
    }

    @Override
    public void plantMore(DataSubject subject, String canary, int records) {
      table.add(subject, canary, records);
    }

    @Override
    public List<String> snapshot() {
      return table.snapshot();
    }
  }

  private record StopperHost(Table table, Stopper hook) implements ObjectionHookContract {
    @Override
    public DataSubject plant(String canary, int records) {
      return table.plant(canary, records);
    }

    @Override
    public List<String> snapshot() {
      return table.snapshot();
    }
  }
}
