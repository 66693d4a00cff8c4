package io.github.gdprkit.jdbc.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.gdprkit.hook.ErasureRule;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.hook.RetentionGround;
import io.github.gdprkit.subject.DataSubjectRight;
import io.github.gdprkit.subject.IdentifierType;
import io.github.gdprkit.testkit.fixture.Orders;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is found when a hook is made, on one database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TableFaults {

  private Site site;

  abstract Site newSite() throws Exception;

  @BeforeAll
  void makeTables() throws Exception {
    site = newSite();
    site.run(
        """
        CREATE TABLE notes (
          id {id}, owner bigint, title {name} NOT NULL, short varchar(20), body {text},
          written {time}, picture {bytes}, slug varchar(60) UNIQUE)
        """,
        "CREATE INDEX notes_by_owner ON notes (owner, id)",
        "CREATE TABLE loose (id bigint, owner bigint NOT NULL, title {name})",
        "CREATE TABLE half (id bigint UNIQUE, owner bigint NOT NULL, title {name})",
        """
        CREATE TABLE replies (
          id {id}, note_id bigint NOT NULL, CONSTRAINT reply_note FOREIGN KEY (note_id) REFERENCES
          notes (id))
        """,
        """
        CREATE TABLE marks (
          id {id}, note_id bigint NOT NULL, CONSTRAINT mark_note FOREIGN KEY (note_id) REFERENCES
          notes (id) ON DELETE CASCADE)
        """,
        """
        CREATE TABLE quotes (
          id {id}, note_id bigint, CONSTRAINT quote_note FOREIGN KEY (note_id) REFERENCES
          notes (id) ON DELETE SET NULL)
        """);
  }

  @AfterAll
  void close() throws Exception {
    site.close();
  }

  private static TableHookBuilder notes() {
    return TableHook.of(Words.of("notes"))
        .table("notes")
        .key("id")
        .subject("owner", IdentifierType.ACCOUNT, Relation.AUTHOR)
        .everyoneOf(Orders.CONTROLLER)
        .number("id", "id", "The number")
        .referencedBy("replies", "marks");
  }

  private static TableHookBuilder over(String table) {
    return TableHook.of(Words.of(table))
        .table(table)
        .key("id")
        .subject("owner", IdentifierType.ACCOUNT, Relation.AUTHOR)
        .everyoneOf(Orders.CONTROLLER)
        .text("title", "title", "The title");
  }

  private static RowErasure anonymises() {
    return RowErasure.anonymises("They are nobody's.").toNull("owner");
  }

  private List<String> faultsOf(DeclaredTable... hooks) {
    TableHookException exception =
        catchThrowableOfType(TableHookException.class, () -> TableHook.all(site.source(), hooks));
    assertThat(exception).as("the exception").isNotNull();
    assertThat(exception).hasMessageContaining(exception.faults().get(0).toString());
    return exception.faults().stream().map(TableFault::toString).toList();
  }

  private void refuses(DeclaredTable hook, String... words) {
    assertThat(faultsOf(hook)).singleElement().asString().contains(words);
  }

  private void accepts(DeclaredTable hook) {
    assertThat(TableHook.all(site.source(), hook)).hasSize(1);
  }

  @Test
  void acceptsWhatFits() {
    accepts(notes().text("title", "title", "The title"));
    accepts(notes().erasing(RowErasure.deletes("They are deleted.")));
  }

  @Test
  void namesTheTableThatIsMissing() {
    refuses(over("nothing"), "Hook nothing", "table nothing", "no such table");
  }

  @Test
  void takesTheNameOfATableForAName() {
    refuses(notes().table("half; DROP TABLE half"), "no such table");
    refuses(notes().table("n_tes"), "no such table");
    refuses(notes().table("n%"), "no such table");
    refuses(notes().text("title FROM notes --", "title", "The title"), "no such column");
  }

  @Test
  void namesTheColumnThatIsMissing() {
    refuses(notes().text("titel", "title", "The title"), "column titel", "no such column", "title");
    refuses(notes().leftOut("secret", "It is a secret"), "column secret", "no such column");
  }

  @Test
  void wantsAKey() {
    refuses(
        TableHook.of(Words.of("notes"))
            .table("notes")
            .subject("owner", IdentifierType.ACCOUNT, Relation.AUTHOR)
            .everyoneOf(Orders.CONTROLLER)
            .number("id", "id", "The number"),
        "no key is named");
  }

  @Test
  void wantsAKeyThatTellsRowsApart() {
    assertThat(faultsOf(over("loose")))
        .anySatisfy(
            fault -> assertThat(fault).contains("neither a primary key nor a unique index"));
  }

  @Test
  void wantsAKeyThatIsNeverEmpty() {
    assertThat(faultsOf(over("half")))
        .singleElement()
        .asString()
        .contains("column id", "forbid NULL");
  }

  @Test
  void wantsKindsThatFitTheColumns() {
    refuses(notes().number("title", "title", "The title"), "column title", "as number", "use text");
    refuses(notes().time("title", "title", "The title"), "column title", "as time");
    refuses(notes().text("picture", "picture", "The picture"), "column picture", "use bytes");
    refuses(notes().flag("body", "body", "The body"), "column body", "as flag");
  }

  @Test
  void wantsToKnowWhoseTheRowsAre() {
    refuses(
        TableHook.of(Words.of("notes"))
            .table("notes")
            .key("id")
            .everyoneOf(Orders.CONTROLLER)
            .number("id", "id", "The number"),
        "say subject(...)");
    refuses(
        TableHook.of(Words.of("notes"))
            .table("notes")
            .key("id")
            .subject("owner", IdentifierType.ACCOUNT, Relation.AUTHOR)
            .number("id", "id", "The number"),
        "say everyoneOf(...)");
    refuses(
        notes().subject("picture", IdentifierType.USERNAME, Relation.SUBJECT),
        "column picture",
        "cannot tell whose");
  }

  @Test
  void letsTheDatabaseReadConditions() {
    refuses(notes().where("titel = ?", "x"), "where(...)", "refuses the condition");
    refuses(notes().where("title = ? OR title = ?", "x"), "where(...)", "question marks");
    refuses(notes().everyoneOf(Orders.CONTROLLER, "nowhere = 1"), "everyoneOf(...)");
    accepts(notes().where("title = ? OR title = '?'", "x"));
  }

  @Test
  void refusesToWriteNullWhereItIsForbidden() {
    refuses(notes().erasing(anonymises().toNull("title")), "column title", "NULL", "toConstant");
  }

  @Test
  void refusesATombstoneWhereItHasNoPlace() {
    refuses(
        notes().erasing(RowErasure.anonymises("They are nobody's.").toTombstone("owner")),
        "column owner",
        "a tombstone is a text");
    if (site.engine() != Engine.SQLITE) {
      refuses(
          notes().erasing(anonymises().toTombstone("short")),
          "column short",
          "up to 40 characters");
    }
  }

  @Test
  void refusesAConstantThatIsNone() {
    refuses(
        notes().erasing(anonymises().toConstant("title", 7)),
        "column title",
        "no value of the type");
    if (site.engine() != Engine.SQLITE) {
      refuses(
          notes().erasing(anonymises().toConstant("short", "x".repeat(21))),
          "column short",
          "longer than its 20");
    }
  }

  @Test
  void refusesWhatAUniqueIndexAllowsOnce() {
    refuses(
        notes().erasing(anonymises().toConstant("slug", "erased")),
        "column slug",
        "the unique index");
    refuses(notes().erasing(anonymises().toTombstone("slug")), "column slug", "the unique index");
    accepts(notes().erasing(anonymises().toNull("slug")));
  }

  @Test
  void refusesToChangeTheKey() {
    assertThat(faultsOf(notes().erasing(anonymises().toConstant("id", 0))))
        .anySatisfy(fault -> assertThat(fault).contains("column id", "of the key"));
  }

  @Test
  void refusesToCallRowsAnonymousThatTellWhoseTheyAre() {
    refuses(
        notes().erasing(RowErasure.anonymises("They are nobody's.").keeping("So.", "owner")),
        "column owner",
        "would still tell whose they are");
  }

  @Test
  void wantsToKnowHowErasedRowsAreToldApart() {
    refuses(
        notes()
            .erasing(
                RowErasure.leavesPlaceholder("They are emptied.")
                    .toTombstone("title")
                    .keeping("So.", "owner")),
        "nothing tells rows that were erased from others");
  }

  @Test
  void wantsADecisionForEachColumnOfRowsThatStay() {
    refuses(
        notes().text("body", "body", "The text").erasing(anonymises()),
        "column body",
        "it is not said what becomes of it");
    accepts(notes().text("body", "body", "The text").erasing(anonymises().keeping("So.", "body")));
  }

  @Test
  void namesWhatRefersToTheRows() {
    List<String> faults =
        faultsOf(
            TableHook.of(Words.of("notes"))
                .table("notes")
                .key("id")
                .subject("owner", IdentifierType.ACCOUNT, Relation.AUTHOR)
                .everyoneOf(Orders.CONTROLLER)
                .number("id", "id", "The number")
                .erasing(RowErasure.deletes("They are deleted.")));

    assertThat(faults).hasSize(2);
    assertThat(faults)
        .anySatisfy(
            fault -> assertThat(fault).contains("note_id", "replies", "keeps them from being"))
        .anySatisfy(fault -> assertThat(fault).contains("note_id", "marks", "together with these"));
  }

  @Test
  void wantsLabelsThatAreThere() {
    refuses(
        notes().label("owner", "label", Labels.of("nowhere", "id", "name"), "The label"),
        "no table nowhere for labels");
    refuses(
        notes().label("owner", "label", Labels.of("quotes", "id", "name"), "The label"),
        "no column name");
    refuses(
        notes().label("owner", "label", Labels.of("loose", "id", "title"), "The label"),
        "is no key");
    refuses(
        notes().label("title", "label", Labels.of("quotes", "id", "note_id"), "The label"),
        "column title",
        "the key of its labels");
  }

  @Test
  void refusesADeclarationThatSaysWhatFollows() {
    refuses(
        TableHook.of(
                Words.of("notes")
                    .keptOnErasure(
                        "We keep it.",
                        new ErasureRule.Retention(RetentionGround.LEGAL_CLAIMS, "All", "For ever")))
            .table("notes")
            .key("id")
            .subject("owner", IdentifierType.ACCOUNT, Relation.AUTHOR)
            .everyoneOf(Orders.CONTROLLER)
            .number("id", "id", "The number")
            .referencedBy("replies", "marks")
            .erasing(RowErasure.deletes("They are deleted.")),
        "leave that to erasing(...)");
    assertThatThrownBy(() -> TableHook.of(Words.of("notes").field("id", "The number")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("declares fields of its own");
    refuses(notes().text("title", "id", "The title"), "the field id is declared twice");
  }

  @Test
  void listsAllThatIsWrongWithAllHooks() {
    List<String> faults =
        faultsOf(
            over("nothing"),
            notes()
                .text("titel", "title", "The title")
                .erasing(anonymises().toNull("title").toConstant("short", 7)));

    assertThat(faults).hasSizeGreaterThanOrEqualTo(4);
    assertThat(faults.toString()).contains("Hook nothing", "Hook notes", "titel", "short");
  }

  @Test
  void declaresTheColumnsThatItLooksAfter() {
    TableHook hook =
        notes()
            .where("short IS NULL")
            .leftOut("picture", "It is shown to the person alone")
            .erasing(anonymises().toNull("body").keeping("So.", "picture"))
            .over(site.source());

    assertThat(hook.declaration().columns())
        .extracting(column -> column.name() + "/" + column.withheld() + "/" + column.untouched())
        .containsExactlyInAnyOrder(
            "id/null/It tells rows apart.",
            "owner/It tells which rows are whose, and nothing else./null",
            "picture/It is shown to the person alone/So.",
            "body/It tells which rows are whose, and nothing else./null",
            "short/It tells which rows are whose, and nothing else./It tells which rows are whose,"
                + " and nothing else.");
    assertThat(hook.declaration().stores()).containsExactly("notes");
    assertThat(hook.declaration().erasure()).isEqualTo(ErasureRule.anonymise());
    assertThat(hook.declaration().on(DataSubjectRight.ERASURE)).isNotNull();
    assertThat(hook).hasToString("TableHook[notes]");
  }

  @Test
  void findsNamesInAnyCase() {
    accepts(
        TableHook.of(Words.of("notes"))
            .table(site.engine() == Engine.MARIADB ? "notes" : "NOTES")
            .key("ID")
            .subject("Owner", IdentifierType.ACCOUNT, Relation.AUTHOR)
            .everyoneOf(Orders.CONTROLLER)
            .text("TITLE", "title", "The title"));
  }
}
