package io.github.gdprkit.example.chat.gdpr;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.example.chat.store.Organisation;
import io.github.gdprkit.example.chat.store.UploadFolder;
import io.github.gdprkit.hook.ErasureHook;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.ObjectionHook;
import io.github.gdprkit.hook.RectificationHook;
import io.github.gdprkit.hook.RestrictionHook;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.testkit.contract.ErasureHookContract;
import io.github.gdprkit.testkit.contract.ObjectionHookContract;
import io.github.gdprkit.testkit.contract.RectificationHookContract;
import io.github.gdprkit.testkit.contract.RestrictionHookContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Nested;

/** Every hook that changes data keeps the contracts of the test kit. */
class ErasingHooksTest extends OverAChat {

  @Nested
  class Profiles extends Contract {
    Profiles() {
      super("profile");
    }

    @Override
    public int recordsPerPerson() {
      return 1;
    }

    @Override
    public DataSubject plant(String canary, int records) throws Exception {
      return profile(canary, records);
    }

    @Override
    void plantOne(long person, String canary) {
      throw new AssertionError("a person has one profile");
    }

    /** When accounts go, whatever else there was of them is gone. */
    @Override
    public Scope everyone() {
      Scope everyone = super.everyone();
      try {
        run("DELETE FROM memberships");
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      return everyone;
    }

    @Override
    public void plantMore(DataSubject subject, String canary, int records) {
      Assumptions.abort("a person has one profile");
    }

    @Override
    public void deleteOne(DataSubject subject) throws Exception {
      run("DELETE FROM users WHERE id = ?", ChatPersons.id(subject));
    }
  }

  @Nested
  class Preferences extends Contract {
    Preferences() {
      super("preferences");
    }

    @Override
    void plantOne(long person, String canary) throws SQLException {
      run("INSERT INTO preferences VALUES (?, printf('p%06d', ?), ?)", person, next(), canary);
    }

    @Override
    public void deleteOne(DataSubject subject) throws Exception {
      deleteOne("preferences", "user_id", "name", subject);
    }
  }

  @Nested
  class Teams extends Contract {
    Teams() {
      super("teams");
    }

    @Override
    void plantOne(long person, String canary) throws SQLException {
      long team =
          insert(
              "INSERT INTO teams (organisation_id, name) VALUES (?, 'team' || ?)",
              organisation.id(),
              next());
      run("INSERT INTO team_members VALUES (?, ?, ?)", person, team, canary);
    }

    @Override
    public void deleteOne(DataSubject subject) throws Exception {
      deleteOne("team_members", "user_id", "team_id", subject);
    }
  }

  @Nested
  class Subscriptions extends Contract {
    Subscriptions() {
      super("subscriptions");
    }

    @Override
    void plantOne(long person, String canary) throws SQLException {
      join(person, channel("P"), canary);
    }

    @Override
    public void deleteOne(DataSubject subject) throws Exception {
      deleteOne("memberships", "user_id", "channel_id", subject);
    }
  }

  @Nested
  class Conversations extends Contract {
    Conversations() {
      super("conversations");
    }

    /** Some of which the person has left, so that only the name still tells of them. */
    @Override
    void plantOne(long person, String canary) throws SQLException {
      long other = person();
      long channel =
          insert(
              "INSERT INTO channels (organisation_id, kind, name, display_name, header)"
                  + " VALUES (?, 'D', ?, ?, ?)",
              organisation.id(),
              person + "__" + other,
              canary + " " + next() + ": " + nameOf(other) + ", " + nameOf(person),
              "Ask @" + nameOf(person) + ".");
      join(person, channel, "");
      join(other, channel, "");
    }

    @Override
    public void deleteOne(DataSubject subject) throws Exception {
      long channel =
          number(
              "SELECT coalesce(max(channel_id), 0) FROM memberships WHERE user_id = ?",
              ChatPersons.id(subject));
      run("DELETE FROM memberships WHERE channel_id = ?", channel);
      run("DELETE FROM channels WHERE id = ?", channel);
    }
  }

  @Nested
  class MessagesWithAMark extends Contract {
    MessagesWithAMark() {
      super("messages-sent");
    }

    @Override
    void plantOne(long person, String canary) throws SQLException {
      post(square(), person, canary);
    }

    @Override
    public void deleteOne(DataSubject subject) throws Exception {
      deleteOne("posts", "author_id", "id", subject);
    }
  }

  @Nested
  class MessagesWithoutAMark extends MessagesWithAMark {
    @Override
    public ErasureHook hook() {
      return (ErasureHook)
          ChatHooks.over(database, Organisation.DEFAULT, OwnMessages.ERASE)
              .find(new HookId("messages-sent"))
              .orElseThrow();
    }
  }

