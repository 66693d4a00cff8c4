package io.github.gdprkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ErasureBatch;
import io.github.gdprkit.hook.ErasureHook;
import io.github.gdprkit.hook.ErasureRule;
import io.github.gdprkit.hook.ErasureSlice;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.RetentionGround;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.PersonalDataCategory;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.DataSubjectRight;
import io.github.gdprkit.testkit.fixture.Orders;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A contract is worth what it refuses: each of these hooks is wrong in one way that hosts are. */
@GdprReference(
    article = "17(1)",
    text =
        "The data subject shall have the right to obtain from the controller the erasure of"
            + " personal data concerning him or her without undue delay")
class ErasureHookContractTest {

  private static final ErasureRule.Retention KEPT =
      new ErasureRule.Retention(
          RetentionGround.LEGAL_OBLIGATION_OR_PUBLIC_TASK, "What is kept", "For seven years");

  static List<ErasureRule> rules() {
    return List.of(
        ErasureRule.erase(),
        ErasureRule.anonymise(),
        ErasureRule.placeholder(),
        ErasureRule.erase().except(KEPT),
        ErasureRule.anonymise().except(KEPT));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void letsAHookThatKeepsItsPromisesThrough(ErasureRule rule) {
    ContractResults results =
        ContractResults.of(
            ErasureHookContract.class, () -> new Host(rows -> new Eraser(rows, rule)));

    assertThat(results.failed()).isEmpty();
    assertThat(results.skipped()).isEmpty();
  }

  @Test
  void refusesAHookThatWipesEverybody() {
    assertThat(
            failuresOf(
                rows ->
                    new Eraser(rows) {
                      @Override
                      boolean isOf(Scope scope, Row row) {
                        return true;
                      }
                    }))
        .contains("doesNotTouchAnybodyElse", "isQuietAboutAStranger", "countsWhatItErases");
  }

  @Test
  void refusesAHookThatCountsOnePersonAndWipesEverybody() {
    assertThat(
            failuresOf(
                rows ->
                    new Eraser(rows) {
                      @Override
                      public ErasureBatch erase(ErasureSlice slice) {
                        ErasureBatch batch = super.erase(slice);
                        if (batch.page().isLast()) {
                          rows.clear();
                        }
                        return batch;
                      }
                    }))
        .contains("doesNotTouchAnybodyElse", "isQuietAboutAStranger");
  }

  @Test
  void refusesAHookThatErasesNothing() {
    assertThat(
            failuresOf(
                rows ->
                    new Eraser(rows) {
                      @Override
                      public ErasureBatch erase(ErasureSlice slice) {
                        return ErasureBatch.last(0);
                      }
                    }))
        .contains("leavesNothingOfThePerson", "erasesTheSameInBatchesOfAnySize")
        .doesNotContain("doesNotTouchAnybodyElse");
  }

  @Test
  void refusesAHookThatSaysThatItErasedAndDidNot() {
    assertThat(
            failuresOf(
                rows ->
                    new Eraser(rows) {
                      @Override
                      void erase(Row row, ErasureSlice slice) {}

                      @Override
                      public long remaining(Scope scope) {
                        return 0;
                      }
                    }))
        .contains("leavesNothingOfThePerson", "tellsWhatRemains", "isQuietWhenItErasesAgain");
  }

  @Test
  void refusesAHookThatEmptiesRowsAlthoughItDeclaresThatItDeletesThem() {
    assertThat(
            failuresOf(
                rows ->
                    new Eraser(rows) {
                      @Override
                      void erase(Row row, ErasureSlice slice) {
                        rows.put(row.id(), new Row(row.id(), "", ""));
                      }
                    }))
        .containsExactly("leavesNothingOfThePerson");
  }

  @Test
  void refusesAHookThatDeletesRowsAlthoughItDeclaresThatTheyStay() {
    assertThat(
            failuresOf(
                rows ->
                    new Eraser(rows, ErasureRule.placeholder()) {
                      @Override
                      void erase(Row row, ErasureSlice slice) {
                        rows.remove(row.id());
                      }
                    }))
        .contains("leavesNothingOfThePerson");
  }

  @Test
  void refusesAHookThatLeavesTheNameOnWhatItSaysIsNobodys() {
    assertThat(
            failuresOf(
                rows ->
                    new Eraser(rows, ErasureRule.anonymise()) {
                      @Override
                      void erase(Row row, ErasureSlice slice) {
                        rows.put(
                            row.id(),
                            new Row(row.id(), slice.tombstone() + " was " + row.owner(), "-"));
                      }
                    }))
        .contains("leavesNothingOfThePerson");
    assertThat(
            failuresOf(
                rows ->
                    new Eraser(rows, ErasureRule.anonymise()) {
                      @Override
                      void erase(Row row, ErasureSlice slice) {
                        rows.put(
                            row.id(),
                            new Row(
                                row.id(),
                                slice.tombstone().value(),
                                row.text() + " by " + row.owner()));
                      }
                    }))
        .contains("leavesNothingOfThePerson");
  }

  @Test
  void refusesAHookThatThrowsWhenThereIsNothingLeft() {
    assertThat(
            failuresOf(
                rows ->
                    new Eraser(rows) {
                      @Override
                      public ErasureBatch erase(ErasureSlice slice) {
                        if (remaining(slice.scope()) == 0) {
                          throw new IllegalStateException("No such person");
                        }
                        return super.erase(slice);
                      }
                    }))
        .contains("isQuietWhenItErasesAgain", "isQuietAboutAStranger", "toleratesEachBatchTwice")
        .doesNotContain("leavesNothingOfThePerson");
  }

  @Test
  void refusesAHookThatNeverEnds() {
    assertThat(
            failuresOf(
                rows ->
                    new Eraser(rows) {
                      @Override
                      public ErasureBatch erase(ErasureSlice slice) {
                        ErasureBatch batch = super.erase(slice);
                        return batch.page().isLast()
                            ? ErasureBatch.more(batch.erased(), "x" + slice.after())
                            : batch;
                      }
                    }))
        .contains("leavesNothingOfThePerson", "erasesTheSameInBatchesOfAnySize");
  }

  @Test
  void refusesAHookThatGoesRound() {
    assertThat(
            failuresOf(
                rows ->
                    new Eraser(rows) {
                      @Override
                      String cursorBehind(Row row) {
                        return "0";
                      }
                    }))
        .contains("erasesTheSameInBatchesOfAnySize")
        .doesNotContain("leavesNothingOfThePerson");
  }

  @Test
  void refusesAHookThatLeavesOneRowBehindAtEachBorder() {
    assertThat(
            failuresOf(
                rows ->
                    new Eraser(rows) {
                      @Override
                      String cursorBehind(Row row) {
                        return Long.toString(row.id() + 1);
                      }
                    }))
        .contains("erasesTheSameInBatchesOfAnySize", "tellsWhatRemains")
        .doesNotContain("leavesNothingOfThePerson");
  }

  @Test
  void refusesAHookThatCountsAnOffset() {
    assertThat(
            failuresOf(
                rows ->
                    new Eraser(rows, ErasureRule.erase()) {
                      @Override
                      public ErasureBatch erase(ErasureSlice slice) {
                        int offset = slice.after() == null ? 0 : Integer.parseInt(slice.after());
                        List<Row> page =
                            rows.values().stream()
                                .filter(row -> isOf(slice.scope(), row))
                                .skip(offset)
                                .limit(slice.maxRecords())
                                .toList();
                        page.forEach(row -> erase(row, slice));
                        return page.isEmpty()
                            ? ErasureBatch.last(0)
                            : ErasureBatch.more(
                                page.size(), Integer.toString(offset + page.size()));
                      }
                    }))
        .contains("erasesTheSameInBatchesOfAnySize", "leavesNothingWhenRowsGoMeanwhile");
  }

  @Test
  void refusesAHookThatGoesFromTheNewestRowBackwards() {
    assertThat(
            failuresOf(
                rows ->
                    new Eraser(rows) {
                      @Override
                      public ErasureBatch erase(ErasureSlice slice) {
                        long before =
                            slice.after() == null ? Long.MAX_VALUE : Long.parseLong(slice.after());
                        List<Row> page =
                            rows.values().stream()
                                .filter(row -> isOf(slice.scope(), row) && row.id() < before)
                                .sorted(
                                    Collections.reverseOrder((a, b) -> a.id() < b.id() ? -1 : 1))
                                .limit(slice.maxRecords())
                                .toList();
                        page.forEach(row -> erase(row, slice));
                        return page.size() < slice.maxRecords()
                            ? ErasureBatch.last(page.size())
                            : ErasureBatch.more(
                                page.size(), Long.toString(page.get(page.size() - 1).id()));
                      }
                    }))
        .containsExactly("erasesWhatComesMeanwhile");
  }

  @Test
  void refusesAHookThatTakesMoreThanABatch() {
    assertThat(
            failuresOf(
                rows ->
                    new Eraser(rows) {
                      @Override
                      int limit(ErasureSlice slice) {
                        return 2 * slice.maxRecords();
                      }
                    }))
        .contains("erasesTheSameInBatchesOfAnySize");
  }

  @Test
  void refusesAHookThatCountsWhatIsGone() {
    assertThat(
            failuresOf(
                rows ->
                    new Eraser(rows) {
                      private final Map<String, ErasureBatch> answers = new TreeMap<>();

                      @Override
                      public ErasureBatch erase(ErasureSlice slice) {
                        return answers.computeIfAbsent(
                            slice.scope().hashCode() + " " + slice.after(),
                            key -> super.erase(slice));
                      }
                    }))
        .contains("toleratesEachBatchTwice", "isQuietWhenItErasesAgain");
  }

  @Test
  void refusesAHookThatSaysThatNothingRemains() {
    assertThat(
            failuresOf(
                rows ->
                    new Eraser(rows) {
                      @Override
                      public long remaining(Scope scope) {
                        return 0;
                      }
                    }))
        .containsExactlyInAnyOrder(
            "tellsWhatRemains",
            "seesWhatCameBack",
            "leavesNobodyAtTheEndOfTheService",
            "isQuietWhenItErasesEveryoneAgain",
            "doesNotTouchAnotherController");
  }

  @Test
  void refusesAHookThatRemembersInsteadOfLooking() {
    assertThat(
            failuresOf(
                rows ->
                    new Eraser(rows) {
                      private boolean isDone;

                      @Override
                      public ErasureBatch erase(ErasureSlice slice) {
                        ErasureBatch batch = super.erase(slice);
                        isDone = batch.page().isLast();
                        return batch;
                      }

                      @Override
                      public long remaining(Scope scope) {
                        return isDone ? 0 : super.remaining(scope);
                      }
                    }))
        .containsExactly("seesWhatCameBack");
  }

  @Test
  void refusesAHookThatSaysThatSomethingRemains() {
    assertThat(
            failuresOf(
                rows ->
                    new Eraser(rows) {
                      @Override
                      public long remaining(Scope scope) {
                        return Math.max(1, super.remaining(scope));
                      }
                    }))
        .contains("leavesNothingOfThePerson", "tellsWhatRemains", "isQuietAboutAStranger");
  }

  @Test
  void refusesAHookThatLocatesOtherThanItErases() {
    assertThat(
            failuresOf(
                rows ->
                    new Eraser(rows) {
                      @Override
                      public Findings locate(Scope scope) {
                        return Findings.of(2 * super.locate(scope).records());
                      }
                    }))
        .containsExactly("countsWhatItErases");
  }

  @Test
  @GdprReference(
      article = "17(3)",
      text = "Paragraphs 1 and 2 shall not apply to the extent that processing is necessary")
  void refusesAHookThatErasesWhatTheRuleKeeps() {
    assertThat(
            failuresOf(
                rows ->
                    new Eraser(rows, ErasureRule.erase().except(KEPT)) {
                      @Override
                      boolean isKept(Row row) {
                        return false;
                      }
                    }))
        .containsExactly("keepsAndReportsWhatTheRuleRetains");
  }

  @Test
  void refusesAHookThatKeepsSilently() {
    assertThat(
            failuresOf(
                rows ->
                    new Eraser(rows, ErasureRule.erase().except(KEPT)) {
                      @Override
                      public ErasureBatch erase(ErasureSlice slice) {
                        return super.erase(slice).retaining(0);
                      }
                    }))
        .containsExactly("keepsAndReportsWhatTheRuleRetains");
  }

  @Test
  void refusesAHookThatReportsKeepingWithoutARule() {
    assertThat(
            failuresOf(
                rows ->
                    new Eraser(rows) {
                      @Override
                      public ErasureBatch erase(ErasureSlice slice) {
                        return super.erase(slice).retaining(1);
                      }
                    }))
        .contains("keepsAndReportsWhatTheRuleRetains");
  }

  @Test
  @GdprReference(
      article = "28(3)(g)",
      text =
          "at the choice of the controller, deletes or returns all the personal data to the"
              + " controller after the end of the provision of services relating to processing")
  void refusesAHookThatKnowsOnlyOnePersonAtATime() {
    assertThat(
            failuresOf(
                rows ->
                    new Eraser(rows) {
                      @Override
                      boolean isOf(Scope scope, Row row) {
                        return scope instanceof Scope.OneDataSubject && super.isOf(scope, row);
                      }
                    }))
        .containsExactlyInAnyOrder(
            "leavesNobodyAtTheEndOfTheService", "erasesEveryoneToTheEndAfterARunThatDied");
  }

  @Test
  void refusesASnapshotThatShowsNothing() {
    assertThat(
            ContractResults.of(
                    ErasureHookContract.class,
                    () ->
                        new Host(Eraser::new) {
                          @Override
                          public List<String> snapshot() {
                            return List.of();
                          }
                        })
                .failed())
        .contains("leavesNothingOfThePerson");
  }

  @Test
  void refusesAHookThatLeavesPlaceholdersAtTheEndOfTheService() {
    assertThat(
            failuresOf(
                rows ->
                    new Eraser(rows, ErasureRule.placeholder()) {
                      @Override
                      void eraseOfEveryone(Row row, ErasureSlice slice) {
                        erase(row, slice);
                      }
                    }))
        .contains("leavesNobodyAtTheEndOfTheService");
  }

  @Test
  void refusesAHookThatErasesAnotherControllersRowsToo() {
    assertThat(
            failuresOf(
                rows ->
                    new Eraser(rows) {
                      @Override
                      boolean isOf(Scope scope, Row row) {
                        return scope instanceof Scope.Everyone || super.isOf(scope, row);
                      }
                    }))
        .containsExactly("doesNotTouchAnotherController");
  }

  @Test
  void refusesAHookThatErasesEveryoneOnlyOnce() {
    assertThat(
            failuresOf(
                rows ->
                    new Eraser(rows) {
                      private boolean isDone;

                      @Override
                      public ErasureBatch erase(ErasureSlice slice) {
                        boolean isEveryone = slice.scope() instanceof Scope.Everyone;
                        if (isEveryone && isDone && slice.after() == null) {
                          throw new IllegalStateException("The service has ended");
                        }
                        isDone = isEveryone;
                        return super.erase(slice);
                      }
                    }))
        .contains("isQuietWhenItErasesEveryoneAgain");
  }

  @Test
  void refusesAHookThatDoesNotDeclareItsRule() {
    assertThat(failuresOf(rows -> new Eraser(rows, notes(null))))
        .contains("declaresHowItErases", "isAcceptedByTheCatalog");
  }

  @Test
  void reportsAsSkippedWhatTheImplementorCannotDo() {
    ContractResults results = ContractResults.of(ErasureHookContract.class, BareHost::new);

    assertThat(results.failed()).isEmpty();
    assertThat(results.skipped())
        .containsExactlyInAnyOrder(
            "erasesWhatComesMeanwhile",
            "leavesNothingWhenRowsGoMeanwhile",
            "seesWhatCameBack",
            "keepsAndReportsWhatTheRuleRetains",
            "leavesNobodyAtTheEndOfTheService",
            "isQuietWhenItErasesEveryoneAgain",
            "erasesEveryoneToTheEndAfterARunThatDied",
            "doesNotTouchAnotherController");
  }

  private static Set<String> failuresOf(Function<Map<Long, Row>, Eraser> hook) {
    return ContractResults.of(ErasureHookContract.class, () -> new Host(hook)).failed();
  }

  private static Declaration notes(ErasureRule rule) {
    Declaration.Builder builder =
        Declaration.of("notes", "Notes", new PersonalDataCategory("notes", "Notes"))
            .text("What you noted.")
            .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT)
            .legalBases(LegalBasis.CONTRACT)
            .retention("Until you delete them")
            .notApplicable(
                "It is a test.",
                DataSubjectRight.ACCESS,
                DataSubjectRight.PORTABILITY,
                DataSubjectRight.RECTIFICATION,
                DataSubjectRight.RESTRICTION,
                DataSubjectRight.OBJECTION,
                DataSubjectRight.HUMAN_REVIEW);
    return rule == null
        ? builder.byHook("They are erased.", DataSubjectRight.ERASURE).build()
        : builder.erasedByHook(rule, "They are erased.").build();
  }

