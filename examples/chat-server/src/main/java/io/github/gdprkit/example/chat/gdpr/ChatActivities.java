package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.example.chat.vendor.EngagedSubprocessors;
import io.github.gdprkit.example.chat.vendor.HarbourChat;
import io.github.gdprkit.hook.ChatCategories;
import io.github.gdprkit.information.ProcessingActivities;
import io.github.gdprkit.party.Deployment;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.PersonalDataCategory;
import io.github.gdprkit.processing.ProcessingActivity;
import io.github.gdprkit.processing.Purpose;
import java.util.ArrayList;
import java.util.List;

/** What an organisation does with personal data by this chat, as its record says it (Art. 30). */
public final class ChatActivities {

  /** What belongs to an organisation and to no single person. */
  static final PersonalDataCategory ORGANISATION =
      new PersonalDataCategory("organisation", "What belongs to an organisation");

  /** What an import could not take. */
  static final PersonalDataCategory REJECTED_LINES =
      new PersonalDataCategory("rejected-lines", "Rejected lines of imports");

  /** What the library keeps about requests. */
  public static final PersonalDataCategory REQUESTS =
      new PersonalDataCategory("requests", "Requests of data subjects, and what was done");

  private static final String USERS = "Users of the chat";

  private static final String MENTIONED = "People of whom others write";

  private static final String[] MEASURES = {
    "Files that only the account of the server can read",
    "Each organisation's data apart from the others'",
    "Evidence of what was done, which shows changes",
    "Backups, after whose restore everybody who was erased is erased again"
  };

  private ChatActivities() {}

  /**
   * The activities of this controller.
   *
   * @param where its chat runs; in the cloud the vendor is the processor of all of them
   * @param engaged whom the vendor has engaged for it
   */
  public static ProcessingActivities of(
      Organisation controller, Deployment where, EngagedSubprocessors engaged) {
    boolean isCloud = where.kind() == Deployment.Kind.CLOUD;
    Deployment server = isCloud ? where : Deployment.onPremises();
    PartyId id = controller.id();
    List<ProcessingActivity> all = new ArrayList<>();
    all.add(teamChat(id, server));
    all.add(digest(id, server));
    all.add(moderation(id, server));
    all.add(security(id, server));
    all.add(movingIn(id, server));
    if (where.uses(HarbourChat.PUSH.id())) {
      all.add(notifications(id));
    }
    if (where.uses(HarbourChat.MIRRORING.id())) {
      all.add(mirroring(id));
    }
    all.add(requests(id, server));
    return ProcessingActivities.of(controller, all)
        .knowing(engaged::find)
        .withTransfers(engaged::transfers)
        .withSubprocessors(engaged::below);
  }

  private static ProcessingActivity teamChat(PartyId controller, Deployment server) {
    return ProcessingActivity.of("team-chat", "Team chat", controller)
        .in(server)
        .purpose(
            Purpose.of(
                "So that people can write to each other here, and find what they wrote.",
                LegalBasis.CONTRACT))
        .dataSubjects(USERS, MENTIONED)
        .categories(
            ChatCategories.PROFILE,
            ChatCategories.PREFERENCES,
            ChatCategories.SUBSCRIPTIONS,
            ChatCategories.MESSAGES_SENT,
            ChatCategories.DIRECT_MESSAGES_RECEIVED,
            ChatCategories.CHANNEL_MESSAGES,
            ChatCategories.REACTIONS,
            ChatCategories.MENTIONS,
            ChatCategories.DRAFTS,
            ChatCategories.UPLOADS,
            ORGANISATION)
        .measures(MEASURES)
        .requirement(
            "A username is needed for an account. Nobody has to write anything; without an account"
                + " there is no chat.")
        .build();
  }