  @Nested
  class Mentions extends Contract {
    Mentions() {
      super("mentions");
    }

    @Override
    public Scope everyone() {
      return Assumptions.abort(
          "of everyone the messages go as messages sent; ManyOrganisationsTest erases them together");
    }

    @Override
    void plantOne(long person, String canary) throws SQLException {
      join(person, square(), "");
      long post =
          post(
              square(),
              somebodyElse(),
              canary + " " + next() + ", ask @" + nameOf(person) + ". Or not");
      run("INSERT INTO mentions VALUES (?, ?)", person, post);
    }

    @Override
    public void deleteOne(DataSubject subject) throws Exception {
      long post =
          number(
              "SELECT coalesce(max(post_id), 0) FROM mentions WHERE user_id = ?",
              ChatPersons.id(subject));
      run("DELETE FROM posts WHERE id = ?", post);
    }
  }

  @Nested
  class Reactions extends Contract {
    Reactions() {
      super("reactions");
    }

    @Override
    void plantOne(long person, String canary) throws SQLException {
      long post = post(square(), somebodyElse(), "text of another " + next());
      run("INSERT INTO reactions VALUES (?, ?, ?, 0)", person, post, canary);
    }

    @Override
    public void deleteOne(DataSubject subject) throws Exception {
      deleteOne("reactions", "user_id", "post_id", subject);
    }
  }

  @Nested
  class Uploads extends Contract {
    Uploads() {
      super("uploads");
    }

    /** Some with bytes, some without, some with bytes that a crash kept from their row. */
    @Override
    void plantOne(long person, String canary) throws Exception {
      long id =
          insert(
              "INSERT INTO uploads (owner_id, name, media_type, created_at) VALUES (?, ?, 'a/b', 0)",
              person,
              canary);
      UploadFolder uploads = database.uploads();
      String name = "%012d".formatted(id);
      if (id % 3 > 0) {
        Files.writeString(uploads.path(name), canary);
      }
      if (id % 3 == 1) {
        run("UPDATE uploads SET stored_name = ? WHERE id = ?", name, id);
      }
      if (id % 5 == 0) {
        Files.writeString(uploads.folder().resolve(name + ".part"), canary);
      }
    }

    @Override
    public void deleteOne(DataSubject subject) throws Exception {
      long id =
          number(
              "SELECT coalesce(max(id), 0) FROM uploads WHERE owner_id = ?",
              ChatPersons.id(subject));
      database.accounts(Organisation.DEFAULT).deleteUpload(ChatPersons.id(subject), id);
    }
  }

  @Nested
  class Sessions extends Contract {
    Sessions() {
      super("sessions");
    }

    @Override
    void plantOne(long person, String canary) throws SQLException {
      run(
          "INSERT INTO sessions (user_id, ip, user_agent, created_at, last_used_at)"
              + " VALUES (?, '::1', ?, ?, 0)",
          person,
          canary,
          next());
    }

    @Override
    public void deleteOne(DataSubject subject) throws Exception {
      deleteOne("sessions", "user_id", "id", subject);
    }
  }

  @Nested
  class Drafts extends Contract {
    Drafts() {
      super("drafts");
    }

    @Override
    void plantOne(long person, String canary) throws SQLException {
      run("INSERT INTO drafts VALUES (?, ?, ?, 0)", person, channel("O"), canary);
    }

    @Override
    public void deleteOne(DataSubject subject) throws Exception {
      deleteOne("drafts", "user_id", "channel_id", subject);
    }
  }

  @Nested
  class RejectedLines extends Contract {
    RejectedLines() {
      super("rejected-lines");
    }

    @Override
    void plantOne(long person, String canary) throws Exception {
      int number = next();
      String name = nameOf(person);
      reject(
          switch (number % 3) {
            case 0 -> "{\"user\":{\"username\":\"%s\",\"n\":\"%s\"}}".formatted(name, canary);
            case 1 -> "{\"%s\":[1,\"%s\"]}".formatted(name.toUpperCase(Locale.ROOT), canary);
            default -> "{\"post\":{\"user\":\"%s\",\"message\":\"%s".formatted(name, canary);
          });
    }

    @Override
    public void deleteOne(DataSubject subject) throws Exception {
      Path file = database.rejectedLines(Organisation.DEFAULT).path();
      List<String> lines = Files.readAllLines(file);
      String name = nameOf(ChatPersons.id(subject));
      for (int i = lines.size() - 1; i >= 0; i--) {
        if (lines.get(i).toLowerCase(Locale.ROOT).contains('"' + name + '"')) {
          lines.remove(i);
          break;
        }
      }
      Files.write(file, lines);
    }
  }

  @Nested
  class RectifiedProfiles implements RectificationHookContract {

    @Override
    public RectificationHook hook() {
      return (RectificationHook) find("profile");
    }

