package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.Organisation;
import io.github.gdprkit.hook.ChatCategories;
import io.github.gdprkit.hook.DataHook;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.processing.PersonalDataCategory;
import java.util.List;

/** All that this server keeps about people of an organisation, and why nothing of the rest. */
public final class ChatHooks {

  private ChatHooks() {}

  /**
   * The hooks over what this organisation has in the database, in the order in which a person reads
   * the archive. They see nothing of any other organisation.
   */
  public static HookCatalog over(ChatDatabase database, Organisation organisation) {
    return over(database, organisation, OwnMessages.PLACEHOLDER);
  }

  /** The same, with another choice of what becomes of the messages of who is erased. */
  public static HookCatalog over(
      ChatDatabase database, Organisation organisation, OwnMessages ownMessages) {
    Chat chat = new Chat(database, organisation, new Labels());
    ChatTables tables = new ChatTables(chat);
    return HookCatalog.builder()
        .expect(ChatCategories.all())
        .add(new ProfileHook(chat))
        .add(tables.preferences(chat))
        .add(tables.ofTeams())
        .add(tables.ofChannels())
        .add(new ConversationsHook(chat))
        .add(new MessagesSentHook(chat, ownMessages))
        .add(new DirectMessagesReceivedHook(chat))
        .add(new MentionsHook(chat))
        .add(new ChannelMessagesHook(chat))
        .add(new ReactionsHook(chat))
        .add(new UploadsHook(chat))
        .add(tables.ofSessions())
        .add(new DraftsHook(chat))
        .add(new RejectedLinesHook(chat))
        .add(new OrganisationHook(chat))
        .add(nothingElse())
        .build();
  }

  private static List<DataHook> nothingElse() {
    return List.of(
        nothing(ChatCategories.LINKED_IDENTITIES, "The service you sign in with is in Profile."),
        nothing(
            ChatCategories.AVATAR_AND_EMOJI,
            "This server has no avatars, and its emoji belong to nobody."),
        nothing(
            ChatCategories.PRESENCE_AND_ACTIVITY, "This server does not record who is present."),
        nothing(ChatCategories.MUTES_AND_BLOCKS, "Nobody can be muted or blocked here."),
        nothing(ChatCategories.INVITATIONS, "Accounts are imported; there are no invitations."),
        nothing(ChatCategories.BOTS_AND_TOKENS, "There are no bots and no access tokens."),
        nothing(ChatCategories.PUSH_REGISTRATIONS, "No push notifications are sent."),
        nothing(ChatCategories.MODERATION_REPORTS, "Messages cannot be reported."),
        nothing(ChatCategories.AUDIT_ROWS, "No audit log is kept."),
        nothing(ChatCategories.CONSENTS, "Nothing here rests on consent."),
        nothing(ChatCategories.SERVER_LOG, "The server writes no log about people."),
        nothing(ChatCategories.SEARCH_INDEX, "There is no search index."),
        nothing(
            ChatCategories.EARLIER_EXPORTS,
            "An archive that answers a request of yours lies outside of the chat until the operator"
                + " tidies up, and an erasure deletes it with the rest."));
  }

  private static DataHook nothing(PersonalDataCategory category, String reason) {
    return Declaration.holdsNothing(category.id(), category.title(), category, reason);
  }
}
