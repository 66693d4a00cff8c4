package io.github.gdprkit.example.chat.gdpr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.example.chat.generate.HeavyUser;
import io.github.gdprkit.example.chat.generate.LoadGenerator;
import io.github.gdprkit.example.chat.generate.LoadPlan;
import io.github.gdprkit.example.chat.store.ChatException;
import io.github.gdprkit.example.chat.store.ChatWriter;
import io.github.gdprkit.example.chat.store.Organisation;
import io.github.gdprkit.example.chat.store.Post;
import io.github.gdprkit.example.chat.store.Rows;
import io.github.gdprkit.hook.Approval;
import io.github.gdprkit.hook.DataHook;
import io.github.gdprkit.hook.Disposition;
import io.github.gdprkit.hook.ErasureBatch;
import io.github.gdprkit.hook.ErasureHook;
import io.github.gdprkit.hook.ErasureSlice;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.Mandate;
import io.github.gdprkit.hook.RectificationHook;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.hook.Tombstone;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.DataSubjectRight;
import io.github.gdprkit.subject.IdentifierType;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What all hooks together leave of a person in a chat of some size: nothing, in no file. */
class ErasedPersonTest extends OverAChat {

  private static final Approval APPROVAL =
      new Approval("case-7", "the operator", Instant.parse("2026-01-31T09:00:00Z"));
  private static final Tombstone TOMBSTONE = new Tombstone("removed-k7x2m9");
  private static final int BATCH = 40;
  private static final String NAME = "wilhelmine.k";
  private static final String LONG_TEXT = "and so on, ".repeat(3_000);

  private final List<String> canaries = new ArrayList<>();
  private long person;
  private DataSubject subject;

  @BeforeEach
  void fillTheChat() throws Exception {
    run("DELETE FROM memberships");
    run("DELETE FROM channels");
    run("DELETE FROM users");
    run("DELETE FROM teams");
    new LoadGenerator(
            database,
            Organisation.DEFAULT,
            new LoadPlan(40, 2_000, List.of(new HeavyUser(NAME, 300)), 3))
        .run();
    person = number("SELECT id FROM users WHERE username = ?", NAME);
    long other = person + 1;
    String otherName = nameOf(other);
    run(
        "UPDATE users SET email = ?, first_name = ?, last_name = ?, nickname = ?, position = ?,"
            + " auth_service = ? WHERE id = ?",
        canary("mail") + "@choir.example",
        canary("first"),
        canary("last"),
        canary("nick"),
        canary("position"),
        canary("service"),
        person);
    run("INSERT INTO preferences VALUES (?, 'mention_keys', ?)", person, canary("preference"));
    run("UPDATE team_members SET roles = ? WHERE user_id = ?", canary("team"), person);
    run("UPDATE memberships SET notify_props = ? WHERE user_id = ?", canary("membership"), person);
    run(
        "INSERT INTO sessions (user_id, ip, user_agent, created_at, last_used_at)"
            + " VALUES (?, ?, ?, 0, 0)",
        person,
        canary("ip"),
        canary("agent"));
    long channel = number("SELECT min(id) FROM channels WHERE kind = 'O'");
    run("INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, 0)", person, channel, canary("draft"));
    long mine;
    long upload;
    try (ChatWriter writer = database.write(Organisation.DEFAULT)) {
      mine = writer.posts().add(post(channel, person, null, canary("message"))).id();
      writer.posts().add(post(channel, person, mine, LONG_TEXT + canary("overflow") + LONG_TEXT));
      writer.posts().add(post(channel, other, mine, "An answer for everybody"));
      writer.posts().add(post(channel, person, null, "@" + otherName + " look, " + canary("to")));
      // Their words are theirs; only the name goes.
      writer
          .posts()
          .add(post(channel, other, null, "Thank you, @" + NAME + ". And @" + NAME + "!"));
      writer.posts().add(post(channel, other, null, LONG_TEXT + "@" + NAME + " " + LONG_TEXT));
      writer.posts().react(mine, other, "heart", 1);
      upload = writer.uploads().add(mine, person, canary("file") + ".txt", 1);
      writer
          .uploads()
          .store(
              upload, new ByteArrayInputStream(canary("bytes").getBytes(StandardCharsets.UTF_8)));
      writer.commit();
    }
    run("INSERT INTO reactions VALUES (?, ?, ?, 0)", person, mine, canary("emoji"));
    run(
        "UPDATE channels SET display_name = ? WHERE kind IN ('D', 'G')"
            + " AND id IN (SELECT channel_id FROM memberships WHERE user_id = ?)",
        "The group of " + NAME,
        person);
    Files.writeString(
        database.uploads().folder().resolve("%012d.part".formatted(upload)), canary("half"));
    reject("{\"post\":{\"user\":\"" + NAME + "\",\"message\":\"" + canary("rejected") + "\"}}");
    reject("{\"user\":\"" + NAME + "\",\"broken\":\"" + canary("broken"));
    reject("{\"user\":\"" + otherName + "\",\"message\":\"not hers\"}");
    canaries.add(NAME);
    // Written before the account was there, so the table of mentions knows nothing of it.
    run("DELETE FROM mentions WHERE user_id = ? AND post_id % 3 = 0", person);
    subject =
        DataSubject.ofAccount(Long.toString(person)).alsoKnownAs(IdentifierType.USERNAME, NAME);
  }