  /** Before the owners of rows of another controller. */
  private static final String ELSEWHERE = "elsewhere/";

  record Row(long id, String owner, String text) {}

  /** A host with one table, that implements no more than it has to. */
  private static final class BareHost implements ErasureHookContract {

    private final Host host = new Host(rows -> new Eraser(rows, ErasureRule.erase().except(KEPT)));

    @Override
    public ErasureHook hook() {
      return host.hook();
    }

    @Override
    public DataSubject plant(String canary, int records) {
      return host.plant(canary, records);
    }

    @Override
    public List<String> snapshot() {
      return host.snapshot();
    }
  }

  /** A host with one table. */
  private static class Host implements ErasureHookContract {

    private final Map<Long, Row> rows = new TreeMap<>();
    private final Eraser hook;
    private int people;
    private long lastKey;

    Host(Function<Map<Long, Row>, Eraser> hook) {
      this.hook = hook.apply(rows);
    }

    @Override
    public ErasureHook hook() {
      return hook;
    }

    @Override
    public DataSubject plant(String canary, int records) {
      DataSubject person = Subjects.person("account-of-" + ++people);
      plantMore(person, canary, records);
      return person;
    }

    @Override
    public void plantMore(DataSubject subject, String canary, int records) {
      for (int i = 0; i < records; i++) {
        long id = ++lastKey;
        rows.put(id, new Row(id, Subjects.accountOf(subject), canary + " text " + id));
      }
    }

