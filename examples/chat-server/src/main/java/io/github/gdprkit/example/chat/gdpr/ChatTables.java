package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.example.chat.store.Organisation;
import io.github.gdprkit.hook.ChatCategories;
import io.github.gdprkit.hook.DataHook;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ErasureStage;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.jdbc.table.DeclaredTable;
import io.github.gdprkit.jdbc.table.Labels;
import io.github.gdprkit.jdbc.table.RowErasure;
import io.github.gdprkit.jdbc.table.TableErasureHook;
import io.github.gdprkit.jdbc.table.TableErasureHookBuilder;
import io.github.gdprkit.jdbc.table.TableHook;
import io.github.gdprkit.jdbc.table.TableHookBuilder;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.subject.IdentifierType;
import java.util.List;

/**
 * The tables whose rows are one person's alone and are given out as they are: declared, and not
 * programmed. The others have hooks of their own, each of which says why.
 */
final class ChatTables {

  /** The row is the organisation's if its person is; no person has an account in two. */
  private static final String OF_ORGANISATION =
      "EXISTS (SELECT 1 FROM users WHERE users.id = user_id AND users.organisation_id = ?)";

  private static final String IN_CHANNELS =
      " AND EXISTS (SELECT 1 FROM channels"
          + " WHERE channels.id = channel_id AND channels.kind IN ('O', 'P'))";

  private final Organisation organisation;
  private final Labels usernames;
  private final Labels teams;
  private final List<TableHook> hooks;

  ChatTables(Chat chat) {
    organisation = chat.organisation();
    usernames = Labels.of("users", "id", "username").where("organisation_id = ?", id());
    teams = Labels.of("teams", "id", "display_name", "name").where("organisation_id = ?", id());
    hooks =
        TableHook.all(
            chat.database().dataSource(), preferences(), teams(), subscriptions(), sessions());
  }

  /** What a person set to their liking. */
  DataHook preferences(Chat chat) {
    return new PreferencesHook(chat, (TableErasureHook) hooks.get(0));
  }

  /** The teams that a person belongs to. */
  DataHook ofTeams() {
    return hooks.get(1);
  }

  /** The channels that a person is in, with the settings the person has there. */
  DataHook ofChannels() {
    return hooks.get(2);
  }

  /** From where and with what a person signed in. */
  DataHook ofSessions() {
    return hooks.get(3);
  }

  private long id() {
    return organisation.id();
  }

  /**
   * Rows of one person each, by their number in {@code user_id}. The key begins with it, so that
   * everyone's rows come person by person, along the same index as one person's.
   */
  private TableHookBuilder rows(
      Declaration.Builder declaration, String table, String condition, String key, String who) {
    return TableHook.of(declaration)
        .table(table)
        .key("user_id", key)
        .subject("user_id", IdentifierType.ACCOUNT, Relation.SUBJECT)
        .where(OF_ORGANISATION + condition, id())
        .everyoneOf(Controller.of(organisation.name(), organisation.displayName()))
        .person("user_id", "person", Relation.SUBJECT, usernames, who);
  }

  private DeclaredTable preferences() {
    return rows(PreferencesHook.declared(), "preferences", "", "name", "Whose preference it is")
        .text("name", "name", "The preference")
        .text("value", "value", "What you chose")
        .erasing(RowErasure.deletes("Your preferences are deleted."));
  }

  private DeclaredTable teams() {
    return rows(
            Policies.correctedByHand(
                Policies.ofChat(
                    Declaration.of("teams", "Teams", ChatCategories.SUBSCRIPTIONS)
                        .text("The teams you belong to.")
                        .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT)
                        .stage(ErasureStage.MEMBERSHIPS))),
            "team_members",
            "",
            "team_id",
            "Who belongs to the team")
        .label("team_id", "team", teams, "The team")
        .text("roles", "roles", "What you may do there")
        .erasing(RowErasure.deletes("You are taken out of the teams."));
  }

  private DeclaredTable subscriptions() {
    Labels channels =
        Labels.of("channels", "id", "display_name", "name").where("organisation_id = ?", id());
    Labels teamsOfChannels =
        Labels.of("channels", "id", "team_id").where("organisation_id = ?", id()).then(teams);
    return rows(
            Policies.correctedByHand(
                Policies.ofChat(
                    Declaration.of(
                            "subscriptions", "Channel subscriptions", ChatCategories.SUBSCRIPTIONS)
                        .text("The channels you are in, and your settings there.")
                        .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT)
                        .stage(ErasureStage.MEMBERSHIPS))),
            "memberships",
            IN_CHANNELS,
            "channel_id",
            "Who is in the channel")
        .label("channel_id", "team", teamsOfChannels, "The team that the channel belongs to")
        .label("channel_id", "channel", channels, "The channel")
        .text("roles", "roles", "What you may do there")
        .flag("favorite", "favourite", "Whether you marked it as a favourite")
        .text("notify_props", "notifications", "When you want to be told of messages, as JSON")
        .timeMillis("joined_at", "joined", "When you joined it, in UTC")
        .erasing(
            RowErasure.deletes(
                "You are taken out of the channels, and your settings there are deleted."));
  }

  private TableErasureHookBuilder sessions() {
    return TableHook.of(
            Policies.ofSecurity(
                Declaration.of("sessions", "Sessions", ChatCategories.SESSIONS_AND_DEVICES)
                    .text("From where and with which program you signed in.")
                    .sources(SourceOfData.OBSERVED)
                    .stage(ErasureStage.MEMBERSHIPS)))
        .table("sessions")
        .key("user_id", "id")
        .subject("user_id", IdentifierType.ACCOUNT, Relation.SUBJECT)
        .where(OF_ORGANISATION, id())
        .everyoneOf(Controller.of(organisation.name(), organisation.displayName()))
        .number("id", "id", "The number of the session")
        .person("user_id", "person", Relation.SUBJECT, usernames, "Who signed in")
        .text("ip", "ip", "The IP address")
        .text("user_agent", "userAgent", "What the program said of itself")
        .timeMillis("created_at", "created", "When you signed in, in UTC")
        .timeMillis("last_used_at", "lastUsed", "When the session was last used, in UTC")
        .erasing(RowErasure.deletes("Your sessions end and are deleted."));
  }
}