  private static ProcessingActivity digest(PartyId controller, Deployment server) {
    return ProcessingActivity.of("digest", "E-mail digest", controller)
        .in(server)
        .purpose(
            new Purpose(
                "To tell people by e-mail what they missed, unless they switch it off.",
                LegalBasis.LEGITIMATE_INTERESTS,
                "That people find what was written to them"))
        .dataSubjects(USERS)
        .categories(ChatCategories.PREFERENCES)
        .measures(MEASURES)
        .requirement("Nobody has to get the digest.")
        .build();
  }

  private static ProcessingActivity moderation(PartyId controller, Deployment server) {
    return ProcessingActivity.of("moderation", "Moderation", controller)
        .in(server)
        .purpose(
            Purpose.of(
                "To take messages and files away that break the rules of the chat.",
                LegalBasis.CONTRACT))
        .dataSubjects(USERS, MENTIONED)
        .categories(
            ChatCategories.MESSAGES_SENT, ChatCategories.CHANNEL_MESSAGES, ChatCategories.UPLOADS)
        .measures(MEASURES)
        .requirement("The rules are part of the contract about the chat.")
        .build();
  }

  private static ProcessingActivity security(PartyId controller, Deployment server) {
    return ProcessingActivity.of("security", "Security of accounts", controller)
        .in(server)
        .purpose(
            new Purpose(
                "To keep accounts safe: who signed in, when and from where.",
                LegalBasis.LEGITIMATE_INTERESTS,
                "That nobody uses the account of somebody else"))
        .dataSubjects(USERS)
        .categories(ChatCategories.SESSIONS_AND_DEVICES)
        .measures(MEASURES)
        .requirement("It is recorded with each sign-in; without it nobody can sign in.")
        .build();
  }

  private static ProcessingActivity movingIn(PartyId controller, Deployment server) {
    return ProcessingActivity.of("moving-in", "Moving in from another chat", controller)
        .in(server)
        .purpose(
            Purpose.of(
                "To bring what people wrote elsewhere into this chat, and correct what is broken.",
                LegalBasis.CONTRACT))
        .dataSubjects(USERS, MENTIONED)
        .categories(REJECTED_LINES)
        .measures(MEASURES)
        .requirement("Nobody provides it for this; it comes with the import.")
        .build();
  }

  private static ProcessingActivity notifications(PartyId controller) {
    return ProcessingActivity.of("notifications", "Notifications on telephones", controller)
        .in(Deployment.onPremises(HarbourChat.PUSH))
        .purpose(Purpose.of("To tell people that somebody wrote to them.", LegalBasis.CONTRACT))
        .dataSubjects(USERS)
        .categories(ChatCategories.DIRECT_MESSAGES_RECEIVED, ChatCategories.MENTIONS)
        .measures(MEASURES)
        .requirement("Nobody has to get notifications; they can be switched off.")
        .build();
  }

  private static ProcessingActivity mirroring(PartyId controller) {
    return ProcessingActivity.of("mirroring", "Mirror of public channels", controller)
        .in(Deployment.onPremises(HarbourChat.MIRRORING))
        .purpose(
            Purpose.of(
                "So that people can read public channels while this server is down.",
                LegalBasis.CONTRACT))
        .dataSubjects(USERS, MENTIONED)
        .categories(ChatCategories.MESSAGES_SENT, ChatCategories.CHANNEL_MESSAGES)
        .measures(MEASURES)
        .requirement("Nobody has to write in a public channel.")
        .build();
  }

  private static ProcessingActivity requests(PartyId controller, Deployment server) {
    return ProcessingActivity.of("requests", "Answering data subjects", controller)
        .in(server)
        .purpose(
            new Purpose(
                "To answer people who make use of their rights, and to show that it was done.",
                LegalBasis.LEGAL_OBLIGATION,
                "Art. 5(2), 12 and 15 to 22 GDPR"))
        .dataSubjects("People who ask for something")
        .categories(REQUESTS)
        .kept(REQUESTS, "Until the papers are tidied up; the evidence, without names, for good.")
        .measures(MEASURES)
        .requirement("Without a request there is nothing to answer.")
        .withoutHook("Tables of the library, which erases papers and archives itself")
        .build();
  }
}