    @Override
    public void deleteOne(DataSubject subject) {
      rows.values().stream()
          .filter(row -> row.owner().equals(Subjects.accountOf(subject)))
          .findFirst()
          .ifPresent(row -> rows.remove(row.id()));
    }

    @Override
    public void plantRetained(DataSubject subject, String canary, int records) {
      plantMore(subject, "to be kept: " + canary, records);
    }

    @Override
    public Scope everyone() {
      return Scope.everyoneOf(Orders.CONTROLLER);
    }

    @Override
    public void plantForAnotherController(String canary, int records) {
      for (int i = 0; i < records; i++) {
        long id = ++lastKey;
        rows.put(id, new Row(id, ELSEWHERE + "account-of-1", canary + " text " + id));
      }
    }

    @Override
    public List<String> snapshot() {
      List<String> lines = new ArrayList<>();
      for (Row row : rows.values()) {
        lines.add(row.toString());
      }
      return lines;
    }
  }

  /** A hook that keeps its promises, in steps that can be done wrong. */
  private static class Eraser implements ErasureHook {

    final Map<Long, Row> rows;
    private final Declaration declaration;

    Eraser(Map<Long, Row> rows) {
      this(rows, ErasureRule.erase());
    }

    Eraser(Map<Long, Row> rows, ErasureRule rule) {
      this(rows, notes(rule));
    }

