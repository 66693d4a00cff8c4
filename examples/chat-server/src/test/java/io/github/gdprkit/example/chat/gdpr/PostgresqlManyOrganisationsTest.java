package io.github.gdprkit.example.chat.gdpr;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.example.chat.store.ChatLocation;
import io.github.gdprkit.example.chat.store.Organisation;
import io.github.gdprkit.example.chat.store.Rows;
import io.github.gdprkit.servers.DatabaseServer;
import io.github.gdprkit.servers.TestDatabase;
import java.util.Map;

class PostgresqlManyOrganisationsTest extends ManyOrganisations {

  private TestDatabase server;

  @Override
  ChatLocation location() {
    server = DatabaseServer.postgresql().newDatabase();
    return ChatLocation.of(server.url(), folder.resolve("f"), Map.of());
  }

  @Override
  int people() {
    return 10;
  }

  @Override
  int messages() {
    return 500;
  }

  @Override
  void drop() {
    server.close();
  }

  /** What the files of the server hold is looked at where the database is tested. */
  @Override
  void seeThatNothingIsLeft(Organisation erased) throws Exception {
    String rows = "SELECT 1 FROM users WHERE organisation_id = " + erased.id();
    assertThat(Rows.of(database, rows)).isEmpty();
  }
}
