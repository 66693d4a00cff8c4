package io.github.gdprkit.example.chat.gdpr;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.DirectoryArchiveStore;
import io.github.gdprkit.example.chat.generate.HeavyUser;
import io.github.gdprkit.example.chat.generate.LoadGenerator;
import io.github.gdprkit.example.chat.generate.LoadPlan;
import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.ChatLocation;
import io.github.gdprkit.example.chat.store.ChatWriter;
import io.github.gdprkit.example.chat.store.Organisation;
import io.github.gdprkit.example.chat.store.RejectedLines;
import io.github.gdprkit.example.chat.store.Rows;
import io.github.gdprkit.example.chat.store.User;
import io.github.gdprkit.fulfilment.ExportOptions;
import io.github.gdprkit.fulfilment.ExportOrder;
import io.github.gdprkit.fulfilment.ExportOutcome;
import io.github.gdprkit.fulfilment.ProgressListener;
import io.github.gdprkit.hook.Approval;
import io.github.gdprkit.hook.DataHook;
import io.github.gdprkit.hook.ErasureBatch;
import io.github.gdprkit.hook.ErasureHook;
import io.github.gdprkit.hook.ErasureSlice;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.Mandate;
import io.github.gdprkit.hook.ObjectionHook;
import io.github.gdprkit.hook.RectificationHook;
import io.github.gdprkit.hook.RestrictionHook;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.hook.ThirdPartyPolicy;
import io.github.gdprkit.hook.Tombstone;
import io.github.gdprkit.jackson.JacksonArchiveFormat;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.time.SettableClock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Three organisations with the same people in one database. Every row of each has a word of its
 * own, so that a leak is seen wherever it is.
 */
abstract class ManyOrganisations {

  private static final Approval APPROVAL = new Approval("end", "the controller", Instant.EPOCH);
  private static final Tombstone TOMBSTONE = new Tombstone("removed-q1");

  private static final Map<String, String> WHOSE = new LinkedHashMap<>();

  static {
    for (String table : List.of("users", "roles", "teams", "channels", "emojis")) {
      WHOSE.put(table, "organisation_id");
    }
    String ofUser = "(SELECT organisation_id FROM users WHERE users.id = %s)";
    for (String table :
        List.of(
            "preferences",
            "team_members",
            "memberships",
            "mentions",
            "reactions",
            "sessions",
            "drafts")) {
      WHOSE.put(table, ofUser.formatted("user_id"));
    }
    WHOSE.put("posts", ofUser.formatted("author_id"));
    WHOSE.put("uploads", ofUser.formatted("owner_id"));
  }

  @TempDir Path folder;
  ChatDatabase database;
  final List<Organisation> organisations = new ArrayList<>();

  /** An empty database. */
  abstract ChatLocation location();

  /** How many people each organisation has. */
  abstract int people();

  /** How many messages they wrote, 60 of them anna and 40 boris. */
  abstract int messages();

  /** Is called when the database is closed. */
  abstract void drop();

  /** Looks where only this product keeps something. */
  abstract void seeThatNothingIsLeft(Organisation erased) throws Exception;

  @BeforeEach
  void settle() throws Exception {
    database = ChatDatabase.open(location());
    LoadPlan plan =
        new LoadPlan(
            people(),
            messages(),
            List.of(new HeavyUser("anna", 60), new HeavyUser("boris", 40)),
            7);
    for (String name : List.of("acme", "choir", "operator")) {
      Organisation organisation = database.organisations().getOrCreate(name);
      organisations.add(organisation);
      new LoadGenerator(database, organisation, plan).run();
      mark(organisation);
    }
  }

  @AfterEach
  void close() throws Exception {
    database.close();
    drop();
  }

  /** The word that stands in every row. */
  static String canary(Organisation organisation) {
    return "kanarie-" + organisation.name() + "-qzx";
  }

