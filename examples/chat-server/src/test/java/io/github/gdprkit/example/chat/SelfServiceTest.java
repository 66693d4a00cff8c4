package io.github.gdprkit.example.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.example.chat.sample.Sample;
import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.Organisation;
import io.github.gdprkit.example.chat.store.Rows;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people change of their own data, and administrators of accounts. */
class SelfServiceTest {

  @TempDir private Path folder;

  @BeforeEach
  void importTheSample() throws Exception {
    Sample sample = Sample.unpackTo(folder.resolve("sample"));
    run("import", sample.export().toString(), "--attachments", sample.attachments().toString());
  }

  @Test
  @GdprReference(article = "16", text = "the rectification of inaccurate personal data")
  void changesWhatIsNamedOfAProfileAndNothingElse() throws Exception {
    CommandRun edited = run("edit-profile", "anna", "--last-name", "Berg", "--nickname", "");
    CommandRun again = run("edit-profile", "anna", "--last-name", "Berg");

    assertThat(edited.exitCode()).as(edited.err()).isZero();
    assertThat(edited.out()).isEqualToIgnoringNewLines("The profile is changed.");
    assertThat(again.out()).isEqualToIgnoringNewLines("The profile says so already.");
    assertThat(
            rows(
                "SELECT first_name, last_name, nickname, position FROM users WHERE id = "
                    + id("anna")))
        .containsExactly("Anna|Berg||Treasurer, alto");
    assertThat(rows("SELECT count(*) FROM users WHERE last_name = 'Berg'")).containsExactly("1");
  }

  @Test
  void listsTheNewestMessagesByTheNumberToDeleteThemBy() throws Exception {
    CommandRun messages = run("messages", "anna");

    String newest = rows("SELECT max(id) FROM posts WHERE author_id = " + id("anna")).get(0);
    assertThat(messages.out().lines()).hasSize(21);
    assertThat(messages.out().lines().skip(1).findFirst().orElseThrow().strip())
        .startsWith(newest + " ")
        .contains("To do: receipt for the bank");
    assertThat(messages.out()).doesNotContain("Bad back");
  }

  @Test
  void deletesAMessageWithItsFilesAndKeepsTheAnswers() throws Exception {
    String poster = rows("SELECT id FROM posts WHERE text LIKE 'The poster.%'").get(0);
    String file = rows("SELECT stored_name FROM uploads WHERE post_id = " + poster).get(0);

    CommandRun deleted = run("delete-message", "anna", poster);

    assertThat(deleted.exitCode()).as(deleted.err()).isZero();
    assertThat(rows("SELECT count(*) FROM posts WHERE id = " + poster)).containsExactly("0");
    assertThat(rows("SELECT count(*) FROM uploads WHERE name = 'poster.png'")).containsExactly("0");
    assertThat(folder.resolve("chat.db-uploads").resolve(file)).doesNotExist();
    assertThat(rows("SELECT root_id FROM posts WHERE text LIKE 'Lovely! The date%'"))
        .containsExactly("null");
  }

  @Test
  void tellsNotWhetherAMessageOrFileOfAnotherIsThere() throws Exception {
    String message = rows("SELECT min(id) FROM posts WHERE author_id = " + id("boris")).get(0);
    String file = rows("SELECT min(id) FROM uploads WHERE owner_id = " + id("boris")).get(0);

    assertThat(run("delete-message", "anna", message))
        .isEqualTo(run("delete-message", "anna", "999999"));
    assertThat(run("delete-upload", "anna", file))
        .isEqualTo(run("delete-upload", "anna", "999999"));
    assertThat(run("delete-message", "anna", message).exitCode()).isEqualTo(1);
    assertThat(rows("SELECT count(*) FROM posts WHERE id = " + message)).containsExactly("1");
    assertThat(rows("SELECT count(*) FROM uploads WHERE id = " + file)).containsExactly("1");
  }

  @Test
  void deletesAFileWithItsBytesAndKeepsTheMessage() throws Exception {
    CommandRun files = run("uploads", "boris");
    String upload = rows("SELECT min(id) FROM uploads WHERE owner_id = " + id("boris")).get(0);
    String stored = rows("SELECT stored_name FROM uploads WHERE id = " + upload).get(0);

    CommandRun deleted = run("delete-upload", "boris", upload);

    assertThat(files.out()).contains(" " + upload + "  ").contains("\\u{202e}");
    assertThat(deleted.exitCode()).as(deleted.err()).isZero();
    assertThat(folder.resolve("chat.db-uploads").resolve(stored)).doesNotExist();
    assertThat(rows("SELECT count(*) FROM posts WHERE text LIKE 'I can drive the risers%'"))
        .containsExactly("1");
  }

  @Test
  void saysSoWhenThereIsNothingToList() {
    assertThat(run("uploads", "emre").out()).isEqualToIgnoringNewLines("There are no files.");
  }

  @Test
  void switchesAnAccountOffAndOnAgain() throws Exception {
    CommandRun off = run("deactivate", "anna");
    CommandRun offAgain = run("deactivate", "anna");
    CommandRun edited = run("edit-profile", "anna", "--locale", "en");
    String listed = run("users").out();
    CommandRun on = run("reactivate", "anna");

    assertThat(off.out()).contains("Sessions ended: 2");
    assertThat(offAgain.out()).contains("nothing was done");
    assertThat(edited.exitCode()).isEqualTo(1);
    assertThat(edited.err()).startsWith("error: the account is deactivated");
    assertThat(listed.lines().filter(line -> line.startsWith("anna ")))
        .singleElement()
        .asString()
        .endsWith(" deactivated");
    assertThat(on.out()).contains("can be used again");
    assertThat(run("reactivate", "anna").out()).contains("nothing was done");
    assertThat(rows("SELECT count(*) FROM sessions WHERE user_id = " + id("anna")))
        .containsExactly("0");
    assertThat(rows("SELECT deactivated_at FROM users WHERE id = " + id("anna")))
        .containsExactly("null");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "edit-profile anna --locale en",
        "messages anna",
        "uploads anna",
        "delete-message anna 1",
        "delete-upload anna 1",
        "deactivate anna",
        "reactivate anna"
      })
  @GdprReference(
      article = "18(2)",
      text =
          "such personal data shall, with the exception of storage, only be processed with the data"
              + " subject's consent")
  void onlyKeepsWhatIsRestricted(String command) throws Exception {
    try (ChatDatabase database = ChatDatabase.open(folder.resolve("chat.db"))) {
      database
          .accounts(Organisation.DEFAULT)
          .restrict(Long.parseLong(id("anna")), Instant.parse("2026-01-31T09:00:00Z"));
    }

    CommandRun refused = run(command.split(" "));

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).startsWith("error: this person's data is restricted");
    assertThat(refused.out()).isEmpty();
    assertThat(run("users").out().lines().filter(line -> line.startsWith("anna ")))
        .singleElement()
        .asString()
        .endsWith(" restricted");
  }

  @Test
  void knowsNobodyOfThatName() {
    for (String command : List.of("messages", "uploads", "deactivate", "reactivate")) {
      assertThat(run(command, "nobody").err()).contains("nobody here has this username");
    }
  }

  private CommandRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--db");
    all.add(folder.resolve("chat.db").toString());
    return CommandRun.of(all.toArray(String[]::new));
  }

  private String id(String username) throws Exception {
    return rows("SELECT id FROM users WHERE username = '" + username + "'").get(0);
  }

  private List<String> rows(String sql) throws Exception {
    try (ChatDatabase database = ChatDatabase.open(folder.resolve("chat.db"))) {
      return Rows.of(database, sql);
    }
  }
}
