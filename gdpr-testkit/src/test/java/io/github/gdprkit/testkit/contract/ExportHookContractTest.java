package io.github.gdprkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ExportHook;
import io.github.gdprkit.hook.ExportSlice;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.DataSubjectRight;
import io.github.gdprkit.testkit.fixture.Declarations;
import io.github.gdprkit.testkit.fixture.FixtureChat;
import io.github.gdprkit.testkit.fixture.Subjects;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A contract is worth what it refuses: each of these hooks is wrong in one way that hosts are. */
class ExportHookContractTest {

  @Test
  void letsAHookThatKeepsItsPromisesThrough() {
    assertThat(failuresOf(Rows::new)).isEmpty();
  }

  @Test
  void refusesAHookThatGivesOutEveryone() {
    Function<List<Row>, Rows> everyone =
        rows ->
            new Rows(rows) {
              @Override
              List<Row> of(Scope scope) {
                return rows;
              }
            };

    assertThat(failuresOf(everyone))
        .contains(
            "findsNothingOfAStranger",
            "exportsAllOfThePersonAndNothingOfAnother",
            "countsWhatItExports");
  }

  @Test
  void refusesAHookThatCountsOnePersonAndGivesOutEveryone() {
    Function<List<Row>, Rows> everyone =
        rows ->
            new Rows(rows) {
              @Override
              List<Row> page(ExportSlice slice) {
                return behind(rows, slice);
              }
            };

    assertThat(failuresOf(everyone))
        .contains("findsNothingOfAStranger", "exportsAllOfThePersonAndNothingOfAnother");
  }

  @Test
  void refusesAHookThatGivesOutNothing() {
    Function<List<Row>, Rows> nothing =
        rows ->
            new Rows(rows) {
              @Override
              public Page export(ExportSlice slice, RecordSink sink) {
                return Page.last();
              }
            };

    assertThat(failuresOf(nothing))
        .contains("exportsAllOfThePersonAndNothingOfAnother")
        .doesNotContain("findsNothingOfAStranger");
  }

  @Test
  void refusesAHookThatSkipsARecordBetweenPages() {
    Function<List<Row>, Rows> skipping =
        rows ->
            new Rows(rows) {
              @Override
              String cursorBehind(Row row) {
                return Long.toString(row.id() + 1);
              }
            };

    assertThat(failuresOf(skipping))
        .contains("givesTheSameRecordsOnPagesOfOneAsOnOnePage")
        .doesNotContain("exportsAllOfThePersonAndNothingOfAnother");
  }

  @Test
  void refusesAHookThatRepeatsARecordOnTheNextPage() {
    Function<List<Row>, Rows> repeating =
        rows ->
            new Rows(rows) {
              @Override
              List<Row> page(ExportSlice slice) {
                return after(slice) == 0
                    ? super.page(slice)
                    : behind(of(slice.scope()), slice.next(Long.toString(after(slice) - 1)));
              }
            };

    assertThat(failuresOf(repeating)).contains("givesTheSameRecordsOnPagesOfOneAsOnOnePage");
  }

  @Test
  void refusesAHookThatIgnoresTheBound() {
    Function<List<Row>, Rows> unbounded =
        rows ->
            new Rows(rows) {
              @Override
              long upTo(ExportSlice slice) {
                return Long.MAX_VALUE;
              }
            };

    assertThat(failuresOf(unbounded)).containsExactly("givesNothingThatCameAfterItCounted");
  }

  @Test
  void refusesAHookThatCountsAnOffsetFromTheNewestRecord() {
    Function<List<Row>, Rows> offset =
        rows ->
            new Rows(rows) {
              @Override
              public Page export(ExportSlice slice, RecordSink sink) {
                List<Row> newestFirst = new ArrayList<>(of(slice.scope()));
                Collections.reverse(newestFirst);
                for (int i = (int) after(slice); i < newestFirst.size(); i++) {
                  write(newestFirst.get(i), sink);
                  if (sink.pageIsFull()) {
                    return Page.after(Integer.toString(i + 1));
                  }
                }
                return Page.last();
              }
            };

    assertThat(failuresOf(offset)).containsExactly("givesNothingThatCameAfterItCounted");
  }

  @Test
  void refusesAHookThatKeepsItsPlaceInItself() {
    Function<List<Row>, Rows> stateful =
        rows ->
            new Rows(rows) {
              private long place;

              @Override
              long after(ExportSlice slice) {
                return slice.after() == null ? 0 : place;
              }

              @Override
              String cursorBehind(Row row) {
                place = row.id();
                return super.cursorBehind(row);
              }
            };

    assertThat(failuresOf(stateful)).contains("goesOnFromAnyPage");
  }

  @Test
  void refusesAHookThatCountsMoreThanItGives() {
    Function<List<Row>, Rows> boasting =
        rows ->
            new Rows(rows) {
              @Override
              public Findings locate(Scope scope) {
                Findings findings = super.locate(scope);
                return new Findings(findings.records() + 1, 0, findings.upTo());
              }
            };

    assertThat(failuresOf(boasting)).contains("countsWhatItExports");
  }

