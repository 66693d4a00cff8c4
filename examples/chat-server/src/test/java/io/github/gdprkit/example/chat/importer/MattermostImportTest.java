package io.github.gdprkit.example.chat.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.ChatException;
import io.github.gdprkit.example.chat.store.ContentDigest;
import io.github.gdprkit.example.chat.store.Organisation;
import io.github.gdprkit.example.chat.store.Rows;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MattermostImportTest {

  private static final String ANNA = userLine("anna");
  private static final String BORIS = userLine("boris");
  private static final String TEAM =
      """
      {"type":"team","team":{"name":"choir","display_name":"Choir","type":"O"}}""";
  private static final String CHANNEL =
      """
      {"type":"channel","channel":{"team":"choir","name":"hall","display_name":"Hall","type":"O"}}""";

  @TempDir private Path folder;
  private final RecordingListener told = new RecordingListener();
  private ChatDatabase database;

  @BeforeEach
  void open() throws Exception {
    database = ChatDatabase.open(folder.resolve("chat.db"));
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  @Test
  void takesPreferencesAndMembershipsFromAUser() throws Exception {
    run(
        TEAM,
        CHANNEL,
        """
        {"type":"user","user":{"username":"Anna","email":"Anna@Choir.Example","theme":"dark",
        "tutorial_step":3,"collapse_previews":null,"custom_status":{"text":"humming"},
        "password":"secret","delete_at":0,"notify_props":{"desktop":"all"},
        "teams":[{"name":"choir","roles":"team_user","channels":[{"name":"hall",
        "roles":"channel_user","favorite":true,"notify_props":{"desktop":"none"}}]}]}}"""
            .replace("\n", ""));

    assertThat(Rows.of(database, "SELECT username, email, deactivated_at FROM users"))
        .containsExactly("anna|anna@choir.example|null");
    assertThat(Rows.of(database, "SELECT name, value FROM preferences"))
        .containsExactly("notify_props.desktop|all", "theme|dark", "tutorial_step|3");
    assertThat(Rows.of(database, "SELECT roles FROM team_members")).containsExactly("team_user");
    assertThat(Rows.of(database, "SELECT roles, favorite, notify_props FROM memberships"))
        .containsExactly("channel_user|1|{\"desktop\":\"none\"}");
  }

  @Test
  void neverKeepsAPassword() throws Exception {
    ImportSummary summary =
        run(
            """
            {"type":"user","user":{"username":"anna","email":"a@b.example","password":"s3cr3t"}}""");

    assertThat(summary.unknownFields()).containsExactly(entry("user.password", 1L));
    assertThat(Files.readString(folder.resolve("chat.db-wal"), StandardCharsets.ISO_8859_1))
        .doesNotContain("s3cr3t");
  }

  @Test
  void putsRepliesUnderTheirPostWithTheirOwnReactionsAndAttachments() throws Exception {
    ImportSummary summary =
        run(
            TEAM,
            CHANNEL,
            ANNA,
            BORIS,
            """
            {"type":"post","post":{"team":"choir","channel":"hall","user":"anna","message":"Tea?",
            "create_at":10,"edit_at":11,"replies":[{"user":"boris","message":"Yes @anna.",
            "create_at":20,"reactions":[{"user":"anna","emoji_name":"tea","create_at":30}],
            "attachments":[{"path":"cup.png"}]}]}}"""
                .replace("\n", ""));

    assertThat(summary.added(Kind.POST)).isOne();
    assertThat(summary.added(Kind.REPLY)).isOne();
    assertThat(
            Rows.of(
                database,
                "SELECT p.id, username, root_id, text, p.created_at, edited_at"
                    + " FROM posts p JOIN users u ON u.id = author_id ORDER BY p.id"))
        .containsExactly("1|anna|null|Tea?|10|11", "2|boris|1|Yes @anna.|20|null");
    assertThat(Rows.of(database, "SELECT post_id, emoji FROM reactions")).containsExactly("2|tea");
    assertThat(Rows.of(database, "SELECT user_id, post_id FROM mentions")).containsExactly("1|2");
    assertThat(Rows.of(database, "SELECT post_id, owner_id, name FROM uploads"))
        .containsExactly("2|2|cup.png");
  }

  @Test
  void tellsDirectGroupAndSelfChannelsApart() throws Exception {
    ImportSummary summary =
        run(
            ANNA,
            BORIS,
            userLine("chloe"),
            """
            {"type":"direct_channel","direct_channel":{"members":["anna","boris"],\
            "favorited_by":["boris"],"header":"hi"}}""",
            directPost("[\"boris\",\"anna\"]", 1),
            directPost("[\"anna\",\"boris\",\"chloe\"]", 2),
            directPost("[\"anna\"]", 3),
            directPost("[\"anna\",\"anna\"]", 4));

    assertThat(summary.added(Kind.DIRECT_POST)).isEqualTo(4);
    assertThat(summary.added(Kind.DIRECT_CHANNEL)).isEqualTo(3);
    assertThat(
            Rows.of(
                database,
                """
                SELECT kind, name, (SELECT group_concat(user_id || '*' || favorite)
                                    FROM memberships WHERE channel_id = c.id),
                       (SELECT count(*) FROM posts WHERE channel_id = c.id)
                FROM channels c ORDER BY id"""))
        .containsExactly("D|1__2|1*0,2*1|1", "G|1__2__3|1*0,2*0,3*0|1", "D|1|1*0|2");
  }

  @Test
  void takesTheMembersOfADirectChannelFromNewerExportsToo() throws Exception {
    run(
        ANNA,
        BORIS,
        """
        {"type":"direct_channel","direct_channel":{"participants":[{"username":"anna"},\
        {"username":"boris"}]}}""");

    assertThat(Rows.of(database, "SELECT kind, name FROM channels")).containsExactly("D|1__2");
  }

  @Test
  void takesSessionsAndDrafts() throws Exception {
    run(
        TEAM,
        CHANNEL,
        ANNA,
        """
        {"type":"session","session":{"user":"anna","ip":"192.0.2.1","user_agent":"Browser",\
        "create_at":1,"last_activity_at":2}}""",
        """
        {"type":"draft","draft":{"user":"anna","team":"choir","channel":"hall","message":"Dear",\
        "update_at":3}}""");

    assertThat(Rows.of(database, "SELECT * FROM sessions"))
        .containsExactly("1|1|192.0.2.1|Browser|1|2");
    assertThat(Rows.of(database, "SELECT * FROM drafts")).containsExactly("1|1|Dear|3");
  }

  @Test
  void isQuietTheSecondTime() throws Exception {
    Path file = everyKindOfLine();
    Path attachments = attachments();
    ImportSummary first = importer().run(file, attachments);
    String content = ContentDigest.of(database);

    ImportSummary second = importer().run(file, attachments);

    assertThat(second.added()).isEmpty();
    assertThat(second.alreadyThere(Kind.POST)).isEqualTo(first.added(Kind.POST));
    assertThat(second.alreadyThere(Kind.UPLOAD)).isEqualTo(2);
    assertThat(ContentDigest.of(database)).isEqualTo(content);
  }

  @Test
  void goesOnAfterAnImportThatBrokeOff() throws Exception {
    Path file = write(TEAM, CHANNEL, ANNA, post(1), "broken", post(2));
    ImportListener breakingOff =
        new ImportListener() {
          @Override
          public void rejected(long lineNumber, String reason) {
            throw new IllegalStateException("power cut");
          }

          @Override
          public void missingAttachment(long lineNumber, String path, String reason) {}
        };

    assertThatThrownBy(
            () -> new MattermostImport(database, Organisation.DEFAULT, breakingOff).run(file, null))
        .hasMessage("power cut");
    ImportSummary second = importer().run(file, null);

    assertThat(second.added(Kind.POST)).isEqualTo(2);
    assertThat(Rows.count(database, "posts")).isEqualTo(2);
  }

  @Test
  void bringsTheBytesLaterWhenTheyAreAtHand() throws Exception {
    Path file = write(TEAM, CHANNEL, ANNA, postWith("{\"path\":\"notes.txt\"}"));
    importer().run(file, null);

    ImportSummary second = importer().run(file, attachments());

    assertThat(told.missing).containsExactly("4: notes.txt: no --attachments folder was given");
    assertThat(second.missingAttachments()).isZero();
    assertThat(Rows.of(database, "SELECT name, media_type, bytes, stored_name FROM uploads"))
        .containsExactly("notes.txt|text/plain|5|000000000001");
    assertThat(database.uploads().path("000000000001")).hasContent("la la");
  }

  @Test
  void countsAndNamesAMissingAttachment() throws Exception {
    Path file = write(TEAM, CHANNEL, ANNA, postWith("{\"path\":\"data/gone.png\"}"));

    ImportSummary summary = importer().run(file, attachments());

    assertThat(summary.missingAttachments()).isOne();
    assertThat(summary.rejectedLines()).isZero();
    assertThat(told.missing).singleElement().asString().startsWith("4: data/gone.png: there is no");
    assertThat(Rows.of(database, "SELECT name, media_type, bytes, stored_name FROM uploads"))
        .containsExactly("gone.png|image/png|null|null");
  }

  @ParameterizedTest
  @CsvSource({"../secret.txt", "/etc/hostname", "a/../../secret.txt", "..", "link.txt"})
  void refusesAnAttachmentOutsideOfTheFolder(String path) throws Exception {
    Path attachments = attachments();
    Path secret = Files.writeString(folder.resolve("secret.txt"), "not for the chat");
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.createSymbolicLink(attachments.resolve("link.txt"), secret);
    }
    Path file = write(TEAM, CHANNEL, ANNA, postWith("{\"path\":\"" + path + "\"}"));

    ImportSummary summary = importer().run(file, attachments);

    assertThat(summary.missingAttachments()).isOne();
    assertThat(told.missing).singleElement().asString().contains("refused: it leads out");
    assertThat(Rows.of(database, "SELECT bytes FROM uploads")).containsExactly("null");
    assertThat(database.uploads().folder()).isEmptyDirectory();
  }

  @Test
  void keepsAHostileNameAsTextAndNeverAsAPath() throws Exception {
    Path file =
        write(
            TEAM,
            CHANNEL,
            ANNA,
            postWith("{\"path\":\"notes.txt\",\"name\":\"../../etc/passwd\"}"));

    importer().run(file, attachments());

    assertThat(Rows.of(database, "SELECT name, stored_name FROM uploads"))
        .containsExactly("../../etc/passwd|000000000001");
  }

  @Test
  void countsWhatItDoesNotKeepByName() throws Exception {
    ImportSummary summary =
        run(
            "{\"type\":\"version\",\"version\":1,\"info\":{}}",
            "{\"type\":\"bot\",\"bot\":{\"username\":\"b\"}}",
            "{\"type\":\"bot\"}",
            "{\"type\":\"scheme\",\"scheme\":{}}",
            "{\"type\":\"emoji\",\"emoji\":{\"name\":\"e\",\"image\":\"i\",\"a\":1,\"b\":null}}");

    assertThat(summary.unknownTypes()).containsExactly(entry("bot", 2L), entry("scheme", 1L));
    assertThat(summary.unknownFields()).containsExactly(entry("emoji.a", 1L), entry("info", 1L));
    assertThat(summary.rejectedLines()).isZero();
  }

  @Test
  void countsAnyNumberOfUnknownNamesInBoundedMemory() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < Tally.DISTINCT_NAMES + 50; i++) {
      lines.append("{\"type\":\"t").append(i).append("\"}\n");
    }

    ImportSummary summary = run(lines.toString());

    assertThat(summary.unknownTypes())
        .hasSize(Tally.DISTINCT_NAMES + 1)
        .containsEntry(Tally.OTHER_NAMES, 50L);
  }

  @Test
  void makesPeopleAndPlacesThatNoLineDescribedAndFillsThemInLater() throws Exception {
    ImportSummary summary = run(post(1), TEAM, CHANNEL, ANNA);

    assertThat(summary.oddities())
        .containsOnly(
            entry(Oddity.UNKNOWN_TEAM, 1L),
            entry(Oddity.UNKNOWN_CHANNEL, 1L),
            entry(Oddity.UNKNOWN_USER, 1L));
    assertThat(Rows.of(database, "SELECT display_name FROM teams")).containsExactly("Choir");
    assertThat(Rows.of(database, "SELECT kind, display_name FROM channels"))
        .containsExactly("O|Hall");
    assertThat(Rows.of(database, "SELECT email FROM users")).containsExactly("anna@choir.example");
  }

  @Test
  void findsAChannelInAnotherTeam() throws Exception {
    ImportSummary summary =
        run(
            TEAM,
            "{\"type\":\"team\",\"team\":{\"name\":\"board\",\"type\":\"I\"}}",
            CHANNEL,
            ANNA,
            post(1).replace("\"choir\"", "\"board\""));

    assertThat(summary.oddities()).containsOnly(entry(Oddity.CHANNEL_OF_ANOTHER_TEAM, 1L));
    assertThat(Rows.count(database, "channels")).isOne();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "anna was here; the line is not valid JSON at column",
        "[\"anna\"]; the line is not a JSON object",
        "{\"type\":\"emoji\"} anna; the line is not valid JSON at column",
        "{\"type\":\"emoji\",\"type\":\"anna\"}; the line is not valid JSON at column",
        "{\"user\":{\"username\":\"anna\"}}; type is missing",
        "{\"type\":\"user\",\"anna\":{}}; user is missing",
        "{\"type\":\"user\",\"user\":[\"anna\"]}; user must be of type object and is of type array",
        "{\"type\":\"user\",\"user\":{\"username\":\"anna\"}}; user.email is missing",
        "{\"type\":\"user\",\"user\":{\"username\":\"anna\",\"email\":\" \"}}; user.email is blank",
        "{\"type\":\"channel\",\"channel\":{\"team\":\"t\",\"name\":\"anna\",\"type\":\"anna\"}};"
            + " channel.type must be one of O, P",
        "{\"type\":\"direct_channel\",\"direct_channel\":{\"members\":[\"anna\",7]}};"
            + " direct_channel.members[] must be of type string and is of type number",
        "{\"type\":\"direct_channel\",\"direct_channel\":{\"members\":[],\"header\":\"anna\"}};"
            + " direct_channel.members must have at least one name",
        "{\"type\":\"post\",\"post\":{\"team\":\"t\",\"channel\":\"c\",\"user\":\"anna\","
            + "\"message\":\"m\",\"create_at\":\"anna\"}};"
            + " post.create_at must be of type number and is of type string",
        "{\"type\":\"post\",\"post\":{\"team\":\"t\",\"channel\":\"c\",\"user\":\"anna\","
            + "\"message\":\"m\",\"create_at\":1.5}}; post.create_at must be a whole number",
        "{\"type\":\"post\",\"post\":{\"team\":\"t\",\"channel\":\"c\",\"user\":\"anna\","
            + "\"message\":\"m\",\"create_at\":1,\"replies\":[{\"user\":\"anna\"}]}};"
            + " post.replies.message is missing",
      })
  void keepsABrokenLineAndSaysWhyWithoutQuotingIt(String broken, String reason) throws Exception {
    ImportSummary summary = run(TEAM, broken, CHANNEL);

    assertThat(summary.rejectedLines()).isOne();
    assertThat(told.rejected)
        .singleElement()
        .asString()
        .startsWith("2: " + reason)
        .doesNotContain("anna");
    assertThat(database.rejectedLines(Organisation.DEFAULT).path()).hasContent(broken + "\n");
    assertThat(summary.added(Kind.CHANNEL)).isOne();
    assertThat(Rows.count(database, "users")).isZero();
    assertThat(Rows.count(database, "posts")).isZero();
  }

  @Test
  void rejectsASecondPersonWithTheSameEmailAddress() throws Exception {
    ImportSummary summary = run(ANNA, ANNA.replace("\"anna\"", "\"anne\""));

    assertThat(told.rejected).containsExactly("2: user.email already belongs to another username");
    assertThat(summary.added(Kind.USER)).isOne();
  }

  @Test
  void rejectsBytesThatAreNotText() throws Exception {
    Path file = folder.resolve("latin1.jsonl");
    byte[] line = "{\"type\":\"emoji\",\"emoji\":{\"name\":\"é\"}}".getBytes("ISO-8859-1");
    Files.write(file, line);

    ImportSummary summary = importer().run(file, null);

    assertThat(summary.rejectedLines()).isOne();
    assertThat(Files.readAllBytes(database.rejectedLines(Organisation.DEFAULT).path()))
        .startsWith(line)
        .hasSize(line.length + 1);
  }

  @Test
  void beginsANewLineAfterHalfALineInTheFileOfRejectedLines() throws Exception {
    Files.writeString(database.rejectedLines(Organisation.DEFAULT).path(), "half a li");

    run("broken");

    assertThat(database.rejectedLines(Organisation.DEFAULT).path())
        .hasContent("half a li\nbroken\n");
  }

  @Test
  void doesNotReadTheFileThatItWritesTo() throws Exception {
    run("broken");
    Path rejected = database.rejectedLines(Organisation.DEFAULT).path();

    assertThatThrownBy(() -> importer().run(rejected, null))
        .isInstanceOf(ChatException.class)
        .hasMessageContaining("Move it elsewhere");
  }

  @Test
  void refusesAnotherVersionOfTheFormat() {
    assertThatThrownBy(() -> run("{\"type\":\"version\",\"version\":2}", TEAM))
        .isInstanceOf(ChatException.class)
        .hasMessageContaining("version 2")
        .hasMessageContaining("reads version 1");
  }

  @Test
  void refusesAFolderForAFileAndAFileForAFolder() throws Exception {
    Path file = write(TEAM);

    assertThatThrownBy(() -> importer().run(folder, null)).isInstanceOf(ChatException.class);
    assertThatThrownBy(() -> importer().run(file, file)).isInstanceOf(ChatException.class);
    assertThatThrownBy(() -> importer().run(folder.resolve("none"), null))
        .isInstanceOf(ChatException.class);
  }

  @Test
  void importsARealExport() throws Exception {
    Path export = SharedData.find("data/mattermost/export.jsonl");
    Assumptions.assumeTrue(export != null, "the real export is not on this machine");

    ImportSummary summary = importer().run(export, null);

    assertThat(summary.lines()).isEqualTo(35);
    assertThat(summary.added())
        .containsOnly(
            entry(Kind.TEAM, 2L),
            entry(Kind.TEAM_MEMBER, 5L),
            entry(Kind.CHANNEL, 5L),
            entry(Kind.USER, 5L),
            entry(Kind.PREFERENCE, 40L),
            entry(Kind.MEMBERSHIP, 11L),
            entry(Kind.POST, 20L),
            entry(Kind.REPLY, 1L),
            entry(Kind.REACTION, 9L),
            entry(Kind.EMOJI, 2L));
    assertThat(summary.oddities()).containsOnly(entry(Oddity.CHANNEL_OF_ANOTHER_TEAM, 1L));
    assertThat(summary.alreadyThere()).isEmpty();
    assertThat(summary.unknownTypes()).isEmpty();
    assertThat(summary.unknownFields()).isEmpty();
    assertThat(summary.rejectedLines()).isZero();
    assertThat(
            Rows.of(
                database,
                """
                SELECT username, text FROM mentions m
                JOIN users u ON u.id = m.user_id JOIN posts p ON p.id = post_id"""))
        .containsExactly("ron|@ron Welcome mate!");
  }

  private Path everyKindOfLine() throws Exception {
    return write(
        TEAM,
        CHANNEL,
        ANNA,
        BORIS,
        post(1),
        postWith("{\"path\":\"notes.txt\"},{\"path\":\"gone.txt\"}"),
        "{\"type\":\"direct_channel\",\"direct_channel\":{\"members\":[\"anna\",\"boris\"]}}",
        directPost("[\"anna\",\"boris\"]", 5),
        "{\"type\":\"emoji\",\"emoji\":{\"name\":\"e\"}}");
  }

  private ImportSummary run(String... lines) throws Exception {
    return importer().run(write(lines), null);
  }

  private MattermostImport importer() {
    return new MattermostImport(database, Organisation.DEFAULT, told);
  }

  private Path write(String... lines) throws Exception {
    return Files.write(folder.resolve("export.jsonl"), List.of(lines));
  }

  private Path attachments() throws Exception {
    Path attachments = Files.createDirectories(folder.resolve("attachments"));
    Files.writeString(attachments.resolve("notes.txt"), "la la");
    return attachments;
  }

  private static String userLine(String username) {
    return """
        {"type":"user","user":{"username":"%s","email":"%s@choir.example"}}"""
        .formatted(username, username);
  }

  private static String post(int createdAt) {
    return """
        {"type":"post","post":{"team":"choir","channel":"hall","user":"anna","message":"La",\
        "create_at":%s,"reactions":null,"replies":null}}"""
        .formatted(createdAt);
  }

  private static String postWith(String attachments) {
    return post(9).replace("\"replies\":null", "\"attachments\":[" + attachments + "]");
  }

  private static String directPost(String members, int createdAt) {
    return """
        {"type":"direct_post","direct_post":{"channel_members":%s,"user":"anna","message":"Hm",\
        "create_at":%s}}"""
        .formatted(members, createdAt);
  }
}
