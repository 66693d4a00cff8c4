package io.github.gdprkit.example.chat.importer;

import io.github.gdprkit.example.chat.store.Added;
import io.github.gdprkit.example.chat.store.Membership;
import io.github.gdprkit.example.chat.store.Profile;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * {@code {"type": "user", ...}}: a person, with preferences and memberships. A password or an id at
 * another service ({@code auth_data}) is not read, so the server does not keep it.
 */
final class UserLines implements LineKind {

  /** The settings among the fields of a user, under the names of older and newer exports. */
  private static final Set<String> PREFERENCES =
      Set.of(
          "channel_display_mode",
          "collapse_consecutive_messages",
          "collapse_previews",
          "colorize_usernames",
          "email_interval",
          "feature_enabled_markdown_preview",
          "formatting",
          "link_previews",
          "message_display",
          "military_time",
          "name_format",
          "show_unread_section",
          "theme",
          "tutorial_step",
          "use_formatting",
          "use_markdown_preview",
          "use_military_time");

  private final ImportTarget target;

  UserLines(ImportTarget target) {
    this.target = target;
  }

  @Override
  public Change read(Fields user) throws InvalidLineException {
    Profile profile = profile(user);
    Map<String, String> preferences = preferences(user);
    List<TeamOfUser> teams = new ArrayList<>();
    for (Fields team : user.objects("teams")) {
      teams.add(team(team));
    }
    return () -> apply(profile, preferences, teams);
  }

  private void apply(Profile profile, Map<String, String> preferences, List<TeamOfUser> teams)
      throws InvalidLineException, SQLException {
    if (target.writer().users().isEmailTaken(profile)) {
      throw new InvalidLineException("user.email already belongs to another username");
    }
    Added user = target.writer().users().add(profile);
    target.count(Kind.USER, user.isNew());
    for (Map.Entry<String, String> preference : preferences.entrySet()) {
      target.count(
          Kind.PREFERENCE,
          target
              .writer()
              .users()
              .addPreference(user.id(), preference.getKey(), preference.getValue()));
    }
    for (TeamOfUser team : teams) {
      join(user.id(), team);
    }
  }

  private void join(long userId, TeamOfUser team) throws SQLException {
    target.count(
        Kind.TEAM_MEMBER,
        target.writer().channels().joinTeam(userId, target.team(team.name()), team.roles()));
    for (ChannelOfUser channel : team.channels()) {
      long channelId = target.channel(team.name(), channel.name());
      target.count(
          Kind.MEMBERSHIP,
          target.writer().channels().join(userId, channelId, channel.membership()));
    }
  }

  private static Profile profile(Fields user) throws InvalidLineException {
    return new Profile(
        user.name("username"),
        user.name("email"),
        user.textOr("first_name", ""),
        user.textOr("last_name", ""),
        user.textOr("nickname", ""),
        user.textOr("position", ""),
        user.textOr("locale", ""),
        user.textOr("auth_service", ""),
        user.textOr("roles", ""),
        user.optionalTime("create_at"),
        user.optionalTime("delete_at"));
  }

  private static Map<String, String> preferences(Fields user) throws InvalidLineException {
    Map<String, String> preferences = new TreeMap<>(user.scalars(PREFERENCES::contains));
    user.optionalObject("notify_props")
        .ifPresent(
            settings ->
                settings
                    .scalars(name -> true)
                    .forEach((name, value) -> preferences.put("notify_props." + name, value)));
    return preferences;
  }

  private static TeamOfUser team(Fields team) throws InvalidLineException {
    List<ChannelOfUser> channels = new ArrayList<>();
    for (Fields channel : team.objects("channels")) {
      channels.add(
          new ChannelOfUser(
              channel.name("name"),
              new Membership(
                  channel.textOr("roles", ""),
                  channel.flag("favorite"),
                  channel.json("notify_props").orElse(null),
                  channel.optionalTime("joined_at"))));
    }
    return new TeamOfUser(team.name("name"), team.textOr("roles", ""), channels);
  }

  private record TeamOfUser(String name, String roles, List<ChannelOfUser> channels) {}

  private record ChannelOfUser(String name, Membership membership) {}
}
