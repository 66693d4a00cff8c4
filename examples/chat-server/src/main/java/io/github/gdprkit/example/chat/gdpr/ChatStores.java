package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.example.chat.store.ChatDatabase;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Where this server keeps data, for whoever compares that with what the hooks declare. */
public final class ChatStores {

  /** The folder with the bytes of the uploads. */
  public static final String UPLOAD_FILES = "<db>-uploads";

  /** The lines that an import could not take. */
  public static final String REJECTED_LINES = "<db>-rejected.jsonl";

  /** The folder with archives, keys and the ledger of erasures. */
  public static final String DESK = "<db>-gdpr";

  private static final String SQLITE_SEQUENCE = "sqlite_sequence";
  static final String CHAT_SERVER = "chat_server";
  static final String WHY_CHAT_SERVER =
      "Says which version of the tables this is, and which folder of files belongs to them.";

  private ChatStores() {}

  /** The tables that are there, and what lies beside the database. */
  public static Set<String> actual(ChatDatabase database) throws SQLException {
    Set<String> stores = new TreeSet<>(Set.of(UPLOAD_FILES, REJECTED_LINES, DESK));
    stores.addAll(database.tables());
    return stores;
  }

  /** Those of them that no hook looks into, with the reason. */
  public static Map<String, String> withoutHook(ChatDatabase database) throws SQLException {
    Map<String, String> reasons = new LinkedHashMap<>();
    reasons.put("organisations", "Names organisations, which are no data subjects.");
    Set<String> actual = actual(database);
    if (actual.contains(SQLITE_SEQUENCE)) {
      reasons.put(SQLITE_SEQUENCE, "SQLite counts rows here, so that no number is given twice.");
    }
    if (actual.contains(CHAT_SERVER)) {
      reasons.put(CHAT_SERVER, WHY_CHAT_SERVER);
    }
    reasons.put(DESK, "Archives of requests, which the library erases with their request.");
    for (String store : actual) {
      if (store.startsWith("gdpr_")) {
        reasons.put(store, "Requests and evidence, which the library keeps and erases itself.");
      }
    }
    return Collections.unmodifiableMap(reasons);
  }
}
