package io.github.gdprkit.jdbc.table.openfire;

import static io.github.gdprkit.subject.IdentifierType.USERNAME;

import io.github.gdprkit.hook.ChatCategories;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ErasureStage;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.jdbc.table.DeclaredTable;
import io.github.gdprkit.jdbc.table.Labels;
import io.github.gdprkit.jdbc.table.RowErasure;
import io.github.gdprkit.jdbc.table.SchemaCoverage;
import io.github.gdprkit.jdbc.table.TableHook;
import io.github.gdprkit.jdbc.table.TableHookBuilder;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.PersonalDataCategory;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.DataSubjectRight;
import io.github.gdprkit.subject.IdentifierType;
import javax.sql.DataSource;

/**
 * All that Openfire keeps about a person, in table hooks alone. A person has a user name, {@code
 * anna}, an address, {@code anna@chat.example.org}, and with every device a longer one, {@code
 * anna@chat.example.org/phone}. What Openfire keeps of a person's own publishing is in a service
 * that is called like the address.
 */
final class OpenfireHooks {

  /** The address of a person, without a device. */
  static final IdentifierType JID = new IdentifierType("jid");

  private static final PersonalDataCategory PUBLISHED =
      new PersonalDataCategory("published", "What is published");
  private static final String GONE = "It is deleted.";
  private static final String SETTING = "A setting of the software, with no words of anybody's.";

  private final Controller controller;

  private OpenfireHooks(Controller controller) {
    this.controller = controller;
  }

  /** The hooks over a database of Openfire, all of whose people are of one controller. */
  static HookCatalog over(DataSource database, Controller controller) {
    OpenfireHooks hooks = new OpenfireHooks(controller);
    return HookCatalog.builder()
        .add(
            TableHook.all(
                database,
                // What a person wrote, and what names them among others'.
                hooks.roomMessages(),
                hooks.messagesWaitingForYou(),
                hooks.messagesOfYoursThatWait(),
                hooks.publishedItems(),
                hooks.auditOfYourAccount(),
                hooks.auditOfWhatYouDid(),
                // What a person belongs to, and settings.
                hooks.groups(),
                hooks.roomMemberships(),
                hooks.roomAffiliations(),
                hooks.contactGroups(),
                hooks.presence(),
                hooks.blockLists(),
                hooks.blockListsOfOthers(),
                hooks.subscriptions(),
                hooks.publishers(),
                hooks.repliesTo(),
                hooks.nodeGroups(),
                hooks.nodeDefaults(),
                hooks.nodes(),
                hooks.nodesInSharedServices(),
                hooks.userProperties(),
                hooks.locks(),
                hooks.card(),
                hooks.credentials(),
                // What the rest is found by.
                hooks.contacts(),
                hooks.account()))
        .build();
  }

  /** What of the schema no hook looks after, and why. */
  static SchemaCoverage coverage(DataSource database) {
    return SchemaCoverage.of(database)
        .excluding("ofextcomponentconf", "Other servers' components and their secrets.")
        .excluding("ofgroup", "Groups of the organisation; who is in them stands in ofgroupuser.")
        .excluding("ofgroupprop", "Settings of groups.")
        .excluding("ofid", "Counters.")
        .excluding(
            "ofproperty",
            "Settings of the server. Of people admin.authorizedJIDs names administrators; who"
                + " leaves that office is taken out by whoever takes it over.")
        .excluding("ofremoteserverconf", "Names of other servers.")
        .excluding("ofversion", "The version of the schema.")
        .excluding("ofmucroom", "Rooms are the organisation's; who is in them stands elsewhere.")
        .excluding("ofmucroomprop", "Settings of rooms.")
        .excluding("ofmucroomretiree", "Names of rooms that are gone, and of those instead.")
        .excluding("ofmucservice", "The names of the services that have rooms.")
        .excluding("ofmucserviceprop", "Settings of those services.");
  }

  /** How a person is known here. Others are named by user name or by address, so both are keys. */
  static DataSubject person(String username, String domain) {
    String jid = username + "@" + domain;
    return DataSubject.ofAccount(username)
        .alsoKnownAs(IdentifierType.ACCOUNT, jid)
        .alsoKnownAs(USERNAME, username)
        .alsoKnownAs(JID, jid);
  }

