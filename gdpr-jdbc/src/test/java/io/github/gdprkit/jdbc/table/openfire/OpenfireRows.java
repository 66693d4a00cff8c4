package io.github.gdprkit.jdbc.table.openfire;

import io.github.gdprkit.testkit.canary.Canaries;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * A server with some hundred people, the same at every run. One of them is {@link #USERNAME}, all
 * of whose words hold canaries; others are called almost like her, and some write what is hard to
 * read: quotes, wildcards, words that look like an address of hers.
 */
final class OpenfireRows {

  static final String DOMAIN = "chat.example.org";
  static final String USERNAME = "anna_k";
  static final String JID = USERNAME + "@" + DOMAIN;

  /** Words of others that look like the head of a message of hers, as XML lets them. They stay. */
  static final String QUOTED = "he sent <x from=\"" + JID + "/phone\"> once";

  static final int PEOPLE = 400;
  static final int ROOM_MESSAGES = 20_000;

  /** Almost her: each would be found by a search that is a little too wide. */
  private static final List<String> ALMOST =
      List.of(
          "joanna_k",
          "anna_k2",
          "annaxk",
          "Anna_K",
          "anna_k.",
          "anna%k",
          "anna-k",
          "o'brien",
          "robert'); drop table ofuser;--",
          "zoë",
          "\u202Eanna_k",
          "ann\u0430_k");

  private static final String[] RESOURCES = {"phone", "Laptop 2", "a/b", "😀", "x\"y<z>&'"};
  private static final int ROOMS = 20;
  private static final int MEMBERS_OF_A_ROOM = 25;
  private static final int CONTACTS = 8;
  private static final int OFFLINE = 3_000;
  private static final int AUDIT = 800;
  private static final int CANARIES_OF_A_KIND = 10;
  private static final int BATCH = 1_000;
  private static final int LONG_TEXT = 100_000;
  private static final long START = 1_700_000_000_000L;

  private final OpenfireSchema schema;
  private final Canaries canaries;
  private final Random random = new Random(20_260_123);
  private final Map<String, List<String>> planted = new HashMap<>();
  private final Map<String, List<Object[]>> rows = new LinkedHashMap<>();
  private final List<String> people = new ArrayList<>();
  private long clock = START;
  private int roster;
  private int audit;

  private OpenfireRows(OpenfireSchema schema, Canaries canaries) {
    this.schema = schema;
    this.canaries = canaries;
  }

  /** Fills the tables. */
  static void insert(OpenfireSchema schema, DataSource database, Canaries canaries)
      throws SQLException {
    OpenfireRows rows = new OpenfireRows(schema, canaries);
    rows.server();
    rows.people();
    rows.contacts();
    rows.rooms();
    rows.roomMessages();
    rows.offline();
    rows.pubsub();
    rows.audit();
    rows.write(database);
  }

  private void server() {
    add("ofversion", "name", "openfire", "version", 37);
    for (int type = 18; type < 30; type++) {
      add("ofid", "idtype", type, "id", 1_000 + type);
    }
    add("ofproperty", "name", "xmpp.domain", "propvalue", DOMAIN);
    add("ofproperty", "name", "admin.authorizedJIDs", "propvalue", jid(ALMOST.get(0)));
    add("ofproperty", "name", "control", "propvalue", canaries.control());
    add("ofextcomponentconf", "subdomain", "bridge", "secret", "s3cret", "permission", "allowed");
    add("ofremoteserverconf", "xmppdomain", "other.example", "permission", "allowed");
    add("ofmucservice", "serviceid", 1, "subdomain", "conference", "description", "Rooms");
    add("ofmucserviceprop", "serviceid", 1, "name", "limit", "propvalue", "30");
  }

  private void people() {
    people.add(USERNAME);
    people.addAll(ALMOST);
    while (people.size() < PEOPLE) {
      people.add("person" + people.size());
    }
    for (int group = 0; group < 6; group++) {
      add("ofgroup", "groupname", "group " + group, "description", "Group " + group);
      add("ofgroupprop", "groupname", "group " + group, "name", "shared", "propvalue", "true");
    }
    for (String person : people) {
      person(person);
    }
  }

  private void person(String person) {
    boolean isAnna = person.equals(USERNAME);
    String name = isAnna ? canary("name", canaries::name) : "Name of " + person;
    String email =
        isAnna
            ? canary("email", canaries::email)
            : "mail." + people.indexOf(person) + "@example.net";
    add(
        "ofuser",
        "username",
        person,
        "plainpassword",
        isAnna ? canary("password", () -> canaries.token("password")) : null,
        "encryptedpassword",
        isAnna ? canary("password", () -> canaries.token("password")) : "e" + random.nextInt(),
        "name",
        name,
        "email",
        email,
        "creationdate",
        tick(),
        "modificationdate",
        tick());
    add(
        "ofuserscram",
        "username",
        person,
        "mechanism",
        "SCRAM-SHA-1",
        "storedkey",
        isAnna ? canary("scram", () -> canaries.token("scram")) : "k" + random.nextInt(),
        "serverkey",
        "s" + random.nextInt(),
        "salt",
        "salt",
        "iterations",
        4096);
    for (int i = 0; i < 2; i++) {
      add("ofuserprop", "username", person, "name", "prop" + i, "propvalue", words(person));
    }
    if (isAnna || random.nextInt(20) == 0) {
      add("ofuserflag", "username", person, "name", "lockout", "starttime", tick());
    }
    add(
        "ofvcard",
        "username",
        person,
        "vcard",
        "<vCard><FN>" + xml(name) + "</FN><NOTE>" + xml(words(person)) + "</NOTE></vCard>");
    add(
        "ofpresence",
        "username",
        person,
        "offlinepresence",
        "<presence><status>" + xml(words(person)) + "</status></presence>",
        "offlinedate",
        tick());
    add("ofgroupuser", "groupname", "group " + random.nextInt(5), "username", person);
    if (isAnna) {
      add("ofgroupuser", "groupname", "group 5", "username", JID, "administrator", 1);
    }
    add(
        "ofprivacylist",
        "username",
        person,
        "name",
        isAnna ? canary("list", () -> canaries.token("list")) : "blocked",
        "isdefault",
        1,
        "list",
        privacyList(person));
  }

  /** Names of others in what is a person's own: most lists name somebody, many her. */
  private String privacyList(String person) {
    StringBuilder list = new StringBuilder("<list name=\"blocked\">");
    int order = 1;
    List<String> blocked = new ArrayList<>(List.of(other(person), jidOf(other(person))));
    if (people.indexOf(person) % 7 == 1) {
      blocked.add(JID);
    }
    if (people.indexOf(person) % 7 == 2) {
      blocked.add("joanna_k@" + DOMAIN);
      blocked.add(JID + ".evil.example");
    }
    for (String value : blocked) {
      list.append("<item type=\"jid\" value=\"").append(xml(value));
      list.append("\" action=\"deny\" order=\"").append(order++).append("\"/>");
    }
    return list.append("</list>").toString();
  }

  private void contacts() {
    for (String person : people) {
      for (int i = 0; i < CONTACTS; i++) {
        contact(person, jidOf(other(person)), i);
      }
    }
    // She at another server is somebody else.
    contact(people.get(20), USERNAME + "@other.example", 0);
    contact(people.get(21), JID, 0);
    contact(people.get(22), JID, 0);
    contact(USERNAME, jid(people.get(23)), 0);
  }

  private void contact(String owner, String jid, int number) {
    int id = ++roster;
    boolean isHers = owner.equals(USERNAME) || jid.equals(JID);
    add(
        "ofroster",
        "rosterid",
        id,
        "username",
        owner,
        "jid",
        jid,
        "sub",
        3,
        "ask",
        -1,
        "recv",
        -1,
        "nick",
        isHers ? canary("name", canaries::name) : "My " + number);
    add(
        "ofrostergroups",
        "rosterid",
        id,
        "rank",
        0,
        "groupname",
        isHers ? canary("family", () -> canaries.token("family")) : "Group " + number);
  }

  private void rooms() {
    for (int room = 1; room <= ROOMS; room++) {
      add(
          "ofmucroom",
          "serviceid",
          1,
          "roomid",
          room,
          "creationdate",
          tick(),
          "modificationdate",
          tick(),
          "name",
          "room" + room,
          "naturalname",
          "Room " + room,
          "description",
          "About " + room,
          "subject",
          "Topic " + room);
      add("ofmucroomprop", "roomid", room, "name", "p", "propvalue", "v");
      List<String> members = new ArrayList<>(people.subList(1, people.size()));
      Collections.shuffle(members, random);
      members = members.subList(0, MEMBERS_OF_A_ROOM);
      if (room % 2 == 0) {
        members.add(USERNAME);
      }
      for (String member : members) {
        boolean isAnna = member.equals(USERNAME);
        add(
            "ofmucmember",
            "roomid",
            room,
            "jid",
            jid(member),
            "nickname",
            isAnna ? canary("nick", () -> canaries.token("nick")) : "nick",
            "firstname",
            isAnna ? canary("first", () -> canaries.token("first")) : "First",
            "lastname",
            isAnna ? canary("last", () -> canaries.token("last")) : "Last",
            "url",
            isAnna ? "https://example.org/" + canary("url", () -> canaries.token("url")) : null,
            "email",
            isAnna ? canary("email", canaries::email) : null,
            "faqentry",
            isAnna ? canary("text", canaries::text) : null);
      }
      add("ofmucaffiliation", "roomid", room, "jid", jid(members.get(0)), "affiliation", 10);
      if (room % 4 == 0) {
        add("ofmucaffiliation", "roomid", room, "jid", JID, "affiliation", 20);
      }
    }
    add(
        "ofmucroomretiree",
        "serviceid",
        1,
        "name",
        "gone",
        "alternatejid",
        "room1@conference." + DOMAIN,
        "reason",
        "Nobody came");
  }

  private void roomMessages() {
    for (int message = 1; message <= ROOM_MESSAGES; message++) {
      boolean isAnna = message % 12 == 5;
      String sender =
          isAnna ? USERNAME : message % 9 == 0 ? almost() : people.get(13 + random.nextInt(387));
      // What a client puts behind the address is hers too.
      String resource =
          isAnna && message % 5 == 0
              ? canary("resource", () -> canaries.token("resource"))
              : any(RESOURCES);
      String from = message % 31 == 0 ? jid(sender) : jid(sender) + "/" + resource;
      if (!isAnna && message % 101 == 0) {
        // An address of hers as somebody's resource.
        from = jid(sender) + "/" + JID;
      }
      String body = isAnna ? words(sender) : message % 50 == 0 ? hostile(message) : words(sender);
      int room = 1 + random.nextInt(ROOMS);
      add(
          "ofmucconversationlog",
          "roomid",
          room,
          "messageid",
          message,
          "sender",
          from,
          "nickname",
          isAnna ? canary("nick", () -> canaries.token("nick")) : "nick",
          "logtime",
          tick(),
          "subject",
          message % 400 == 5 ? words(sender) : null,
          "body",
          body,
          "stanza",
          stanza(from, "room" + room + "@conference." + DOMAIN, body));
    }
  }

  private void offline() {
    for (int message = 1; message <= OFFLINE; message++) {
      String to = message % 30 == 0 ? USERNAME : people.get(1 + random.nextInt(399));
      String from = message % 40 == 0 ? USERNAME : people.get(1 + random.nextInt(399));
      boolean isHers = to.equals(USERNAME) || from.equals(USERNAME);
      String body = isHers ? words(USERNAME) : message % 10 == 1 ? hostile(message) : words(from);
      String stanza =
          stanza(message % 3 == 0 ? jid(from) : jid(from) + "/" + any(RESOURCES), jid(to), body);
      add(
          "ofoffline",
          "username",
          to,
          "messageid",
          message,
          "creationdate",
          tick(),
          "messagesize",
          stanza.length(),
          "stanza",
          stanza);
    }
  }

  private void pubsub() {
    node("pubsub", "news", jid(people.get(30)));
    node("pubsub", "offers", JID);
    for (String person : people) {
      String service = jid(person);
      add("ofpubsubdefaultconf", "serviceid", service, "leaf", 1, "language", "English");
      for (String node : List.of("urn:xmpp:avatar:data", "http://jabber.org/protocol/nick")) {
        node(service, node, service);
        add(
            "ofpubsubaffiliation",
            "serviceid",
            service,
            "nodeid",
            node,
            "jid",
            service,
            "affiliation",
            "owner");
        item(service, node, "current", service + "/" + any(RESOURCES), person);
        subscription(service, node, jid(other(person)), person.equals(USERNAME));
      }
      add("ofpubsubnodejids", "serviceid", service, "nodeid", "n", "jid", jid(other(person)));
      add(
          "ofpubsubnodegroups",
          "serviceid",
          service,
          "nodeid",
          "n",
          "rostergroup",
          person.equals(USERNAME) ? canary("family", () -> canaries.token("family")) : "Friends");
      item("pubsub", "news", "item of " + person, jid(person), person);
      subscription("pubsub", "news", jid(person), person.equals(USERNAME));
      add(
          "ofpubsubaffiliation",
          "serviceid",
          "pubsub",
          "nodeid",
          "news",
          "jid",
          jid(person),
          "affiliation",
          "publisher");
    }
    add("ofpubsubnodejids", "serviceid", "pubsub", "nodeid", "news", "jid", JID);
    add("ofpubsubdefaultconf", "serviceid", "pubsub", "leaf", 0);
  }

  private void node(String service, String node, String creator) {
    boolean isHers = service.equals(JID);
    add(
        "ofpubsubnode",
        "serviceid",
        service,
        "nodeid",
        node,
        "creationdate",
        tick(),
        "modificationdate",
        tick(),
        "creator",
        creator,
        "name",
        isHers ? canary("node", () -> canaries.token("node")) : "Node",
        "description",
        isHers ? canary("text", canaries::text) : "A node");
  }

  private void item(String service, String node, String id, String publisher, String person) {
    add(
        "ofpubsubitem",
        "serviceid",
        service,
        "nodeid",
        node,
        "id",
        id,
        "jid",
        publisher,
        "creationdate",
        tick(),
        "payload",
        "<data>" + xml(words(person)) + "</data>");
  }

  private void subscription(String service, String node, String owner, boolean isHers) {
    add(
        "ofpubsubsubscription",
        "serviceid",
        service,
        "nodeid",
        node,
        "id",
        "s" + roster++,
        "jid",
        owner + "/" + any(RESOURCES),
        "owner",
        owner,
        "keyword",
        isHers ? canary("keyword", () -> canaries.token("keyword")) : null);
  }

  private void audit() {
    for (int entry = 0; entry < AUDIT; entry++) {
      String target = entry % 40 == 0 ? USERNAME : other("");
      audit(
          entry % 25 == 0 ? USERNAME : "admin",
          (entry % 2 == 0 ? "created new user " : "edited user ") + target,
          "name = "
              + (target.equals(USERNAME) ? canary("name", canaries::name) : "N " + target)
              + ", email = "
              + (target.equals(USERNAME) ? canary("email", canaries::email) : "e"));
    }
    audit("admin", "edited user " + USERNAME + "2", "name = somebody else");
    audit("admin", "deleted MUC room room1", null);
  }

  private void audit(String admin, String summary, String details) {
    add(
        "ofsecurityauditlog",
        "msgid",
        ++audit,
        "username",
        admin,
        "entrystamp",
        clock++,
        "summary",
        summary,
        "node",
        "node1.example.org",
        "details",
        details);
  }

  private static String stanza(String from, String to, String body) {
    return "<message type=\"chat\" to=\""
        + xml(to)
        + "\" from=\""
        + xml(from)
        + "\"><body>"
        + body.replace("&", "&amp;").replace("<", "&lt;")
        + "</body></message>";
  }

  /** Text of somebody else that names her where a search would look for a sender. */
  private static String hostile(int number) {
    return switch (number / 10 % 5) {
      case 0 -> QUOTED;
      case 1 -> "<message from=\"anna_k@x\"> \"quoted\" & 100% '' \\ \r\n\t";
      case 2 -> "=cmd|' /C calc'!A0";
      case 3 -> "</body></message><message from=\"";
      default -> "\u202E\uFFFD \u0301 😀 " + "x".repeat(500);
    };
  }

  private String words(String person) {
    if (!person.equals(USERNAME)) {
      return "Words " + random.nextInt(1_000_000) + " of " + people.indexOf(person);
    }
    String words = canary("text", canaries::text);
    return switch (random.nextInt(200)) {
      case 0 -> words + "y".repeat(LONG_TEXT);
      case 1 -> words + "\r\n\t\u202E" + "😀";
      case 2 -> "=1+1 " + words + " '; DELETE FROM ofuser; --";
      default -> words;
    };
  }

  /** Some of each kind, again and again: a search for thousands takes long and finds no more. */
  private String canary(String kind, Supplier<String> next) {
    List<String> some = planted.computeIfAbsent(kind, key -> new ArrayList<>());
    if (some.size() < CANARIES_OF_A_KIND) {
      some.add(next.get());
      return some.get(some.size() - 1);
    }
    return some.get(random.nextInt(some.size()));
  }

  private String other(String person) {
    String other = people.get(1 + random.nextInt(people.size() - 1));
    return other.equals(person) ? "admin" : other;
  }

  private String almost() {
    return ALMOST.get(random.nextInt(ALMOST.size()));
  }

  private String any(String[] values) {
    return values[random.nextInt(values.length)];
  }

  private static String jid(String person) {
    return person + "@" + DOMAIN;
  }

  /** Sometimes a person of another server. */
  private String jidOf(String person) {
    return random.nextInt(10) == 0 ? person + "@other.example" : jid(person);
  }

  private static String xml(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  /** Fifteen digits, as Openfire keeps times. */
  private String tick() {
    clock += 1_000 + random.nextInt(1_000);
    return "%015d".formatted(clock);
  }

  /** A row; what is not said is empty where it can be, and else a value that says nothing. */
  private void add(String table, Object... namesAndValues) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    Object[] row =
        schema.columns(table).stream()
            .map(
                column -> {
                  boolean isSaid = values.containsKey(column.name());
                  Object value = values.remove(column.name());
                  return isSaid || column.isNullable() ? value : empty(column.type());
                })
            .toArray();
    if (!values.isEmpty()) {
      throw new IllegalArgumentException(table + " has no columns " + values.keySet());
    }
    rows.computeIfAbsent(table, name -> new ArrayList<>()).add(row);
  }

  private static Object empty(String type) {
    return switch (type) {
      case "integer" -> 0;
      case "bigint" -> 0L;
      case "character" -> "000000000000000";
      default -> "";
    };
  }

  private void write(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      for (Map.Entry<String, List<Object[]>> table : rows.entrySet()) {
        String marks = String.join(", ", Collections.nCopies(table.getValue().get(0).length, "?"));
        try (PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO " + table.getKey() + " VALUES (" + marks + ")")) {
          int waiting = 0;
          for (Object[] row : table.getValue()) {
            for (int i = 0; i < row.length; i++) {
              insert.setObject(i + 1, row[i]);
            }
            insert.addBatch();
            if (++waiting % BATCH == 0) {
              insert.executeBatch();
            }
          }
          insert.executeBatch();
        }
      }
      connection.commit();
      connection.setAutoCommit(true);
    }
  }
}
