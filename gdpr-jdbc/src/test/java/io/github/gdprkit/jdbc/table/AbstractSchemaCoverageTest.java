package io.github.gdprkit.jdbc.table;

import static io.github.gdprkit.jdbc.table.Declared.byHand;
import static io.github.gdprkit.jdbc.table.Declared.catalog;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import io.github.gdprkit.hook.DataHook;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.jdbc.table.SchemaFinding.Kind;
import io.github.gdprkit.subject.DataSubjectRight;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What schema coverage says, on each database. */
abstract class AbstractSchemaCoverageTest {

  private static final String[] TABLES = {
    "CREATE TABLE users (id INTEGER PRIMARY KEY, name VARCHAR(64), password_hash VARCHAR(99))",
    "CREATE TABLE posts (id INTEGER PRIMARY KEY, author INTEGER, content VARCHAR(500))",
    "CREATE TABLE schema_migrations (version INTEGER)",
    "CREATE VIEW authors AS SELECT name FROM users",
  };
  private static final DataHook PROFILE =
      byHand(
          "profile",
          hook ->
              hook.storedInColumns("users", "id", "name")
                  .withheld("users", "password_hash", "A secret of the login."));
  private static final DataHook POSTS =
      byHand("posts", hook -> hook.storedInColumns("posts", "id", "author", "content"));
  private static final HookCatalog HOOKS = catalog(PROFILE, POSTS);

  abstract DataSource database();

  @BeforeEach
  void makeTables() throws SQLException {
    execute(TABLES);
  }

