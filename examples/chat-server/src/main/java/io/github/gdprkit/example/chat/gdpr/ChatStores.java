package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.Statements;
import java.sql.Connection;
import java.sql.ResultSet;
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

  private ChatStores() {}

  /** The tables that are there, and what lies beside the database. */
  public static Set<String> actual(ChatDatabase database) throws SQLException {
    Set<String> stores = new TreeSet<>(Set.of(UPLOAD_FILES, REJECTED_LINES, DESK));
    try (Connection reader = database.newReader();
        Statements statements = new Statements(reader);
        ResultSet row =
            statements.rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")) {
      while (row.next()) {
        stores.add(row.getString(1));
      }
    }
    return stores;
  }

  /** Those of them that no hook looks into, with the reason. */
  public static Map<String, String> withoutHook(ChatDatabase database) throws SQLException {
    Map<String, String> reasons = new LinkedHashMap<>();
    reasons.put("organisations", "Names organisations, which are no data subjects.");
    reasons.put("sqlite_sequence", "SQLite counts rows here, so that no number is given twice.");
    reasons.put(DESK, "Archives of requests, which the library erases with their request.");
    for (String store : actual(database)) {
      if (store.startsWith("gdpr_")) {
        reasons.put(store, "Requests and evidence, which the library keeps and erases itself.");
      }
    }
    return Collections.unmodifiableMap(reasons);
  }
}
