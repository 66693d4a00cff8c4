package io.github.gdprkit.example.chat.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Organisations share tables and numbers, and nothing else. */
class OrganisationsTest {

  @TempDir private Path folder;
  private ChatDatabase database;
  private Organisation acme;

  @BeforeEach
  void open() throws Exception {
    database = ChatDatabase.open(folder.resolve("chat.db"));
    acme = database.organisations().getOrCreate("acme");
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  @Test
  void beginsWithTheOperatorAlone() throws Exception {
    try (ChatDatabase other = ChatDatabase.open(folder.resolve("other.db"))) {
      assertThat(other.organisations().all()).containsExactly(Organisation.DEFAULT);
      assertThat(other.organisations().get("operator").isDefault()).isTrue();
    }
    assertThat(acme.isDefault()).isFalse();
  }

  @Test
  void makesAnOrganisationOnceAndKeepsWhatItIsCalled() throws Exception {
    database.organisations().rename(acme, "Acme Ltd");

    Organisation again = database.organisations().getOrCreate("acme");

    assertThat(again).isEqualTo(new Organisation(acme.id(), "acme", "Acme Ltd"));
    assertThat(database.organisations().all())
        .extracting(Organisation::name)
        .containsExactly("acme", "operator");
  }

  @Test
  void namesThoseItKnowsWhenItDoesNotKnowOne() {
    assertThatThrownBy(() -> database.organisations().get("acne"))
        .isInstanceOf(ChatException.class)
        .hasMessageContaining("no controller acne")
        .hasMessageContaining("There are: acme, operator. ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Acme", "-acme", "acme ltd", "../acme", "açme", "a.b"})
  void refusesANameThatIsNoNameOfAFolder(String name) throws Exception {
    assertThatThrownBy(() -> database.organisations().getOrCreate(name))
        .isInstanceOf(ChatException.class)
        .hasMessageContaining("lower case letters, digits and hyphens");
    assertThatThrownBy(
            () -> run("INSERT INTO organisations (name, display_name) VALUES (?, '')", name))
        .isInstanceOf(SQLException.class);
    assertThat(database.organisations().all()).hasSize(2);
  }

  @Test
  void givesEachOrganisationPeopleTeamsAndChannelsOfTheSameNames() throws Exception {
    long ours = settle(Organisation.DEFAULT);
    long theirs = settle(acme);

    assertThat(theirs).isNotEqualTo(ours);
    assertThat(database.findUser(Organisation.DEFAULT, "anna@choir.example").orElseThrow().id())
        .isEqualTo(ours);
    assertThat(database.findUser(acme, "ANNA").orElseThrow().id()).isEqualTo(theirs);
    for (String table : new String[] {"users", "teams", "channels", "emojis", "roles"}) {
      assertThat(
              Rows.of(database, "SELECT organisation_id, count(*) FROM " + table + " GROUP BY 1"))
          .as(table)
          .containsExactly("1|1", acme.id() + "|1");
    }
  }

  @Test
  void mentionsAndAnswersNobodyOfAnotherOrganisation() throws Exception {
    long ours = settle(Organisation.DEFAULT);
    long theirs = settle(acme);
    try (ChatWriter writer = database.write(acme)) {
      long channel = writer.channels().idInAnyTeam("square").orElseThrow();
      writer.posts().add(new Post(channel, theirs, null, "Ask @anna, or @boris", 1, null));
      assertThat(writer.users().idOf("boris")).isEmpty();
      writer.commit();
    }
    try (ChatWriter writer = database.write(Organisation.DEFAULT)) {
      writer.users().addPlaceholder("boris");
      writer.commit();
    }

    assertThat(Rows.of(database, "SELECT user_id FROM mentions")).containsExactly("" + theirs);
    assertThat(
            Rows.of(
                database,
                "SELECT DISTINCT organisation_id FROM channels JOIN posts ON"
                    + " channels.id = channel_id"))
        .containsExactly("" + acme.id());
    assertThat(ours).isNotEqualTo(theirs);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO team_members (user_id, team_id) VALUES (%d, 2)",
        "INSERT INTO channels (organisation_id, team_id, kind, name) VALUES (%d, 2, 'O', 'x')",
        "INSERT INTO memberships (user_id, channel_id) VALUES (%d, 2)",
        "INSERT INTO drafts VALUES (%d, 2, '', 0)",
        "INSERT INTO posts (author_id, channel_id, text, created_at) VALUES (%d, 2, '', 0)",
        "INSERT INTO mentions VALUES (%d, 7)",
        "INSERT INTO reactions VALUES (%d, 7, '+1', 0)",
        "INSERT INTO uploads (owner_id, post_id, name, media_type, created_at)"
            + " VALUES (%d, 7, '', '', 0)",
      })
  void refusesARowThatJoinsTwo(String sql) throws Exception {
    assertThat(settle(Organisation.DEFAULT)).isEqualTo(1);
    assertThat(settle(acme)).isEqualTo(2).isEqualTo(acme.id());
    run("INSERT INTO posts (id, channel_id, author_id, text, created_at) VALUES (7, 2, 2, '', 0)");

    assertThatThrownBy(() -> run(sql.formatted(1)))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("one organisation");
    run(sql.formatted(2));
  }

  @Test
  void refusesToChangeTheAccountOfAnotherOrganisation() throws Exception {
    long ours = settle(Organisation.DEFAULT);
    Accounts accounts = database.accounts(acme);

    assertThat(accounts.rectify(ours, Map.of(ProfileField.NICKNAME, "x"))).isFalse();
    assertThat(accounts.restrict(ours, Instant.EPOCH)).isFalse();
    assertThatThrownBy(() -> accounts.edit(ours, Map.of(ProfileField.NICKNAME, "x")))
        .isInstanceOf(ChatException.class)
        .hasMessageContaining("no such account here");
    assertThatThrownBy(() -> accounts.deactivate(ours, Instant.EPOCH))
        .isInstanceOf(ChatException.class);
    assertThatThrownBy(() -> accounts.newestMessages(ours, 5, (id, when, place, what) -> {}))
        .isInstanceOf(ChatException.class);
    assertThat(Rows.of(database, "SELECT nickname, restricted_at, deactivated_at FROM users"))
        .containsExactly("|null|null");
  }

  @Test
  void putsRejectedLinesBesideTheDatabaseForEach() {
    assertThat(database.rejectedLines(Organisation.DEFAULT).path().getFileName())
        .hasToString("chat.db-rejected.jsonl");
    assertThat(database.rejectedLines(acme).path().getFileName())
        .hasToString("chat.db-rejected-acme.jsonl");
  }

  /** Somebody called anna, in a channel of a team, with an emoji and a role. */
  private long settle(Organisation organisation) throws Exception {
    try (ChatWriter writer = database.write(organisation)) {
      long anna =
          writer
              .users()
              .add(
                  new Profile(
                      "anna", "anna@choir.example", "", "", "", "", "", "", "member", null, null))
              .id();
      writer.users().addRole("member", "", "", "");
      long team = writer.channels().addTeam(new Team("town", "Town", "O", "", true)).id();
      writer.channels().add(team, new Channel("square", "Square", "O", "", ""));
      writer.channels().addEmoji("note", "note.png");
      writer.commit();
      return anna;
    }
  }

  private void run(String sql, Object... values) throws Exception {
    database.change(statements -> statements.change(sql, values));
  }
}