  private DeclaredTable roomMessages() {
    return of(provided("room-messages", "Your messages in rooms", ChatCategories.MESSAGES_SENT))
        .table("ofmucconversationlog")
        .key("messageid")
        .subjectWhere("sender", "split_part(sender, '/', 1) = ?", JID, Relation.AUTHOR)
        .number("messageid", "number", "The number of the message")
        .label("roomid", "room", Labels.of("ofmucroom", "roomid", "naturalname"), "The room")
        .text("sender", "sender", "Your address, with the device")
        .text("nickname", "nickname", "Your name in the room")
        .timeMillis("logtime", "sent", "When you sent it")
        .text("subject", "subject", "The room's topic, if you changed it")
        .text("body", "text", "What you wrote")
        .text("stanza", "stanza", "The message as your client sent it")
        .erasing(
            RowErasure.leavesPlaceholder("A line without a name and without words stays.")
                .toTombstone("sender")
                .toNull("nickname", "subject", "body", "stanza")
                .keeping("The room's log keeps its lines.", "roomid", "logtime"));
  }

  private DeclaredTable messagesWaitingForYou() {
    return offline(
            ofOthers(
                "messages-waiting",
                "Messages that wait for you",
                ChatCategories.DIRECT_MESSAGES_RECEIVED))
        .subject("username", USERNAME, Relation.ADDRESSEE)
        .erasing(RowErasure.deletes(GONE));
  }

  /** The sender stands in the message itself: in the attribute of its element, and only there. */
  private DeclaredTable messagesOfYoursThatWait() {
    return offline(
            provided(
                "messages-undelivered",
                "Your messages that wait for others",
                ChatCategories.MESSAGES_SENT))
        .subjectWhere(
            "stanza",
            "substring(stanza from '^<[^>]*[[:space:]]from=\"([^\"/]*)') = ?",
            JID,
            Relation.AUTHOR)
        .erasing(RowErasure.deletes("They are deleted and no longer delivered."));
  }

  private TableHookBuilder offline(Declaration.Builder declaration) {
    return of(declaration)
        .table("ofoffline")
        .key("username", "messageid")
        .person("username", "to", Relation.ADDRESSEE, "Whom it waits for")
        .number("messageid", "number", "Its number")
        .timeMillis("creationdate", "sent", "When it was sent")
        .number("messagesize", "size", "Its size")
        .authorsText("stanza", "stanza", "The message as the sender's client sent it");
  }

  private DeclaredTable publishedItems() {
    return of(provided("published-items", "What you published", PUBLISHED))
        .table("ofpubsubitem")
        .key("serviceid", "nodeid", "id")
        .subject("serviceid", JID, Relation.SUBJECT)
        .subjectWhere("jid", "split_part(jid, '/', 1) = ?", JID, Relation.AUTHOR)
        .text("serviceid", "service", "Where it is published")
        .text("nodeid", "node", "Under which name")
        .text("id", "item", "The key of the item")
        .text("jid", "publisher", "Your address, with the device")
        .timeMillis("creationdate", "published", "When you published it")
        .text("payload", "content", "What you published")
        .erasing(RowErasure.deletes(GONE));
  }

  /** What administrators did with an account. Its name stands behind a few fixed words. */
  private DeclaredTable auditOfYourAccount() {
    return of(observed(
            "audit-of-account", "What administrators did with you", ChatCategories.AUDIT_ROWS))
        .table("ofsecurityauditlog")
        .key("msgid")
        .subjectWhere(
            "summary",
            "summary IN ('created new user ' || ?, 'edited user ' || ?, 'deleted user ' || ?,"
                + " 'reset password for user ' || ?, 'locked out user ' || ?)",
            USERNAME,
            Relation.TARGET)
        .number("msgid", "number", "The number of the entry")
        .timeMillis("entrystamp", "at", "When")
        .text("summary", "what", "What was done")
        .text("details", "details", "With which values")
        .leftOut("username", "Which administrator it was is that person's data.")
        .leftOut("node", "The name of a server.")
        .erasing(
            RowErasure.leavesPlaceholder("That an account was changed stays, not whose.")
                .toConstant("summary", "changed an account that is erased")
                .toNull("details")
                .keeping("Who did it, and when and where.", "username", "entrystamp", "node"));
  }

