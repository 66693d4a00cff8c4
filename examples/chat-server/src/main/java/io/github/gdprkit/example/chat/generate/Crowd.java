package io.github.gdprkit.example.chat.generate;

import io.github.gdprkit.example.chat.store.Channel;
import io.github.gdprkit.example.chat.store.ChatWriter;
import io.github.gdprkit.example.chat.store.Membership;
import io.github.gdprkit.example.chat.store.Profile;
import io.github.gdprkit.example.chat.store.Team;
import io.github.gdprkit.example.chat.store.Users;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** The people of a generated chat and the channels where they talk. */
final class Crowd {

  private static final String NOTIFY_PROPS = "{\"desktop\":\"default\",\"mark_unread\":\"all\"}";
  private static final List<String> TEAMS = List.of("north", "south", "west");
  private static final List<String> LOCALES = List.of("en", "de", "fr", "el", "ru", "ja");
  private static final List<String> ENDINGS = List.of("", "", "", "", "é", "ø", "ή", "ий", "子");
  private static final int FEWEST_CHANNELS = 5;
  private static final int MOST_CHANNELS = 20;
  private static final int LARGEST_GROUP = 6;
  private static final long DAY = 86_400_000L;

  private final LoadPlan plan;
  private final SplittableRandom random;
  private final Vocabulary vocabulary;
  private final List<Person> people = new ArrayList<>();

  private Crowd(LoadPlan plan, SplittableRandom random, Vocabulary vocabulary) {
    this.plan = plan;
    this.random = random;
    this.vocabulary = vocabulary;
  }

  /** Adds everybody; the heavy users of the plan are the first. */
  static Crowd settle(
      LoadPlan plan, SplittableRandom random, Vocabulary vocabulary, ChatWriter writer, long since)
      throws SQLException {
    Crowd crowd = new Crowd(plan, random, vocabulary);
    crowd.addPeople(writer, since);
    crowd.addChannels(writer, since);
    crowd.addDirectChannels(writer);
    return crowd;
  }

  Person person(int index) {
    return people.get(index);
  }

  Person anybody() {
    return people.get(random.nextInt(people.size()));
  }

  private void addPeople(ChatWriter writer, long since) throws SQLException {
    Users users = writer.users();
    Set<String> taken = new HashSet<>();
    plan.heavy().forEach(heavy -> taken.add(heavy.username()));
    for (int i = 0; i < plan.users(); i++) {
      String username =
          i < plan.heavy().size() ? plan.heavy().get(i).username() : newUsername(taken);
      long createdAt = since - random.nextLong(365 * DAY);
      long id = users.add(profile(username, createdAt)).id();
      people.add(new Person(id, username));
      addPreferences(users, id);
      for (int sessions = random.nextInt(1, 5); sessions > 0; sessions--) {
        addSession(users, id, since);
      }
      writer.commitAt(LoadGenerator.STATEMENTS_PER_TRANSACTION);
    }
  }

  private String newUsername(Set<String> taken) {
    String username = Vocabulary.newWord(random) + "." + Vocabulary.newWord(random);
    for (int i = 2; !taken.add(username); i++) {
      username = username.replaceAll("[0-9]+$", "") + i;
    }
    return username;
  }

  private Profile profile(String username, long createdAt) {
    return new Profile(
        username,
        username + "@example.org",
        newName(),
        newName(),
        random.nextInt(3) == 0 ? newName() : "",
        "",
        pick(LOCALES),
        "",
        "system_user",
        createdAt,
        null);
  }

  private String newName() {
    String word = Vocabulary.newWord(random);
    return Character.toUpperCase(word.charAt(0)) + word.substring(1) + pick(ENDINGS);
  }

  private void addPreferences(Users users, long id) throws SQLException {
    users.addPreference(id, "theme", pick(List.of("light", "dark", "solarized")));
    users.addPreference(id, "use_military_time", String.valueOf(random.nextBoolean()));
    users.addPreference(id, "tutorial_step", String.valueOf(random.nextInt(6)));
    users.addPreference(id, "notify_props.desktop", pick(List.of("all", "mention", "none")));
    users.addPreference(id, "notify_props.email", String.valueOf(random.nextBoolean()));
  }

  private void addSession(Users users, long id, long since) throws SQLException {
    // Addresses from the range that is reserved for documentation.
    String ip = "192.0.2." + random.nextInt(1, 255);
    String userAgent = pick(List.of("Mozilla/5.0 (X11; Linux x86_64)", "ChatApp/4.2 (Android 14)"));
    long createdAt = since + random.nextLong(700 * DAY);
    users.addSession(id, ip, userAgent, createdAt, createdAt + random.nextLong(20 * DAY));
  }

  private void addChannels(ChatWriter writer, long since) throws SQLException {
    List<Long> teams = new ArrayList<>();
    for (String name : TEAMS) {
      teams.add(writer.channels().addTeam(new Team(name, "Team " + name, "O", "", true)).id());
    }
    List<TeamChannel> channels = new ArrayList<>();
    for (int i = 0; i < plan.users() / 10 + 3; i++) {
      Channel channel =
          new Channel(
              "channel-" + i, vocabulary.word(), random.nextInt(4) == 0 ? "P" : "O", "", "");
      long teamId = teams.get(i % teams.size());
      channels.add(new TeamChannel(writer.channels().add(teamId, channel).id(), teamId));
    }
    for (Person person : people) {
      int wanted = random.nextInt(FEWEST_CHANNELS, MOST_CHANNELS + 1);
      for (TeamChannel channel : some(channels, wanted)) {
        writer.channels().joinTeam(person.id(), channel.teamId(), "team_user");
        join(writer, person, channel.id(), since);
      }
      if (random.nextInt(3) == 0) {
        writer
            .users()
            .addDraft(person.id(), person.channel(random), vocabulary.word() + "...", since);
      }
      writer.commitAt(LoadGenerator.STATEMENTS_PER_TRANSACTION);
    }
  }

  private void join(ChatWriter writer, Person person, long channelId, long since)
      throws SQLException {
    boolean favorite = random.nextInt(10) == 0;
    writer
        .channels()
        .join(
            person.id(), channelId, new Membership("channel_user", favorite, NOTIFY_PROPS, since));
    person.channels().add(channelId);
  }

  /** Everybody has a direct channel, and one in five is in a group with some others. */
  private void addDirectChannels(ChatWriter writer) throws SQLException {
    for (int i = 0; i < people.size(); i++) {
      Set<Person> members = new LinkedHashSet<>();
      members.add(people.get(i));
      members.add(people.get((i + 1) % people.size()));
      addDirectChannel(writer, members);
      if (i % 5 == 0) {
        members.addAll(some(people, random.nextInt(1, LARGEST_GROUP - 1)));
        addDirectChannel(writer, members);
      }
    }
  }

  private static void addDirectChannel(ChatWriter writer, Set<Person> members) throws SQLException {
    Set<Long> ids = new HashSet<>();
    members.forEach(member -> ids.add(member.id()));
    long channelId = writer.channels().direct(ids, "").id();
    members.forEach(member -> member.directChannels().add(channelId));
  }

  /** So many of them, or all if there are fewer, each once. */
  private <T> Set<T> some(List<T> all, int count) {
    Set<T> some = new LinkedHashSet<>();
    while (some.size() < Math.min(count, all.size())) {
      some.add(pick(all));
    }
    return some;
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private record TeamChannel(long id, long teamId) {}
}