  final void execute(String... statements) throws SQLException {
    try (Connection connection = database().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  final SchemaCoverage coverage() {
    return SchemaCoverage.of(database()).excluding("schema_migrations", "Numbers of migrations.");
  }

  static List<String> unclassified(SchemaCoverageReport report) {
    return report.unclassified().stream().map(UnclassifiedColumn::qualifiedName).toList();
  }

  private static List<Kind> kinds(SchemaCoverageReport report) {
    return report.findings().stream().map(SchemaFinding::kind).toList();
  }

  @Test
  void listsEveryColumnThatNobodySpeaksForWithItsType() {
    SchemaCoverageReport report = coverage().check(catalog(PROFILE));

    assertThat(unclassified(report)).containsExactly("posts.id", "posts.author", "posts.content");
    assertThat(report.unclassified().get(2).type()).containsIgnoringCase("char").contains("(500)");
    assertThat(report.unclassified().get(2).advice()).isEqualTo("no hook names the table");
    assertThat(report.isComplete()).isFalse();
    assertThat(report)
        .hasToString(
            "SchemaCoverageReport[Schema coverage of "
                + schema()
                + ": 7 columns in 3 tables; 3 declared by hooks, 1 excluded with a reason, 3"
                + " unclassified]");
  }

  /** How the report calls the schema of {@link #database()}. */
  abstract String schema();

  @Test
  @GdprReference(article = "24(1)", text = "to ensure and to be able to demonstrate")
  void isCompleteOnceEachColumnIsDeclaredOrExcludedAndNoLongerWhenOneIsAdded() throws SQLException {
    SchemaCoverageReport report = coverage().check(HOOKS).requireComplete();

    assertThat(report.declared())
        .containsOnly(
            entry("users.id", Set.of("profile")),
            entry("users.name", Set.of("profile")),
            entry("users.password_hash", Set.of("profile")),
            entry("posts.id", Set.of("posts")),
            entry("posts.author", Set.of("posts")),
            entry("posts.content", Set.of("posts")));
    assertThat(report.excluded())
        .containsOnly(entry("schema_migrations.version", "Numbers of migrations."));
    assertThat(report.findings()).isEmpty();

    execute("ALTER TABLE users ADD COLUMN phone VARCHAR(20)");
    SchemaCoverageReport later = coverage().check(HOOKS);

    assertThat(unclassified(later)).containsExactly("users.phone");
    assertThat(later.unclassified().get(0).advice())
        .isEqualTo(
            "hook profile looks after other columns of the table; give it"
                + " storedInColumns(\"users\", \"phone\") there if it belongs to them");
    assertThatExceptionOfType(SchemaNotCoveredException.class)
        .isThrownBy(later::requireComplete)
        .withMessageContaining("- users.phone (")
        .satisfies(refused -> assertThat(refused.report()).isSameAs(later));
  }

  @Test
  void doesNotTakeTheNameOfATableForItsColumns() {
    DataHook named = byHand("profile", hook -> hook.storedIn("users"));

    SchemaCoverageReport report = coverage().check(catalog(named, POSTS));

    assertThat(unclassified(report))
        .containsExactly("users.id", "users.name", "users.password_hash");
    assertThat(report.unclassified().get(1).advice())
        .isEqualTo(
            "hook profile names the table and none of its columns; if it looks after this one, say"
                + " storedInColumns(\"users\", \"name\")");
  }

  @Test
  void takesColumnsOneByOneForOneReasonAndFromAMap() {
    SchemaCoverage coverage =
        coverage()
            .excludingColumns("posts", "Numbers.", "id", "author")
            .excluding(Map.of("posts.content", "Only test data."));

    assertThat(coverage.check(catalog(PROFILE)).requireComplete().excluded())
        .contains(
            entry("posts.id", "Numbers."),
            entry("posts.author", "Numbers."),
            entry("posts.content", "Only test data."));
  }

  @Test
  void saysWhatIsDeclaredOrExcludedAndNotThere() {
    DataHook wrong =
        byHand(
            "wrong",
            hook ->
                hook.storedIn("server.log")
                    .storedInColumns("users", "nmae")
                    .storedInColumns("user", "id"));

    SchemaCoverageReport report =
        coverage()
            .excluding("temporary", "Gone tomorrow.")
            .excluding("users.nick", "Never used.")
            .check(catalog(PROFILE, POSTS, wrong));

    assertThat(report.unclassified()).isEmpty();
    assertThat(report.isComplete()).isFalse();
    assertThat(report.findings().stream().map(finding -> finding.kind() + " " + finding.name()))
        .containsExactly(
            "MISSING_TABLE user",
            "MISSING_COLUMN users.nmae",
            "STALE_EXCLUSION temporary",
            "STALE_EXCLUSION users.nick");
    assertThatExceptionOfType(SchemaNotCoveredException.class)
        .isThrownBy(report::requireComplete)
        .withMessageContaining(
            "- MISSING_COLUMN users.nmae: hook wrong declares it, and the table has no such column");
  }

  @Test
  void saysWhatIsBothDeclaredAndExcluded() {
    SchemaCoverageReport report =
        coverage()
            .excluding("users", "Looked after elsewhere.")
            .excluding("posts.content", "Public.")
            .check(HOOKS);

    assertThat(report.findings().stream().map(finding -> finding.kind() + " " + finding.name()))
        .containsExactly(
            "DECLARED_AND_EXCLUDED posts.content",
            "DECLARED_AND_EXCLUDED users.id",
            "DECLARED_AND_EXCLUDED users.name",
            "DECLARED_AND_EXCLUDED users.password_hash");
    assertThat(report.isComplete()).isFalse();
  }

  @Test
  @GdprReference(article = "15(3)", text = "a copy of the personal data undergoing processing")
  void pointsAtColumnsThatNobodyGivesOutOrErases() {
    DataHook notGiven =
        Declared.without(
            DataSubjectRight.ACCESS,
            "audit",
            hook ->
                hook.storedInColumns("posts", "id", "author")
                    .withheld("posts", "content", "Written by others."));
    DataHook notErased =
        Declared.without(
            DataSubjectRight.ERASURE,
            "profile",
            hook ->
                hook.storedInColumns("users", "id", "name")
                    .untouched("users", "password_hash", "The row goes with the account."));
    DataHook authors = byHand("authors", hook -> hook.storedInColumns("posts", "author"));

    SchemaCoverageReport report = coverage().check(catalog(notGiven, notErased, authors));

    assertThat(report.findings().stream().map(finding -> finding.kind() + " " + finding.name()))
        .containsExactly("NOT_GIVEN posts.id", "NOT_ERASED users.id", "NOT_ERASED users.name");
    assertThat(report.isComplete()).isTrue();
    assertThat(report.text()).contains("To look at:\n- NOT_GIVEN posts.id: hook audit looks after");
  }

  @Test
  void findsNamesInWhateverCaseTheyAreDeclared() {
    DataHook shouting =
        byHand("posts", hook -> hook.storedInColumns("POSTS", "ID", "Author", "CONTENT"));

    assertThat(coverage().check(catalog(PROFILE, shouting)).requireComplete().declared())
        .containsKeys("posts.id", "posts.author", "posts.content");
  }

  @Test
  void leavesOutItsOwnTablesAndNotOneOfTheHostsThatIsCalledAlike() throws SQLException {
    execute(
        "CREATE TABLE gdpr_evidence (seq INTEGER)",
        "CREATE TABLE gdpr_newsletter (address VARCHAR(99))");

    SchemaCoverageReport report = coverage().check(HOOKS);

    assertThat(unclassified(report)).containsExactly("gdpr_newsletter.address");
    assertThat(report.excluded()).containsKey("gdpr_evidence.seq");
    assertThat(report.text()).contains("- gdpr_evidence: gdprkit's own");
  }

  @Test
  void refusesToGoOnOrWarnsOrOnlyReports() {
    List<String> warnings = new ArrayList<>();
    SchemaCoverage coverage = coverage();
    HookCatalog gaps = catalog(PROFILE);

    assertThatExceptionOfType(SchemaNotCoveredException.class)
        .isThrownBy(() -> coverage.onGaps(OnGaps.REFUSE).check(gaps, warnings::add))
        .withMessageContaining("posts.content");
    coverage.onGaps(OnGaps.REPORT).check(gaps, warnings::add);
    coverage.check(gaps, warnings::add);
    coverage.onGaps(OnGaps.REFUSE).check(HOOKS, warnings::add);
    coverage.onGaps(OnGaps.WARN).check(HOOKS, warnings::add);
    assertThat(warnings).isEmpty();

    SchemaCoverageReport report = coverage.onGaps(OnGaps.WARN).check(gaps, warnings::add);

    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("3 unclassified", "posts.id", "posts.author", "posts.content");
    assertThat(unclassified(report)).hasSize(3);
  }

  @Test
  void doesNotKeepAnApplicationFromStartingForAnExclusionOfYesterday() {
    List<String> warnings = new ArrayList<>();

    SchemaCoverageReport report =
        coverage()
            .excluding("dropped", "Numbers.")
            .onGaps(OnGaps.REFUSE)
            .check(HOOKS, warnings::add);

    assertThat(kinds(report)).containsExactly(Kind.STALE_EXCLUSION);
    assertThat(warnings).singleElement().asString().contains("STALE_EXCLUSION dropped");
  }

  @Test
  void refusesAnEmptySchemaBecauseItShowsNothing() throws SQLException {
    execute(
        "DROP VIEW authors",
        "DROP TABLE users",
        "DROP TABLE posts",
        "DROP TABLE schema_migrations");
    HookCatalog nothing = catalog(byHand("files", hook -> hook.storedIn("server.log")));
    SchemaCoverage coverage = SchemaCoverage.of(database());

    assertThat(kinds(coverage.check(nothing))).containsExactly(Kind.NO_TABLES);
    assertThat(coverage.check(nothing).isComplete()).isFalse();
    assertThatExceptionOfType(SchemaNotCoveredException.class)
        .isThrownBy(() -> coverage.onGaps(OnGaps.REFUSE).check(nothing));
  }

  @Test
  void wantsAReasonForEachExclusionAndOneOnly() {
    SchemaCoverage coverage = coverage();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> coverage.excluding("posts", " "))
        .withMessageStartingWith("Say why posts");
    assertThatIllegalArgumentException().isThrownBy(() -> coverage.excluding("", "Because."));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> coverage.excluding("schema_migrations", "Another reason."))
        .withMessage("schema_migrations is excluded twice; remove one");
  }
}