  private DeclaredTable auditOfWhatYouDid() {
    return of(observed(
            "audit-of-administrator",
            "What you did as an administrator",
            ChatCategories.AUDIT_ROWS))
        .table("ofsecurityauditlog")
        .key("msgid")
        .subject("username", USERNAME, Relation.ACTOR)
        .number("msgid", "number", "The number of the entry")
        .text("username", "administrator", "Your user name")
        .timeMillis("entrystamp", "at", "When")
        .text("summary", "what", "What you did")
        .text("node", "server", "On which server")
        .leftOut("details", "Values of somebody else's account.")
        .erasing(
            RowErasure.anonymises("What was done stays, without your name.")
                .toTombstone("username")
                .keeping(
                    "What was done to others is not this person's.",
                    "entrystamp",
                    "summary",
                    "node",
                    "details"));
  }

  private DeclaredTable groups() {
    return of(settings("groups", "Your groups", ChatCategories.SUBSCRIPTIONS))
        .table("ofgroupuser")
        .key("groupname", "username", "administrator")
        .subject("username", USERNAME, Relation.SUBJECT)
        .subject("username", JID, Relation.SUBJECT)
        .text("groupname", "group", "The group")
        .text("username", "member", "As whom you are in it")
        .flag("administrator", "administrator", "Whether you lead it")
        .erasing(RowErasure.deletes(GONE));
  }

  private DeclaredTable roomMemberships() {
    return of(settings("room-memberships", "Rooms you joined", ChatCategories.SUBSCRIPTIONS))
        .table("ofmucmember")
        .key("roomid", "jid")
        .subject("jid", JID, Relation.SUBJECT)
        .label("roomid", "room", Labels.of("ofmucroom", "roomid", "naturalname"), "The room")
        .text("jid", "address", "Your address")
        .text("nickname", "nickname", "Your name in the room")
        .text("firstname", "firstName", "Your first name")
        .text("lastname", "lastName", "Your last name")
        .text("url", "url", "Your page")
        .text("email", "email", "Your e-mail address")
        .text("faqentry", "faq", "Your entry in the room's questions")
        .erasing(RowErasure.deletes(GONE));
  }

  private DeclaredTable roomAffiliations() {
    return of(settings(
            "room-affiliations",
            "Rooms you own, run or are banned from",
            ChatCategories.SUBSCRIPTIONS))
        .table("ofmucaffiliation")
        .key("roomid", "jid")
        .subject("jid", JID, Relation.SUBJECT)
        .label("roomid", "room", Labels.of("ofmucroom", "roomid", "naturalname"), "The room")
        .text("jid", "address", "Your address")
        .number("affiliation", "affiliation", "10 owner, 20 administrator, 40 banned")
        .erasing(RowErasure.deletes(GONE));
  }

  /** The groups of a contact do not say whose contact it is; so they go before the contacts. */
  private DeclaredTable contactGroups() {
    return of(settings("contact-groups", "Groups of your contacts", ChatCategories.SUBSCRIPTIONS))
        .table("ofrostergroups")
        .key("rosterid", "rank")
        .subjectWhere(
            "rosterid",
            "rosterid IN (SELECT r.rosterid FROM ofroster r WHERE r.username = ?)",
            USERNAME,
            Relation.SUBJECT)
        .subjectWhere(
            "rosterid",
            "rosterid IN (SELECT r.rosterid FROM ofroster r WHERE r.jid = ?)",
            JID,
            Relation.TARGET)
        .number("rosterid", "contact", "The number of the contact")
        .number("rank", "rank", "Which of its groups")
        .authorsText("groupname", "group", "The group")
        .erasing(RowErasure.deletes(GONE));
  }

  private DeclaredTable presence() {
    return of(observed("presence", "When you were here last", ChatCategories.PRESENCE_AND_ACTIVITY))
        .table("ofpresence")
        .key("username")
        .subject("username", USERNAME, Relation.SUBJECT)
        .text("username", "username", "Your user name")
        .text("offlinepresence", "presence", "What you said when you left")
        .timeMillis("offlinedate", "left", "When you left")
        .erasing(RowErasure.deletes(GONE));
  }

  private DeclaredTable blockLists() {
    return of(provided("block-lists", "Your block lists", ChatCategories.MUTES_AND_BLOCKS))
        .table("ofprivacylist")
        .key("username", "name")
        .subject("username", USERNAME, Relation.SUBJECT)
        .text("username", "username", "Your user name")
        .text("name", "name", "The name of the list")
        .flag("isdefault", "inForce", "Whether it is in force")
        .text("list", "list", "Whom you block")
        .erasing(RowErasure.deletes(GONE));
  }

