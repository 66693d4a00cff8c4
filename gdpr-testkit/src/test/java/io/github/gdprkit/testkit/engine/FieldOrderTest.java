package io.github.gdprkit.testkit.engine;

import static io.github.gdprkit.testkit.fixture.Subjects.ANNA;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.fulfilment.ExportOrder;
import io.github.gdprkit.fulfilment.HookFailure;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ExportHook;
import io.github.gdprkit.hook.ExportSlice;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.RecordWriter;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.PersonalDataCategory;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.subject.DataSubjectRight;
import io.github.gdprkit.testkit.fixture.Orders;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sink expects the order of the record before, and must not depend on it. */
class FieldOrderTest {

  private static final String ALL = "abcdefgh";

  private final Engine engine = new Engine();
  private final ExportOrder order = Orders.anExportOf(ANNA);

  @Test
  void takesFieldsInAnyOrderAndUnderAnyInstanceOfTheirName() {
    List<String> records = List.of(ALL, "ah", "HgFedcBa", "D", "bdfh", "hC", "ABCDEFGH", ALL);

    engine.complete(HookCatalog.of(new Letters(records)), order);

    for (char field : ALL.toCharArray()) {
      assertThat(engine.archive().column(new HookId("letters"), String.valueOf(field)))
          .hasSize(
              (int)
                  records.stream()
                      .filter(record -> record.toLowerCase(Locale.ROOT).indexOf(field) >= 0)
                      .count())
          .containsOnly("value of " + field);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"aa", "abcdefgha", "hh", "abcdb", "ahfa", "ABa", "aA", "Aa", "bcBB"})
  void refusesAFieldTwiceInARecordUnderAnyInstanceOfItsName(String record) {
    Letters hook = new Letters(List.of(ALL, ALL.toUpperCase(Locale.ROOT), record));

    List<HookFailure> failures = engine.failures(HookCatalog.of(hook), order);

    assertThat(failures)
        .extracting(HookFailure::kind)
        .containsExactly(HookFailure.Kind.MISUSED_SINK);
    assertThat(failures.get(0).message()).contains("was written twice");
  }

  @Test
  void refusesAFieldThatIsNotDeclaredBehindEveryOther() {
    for (char field : ALL.toCharArray()) {
      List<HookFailure> failures =
          new Engine().failures(HookCatalog.of(new Letters(List.of(ALL, field + "x"))), order);

      assertThat(failures.get(0).message()).contains("the field x is not declared");
    }
  }

  /**
   * Writes records whose fields are letters: a small one is a constant, a capital one is the same
   * name as a string that was just made.
   */
  private record Letters(List<String> records) implements ExportHook {

    private static final Declaration DECLARATION = declare();

    private static Declaration declare() {
      Declaration.Builder builder =
          Declaration.of("letters", "Letters", new PersonalDataCategory("letters", "Letters"))
              .text("Nothing that a person would want to read.")
              .relations(Relation.AUTHOR)
              .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT)
              .legalBases(LegalBasis.CONTRACT)
              .retention("Until the test ends")
              .byHook("They are exported.", DataSubjectRight.ACCESS, DataSubjectRight.PORTABILITY)
              .notApplicable(
                  "It is a test.",
                  DataSubjectRight.RECTIFICATION,
                  DataSubjectRight.ERASURE,
                  DataSubjectRight.RESTRICTION,
                  DataSubjectRight.OBJECTION,
                  DataSubjectRight.HUMAN_REVIEW);
      for (char letter : ALL.toCharArray()) {
        builder.field(String.valueOf(letter).intern(), "The letter " + letter);
      }
      return builder.build();
    }

    @Override
    public Declaration declaration() {
      return DECLARATION;
    }

    @Override
    public Findings locate(Scope scope) {
      return Findings.of(records.size());
    }

    @Override
    public Page export(ExportSlice slice, RecordSink sink) {
      for (String letters : records) {
        RecordWriter writer = sink.record(Relation.AUTHOR);
        for (char letter : letters.toCharArray()) {
          String name = String.valueOf(Character.toLowerCase(letter));
          writer.text(Character.isUpperCase(letter) ? name : name.intern(), "value of " + name);
        }
        writer.end();
      }
      return Page.last();
    }
  }
}