  @Test
  void refusesAHookThatWritesAFieldItDoesNotDeclare() {
    Function<List<Row>, Rows> undeclared =
        rows ->
            new Rows(rows) {
              @Override
              void write(Row row, RecordSink sink) {
                sink.record(Relation.AUTHOR).text("text", row.text()).text("more", "").end();
              }
            };

    assertThat(failuresOf(undeclared)).contains("exportsAllOfThePersonAndNothingOfAnother");
  }

  @Test
  void refusesAHookThatNamesThePersonInItsFindings() {
    Function<List<Row>, Rows> talkative =
        rows ->
            new Rows(rows) {
              @Override
              public Declaration declaration() {
                Declaration declaration = super.declaration();
                String whose = rows.isEmpty() ? "" : rows.get(0).text();
                return new Declaration(
                    declaration.id(),
                    declaration.title() + whose,
                    declaration.text(),
                    declaration.category(),
                    declaration.holdsNothing(),
                    declaration.fields(),
                    declaration.relations(),
                    declaration.sources(),
                    declaration.legalBases(),
                    declaration.recipients(),
                    declaration.retention(),
                    declaration.stores(),
                    declaration.columns(),
                    declaration.erasure(),
                    declaration.stage(),
                    declaration.dispositions());
              }
            };

    assertThat(failuresOf(talkative)).contains("keepsThePersonOutOfTexts");
  }

  @Test
  void reportsTheBoundAsSkippedWhenNothingMoreCanBePlanted() {
    Host host = new Host(Rows::new);
    ExportHookContract contract =
        new ExportHookContract() {
          @Override
          public ExportHook hook() {
            return host.hook();
          }

          @Override
          public DataSubject plant(String canary, int records) {
            return host.plant(canary, records);
          }
        };

    assertThatThrownBy(contract::givesNothingThatCameAfterItCounted)
        .satisfies(e -> assertThat(e.getClass().getSimpleName()).isEqualTo("TestAbortedException"))
        .hasMessageContaining("plantMore");
  }

  /** Runs the whole contract as JUnit would, each test with a host of its own. */
  private static Set<String> failuresOf(Function<List<Row>, Rows> hook) {
    Set<String> failures = new TreeSet<>();
    int tests = 0;
    for (Method test : ExportHookContract.class.getMethods()) {
      if (test.isAnnotationPresent(Test.class)) {
        tests++;
        try {
          test.invoke(new Host(hook));
        } catch (InvocationTargetException e) {
          assertThat(e.getCause()).as(test.getName()).isInstanceOf(AssertionError.class);
          failures.add(test.getName());
        } catch (IllegalAccessException e) {
          throw new AssertionError(e);
        }
      }
    }
    assertThat(tests).isGreaterThan(7);
    return failures;
  }

  record Row(long id, String owner, String text) {}

  /** A host with one table. */
  private static class Host implements ExportHookContract {

    private final List<Row> rows = new ArrayList<>();
    private final Function<List<Row>, Rows> hook;
    private int people;

    Host(Function<List<Row>, Rows> hook) {
      this.hook = hook;
    }

    @Override
    public ExportHook hook() {
      return hook.apply(rows);
    }

    @Override
    public DataSubject plant(String canary, int records) {
      DataSubject person = Subjects.person("account-of-" + ++people);
      add(person, canary, records);
      return person;
    }

    @Override
    public void plantMore(DataSubject subject, String canary, int records) {
      add(subject, canary, records);
    }

    private void add(DataSubject person, String canary, int records) {
      for (int i = 0; i < records; i++) {
        long id = rows.size() + 1L;
        rows.add(new Row(id, Subjects.accountOf(person), canary + " text " + id));
      }
    }
  }

  /** A hook that keeps its promises, in steps that can be done wrong. */
  private static class Rows implements ExportHook {

    private final List<Row> rows;

    Rows(List<Row> rows) {
      this.rows = rows;
    }

    @Override
    public Declaration declaration() {
      return Declarations.narrowedTo(
          new FixtureChat().messagesSent().declaration(),
          DataSubjectRight.ACCESS,
          DataSubjectRight.PORTABILITY);
    }

    @Override
    public Findings locate(Scope scope) {
      return Findings.of(of(scope).size()).upTo(Long.toString(rows.size()));
    }

    @Override
    public Page export(ExportSlice slice, RecordSink sink) {
      for (Row row : page(slice)) {
        write(row, sink);
        if (sink.pageIsFull()) {
          return Page.after(cursorBehind(row));
        }
      }
      return Page.last();
    }

    List<Row> of(Scope scope) {
      return rows.stream()
          .filter(
              row ->
                  scope instanceof Scope.OneDataSubject one
                      && one.subject().hasAccount(row.owner()))
          .toList();
    }

    List<Row> page(ExportSlice slice) {
      return behind(of(slice.scope()), slice);
    }

    List<Row> behind(List<Row> some, ExportSlice slice) {
      return some.stream()
          .filter(row -> row.id() > after(slice) && row.id() <= upTo(slice))
          .toList();
    }

    long after(ExportSlice slice) {
      return slice.after() == null ? 0 : Long.parseLong(slice.after());
    }

    long upTo(ExportSlice slice) {
      return Long.parseLong(slice.upTo());
    }

    String cursorBehind(Row row) {
      return Long.toString(row.id());
    }

    void write(Row row, RecordSink sink) {
      sink.record(Relation.AUTHOR).number("id", row.id()).text("text", row.text()).end();
    }
  }
}