    Eraser(Map<Long, Row> rows, Declaration declaration) {
      this.rows = rows;
      this.declaration = declaration;
    }

    @Override
    public Declaration declaration() {
      return declaration;
    }

    @Override
    public Findings locate(Scope scope) {
      return Findings.of(rows.values().stream().filter(row -> isOf(scope, row)).count());
    }

    @Override
    public ErasureBatch erase(ErasureSlice slice) {
      long after = slice.after() == null ? 0 : Long.parseLong(slice.after());
      List<Row> page =
          rows.values().stream()
              .filter(row -> isOf(slice.scope(), row) && row.id() > after)
              .limit(limit(slice))
              .toList();
      long kept = 0;
      for (Row row : page) {
        if (isKept(row)) {
          kept++;
        } else if (slice.scope() instanceof Scope.Everyone) {
          eraseOfEveryone(row, slice);
        } else {
          erase(row, slice);
        }
      }
      ErasureBatch batch =
          page.size() < limit(slice)
              ? ErasureBatch.last(page.size() - kept)
              : ErasureBatch.more(page.size() - kept, cursorBehind(page.get(page.size() - 1)));
      return batch.retaining(kept);
    }

    @Override
    public long remaining(Scope scope) {
      return rows.values().stream().filter(row -> isOf(scope, row) && !isKept(row)).count();
    }

    boolean isOf(Scope scope, Row row) {
      return scope instanceof Scope.OneDataSubject one
          ? one.subject().hasAccount(row.owner())
          : !row.owner().startsWith(ELSEWHERE);
    }

    boolean isKept(Row row) {
      ErasureRule rule = declaration.erasure();
      return rule != null && rule.retention() != null && row.text().startsWith("to be kept");
    }

    int limit(ErasureSlice slice) {
      return slice.maxRecords();
    }

    String cursorBehind(Row row) {
      return Long.toString(row.id());
    }

    void eraseOfEveryone(Row row, ErasureSlice slice) {
      rows.remove(row.id());
    }

    void erase(Row row, ErasureSlice slice) {
      switch (declaration.erasure() == null
          ? ErasureRule.erase().mode()
          : declaration.erasure().mode()) {
        case ERASE -> rows.remove(row.id());
        case ANONYMISE ->
            rows.put(row.id(), new Row(row.id(), slice.tombstone().value(), row.text()));
        case PLACEHOLDER ->
            rows.put(row.id(), new Row(row.id(), slice.tombstone().value(), "Message removed"));
      }
    }
  }
}