  private void mark(Organisation organisation) throws Exception {
    String canary = canary(organisation);
    try (ChatWriter writer = database.write(organisation)) {
      writer.users().addRole("member", canary, "", "");
      writer.channels().addEmoji("note", canary);
      writer.commit();
    }
    for (String column :
        List.of(
            "users.nickname",
            "preferences.value",
            "teams.description",
            "team_members.roles",
            "channels.header",
            "memberships.roles",
            "posts.text",
            "reactions.emoji",
            "uploads.name",
            "sessions.user_agent",
            "drafts.text")) {
      String table = column.substring(0, column.indexOf('.'));
      String name = column.substring(column.indexOf('.') + 1);
      change(
          "UPDATE %s SET %s = %s || ' ' || ? WHERE %s = ?"
              .formatted(table, name, name, WHOSE.get(table)),
          canary,
          organisation.id());
    }
    for (String file : storedFiles(organisation)) {
      Files.writeString(database.uploads().path(file), canary);
    }
    try (RejectedLines lines = database.rejectedLines(organisation)) {
      for (String name : List.of("anna", "somebody")) {
        lines.add(
            out ->
                out.write(
                    "{\"user\":\"%s\",\"n\":\"%s\"}"
                        .formatted(name, canary)
                        .getBytes(StandardCharsets.UTF_8)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme", "choir", "operator"})
  @GdprReference(article = "15(4)", text = "shall not adversely affect the rights and freedoms")
  void givesOnePersonNothingOfTheNamesakeElsewhere(String name) throws Exception {
    Organisation organisation = database.organisations().get(name);
    User anna = database.findUser(organisation, "anna").orElseThrow();

    String archive =
        export(organisation, Scope.of(ChatPersons.dataSubject(anna)), ThirdPartyPolicy.VISIBLE);

    assertOnly(organisation, archive);
    assertThat(archive).contains("\"line\":1");
    assertThat(hook(organisation, "messages-sent").locate(scope(anna)).records()).isEqualTo(60);
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme", "choir", "operator"})
  @GdprReference(article = "28(3)(g)", text = "deletes or returns all the personal data")
  void returnsEveryRowOfEveryoneOnceAndNoneOfAnother(String name) throws Exception {
    Organisation organisation = database.organisations().get(name);
    Map<String, Long> records = new LinkedHashMap<>();
    for (DataHook hook : hooks(organisation).hooks()) {
      records.put(hook.declaration().id().value(), hook.locate(everyone(organisation)).records());
    }

    String archive = export(organisation, everyone(organisation), ThirdPartyPolicy.WHOLE);

    assertOnly(organisation, archive);
    assertThat(records)
        .containsEntry("profile", (long) people())
        .containsEntry("messages-sent", (long) messages())
        .containsEntry("preferences", (long) rows("preferences", organisation).size())
        .containsEntry("reactions", (long) rows("reactions", organisation).size())
        .containsEntry("sessions", (long) rows("sessions", organisation).size())
        .containsEntry("drafts", (long) rows("drafts", organisation).size())
        .containsEntry("uploads", (long) rows("uploads", organisation).size())
        .containsEntry("teams", (long) rows("team_members", organisation).size())
        .containsEntry("rejected-lines", 2L)
        .containsEntry("organisation", 2L + rows("channels", organisation).size() + 3);
    long posts = archive.lines().filter(line -> line.contains("\"sent\":")).count();
    // Everyone's archive has each message once, with its author.
    assertThat(posts).isEqualTo(messages());
  }

  @Test
  void knowsNobodyWhoseAccountIsElsewhere() throws Exception {
    Organisation acme = organisations.get(0);
    Organisation choir = organisations.get(1);
    User stranger = database.findUser(choir, "anna").orElseThrow();
    change("UPDATE users SET username = 'only-there' WHERE id = ?", stranger.id());
    change(
        "UPDATE posts SET text = text || ' @only-there' WHERE "
            + WHOSE.get("posts")
            + " = ? AND id % 5 = 0",
        acme.id());
    try (RejectedLines lines = database.rejectedLines(acme)) {
      lines.add(out -> out.write("{\"user\":\"only-there\"}".getBytes(StandardCharsets.UTF_8)));
    }
    User renamed = database.findUser(choir, "only-there").orElseThrow();
    List<String> before = everything();

    for (DataHook hook : hooks(acme).hooks()) {
      String id = hook.declaration().id().value();
      assertThat(hook.locate(scope(renamed)).records()).as(id).isZero();
      Mandate mandate = new Mandate(APPROVAL, ChatPersons.dataSubject(renamed));
      if (hook instanceof ErasureHook erasing) {
        assertThat(eraseAll(erasing, scope(renamed), 7)).as(id).isZero();
        assertThat(erasing.remaining(scope(renamed))).as(id).isZero();
      }
      if (hook instanceof RectificationHook rectifying) {
        assertThat(rectifying.rectify(mandate, Map.of("nickname", "x"))).as(id).isZero();
      }
      if (hook instanceof RestrictionHook restricting) {
        assertThat(restricting.restrict(mandate)).as(id).isZero();
        assertThat(restricting.lift(mandate)).as(id).isZero();
      }
      if (hook instanceof ObjectionHook objecting) {
        assertThat(objecting.stopProcessing(mandate)).as(id).isZero();
      }
    }

    assertThat(everything()).isEqualTo(before);
    String archive = export(acme, scope(renamed), ThirdPartyPolicy.VISIBLE);
    assertThat(archive).doesNotContain("kanarie-");
  }

  @Test
  void countsAndErasesNobodyWhenItIsEveryoneOfAnotherController() throws Exception {
    Organisation acme = organisations.get(0);
    Organisation choir = organisations.get(1);
    List<String> before = everything();

    for (DataHook hook : hooks(acme).hooks()) {
      String id = hook.declaration().id().value();
      assertThat(hook.locate(everyone(choir)).records()).as(id).isZero();
      if (hook instanceof ErasureHook erasing) {
        assertThat(eraseAll(erasing, everyone(choir), 7)).as(id).isZero();
        assertThat(erasing.remaining(everyone(choir))).as(id).isZero();
      }
    }

    assertThat(everything()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(OwnMessages.class)
  @GdprReference(article = "17(1)", text = "the obligation to erase personal data")
  void erasesOnePersonAndLeavesTheNamesakesElsewhere(OwnMessages policy) throws Exception {
    Organisation acme = organisations.get(0);
    User anna = database.findUser(acme, "anna").orElseThrow();
    List<String> others = ofOthers(acme);

    for (ErasureHook hook : inOrder(ChatHooks.over(database, acme, policy))) {
      eraseAll(hook, scope(anna), 7);
      assertThat(hook.remaining(scope(anna))).as(hook.declaration().id().value()).isZero();
    }

    assertThat(database.findUser(acme, "anna")).isEmpty();
    assertThat(ofOthers(acme)).isEqualTo(others);
    assertThat(Rows.count(database, "users WHERE username = 'anna'")).isEqualTo(2);
    assertThat(Files.readString(database.rejectedLines(acme).path()))
        .contains("somebody")
        .doesNotContain("anna");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1_000})
  @GdprReference(
      article = "28(3)(g)",
      text = "deletes or returns all the personal data to the controller after the end")
  void erasesEveryoneOfOneAndLeavesTheOthersByteForByte(int batch) throws Exception {
    Organisation acme = organisations.get(0);
    // Somebody was erased before, so that there are marks.
    User boris = database.findUser(acme, "boris").orElseThrow();
    for (ErasureHook hook : inOrder(hooks(acme))) {
      eraseAll(hook, scope(boris), 100);
    }
    List<String> files = storedFiles(acme);
    assertThat(files).isNotEmpty();
    List<String> others = ofOthers(acme);

    Map<String, Long> erased = new LinkedHashMap<>();
    for (ErasureHook planned : inOrder(hooks(acme))) {
      HookId id = planned.declaration().id();
      long located = planned.remaining(everyone(acme));
      ErasureSlice slice = ErasureSlice.first(APPROVAL, everyone(acme), TOMBSTONE, batch);
      ErasureHook hook = planned;
      long count = 0;
      while (true) {
        if (count % 20 == 0) {
          // As after a crash: what ran before knows nothing any more.
          hook = hook(acme, id.value());
        }
        ErasureBatch done = hook.erase(slice);
        count += done.erased();
        assertThat(done.erased()).isLessThanOrEqualTo(batch);
        if (done.page().isLast()) {
          break;
        }
        slice = slice.next(done.page().cursor());
      }
      assertThat(count).as(id.value()).isEqualTo(located);
      assertThat(hook(acme, id.value()).remaining(everyone(acme))).as(id.value()).isZero();
      erased.put(id.value(), count);
    }

    assertThat(erased)
        .containsEntry("profile", (long) people())
        .containsEntry("messages-sent", (long) messages());
    assertThat(erased.get("organisation")).isGreaterThan(8);
    for (String table : WHOSE.keySet()) {
      assertThat(rows(table, acme)).as(table).isEmpty();
    }
    for (String file : files) {
      assertThat(database.uploads().path(file)).doesNotExist();
    }
    assertThat(ofOthers(acme)).isEqualTo(others);
    assertThat(filesWith(canary(acme))).isEmpty();
    seeThatNothingIsLeft(acme);
  }

  /** What is erased goes on from the start of the slice that was asked for twice. */
  @Test
  void erasesEveryoneToTheEndWhenEachBatchIsAskedForTwice() throws Exception {
    Organisation choir = organisations.get(1);
    List<String> others = ofOthers(choir);

    for (ErasureHook hook : inOrder(hooks(choir))) {
      ErasureSlice slice = ErasureSlice.first(APPROVAL, everyone(choir), TOMBSTONE, 50);
      while (true) {
        ErasureBatch first = hook.erase(slice);
        ErasureBatch again = hook.erase(slice);
        if (first.page().isLast()) {
          assertThat(again.erased()).isZero();
          break;
        }
        slice = slice.next(first.page().cursor());
      }
      assertThat(hook.remaining(everyone(choir))).isZero();
    }

    assertThat(database.isEmpty(choir)).isTrue();
    assertThat(ofOthers(choir)).isEqualTo(others);
  }

  @Test
  void saysWhereItKeepsEverything() throws Exception {
    Map<String, List<String>> declared = new LinkedHashMap<>();
    for (DataHook hook : hooks(organisations.get(0)).hooks()) {
      for (String store : hook.declaration().stores()) {
        declared
            .computeIfAbsent(store, any -> new ArrayList<>())
            .add(hook.declaration().id().value());
      }
    }
    Map<String, String> excluded = ChatStores.withoutHook(database);

    assertThat(declared.keySet()).doesNotContainAnyElementsOf(excluded.keySet());
    assertThat(ChatStores.actual(database))
        .containsAll(declared.keySet())
        .allSatisfy(
            store ->
                assertThat(declared.containsKey(store) || excluded.containsKey(store))
                    .as(store)
                    .isTrue());
    assertThat(WHOSE.keySet()).isSubsetOf(declared.keySet());
  }

  final HookCatalog hooks(Organisation organisation) {
    return ChatHooks.over(database, organisation);
  }

  private ErasureHook hook(Organisation organisation, String id) {
    return (ErasureHook) hooks(organisation).find(new HookId(id)).orElseThrow();
  }

  private static Scope scope(User user) {
    DataSubject subject = ChatPersons.dataSubject(user);
    return Scope.of(subject);
  }

  private static Scope everyone(Organisation organisation) {
    return Scope.everyoneOf(Controller.of(organisation.name(), organisation.displayName()));
  }

  private static long eraseAll(ErasureHook hook, Scope scope, int batch) throws Exception {
    long erased = 0;
    ErasureSlice slice = ErasureSlice.first(APPROVAL, scope, TOMBSTONE, batch);
    for (ErasureBatch done = hook.erase(slice); ; done = hook.erase(slice)) {
      erased += done.erased();
      if (done.page().isLast()) {
        return erased;
      }
      slice = slice.next(done.page().cursor());
    }
  }

  private static List<ErasureHook> inOrder(HookCatalog hooks) {
    return hooks.hooks().stream()
        .filter(ErasureHook.class::isInstance)
        .map(ErasureHook.class::cast)
        .sorted(Comparator.comparing(hook -> hook.declaration().stage()))
        .toList();
  }

  /** Everything that stands in the archive, unpacked. */
  private String export(Organisation organisation, Scope scope, ThirdPartyPolicy policy)
      throws Exception {
    SettableClock clock = new SettableClock();
    DirectoryArchiveStore archives = new DirectoryArchiveStore(folder.resolve("archives"));
    GdprKit kit =
        GdprKit.builder()
            .controller(Controller.of(organisation.name(), organisation.displayName()))
            .hooks(hooks(organisation))
            .archives(archives)
            .format(new JacksonArchiveFormat())
            .clock(clock)
            .build();
    ArchiveId archive = new ArchiveId("archive-of-" + organisation.name());
    ExportOutcome outcome =
        kit.exports()
            .run(
                new ExportOrder(archive, scope, "Label", policy, APPROVAL),
                ExportOptions.defaults().withPageRecords(37),
                ProgressListener.none());
    assertThat(outcome).isInstanceOf(ExportOutcome.Completed.class);
    StringBuilder all = new StringBuilder();
    try (ZipFile zip = new ZipFile(archives.file(archive).toFile())) {
      for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
        try (InputStream in = zip.getInputStream(entry)) {
          all.append(new String(in.readAllBytes(), StandardCharsets.UTF_8)).append('\n');
        }
      }
    }
    return all.toString();
  }

  private void assertOnly(Organisation organisation, String text) {
    for (Organisation any : organisations) {
      if (any.equals(organisation)) {
        assertThat(text).contains(canary(any));
      } else {
        assertThat(text.contains(canary(any))).as("a word of " + any.name()).isFalse();
      }
    }
  }

  private List<String> storedFiles(Organisation organisation) throws Exception {
    return Rows.of(
        database,
        "SELECT stored_name FROM uploads WHERE stored_name IS NOT NULL AND %s = %d ORDER BY 1"
            .formatted(WHOSE.get("uploads"), organisation.id()));
  }

  private List<String> rows(String table, Organisation organisation) throws Exception {
    return Rows.of(
            database,
            "SELECT * FROM %s WHERE %s = %d".formatted(table, WHOSE.get(table), organisation.id()))
        .stream()
        .sorted()
        .toList();
  }

  /** Every row, file and rejected line of the other organisations. */
  private List<String> ofOthers(Organisation one) throws Exception {
    List<String> all = new ArrayList<>();
    for (Organisation organisation : organisations) {
      if (!organisation.equals(one)) {
        for (String table : WHOSE.keySet()) {
          List<String> rows = rows(table, organisation);
          assertThat(rows).as(table).isNotEmpty();
          all.addAll(rows);
        }
        for (String file : storedFiles(organisation)) {
          all.add(file + Files.readString(database.uploads().path(file)));
        }
        all.add(Files.readString(database.rejectedLines(organisation).path()));
      }
    }
    return all;
  }

  private List<String> everything() throws Exception {
    List<String> all = ofOthers(new Organisation(0, "nobody", "Nobody"));
    all.addAll(Rows.of(database, "SELECT * FROM organisations ORDER BY 1"));
    return all;
  }

  final List<String> filesWith(String text) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
          found.add(String.valueOf(file.getFileName()));
        }
      }
    }
    return found;
  }

  private void change(String sql, Object... values) throws Exception {
    database.change(statements -> statements.changes(sql, values));
  }
}
