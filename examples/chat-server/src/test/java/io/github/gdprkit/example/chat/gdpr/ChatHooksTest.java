package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.example.chat.store.Organisation;
import io.github.gdprkit.hook.ExportHook;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.testkit.contract.ExportHookContract;
import java.sql.SQLException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Nested;

/** Every hook of this server keeps the contract of the test kit. */
class ChatHooksTest extends OverAChat {

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
      if (records == 0) {
        return DataSubject.ofAccount("1000000");
      }
      long person = person();
      run("UPDATE users SET position = ? WHERE id = ?", canary, person);
      return subject(person);
    }

    @Override
    void plantOne(long person, String canary) {
      throw new AssertionError("a person has one profile");
    }

    @Override
    public void plantMore(DataSubject subject, String canary, int records) {
      Assumptions.abort("a person has one profile");
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
  }

  @Nested
  class Teams extends Contract {
    Teams() {
      super("teams");
    }

    @Override
    void plantOne(long person, String canary) throws SQLException {
      long team =
          insert("INSERT INTO teams (organisation_id, name) VALUES (1, 'team' || ?)", next());
      run("INSERT INTO team_members VALUES (?, ?, ?)", person, team, canary);
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
      join(person, channel("D"), "not a subscription");
    }
  }

  @Nested
  class Conversations extends Contract {
    Conversations() {
      super("conversations");
    }

    @Override
    void plantOne(long person, String canary) throws SQLException {
      long other =
          insert(
              "INSERT INTO users (organisation_id, username) VALUES (1, ? || ?)", canary, next());
      long conversation = channel("D");
      join(person, conversation, "");
      join(other, conversation, "");
    }
  }

  @Nested
  class MessagesSent extends Contract {
    MessagesSent() {
      super("messages-sent");
    }

    @Override
    void plantOne(long person, String canary) throws SQLException {
      post(1, person, canary);
    }
  }

  @Nested
  class DirectMessagesReceived extends Contract {
    DirectMessagesReceived() {
      super("direct-messages-received");
    }

    @Override
    void plantOne(long person, String canary) throws SQLException {
      long conversation = next() % 3 == 0 ? channel("D") : conversationOf(person);
      join(person, conversation, "");
      join(1, conversation, "");
      post(conversation, 1, canary);
      post(conversation, person, "own, so not received");
    }

    private long conversationOf(long person) throws SQLException {
      long known =
          number(
              "SELECT max(channel_id) FROM memberships m JOIN channels c ON c.id = channel_id"
                  + " WHERE user_id = ? AND kind = 'D'",
              person);
      return known == 0 ? channel("D") : known;
    }
  }

  @Nested
  class Mentions extends Contract {
    Mentions() {
      super("mentions");
    }

    @Override
    void plantOne(long person, String canary) throws SQLException {
      join(person, 1, "");
      mention(person, post(1, 1, canary));
      mention(person, post(channel("P"), 1, "where the person cannot read"));
      mention(person, post(1, person, "by the person, so not of others"));
    }

    private void mention(long person, long post) throws SQLException {
      run("INSERT INTO mentions VALUES (?, ?)", person, post);
    }
  }

  @Nested
  class ChannelMessages extends Contract {
    ChannelMessages() {
      super("channel-messages");
    }

    @Override
    void plantOne(long person, String canary) throws SQLException {
      if (canary.contains("late")) {
        post(number("SELECT max(id) FROM channels"), 1, canary);
        return;
      }
      long channel = channel("P");
      join(person, channel, "");
      post(channel, 1, canary);
      long mentioning = post(channel, 1, "in mentions already");
      run("INSERT INTO mentions VALUES (?, ?)", person, mentioning);
      post(channel, person, "own");
    }
  }

  @Nested
  class Reactions extends Contract {
    Reactions() {
      super("reactions");
    }

    @Override
    void plantOne(long person, String canary) throws SQLException {
      long post = post(1, 1, "text of another " + next());
      run("INSERT INTO reactions VALUES (?, ?, ?, 0)", person, post, canary);
    }
  }

  @Nested
  class Uploads extends Contract {
    Uploads() {
      super("uploads");
    }

    @Override
    void plantOne(long person, String canary) throws SQLException {
      run(
          "INSERT INTO uploads (owner_id, name, media_type, created_at) VALUES (?, ?, 'a/b', 0)",
          person,
          canary);
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
  }

  @Nested
  class RejectedLines extends Contract {
    RejectedLines() {
      super("rejected-lines");
    }

    @Override
    void plantOne(long person, String canary) throws Exception {
      reject(
          "{\"type\":\"post\",\"post\":{\"user\":\"%s\",\"m\":\"%s %s\"}}"
              .formatted(nameOf(person), canary, next()));
      reject("{\"user\":\"somebody-else\",\"m\":\"no line of hers\"}");
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
  }

  /** The contract over this server's tables. */
  private abstract class Contract implements ExportHookContract {

    private final HookId hook;

    Contract(String hook) {
      this.hook = new HookId(hook);
    }

    abstract void plantOne(long person, String canary) throws Exception;

    @Override
    public ExportHook hook() {
      return (ExportHook) ChatHooks.over(database, Organisation.DEFAULT).find(hook).orElseThrow();
    }

    @Override
    public DataSubject plant(String canary, int records) throws Exception {
      long person = person();
      plantMore(subject(person), canary, records);
      return subject(person);
    }

    @Override
    public void plantMore(DataSubject subject, String canary, int records) throws Exception {
      database.writer().setAutoCommit(false);
      for (int i = 0; i < records; i++) {
        plantOne(ChatPersons.id(subject), canary);
      }
      database.writer().commit();
      database.writer().setAutoCommit(true);
    }
  }
}