    @Override
    public DataSubject plant(String canary, int records) throws Exception {
      return profile(canary, records);
    }

    @Override
    public Map<String, String> corrections(String canary) {
      Map<String, String> corrections = new LinkedHashMap<>();
      for (String field : List.of("username", "firstName", "lastName", "nickname", "position")) {
        corrections.put(field, canary);
      }
      corrections.put("email", canary + "@choir.example");
      corrections.put("locale", canary);
      return corrections;
    }

    @Override
    public Map<String, String> stored(DataSubject subject) throws Exception {
      Map<String, String> stored = new LinkedHashMap<>();
      try (Statement statement = database.writer().createStatement();
          ResultSet row =
              statement.executeQuery(
                  """
                  SELECT id, username, email, first_name AS firstName, last_name AS lastName,
                      nickname, position, locale, roles, created_at AS created
                  FROM users WHERE id = """
                      + " "
                      + subject.account())) {
        for (int i = 1; row.next() && i <= row.getMetaData().getColumnCount(); ) {
          for (; i <= row.getMetaData().getColumnCount(); i++) {
            stored.put(row.getMetaData().getColumnLabel(i), String.valueOf(row.getString(i)));
          }
        }
      }
      return stored;
    }
  }

  @Nested
  class RestrictedProfiles implements RestrictionHookContract {

    @Override
    public RestrictionHook hook() {
      return (RestrictionHook) find("profile");
    }

    @Override
    public int recordsPerPerson() {
      return 1;
    }

    @Override
    public DataSubject plant(String canary, int records) throws Exception {
      return profile(canary, records);
    }

    @Override
    public List<String> snapshot() throws Exception {
      return ErasingHooksTest.this.snapshot();
    }
  }

  @Nested
  class Digests implements ObjectionHookContract {

    @Override
    public ObjectionHook hook() {
      return (ObjectionHook) find("preferences");
    }

    @Override
    public int recordsPerPerson() {
      return 1;
    }

    @Override
    public DataSubject plant(String canary, int records) throws Exception {
      long person = person();
      if (records == 1) {
        run("INSERT INTO preferences VALUES (?, 'digest', ?)", person, canary);
      }
      return subject(person);
    }

    @Override
    public List<String> snapshot() throws Exception {
      return ErasingHooksTest.this.snapshot();
    }
  }

  /** The contract over this server's tables. */
  private abstract class Contract implements ErasureHookContract {

    private final String hook;
    private boolean isOfEveryone;

    Contract(String hook) {
      this.hook = hook;
    }

    abstract void plantOne(long person, String canary) throws Exception;

    @Override
    public ErasureHook hook() {
      return (ErasureHook) find(hook);
    }

    @Override
    public DataSubject plant(String canary, int records) throws Exception {
      long person = person();
      DataSubject subject = named(person);
      plantMore(subject, canary, records);
      return subject;
    }

    @Override
    public void plantMore(DataSubject subject, String canary, int records) throws Exception {
      for (int i = 0; i < records; i++) {
        plantOne(ChatPersons.id(subject), canary);
      }
    }

    @Override
    public Scope everyone() {
      isOfEveryone = true;
      return Scope.everyoneOf(Controller.of("operator", "The operator"));
    }

    @Override
    public void plantForAnotherController(String canary, int records) throws Exception {
      organisation = acme;
      plant(canary, records);
      organisation = Organisation.DEFAULT;
    }

    /** The accounts and places of everyone are other hooks', so they are left out then. */
    @Override
    public List<String> snapshot() throws Exception {
      List<String> all = ErasingHooksTest.this.snapshot();
      if (!isOfEveryone) {
        return all;
      }
      Set<String> own = new HashSet<>(hook().declaration().stores());
      own.add(own.contains(ChatStores.UPLOAD_FILES) ? "file" : "rejected");
      return all.stream()
          .filter(line -> own.contains(line.substring(0, line.indexOf('|'))))
          .toList();
    }

    void deleteOne(String table, String personColumn, String key, DataSubject subject)
        throws Exception {
      long person = ChatPersons.id(subject);
      run(
          "DELETE FROM %1$s WHERE %2$s = ?1 AND %3$s = (SELECT min(%3$s) FROM %1$s WHERE %2$s = ?1)"
              .formatted(table, personColumn, key),
          person);
    }
  }

  private Object find(String hook) {
    return ChatHooks.over(database, Organisation.DEFAULT).find(new HookId(hook)).orElseThrow();
  }

  private DataSubject profile(String canary, int records) throws Exception {
    assertThat(records).isLessThan(2);
    if (records == 0) {
      return DataSubject.ofAccount("1000000");
    }
    long person = person();
    run("UPDATE users SET position = ? WHERE id = ?", canary, person);
    return named(person);
  }
}
