package io.github.gdprkit.example.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.gdprkit.example.chat.importer.SharedData;
import io.github.gdprkit.example.chat.sample.Sample;
import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Statement;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExportUserTest {

  @TempDir private Path folder;
  private String database;
  private Path output;

  @BeforeEach
  void importTheSample() throws Exception {
    database = folder.resolve("chat.db").toString();
    output = folder.resolve("out.zip");
    Sample sample = Sample.unpackTo(folder.resolve("sample"));
    CommandRun imported =
        CommandRun.of(
            "import",
            sample.export().toString(),
            "--attachments",
            sample.attachments().toString(),
            "--db",
            database);
    assertThat(imported.exitCode()).isZero();
  }

  @Test
  @GdprReference(article = "15(3)", text = "a copy of the personal data undergoing processing")
  void exportsExactlyOnePersonOfARealMattermost() throws Exception {
    Path real = SharedData.find("data/mattermost/export.jsonl");
    assumeThat(real).isNotNull();
    String realDatabase = folder.resolve("real.db").toString();
    assertThat(CommandRun.of("import", real.toString(), "--db", realDatabase).exitCode()).isZero();

    CommandRun run =
        CommandRun.of("export-user", "ron", "--db", realDatabase, "--output", output.toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    Archive archive = new Archive(output);
    assertThat(archive.records("profile")).hasSize(1);
    assertThat(archive.values("profile", "email")).containsExactly("ron@zulip.com");
    assertThat(archive.values("preferences", "name"))
        .containsExactly(
            "notify_props.channel",
            "notify_props.comments",
            "notify_props.desktop",
            "notify_props.desktop_sound",
            "notify_props.email",
            "notify_props.mention_keys",
            "notify_props.mobile",
            "notify_props.mobile_push_status");
    assertThat(archive.values("subscriptions", "channel"))
        .containsExactlyInAnyOrder(
            "Gryffindor quidditch team", "Gryffindor common room", "Dumbledores army");
    assertThat(archive.values("messages-sent", "text"))
        .containsExactlyInAnyOrder(
            "The weather is so hot!",
            "ron joined the channel.",
            "ron joined the team.",
            "Hey folks",
            "How is everything going",
            "Not really",
            "hello");
    assertThat(archive.values("reactions", "emoji"))
        .containsExactlyInAnyOrder("smile", "world_map", "rocket", "grin");
    assertThat(archive.everything())
        .doesNotContain("malfoy", "Slytherin", "slytherin", "joy", "Hello folks")
        .doesNotContain("harry", "Welcome mate", "Looks like this channel", "hey everyone");
  }

  @Test
  @GdprReference(
      article = "15(4)",
      text = "shall not adversely affect the rights and freedoms of others")
  void leavesOutWhatOthersWroteAndSaysSo() throws Exception {
    export("anna", "--policy", "own");

    Archive archive = new Archive(output);
    assertThat(archive.records("messages-sent")).hasSize(23);
    assertThat(archive.everything())
        .doesNotContain("my new number is 555 0134", "Oui, mais pas plus", "Bad back")
        .doesNotContain("boris@choir.example", "Øvergård", "Welcome to our new chat");
    assertThat(archive.manifest().path("policy").path("id").asText()).isEqualTo("own");
    JsonNode received = archive.part("direct-messages-received");
    assertThat(received.path("outcome").asText()).isEqualTo("left-out");
    assertThat(received.path("leftOut").path(0).path("count").asInt()).isEqualTo(4);
    assertThat(leftOut(archive, "messages-sent")).contains("texts that other people wrote");
  }

  @Test
  void givesOtherPeopleOneMadeUpNameEachUnderTheNarrowPolicy() throws Exception {
    export("anna", "--policy", "own");

    List<JsonNode> conversations = new Archive(output).records("conversations");
    assertThat(conversations).hasSize(4);
    assertThat(conversations)
        .filteredOn(conversation -> !conversation.path("with").has("pseudonym"))
        .singleElement()
        .satisfies(own -> assertThat(own.path("with").path("name").asText()).isEqualTo("anna"));
  }

  @Test
  void includesWhatWasAddressedToThePerson() throws Exception {
    export("anna", "--policy", "addressed");

    Archive archive = new Archive(output);
    assertThat(archive.values("direct-messages-received", "text"))
        .hasSize(4)
        .anyMatch(text -> text.contains("555 0134"))
        .anyMatch(text -> text.contains("Oui, mais pas plus"));
    assertThat(archive.records("mentions")).hasSize(3);
    assertThat(archive.part("channel-messages").path("outcome").asText()).isEqualTo("left-out");
    assertThat(archive.everything())
        .as("a conversation that anna is not in")
        .doesNotContain("Would you sing the solo");
  }

  @Test
  void includesEverythingThePersonCouldSee() throws Exception {
    export("anna", "--policy", "visible");

    Archive archive = new Archive(output);
    assertThat(archive.records("channel-messages")).hasSize(22);
    assertThat(archive.values("channel-messages", "text"))
        .anyMatch(text -> text.startsWith("Welcome to our new chat"));
    assertThat(archive.everything()).doesNotContain("Would you sing the solo");
  }

  @Test
  void doesNotShowAPersonWhatIsSaidInChannelsOfOthers() throws Exception {
    export("fumiko", "--policy", "visible");

    assertThat(new Archive(output).everything())
        .contains("来週の火曜日は休みます")
        .doesNotContain("Fees so far", "Contract signed", "555 0134");
  }

  @ParameterizedTest
  @ValueSource(strings = {"own", "addressed", "visible"})
  void quotesNothingFromAChannelThatThePersonHasLeft(String policy) throws Exception {
    change(
        "DELETE FROM memberships WHERE channel_id IN"
            + " (SELECT id FROM channels WHERE name IN ('money', 'agenda'))");

    export("anna", "--policy", policy);

    assertThat(new Archive(output).values("messages-sent", "text")).contains("Booked.");
    assertThat(new Archive(output).everything())
        .doesNotContain("212.60", "May I see who has not paid", "a second accompanist");
  }

  @Test
  void doesNotTakeWhatThePersonAnsweredToForAddressedToThem() throws Exception {
    export("anna", "--policy", "addressed");

    assertThat(new Archive(output).values("reactions", "text"))
        .as("she put an emoji on it, and nobody sent it to her")
        .doesNotContain("Welcome to our new chat. The old mailing list is switched off on Friday.");
  }

  @Test
  void listsAnAttachmentWhoseBytesAreMissingAndCompletes() throws Exception {
    CommandRun run = export("anna");

    Archive archive = new Archive(output);
    assertThat(archive.part("uploads").path("attachments").asInt()).isEqualTo(1);
    assertThat(archive.part("uploads").path("missingAttachments").asInt()).isEqualTo(1);
    JsonNode missing =
        StreamSupport.stream(archive.manifest().path("files").spliterator(), false)
            .filter(file -> file.path("kind").asText().equals("missing-attachment"))
            .findFirst()
            .orElseThrow();
    assertThat(missing.path("name").asText()).isEqualTo("poster-page-2.pdf");
    assertThat(missing.path("reason").asText()).isEqualTo("It is not in the file store any more.");
    assertThat(archive.names()).doesNotContain(missing.path("path").asText());
    assertThat(run.out()).contains("1 file missing");
  }

  @Test
  void listsAnAttachmentThatSomebodyDeletedFromTheDisk() throws Exception {
    try (var uploads = Files.list(Path.of(database + "-uploads"))) {
      for (Path upload : uploads.toList()) {
        Files.delete(upload);
      }
    }

    export("anna");

    assertThat(new Archive(output).part("uploads").path("missingAttachments").asInt()).isEqualTo(2);
  }

  @Test
  void keepsTheBytesOfAttachmentsUnderASafeName() throws Exception {
    export("boris");

    Archive archive = new Archive(output);
    assertThat(archive.names())
        .allSatisfy(
            name -> assertThat(name).matches("[a-z0-9-]+(/[a-z0-9-]+)*(\\.[a-z0-9-]+){0,2}"));
    assertThat(archive.records("uploads"))
        .isNotEmpty()
        .allSatisfy(
            record -> {
              JsonNode file = record.path("file");
              assertThat(archive.bytes(file.path("path").asText()))
                  .hasSize(file.path("bytes").asInt());
            });
    assertThat(archive.text("index.html")).contains("&lt;script&gt;").doesNotContain("<script");
  }

  @Test
  void verifiesWhatItExported() throws Exception {
    export("anna", "--level", "9", "--threads", "4");

    CommandRun run = CommandRun.of("verify", output.toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("Sound: 59 records;");
  }

  @Test
  void findsThePersonByEmailInAnySpelling() throws Exception {
    export("ANNA@choir.example");

    assertThat(new Archive(output).values("profile", "username")).containsExactly("anna");
  }

  @Test
  void makesAnArchiveThatOnlyItsOwnerCanRead() throws Exception {
    export("anna");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(output)))
        .isEqualTo("rw-------");
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .doesNotContain("out.zip.part", "out.zip.journal");
    }
  }

  @Test
  void saysThatNobodyHasThisName() {
    CommandRun run =
        CommandRun.of("export-user", "nobody", "--db", database, "--output", output.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("error: nobody here has this username").contains("users");
    assertThat(output).doesNotExist();
  }

  @Test
  void doesNotMakeADatabaseOfATypingError() {
    Path typo = folder.resolve("chatt.db");

    CommandRun run =
        CommandRun.of(
            "export-user", "anna", "--db", typo.toString(), "--output", output.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("there is no chat database").contains("--db");
    assertThat(typo).doesNotExist();
  }

  @Test
  void answersASecondRunWithTheArchiveThatIsThere() throws Exception {
    export("anna");
    byte[] before = Files.readAllBytes(output);

    CommandRun again = export("anna");

    assertThat(again.out())
        .startsWith("Already exported, with the data until 2026-01-31T09:00:00Z");
    assertThat(output).hasBinaryContent(before);
  }

  @Test
  void neverTouchesTheArchiveOfSomebodyElse() throws Exception {
    export("boris");
    byte[] before = Files.readAllBytes(output);

    CommandRun run =
        CommandRun.of("export-user", "anna", "--db", database, "--output", output.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("is there already, for another person or policy", "--replace");
    assertThat(output).hasBinaryContent(before);
  }

  @Test
  void neverReplacesAFileThatIsNoArchiveOfItsOwn() throws Exception {
    Path letters = Files.writeString(folder.resolve("letters.zip"), "somebody's");

    CommandRun foreign =
        CommandRun.of(
            "export-user", "anna", "--db", database, "--output", letters.toString(), "--replace");

    assertThat(foreign.exitCode()).isEqualTo(1);
    assertThat(foreign.err()).contains("is not an archive of this program");
    assertThat(letters).hasContent("somebody's");
  }

  @Test
  void neverWritesOverTheChatItself() throws Exception {
    Path chat = Files.move(Path.of(database), folder.resolve("chat.zip"));
    byte[] before = Files.readAllBytes(chat);

    CommandRun run =
        CommandRun.of(
            "export-user",
            "anna",
            "--db",
            chat.toString(),
            "--output",
            chat.toString(),
            "--replace");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("is the chat database itself");
    assertThat(chat).hasBinaryContent(before);
  }

  /**
   * A crash between the last two steps leaves the journal, which holds the secret of made-up names.
   */
  @Test
  void clearsAwayAJournalThatACrashLeftBehindTheArchive() throws Exception {
    export("anna");
    Path journal = Files.writeString(folder.resolve("out.zip.journal"), "left behind");

    CommandRun again = export("anna");

    assertThat(again.out()).startsWith("Already exported");
    assertThat(journal).doesNotExist();
  }

  @Test
  void saysHowToGetRidOfTheDraftOfSomebodyElse() throws Exception {
    String all = "ALTER TABLE drafts RENAME TO gone";
    change(all);
    CommandRun failed =
        CommandRun.of("export-user", "anna", "--db", database, "--output", output.toString());
    change("ALTER TABLE gone RENAME TO drafts");

    CommandRun other =
        CommandRun.of("export-user", "boris", "--db", database, "--output", output.toString());
    CommandRun again =
        CommandRun.of("export-user", "anna", "--db", database, "--output", output.toString());

    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.err())
        .contains("error: Hook drafts failed while counting", "run the same again")
        .contains("The archive is not complete");
    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.err()).contains("begun for another order", "--replace");
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.err()).contains("Going on with an unfinished export: 57 records");
    assertThat(new Archive(output).records("drafts")).hasSize(2);
  }

  @Test
  void replacesAnArchiveWhenToldTo() throws Exception {
    export("boris");

    export("anna", "--replace");

    assertThat(new Archive(output).values("profile", "username")).containsExactly("anna");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "export-user; Missing required",
        "export-user anna; Missing required option: '--output",
        "export-user anna --output x; ends in .zip",
        "export-user anna --output .zip; --output",
        "export-user anna --output x.zip --policy all; own, addressed or visible",
        "export-user anna --output x.zip --threads 0; Threads are 1 to 64",
        "export-user anna --output x.zip --level 10; 0 to 9",
        "export-user anna --output x.zip --controller=; 1 to 40 lower case letters",
        "verify; Missing required parameter"
      })
  void saysWhatIsWrongWithItsUsage(String arguments, String reason) {
    CommandRun run = CommandRun.of(arguments.split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("error: ").contains(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"verify", "export-user"})
  void failsOnAFileThatIsNoArchive(String command) throws Exception {
    Files.writeString(output, "PK, but not really");

    CommandRun run =
        command.equals("verify")
            ? CommandRun.of("verify", output.toString())
            : CommandRun.of("export-user", "anna", "--db", database, "--output", output.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("error: ");
    assertThat(output).hasContent("PK, but not really");
  }

  @Test
  void runsTheDemoTwice() {
    String demo = folder.resolve("demo").toString();

    CommandRun first = CommandRun.of("demo", "--folder", demo);
    CommandRun second = CommandRun.of("demo", "--folder", demo);
    assertThat(first.out())
        .contains("chat-server request access anna --verified-by seen-by-staff --db " + demo);

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(second.out()).contains("Archive: ", "Messages you sent", "Sound: 59 records");
  }

  private CommandRun export(String person, String... options) {
    String[] arguments = new String[6 + options.length];
    String[] fixed = {"export-user", person, "--db", database, "--output", output.toString()};
    System.arraycopy(fixed, 0, arguments, 0, fixed.length);
    System.arraycopy(options, 0, arguments, fixed.length, options.length);
    CommandRun run = CommandRun.of(arguments);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }

  private void change(String sql) throws Exception {
    try (ChatDatabase chat = ChatDatabase.open(Path.of(database));
        Statement statement = chat.writer().createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private static List<String> leftOut(Archive archive, String part) throws Exception {
    return StreamSupport.stream(archive.part(part).path("leftOut").spliterator(), false)
        .map(leftOut -> leftOut.path("what").asText())
        .toList();
  }
}