  @ParameterizedTest
  @EnumSource(OwnMessages.class)
  @GdprReference(article = "17(1)", text = "the obligation to erase personal data")
  void isInNoFileAnyMore(OwnMessages policy) throws Exception {
    assertThat(canaries).hasSizeGreaterThanOrEqualTo(20);
    assertThat(foundInFiles())
        .as("what the scan can find")
        .containsExactlyInAnyOrderElementsOf(canaries);

    Map<String, Long> erased = eraseAll(ChatHooks.over(database, Organisation.DEFAULT, policy));

    assertThat(foundInFiles()).isEmpty();
    assertThat(erased)
        .containsEntry("profile", 1L)
        .containsEntry("messages-sent", 303L)
        .containsEntry("rejected-lines", 2L);
    for (DataHook hook : ChatHooks.over(database, Organisation.DEFAULT, policy).hooks()) {
      if (hook instanceof ErasureHook erasing) {
        assertThat(erasing.remaining(Scope.of(subject)))
            .as(hook.declaration().id().value())
            .isZero();
      }
    }
    assertThat(database.findUser(Organisation.DEFAULT, TOMBSTONE.value())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(OwnMessages.class)
  void leavesTheRowsOfOthersAsTheyWere(OwnMessages policy) throws Exception {
    run(
        """
        UPDATE posts SET edited_at = 7 WHERE author_id <> ? AND text LIKE '%@wilhelmine.k%'
        """,
        person);
    String answers =
        policy == OwnMessages.PLACEHOLDER
            ? "FALSE"
            : "root_id IN (SELECT id FROM posts WHERE author_id = " + person + ")";
    List<String> postsChanged =
        Rows.of(
            database, "SELECT id FROM posts WHERE instr(text, '@wilhelmine.k') > 0 OR " + answers);
    String changed = String.join(",", postsChanged);
    List<String> mentioning =
        Rows.of(
            database,
            ("SELECT id, channel_id, author_id, replace(text, '@wilhelmine.k', '@removed-k7x2m9'),"
                    + " created_at, edited_at FROM posts WHERE author_id <> %s AND id IN (%s)")
                .formatted(person, changed));
    assertThat(mentioning).hasSizeGreaterThan(3);
    List<String> before = rowsOfOthers(changed, policy);
    List<String> filesBefore = filesOfOthers();

    eraseAll(ChatHooks.over(database, Organisation.DEFAULT, policy));

    assertThat(rowsOfOthers(changed, policy)).isEqualTo(before);
    assertThat(filesOfOthers()).isEqualTo(filesBefore);
    assertThat(
            Rows.of(
                database,
                ("SELECT id, channel_id, author_id, text, created_at, edited_at FROM posts WHERE"
                        + " author_id NOT IN (SELECT id FROM users WHERE is_tombstone) AND id IN (%s)")
                    .formatted(changed)))
        .isEqualTo(mentioning);
    assertThat(Files.readAllLines(database.rejectedLines(Organisation.DEFAULT).path()))
        .singleElement()
        .asString()
        .contains("not hers");
  }

  @Test
  void keepsTheThreadsOfOthersReadableWithAMark() throws Exception {
    eraseAll(ChatHooks.over(database, Organisation.DEFAULT));

    assertThat(
            Rows.of(
                database,
                """
                SELECT root.text, root.text_hash, username, count(DISTINCT reactions.user_id)
                FROM posts answer JOIN posts root ON root.id = answer.root_id
                    JOIN users ON users.id = root.author_id
                    LEFT JOIN reactions ON reactions.post_id = root.id
                WHERE answer.text = 'An answer for everybody'
                """))
        .containsExactly("(message removed)|null|removed-k7x2m9|1");
  }

  @Test
  void keepsAnswersThatAnswerNothingAnyMore() throws Exception {
    eraseAll(ChatHooks.over(database, Organisation.DEFAULT, OwnMessages.ERASE));

    assertThat(
            Rows.of(database, "SELECT root_id FROM posts WHERE text = 'An answer for everybody'"))
        .containsExactly("null");
    assertThat(Rows.count(database, "posts WHERE text = '(message removed)'")).isZero();
  }

  @Test
  void erasesRootsWhoseAnswersDifferInNothingElse() throws Exception {
    long channel = number("SELECT min(id) FROM channels");
    long other = person + 1;
    long[] answers = new long[2];
    try (ChatWriter writer = database.write(Organisation.DEFAULT)) {
      for (int i = 0; i < 2; i++) {
        long root = writer.posts().add(post(channel, person, null, "Question " + i)).id();
        answers[i] = writer.posts().add(post(channel, other, root, "Same words")).id();
      }
      writer.commit();
    }

    eraseAll(ChatHooks.over(database, Organisation.DEFAULT, OwnMessages.ERASE));

    assertThat(Rows.of(database, "SELECT text, root_id FROM posts WHERE text = 'Same words'"))
        .containsExactly("Same words|null", "Same words|null");
  }

  @Test
  void changesNothingWhenItRunsAgain() throws Exception {
    eraseAll(ChatHooks.over(database, Organisation.DEFAULT));
    List<String> before = snapshot();

    Map<String, Long> again = eraseAll(ChatHooks.over(database, Organisation.DEFAULT));

    assertThat(again.values()).containsOnly(0L);
    assertThat(snapshot()).containsExactlyInAnyOrderElementsOf(before);
  }

  @Test
  void refusesToEraseTheAccountBeforeTheRest() throws Exception {
    ErasureHook profile =
        (ErasureHook)
            ChatHooks.over(database, Organisation.DEFAULT)
                .find(new HookId("profile"))
                .orElseThrow();

    assertThatThrownBy(() -> profile.erase(first()))
        .isInstanceOf(ChatException.class)
        .hasMessageContaining("the account goes last");
    assertThat(database.findUser(Organisation.DEFAULT, NAME)).isPresent();
  }

  @Test
  void isFailedAndNotForgottenWhileAnotherProgramReads() throws Exception {
    HookCatalog hooks = ChatHooks.over(database, Organisation.DEFAULT);
    for (ErasureHook hook : inOrder(hooks)) {
      if (!hook.declaration().id().value().equals("profile")) {
        erase(hook);
      }
    }
    ErasureHook profile = (ErasureHook) hooks.find(new HookId("profile")).orElseThrow();
    try (Connection reader = database.newReader();
        Statement statement = reader.createStatement();
        ResultSet earlierState = statement.executeQuery("SELECT id FROM posts")) {
      assertThat(earlierState.next()).isTrue();

      assertThatThrownBy(() -> profile.erase(first()))
          .isInstanceOf(ChatException.class)
          .hasMessageContaining("erase again");
    }

    erase(profile);

    assertThat(foundInFiles()).isEmpty();
  }

  @Test
  void leavesWhoeverHasASimilarNameAlone() throws Exception {
    long channel = number("SELECT min(id) FROM channels");
    long namesake =
        insert("INSERT INTO users (organisation_id, username) VALUES (1, ?)", NAME + ".");
    String text = "@" + NAME + ". and @" + NAME + "x and " + NAME + "@" + NAME + " and @" + NAME;
    long post = post(channel, person + 1, text);
    run("INSERT INTO mentions VALUES (?, ?)", namesake, post);

    erase(
        (ErasureHook)
            ChatHooks.over(database, Organisation.DEFAULT)
                .find(new HookId("mentions"))
                .orElseThrow());

    assertThat(Rows.of(database, "SELECT text FROM posts WHERE id = " + post))
        .containsExactly(text.substring(0, text.length() - NAME.length()) + TOMBSTONE.value());
    assertThat(Rows.count(database, "mentions WHERE user_id = " + namesake)).isOne();
  }

  @Test
  void erasesMentionsByTheNameAfterARectification() throws Exception {
    RectificationHook profile =
        (RectificationHook)
            ChatHooks.over(database, Organisation.DEFAULT)
                .find(new HookId("profile"))
                .orElseThrow();
    profile.rectify(new Mandate(APPROVAL, subject), Map.of("username", "Mina.K"));
    assertThat(Rows.count(database, "posts WHERE instr(text, 'Thank you, @mina.k. And') > 0"))
        .isOne();

    eraseAll(ChatHooks.over(database, Organisation.DEFAULT));

    assertThat(Rows.count(database, "posts WHERE instr(text, 'mina.k') > 0")).isZero();
    assertThat(foundInFiles()).isEmpty();
  }

  @Test
  @GdprReference(article = "17(3)(a)", text = "for exercising the right of freedom of expression")
  void tellsThePersonWhatIsKept() {
    HookCatalog hooks = ChatHooks.over(database, Organisation.DEFAULT);

    assertThat(hooks.hooks())
        .filteredOn(
            hook -> hook.declaration().on(DataSubjectRight.ERASURE) instanceof Disposition.Kept)
        .extracting(hook -> hook.declaration().id().value())
        .containsExactly("direct-messages-received", "channel-messages");
  }

  private static Post post(long channel, long author, Long root, String text) {
    return new Post(channel, author, root, text, 1_700_000_000_000L, null);
  }

  /** A word that stands nowhere else. */
  private String canary(String where) {
    String canary = "kanarie-" + where + "-qzx";
    canaries.add(canary);
    return canary;
  }

  private ErasureSlice first() {
    return ErasureSlice.first(APPROVAL, Scope.of(subject), TOMBSTONE, BATCH);
  }

  private Map<String, Long> eraseAll(HookCatalog hooks) throws Exception {
    Map<String, Long> erased = new LinkedHashMap<>();
    for (ErasureHook hook : inOrder(hooks)) {
      erased.put(hook.declaration().id().value(), erase(hook));
    }
    return erased;
  }

  private long erase(ErasureHook hook) throws Exception {
    long erased = 0;
    ErasureSlice slice = first();
    for (ErasureBatch batch = hook.erase(slice); ; batch = hook.erase(slice)) {
      erased += batch.erased();
      if (batch.page().isLast()) {
        return erased;
      }
      slice = slice.next(batch.page().cursor());
    }
  }

  private static List<ErasureHook> inOrder(HookCatalog hooks) {
    return hooks.hooks().stream()
        .filter(ErasureHook.class::isInstance)
        .map(ErasureHook.class::cast)
        .sorted(Comparator.comparing(hook -> hook.declaration().stage()))
        .toList();
  }

  /** Which canaries stand in the bytes of any file of the chat, while it is open. */
  private List<String> foundInFiles() throws Exception {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        canaries.stream().filter(bytes::contains).forEach(found::add);
      }
    }
    return found.stream().distinct().toList();
  }