  /** An address stands in the list between quotes, beside those of others. */
  private DeclaredTable blockListsOfOthers() {
    return of(ofOthers(
            "block-lists-of-others", "Block lists that name you", ChatCategories.MUTES_AND_BLOCKS))
        .table("ofprivacylist")
        .key("username", "name")
        .subjectWhere("list", "strpos(list, '\"' || ? || '\"') > 0", JID, Relation.MENTIONED)
        .flag("isdefault", "inForce", "Whether it is in force")
        .leftOut("username", "Who blocks you is that person's own affair (Art. 15(4)).")
        .leftOut("name", "The name that somebody else gave their list.")
        .leftOut("list", "It names others too (Art. 15(4)).")
        .erasing(
            RowErasure.anonymises("Your address is taken out of the list.")
                .toTombstoneWithin("list", JID, "\"", "\"")
                .keeping("It is somebody else's list.", "username", "name", "isdefault"));
  }

  private DeclaredTable subscriptions() {
    return software(
            of(settings(
                    "node-subscriptions",
                    "What you follow, and who follows you",
                    ChatCategories.SUBSCRIPTIONS))
                .table("ofpubsubsubscription")
                .key("serviceid", "nodeid", "id")
                .subject("owner", JID, Relation.SUBJECT)
                .subjectWhere("jid", "split_part(jid, '/', 1) = ?", JID, Relation.SUBJECT)
                .subject("serviceid", JID, Relation.TARGET)
                .text("serviceid", "service", "Where")
                .text("nodeid", "node", "What is followed")
                .text("id", "subscription", "The key of the subscription")
                .person("owner", "follower", Relation.ACTOR, "Who follows")
                .authorsText("jid", "device", "With which device")
                .text("state", "state", "Whether it is in force")
                .authorsText("keyword", "keyword", "About which words")
                .timeMillis("expire", "expires", "Until when"),
            "deliver",
            "digest",
            "digest_frequency",
            "includebody",
            "showvalues",
            "subscriptiontype",
            "subscriptiondepth")
        .erasing(RowErasure.deletes(GONE));
  }

  private DeclaredTable publishers() {
    return of(settings("node-rights", "What you may do where", ChatCategories.SUBSCRIPTIONS))
        .table("ofpubsubaffiliation")
        .key("serviceid", "nodeid", "jid")
        .subject("jid", JID, Relation.SUBJECT)
        .subject("serviceid", JID, Relation.TARGET)
        .text("serviceid", "service", "Where")
        .text("nodeid", "node", "Of what")
        .person("jid", "person", Relation.SUBJECT, "Who may")
        .text("affiliation", "right", "What they may")
        .erasing(RowErasure.deletes(GONE));
  }

  private DeclaredTable repliesTo() {
    return of(settings("node-contacts", "Whom nodes name", ChatCategories.SUBSCRIPTIONS))
        .table("ofpubsubnodejids")
        .key("serviceid", "nodeid", "jid")
        .subject("jid", JID, Relation.SUBJECT)
        .subject("serviceid", JID, Relation.TARGET)
        .text("serviceid", "service", "Where")
        .text("nodeid", "node", "Which node")
        .person("jid", "person", Relation.SUBJECT, "Whom it names")
        .text("associationtype", "as", "As what")
        .erasing(RowErasure.deletes(GONE));
  }

  private DeclaredTable nodeGroups() {
    return of(settings("node-groups", "Groups that may see your nodes", PUBLISHED))
        .table("ofpubsubnodegroups")
        .key("serviceid", "nodeid", "rostergroup")
        .subject("serviceid", JID, Relation.SUBJECT)
        .text("serviceid", "service", "Your address")
        .text("nodeid", "node", "Which node")
        .text("rostergroup", "group", "The group of your contacts")
        .erasing(RowErasure.deletes(GONE));
  }

  private DeclaredTable nodeDefaults() {
    return software(
            of(settings("node-defaults", "How your new nodes begin", ChatCategories.PREFERENCES))
                .table("ofpubsubdefaultconf")
                .key("serviceid", "leaf")
                .subject("serviceid", JID, Relation.SUBJECT)
                .text("serviceid", "service", "Your address")
                .flag("leaf", "leaf", "For nodes that have items")
                .text("language", "language", "Your language"),
            "deliverpayloads",
            "maxpayloadsize",
            "persistitems",
            "maxitems",
            "notifyconfigchanges",
            "notifydelete",
            "notifyretract",
            "presencebased",
            "senditemsubscribe",
            "publishermodel",
            "subscriptionenabled",
            "accessmodel",
            "replypolicy",
            "associationpolicy",
            "maxleafnodes")
        .erasing(RowErasure.deletes(GONE));
  }

