package io.github.gdprkit.jdbc.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.hook.ChatCategories;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.DataSubjectRight;
import io.github.gdprkit.subject.IdentifierType;
import io.github.gdprkit.testkit.fixture.Orders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java of docs/table-hooks.md, run; and a check that it shows just this. */
class TableHooksGuideTest {

  private static final Pattern BLOCK = Pattern.compile("```java (\\w+)\n(.*?)```", Pattern.DOTALL);
  private static final String DOCUMENT = "docs/table-hooks.md";
  private static final String SOURCE =
      "gdpr-jdbc/src/test/java/io/github/gdprkit/jdbc/table/TableHooksGuideTest.java";

  @TempDir private Path folder;

  private static HookCatalog hooks(DataSource database, Controller acme) {
    // readme:hook
    Labels usernames = Labels.of("users", "id", "username");
    Labels channels = Labels.of("channels", "id", "display_name", "name"); // the first there is

    TableErasureHook messages =
        TableHook.of(
                Declaration.of("messages", "Messages you sent", ChatCategories.MESSAGES_SENT)
                    .text("Everything you wrote.")
                    .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT)
                    .legalBases(LegalBasis.CONTRACT)
                    .retention("Until you delete it or your account is erased.")
                    .byHook(
                        "You get it in your archive.",
                        DataSubjectRight.ACCESS,
                        DataSubjectRight.PORTABILITY)
                    .notApplicable("You can change what you wrote.", DataSubjectRight.RECTIFICATION)
                    .byHand("An administrator hides it.", DataSubjectRight.RESTRICTION)
                    .notApplicable(
                        "The contract needs it, and no machine decides by it.",
                        DataSubjectRight.OBJECTION,
                        DataSubjectRight.HUMAN_REVIEW))
            .table("messages")
            .key("id")
            .subject("author_id", IdentifierType.ACCOUNT, Relation.AUTHOR)
            .where("organisation_id = ?", 7)
            .everyoneOf(acme)
            .number("id", "id", "The number of the message")
            .person("author_id", "author", Relation.AUTHOR, usernames, "Who wrote it")
            .label("channel_id", "channel", channels, "The channel")
            .text("content", "content", "What it says")
            .timeMillis("sent_at", "sent", "When, in UTC")
            .leftOut("search_words", "Made from the text, for the search alone")
            .referencedBy("reactions") // deleted with the messages: ON DELETE CASCADE
            .erasing(
                RowErasure.anonymises("Your messages stay for the others, without your name.")
                    .toNull("author_id", "search_words")
                    .keeping("The others read and answer it.", "channel_id", "content", "sent_at"))
            .over(database);
    // readme:end
    return HookCatalog.of(messages);
  }

  @Test
  void runsTheExample() throws Exception {
    try (Site site = Sites.sqlite(folder)) {
      site.run(
          "CREATE TABLE users (id {id}, username TEXT)",
          "CREATE TABLE channels (id {id}, display_name TEXT, name TEXT)",
          """
          CREATE TABLE messages (
            id {id}, organisation_id INTEGER, author_id INTEGER, channel_id INTEGER, content TEXT,
            sent_at INTEGER, search_words TEXT)
          """,
          "CREATE TABLE reactions (message_id INTEGER REFERENCES messages ON DELETE CASCADE)",
          "INSERT INTO users VALUES (42, 'anna')",
          "INSERT INTO channels VALUES (1, NULL, 'lobby')",
          "INSERT INTO messages VALUES (5, 7, 42, 1, 'Hello', 1700000000000, 'hello')",
          "INSERT INTO messages VALUES (6, 8, 42, 1, 'Elsewhere', 1700000000000, 'elsewhere')");

      HookCatalog hooks = hooks(site.source(), Orders.CONTROLLER);
      TableErasureHook hook = (TableErasureHook) hooks.hooks().iterator().next();
      Scope anna = Scope.of(DataSubject.ofAccount("42"));

      assertThat(Reading.of(hook, anna, 10).lines())
          .containsExactly(
              "id=5, author=AUTHOR:42:anna, channel=lobby, content=Hello,"
                  + " sent=2023-11-14T22:13:20Z");
      assertThat(Reading.erase(hook, anna, 10)).isEqualTo(1);
      assertThat(hook.remaining(anna)).isZero();
      assertThat(SchemaCoverage.of(site.source()).check(hooks).problems())
          .doesNotContain("messages.");
    }
  }

  @Test
  void isWhatTheGuideShows() throws Exception {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("README.md"))) {
      root = root.getParent();
    }
    String text = Files.readString(root.resolve(DOCUMENT));
    String source = Files.readString(root.resolve(SOURCE));
    Matcher region =
        Pattern.compile("// readme:hook\n(.*?)\n *// readme:end", Pattern.DOTALL).matcher(source);
    Matcher block = BLOCK.matcher(text);

    assertThat(region.find()).isTrue();
    assertThat(block.find()).isTrue();
    assertThat(block.group(2)).isEqualTo(region.group(1).stripTrailing().stripIndent() + "\n");
    assertThat(text.split("```java", -1)).as("one block").hasSize(2);
  }
}
