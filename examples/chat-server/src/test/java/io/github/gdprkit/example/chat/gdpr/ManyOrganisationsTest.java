package io.github.gdprkit.example.chat.gdpr;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.example.chat.store.ChatLocation;
import io.github.gdprkit.example.chat.store.Organisation;
import io.github.gdprkit.example.chat.store.Rows;
import io.github.gdprkit.hook.DataHook;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManyOrganisationsTest extends ManyOrganisations {

  @Override
  ChatLocation location() {
    return ChatLocation.ofFile(folder.resolve("chat.db"));
  }

  @Override
  void drop() {
    // It is in a temporary folder.
  }

  @Override
  int people() {
    return 30;
  }

  @Override
  int messages() {
    return 700;
  }

  @Override
  void seeThatNothingIsLeft(Organisation erased) throws Exception {
    assertThat(Rows.of(database, "PRAGMA foreign_key_check")).isEmpty();
    assertThat(filesWith(canary(organisations.get(1)))).contains("chat.db");
  }

  @Test
  void readsPagesByIndexesAndSortsNothing() throws Exception {
    List<String> queries = new ArrayList<>();
    for (DataHook hook : hooks(organisations.get(0)).hooks()) {
      if (hook instanceof RowsHook table) {
        queries.add(table.countQuery());
        for (boolean isBehind : new boolean[] {true, false}) {
          queries.add(table.pageQuery(isBehind, true));
          queries.add(table.pageQuery(isBehind, false));
        }
      } else if (hook instanceof ChannelByChannelHook channels) {
        queries.add(channels.channelQuery);
        queries.add(channels.pageQuery);
      }
    }
    for (Places kind : Places.values()) {
      queries.add(kind.pageQuery());
    }
    queries.add(People.QUERY);
    queries.add(MentionsHook.LINKED);
    queries.add(MentionsHook.CHANNELS);
    queries.add(MentionsHook.CANDIDATES);

    assertThat(queries).hasSizeGreaterThan(45);
    List<String> slow = new ArrayList<>();
    for (String query : queries) {
      for (String step : Rows.of(database, "EXPLAIN QUERY PLAN " + query)) {
        if (step.contains("SCAN") || step.contains("TEMP B-TREE")) {
          slow.add(step + " in " + query);
        }
      }
    }
    assertThat(slow).isEmpty();
  }
}