  private DeclaredTable nodes() {
    return software(
            of(provided("nodes", "What you publish under", PUBLISHED))
                .table("ofpubsubnode")
                .key("serviceid", "nodeid")
                .subject("serviceid", JID, Relation.SUBJECT)
                .text("serviceid", "service", "Your address")
                .text("nodeid", "node", "The name for programs")
                .text("name", "name", "The name for people")
                .text("description", "description", "What it is about")
                .text("language", "language", "In which language")
                .text("creator", "creator", "Your address, as who made it")
                .timeMillis("creationdate", "made", "When you made it")
                .timeMillis("modificationdate", "changed", "When you changed it"),
            "leaf",
            "parent",
            "deliverpayloads",
            "maxpayloadsize",
            "persistitems",
            "maxitems",
            "notifyconfigchanges",
            "notifydelete",
            "notifyretract",
            "presencebased",
            "senditemsubscribe",
            "publishermodel",
            "subscriptionenabled",
            "configsubscription",
            "accessmodel",
            "payloadtype",
            "bodyxslt",
            "dataformxslt",
            "replypolicy",
            "associationpolicy",
            "maxleafnodes")
        .erasing(RowErasure.deletes(GONE));
  }

  /** The node of a service that everybody shares goes on without whoever made it. */
  private DeclaredTable nodesInSharedServices() {
    return of(provided("shared-nodes", "What you made for others to publish under", PUBLISHED))
        .table("ofpubsubnode")
        .key("serviceid", "nodeid")
        .where("strpos(serviceid, '@') = 0")
        .subject("creator", JID, Relation.AUTHOR)
        .text("serviceid", "service", "Where")
        .text("nodeid", "node", "The name for programs")
        .text("name", "name", "The name for people")
        .text("creator", "creator", "Your address")
        .timeMillis("creationdate", "made", "When you made it")
        .erasing(
            RowErasure.anonymises("It stays, and does not say who made it.")
                .toTombstone("creator")
                .keeping("It belongs to everybody who publishes there.", "name", "creationdate"));
  }

  private DeclaredTable userProperties() {
    return of(settings("user-properties", "Your settings", ChatCategories.PREFERENCES))
        .table("ofuserprop")
        .key("username", "name")
        .subject("username", USERNAME, Relation.SUBJECT)
        .text("username", "username", "Your user name")
        .text("name", "name", "Which setting")
        .text("propvalue", "value", "What it is")
        .erasing(RowErasure.deletes(GONE));
  }

  private DeclaredTable locks() {
    return of(observed("locks", "Locks on your account", ChatCategories.MODERATION_REPORTS))
        .table("ofuserflag")
        .key("username", "name")
        .subject("username", USERNAME, Relation.SUBJECT)
        .text("username", "username", "Your user name")
        .text("name", "name", "What was set")
        .timeMillis("starttime", "from", "From when")
        .timeMillis("endtime", "until", "Until when")
        .erasing(RowErasure.deletes(GONE));
  }

  private DeclaredTable card() {
    return of(provided("card", "Your card", ChatCategories.PROFILE))
        .table("ofvcard")
        .key("username")
        .subject("username", USERNAME, Relation.SUBJECT)
        .text("username", "username", "Your user name")
        .text("vcard", "card", "What you say of yourself, with your picture")
        .erasing(RowErasure.deletes(GONE));
  }

  private DeclaredTable credentials() {
    String secret = "Who has it can try passwords on it.";
    return of(observed("credentials", "How you sign in", ChatCategories.BOTS_AND_TOKENS))
        .table("ofuserscram")
        .key("username", "mechanism")
        .subject("username", USERNAME, Relation.SUBJECT)
        .text("username", "username", "Your user name")
        .text("mechanism", "mechanism", "The way to sign in")
        .number("iterations", "iterations", "How much work it is to guess")
        .leftOut("storedkey", secret)
        .leftOut("serverkey", secret)
        .leftOut("salt", secret)
        .erasing(RowErasure.deletes(GONE));
  }

