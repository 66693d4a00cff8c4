package io.github.gdprkit.jdbc.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.gdprkit.hook.Approval;
import io.github.gdprkit.hook.ErasureBatch;
import io.github.gdprkit.hook.ErasureSlice;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.hook.Tombstone;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.IdentifierType;
import io.github.gdprkit.testkit.fixture.Orders;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * People who stand in a part of a column: with a device behind their address, or in a text beside
 * others. On one database.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbstractPartOfAColumnTest {

  static final Controller ACME = Orders.CONTROLLER;
  static final IdentifierType ADDRESS = new IdentifierType("address");
  private static final DataSubject ANNA =
      DataSubject.ofAccount("1").alsoKnownAs(ADDRESS, "anna_k@x").alsoKnownAs(ADDRESS, "ak@y");

  Site site;

  abstract Site newSite() throws Exception;

  @BeforeAll
  void makeTables() throws Exception {
    site = newSite();
    site.run(
        """
        CREATE TABLE mails (
          id {id}, organisation_id bigint NOT NULL, sender {name}, names {text}, content {text},
          sent {name})
        """,
        "CREATE TABLE tags (mail_id bigint NOT NULL, tag {name} NOT NULL, PRIMARY KEY (mail_id, tag))");
  }

  @BeforeEach
  void empty() throws SQLException {
    site.run("DELETE FROM mails", "DELETE FROM tags");
  }

  @AfterAll
  void close() throws Exception {
    site.close();
  }

  /** The address before the device, in the words of the database, with no regard to a collation. */
  private String isSender() {
    return switch (site.engine()) {
      case SQLITE -> "substr(sender || '/', 1, instr(sender || '/', '/') - 1) = ?";
      case POSTGRESQL -> "split_part(sender, '/', 1) = ?";
      default -> "CAST(substring_index(sender, '/', 1) AS BINARY) = CAST(? AS BINARY)";
    };
  }

  private String isNamed() {
    return switch (site.engine()) {
      case SQLITE -> "instr(names, '\"' || ? || '\"') > 0";
      case POSTGRESQL -> "strpos(names, '\"' || ? || '\"') > 0";
      default -> "instr(CAST(names AS BINARY), CAST(concat('\"', ?, '\"') AS BINARY)) > 0";
    };
  }

  private TableHookBuilder mails() {
    return TableHook.of(Words.of("mails"))
        .table("mails")
        .key("id")
        .subjectWhere("sender", isSender(), ADDRESS, Relation.AUTHOR)
        .subjectWhere("names", isNamed(), ADDRESS, Relation.MENTIONED)
        .where("organisation_id = ?", 1)
        .everyoneOf(ACME)
        .number("id", "id", "The number")
        .text("sender", "sender", "Who wrote it")
        .text("names", "names", "Whom it names")
        .authorsText("content", "content", "What it says")
        .timeMillis("sent", "sent", "When");
  }

  final TableErasureHook erasingMails() {
    return mails()
        .erasing(
            RowErasure.anonymises("Your name is taken out.")
                .toTombstone("sender")
                .toTombstoneWithin("names", ADDRESS, "\"", "\"")
                .keeping("Others read it.", "content", "sent"))
        .over(site.source());
  }

  private void mail(long id, String sender, String names) throws SQLException {
    site.change(
        "INSERT INTO mails (id, organisation_id, sender, names, content, sent)"
            + " VALUES (?, 1, ?, ?, 'text', NULL)",
        id,
        sender,
        names);
  }

  private static ErasureSlice slice(DataSubject subject, int records) {
    Approval approval = new Approval("r-1", "dpo", Instant.EPOCH);
    return ErasureSlice.first(approval, Scope.of(subject), new Tombstone("erased-7"), records);
  }

  @Test
  void findsAndErasesOneByAPartOfAColumnAndNobodyWhoIsCalledAlmostLikeThat() throws Exception {
    mail(1, "anna_k@x/phone", "\"bob@x\"");
    mail(2, "anna_k@x", "\"anna_k@x\", \"joanna_k@x\", \"ak@y\"");
    mail(3, "ak@y/a/b", null);
    mail(4, "joanna_k@x/phone", "\"anna_k@x.org\", anna_k@x");
    mail(5, "annaXk@x/phone", "\"ANNA_K@x\"");
    mail(6, "anna_k@x.org/anna_k@x", "\"annaXk@x\"");
    mail(7, null, "\"anna_k@x\"");
    mail(8, null, null);
    mail(9, "bob@x/%", "\"bob@x\" \"anna_k@x\"");
    mail(10, "Anna_k@x/phone", "");
    TableErasureHook hook = erasingMails();

    assertThat(hook.locate(Scope.of(ANNA)).records()).isEqualTo(5);
    assertThat(erase(hook, 2)).isEqualTo(5);

    assertThat(site.lines("SELECT id, sender, names FROM mails ORDER BY id", new Object[0]))
        .containsExactly(
            "1 | erased-7 | \"bob@x\"",
            "2 | erased-7 | \"erased-7\", \"joanna_k@x\", \"erased-7\"",
            "3 | erased-7 | null",
            "4 | joanna_k@x/phone | \"anna_k@x.org\", anna_k@x",
            "5 | annaXk@x/phone | \"ANNA_K@x\"",
            "6 | anna_k@x.org/anna_k@x | \"annaXk@x\"",
            "7 | null | \"erased-7\"",
            "8 | null | null",
            "9 | bob@x/% | \"bob@x\" \"erased-7\"",
            "10 | Anna_k@x/phone | ");
    assertThat(hook.remaining(Scope.of(ANNA))).isZero();
    assertThat(erase(hook, 100)).isZero();
  }

  @Test
  void findsRowsByAnotherTable() throws Exception {
    mail(1, "anna_k@x/phone", null);
    mail(2, "bob@x", null);
    site.run("INSERT INTO tags (mail_id, tag) VALUES (1, 'a'), (1, 'b'), (2, 'a')");
    TableErasureHook hook =
        TableHook.of(Words.of("tags"))
            .table("tags")
            .key("mail_id", "tag")
            .subjectWhere(
                "mail_id",
                "mail_id IN (SELECT m.id FROM mails m WHERE " + isSender() + ")",
                ADDRESS,
                Relation.AUTHOR)
            .everyoneOf(ACME)
            .number("mail_id", "mail", "Which mail")
            .text("tag", "tag", "The tag")
            .erasing(RowErasure.deletes("They are deleted."))
            .over(site.source());

    assertThat(hook.locate(Scope.of(ANNA)).records()).isEqualTo(2);
    assertThat(erase(hook, 1)).isEqualTo(2);
    assertThat(site.lines("tags")).containsExactly("2 | a");
  }

  private static long erase(TableErasureHook hook, int records) throws Exception {
    ErasureSlice slice = slice(ANNA, records);
    ErasureBatch batch = hook.erase(slice);
    long erased = batch.erased();
    while (!batch.page().isLast()) {
      batch = hook.erase(slice.next(batch.page().cursor()));
      erased += batch.erased();
    }
    return erased;
  }

  @Test
  void refusesAConditionThatTheDatabaseDoesNotUnderstand() {
    TableHookBuilder wrong =
        mails().subjectWhere("sender", "no_such_column = ?", ADDRESS, Relation.AUTHOR);

    assertThatExceptionOfType(TableHookException.class)
        .isThrownBy(() -> wrong.over(site.source()))
        .withMessageContaining("the database refuses the condition of subjectWhere(...)");
  }

  @Test
  void refusesToWriteWithinANumberOrWithoutDelimiters() {
    RowErasure anonymises = RowErasure.anonymises("It is changed.");
    TableErasureHookBuilder wrong =
        mails().erasing(anonymises.toTombstoneWithin("organisation_id", ADDRESS, "<", ">"));

    assertThatExceptionOfType(TableHookException.class)
        .isThrownBy(() -> wrong.over(site.source()))
        .withMessageContaining("column organisation_id: there is no text in the type");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> anonymises.toTombstoneWithin("names", ADDRESS, "", ">"))
        .withMessageContaining("identifier in names");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> anonymises.toTombstoneWithin("names", ADDRESS, "<", ""));
  }
}
