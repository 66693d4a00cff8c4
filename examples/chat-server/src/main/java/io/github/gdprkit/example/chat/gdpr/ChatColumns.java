package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.jdbc.table.OnGaps;
import io.github.gdprkit.jdbc.table.SchemaCoverage;
import io.github.gdprkit.jdbc.table.SchemaCoverageReport;
import java.sql.SQLException;

/**
 * Whether every column of the database is spoken for. What no hook declares is excluded here, name
 * by name and with the reason, so that a column of tomorrow is noticed.
 */
public final class ChatColumns {

  private static final String WHOSE =
      "Says which organisation the row belongs to, and nothing about a person.";

  private ChatColumns() {}

  /** Compares the hooks with the tables that are really there. */
  public static SchemaCoverageReport check(ChatDatabase database, HookCatalog hooks, OnGaps onGaps)
      throws SQLException {
    SchemaCoverage coverage =
        SchemaCoverage.of(database.dataSource())
            .excluding("organisations", "Names organisations, which are no data subjects.")
            .excluding("channels.organisation_id", WHOSE)
            .excluding("teams.organisation_id", WHOSE)
            .excluding("emojis.organisation_id", WHOSE)
            .excluding("roles.organisation_id", WHOSE)
            .excludingColumns("teams", "How a team may be joined.", "type", "allow_open_invite")
            .onGaps(onGaps);
    if (database.tables().contains(ChatStores.CHAT_SERVER)) {
      coverage = coverage.excluding(ChatStores.CHAT_SERVER, ChatStores.WHY_CHAT_SERVER);
    }
    return coverage.check(hooks);
  }
}