  /** A contact names two people: whose it is, and who it is. It goes when either is erased. */
  private DeclaredTable contacts() {
    return of(settings(
                "contacts",
                "Your contacts, and whose contact you are",
                ChatCategories.SUBSCRIPTIONS)
            .stage(ErasureStage.IDENTITY))
        .table("ofroster")
        .key("rosterid")
        .subject("username", USERNAME, Relation.SUBJECT)
        .subject("jid", JID, Relation.TARGET)
        .number("rosterid", "number", "The number of the contact")
        .person("username", "whose", Relation.ACTOR, "Whose contact it is")
        .person("jid", "contact", Relation.TARGET, "Who it is")
        .authorsText("nick", "nickname", "What they are called")
        .number("sub", "subscribed", "Who sees whom: 3 is both")
        .number("ask", "asked", "Whether it was asked for")
        .number("recv", "received", "Whether the other asked")
        .authorsText("stanza", "stanza", "The words with which it was asked")
        .erasing(RowErasure.deletes("They are deleted, with you in the lists of others."));
  }

  private DeclaredTable account() {
    return of(provided("account", "Your account", ChatCategories.PROFILE)
            .stage(ErasureStage.IDENTITY))
        .table("ofuser")
        .key("username")
        .subject("username", USERNAME, Relation.SUBJECT)
        .text("username", "username", "Your user name")
        .text("name", "name", "Your name")
        .text("email", "email", "Your e-mail address")
        .timeMillis("creationdate", "made", "When it was made")
        .timeMillis("modificationdate", "changed", "When it was changed")
        .leftOut("plainpassword", "A password is of no use to you in an archive that others find.")
        .leftOut("encryptedpassword", "The same password, which the server can decrypt.")
        .erasing(RowErasure.deletes(GONE));
  }

  /** All rows of this database are the controller's. */
  private TableHookBuilder of(Declaration.Builder declaration) {
    return TableHook.of(declaration).everyoneOf(controller);
  }

  /** Columns that say how the software behaves; they go with their rows. */
  private static TableHookBuilder software(TableHookBuilder hook, String... columns) {
    for (String column : columns) {
      hook.leftOut(column, SETTING);
    }
    return hook;
  }

  /** What a person wrote or gave. */
  private static Declaration.Builder provided(
      String id, String title, PersonalDataCategory category) {
    return declared(id, title, category, SourceOfData.PROVIDED_BY_DATA_SUBJECT)
        .legalBases(LegalBasis.CONTRACT)
        .byHook("It is in the archive.", DataSubjectRight.ACCESS, DataSubjectRight.PORTABILITY)
        .notApplicable("It rests on the contract.", DataSubjectRight.OBJECTION);
  }

  /** What a person set or joined: of the stage that comes after what they wrote. */
  private static Declaration.Builder settings(
      String id, String title, PersonalDataCategory category) {
    return provided(id, title, category).stage(ErasureStage.MEMBERSHIPS);
  }

  /** What the server and its administrators wrote down. */
  private static Declaration.Builder observed(
      String id, String title, PersonalDataCategory category) {
    return declared(id, title, category, SourceOfData.OBSERVED)
        .legalBases(LegalBasis.LEGITIMATE_INTERESTS)
        .byHook("It is in the archive.", DataSubjectRight.ACCESS)
        .notApplicable(
            "It rests on neither consent nor contract (Art. 20(1)).", DataSubjectRight.PORTABILITY)
        .byHand("An administrator looks at the reasons.", DataSubjectRight.OBJECTION);
  }

  /** What others wrote to a person or about them. */
  private static Declaration.Builder ofOthers(
      String id, String title, PersonalDataCategory category) {
    return declared(id, title, category, SourceOfData.OBTAINED_ELSEWHERE)
        .legalBases(LegalBasis.CONTRACT)
        .byHook("It is in the archive, as far as others' rights allow.", DataSubjectRight.ACCESS)
        .notApplicable("Others provided it (Art. 20(1)).", DataSubjectRight.PORTABILITY)
        .notApplicable("It rests on the contract.", DataSubjectRight.OBJECTION);
  }

  private static Declaration.Builder declared(
      String id, String title, PersonalDataCategory category, SourceOfData source) {
    return Declaration.of(id, title, category)
        .text(title + ", as the chat server keeps them.")
        .sources(source)
        .retention("Until it or the account is deleted.")
        .byHand(
            "An administrator does it in the console.",
            DataSubjectRight.RECTIFICATION,
            DataSubjectRight.RESTRICTION)
        .notApplicable("Nothing is decided by it.", DataSubjectRight.HUMAN_REVIEW);
  }
}
