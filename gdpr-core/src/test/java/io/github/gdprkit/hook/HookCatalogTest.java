package io.github.gdprkit.hook;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.subject.DataSubjectRight;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HookCatalogTest {

  private static final DataSubjectRight[] NOT_EXPORT = {
    DataSubjectRight.RECTIFICATION,
    DataSubjectRight.ERASURE,
    DataSubjectRight.RESTRICTION,
    DataSubjectRight.OBJECTION,
    DataSubjectRight.HUMAN_REVIEW
  };

  @Test
  void takesHooksThatSayEverythingInTheirOrder() {
    ExportHook profile = exporting(sound("profile"));
    DataHook none = nothing("sessions");

    HookCatalog catalog = HookCatalog.of(profile, none);

    assertThat(catalog.hooks()).containsExactly(profile, none);
    assertThat(catalog.find(new HookId("sessions"))).containsSame(none);
    assertThat(catalog.find(new HookId("unknown"))).isEmpty();
  }

  @Test
  void refusesToBeEmpty() {
    assertThat(problems())
        .containsExactly("There is no hook; add one for each kind of personal data that is kept");
  }

  @Test
  void refusesTwoHooksOfOneId() {
    assertThat(problems(exporting(sound("profile")), exporting(sound("profile"))))
        .containsExactly("Two hooks have the id profile; give one another id");
  }

  @ParameterizedTest
  @EnumSource(DataSubjectRight.class)
  void refusesARightThatIsNeitherSupportedNorExplained(DataSubjectRight left) {
    Declaration.Builder declaration = described("profile");
    for (DataSubjectRight right : DataSubjectRight.values()) {
      if (right != left) {
        declaration.byHand("An administrator does it.", right);
      }
    }

    assertThat(problems(notExporting(declaration.build())))
        .containsExactly(
            "Hook profile neither supports nor explains "
                + left
                + "; declare it with "
                + (left == DataSubjectRight.ERASURE ? "erasedByHook, keptOnErasure" : "byHook")
                + ", byHand or notApplicable");
  }

  @ParameterizedTest
  @EnumSource(DataSubjectRight.class)
  void refusesARightThatIsDeclaredAndNotImplemented(DataSubjectRight claimed) {
    Declaration.Builder declaration = described("profile");
    for (DataSubjectRight right : DataSubjectRight.values()) {
      if (right == claimed) {
        declaration.byHook("The hook does it.", right);
      } else {
        declaration.byHand("An administrator does it.", right);
      }
    }

    assertThat(problems(notExporting(declaration.build())))
        .containsExactly(
            "Hook profile declares "
                + claimed
                + " as done by the hook, which does not implement it; implement the capability or"
                + " declare it with byHand");
  }

  @Test
  void refusesPortabilityOfWhatThePersonDidNotProvide() {
    Declaration declaration =
        rights(
                Declaration.of("mentions", "Mentions", ChatCategories.MENTIONS)
                    .text("What others wrote.")
                    .field("text", "Their text")
                    .relations(Relation.MENTIONED)
                    .sources(SourceOfData.OBTAINED_ELSEWHERE)
                    .legalBases(LegalBasis.CONTRACT)
                    .retention("For ever"))
            .build();

    assertThat(problems(exporting(declaration)))
        .singleElement(as(STRING))
        .startsWith("Hook mentions declares PORTABILITY for data that the person did not provide");
  }

  @Test
  void refusesPortabilityOfWhatRestsOnNeitherConsentNorContract() {
    Declaration declaration =
        rights(
                Declaration.of("sessions", "Sessions", ChatCategories.SESSIONS_AND_DEVICES)
                    .text("Where you signed in.")
                    .field("ip", "The address")
                    .relations(Relation.SUBJECT)
                    .sources(SourceOfData.OBSERVED)
                    .legalBases(LegalBasis.LEGITIMATE_INTERESTS)
                    .retention("For ever"))
            .build();

    assertThat(problems(exporting(declaration)))
        .singleElement(as(STRING))
        .contains("neither consent nor contract (Art. 20(1))");
  }

  @Test
  void refusesAnExportThatIsNotDeclared() {
    Declaration declaration =
        described("profile").byHand("An administrator does it.", DataSubjectRight.values()).build();

    assertThat(problems(exporting(declaration)))
        .containsExactly(
            "Hook profile implements ACCESS and yet declares it as not done by the hook; decide which it"
                + " is");
  }

  @Test
  void refusesWhatLeavesTheDataSubjectsQuestionsOpen() {
    Declaration declaration =
        Declaration.of("profile", " ", ChatCategories.PROFILE)
            .byHand("An administrator does it.", DataSubjectRight.values())
            .build();

    assertThat(problems(notExporting(declaration)))
        .containsExactly(
            "Hook profile has no title or no text for people",
            "Hook profile does not say how long the data is kept; add retention(...)",
            "Hook profile does not say what the processing rests on; add legalBases(...)",
            "Hook profile does not say where the data comes from; add sources(...)");
  }

  @Test
  void refusesAnExportWithoutFieldsAndRelations() {
    Declaration declaration = rights(described("profile", builder -> {})).build();

    assertThat(problems(exporting(declaration)))
        .containsExactly(
            "Hook profile does not say how its records relate to a person; add relations(...)",
            "Hook profile exports and declares no fields; add field(...) for each");
  }

  @Test
  void refusesAFieldThatIsDeclaredTwice() {
    Declaration declaration = rights(described("profile").field("name", "Again")).build();

    assertThat(problems(exporting(declaration)))
        .containsExactly("Hook profile declares the field name twice; remove one");
  }

  @Test
  void takesSixtyFourFieldsAndNoMore() {
    Declaration.Builder builder = rights(described("profile"));
    for (int i = 2; i <= Declaration.MAX_FIELDS; i++) {
      builder.field("field" + i, "Field " + i);
    }
    assertThat(HookCatalog.of(exporting(builder.build())).hooks()).hasSize(1);

    Declaration tooMany = builder.field("field65", "Field 65").build();

    assertThat(problems(exporting(tooMany)))
        .containsExactly(
            "Hook profile declares 65 fields and at most 64 are possible; split it into two hooks");
  }

  @Test
  void refusesAHookThatHoldsNothingAndYetExports() {
    Declaration declaration = nothing("profile").declaration();

    assertThat(problems(exporting(declaration)))
        .contains("Hook profile declares to hold nothing and yet exports; decide which it is");
  }

  @Test
  void refusesToLeaveAnExpectedCategoryUnspoken() {
    HookCatalog.Builder builder =
        HookCatalog.builder()
            .add(exporting(sound("profile")))
            .add(List.of(nothing("sessions")))
            .expect(
                List.of(
                    ChatCategories.PROFILE,
                    ChatCategories.SESSIONS_AND_DEVICES,
                    ChatCategories.DRAFTS));

    assertThat(catchThrowableOfType(HookCatalogException.class, builder::build).problems())
        .containsExactly(
            "No hook declares the category drafts; add one, or declare with"
                + " Declaration.holdsNothing why there is none");
  }

  @Test
  void tellsEverythingThatIsWrongAtOnce() {
    Declaration one = rights(described("one").field("name", "Again")).build();
    Declaration two = rights(described("two").field("name", "Again")).build();

    HookCatalogException refused =
        catchThrowableOfType(
            HookCatalogException.class, () -> HookCatalog.of(exporting(one), exporting(two)));

    assertThat(refused.problems()).hasSize(2);
    assertThat(refused).hasMessageContaining("Hook one").hasMessageContaining("Hook two");
  }

  private static List<String> problems(DataHook... hooks) {
    return catchThrowableOfType(HookCatalogException.class, () -> HookCatalog.of(hooks)).problems();
  }

  private static Declaration sound(String id) {
    return rights(described(id)).build();
  }

  private static Declaration.Builder described(String id) {
    return described(id, builder -> builder.field("name", "Name").relations(Relation.SUBJECT));
  }

  private static Declaration.Builder described(String id, Consumer<Declaration.Builder> records) {
    Declaration.Builder builder =
        Declaration.of(id, "Title", ChatCategories.PROFILE)
            .text("Text.")
            .sources(SourceOfData.OBSERVED)
            .legalBases(LegalBasis.CONTRACT)
            .retention("For ever");
    records.accept(builder);
    return builder;
  }

  private static Declaration.Builder rights(Declaration.Builder builder) {
    return builder
        .byHook("It is exported.", DataSubjectRight.ACCESS, DataSubjectRight.PORTABILITY)
        .byHand("An administrator does it.", NOT_EXPORT);
  }

  private static DataHook nothing(String id) {
    return Declaration.holdsNothing(
        id, "Sessions", ChatCategories.SESSIONS_AND_DEVICES, "Nobody signs in.");
  }

  private static DataHook notExporting(Declaration declaration) {
    return new DataHook() {
      @Override
      public Declaration declaration() {
        return declaration;
      }

      @Override
      public Findings locate(Scope scope) {
        return Findings.nothing();
      }
    };
  }

  private static ExportHook exporting(Declaration declaration) {
    return new ExportHook() {
      @Override
      public Declaration declaration() {
        return declaration;
      }

      @Override
      public Findings locate(Scope scope) {
        return Findings.nothing();
      }

      @Override
      public Page export(ExportSlice slice, RecordSink sink) {
        return Page.last();
      }
    };
  }
}
