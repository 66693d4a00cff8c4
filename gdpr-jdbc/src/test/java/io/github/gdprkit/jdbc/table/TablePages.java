package io.github.gdprkit.jdbc.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.IdentifierType;
import io.github.gdprkit.testkit.fixture.Orders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages and batches hold, on one database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TablePages {

  private static final String LETTERS = "aAbBzZ\u00e9\u00c9\u00df\u4f60 '\"\\%_,|^;-";

  Site site;

  abstract Site newSite() throws Exception;

  /** A column type in which texts that differ can be the same. */
  abstract String laxText();

  @BeforeAll
  void makeTables() throws Exception {
    site = newSite();
    site.run(
        "CREATE TABLE items (topic "
            + laxText()
            + " NOT NULL, part {name} NOT NULL, number bigint"
            + " NOT NULL, owner bigint, reader {name}, body {text}, PRIMARY KEY (topic, part, number))",
        "CREATE INDEX items_by_owner ON items (owner)",
        "CREATE INDEX items_by_reader ON items (reader)",
        "CREATE TABLE shelves (id {id}, owner " + laxText() + ", colour {name})",
        "CREATE INDEX shelves_by_owner ON shelves (owner, id)",
        "CREATE TABLE teams (id bigint PRIMARY KEY, name {name}, shown {name})",
        "CREATE TABLE places (id bigint PRIMARY KEY, team_id bigint, open bigint)",
        "CREATE TABLE visits (id {id}, person bigint NOT NULL, place_id bigint)",
        "CREATE INDEX visits_by_person ON visits (person, id)");
  }

  @AfterAll
  void close() throws Exception {
    site.close();
  }

  @BeforeEach
  void empty() throws Exception {
    site.run(
        "DELETE FROM items",
        "DELETE FROM shelves",
        "DELETE FROM teams",
        "DELETE FROM places",
        "DELETE FROM visits");
  }

  private TableErasureHook items() {
    return TableHook.of(Words.of("items"))
        .table("items")
        .key("topic", "part", "number")
        .subject("owner", IdentifierType.ACCOUNT, Relation.AUTHOR)
        .subject("reader", IdentifierType.USERNAME, Relation.ADDRESSEE)
        .everyoneOf(Orders.CONTROLLER)
        .text("topic", "topic", "The topic")
        .text("part", "part", "The part")
        .number("number", "number", "The number")
        .text("body", "body", "The text")
        .erasing(RowErasure.deletes("They are deleted."))
        .over(site.source());
  }

  private static DataSubject person(long number) {
    return DataSubject.ofAccount(Long.toString(number))
        .alsoKnownAs(IdentifierType.USERNAME, "reader-" + number)
        .alsoKnownAs(IdentifierType.USERNAME, "Reader-" + number);
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder("w");
    for (int i = random.nextInt(4); i > 0; i--) {
      word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    // Not with a blank, which some collations take for the same as none.
    return word.append(random.nextBoolean() ? "x" : "X").toString();
  }

  /** Inserts rows of several people; returns the bodies of those of the first. */
  private Set<String> plant(Random random, int rows) throws Exception {
    Set<String> theirs = new TreeSet<>();
    List<List<Object>> planted = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      long owner = random.nextInt(3);
      int reader = random.nextInt(5);
      String body = "b" + Site.number();
      if (owner == 1 || reader == 1 || reader == 4) {
        theirs.add(body);
      }
      planted.add(
          Arrays.asList(
              word(random),
              word(random),
              Site.number() * (random.nextBoolean() ? 1 : -1),
              owner == 0 ? null : owner,
              reader == 0 ? null : reader == 4 ? "Reader-1" : "reader-" + reader,
              body));
    }
    site.fill(
        "INSERT INTO items (topic, part, number, owner, reader, body) VALUES (?, ?, ?, ?, ?, ?)",
        rows,
        planted::get);
    return theirs;
  }

  private static List<String> bodies(Reading reading) {
    return reading.lines().stream()
        .map(line -> line.substring(line.lastIndexOf("body=") + 5))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 50, 300, 1_000})
  void givesEachRowOfAPersonOnceOnPagesOfAnySize(int pageRecords) throws Exception {
    Random random = new Random(pageRecords);
    Set<String> theirs = plant(random, pageRecords < 10 ? 60 : 600);

    Reading reading = Reading.of(items(), Scope.of(person(1)), pageRecords);

    assertThat(bodies(reading)).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(theirs);
    assertThat(items().locate(Scope.of(person(1))).records()).isEqualTo(theirs.size());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 20})
  void losesNothingWhenRowsComeAndGoMeanwhile(int pageRecords) throws Exception {
    Random random = new Random(1_000 + pageRecords);
    Set<String> theirs = plant(random, 120);
    Set<String> gone = new HashSet<>();
    List<String> candidates = new ArrayList<>(theirs);

    Reading reading =
        Reading.of(
            items(),
            Scope.of(person(1)),
            pageRecords,
            () -> {
              if (candidates.size() > 20) {
                String body = candidates.remove(random.nextInt(candidates.size()));
                gone.add(body);
                site.change("DELETE FROM items WHERE body = ?", body);
              }
              plant(random, 1);
            });

    Set<String> stayed = new HashSet<>(theirs);
    stayed.removeAll(gone);
    assertThat(reading.pages()).isGreaterThan(1);
    assertThat(bodies(reading)).doesNotHaveDuplicates().containsAll(stayed);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 1_000})
  void erasesTheRowsOfOneAndNoOther(int maxRecords) throws Exception {
    Set<String> theirs = plant(new Random(maxRecords), 100);
    Set<String> others = new TreeSet<>(site.lines("SELECT body FROM items", new Object[0]));
    others.removeAll(theirs);

    long erased = Reading.erase(items(), Scope.of(person(1)), maxRecords);

    assertThat(erased).isEqualTo(theirs.size());
    assertThat(site.lines("SELECT body FROM items", new Object[0]))
        .containsExactlyInAnyOrderElementsOf(others);
  }

  @Test
  void givesEveryoneEachRowOnce() throws Exception {
    plant(new Random(5), 100);

    Reading reading = Reading.of(items(), Scope.everyoneOf(Orders.CONTROLLER), 9);

    assertThat(bodies(reading))
        .containsExactlyInAnyOrderElementsOf(site.lines("SELECT body FROM items", new Object[0]));
  }

  @Test
  void tellsPeopleApartWhomTheCollationTakesForTheSame() throws Exception {
    List<String> owners = List.of("muller", "Muller", "m\u00fcller", "muller ");
    for (String owner : owners) {
      site.change("INSERT INTO shelves (owner, colour) VALUES (?, ?)", owner, "of " + owner);
    }
    TableErasureHook hook =
        TableHook.of(Words.of("shelves"))
            .table("shelves")
            .key("id")
            .subject("owner", IdentifierType.ACCOUNT, Relation.SUBJECT)
            .everyoneOf(Orders.CONTROLLER)
            .text("colour", "colour", "The colour")
            .erasing(RowErasure.deletes("They are deleted."))
            .over(site.source());

    for (String owner : owners) {
      assertThat(Reading.of(hook, Scope.of(DataSubject.ofAccount(owner)), 10).lines())
          .containsExactly("colour=of " + owner);
    }
    assertThat(Reading.erase(hook, Scope.of(DataSubject.ofAccount("Muller")), 10)).isEqualTo(1);
    assertThat(site.lines("SELECT colour FROM shelves", new Object[0]))
        .containsExactlyInAnyOrder("of muller", "of m\u00fcller", "of muller ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"042", "+42", " 42", "42.0", "4.2e1", "x", "42 OR 1=1", "9223372036854775808"})
  void findsNothingUnderAnIdentifierThatIsNoneOfTheColumn(String account) throws Exception {
    site.change("INSERT INTO visits (person, place_id) VALUES (42, 1)");

    assertThat(visits().locate(Scope.of(DataSubject.ofAccount(account))).records()).isZero();
    assertThat(visits().locate(Scope.of(DataSubject.ofAccount("42"))).records()).isEqualTo(1);
  }

  private TableHook visits() {
    Labels teams = Labels.of("teams", "id", "shown", "name");
    return TableHook.of(Words.of("visits"))
        .table("visits")
        .key("id")
        .subject("person", IdentifierType.ACCOUNT, Relation.SUBJECT)
        .everyoneOf(Orders.CONTROLLER)
        .number("place_id", "place", "The number of the place")
        .label(
            "place_id",
            "team",
            Labels.of("places", "id", "team_id").where("open = ?", 1).then(teams),
            "The team of the place")
        .person("place_id", "host", Relation.TARGET, teams, "Who was visited")
        .over(site.source());
  }

  @Test
  void looksLabelsUpForManyRowsAtOnce() throws Exception {
    site.fill("INSERT INTO teams (id, name) VALUES (?, ?)", 700, i -> List.of(i, "team " + i));
    site.change("UPDATE teams SET shown = 'shown' WHERE id = 3");
    site.fill(
        "INSERT INTO places (id, team_id, open) VALUES (?, ?, ?)",
        700,
        i -> Arrays.asList(i, i == 5 ? null : 699 - i, i == 4 ? 0 : 1));
    site.fill(
        "INSERT INTO visits (person, place_id) VALUES (7, ?)",
        702,
        i -> Arrays.asList(i == 701 ? null : i));

    List<String> lines = Reading.of(visits(), Scope.of(DataSubject.ofAccount("7")), 400).lines();

    assertThat(lines).hasSize(702).doesNotHaveDuplicates();
    assertThat(lines)
        .contains(
            "place=0, team=team 699, host=TARGET:0:team 0",
            "place=3, team=team 696, host=TARGET:3:shown",
            "place=4, team=null, host=TARGET:4:team 4",
            "place=5, team=null, host=TARGET:5:team 5",
            "place=696, team=shown, host=TARGET:696:team 696",
            "place=700, team=null, host=TARGET:700:null",
            "place=null, team=null, host=null");
  }

  @Test
  void writesTheKeyOfWhoeverStandsForTheTombstone() throws Exception {
    site.change("INSERT INTO visits (person, place_id) VALUES (7, 1)");
    site.change("INSERT INTO visits (person, place_id) VALUES (8, 1)");
    TableErasureHook hook =
        TableHook.of(Words.of("visits"))
            .table("visits")
            .key("id")
            .subject("person", IdentifierType.ACCOUNT, Relation.SUBJECT)
            .everyoneOf(Orders.CONTROLLER)
            .number("place_id", "place", "The number of the place")
            .erasing(
                RowErasure.anonymises("They are nobody's.")
                    .toTombstone(
                        "person", (connection, tombstone) -> 900_000L + tombstone.value().length())
                    .keeping("It is known to all.", "place_id"))
            .over(site.source());

    Reading.erase(hook, Scope.of(DataSubject.ofAccount("7")), 10);

    assertThat(site.lines("SELECT person FROM visits ORDER BY person", new Object[0]))
        .containsExactly("8", "900008");
  }
}
