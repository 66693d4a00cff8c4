package io.github.gdprkit.jdbc.table.openfire;

import static io.github.gdprkit.jdbc.table.openfire.OpenfireRows.JID;
import static io.github.gdprkit.jdbc.table.openfire.OpenfireRows.USERNAME;

import java.util.Map;

/**
 * Which rows are one person's, in SQL that shares nothing with the hooks and uses that the rows are
 * made by {@link OpenfireRows}. Every table that can name a person is here.
 */
final class Hers {

  static final String SENT_OFFLINE = bare("split_part(split_part(stanza, ' from=\"', 2), '\"', 1)");
  static final String AUDITED = "summary LIKE '% user anna\\_k' AND summary NOT LIKE '%o_anna%'";
  static final String NAMED_IN_LIST = "list LIKE '%value=\"anna\\_k@chat.example.org\"%'";

  private static final String BY_NAME = "username = '" + USERNAME + "'";
  private static final String BY_SERVICE = "serviceid = '" + JID + "'";

  static final Map<String, String> OF =
      Map.ofEntries(
          Map.entry("ofuser", BY_NAME),
          Map.entry("ofuserprop", BY_NAME),
          Map.entry("ofuserflag", BY_NAME),
          Map.entry("ofuserscram", BY_NAME),
          Map.entry("ofvcard", BY_NAME),
          Map.entry("ofpresence", BY_NAME),
          Map.entry("ofprivacylist", BY_NAME + " OR " + NAMED_IN_LIST),
          Map.entry("ofgroupuser", BY_NAME + " OR username = '" + JID + "'"),
          Map.entry("ofroster", BY_NAME + " OR jid = '" + JID + "'"),
          Map.entry(
              "ofrostergroups",
              "EXISTS (SELECT 1 FROM ofroster r WHERE r.rosterid = t.rosterid AND ("
                  + BY_NAME
                  + " OR jid = '"
                  + JID
                  + "'))"),
          Map.entry("ofmucmember", bare("jid")),
          Map.entry("ofmucaffiliation", bare("jid")),
          Map.entry("ofmucconversationlog", bare("sender")),
          Map.entry("ofoffline", BY_NAME + " OR " + SENT_OFFLINE),
          Map.entry("ofsecurityauditlog", BY_NAME + " OR " + AUDITED),
          Map.entry("ofpubsubitem", BY_SERVICE + " OR " + bare("jid")),
          Map.entry("ofpubsubnode", BY_SERVICE + " OR " + bare("creator")),
          Map.entry("ofpubsubaffiliation", BY_SERVICE + " OR " + bare("jid")),
          Map.entry("ofpubsubnodejids", BY_SERVICE + " OR " + bare("jid")),
          Map.entry("ofpubsubnodegroups", BY_SERVICE),
          Map.entry("ofpubsubdefaultconf", BY_SERVICE),
          Map.entry(
              "ofpubsubsubscription", BY_SERVICE + " OR " + bare("jid") + " OR " + bare("owner")));

  private Hers() {}

  /** Whether it is her address, with or without a device. */
  private static String bare(String expression) {
    return "("
        + expression
        + " = '"
        + JID
        + "' OR left("
        + expression
        + ", "
        + (JID.length() + 1)
        + ") = '"
        + JID
        + "/')";
  }
}
