package io.github.gdprkit.hook;

import io.github.gdprkit.processing.PersonalDataCategory;
import java.util.List;

/**
 * The categories of personal data that chat servers keep. A chat host passes {@link #all()} to
 * {@link HookCatalog.Builder#expect} and so has to speak for each of them, be it with {@link
 * Declaration#holdsNothing}.
 */
public final class ChatCategories {

  /** Profile. */
  public static final PersonalDataCategory PROFILE = new PersonalDataCategory("profile", "Profile");

  /** Preferences. */
  public static final PersonalDataCategory PREFERENCES =
      new PersonalDataCategory("preferences", "Preferences");

  /** Linked identities. */
  public static final PersonalDataCategory LINKED_IDENTITIES =
      new PersonalDataCategory("linked-identities", "Linked identities");

  /** Sessions and devices. */
  public static final PersonalDataCategory SESSIONS_AND_DEVICES =
      new PersonalDataCategory("sessions-and-devices", "Sessions and devices");

  /** Subscriptions. */
  public static final PersonalDataCategory SUBSCRIPTIONS =
      new PersonalDataCategory("subscriptions", "Subscriptions");

  /** Messages sent. */
  public static final PersonalDataCategory MESSAGES_SENT =
      new PersonalDataCategory("messages-sent", "Messages sent");

  /** Direct messages received. */
  public static final PersonalDataCategory DIRECT_MESSAGES_RECEIVED =
      new PersonalDataCategory("direct-messages-received", "Direct messages received");

  /** Messages of others in shared channels. */
  public static final PersonalDataCategory CHANNEL_MESSAGES =
      new PersonalDataCategory("channel-messages", "Messages of others in shared channels");

  /** Reactions. */
  public static final PersonalDataCategory REACTIONS =
      new PersonalDataCategory("reactions", "Reactions");

  /** Mentions. */
  public static final PersonalDataCategory MENTIONS =
      new PersonalDataCategory("mentions", "Mentions");

  /** Drafts. */
  public static final PersonalDataCategory DRAFTS = new PersonalDataCategory("drafts", "Drafts");

  /** Uploads. */
  public static final PersonalDataCategory UPLOADS = new PersonalDataCategory("uploads", "Uploads");

  /** Avatar and custom emoji. */
  public static final PersonalDataCategory AVATAR_AND_EMOJI =
      new PersonalDataCategory("avatar-and-emoji", "Avatar and custom emoji");

  /** Presence and activity. */
  public static final PersonalDataCategory PRESENCE_AND_ACTIVITY =
      new PersonalDataCategory("presence-and-activity", "Presence and activity");

  /** Mutes and blocks. */
  public static final PersonalDataCategory MUTES_AND_BLOCKS =
      new PersonalDataCategory("mutes-and-blocks", "Mutes and blocks");

  /** Invitations. */
  public static final PersonalDataCategory INVITATIONS =
      new PersonalDataCategory("invitations", "Invitations");

  /** Bots and tokens. */
  public static final PersonalDataCategory BOTS_AND_TOKENS =
      new PersonalDataCategory("bots-and-tokens", "Bots and tokens");

  /** Push registrations. */
  public static final PersonalDataCategory PUSH_REGISTRATIONS =
      new PersonalDataCategory("push-registrations", "Push registrations");

  /** Moderation reports. */
  public static final PersonalDataCategory MODERATION_REPORTS =
      new PersonalDataCategory("moderation-reports", "Moderation reports");

  /** Audit rows. */
  public static final PersonalDataCategory AUDIT_ROWS =
      new PersonalDataCategory("audit-rows", "Audit rows");

  /** Consents. */
  public static final PersonalDataCategory CONSENTS =
      new PersonalDataCategory("consents", "Consents");

  /** Server log lines. */
  public static final PersonalDataCategory SERVER_LOG =
      new PersonalDataCategory("server-log", "Server log lines");

  /** Search index. */
  public static final PersonalDataCategory SEARCH_INDEX =
      new PersonalDataCategory("search-index", "Search index");

  /** Earlier exports. */
  public static final PersonalDataCategory EARLIER_EXPORTS =
      new PersonalDataCategory("earlier-exports", "Earlier exports");

  private static final List<PersonalDataCategory> ALL =
      List.of(
          PROFILE,
          PREFERENCES,
          LINKED_IDENTITIES,
          SESSIONS_AND_DEVICES,
          SUBSCRIPTIONS,
          MESSAGES_SENT,
          DIRECT_MESSAGES_RECEIVED,
          CHANNEL_MESSAGES,
          REACTIONS,
          MENTIONS,
          DRAFTS,
          UPLOADS,
          AVATAR_AND_EMOJI,
          PRESENCE_AND_ACTIVITY,
          MUTES_AND_BLOCKS,
          INVITATIONS,
          BOTS_AND_TOKENS,
          PUSH_REGISTRATIONS,
          MODERATION_REPORTS,
          AUDIT_ROWS,
          CONSENTS,
          SERVER_LOG,
          SEARCH_INDEX,
          EARLIER_EXPORTS);

  private ChatCategories() {}

  /** All of them, in the order in which a person would read them. */
  public static List<PersonalDataCategory> all() {
    return ALL;
  }
}
