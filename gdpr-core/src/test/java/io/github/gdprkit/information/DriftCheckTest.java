package io.github.gdprkit.information;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.information.DriftFinding.Kind;
import io.github.gdprkit.processing.ActivityId;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.Purpose;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DriftCheckTest {

  private static final Set<String> STORES = Set.of("note", "server.log");

  @Test
  void findsNothingWhereRecordAndSoftwareAgree() {
    assertThatCode(() -> DriftCheck.of(Host.joined()).stores(STORES).check())
        .doesNotThrowAnyException();
  }

  @Test
  void namesAHookWhoseActivityIsGone() {
    JoinedActivities drifted =
        ProcessingActivities.of(Host.ACME, Host.noteTaking().build(), Host.operation().build())
            .without(new ActivityId("operation"))
            .joinedWith(Host.hooks(Host.notes(), Host.log()));

    DriftException thrown =
        catchThrowableOfType(DriftException.class, () -> DriftCheck.of(drifted).check());

    assertThat(thrown)
        .hasMessageContaining("HOOK_WITHOUT_ACTIVITY log")
        .hasMessageContaining("the category log");
    assertThat(thrown.findings()).extracting(DriftFinding::name).containsExactly("log");
  }

  @Test
  void namesAnActivityThatNoHookStoresAnythingFor() {
    JoinedActivities drifted =
        ProcessingActivities.of(Host.ACME, Host.noteTaking().build(), Host.operation().build())
            .joinedWith(Host.hooks(Host.notes()));

    assertThat(kinds(DriftCheck.of(drifted))).containsExactly("ACTIVITY_WITHOUT_HOOK operation");
  }

  @Test
  void doesNotCountAHookThatHoldsNothing() {
    JoinedActivities drifted =
        ProcessingActivities.of(Host.ACME, Host.noteTaking().build(), Host.operation().build())
            .joinedWith(
                HookCatalog.of(
                    Host.hook(Host.notes()),
                    Declaration.holdsNothing("log", "Log", Host.LOG, "There is none.")));

    assertThat(kinds(DriftCheck.of(drifted))).containsExactly("ACTIVITY_WITHOUT_HOOK operation");
  }

  @Test
  void expectsNoHookOfAnActivityThatSaysWhereElseItsDataLies() {
    JoinedActivities onPaper =
        ProcessingActivities.of(
                Host.ACME,
                Host.noteTaking().build(),
                Host.operation().withoutHook("A paper logbook").build())
            .joinedWith(Host.hooks(Host.notes()));

    assertThat(DriftCheck.of(onPaper).findings()).isEmpty();
  }

  @Test
  void doesNotTakeAnActivityOnPaperForTheOneOfAHook() {
    JoinedActivities contradicting =
        ProcessingActivities.of(
                Host.ACME,
                Host.noteTaking().build(),
                Host.operation().withoutHook("A paper logbook").build())
            .joinedWith(Host.hooks(Host.notes(), Host.log()));

    assertThat(kinds(DriftCheck.of(contradicting))).containsExactly("HOOK_WITHOUT_ACTIVITY log");
  }

  @Test
  void namesAHookWhoseLegalBasisNoPurposeHas() {
    JoinedActivities drifted =
        ProcessingActivities.of(Host.ACME, Host.noteTaking().build(), Host.operation().build())
            .joinedWith(Host.hooks(Host.notes().legalBases(LegalBasis.CONSENT), Host.log()));

    assertThat(DriftCheck.of(drifted).findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(Kind.BASIS_WITHOUT_PURPOSE);
              assertThat(finding.name()).isEqualTo("notes");
              assertThat(finding.text()).contains("CONSENT").contains("note-taking");
            });
  }

  @Test
  void acceptsABasisThatTheSecondOfTwoActivitiesHas() {
    JoinedActivities joined =
        ProcessingActivities.of(
                Host.ACME,
                Host.noteTaking().build(),
                Host.operation()
                    .categories(Host.NOTES)
                    .purpose(Purpose.of("To show them to others", LegalBasis.CONSENT))
                    .build())
            .joinedWith(Host.hooks(Host.notes().legalBases(LegalBasis.CONSENT), Host.log()));

    assertThat(DriftCheck.of(joined).findings()).isEmpty();
  }

  @Test
  void namesATableThatNoHookDeclares() {
    assertThat(kinds(check().stores(Set.of("note", "server.log", "bookmark"))))
        .containsExactly("UNDECLARED_STORE bookmark");
  }

  @Test
  void namesADeclaredTableThatIsNotThere() {
    assertThat(kinds(check().stores(Set.of("note")))).containsExactly("MISSING_STORE server.log");
  }

  @Test
  void looksPastWhatIsExcludedWithAReason() {
    DriftCheck check =
        check()
            .stores(Set.of("note", "server.log", "schema_version"))
            .except("schema_version", "Numbers of migrations");

    assertThat(check.findings()).isEmpty();
  }

  @Test
  void namesAnExclusionThatExcludesNothing() {
    assertThat(kinds(check().stores(STORES).except("gone", "It held nothing")))
        .containsExactly("MISSING_STORE gone");
  }

  @Test
  void looksAtNoStoreWhereNobodySaysWhatIsThere() {
    assertThat(check().findings()).isEmpty();
  }

  @Test
  void refusesAnExclusionWithoutAReason() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> check().except("note", " "))
        .withMessageContaining("note");
  }

  @Test
  void listsEverythingAtOnceAndInTheSameOrder() {
    JoinedActivities drifted =
        ProcessingActivities.of(Host.ACME, Host.operation().build())
            .joinedWith(Host.hooks(Host.notes()));
    DriftCheck check = DriftCheck.of(drifted).stores(List.of("z", "note", "a"));

    assertThat(kinds(check))
        .containsExactly(
            "HOOK_WITHOUT_ACTIVITY notes",
            "ACTIVITY_WITHOUT_HOOK operation",
            "UNDECLARED_STORE a",
            "UNDECLARED_STORE z");
  }

  private static DriftCheck check() {
    return DriftCheck.of(Host.joined());
  }

  private static List<String> kinds(DriftCheck check) {
    return check.findings().stream().map(finding -> finding.kind() + " " + finding.name()).toList();
  }
}
