package io.github.gdprkit.example.chat.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.ChatException;
import io.github.gdprkit.example.chat.store.ContentDigest;
import io.github.gdprkit.example.chat.store.Organisation;
import io.github.gdprkit.example.chat.store.Rows;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadGeneratorTest {

  private static final HeavyUser ANNA = new HeavyUser("anna", 700);
  private static final HeavyUser BORIS = new HeavyUser("boris", 3);

  @TempDir private Path folder;

  @Test
  void givesTheSameChatForTheSameSeed() throws Exception {
    assertThat(digest("one.db", 7)).isEqualTo(digest("two.db", 7));
    assertThat(digest("three.db", 8)).isNotEqualTo(digest("one-again.db", 7));
  }

  @Test
  void letsHeavyUsersWriteExactlyTheirShareFromTheFirstMessageToTheLast() throws Exception {
    try (ChatDatabase database = generate(new LoadPlan(40, 4_000, List.of(ANNA, BORIS), 1))) {
      String annas = "posts WHERE author_id = (SELECT id FROM users WHERE username = 'anna')";
      assertThat(Rows.count(database, "posts")).isEqualTo(4_000);
      assertThat(Rows.count(database, annas)).isEqualTo(700);
      assertThat(Rows.count(database, annas.replace("anna", "boris"))).isEqualTo(3);
      for (int quarter = 0; quarter < 4; quarter++) {
        assertThat(Rows.count(database, annas + " AND (id - 1) / 1000 = " + quarter))
            .isCloseTo(175, within(60L));
      }
    }
  }

  @Test
  void looksLikeARealChat() throws Exception {
    try (ChatDatabase database = generate(new LoadPlan(60, 10_000, List.of(), 1))) {
      assertThat(Rows.count(database, "users")).isEqualTo(60);
      assertThat(Rows.count(database, "channels WHERE team_id IS NOT NULL")).isEqualTo(9);
      assertThat(Rows.count(database, "posts WHERE length(text) NOT BETWEEN 35 AND 195")).isZero();
      assertThat(number(database, "avg(length(text))")).isCloseTo(118, within(8.0));
      assertThat(percent(database, "edited_at IS NOT NULL")).isCloseTo(4, within(1.5));
      assertThat(percent(database, "instr(text, char(10))")).isCloseTo(5, within(1.5));
      assertThat(percent(database, "instr(text, '\"')")).isCloseTo(5, within(1.5));
      assertThat(percent(database, "instr(text, 'https://')")).isCloseTo(4, within(1.5));
      assertThat(percent(database, "id IN (SELECT post_id FROM mentions)"))
          .isCloseTo(10, within(2.0));
      assertThat(percent(database, "id IN (SELECT post_id FROM reactions)"))
          .isCloseTo(15, within(2.0));
      assertThat(percent(database, "length(CAST(text AS BLOB)) > length(text)"))
          .isCloseTo(15, within(2.0));
      assertThat(
              percent(
                  database,
                  "channel_id IN (SELECT id FROM channels WHERE kind > 'C'"
                      + " AND team_id IS NULL)"))
          .isCloseTo(10, within(2.0));
      assertThat(percent(database, "id IN (SELECT post_id FROM uploads)"))
          .isCloseTo(0.5, within(0.3));
      assertThat(Rows.count(database, "uploads WHERE bytes NOT BETWEEN 300 AND 30000")).isZero();
      assertThat(Rows.count(database, "sessions")).isGreaterThanOrEqualTo(60);
      assertThat(Rows.count(database, "drafts")).isPositive();
    }
  }

  @Test
  void letsEverybodyWriteWhereTheyAreMembers() throws Exception {
    try (ChatDatabase database = generate(new LoadPlan(30, 2_000, List.of(ANNA), 3))) {
      assertThat(
              Rows.count(
                  database,
                  """
                  posts WHERE NOT EXISTS (SELECT 1 FROM memberships m
                    WHERE m.user_id = author_id AND m.channel_id = posts.channel_id)"""))
          .isZero();
    }
  }

  @Test
  void managesTheSmallestChat() throws Exception {
    try (ChatDatabase database = generate(new LoadPlan(2, 1, List.of(), 1))) {
      assertThat(Rows.count(database, "posts")).isOne();
    }
  }

  @Test
  void letsTheHeavyUsersWriteEverything() throws Exception {
    HeavyUser rest = new HeavyUser("boris", 300);
    try (ChatDatabase database = generate(new LoadPlan(2, 1_000, List.of(ANNA, rest), 1))) {
      assertThat(Rows.of(database, "SELECT count(*) FROM posts GROUP BY author_id"))
          .containsExactly("700", "300");
    }
  }

  @Test
  void refusesADatabaseThatIsNotEmpty() throws Exception {
    try (ChatDatabase database = generate(new LoadPlan(2, 1, List.of(), 1))) {
      LoadGenerator second =
          new LoadGenerator(database, Organisation.DEFAULT, new LoadPlan(2, 1, List.of(), 1));

      assertThatThrownBy(second::run)
          .isInstanceOf(ChatException.class)
          .hasMessageContaining("is not empty")
          .hasMessageContaining("--db");
    }
  }

  private String digest(String name, long seed) throws Exception {
    LoadPlan plan = new LoadPlan(30, 1_500, List.of(ANNA), seed);
    try (ChatDatabase database = ChatDatabase.open(folder.resolve(name))) {
      new LoadGenerator(database, Organisation.DEFAULT, plan).run();
      return ContentDigest.of(database);
    }
  }

  private ChatDatabase generate(LoadPlan plan) throws Exception {
    ChatDatabase database = ChatDatabase.open(folder.resolve("chat.db"));
    new LoadGenerator(database, Organisation.DEFAULT, plan).run();
    return database;
  }

  private static double percent(ChatDatabase database, String condition) throws Exception {
    return number(database, "100.0 * sum((" + condition + ") <> 0) / count(*)");
  }

  private static double number(ChatDatabase database, String expression) throws Exception {
    return Double.parseDouble(Rows.of(database, "SELECT " + expression + " FROM posts").get(0));
  }
}