  private List<String> rowsOfOthers(String changed, OwnMessages policy) throws Exception {
    String gone = "(SELECT id FROM users WHERE is_tombstone = 1 OR id = %d)".formatted(person);
    String onMessages =
        policy == OwnMessages.PLACEHOLDER
            ? ""
            : " AND post_id IN (SELECT id FROM posts WHERE author_id NOT IN " + gone + ")";
    List<String> rows = new ArrayList<>();
    for (String query :
        List.of(
            "users WHERE id NOT IN " + gone,
            "preferences WHERE user_id NOT IN " + gone,
            "team_members WHERE user_id NOT IN " + gone,
            "memberships WHERE user_id NOT IN " + gone,
            "sessions WHERE user_id NOT IN " + gone,
            "drafts WHERE user_id NOT IN " + gone,
            "uploads WHERE owner_id NOT IN " + gone,
            "reactions WHERE user_id NOT IN " + gone + onMessages,
            "mentions WHERE user_id NOT IN " + gone + onMessages,
            "posts WHERE author_id NOT IN " + gone + " AND id NOT IN (" + changed + ")",
            "teams",
            "roles",
            "emojis",
            "channels WHERE kind IN ('O', 'P')")) {
      rows.addAll(Rows.of(database, "SELECT * FROM " + query + " ORDER BY 1, 2"));
    }
    return rows;
  }

  private List<String> filesOfOthers() throws Exception {
    List<String> files = new ArrayList<>();
    for (String name :
        Rows.of(
            database,
            "SELECT stored_name FROM uploads WHERE stored_name IS NOT NULL AND owner_id <> "
                + person)) {
      files.add(name + Files.readString(database.uploads().path(name)));
    }
    assertThat(files).isNotEmpty();
    return files;
  }
}
